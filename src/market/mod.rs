//! Records → benchmark: percentiles, confidence, aging, blending, geography,
//! position in band and market.

mod age;
mod answer;
mod collect;
mod fold;
mod position;
mod question;
mod rank;
mod rules;
mod stand;
mod words;

pub use age::months_between;
pub use answer::{Answer, Group, Oddities};
pub use collect::Collector;
pub use position::{Standing, pay_at, standing};
pub use question::{Drop, Key, Pattern, Question};
pub use rank::{SHOWN, interval95, percentiles};
pub use rules::Rules;
pub use stand::{Circle, Stand, stand};
