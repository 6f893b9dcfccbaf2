//! What `check` found in a file, in a line.

use super::text::Text;
use super::words::Words;
use super::{Composer, Facts};
use crate::app::Found;
use crate::domain::Case;

/// `promotion to PM II at Alloy, offer 190,000 USD; 1 band, 3 benchmarks, 2 claims`, or `12 pay bands`.
pub fn found(found: &Found, words: &Words) -> String {
    let page = Composer::new(words, "check");
    let line = match found {
        Found::Case(case) => describe(case, &page),
        Found::Bands(n) => count(*n, "pay-band", &page),
        Found::Benchmarks(n) => count(*n, "benchmark", &page),
        Found::Rates(n) => count(*n, "rate", &page),
        Found::Differentials(n) => count(*n, "differential", &page),
        Found::Assumptions(n) => count(*n, "assumption", &page),
        Found::Market { format, component, read, used, .. } => {
            let facts = Facts::new()
                .with("read", page.numbers().count(*read))
                .with("format", format.name().to_owned())
                .with("used", page.numbers().count(*used))
                .with("component", words.name(&format!("component.{}", component.name())));
            page.phrase("market", &facts)
        }
    };
    Text::parse(&line).shown()
}

/// How a market file was read, a line a decision.
pub fn reading(found: &Found, words: &Words) -> Vec<String> {
    let Found::Market { plan, .. } = found else { return Vec::new() };
    super::plan::lines(plan, &Composer::new(words, "market")).iter().map(Text::shown).collect()
}

fn count(n: usize, of: &str, page: &Composer<'_>) -> String {
    let facts = Facts::new().when("one", n == 1).with("n", page.numbers().count(n as u64));
    page.phrase(&format!("count.{of}"), &facts)
}

fn describe(case: &Case, page: &Composer<'_>) -> String {
    let (role, offer) = (&case.role, case.offer.base);
    let given = |facts: Facts, name: &str, text: Option<&String>| match text {
        Some(text) => facts.given(name, text),
        None => facts.with(name, None),
    };
    let level = given(Facts::new(), "level", role.level.as_ref().or(role.title.as_ref()));
    let parts = [
        (usize::from(case.band.is_some()), "band"),
        (case.market.len(), "benchmark"),
        (case.alternatives.len(), "alternative"),
        (case.evidence.len(), "claim"),
    ];
    let said: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, of)| count(*n, of, page)).collect();
    let facts = Facts::new()
        .with("kind", page.phrase(&format!("kind.{}", case.profile.name()), &level))
        .with(
            "offer",
            (!case.offer_is_assumed)
                .then(|| format!("{} {}", page.numbers().amount(offer), offer.currency().code())),
        )
        .with("parts", (!said.is_empty()).then(|| said.join(", ")));
    page.phrase("case", &given(facts, "company", role.company.as_ref()))
}
