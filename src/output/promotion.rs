//! A promotion as JSON, with the names that scripts may rely on; money as
//! strings of digits, chances as numbers.

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use super::json::money;
use crate::claims::{Claim, Findings};
use crate::domain::promotion::{Person, Score, StepState, Window};
use crate::promotion::{
    Assessment, DimensionView, Plan, Review, Trigger, Unreachable, Verdict, Wait, YearlyGain,
};
use crate::report::clean;
use crate::report::promotion::Told;

/// The members of an assessment.
fn assessment(seen: &Assessment) -> Map<String, Value> {
    let mut map = Map::new();
    map.insert("as_of".into(), json!(seen.today.to_string()));
    map.insert("calendar".into(), seen.plan.as_ref().map_or(Value::Null, plan));
    map.insert("yearly_gain".into(), seen.gain.as_ref().map_or(Value::Null, gain));
    map.insert("rubric".into(), rubric(seen));
    map.insert("evidence".into(), evidence(seen));
    map.insert("people".into(), people(seen));
    map.insert("goals".into(), goals(seen));
    map.insert("agreement".into(), agreement(seen));
    map.insert("packet".into(), packet(seen));
    map.insert("mistakes".into(), mistakes(seen));
    map
}

/// The members of an assessment, and under `told` what is told of it.
pub fn told(told: &Told) -> Map<String, Value> {
    let mut map = assessment(&told.assessment);
    map.values_mut().for_each(clean_texts);
    map.insert("told".into(), super::json::plain(&told.parts));
    map
}

fn plan(plan: &Plan) -> Value {
    let days: Vec<String> = plan.check_ins.iter().map(ToString::to_string).collect();
    without_nulls(json!({
        "rule": plan.rule,
        "target": review(&plan.target),
        "out_of_reach": plan.out_of_reach.iter().map(review).collect::<Vec<_>>(),
        "next": plan.after.as_ref().map(review),
        "begin": plan.begin.to_string(),
        "late": plan.late,
        "load_from": plan.load_from.to_string(),
        "check_ins": days,
        "waiting": plan.waiting.as_ref().map(wait),
        "missing": plan.missing.as_ref().map(wait),
    }))
}

fn review(review: &Review) -> Value {
    let why = review.unreachable.map(|why| match why {
        Unreachable::EvidenceDue => "evidence-due",
        Unreachable::TooEarly => "too-early",
    });
    without_nulls(json!({
        "window": window(review.window),
        "evidence_due": review.evidence_due.to_string(),
        "effective": review.effective.to_string(),
        "months_in_level": review.eligibility.months.map(|months| months.then),
        "releases_short": review.eligibility.releases.map(|_| review.eligibility.releases_short()),
        "unreachable": why,
    }))
}

fn window(window: Window) -> Value {
    json!({ "first": window.first().to_string(), "last": window.last().to_string() })
}

fn wait(wait: &Wait) -> Value {
    without_nulls(json!({
        "from": window(wait.from),
        "to": window(wait.to),
        "days": wait.days,
        "cost": wait.cost.as_ref().map(gain),
    }))
}

fn gain(gain: &YearlyGain) -> Value {
    json!({ "p10": money(gain.low), "p50": money(gain.middle), "p90": money(gain.high) })
}

fn rubric(seen: &Assessment) -> Value {
    let gate = &seen.gate;
    let verdict = match gate.verdict {
        Verdict::Passes => "passes",
        Verdict::Fails => "fails",
        Verdict::Unscored => "unscored",
    };
    without_nulls(json!({
        "name": gate.rubric,
        "gate": gate.gate.name(),
        "pass": score(gate.pass),
        "verdict": verdict,
        "chance": gate.chance,
        "noise": gate.noise,
        "mean": gate.mean.map(number),
        "short": gate.short().map(|d| d.name.clone()).collect::<Vec<_>>(),
        "dimensions": gate.dimensions.iter().zip(&seen.coverage).map(|(d, coverage)| {
            let mut map = dimension(d);
            map["claims"] = json!(coverage.claims);
            map["strong"] = json!(coverage.strong);
            map
        }).collect::<Vec<_>>(),
    }))
}

fn dimension(of: &DimensionView) -> Value {
    without_nulls(json!({
        "name": of.name,
        "own": of.own.map(score),
        "manager": of.manager.map(score),
        "short_by": of.short_by.map(number),
        "chance": of.chance,
        "work": of.work,
        "demands": of.demands,
    }))
}

fn evidence(seen: &Assessment) -> Value {
    seen.items
        .iter()
        .map(|item| {
            without_nulls(json!({
                "claim": item.evidence.claim,
                "dimension": item.dimension,
                "dimension_guessed": item.dimension_guessed,
                "has": item.has.iter().map(|check| check.name()).collect::<Vec<_>>(),
                "lacks": item.lacks.iter().map(|check| check.name()).collect::<Vec<_>>(),
                "team_only": item.team_only(),
                "strong": item.evidence.is_strong(),
            }))
        })
        .collect()
}

