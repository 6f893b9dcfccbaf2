//! What the person must be told before going in, beside the figures.

use super::anchor::Parts;
use super::batna::{LastInLine, forgone};
use super::result::Notice;
use crate::domain::{EmployerKind, Equity, PackageId, Stage};

/// Below this a share is known to a percentage point and a half at best.
const FEW_TRIALS: u64 = 1_000;

/// Everything that must be said, in the order in which it is read.
pub(super) fn notices(parts: &Parts) -> Vec<Notice> {
    let (setup, case) = (&parts.setup, parts.setup.case);
    let mut list = Vec::new();
    if parts.caps().band_below_rival {
        let alternative = setup.fallback.line.first().map(|(name, _, _)| name.clone()).unwrap_or_default();
        list.push(Notice::BandBelowAlternative { alternative });
    }
    for cap in parts.caps().list.iter().filter(|cap| cap.ask <= 0.0) {
        list.push(Notice::OfferAboveCap { cap: cap.what.clone() });
    }
    let in_percent = matches!(case.offer.equity.or(parts.anchor.equity), Some(Equity::Percent(_)));
    if in_percent && case.equity_terms.company_value.is_none() {
        list.push(Notice::CompanyValueUnknown);
    }
    if matches!(case.offer.equity, Some(Equity::Units(_))) && case.equity_terms.unit_price.is_none() {
        list.push(Notice::UnitPriceUnknown);
    }
    if case.equity_terms.preferred_price.is_some() {
        list.push(Notice::PreferredPrice);
    }
    match (&case.band, setup.fallback.last) {
        (None, LastInLine::Unemployment) => list.extend([Notice::NoBand, Notice::AssumedUnemployment]),
        (None, LastInLine::AssumedToday) => list.extend([Notice::NoBand, Notice::AssumedToday]),
        (None, LastInLine::Today) => list.push(Notice::NoBand),
        (Some(_), LastInLine::Unemployment) => list.push(Notice::AssumedUnemployment),
        (Some(_), LastInLine::AssumedToday) => list.push(Notice::AssumedToday),
        (Some(_), LastInLine::Today) => {}
    }
    if case.band.as_ref().is_some_and(|band| parts.anchor.base.amount() > band.base.max().amount())
        && parts.own_ask
    {
        list.push(Notice::AskAboveBand);
    }
    if case.employer.kind != EmployerKind::Unknown {
        list.push(Notice::EmployerKind { kind: case.employer.kind });
    }
    if case.stage() == Stage::Counteroffer {
        list.push(Notice::Counteroffer);
    }
    if !case.untold.is_empty() {
        let name = |id: PackageId| match id {
            PackageId::Alternative(i) => case.alternatives.get(i).map(|other| other.name.clone()),
            _ => None,
        };
        let parts = case.untold.iter().map(|(id, part)| (*id, name(*id), *part)).collect();
        list.push(Notice::Untold { parts });
    }
    let kept_open = case.alternatives.iter().find(|other| !forgone(case.profile, other.firmness));
    list.extend(kept_open.map(|other| Notice::HopedNotCounted { alternative: other.name.clone() }));
    let level = case.ask.as_ref().and_then(|ask| ask.level.clone()).filter(|_| case.band.is_some());
    list.extend(level.map(|level| Notice::NextLevel { level }));
    let trials = parts.simulation.trials;
    if trials < FEW_TRIALS {
        list.push(Notice::FewTrials { trials });
    }
    list
}
