//! Where text comes in, each door as a function that any bytes may go through.
//! The fuzz targets call these, and so does a test with made-up bytes.
#![allow(dead_code)]

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use counteroffer::app;
use counteroffer::domain::Assumptions;
use counteroffer::input::templates::Template;
use counteroffer::input::{ReadOptions, assumptions, cells, value};
use counteroffer::num::{AmountStyle, Currency};
use counteroffer::report::{Facts, Words};

/// Amounts, percentages, grants and days, in both styles.
pub fn amounts(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for style in [AmountStyle::DecimalPoint, AmountStyle::DecimalComma] {
        let _ = value::amount(&text, style);
        let _ = value::percent(&text, style);
        if let Ok(money) = value::money(&text, Currency::EUR, style) {
            // What is read can be calculated with.
            let _ = money.times(money.amount()) + money;
        }
        let _ = value::bonus(&text, Currency::JPY, style);
        let _ = value::equity(&text, Currency::USD, style);
        let _ = value::number(&text, style);
    }
    let _ = (value::date(&text), value::date_or_year(&text), value::currency(&text));
}

/// A case, with the files it names.
pub fn case(bytes: &[u8]) {
    checked("case.toml", bytes);
}

/// A table of any kind: bands, benchmarks, rates, assumptions, people's pay.
pub fn table(bytes: &[u8]) {
    checked("table.csv", bytes);
}

/// What the plan for a table reads of one column: its header, then its cells, one a line.
pub fn plan(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.lines();
    let header = lines.next().unwrap_or_default();
    let _ = (cells::currency_in_header(header), cells::period_in_header(header));
    let (mut amounts, mut days) = (cells::Amounts::default(), cells::Days::default());
    for cell in lines.clone() {
        amounts.add(cell);
        days.add(cell);
    }
    let (style, _) = amounts.style(AmountStyle::DecimalPoint);
    let _ = (amounts.contradicts_itself(), amounts.open(), amounts.ranges(), amounts.median());
    let _ = (amounts.currencies().count(), amounts.periods().count(), amounts.needs_proof());
    let order = days.order(None).ok().flatten().map(|(order, _)| order);
    for cell in lines {
        let _ = (cells::pay(cell, style), cells::day(cell, order), cells::years(cell));
        let _ = (cells::currency(cell), cells::period(cell), cells::is_missing(cell), cells::sums_up(cell));
    }
}

/// A raw file of people's pay or postings, asked for its percentiles.
pub fn market(bytes: &[u8]) {
    static TABLE: LazyLock<Option<Assumptions>> = LazyLock::new(|| assumptions::standard().ok());
    let path = here("people.csv");
    if let (Some(table), Ok(())) = (TABLE.as_ref(), std::fs::write(&path, bytes)) {
        let _ = app::market::market(&app::market::MarketQuestion::about(vec![path.clone()], table), table);
        let _ = std::fs::remove_file(&path);
    }
}

/// Words of a person's own over those of the program.
pub fn words(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let base = [Template::new("en/say.toml", "say = 'x'\nmore = ['{{ a }}', 'y']")];
    if let Ok(words) = Words::read(&base, &[Template::new("own.toml", text)]) {
        let facts = Facts::new().given("a", "b");
        let _ = (words.line("say", &facts), words.paragraphs("more", &facts));
    }
}

/// Signs that act on a reader: shown once, they are shown.
pub fn marks(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let shown = counteroffer::marks::show(&text);
    assert_eq!(shown.chars().count(), text.chars().count());
    assert_eq!(counteroffer::marks::show(&shown), shown);
}

fn checked(name: &str, bytes: &[u8]) {
    let path = here(name);
    if std::fs::write(&path, bytes).is_ok() {
        let _ = app::check(&path, &ReadOptions::default());
        let _ = std::fs::remove_file(&path);
    }
}

/// A file of this process and this thread.
fn here(name: &str) -> PathBuf {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
    let id = format!("{}-{:?}", std::process::id(), std::thread::current().id());
    folder.join(format!("counteroffer-fuzz-{}-{name}", id.replace(['(', ')'], "")))
}
