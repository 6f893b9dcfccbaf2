//! People, goals and the roadmap of a case.

use super::{dimension_name, score};
use crate::domain::promotion::{Goal, GoalState, People, Person, Rubric, Work};
use crate::domain::same_name;
use crate::input::case::chapter::Table;

pub(super) fn people(table: &Table<'_>) -> People {
    let mut list: Vec<Person> = Vec::new();
    for one in table.tables("people") {
        if let Some(person) = person(&one) {
            let twin =
                list.iter().find(|known| same_name(&known.name, &person.name) && known.side == person.side);
            if let Some(twin) = twin {
                let message = format!("`{}` stands here twice as a {}", twin.name, twin.side.name());
                one.problem(
                    "name",
                    message,
                    "give each once; tell two of one name apart, as in \"Ana (Design)\"",
                );
            }
            list.push(person);
        }
        one.finish();
    }
    People { list }
}

fn person(table: &Table<'_>) -> Option<Person> {
    let name = table.need("name", "\"their name\"").text("name");
    let side = table.need("side", "\"champion\"").word("side");
    let role = table.text("role");
    let senior = table.flag("senior").unwrap_or_default();
    let rating = score(table, "rating");
    let needs = table.text("needs");
    let plan_shared = table.date("plan_shared");
    let last_asked = table.date("last_asked");
    Some(Person { name: name?, role, side: side?, senior, rating, needs, plan_shared, last_asked })
}

pub(super) fn goals(table: &Table<'_>, rubric: &Rubric) -> Vec<Goal> {
    let mut list: Vec<Goal> = Vec::new();
    for one in table.tables("goals") {
        let name = one.need("name", "\"Keep enterprise customers\"").text("name");
        if let Some(twin) = list.iter().find(|goal| name.as_ref() == Some(&goal.name)) {
            one.problem("name", format!("`{}` stands here twice", twin.name), "give each goal its own name");
        }
        let state = one.need("state", "\"agreed\"").word("state");
        let key_result = one.text("key_result");
        let [baseline, now, target] = super::log::way(&one, key_result.as_deref());
        let goal = Goal {
            name: name.unwrap_or_default(),
            key_result,
            baseline,
            now,
            target,
            state: state.unwrap_or(GoalState::Draft),
            reviewed: one.date("reviewed"),
            initiative: one.text("initiative"),
            size: one.text("size"),
            dimension: dimension_name(&one, rubric),
        };
        list.push(goal);
        one.finish();
    }
    list
}

/// `[[promotion.roadmap]]`: the work that closes a gap.
pub(super) fn roadmap(table: &Table<'_>, rubric: &Rubric) -> Vec<Work> {
    let mut list = Vec::new();
    for one in table.tables("roadmap") {
        let dimension = dimension_name(one.need("dimension", "\"delivery\""), rubric);
        let what = one.need("work", "\"what closes the gap\"").text("work");
        let owner = one.text("owner");
        let due = one.date("due");
        let agree = one.texts("agree").unwrap_or_default();
        let state = one.word("state").unwrap_or_default();
        let known = dimension.zip(what);
        list.extend(known.map(|(dimension, what)| Work { dimension, what, owner, due, agree, state }));
        one.finish();
    }
    list
}
