//! What the model reproduces, its assumptions, and which of them matter, as text.

use super::{ENGLISH, finished, table, wrapped};
use crate::advice::{Answer, Sensitivity};
use crate::domain::Assumption;
use crate::num::Currency;
use crate::validation::{ClosedForm, Reproduction};

/// The published figures beside the model's.
pub fn reproductions(figures: &[Reproduction]) -> String {
    let mut rows = table(&["published figure", "published", "tolerance", "model", "±", ""]);
    for figure in figures {
        let published = &figure.published;
        rows.add_row([
            published.name.clone(),
            short(published.published),
            format!("{} to {}", short(published.low), short(published.high)),
            short(figure.model.value),
            short(figure.model.se),
            if figure.within { "within" } else { "OUTSIDE" }.to_owned(),
        ]);
    }
    let mut text =
        String::from("What the model reproduces. These informed its parameters: fits, not proof.\n\n");
    text.push_str(&finished(rows, &[0, 5]));
    text.push('\n');
    for figure in figures {
        let published = &figure.published;
        text.push_str(&wrapped(
            &format!("{}: {}. {}.", published.name, published.what, published.source),
            "  ",
        ));
    }
    text
}

/// What theory gives exactly beside what the parts of the program give.
pub fn closed_forms(forms: &[ClosedForm]) -> String {
    let mut rows = table(&["closed form", "exact", "played", "±", ""]);
    for form in forms {
        let figure = |value: f64| if value >= 100.0 { short(value) } else { format!("{value:.6}") };
        rows.add_row([
            form.name.clone(),
            figure(form.exact),
            figure(form.played.value),
            if form.played.se > 0.0 { format!("{:.6}", form.played.se) } else { String::new() },
            if form.agrees { "agrees" } else { "DIFFERS" }.to_owned(),
        ]);
    }
    let mut text = String::from("What theory gives exactly, and what the parts of this program give.\n\n");
    text.push_str(&finished(rows, &[0, 4]));
    let mut sources: Vec<&str> = Vec::new();
    for form in forms {
        if !sources.contains(&form.source) {
            sources.push(form.source);
        }
    }
    text.push_str(&wrapped(&format!("Sources: {}.", sources.join("; ")), "  "));
    text
}

/// Every assumption with its value, range, kind and source.
pub fn assumptions<'a>(rows: impl Iterator<Item = &'a Assumption>) -> String {
    let mut text =
        String::from("The assumptions. Overrule one with --assume name=value or in the case file.\n");
    for row in rows {
        let mark = if row.overruled { " (overruled by you)" } else { "" };
        text.push('\n');
        text.push_str(&format!("{} = {}{mark}\n", row.name, short(row.value)));
        text.push_str(&wrapped(
            &format!("{}, {} to {} {}", row.kind.name(), short(row.low), short(row.high), row.unit),
            "  ",
        ));
        text.push_str(&wrapped(&format!("{}. {} ({}).", row.meaning, row.source, row.as_of), "  "));
    }
    text
}

/// Which assumption moves the answer most.
pub fn sensitivity(result: &Sensitivity, currency: Currency, shown: usize) -> String {
    let money = |answer: &Answer| ENGLISH.about_signed(answer.mean.value, answer.mean.se, currency);
    let ask =
        |answer: &Answer| answer.ask.map_or_else(|| "take it".to_owned(), |ask| ENGLISH.percent(ask, 1));
    let mut text = wrapped(
        &format!(
            "With every assumption at its value: ask for {} over the offer, mean gain {} {} a year. Each assumption \
             below at its low and at its high end (`counteroffer model` lists them), the rest as they are, on the \
             same random numbers.",
            ask(&result.centre),
            money(&result.centre),
            currency.code()
        ),
        "",
    );
    let mut rows = table(&["assumption", "kind", "mean: low", "high", "ask: low", "high"]);
    for swing in result.swings.iter().take(shown) {
        rows.add_row([
            swing.name.clone(),
            swing.kind.name().to_owned(),
            money(&swing.low),
            money(&swing.high),
            ask(&swing.low),
            ask(&swing.high),
        ]);
    }
    text.push('\n');
    text.push_str(&finished(rows, &[0, 1]));
    let hidden = result.swings.len().saturating_sub(shown);
    if hidden > 0 {
        text.push_str(&format!("\n{hidden} more change the answer by less; --format json lists them all.\n"));
    }
    text
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
