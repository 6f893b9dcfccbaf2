//! What is asked of the market: which rows, which component, grouped by what.

use jiff::civil::Date;
use strum::{IntoStaticStr, VariantArray};

use crate::domain::{Component, PayRecord, cities_of, fold_name, fold_place, is_area_of, state_of};
use crate::num::Currency;

/// What groups are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Key {
    /// Job title.
    Title,
    /// Level.
    Level,
    /// Company.
    Company,
    /// Place.
    Location,
}

impl Key {
    /// All of them, in the order of columns.
    pub const ALL: [Key; 4] = [Key::Title, Key::Level, Key::Company, Key::Location];

    /// The name on the command line and in results.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Its text in a record.
    pub fn of<'a>(self, record: &PayRecord<'a>) -> Option<&'a str> {
        match self {
            Key::Title => record.title,
            Key::Level => record.level,
            Key::Company => record.company,
            Key::Location => record.location,
        }
    }

    /// What different spellings of one thing have in common.
    pub fn fold(self, text: &str) -> String {
        match self {
            Key::Title | Key::Level | Key::Company => fold_name(text),
            Key::Location => fold_place(text),
        }
    }
}

/// A text to look for; `*` stands for anything, and an area for its cities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// As the user wrote it.
    pub written: String,
    /// One of these has to fit: texts with anything between them.
    alternatives: Vec<Vec<String>>,
    /// The state of a city, for a source that knows states only.
    state: Option<&'static str>,
    /// One place is meant, and not a pattern of places.
    is_one_place: bool,
}

impl Pattern {
    /// The pattern of a text, folded as the key's texts are (or not at all).
    pub fn new(written: &str, key: Key, exact: bool) -> Self {
        let is_place = key == Key::Location;
        let one = |text: &str| parts_of(text, key, exact);
        let alternatives = match cities_of(written).filter(|_| is_place) {
            Some(cities) => cities.iter().map(|city| one(city)).collect(),
            None => vec![one(written)],
        };
        let one_place = is_place && !exact && alternatives.len() == 1 && !written.contains('*');
        let state = state_of(written).filter(|_| one_place);
        Pattern { written: written.to_owned(), alternatives, state, is_one_place: one_place }
    }

    /// True for a folded text that the pattern fits.
    pub fn fits(&self, text: &str) -> bool {
        self.alternatives.iter().any(|parts| fits(parts, text))
    }

    /// True when the pattern means one text and nothing else.
    pub fn is_one(&self) -> bool {
        matches!(self.alternatives.as_slice(), [parts] if parts.len() == 1)
    }

    /// How near a place is to the one that is meant: the place itself, an area named after it, its state.
    pub fn nearness(&self, place: &str) -> Option<u8> {
        let folded = Key::Location.fold(place);
        if self.fits(&folded) {
            Some(0)
        } else if self.is_one_place && is_area_of(place, &self.written) {
            Some(1)
        } else {
            (self.state() == Some(folded.as_str())).then_some(2)
        }
    }

    /// The folded code of the state in which the one place that is meant lies.
    pub fn state(&self) -> Option<&'static str> {
        self.state
    }
}

/// The texts between the stars, folded; a state ends a place and is looked for at its end only.
fn parts_of(text: &str, key: Key, exact: bool) -> Vec<String> {
    let parts: Vec<&str> = text.split('*').collect();
    let last = parts.len() - 1;
    let fold = |(at, part): (usize, &&str)| match (exact, key) {
        (true, _) => (*part).to_owned(),
        (false, Key::Location) if at < last => fold_name(part),
        (false, _) => key.fold(part),
    };
    parts.iter().enumerate().map(fold).collect()
}

fn fits(parts: &[String], text: &str) -> bool {
    let [first, middle @ .., last] = parts else {
        return parts.first().is_some_and(|only| only == text);
    };
    let Some(rest) = text.strip_prefix(first.as_str()) else { return false };
    let Some(mut rest) = rest.strip_suffix(last.as_str()) else { return false };
    for part in middle {
        match rest.find(part.as_str()) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    true
}

/// Which rows to leave out although they could be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Drop {
    /// Rows equal to another one.
    pub duplicates: bool,
    /// Amounts outside the plausible range.
    pub implausible: bool,
    /// Rows whose parts do not add up to their total.
    pub parts_differ: bool,
}

