//! How the enums of the advice are said: limits, the walk-away, facts to find
//! out, steps of the derivation. The sheet and the terminal share them.

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use crate::advice::{DerivationStep, Fact, LastInLine, Limit, Step, WalkAway};
use crate::domain::Statement;
use crate::report::facts::Facts;
use crate::report::trace::{Place, StepFigure};
use crate::report::words::Words;

/// What becomes of a figure on its way into a text: where it comes from, and how
/// it looks. A sheet notes both.
pub type Mark<'a> = &'a mut dyn FnMut(Place, String) -> String;

/// Shows a figure as it is.
pub fn unmarked(_: Place, shown: String) -> String {
    shown
}

fn phrase(words: &Words, key: &str, facts: &Facts) -> String {
    words.phrase(key, facts).unwrap_or_default()
}

/// What limits the ask; its percentile stands `at` that place.
pub fn limit(words: &Words, limit: &Limit, at: Place, mark: Mark<'_>) -> String {
    let none = Facts::new();
    match limit {
        Limit::Band => phrase(words, "anchor.limit.band", &none),
        Limit::BandException => phrase(words, "anchor.limit.band-exception", &none),
        Limit::Data => phrase(words, "anchor.limit.data", &none),
        Limit::Market { percentile, component, source } => {
            let facts = Facts::new()
                .with("percentile", mark(at, percentile.to_string()))
                .with("component", phrase(words, &format!("component.{}", component.name()), &none))
                .given("source", source);
            phrase(words, "anchor.limit.market", &facts)
        }
    }
}

/// What they said with an answer.
pub fn statement(words: &Words, statement: Option<Statement>) -> Option<String> {
    statement.map(|statement| words.name(&format!("anchor.statement.{}", statement.name())))
}

/// What happens without a deal: the alternatives in line, then what stands last.
pub fn walk_away(words: &Words, walk: &WalkAway, mark: Mark<'_>) -> String {
    let last = match walk.last {
        LastInLine::Today => "today",
        LastInLine::Unemployment => "unemployment",
        LastInLine::AssumedToday => "assumed-today",
    };
    if walk.own_floor {
        return phrase(words, "anchor.walk-away.own-floor", &Facts::new());
    }
    let mut line: Vec<String> = Vec::new();
    for (i, standby) in walk.line.iter().enumerate() {
        let of_hundred =
            Facts::new().with("n", format!("{:.0}", standby.chance * 100.0)).with("total", "100".to_owned());
        let chance = phrase(words, "anchor.walk-away.chance", &of_hundred);
        let facts = Facts::new().given("name", &standby.name).with("chance", mark(Place::Standby(i), chance));
        line.push(phrase(words, "anchor.walk-away.standby", &facts));
    }
    line.push(phrase(words, &format!("anchor.walk-away.{last}"), &Facts::new()));
    line.join(&format!("{} ", phrase(words, "anchor.walk-away.join", &Facts::new())))
}

/// Something worth finding out.
pub fn fact(words: &Words, fact: &Fact) -> String {
    let facts = match fact {
        Fact::Argument { claim, lacks } => {
            let lacks = lacks.iter().map(|lack| format!("unknown.lack.{}", lack.name()));
            let lacks: Vec<String> = lacks.map(|key| phrase(words, &key, &Facts::new())).collect();
            let and = phrase(words, "phrase.and", &Facts::new());
            let facts = Facts::new().with("lacks", lacks.join(&format!(" {and} ")));
            // Where names and claims are left out it has no words.
            if claim.is_empty() { facts.with("claim", None) } else { facts.given("claim", claim) }
        }
        Fact::InWriting { alternative } => Facts::new().given("alternative", alternative),
        Fact::CompanyValue | Fact::Band | Fact::Alternative | Fact::Claim => Facts::new(),
    };
    phrase(words, &format!("unknown.{}", fact.name()), &facts)
}

/// What a step of the derivation works out.
pub fn step(words: &Words, step: &DerivationStep) -> String {
    phrase(words, &format!("derivation.{}.step", step.name()), &Facts::new())
}

/// Why the step of that index of the derivation is what it is.
pub fn why(words: &Words, index: usize, step: &DerivationStep, mark: Mark<'_>) -> String {
    let at = |figure| Place::Step(index, figure);
    let numbers = words.numbers();
    let number = |value: f64, places| numbers.number(Decimal::from_f64(value).unwrap_or_default(), places);
    let facts = match step {
        DerivationStep::OfferValue { payout, equity_left, years } => Facts::new()
            .with("payout", mark(at(StepFigure::Payout), number(*payout, 3)))
            .with("equity_left", mark(at(StepFigure::EquityLeft), number(*equity_left, 2)))
            .with("years", mark(at(StepFigure::Years), number(*years, 1))),
        DerivationStep::HighestAsk { limit: tightest } => {
            Facts::new().with("limit", limit(words, tightest, at(StepFigure::Percentile), mark))
        }
        DerivationStep::Improved { trials } => {
            Facts::new().with("trials", mark(at(StepFigure::Trials), numbers.count(*trials)))
        }
        DerivationStep::Certain { aversion } => {
            Facts::new().with("aversion", mark(at(StepFigure::Aversion), number(*aversion, 2)))
        }
        _ => Facts::new(),
    };
    phrase(words, &format!("derivation.{}.why", step.name()), &facts)
}

/// Who says so: the inputs, then each source with how it is known.
pub fn sources(words: &Words, step: &Step) -> String {
    let mark = |kind: &str| phrase(words, &format!("mark.{kind}"), &Facts::new());
    let sources = step.sources.iter().map(|of| format!("{}: {}", mark(of.kind.name()), of.source));
    step.inputs.iter().cloned().chain(sources).collect::<Vec<_>>().join("; ")
}
