//! What was typed after `counteroffer market`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::parse;
use crate::app::market::Differential;
use crate::domain::Component;
use crate::input::pay_data::MarketFormat;
use crate::market::{Blend, Growth, Key, Policy, Weight};

/// What the market pays: percentiles from raw or published figures
#[derive(Debug, Clone, Args)]
#[command(after_help = "Examples:\n  \
    counteroffer market --occupation \"software developers\"\n  \
    counteroffer market Levels_Fyi_Salary_Data.csv --title \"Product Manager\" --by level\n  \
    counteroffer market wages.csv --column title=Job --column base=Salary --as-of 2026-05-01 --aging-rate 3.5%")]
pub struct MarketArgs {
    /// Market files, known by their header: Levels.fyi, OEWS (CSV, xlsx), LCA, ai-jobs, published percentiles (source, component, p10 to p90), or your own with --column; without one, the built-in national survey answers
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) rows: RowArgs,
    #[command(flatten)]
    pub(super) figures: FigureArgs,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
    /// Tell every step from the rows to the figures
    #[arg(long)]
    pub(super) explain: bool,
    /// Write the rows that could not be used, each with its reason, to this CSV file
    #[arg(long, value_name = "FILE")]
    pub(super) rejects: Option<PathBuf>,
}

/// Which rows.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Which rows")]
pub(super) struct RowArgs {
    /// Only this title; `*` stands for anything: "*software engineer*"
    #[arg(long)]
    pub(super) title: Option<String>,
    /// Only this level
    #[arg(long)]
    pub(super) level: Option<String>,
    /// Only this company
    #[arg(long)]
    pub(super) company: Option<String>,
    /// Only this place, or an area such as "SF Bay Area"
    #[arg(long)]
    pub(super) location: Option<String>,
    /// Words or the code of an occupation in an official survey
    #[arg(long)]
    pub(super) occupation: Option<String>,
    /// Words of an industry in an official survey [default: all industries together]
    #[arg(long)]
    pub(super) industry: Option<String>,
    /// Years of experience: 3-7, 5- or -2
    #[arg(long, value_name = "FROM-TO", value_parser = parse::years, allow_hyphen_values = true)]
    pub(super) experience: Option<(Option<f64>, Option<f64>)>,
    /// Only rows from this day on
    #[arg(long, value_name = "DATE")]
    pub(super) from: Option<Date>,
    /// Only rows up to this day
    #[arg(long, value_name = "DATE")]
    pub(super) until: Option<Date>,
    /// Which part of pay [default: what the file is about]
    #[arg(long, value_name = "base|bonus|equity|total|wage", value_parser = parse::word::<Component>)]
    pub(super) component: Option<Component>,
    /// One line for each of these: title, level, company, location
    #[arg(long, value_delimiter = ',', value_name = "KEY,…", value_parser = parse::word::<Key>)]
    pub(super) by: Vec<Key>,
    /// Compare these letter by letter instead of folding case and punctuation
    #[arg(long, value_delimiter = ',', value_name = "KEY,…", value_parser = parse::word::<Key>)]
    pub(super) exact: Vec<Key>,
    /// Leave out rows that are odd
    #[arg(long, value_delimiter = ',', value_name = "WHAT,…")]
    pub(super) drop: Vec<Odd>,
}

/// What is made of them.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "What is made of them")]
pub(super) struct FigureArgs {
    /// How rows count
    #[arg(long, value_enum, default_value = "row")]
    pub(super) weight: WeightName,
    /// Answer from each file alone and blend the answers by this rule
    #[arg(long, value_enum)]
    pub(super) blend: Option<BlendName>,
    /// The day, or the beginning of the plan year, to age the figures to
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<Date>,
    /// How much pay moves in a year: 3.5%
    #[arg(long, value_name = "PERCENT", requires = "as_of", value_parser = parse::rate)]
    pub(super) aging_rate: Option<f64>,
    /// How it moves
    #[arg(long, value_enum, default_value = "compound")]
    pub(super) aging: GrowthName,
    /// Which point of the plan year pay is set for
    #[arg(long, value_enum, default_value = "lag")]
    pub(super) policy: PolicyName,
    /// Geographic differential: what local pay is of that in the data, such as 1.2; or the place to move the figures to (from --location, else from the whole country)
    #[arg(long, value_name = "FACTOR|PLACE", value_parser = parse::differential)]
    pub(super) differential: Option<Differential>,
    /// Where differentials of places come from: an OEWS file of areas, or a CSV with location,differential [default: built-in medians of the American states]
    #[arg(long, value_name = "FILE", requires = "differential")]
    pub(super) differentials: Option<PathBuf>,
    /// Convert to this currency, by --rates
    #[arg(long, value_name = "CODE")]
    pub(super) currency: Option<String>,
    /// Exchange rates: a CSV with from, to, rate, as_of
    #[arg(long, value_name = "FILE")]
    pub(super) rates: Option<PathBuf>,
}

/// How files are read.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "How files are read")]
pub(super) struct ReadingArgs {
    /// The format, where the header does not tell
    #[arg(long, value_name = "levels-fyi|oews|lca|ai-jobs|benchmark|records", value_parser = parse::word::<MarketFormat>)]
    pub(super) read_as: Option<MarketFormat>,
    /// Bytes beyond ASCII are Windows-1252
    #[arg(long)]
    pub(super) windows_1252: bool,
}

/// What may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Odd {
    /// Rows equal to another row.
    Duplicates,
    /// Amounts ten times off the median of their group.
    Implausible,
    /// Rows whose parts do not add up to their total.
    Parts,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum WeightName {
    /// Every row the same
    Row,
    /// Every company of two rows or more the same: the median of the companies' percentiles
    Company,
    /// Newer rows more
    Recency,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum BlendName {
    /// Every source the same
    Equal,
    /// By the people behind each
    Incumbents,
    /// The median of the sources
    Organization,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum GrowthName {
    Compound,
    Linear,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum PolicyName {
    /// Its beginning
    Lag,
    /// Its middle
    LeadLag,
    /// Its end
    Lead,
}

impl From<WeightName> for Weight {
    fn from(name: WeightName) -> Self {
        match name {
            WeightName::Row => Weight::Row,
            WeightName::Company => Weight::Company,
            WeightName::Recency => Weight::Recency,
        }
    }
}

impl From<BlendName> for Blend {
    fn from(name: BlendName) -> Self {
        match name {
            BlendName::Equal => Blend::Equal,
            BlendName::Incumbents => Blend::Incumbents,
            BlendName::Organization => Blend::Organization,
        }
    }
}

impl From<GrowthName> for Growth {
    fn from(name: GrowthName) -> Self {
        match name {
            GrowthName::Compound => Growth::Compound,
            GrowthName::Linear => Growth::Linear,
        }
    }
}

impl From<PolicyName> for Policy {
    fn from(name: PolicyName) -> Self {
        match name {
            PolicyName::Lag => Policy::Lag,
            PolicyName::LeadLag => Policy::LeadLag,
            PolicyName::Lead => Policy::Lead,
        }
    }
}
