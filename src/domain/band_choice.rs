//! Which bands of a level hold for a role or a person.

use jiff::civil::Date;

use super::{PayBand, related, same_name, same_place};

/// For whom a band is looked for; what is not known does not narrow.
#[derive(Debug, Clone, Copy, Default)]
pub struct BandHolder<'a> {
    /// The employer.
    pub company: Option<&'a str>,
    /// The place of work.
    pub location: Option<&'a str>,
    /// Job title or family.
    pub title: Option<&'a str>,
    /// Bands in force on this day; without one, the newest.
    pub day: Option<Date>,
}

/// Why no band of a level holds: those that there are name others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OtherBands {
    /// They are of these companies.
    Companies(Vec<String>),
    /// They are of these places.
    Places(Vec<String>),
}

/// The bands of one level that hold for somebody: those that name the company
/// and the place, without any such those that name none; of these the job's
/// own, else those of a family that the title names, else all; of dated ones
/// the newest in force.
///
/// # Errors
/// When all of them are of other companies or places.
pub fn holding<B: AsRef<PayBand>>(bands: Vec<B>, whom: BandHolder<'_>) -> Result<Vec<B>, OtherBands> {
    let company = |band: &PayBand| band.company.clone();
    let bands = narrow(bands, whom.company, company, same_name).map_err(OtherBands::Companies)?;
    let place = |band: &PayBand| band.location.clone();
    let bands = narrow(bands, whom.location, place, same_place).map_err(OtherBands::Places)?;
    Ok(in_force(of_job(bands, whom.title), whom.day))
}

fn narrow<B: AsRef<PayBand>>(
    bands: Vec<B>,
    wanted: Option<&str>,
    of: fn(&PayBand) -> Option<String>,
    same: fn(&str, &str) -> bool,
) -> Result<Vec<B>, Vec<String>> {
    let Some(wanted) = wanted else { return Ok(bands) };
    let named = |band: &B| of(band.as_ref()).is_some_and(|name| same(&name, wanted));
    let (own, others): (Vec<B>, Vec<B>) = bands.into_iter().partition(named);
    if !own.is_empty() {
        return Ok(own);
    }
    let (general, others): (Vec<B>, Vec<B>) =
        others.into_iter().partition(|band| of(band.as_ref()).is_none());
    let mut names: Vec<String> = others.iter().filter_map(|band| of(band.as_ref())).collect();
    names.dedup();
    if general.is_empty() { Err(names) } else { Ok(general) }
}

fn of_job<B: AsRef<PayBand>>(mut bands: Vec<B>, title: Option<&str>) -> Vec<B> {
    let Some(title) = title else { return bands };
    for fits in [same_name, related] {
        let of = |band: &B| band.as_ref().family.as_deref().is_some_and(|family| fits(family, title));
        if bands.iter().any(of) {
            bands.retain(of);
            break;
        }
    }
    bands
}

fn in_force<B: AsRef<PayBand>>(mut bands: Vec<B>, day: Option<Date>) -> Vec<B> {
    let from = |band: &B| band.as_ref().effective_date;
    let begun = |band: &B| from(band).zip(day).is_none_or(|(from, day)| from <= day);
    if bands.iter().any(begun) {
        bands.retain(begun);
    }
    let newest = bands.iter().filter_map(from).max();
    if bands.iter().all(|band| from(band).is_some()) {
        bands.retain(|band| from(band) == newest);
    }
    bands
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::PayRange;
    use crate::num::{Currency, Money};

    fn band(company: Option<&str>, place: Option<&str>, family: Option<&str>, from: Option<&str>) -> PayBand {
        let usd = |amount: i64| Money::new(amount.into(), Currency::USD);
        PayBand {
            company: company.map(str::to_owned),
            family: family.map(str::to_owned),
            level: "L5".into(),
            location: place.map(str::to_owned),
            base: PayRange::new(usd(1), None, usd(2)).unwrap(),
            bonus_target: None,
            bonus_max: None,
            equity: None,
            effective_date: from.map(|day| day.parse().unwrap()),
            origin: String::new(),
        }
    }

    #[test]
    fn the_own_band_goes_before_the_general_one() {
        let bands = [
            band(Some("Acme Corp"), None, Some("Product"), None),
            band(None, Some("Austin, TX"), Some("Product Manager"), None),
            band(None, None, None, Some("2025-01-01")),
            band(None, None, None, Some("2026-01-01")),
        ];
        let held =
            |whom: BandHolder| holding(bands.iter().collect(), whom).map(|found: Vec<&PayBand>| found.len());
        let at = |company, location, title| BandHolder { company, location, title, day: None };
        assert_eq!(held(at(Some("ACME-Corp."), None, None)), Ok(1));
        // Others are of no company; of these one is of the place, as it is spelled elsewhere.
        assert_eq!(held(at(Some("Other"), Some("Austin, Texas"), None)), Ok(1));
        assert_eq!(held(at(Some("Other"), Some("Rome"), None)), Ok(1));
        // The job's own band before the one of its family.
        let own = holding(bands.iter().collect(), at(None, None, Some("product manager"))).unwrap();
        assert_eq!(own[0].family.as_deref(), Some("Product Manager"));
        let other = holding(vec![&bands[0]], at(Some("Other"), None, None));
        assert_eq!(other, Err(OtherBands::Companies(vec!["Acme Corp".into()])));
    }
}