fn people(seen: &Assessment) -> Value {
    let list = |people: &[Person]| people.iter().map(person).collect::<Vec<_>>();
    json!({
        "deciders": list(&seen.people.deciders),
        "champions": list(&seen.people.champions),
        "challengers": list(&seen.people.challengers),
        "promoted": list(&seen.people.promoted),
        "missing": seen.people.missing.len(),
    })
}

fn person(person: &Person) -> Value {
    without_nulls(json!({
        "name": person.name,
        "role": person.role,
        "senior": person.senior,
        "rating": person.rating.map(score),
        "needs": person.needs,
        "plan_shared": person.plan_shared.map(|day| day.to_string()),
        "last_asked": person.last_asked.map(|day| day.to_string()),
    }))
}

fn goals(seen: &Assessment) -> Value {
    seen.goals
        .iter()
        .map(|view| {
            without_nulls(json!({
                "name": view.goal.name,
                "state": view.goal.state.name(),
                "initiative": view.goal.initiative,
                "size": view.goal.size,
                "evidence": view.evidence,
                "review_due": view.review_due,
            }))
        })
        .collect()
}

fn agreement(seen: &Assessment) -> Value {
    let state = |state: StepState| match state {
        StepState::Open => json!("open"),
        StepState::Done => json!("done"),
        StepState::DoneOn(day) => json!(day.to_string()),
    };
    let steps: Map<String, Value> =
        seen.agreement.steps.iter().map(|view| (view.step.name().to_owned(), state(view.state))).collect();
    without_nulls(json!({
        "steps": steps,
        "next": seen.agreement.next.map(|step| step.name()),
        "to_show": seen.agreement.must_show,
    }))
}

fn packet(seen: &Assessment) -> Value {
    let packet = &seen.packet;
    let claims: Map<String, Value> =
        packet.claims.iter().map(|claim| (claim.dimension.clone(), json!(claim.claim))).collect();
    without_nulls(json!({
        "claims": claims,
        "script": packet.script,
        "strategy_document": packet.strategy_document,
        "testimonials": packet.testimonials.len(),
    }))
}

fn mistakes(seen: &Assessment) -> Value {
    seen.mistakes
        .iter()
        .map(|(mistake, trigger)| {
            let because = match trigger {
                Trigger::BeginPassed(day) => json!(day.to_string()),
                Trigger::Claims(claims) => json!(claims),
                Trigger::Only(dimension) => json!(dimension),
                Trigger::AskIsTheOffer => json!("ask"),
                Trigger::NobodyAsked => json!("nobody-asked"),
                Trigger::Sentence(sentence) => json!(sentence),
            };
            json!({ "mistake": mistake.name(), "because": because })
        })
        .collect()
}

/// The members of what was found in a text.
pub fn findings(found: &Findings) -> Map<String, Value> {
    let mut map = Map::new();
    if let Some(speaker) = &found.speaker {
        map.insert("speaker".into(), json!(speaker));
        map.insert("left_out".into(), json!(found.left_out));
    }
    map.insert("claims".into(), found.claims.iter().map(claim).collect());
    map.values_mut().for_each(clean_texts);
    map
}

fn claim(claim: &Claim) -> Value {
    let amount = &claim.amount;
    without_nulls(json!({
        "line": claim.line,
        "amount": amount.written(),
        "measure": amount.to.measure.name(),
        "from": amount.from.as_ref().map(|from| from.value.normalize().to_string()),
        "value": amount.to.value.normalize().to_string(),
        "metric": claim.metric,
        "told": claim.told.name(),
        "told_on": claim.told_on,
        "nature": claim.nature.name(),
        "dimension": claim.dimension,
        "same_as": claim.same_as,
        "sentence": claim.sentence,
    }))
}

/// The claims as rows of a table.
///
/// # Errors
/// What the writer reports.
pub fn write_findings(found: &Findings, out: &mut dyn std::io::Write) -> crate::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    let wrong = |error: csv::Error| crate::Error::from(std::io::Error::other(error));
    writer
        .write_record(["line", "amount", "metric", "told", "nature", "dimension", "sentence"])
        .map_err(wrong)?;
    for claim in &found.claims {
        let cells = [
            claim.line.to_string(),
            claim.amount.written(),
            claim.metric.clone().unwrap_or_default(),
            claim.told.name().into(),
            claim.nature.name().into(),
            claim.dimension.clone().unwrap_or_default(),
            claim.sentence.clone(),
        ];
        writer.write_record(cells.iter().map(|cell| super::cells::text_cell(cell))).map_err(wrong)?;
    }
    Ok(writer.flush()?)
}

/// Takes out of every text what could act on its reader.
fn clean_texts(value: &mut Value) {
    match value {
        Value::String(text) => *text = clean(text),
        Value::Array(list) => list.iter_mut().for_each(clean_texts),
        Value::Object(map) => map.values_mut().for_each(clean_texts),
        _ => {}
    }
}

fn score(score: Score) -> Value {
    number(score.get())
}

/// A score or gap: few digits, so that the nearest float prints as it was written.
fn number(decimal: Decimal) -> Value {
    decimal.normalize().to_string().parse::<f64>().map_or(Value::Null, |number| json!(number))
}

/// What is absent has no key.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(map) => Value::Object(map.into_iter().filter(|(_, value)| !value.is_null()).collect()),
        other => other,
    }
}
