//! What kind of meeting it is, with whom, how, and what the person prefers.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::chapter::Table;
use crate::domain::{Context, Employer, EmployerKind, Preferences, Profile, Role};

/// The longest horizon over which packages are compared, in years.
const LONGEST_HORIZON: u32 = 30;

/// `profile = "promotion"`.
pub fn profile(root: &Table<'_>) -> Option<Profile> {
    root.need("profile", "\"new-offer\", \"promotion\" or \"raise\"").word("profile")
}

/// `[role]`.
pub fn role(root: &Table<'_>) -> Role {
    let Some(table) = root.table("role") else { return Role::default() };
    let role = Role {
        company: table.text("company"),
        title: table.text("title"),
        level: table.text("level"),
        location: table.text("location"),
    };
    table.finish();
    role
}

/// `[context]`.
pub fn context(root: &Table<'_>, as_of: Option<Date>) -> Context {
    let Some(table) = root.table("context") else { return Context::default() };
    let context = Context {
        tone: table.word("tone").unwrap_or_default(),
        runner_up: table.flag("runner_up").unwrap_or_default(),
        ultimatum: table.flag("ultimatum").unwrap_or_default(),
        deadline: table.date("deadline"),
        meeting: table.date("meeting"),
        decides: table.text("decides"),
        beyond_money: table.texts("beyond_money").unwrap_or_default(),
    };
    for (key, date) in [("deadline", context.deadline), ("meeting", context.meeting)] {
        if let (Some(date), Some(day)) = (date, as_of)
            && date < day
        {
            let message = format!("{date} is over on the day of the case, {day}");
            table.problem(key, message, format!("correct the {key}, or `as_of` at the top"));
        }
    }
    table.finish();
    context
}

/// `[employer]`.
pub fn employer(root: &Table<'_>) -> Employer {
    let Some(table) = root.table("employer") else { return Employer::default() };
    let kind = table.word("kind").unwrap_or_default();
    let mut scale = table.moneys("scale").unwrap_or_default();
    scale.sort_by_key(|step| step.amount());
    scale.dedup();
    if !scale.is_empty() && kind != EmployerKind::PublicSteps {
        table.problem("scale", "only a pay scale has steps", "write kind = \"public-steps\" with it");
    }
    table.finish();
    Employer { kind, scale }
}

/// `[preferences]`.
pub fn preferences(root: &Table<'_>) -> Preferences {
    let standard = Preferences::default();
    let Some(table) = root.table("preferences") else { return standard };
    let hundred = Decimal::ONE_HUNDRED;
    let read = Preferences {
        horizon_years: table.integer("horizon_years", 1..=LONGEST_HORIZON).unwrap_or(standard.horizon_years),
        discount_rate: table
            .percent_in("discount_rate", Decimal::ZERO..=hundred)
            .unwrap_or(standard.discount_rate),
        risk_aversion: table
            .number_in("risk_aversion", Decimal::ZERO..=Decimal::TEN)
            .unwrap_or(standard.risk_aversion),
        floor: table.money("floor"),
    };
    table.finish();
    read
}
