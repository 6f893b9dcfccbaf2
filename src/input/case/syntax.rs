//! What is wrong with a line that is not TOML, in the words of somebody who
//! has never heard of it.

use crate::input::value::{Fault, date_remedy, is_day};
use crate::num::{AmountStyle, grouped, parse_amount, parse_percent};

/// What is wrong with a line, and how to write it; `None` where only the parser knows.
pub fn fault_of(line: &str, is_twice: bool) -> Option<Fault> {
    let line = line.trim();
    if is_twice {
        let key = line.split('=').next().unwrap_or_default().trim();
        return Some(Fault::new(format!("`{key}` stands here a second time"), "keep one of the two lines"));
    }
    if line.starts_with('[') {
        let name = line.trim_matches(|c: char| !c.is_alphanumeric() && c != '_' && c != '.');
        let list = line.starts_with("[[");
        let whole = if list { format!("[[{name}]]") } else { format!("[{name}]") };
        return (line != whole)
            .then(|| Fault::new(format!("`{line}` is not closed"), format!("write {whole}")));
    }
    let Some((key, value)) = line.split_once('=') else {
        let (key, value) = line.split_once(':')?;
        let (key, value) = (key.trim(), value.trim());
        return Some(Fault::new(
            format!("`{key}:` has a colon"),
            format!("write {key} = {}", as_toml(value).unwrap_or_else(|| value.to_owned())),
        ));
    };
    let (key, value) = (key.trim(), value.split(" #").next().unwrap_or_default().trim());
    of_value(key, value)
}

fn of_value(key: &str, value: &str) -> Option<Fault> {
    let write = |right: String| format!("write {key} = {right}");
    if value.is_empty() {
        return Some(Fault::new(format!("`{key}` has no value"), "write one, or leave the line out"));
    }
    if value.starts_with(['“', '”', '„', '‟', '«', '»', '‘', '’']) {
        let bare = value.trim_matches(['“', '”', '„', '‟', '«', '»', '‘', '’', '"', '\'']);
        let message = format!("{value} stands in curly quotation marks");
        return Some(Fault::new(message, write(format!("\"{bare}\", with straight ones"))));
    }
    let quotes = value.matches('"').count();
    if value.starts_with('"') && quotes == 1 {
        let message = format!("the text of `{key}` is not closed");
        return Some(Fault::new(message, write(format!("{value}\""))));
    }
    // Lists, tables and texts that go wrong further on are the parser's to tell.
    if value.starts_with(['[', '{', '"', '\'']) {
        return None;
    }
    if is_day(value) {
        return Some(Fault::new(format!("`{value}` is no day as it is written here"), date_remedy(value)));
    }
    let right = as_toml(value)?;
    let what = if right.starts_with('"') {
        "text and needs quotation marks"
    } else {
        "no number as it is written here"
    };
    Some(Fault::new(format!("`{value}` is {what}"), write(right)))
}

/// A value as it can be written: a plain amount as a number, anything else as text.
fn as_toml(value: &str) -> Option<String> {
    let value = value.trim_matches('"');
    if value.contains('"') || value.is_empty() {
        return None;
    }
    let plain = |style| parse_amount(value, style).ok().filter(|read| read.currency.is_none());
    let sum = [AmountStyle::DecimalPoint, AmountStyle::OnlyComma].into_iter().find_map(plain);
    let bare = sum.filter(|_| !value.contains(['$', '¥']) && parse_percent(value).is_none());
    Some(match bare {
        Some(read) => grouped(read.value).replace(',', "_"),
        None => format!("\"{value}\""),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_that_people_make_in_a_line() {
        for (line, message, hint) in [
            ("as_of = 24.11.2026", "`24.11.2026` is no day as it is written here", "write 2026-11-24"),
            (
                "as_of = 11/12/2026",
                "`11/12/2026` is no day as it is written here",
                "write 2026-11-12 or 2026-12-11, whichever it is",
            ),
            (
                "as_of = 2026-02-30",
                "`2026-02-30` is no day as it is written here",
                "write a day that exists: in 2026 February has 28",
            ),
            ("base = 82,000", "`82,000` is no number as it is written here", "write base = 82_000"),
            ("base = 82.000,00", "`82.000,00` is no number as it is written here", "write base = 82_000"),
            ("base = 82k", "`82k` is no number as it is written here", "write base = 82_000"),
            ("base = 082000", "`082000` is no number as it is written here", "write base = 82_000"),
            ("base = $82,000", "`$82,000` is text and needs quotation marks", "write base = \"$82,000\""),
            ("bonus = 10%", "`10%` is text and needs quotation marks", "write bonus = \"10%\""),
            (
                "base = 4600 a month",
                "`4600 a month` is text and needs quotation marks",
                "write base = \"4600 a month\"",
            ),
            (
                "profile = new-offer",
                "`new-offer` is text and needs quotation marks",
                "write profile = \"new-offer\"",
            ),
            (
                "profile = “new-offer”",
                "“new-offer” stands in curly quotation marks",
                "write profile = \"new-offer\", with straight ones",
            ),
            (
                "currency = „EUR“ # ours",
                "„EUR“ stands in curly quotation marks",
                "write currency = \"EUR\", with straight ones",
            ),
            ("base: 82000", "`base:` has a colon", "write base = 82_000"),
            ("title: Nurse", "`title:` has a colon", "write title = \"Nurse\""),
            ("[offer", "`[offer` is not closed", "write [offer]"),
            ("[[alternatives]", "`[[alternatives]` is not closed", "write [[alternatives]]"),
            ("base = \"82000", "the text of `base` is not closed", "write base = \"82000\""),
            ("base =", "`base` has no value", "write one, or leave the line out"),
        ] {
            let fault = fault_of(line, false).unwrap_or_else(|| panic!("{line}: nothing is known of it"));
            assert_eq!((fault.message.as_str(), fault.hint.as_str()), (message, hint), "{line}");
        }
        assert_eq!(fault_of("base = 82000", true).unwrap().message, "`base` stands here a second time");
        assert_eq!(fault_of("scale = [1, 2", false), None);
    }
}
