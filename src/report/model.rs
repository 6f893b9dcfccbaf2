//! What the model reproduces, its assumptions, and which of them matter, as documents.

use super::composer::Column::{Figures, Words as Left};
use super::document::Document;
use super::text::mark_given;
use super::words::Words;
use super::{Composer, Facts};
use crate::advice::{Answer, Sensitivity};
use crate::domain::{Assumption, Kind};
use crate::num::Currency;
use crate::validation::{ClosedForm, Reproduction};

/// The published figures beside the model's.
pub fn reproductions(figures: &[Reproduction], words: &Words) -> Document {
    let mut page = Composer::new(words, "model");
    page.say("published.lead", &Facts::new());
    page.part("published");
    let columns = [
        Left("name"),
        Figures("published"),
        Figures("tolerance"),
        Figures("model"),
        Figures("error"),
        Left("verdict"),
    ];
    let mut table = page.table("published", &columns);
    for figure in figures {
        let published = &figure.published;
        let range = Facts::new().with("low", short(published.low)).with("high", short(published.high));
        table.row([
            published.name.clone(),
            short(published.published),
            if published.reproduced { page.phrase("published.range", &range) } else { String::new() },
            short(figure.model.value),
            short(figure.model.se),
            page.word(match (published.reproduced, figure.within) {
                (false, _) => "published.not-reproduced",
                (true, true) => "published.within",
                (true, false) => "published.outside",
            }),
        ]);
    }
    page.add(table);
    page.part("sources");
    for published in figures.iter().map(|figure| &figure.published) {
        let facts = Facts::new()
            .given("name", &published.name)
            .given("what", &published.what)
            .given("source", &published.source);
        page.fine("published.source", &facts);
    }
    page.finish()
}

/// What theory gives exactly beside what the parts of the program give.
pub fn closed_forms(forms: &[ClosedForm], words: &Words) -> Document {
    let mut page = Composer::new(words, "model");
    page.say("closed.lead", &Facts::new());
    page.part("closed");
    let columns = [Left("name"), Figures("exact"), Figures("played"), Figures("error"), Left("verdict")];
    let mut table = page.table("closed", &columns);
    for form in forms {
        let figure = |value: f64| if value >= 100.0 { short(value) } else { format!("{value:.6}") };
        table.row([
            form.name.clone(),
            figure(form.exact),
            figure(form.played.value),
            if form.played.se > 0.0 { format!("{:.6}", form.played.se) } else { String::new() },
            page.word(if form.agrees { "closed.agrees" } else { "closed.differs" }),
        ]);
    }
    page.add(table);
    let mut sources: Vec<&str> = Vec::new();
    for form in forms {
        if !sources.contains(&form.source) {
            sources.push(form.source);
        }
    }
    page.fine("closed.sources", &Facts::new().given("list", &sources.join("; ")));
    page.finish()
}

/// Every assumption with its value, range, kind and source.
pub fn assumptions<'a>(rows: impl Iterator<Item = &'a Assumption>, words: &Words) -> Document {
    let mut page = Composer::new(words, "model");
    page.say("assumptions.lead", &Facts::new());
    for row in rows {
        let facts = Facts::new()
            .given("name", &row.name)
            .with("value", short(row.value))
            .when("overruled", row.overruled)
            .with("kind", kind(row.kind, words))
            .with("low", short(row.low))
            .with("high", short(row.high))
            .given("unit", &row.unit)
            .with("meaning", words.meaning(&row.name).unwrap_or_else(|| mark_given(&row.meaning)))
            .given("source", &row.source)
            .given("as_of", &row.as_of);
        page.headed("assumption", page.line("assumptions.name", &facts));
        page.say("assumptions.range", &facts);
        page.say("assumptions.meaning", &facts);
    }
    page.finish()
}

/// Which assumption moves the answer most.
pub fn sensitivity(result: &Sensitivity, currency: Currency, shown: usize, words: &Words) -> Document {
    let mut page = Composer::new(words, "sensitivity");
    let numbers = page.numbers();
    let take_it = page.word("take-it");
    let money = |answer: &Answer| numbers.about_signed(answer.mean.value, answer.mean.se, currency);
    let ask = |answer: &Answer| answer.ask.map_or_else(|| take_it.clone(), |ask| numbers.percent(ask, 1));
    let facts = Facts::new()
        .with("ask", ask(&result.centre))
        .with("gain", money(&result.centre))
        .with("currency", currency.code().to_owned());
    page.say("lead", &facts);
    page.part("swings");
    let columns = [
        Left("name"),
        Left("kind"),
        Figures("mean_low"),
        Figures("mean_high"),
        Figures("ask_low"),
        Figures("ask_high"),
    ];
    let mut table = page.table("swings", &columns);
    for swing in result.swings.iter().take(shown) {
        let figures = [money(&swing.low), money(&swing.high), ask(&swing.low), ask(&swing.high)];
        table.row([swing.name.clone(), kind(swing.kind, words)].into_iter().chain(figures));
    }
    page.add(table);
    let hidden = result.swings.len().saturating_sub(shown);
    if hidden > 0 {
        page.part("more");
        page.say("more", &Facts::new().with("hidden", hidden.to_string()));
    }
    page.finish()
}

/// How an assumption is known.
fn kind(kind: Kind, words: &Words) -> String {
    words.phrase(&format!("mark.{}", kind.name()), &Facts::new()).unwrap_or_default()
}

/// A number in at most four digits that matter.
fn short(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return "0".into();
    }
    let places = (3 - libm::floor(libm::log10(value.abs())) as i32).clamp(0, 8) as usize;
    let text = format!("{value:.places$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}
