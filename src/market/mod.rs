//! Records → benchmark: percentiles, confidence, aging, blending, geography,
//! position in band and market.

mod adjust;
mod age;
mod answer;
mod blend;
mod collect;
mod fold;
mod geography;
mod group;
mod log;
mod numbered;
mod order;
mod places;
mod position;
mod question;
mod rank;
mod rules;
mod sample;
mod spellings;
mod staff;
mod stand;
mod survey;
mod weigh;
mod words;

pub use adjust::{Aging, Growth, Policy, aging_factor, apply};
pub use age::months_between;
pub use answer::{Answer, Oddities};
pub use blend::{Blend, blend};
pub use collect::Collector;
pub use geography::{Differentials, PlaceLevel};
pub use group::Group;
pub use order::natural;
pub use position::{Standing, pay_at, standing};
pub use question::{Conversion, Drop, Key, Pattern, Question, Weight};
pub use rank::{SHOWN, interval95, percentiles};
pub use rules::Rules;
pub use staff::{BandBook, InBand, LevelSummary, NoBand, Placed, summaries};
pub use stand::{Circle, Stand, stand};
