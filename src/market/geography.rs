//! Geographic differentials: what pay in one place is of pay in another.

use crate::domain::{Adjustment, fold_place, is_area_of, same_place, state_of};

/// The level of pay of one place, in any unit that all places share.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceLevel {
    /// The place as its table names it; `None` for the whole country.
    pub place: Option<String>,
    /// The level of pay there.
    pub level: f64,
    /// The level in words, such as `median 61,000`.
    pub words: String,
}

/// Levels of pay by place, from one table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Differentials {
    /// What is compared and who says so, such as `median wage of all occupations, OEWS of May 2025`.
    pub measure: String,
    /// The places, the whole country among them.
    pub levels: Vec<PlaceLevel>,
}

impl Differentials {
    /// What figures of one place become in another; `None` is the whole country.
    ///
    /// # Errors
    /// A place that the table does not have, by its name.
    pub fn between(&self, from: Option<&str>, to: &str) -> Result<Adjustment, String> {
        let (there, here) = (self.level_of(from)?, self.level_of(Some(to))?);
        let name = |level: &PlaceLevel| level.place.clone().unwrap_or_else(|| "the whole country".to_owned());
        let stands_for = |asked: Option<&str>, found: &PlaceLevel| match (asked, &found.place) {
            (Some(asked), Some(place)) if !same_place(asked, place) => {
                format!("; {place} stands for {asked}")
            }
            _ => String::new(),
        };
        Ok(Adjustment {
            what: format!("geographic differential from {} to {to}", from.unwrap_or("the whole country")),
            factor: here.level / there.level,
            why: format!(
                "{}: {} {} over {} {}{}{}",
                self.measure,
                name(here),
                here.words,
                name(there),
                there.words,
                stands_for(Some(to), here),
                stands_for(from, there)
            ),
        })
    }

    /// The places that the table has, by name.
    pub fn places(&self) -> Vec<String> {
        self.levels.iter().filter_map(|level| level.place.clone()).collect()
    }

    /// The place itself; else the metropolitan area that is named after it;
    /// else the state in which it lies.
    fn level_of(&self, place: Option<&str>) -> Result<&PlaceLevel, String> {
        let find = |fits: &dyn Fn(Option<&str>) -> bool| {
            self.levels.iter().find(|level| fits(level.place.as_deref()))
        };
        let Some(wanted) = place else {
            return find(&|own| own.is_none()).ok_or_else(|| "the whole country".to_owned());
        };
        let same = find(&|own| own.is_some_and(|own| same_place(own, wanted)));
        let area = || find(&|own| own.is_some_and(|own| is_area_of(own, wanted)));
        let state = || {
            let state = state_of(wanted)?;
            find(&|own| own.is_some_and(|own| fold_place(own) == state))
        };
        same.or_else(area).or_else(state).ok_or_else(|| wanted.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Differentials {
        let level = |place: Option<&str>, level: f64| PlaceLevel {
            place: place.map(str::to_owned),
            level,
            words: format!("{level:.0}"),
        };
        Differentials {
            measure: "median wage".into(),
            levels: vec![
                level(None, 50_000.0),
                level(Some("California"), 60_000.0),
                level(Some("San Francisco-Oakland-Fremont, CA"), 80_000.0),
                level(Some("Kansas City, MO-KS"), 45_000.0),
            ],
        }
    }

    #[test]
    fn from_the_country_to_a_place_and_between_places() {
        let to = |from, to| table().between(from, to).unwrap();
        assert_eq!(to(None, "California").factor, 1.2);
        assert_eq!(to(Some("California"), "Oakland, CA").factor, 80.0 / 60.0);
        assert_eq!(to(None, "Kansas City, KS").factor, 0.9);
        let state = to(None, "Fresno, California");
        assert_eq!(state.factor, 1.2);
        assert_eq!(
            state.why,
            "median wage: California 60000 over the whole country 50000; California stands for Fresno, California"
        );
        assert_eq!(table().between(None, "Berlin"), Err("Berlin".to_owned()));
        assert_eq!(table().between(Some("Austin, TX"), "Oakland, CA"), Err("Austin, TX".to_owned()));
    }
}
