//! The words of the field as types that cannot be wrong.

mod age;
mod alternative;
mod assumption;
mod band;
mod band_choice;
mod bargains;
mod benchmark;
mod case;
mod change;
mod direction;
mod employee;
mod employer;
mod evidence;
mod grant;
mod lineup;
mod names;
mod package;
mod part;
mod period;
mod places;
mod prices;
pub mod promotion;
mod record;
mod redact;
mod schedule;
mod stage;
mod terms;

pub use age::{Freshness, freshness, months_between};
pub use alternative::{Alternative, Firmness, Worth};
pub use assumption::{Assumption, Assumptions, Kind, SurveyFigure};
pub use band::{BandError, BonusTerm, EquityRange, PayBand, PayRange};
pub use band_choice::{BandHolder, OtherBands, holding};
pub use bargains::FurtherAsks;
pub use benchmark::{
    Adjustment, Benchmark, Component, Confidence, PercentilePoint, Percentiles, PercentilesError, StatValue,
};
pub use case::{
    Ask, Case, Context, EquityTerms, Inputs, OnTable, OwnershipKind, Preferences, Profile, Role, Said,
    Statement, Tone, Vesting, VestingPeriod,
};
pub use change::{Change, TimeUnit};
pub use direction::Direction;
pub use employee::Employee;
pub use employer::{Employer, EmployerKind};
pub use evidence::{Evidence, Owner, Strength};
pub use grant::{
    ClawBack, Grant, OptionKind, OptionTerms, Outlook, Payout, PriceTerms, PromotionChance, Prospects,
    Repeat, RetirementMatch, SharePlan, TaxRates,
};
pub use lineup::{Asked, NamedPackage, PackageId};
pub use names::{fold_name, natural_order, related, same_name};
pub use package::{Equity, Package};
pub use part::Part;
pub use period::Period;
pub use places::{cities_of, fold_place, is_area_of, same_place, state_of};
pub use prices::{PriceHistory, PriceHistoryError};
pub use record::{Figure, Needs, PayRecord, Published, RecordSink, RowCounts, Skip, Taken};
pub use redact::{Keep, StandIns, Withheld};
pub use schedule::{Schedule, ScheduleError};
pub use stage::{Promise, Stage, something_stands};