/// A question to the market.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Which part of pay.
    pub component: Component,
    /// Title, level, company and place to look for, by [`Key::ALL`].
    pub filter: [Option<Pattern>; 4],
    /// One group for each combination of these.
    pub by: Vec<Key>,
    /// Keys whose texts are compared letter by letter instead of folded.
    pub exact: Vec<Key>,
    /// Years of experience, from and to.
    pub experience: (Option<f64>, Option<f64>),
    /// Dates of the rows, from and to.
    pub dates: (Option<Date>, Option<Date>),
    /// What to leave out.
    pub drop: Drop,
    /// How rows count.
    pub weight: Weight,
    /// Words or the code of an occupation to look for in official surveys.
    pub occupation: Option<String>,
    /// Words of the industry that official surveys are asked about; else all of them together.
    pub industry: Option<String>,
    /// How amounts in other currencies are converted.
    pub conversion: Option<Conversion>,
}

/// Exchange rates into one currency.
#[derive(Debug, Clone, PartialEq)]
pub struct Conversion {
    /// What everything becomes.
    pub to: Currency,
    /// From which currency, what one unit of it is, and the dated rate in words.
    pub factors: Vec<(Currency, f64, String)>,
}

impl Conversion {
    /// What one unit of a currency is in the one wanted.
    pub fn factor(&self, from: Currency) -> Option<f64> {
        if from == self.to {
            return Some(1.0);
        }
        self.factors.iter().find(|(known, ..)| *known == from).map(|(_, factor, _)| *factor)
    }
}

/// How rows count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weight {
    /// Every row the same (incumbent-weighted).
    #[default]
    Row,
    /// Every company of two rows or more the same: the median of the companies' percentiles
    /// (organization-weighted).
    Company,
    /// Newer rows more, by a half-life.
    Recency,
}

impl Question {
    /// All rows of one component.
    pub fn about(component: Component) -> Self {
        Question {
            component,
            filter: [const { None }; 4],
            by: Vec::new(),
            exact: Vec::new(),
            experience: (None, None),
            dates: (None, None),
            drop: Drop::default(),
            weight: Weight::Row,
            occupation: None,
            industry: None,
            conversion: None,
        }
    }

    /// The same question about one title, level, company or place.
    #[must_use]
    pub fn only(mut self, key: Key, text: &str) -> Self {
        self.filter[key as usize] = Some(Pattern::new(text, key, self.exact.contains(&key)));
        self
    }

    pub(super) fn wants(&self, key: Key) -> bool {
        self.filter[key as usize].is_some() || self.by.contains(&key)
    }

    pub(super) fn judge(&self, key: Key, text: &str) -> (String, bool) {
        let folded = if self.exact.contains(&key) { text.to_owned() } else { key.fold(text) };
        let asked = self.filter[key as usize].as_ref().is_none_or(|pattern| pattern.fits(&folded));
        (folded, asked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_anything() {
        let fits =
            |pattern: &str, text: &str| Pattern::new(pattern, Key::Title, false).fits(&Key::Title.fold(text));
        assert!(fits("Product Manager", "product  manager "));
        assert!(!fits("Product Manager", "Senior Product Manager"));
        assert!(fits("*software engineer*", "SENIOR SOFTWARE ENGINEER II"));
        assert!(fits("*manager", "Product Manager"));
        assert!(!fits("product*", "Senior Product Manager"));
        assert!(fits("a*a", "aa") && !fits("a*a", "a"));
        assert!(fits("*b*c*", "abxc") && !fits("*c*b*", "abxc"));
    }

    #[test]
    fn a_place_is_found_by_each_of_its_spellings() {
        let fits = |pattern: &str, text: &str| {
            Pattern::new(pattern, Key::Location, false).fits(&Key::Location.fold(text))
        };
        for written in ["San Francisco, California", "san francisco ca", "San*", "*, CA", "SF Bay Area"] {
            assert!(fits(written, "San Francisco, CA, USA"), "{written}");
        }
        assert!(fits("New York*", "New York, NY") && !fits("New York*", "Albany, NY"));
        let state = |written: &str| Pattern::new(written, Key::Location, false).state();
        assert_eq!((state("Fresno, California"), state("*, CA"), state("Berlin")), (Some("ca"), None, None));
    }
}
