//! Pay with its period, brought to a year: `"4,600 a month × 14"`, `"18 LPA"`,
//! `{ amount = 40, per = "hour", hours_per_week = 38 }`.

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use super::chapter::Table;
use crate::input::cells::{PayCell, Period, pay, period};
use crate::input::value::{self, Fault, Read};
use crate::num::{AmountStyle, Money, grouped};

/// Hours of a week, and payments of a year, that somebody may have.
const HOURS: (u32, u32) = (1, 80);
const PAYMENTS: (u32, u32) = (1, 24);

/// Pay as it was written, with how often it comes in a year.
struct Stated {
    money: Money,
    period: Period,
    times: Decimal,
}

impl Table<'_> {
    /// Pay of a year in the case's currency. An amount alone is a year's; one
    /// for another period is brought to a year, and the reader is told how.
    pub fn yearly(&self, key: &str) -> Option<Money> {
        let stated = match self.holds_table(key) {
            true => self.stated_in_table(key),
            false => self.read(key, |text, style| self.stated_in_words(text, style)),
        };
        self.in_a_year(key, &stated?)
    }

    /// True where the file says itself what the pay is for.
    pub fn says_period(&self, key: &str) -> bool {
        let of_words = |text: &str| pay(split_times(text).0, self.reading().style)?.period;
        self.holds_table(key) || self.written(key).and_then(of_words).is_some()
    }

    fn stated_in_words(&self, text: &str, style: AmountStyle) -> Read<Stated> {
        let plain = match value::money(text, self.plain_currency(), style) {
            Ok(money) => return Ok(Stated { money, period: Period::Year, times: Decimal::ONE }),
            Err(fault) => fault,
        };
        let (amount, payments) = split_times(text);
        let Some(PayCell { low, high, currency, period: Some(period), .. }) = pay(amount, style) else {
            return Err(plain);
        };
        if high.is_some() {
            let message = format!("`{text}` is a range where one figure is needed");
            return Err(Fault::new(message, "write the figure you were told, or the lower end"));
        }
        let point = AmountStyle::DecimalPoint;
        let money = value::money(&low.to_string(), currency.unwrap_or(self.plain_currency()), point)?;
        let times = payments.map(times_a_year).transpose()?.unwrap_or_else(|| self.times(period));
        Ok(Stated { money, period, times })
    }

    fn stated_in_table(&self, key: &str) -> Option<Stated> {
        let table = self.table(key)?;
        let money = table
            .need("amount", "40")
            .read("amount", |text, style| value::money(text, self.plain_currency(), style));
        let period = table.need("per", "\"hour\"").read("per", |text, _| {
            period(text).ok_or_else(|| {
                Fault::new(format!("`{text}` is no period"), "write year, month, week, day or hour")
            })
        });
        let hours = table.integer("hours_per_week", HOURS.0..=HOURS.1);
        let payments = table.integer("times", PAYMENTS.0..=PAYMENTS.1);
        if hours.is_some() && period.is_some_and(|period| period != Period::Hour) {
            table.problem("hours_per_week", "this is not paid by the hour", "leave it out");
        }
        table.finish();
        let (money, period) = (money?, period?);
        let by_week = hours.map(|hours| Decimal::from(hours) * self.times(Period::Week));
        let times = payments.map(Decimal::from).or(by_week).unwrap_or_else(|| self.times(period));
        Some(Stated { money, period, times })
    }

    fn times(&self, period: Period) -> Decimal {
        Decimal::from_f64(self.reading().facts().times(period)).unwrap_or(Decimal::ONE)
    }

    fn in_a_year(&self, key: &str, stated: &Stated) -> Option<Money> {
        let yearly = stated.money.times(stated.times);
        let converted = value::money_in_range(yearly)
            .and_then(|money| self.reading().exchange().money(money))
            .map_err(|fault| self.problem(key, fault.message, fault.hint))
            .ok()?;
        if stated.times != Decimal::ONE {
            let per: &str = stated.period.into();
            self.reading().note(format!(
                "{}: {} per {per}, {} times a year, is {} a year",
                self.label(key),
                grouped(stated.money.amount()),
                grouped(stated.times),
                grouped(yearly.amount()),
            ));
        }
        Some(converted)
    }
}

/// What stands before a sign of multiplication, and behind it.
fn split_times(text: &str) -> (&str, Option<&str>) {
    match text.rsplit_once(['×', '*', 'x', 'X']) {
        Some((amount, times)) if times.trim().starts_with(|c: char| c.is_ascii_digit()) => {
            (amount, Some(times.trim()))
        }
        _ => (text, None),
    }
}

fn times_a_year(text: &str) -> Read<Decimal> {
    let digits = text.split_whitespace().next().unwrap_or_default();
    match digits.parse::<u32>() {
        Ok(times) if (PAYMENTS.0..=PAYMENTS.1).contains(&times) => Ok(times.into()),
        _ => Err(Fault::new(format!("`{text}` is no number of salaries a year"), "write × 12, × 13 or × 14")),
    }
}
