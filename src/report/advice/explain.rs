//! How the anchor was worked out: every step with its source, what limits the
//! ask, what the circumstances change, and the curve.

use rust_decimal::Decimal;

use super::{parts, said};
use crate::advice::{Advice, Quantity, Step};
use crate::domain::Package;
use crate::num::Rounding;
use crate::report::composer::Column::{Figures, Words as Left};
use crate::report::document::Reasoned;
use crate::report::text::Text;
use crate::report::trace::Place;
use crate::report::words::Words;
use crate::report::{Composer, Facts};

pub(super) fn explain(advice: &Advice, words: &Words, page: &mut Composer<'_>) {
    page.part("how");
    page.say("how.title", &Facts::new());
    page.part("derivation");
    page.derivation(
        advice.derivation.iter().enumerate().map(|(i, step)| reasoned(i, step, words, page)).collect(),
    );
    caps(advice, words, page);
    circumstances(advice, page);
    curve(advice, page);
}

fn reasoned(index: usize, step: &Step, words: &Words, page: &Composer<'_>) -> Reasoned {
    let facts = Facts::new()
        .with("step", said::step(words, &step.step))
        .with("value", quantity(&step.value, page, words));
    let mut reasons = vec![Text::parse(&said::why(words, index, &step.step, &mut said::unmarked))];
    let sources = said::sources(words, step);
    if !sources.is_empty() {
        reasons.push(Text::parse(&format!("[{sources}]")));
    }
    Reasoned { text: page.line("how.step", &facts), reasons }
}

fn quantity(value: &Quantity, page: &Composer<'_>, words: &Words) -> String {
    let numbers = page.numbers();
    match value {
        Quantity::Money(money) => numbers.money(money.rounded_to(Decimal::ONE, Rounding::HalfUp)),
        Quantity::Share(share) => numbers.percent(*share, 1),
        Quantity::Estimate(of) => {
            let facts = Facts::new()
                .with("value", numbers.percent(of.value, 2))
                .with("error", numbers.percent(of.se, 2));
            page.phrase("how.estimate", &facts)
        }
        Quantity::Range(low, high) => {
            let facts =
                Facts::new().with("low", numbers.percent(*low, 1)).with("high", numbers.percent(*high, 1));
            page.phrase("how.range", &facts)
        }
        Quantity::Package(package) => {
            parts(package, &Package { equity: None, ..Package::of_base(package.base) }, page)
        }
        Quantity::Strength(strength) => {
            words.phrase(&format!("strength.{}", strength.name()), &Facts::new()).unwrap_or_default()
        }
    }
}

fn caps(advice: &Advice, words: &Words, page: &mut Composer<'_>) {
    page.section("caps", &Facts::new());
    let mut table = page.table("caps", &[Left("limit"), Figures("ask"), Left("mark")]);
    for (i, cap) in advice.caps.iter().enumerate() {
        let mark = if cap.binding { page.word("caps.binding") } else { String::new() };
        let limit = said::limit(words, &cap.what, Place::Cap(i), &mut said::unmarked);
        table.row([limit, page.numbers().percent(cap.ask, 1), mark]);
    }
    page.add(table);
}

fn circumstances(advice: &Advice, page: &mut Composer<'_>) {
    if advice.circumstances.is_empty() {
        return;
    }
    page.section("circumstances", &Facts::new());
    let columns = [Left("circumstance"), Figures("mean"), Figures("improved"), Figures("withdrawn")];
    let mut table = page.table("circumstances", &columns);
    let percent = |x: f64| page.numbers().percent_signed(x, 2);
    for effect in &advice.circumstances {
        let figures = [effect.mean, effect.improved, effect.withdrawn].map(percent);
        let name = page.word(&format!("circumstance.{}", effect.what.name()));
        table.row(std::iter::once(name).chain(figures));
    }
    page.add(table);
}

fn curve(advice: &Advice, page: &mut Composer<'_>) {
    page.section("curve", &Facts::new());
    let columns = ["ask", "mean", "error", "range", "improved", "withdrawn"].map(Figures);
    let (mut table, numbers) = (page.table("curve", &columns), page.numbers());
    for point in &advice.curve {
        let range = Facts::new()
            .with("low", numbers.percent_signed(point.low, 2))
            .with("high", numbers.percent_signed(point.high, 2));
        table.row([
            numbers.percent(point.ask, 1),
            numbers.percent_signed(point.mean.value, 2),
            numbers.percent(point.mean.se, 2),
            page.phrase("how.range", &range),
            numbers.share(point.improved),
            numbers.share(point.withdrawn),
        ]);
    }
    page.add(table);
}
