//! What the arguments of `market` mean, one by one.

use crate::app::market::Differential;
use crate::input::value::{self, Word};
use crate::num::parse_percent;

type Parsed<T> = std::result::Result<T, String>;

/// A word of an enumeration, such as a component of pay.
pub(super) fn word<T: Word>(text: &str) -> Parsed<T> {
    value::word(text).map_err(|fault| fault.hint)
}

pub(super) fn rate(text: &str) -> Parsed<f64> {
    let percent = parse_percent(text).ok_or_else(|| "write it with its sign: 3.5%".to_owned())?;
    Some(percent.to_f64())
        .filter(|rate| *rate > -1.0)
        .ok_or_else(|| "pay cannot fall by all of it".to_owned())
}

pub(super) fn years(text: &str) -> Parsed<(Option<f64>, Option<f64>)> {
    let shape = || "write 3-7, 5- or -2".to_owned();
    let (from, to) = text.split_once('-').ok_or_else(shape)?;
    let end = |text: &str| match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| shape()),
    };
    Ok((end(from)?, end(to)?))
}

/// `1.2` or the name of a place.
pub(super) fn differential(text: &str) -> Parsed<Differential> {
    let text = text.trim();
    match text.parse::<f64>() {
        Ok(factor) if factor.is_finite() && factor > 0.0 => Ok(Differential::Factor(factor)),
        Err(_) if text.chars().any(char::is_alphabetic) => Ok(Differential::Place(text.to_owned())),
        _ => Err("write a factor above zero, such as 1.2, or a place, such as \"Austin, TX\"".to_owned()),
    }
}
