//! The words about a promotion: phrases by name, from a file that the user may
//! replace, filled with facts. A phrase whose facts are missing is left out.

use std::collections::BTreeMap;

use minijinja::{Environment, UndefinedBehavior};

use crate::error::{Place, Problem, Problems, Result};

/// Facts by name, for one phrase.
pub(super) type Facts<'a> = &'a [(&'a str, String)];

/// Phrases by their dotted name, such as `agreement.heads_up.say`.
#[derive(Debug, Clone)]
pub struct PromotionWords {
    phrases: BTreeMap<String, String>,
    agenda: Vec<(i64, String)>,
}

impl PromotionWords {
    /// Reads the words that come with the program and, over them, the user's:
    /// each as the name of its file and its text.
    ///
    /// # Errors
    /// Every problem of either: not TOML, an unknown name, a phrase that
    /// cannot be read.
    pub fn read(own: (&str, &str), users: Option<(&str, &str)>) -> Result<Self> {
        let mut words = PromotionWords { phrases: BTreeMap::new(), agenda: Vec::new() };
        let mut problems = Problems::new();
        words.add(own, true, &mut problems);
        if let Some(users) = users {
            words.add(users, false, &mut problems);
        }
        problems.into_result(words)
    }

    fn add(&mut self, (name, text): (&str, &str), first: bool, problems: &mut Problems) {
        let table = match text.parse::<toml::Table>() {
            Ok(table) => table,
            Err(error) => {
                let problem = Problem::new(Place::file(name), error.message().to_owned());
                problems.push(problem.hint("a line is `key = \"text\"`"));
                return;
            }
        };
        if let Some(agenda) = agenda(&table) {
            self.agenda = agenda;
        }
        let mut found = BTreeMap::new();
        flatten("", &toml::Value::Table(table), &mut found);
        for (key, phrase) in found {
            if !first && !self.phrases.contains_key(&key) {
                let known = self.phrases.keys().map(String::as_str);
                let hint = crate::input::did_you_mean::did_you_mean(&key, known, "the names are");
                problems
                    .push(Problem::new(Place::file(name), format!("there is no phrase `{key}`")).hint(hint));
                continue;
            }
            if let Err(error) = environment().template_from_str(&phrase) {
                let message =
                    format!("`{key}` cannot be read: {}", error.detail().unwrap_or("a wrong template"));
                problems.push(Problem::new(Place::file(name), message).hint("a fact stands as {{ name }}"));
                continue;
            }
            self.phrases.insert(key, phrase);
        }
    }

    /// A phrase with its facts; `None` when a fact is missing that it names.
    pub(super) fn say(&self, key: &str, facts: Facts<'_>) -> Option<String> {
        let phrase = self.phrases.get(key)?;
        let facts: BTreeMap<String, String> =
            facts.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        environment().render_str(phrase, minijinja::Value::from_pairs(facts)).ok()
    }

    /// A phrase without facts; empty when there is none of that name.
    pub(super) fn plain(&self, key: &str) -> String {
        self.say(key, &[]).unwrap_or_default()
    }

    /// The minutes of a review and what each part is for.
    pub(super) fn agenda(&self) -> &[(i64, String)] {
        &self.agenda
    }

    /// All names.
    #[cfg(test)]
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.phrases.keys().map(String::as_str)
    }
}

fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment
}

/// `[[packet.agenda]]`: minutes and what for.
fn agenda(table: &toml::Table) -> Option<Vec<(i64, String)>> {
    let rows = table.get("packet")?.get("agenda")?.as_array()?;
    rows.iter()
        .map(|row| Some((row.get("minutes")?.as_integer()?, row.get("what")?.as_str()?.to_owned())))
        .collect()
}

fn flatten(prefix: &str, value: &toml::Value, found: &mut BTreeMap<String, String>) {
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table {
                let name = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
                flatten(&name, value, found);
            }
        }
        toml::Value::String(phrase) => {
            found.insert(prefix.to_owned(), phrase.clone());
        }
        _ => {}
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn words() -> PromotionWords {
        PromotionWords::read(("promotion.en.toml", crate::input::builtin::PROMOTION_WORDS), None).unwrap()
    }

    #[test]
    fn a_phrase_without_its_facts_is_left_out() {
        let words = words();
        let facts = [("begin", "8 May".to_owned()), ("begin_months", "6".to_owned())];
        assert_eq!(words.say("calendar.begin", &facts).unwrap(), "Begin on 8 May, 6 months before.");
        assert_eq!(words.say("calendar.begin", &facts[..1]), None);
        assert_eq!(words.agenda().iter().map(|(minutes, _)| minutes).sum::<i64>(), 45);
    }

    #[test]
    fn every_step_mistake_question_and_check_has_its_words() {
        use crate::domain::promotion::Step;
        use crate::promotion::{Check, Mistake, Question};
        let mut wanted: Vec<String> = Vec::new();
        for step in Step::ALL {
            wanted.extend(["title", "say"].map(|part| format!("agreement.{}.{part}", step.name())));
        }
        for mistake in Mistake::ALL {
            wanted.extend(
                ["name", "because", "instead"].map(|part| format!("mistake.{}.{part}", mistake.name())),
            );
        }
        for question in [Question::WhyThisLevel, Question::Differently, Question::FirstNinetyDays] {
            wanted.extend(["ask", "answer"].map(|part| format!("question.{}.{part}", question.name())));
        }
        wanted.extend(Check::ALL.map(|check| format!("evidence.lack_{}", check.name())));
        let words = words();
        let known: Vec<&str> = words.names().collect();
        let missing: Vec<&String> = wanted.iter().filter(|name| !known.contains(&name.as_str())).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn the_users_words_go_over_ours_and_unknown_names_are_refused() {
        let own = ("ours", "[a]\nb = \"one {{ x }}\"\nc = \"two\"\n");
        let words = PromotionWords::read(own, Some(("theirs", "[a]\nc = \"zwei\"\n"))).unwrap();
        assert_eq!(words.plain("a.c"), "zwei");
        assert_eq!(words.say("a.b", &[("x", "1".into())]).unwrap(), "one 1");
        let error =
            PromotionWords::read(own, Some(("theirs", "[a]\nd = \"{{ \"\nb = \"{{ \"\n"))).unwrap_err();
        let told = error.to_string();
        assert!(
            told.contains("theirs: there is no phrase `a.d`") && told.contains("`a.b` cannot be read"),
            "{told}"
        );
        assert!(PromotionWords::read(own, Some(("theirs", "a = "))).is_err());
    }
}
