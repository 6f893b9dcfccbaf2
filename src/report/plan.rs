//! How a file was read, in two or three lines, with what proves it.

use super::text::Text;
use super::{Composer, Facts};
use crate::input::plan::{Decided, Plan};

/// The lines of a plan; the words stand under `plan` of the page.
pub fn lines(plan: &Plan, page: &Composer<'_>) -> Vec<Text> {
    let mut list = Vec::new();
    let is_usual = plan.header_line <= 1
        && plan.other_sheets.is_empty()
        && plan.encoding.is_none()
        && matches!(plan.separator, None | Some(','));
    if !is_usual {
        let others = plan.other_sheets.join(", ");
        let facts = Facts::new()
            .with("line", (plan.header_line > 1).then(|| plan.header_line.to_string()))
            .with("encoding", plan.encoding.map(str::to_owned))
            .with("separator", plan.separator.map(separator))
            .when("other_sheets", !plan.other_sheets.is_empty());
        let facts = match &plan.sheet {
            Some(sheet) => facts.given("others", &others).given("sheet", sheet),
            None => facts.with("sheet", None),
        };
        list.push(page.line("plan.file", &facts));
    }
    if !plan.columns.is_empty() {
        let named = plan.columns.iter().map(|column| {
            page.phrase(
                "plan.column",
                &Facts::new().given("ours", column.ours).given("theirs", &column.theirs),
            )
        });
        let named = named.collect::<Vec<_>>().join(", ");
        list.push(page.line("plan.columns", &Facts::new().with("columns", named)));
    }
    let decided = [
        ("currency", &plan.currency),
        ("unit", &plan.unit),
        ("ranges", &plan.ranges),
        ("decimal", &plan.decimal),
        ("dates", &plan.dates),
    ];
    let parts = decided.into_iter().filter_map(|(key, one)| Some(decision(key, one.as_ref()?, page)));
    let parts: Vec<String> = parts.collect();
    if !parts.is_empty() {
        list.push(page.line("plan.all", &Facts::new().with("parts", parts.join("; "))));
    }
    for open in &plan.open {
        let facts = Facts::new()
            .given("column", &open.column)
            .given("example", &open.proof.example)
            .when("dates", open.what == "dates");
        list.push(page.line("plan.open", &facts));
    }
    list
}

fn separator(sign: char) -> String {
    if sign == '\t' { "tab".to_owned() } else { sign.to_string() }
}

fn decision(key: &str, one: &Decided, page: &Composer<'_>) -> String {
    let by: &str = one.by.into();
    // A currency is its code; everything else has a word.
    let is = match one.is.chars().all(|c| c.is_ascii_uppercase()) {
        true => one.is.to_owned(),
        false => page.word(&format!("plan.is.{}", one.is)),
    };
    let facts = Facts::new().with("is", is);
    let mut why = Facts::new();
    if let Some(proof) = &one.proof {
        why = why
            .with("cells", page.numbers().count(proof.cells))
            .with("of", page.numbers().count(proof.of))
            .given("example", &proof.example);
    }
    let by = page.phrase(&format!("plan.by.{by}"), &why);
    page.phrase(&format!("plan.{key}"), &facts.with("by", by).when("row", one.is == "row"))
}
