//! The words and the page of a sheet: compiled in, or a user's own in their place.

use std::path::Path;

use super::Source;
use crate::error::{Place, Problem, Problems, Result};

/// The languages whose words are compiled in, the complete one first.
pub const LANGUAGES: [&str; 2] = ["en", "de"];

const WORDS_EN: &str = include_str!("../../data/templates/words.en.toml");
const WORDS_DE: &str = include_str!("../../data/templates/words.de.toml");
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

/// Everything that a sheet's words and looks are made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Templates {
    /// Files of words; what a later one says replaces the earlier.
    pub words: Vec<Template>,
    /// The HTML page.
    pub page: Template,
    /// Its style sheet.
    pub style: Template,
}

/// Reads the templates of a language, those in `folder` over the compiled-in ones.
///
/// # Errors
/// A folder that is none, a file in it that cannot be read, a language that
/// has no words in either.
pub fn read_templates(folder: Option<&Path>, language: &str) -> Result<Templates> {
    let mut problems = Problems::new();
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        problems.push(Problem::new(Place::file(folder.display().to_string()), "there is no such folder"));
    }
    let mut own = |name: &str| {
        let path = folder?.join(name);
        if !path.exists() {
            return None;
        }
        match Source::open(&path) {
            Ok(source) => Some(Template { name: source.name().to_owned(), text: source.text().to_owned() }),
            Err(problem) => {
                problems.push(problem);
                None
            }
        }
    };
    let file = format!("words.{language}.toml");
    let mut words = vec![builtin("words.en.toml", WORDS_EN)];
    words.extend(translation(language));
    let own_words = own(&file);
    let page = own("page.html").unwrap_or_else(|| builtin("page.html", PAGE));
    let style = own("page.css").unwrap_or_else(|| builtin("page.css", STYLE));
    if own_words.is_none() && !LANGUAGES.contains(&language) {
        problems.push(unknown_language(&file, folder));
    }
    words.extend(own_words);
    problems.into_result(Templates { words, page, style })
}

/// The compiled-in words of a language other than English.
fn translation(language: &str) -> Option<Template> {
    (language == "de").then(|| builtin("words.de.toml", WORDS_DE))
}

fn builtin(name: &str, text: &str) -> Template {
    Template { name: name.to_owned(), text: text.to_owned() }
}

fn unknown_language(file: &str, folder: Option<&Path>) -> Problem {
    let place = folder.map_or_else(|| file.to_owned(), |folder| folder.join(file).display().to_string());
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
        std::fs::write(folder.path().join("words.en.toml"), "[card]\nask = 'x'").unwrap();
        let templates = read_templates(Some(folder.path()), "en").unwrap();
        assert_eq!(templates.words.len(), 2);
        assert_eq!(templates.page.name, "page.html");
        assert!(templates.words[1].text.contains("ask = 'x'"));
    }

    #[test]
    fn a_language_without_words_and_a_missing_folder_are_refused() {
        let refusal = read_templates(None, "xx").unwrap_err().to_string();
        assert!(refusal.starts_with("words.xx.toml: there are no words"), "{refusal}");
        let refusal = read_templates(Some(Path::new("no/such")), "en").unwrap_err().to_string();
        assert!(refusal.contains("no such folder"), "{refusal}");
    }
}
