//! The last look at what is written without names: word by word, whether any of
//! what was left out stands in it after all. Whatever is found, nothing is written.
//!
//! The case is built from what may leave, so that this finds what the person
//! kept although it tells a name, and faults of the program.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use regex::Regex;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use super::files::Artifact;
use crate::domain::Withheld;
use crate::error::{Place, Problem, Problems, Result};
use crate::input::builtin;
use crate::input::templates::Templates;
use crate::num::MONTHS;

/// The words of the JSON contract, which stand in every result.
const CONTRACT: &str = include_str!("../../docs/json.md");

/// Refuses files in which something stands that was left out of a case. What
/// the program itself says is no proof, and neither is what was `typed` for them.
///
/// # Errors
/// A problem for each file, with the words.
pub fn refuse_what_tells(
    files: &[Artifact],
    withheld: &[Withheld],
    typed: &str,
    templates: &Templates,
) -> Result<()> {
    let own = own_words(templates);
    let said = |list: &[String]| list.iter().flat_map(|text| words(text)).collect::<BTreeSet<_>>();
    let typed: BTreeSet<String> = words(typed).into_iter().collect();
    let told: BTreeSet<String> = withheld
        .iter()
        .flat_map(|one| {
            let kept = said(&one.kept);
            let texts = said(&one.texts).into_iter().filter(move |word| !kept.contains(word));
            texts.chain(said(&one.names))
        })
        .filter(|word| !own.contains(word) && !typed.contains(word) && !is_figure(word))
        .collect();
    let found = files.iter().filter_map(|file| Some(problem(file, still_there(file, &told)?)));
    found.collect::<Problems>().into_result(())
}

fn problem(file: &Artifact, words: String) -> Problem {
    let message = format!("still there: {words}");
    Problem::new(Place::file(file.path.display().to_string()), message).hint("keep less with --keep")
}

/// The words that stand in a file, in quotation marks; `None` without any.
fn still_there(file: &Artifact, told: &BTreeSet<String>) -> Option<String> {
    let there: BTreeSet<String> =
        texts(file).iter().flat_map(|text| words(text)).filter(|word| told.contains(word)).collect();
    let quoted: Vec<String> = there.iter().map(|word| format!("`{word}`")).collect();
    (!quoted.is_empty()).then(|| quoted.join(", "))
}

/// Letters and digits that stand together, composed and in small letters.
fn words(text: &str) -> Vec<String> {
    let folded: String = text.nfkc().flat_map(char::to_lowercase).nfkc().collect();
    let parts = folded.split(|c: char| !c.is_alphanumeric());
    parts.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// `185`, `185k`, `2m`: any figure may read so.
fn is_figure(word: &str) -> bool {
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < word.len() && rest.len() <= 2
}

/// What the program says by itself, in any case.
fn own_words(templates: &Templates) -> BTreeSet<String> {
    let texts = templates.base.iter().chain(&templates.over).map(|template| template.text.as_str());
    let texts = texts.chain([templates.page.text.as_str(), CONTRACT, builtin::ASSUMPTIONS]).chain(MONTHS);
    texts.flat_map(words).collect()
}

/// What a file says to its reader: no markup, no keys, no pictures in dots.
fn texts(file: &Artifact) -> Vec<String> {
    let ends = |end: &str| file.path.extension().is_some_and(|kind| kind == end);
    if ends("xlsx") {
        return parts_of_workbook(&file.bytes);
    }
    if ends("png") {
        return Vec::new();
    }
    let text = String::from_utf8_lossy(&file.bytes);
    if ends("json") {
        let mut found = Vec::new();
        values(&serde_json::from_str(&text).unwrap_or(Value::Null), &mut found);
        return found;
    }
    if ends("html") || ends("svg") { vec![without_markup(&text)] } else { vec![text.into_owned()] }
}

fn values(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(list) => list.iter().for_each(|value| values(value, found)),
        Value::Object(map) => map.values().for_each(|value| values(value, found)),
        _ => {}
    }
}

/// Text between tags, and of the tags the attributes that are read out.
fn without_markup(text: &str) -> String {
    let patterns = [
        (r"(?s)<style.*?</style>|<f>.*?</f>", " "),
        (r"(?:aria-label|alt|title|content|data-head)=\x22([^\x22]*)\x22", ">$1<"),
        (r"(?s)<[^>]*>", " "),
    ];
    patterns.iter().fold(text.to_owned(), |text, (pattern, instead)| {
        Regex::new(pattern).map_or(text.clone(), |known| known.replace_all(&text, *instead).into_owned())
    })
}

fn parts_of_workbook(bytes: &[u8]) -> Vec<String> {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return Vec::new() };
    let mut found = Vec::new();
    for index in 0..archive.len() {
        let mut text = String::new();
        let read = archive.by_index(index).map(|mut part| part.read_to_string(&mut text));
        if matches!(read, Ok(Ok(_))) {
            found.push(without_markup(&text));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::templates::read_templates;

    fn told(name: &str, text: &str, withheld: &Withheld) -> Option<String> {
        let templates = read_templates(None, "en").unwrap();
        let file = Artifact::new(name, text);
        let refused =
            refuse_what_tells(&[file], std::slice::from_ref(withheld), "--coach 'Ana Ruiz'", &templates);
        refused.err().map(|error| error.to_string())
    }

    #[test]
    fn a_word_of_a_name_is_found_in_every_format() {
        let names = ["Zoe\u{308} Nordlicht SE", "HP", "Target", "Ana Ruiz"].map(str::to_owned).to_vec();
        let withheld = Withheld { names, ..Withheld::default() };
        for (name, text) in [
            ("a.md", "Engineer at HP"),
            ("a.md", "Zo\u{eb} says"),
            ("a.md", "at ＮＯＲＤＬＩＣＨＴ"),
            ("a.html", "<p class=x>a <bdi>hp</bdi></p>"),
            ("a.svg", "<svg aria-label=\"the hp way\"></svg>"),
            ("a.json", "{\"x\": [\"at (HP)\"]}"),
        ] {
            assert!(told(name, text, &withheld).is_some(), "{name}: {text}");
        }
        for (name, text) in [
            ("a.md", "the target, the graph, 185k"),
            ("a.html", "<p class=\"hp\">x</p><style>.hp{}</style>"),
            ("a.json", "{\"hp\": 1}"),
            ("a.md", "prepared with Ana Ruiz"),
        ] {
            assert_eq!(told(name, text, &withheld), None, "{name}: {text}");
        }
    }

    #[test]
    fn what_is_kept_may_stand_there_unless_it_is_a_name() {
        let list = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        let withheld = Withheld {
            names: list(&["Nordlicht"]),
            texts: list(&["Mayrhofen", "Nordlicht Bergbahn"]),
            kept: list(&["Mayrhofen at Nordlicht"]),
        };
        assert_eq!(told("a.md", "in Mayrhofen", &withheld), None);
        assert!(told("a.md", "Nordlicht", &withheld).is_some_and(|text| text.contains("`nordlicht`")));
        assert!(told("a.md", "Bergbahn", &withheld).is_some());
    }
}
