//! What holds for every command: what was typed ([`CommonArgs`]) and what it
//! means ([`Common`]).

use std::io::IsTerminal;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::app;
use crate::domain::Case;
use crate::error::{Error, Result};
use crate::input::ReadOptions;
use crate::input::templates::{Templates, read_templates};
use crate::report::Words;
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
    /// Say of a file what it does not say itself: unit=month, currency=GBP, dates=day-first, decimal=comma, encoding=windows-1251, range=low, component=base, source="Who measured"
    #[arg(long, global = true, value_name = "KEY=VALUE")]
    set: Vec<String>,
    /// The sheet of a workbook [default: the first whose header is known]
    #[arg(long, global = true, value_name = "NAME")]
    sheet: Option<String>,
    /// The line on which the header stands [default: the first that fits]
    #[arg(long, global = true, value_name = "LINE", value_parser = clap::value_parser!(u64).range(1..))]
    header_row: Option<u64>,
    /// The language of the words [default: en]
    #[arg(long, global = true, value_name = "CODE", default_value = "en", hide_default_value = true)]
    language: String,
    /// A folder with words and pages of your own, in place of the built-in ones
    #[arg(long, global = true, value_name = "DIR")]
    templates: Option<PathBuf>,
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
    /// `KEY=VALUE` of files as typed, in order.
    pub set: Vec<String>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The line of the header.
    pub header_row: Option<u64>,
    /// The language of what a person reads.
    pub language: String,
    /// The user's own words and pages.
    pub templates: Option<PathBuf>,
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
            set: self.set.clone(),
            sheet: self.sheet.clone(),
            header_row: self.header_row,
            language: self.language.clone(),
            templates: self.templates.clone(),
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
    /// A `--column`, `--set` or `--assume` that cannot be read.
    pub fn read_options(&self) -> Result<ReadOptions> {
        let mut options = ReadOptions::from_typed(self.decimal_comma, &self.column, &self.assume)?;
        let told = &mut options.told;
        (told.sheet, told.header_row) = (self.sheet.clone(), self.header_row);
        for typed in &self.set {
            told.set_typed(typed)
                .map_err(|fault| Error::usage_hint(format!("--set: {}", fault.message), fault.hint))?;
        }
        options.currency = told.currency.unwrap_or(options.currency);
        Ok(options)
    }

    /// Seed and trials in the one struct that the simulation takes.
    pub fn settings(&self) -> Settings {
        let standard = Settings::default();
        Settings { seed: self.seed, trials: self.trials.unwrap_or(standard.trials) }
    }

    /// The words of what is printed, in the user's language, the user's own over ours.
    ///
    /// # Errors
    /// A language without words, or what is wrong with the user's.
    pub fn words(&self) -> Result<Words> {
        let words = Words::of(&self.read_templates()?)?;
        words.check_commands()?;
        Ok(words)
    }

    /// The same for what is said of a case, which may have no offer but a raise that comes unasked.
    ///
    /// # Errors
    /// As [`words`](Self::words).
    pub fn words_for(&self, case: &Case) -> Result<Words> {
        Ok(self.words()?.where_assumed(case.offer_is_assumed))
    }

    /// Words and pages as [`words`](Self::words) takes them.
    ///
    /// # Errors
    /// A language without words, a folder or a file that cannot be read.
    pub fn read_templates(&self) -> Result<Templates> {
        read_templates(self.templates.as_deref(), &self.language)
    }

    /// The same for what is only put in order: fewer trials, unless the user names them.
    pub fn ranking(&self) -> Settings {
        if self.trials.is_some() { self.settings() } else { app::ranking(self.settings()) }
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
