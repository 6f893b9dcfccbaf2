//! Pay that may be for another period than a year: a question, never a figure.

use rust_decimal::prelude::ToPrimitive;

use super::Packages;
use super::chapter::Table;
use crate::domain::{Assumption, Assumptions};
use crate::input::cells::Period;
use crate::num::{Money, grouped};

/// What an amount is held against.
struct Beside<'a> {
    what: String,
    pay: f64,
    /// The least and the most that a year's pay is usually, as shares of it.
    usual: &'a Assumption,
}

/// Asks about every base that is not said to be a year's and lies far from what
/// is usual in its currency, or from today's pay.
pub(super) fn ask_about(root: &Table<'_>, packages: &Packages, assumptions: &Assumptions) {
    let Some(any) = packages.offer.or(packages.current) else { return };
    let currency = any.base.currency();
    let usual = assumptions.get(&format!("usual-pay.{}", currency.code().to_lowercase()));
    let usual = usual.zip(assumptions.get("usual-pay.share")).map(|(row, usual)| Beside {
        what: format!("the {} that is a usual year's pay in {}", plain(row.value), currency.code()),
        pay: row.value,
        usual,
    });
    let current = packages.current.and_then(|current| {
        let table = root.table("current")?;
        let sound = is_sound(&table, current.base, usual.as_slice());
        let usual = assumptions.get("usual-pay.beside-today").filter(|_| sound)?;
        let pay = current.base.to_f64();
        Some(Beside { what: format!("today's {}", plain(pay)), pay, usual })
    });
    let beside: Vec<Beside<'_>> = usual.into_iter().chain(current).collect();
    if let Some((table, offer)) = root.table("offer").zip(packages.offer) {
        is_sound(&table, offer.base, &beside);
    }
    if let Some((table, base)) = root.table("ask").zip(packages.ask.as_ref().and_then(|ask| ask.base)) {
        is_sound(&table, base, &beside);
    }
    for (table, other) in root.tables("alternatives").iter().zip(&packages.alternatives) {
        is_sound(table, other.package.base, &beside);
    }
}

/// False where the base is a question, which is asked.
fn is_sound(table: &Table<'_>, base: Money, beside: &[Beside<'_>]) -> bool {
    if table.says_period("base") {
        return true;
    }
    let Some(odd) = beside.iter().find(|beside| !beside.fits(base.to_f64())) else { return true };
    let amount = grouped(base.amount());
    let share = base.to_f64() / odd.pay;
    let (message, hint) = match share < 1.0 {
        true => {
            let period = odd.period_of(base.to_f64());
            let per: &str = period.unwrap_or(Period::Month).into();
            let part_time = if period.is_none() { ", or part time" } else { "" };
            let example = if period == Some(Period::Hour) { "an hour" } else { &format!("a {per}") };
            let share =
                if share < 0.01 { "less than 1%".to_owned() } else { format!("{:.0}%", share * 100.0) };
            (
                format!("{amount} a year is {share} of {}: is it per {per}{part_time}?", odd.what),
                format!("write base = \"{amount} {example}\", or \"{amount} a year\" if that is what it is"),
            )
        }
        false => (
            format!(
                "{amount} a year is {share:.0} times {}: is one of them for another period, or a digit too many?",
                odd.what
            ),
            format!("correct it, or write base = \"{amount} a year\" if that is what it is"),
        ),
    };
    table.problem("base", message, hint);
    false
}

impl Beside<'_> {
    fn fits(&self, pay: f64) -> bool {
        (self.usual.low..=self.usual.high).contains(&(pay / self.pay))
    }

    /// The period that brings an amount nearest to what it stands beside.
    fn period_of(&self, pay: f64) -> Option<Period> {
        const TIMES: [(Period, f64); 4] =
            [(Period::Month, 12.0), (Period::Week, 52.0), (Period::Day, 260.0), (Period::Hour, 2080.0)];
        let distance = |times: f64| (pay * times / self.pay).ln().abs();
        let nearest = TIMES.iter().min_by(|a, b| distance(a.1).total_cmp(&distance(b.1)));
        nearest.filter(|(_, times)| self.fits(pay * times)).map(|(period, _)| *period)
    }
}

fn plain(amount: f64) -> String {
    amount.round().to_i64().map(|whole| grouped(whole.into())).unwrap_or_default()
}
