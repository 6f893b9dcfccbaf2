//! Labor condition applications of the US Department of Labor: what employers
//! state that they will pay foreign workers. The yearly disclosure files and
//! the older extracts name their columns differently.

use super::Facts;
use super::header::Header;
use super::layout::{PayLayout, Periods};

const EMPLOYER: [&str; 3] = ["employer", "employer_name", "lca_case_employer_name"];
const TITLE: [&str; 3] = ["jobtitle", "job_title", "lca_case_job_title"];
const WAGE: [&str; 4] = ["wage", "wage_rate_of_pay_from", "wage_rate_of_pay", "lca_case_wage_rate_from"];
const UNIT: [&str; 4] = ["wage_unit_of_pay", "wage_unit", "pay_unit", "lca_case_wage_rate_unit"];
const CITY: [&str; 4] = ["city", "worksite_city", "worksite_city_1", "lca_case_workloc1_city"];
const STATE: [&str; 4] = ["state", "worksite_state", "worksite_state_1", "lca_case_workloc1_state"];
const DATE: [&str; 3] = ["decision_date", "received_date", "case_submitted"];

/// True for the header of such a file.
pub fn fits(header: &Header) -> bool {
    let has = |names: &[&str]| header.any(names).is_some();
    has(&EMPLOYER) && has(&TITLE) && has(&WAGE)
}

/// Its columns. Without a unit of pay the wages are yearly.
pub fn layout(header: &Header, facts: Facts) -> PayLayout {
    let columns =
        [EMPLOYER.as_slice(), &TITLE, &WAGE, &UNIT, &CITY, &STATE, &DATE].map(|names| header.any(names));
    let [company, title, wage, unit, city, state, date] = columns;
    let mut layout = PayLayout {
        company,
        title,
        wage,
        unit,
        location: [city, state],
        date,
        entities: true,
        periods: Periods { hours: facts.hours_per_year, weeks: facts.weeks_per_year },
        ..PayLayout::default()
    };
    layout.identify_by(columns.into_iter().flatten().collect());
    layout
}
