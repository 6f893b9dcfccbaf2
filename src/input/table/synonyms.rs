//! What other people's headers mean.

use std::sync::OnceLock;

use crate::domain::fold_name;
use crate::input::cells::bare_header;

/// `ours, theirs`: headers of common exports and surveys, one list for people's pay, payrolls, bands and
/// published figures; the first that a file has counts. `payer` is the company of people's pay alone:
/// bands of a government's organisations are the same bands.
const TABLE: &str = include_str!("../../../data/synonyms.csv");

/// Ours, and theirs folded, in the order of the list.
fn table() -> &'static [(String, String)] {
    static ROWS: OnceLock<Vec<(String, String)>> = OnceLock::new();
    ROWS.get_or_init(|| {
        let rows = csv::Reader::from_reader(TABLE.as_bytes()).into_records().flatten();
        rows.map(|row| (row[0].to_owned(), fold_name(&row[1]))).collect()
    })
}

/// The headers of a file, as they are held against what others call our columns.
pub struct Foreign {
    whole: Vec<String>,
    bare: Vec<String>,
}

impl Foreign {
    /// Of these headers.
    pub fn of(headers: &[String]) -> Self {
        let bare = |header: &String| fold_name(&bare_header(header));
        Foreign {
            whole: headers.iter().map(|header| fold_name(header)).collect(),
            bare: headers.iter().map(bare).collect(),
        }
    }

    /// Which of them stands for one of our columns.
    pub fn found(&self, ours: &str) -> Option<usize> {
        let others = || table().iter().filter(|(name, _)| name == ours).map(|(_, theirs)| theirs);
        let by = |names: &[String]| others().find_map(|wanted| names.iter().position(|name| name == wanted));
        let own = fold_name(ours);
        by(&self.whole).or_else(|| self.bare.iter().position(|name| *name == own)).or_else(|| by(&self.bare))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_others() {
        let headers: Vec<String> =
            ["Job Title", "Salary (GBP)", "Pay Basis", "Years of Experience"].map(str::to_owned).to_vec();
        let found = |ours| Foreign::of(&headers).found(ours);
        assert_eq!([found("title"), found("base"), found("unit")], [Some(0), Some(1), Some(2)]);
        assert_eq!((found("experience"), found("company")), (Some(3), None));
    }
}
