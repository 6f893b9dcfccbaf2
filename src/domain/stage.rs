//! At which point of its journey a case stands: from no offer yet to a letter to sign.

use jiff::civil::Date;
use strum::IntoStaticStr;

use super::{Alternative, Case, Profile, Said, Statement};

/// A point of the journey; each has its own question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, IntoStaticStr)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "stage"))]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Stage {
    /// Nobody has offered anything yet: which figure to name, or none.
    BeforeOffer,
    /// A raise that nobody has spoken of.
    RaiseWithoutOffer,
    /// An offer is on the table and nothing has been asked.
    Offer,
    /// Today's employer has answered another offer with one of their own.
    Counteroffer,
    /// Something was asked and answered.
    InTheTalk,
    /// They took the offer back.
    Withdrawn,
    /// Both sides agree: what was promised is held beside what is written.
    Agreed,
}

impl Stage {
    /// The name in results and words.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// Something that was promised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// What.
    pub what: String,
    /// Who promised it.
    pub by: Option<String>,
    /// The day of it.
    pub date: Option<Date>,
    /// Where it is written; `None` where it is only said.
    pub written: Option<String>,
}

/// Whether there is something to take back: an offer, or figures that they named in the talk.
pub fn something_stands(offered: bool, said: &[Said]) -> bool {
    offered || !said.is_empty()
}

impl Case {
    /// Where the case stands, by what is known of it.
    pub fn stage(&self) -> Stage {
        let last = self.history.last();
        match self.profile {
            _ if !self.promised.is_empty() => Stage::Agreed,
            _ if last.is_some_and(|said| said.statement == Some(Statement::Withdrawn)) => Stage::Withdrawn,
            _ if last.is_some() => Stage::InTheTalk,
            Profile::Raise if self.offer_is_assumed => Stage::RaiseWithoutOffer,
            Profile::NewOffer | Profile::Promotion if self.offer_is_assumed => Stage::BeforeOffer,
            Profile::Raise if self.alternatives.iter().any(Alternative::is_leverage) => Stage::Counteroffer,
            _ => Stage::Offer,
        }
    }

    /// What was promised and is written nowhere.
    pub fn unwritten(&self) -> impl Iterator<Item = &Promise> {
        self.promised.iter().filter(|promise| promise.written.is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{EquityTerms, Firmness, Package, Said};
    use crate::num::{Currency, Money};

    #[test]
    fn every_stage_follows_from_what_is_known() {
        let package = Package::of_base(Money::new(90_000.into(), Currency::USD));
        let mut case = Case::of_offer(Profile::Raise, package);
        assert_eq!(case.stage(), Stage::Offer);
        let other = Alternative::new("B".into(), package, Firmness::Written, EquityTerms::default());
        case.alternatives.push(Alternative { known_to_them: true, ..other });
        assert_eq!(case.stage(), Stage::Counteroffer);
        case.offer_is_assumed = true;
        assert_eq!(case.stage(), Stage::RaiseWithoutOffer);
        case.profile = Profile::NewOffer;
        assert_eq!(case.stage(), Stage::BeforeOffer);
        let said = |statement| Said { asked: package, standing: package, statement, date: None };
        case.history.push(said(Some(Statement::Final)));
        assert_eq!(case.stage(), Stage::InTheTalk);
        case.history.push(said(Some(Statement::Withdrawn)));
        assert_eq!(case.stage(), Stage::Withdrawn);
        case.promised.push(Promise { what: "a review".into(), by: None, date: None, written: None });
        assert_eq!((case.stage(), case.unwritten().count()), (Stage::Agreed, 1));
    }
}
