//! The starter case: templates filled with answers, quoted as their format wants it.

use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior};
use serde::Serialize;

use crate::error::{Error, Result};

/// Fills a template; the filters `toml` and `cell` quote what a person typed.
///
/// # Errors
/// A fault of the program when the template is wrong, which a test excludes.
pub fn fill(template: &str, answers: &impl Serialize) -> Result<String> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.add_filter("toml", |text: String| toml::Value::String(text).to_string());
    environment.add_filter("amount", amount);
    environment.add_filter("cell", cell);
    let filled = environment
        .render_str(template, Serde(answers))
        .map_err(|error| Error::Internal(format!("starter case: {error:#}")))?;
    // The template language takes the last line break for its own.
    Ok(filled + "\n")
}

/// An amount for TOML: `178_000` where it is digits alone, otherwise quoted as typed.
fn amount(text: String) -> String {
    if text.is_empty()
        || text.len() > 15
        || !text.bytes().all(|b| b.is_ascii_digit())
        || text.starts_with('0')
    {
        return toml::Value::String(text).to_string();
    }
    let mut grouped = String::new();
    for (i, digit) in text.chars().enumerate() {
        if i > 0 && (text.len() - i).is_multiple_of(3) {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    grouped
}

/// A cell of a CSV file, quoted where it must be.
fn cell(text: String) -> String {
    match text.contains([',', '"', '\n', '\r', ';']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_typed_stays_what_it_is() {
        let filled = |template: &str, text: &str| fill(template, &serde_json::json!({ "x": text })).unwrap();
        assert_eq!(filled("{{ x | toml }}", "A \"B\" \\ C"), "'A \"B\" \\ C'\n");
        assert_eq!(filled("{{ x | amount }}", "1178000"), "1_178_000\n");
        assert_eq!(filled("{{ x | amount }}", "$178k"), "\"$178k\"\n");
        assert_eq!(filled("{{ x | amount }}", "0"), "\"0\"\n");
        assert_eq!(filled("{{ x | cell }}", "A, \"B\""), "\"A, \"\"B\"\"\"\n");
        assert!(fill("{{ y }}", &serde_json::json!({})).is_err());
    }
}
