//! Total compensation by year for each package, and packages compared.

mod result;

pub use result::{LeavingCost, MoneySpread, PackageYears, ScenarioTable, YearLine};
