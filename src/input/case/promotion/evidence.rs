//! Names and units in claims that only make sense beside the promotion.

use super::known_dimension;
use crate::domain::promotion::{Promotion, Usual};
use crate::domain::{Evidence, same_name};
use crate::input::case::chapter::Table;
use crate::input::did_you_mean;

/// Looks the claims of `[[evidence]]` over once the promotion is known: the
/// dimension and the goal that each names must be there, and what it compares
/// must be in one unit. Names are set to the spelling of the promotion.
pub fn check_claims(
    root: &Table<'_>,
    evidence: &mut [Evidence],
    promotion: Option<&Promotion>,
    usual: &Usual,
) {
    let tables = root.tables("evidence");
    // A claim that could not be read is missing from the list and reported already.
    if tables.len() != evidence.len() {
        return;
    }
    for (table, claim) in tables.iter().zip(evidence) {
        check_dimension(table, claim, promotion, usual);
        check_goal(table, claim, promotion);
        if let (Some(before), Some(after)) = (claim.before, claim.after)
            && !before.same_kind(after)
        {
            table.problem(
                "after",
                "`before` is in another unit",
                "write both in one unit: money, percent, time or a number",
            );
        }
    }
}

fn check_dimension(table: &Table<'_>, claim: &mut Evidence, promotion: Option<&Promotion>, usual: &Usual) {
    let rubric = promotion.and_then(|p| p.rubric.as_ref()).unwrap_or(&usual.rubric);
    let Some(named) = &claim.dimension else { return };
    match known_dimension(named, rubric) {
        Ok(known) => claim.dimension = Some(known),
        Err(fault) => table.problem("dimension", fault.message, fault.hint),
    }
}

fn check_goal(table: &Table<'_>, claim: &mut Evidence, promotion: Option<&Promotion>) {
    let Some(goal) = &claim.goal else { return };
    let names: Vec<&str> = promotion.iter().flat_map(|p| &p.goals).map(|goal| goal.name.as_str()).collect();
    if let Some(known) = names.iter().find(|name| same_name(name, goal)) {
        claim.goal = Some((*known).to_owned());
        return;
    }
    let hint = match names.is_empty() {
        true => "list it under [[promotion.goals]]".to_owned(),
        false => did_you_mean::did_you_mean(goal, names, "the goals are"),
    };
    table.problem("goal", format!("there is no goal `{goal}`"), hint);
}
