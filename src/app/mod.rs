//! The use cases, each a function with plain inputs and a finished result.
//!
//! This is what every door calls: the command line, a page, another language.
//! A door turns its arguments into one of these calls and hands the result to
//! a renderer; it has no rule, no figure and no sentence of its own.

mod advice;
pub mod bands;
mod case;
mod chart;
mod check;
mod evidence_entry;
mod explain;
mod fill;
mod history;
mod interview;
mod log_entry;
pub mod market;
mod model;
pub mod payroll;
mod promotion;
mod quick;
mod reply;
mod sheet;
mod simulate;
mod stage;
mod starter;
mod typed_answer;
mod years;

pub use advice::advise;
pub use case::{draft_case, load_case, load_workspace, workspace_of};
pub use chart::{ChartKind, Charted, chart};
pub use check::{Found, check};
pub use evidence_entry::evidence_entry;
pub use explain::{Explanation, RANKING_TRIALS, employer, explain, ranking, sensitivity};
pub use history::with_round;
pub use interview::{Interview, Question};
pub use log_entry::{with_claims, with_entry};
pub use model::{ModelCheck, assumptions, assumptions_of, model};
pub use promotion::{Saying, claims, look_over, promotion, promotion_day};
pub use quick::{Quick, quick_case};
pub use reply::{Reply, advised_ask, reply};
pub use sheet::{SheetResults, sheet};
pub use simulate::simulate;
pub use stage::StagePage;
pub use starter::{OwnScore, PromotionStarter, Starter, promotion_starter, starter};
pub use typed_answer::TypedPay;
pub use years::{Scenarios, ShareTerms, compare, lineup, scenarios, vesting, with_shares};
