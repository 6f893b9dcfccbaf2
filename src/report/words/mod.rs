//! The words of every document: templates in files that the user may replace or
//! translate, and the one rule that keeps holes out of the text: a line that
//! names a fact which is not there is left out.

mod environment;
mod mistakes;

use std::collections::{BTreeMap, BTreeSet};

use minijinja::{Environment, ErrorKind};

use crate::domain::Tone;
use crate::error::{Problems, Result};
use crate::input::templates::{Template, Templates, read_templates};

use super::facts::Facts;
use super::numbers::Numbers;
use super::text::Text;
pub use environment::bounded_environment;
use environment::environment;
use mistakes::{not_toml, syntax_problems, twice, unknown_fact, unknown_key};

/// The built-in files whose texts may name every fact of a case.
const OF_THE_SHEET: [&str; 6] = [
    "en/coach.toml",
    "en/conversation.toml",
    "en/mail.toml",
    "en/reasons.toml",
    "en/sheet.toml",
    "en/trace.toml",
];

/// Where a language says what an assumption means, by its name; in English the table of assumptions does.
const MEANING: &str = "meaning.";

/// Where the terms stand that every text may name.
const TERMS: &str = "term.";

/// The words of one language, over those of the language that has them all.
#[derive(Debug, Clone)]
pub struct Words {
    language: String,
    entries: BTreeMap<String, Entry>,
    /// The facts that the texts of each built-in file name.
    named: BTreeMap<String, BTreeSet<String>>,
    tone: Tone,
    env: Environment<'static>,
}

/// The lines of a text, or several texts of which the first that has all its
/// facts is said.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    choices: Vec<Vec<String>>,
    /// The file it stands in, for messages.
    file: String,
    /// The built-in file that has a text of this name.
    subject: String,
}

impl Words {
    /// The built-in words of a language.
    ///
    /// # Errors
    /// A language that is not built in; see also [`Words::read`].
    pub fn builtin(language: &str) -> Result<Self> {
        Words::of(&read_templates(None, language)?)
    }

    /// The words among the templates.
    ///
    /// # Errors
    /// See [`Words::read`].
    pub fn of(templates: &Templates) -> Result<Self> {
        Words::read(&templates.base, &templates.over)
    }

    /// The words of the files that have them all, with those of each further file over them.
    ///
    /// # Errors
    /// Every problem of every file: not TOML, a template that cannot be read,
    /// a name that stands in two files of the base, or in none.
    pub fn read(base: &[Template], over: &[Template]) -> Result<Self> {
        let mut words = Words {
            language: "en".to_owned(),
            entries: BTreeMap::new(),
            named: BTreeMap::new(),
            tone: Tone::Neutral,
            env: environment(),
        };
        let mut problems = Problems::new();
        for (file, is_base) in
            base.iter().map(|file| (file, true)).chain(over.iter().map(|file| (file, false)))
        {
            match toml::from_str::<toml::Table>(&file.text) {
                Ok(table) => words.add(file, table, is_base, &mut problems),
                Err(error) => problems.push(not_toml(file, &error)),
            }
        }
        problems.into_result(words.where_assumed(false))
    }

    fn add(&mut self, file: &Template, table: toml::Table, is_base: bool, problems: &mut Problems) {
        let mut found = BTreeMap::new();
        flatten("", toml::Value::Table(table), file, &mut found);
        for (key, mut entry) in found {
            if key == "language" {
                self.language = entry.choices.concat().concat();
                continue;
            }
            match self.entries.get(&key) {
                None if !is_base && !key.starts_with(MEANING) => {
                    problems.push(unknown_key(file, &key, self.entries.keys()));
                    continue;
                }
                Some(known) if is_base => problems.push(twice(file, &key, &known.file)),
                Some(known) => entry.subject.clone_from(&known.subject),
                None => {
                    let names = self.names_in(&entry);
                    self.named.entry(entry.subject.clone()).or_default().extend(names);
                }
            }
            problems.extend(syntax_problems(&self.env, &key, &entry, is_base));
            self.entries.insert(key, entry);
        }
    }

