//! `docs/json.md`, made from the views and rows and held to them.
//!
//! `RENEW=1 cargo test --lib documentation` writes it anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use schemars::{JsonSchema, SchemaGenerator};
use serde_json::Value;

use super::super::csv;
use super::result::{Index, SheetResult, StageResult};
use super::{
    Anchor, AtStage, Band, BandFiles, BandPeople, Check, Claims, Compare, Employer, Envelope, Files, Market,
    Model, Promotion, Reply, Sayings, Scenarios, Sensitivity, Simulate, Vesting,
};

const HEAD: &str = "\
# JSON and CSV

What `--format json` and `--format csv` print, key by key. Scripts may rely on every key below; `schema_version`
is raised when one of them changes its meaning or goes away, and the changelog says which.

- Money is a text of decimal digits (`\"201500.5\"`), in the `currency` at the top of the document. Shares, fractions
  and chances are numbers: 0.25 is a quarter.
- A simulated figure is `{\"value\": …, \"se\": …}`: the figure and one standard error of the simulation.
- What is absent has no key in JSON and an empty cell in CSV; such keys are marked *may be absent*.
- One name means one thing in every command: today's package is `current`, what to say first `ask` (in `anchor`:
  `anchor`), the chance that something moves `improved`.
- CSV is tidy: one row a thing, one table a command. Texts from files that a spreadsheet would take for a formula get an
  apostrophe in front.

Made from the program's views by `RENEW=1 cargo test --lib documentation`; do not edit.
";

/// The whole page.
fn page() -> String {
    let mut page = Page::default();
    page.json::<Envelope<Nothing>>("Every document", "At the top of each, before the keys of the command:");
    page.json::<Anchor>("anchor", "");
    page.csv::<csv::PackageRow>("");
    page.only_csv::<csv::CurveRow>("anchor --curve");
    page.json::<AtStage>("anchor, nothing asked", "");
    page.json::<Employer>("anchor --side employer", "");
    page.csv::<csv::BandPointRow>("");
    page.json::<Band>("band", "");
    page.csv::<csv::PayRow>("");
    page.json::<BandPeople>("band --people", "");
    page.csv::<csv::PersonRow>("");
    page.json::<BandFiles>("band --bands", "");
    page.csv::<csv::BandRow>("");
    page.json::<Market>("market", "");
    page.csv::<csv::MarketRow>("");
    page.json::<Reply>("reply", "");
    page.csv::<csv::NextAskRow>("");
    page.json::<Simulate>("simulate", "");
    page.csv::<csv::FigureRow>("");
    page.json::<Sensitivity>("sensitivity", "");
    page.csv::<csv::SwingRow>("");
    page.json::<Model>("model", "");
    page.csv::<csv::AssumptionRow>("");
    page.json::<Scenarios>("scenarios", "");
    page.csv::<csv::YearRow>("");
    page.json::<Vesting>("scenarios --vesting", "");
    page.csv::<csv::VestRow>("");
    page.json::<Compare>("compare", "");
    page.csv::<csv::CompareRow>("");
    page.json::<Promotion>("promotion", "");
    page.csv::<csv::DateRow>("");
    page.json::<Claims>("promotion evidence", "");
    page.csv::<csv::ClaimRow>("");
    page.json::<Sayings>("promotion say", "");
    page.csv::<csv::TrapRow>("");
    page.json::<Check>("check", "");
    page.csv::<csv::CheckRow>("");
    page.json::<Files>("sheet", "");
    page.csv::<csv::FileRow>("");
    page.json::<SheetResult>("result.json of sheet", "");
    page.json::<StageResult>("result.json, nothing asked", "");
    page.json::<Index>("index.json of sheet", "");
    page.finished()
}

/// A document without keys of its own.
#[derive(serde::Serialize, JsonSchema)]
struct Nothing {}

#[derive(Default)]
struct Page {
    text: String,
    schemas: SchemaGenerator,
}

impl Page {
    /// The keys of a view, under a heading.
    fn json<View: JsonSchema>(&mut self, heading: &str, more: &str) {
        let _ = write!(self.text, "\n## {heading}\n\n");
        self.keys::<View>(more, "key");
    }

