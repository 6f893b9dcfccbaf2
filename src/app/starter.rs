//! The starter case that `init` writes.

use std::path::Path;

use jiff::civil::Date;
use serde::Serialize;

use super::fill::fill;
use super::typed_answer::TypedPay;
use crate::domain::{Case, Profile};
use crate::error::{Error, Problem, Result};
use crate::input::{self, ReadOptions, Source, builtin};

/// What the starter is filled with: amounts as the user writes them, empty for unknown.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Starter {
    /// `new-offer`, `promotion` or `raise`.
    pub profile: &'static str,
    /// Code of the currency.
    pub currency: String,
    /// The day it is written.
    pub as_of: Date,
    /// The employer.
    pub company: String,
    /// The job.
    pub title: String,
    /// The level, as they name it.
    pub level: String,
    /// The place of work.
    pub location: String,
    /// Minimum of the pay band.
    pub band_min: String,
    /// Maximum of the pay band.
    pub band_max: String,
    /// What is paid today.
    pub current: TypedPay,
    /// What is offered.
    pub offer: TypedPay,
    /// Who else offers.
    pub other_name: String,
    /// What they offer.
    pub other: TypedPay,
    /// `certain`, `written`, `verbal` or `hoped`.
    pub other_firmness: &'static str,
    /// What the person achieved.
    pub claim: String,
    /// Which figure that moved.
    pub metric: String,
    /// By how much, as a number or percent, with its sign.
    pub change: String,
    /// What was the person's own decision.
    pub decision: String,
    /// What shows it.
    pub proof: String,
    /// Who decides.
    pub decides: String,
    /// What can be asked for beside money.
    pub beyond_money: Vec<String>,
}

impl Starter {
    /// Nothing known but the day.
    pub fn blank(today: Date) -> Self {
        let nothing = String::new;
        Starter {
            profile: Profile::NewOffer.name(),
            currency: nothing(),
            as_of: today,
            company: nothing(),
            title: nothing(),
            level: nothing(),
            location: nothing(),
            band_min: nothing(),
            band_max: nothing(),
            current: TypedPay::default(),
            offer: TypedPay::default(),
            other_name: nothing(),
            other: TypedPay::default(),
            other_firmness: "hoped",
            claim: nothing(),
            metric: nothing(),
            change: nothing(),
            decision: nothing(),
            proof: nothing(),
            decides: nothing(),
            beyond_money: Vec::new(),
        }
    }

    /// The example: a promotion, of figures that are easy to tell from one's own.
    pub fn example(today: Date) -> Self {
        let text = str::to_owned;
        Starter {
            profile: Profile::Promotion.name(),
            currency: text("USD"),
            company: text("Example Inc"),
            title: text("Product Manager"),
            level: text("PM II"),
            band_min: text("185000"),
            band_max: text("210000"),
            current: TypedPay { base: text("178000"), bonus: text("5%"), ..TypedPay::default() },
            offer: TypedPay { base: text("190000"), bonus: text("10000"), ..TypedPay::default() },
            other_firmness: "verbal",
            beyond_money: ["title", "scope", "a pay review in six months", "the effective date"]
                .map(text)
                .into(),
            ..Starter::blank(today)
        }
    }
}

/// The files of a starter case, by name.
///
/// ```
/// use counteroffer::app::{Starter, starter};
///
/// let files = starter(&Starter::example(jiff::civil::date(2026, 5, 4)))?;
/// let (_, case) = files.iter().find(|(name, _)| *name == "case.toml").expect("a case");
/// assert!(case.contains("185_000") || case.contains("190_000"));
/// # Ok::<(), counteroffer::Error>(())
/// ```
///
/// # Errors
/// A fault of the program when a template is wrong, which a test excludes.
pub fn starter(answers: &Starter) -> Result<Vec<(&'static str, String)>> {
    let filled = |(name, template): (&'static str, &str)| {
        let text = if name.ends_with(".md") { template.to_owned() } else { fill(template, answers)? };
        Ok((name, text))
    };
    builtin::STARTER.into_iter().map(filled).collect()
}

/// What the reader of cases finds wrong in, or asks about, a case of these answers alone.
///
/// # Errors
/// As [`starter`].
pub(super) fn problems_of(answers: &Starter) -> Result<Vec<Problem>> {
    match case_of(answers) {
        Err(Error::Problems(problems)) => Ok(problems.iter().cloned().collect()),
        read => read.map(|_| Vec::new()),
    }
}

/// The case of these answers alone, without the band, which stands in a file of its own.
///
/// # Errors
/// As [`starter`], and what the reader of cases finds wrong.
pub(super) fn case_of(answers: &Starter) -> Result<Case> {
    let answers = Starter { band_min: String::new(), band_max: String::new(), ..answers.clone() };
    let source = Source::from_bytes("case.toml", fill(builtin::STARTER[0].1, &answers)?.into_bytes())?;
    let options = ReadOptions { offer_optional: true, ..ReadOptions::default() };
    input::read_source(&source, Path::new(""), &options).map(|draft| draft.case)
}

