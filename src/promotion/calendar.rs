//! From a review calendar to a plan: which window can be met, what is due
//! when, and what a window missed costs.

use jiff::civil::{Date, Weekday};
use jiff::{ToSpan, Unit};
use rust_decimal::Decimal;

use super::{Eligibility, Terms};
use crate::domain::promotion::{ReviewCalendar, Standing, Window, WindowRule};
use crate::num::{Money, Rounding};

/// Days in a year, for a yearly amount by the day.
const DAYS_A_YEAR: i64 = 365;
/// Windows looked at: with four a year, five years ahead.
const LOOKED_AT: usize = 20;
/// Windows to choose among.
const TO_CHOOSE: usize = 4;

/// What the promotion is worth a year over staying: the difference of the
/// packages, handed in as finished values in the case's currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearlyGain {
    /// 10th percentile.
    pub low: Money,
    /// Median.
    pub middle: Money,
    /// 90th percentile.
    pub high: Money,
}

/// Why a window is out of reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreachable {
    /// Its evidence was due before today.
    EvidenceDue,
    /// Too few months in level by then.
    TooEarly,
}

/// One window with its dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Review {
    /// The days of the review.
    pub window: Window,
    /// The last day for evidence.
    pub evidence_due: Date,
    /// From when the promotion counts.
    pub effective: Date,
    /// Months and releases on its first day.
    pub eligibility: Eligibility,
    /// Why it cannot be met; `None` when it can.
    pub unreachable: Option<Unreachable>,
}

/// What waiting from one window to another costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// The window that is missed.
    pub from: Window,
    /// The one that comes instead.
    pub to: Window,
    /// Days between their first days.
    pub days: i64,
    /// The difference of the packages over those days, rounded to 100 in the
    /// currency; `None` where the money is unknown.
    pub cost: Option<YearlyGain>,
}

/// The way to the window that can be met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The day on which it is made.
    pub today: Date,
    /// The rule behind the windows, as text; `None` where dates were listed.
    pub rule: Option<String>,
    /// Days between evidence deadline and window.
    pub evidence_days: i64,
    /// Windows ahead that cannot be met.
    pub out_of_reach: Vec<Review>,
    /// The next windows that can be met, to choose among.
    pub choice: Vec<Review>,
    /// True when the person named the window to aim at.
    pub chosen: bool,
    /// The window to aim at: the one that was named, else the first that can be met.
    pub target: Review,
    /// The one after it.
    pub after: Option<Review>,
    /// When to begin, before the target.
    pub begin: Date,
    /// True when that day has passed.
    pub late: bool,
    /// From when on results should fall.
    pub load_from: Date,
    /// Career check-ins, one a month up to the window.
    pub check_ins: Vec<Date>,
    /// What the window already out of reach costs, where there is one.
    pub waiting: Option<Wait>,
    /// What missing the target would cost.
    pub missing: Option<Wait>,
}

impl Plan {
    /// The plan as of `today`; `None` when no window ahead can be met.
    pub fn make(
        today: Date,
        calendar: &ReviewCalendar,
        standing: &Standing,
        usual: &WindowRule,
        terms: &Terms,
        gain: Option<YearlyGain>,
    ) -> Option<Plan> {
        let reviews = reviews(today, calendar, standing, usual, terms);
        let first = reviews.iter().position(|review| review.unreachable.is_none())?;
        let named = |day: Date| (first..reviews.len()).find(|at| reviews[*at].window.last() >= day);
        let at = calendar.target.and_then(named).unwrap_or(first);
        let target = reviews[at];
        let after = reviews.get(at + 1).copied();
        let begin_months = calendar.begin_months.map_or(terms.begin_months, i64::from);
        let opens = target.window.first();
        let begin = opens.checked_sub(begin_months.months()).ok()?;
        Some(Plan {
            today,
            rule: calendar.windows.is_empty().then(|| rule(calendar, usual).text().to_owned()),
            evidence_days: evidence_days(calendar, terms),
            out_of_reach: reviews[..first].to_vec(),
            choice: reviews[first..].iter().take(TO_CHOOSE).copied().collect(),
            chosen: calendar.target.is_some(),
            target,
            after,
            begin,
            late: begin < today,
            load_from: opens.checked_sub(terms.load_months.months()).ok()?,
            check_ins: check_ins(today, opens),
            waiting: reviews[..first].first().map(|missed| Wait::between(missed, &target, gain)),
            missing: after.map(|next| Wait::between(&target, &next, gain)),
        })
    }

