//! What an amount is for: so much a year, an hour.

/// What an amount is for.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    serde::Serialize,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[strum(serialize_all = "kebab-case")]
#[serde(rename_all = "kebab-case")]
pub enum Period {
    /// A year.
    Year,
    /// A quarter of a year.
    Quarter,
    /// A month.
    Month,
    /// Half a month, twice a month.
    HalfMonth,
    /// Two weeks.
    Fortnight,
    /// A week.
    Week,
    /// A day.
    Day,
    /// An hour.
    Hour,
}

impl Period {
    /// The name in files.
    pub fn name(self) -> &'static str {
        self.into()
    }
}
