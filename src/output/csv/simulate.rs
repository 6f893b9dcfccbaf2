//! The rows of `simulate`.

use serde::Serialize;

use super::table;
use crate::error::Result;
use crate::num::Estimate;
use crate::simulate::Simulation;

/// One figure of the simulation, by its path in the JSON.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FigureRow {
    /// Which one: `outcomes.full`, `improved`, `gain.mean`, `components.base.p50` …
    figure: String,
    /// The figure: a fraction of the offer's value or of all meetings, money a year for `components`.
    value: String,
    /// One standard error; empty for `components`.
    se: Option<f64>,
}

/// One row a figure.
///
/// # Errors
/// As [`table`].
pub fn figures(run: &Simulation) -> Result<String> {
    let share = |figure: &str, of: Estimate| FigureRow {
        figure: figure.to_owned(),
        value: of.value.to_string(),
        se: Some(of.se),
    };
    let money = run.components.list.iter().flat_map(|(part, of)| {
        let points = [("p10", of.p10), ("p25", of.p25), ("p50", of.p50), ("p75", of.p75), ("p90", of.p90)];
        points.map(|(p, money)| FigureRow {
            figure: format!("components.{part}.{p}"),
            value: money.amount().normalize().to_string(),
            se: None,
        })
    });
    let shares = shares(run).into_iter().map(|(figure, of)| share(figure, of));
    let current = run.worse_than_today.map(|of| share("worse_than_current", of));
    table(shares.chain(current).chain(money))
}

fn shares(run: &Simulation) -> [(&'static str, Estimate); 19] {
    let (of, gain, moved) = (&run.outcomes, &run.gain, &run.gain_if_improved);
    [
        ("outcomes.full", of.full),
        ("outcomes.partial", of.partial),
        ("outcomes.held", of.held),
        ("outcomes.withdrawn", of.withdrawn),
        ("outcomes.walked", of.walked),
        ("improved", run.improved),
        ("gain.mean", gain.mean),
        ("gain.certainty_equivalent", gain.certainty_equivalent),
        ("gain.mean_if_kept", gain.mean_if_kept),
        ("gain.mean_if_improved", gain.mean_if_improved),
        ("gain.p10", gain.spread.p10),
        ("gain.p25", gain.spread.p25),
        ("gain.p50", gain.spread.p50),
        ("gain.p75", gain.spread.p75),
        ("gain.p90", gain.spread.p90),
        ("gain_if_improved.p25", moved.p25),
        ("gain_if_improved.p50", moved.p50),
        ("gain_if_improved.p75", moved.p75),
        ("worse_than_offer", run.worse_than_offer),
    ]
}
