//! The ladder of asks: what to come down to, step by step.

use super::marks::merged;
use super::speaker::Speaker;
use super::{Axis, Facts, Figure, Mark, Role, Row, Rows, Shape};
use crate::advice::{Advice, PackageView, Rung};
use crate::report::words::Words;

/// The steps of an advice against the offer and what to accept.
pub fn ladder(advice: &Advice, words: &Words) -> Figure {
    let say = Speaker::new(words, "ladder");
    let rows: Vec<Row> = advice.ladder.iter().map(|rung| step(advice, rung, &say)).collect();
    let marks = marks(advice, &say);
    let high = rows.iter().map(|row| row.bar.1).chain(marks.iter().map(|m| m.at)).fold(0.01, f64::max);
    let asks: Vec<String> = advice.ladder.iter().map(|rung| called(advice, &rung.view, &say)).collect();
    let lines: Vec<String> = marks.iter().map(|mark| format!("{} {}", mark.name, mark.value)).collect();
    let facts = say
        .meetings(&advice.simulation)
        .with("asks", asks.join(&format!(", {} ", say.name("then"))))
        .with("marks", lines.join(", "));
    let title = ["title.none", "title.one", "title.steps"][asks.len().min(2)];
    Figure {
        caption: say.caption(title, facts),
        shape: Shape::Rows(Rows {
            axis: Axis::percent(0.0, high * 1.02, 6, say.numbers),
            rows,
            marks,
            dotted: false,
        }),
    }
}

/// How a step is called: by its base, or by its gain where base stands still.
fn called(advice: &Advice, view: &PackageView, say: &Speaker<'_>) -> String {
    if advice.anchor.package.base == advice.offer.package.base {
        return say.numbers.percent_signed(view.over_offer, 1);
    }
    say.numbers.amount(view.package.base)
}

fn step(advice: &Advice, rung: &Rung, say: &Speaker<'_>) -> Row {
    let package = &rung.view.package;
    let facts = Facts::new().with("n", rung.round.to_string()).with("ask", called(advice, &rung.view, say));
    Row {
        name: say.say("step", &facts),
        detail: say.parts_of(package, package.base == advice.offer.package.base),
        value: say.numbers.percent_signed(rung.view.over_offer, 1),
        role: Role::Anchor,
        bar: (0.0, rung.view.over_offer),
        ..Row::default()
    }
}

fn marks(advice: &Advice, say: &Speaker<'_>) -> Vec<Mark> {
    let mut marks = vec![say.mark(Role::Offer, 0.0, called(advice, &advice.offer, say))];
    if let Some(talk) = &advice.talk {
        let (value, at) = (called(advice, &talk.standing, say), talk.standing.over_offer);
        marks.push(Mark { role: Role::Expected, name: say.name("stands"), value, at });
    }
    merged(marks)
}
