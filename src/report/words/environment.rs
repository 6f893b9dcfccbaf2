//! The template language as words and pages use it.

use minijinja::{Environment, UndefinedBehavior};

use crate::budget;

/// Templates that end: a person may replace them, and one that goes round and
/// round is refused after so many steps.
pub fn bounded_environment(fuel: u64) -> Environment<'static> {
    let mut env = Environment::new();
    env.set_fuel(Some(fuel));
    env
}

pub(super) fn environment() -> Environment<'static> {
    let mut env = bounded_environment(budget::LINE_FUEL);
    env.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    env.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    env.add_filter("cap", |text: String| {
        let mut chars = text.chars();
        chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
    });
    env
}