    /// The facts that a text names, in every line of every choice.
    fn names_in(&self, entry: &Entry) -> BTreeSet<String> {
        let templates =
            entry.choices.iter().flatten().filter_map(|line| self.env.template_from_str(line).ok());
        templates.flat_map(|template| template.undeclared_variables(true)).collect()
    }

    /// The same words for a raise that nobody has offered yet, where `assumed`: the terms
    /// for an offer, which every text may name, are then those for what comes without asking.
    #[must_use]
    pub fn where_assumed(mut self, assumed: bool) -> Self {
        self.env.add_global("assumed", assumed);
        for (term, said) in self.names_below(TERMS) {
            self.env.add_global(term, said);
        }
        self
    }

    /// The same words in another tone of voice.
    #[must_use]
    pub fn in_tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// The language's code, such as `en`.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// How the language writes numbers.
    pub fn numbers(&self) -> Numbers {
        if self.language.starts_with("de") { Numbers::GERMAN } else { Numbers::ENGLISH }
    }

    /// Checks that the texts of a sheet name only facts that exist: those of the
    /// case, and those that the built-in texts of the same file name.
    ///
    /// # Errors
    /// A problem for each unknown name, with the nearest that exists.
    pub fn check(&self, facts: &Facts) -> Result<()> {
        self.check_where(true, facts)
    }

    /// Checks the texts of the commands, which name the facts that the built-in
    /// texts of the same file name.
    ///
    /// # Errors
    /// A problem for each unknown name, with the nearest that exists.
    pub fn check_commands(&self) -> Result<()> {
        self.check_where(false, &Facts::new())
    }

    fn check_where(&self, of_sheet: bool, facts: &Facts) -> Result<()> {
        let mut problems = Problems::new();
        let checked = |entry: &Entry| OF_THE_SHEET.contains(&entry.subject.as_str()) == of_sheet;
        for (key, entry) in self.entries.iter().filter(|(_, entry)| checked(entry)) {
            let here = self.named.get(&entry.subject);
            let known = |name: &String| {
                facts.knows(name)
                    || here.is_some_and(|names| names.contains(name))
                    || name == "assumed"
                    || self.entries.contains_key(&format!("{TERMS}{name}"))
            };
            for name in self.names_in(entry).iter().filter(|name| !known(name)) {
                let here = here.into_iter().flatten().map(String::as_str);
                problems.push(unknown_fact(entry, key, name, facts.names().chain(here)));
            }
        }
        problems.into_result(())
    }

    /// The texts that are said in the language of the base, because the files
    /// over it do not have them; empty where the base itself is the language.
    pub fn untranslated(&self) -> Vec<&str> {
        let missing = self
            .entries
            .iter()
            .filter(|(key, entry)| entry.file == entry.subject && !key.starts_with(MEANING));
        missing.map(|(key, _)| key.as_str()).collect()
    }

    /// What the assumption of that name means; `None` where the language leaves it to the table.
    pub fn meaning(&self, name: &str) -> Option<String> {
        self.phrase(&format!("{MEANING}{name}"), &Facts::new())
    }

    /// What something is called: the text of that key, or the key itself.
    pub fn name(&self, key: &str) -> String {
        self.phrase(key, &Facts::new()).unwrap_or_else(|| key.to_owned())
    }

    /// The texts without facts whose names begin so, each by the rest of its name.
    pub fn names_below(&self, prefix: &str) -> BTreeMap<String, String> {
        let keys = self.entries.keys().filter_map(|key| Some((key, key.strip_prefix(prefix)?)));
        keys.map(|(key, rest)| (rest.to_owned(), self.name(key))).collect()
    }

    /// A text as one line; `None` when it is not there or nothing of it is left.
    pub fn line(&self, key: &str, facts: &Facts) -> Option<Text> {
        let marked = self.marked(key, facts).join(" ");
        let text = Text::parse(&marked);
        (!text.is_empty()).then_some(text)
    }

    /// A text as paragraphs: an empty line or a dash begins a new one.
    pub fn paragraphs(&self, key: &str, facts: &Facts) -> Vec<Text> {
        self.marked(key, facts).iter().map(|paragraph| Text::parse(paragraph)).collect()
    }

    /// A text with its figures still marked, for a fact made of other facts.
    pub fn phrase(&self, key: &str, facts: &Facts) -> Option<String> {
        let marked = self.marked(key, facts).join(" ");
        (!marked.trim().is_empty()).then_some(marked)
    }

