//! Evidence: a number that the person's own decision moved, with proof.

use jiff::civil::Date;
use strum::{IntoStaticStr, VariantArray};

use super::{Change, Direction, Period};

/// Whose decision it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Owner {
    /// The person's own.
    #[default]
    Me,
    /// The team's, without a part named.
    Team,
    /// Not told yet: the claim waits for an answer and counts nowhere.
    Open,
}

/// One claim, the same from the notes in which it was found to the sheet on which it is said:
/// what was done, what it moved, whose decision it was, what proves it. Its figures carry their
/// unit and their sign.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evidence {
    /// What the person did, in their own words.
    pub claim: String,
    /// What moved.
    pub metric: Option<String>,
    /// By how much: below zero for a fall.
    pub change: Option<Change>,
    /// Where it stood before.
    pub before: Option<Change>,
    /// Where it stood afterwards; never without a before.
    pub after: Option<Change>,
    /// What the figure comes in: so much a year.
    pub period: Option<Period>,
    /// The day on which it was reached.
    pub date: Option<Date>,
    /// Whose decision it was.
    pub owner: Owner,
    /// The person's own decision behind it, in their words.
    pub decision: Option<String>,
    /// The dimension of the rubric that it serves.
    pub dimension: Option<String>,
    /// The goal that it came of.
    pub goal: Option<String>,
    /// What proves it.
    pub proof: Option<String>,
}

/// Metrics of the people who use the work.
const USERS: [&str; 18] = [
    "user",
    "customer",
    "client",
    "churn",
    "retention",
    "activation",
    "adoption",
    "conversion",
    "subscriber",
    "nps",
    "csat",
    "rating",
    "patient",
    "pupil",
    "member",
    "kunden",
    "nutzer",
    "abwanderung",
];
/// Metrics of money that are told in percent.
const MONEY: [&str; 16] = [
    "arr", "mrr", "revenue", "sale", "booking", "cost", "margin", "profit", "spend", "pipeline", "budget",
    "renewal", "quota", "umsatz", "kosten", "ergebnis",
];

/// How strong an argument is, by its best claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// No claim has more than one of a number, the person's own decision and proof.
    Weak,
    /// The best claim has two of the three.
    Sound,
    /// At least one claim has all three.
    Strong,
}

impl Strength {
    /// The strength of the claims that are listed; `None` where there are none, or none whose
    /// owner is told.
    ///
    /// The best claim decides: it is the one that is said first, and a weaker
    /// one beside it does not make it less true. So the order of the claims
    /// changes nothing, and one more claim never weakens the argument.
    pub fn of(claims: &[Evidence]) -> Option<Self> {
        let of_claim = |claim: &Evidence| match claim.supports() {
            3 => Strength::Strong,
            2 => Strength::Sound,
            _ => Strength::Weak,
        };
        claims.iter().filter(|claim| claim.is_confirmed()).map(of_claim).max()
    }

    /// The word for it.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

impl Evidence {
    /// How many of the three it has: a number, the person's own decision, proof.
    pub fn supports(&self) -> usize {
        [self.has_number(), self.is_own(), self.proof.is_some()].into_iter().filter(|has| *has).count()
    }

    /// True when it has a number, is one's own, and is proven: what makes a claim strong.
    pub fn is_strong(&self) -> bool {
        self.supports() == 3
    }

    /// True when the decision was the person's own, in whole or in the part that they name.
    pub fn is_own(&self) -> bool {
        self.owner == Owner::Me || self.decision.is_some()
    }

    /// True when whose decision it was has been told.
    pub fn is_confirmed(&self) -> bool {
        self.owner != Owner::Open || self.decision.is_some()
    }

    /// Which way the metric moved; `None` where it stayed, or nothing is told.
    pub fn direction(&self) -> Option<Direction> {
        let moved = match (self.before, self.after) {
            (Some(before), Some(after)) => after.on_scale() - before.on_scale(),
            _ => self.change?.value(),
        };
        match moved {
            moved if moved.is_zero() => None,
            moved if moved.is_sign_negative() => Some(Direction::Down),
            _ => Some(Direction::Up),
        }
    }

    /// How much it weighs among the claims: the size of what it moved, most for money and for
    /// the people who use the work, and then whether it is one's own and proven.
    pub fn weight(&self) -> f64 {
        const OWN: f64 = 2.0;
        const PROVEN: f64 = 2.0;
        let part = |holds: bool, weight: f64| if holds { weight } else { 0.0 };
        self.effect() + part(self.is_own(), OWN) + part(self.proof.is_some(), PROVEN)
    }

