//! Levels.fyi as it is passed around: crowd-sourced packages of technology
//! companies, one a row, yearly US dollars.
//!
//! `basesalary` of 0 means that only the total was given. Of the columns only
//! those named here are read; what the file says about the person is not.

use super::layout::PayLayout;
use crate::domain::Component;
use crate::input::table::header::Header;

const TITLE: &str = "title";
const TOTAL: &str = "totalyearlycompensation";

/// Two rows with equal cells in these columns are the same row twice.
const IDENTITY: [&str; 12] = [
    "timestamp",
    "company",
    "level",
    TITLE,
    TOTAL,
    "location",
    "yearsofexperience",
    "yearsatcompany",
    "tag",
    "basesalary",
    "stockgrantvalue",
    "bonus",
];

/// True for the header of such a file.
pub fn fits(header: &Header) -> bool {
    header.has(&["company", "level", TITLE, TOTAL])
}

/// Its columns.
pub fn layout(header: &Header) -> PayLayout {
    let mut layout = PayLayout {
        company: header.column("company"),
        title: header.column(TITLE),
        level: header.column("level"),
        location: [header.column("location"), None],
        experience: header.column("yearsofexperience"),
        date: header.column("timestamp"),
        zero_base_is_unsplit: true,
        ..PayLayout::default()
    };
    for (component, name) in [
        (Component::Base, "basesalary"),
        (Component::Bonus, "bonus"),
        (Component::Equity, "stockgrantvalue"),
        (Component::Total, TOTAL),
    ] {
        layout.set(component, header.column(name));
    }
    layout.identify_by(IDENTITY.iter().filter_map(|name| header.column(name)).collect());
    layout
}
