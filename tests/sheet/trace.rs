//! Every number on the sheet leads back to the results.

use counteroffer::report::trace::Checked;
use counteroffer::report::{Origin, Place, Span};
use serde_json::Value;

use super::{alloy, bare, made};

/// The number that stands at a pointer, money as text included.
fn number_at(result: &Value, pointer: &str) -> Option<f64> {
    match result.pointer(pointer)? {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim_end_matches('%').parse().ok(),
        _ => None,
    }
}

fn worked_out(result: &Value, origin: &Origin) -> Option<f64> {
    let at = |place: Place| number_at(result, &place.pointer());
    match origin {
        Origin::At { at: place } => at(*place),
        Origin::Difference { of, less } => Some(at(*of)? - at(*less)?),
        Origin::Over { of, over } => Some(at(*of)? / at(*over)? - 1.0),
        Origin::Product { of, times } => Some(at(*of)? * at(*times)?),
    }
}

/// The number that a reader sees, and half of its last digit.
fn seen(shown: &str) -> Option<(f64, f64)> {
    if let Some((n, total)) = shown.split_once(" of ").or_else(|| shown.split_once(" in ")) {
        let total: f64 = total.replace(',', "").parse().ok()?;
        let n = n.rsplit(' ').next()?;
        let n: f64 = if n == "none" { 0.0 } else { n.parse().ok()? };
        let room = if shown.starts_with("fewer") { 1.0 } else { 0.5 };
        return Some((n / total, room / total + 1e-12));
    }
    let digits: String = shown.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    let value: f64 = digits.parse().ok()?;
    let scale = match shown.chars().find(|c| matches!(c, 'k' | 'M' | 'b')) {
        Some('k') => 1e3,
        Some('M') => 1e6,
        Some('b') => 1e9,
        _ => 1.0,
    };
    let places = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len() as i32);
    let zeros = if places > 0 { 0 } else { digits.len() - digits.trim_end_matches('0').len() } as i32;
    let last = 0.5 * 10_f64.powi(zeros - places) * scale;
    Some((value * scale, last.min(value * scale * 0.5).max(1e-9) * 1.0001))
}

/// What is wrong with a figure: it is not what stands at its origin, as it is shown.
fn fault(result: &Value, figure: &Checked) -> Option<String> {
    let about = |what: &str| Some(format!("{} ({}): {what}", figure.id, figure.shown));
    let place = figure.origin.places()[0];
    if matches!(place, Place::AsOf | Place::Deadline | Place::Version) {
        return if result.pointer(&place.pointer()).is_some() { None } else { about("nothing is there") };
    }
    let Some(value) = worked_out(result, &figure.origin) else { return about("no number is there") };
    let (mut shown, mut room) = seen(&figure.shown).expect("a number");
    // Percentages of fractions; a grant is stated in percent already.
    let at = place.pointer();
    let stated = at.ends_with("/equity/quantity") || at.contains("/evidence/");
    if figure.shown.contains('%') && !stated {
        (shown, room) = (shown / 100.0, room / 100.0);
    }
    // Shares of the tree add up to a hundred, so that one of them may be rounded up.
    if at.starts_with("/conversation/") && figure.shown.ends_with("100") {
        room *= 2.0;
    }
    if (shown - value.abs()).abs() <= room { None } else { about(&format!("{value} is at {at}")) }
}

#[test]
fn every_number_walks_back_to_the_results() {
    for case in [alloy(), bare()] {
        let made = made(&case);
        assert!(made.document.figures.len() > 20, "{}", made.document.figures.len());
        let faults: Vec<String> =
            made.document.figures.iter().filter_map(|figure| fault(&made.result, figure)).collect();
        assert_eq!(faults, Vec::<String>::new());
    }
}

/// The test above can fail: a figure that is led to its neighbour's origin is noticed.
#[test]
fn a_wrong_origin_is_noticed() {
    let made = made(&alloy());
    let figure = |id: &str| made.document.figures.iter().find(|figure| figure.id == id).expect(id);
    for (id, wrong) in
        [("ask-base", "offer-base"), ("chance-moves", "chance-held"), ("walk-value", "offer-base")]
    {
        let led_astray = Checked { origin: figure(wrong).origin.clone(), ..figure(id).clone() };
        assert_eq!(fault(&made.result, figure(id)), None);
        assert!(fault(&made.result, &led_astray).is_some(), "{id} at the origin of {wrong}");
    }
}

