//! The negotiation model, pure: an employer's unknowns, one negotiation played
//! from them, and the way between a single number and a package.
//!
//! Everything is a fraction of the offer's yearly value V₀, so 0.10 is ten
//! percent of the offer. No random number is drawn here: an [`Employer`] is
//! made from uniform numbers that are handed in.

mod answered;
mod circumstances;
mod demand;
mod employer;
mod model;
mod play;
mod risk;
mod room;
mod split;
mod value;

pub use answered::{Answered, Nearness, Way};
pub use circumstances::{Circumstance, Circumstances, Effect};
pub use demand::{Demand, MAX_RUNGS};
pub use employer::{Employer, Employers, Luck, RoundLuck, UNIFORMS};
pub use model::{FirstAnswer, Further, Limit, Model, Rival};
pub use play::{Again, First, Outcome, Reach, Settlement, Talk, first_answer, play, play_observed};
pub use risk::RiskAttitude;
pub use room::{Room, RoomPart};
pub use split::{Figures, Grant, Mix, base_step, best_trade, grant, package_toward, said_package};
pub use value::{Valuation, yearly_equity};