    /// Days from today to the evidence deadline of the target.
    pub fn days_to_evidence(&self) -> i64 {
        days(self.today, self.target.evidence_due)
    }
}

impl Wait {
    fn between(from: &Review, to: &Review, gain: Option<YearlyGain>) -> Wait {
        let waited = days(from.window.first(), to.window.first());
        Wait { from: from.window, to: to.window, days: waited, cost: gain.map(|gain| gain.over(waited)) }
    }
}

impl YearlyGain {
    /// gain · days / 365, to the nearest hundred.
    fn over(self, days: i64) -> YearlyGain {
        let part = Decimal::from(days) / Decimal::from(DAYS_A_YEAR);
        let cost = |yearly: Money| yearly.times(part).rounded_to(Decimal::ONE_HUNDRED, Rounding::HalfUp);
        YearlyGain { low: cost(self.low), middle: cost(self.middle), high: cost(self.high) }
    }
}

fn rule<'a>(calendar: &'a ReviewCalendar, usual: &'a WindowRule) -> &'a WindowRule {
    calendar.rule.as_ref().unwrap_or(usual)
}

fn evidence_days(calendar: &ReviewCalendar, terms: &Terms) -> i64 {
    calendar.evidence_days.map_or(terms.evidence_days, i64::from)
}

/// The windows that have not ended, in order.
fn reviews(
    today: Date,
    calendar: &ReviewCalendar,
    standing: &Standing,
    usual: &WindowRule,
    terms: &Terms,
) -> Vec<Review> {
    let windows: Vec<Window> = if calendar.windows.is_empty() {
        rule(calendar, usual).windows_from(today).take(LOOKED_AT).collect()
    } else {
        let mut listed = calendar.windows.clone();
        listed.sort_unstable();
        listed.retain(|window| window.last() >= today);
        listed
    };
    windows.into_iter().filter_map(|window| review(window, today, calendar, standing, terms)).collect()
}

fn review(
    window: Window,
    today: Date,
    calendar: &ReviewCalendar,
    standing: &Standing,
    terms: &Terms,
) -> Option<Review> {
    let evidence_due = window.first().checked_sub(evidence_days(calendar, terms).days()).ok()?;
    let eligibility = Eligibility::on(window.first(), today, standing, terms);
    let unreachable = if evidence_due < today {
        Some(Unreachable::EvidenceDue)
    } else if eligibility.too_early() {
        Some(Unreachable::TooEarly)
    } else {
        None
    };
    let effective = match calendar.effective {
        Some(fixed) if fixed >= window.first() => fixed,
        _ => first_of_next_month(window.last().checked_add(terms.effective_days.days()).ok()?)?,
    };
    Some(Review { window, evidence_due, effective, eligibility, unreachable })
}

/// The first of a month on or after `day`.
fn first_of_next_month(day: Date) -> Option<Date> {
    if day.day() == 1 { Some(day) } else { day.last_of_month().tomorrow().ok() }
}

/// One a month, on its first Wednesday, after today and before the window.
fn check_ins(today: Date, window: Date) -> Vec<Date> {
    let mut month = today.first_of_month();
    let mut found = Vec::new();
    while month < window {
        if let Ok(day) = month.nth_weekday_of_month(1, Weekday::Wednesday)
            && day > today
            && day < window
        {
            found.push(day);
        }
        match month.checked_add(1.month()) {
            Ok(next) => month = next,
            Err(_) => break,
        }
    }
    found
}

pub(super) fn days(from: Date, to: Date) -> i64 {
    from.until((Unit::Day, to)).map_or(0, |span| i64::from(span.get_days()))
}

#[cfg(test)]
#[path = "calendar_tests.rs"]
mod tests;
