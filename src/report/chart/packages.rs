//! Packages of equal value in different mixes.

use super::speaker::Speaker;
use super::{Axis, Facts, Figure, Role, Row, Rows, Shape, Slice};
use crate::advice::{Advice, EqualPackage};
use crate::report::words::Words;

/// What each package is made of over the offer, in value to the person.
pub fn packages(advice: &Advice, packages: &[EqualPackage], words: &Words) -> Figure {
    let say = Speaker::new(words, "packages");
    let rows: Vec<Row> = packages.iter().map(|package| row(package, &say)).collect();
    let high = rows.iter().map(|row| row.bar.1).fold(1.0, f64::max);
    let axis = Axis::money(0.0, high * 1.01, 4, advice.simulation.currency, say.numbers);
    let title = ["title.one", "title.one", "title.two", "title.three"][packages.len().min(3)];
    Figure {
        caption: say.caption(title, facts(advice, packages, &rows, &say)),
        shape: Shape::Rows(Rows { axis, rows, marks: Vec::new(), dotted: false }),
    }
}

fn row(package: &EqualPackage, say: &Speaker<'_>) -> Row {
    let worth = |part: &str| package.parts.iter().find(|(name, _)| *name == part).map(|(_, value)| *value);
    let segment = |slice: Slice| {
        let value = worth(slice.key()).filter(|value| *value > 0.0)?;
        Some((slice, say.slice(slice), value))
    };
    let segments: Vec<_> = Slice::all().filter_map(segment).collect();
    let facts = Facts::new()
        .with("cost", say.numbers.about(package.cost, 0.0, package.package.currency()))
        .with("moves", say.chance(package.simulation.improved.value));
    Row {
        name: say.name(&format!("lean.{}", package.leans_on)),
        detail: say.parts_of(&package.package, true),
        value: format!("{}\n{}", say.say("cost", &facts), say.say("moves", &facts)),
        role: Role::Anchor,
        bar: (0.0, segments.iter().map(|(.., value)| value).sum()),
        segments,
        ..Row::default()
    }
}

fn facts(advice: &Advice, packages: &[EqualPackage], rows: &[Row], say: &Speaker<'_>) -> Facts {
    let currency = advice.simulation.currency;
    let costs = || packages.iter().map(|package| package.cost);
    let (least, most) = (costs().fold(f64::INFINITY, f64::min), costs().fold(0.0, f64::max));
    let mixes: Vec<String> = rows.iter().map(|row| format!("{} ({})", row.name, row.detail)).collect();
    let several = !packages.is_empty();
    say.meetings(&advice.simulation)
        .with("least", say.numbers.about(least, 0.0, currency))
        .with("most", say.numbers.about(most, 0.0, currency))
        .with("mixes", several.then(|| mixes.join("; ")))
}
