//! Dates → an iCalendar file (RFC 5545) that calendar programs import.
//!
//! The same dates give the same bytes: identifiers and time stamps come from
//! the dates and the day of the case, never from the clock.

use icalendar::{Calendar, Component, Event, Property};
use jiff::ToSpan;
use jiff::civil::Date;

use super::files::GENERATOR;
use crate::input::source::hash_of;
use crate::report::clean;
use crate::report::promotion::Entry;

/// The calendar of a plan. `title` names it (`Promotion to PM II · Alloy`),
/// `today` is the day of the case.
pub fn calendar(entries: &[Entry], title: &str, today: Date) -> Vec<u8> {
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", GENERATOR));
    calendar.append_property(Property::new("CALSCALE", "GREGORIAN"));
    calendar.name(&clean(title));
    for entry in entries {
        calendar.push(event(entry, title, today));
    }
    calendar.done().to_string().into_bytes()
}

/// An event of whole days; its end is the day after the last, as the format has it.
fn event(entry: &Entry, title: &str, today: Date) -> Event {
    let mut event = Event::new();
    event.uid(&uid(entry, title));
    event.append_property(Property::new("DTSTAMP", format!("{}T000000Z", day(today))));
    event.append_property(date("DTSTART", entry.first));
    event.append_property(date("DTEND", entry.last.checked_add(1.day()).unwrap_or(entry.last)));
    event.append_property(Property::new("TRANSP", "TRANSPARENT"));
    event.summary(&format!("{} ({})", clean(&entry.what), clean(title)));
    event.done()
}

fn date(name: &str, on: Date) -> Property {
    let mut property = Property::new(name, day(on));
    property.add_parameter("VALUE", "DATE");
    property.done()
}

/// `20260508`.
fn day(on: Date) -> String {
    format!("{:04}{:02}{:02}", on.year(), on.month(), on.day())
}

/// The same for the same entry of the same case, so that a second import
/// replaces the first.
fn uid(entry: &Entry, title: &str) -> String {
    let hash = hash_of(format!("{title}\n{}\n{}", entry.id, entry.first).as_bytes());
    format!("{}-{}-{}@counteroffer", entry.id, day(entry.first), hash.get(..12).unwrap_or(&hash))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn entry(what: &str) -> Entry {
        Entry { id: "review", first: date(2026, 8, 8), last: date(2026, 8, 14), what: what.into() }
    }

    fn written(what: &str, title: &str) -> String {
        String::from_utf8(calendar(&[entry(what)], title, date(2026, 5, 4))).unwrap()
    }

    #[test]
    fn whole_days_end_the_day_after_and_nothing_comes_from_the_clock() {
        let text = written("Promotion review", "PM II");
        for line in ["DTSTART;VALUE=DATE:20260808", "DTEND;VALUE=DATE:20260815", "DTSTAMP:20260504T000000Z"] {
            assert!(text.contains(&format!("{line}\r\n")), "{line}: {text}");
        }
        assert_eq!(text, written("Promotion review", "PM II"));
        assert_eq!(text.matches("UID:review-20260808-").count(), 1);
        assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    }

    #[test]
    fn text_is_escaped_and_folded() {
        let text =
            written("Review; bring proof, and: \u{1b}all of it\r\nBEGIN:VALARM", &"Müller ".repeat(30));
        assert!(text.contains("Review\\; bring proof\\, and:"), "{text}");
        assert!(!text.lines().any(|line| line == "BEGIN:VALARM"));
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
    }
}
