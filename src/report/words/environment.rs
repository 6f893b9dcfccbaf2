//! The template language as words and pages use it.

use minijinja::{Environment, UndefinedBehavior};

/// So many steps a line may take: no line of words needs a thousand.
const FUEL_OF_A_LINE: u64 = 100_000;

/// Templates that end: a person may replace them, and one that goes round and
/// round is refused after so many steps.
pub fn bounded_environment(fuel: u64) -> Environment<'static> {
    let mut env = Environment::new();
    env.set_fuel(Some(fuel));
    env
}

pub(super) fn environment() -> Environment<'static> {
    let mut env = bounded_environment(FUEL_OF_A_LINE);
    env.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    env.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    env.add_filter("cap", |text: String| {
        let mut chars = text.chars();
        chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
    });
    env
}
