//! A claim as the case file keeps it.

use crate::domain::{Evidence, Owner};

/// The claim as `[[evidence]]`, every figure with its sign and its unit, so that reading it gives
/// the same claim again.
///
/// ```
/// let found = counteroffer::app::claims("I cut lead time from 3 weeks to 4 days.", None, None)?;
/// let entry = counteroffer::app::evidence_entry(&found.claims[0].fact);
/// assert!(entry.contains("before = \"3 weeks\"\nafter = \"4 days\"\n"));
/// # Ok::<(), counteroffer::Error>(())
/// ```
pub fn evidence_entry(claim: &Evidence) -> String {
    let owner = match claim.owner {
        Owner::Me => "me",
        Owner::Team => "team",
        Owner::Open => "open",
    };
    let signed = |figure: crate::domain::Change| match figure.value().is_sign_negative() {
        true => figure.to_string(),
        false => format!("+{figure}"),
    };
    let lines = [
        ("claim", Some(claim.claim.clone())),
        ("metric", claim.metric.clone()),
        ("change", claim.change.map(signed)),
        ("before", claim.before.map(|figure| figure.to_string())),
        ("after", claim.after.map(|figure| figure.to_string())),
        ("period", claim.period.map(|period| period.name().to_owned())),
        ("owner", Some(owner.to_owned())),
        ("decision", claim.decision.clone()),
        ("dimension", claim.dimension.clone()),
        ("goal", claim.goal.clone()),
        ("proof", claim.proof.clone()),
    ];
    let date = claim.date.map(|date| format!("date = {date}\n")).unwrap_or_default();
    let told = lines.into_iter().filter_map(|(key, text)| Some(format!("{key} = {}\n", quoted(&text?))));
    format!("[[evidence]]\n{date}{}", told.collect::<String>())
}

/// A string of TOML on one line.
pub(super) fn quoted(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    toml::Value::String(line).to_string()
}
