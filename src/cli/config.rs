//! What holds for every command: what was typed ([`CommonArgs`]) and what it
//! means ([`Common`]).

use std::io::IsTerminal;

use clap::{Args, ValueEnum};

use crate::error::{Error, Result};
use crate::input::ReadOptions;
use crate::simulate::Settings;

/// How a result is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a person, in 80 columns.
    Text,
    /// For a program, with the documented keys.
    Json,
    /// For a spreadsheet.
    Csv,
}

/// When text is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Options that every command takes, as typed.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Options of every command")]
pub struct CommonArgs {
    /// How to print the result
    #[arg(long, global = true, value_enum, default_value = "text")]
    format: Format,
    /// Seed of the random streams: same inputs and seed, same bytes
    #[arg(long, global = true, default_value_t = Settings::default().seed)]
    seed: u64,
    /// How many meetings to simulate [default: 200000]
    #[arg(long, global = true, value_parser = clap::value_parser!(u64).range(1..))]
    trials: Option<u64>,
    /// How many threads to use; the result does not depend on it [default: all cores]
    #[arg(long, global = true, value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Overrule an assumption, such as new-offer.fixed=0.25 (see `counteroffer model`)
    #[arg(long, global = true, value_name = "NAME=VALUE")]
    assume: Vec<String>,
    /// Map a column of a file with other headers: base_min="Payscale Minimum (£)"
    #[arg(long, global = true, value_name = "OURS=THEIRS")]
    column: Vec<String>,
    /// Read amounts with a decimal comma: 185.000,50
    #[arg(long, global = true)]
    decimal_comma: bool,
    /// Print the result and nothing else
    #[arg(long, short, global = true)]
    quiet: bool,
    /// When to colour text
    #[arg(long, global = true, value_enum, default_value = "auto")]
    color: Color,
    /// Write over files that this program did not make
    #[arg(long, global = true)]
    force: bool,
}

/// What the common options mean.
#[derive(Debug, Clone)]
pub struct Common {
    /// How to print.
    pub format: Format,
    /// The seed.
    pub seed: u64,
    /// The trials, where the user said.
    pub trials: Option<u64>,
    /// Threads, where the user said.
    pub threads: Option<usize>,
    /// `NAME=VALUE` as typed, in order.
    pub assume: Vec<String>,
    /// `OURS=THEIRS` as typed, in order.
    pub column: Vec<String>,
    /// Amounts have a decimal comma.
    pub decimal_comma: bool,
    /// No progress, no notes.
    pub quiet: bool,
    /// Whether results are coloured.
    pub color: bool,
    /// Whether what goes to the error stream is coloured.
    pub error_color: bool,
    /// Whether foreign files may be written over.
    pub force: bool,
}

impl CommonArgs {
    /// What was meant.
    pub fn meaning(&self) -> Common {
        Common {
            format: self.format,
            seed: self.seed,
            trials: self.trials,
            threads: self.threads.map(usize::from),
            assume: self.assume.clone(),
            column: self.column.clone(),
            decimal_comma: self.decimal_comma,
            quiet: self.quiet,
            color: wants_color(self.color, &std::io::stdout()),
            error_color: wants_color(self.color, &std::io::stderr()),
            force: self.force,
        }
    }
}

impl Common {
    /// How files are to be read.
    ///
    /// # Errors
    /// A `--column` or `--assume` that cannot be read.
    pub fn read_options(&self) -> Result<ReadOptions> {
        ReadOptions::from_typed(self.decimal_comma, &self.column, &self.assume)
    }

    /// Seed and trials in the one struct that the simulation takes.
    pub fn settings(&self) -> Settings {
        let standard = Settings::default();
        Settings { seed: self.seed, trials: self.trials.unwrap_or(standard.trials) }
    }

    /// Runs `work` on as many threads as the user wants.
    ///
    /// # Errors
    /// What `work` reports, or that the system grants no threads.
    pub fn in_pool<T: Send>(&self, work: impl FnOnce() -> Result<T> + Send) -> Result<T> {
        let Some(threads) = self.threads else { return work() };
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .map_err(|e| Error::Internal(format!("no threads: {e}")))?;
        pool.install(work)
    }
}

fn wants_color(color: Color, stream: &impl IsTerminal) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
            !refused && stream.is_terminal()
        }
    }
}
