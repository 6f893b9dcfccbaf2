//! What would sharpen the answer: for each fact that is missing or soft, how
//! much the mean and the ask would move if it were known.

use std::cmp::Reverse;

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use super::policy::Policy;
use super::sensitivity::{Answer, under};
use super::setup::Setup;
use crate::domain::{
    Alternative, Case, Change, Equity, Evidence, Firmness, Owner, PayBand, PayRange, Strength,
};
use crate::num::Money;
use crate::simulate::Settings;

/// What a claim may lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// A number.
    Number,
    /// That it was the person's own decision.
    Decision,
    /// Proof.
    Proof,
}

impl Lack {
    /// Its name in results and words.
    pub fn name(self) -> &'static str {
        match self {
            Lack::Number => "number",
            Lack::Decision => "decision",
            Lack::Proof => "proof",
        }
    }
}

/// Something to find out before the meeting.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// What the company is worth.
    CompanyValue,
    /// The pay band of the level.
    Band,
    /// A written alternative a little better than the offer.
    Alternative,
    /// A claim that has all three, where none is listed.
    Claim,
    /// What the best claim lacks.
    Argument {
        /// The claim; empty where claims are left out.
        claim: String,
        /// What it lacks, at least one.
        lacks: Vec<Lack>,
    },
    /// An alternative in writing that is only said or hoped for.
    InWriting {
        /// Its name.
        alternative: String,
    },
}

impl Fact {
    /// Its name in results and words.
    pub fn name(&self) -> &'static str {
        match self {
            Fact::CompanyValue => "company-value",
            Fact::Band => "band",
            Fact::Alternative => "alternative",
            Fact::Claim => "claim",
            Fact::Argument { .. } => "argument",
            Fact::InWriting { .. } => "in-writing",
        }
    }
}

/// A fact worth finding out before the meeting.
#[derive(Debug, Clone, PartialEq)]
pub struct Unknown {
    /// The thing to find out.
    pub fact: Fact,
    /// The answers that it could lead to, the one that is supposed first.
    pub answers: Vec<Answer>,
    /// The largest change of the mean, in money a year, with its sign.
    pub mean_change: f64,
    /// The change of the ask that goes with it, as a fraction of the offer.
    pub ask_change: f64,
}

/// Every fact of the case that is missing or soft, the most telling first.
pub fn sharpen(case: &Case, settings: Settings) -> Vec<Unknown> {
    let policy = Policy::of(&Setup::of(case), settings);
    let now = under(&policy, case, settings);
    let candidates = [company_value(case), band(case), alternative(case), argument(case)]
        .into_iter()
        .flatten()
        .chain(firmer(case));
    let mut found: Vec<Unknown> = candidates
        .map(|(fact, cases)| {
            let answers: Vec<Answer> = cases.iter().map(|other| under(&policy, other, settings)).collect();
            let change = |other: &Answer| other.mean.value - now.mean.value;
            let most = answers.iter().max_by(|a, b| change(a).abs().total_cmp(&change(b).abs()));
            let mean_change = most.map_or(0.0, change);
            let ask_change = most.map_or(0.0, |other| other.ask.unwrap_or(0.0) - now.ask.unwrap_or(0.0));
            Unknown { fact, answers, mean_change, ask_change }
        })
        .filter(|unknown| unknown.mean_change != 0.0 || unknown.ask_change != 0.0)
        .collect();
    found.sort_by(|a, b| b.mean_change.abs().total_cmp(&a.mean_change.abs()).then(a.fact.cmp(&b.fact)));
    found
}

type Candidate = Option<(Fact, Vec<Case>)>;

fn factor(case: &Case, name: &str) -> Decimal {
    Decimal::from_f64(case.assumptions.value(name)).unwrap_or(Decimal::ONE)
}

/// The value of a private company, a factor up and down.
fn company_value(case: &Case) -> Candidate {
    let value = case.equity_terms.company_value?;
    let in_percent = matches!(case.offer.equity, Some(Equity::Percent(_)));
    let factor = factor(case, "sharpen.company-value");
    let with = |value: Money| {
        let mut other = case.clone();
        other.equity_terms.company_value = Some(value);
        other
    };
    let cases = vec![with(value.divided_by(factor)?), with(value.times(factor))];
    in_percent.then_some((Fact::CompanyValue, cases))
}

/// The band, where none is known: one that ends soon and one that goes far.
fn band(case: &Case) -> Candidate {
    if case.band.is_some() {
        return None;
    }
    let base = case.offer.base;
    let with = |top: &str| {
        let range =
            PayRange::new(base.times(Decimal::new(8, 1)), None, base.times(factor(case, top))).ok()?;
        let band = PayBand {
            company: None,
            family: None,
            level: case.role.level.clone().unwrap_or_default(),
            location: None,
            base: range,
            bonus_target: None,
            bonus_max: None,
            equity: None,
            effective_date: None,
            origin: "supposed".into(),
        };
        Some(Case { band: Some(band), ..case.clone() })
    };
    let cases = vec![with("sharpen.band-near")?, with("sharpen.band-far")?];
    Some((Fact::Band, cases))
}

