//! What vests when.

use rust_decimal::Decimal;

use super::unit::{called, short};
use crate::num::{Currency, Rounding};
use crate::report::composer::Column::{Figures, Words as Left};
use crate::report::document::Document;
use crate::report::text::{Text, mark_given};
use crate::report::words::Words;
use crate::report::{Composer, Facts};
use crate::scenario::VestingCalendar;

/// What `scenarios --vesting` prints: for each package the days on which something vests.
pub fn vesting(calendars: &[VestingCalendar], currency: Currency, words: &Words) -> Document {
    let mut page = Composer::new(words, "years");
    page.say("vesting.head", &Facts::new().with("currency", currency.code().to_owned()));
    let numbers = page.numbers();
    let columns = [Left("day"), Left("grant"), Figures("year"), Figures("vests"), Figures("value")];
    for calendar in calendars.iter().filter(|calendar| !calendar.events.is_empty()) {
        let name = called(words, "years.name", calendar.id, &calendar.name);
        page.headed("calendar", Text::parse(&name));
        let mut table = page.table("events", &columns);
        for event in &calendar.events {
            table.row([
                event.day.to_string(),
                mark_given(&short(&event.grant)),
                event.year.to_string(),
                numbers.equity(event.size),
                numbers.amount(event.value.rounded_to(Decimal::ONE, Rounding::HalfUp)),
            ]);
        }
        page.add(table);
    }
    if calendars.iter().all(|calendar| calendar.events.is_empty()) {
        page.fine("vesting.nothing", &Facts::new());
    }
    page.finish()
}
