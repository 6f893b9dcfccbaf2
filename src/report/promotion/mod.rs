//! The promotion behind the package, told: from an assessment to parts, from
//! parts to text, JSON-ready values and the dates of a calendar.

mod calendar;
mod dates;
mod evidence;
mod packet;
mod parts;
mod people;
mod rubric;
mod summary;
mod text;
mod words;

pub use dates::{Entry, entries};
pub use parts::{Block, Part};
pub use summary::title;
pub use text::text;
pub use words::PromotionWords;

use super::numbers::Numbers;
use crate::domain::Role;
use crate::error::Result;
use crate::input::{Source, builtin};
use crate::promotion::Assessment;

/// The language of what is told.
const ENGLISH: Numbers = Numbers::ENGLISH;

/// What is told, in the order in which it is needed.
fn parts(assessment: &Assessment, role: &Role, words: &PromotionWords) -> Vec<Part> {
    let teller = Teller { seen: assessment, role, words };
    vec![
        teller.summary(),
        teller.calendar(),
        teller.rubric(),
        teller.evidence(),
        teller.people(),
        teller.goals(),
        teller.agreement(),
        teller.packet(),
        teller.mistakes(),
    ]
    .into_iter()
    .filter(|part| !part.blocks.is_empty())
    .collect()
}

/// An assessment and what is told of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// The assessment.
    pub assessment: Assessment,
    /// What is told, part by part.
    pub parts: Vec<Part>,
}

impl Told {
    /// The assessment, told in the words of the program or in the user's over them.
    ///
    /// # Errors
    /// Every problem of the user's words.
    pub fn of(assessment: Assessment, role: &Role, users: Option<&Source>) -> Result<Self> {
        let own = ("promotion.en.toml", builtin::PROMOTION_WORDS);
        let words = PromotionWords::read(own, users.map(|source| (source.name(), source.text())))?;
        Ok(Told::new(assessment, role, &words))
    }

    /// The assessment, told in these words.
    pub fn new(assessment: Assessment, role: &Role, words: &PromotionWords) -> Self {
        let parts = parts(&assessment, role, words);
        Told { assessment, parts }
    }
}

/// What every part is told from.
struct Teller<'a> {
    seen: &'a Assessment,
    role: &'a Role,
    words: &'a PromotionWords,
}

/// `a, b and c`.
fn listed(words: &[String]) -> String {
    match words.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => words.concat(),
    }
}
