//! A package in words.

use super::ENGLISH;
use crate::domain::Package;

/// The parts of a package that differ from another, in words.
pub(super) fn said(package: &Package, offer: &Package) -> String {
    let mut parts = vec![format!("{} base", ENGLISH.money(package.base))];
    if package.bonus != offer.bonus {
        parts.push(format!("a bonus of {}", ENGLISH.money(package.bonus)));
    }
    if let Some(equity) = package.equity.filter(|equity| Some(*equity) != offer.equity) {
        parts.push(format!("{} equity", ENGLISH.equity(equity)));
    }
    if package.sign_on != offer.sign_on {
        parts.push(format!("a sign-on of {}", ENGLISH.money(package.sign_on)));
    }
    match parts.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => parts.concat(),
    }
}
