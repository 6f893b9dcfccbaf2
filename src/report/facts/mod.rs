//! The facts that templates may name: a tree of texts, switches and lists.

pub mod case;
pub mod conversation;
pub mod outcome;
pub mod packages;

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::text::mark_given;

/// Facts by dotted name, such as `ask.base`. A fact that a case does not have
/// is known by name but absent, so that a template naming it is no mistake and
/// the line that names it is left out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    tree: Map<String, Value>,
    known: BTreeSet<String>,
}

impl Facts {
    /// No facts.
    pub fn new() -> Self {
        Self::default()
    }

    /// A text, or its absence.
    pub fn put(&mut self, name: &str, text: Option<impl Into<String>>) {
        self.insert(name, text.map(|text| Value::String(text.into())));
    }

    /// The same with a text more, or its absence: for the few facts of one phrase.
    #[must_use]
    pub fn with(mut self, name: &str, text: impl Into<Option<String>>) -> Self {
        self.put(name, text.into());
        self
    }

    /// The same with words of the person, harmless wherever they are printed.
    #[must_use]
    pub fn given(self, name: &str, text: &str) -> Self {
        self.with(name, mark_given(text))
    }

    /// The same with a switch.
    #[must_use]
    pub fn when(mut self, name: &str, on: bool) -> Self {
        self.flag(name, on);
        self
    }

    /// A switch: true, or absent.
    pub fn flag(&mut self, name: &str, on: bool) {
        self.insert(name, on.then_some(Value::Bool(true)));
    }

    /// True when a fact of that name exists, absent or not.
    pub fn knows(&self, name: &str) -> bool {
        self.known.contains(name) || self.known.iter().any(|known| is_below(known, name))
    }

    /// True when the fact is there.
    pub fn has(&self, name: &str) -> bool {
        let mut parts = name.split('.');
        let first = parts.next().and_then(|part| self.tree.get(part));
        parts.fold(first, |value, part| value?.get(part)).is_some()
    }

    /// The text of that name, where it is one and there.
    pub fn text(&self, name: &str) -> Option<String> {
        let mut parts = name.split('.');
        let first = parts.next().and_then(|part| self.tree.get(part));
        parts.fold(first, |value, part| value?.get(part))?.as_str().map(str::to_owned)
    }

    /// All names, for a did-you-mean.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.known.iter().map(String::as_str)
    }

    /// What a template sees.
    pub fn context(&self) -> minijinja::Value {
        minijinja::Value::from(minijinja::value::Serde(&self.tree))
    }

    fn insert(&mut self, name: &str, value: Option<Value>) {
        self.known.insert(name.to_owned());
        // The branches above an absent fact exist, so that asking for it is no error.
        let mut branch = &mut self.tree;
        let (path, leaf) = name.rsplit_once('.').unwrap_or(("", name));
        for part in path.split('.').filter(|part| !part.is_empty()) {
            let next = branch.entry(part).or_insert_with(|| Value::Object(Map::new()));
            if !next.is_object() {
                *next = Value::Object(Map::new());
            }
            match next {
                Value::Object(map) => branch = map,
                _ => return,
            }
        }
        match value {
            Some(value) => branch.insert(leaf.to_owned(), value),
            None => branch.remove(leaf),
        };
    }
}

fn is_below(known: &str, name: &str) -> bool {
    known.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absent_facts_are_known_but_not_there() {
        let mut facts = Facts::new();
        facts.put("ask.base", Some("5"));
        facts.put("ask.equity", None::<String>);
        facts.flag("walk.beats", false);
        assert!(facts.has("ask.base") && facts.has("ask"));
        assert!(facts.knows("ask.equity") && !facts.has("ask.equity"));
        assert!(facts.knows("ask") && facts.knows("walk.beats") && !facts.knows("aks.base"));
    }
}
