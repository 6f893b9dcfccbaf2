//! `counteroffer reply`: they have answered; what now.

use std::io::Write;
use std::path::Path;

use clap::Args;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::anchor::at_stage;
use super::case_file;
use super::config::{Common, Format};
use super::subject::SubjectArgs;
use super::typed::Typed;
use crate::app::{self, StagePage, TypedPay, advised_ask};
use crate::domain::{Case, Package, Part, Said, Statement, something_stands};
use crate::error::{Error, Result};
use crate::input::Source;
use crate::num::{Money, parse_percent};
use crate::output::document::terminal;
use crate::output::{csv, json};
use crate::report::reply::{kept, reply as told};

/// They have answered: whether to accept, what to ask for next, and the line to say
///
/// What they did not name stands as it was before. Rounds that the case keeps
/// under [[history]] count; --keep adds this one to them. Without --keep, say what
/// they stood at after the rounds before: --before 192000 --base 196000. Without a
/// case file, give the offer's figures: --offer-base 100000 --ask 115000 --base 104000.
///
/// Example: counteroffer reply data/alloy-pm2/case.toml --round 1 --base 196000
#[derive(Debug, Args)]
pub struct ReplyArgs {
    #[command(flatten)]
    subject: SubjectArgs,
    /// After which of your asks they answered so [default: the one after those that are known]
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..=3), help_heading = "Their answer")]
    round: Option<u8>,
    /// What you asked for: base salary, how far above the offer's, or several parts
    /// (202000, 6%, "185000 + 12k bonus + 0.06%"); the other parts as offered. With
    /// --before, one for each round, in order [default: what the advice asks for]
    #[arg(long, value_name = "PAY|PERCENT", help_heading = "Their answer")]
    ask: Vec<String>,
    /// Base salary that they stand at now
    #[arg(long, value_name = "AMOUNT", help_heading = "Their answer")]
    base: Option<String>,
    /// Bonus that they stand at now: an amount or a percent of base
    #[arg(long, value_name = "AMOUNT|PERCENT", help_heading = "Their answer")]
    bonus: Option<String>,
    /// Equity that they stand at now: 0.05%, an amount or units
    #[arg(long, value_name = "GRANT", help_heading = "Their answer")]
    equity: Option<String>,
    /// Sign-on that they stand at now
    #[arg(long, value_name = "AMOUNT", help_heading = "Their answer")]
    sign_on: Option<String>,
    /// They said that this is final
    #[arg(long = "final", help_heading = "Their answer")]
    is_final: bool,
    /// They said that somebody else has to approve it
    #[arg(long, conflicts_with = "is_final", help_heading = "Their answer")]
    needs_approval: bool,
    /// They took the offer back: what to ask once, and what there is without it
    #[arg(
        long,
        conflicts_with_all = ["round", "ask", "base", "bonus", "equity", "sign_on", "is_final", "needs_approval", "before"],
        help_heading = "Their answer"
    )]
    withdrawn: bool,
    /// The day on which they answered
    #[arg(long, value_name = "YYYY-MM-DD", help_heading = "Their answer")]
    date: Option<Date>,
    /// Base salaries that they stood at after the rounds before this one, in order
    #[arg(long, value_name = "AMOUNT", help_heading = "Their answer")]
    before: Vec<String>,
    /// Keep this round in the case file, under [[history]]
    #[arg(long, conflicts_with = "before", requires = "case", help_heading = "Their answer")]
    keep: bool,
}

/// Runs the command.
///
/// # Errors
/// What the case, the figures or the writer reports.
pub fn run(args: &ReplyArgs, common: &Common, out: &mut dyn Write) -> Result<()> {
    let case = args.subject.case(common)?;
    let kept_in = args.subject.path().filter(|_| args.keep);
    if args.withdrawn {
        return taken_back(args, &case, kept_in, common, out);
    }
    let rounds = args.rounds(&case, common)?;
    let reply = app::reply(&case, &rounds, common.settings())?;
    let kept = kept_in.map(|path| path.display().to_string());
    let text = match common.format {
        Format::Csv => csv::next_asks(&reply.options)?,
        Format::Json => json::document(Some(case.currency), &json::Reply::from(&reply)),
        Format::Text => terminal::text(&told(&reply, case.currency, kept.as_deref(), &common.words()?)),
    };
    // What is said of it stands before it is kept: nothing can fail after that.
    if let (Some(path), Some(last)) = (kept_in, rounds.last()) {
        keep(path, &case, &reply.before.package, last)?;
    }
    Ok(out.write_all(text.as_bytes())?)
}

/// They took the offer back: the page of that stage.
fn taken_back(
    args: &ReplyArgs,
    case: &Case,
    kept_in: Option<&Path>,
    common: &Common,
    out: &mut dyn Write,
) -> Result<()> {
    if !something_stands(!case.offer_is_assumed, &case.history) {
        return Err(Error::usage_hint(
            "--withdrawn: nothing was offered that they could take back",
            "give the offer under [offer] of the case file, or say --base for what they answered",
        ));
    }
    let (asked, standing) =
        case.history.last().map_or((case.offer, case.offer), |said| (said.asked, said.standing));
    let said = Said { asked, standing, statement: Some(Statement::Withdrawn), date: args.date };
    let mut after = case.clone();
    after.history.push(said);
    let mut text = Vec::new();
    if let Some(stage) = StagePage::of(&after) {
        at_stage(&after, &stage, common, &mut text)?;
    }
    if let Some(path) = kept_in {
        if common.format == Format::Text {
            let page = kept(&path.display().to_string(), after.history.len(), &common.words()?);
            text.extend(terminal::text(&page).bytes());
        }
        keep(path, case, &standing, &said)?;
    }
    Ok(out.write_all(&text)?)
}

