//! The view of `reply`.

use serde::Serialize;

use super::values::{Package, Share};
use crate::advice::{AnswerKind, Course, Move};
use crate::app;
use crate::domain::FurtherAsks;

/// They have answered: what is now to be expected, and what to do.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Reply {
    /// What to do.
    advice: Move,
    /// What kind of answer the last one was.
    answer: AnswerKind,
    /// The last answer gave in one part and took in another.
    trades: bool,
    /// How many rounds are known.
    rounds: usize,
    /// What was asked last; absent before anything was.
    ask: Option<Package>,
    /// What stands since their answer.
    standing: Package,
    /// The chance that they have nothing left to give; absent where no answer is simulated: before
    /// the first, after a yes and after a reduction.
    exhausted: Option<f64>,
    /// How many draws stand behind it, as if each counted fully: below 200 the chances say little.
    effective_sample_size: Option<f64>,
    /// What to ask for next, where that is the advice, and what comes of it and of the asks after it.
    next: Option<NextAsk>,
    /// What that is as a package.
    next_package: Option<Package>,
    /// What one more ask would bring at every size, ascending, to set beside it.
    options: Vec<NextAsk>,
    /// What people who haggle over goods got by asking again at such an answer.
    goods: Option<Goods>,
}

/// One way to go on.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "next ask"))]
struct NextAsk {
    /// What to ask next, as a fraction over the offer's value.
    ask: f64,
    /// The mean gain over the offer, as a fraction of its value; leaving and withdrawal count as the fallback.
    mean: Share,
    /// The certain gain that is worth as much to the person: the mean where they are neutral to risk.
    certain: Share,
    /// The chance that something moves.
    improved: f64,
    /// The chance that the offer is withdrawn.
    withdrawn: f64,
}

/// People who haggled over goods and asked again.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "goods"))]
struct Goods {
    /// The first answer was at least this share of their ask …
    from: f64,
    /// … and less than this.
    below: f64,
    /// How many they were.
    asked: u32,
    /// The share of them who got more.
    more: f64,
    /// What is added to their log-odds of moving for employers: a judgment.
    employers_shift: f64,
}

impl From<&app::Reply> for Reply {
    fn from(reply: &app::Reply) -> Self {
        Reply {
            advice: reply.choice,
            answer: reply.answer,
            trades: reply.trades,
            rounds: reply.rounds(),
            ask: reply.asked.as_ref().map(Package::from),
            standing: (&reply.standing).into(),
            exhausted: reply.known.map(|known| known.exhausted),
            effective_sample_size: reply.known.map(|known| known.effective),
            next: reply.next.as_ref().map(|(_, course)| NextAsk::from(course)),
            next_package: reply.next.as_ref().map(|(view, _)| Package::from(view)),
            options: reply.options.iter().map(NextAsk::from).collect(),
            goods: reply.goods.map(|goods| Goods::of(goods, reply.shift)),
        }
    }
}

impl From<&Course> for NextAsk {
    fn from(course: &Course) -> Self {
        NextAsk {
            ask: course.ask,
            mean: course.mean.into(),
            certain: course.certain.into(),
            improved: course.moves,
            withdrawn: course.withdrawn,
        }
    }
}

impl Goods {
    fn of(goods: FurtherAsks, employers_shift: f64) -> Self {
        let FurtherAsks { from, below, more, asked } = goods;
        Goods { from, below, asked, more, employers_shift }
    }
}
