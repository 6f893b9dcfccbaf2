//! When two places that people typed are one place; American states, and the areas with several cities.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::names::fold_name;

/// `kind, name, place`: a state and its code, or an area and one city in it.
const PLACES: &str = include_str!("../../data/places.csv");

/// The longest names of states have so many words: `District of Columbia`.
const LONGEST_STATE: usize = 3;

/// The United States, last in a place, are left out.
const COUNTRY: [&str; 3] = ["us", "usa", "unitedstates"];

#[derive(Debug, Default)]
struct Places {
    /// State code by folded name or code.
    states: BTreeMap<String, String>,
    /// Cities by the folded name of their area.
    areas: BTreeMap<String, Vec<String>>,
}

fn places() -> &'static Places {
    static TABLE: OnceLock<Places> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Places::default();
        for row in csv::Reader::from_reader(PLACES.as_bytes()).records().flatten() {
            let (name, place) = (fold_name(&row[1]), row[2].to_owned());
            if &row[0] == "state" {
                let code = fold_name(&place);
                table.states.insert(code.clone(), code.clone());
                table.states.insert(name, code);
            } else {
                table.areas.entry(name).or_default().push(place);
            }
        }
        table
    })
}

/// What the spellings of one place have in common: case, blanks and punctuation do not count, American
/// states are their codes, and the United States are left out. `San Francisco, California` and
/// `SAN FRANCISCO,CA, USA` are `sanfranciscoca`.
pub fn fold_place(text: &str) -> String {
    let (city, state) = parts(text);
    let folded = city + state.unwrap_or_default();
    if folded.is_empty() { fold_name(text) } else { folded }
}

/// True for two spellings of one place.
pub fn same_place(one: &str, other: &str) -> bool {
    fold_place(one) == fold_place(other)
}

/// The folded code of the American state in which a place lies, or which it is.
pub fn state_of(place: &str) -> Option<&'static str> {
    parts(place).1
}

/// The cities of an area such as "SF Bay Area".
pub fn cities_of(area: &str) -> Option<&'static [String]> {
    places().areas.get(&fold_name(area)).map(Vec::as_slice)
}

/// True when a metropolitan area (`San Francisco-Oakland-Fremont, CA`) is named after a city, in its
/// state where one is said.
pub fn is_area_of(area: &str, city: &str) -> bool {
    let Some((cities, states)) = area.rsplit_once(", ") else { return false };
    let (wanted, state) = parts(city);
    let named = cities.split(['-', '/']).any(|name| fold_name(name) == wanted);
    named && state.is_none_or(|wanted| states.split('-').any(|state| state_of(state) == Some(wanted)))
}

/// What stands before the state, folded, and the state's code.
fn parts(text: &str) -> (String, Option<&'static str>) {
    let mut words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()).collect();
    for length in [2, 1] {
        if words.len() > length && COUNTRY.contains(&last(&words, length).as_str()) {
            words.truncate(words.len() - length);
        }
    }
    let found = (1..=LONGEST_STATE.min(words.len()))
        .rev()
        .find_map(|length| Some((length, places().states.get(&last(&words, length))?.as_str())));
    let city = &words[..words.len() - found.map_or(0, |(length, _)| length)];
    let city = if city.is_empty() { String::new() } else { fold_name(&city.join(" ")) };
    (city, found.map(|(_, code)| code))
}

fn last(words: &[&str], length: usize) -> String {
    fold_name(&words[words.len() - length..].join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_place_are_one_place() {
        for place in [
            "San Francisco,CA ",
            "San Francisco, California",
            "SAN FRANCISCO, CA, USA",
            "San Francisco CA",
            "san-francisco, ca, United States",
        ] {
            assert_eq!(fold_place(place), "sanfranciscoca", "{place}");
        }
        assert!(same_place("Washington, D.C.", "Washington, District of Columbia"));
        assert!(same_place("Charleston, WV", "Charleston, West Virginia"));
        assert!(!same_place("Toronto, ON, Canada", "Toronto, OH"));
        assert_eq!((fold_place("Berlin"), fold_place("US")), ("berlin".into(), "us".into()));
    }

    #[test]
    fn states_and_areas() {
        let states = ["fresno, ca", "Texas", "berlin", "New York, New York"].map(state_of);
        assert_eq!(states, [Some("ca"), Some("tx"), None, Some("ny")]);
        assert!(cities_of("sf bay area").unwrap().contains(&"Mountain View, CA".to_owned()));
        assert_eq!(cities_of("San Francisco, CA"), None);
        let codes: std::collections::BTreeSet<&String> = places().states.values().collect();
        assert_eq!(codes.len(), 54);
    }
}
