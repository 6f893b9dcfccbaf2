//! Records → benchmark: percentiles, confidence, aging, blending, geography,
//! position in band and market.

mod adjust;
mod age;
mod answer;
mod blend;
mod collect;
mod fold;
mod places;
mod position;
mod question;
mod rank;
mod rules;
mod stand;
mod survey;
mod weigh;
mod words;

pub use adjust::{Aging, Growth, Policy, aging_factor, apply};
pub use age::months_between;
pub use answer::{Answer, Group, Oddities};
pub use blend::{Blend, blend};
pub use collect::Collector;
pub use position::{Standing, pay_at, standing};
pub use question::{Conversion, Drop, Key, Pattern, Question, Weight};
pub use rank::{SHOWN, interval95, percentiles};
pub use rules::Rules;
pub use stand::{Circle, Stand, stand};
