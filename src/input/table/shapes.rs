//! Published pay bands in shapes of their own: known by their headers, so that
//! nobody has to map them.

use crate::domain::same_name;
use crate::input::options::ReadOptions;
use crate::num::Currency;

/// A table of pay bands that somebody publishes, and what its headers mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// Who publishes it, for messages.
    pub name: &'static str,
    /// (ours, theirs); all of theirs have to be there.
    columns: &'static [(&'static str, &'static str)],
    /// What its amounts are in, where neither header nor column says it.
    currency: Option<Currency>,
}

const SHAPES: [Shape; 4] = [
    Shape {
        name: "workforce of a UK government department",
        columns: &[
            ("level", "Grade"),
            ("base_min", "Payscale Minimum (£)"),
            ("base_max", "Payscale Maximum (£)"),
        ],
        currency: Some(Currency::GBP),
    },
    Shape {
        name: "NHS Agenda for Change",
        columns: &[
            ("level", "band"),
            ("base_min", "entry_gbp"),
            ("base_mid", "intermediate_gbp"),
            ("base_max", "top_gbp"),
        ],
        currency: Some(Currency::GBP),
    },
    Shape {
        name: "US General Schedule",
        columns: &[
            ("effective_date", "year"),
            ("level", "grade"),
            ("base_min", "min"),
            ("base_mid", "mid"),
            ("base_max", "max"),
        ],
        currency: Some(Currency::USD),
    },
    Shape {
        name: "a company's pay model by place",
        columns: &[
            ("family", "role"),
            ("location", "area"),
            ("base_min", "band_min"),
            ("base_mid", "band_mid"),
            ("base_max", "band_max"),
        ],
        currency: None,
    },
];

/// The shape of a file by its headers.
pub fn shape_of(headers: &[String]) -> Option<&'static Shape> {
    let has = |theirs: &str| headers.iter().any(|header| same_name(header, theirs));
    SHAPES.iter().find(|shape| shape.columns.iter().all(|(_, theirs)| has(theirs)))
}

impl Shape {
    /// The options with which a file of this shape is read; what the user maps goes first.
    #[must_use]
    pub fn applied(&self, headers: &[String], options: &ReadOptions) -> ReadOptions {
        let typed = &options.columns;
        let mut columns: Vec<(String, String)> =
            typed.iter().filter(|(_, theirs)| headers.contains(theirs)).cloned().collect();
        for (ours, theirs) in self.columns {
            let free = columns.iter().all(|(name, header)| name != ours && !same_name(header, theirs));
            let header = headers.iter().find(|header| same_name(header, theirs));
            columns.extend(header.filter(|_| free).map(|header| ((*ours).to_owned(), header.clone())));
        }
        ReadOptions { columns, currency: self.currency.unwrap_or(options.currency), ..options.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(text: &str) -> Vec<String> {
        text.split(',').map(str::to_owned).collect()
    }

    #[test]
    fn shapes_are_known_by_all_their_headers() {
        let name = |text: &str| shape_of(&headers(text)).map(|shape| shape.name);
        assert_eq!(name("year,grade,min,mid,max"), Some("US General Schedule"));
        assert_eq!(
            name("band,entry_gbp,intermediate_gbp,top_gbp,years_to_top"),
            Some("NHS Agenda for Change")
        );
        assert_eq!(name("grade,min,mid,max"), None);
        assert_eq!(name("level,base_min,base_max"), None);
    }

    #[test]
    fn what_the_user_maps_goes_first() {
        let theirs = headers("year,grade,min,mid,max,title");
        let typed = ReadOptions {
            columns: vec![("level".into(), "title".into()), ("base_min".into(), "nowhere".into())],
            ..ReadOptions::default()
        };
        let shape = shape_of(&theirs).unwrap();
        let columns = shape.applied(&theirs, &typed).columns;
        let of =
            |ours: &str| columns.iter().find(|(name, _)| name == ours).map(|(_, header)| header.as_str());
        assert_eq!((of("level"), of("base_min"), of("base_max")), (Some("title"), Some("min"), Some("max")));
    }
}
