//! Claims found in notes, for the person to confirm.

use super::Part;
use crate::claims::{Claim, Findings, Measure, Nature, Quantity, Told};
use crate::num::{AmountStyle, parse_amount};

/// The claims as parts: results by who is said to have done them, then the rest.
pub fn found(findings: &Findings, file: &str) -> Vec<Part> {
    let mut parts = vec![heading(findings, file)];
    for told in Told::ALL {
        let title = match told {
            Told::I => "Told as I",
            Told::We => "Told as we: name your own part",
            Told::Team => "Told as the team's: name your own part",
            Told::Unsaid => "Nobody named: say whose decision it was",
        };
        let claims = findings.of(Nature::Result).filter(|(_, claim)| claim.told == told);
        parts.push(part(told.name(), title, claims, findings));
    }
    let ahead = |nature| findings.of(nature);
    parts.push(part(
        "ahead",
        "Not yet results: projections and targets",
        sorted(ahead(Nature::Projection), ahead(Nature::Target)),
        findings,
    ));
    parts.push(part("background", "Background: how things stood", ahead(Nature::Background), findings));
    parts.retain(|part| !part.blocks.is_empty());
    parts
}

fn sorted<'a>(
    one: impl Iterator<Item = (usize, &'a Claim)>,
    other: impl Iterator<Item = (usize, &'a Claim)>,
) -> impl Iterator<Item = (usize, &'a Claim)> {
    let mut all: Vec<(usize, &Claim)> = one.chain(other).collect();
    all.sort_by_key(|(index, _)| *index);
    all.into_iter()
}

fn heading(findings: &Findings, file: &str) -> Part {
    let results = findings.of(Nature::Result).count();
    let claims = findings.claims.len();
    let mut part =
        Part::new("found", format!("{claims} quantified claims in {file}, {results} of them results"));
    if let Some(speaker) = &findings.speaker {
        let others = findings.left_out.join(", ");
        let left = findings.amounts_left_out;
        part.line(format!(
            "Only the words of {speaker} were read; left out: {others} ({left} amounts). \
             Another speaker counts with --speaker NAME."
        ));
    }
    if claims == 0 {
        part.line("No amount, percentage or count was found.");
    } else {
        part.line("Confirm each before you use it. The number in front is the line.");
    }
    part
}

fn part<'a>(
    id: &'static str,
    title: &str,
    claims: impl Iterator<Item = (usize, &'a Claim)>,
    findings: &Findings,
) -> Part {
    let mut part = Part::new(id, title);
    for (_, claim) in claims {
        part.fact(claim.line.to_string(), line(claim, findings));
    }
    part
}

/// `22% to 14%, enterprise churn [delivery] same result as lines 21, 113`.
fn line(claim: &Claim, findings: &Findings) -> String {
    let mut told = claim.amount.written();
    match &claim.metric {
        Some(metric) => told.push_str(&format!(" {metric}")),
        None => told.push_str(&format!(": \u{201c}{}\u{201d}", around(claim))),
    }
    if let Some(dimension) = &claim.dimension {
        told.push_str(&format!(" [{dimension}]"));
    }
    if let Some(line) = claim.told_on {
        told.push_str(&format!(", {} by line {line}", claim.told.name()));
    }
    if matches!(claim.nature, Nature::Projection | Nature::Target) {
        told.push_str(&format!(", {}", claim.nature.name()));
    }
    if !claim.same_as.is_empty() {
        told.push_str(&format!("; one result with {}", others(claim, findings)));
    }
    told
}

fn others(claim: &Claim, findings: &Findings) -> String {
    let told: Vec<String> = claim
        .same_as
        .iter()
        .filter_map(|index| findings.claims.get(*index))
        .map(|other| match other.line == claim.line {
            true => other.amount.written(),
            false => format!("{} (line {})", other.amount.written(), other.line),
        })
        .collect();
    told.join(", ")
}

/// The results as `[[evidence]]` of a case, each to be confirmed: what is not
/// known stands as a comment.
pub fn found_as_case(findings: &Findings, file: &str) -> String {
    let mut text = format!("# Proposed from {}; confirm each.\n", quoted(file));
    for (_, claim) in findings.of(Nature::Result) {
        text.push_str(&format!("\n# line {}: {}\n[[evidence]]\n", claim.line, one_line(&claim.sentence)));
        text.push_str(&format!("claim     = {}\n", quoted(&claim.sentence)));
        if let Some(metric) = &claim.metric {
            text.push_str(&format!("metric    = {}\n", quoted(metric)));
        }
        let to = quoted(&figure(&claim.amount.to));
        match &claim.amount.from {
            Some(from) => {
                text.push_str(&format!("before    = {}\nafter     = {to}\n", quoted(&figure(from))))
            }
            None => text.push_str(&format!("change    = {to}\n")),
        }
        let owner = if claim.told == Told::I { "me" } else { "team" };
        text.push_str(&format!("owner     = \"{owner}\"\n"));
        if owner == "team" {
            text.push_str("# decision = \"which decision was yours?\"\n");
        }
        if let Some(dimension) = &claim.dimension {
            text.push_str(&format!("dimension = {}\n", quoted(dimension)));
        }
        text.push_str("# proof   = \"what shows it?\"\n");
    }
    text
}

/// A number as a case file reads it: spelled numbers become digits, units of
/// things and of time fall away.
fn figure(quantity: &Quantity) -> String {
    let value = quantity.value.normalize().to_string();
    match quantity.measure {
        Measure::Percent => format!("{value}%"),
        Measure::Money if parse_amount(&quantity.written, AmountStyle::DecimalPoint).is_ok() => {
            quantity.written.clone()
        }
        _ => value,
    }
}

/// A few words on either side of the amount.
fn around(claim: &Claim) -> String {
    const WORDS: usize = 4;
    let written = claim.amount.to.written.as_str();
    let Some(at) = claim.sentence.find(written) else { return claim.sentence.clone() };
    let before: Vec<&str> = claim.sentence[..at].split_whitespace().collect();
    let after: Vec<&str> = claim.sentence[at..].split_whitespace().collect();
    let taken = written.split_whitespace().count() + WORDS;
    let mut words: Vec<&str> = before[before.len().saturating_sub(WORDS)..].to_vec();
    words.extend(after.iter().take(taken));
    let lead = if before.len() > WORDS { "… " } else { "" };
    let tail = if after.len() > taken { " …" } else { "" };
    format!("{lead}{}{tail}", words.join(" "))
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// A TOML string.
fn quoted(text: &str) -> String {
    toml::Value::String(one_line(text)).to_string()
}
