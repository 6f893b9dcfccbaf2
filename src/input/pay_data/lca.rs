//! Labor condition applications of the US Department of Labor: what employers
//! state that they will pay foreign workers. The yearly disclosure files and
//! the older extracts name their columns differently.

use super::layout::PayLayout;
use crate::domain::Component;
use crate::input::table::header::Header;
use crate::input::told::RangePoint;

const EMPLOYER: [&str; 3] = ["employer", "employer_name", "lca_case_employer_name"];
const TITLE: [&str; 3] = ["jobtitle", "job_title", "lca_case_job_title"];
const WAGE: [&str; 4] = ["wage", "wage_rate_of_pay_from", "wage_rate_of_pay", "lca_case_wage_rate_from"];
const UNIT: [&str; 4] = ["wage_unit_of_pay", "wage_unit", "pay_unit", "lca_case_wage_rate_unit"];
const CITY: [&str; 3] = ["city", "worksite_city", "lca_case_workloc1_city"];
const STATE: [&str; 3] = ["state", "worksite_state", "lca_case_workloc1_state"];
const DATE: [&str; 3] = ["decision_date", "received_date", "case_submitted"];
const STATUS: [&str; 2] = ["case_status", "status"];

/// Since 2019 the columns of the first place of work end with its number.
fn any(header: &Header, names: &[&str]) -> Option<usize> {
    let first = |name: &&str| header.column(&format!("{name}_1"));
    names.iter().find_map(|name| header.column(name).or_else(|| first(name)))
}

/// True for the header of such a file.
pub fn fits(header: &Header) -> bool {
    let has = |names: &[&str]| any(header, names).is_some();
    has(&EMPLOYER) && has(&TITLE) && has(&WAGE)
}

/// Its columns. Without a unit of pay the wages are yearly; of cases that have a status only the
/// certified ones count: the others were denied or withdrawn, and nobody is paid by them.
pub fn layout(header: &Header) -> PayLayout {
    let columns =
        [EMPLOYER.as_slice(), &TITLE, &WAGE, &UNIT, &CITY, &STATE, &DATE].map(|names| any(header, names));
    let [company, title, wage, unit, city, state, date] = columns;
    let mut layout = PayLayout {
        company,
        title,
        unit,
        location: [city, state],
        date,
        status: any(header, &STATUS).map(|column| (column, "certified")),
        entities: true,
        // Files that give a range in one cell mean what the others call the wage from.
        range: RangePoint::Low,
        ..PayLayout::default()
    };
    layout.set(Component::Wage, wage);
    layout.identify_by(columns.into_iter().flatten().collect());
    layout
}
