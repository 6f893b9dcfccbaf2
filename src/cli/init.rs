//! `init`: a starter case, filled in by questions on a terminal.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use dialoguer::{Input, Select};
use jiff::civil::Date;
use serde::Serialize;

use super::config::Common;
use crate::domain::Profile;
use crate::error::{Error, Result};
use crate::input::{builtin, value};
use crate::num::{AmountStyle, Currency};
use crate::output::files::{Artifact, Replace, write_all};
use crate::output::starter::fill;

/// Write a starter case with commented files.
///
/// On a terminal it asks for the figures it needs; elsewhere, or with
/// `--no-questions`, the case is an example to change.
///
/// Example: counteroffer init my-offer
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder to write to; it is made if it is not there
    dir: PathBuf,
    /// Ask nothing: write the example
    #[arg(long)]
    no_questions: bool,
}

/// What the starter is filled with: amounts as the user writes them, empty for unknown.
#[derive(Debug, Clone, Serialize)]
struct Answers {
    profile: &'static str,
    currency: String,
    as_of: Date,
    company: String,
    title: String,
    level: String,
    location: String,
    band_min: String,
    band_max: String,
    current_base: String,
    current_bonus: String,
    offer_base: String,
    offer_bonus: String,
    offer_equity: String,
}

impl Answers {
    /// The example: a promotion, of figures that are easy to tell from one's own.
    fn example(today: Date) -> Self {
        let text = str::to_owned;
        Answers {
            profile: Profile::Promotion.name(),
            currency: text("USD"),
            as_of: today,
            company: text("Example Inc"),
            title: text("Product Manager"),
            level: text("PM II"),
            location: String::new(),
            band_min: text("185000"),
            band_max: text("210000"),
            current_base: text("178000"),
            current_bonus: text("5%"),
            offer_base: text("190000"),
            offer_bonus: text("10000"),
            offer_equity: String::new(),
        }
    }
}

/// Writes the starter case; what a person may have edited is never written over
/// without `--force`.
///
/// # Errors
/// Files that stand in the way, or a file system that refuses.
pub fn run(args: &InitArgs, common: &Common, out: &mut dyn Write) -> Result<()> {
    let today = jiff::Zoned::now().date();
    let example = Answers::example(today);
    let talks = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    let asks = talks && !args.no_questions && !common.quiet;
    let answers = if asks { ask(example)? } else { example };
    let mut files = Vec::new();
    for (name, template) in builtin::STARTER {
        let text = if name.ends_with(".md") { template.to_owned() } else { fill(template, &answers)? };
        files.push(Artifact::new(args.dir.join(name), text));
    }
    write_all(&files, if common.force { Replace::Anything } else { Replace::Nothing })?;
    if common.quiet {
        return Ok(());
    }
    say_what_next(&args.dir, asks, out)
}

fn say_what_next(dir: &Path, asked: bool, out: &mut dyn Write) -> Result<()> {
    let case = dir.join("case.toml");
    let case = case.display();
    writeln!(out, "Wrote case.toml, bands.csv, market.csv and README.md to {}.", dir.display())?;
    let next =
        if asked { "Look case.toml over" } else { "Put your own figures into case.toml and bands.csv" };
    writeln!(out, "{next}, then:")?;
    writeln!(out, "  counteroffer check {case}")?;
    writeln!(out, "  counteroffer sheet {case} -o {}", dir.join("out").display())?;
    Ok(())
}

fn ask(example: Answers) -> Result<Answers> {
    let kinds = ["a new offer", "a promotion", "a raise"];
    let chosen = Select::new().with_prompt("What is it about?").items(kinds).default(0).interact();
    let profile = [Profile::NewOffer, Profile::Promotion, Profile::Raise][chosen.map_err(stopped)?];
    let currency = line("Currency", "USD", |text| value::currency(text).map(drop))?.to_uppercase();
    let money = |text: &str| value::money(text, Currency::USD, AmountStyle::DecimalPoint).map(drop);
    let bonus = |text: &str| value::bonus(text, Currency::USD, AmountStyle::DecimalPoint).map(drop);
    let equity = |text: &str| value::equity(text, Currency::USD, AmountStyle::DecimalPoint).map(drop);
    let any = |_: &str| Ok(());
    let mut answers = Answers {
        profile: profile.name(),
        currency,
        company: line("Employer", "", any)?,
        title: line("Job title", "", any)?,
        level: line("Level, as they name it (empty if none)", "", any)?,
        location: line("Place of work", "", any)?,
        current_base: line("Base salary today (empty if none)", "", money)?,
        current_bonus: line("Bonus today, as money or percent of base", "0", bonus)?,
        ..example
    };
    let raise = profile == Profile::Raise;
    let label = if raise { "Base they offer (empty if they said nothing)" } else { "Base they offer" };
    answers.offer_base = line(label, "", money)?;
    if !answers.offer_base.is_empty() {
        answers.offer_bonus = line("Bonus they offer, as money or percent of base", "0", bonus)?;
        answers.offer_equity =
            line("Yearly equity grant (0.04%, 80,000, 500 units; empty if none)", "", equity)?;
    }
    answers.band_min = line("Lowest base of the level's pay band (empty if unknown)", "", money)?;
    answers.band_max = if answers.band_min.is_empty() {
        String::new()
    } else {
        line("Highest base of the band", "", money)?
    };
    if !answers.band_min.is_empty() && answers.level.is_empty() {
        // A band is found by its level: any name does, if it is the same in both files.
        answers.level = if answers.title.is_empty() { "mine".to_owned() } else { answers.title.clone() };
    }
    Ok(answers)
}

