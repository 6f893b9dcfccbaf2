//! The derivation of the anchor, told step by step: what was worked out, what
//! came out, why so, and on which assumptions and inputs it rests.

use super::anchor::Parts;
use super::package_view::money;
use super::result::{Quantity, Step};
use crate::domain::{Assumptions, Strength};

struct Telling<'a> {
    steps: Vec<Step>,
    table: &'a Assumptions,
}

impl Telling<'_> {
    fn step(&mut self, step: &str, value: Quantity, why: impl Into<String>, names: &[&str]) {
        self.step_from(step, value, why, names, &[]);
    }

    fn step_from(
        &mut self,
        step: &str,
        value: Quantity,
        why: impl Into<String>,
        names: &[&str],
        inputs: &[String],
    ) {
        let mut sources: Vec<String> = inputs.to_vec();
        for row in names.iter().filter_map(|name| self.table.get(name)) {
            let source = format!("{}: {}", row.kind.name(), row.source);
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        self.steps.push(Step {
            step: step.into(),
            value,
            why: why.into(),
            source: sources.join("; "),
            assumptions: names.iter().map(|&name| name.to_owned()).collect(),
            inputs: inputs.to_vec(),
        });
    }
}

/// Every step from the offer to the anchor and what to expect of it.
pub(super) fn derive(parts: &Parts) -> Vec<Step> {
    let mut told = Telling { steps: Vec::new(), table: &parts.setup.case.assumptions };
    values(&mut told, parts);
    room(&mut told, parts);
    limits(&mut told, parts);
    choice(&mut told, parts);
    outcome(&mut told, parts);
    told.steps
}

fn values(told: &mut Telling, parts: &Parts) {
    let setup = &parts.setup;
    let worth = setup.valuation.worth;
    told.step(
        "value of the offer",
        Quantity::Money(money(setup, setup.offer_value)),
        format!(
            "a year: base, {:.3} of the bonus (its mean payout), {:.2} of the equity that vests (what is likely to \
             be left of it), sign-on spread over {} years",
            worth[1],
            worth[2],
            setup.valuation.horizon_years()
        ),
        &["bonus.payout-mode", "equity.private-chance-1", "equity.public-haircut"],
    );
    told.step(
        "walk-away",
        Quantity::Money(money(setup, setup.fallback.value)),
        "a year: the best alternative, each with the chance of its firmness, otherwise the next",
        &["firmness.written", "firmness.verbal", "firmness.hoped"],
    );
    if let Some(strength) = setup.strength {
        let counted: &[&str] = match strength {
            Strength::Strong => &[
                "context.strong-fixed",
                "context.strong-slack",
                "context.strong-pull",
                "context.strong-hazard",
            ],
            Strength::Sound => &[],
            Strength::Weak => &["context.weak-pull", "context.weak-hazard"],
        };
        told.step(
            "strength of the argument",
            Quantity::Text(strength.name().to_owned()),
            "by the best claim: strong with a number, your own decision and proof; sound with two of the three, which \
             changes nothing; weak with fewer",
            counted,
        );
    }
    if setup.rival > 0.0 {
        told.step(
            "competing offer",
            Quantity::Share(setup.rival),
            "a written offer that is better by this is the floor of the opening ask",
            &["context.written-match", "context.written-slack"],
        );
    }
}

fn room(told: &mut Telling, parts: &Parts) {
    let case = parts.setup.case;
    let (Some((room, middle)), Some(band)) = (parts.setup.room.of_band(), &case.band) else { return };
    let origin = [band.origin.clone()];
    told.step_from(
        "room in the band",
        Quantity::Share(room),
        "from the offer to the most the band allows, in value",
        &["room.bonus"],
        &origin,
    );
    told.step_from(
        "room without further approval",
        Quantity::Share(middle),
        "from the offer to the middle of the band; the manager's own approval often ends around it",
        &[&format!("{}.midpoint-limit", case.profile.name())],
        &origin,
    );
}

fn limits(told: &mut Telling, parts: &Parts) {
    let caps = &parts.caps;
    if let Some(binding) = caps.list.iter().find(|cap| cap.binding) {
        told.step(
            "highest ask considered",
            Quantity::Share(caps.highest),
            format!("the tightest limit is {}", binding.what),
            &["anchor.limit"],
        );
    }
}

fn choice(told: &mut Telling, parts: &Parts) {
    let case = parts.setup.case;
    let averse = !parts.setup.attitude.is_neutral();
    let best = parts.curve.points.iter().max_by(|a, b| a.certain.value.total_cmp(&b.certain.value));
    if let Some(best) = best {
        let fixed = format!("{}.fixed", case.profile.name());
        let slack = format!("{}.slack-median", case.profile.name());
        told.step(
            if averse { "best certainty equivalent on the curve" } else { "best mean gain on the curve" },
            Quantity::Estimate(best.certain),
            if averse {
                "the certain gain that is worth as much to you as all simulated meetings, those in which nothing \
                 moves included"
            } else {
                "the mean over all simulated meetings, those in which nothing moves included"
            },
            &[&fixed, &slack, "employer.pull", "employer.disengagement"],
        );
        told.step(
            if averse { "ask with the best certainty equivalent" } else { "ask with the best mean" },
            Quantity::Share(best.ask),
            "asking more than this lowers it: more employers stop listening",
            &["employer.safe-zone", "employer.disengagement"],
        );
    }
    told.step(
        "opening ask",
        Quantity::Share(parts.setup.gain(&parts.anchor)),
        if parts.own_ask {
            "your own figures, in place of the computed ones"
        } else {
            "the lowest ask that comes within a tenth of the best: less to defend for nearly the same gain"
        },
        &["anchor.closeness"],
    );
    told.step(
        "what to say first",
        Quantity::Package(parts.anchor),
        "every part takes the same share of its room; base is rounded down to a precise figure, which moves people \
         more than a round one",
        &["anchor.base-step"],
    );
}

fn outcome(told: &mut Telling, parts: &Parts) {
    let result = &parts.simulation;
    if result.ladder.is_empty() {
        return;
    }
    told.step(
        "chance that something moves",
        Quantity::Estimate(result.improved),
        format!("share of {} simulated meetings that end above the offer", result.trials),
        &[&format!("{}.fixed", parts.setup.case.profile.name())],
    );
    told.step(
        "expected when something moves",
        Quantity::Estimate(result.gain_if_improved.p50),
        "the median of those meetings; in half of them it is more",
        &["employer.answer-mean", "further.employers"],
    );
    told.step(
        "mean over all meetings",
        Quantity::Estimate(result.gain.mean),
        "with nothing for the meetings in which nothing moves",
        &[],
    );
    if !parts.setup.attitude.is_neutral() {
        told.step(
            "certainty equivalent of the meeting",
            Quantity::Estimate(result.gain.certainty_equivalent),
            format!(
                "with constant relative risk aversion {} over the yearly value: what you would take for certain \
                 instead",
                parts.setup.attitude.aversion()
            ),
            &[],
        );
    }
    told.step(
        "chance of ending worse than by saying yes now",
        Quantity::Estimate(result.worse_than_offer),
        "the offer withdrawn or refused, and then less than it",
        &["employer.hazard-slope", "employer.punitive"],
    );
}
