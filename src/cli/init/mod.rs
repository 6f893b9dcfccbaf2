//! `init`: a starter case, filled in by questions on a terminal.

mod questions;

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;
use serde::Serialize;

use super::config::Common;
use crate::domain::Profile;
use crate::error::Result;
use crate::input::builtin;
use crate::output::files::{Artifact, Replace, write_all};
use crate::output::starter::fill;

/// Write a starter case with commented files.
///
/// On a terminal it asks what matters: today's pay, the offer, the band, the
/// best alternative, the strongest proof, who decides. Elsewhere, or with
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
    other_name: String,
    other_base: String,
    other_firmness: &'static str,
    claim: String,
    change: String,
    proof: String,
    decides: String,
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
            other_name: String::new(),
            other_base: String::new(),
            other_firmness: "verbal",
            claim: String::new(),
            change: String::new(),
            proof: String::new(),
            decides: String::new(),
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
    let answers = if asks { questions::ask(example)? } else { example };
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Change, Firmness};
    use crate::error::Error;
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

    #[test]
    fn the_alternative_the_proof_and_who_decides_become_part_of_the_case() {
        let text = str::to_owned;
        let answers = Answers {
            other_name: text("Borealis \"North\""),
            other_base: text("195k"),
            other_firmness: "written",
            claim: text("Cut the setup from nine steps to four"),
            change: text("30%"),
            proof: text("report of March"),
            decides: text("VP Product"),
            ..Answers::example(jiff::civil::date(2026, 5, 4))
        };
        let case = read_back(&answers).case;
        let other = &case.alternatives[0];
        assert_eq!((other.name.as_str(), other.firmness), ("Borealis \"North\"", Firmness::Written));
        assert_eq!(other.package.base.to_string(), "195000 USD");
        let claim = &case.evidence[0];
        assert!(claim.is_strong() && matches!(claim.change, Some(Change::Percent(_))), "{claim:?}");
        assert_eq!(case.context.decides.as_deref(), Some("VP Product"));
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
