//! What happens without a deal. The fallback and the walk-away are the same
//! thing: the best of the alternatives (BATNA), each with the chance of its
//! firmness, otherwise the next.

use crate::domain::{Case, Firmness, PackageId, Profile, Worth};
use crate::equity::plan::yearly_value;
use crate::negotiation::RiskAttitude;

/// Who stands last in line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LastInLine {
    /// Today's package.
    Today,
    /// Nothing is known for a new offer: some months without pay, then an equal offer.
    Unemployment,
    /// Nothing is known of today's pay: a usual promotion raise below the offer.
    AssumedToday,
}

/// The fallback of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct Batna {
    /// Its yearly value.
    pub value: f64,
    /// The same as a gain over the offer; below 0 where the offer is better.
    pub gain: f64,
    /// The certain gain that it is worth to someone of the person's risk
    /// aversion: the walk-away. The same as `gain` where they are neutral.
    pub certain: f64,
    /// The least gain that is agreed to: the walk-away, or the person's own floor above it.
    pub least: f64,
    /// The chance that it ends below the offer.
    pub below_offer: f64,
    /// Today's package as a gain over the offer, where it is known.
    pub today: Option<f64>,
    /// The chance that it ends below today's package: 0 where that stays open.
    pub below_today: f64,
    /// The alternatives that count, best first: name, chance of their firmness, yearly value.
    pub line: Vec<(String, f64, f64)>,
    /// Who stands last.
    pub last: LastInLine,
}

impl Batna {
    /// What ending the talk now is worth for certain where `standing` stands: a yes to it, or leaving.
    pub fn secure(&self, standing: f64) -> f64 {
        if self.takes(standing) { standing } else { self.certain }
    }

    /// Whether a deal of this gain is agreed to.
    pub fn takes(&self, gain: f64) -> bool {
        gain >= self.least - super::policy::SAME
    }
}

/// What the alternative of that index pays a year, with its grants, payouts and benefits.
pub fn pay(case: &Case, index: usize) -> f64 {
    yearly_value(case, PackageId::Alternative(index), &case.alternatives[index].package)
}

/// What it is worth to the person a year; `None` where they would not take it.
fn worth(case: &Case, index: usize) -> Option<f64> {
    match case.alternatives[index].worth {
        Worth::Pay => Some(pay(case, index)),
        Worth::Share(share) => Some(pay(case, index) * share.to_f64()),
        Worth::Amount(amount) => Some(amount.to_f64()),
        Worth::NotTaken => None,
    }
}

/// The alternative that moves the other side most: the best paid one that they know to be in
/// writing, with its gain over the offer, below 0 where it is worse.
pub fn leverage(case: &Case, offer_value: f64) -> Option<(usize, f64)> {
    let known = (0..case.alternatives.len()).filter(|&index| case.alternatives[index].is_leverage());
    known
        .map(|index| (index, pay(case, index) / offer_value - 1.0))
        .filter(|(_, gain)| gain.is_finite())
        .max_by(|a, b| a.1.total_cmp(&b.1))
}

/// The gain over the offer of the best alternative in writing, as it is worth to the person; 0
/// without a better one. Nobody asks for less than what they hold in writing.
pub fn in_writing(case: &Case, offer_value: f64) -> f64 {
    let written =
        (0..case.alternatives.len()).filter(|&index| case.alternatives[index].firmness.is_written());
    written
        .filter_map(|index| worth(case, index))
        .map(|worth| worth / offer_value - 1.0)
        .filter(|gain| gain.is_finite())
        .fold(0.0, f64::max)
}

