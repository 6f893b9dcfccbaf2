//! The table of assumptions: a number, its unit, its range, and who says so.

use crate::domain::{Assumption, Assumptions, Kind};
use crate::error::Result;
use crate::input::builtin;
use crate::input::did_you_mean;
use crate::input::options::ReadOptions;
use crate::input::source::Source;
use crate::input::table::{Columns, Grid, Row};
use crate::input::value::{self, Fault, Read};

const NAMES: &[&str] = &["name", "value", "unit", "low", "high", "kind", "source", "as_of", "meaning"];

/// The columns of a table of assumptions: all of them are needed.
pub const COLUMNS: Columns = Columns { known: NAMES, required: NAMES, others: false };

/// Reads a table of assumptions, strictly: every column is filled, low ≤ value
/// ≤ high, and no row goes without its source.
///
/// # Errors
/// Every problem of the table.
pub fn read(source: &Source) -> Result<Assumptions> {
    let options = ReadOptions::default();
    let grid = Grid::read(source, COLUMNS, &options);
    let mut rows: Vec<Assumption> = Vec::new();
    for row in grid.rows().filter(Row::is_whole) {
        let Some(assumption) = read_row(&row) else { continue };
        if rows.iter().any(|earlier| earlier.name == assumption.name) {
            row.problem("name", Fault::new(format!("`{}` stands twice", assumption.name), "leave one out"));
        }
        rows.push(assumption);
    }
    grid.into_problems().into_result(Assumptions::new(rows))
}

/// The compiled-in assumptions.
///
/// # Errors
/// Never in a tested build: a test reads them.
pub fn standard() -> Result<Assumptions> {
    read(&builtin::assumptions_source())
}

/// The assumptions with what the user overruled, each as `name=value`.
///
/// # Errors
/// A usage error for an unknown name or a value that is no number.
pub fn overruled(mut all: Assumptions, settings: &[String]) -> Result<Assumptions> {
    for setting in settings {
        let (name, value) = setting.split_once('=').ok_or_else(|| {
            crate::Error::usage_hint(
                format!("`{setting}` overrules nothing"),
                "write --assume name=value; `counteroffer model` lists the names",
            )
        })?;
        overrule(&mut all, name.trim(), value.trim())
            .map_err(|fault| crate::Error::usage_hint(fault.message, fault.hint))?;
    }
    Ok(all)
}

/// Puts another value in; a percentage may stand for a fraction.
pub(crate) fn overrule(all: &mut Assumptions, name: &str, written: &str) -> Read<()> {
    let Some(row) = all.get(name) else {
        let hint = did_you_mean::did_you_mean(name, all.names(), "the assumptions are");
        return Err(Fault::new(format!("there is no assumption `{name}`"), hint));
    };
    let in_percent = row.unit == "percent";
    let number = match written.strip_suffix('%').map(str::trim) {
        Some(percent) if in_percent => float(percent)?,
        Some(percent) => float(percent)? / 100.0,
        None => float(written)?,
    };
    all.overrule(name, number);
    Ok(())
}

fn read_row(row: &Row<'_>) -> Option<Assumption> {
    let number = |column| row.read(column, |text, _| float(text));
    let text = |column| row.text(column).map(str::to_owned);
    let (value, low, high) = (number("value"), number("low"), number("high"));
    let kind: Option<Kind> = row.read("kind", |text, _| value::word(text));
    let read = Assumption {
        name: text("name")?,
        value: value?,
        unit: text("unit")?,
        low: low?,
        high: high?,
        kind: kind?,
        source: text("source")?,
        as_of: text("as_of")?,
        meaning: text("meaning")?,
        overruled: false,
    };
    if !(read.low <= read.value && read.value <= read.high) {
        let message = format!("{} does not lie between {} and {}", read.value, read.low, read.high);
        row.problem("value", Fault::new(message, "widen `low` and `high`, or correct the value"));
    }
    Some(read)
}

pub(crate) fn float(text: &str) -> Read<f64> {
    text.trim()
        .parse()
        .ok()
        .filter(|number: &f64| number.is_finite())
        .ok_or_else(|| Fault::new(format!("`{text}` is not a number"), "write it as 0.32"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "name,value,unit,low,high,kind,source,as_of,meaning\n";

    fn problems(row: &str) -> Vec<String> {
        let source = Source::builtin("a.csv", &format!("{HEADER}{row}\n"));
        match read(&source) {
            Ok(_) => Vec::new(),
            Err(crate::Error::Problems(all)) => all.iter().map(ToString::to_string).collect(),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn the_compiled_in_table_is_whole() {
        let all = standard().unwrap();
        assert!((all.value("raise.without-asking") - 0.032).abs() < 1e-12);
        assert!(all.iter().all(|row| row.source.len() > 3 && !row.overruled));
    }

    #[test]
    fn a_row_without_its_source_is_refused() {
        assert!(problems("a,1,x,0,2,judgment,ours,2026-01,why").is_empty());
        assert_eq!(
            problems("a,1,x,0,2,judgment,,2026-01,why"),
            ["a.csv:2:20: column `source`: nothing is there"]
        );
        assert_eq!(problems("a,3,x,0,2,guess,ours,2026-01,why").len(), 1);
        assert_eq!(
            problems("a,3,x,0,2,judgment,ours,2026-01,why"),
            ["a.csv:2:3: column `value`: 3 does not lie between 0 and 2"]
        );
        assert_eq!(problems("a,1,x,0,2,judgment,s,d,m\na,1,x,0,2,judgment,s,d,m").len(), 1);
    }

    #[test]
    fn the_user_may_overrule_by_name() {
        let set = |text: &str| overruled(standard().unwrap(), &[text.to_owned()]);
        let all = set("raise.without-asking=4%").unwrap();
        assert!((all.value("raise.without-asking") - 0.04).abs() < 1e-12);
        assert!(all.get("raise.without-asking").unwrap().overruled);
        assert!(set("raise.without-askng=4").is_err());
        assert!(set("raise.without-asking=much").is_err());
    }
}
