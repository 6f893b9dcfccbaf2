//! `[[history]]`: what has been said so far, round by round.

use super::chapter::Table;
use super::package::something_for_it;
use crate::domain::{Equity, Package, Said, Statement, something_stands};

/// As many rounds as a negotiation is simulated over.
const MOST: usize = 3;

/// Every round in the order of the file; what a round does not name stands as
/// in the round before it, at first as it was offered.
pub fn read(root: &Table<'_>, offer: Option<&Package>) -> Vec<Said> {
    let tables = root.tables("history");
    let count = tables.len();
    let mut all: Vec<Said> = Vec::new();
    for (i, table) in tables.into_iter().enumerate() {
        if all.last().is_some_and(|said| said.statement == Some(Statement::Withdrawn)) {
            let hint = "keep the rounds before it, and leave the withdrawal out where the offer stands again";
            table.problem_here("the round before says that the offer was withdrawn", hint);
        }
        let before = all.last().map(|said| said.standing).or(offer.copied());
        let read = before.and_then(|before| read_one(&table, offer, before));
        let withdrawn = read.is_some_and(|said| said.statement == Some(Statement::Withdrawn));
        if withdrawn && !something_stands(root.has("offer"), &all) {
            let hint = "give the offer under [offer], or leave this round out";
            table.problem("said", "nothing was offered that they could take back", hint);
        }
        // An offer may be taken back after the last of them.
        if i == MOST && !withdrawn {
            let hint = format!("keep the first {MOST}: more are not simulated");
            table.problem_here(format!("there are {count} rounds here"), hint);
        }
        table.finish();
        all.extend(read);
    }
    all
}

fn read_one(table: &Table<'_>, offer: Option<&Package>, before: Package) -> Option<Said> {
    let offer = offer?;
    let statement = table.word("said");
    // Whoever takes an offer back stands at nothing, and may do so unasked.
    let withdrawn = statement == Some(Statement::Withdrawn);
    if !withdrawn && !["base", "bonus", "equity", "sign_on"].iter().any(|key| table.has(key)) {
        table.problem_here("nothing says what they stand at", "add base = …, the base they answered with");
    }
    if !withdrawn {
        table.need("asked_base", "201_000");
    }
    let asked = package(table, "asked_", *offer);
    something_for_it(table, "asked_", &asked, offer);
    // An answer may take something back, or trade one part for another.
    let standing = package(table, "", before);
    Some(Said { asked, standing, statement, date: table.date("date") })
}

/// A package of which only some parts are named; the others are as `before`.
fn package(table: &Table<'_>, prefix: &str, before: Package) -> Package {
    let key = |name: &str| format!("{prefix}{name}");
    let base = table.yearly(&key("base")).unwrap_or(before.base);
    let bonus = table.bonus(&key("bonus")).map(|bonus| bonus.at_base(base));
    Package {
        base,
        bonus: bonus.unwrap_or(before.bonus),
        equity: equity(table, &key("equity"), before.equity),
        sign_on: table.money(&key("sign_on")).unwrap_or(before.sign_on),
    }
}

fn equity(table: &Table<'_>, key: &str, before: Option<Equity>) -> Option<Equity> {
    let Some(named) = table.equity(key) else { return before };
    if before.is_some_and(|before| !before.same_unit(named)) {
        let hint = "write both as percent, money or units";
        table.problem(key, "the offer states its equity in another unit", hint);
    }
    Some(named)
}
