//! The reading plan of a table: what was decided about it before its rows were
//! read, and what proves each decision.

use serde::Serialize;
use strum::IntoStaticStr;

use super::cells::{DayOrder, Found, Period};
use super::told::RangePoint;

/// Where a decision comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, IntoStaticStr)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(inline))]
#[strum(serialize_all = "kebab-case")]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// The user said so.
    Told,
    /// Cells of the column prove it.
    Cells,
    /// A column of its own says it for each row.
    Column,
    /// The header says it.
    Header,
    /// Files of this format are so.
    Format,
    /// Nothing says otherwise.
    Nothing,
}

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(inline))]
pub struct Decided {
    /// What was decided.
    pub is: &'static str,
    /// Where that comes from.
    pub by: By,
    /// The cells that prove it.
    pub proof: Option<Found>,
}

impl Decided {
    /// A decision without cells to prove it.
    pub fn new(is: &'static str, by: By) -> Self {
        Decided { is, by, proof: None }
    }

    /// A decision by cells.
    pub fn proven(is: &'static str, proof: Found) -> Self {
        Decided { is, by: By::Cells, proof: Some(proof) }
    }
}

/// One of our columns and the header that stands for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "mapped column"))]
pub struct Mapped {
    /// Our name.
    pub ours: &'static str,
    /// The header of the file.
    pub theirs: String,
}

/// What the file leaves open: it is not guessed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "open question"))]
pub struct Open {
    /// `dates` or `decimal`: the key of `--set` that answers it.
    pub what: &'static str,
    /// The column.
    pub column: String,
    /// A cell that could be two things.
    pub proof: Found,
}

/// How a file is read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "reading plan"))]
pub struct Plan {
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// Its other sheets, which are not read.
    pub other_sheets: Vec<String>,
    /// The line of the header.
    pub header_line: u64,
    /// What stands between cells.
    pub separator: Option<char>,
    /// How its bytes are letters, where not UTF-8.
    pub encoding: Option<&'static str>,
    /// Columns that have another name than ours.
    pub columns: Vec<Mapped>,
    /// Which sign separates decimals: `point` or `comma`.
    pub decimal: Option<Decided>,
    /// What amounts are in: an ISO code, or absent where each row says it.
    pub currency: Option<Decided>,
    /// What amounts are for.
    pub unit: Option<Decided>,
    /// Which number of a day is the month.
    pub dates: Option<Decided>,
    /// Posted ranges among the amounts, and which point of them counts.
    pub ranges: Option<Decided>,
    /// What stays open.
    pub open: Vec<Open>,
}

impl From<Period> for Decided {
    fn from(period: Period) -> Self {
        Decided::new(period.into(), By::Nothing)
    }
}

/// The word for an order of days.
pub fn order_name(order: DayOrder) -> &'static str {
    order.into()
}

/// The word for a point of a range.
pub fn range_name(point: RangePoint) -> &'static str {
    point.into()
}
