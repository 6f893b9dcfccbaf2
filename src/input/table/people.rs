//! An employee file: one row a person. Exports of personnel systems have many
//! more columns than are needed; the others stay unread.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::domain::Employee;
use crate::error::Result;
use crate::input::options::ReadOptions;
use crate::input::source::Source;
use crate::input::table::{Columns, Grid, Row};
use crate::input::value::{self, Fault, Read};
use crate::num::{AmountStyle, parse_percent};

/// The columns of an employee file.
pub const COLUMNS: Columns = Columns {
    known: &[
        "id", "name", "level", "base", "currency", "location", "company", "family", "fte", "unit", "title",
    ],
    required: &["level", "base"],
    others: true,
};

/// Reads every person of a file, strictly: whoever is left out would be missing from every sum.
///
/// # Errors
/// Every problem of the file.
pub fn read_people(source: &Source, options: &ReadOptions) -> Result<Vec<Employee>> {
    let grid = Grid::read(source, COLUMNS, options);
    let people: Vec<Employee> =
        grid.rows().filter(Row::is_whole).filter_map(|row| read_row(&row, options)).collect();
    refuse_twice(&grid);
    grid.into_problems().into_result(people)
}

fn read_row(row: &Row<'_>, options: &ReadOptions) -> Option<Employee> {
    let stated = row.read("currency", |text, _| value::currency(text));
    let base = row.money("base", stated, options.currency);
    if base.is_some_and(|base| base.is_zero()) {
        row.problem("base", Fault::new("pay of zero", "fill in the yearly base, or leave the person out"));
    }
    let fte = row.read("fte", share_of_full_time);
    if row.text("fte").is_some() && fte.is_none() {
        return None;
    }
    let text = |column| row.text(column).map(str::to_owned);
    let line = row.place("level").line.unwrap_or_default();
    Some(Employee {
        id: text("id").unwrap_or_else(|| format!("line {line}")),
        name: text("name"),
        level: text("level")?,
        base: base.filter(|base| !base.is_zero())?,
        fte,
        location: text("location"),
        family: text("family").or_else(|| text("title")),
        company: text("company"),
        origin: row.origin(),
    })
}

/// `0.8` or `80%`.
fn share_of_full_time(text: &str, style: AmountStyle) -> Read<Decimal> {
    let share = match parse_percent(text) {
        Some(percent) => percent.fraction(),
        None => value::number(text, style)?,
    };
    if share > Decimal::ZERO && share <= Decimal::ONE {
        return Ok(share);
    }
    Err(Fault::new(format!("`{text}` is not a share of full time"), "write it as 0.8 or 80%; full time is 1"))
}

/// A person who stands twice would count twice.
fn refuse_twice(grid: &Grid<'_>) {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let rows: Vec<Row<'_>> = grid.rows().collect();
    for row in &rows {
        let (Some(id), Some(line)) = (row.text("id"), row.place("id").line) else { continue };
        match seen.get(id) {
            Some(first) => row.problem(
                "id",
                Fault::new(
                    format!("`{id}` stands on line {first} already"),
                    "one row a person: leave one of them out, or number them apart",
                ),
            ),
            None => drop(seen.insert(id, line)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(text: &str) -> std::result::Result<Vec<Employee>, Vec<String>> {
        match read_people(&Source::builtin("s.csv", text), &ReadOptions::default()) {
            Ok(people) => Ok(people),
            Err(crate::Error::Problems(all)) => Err(all.iter().map(ToString::to_string).collect()),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn an_export_is_read_by_its_own_headers() {
        let text = "Employee ID,Full Name,Gender,Job Grade,Annual Base Salary,Cost Center,FTE\n\
                    17,\"Kim, Dana\",F,L4,\"$104,000\",x,80%\n18,Lee,M,L5,99k,,\n";
        let all = people(text).unwrap();
        assert_eq!((all[0].id.as_str(), all[0].name.as_deref()), ("17", Some("Kim, Dana")));
        assert_eq!((all[0].level.as_str(), all[0].full_time_base().to_string()), ("L4", "130000 USD".into()));
        assert_eq!((all[1].fte, all[1].base.to_string()), (None, "99000 USD".into()));
        // Gender is nowhere: two files that differ in it alone are the same.
        assert_eq!(people(&text.replace(",F,", ",M,")).unwrap(), all);
    }

    #[test]
    fn every_problem_of_every_row() {
        let text = "id,level,base,fte,currency\n\
                    1,L4,lots,1,USD\n2,,5,1,USD\n1,L4,5,80,USD\n3,L4,0,,US\n4,L4\n";
        assert_eq!(
            people(text).unwrap_err(),
            [
                "s.csv:2:6: column `base`: `lots` is not an amount",
                "s.csv:3:3: column `level`: nothing is there",
                "s.csv:4:1: column `id`: `1` stands on line 2 already",
                "s.csv:4:8: column `fte`: `80` is not a share of full time",
                "s.csv:5:6: column `base`: pay of zero",
                "s.csv:5:9: column `currency`: `US` is not a currency",
                "s.csv:6:3: this row has 2 cells, the header 5",
            ]
        );
        assert_eq!(people("name,wages\nA,1\n").unwrap_err().len(), 2);
    }
}
