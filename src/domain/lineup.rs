//! Which package is meant, and which packages stand beside each other.

use std::borrow::Cow;
use std::fmt;

use serde::{Serialize, Serializer};

use super::{Case, Package, same_name};

/// Which package of a case is meant. Its text (`current`, `offer`, `ask`,
/// `step-2`, `alternative-1`) is the one that results, words files and the
/// command line use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum PackageId {
    /// Today's package.
    Current,
    /// What is offered.
    #[default]
    Offer,
    /// What is asked for first.
    Ask,
    /// What is likely to come of it: the median when something moves.
    Expected,
    /// What may well come of it: the 75th percentile when something moves.
    Target,
    /// What is asked for in the round of that number, from 1.
    Step(usize),
    /// An alternative, by its place in the case, from 0.
    Alternative(usize),
}

impl PackageId {
    /// The package whose employer, grants and outlook hold for this one: what
    /// is asked of an employer, and what is expected, is a form of the offer.
    #[must_use]
    pub fn owner(self) -> Self {
        match self {
            PackageId::Current | PackageId::Alternative(_) => self,
            _ => PackageId::Offer,
        }
    }

    /// The package of that name as people write it; alternatives have names of
    /// their own, and none of these.
    ///
    /// ```
    /// use counteroffer::domain::PackageId;
    ///
    /// assert_eq!(PackageId::from_name("Today"), Some(PackageId::Current));
    /// assert_eq!(PackageId::from_name("current"), Some(PackageId::Current));
    /// assert_eq!(PackageId::from_name("Borealis"), None);
    /// ```
    pub fn from_name(name: &str) -> Option<Self> {
        if same_name(name, "today") {
            return Some(PackageId::Current);
        }
        [PackageId::Current, PackageId::Offer, PackageId::Ask, PackageId::Expected, PackageId::Target]
            .into_iter()
            .find(|id| same_name(name, &id.to_string()))
    }

    /// The name in results: an alternative's own, otherwise that of the kind.
    pub fn name(self, case: &Case) -> Cow<'_, str> {
        let PackageId::Alternative(index) = self else { return self.to_string().into() };
        case.alternatives.get(index).map_or_else(|| self.to_string().into(), |other| (&other.name).into())
    }
}

impl fmt::Display for PackageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PackageId::Current => f.write_str("current"),
            PackageId::Offer => f.write_str("offer"),
            PackageId::Ask => f.write_str("ask"),
            PackageId::Expected => f.write_str("expected"),
            PackageId::Target => f.write_str("target"),
            PackageId::Step(round) => write!(f, "step-{round}"),
            PackageId::Alternative(index) => write!(f, "alternative-{}", index + 1),
        }
    }
}

impl Serialize for PackageId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A package with its identity and its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedPackage {
    /// Which one it is.
    pub id: PackageId,
    /// Its name in results: see [`PackageId::name`].
    pub name: String,
    /// What it pays.
    pub package: Package,
}

impl NamedPackage {
    /// A package of a case.
    pub fn new(id: PackageId, package: Package, case: &Case) -> Self {
        NamedPackage { id, name: id.name(case).into_owned(), package }
    }
}

/// What is asked for, where anything is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// The number to say first.
    pub ask: Package,
    /// What is likely to come of it.
    pub expected: Package,
}

impl Case {
    /// The packages that stand beside each other, in the order in which every
    /// table, chart and workbook shows them: today's, the offer, the ask and
    /// what is expected of it where anything is asked for, the alternatives.
    pub fn lineup(&self, asked: Option<Asked>) -> Vec<NamedPackage> {
        let current = self.current.map(|package| (PackageId::Current, package));
        let asked = asked.map(|of| [(PackageId::Ask, of.ask), (PackageId::Expected, of.expected)]);
        let others = self.alternatives.iter().enumerate();
        current
            .into_iter()
            .chain([(PackageId::Offer, self.offer)])
            .chain(asked.into_iter().flatten())
            .chain(others.map(|(index, other)| (PackageId::Alternative(index), other.package)))
            .map(|(id, package)| NamedPackage::new(id, package, self))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Alternative, EquityTerms, Firmness, Profile};
    use crate::num::{Currency, Money};

    fn of_base(base: i64) -> Package {
        Package::of_base(Money::new(base.into(), Currency::USD))
    }

    fn case() -> Case {
        let other = Alternative::new("Borealis".into(), of_base(3), Firmness::Verbal, EquityTerms::default());
        Case {
            current: Some(of_base(1)),
            alternatives: vec![other],
            ..Case::of_offer(Profile::NewOffer, of_base(2))
        }
    }

    #[test]
    fn packages_stand_in_one_order_and_the_ask_only_where_something_is_asked() {
        let names = |asked| case().lineup(asked).into_iter().map(|one| one.name).collect::<Vec<_>>();
        let asked = Asked { ask: of_base(5), expected: of_base(4) };
        assert_eq!(names(Some(asked)), ["current", "offer", "ask", "expected", "Borealis"]);
        assert_eq!(names(None), ["current", "offer", "Borealis"]);
    }

    #[test]
    fn what_is_asked_of_an_employer_is_a_form_of_the_offer() {
        for id in [PackageId::Ask, PackageId::Expected, PackageId::Target, PackageId::Step(2)] {
            assert_eq!(id.owner(), PackageId::Offer);
        }
        for id in [PackageId::Current, PackageId::Offer, PackageId::Alternative(1)] {
            assert_eq!(id.owner(), id);
        }
    }

    #[test]
    fn each_has_a_text_of_its_own() {
        let texts =
            [PackageId::Step(2), PackageId::Alternative(0), PackageId::Current].map(|id| id.to_string());
        assert_eq!(texts, ["step-2", "alternative-1", "current"]);
        assert_eq!(serde_json::to_string(&PackageId::Step(3)).unwrap(), "\"step-3\"");
    }
}