    /// A command that has rows and no document.
    fn only_csv<Row: JsonSchema>(&mut self, heading: &str) {
        let _ = writeln!(self.text, "\n## {heading}");
        self.csv::<Row>("");
    }

    /// The columns of a row, below its command.
    fn csv<Row: JsonSchema>(&mut self, more: &str) {
        let _ = write!(self.text, "\nCSV, each row: ");
        self.keys::<Row>(more, "column");
    }

    fn keys<Of: JsonSchema>(&mut self, more: &str, head: &str) {
        let schema = Of::json_schema(&mut self.schemas);
        let told =
            if more.is_empty() { schema.get("description").and_then(Value::as_str) } else { Some(more) };
        let _ = write!(self.text, "{}\n\n", told.expect("a view says what it is"));
        self.text.push_str(&rows(schema.as_value(), head));
    }

    fn finished(mut self) -> String {
        let shapes: BTreeMap<String, Value> = self.schemas.take_definitions(true).into_iter().collect();
        self.text.push_str("\n# Shapes\n\nWhat the types above that are links hold.\n");
        for (name, schema) in shapes {
            let _ = write!(
                self.text,
                "\n## {name}\n\n{}\n\n",
                schema["description"].as_str().unwrap_or_default()
            );
            match schema.get("properties") {
                Some(_) => self.text.push_str(&rows(&schema, "key")),
                None => self.text.push_str(&values(&schema)),
            }
        }
        format!("{HEAD}{}", self.text)
    }
}

/// A table of keys.
fn rows(schema: &Value, head: &str) -> String {
    let mut table = format!("| {head} | type | meaning |\n|---|---|---|\n");
    let required = schema["required"].as_array().cloned().unwrap_or_default();
    let keys = schema["properties"].as_object().into_iter().flatten();
    for (key, of) in keys {
        let meaning = of["description"].as_str().unwrap_or_else(|| panic!("`{key}` says nothing of itself"));
        let meaning = meaning.split_whitespace().collect::<Vec<_>>().join(" ");
        let kind = kind(of);
        let kind = if required.contains(&Value::from(key.as_str())) {
            kind
        } else {
            format!("{kind}, *may be absent*")
        };
        let _ = writeln!(table, "| `{key}` | {kind} | {meaning} |");
    }
    table
}

/// The values of a word.
fn values(schema: &Value) -> String {
    let mut table = "| value | meaning |\n|---|---|\n".to_owned();
    let variants = schema["oneOf"].as_array().expect("the values of a word");
    for one in variants {
        let value = one["const"].as_str().expect("a word");
        let _ = writeln!(table, "| `{value}` | {} |", one["description"].as_str().expect("a meaning"));
    }
    table
}

/// A type in the words of the page.
fn kind(schema: &Value) -> String {
    if let Some(name) = schema["$ref"].as_str().and_then(|at| at.strip_prefix("#/$defs/")) {
        let name = name.replace("%20", " ");
        return format!("[{name}](#{})", name.replace(' ', "-").to_lowercase());
    }
    for of in ["anyOf", "oneOf"] {
        if let Some(list) = schema[of].as_array() {
            let kinds: Vec<String> = list.iter().filter(|one| one["type"] != "null").map(kind).collect();
            return kinds.join(" or ");
        }
    }
    let named = |name: &str| match name {
        "string" => schema["format"].as_str().unwrap_or("text").to_owned(),
        "integer" => "count".to_owned(),
        "boolean" => "true or false".to_owned(),
        "array" => format!("list of {}", kind(&schema["items"])),
        "object" if schema["additionalProperties"].is_object() => {
            format!("by name: {}", kind(&schema["additionalProperties"]))
        }
        other => other.to_owned(),
    };
    match &schema["type"] {
        Value::String(name) => named(name),
        Value::Array(names) => {
            names.iter().filter_map(Value::as_str).find(|name| *name != "null").map_or(String::new(), named)
        }
        _ => panic!("no type in {schema}"),
    }
}

#[test]
fn the_page_says_what_the_views_hold() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/json.md");
    let page = page();
    if std::env::var_os("RENEW").is_some() {
        std::fs::write(path, &page).unwrap();
    }
    let stands = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        stands == page,
        "docs/json.md is not what the views hold: RENEW=1 cargo test --lib documentation"
    );
}