    /// The size of the effect: powers of ten of money, and of users; other figures by their kind.
    fn effect(&self) -> f64 {
        let Some(figure) = self.change.or(self.after) else { return 0.0 };
        let about_users = self.speaks_of(&USERS);
        match figure {
            Change::Money(_) => figure.magnitude(),
            Change::Number(_) | Change::Times(_) if about_users => 3.0 + figure.magnitude() / 2.0,
            Change::Percent(_) | Change::Points(_) if about_users || self.speaks_of(&MONEY) => 5.0,
            Change::Percent(_) | Change::Times(_) | Change::Points(_) => 3.0,
            Change::Time(..) => 3.0,
            Change::Number(_) => 1.0 + figure.magnitude().min(2.0),
        }
    }

    fn speaks_of(&self, words: &[&str]) -> bool {
        let metric = self.metric.as_deref().unwrap_or(&self.claim).to_lowercase();
        metric
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| words.iter().any(|known| word == *known || word.strip_suffix('s') == Some(known)))
    }

    /// True when it says by how much, or from where to where.
    pub fn has_number(&self) -> bool {
        self.change.is_some() || self.after.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::TimeUnit;
    use crate::num::{Currency, Money, Percent};
    use rust_decimal::Decimal;

    fn claim(number: bool, own: bool, proof: bool) -> Evidence {
        Evidence {
            claim: "raised conversion".into(),
            change: number.then_some(Change::Number(Decimal::TEN)),
            owner: if own { Owner::Me } else { Owner::Team },
            proof: proof.then(|| "dashboard".into()),
            ..Evidence::default()
        }
    }

    #[test]
    fn the_best_claim_decides_in_any_order() {
        assert_eq!(Strength::of(&[]), None);
        assert_eq!(Strength::of(&[claim(false, true, false)]), Some(Strength::Weak));
        assert_eq!(Strength::of(&[claim(true, true, false)]), Some(Strength::Sound));
        assert_eq!(Strength::of(&[claim(true, false, true)]), Some(Strength::Sound));
        let (best, worst) = (claim(true, true, true), claim(false, false, false));
        assert_eq!(Strength::of(&[best.clone(), worst.clone()]), Some(Strength::Strong));
        assert_eq!(Strength::of(&[worst, best]), Some(Strength::Strong));
    }

    #[test]
    fn a_claim_whose_owner_is_open_waits_and_is_no_weak_argument() {
        let open = Evidence { owner: Owner::Open, ..claim(true, true, true) };
        assert_eq!(Strength::of(std::slice::from_ref(&open)), None);
        let told = Evidence { decision: Some("chose the order of work".into()), ..open };
        assert_eq!(Strength::of(&[told]), Some(Strength::Strong));
    }

    #[test]
    fn size_on_money_and_users_outweighs_form() {
        let money = |amount: i64| Change::Money(Money::new(amount.into(), Currency::USD));
        let percent = |n: i64| Change::Percent(Percent::from_percent(n.into()));
        let moved = |metric: &str, change| Evidence {
            metric: Some(metric.into()),
            change: Some(change),
            ..Evidence::default()
        };
        let retained = moved("retained revenue", money(4_200_000)).weight();
        let churn = moved("churn", percent(-11)).weight();
        let resources = moved("engineering resources", percent(40)).weight();
        let people = moved("engineers", Change::Number(6.into())).weight();
        assert!(retained > churn && churn > resources && resources > people);
    }

    #[test]
    fn the_direction_comes_of_the_figures_with_their_units() {
        let time = |n: i64, unit| Some(Change::Time(n.into(), unit));
        let faster = Evidence {
            before: time(3, TimeUnit::Weeks),
            after: time(4, TimeUnit::Days),
            ..Evidence::default()
        };
        assert_eq!(faster.direction(), Some(Direction::Down), "4 days are less than 3 weeks");
        let kept = Evidence { change: Some(Change::Number(Decimal::ZERO)), ..Evidence::default() };
        assert_eq!(kept.direction(), None, "zero is not plus zero");
    }

    #[test]
    fn a_named_decision_within_the_teams_result_is_ones_own() {
        let team = Evidence { decision: Some("chose the order of work".into()), ..claim(true, false, true) };
        assert!(team.is_strong());
    }
}
