//! `salaries.csv` of ai-jobs.net: salaries that people in data and machine
//! learning reported. The file converts them to US dollars itself, at the mean
//! rate of the year; that column is what is read.

use super::layout::PayLayout;
use crate::domain::Component;
use crate::input::table::header::Header;

const COLUMNS: [&str; 11] = [
    "work_year",
    "experience_level",
    "employment_type",
    "job_title",
    "salary",
    "salary_currency",
    "salary_in_usd",
    "employee_residence",
    "remote_ratio",
    "company_location",
    "company_size",
];

/// True for the header of such a file.
pub fn fits(header: &Header) -> bool {
    header.has(&["work_year", "job_title", "salary_in_usd"])
}

/// Its columns; the level is EN, MI, SE or EX, the place a country code.
pub fn layout(header: &Header) -> PayLayout {
    let mut layout = PayLayout {
        title: header.column("job_title"),
        level: header.column("experience_level"),
        location: [header.column("company_location"), None],
        date: header.column("work_year"),
        ..PayLayout::default()
    };
    layout.set(Component::Base, header.column("salary_in_usd"));
    layout.identify_by(COLUMNS.iter().filter_map(|name| header.column(name)).collect());
    layout
}
