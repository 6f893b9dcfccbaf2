//! What is scored, on which scale, and when the scores pass.

use rust_decimal::Decimal;
use strum::{IntoStaticStr, VariantArray};

/// A score from 1 to 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score(Decimal);

impl Score {
    /// The score; `None` outside 1 to 5.
    pub fn new(score: Decimal) -> Option<Self> {
        (Decimal::ONE..=Decimal::from(5)).contains(&score).then_some(Score(score))
    }

    /// The number.
    pub fn get(self) -> Decimal {
        self.0
    }
}

/// When a set of scores passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Gate {
    /// Every dimension reaches its gate.
    AllRequired,
    /// The mean of the scores reaches the gate.
    Average,
    /// A dimension below its gate, though not below the floor, is made up for
    /// by another at or above the spike.
    SpikesAllowed,
    /// Every dimension reaches its gate and at least one the spike.
    AllAndSpike,
}

impl Gate {
    /// The name in files.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// One thing that is scored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dimension {
    /// Its name, in small letters.
    pub name: String,
    /// What it means at the level that is sought.
    pub meaning: Option<String>,
    /// Work that raises the score, the most telling first.
    pub work: Vec<String>,
    /// Words that show that a claim serves it, in small letters.
    pub words: Vec<String>,
    /// What must be shown, where it was read from a job description.
    pub demands: Vec<String>,
}

/// Where a rubric comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RubricOrigin {
    /// The one that comes with the program.
    Default,
    /// A file.
    File(String),
    /// Read from a job description, for want of a guideline.
    JobDescription(String),
}

/// What is scored and when it passes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rubric {
    /// Its name.
    pub name: String,
    /// When scores pass.
    pub gate: Gate,
    /// The score that must be reached.
    pub pass: Score,
    /// The score that counts as a spike.
    pub spike: Score,
    /// Below this no spike makes up for a weakness.
    pub floor: Score,
    /// What is scored, in order.
    pub dimensions: Vec<Dimension>,
    /// Where it comes from.
    pub origin: RubricOrigin,
}

impl Rubric {
    /// The dimension of that name.
    pub fn dimension(&self, name: &str) -> Option<&Dimension> {
        self.dimensions.iter().find(|dimension| dimension.name == name)
    }

    /// The dimension whose words occur most in a text; the first of the rubric
    /// among equals, `None` when not one occurs.
    pub fn best_dimension(&self, text: &str) -> Option<&str> {
        let text = plain_words(text);
        let mut best: Option<(usize, &str)> = None;
        for dimension in &self.dimensions {
            let hits = dimension.words.iter().filter(|word| text.contains(&format!(" {word} "))).count();
            if hits > best.map_or(0, |(most, _)| most) {
                best = Some((hits, &dimension.name));
            }
        }
        best.map(|(_, name)| name)
    }
}

/// Small letters, one space between words and around them.
fn plain_words(text: &str) -> String {
    let kept = |c: char| c.is_alphanumeric() || c == '-';
    let words: String = text.chars().map(|c| if kept(c) { c } else { ' ' }).collect();
    let words = words.to_lowercase();
    format!(" {} ", words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The scores of one dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scored {
    /// The dimension.
    pub dimension: String,
    /// The person's own score.
    pub own: Option<Score>,
    /// The manager's.
    pub manager: Option<Score>,
}

impl Scored {
    /// The score that a review would hear: the manager's, otherwise the person's own.
    pub fn heard(&self) -> Option<Score> {
        self.manager.or(self.own)
    }
}

/// Three dimensions with a few words each, for the tests of every floor.
#[cfg(test)]
pub(crate) fn rubric_of_tests() -> Rubric {
    let score = |tenths: i64| Score::new(Decimal::new(tenths, 1)).unwrap();
    let dimension = |name: &str, words: &[&str]| Dimension {
        name: name.into(),
        meaning: None,
        work: vec![format!("work that raises {name}")],
        words: words.iter().map(|word| (*word).to_owned()).collect(),
        demands: vec![],
    };
    Rubric {
        name: "test".into(),
        gate: Gate::AllRequired,
        pass: score(40),
        spike: score(45),
        floor: score(35),
        dimensions: vec![
            dimension("delivery", &["shipped", "churn", "arr"]),
            dimension("influence", &["aligned", "buy-in", "ceo"]),
            dimension("leadership", &["mentored", "pms"]),
        ],
        origin: RubricOrigin::Default,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_lies_between_1_and_5() {
        let score = |text: &str| Score::new(text.parse().unwrap());
        assert!(score("1").is_some() && score("5").is_some() && score("3.9").is_some());
        assert!(score("0.9").is_none() && score("5.1").is_none());
    }

    #[test]
    fn the_manager_is_heard_first() {
        let score = |text: &str| Score::new(text.parse().unwrap());
        let both = Scored { dimension: "delivery".into(), own: score("4.5"), manager: score("4.0") };
        assert_eq!(both.heard(), score("4.0"));
        assert_eq!(Scored { manager: None, ..both }.heard(), score("4.5"));
    }

    #[test]
    fn words_decide_and_whole_words_only() {
        let score = |tenths: i64| Score::new(Decimal::new(tenths, 1)).unwrap();
        let dimension = |name: &str, words: &[&str]| Dimension {
            name: name.into(),
            meaning: None,
            work: vec![],
            words: words.iter().map(|word| (*word).to_owned()).collect(),
            demands: vec![],
        };
        let rubric = Rubric {
            name: "test".into(),
            gate: Gate::Average,
            pass: score(40),
            spike: score(45),
            floor: score(35),
            dimensions: vec![
                dimension("delivery", &["shipped", "on time"]),
                dimension("influence", &["aligned", "buy-in", "ceo"]),
            ],
            origin: RubricOrigin::Default,
        };
        assert_eq!(rubric.best_dimension("Got the CEO's buy-in"), Some("influence"));
        assert_eq!(rubric.best_dimension("Came ON TIME."), Some("delivery"));
        assert_eq!(rubric.best_dimension("Shipped it; aligned all"), Some("delivery"), "first among equals");
        assert_eq!(rubric.best_dimension("unshipped, rearranged"), None);
    }
}
