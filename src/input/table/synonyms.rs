//! What other people's headers mean.

use crate::domain::fold_name;
use crate::input::cells::bare_header;

/// Headers of common exports and surveys, by what they mean here: one list for
/// people's pay, payrolls and bands. The first that a file has counts.
const SYNONYMS: [(&str, &[&str]); 30] = [
    ("id", &["employee id", "emp id", "employee number", "personnel number", "staff id", "person id"]),
    ("name", &["employee name", "full name", "employee"]),
    (
        "title",
        &[
            "job title",
            "position",
            "position title",
            "job",
            "role",
            "occupation",
            "job name",
            "designation",
            "title description",
            "job role",
            "profession",
            "beruf",
            "stelle",
            "poste",
            "puesto",
            "должность",
            "jobtitle",
        ],
    ),
    (
        "level",
        &[
            "grade",
            "job level",
            "job grade",
            "pay grade",
            "pay band",
            "salary grade",
            "band",
            "career level",
            "seniority",
            "seniority level",
            "pay level",
            "experience level",
        ],
    ),
    (
        "base",
        &[
            "base salary",
            "base pay",
            "basesalary",
            "salary",
            "salary estimate",
            "base rate",
            "rate",
            "rate pay",
            "pay rate",
            "salary rate",
            "wage rate",
            "pay",
            "gehalt",
            "grundgehalt",
            "lohn",
            "salaire",
            "salario",
            "зарплата",
            "оклад",
            "monatsgehalt",
            "jahresgehalt",
            "stundenlohn",
            "current salary",
            "base compensation",
        ],
    ),
    (
        "base_from",
        &[
            "salary from",
            "salary min",
            "min salary",
            "minimum salary",
            "salary low",
            "pay from",
            "pay min",
            "low salary",
            "from",
            "от",
        ],
    ),
    (
        "base_to",
        &[
            "salary to",
            "salary max",
            "max salary",
            "maximum salary",
            "salary high",
            "pay to",
            "pay max",
            "high salary",
            "to",
            "до",
        ],
    ),
    ("bonus", &["bonus amount", "variable pay", "target bonus", "cash bonus"]),
    ("equity", &["stock", "stock grant value", "stockgrantvalue", "rsu", "stock value", "equity value"]),
    (
        "total",
        &[
            "total compensation",
            "total pay",
            "total comp",
            "totalyearlycompensation",
            "tc",
            "compensation",
            "total salary",
            "total cash",
        ],
    ),
    (
        "unit",
        &[
            "pay basis",
            "pay period",
            "salary basis",
            "salary period",
            "wage unit",
            "unit of pay",
            "pay unit",
            "rate type",
            "pay type",
            "salary type",
            "pay rate type",
            "salary unit",
            "wage type",
            "period",
            "pay interval",
            "compensation interval",
        ],
    ),
    (
        "currency",
        &["currency code", "salary currency", "pay currency", "currency of pay", "валюта", "währung"],
    ),
    (
        "experience",
        &[
            "years of experience",
            "years experience",
            "yoe",
            "work experience",
            "experience years",
            "yearsofexperience",
            "total experience",
            "professional experience",
            "experience in years",
            "how many years of professional work experience do you have overall",
        ],
    ),
    (
        "date",
        &[
            "timestamp",
            "submitted",
            "date posted",
            "posted",
            "posting date",
            "survey date",
            "submission date",
            "datum",
        ],
    ),
    (
        "location",
        &[
            "work location",
            "site",
            "office",
            "city",
            "place",
            "job location",
            "ort",
            "area",
            "work city",
            "town",
        ],
    ),
    ("company", &["company name", "employer", "employer name", "legal entity", "entity", "firma"]),
    // Of people's pay alone: bands of a government's organisations are the same bands.
    ("payer", &["organization", "organisation", "agency name", "agency"]),
    ("family", &["job family", "role"]),
    ("fte", &["full time equivalent", "fte share", "working time"]),
    (
        "base_min",
        &[
            "minimum",
            "min",
            "range minimum",
            "salary minimum",
            "pay minimum",
            "payscale minimum",
            "band min",
            "entry",
        ],
    ),
    ("base_mid", &["midpoint", "mid", "range midpoint", "salary midpoint", "band mid", "intermediate"]),
    (
        "base_max",
        &[
            "maximum",
            "max",
            "range maximum",
            "salary maximum",
            "pay maximum",
            "payscale maximum",
            "band max",
            "top",
        ],
    ),
    (
        "effective_date",
        &["effective", "effective from", "valid from", "in force from", "effective as of", "year"],
    ),
    ("p10", &["10th percentile", "10th", "pct10", "percentile 10"]),
    ("p25", &["25th percentile", "25th", "pct25", "percentile 25", "lower quartile", "q1"]),
    ("p50", &["50th percentile", "50th", "pct50", "percentile 50", "median"]),
    ("p75", &["75th percentile", "75th", "pct75", "percentile 75", "upper quartile", "q3"]),
    ("p90", &["90th percentile", "90th", "pct90", "percentile 90"]),
    ("sample_size", &["n", "count", "incumbents", "employees", "responses", "number of incumbents"]),
    ("as_of", &["survey date", "effective date", "data as of"]),
];

/// The headers of a file, as they are held against what others call our columns.
pub struct Foreign {
    whole: Vec<String>,
    bare: Vec<String>,
}

impl Foreign {
    /// Of these headers.
    pub fn of(headers: &[String]) -> Self {
        let bare = |header: &String| fold_name(&bare_header(header));
        Foreign {
            whole: headers.iter().map(|header| fold_name(header)).collect(),
            bare: headers.iter().map(bare).collect(),
        }
    }

    /// Which of them stands for one of our columns.
    pub fn found(&self, ours: &str) -> Option<usize> {
        let (_, others) = SYNONYMS.iter().find(|(name, _)| *name == ours)?;
        let others: Vec<String> = others.iter().map(|other| fold_name(other)).collect();
        let by =
            |names: &[String]| others.iter().find_map(|wanted| names.iter().position(|name| name == wanted));
        let own = fold_name(ours);
        by(&self.whole).or_else(|| self.bare.iter().position(|name| *name == own)).or_else(|| by(&self.bare))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_others() {
        let headers: Vec<String> =
            ["Job Title", "Salary (GBP)", "Pay Basis", "Years of Experience"].map(str::to_owned).to_vec();
        let found = |ours| Foreign::of(&headers).found(ours);
        assert_eq!([found("title"), found("base"), found("unit")], [Some(0), Some(1), Some(2)]);
        assert_eq!((found("experience"), found("company")), (Some(3), None));
    }
}
