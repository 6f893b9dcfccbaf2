//! Claims found in notes, for the person to confirm, as a document.

use super::document::{Block, Document};
use super::text::{Text, given};
use super::words::Words;
use super::{Composer, Facts};
use crate::claims::{Claim, Findings, Nature, Told};

/// Results by who is said to have done them, the weightiest first; then what is none.
pub fn found(findings: &Findings, file: &str, words: &Words) -> Document {
    let mut page = Composer::new(words, "claims");
    heading(&mut page, findings, file);
    for told in Told::ALL {
        let claims: Vec<&Claim> = findings.results().into_iter().filter(|claim| claim.told == told).collect();
        part(&mut page, told.name(), &claims, findings);
    }
    let ahead = |nature: Nature| matches!(nature, Nature::Projection | Nature::Target);
    let of =
        |keep: &dyn Fn(Nature) -> bool| findings.claims.iter().filter(|claim| keep(claim.nature)).collect();
    let (later, background): (Vec<&Claim>, Vec<&Claim>) =
        (of(&ahead), of(&|nature| nature == Nature::Background));
    part(&mut page, "ahead", &later, findings);
    part(&mut page, "background", &background, findings);
    page.finish()
}

fn heading(page: &mut Composer<'_>, findings: &Findings, file: &str) {
    let (all, results) = (findings.claims.len(), findings.of(Nature::Result).count());
    let count = |n: usize| page.numbers().count(n as u64);
    let facts = Facts::new()
        .with("claims", count(all))
        .when("one", all == 1)
        .with("results", count(results))
        .given("file", file);
    let title = page.line("heading", &facts);
    page.headed("found", title);
    if let Some(speaker) = &findings.speaker {
        let facts = Facts::new()
            .given("speaker", speaker)
            .given("others", &findings.left_out.join(", "))
            .with("amounts", page.numbers().count(findings.amounts_left_out as u64));
        page.say("speaker", &facts);
    }
    page.say(if all == 0 { "none" } else { "confirm" }, &Facts::new());
}

fn part(page: &mut Composer<'_>, id: &'static str, claims: &[&Claim], findings: &Findings) {
    if claims.is_empty() {
        return;
    }
    page.section(id, &Facts::new());
    let list = claims.iter().map(|claim| (Text::plain(claim.line.to_string()), line(page, claim, findings)));
    let list = list.collect();
    page.add(Block::Facts { list });
}

/// `22% to 14% enterprise churn [delivery]; one result with 3.1M (line 21)`.
fn line(page: &Composer<'_>, claim: &Claim, findings: &Findings) -> Text {
    let others: Vec<String> = claim
        .same_as
        .iter()
        .filter_map(|index| findings.claims.get(*index))
        .map(|other| {
            let facts = Facts::new()
                .given("amount", &other.amount.written())
                .with("line", (other.line != claim.line).then(|| other.line.to_string()));
            page.phrase("other", &facts)
        })
        .collect();
    let ahead = matches!(claim.nature, Nature::Projection | Nature::Target);
    let mut facts = Facts::new()
        .given("amount", &claim.amount.written())
        .with("told_on", claim.told_on.map(|line| line.to_string()))
        .with("told", page.word(&format!("who.{}", claim.told.name())))
        .with("nature", ahead.then(|| page.word(&format!("nature.{}", claim.nature.name()))))
        .with("others", (!others.is_empty()).then(|| page.list(&others)));
    let known = [("metric", &claim.fact.metric), ("dimension", &claim.fact.dimension)];
    for (name, text) in known {
        facts = match text {
            Some(text) => facts.given(name, text),
            None => facts.with(name, None),
        };
    }
    let quoted = claim.fact.metric.is_none().then(|| around(claim));
    let facts = match quoted {
        Some(quoted) => facts.given("around", &quoted),
        None => facts.with("around", None),
    };
    page.line("claim", &facts)
}

/// A few words on either side of the amount.
fn around(claim: &Claim) -> String {
    const WORDS: usize = 4;
    let (written, sentence) = (claim.amount.to.written.as_str(), claim.fact.claim.as_str());
    let Some((before, after)) = sentence.find(written).map(|at| sentence.split_at(at)) else {
        return sentence.to_owned();
    };
    let before: Vec<&str> = before.split_whitespace().collect();
    let after: Vec<&str> = after.split_whitespace().collect();
    let taken = written.split_whitespace().count() + WORDS;
    let mut words: Vec<&str> = before[before.len().saturating_sub(WORDS)..].to_vec();
    words.extend(after.iter().take(taken));
    let lead = if before.len() > WORDS { "… " } else { "" };
    let tail = if after.len() > taken { " …" } else { "" };
    format!("{lead}{}{tail}", words.join(" "))
}

/// What heads the results as `[[evidence]]` of a case, and the line above each that says what is
/// still to be told of it, both as comments.
pub fn comments(claims: &[&Claim], file: &str, words: &Words) -> (String, Vec<String>) {
    let page = Composer::new(words, "claims");
    let comment = |text: Text| format!("# {}\n", one_line(&text.shown()));
    let head = comment(page.line("case.head", &Facts::new().given("file", file)));
    let each = claims.iter().map(|claim| {
        let asked = match claim.told {
            Told::I => "case.mine",
            Told::We | Told::Team => "case.team",
            Told::Unsaid => "case.open",
        };
        let facts = Facts::new().with("line", claim.line.to_string());
        let text = page.line(asked, &facts);
        comment(text)
    });
    (head, each.collect())
}

fn one_line(text: &str) -> String {
    given(text).shown().chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