/// A written alternative as good as the offer, where there is none in writing.
fn alternative(case: &Case) -> Candidate {
    if case.alternatives.iter().any(|other| other.firmness.is_written()) {
        return None;
    }
    let mut package = case.offer;
    package.base = package.base.times(factor(case, "sharpen.alternative"));
    let supposed = Alternative::new(
        "a written alternative".into(),
        package,
        Firmness::Written,
        case.equity_terms.clone(),
    );
    let mut other = case.clone();
    other.alternatives.push(supposed);
    Some((Fact::Alternative, vec![other]))
}

/// What the strongest claim still lacks: a number, the person's own decision, proof.
fn argument(case: &Case) -> Candidate {
    if Strength::of(&case.evidence) == Some(Strength::Strong) {
        return None;
    }
    let best = (0..case.evidence.len()).max_by_key(|&i| (case.evidence[i].supports(), Reverse(i)));
    let Some(best) = best else {
        let supposed = complete(Evidence { claim: "a claim".into(), ..Evidence::default() });
        return Some((Fact::Claim, vec![Case { evidence: vec![supposed], ..case.clone() }]));
    };
    let claim = &case.evidence[best];
    let lacks = [
        (claim.has_number(), Lack::Number),
        (claim.is_own(), Lack::Decision),
        (claim.proof.is_some(), Lack::Proof),
    ]
    .into_iter()
    .filter(|(has, _)| !has)
    .map(|(_, what)| what)
    .collect();
    let fact = Fact::Argument { claim: claim.claim.clone(), lacks };
    let mut other = case.clone();
    other.evidence[best] = complete(claim.clone());
    Some((fact, vec![other]))
}

/// The claim with what it lacks supposed.
fn complete(claim: Evidence) -> Evidence {
    Evidence {
        change: claim.change.or(Some(Change::Number(Decimal::ONE))),
        owner: Owner::Me,
        proof: claim.proof.clone().or_else(|| Some("supposed".into())),
        ..claim
    }
}

/// Each alternative that is only said or hoped for, in writing.
fn firmer(case: &Case) -> impl Iterator<Item = (Fact, Vec<Case>)> + '_ {
    let soft = case.alternatives.iter().enumerate().filter(|(_, other)| !other.firmness.is_written());
    soft.map(|(i, alternative)| {
        let mut other = case.clone();
        other.alternatives[i].firmness = Firmness::Written;
        (Fact::InWriting { alternative: alternative.name.clone() }, vec![other])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::advice::tests_support::{offer_in_band, offer_of};

    const FEW: Settings = Settings { seed: 1, trials: 8_192 };

    #[test]
    fn a_known_band_is_not_to_be_found_out() {
        let facts = |case: &Case| sharpen(case, FEW).into_iter().map(|u| u.fact).collect::<Vec<_>>();
        assert!(facts(&offer_of(100_000)).contains(&Fact::Band));
        assert!(!facts(&offer_in_band(100_000, 90_000, 120_000)).contains(&Fact::Band));
    }

    #[test]
    fn a_written_alternative_raises_the_mean() {
        let found = sharpen(&offer_in_band(100_000, 90_000, 120_000), FEW);
        let written = found.iter().find(|u| u.fact == Fact::Alternative).unwrap();
        assert!(written.mean_change > 0.0);
        assert!(found.windows(2).all(|pair| pair[0].mean_change.abs() >= pair[1].mean_change.abs()));
    }

    #[test]
    fn proof_is_worth_finding_until_there_is_a_claim_with_all_three() {
        let mut case = offer_of(100_000);
        let about = |case: &Case, name: &str| sharpen(case, FEW).into_iter().find(|u| u.fact.name() == name);
        let listed = about(&case, "claim").unwrap();
        assert!(listed.mean_change > 0.0);
        let number = Some(Change::Number(Decimal::TEN));
        case.evidence.push(Evidence { claim: "cut the setup".into(), change: number, ..Evidence::default() });
        let lacking = about(&case, "argument").unwrap();
        let lacks = vec![Lack::Proof];
        assert_eq!(lacking.fact, Fact::Argument { claim: "cut the setup".into(), lacks });
        assert!(lacking.mean_change > 0.0);
        case.evidence[0].proof = Some("report".into());
        assert!(about(&case, "argument").is_none() && about(&case, "claim").is_none());
    }
}
