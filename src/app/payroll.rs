//! A whole payroll against its pay bands.

use std::collections::BTreeMap;
use std::path::Path;

use rust_decimal::prelude::ToPrimitive;

use super::bands::BandFiles;
use crate::domain::PayBand;
use crate::error::{Problems, Result};
use crate::input::{Source, people as employees, read_people};
use crate::market::{BandBook, InBand, LevelSummary, NoBand, Placed, summaries};
use crate::num::Currency;

/// A payroll against its bands.
#[derive(Debug, Clone, PartialEq)]
pub struct Payroll {
    /// Everybody, in the order of the file.
    pub placed: Vec<Placed>,
    /// By level, then all together.
    pub lines: Vec<LevelSummary>,
    /// Bands that are none, and so are left out.
    pub absurd: Problems,
    /// Pay so many times above or below its midpoint is odd.
    pub odd_factor: f64,
    /// The employee file.
    pub people_file: String,
    /// The band files.
    pub band_files: Vec<String>,
}

/// Holds everybody of an employee file against the band of their level. Pay
/// without a currency beside it is in `currency`; without one, in that of the
/// bands where they have one.
///
/// ```
/// use counteroffer::app::{bands::BandFiles, payroll::payroll};
/// use counteroffer::input::ReadOptions;
///
/// let files = BandFiles::new(vec!["data/alloy-pm2/bands.csv".into()], ReadOptions::default(), None)?;
/// let folder = tempfile::tempdir()?;
/// let people = folder.path().join("people.csv");
/// std::fs::write(&people, "id,level,base,company,location\n1,PM-II,180000,Alloy,San Francisco CA\n")?;
/// let found = payroll(&people, &files, None)?;
/// // 5,000 are missing to the minimum of 185,000.
/// assert_eq!(found.lines[0].cost_to_minimum.to_string(), "5000 USD");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Every problem of every file; a mapped column that no file has.
pub fn payroll(people: &Path, files: &BandFiles, currency: Option<Currency>) -> Result<Payroll> {
    let read = files.read()?;
    let mut options = files.options.clone();
    let mut currencies: Vec<_> = read.bands.iter().map(PayBand::currency).collect();
    currencies.dedup();
    if let ([only], None) = (currencies.as_slice(), currency) {
        options.currency = *only;
    }
    let source = Source::table(people, &options.told, &|header| employees::COLUMNS.fit(header, &options))?;
    let staff = read_people(&source, &options)?;
    let book = BandBook::new(&read.bands, files.day);
    let placed: Vec<_> = staff.into_iter().map(|person| book.place(person)).collect();
    Ok(Payroll {
        lines: summaries(&placed),
        placed,
        absurd: read.absurd,
        odd_factor: files.assumptions.value("market.implausible-factor"),
        people_file: people.display().to_string(),
        band_files: read.files,
    })
}

impl Payroll {
    /// Everybody who has a band, and where they stand in it.
    pub fn found(&self) -> impl Iterator<Item = (&Placed, &InBand)> {
        self.placed.iter().filter_map(|person| Some((person, person.outcome.as_ref().ok()?)))
    }

    /// People without a band, by reason and level.
    pub fn without_band(&self) -> BTreeMap<(NoBand, &str), u64> {
        let mut counts = BTreeMap::new();
        for person in &self.placed {
            if let Err(why) = &person.outcome {
                *counts.entry((*why, person.employee.level.as_str())).or_default() += 1;
            }
        }
        counts
    }

    /// People whose pay is so far from the midpoint that it may be of another unit.
    pub fn odd(&self) -> u64 {
        let odd = |ratio: f64| ratio * self.odd_factor < 1.0 || ratio > self.odd_factor;
        let ratios = self.found().filter_map(|(_, found)| found.stand.compa_ratio?.to_f64());
        ratios.filter(|ratio| odd(*ratio)).count() as u64
    }

    /// The one currency of everybody.
    pub fn currency(&self) -> Option<Currency> {
        self.lines.last().map(|line| line.currency).filter(|_| !self.has_several_currencies())
    }

    /// True when people are paid in several currencies.
    pub fn has_several_currencies(&self) -> bool {
        self.lines.iter().filter(|line| line.level.is_none()).count() > 1
    }
}
