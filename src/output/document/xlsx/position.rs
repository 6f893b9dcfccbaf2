//! What each package is worth and where it stands, as formulas over the inputs.

use rust_xlsxwriter::Worksheet;

use super::inputs::{
    ROW_BASE, ROW_BONUS, ROW_EQUITY, ROW_FIXED, ROW_HORIZON, ROW_MAX, ROW_MID, ROW_MIN, ROW_SIGN_ON,
    ROW_UNIT, ROW_WORTH,
};
use super::{Column, Said, Style, Written, letter, live, opened, say_plainly};
use crate::advice::PackageView;
use crate::domain::{PackageId, PayRange};
use crate::report::Findings;

/// Writes value, gain over the offer, compa-ratio and place in the band.
pub(super) fn page(
    page: &mut Worksheet,
    findings: &Findings<'_>,
    columns: &[Column<'_>],
    style: &Style,
    said: Said<'_>,
) -> Written {
    let known: Vec<(usize, &Column<'_>, &PackageView)> =
        columns.iter().enumerate().filter_map(|(i, column)| Some((i, column, column.view?))).collect();
    opened(page, ("Position", said.name("position")), columns, style)?;
    let offer = known.iter().find(|(_, column, _)| column.id == PackageId::Offer).map_or(0, |(i, _, _)| *i);
    let rows = ["value", "over", "compa", "penetration"];
    for (row, name) in (3..).zip(rows) {
        say_plainly(page, row, 0, said.name(name))?;
    }
    for (i, _, view) in known {
        let c = letter(i);
        let value = format!(
            "=ROUND(Inputs!{c}{ROW_BASE}*Inputs!$B${}+Inputs!{c}{ROW_BONUS}*Inputs!$B${}\
             +Inputs!{c}{ROW_EQUITY}*Inputs!$B${ROW_UNIT}*Inputs!$B${}\
             +Inputs!{c}{ROW_SIGN_ON}/Inputs!$B${ROW_HORIZON}*Inputs!$B${}+Inputs!$B${ROW_FIXED},2)",
            ROW_WORTH,
            ROW_WORTH + 1,
            ROW_WORTH + 2,
            ROW_WORTH + 3
        );
        live(page, 3, i, &value, view.value.to_f64(), &style.money)?;
        let over = format!("={c}4/${}4-1", letter(offer));
        live(page, 4, i, &over, view.over_offer, &style.share)?;
        if let Some(band) = &findings.case.band {
            in_band(page, i, &c, view, &band.base, style)?;
        }
    }
    Ok(())
}

fn in_band(
    page: &mut Worksheet,
    index: usize,
    c: &str,
    view: &PackageView,
    band: &PayRange,
    style: &Style,
) -> Written {
    let base = view.package.base.to_f64();
    let ratio = format!("=Inputs!{c}{ROW_BASE}/Inputs!$B${ROW_MID}");
    live(page, 5, index, &ratio, base / band.mid().to_f64(), &style.share)?;
    let place =
        format!("=(Inputs!{c}{ROW_BASE}-Inputs!$B${ROW_MIN})/(Inputs!$B${ROW_MAX}-Inputs!$B${ROW_MIN})");
    match view.range_penetration {
        Some(penetration) => live(page, 6, index, &place, penetration, &style.share),
        None => Ok(()),
    }
}
