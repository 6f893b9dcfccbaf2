//! Records → benchmark: percentiles, confidence, aging, blending, geography,
//! position in band and market.

mod adjust;
mod answer;
mod blend;
mod collect;
mod geography;
mod group;
mod ladder;
mod order_statistics;
mod pay_position;
mod payroll;
mod position;
mod question;
mod rules;
mod sample;
mod spellings;
mod survey;
mod weighted_percentiles;

pub use adjust::{Aging, Growth, Policy, aging_factor, apply};
pub use answer::{Answer, Oddities};
pub use blend::{Blend, blend};
pub use collect::Collector;
pub use geography::{Differentials, PlaceLevel};
pub use group::Group;
pub use ladder::{Step, steps};
pub use order_statistics::{SHOWN, intervals95, percentiles};
pub use pay_position::{Circle, Stand, stand};
pub use payroll::{BandBook, InBand, LevelSummary, NoBand, Placed, summaries};
pub use position::{Standing, pay_at, standing};
pub use question::{Conversion, Drop, Key, Pattern, Question, Weight};
pub use rules::Rules;