/// What the starter of a promotion without an offer is filled with, empty for unknown.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct PromotionStarter {
    /// Code of the currency.
    pub currency: String,
    /// The day it is written.
    pub as_of: Date,
    /// The employer.
    pub company: String,
    /// The job.
    pub title: String,
    /// The level that is sought.
    pub level: String,
    /// Since when the person holds the level before it: a day.
    pub level_since: String,
    /// When promotions are reviewed.
    pub review_rule: String,
    /// The manager.
    pub manager: String,
    /// What the manager said must be shown.
    pub to_show: String,
    /// The person's own scores.
    pub scores: Vec<OwnScore>,
    /// Somebody who would speak for it.
    pub champion: String,
    /// The strongest result.
    pub claim: String,
    /// What that moved, as a figure.
    pub change: String,
    /// What proves it.
    pub proof: String,
}

/// A score of one's own.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OwnScore {
    /// The dimension of the usual rubric.
    pub dimension: &'static str,
    /// From 1 to 5.
    pub own: String,
}

/// The case of a promotion without an offer.
///
/// # Errors
/// As [`starter`].
pub fn promotion_starter(answers: &PromotionStarter) -> Result<String> {
    fill(builtin::PROMOTION_STARTER, answers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Change, Firmness};
    use crate::input::read_case;

    /// Writes the starter with these answers and reads it back.
    fn read_back(answers: &Starter) -> crate::input::CaseDraft {
        let folder = tempfile::TempDir::new().unwrap();
        for (name, template) in builtin::STARTER {
            std::fs::write(folder.path().join(name), fill(template, answers).unwrap()).unwrap();
        }
        read_case(&folder.path().join("case.toml"), &ReadOptions::default()).unwrap()
    }

    #[test]
    fn the_starter_is_a_good_case_for_every_kind() {
        let example = Starter::example(jiff::civil::date(2026, 5, 4));
        for profile in Profile::ALL {
            let case = read_back(&Starter { profile: profile.name(), ..example.clone() }).case;
            assert_eq!(case.profile, profile);
            assert_eq!(case.band.unwrap().base.max().to_string(), "210000 USD");
        }
    }

    #[test]
    fn what_was_not_answered_is_left_out() {
        let text = str::to_owned;
        let answers = Starter {
            profile: Profile::Raise.name(),
            company: text("Müller \"& Söhne\""),
            level: String::new(),
            title: String::new(),
            band_min: String::new(),
            offer: TypedPay::default(),
            current: TypedPay { base: text("€58,185"), ..TypedPay::default() },
            currency: text("EUR"),
            ..Starter::example(jiff::civil::date(2026, 5, 4))
        };
        let case = read_back(&answers).case;
        assert_eq!(case.role.company.as_deref(), Some("Müller \"& Söhne\""));
        assert_eq!((case.band, case.role.level), (None, None));
        assert_eq!(case.current.unwrap().base.to_string(), "58185 EUR");
    }

    #[test]
    fn the_alternative_the_proof_and_who_decides_become_part_of_the_case() {
        let text = str::to_owned;
        let answers = Starter {
            other_name: text("Borealis \"North\""),
            other: TypedPay { base: text("195k"), ..TypedPay::default() },
            other_firmness: "written",
            claim: text("Cut the setup from nine steps to four"),
            metric: text("activation rate"),
            change: text("30%"),
            decision: text("dropped five steps"),
            proof: text("report of March"),
            decides: text("VP Product"),
            ..Starter::example(jiff::civil::date(2026, 5, 4))
        };
        let case = read_back(&answers).case;
        let other = &case.alternatives[0];
        assert_eq!((other.name.as_str(), other.firmness), ("Borealis \"North\"", Firmness::Written));
        assert_eq!(other.package.base.to_string(), "195000 USD");
        let claim = &case.evidence[0];
        assert!(claim.is_strong() && matches!(claim.change, Some(Change::Percent(_))), "{claim:?}");
        assert_eq!(case.context.decides.as_deref(), Some("VP Product"));
    }

    /// The comments of the starter, made keys: each block of them a case of its own.
    #[test]
    fn every_key_in_a_comment_is_known() {
        let answers = Starter::example(jiff::civil::date(2026, 5, 4));
        let (_, template) = builtin::STARTER[0];
        let text = fill(template, &answers).unwrap();
        let key = |line: &str| {
            let bare = line.strip_prefix("# ")?;
            let name = bare.split([' ', '.', '=']).next()?;
            let is_key = !name.is_empty()
                && (bare.starts_with('[')
                    || (bare.contains(" = ")
                        && name.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c == '-')));
            is_key.then(|| bare.to_owned())
        };
        let shown: Vec<String> = text.lines().filter_map(key).collect();
        assert!(shown.len() > 60, "only {} keys are shown", shown.len());
        let opened =
            text.lines().map(|line| key(line).unwrap_or_else(|| line.to_owned())).collect::<Vec<_>>();
        let folder = tempfile::TempDir::new().unwrap();
        std::fs::write(folder.path().join("case.toml"), opened.join("\n")).unwrap();
        let told = match read_case(&folder.path().join("case.toml"), &ReadOptions::default()) {
            Err(Error::Problems(problems)) => problems.iter().map(ToString::to_string).collect(),
            _ => Vec::new(),
        };
        // The files that the comments speak of are not there.
        let absent = ["no such file", "no file has the column", "no rate between them"];
        let wrong = |told: &&String| !absent.iter().any(|what| told.contains(what));
        let wrong: Vec<_> = told.iter().filter(wrong).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
