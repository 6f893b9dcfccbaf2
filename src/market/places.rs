//! Places that have several names: American states and the larger areas.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::fold::fold_text;

/// `kind, name, place`: a state and its code, or an area and one city in it.
const PLACES: &str = include_str!("../../data/places.csv");

#[derive(Debug, Default)]
struct Places {
    /// State code by folded name.
    states: BTreeMap<String, String>,
    /// Cities by the folded name of their area.
    areas: BTreeMap<String, Vec<String>>,
}

fn places() -> &'static Places {
    static TABLE: OnceLock<Places> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Places::default();
        for row in csv::Reader::from_reader(PLACES.as_bytes()).records().flatten() {
            let (name, place) = (fold_text(&row[1]), row[2].to_owned());
            match &row[0] {
                "state" => drop(table.states.insert(name, fold_text(&place))),
                _ => table.areas.entry(name).or_default().push(place),
            }
        }
        table
    })
}

/// The folded code of a folded state name, else the text itself.
pub fn state_code(folded: &str) -> &str {
    places().states.get(folded).map_or(folded, String::as_str)
}

/// The folded code of the state in which a folded place lies, or which it is.
pub fn state_of(folded: &str) -> Option<&str> {
    let last = folded.rsplit(", ").next().unwrap_or(folded);
    let code = state_code(last);
    places().states.values().any(|known| known == code).then_some(code)
}

/// The cities of an area such as "SF Bay Area".
pub fn cities_of(area: &str) -> Option<&'static [String]> {
    places().areas.get(&fold_text(area)).map(Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_and_areas() {
        assert_eq!(state_code("california"), "ca");
        assert_eq!(state_code("berlin"), "berlin");
        assert_eq!(
            (state_of("fresno, ca"), state_of("texas"), state_of("berlin")),
            (Some("ca"), Some("tx"), None)
        );
        assert!(cities_of("sf bay area").unwrap().contains(&"Mountain View, CA".to_owned()));
        assert_eq!(cities_of("San Francisco, CA"), None);
        assert_eq!(places().states.len(), 54);
    }
}
