//! What people who haggle over goods got by asking again.

/// Those whose first answer lay in one part of the way to their ask.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FurtherAsks {
    /// The answer was at least this share of the ask.
    pub from: f64,
    /// And less than this share of it.
    pub below: f64,
    /// Share of them who got more by asking again.
    pub more: f64,
    /// How many they were.
    pub asked: u32,
}

impl FurtherAsks {
    /// The part of the way in which an answer of `answered` of the ask lies;
    /// an answer of nothing, or of less, lies in the first.
    pub fn at(table: &[FurtherAsks], answered: f64) -> Option<FurtherAsks> {
        table.iter().copied().find(|place| answered < place.below)
    }
}
