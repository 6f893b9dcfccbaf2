//! Anybody's table with one person's pay a row: columns named as ours, or
//! mapped by the user.

use super::BulkOptions;
use super::layout::PayLayout;
use crate::domain::Component;
use crate::error::{Place, Problem, Problems, Result};
use crate::input::did_you_mean;
use crate::input::plan::Mapped;
use crate::input::table::header::Header;
use crate::input::table::synonyms::Foreign;

/// The names of the columns that records may have.
pub const COLUMNS: [&str; 15] = [
    "company",
    "title",
    "level",
    "location",
    "base",
    "base_from",
    "base_to",
    "bonus",
    "equity",
    "total",
    "wage",
    "unit",
    "currency",
    "experience",
    "date",
];

/// The columns of pay.
const PAY: [&str; 6] = ["base", "base_from", "bonus", "equity", "total", "wage"];

/// True when the header names pay, and whose pay it is, as we or others do.
pub fn fits(header: &Header, mapped: &[(String, String)]) -> bool {
    let foreign = Foreign::of(&header.names);
    let any = |names: &[&str]| names.iter().any(|name| column(header, &foreign, mapped, name).is_some());
    any(&PAY) && any(&["title", "level", "company"])
}

/// The column of ours: by the user's mapping, by its own name, or by what others call it.
fn column(header: &Header, foreign: &Foreign, mapped: &[(String, String)], ours: &str) -> Option<usize> {
    match mapped.iter().find(|(name, _)| name == ours) {
        Some((_, theirs)) => header.column(theirs),
        None => header.column(ours).or_else(|| {
            let taken = |at: &usize| mapped.iter().any(|(_, theirs)| header.column(theirs) == Some(*at));
            let payer = || foreign.found("payer").filter(|_| ours == "company");
            foreign.found(ours).or_else(payer).filter(|at| !taken(at))
        }),
    }
}

/// Its columns, and which of them have another name than ours.
///
/// # Errors
/// A problem for each mapped column that the header does not have.
pub fn layout(name: &str, header: &Header, options: &BulkOptions) -> Result<(PayLayout, Vec<Mapped>)> {
    let typed = &options.told.columns;
    let mut problems = Problems::new();
    for (ours, theirs) in typed {
        let place = Place { line: Some(header.line), ..Place::file(name) };
        if !COLUMNS.contains(&ours.as_str()) {
            let hint = did_you_mean::did_you_mean(ours, COLUMNS, "the columns of records are");
            problems
                .push(Problem::new(place, format!("records have no column `{ours}` to map to")).hint(hint));
        } else if header.column(theirs).is_none() {
            let names = header.names.iter().map(String::as_str);
            let hint = did_you_mean::did_you_mean(theirs, names, "its columns are");
            problems.push(Problem::new(place, format!("the file has no column `{theirs}`")).hint(hint));
        }
    }
    let foreign = Foreign::of(&header.names);
    let of = |ours: &str| column(header, &foreign, typed, ours);
    let mut layout = PayLayout {
        company: of("company"),
        title: of("title"),
        level: of("level"),
        location: [of("location"), None],
        unit: of("unit"),
        currency: of("currency"),
        experience: of("experience"),
        date: of("date"),
        ..PayLayout::default()
    };
    for component in Component::ALL {
        layout.set(component, of(component.name()));
    }
    if let (None, Some(from)) = (of("base"), of("base_from")) {
        layout.set(Component::Base, Some(from));
        if let Some(base) = &mut layout.amounts[Component::Base as usize] {
            base.to = of("base_to");
        }
    }
    layout.identify_by(COLUMNS.iter().filter_map(|ours| of(ours)).collect());
    let foreign = COLUMNS.iter().filter(|ours| header.column(ours).is_none());
    let foreign =
        foreign.filter_map(|ours| Some(Mapped { ours, theirs: header.names.get(of(ours)?)?.clone() }));
    problems.into_result((layout, foreign.collect()))
}
