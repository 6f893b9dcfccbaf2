//! What vests when.

use rust_decimal::Decimal;

use super::unit::{called, short};
use crate::num::{Currency, Money, Rounding};
use crate::report::composer::Column::{Figures, Words as Left};
use crate::report::document::{Document, Table};
use crate::report::text::{Text, mark_given};
use crate::report::words::Words;
use crate::report::{Composer, Facts};
use crate::scenario::VestingCalendar;

/// What `scenarios --vesting` prints: for each package the days on which something vests.
pub fn vesting(calendars: &[VestingCalendar], currency: Currency, words: &Words) -> Document {
    let mut page = Composer::new(words, "years");
    page.say("vesting.head", &Facts::new().with("currency", currency.code().to_owned()));
    for calendar in calendars.iter().filter(|calendar| !calendar.events.is_empty()) {
        let name = called(words, "years.name", calendar.id, &calendar.name);
        page.headed("calendar", Text::parse(&name));
        let table = events(calendar, &page);
        page.add(table);
    }
    for calendar in calendars.iter().filter(|calendar| calendar.unknown) {
        let name = called(words, "years.name", calendar.id, &calendar.name);
        page.say("vesting.unknown", &Facts::new().with("name", name));
    }
    if calendars.iter().all(|calendar| calendar.events.is_empty()) {
        page.fine("vesting.nothing", &Facts::new());
    }
    page.finish()
}

/// One row a day and grant; price and strike where there are any.
fn events(calendar: &VestingCalendar, page: &Composer<'_>) -> Table {
    let numbers = page.numbers();
    let whole = |money: Money| numbers.amount(money.rounded_to(Decimal::ONE, Rounding::HalfUp));
    let priced = calendar.events.iter().any(|event| event.price.is_some());
    let options = calendar.events.iter().any(|event| !event.strike.is_zero());
    let mut columns = vec![Left("day"), Left("grant"), Figures("vests")];
    columns.extend(priced.then_some(Figures("price")));
    columns.extend(options.then_some(Figures("strike")));
    columns.extend([Figures("value"), Figures("counts"), Figures("money")]);
    let unknown = page.word("events.not-told");
    let mut table = page.table("events", &columns);
    for event in &calendar.events {
        let mut cells =
            vec![event.day.to_string(), mark_given(&short(&event.grant)), numbers.equity(event.size)];
        cells.extend(priced.then(|| event.price.map_or_else(String::new, |price| numbers.amount(price))));
        cells.extend(options.then(|| whole(event.strike)));
        let money = event.money_year.map_or_else(|| unknown.clone(), |year| year.to_string());
        cells.extend([whole(event.value), whole(event.counts), money]);
        table.row(cells);
    }
    table
}
