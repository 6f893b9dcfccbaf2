//! What the market pays: from a question and the files people have to
//! percentiles with everything that stands behind them.

mod ask;
mod geography;
mod of_case;
mod warnings;

use std::path::PathBuf;

use jiff::civil::Date;

pub(super) use ask::pooled;
pub use ask::{conversion, near_or_some};
pub use geography::{Differential, differentials};
pub use of_case::{CaseMarket, benchmarks_of, groups_of};
pub use warnings::MarketWarning;

use crate::domain::{Adjustment, Assumptions, Component, RowCounts};
use crate::error::Result;
use crate::input::pay_data::{BulkOptions, FileReport, MarketFile};
use crate::market::{Aging, Answer, Blend, Differentials, Key, Question, Step, apply, steps};

/// A question to market files, and what is to be made of their rows.
#[derive(Debug, Clone, PartialEq)]
pub struct MarketQuestion {
    /// The files; none mean the built-in national survey.
    pub files: Vec<PathBuf>,
    /// Which part of pay; `None`: what the first file is about.
    pub component: Option<Component>,
    /// Which rows, grouped and weighted how. Its component is set by the one above.
    pub rows: Question,
    /// How the files are read.
    pub reading: BulkOptions,
    /// Answers from each file alone, blended by this rule; `None` pools the rows.
    pub blend: Option<Blend>,
    /// The day that figures are held against.
    pub today: Option<Date>,
    /// How the figures are aged.
    pub aging: Option<Aging>,
    /// To which place the figures are moved.
    pub differential: Option<Differential>,
    /// Where differentials of places come from; `None`: the built-in medians of the American states.
    pub differentials: Option<PathBuf>,
}

impl MarketQuestion {
    /// Everything that files say, as it is.
    pub fn about(files: Vec<PathBuf>, assumptions: &Assumptions) -> Self {
        MarketQuestion {
            files,
            component: None,
            rows: Question::about(Component::Total),
            reading: BulkOptions::with(assumptions),
            blend: None,
            today: None,
            aging: None,
            differential: None,
            differentials: None,
        }
    }
}

/// The market's answer with the files it came from and what is to be known about it.
#[derive(Debug, Clone, PartialEq)]
pub struct MarketFindings {
    /// What was asked for, in the person's words.
    pub asked: Vec<String>,
    /// Words or the code of the occupation that was asked for.
    pub occupation: Option<String>,
    /// The answer.
    pub answer: Answer,
    /// The files, in the order given.
    pub files: Vec<FileReport>,
    /// Rows of all files together.
    pub counts: RowCounts,
    /// Who collected the data.
    pub source: String,
    /// What the reader should beware of.
    pub warnings: Vec<MarketWarning>,
    /// The groups are levels: each is held against the one below.
    pub ladder: bool,
}

impl MarketFindings {
    /// What each group pays over the one before it, where the groups are levels.
    pub fn steps(&self) -> Vec<Option<Step>> {
        let groups = &self.answer.groups;
        if self.ladder { steps(groups) } else { vec![None; groups.len()] }
    }
}

/// Answers a question to the market.
///
/// ```
/// use counteroffer::app::market::{MarketQuestion, market};
/// use counteroffer::input::assumptions::standard;
///
/// let assumptions = standard()?;
/// let mut asked = MarketQuestion::about(Vec::new(), &assumptions);
/// asked.rows.occupation = Some("software developers".into());
/// let found = market(&asked, &assumptions)?;
/// let median = found.answer.groups[0].at(50).and_then(|figure| figure.exact());
/// assert_eq!(median.map(|money| money.to_string()), Some("135980 USD".into()));
/// # Ok::<(), counteroffer::Error>(())
/// ```
///
/// # Errors
/// Problems of the files, or a question that they cannot answer.
pub fn market(asked: &MarketQuestion, assumptions: &Assumptions) -> Result<MarketFindings> {
    let opened = ask::opened(&ask::inputs_of(&asked.files), &asked.reading)?;
    let question = Question { component: component(asked, &opened), ..asked.rows.clone() };
    let (mut answer, files) = match asked.blend {
        Some(rule) => ask::blended(&opened, &question, &asked.reading, assumptions, (rule, asked.aging))?,
        None => {
            let (mut answer, files) = ask::pooled(&opened, &question, &asked.reading, assumptions)?;
            ask::age(&mut answer, asked.aging);
            (answer, files)
        }
    };
    ask::refuse_unknown(&question, &answer)?;
    adjust(&mut answer, asked, &question, assumptions)?;
    let mut publishers: Vec<&str> = files.iter().map(|file| file.format.publisher()).collect();
    publishers.dedup();
    Ok(MarketFindings {
        asked: question.filter.iter().flatten().map(|pattern| pattern.written.clone()).collect(),
        occupation: question.occupation.clone(),
        source: publishers.join(", "),
        counts: ask::all_counts(&answer, &files),
        warnings: warnings::of(&answer, &files, asked, assumptions),
        ladder: question.by == [Key::Level],
        answer,
        files,
    })
}

fn component(asked: &MarketQuestion, files: &[MarketFile]) -> Component {
    let of_file = || files.first().and_then(|file| file.components.first().copied());
    asked.component.or_else(of_file).unwrap_or(asked.rows.component)
}

/// Moves the figures to another place, as asked.
fn adjust(
    answer: &mut Answer,
    asked: &MarketQuestion,
    question: &Question,
    assumptions: &Assumptions,
) -> Result<()> {
    let table = match &asked.differential {
        Some(Differential::Place(_)) => {
            let file = asked.differentials.as_deref();
            Some(differentials(file, question.occupation.as_deref(), assumptions)?)
        }
        _ => None,
    };
    for group in &mut answer.groups {
        let asked_place =
            question.filter[Key::Location as usize].as_ref().map(|place| place.written.as_str());
        let place = group.key_of(Key::Location).or(asked_place);
        if let Some(moved) = moved(asked.differential.as_ref(), table.as_ref(), place)? {
            apply(group, moved);
        }
    }
    Ok(())
}

fn moved(
    differential: Option<&Differential>,
    table: Option<&Differentials>,
    from: Option<&str>,
) -> Result<Option<Adjustment>> {
    Ok(match (differential, table) {
        (Some(Differential::Factor(factor)), _) => {
            let what = "geographic differential".to_owned();
            Some(Adjustment { what, factor: *factor, why: "cost of labor, as given".into() })
        }
        (Some(Differential::Place(to)), Some(table)) => Some(geography::adjustment(table, from, to)?),
        _ => None,
    })
}