    /// A simulated chance as a count of meetings, such as `49 of 100`; of 1,000 where it is
    /// small or large, and never none or all of them.
    pub fn meetings(&self, chance: f64) -> String {
        let total: u32 = if (0.01..=0.99).contains(&chance) { 100 } else { 1000 };
        let counted = (chance * f64::from(total)).round();
        let (key, n) = match counted {
            n if n < 1.0 => ("phrase.fewer", 1.0),
            n if n >= f64::from(total) => ("phrase.more", n - 1.0),
            n => ("phrase.of", n),
        };
        let numbers = self.numbers();
        let facts =
            Facts::new().with("n", numbers.count(n as u64)).with("total", numbers.count(u64::from(total)));
        self.phrase(key, &facts).unwrap_or_default()
    }

    /// The words of a list, such as the verbs that a claim may begin with.
    pub fn list(&self, key: &str) -> Vec<String> {
        self.entry(key).map(|entry| entry.choices.concat()).unwrap_or_default()
    }

    /// True when there is a text of that name.
    pub fn has(&self, key: &str) -> bool {
        self.entry(key).is_some()
    }

    fn entry(&self, key: &str) -> Option<&Entry> {
        let tone = match self.tone {
            Tone::Warm => "warm",
            Tone::Neutral => "neutral",
            Tone::Firm => "firm",
        };
        let toned = self.entries.get(&format!("{key}.{tone}"));
        toned.or_else(|| self.entries.get(key)).or_else(|| self.entries.get(&format!("{key}.neutral")))
    }

    /// The paragraphs of the first choice of which something is left.
    fn marked(&self, key: &str, facts: &Facts) -> Vec<String> {
        let Some(entry) = self.entry(key) else { return Vec::new() };
        let context = facts.context();
        let choices = entry.choices.len();
        for (i, lines) in entry.choices.iter().enumerate() {
            // Of several choices one is said only whole; the last may lose lines.
            let whole = i + 1 < choices;
            if let Some(paragraphs) = said(&self.env, lines, &context, whole) {
                return paragraphs;
            }
        }
        Vec::new()
    }
}

/// The paragraphs of some lines; `None` when nothing is left, or when `whole`
/// is wanted and a line is missing a fact.
fn said(
    env: &Environment<'_>,
    lines: &[String],
    context: &minijinja::Value,
    whole: bool,
) -> Option<Vec<String>> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut open = false;
    for line in lines {
        if line.trim().is_empty() {
            open = false;
            continue;
        }
        let Some(text) = rendered(env, line, context) else {
            if whole {
                return None;
            }
            continue;
        };
        match paragraphs.last_mut().filter(|_| open && !text.starts_with("- ")) {
            Some(paragraph) => {
                paragraph.push(' ');
                paragraph.push_str(&text);
            }
            None => paragraphs.push(text),
        }
        open = true;
    }
    (!paragraphs.is_empty()).then_some(paragraphs)
}

/// One line with its facts in place; `None` when it lacks one or says nothing.
fn rendered(env: &Environment<'_>, line: &str, context: &minijinja::Value) -> Option<String> {
    match env.render_str(line, context) {
        Ok(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Err(error) if error.kind() == ErrorKind::UndefinedError => None,
        // Syntax was checked on reading; what is left is a filter on an absent fact.
        Err(_) => None,
    }
}

fn flatten(prefix: &str, value: toml::Value, file: &Template, found: &mut BTreeMap<String, Entry>) {
    let lines = |text: &str| text.trim().lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>();
    let choices = match value {
        toml::Value::Table(table) => {
            for (key, value) in table {
                let name = if prefix.is_empty() { key } else { format!("{prefix}.{key}") };
                flatten(&name, value, file, found);
            }
            return;
        }
        toml::Value::Array(texts) => texts.iter().filter_map(|text| text.as_str()).map(lines).collect(),
        toml::Value::String(text) => vec![lines(&text)],
        other => vec![lines(&other.to_string())],
    };
    found.insert(prefix.to_owned(), Entry { choices, file: file.name.clone(), subject: file.name.clone() });
}

#[cfg(test)]
mod tests;
