use super::*;
use crate::input::source::Source;

/// Reads a text with `read` and gives its problems as `line:column: message`.
fn problems(text: &str, read: impl Fn(&Table<'_>)) -> Vec<String> {
    let source = Source::builtin("case.toml", text);
    let reading = Reading::new(&source, AmountStyle::DecimalPoint);
    let parsed = parse(&source).unwrap();
    let root = Table::root(&reading, &parsed);
    read(&root);
    root.finish();
    let problems = reading.into_problems();
    problems.iter().map(|p| format!("{} | {}", p, p.hint.as_deref().unwrap_or(""))).collect()
}

#[test]
fn numbers_are_read_as_text_and_lose_nothing() {
    let text = "a = 12_345_678_901_234.56\nb = 0.1\nc = \"$1,234.50\"\nd = 1.2e5\n";
    let seen = problems(text, |root| {
        assert_eq!(root.money("a").unwrap().amount().to_string(), "12345678901234.56");
        assert_eq!(root.number_in("b", Decimal::ZERO..=Decimal::ONE).unwrap().to_string(), "0.1");
        assert_eq!(root.money("c").unwrap().amount().to_string(), "1234.50");
        assert_eq!(root.money("d"), None);
    });
    assert_eq!(seen.len(), 1);
    assert!(seen[0].starts_with("case.toml:4:5: `d`: `1.2e5` is not an amount"), "{seen:?}");
}

#[test]
fn unknown_keys_are_refused_with_the_nearest() {
    let text = "profil = \"raise\"\n[offer]\nbase = 1\nbouns = 2\n";
    let seen = problems(text, |root| {
        root.text("profile");
        let offer = root.table("offer").unwrap();
        assert_eq!(offer.money("base").unwrap().amount().to_string(), "1");
        offer.money("bonus");
        offer.finish();
    });
    assert_eq!(
        seen,
        [
            "case.toml:1:1: unknown key `profil` | did you mean `profile`?",
            "case.toml:4:1: unknown key `bouns` in [offer] | did you mean `bonus`?",
        ]
    );
}

#[test]
fn missing_and_wrong_values_are_placed() {
    let text = "[offer]\nbonus = 5\n[[alternatives]]\nbase = true\n[evidence]\n";
    let seen = problems(text, |root| {
        let offer = root.table("offer").unwrap();
        assert_eq!(offer.need("base", "190_000").money("base"), None);
        assert_eq!(offer.integer("bonus", 6..=9), None);
        offer.finish();
        for one in root.tables("alternatives") {
            assert_eq!(one.money("base"), None);
            one.finish();
        }
        assert!(root.tables("evidence").is_empty());
    });
    assert_eq!(
        seen,
        [
            "case.toml:1:1: [offer] has no `base` | write base = 190_000",
            "case.toml:2:9: `bonus` in [offer]: `5` is outside 6 to 9 | write a value from 6 to 9",
            "case.toml:4:8: `base` in [[alternatives]]: one value is needed, this is true or false | \
             write a number, a date or \"text\"",
            "case.toml:5:1: `evidence`: this is a list of tables | write [[evidence]], with double brackets",
        ]
    );
}

#[test]
fn several_syntax_errors_come_at_once() {
    let source = Source::builtin("case.toml", "a = \nb = 1\nc = \"x\n");
    let problems = parse(&source).unwrap_err();
    let lines: Vec<_> = problems.iter().map(|p| p.place.line).collect();
    assert_eq!(lines, [Some(1), Some(3)]);
}
