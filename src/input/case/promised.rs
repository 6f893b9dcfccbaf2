//! `[[promised]]`: what both sides agreed on, and where it is written.

use jiff::civil::Date;

use super::chapter::Table;
use crate::domain::{Promise, same_name};

/// Everything that was promised, in the order of the file.
pub fn read(root: &Table<'_>, as_of: Option<Date>) -> Vec<Promise> {
    let mut all: Vec<Promise> = Vec::new();
    for table in root.tables("promised") {
        let what = table.need("what", "\"a review in six months\"").text("what");
        let (by, date, written) = (table.text("by"), table.date("date"), table.text("written"));
        if let (Some(date), Some(day)) = (date, as_of)
            && date > day
        {
            let message = format!("{date} has not come yet on the day of the case, {day}");
            table.problem(
                "date",
                message,
                "write the day on which it was promised, or correct `as_of` at the top",
            );
        }
        table.finish();
        let Some(what) = what else { continue };
        if all.iter().any(|earlier| same_name(&earlier.what, &what)) {
            root.problem("promised", format!("`{what}` is promised twice"), "keep the one that is written");
        }
        all.push(Promise { what, by, date, written });
    }
    all
}
