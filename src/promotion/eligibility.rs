//! Whether the time in level and the releases suffice on a given day.

use jiff::civil::Date;
use jiff::{ToSpan, Unit};

use super::Terms;
use crate::domain::promotion::Standing;

/// Months in level on the day of a window, against what is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Months {
    /// Whole months in level then.
    pub then: i64,
    /// The least that the employer's rule asks for.
    pub least: i64,
}

/// Releases so far, against what is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Releases {
    /// Delivered so far.
    pub so_far: i64,
    /// What is asked for.
    pub least: i64,
}

/// Months and releases, where the case tells them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Eligibility {
    /// Months in level on the day, where the employer has a rule: impact decides, not time.
    pub months: Option<Months>,
    /// Releases so far.
    pub releases: Option<Releases>,
}

impl Eligibility {
    /// The standing on `day`, told on `today`.
    pub fn on(day: Date, today: Date, standing: &Standing, terms: &Terms) -> Self {
        let then = since(standing, today).and_then(|since| whole_months(since, day));
        let least = standing.least_months.map(i64::from);
        let months = then.zip(least).map(|(then, least)| Months { then, least });
        let releases = standing.releases.map(|releases| Releases {
            so_far: i64::from(releases),
            least: standing.least_releases.map_or(terms.least_releases, i64::from),
        });
        Eligibility { months, releases }
    }

    /// True when too few months will have passed. What is not told does not stand in the way.
    pub fn too_early(&self) -> bool {
        self.months.is_some_and(|months| months.then < months.least)
    }

    /// Releases still to deliver.
    pub fn releases_short(&self) -> i64 {
        self.releases.map_or(0, |releases| (releases.least - releases.so_far).max(0))
    }
}

fn since(standing: &Standing, today: Date) -> Option<Date> {
    let counted =
        standing.months_in_level.and_then(|months| today.checked_sub(i64::from(months).months()).ok());
    standing.level_since.or(counted)
}

/// Whole months from one day to another: 15 January to 14 March is 1.
fn whole_months(from: Date, to: Date) -> Option<i64> {
    let span = from.until((Unit::Month, to)).ok()?;
    Some(i64::from(span.get_months()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::promotion::terms::tests::terms;
    use jiff::civil::date;

    #[test]
    fn months_are_whole_and_counted_on_the_day_of_the_window() {
        let rule = Standing { least_months: Some(9), ..Standing::default() };
        let standing = Standing { level_since: Some(date(2025, 1, 15)), ..rule.clone() };
        let on = |day| Eligibility::on(day, date(2025, 6, 1), &standing, &terms()).months.unwrap().then;
        assert_eq!(on(date(2025, 3, 14)), 1);
        assert_eq!(on(date(2025, 3, 15)), 2);
        let told = Standing { months_in_level: Some(7), ..rule };
        let then = Eligibility::on(date(2025, 8, 1), date(2025, 6, 1), &told, &terms());
        assert_eq!(then.months, Some(Months { then: 9, least: 9 }));
        assert!(!then.too_early());
    }

    #[test]
    fn the_employers_own_rule_goes_first_and_silence_stops_nothing() {
        let standing = Standing {
            months_in_level: Some(10),
            releases: Some(1),
            least_months: Some(18),
            least_releases: Some(3),
            ..Standing::default()
        };
        let then = Eligibility::on(date(2025, 8, 1), date(2025, 8, 1), &standing, &terms());
        assert!(then.too_early());
        assert_eq!(then.releases_short(), 2);
        let silent = Eligibility::on(date(2025, 8, 1), date(2025, 8, 1), &Standing::default(), &terms());
        assert!(!silent.too_early());
        assert_eq!(silent, Eligibility::default());
    }
}
