//! `counteroffer reply`: they have answered; what now.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use super::config::{Common, Format};
use super::typed::Typed;
use crate::advice::reply::{Round, Situation, after};
use crate::advice::{Advice, Setup, view};
use crate::app::{advise, load_case};
use crate::domain::{Case, Equity, Package, Said};
use crate::error::{Error, Result};
use crate::negotiation::rung_package;
use crate::num::Money;
use crate::output::files::{self, Artifact, Replace};
use crate::output::json;
use crate::report::plain;

/// They have answered: whether to accept, what to ask for next, and the line to say
///
/// What they did not name stands as it was before. Rounds that the case keeps
/// under [[history]] count; --keep adds this one to them. Without --keep, say what
/// they stood at after the rounds before: --before 192000 --base 196000.
///
/// Example: counteroffer reply data/alloy-pm2/case.toml --round 1 --base 196000
#[derive(Debug, Args)]
pub struct ReplyArgs {
    /// The case file (TOML)
    case: PathBuf,
    /// After which of your asks they answered so [default: the one after those that the case keeps]
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..=3))]
    round: Option<u8>,
    /// Base salary that they stand at now
    #[arg(long, value_name = "AMOUNT")]
    base: Option<String>,
    /// Bonus that they stand at now: an amount or a percent of base
    #[arg(long, value_name = "AMOUNT|PERCENT")]
    bonus: Option<String>,
    /// Equity that they stand at now: 0.05%, an amount or units
    #[arg(long, value_name = "GRANT")]
    equity: Option<String>,
    /// Sign-on that they stand at now
    #[arg(long, value_name = "AMOUNT")]
    sign_on: Option<String>,
    /// Base salaries that they stood at after the rounds before this one, in order
    #[arg(long, value_name = "AMOUNT")]
    before: Vec<String>,
    /// Keep this round in the case file, under [[history]]
    #[arg(long, conflicts_with = "before")]
    keep: bool,
}

/// Trials where the user does not say: most employers are ruled out by what was said.
const TRIALS: u64 = 400_000;

/// Runs the command.
///
/// # Errors
/// What the case, the figures or the writer reports.
pub fn run(args: &ReplyArgs, common: &Common, out: &mut dyn Write) -> Result<()> {
    let case = load_case(&args.case, &common.read_options()?)?;
    let mut settings = common.settings();
    settings.trials = common.trials.unwrap_or(TRIALS);
    let advice = advise(&case, common.settings());
    let setup = Setup::of(&case);
    let said = args.said(&case, &advice, &Typed::new(case.currency, common.decimal_comma))?;
    let Some(last) = said.last() else {
        return Err(Error::usage_hint(
            "what did they answer?",
            "say --base AMOUNT for what they stand at now",
        ));
    };
    let standing = last.standing;
    let rounds: Vec<Round> = said.iter().map(|said| round(&setup, said)).collect();
    let situation = after(&setup, &rounds, settings);
    if args.keep {
        keep(&args.case, &case, last)?;
    }
    let next = situation.next.map(|course| {
        let opening = advice.anchor.over_offer.max(f64::MIN_POSITIVE);
        let package =
            rung_package(&case.offer, &advice.anchor.package, course.ask / opening, &case.assumptions);
        view(&setup, at_least(package, standing))
    });
    let standing = view(&setup, standing);
    match common.format {
        Format::Csv => write_csv(&situation, out)?,
        Format::Json => {
            let mut all = json::top(Some(case.currency));
            all.extend(as_json(&situation));
            all.insert("rounds".into(), json!(rounds.len()));
            all.insert("standing".into(), json::view(&standing));
            if let Some(next) = &next {
                all.insert("next_package".into(), json::view(next));
            }
            out.write_all(json::text(&all.into()).as_bytes())?;
        }
        Format::Text => {
            let context = plain::ReplyContext {
                offer: &advice.offer,
                standing: &standing,
                next: next.as_ref(),
                offer_value: setup.offer_value,
                currency: case.currency,
            };
            out.write_all(plain::reply(&situation, &context).as_bytes())?;
            if args.keep {
                writeln!(out, "\nKept in {} as round {}.", args.case.display(), rounds.len())?;
            }
        }
    }
    Ok(())
}

/// Nobody asks for less than what stands already.
fn at_least(package: Package, standing: Package) -> Package {
    let more = |a: Money, b: Money| if a.amount() >= b.amount() { a } else { b };
    let equity = match (package.equity, standing.equity) {
        (Some(a), Some(b)) if a.same_unit(b) && a.quantity() < b.quantity() => Some(b),
        (a, b) => a.or(b),
    };
    Package {
        base: more(package.base, standing.base),
        bonus: more(package.bonus, standing.bonus),
        equity,
        sign_on: more(package.sign_on, standing.sign_on),
    }
}

/// A round as gains over the offer.
fn round(setup: &Setup, said: &Said) -> Round {
    Round { ask: setup.gain(&said.asked), reply: setup.gain(&said.standing).max(0.0) }
}

