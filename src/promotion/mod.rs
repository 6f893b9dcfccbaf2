//! The promotion behind the package: when it is decided, by whom, on which
//! evidence, and what is missing. The money that it needs is handed in.

mod agreement;
mod assess;
mod calendar;
mod coverage;
mod eligibility;
mod evidence;
mod gate;
mod goals;
mod mistakes;
mod packet;
mod people;
mod progress;
mod roadmap;
mod saying;
mod support;
mod terms;
mod week;

pub use agreement::{AgreementView, Leave, StepView};
pub use assess::{Asked, Assessment, assess};
pub use calendar::{Plan, Review, Unreachable, Wait, YearlyGain};
pub use coverage::Coverage;
pub use eligibility::{Eligibility, Months, Releases};
pub use evidence::{Check, CheckedItem, check_evidence, strongest};
pub use gate::{DimensionView, GateView, Verdict, judge};
pub use goals::GoalView;
pub use mistakes::{Mistake, Trigger};
pub use packet::{Answer, Packet, PacketClaim, PacketGap};
pub use people::{Missing, PeopleView};
pub use progress::{CheckInPage, Progress};
pub use roadmap::RoadmapRow;
pub use saying::traps_in;
pub use support::Support;
pub use terms::Terms;
pub use week::{Action, Because, Task};