#[test]
fn no_number_stands_outside_the_trace() {
    let made = made(&alloy());
    for text in made.document.texts() {
        for span in text.spans() {
            if let Span::Plain { text } = span {
                assert!(!text.chars().any(|c| c.is_ascii_digit()), "a number without origin: {text}");
            }
            if let Span::Figure { id, .. } = span {
                let target = format!("id=\"d-{}\"", id.split('~').next().expect("a part"));
                assert!(made.html.contains(&target), "{id} leads nowhere");
            }
        }
    }
}

/// Every number of a JSON value, money and percentages as text included.
fn numbers_of(value: &Value) -> Vec<f64> {
    match value {
        Value::Number(number) => number.as_f64().into_iter().collect(),
        Value::String(text) => text.trim_end_matches('%').parse().into_iter().collect(),
        Value::Array(list) => list.iter().flat_map(numbers_of).collect(),
        Value::Object(map) => map.values().flat_map(numbers_of).collect(),
        _ => Vec::new(),
    }
}

/// The numbers in a text: value, half of the last digit, whether in percent.
fn numbers_in(text: &str) -> Vec<(f64, f64, bool)> {
    let number = regex::Regex::new(r"\d(?:[\d,]*\d)?(?:\.\d+)?(?:bn|[kM])?%?").expect("a pattern");
    let found = number.find_iter(text).map(|found| found.as_str());
    found.filter_map(|found| seen(found).map(|(value, room)| (value, room, found.ends_with('%')))).collect()
}

/// What stands on the page outside of figures, of what the person wrote, of
/// charts, of the trace, and of rows that are a derivation themselves.
fn told_by_the_page(html: &str) -> String {
    let (mut text, mut skipped, mut rest) = (String::new(), Vec::<String>::new(), html);
    while let Some(at) = rest.find('<') {
        if skipped.is_empty() {
            text.push_str(&rest[..at]);
        }
        let end = at + rest[at..].find('>').expect("an end of the tag");
        let tag = &rest[at + 1..end];
        let name: String =
            tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let leads = tag.starts_with("a class=\"n\"")
            || tag.contains(" id=\"d-")
            || tag.contains("id=\"trace\"")
            || ["svg", "style", "title", "bdi"].contains(&name.as_str());
        match skipped.last() {
            Some(open) if tag.starts_with('/') && *open == name => drop(skipped.pop()),
            Some(open) if *open == name => skipped.push(name),
            None if leads && !tag.starts_with('/') => skipped.push(name),
            _ => {}
        }
        rest = &rest[end + 1..];
    }
    assert!(skipped.is_empty(), "{skipped:?} does not end");
    text
}

#[test]
fn the_page_shows_no_number_that_leads_nowhere() {
    for case in [alloy(), bare()] {
        let made = made(&case);
        // An apostrophe is spelt `&#x27;`, which is no number.
        let told = told_by_the_page(&made.html).replace("&#x27;", "'");
        assert!(told.contains("Then stop talking"), "the words are there: {told}");
        let odd = told.lines().find(|line| line.chars().any(|c| c.is_ascii_digit()));
        assert_eq!(odd, None, "a number without a way to its origin");
    }
}

#[test]
fn the_numbers_in_the_charts_are_those_of_the_results() {
    for case in [alloy(), bare()] {
        let made = made(&case);
        let known = numbers_of(&made.result);
        assert!(made.document.charts.len() >= 3);
        for (name, figure) in &made.document.charts {
            let caption = &figure.caption;
            for (value, room, percent) in
                numbers_in(&caption.title).into_iter().chain(numbers_in(&caption.alt))
            {
                let scale = if percent { 0.01 } else { 1.0 };
                // Meetings are told of a hundred or a thousand.
                let shares = [1.0, 100.0, 1000.0];
                let found = known.iter().any(|known| {
                    shares
                        .iter()
                        .any(|of| (known.abs() * of - value * scale).abs() <= room.max(0.5 / of) * scale)
                });
                let total = [100.0, 1000.0].contains(&value);
                assert!(found || total, "{name}: {value} stands nowhere in the results");
            }
        }
    }
}

/// The test above sees what it has to see.
#[test]
fn a_number_of_its_own_is_noticed() {
    let page = "<p>Ask for <a class=\"n\" href=\"#d-x\">5</a> of <bdi>6</bdi></p><p>and 7</p><section id=\"trace\">8</section>";
    assert_eq!(told_by_the_page(page).matches(|c: char| c.is_ascii_digit()).collect::<String>(), "7");
    assert_eq!(
        numbers_in("from 10.5% to $1.2M"),
        [(10.5, 0.05 * 1.0001, true), (1_200_000.0, 50_000.0 * 1.0001, false)]
    );
}
