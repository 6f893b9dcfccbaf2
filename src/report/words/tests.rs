//! The one rule of the words, and what is said of mistakes in them.

use super::*;
use crate::error::Error;

fn words(text: &str) -> Words {
    Words::read(&[Template::new("en/say.toml", text)], &[]).unwrap()
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
    let base = [Template::new("en/mail.toml", "[say]\nopening = 'x {{ local }}'")];
    let own = "[say]\nopenning = 'y'\nopening = 'Base {{ aks.base }}{% if %}'";
    let report = Words::read(&base, &[Template::new("own.toml", own)]);
    let Err(Error::Problems(problems)) = report else { panic!("problems") };
    assert_eq!(problems.len(), 2);
    assert!(problems.iter().any(|p| p.hint.as_deref() == Some("did you mean `say.opening`?")));
    let named = Template::new("own.toml", "[say]\nopening = '{{ aks.base }} {{ local }} {{ ask.base }}'");
    let report = Words::read(&base, &[named]).unwrap().check(&facts()).unwrap_err();
    let report = report.to_string();
    assert!(report.contains("`aks.base`, which is no fact") && !report.contains("`local`"), "{report}");
    let of_command = Template::new("en/simulate.toml", "[simulate]\nmoves = '{{ chance }}'");
    let wrong = Template::new("own.toml", "[simulate]\nmoves = '{{ chanse }}'");
    let report = Words::read(&[of_command], &[wrong]).unwrap().check_commands().unwrap_err().to_string();
    assert!(report.contains("`chanse`, which is no fact"), "{report}");
    let twice = Words::read(&[base[0].clone(), base[0].clone()], &[]).unwrap_err().to_string();
    assert!(twice.contains("`say.opening` stands in en/mail.toml as well"), "{twice}");
}

#[test]
fn a_file_that_is_not_toml_names_its_place() {
    let broken = Template::new("w.toml", "a = 'x'\nb = \n");
    let report = Words::read(&[broken], &[]).unwrap_err();
    assert!(report.to_string().starts_with("w.toml:2:"), "{report}");
}
