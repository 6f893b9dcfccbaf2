//! Quantified claims in notes and transcripts, proposed for the person to
//! confirm: by rules, so that the same text always gives the same claims and
//! each can be read back.

mod amount;
mod cues;
mod nature;
mod quantity;
mod same;
mod sentence;
mod speaker;
mod told;

use std::sync::LazyLock;

pub use amount::{Amount, names_figure};
pub use nature::Nature;
pub use quantity::Quantity;
pub use told::Told;

use crate::domain::promotion::Rubric;
use crate::domain::{Change, Direction, Evidence, Owner, Period};
use sentence::{Unit, units};
use speaker::Speakers;

/// One claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// The line of the text, counted from 1.
    pub line: usize,
    /// The amount, as it is written.
    pub amount: Amount,
    /// The claim as a case holds it: its sentence, its figures with unit and sign, and an owner
    /// who is open where nobody is named.
    pub fact: Evidence,
    /// Who is said to have done it.
    pub told: Told,
    /// The line on which that was said, where it was an earlier one.
    pub told_on: Option<usize>,
    /// Result, projection, target or background.
    pub nature: Nature,
    /// Other claims on the same result, by their index.
    pub same_as: Vec<usize>,
}

/// What was found in a text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Findings {
    /// Whose words were read, where the text has several speakers.
    pub speaker: Option<String>,
    /// The others, whose words were left out.
    pub left_out: Vec<String>,
    /// Amounts in the words that were left out.
    pub amounts_left_out: usize,
    /// Every claim, in the order of the text.
    pub claims: Vec<Claim>,
}

impl Findings {
    /// The results, the weightiest first; equals in the order of the text.
    pub fn results(&self) -> Vec<&Claim> {
        let mut list: Vec<&Claim> = self.of(Nature::Result).map(|(_, claim)| claim).collect();
        list.sort_by(|one, other| other.fact.weight().total_cmp(&one.fact.weight()));
        list
    }

    /// The claims of one nature, with their index.
    pub fn of(&self, nature: Nature) -> impl Iterator<Item = (usize, &Claim)> {
        self.claims.iter().enumerate().filter(move |(_, claim)| claim.nature == nature)
    }
}

/// Finds the claims of a text. `speaker` says whose words count, where the
/// text does not tell.
pub fn find(text: &str, speaker: Option<&str>, rubric: &Rubric) -> Findings {
    let text = &quantity::with_plain_dashes(text);
    let speakers = Speakers::of(text, speaker);
    let units = units(text, &speakers);
    let mut findings = Findings {
        speaker: speakers.candidate().map(str::to_owned),
        left_out: speakers.others().map(str::to_owned).collect(),
        ..Findings::default()
    };
    let mut teller = told::Teller::default();
    for unit in &units {
        let found = amount::amounts(&unit.text);
        if !unit.own {
            findings.amounts_left_out += found.len();
            continue;
        }
        teller.read(unit);
        let kept = found.into_iter().filter(|found| nature::is_claim(found, unit));
        for one in kept {
            findings.claims.push(claim(&one, unit, &teller, rubric));
        }
    }
    same::link(&mut findings.claims);
    findings
}

fn claim(found: &amount::Found, unit: &Unit, teller: &told::Teller, rubric: &Rubric) -> Claim {
    let (told, told_on) = teller.told(found, unit);
    let around = format!("{} {}", unit.text, unit.heading.as_deref().unwrap_or_default());
    let metric = same::metric(found, &unit.text);
    let to = found.amount.to.figure;
    let before = found.amount.from.as_ref().map(|from| from.figure);
    let down = same::direction(found, &unit.text, metric.as_deref()) == Some(Direction::Down);
    let change = if down && !matches!(to, Change::Times(_)) { to.down() } else { to };
    Claim {
        line: unit.line,
        amount: found.amount.clone(),
        fact: Evidence {
            claim: unit.text.clone(),
            metric,
            change: before.is_none().then_some(change),
            before,
            after: before.map(|_| to),
            period: period(&unit.text[found.end..]),
            owner: match told {
                Told::I => Owner::Me,
                Told::We | Told::Team => Owner::Team,
                Told::Unsaid => Owner::Open,
            },
            dimension: rubric.best_dimension(&around).map(str::to_owned),
            ..Evidence::default()
        },
        told,
        told_on: told_on.filter(|line| *line != unit.line),
        nature: nature::nature(found, unit),
        same_as: Vec::new(),
    }
}

/// `a year`, `per week`, right after the amount.
fn period(after: &str) -> Option<Period> {
    static PERIOD: LazyLock<regex::Regex> = LazyLock::new(|| {
        pattern(r"(?i)^\s?(?:(?:a|an|per|each|every)\s|/\s?)(?P<period>day|week|month|quarter|year)\b")
    });
    let named = PERIOD.captures(after)?["period"].to_lowercase();
    <Period as strum::VariantArray>::VARIANTS.iter().copied().find(|period| period.name() == named)
}

/// A pattern of the program's own; the tests use every one of them.
#[allow(clippy::expect_used)]
fn pattern(text: &str) -> regex::Regex {
    regex::Regex::new(text).expect("a pattern of the program's own")
}