/// Adds a round to the case file.
fn keep(path: &Path, case: &Case, before: &Package, last: &Said) -> Result<()> {
    let source = Source::open(path)?;
    let text = app::with_round(source.text(), case, before, last);
    case_file::replace(path, case, &source, text)
}

impl ReplyArgs {
    /// Everything said so far: what the case keeps, then what was typed.
    fn rounds(&self, case: &Case, common: &Common) -> Result<Vec<Said>> {
        let typed = Typed::new(case.currency, common.decimal_comma);
        let mut asks = self.asks(case, &typed)?;
        let mut all = case.history.clone();
        let stood = |all: &[Said]| all.last().map_or(case.offer, |said| said.standing);
        for text in &self.before {
            let standing = Package { base: typed.money("--before", text)?, ..stood(&all) };
            all.push(Said { asked: asks.take(case, &all, common)?, standing, statement: None, date: None });
        }
        if self.names_a_reply() {
            let standing = self.standing(&typed, stood(&all))?;
            let approval = self.needs_approval.then_some(Statement::NeedsApproval);
            let statement = self.is_final.then_some(Statement::Final).or(approval);
            let asked = asks.take(case, &all, common)?;
            all.push(Said { asked, standing, statement, date: self.date });
        }
        match self.round {
            Some(round) if usize::from(round) != all.len() => Err(self.wrong_round(round, case, all.len())),
            _ => Ok(all),
        }
    }

    fn names_a_reply(&self) -> bool {
        [&self.base, &self.bonus, &self.equity, &self.sign_on].iter().any(|typed| typed.is_some())
            // A round, an ask or a last word without figures: they held.
            || self.round.is_some()
            || self.is_final
            || self.needs_approval
            || self.ask.len() > self.before.len()
    }

    /// What was asked in the rounds that were typed: told, or as the advice has it.
    fn asks(&self, case: &Case, typed: &Typed) -> Result<Asks> {
        let told: Vec<Package> =
            self.ask.iter().map(|text| asked(case, typed, text)).collect::<Result<_>>()?;
        let rounds = self.before.len() + usize::from(self.names_a_reply());
        if told.len() > rounds || (!told.is_empty() && told.len() < rounds) {
            return Err(Error::usage_hint(
                format!("{} asks are told, and {rounds} rounds", told.len()),
                "say --ask once for each --before and once for what they stand at now, in order, or not at all",
            ));
        }
        Ok(Asks { told: told.into_iter() })
    }

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
            "add --before AMOUNT for each, in order: the base they stood at after it",
        )
    }
}

/// What was asked, round by round.
struct Asks {
    told: std::vec::IntoIter<Package>,
}

impl Asks {
    /// The ask of the round after these: told, or as the policy has it.
    fn take(&mut self, case: &Case, before: &[Said], common: &Common) -> Result<Package> {
        if let Some(told) = self.told.next() {
            return Ok(told);
        }
        advised_ask(case, before, common.settings()).ok_or_else(|| match before {
            [] => Error::usage_hint(
                "the advice for this case is not to ask: there is no round to answer",
                "say --ask AMOUNT if you asked all the same",
            ),
            _ => Error::usage_hint(
                format!("{} rounds are known, and the policy has no ask after them", before.len()),
                "say --ask AMOUNT if you asked all the same",
            ),
        })
    }
}

/// What was asked: base salary, or several parts in one text; the others as offered.
fn asked(case: &Case, typed: &Typed, text: &str) -> Result<Package> {
    let offer = case.offer;
    let asked = match parse_percent(text) {
        // Nobody asks for so little base, and grants are of this size.
        Some(over) if over.fraction() < Decimal::new(1, 2) && offer.equity.is_some() => {
            return Err(Error::usage_hint(
                format!("--ask: `{text}` may be of base or of the company"),
                format!("write `{text} equity`, or the base in money"),
            ));
        }
        Some(over) => Package { base: offer.base + offer.base.times(over.fraction()), ..offer },
        None => parts(offer, typed, text)?,
    };
    let equity = |package: &Package| package.equity.map_or(Decimal::ZERO, |equity| equity.quantity());
    let above = |amount: fn(&Package) -> Money| amount(&asked).amount() > amount(&offer).amount();
    let more = above(|package| package.base) || above(|package| package.bonus);
    if !(more || above(|package| package.sign_on) || equity(&asked) > equity(&offer)) {
        return Err(Error::usage_hint(
            format!("--ask: `{text}` is in no part above the offer, whose base is {}", offer.base),
            "say what you asked for: --ask 202000, --ask 6%, or base for equity: --ask \"185000 + 0.06%\"",
        ));
    }
    Ok(asked)
}

/// The parts that a text names, in place of those of the offer.
fn parts(offer: Package, typed: &Typed, text: &str) -> Result<Package> {
    let pay = TypedPay::read(text)
        .map_err(|fault| Error::usage_hint(format!("--ask: {}", fault.message), fault.hint))?;
    let told = |part: Part| Some(pay.of(part)).filter(|text| !text.is_empty());
    let money = |part: Part| told(part).map(|text| typed.money("--ask", text)).transpose();
    let base = money(Part::Base)?.unwrap_or(offer.base);
    let bonus = told(Part::Bonus).map(|text| typed.bonus("--ask", text, base)).transpose()?;
    let equity = told(Part::Equity).map(|text| typed.equity("--ask", text)).transpose()?;
    Ok(Package {
        base,
        bonus: bonus.unwrap_or(offer.bonus),
        equity: equity.or(offer.equity),
        sign_on: money(Part::SignOn)?.unwrap_or(offer.sign_on),
    })
}
