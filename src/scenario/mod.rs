//! Total compensation by year for each package, and packages compared.

mod calendar;
mod compare;
mod result;
mod spread;
mod stock;
mod table;

pub use calendar::{Vested, VestingCalendar, vesting};
pub use compare::{ByYear, Comparison, Overtaking, Pair, compare};
pub use result::{LeavingCost, MoneySpread, PackageYears, ScenarioTable, Shares, YearLine};
pub use stock::{StockMove, StockNeeded};
pub use table::{Played, played, table, table_after};