/// The fallback of a case whose offer is worth `offer_value` a year.
///
/// Alternatives are taken best first, whatever their order in the file; one
/// that is worse than what stands last in line is never taken. For a raise or a promotion what
/// is merely hoped for is not in line: agreeing does not give it up.
pub fn fallback(case: &Case, offer_value: f64) -> Batna {
    let (last, last_value) = last_in_line(case, offer_value);
    let mut line: Vec<(String, f64, f64)> = case
        .alternatives
        .iter()
        .enumerate()
        .filter(|(_, alternative)| forgone(case.profile, alternative.firmness))
        .filter_map(|(index, alternative)| {
            let chance = case.assumptions.value(&format!("firmness.{}", alternative.firmness.name()));
            Some((alternative.name.clone(), chance, worth(case, index)?))
        })
        .filter(|(_, _, value)| *value > last_value)
        .collect();
    line.sort_by(|a, b| b.2.total_cmp(&a.2).then(b.1.total_cmp(&a.1)).then(a.0.cmp(&b.0)));
    let gain_of = |value: f64| if offer_value > 0.0 { value / offer_value - 1.0 } else { 0.0 };
    // Each comes true with its chance, otherwise the next.
    let over_line = |worth: &dyn Fn(f64) -> f64| {
        let otherwise = |next: f64, (_, chance, value): &(String, f64, f64)| {
            chance * worth(*value) + (1.0 - chance) * next
        };
        line.iter().rev().fold(worth(last_value), otherwise)
    };
    let value = over_line(&|value| value);
    let gain = gain_of(value);
    let attitude = RiskAttitude::of(&case.preferences);
    let certain = match attitude.is_neutral() {
        true => gain,
        false => attitude.certain_gain(over_line(&|value| attitude.utility(gain_of(value)))),
    };
    let own = case.preferences.floor.map_or(f64::NEG_INFINITY, |floor| gain_of(floor.to_f64()));
    let least = certain.max(own);
    let below_offer = over_line(&|value| f64::from(value < offer_value));
    let today = case.current.as_ref().map(|_| gain_of(last_value));
    let below_today = over_line(&|value| f64::from(value < last_value));
    Batna { value, gain, certain, least, below_offer, today, below_today, line, last }
}

/// Whether agreeing gives an alternative up. Who joins a new employer stops hoping for others;
/// who stays where they are keeps every outside chance, agreed or not.
pub(super) fn forgone(profile: Profile, firmness: Firmness) -> bool {
    profile == Profile::NewOffer || firmness != Firmness::Hoped
}

fn last_in_line(case: &Case, offer_value: f64) -> (LastInLine, f64) {
    if let Some(current) = &case.current {
        return (LastInLine::Today, yearly_value(case, PackageId::Current, current));
    }
    if case.profile == Profile::NewOffer {
        let years = case.assumptions.value("fallback.months-unpaid") / 12.0;
        let horizon = f64::from(case.preferences.horizon_years.max(1));
        return (LastInLine::Unemployment, offer_value * (1.0 - years / horizon));
    }
    let raise = match case.profile {
        Profile::Raise => case.assumptions.value("raise.without-asking"),
        _ => case.assumptions.value("promotion.usual-raise"),
    };
    (LastInLine::AssumedToday, offer_value / (1.0 + raise))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::advice::tests_support::{offer_of, usd};
    use crate::domain::{Alternative, EquityTerms, Package};

    /// An offer of 100,000 beside pay of 90,000 and an alternative of 120,000.
    fn walk_away(profile: Profile, firmness: Firmness) -> f64 {
        let package = Package::of_base(usd(120_000));
        let alternative = Alternative::new("Beta".into(), package, firmness, EquityTerms::default());
        let current = Some(Package::of_base(usd(90_000)));
        let case = Case { profile, current, alternatives: vec![alternative], ..offer_of(100_000) };
        fallback(&case, 100_000.0).value
    }

    #[test]
    fn what_is_worse_than_staying_is_never_taken() {
        let package = Package::of_base(usd(80_000));
        let worse = Alternative::new("Beta".into(), package, Firmness::Written, EquityTerms::default());
        let current = Some(Package::of_base(usd(90_000)));
        let case = Case { profile: Profile::Raise, current, alternatives: vec![worse], ..offer_of(100_000) };
        let found = fallback(&case, 100_000.0);
        assert!((found.value - 90_000.0).abs() < 1e-6 && found.line.is_empty(), "{found:?}");
    }

    #[test]
    fn what_is_hoped_for_is_lost_by_joining_and_not_by_staying() {
        // .3 of 120,000, otherwise 90,000; .7 where it was said.
        assert!((walk_away(Profile::NewOffer, Firmness::Hoped) - 99_000.0).abs() < 1e-6);
        for profile in [Profile::Raise, Profile::Promotion] {
            assert!((walk_away(profile, Firmness::Hoped) - 90_000.0).abs() < 1e-6);
            assert!((walk_away(profile, Firmness::Verbal) - 111_000.0).abs() < 1e-6);
        }
    }
}
