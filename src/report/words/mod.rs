//! The words of the sheet: templates in a file that the user may replace or
//! translate, and the one rule that keeps holes out of the text: a line that
//! names a fact which the case does not have is left out.

use std::collections::BTreeMap;

use minijinja::{Environment, ErrorKind, UndefinedBehavior};

use crate::domain::Tone;
use crate::error::{Error, Place, Problem, Problems, Result};

use super::facts::Facts;
use super::numbers::Numbers;
use super::text::Text;

/// Facts that only exist while one phrase is said: the parts of a package, a
/// claim, a count.
const LOCAL: [&str; 24] = [
    "base", "bonus", "equity", "sign_on", "claim", "metric", "change", "moved", "sign", "list", "proof_of",
    "n", "total", "of", "stated", "extras", "over", "value", "low", "high", "unit", "name", "before",
    "after",
];

/// A file of words, as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordsFile {
    /// Its name, for messages.
    pub name: String,
    /// Its text: TOML.
    pub text: String,
}

/// The words of one language, over those of the language that has them all.
#[derive(Debug, Clone)]
pub struct Words {
    language: String,
    entries: BTreeMap<String, Entry>,
    tone: Tone,
}

/// The lines of a text, or several texts of which the first that has all its
/// facts is said.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    choices: Vec<Vec<String>>,
    file: String,
}

impl Words {
    /// The words of the first file, with those of each further file over them.
    ///
    /// # Errors
    /// Every problem of every file: not TOML, a template that cannot be read,
    /// a name that the first file does not have.
    pub fn read(files: &[WordsFile]) -> Result<Self> {
        let mut words = Words { language: "en".to_owned(), entries: BTreeMap::new(), tone: Tone::Neutral };
        let mut problems = Problems::new();
        for (i, file) in files.iter().enumerate() {
            match toml::from_str::<toml::Table>(&file.text) {
                Ok(table) => words.add(file, table, i == 0, &mut problems),
                Err(error) => problems.push(not_toml(file, &error)),
            }
        }
        problems.into_result(words)
    }

