//! `counteroffer reply`: they have answered; what now.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::case_road::{load, market_place};
use super::config::{Common, Format};
use crate::anchor::reply::{Round, Situation, after};
use crate::anchor::{Advice, Ground, advise, view};
use crate::domain::{BonusTerm, Case, Equity, Package};
use crate::error::{Error, Result};
use crate::input::value;
use crate::negotiation::rung_package;
use crate::num::{AmountStyle, Money};
use crate::output::json;
use crate::report::plain;

/// They have answered: whether to accept, what to ask for next, and the line to say
///
/// What they did not name stands as it was offered. Say what they stand at after
/// each round so far with the one before: --before 192000 --base 196000.
///
/// Example: counteroffer reply data/alloy-pm2/case.toml --round 1 --base 196000
#[derive(Debug, Args)]
pub struct ReplyArgs {
    /// The case file (TOML)
    case: PathBuf,
    /// After which of your asks they answered so
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..=3), default_value_t = 1)]
    round: u8,
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
}

/// Trials where the user does not say: most employers are ruled out by what was said.
const TRIALS: u64 = 400_000;

/// Runs the command.
///
/// # Errors
/// What the case, the figures or the writer reports.
pub fn run(args: &ReplyArgs, common: &Common, out: &mut dyn Write) -> Result<()> {
    let case = load(&args.case, common)?;
    let mut settings = common.settings();
    settings.trials = common.trials.unwrap_or(TRIALS);
    let advice = advise(&case, common.settings(), &market_place(&case));
    let ground = Ground::of(&case);
    let standing = args.standing(&case)?;
    let rounds = args.rounds(&case, &ground, &advice, &standing)?;
    let situation = after(&ground, &rounds, settings);
    let place = market_place(&case);
    let next = situation.next.map(|course| {
        let opening = advice.anchor.over_offer.max(f64::MIN_POSITIVE);
        let package =
            rung_package(&case.offer, &advice.anchor.package, course.ask / opening, &case.assumptions);
        view(&ground, at_least(package, standing), &place)
    });
    let standing = view(&ground, standing, &place);
    match common.format {
        Format::Csv => write_csv(&situation, out)?,
        Format::Json => {
            let mut all = json::top(Some(case.currency));
            all.extend(as_json(&situation));
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
                offer_value: ground.offer_value,
                currency: case.currency,
            };
            out.write_all(plain::reply(&situation, &context).as_bytes())?;
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

impl ReplyArgs {
    /// The package that they stand at now.
    fn standing(&self, case: &Case) -> Result<Package> {
        let offer = case.offer;
        let base =
            self.base.as_ref().map(|text| money("--base", text, case)).transpose()?.unwrap_or(offer.base);
        let bonus =
            self.bonus.as_ref().map(|text| bonus(text, base, case)).transpose()?.unwrap_or(offer.bonus);
        let equity = self.equity.as_ref().map(|text| equity(text, case)).transpose()?.or(offer.equity);
        let sign_on = self
            .sign_on
            .as_ref()
            .map(|text| money("--sign-on", text, case))
            .transpose()?
            .unwrap_or(offer.sign_on);
        Ok(Package { base, bonus, equity, sign_on })
    }

    /// The rounds so far: what was asked, and what they stood at after it.
    fn rounds(
        &self,
        case: &Case,
        ground: &Ground,
        advice: &Advice,
        standing: &Package,
    ) -> Result<Vec<Round>> {
        let count = usize::from(self.round);
        if self.before.len() + 1 != count {
            return Err(Error::usage_hint(
                format!(
                    "round {count} has {} rounds before it, and --before names {}",
                    count - 1,
                    self.before.len()
                ),
                "say --before AMOUNT for what they stood at after each earlier round, in order",
            ));
        }
        if advice.ladder.len() < count {
            return Err(Error::usage("the advice for this case is not to ask: there is no round to answer"));
        }
        let earlier = self.before.iter().map(|text| {
            let base = money("--before", text, case)?;
            Ok(ground.gain(&Package { base, ..case.offer }))
        });
        let replies: Vec<f64> = earlier.chain([Ok(ground.gain(standing))]).collect::<Result<_>>()?;
        let asks = &advice.simulation.ladder;
        Ok(replies.iter().zip(asks).map(|(&reply, &ask)| Round { ask, reply: reply.max(0.0) }).collect())
    }
}

fn money(flag: &str, text: &str, case: &Case) -> Result<Money> {
    value::money(text, case.currency, AmountStyle::DecimalPoint).map_err(|fault| fault_of(flag, fault))
}

fn bonus(text: &str, base: Money, case: &Case) -> Result<Money> {
    let term: BonusTerm = value::bonus(text, case.currency, AmountStyle::DecimalPoint)
        .map_err(|fault| fault_of("--bonus", fault))?;
    Ok(term.at_base(base))
}

fn equity(text: &str, case: &Case) -> Result<Equity> {
    value::equity(text, case.currency, AmountStyle::DecimalPoint).map_err(|fault| fault_of("--equity", fault))
}

fn fault_of(flag: &str, fault: value::Fault) -> Error {
    Error::usage_hint(format!("{flag}: {}", fault.message), fault.hint)
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
