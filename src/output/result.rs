//! `result.json`: everything behind a sheet, for programs and for whoever
//! follows a figure to its origin.

use serde_json::{Map, Value, json};

use super::json::{
    Anchor, EqualPackage, Promotion, Scenarios, Sensitivity, Simulate, Unknown, bare, insert, money, plain,
    top, view,
};
use crate::advice::ResponseTree;
use crate::domain::{Case, Change, Evidence};
use crate::report::coach::Client;
use crate::report::{Document, Findings, VERSION, clean};

/// Everything behind a sheet: the case, and the keys of `anchor`, `simulate`
/// and `scenarios` under those names.
pub fn sheet(findings: &Findings<'_>) -> Value {
    let mut map = top(Some(findings.case.currency));
    map.insert("version".into(), json!(VERSION));
    map.insert("command".into(), json!(clean(findings.command)));
    map.insert("case".into(), case(findings.case));
    map.insert("anchor".into(), bare(&Anchor::from(findings.advice)));
    map.insert("simulation".into(), bare(&Simulate::from(&findings.advice.simulation)));
    insert(&mut map, "promotion", findings.promotion.map(|told| bare(&Promotion::from(told))));
    insert(&mut map, "conversation", findings.branches.map(conversation));
    let currency = findings.case.currency;
    let equal = findings.equal.iter().map(|one| bare(&EqualPackage::of(one, currency)));
    map.insert("equal_packages".into(), equal.collect());
    let unknowns = findings.unknowns.iter().map(|one| bare(&Unknown::of(one, currency)));
    map.insert("sharpen".into(), unknowns.collect());
    insert(&mut map, "sensitivity", findings.sensitivity.map(|it| bare(&Sensitivity::of(it, currency))));
    insert(&mut map, "scenarios", findings.years.map(|table| bare(&Scenarios::of(table, None))));
    cleaned(Value::Object(map))
}

/// The same with the sheet itself under `sheet`: its words in reading order,
/// each figure with the place in these results that it comes from.
pub fn with_sheet(findings: &Findings<'_>, document: &Document) -> Value {
    let mut all = sheet(findings);
    if let Value::Object(map) = &mut all {
        // Its texts are clean already, and their spaces join them.
        map.insert("sheet".into(), plain(document));
    }
    all
}

/// The table over several cases, for programs: one object a case, its folder
/// and the figures of its sheet as shown there.
pub fn index(clients: &[Client<'_>]) -> Value {
    let mut map = top(None);
    map.insert("version".into(), json!(VERSION));
    map.insert("cases".into(), clients.iter().map(client).collect());
    cleaned(Value::Object(map))
}

fn client(client: &Client<'_>) -> Value {
    let mut map = Map::new();
    let shown = |id: &str| client.sheet.figures.iter().find(|figure| figure.id == id).map(|f| json!(f.shown));
    map.insert("folder".into(), json!(client.name));
    map.insert("about".into(), json!(client.sheet.title.shown()));
    insert(&mut map, "meeting", client.case.context.meeting.map(|date| json!(date.to_string())));
    insert(&mut map, "decides", client.case.context.decides.as_deref().map(|name| json!(name)));
    map.insert("verdict".into(), plain(&client.verdict));
    insert(&mut map, "ask", shown("ask-base"));
    insert(&mut map, "moves", shown("chance-moves"));
    insert(&mut map, "worth", shown("gain-mean"));
    map.insert("missing".into(), json!(client.missing));
    Value::Object(map)
}

/// Every text in it without what could act on its reader.
fn cleaned(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(clean(&text)),
        Value::Array(list) => list.into_iter().map(cleaned).collect(),
        Value::Object(map) => map.into_iter().map(|(key, value)| (key, cleaned(value))).collect(),
        other => other,
    }
}

/// The first answer and what follows, as shares of all meetings.
fn conversation(branches: &ResponseTree) -> Value {
    let mut map = Map::new();
    for (name, share) in [
        ("yes", branches.yes),
        ("part", branches.part),
        ("hold", branches.hold),
        ("pulled", branches.pulled),
        ("moves_later", branches.moves_later),
    ] {
        map.insert(name.into(), plain(&share));
    }
    insert(&mut map, "standing", branches.standing.as_ref().map(view));
    let then = branches.then.as_ref().map(|then| {
        let mut map = Map::new();
        map.insert("advice".into(), plain(&then.advice));
        map.insert("moves".into(), json!(then.moves));
        insert(&mut map, "ask", then.ask.as_ref().map(view));
        Value::Object(map)
    });
    insert(&mut map, "then", then);
    Value::Object(map)
}

/// What the case states, as far as the sheet shows it.
fn case(case: &Case) -> Value {
    let mut map = Map::new();
    let words = |text: &Option<String>| text.as_deref().map(|text| json!(clean(text)));
    map.insert("profile".into(), plain(&case.profile));
    insert(&mut map, "company", words(&case.role.company));
    insert(&mut map, "title", words(&case.role.title));
    insert(&mut map, "level", words(&case.role.level));
    insert(&mut map, "location", words(&case.role.location));
    insert(&mut map, "as_of", case.as_of.map(|date| json!(date.to_string())));
    insert(&mut map, "meeting", case.context.meeting.map(|date| json!(date.to_string())));
    insert(&mut map, "deadline", case.context.deadline.map(|date| json!(date.to_string())));
    map.insert("horizon_years".into(), json!(case.preferences.horizon_years));
    let told = case.evidence.iter().filter(|claim| !claim.claim.trim().is_empty());
    map.insert("evidence".into(), told.map(evidence).collect());
    let files = case.inputs.files.iter();
    let files = files.map(|(name, hash)| json!({ "file": clean(name), "sha256": hash }));
    map.insert("inputs".into(), files.collect());
    Value::Object(map)
}

fn evidence(evidence: &Evidence) -> Value {
    let mut map = Map::new();
    map.insert("claim".into(), json!(clean(&evidence.claim)));
    insert(&mut map, "metric", evidence.metric.as_deref().map(|metric| json!(clean(metric))));
    let change = evidence.change.map(|change| match change {
        Change::Money(amount) => money(amount),
        Change::Percent(percent) => json!(percent.to_string()),
        Change::Number(number) => json!(number.normalize().to_string()),
    });
    insert(&mut map, "change", change);
    insert(&mut map, "proof", evidence.proof.as_deref().map(|proof| json!(clean(proof))));
    Value::Object(map)
}