/// Adds a round to the end of the case file, where a new table may always begin.
fn keep(path: &Path, case: &Case, said: &Said) -> Result<()> {
    let mut text = std::fs::read_to_string(path).map_err(|source| Error::io(path, source))?;
    if !text.ends_with('\n') {
        text.push('\n');
    }
    let parts = |prefix: &str, package: &Package| {
        let money = |name: &str, of: Money| format!("{prefix}{name} = \"{}\"\n", of.amount().normalize());
        let mut lines = money("base", package.base);
        if package.bonus != case.offer.bonus {
            lines.push_str(&money("bonus", package.bonus));
        }
        if let Some(equity) = package.equity.filter(|equity| Some(*equity) != case.offer.equity) {
            lines.push_str(&format!("{prefix}equity = \"{}\"\n", written(equity)));
        }
        if package.sign_on != case.offer.sign_on {
            lines.push_str(&money("sign_on", package.sign_on));
        }
        lines
    };
    text.push_str(&format!("\n[[history]]\n{}{}", parts("asked_", &said.asked), parts("", &said.standing)));
    // The person told us to; the file is theirs, and is replaced whole or not at all.
    files::write_all(&[Artifact::new(path, text)], Replace::Anything)
}

/// Equity as a case file has it.
fn written(equity: Equity) -> String {
    let quantity = equity.quantity().normalize();
    match equity {
        Equity::Percent(_) => format!("{quantity}%"),
        Equity::Amount(_) => quantity.to_string(),
        Equity::Units(_) => format!("{quantity} units"),
    }
}

impl ReplyArgs {
    /// Everything said so far: what the case keeps, then what was typed.
    fn said(&self, case: &Case, advice: &Advice, typed: &Typed) -> Result<Vec<Said>> {
        let mut all = case.history.clone();
        for text in &self.before {
            let before = all.last().map_or(case.offer, |said| said.standing);
            let standing = Package { base: typed.money("--before", text)?, ..before };
            all.push(Said { asked: asked(advice, all.len())?, standing, date: None });
        }
        if self.names_a_reply() {
            let before = all.last().map_or(case.offer, |said| said.standing);
            all.push(Said {
                asked: asked(advice, all.len())?,
                standing: self.standing(typed, before)?,
                date: None,
            });
        }
        match self.round {
            Some(round) if usize::from(round) != all.len() => Err(self.wrong_round(round, case, all.len())),
            _ => Ok(all),
        }
    }

    fn names_a_reply(&self) -> bool {
        [&self.base, &self.bonus, &self.equity, &self.sign_on].iter().any(|typed| typed.is_some())
            // A round without figures: they held.
            || self.round.is_some()
    }

    fn wrong_round(&self, round: u8, case: &Case, count: usize) -> Error {
        let kept = case.history.len();
        if usize::from(round) <= kept {
            return Error::usage_hint(
                format!("the case keeps the reply to round {round} already"),
                "change it under [[history]] in the case file, or leave --round out",
            );
        }
        Error::usage_hint(
            format!(
                "round {round} has {} rounds before it, and {} are known",
                round - 1,
                count.saturating_sub(1)
            ),
            "say --before AMOUNT for what they stood at after each earlier round, in order",
        )
    }

    /// The package that they stand at now.
    fn standing(&self, typed: &Typed, before: Package) -> Result<Package> {
        let base = self.base.as_ref().map(|text| typed.money("--base", text)).transpose()?;
        let base = base.unwrap_or(before.base);
        let bonus = self.bonus.as_ref().map(|text| typed.bonus("--bonus", text, base)).transpose()?;
        let equity = self.equity.as_ref().map(|text| typed.equity("--equity", text)).transpose()?;
        let sign_on = self.sign_on.as_ref().map(|text| typed.money("--sign-on", text)).transpose()?;
        Ok(Package {
            base,
            bonus: bonus.unwrap_or(before.bonus),
            equity: equity.or(before.equity),
            sign_on: sign_on.unwrap_or(before.sign_on),
        })
    }
}

/// What the advice asks for in the round after `before` of them.
fn asked(advice: &Advice, before: usize) -> Result<Package> {
    if advice.ladder.is_empty() {
        return Err(Error::usage("the advice for this case is not to ask: there is no round to answer"));
    }
    let rung = advice.ladder.get(before).ok_or_else(|| {
        Error::usage(format!(
            "{before} rounds are known, and no more than {} are simulated",
            advice.ladder.len()
        ))
    })?;
    Ok(rung.view.package)
}

fn as_json(situation: &Situation) -> serde_json::Map<String, serde_json::Value> {
    let mut map = serde_json::Map::new();
    map.insert("advice".into(), json::plain(&situation.advice));
    map.insert("standing_gain".into(), json!(situation.standing));
    map.insert("effective_sample_size".into(), json!(situation.effective));
    map.insert("exhausted".into(), json!(situation.exhausted));
    if let Some(next) = &situation.next {
        map.insert("next".into(), json::plain(next));
    }
    map.insert("options".into(), json::plain(&situation.options));
    map
}

/// The ways to go on, one row an ask.
fn write_csv(situation: &Situation, out: &mut dyn Write) -> Result<()> {
    let fault = |e: csv::Error| Error::from(std::io::Error::other(e));
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(["ask", "mean", "se", "moves", "withdrawn"]).map_err(fault)?;
    for course in &situation.options {
        let row = [course.ask, course.mean, course.se, course.moves, course.withdrawn];
        writer.write_record(row.map(|figure| figure.to_string())).map_err(fault)?;
    }
    Ok(writer.flush()?)
}
