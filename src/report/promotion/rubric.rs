//! The gate: scores, gaps, chances, and work that closes a gap.

use super::{ENGLISH, Part, Teller};
use crate::domain::promotion::{Gate, Score};
use crate::promotion::{DimensionView, GateView};
use crate::report::numbers::meetings;

impl Teller<'_> {
    pub(super) fn rubric(&self) -> Part {
        let gate = &self.seen.gate;
        let mut part = Part::new("rubric", "Am I ready?");
        part.line(format!("{}: {}.", gate.rubric, rule(gate)));
        let rows = gate.dimensions.iter().map(row).collect();
        part.table(
            &["dimension", "own", "manager", "gap", "at the gate", "claims", "strong"],
            self.with_coverage(rows),
        );
        part.line(self.words.plain("ready.strong"));
        if let Some(chance) = gate.chance {
            part.line(format!("All of it passes in {} panels.", meetings(chance)));
        }
        part.maybe(self.words.say("ready.noise", &[("noise", gate.noise.to_string())]));
        for dimension in gate.dimensions.iter().filter(|dimension| dimension.rift) {
            part.maybe(self.rift(dimension));
        }
        let wanting = gate.dimensions.iter().filter(|d| wants_work(d, gate));
        for dimension in wanting {
            let name = [("dimension", dimension.name.clone())];
            if !dimension.work.is_empty() {
                part.maybe(self.words.say("ready.work", &name));
                dimension.work.iter().for_each(|work| part.point(work));
            }
        }
        for dimension in gate.dimensions.iter().filter(|d| !d.demands.is_empty()) {
            part.maybe(self.words.say("ready.demands", &[("dimension", dimension.name.clone())]));
            dimension.demands.iter().for_each(|demand| part.point(demand));
        }
        part
    }

    /// Adds how many claims serve each dimension.
    fn with_coverage(&self, mut rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
        for (row, coverage) in rows.iter_mut().zip(&self.seen.coverage) {
            row.push(coverage.claims.to_string());
            row.push(coverage.strong.to_string());
        }
        rows
    }

    fn rift(&self, dimension: &DimensionView) -> Option<String> {
        let (own, manager) = (dimension.own?, dimension.manager?);
        let facts =
            [("dimension", dimension.name.clone()), ("own", score(own)), ("manager_score", score(manager))];
        self.words.say("ready.rift", &facts)
    }
}

/// Work is named for what falls short; when nothing does, for the weakest.
fn wants_work(dimension: &DimensionView, gate: &GateView) -> bool {
    let short = |d: &DimensionView| d.short_by.is_some_and(|by| !by.is_zero());
    if gate.dimensions.iter().any(short) {
        return short(dimension);
    }
    gate.weakest().is_some_and(|weakest| weakest.name == dimension.name)
}

fn row(dimension: &DimensionView) -> Vec<String> {
    let or_dash = |score: Option<Score>| score.map_or_else(|| "–".to_owned(), self::score);
    let gap = match dimension.short_by {
        None => "–".to_owned(),
        Some(by) if by.is_zero() => "none".to_owned(),
        Some(by) => by.normalize().to_string(),
    };
    let chance = dimension.chance.map_or_else(|| "–".to_owned(), meetings);
    vec![dimension.name.clone(), or_dash(dimension.own), or_dash(dimension.manager), gap, chance]
}

fn score(score: Score) -> String {
    format!("{:.1}", score.get())
}

fn rule(gate: &GateView) -> String {
    let pass = score(gate.pass);
    match gate.gate {
        Gate::AllRequired => format!("each at least {pass}, all required"),
        Gate::Average => {
            let mean =
                gate.mean.map(|mean| format!(" (now {})", ENGLISH.number(mean, 2))).unwrap_or_default();
            format!("the mean at least {pass}{mean}")
        }
        Gate::SpikesAllowed => format!(
            "each at least {pass}, or between {} and {pass} with a spike of {} elsewhere to make up for it",
            score(gate.floor),
            score(gate.spike)
        ),
        Gate::AllAndSpike => format!("each at least {pass}, and one at least {}", score(gate.spike)),
    }
}
