//! What an opening ask brings on average.

use super::Axis;
use super::parts::{Caption, Mark, Role, merged, simulated};
use crate::advice::{Advice, Limit, Verdict};
use crate::report::numbers::Numbers;

/// One point of the curve, in fractions of the offer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CurveDot {
    /// The opening ask.
    pub ask: f64,
    /// Its mean gain.
    pub mean: f64,
    /// 5% point over draws of the assumptions.
    pub low: f64,
    /// 95% point over draws of the assumptions.
    pub high: f64,
}

/// A limit on the ask.
#[derive(Debug, Clone, PartialEq)]
pub struct CapMark {
    /// The highest ask under it.
    pub at: f64,
    /// What limits it.
    pub name: String,
    /// Its figure.
    pub value: String,
    /// True for the one that decides.
    pub binding: bool,
}

/// Mean gain against the opening ask, both as fractions of the offer.
#[derive(Debug, Clone, PartialEq)]
pub struct AnchorFigure {
    /// The words.
    pub caption: Caption,
    /// The opening ask.
    pub x: Axis,
    /// The mean gain.
    pub y: Axis,
    /// What the horizontal axis measures.
    pub x_label: String,
    /// The curve in ascending order of asks, from the offer itself.
    pub curve: Vec<CurveDot>,
    /// Asks that are as good as the best, and what is written there.
    pub plateau: Option<(f64, f64, String)>,
    /// Offer and ask, with the mean gain at each.
    pub marks: Vec<(Mark, f64)>,
    /// Limits inside the axis.
    pub caps: Vec<CapMark>,
}

impl AnchorFigure {
    /// The figure of an advice.
    pub fn new(advice: &Advice, numbers: Numbers) -> Self {
        let curve = curve(advice);
        let ask = advice.anchor.over_offer;
        let last = curve.last().map_or(0.0, |dot| dot.ask).max(ask);
        let marks = marks(advice, numbers);
        let lowest = curve.iter().map(|dot| dot.low.min(dot.mean)).fold(0.0, f64::min);
        let highest = curve.iter().map(|dot| dot.high.max(dot.mean)).fold(0.001, f64::max);
        AnchorFigure {
            caption: caption(advice, numbers),
            x: Axis::percent(0.0, last.max(0.01) * 1.04, 6, numbers),
            y: Axis::percent_with_nought(lowest, highest, 4, numbers),
            x_label: "opening ask over the offer".to_owned(),
            curve,
            plateau: plateau(advice)
                .map(|(low, high)| (low, high, "as good as the best, within a tenth".to_owned())),
            marks,
            caps: caps(advice, last * 1.04, numbers),
        }
    }
}

/// The simulated curve with its beginning: asking for nothing gains nothing.
fn curve(advice: &Advice) -> Vec<CurveDot> {
    let start = CurveDot { ask: 0.0, mean: 0.0, low: 0.0, high: 0.0 };
    let simulated = advice.curve.iter().filter(|point| point.ask > 0.0).map(|point| CurveDot {
        ask: point.ask,
        mean: point.mean.value,
        low: point.low,
        high: point.high,
    });
    std::iter::once(start).chain(simulated).collect()
}

fn marks(advice: &Advice, numbers: Numbers) -> Vec<(Mark, f64)> {
    let offer = Mark::new(Role::Offer, 0.0, numbers.amount(advice.offer.package.base));
    let mut marks = vec![offer];
    if advice.anchor.over_offer > 0.0 {
        let base = numbers.amount(advice.anchor.package.base);
        marks.push(Mark::new(Role::Anchor, advice.anchor.over_offer, base));
    }
    let height = |mark: &Mark| if mark.at > 0.0 { advice.mean.value } else { 0.0 };
    if marks.iter().all(|mark| mark.value == marks[0].value) {
        // Base stands still and something else is asked: say how much in value.
        for mark in &mut marks {
            mark.value = numbers.percent_signed(mark.at, 1);
        }
    }
    merged(marks)
        .into_iter()
        .map(|mark| {
            let y = height(&mark);
            (mark, y)
        })
        .collect()
}

/// Limits up to the end of the axis; those at one place share their line.
fn caps(advice: &Advice, end: f64, numbers: Numbers) -> Vec<CapMark> {
    let mut marks: Vec<CapMark> = Vec::new();
    for cap in advice.caps.iter().filter(|cap| cap.ask <= end + 1e-9) {
        let value = numbers.percent_signed(cap.ask, 1);
        match marks.iter_mut().find(|mark| mark.value == value) {
            Some(same) => {
                same.name = format!("{}, {}", same.name, limit(&cap.what));
                same.binding |= cap.binding;
            }
            None => {
                marks.push(CapMark { at: cap.ask, name: limit(&cap.what), value, binding: cap.binding });
            }
        }
    }
    marks
}

fn caption(advice: &Advice, numbers: Numbers) -> Caption {
    let ask = numbers.percent(advice.anchor.over_offer, 1);
    let mean = numbers.percent_signed(advice.mean.value, 1);
    let around = match plateau(advice) {
        Some((low, high)) => {
            format!("asks from {} to {} do about as well", numbers.percent(low, 1), numbers.percent(high, 1))
        }
        None => "no other ask does about as well".to_owned(),
    };
    Caption {
        title: title(advice, &ask, &mean),
        note: "Mean gain in % of the offer's yearly value · pale: range over plausible assumptions (90%)"
            .to_owned(),
        source: simulated(&advice.simulation, numbers),
        alt: format!("The mean gain rises with the opening ask to {mean} at {ask} over the offer; {around}."),
    }
}

fn title(advice: &Advice, ask: &str, mean: &str) -> String {
    let at_cap = advice.caps.iter().find(|cap| cap.binding && advice.anchor.over_offer >= cap.ask - 0.005);
    match (advice.verdict, advice.own_ask, at_cap) {
        (Verdict::TakeIt, ..) => "No ask brings more than taking the offer".to_owned(),
        (Verdict::LeaveIt, ..) => "No ask brings more than your alternative".to_owned(),
        (_, true, _) => format!("Your own ask, {ask} over the offer, brings {mean} on average"),
        (_, _, Some(cap)) => format!("Ask {ask} over the offer, the most that fits: {}", limit(&cap.what)),
        _ => format!("Beyond {ask} over the offer, asking for more hardly pays"),
    }
}

/// Asks that are as good as the best, where there is more than one.
fn plateau(advice: &Advice) -> Option<(f64, f64)> {
    advice.plateau.filter(|(low, high)| high - low > 1e-6)
}

/// What limits the ask.
fn limit(limit: &Limit) -> String {
    match limit {
        Limit::Band => "the band's room".into(),
        Limit::BandException => "the band's room and an exception above it".into(),
        Limit::Data => "no data on bolder asks".into(),
        Limit::Market { percentile, component, source } => {
            format!("the market's {percentile}th percentile of {} ({source})", component.name())
        }
    }
}
