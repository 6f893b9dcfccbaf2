//! One person on the payroll, as far as pay bands are concerned.

use rust_decimal::Decimal;

use crate::num::Money;

/// A person's pay and what decides which band it is held against.
#[derive(Debug, Clone, PartialEq)]
pub struct Employee {
    /// The employer's number of the person; the line of the file where it has none.
    pub id: String,
    /// The name, where the file has it.
    pub name: Option<String>,
    /// Level, as the employer names it.
    pub level: String,
    /// Base salary a year, for the share of full time that the person works.
    pub base: Money,
    /// That share, above 0 and at most 1; `None` where base is stated for full time.
    pub fte: Option<Decimal>,
    /// Where the person works.
    pub location: Option<String>,
    /// Job family or title.
    pub family: Option<String>,
    /// The legal employer.
    pub company: Option<String>,
    /// File and line, for messages.
    pub origin: String,
}

impl Employee {
    /// What the base would be for full time: base ÷ share, unrounded.
    pub fn full_time_base(&self) -> Money {
        self.fte.and_then(|fte| self.base.divided_by(fte)).unwrap_or(self.base)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::Currency;

    #[test]
    fn part_time_pay_is_made_whole() {
        let money = |amount: i64| Money::new(amount.into(), Currency::EUR);
        let half = Employee {
            id: "7".into(),
            name: None,
            level: "L3".into(),
            base: money(36_000),
            fte: Some(Decimal::new(6, 1)),
            location: None,
            family: None,
            company: None,
            origin: "staff.csv:2".into(),
        };
        assert_eq!(half.full_time_base(), money(60_000));
        assert_eq!(Employee { fte: None, ..half }.full_time_base(), money(36_000));
    }
}
