//! Total compensation by year for each package, and packages compared.

mod result;
mod spread;
mod table;

pub use result::{LeavingCost, MoneySpread, PackageYears, ScenarioTable, YearLine};
pub use table::{Played, played, table, table_after, whose};
