//! `docs/json.md` read as a contract, and documents held to it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// A key or column with its type.
struct Key {
    name: String,
    kind: String,
    may_be_absent: bool,
}

/// What one heading of the page documents.
#[derive(Default)]
struct Section {
    keys: Vec<Key>,
    columns: Vec<Key>,
    /// Of a word: its values.
    values: Vec<String>,
}

/// The page, and which of its keys have been met.
pub struct Contract {
    commands: BTreeMap<String, Section>,
    shapes: BTreeMap<String, Section>,
    met: BTreeSet<String>,
}

impl Contract {
    /// The page as it stands in the repository.
    pub fn read() -> Self {
        let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/json.md")).unwrap();
        let (commands, shapes) = page.split_once("\n# Shapes\n").unwrap();
        Contract { commands: sections(commands), shapes: sections(shapes), met: BTreeSet::new() }
    }

    /// Holds a command's document to its keys.
    pub fn hold(&mut self, command: &str, document: &Value) {
        let mut met = std::mem::take(&mut self.met);
        let envelope = &self.commands["Every document"].keys;
        let own = &self.commands.get(command).unwrap_or_else(|| panic!("{command} is not documented")).keys;
        let keys = [("Every document", envelope), (command, own)];
        let all: Vec<(String, &Key)> =
            keys.iter().flat_map(|(at, keys)| keys.iter().map(|key| ((*at).to_owned(), key))).collect();
        self.object(document, &all, &mut met).unwrap_or_else(|why| panic!("{command}: {why}"));
        self.met = met;
    }

    /// Holds a command's CSV to its columns.
    pub fn hold_csv(&self, command: &str, text: &str) {
        let columns: Vec<&str> = self.commands[command].columns.iter().map(|key| key.name.as_str()).collect();
        let mut lines = text.lines();
        assert_eq!(lines.next().map(|head| head.split(',').collect()), Some(columns), "{command}");
        assert!(lines.next().is_some(), "{command} has no row");
    }

    /// The documented keys that no document has had.
    pub fn unmet(&self) -> Vec<String> {
        let of = |sections: &BTreeMap<String, Section>| {
            let keys = sections
                .iter()
                .flat_map(|(at, section)| section.keys.iter().map(move |key| format!("{at}: {}", key.name)));
            keys.collect::<Vec<_>>()
        };
        let all = [of(&self.commands), of(&self.shapes)].concat();
        all.into_iter().filter(|key| !self.met.contains(key)).collect()
    }

    fn object(
        &self,
        value: &Value,
        keys: &[(String, &Key)],
        met: &mut BTreeSet<String>,
    ) -> Result<(), String> {
        let map = value.as_object().ok_or_else(|| format!("{value} is no object"))?;
        for name in map.keys() {
            if !keys.iter().any(|(_, key)| key.name == *name) {
                return Err(format!("`{name}` is not documented"));
            }
        }
        for (at, key) in keys {
            match map.get(&key.name) {
                Some(value) => {
                    self.kind(value, &key.kind, met).map_err(|why| format!("{}: {why}", key.name))?;
                    met.insert(format!("{at}: {}", key.name));
                }
                None if key.may_be_absent => {}
                None => return Err(format!("`{}` is missing", key.name)),
            }
        }
        Ok(())
    }

    fn kind(&self, value: &Value, kind: &str, met: &mut BTreeSet<String>) -> Result<(), String> {
        if let Some(items) = kind.strip_prefix("list of ") {
            let list = value.as_array().ok_or_else(|| format!("{value} is no list"))?;
            return list.iter().try_for_each(|one| self.kind(one, items, met));
        }
        if let Some(each) = kind.strip_prefix("by name: ") {
            let map = value.as_object().ok_or_else(|| format!("{value} is no object"))?;
            return map.values().try_for_each(|one| self.kind(one, each, met));
        }
        if kind.contains(" or ") && kind != "true or false" {
            let fits = kind.split(" or ").any(|one| self.kind(value, one, met).is_ok());
            return if fits { Ok(()) } else { Err(format!("{value} is not {kind}")) };
        }
        if let Some(shape) = kind.strip_prefix('[').and_then(|link| link.split(']').next()) {
            let section = self.shapes.get(shape).ok_or_else(|| format!("no shape {shape}"))?;
            if !section.values.is_empty() {
                let known = value.as_str().is_some_and(|word| section.values.iter().any(|one| one == word));
                return if known { Ok(()) } else { Err(format!("{value} is no {shape}")) };
            }
            let keys: Vec<(String, &Key)> = section.keys.iter().map(|key| (shape.to_owned(), key)).collect();
            return self.object(value, &keys, met);
        }
        let number = |text: &str| text.parse::<f64>().is_ok();
        let fits = match kind {
            "money" | "digits" => value.as_str().is_some_and(number),
            "text" => value.is_string(),
            "date" => value.as_str().is_some_and(|text| text.len() == 10 && text.split('-').count() == 3),
            "number" => value.is_number(),
            "count" => value.is_u64(),
            "true or false" => value.is_boolean(),
            "object" => value.is_object(),
            other => return Err(format!("no type {other}")),
        };
        if fits { Ok(()) } else { Err(format!("{value} is no {kind}")) }
    }
}

fn sections(page: &str) -> BTreeMap<String, Section> {
    let mut sections = BTreeMap::new();
    for part in page.split("\n## ").skip(1) {
        let (name, text) = part.split_once('\n').unwrap();
        let mut section = Section::default();
        let mut head = "";
        for line in text.lines().filter(|line| line.starts_with("| ")) {
            let cells: Vec<&str> = line.trim_matches('|').splitn(3, " | ").map(str::trim).collect();
            let bare = cells[0].trim_matches('`').to_owned();
            match (cells[0], head) {
                ("key" | "column" | "value", _) => head = cells[0],
                (_, "value") => section.values.push(bare),
                (_, "key") => section.keys.push(key(bare, cells[1])),
                (_, _) => section.columns.push(key(bare, cells[1])),
            }
        }
        sections.insert(name.to_owned(), section);
    }
    sections
}

fn key(name: String, kind: &str) -> Key {
    let always = kind.strip_suffix(", *may be absent*");
    Key { name, kind: always.unwrap_or(kind).to_owned(), may_be_absent: always.is_some() }
}
