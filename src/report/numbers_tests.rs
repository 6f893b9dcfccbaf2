use super::*;

const EN: Numbers = Numbers::ENGLISH;
const DE: Numbers = Numbers::GERMAN;

fn money(amount: &str, currency: Currency) -> Money {
    Money::new(amount.parse().unwrap(), currency)
}

#[test]
fn amounts_have_separators_and_cents_only_where_there_are_some() {
    assert_eq!(EN.amount(money("201500", Currency::USD)), "201,500");
    assert_eq!(EN.amount(money("201500.00", Currency::USD)), "201,500");
    assert_eq!(EN.amount(money("1234.5", Currency::USD)), "1,234.50");
    assert_eq!(EN.amount(money("1234.5", Currency::JPY)), "1,235");
    assert_eq!(EN.amount(money("-999", Currency::USD)), "\u{2212}999");
    assert_eq!(EN.amount(money("1250000", Currency::INR)), "12,50,000");
    assert_eq!(EN.amount(money("123456789", Currency::INR)), "12,34,56,789");
    assert_eq!(DE.amount(money("1234567.89", Currency::EUR)), "1.234.567,89");
}

#[test]
fn the_currency_stands_as_its_readers_write_it() {
    assert_eq!(EN.money(money("201500", Currency::USD)), "$201,500");
    assert_eq!(EN.money(money("-58185", Currency::GBP)), "\u{2212}£58,185");
    assert_eq!(EN.money(money("120000", Currency::CHF)), "CHF\u{a0}120,000");
    assert_eq!(EN.money(money("120000", Currency::CAD)), "CAD\u{a0}120,000");
    assert_eq!(DE.money(money("72000", Currency::EUR)), "72.000\u{a0}€");
}

#[test]
fn signs_stand_before_what_is_not_nothing() {
    assert_eq!(EN.signed(money("5900", Currency::USD)), "+5,900");
    assert_eq!(EN.signed(money("0", Currency::USD)), "0");
    assert_eq!(EN.signed(money("-5", Currency::USD)), "\u{2212}5");
    assert_eq!(EN.percent_signed(0.132, 1), "+13.2%");
    assert_eq!(EN.percent_signed(-0.0301, 1), "\u{2212}3%");
    assert_eq!(EN.percent_signed(0.0, 1), "0%");
}

#[test]
fn a_simulated_amount_shows_what_its_error_carries() {
    let about = |value, se| EN.about(value, se, Currency::USD);
    assert_eq!(about(5_903.2, 43.0), "5,900");
    assert_eq!(about(5_903.2, 3.0), "5,900");
    assert_eq!(about(5_903.2, 143.0), "6,000");
    assert_eq!(about(197_548.0, 40.0), "197,500");
    assert_eq!(about(197_548.0, 400.0), "198,000");
    assert_eq!(about(12.4, 0.0), "12");
    assert_eq!(about(-5_903.2, 43.0), "\u{2212}5,900");
    assert_eq!(about(1e12, 0.0), "1,000,000,000,000");
    assert_eq!(about(0.0, 0.0), "0");
    assert_eq!(EN.about_signed(7_062.0, 9.0, Currency::USD), "+7,060");
}

#[test]
fn shares_show_what_their_error_carries() {
    let share = |value, se| EN.share(Estimate::new(value, se));
    assert_eq!(share(0.4923, 0.0004), "49.2%");
    assert_eq!(share(0.4923, 0.0011), "49%");
    assert_eq!(share(0.003, 0.0001), "0.3%");
    assert_eq!(share(0.00312, 0.00005), "0.31%");
    // Nothing that is simulated is certain.
    assert_eq!((share(0.0, 0.0), share(1.0, 0.0)), ("<0.01%".into(), ">99.9%".into()));
    assert_eq!((share(0.002, 0.02), share(0.997, 0.02)), ("<1%".into(), ">99%".into()));
    assert_eq!(EN.percent(0.105, 0), "11%");
    assert_eq!(DE.percent(0.1325, 1), "13,3\u{a0}%");
}

#[test]
fn chances_are_told_as_meetings() {
    assert_eq!(meetings(0.4923), "49 of 100");
    assert_eq!(meetings(0.003), "3 of 1,000");
    assert_eq!(meetings(0.0004), "fewer than 1 of 1,000");
    assert_eq!(meetings(0.0), "none of 1,000");
    assert_eq!(meetings(0.994), "994 of 1,000");
    assert_eq!(meetings(0.9999), "more than 999 of 1,000");
}

#[test]
fn marks_on_an_axis_are_short() {
    let compact =
        |amount: &str, step: &str| EN.compact(money(amount, Currency::USD), step.parse::<Decimal>().unwrap());
    assert_eq!(compact("190000", "5000"), "$190k");
    assert_eq!(compact("192500", "2500"), "$192.5k");
    assert_eq!(compact("1250000", "250000"), "$1.25M");
    assert_eq!(compact("500000", "500000"), "$500k");
    assert_eq!(compact("0", "5000"), "$0");
    assert_eq!(compact("40", "5"), "$40");
    assert_eq!(compact("0.5", "0.5"), "$0.5");
    assert_eq!(compact("2100000000", "100000000"), "$2.1bn");
}

#[test]
fn grants_and_days() {
    let percent = Equity::Percent(crate::num::Percent::from_percent("0.0600".parse().unwrap()));
    assert_eq!(EN.equity(percent), "0.06%");
    assert_eq!(EN.equity(Equity::Units(Decimal::from(1200))), "1,200\u{a0}units");
    let day = jiff::civil::date(2026, 5, 4);
    assert_eq!(EN.date(day), "4 May 2026");
    assert_eq!(DE.date(day), "4. Mai 2026");
    assert_eq!(EN.month(day), "May 2026");
}