    fn add(&mut self, file: &WordsFile, table: toml::Table, first: bool, problems: &mut Problems) {
        let mut found = BTreeMap::new();
        flatten("", toml::Value::Table(table), file, &mut found);
        for (key, entry) in found {
            if key == "language" {
                self.language = entry.choices.concat().concat();
            } else if !first && !self.entries.contains_key(&key) {
                problems.push(unknown_key(file, &key, self.entries.keys()));
            } else {
                problems.extend(syntax_problems(&key, &entry));
                self.entries.insert(key, entry);
            }
        }
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

    /// Checks that templates name only facts that exist.
    ///
    /// # Errors
    /// A problem for each unknown name, with the nearest that exists.
    pub fn check(&self, facts: &Facts) -> Result<()> {
        let mut problems = Problems::new();
        let env = environment();
        for (key, entry) in &self.entries {
            for line in entry.choices.iter().flatten() {
                let Ok(template) = env.template_from_str(line) else { continue };
                let mut names: Vec<String> = template.undeclared_variables(true).into_iter().collect();
                names.sort();
                for name in names.iter().filter(|name| !facts.knows(name) && !LOCAL.contains(&name.as_str()))
                {
                    problems.push(unknown_fact(entry, key, name, facts));
                }
            }
        }
        problems.into_result(())
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
        let env = environment();
        let context = facts.context();
        let choices = entry.choices.len();
        for (i, lines) in entry.choices.iter().enumerate() {
            // Of several choices one is said only whole; the last may lose lines.
            let whole = i + 1 < choices;
            if let Some(paragraphs) = said(&env, lines, &context, whole) {
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

fn environment() -> Environment<'static> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    env.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    env.add_filter("cap", |text: String| {
        let mut chars = text.chars();
        chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
    });
    env
}

fn flatten(prefix: &str, value: toml::Value, file: &WordsFile, found: &mut BTreeMap<String, Entry>) {
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
    found.insert(prefix.to_owned(), Entry { choices, file: file.name.clone() });
}

fn syntax_problems(key: &str, entry: &Entry) -> Problems {
    let env = environment();
    let mut problems = Problems::new();
    for line in entry.choices.iter().flatten() {
        if let Err(error) = env.template_from_str(line) {
            let detail = error.detail().unwrap_or("it cannot be read");
            let message = format!("`{key}` is not a template: {detail}");
            let place = Place { excerpt: Some(line.clone()), ..Place::file(entry.file.clone()) };
            problems.push(Problem::new(place, message).hint("a tag begins and ends on one line"));
        }
    }
    problems
}

fn not_toml(file: &WordsFile, error: &toml::de::Error) -> Problem {
    let at = error.span().map(|span| span.start).unwrap_or(0);
    let before = file.text.get(..at).unwrap_or("");
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    let excerpt = file.text.lines().nth(line - 1).map(str::to_owned);
    let place =
        Place { line: Some(line), column: Some(column), excerpt, width: 1, ..Place::file(file.name.clone()) };
    Problem::new(place, format!("not TOML: {}", error.message()))
}

fn unknown_key<'a>(file: &WordsFile, key: &str, known: impl Iterator<Item = &'a String>) -> Problem {
    let problem =
        Problem::new(Place::file(file.name.clone()), format!("no text of the sheet is called `{key}`"));
    match nearest(key, known.map(String::as_str)) {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None => problem,
    }
}

fn unknown_fact(entry: &Entry, key: &str, name: &str, facts: &Facts) -> Problem {
    let message = format!("`{key}` names `{name}`, which is no fact of a sheet");
    let problem = Problem::new(Place::file(entry.file.clone()), message);
    match nearest(name, facts.names()) {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None => problem,
    }
}

fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    known
        .map(|candidate| (strsim::jaro_winkler(name, candidate), candidate))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// A user error about the language itself.
pub fn unknown_language(language: &str, known: &[&str]) -> Error {
    Error::usage_hint(
        format!("there are no words in `{language}`"),
        format!("choose one of {}, or bring your own with `--templates DIR`", known.join(", ")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Words {
        Words::read(&[WordsFile { name: "words.en.toml".into(), text: text.into() }]).unwrap()
    }

    fn facts() -> Facts {
        let mut facts = Facts::new();
        facts.put("ask.base", Some("201,500"));
        facts.put("ask.equity", None::<String>);
        facts
    }

    #[test]
    fn a_missing_fact_leaves_out_its_line_and_never_a_hole() {
        let words = words("say = '''\nBase {{ ask.base }}.\nEquity {{ ask.equity }}.\nThank you.\n'''");
        assert_eq!(words.line("say", &facts()).unwrap().shown(), "Base 201,500. Thank you.");
        assert_eq!(words.line("nothing", &facts()), None);
    }

    #[test]
    fn the_first_choice_with_all_its_facts_is_said() {
        let words = words("say = ['Equity {{ ask.equity }}', 'Base {{ ask.base }}', 'Nothing']");
        assert_eq!(words.line("say", &facts()).unwrap().shown(), "Base 201,500");
    }

    #[test]
    fn tones_fall_back_to_neutral_and_paragraphs_are_kept() {
        let text = "[say]\nwarm = 'Gladly.'\nneutral = '''\nYes.\nSo it is.\n\n- one\n- two\n'''";
        assert_eq!(words(text).in_tone(Tone::Warm).line("say", &facts()).unwrap().shown(), "Gladly.");
        let firm = words(text).in_tone(Tone::Firm).paragraphs("say", &facts());
        assert_eq!(firm.iter().map(Text::shown).collect::<Vec<_>>(), ["Yes. So it is.", "- one", "- two"]);
    }

    #[test]
    fn mistakes_in_replaced_words_are_all_reported() {
        let base = WordsFile { name: "words.en.toml".into(), text: "[say]\nopening = 'x'".into() };
        let own = "[say]\nopenning = 'y'\nopening = 'Base {{ aks.base }}{% if %}'";
        let report = Words::read(&[base.clone(), WordsFile { name: "own.toml".into(), text: own.into() }]);
        let Err(Error::Problems(problems)) = report else { panic!("problems") };
        assert_eq!(problems.len(), 2);
        assert!(problems.iter().any(|p| p.hint.as_deref() == Some("did you mean `say.opening`?")));
        let named = WordsFile { name: "own.toml".into(), text: "[say]\nopening = '{{ aks.base }}'".into() };
        let report = Words::read(&[base, named]).unwrap().check(&facts()).unwrap_err();
        assert!(report.to_string().contains("`aks.base`, which is no fact"), "{report}");
    }

    #[test]
    fn a_file_that_is_not_toml_names_its_place() {
        let broken = WordsFile { name: "w.toml".into(), text: "a = 'x'\nb = \n".into() };
        let report = Words::read(&[broken]).unwrap_err();
        assert!(report.to_string().starts_with("w.toml:2:"), "{report}");
    }
}
