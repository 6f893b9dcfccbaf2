//! What `check` found in a file, in a line.

use super::ENGLISH;
use crate::app::Found;
use crate::domain::{Case, Profile};

/// `promotion to PM II at Alloy, offer 190,000 USD; 1 band, 3 benchmarks, 2 claims`, or `12 pay bands`.
pub fn found(found: &Found) -> String {
    match found {
        Found::Case(case) => describe(case),
        Found::Bands(n) => count(*n, "pay band"),
        Found::Benchmarks(n) => count(*n, "benchmark"),
        Found::Rates(n) => count(*n, "exchange rate"),
        Found::Assumptions(n) => count(*n, "assumption"),
        Found::Market { format, component, read, used } => format!(
            "{} rows of {}, {} of them usable for {}",
            ENGLISH.count(*read),
            format.name(),
            ENGLISH.count(*used),
            component.name()
        ),
    }
}

fn count(n: usize, one: &str) -> String {
    match n {
        1 => format!("1 {one}"),
        n => format!("{} {one}s", ENGLISH.count(n as u64)),
    }
}

fn describe(case: &Case) -> String {
    let role = &case.role;
    let level = role.level.as_ref().or(role.title.as_ref());
    let mut text = match (case.profile, level) {
        (Profile::Promotion, Some(level)) => format!("promotion to {level}"),
        (Profile::Promotion, None) => "promotion".to_owned(),
        (Profile::Raise, Some(level)) => format!("raise as {level}"),
        (Profile::Raise, None) => "raise".to_owned(),
        (Profile::NewOffer, Some(level)) => format!("new offer as {level}"),
        (Profile::NewOffer, None) => "new offer".to_owned(),
    };
    if let Some(company) = &role.company {
        text.push_str(&format!(" at {company}"));
    }
    let offer = case.offer.base;
    text.push_str(&format!(", offer {} {}", ENGLISH.amount(offer), offer.currency().code()));
    let parts = [
        (usize::from(case.band.is_some()), "band"),
        (case.market.len(), "benchmark"),
        (case.alternatives.len(), "alternative"),
        (case.evidence.len(), "claim"),
    ];
    let said: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, one)| count(*n, one)).collect();
    if !said.is_empty() {
        text.push_str(&format!("; {}", said.join(", ")));
    }
    text
}