/// One question; an answer that cannot be read is asked for again, with the reason.
fn line(prompt: &str, default: &str, check: impl Fn(&str) -> value::Read<()>) -> Result<String> {
    Input::<String>::new()
        .with_prompt(prompt)
        .default(default.to_owned())
        .show_default(!default.is_empty())
        .allow_empty(true)
        .validate_with(|text: &String| match text.trim() {
            "" => Ok(()),
            given => check(given).map_err(|fault| format!("{}; {}", fault.message, fault.hint)),
        })
        .interact_text()
        .map(|text| text.trim().to_owned())
        .map_err(stopped)
}

/// A prompt ends early when the user stops it or the terminal goes away.
fn stopped(error: dialoguer::Error) -> Error {
    match error {
        dialoguer::Error::IO(error) if error.kind() == std::io::ErrorKind::Interrupted => Error::Interrupted,
        dialoguer::Error::IO(error) => Error::from(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{ReadOptions, read_case};

    /// Writes the starter with these answers and reads it back.
    fn read_back(answers: &Answers) -> crate::input::CaseDraft {
        let folder = tempfile::TempDir::new().unwrap();
        for (name, template) in builtin::STARTER {
            std::fs::write(folder.path().join(name), fill(template, answers).unwrap()).unwrap();
        }
        read_case(&folder.path().join("case.toml"), &ReadOptions::default()).unwrap()
    }

    #[test]
    fn the_starter_is_a_good_case_for_every_kind() {
        let example = Answers::example(jiff::civil::date(2026, 5, 4));
        for profile in Profile::ALL {
            let case = read_back(&Answers { profile: profile.name(), ..example.clone() }).case;
            assert_eq!(case.profile, profile);
            assert_eq!(case.band.unwrap().base.max().to_string(), "210000 USD");
        }
    }

    #[test]
    fn what_was_not_answered_is_left_out() {
        let text = str::to_owned;
        let answers = Answers {
            profile: Profile::Raise.name(),
            company: text("Müller \"& Söhne\""),
            level: String::new(),
            title: String::new(),
            band_min: String::new(),
            offer_base: String::new(),
            current_base: text("€58,185"),
            currency: text("EUR"),
            ..Answers::example(jiff::civil::date(2026, 5, 4))
        };
        let case = read_back(&answers).case;
        assert_eq!(case.role.company.as_deref(), Some("Müller \"& Söhne\""));
        assert_eq!((case.band, case.role.level), (None, None));
        assert_eq!(case.current.unwrap().base.to_string(), "58185 EUR");
    }

    /// The comments of the starter, made keys: each block of them a case of its own.
    #[test]
    fn every_key_in_a_comment_is_known() {
        let answers = Answers::example(jiff::civil::date(2026, 5, 4));
        let (_, template) = builtin::STARTER[0];
        let text = fill(template, &answers).unwrap();
        let key = |line: &str| {
            let bare = line.strip_prefix("# ")?;
            let name = bare.split([' ', '.', '=']).next()?;
            let is_key = !name.is_empty()
                && (bare.starts_with('[')
                    || (bare.contains(" = ")
                        && name.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c == '-')));
            is_key.then(|| bare.to_owned())
        };
        let shown: Vec<String> = text.lines().filter_map(key).collect();
        assert!(shown.len() > 60, "only {} keys are shown", shown.len());
        let opened =
            text.lines().map(|line| key(line).unwrap_or_else(|| line.to_owned())).collect::<Vec<_>>();
        let folder = tempfile::TempDir::new().unwrap();
        std::fs::write(folder.path().join("case.toml"), opened.join("\n")).unwrap();
        let told = match read_case(&folder.path().join("case.toml"), &ReadOptions::default()) {
            Err(Error::Problems(problems)) => problems.iter().map(ToString::to_string).collect(),
            _ => Vec::new(),
        };
        // The files that the comments speak of are not there.
        let absent = ["no such file", "no file has the column", "no rate between them"];
        let wrong = |told: &&String| !absent.iter().any(|what| told.contains(what));
        let wrong: Vec<_> = told.iter().filter(wrong).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
