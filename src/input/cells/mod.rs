//! What people write into a cell: pay with its currency and period, ranges,
//! days, years of experience; and what a whole column of cells proves.

mod column;
mod date;
mod experience;
mod pay;
mod words;

pub use crate::domain::Period;
pub(in crate::input) use column::bare_header;
pub use column::{Amounts, Days, Found};
pub use date::{DayOrder, day, is_day};
pub use experience::years;
pub use pay::{PayCell, pay};
pub use words::{currency, currency_in_header, period, period_in_header, sums_up};

/// Spellings of "nothing is stated". Minus one is the missing value of many programs.
#[inline]
pub fn is_missing(text: &str) -> bool {
    const SPELLED: [&str; 12] =
        ["na", "n/a", "#n/a", "nan", "null", "none", "-", "–", "--", ".", "-1", "-1.0"];
    match text.as_bytes() {
        [] => true,
        [b'n' | b'N' | b'#' | b'-' | b'.' | 0xe2, ..] if text.len() <= 4 => {
            SPELLED.iter().any(|missing| text.eq_ignore_ascii_case(missing))
        }
        _ => false,
    }
}
