//! The derivation of the anchor, step by step: what was worked out, what came
//! out, and on which assumptions and inputs it rests.

use super::anchor::Parts;
use super::package_view::money;
use super::step::{DerivationStep, Quantity, Step, StepSource};
use crate::domain::{Assumptions, Strength};

struct Telling<'a> {
    steps: Vec<Step>,
    table: &'a Assumptions,
}

impl Telling<'_> {
    fn step(&mut self, step: DerivationStep, value: Quantity, names: &[&str]) {
        self.step_from(step, value, names, &[]);
    }

    fn step_from(&mut self, step: DerivationStep, value: Quantity, names: &[&str], inputs: &[String]) {
        let mut sources: Vec<StepSource> = Vec::new();
        for row in names.iter().filter_map(|name| self.table.get(name)) {
            let source = StepSource { kind: row.kind, source: row.source.clone() };
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        self.steps.push(Step {
            step,
            value,
            sources,
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
        DerivationStep::OfferValue {
            payout: worth[1],
            equity_left: worth[2],
            years: setup.valuation.horizon_years(),
        },
        Quantity::Money(money(setup, setup.offer_value)),
        &["bonus.payout-mode", "equity.private-chance-1", "equity.public-haircut"],
    );
    told.step(
        DerivationStep::WalkAway,
        Quantity::Money(money(setup, setup.offer_value * (1.0 + setup.fallback.least))),
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
        told.step(DerivationStep::Argument, Quantity::Strength(strength), counted);
    }
    if setup.rival > 0.0 {
        told.step(
            DerivationStep::Rival,
            Quantity::Share(setup.rival),
            &["context.written-match", "context.written-slack"],
        );
    }
}

fn room(told: &mut Telling, parts: &Parts) {
    let case = parts.setup.case;
    let (Some((room, middle)), Some(band)) = (parts.setup.room.of_band(), &case.band) else { return };
    let origin = [band.origin.clone()];
    told.step_from(DerivationStep::BandRoom, Quantity::Share(room), &["room.bonus"], &origin);
    told.step_from(
        DerivationStep::MiddleRoom,
        Quantity::Share(middle),
        &[&format!("{}.midpoint-limit", case.profile.name())],
        &origin,
    );
}

fn limits(told: &mut Telling, parts: &Parts) {
    let caps = parts.caps();
    if let Some(binding) = caps.list.iter().find(|cap| cap.binding) {
        told.step(
            DerivationStep::HighestAsk { limit: binding.what.clone() },
            Quantity::Share(caps.highest),
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
            if averse { DerivationStep::BestCertain } else { DerivationStep::BestMean },
            Quantity::Estimate(best.certain),
            &[&fixed, &slack, "employer.pull", "employer.disengagement"],
        );
        told.step(
            if averse { DerivationStep::AskOfBestCertain } else { DerivationStep::AskOfBestMean },
            Quantity::Share(best.ask),
            &["employer.safe-zone", "employer.disengagement"],
        );
    }
    told.step(
        if parts.own_ask { DerivationStep::OwnAsk } else { DerivationStep::OpeningAsk },
        Quantity::Share(parts.setup.gain(&parts.anchor)),
        &["anchor.closeness"],
    );
    told.step(DerivationStep::FirstWords, Quantity::Package(parts.anchor), &["anchor.base-step"]);
}

fn outcome(told: &mut Telling, parts: &Parts) {
    let result = &parts.simulation;
    if result.ladder.is_empty() {
        return;
    }
    told.step(
        DerivationStep::Improved { trials: result.trials },
        Quantity::Estimate(result.improved),
        &[&format!("{}.fixed", parts.setup.case.profile.name())],
    );
    told.step(
        DerivationStep::Median,
        Quantity::Estimate(result.gain_if_improved.p50),
        &["employer.answer-mean", "further.employers"],
    );
    told.step(DerivationStep::Mean, Quantity::Estimate(result.gain.mean), &[]);
    if !parts.setup.attitude.is_neutral() {
        told.step(
            DerivationStep::Certain { aversion: parts.setup.attitude.aversion() },
            Quantity::Estimate(result.gain.certainty_equivalent),
            &[],
        );
    }
    told.step(
        DerivationStep::Worse,
        Quantity::Estimate(result.worse_than_offer),
        &["employer.hazard-slope", "employer.punitive"],
    );
}
