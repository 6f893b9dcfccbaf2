//! The words and the page of a document: compiled in, or a user's own over them.

use std::path::{Path, PathBuf};

use super::Source;
use crate::error::{Place, Problem, Problems, Result};

/// The languages whose words are compiled in, the complete one first.
pub const LANGUAGES: [&str; 2] = ["en", "de"];

/// The compiled-in files of words of a language: a file a subject.
macro_rules! subjects {
    ($language:literal: $($subject:literal)*) => {
        &[$((
            concat!($language, "/", $subject, ".toml"),
            include_str!(concat!("../../data/templates/", $language, "/", $subject, ".toml")),
        )),*]
    };
}

/// The same subjects in every language.
macro_rules! words_in {
    ($language:literal) => {
        subjects!($language:
            "anchor" "band" "charts" "check" "claims" "coach" "compare" "conversation" "init" "mail" "market" "model"
            "payroll" "promotion" "reasons" "reply" "sensitivity" "sheet" "simulate" "stage" "trace" "workbook" "years"
        )
    };
}

const ENGLISH: &[(&str, &str)] = words_in!("en");
const GERMAN: &[(&str, &str)] = words_in!("de");
/// What assumptions mean; in English that stands in their table.
const GERMAN_MEANINGS: &[(&str, &str)] = subjects!("de": "assumptions");

const PAGE: &str = include_str!("../../data/templates/page.html");
const STYLE: &str = include_str!("../../data/templates/page.css");

/// A template as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Its file's name, for messages.
    pub name: String,
    /// Its text.
    pub text: String,
}

impl Template {
    /// A template of that name and text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Template { name: name.into(), text: text.into() }
    }
}

/// Everything that a document's words and looks are made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Templates {
    /// The words of the language that has them all.
    pub base: Vec<Template>,
    /// What is said instead; what a later file says replaces the earlier.
    pub over: Vec<Template>,
    /// The HTML page.
    pub page: Template,
    /// Its style sheet.
    pub style: Template,
}

/// Reads the templates of a language, those in `folder` over the compiled-in
/// ones: its files `LANGUAGE/*.toml`, `words.LANGUAGE.toml`, `page.html` and `page.css`.
///
/// # Errors
/// A folder that is none, a file in it that cannot be read, a language that
/// has no words in either.
pub fn read_templates(folder: Option<&Path>, language: &str) -> Result<Templates> {
    let mut problems = Problems::new();
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        problems.push(Problem::new(Place::file(folder.display().to_string()), "there is no such folder"));
    }
    let mut own = |path: PathBuf| match Source::open(&path) {
        Ok(source) => Some(Template::new(source.name(), source.text())),
        Err(problem) => {
            problems.push(problem);
            None
        }
    };
    let mut looks = |name: &str, builtin: &str| {
        let path = folder.map(|folder| folder.join(name)).filter(|path| path.exists());
        path.and_then(&mut own).unwrap_or_else(|| Template::new(name, builtin))
    };
    let (page, style) = (looks("page.html", PAGE), looks("page.css", STYLE));
    let own_words: Vec<Template> = own_files(folder, language).into_iter().filter_map(own).collect();
    if own_words.is_empty() && !LANGUAGES.contains(&language) {
        problems.push(unknown_language(language, folder));
    }
    let (translated, meanings) =
        if language == "de" { (GERMAN, GERMAN_MEANINGS) } else { (&[][..], &[][..]) };
    let over = builtin(translated).chain(builtin(meanings)).chain(own_words).collect();
    problems.into_result(Templates { base: builtin(ENGLISH).collect(), over, page, style })
}

/// The user's files of words that exist, in the order of their names.
fn own_files(folder: Option<&Path>, language: &str) -> Vec<PathBuf> {
    let Some(folder) = folder else { return Vec::new() };
    let listed = std::fs::read_dir(folder.join(language)).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = listed.map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|kind| kind == "toml"));
    files.sort();
    files.extend(Some(folder.join(format!("words.{language}.toml"))).filter(|path| path.exists()));
    files
}

fn builtin(files: &'static [(&str, &str)]) -> impl Iterator<Item = Template> {
    files.iter().map(|(name, text)| Template::new(*name, *text))
}

fn unknown_language(language: &str, folder: Option<&Path>) -> Problem {
    let file = format!("words.{language}.toml");
    let place = folder.map_or_else(|| file.clone(), |folder| folder.join(&file).display().to_string());
    Problem::new(Place::file(place), "there are no words in this language").hint(format!(
        "choose one of {}, or write this file and say `--templates` with its folder",
        LANGUAGES.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_files_stand_over_the_builtin_ones() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("en")).unwrap();
        std::fs::write(folder.path().join("en/b.toml"), "[card]\nask = 'y'").unwrap();
        std::fs::write(folder.path().join("words.en.toml"), "[card]\nask = 'x'").unwrap();
        let templates = read_templates(Some(folder.path()), "en").unwrap();
        let texts: Vec<&str> = templates.over.iter().map(|own| own.text.as_str()).collect();
        assert_eq!(texts, ["[card]\nask = 'y'", "[card]\nask = 'x'"]);
        assert_eq!(templates.page.name, "page.html");
        assert!(templates.base.iter().any(|file| file.name == "en/sheet.toml"));
    }

    #[test]
    fn a_language_without_words_and_a_missing_folder_are_refused() {
        let refusal = read_templates(None, "xx").unwrap_err().to_string();
        assert!(refusal.starts_with("words.xx.toml: there are no words"), "{refusal}");
        let refusal = read_templates(Some(Path::new("no/such")), "en").unwrap_err().to_string();
        assert!(refusal.contains("no such folder"), "{refusal}");
    }
}
