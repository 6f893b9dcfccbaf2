//! What an opening ask brings on average.

use super::marks::merged;
use super::speaker::Speaker;
use super::{Axis, Figure, Line, LinePoint, Lines, Mark, Role, Shape, Spread};
use crate::advice::{Advice, Verdict};
use crate::report::words::Words;

/// Mean gain against the opening ask, both as fractions of the offer.
pub fn anchor(advice: &Advice, words: &Words) -> Figure {
    let say = Speaker::new(words, "anchor");
    let curve = curve(advice);
    let ask = advice.anchor.over_offer;
    let end = curve.last().map_or(0.0, |point| point.at).max(ask).max(0.01) * 1.04;
    let lowest = curve.iter().map(|p| p.spread.0.min(p.value)).fold(0.0, f64::min);
    let highest = curve.iter().map(|p| p.spread.1.max(p.value)).fold(0.001, f64::max);
    let (title, facts) = found(advice, &curve, &say);
    Figure {
        caption: say.caption(title, facts),
        shape: Shape::Lines(Lines {
            x: Axis::percent(0.0, end, 6, say.numbers),
            y: Axis::percent_with_nought(lowest, highest, 4, say.numbers),
            x_label: say.say("x", &super::Facts::new().when("talking", advice.talk.is_some())),
            lines: vec![Line {
                role: Role::Anchor,
                label: String::new(),
                points: curve,
                spread: Spread::Region,
            }],
            stretch: plateau(advice).map(|(low, high)| (low, high, say.name("plateau"))),
            dots: dots(advice, &say),
            limits: limits(advice, end, &say),
        }),
    }
}

/// The simulated curve with its beginning: asking for nothing gains nothing.
fn curve(advice: &Advice) -> Vec<LinePoint> {
    let stands = advice.talk.as_ref().map_or(0.0, |talk| talk.standing.over_offer);
    let start = LinePoint { at: stands, value: stands, spread: (stands, stands) };
    let simulated = advice.curve.iter().filter(|point| point.ask > 0.0).map(|point| LinePoint {
        at: point.ask,
        value: point.mean.value,
        spread: (point.low, point.high),
    });
    std::iter::once(start).chain(simulated).collect()
}

/// Offer and ask, each at its mean gain.
fn dots(advice: &Advice, say: &Speaker<'_>) -> Vec<(Mark, f64)> {
    let mut marks = vec![match &advice.talk {
        Some(talk) => (Role::Expected, &talk.standing, talk.standing.over_offer),
        None => (Role::Offer, &advice.offer, 0.0),
    }];
    if advice.anchor.over_offer > 0.0 {
        marks.push((Role::Anchor, &advice.anchor, advice.mean.value));
    }
    // Where base stands still and something else is asked, the value says how much.
    let still = advice.anchor.package.base == advice.offer.package.base;
    let dots = marks.into_iter().map(|(role, view, gain)| {
        let value = match still {
            true => say.numbers.percent_signed(view.over_offer, 1),
            false => say.numbers.amount(view.package.base),
        };
        let mark = say.mark(role, view.over_offer, value);
        let name = if role == Role::Expected { say.name("stands") } else { mark.name };
        (Mark { name, ..mark }, gain)
    });
    dots.collect()
}

/// Limits up to the end of the axis; those at one place share their line.
fn limits(advice: &Advice, end: f64, say: &Speaker<'_>) -> Vec<Mark> {
    let inside = advice.caps.iter().filter(|cap| cap.ask <= end + 1e-9);
    let marks = inside.map(|cap| Mark {
        role: Role::Neutral,
        name: say.limit(&cap.what),
        value: say.numbers.percent_signed(cap.ask, 1),
        at: cap.ask,
    });
    merged(marks.collect())
}

/// What the curve shows: the key of its title, and its figures.
fn found(advice: &Advice, curve: &[LinePoint], say: &Speaker<'_>) -> (&'static str, super::Facts) {
    let ask = advice.anchor.over_offer;
    let percent = |share: f64| say.numbers.percent(share, 1);
    let signed = |share: f64| say.numbers.percent_signed(share, 1);
    let top = curve.iter().max_by(|a, b| a.value.total_cmp(&b.value));
    let (best, most) = top.map_or((ask, advice.mean.value), |point| (point.at, point.value));
    let at_cap = advice.caps.iter().find(|cap| cap.binding && ask >= cap.ask - 0.005);
    let title = match (advice.verdict, advice.own_ask) {
        (Verdict::TakeIt, _) => "title.take-it",
        (Verdict::LeaveIt, _) => "title.leave-it",
        (_, true) => "title.own-ask",
        _ if advice.talk.is_some() => "title.now",
        _ if at_cap.is_some() => "title.at-limit",
        _ if signed(most) == signed(advice.mean.value) => "title.best",
        _ => "title.close",
    };
    let facts = say
        .meetings(&advice.simulation)
        .when("talking", advice.talk.is_some())
        .with("ask", percent(ask))
        .with("gain", signed(advice.mean.value))
        .with("best", percent(best))
        .with("most", signed(most))
        .with("limit", at_cap.map(|cap| say.limit(&cap.what)))
        .with("low", plateau(advice).map(|(low, _)| percent(low)))
        .with("high", plateau(advice).map(|(_, high)| percent(high)));
    (title, facts)
}

/// Asks that are as good as the best, where there is more than one.
fn plateau(advice: &Advice) -> Option<(f64, f64)> {
    advice.plateau.filter(|(low, high)| high - low > 1e-6)
}
