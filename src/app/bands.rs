//! Band files: what they hold, a payroll against them, and one person's pay in its band and market.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::advise;
use super::market::near_or_some;
use crate::domain::{Assumptions, Benchmark, Case, Freshness, PackageId, PayBand, fold_name, natural_order};
use crate::error::{Error, Problems, Result};
use crate::input::options::ReadOptions;
use crate::input::{Source, assumptions, bands as band_file, read_case};
use crate::market::{Key, Pattern, Stand, stand};
use crate::num::Currency;
use crate::simulate::Settings;

/// Band files and how they are read.
#[derive(Debug, Clone)]
pub struct BandFiles {
    /// The files.
    pub paths: Vec<PathBuf>,
    /// How they are read.
    pub options: ReadOptions,
    /// Bands in force on this day; `None`: the newest.
    pub day: Option<Date>,
    /// Of which width a band is none, and which pay is odd.
    pub assumptions: Assumptions,
}

impl BandFiles {
    /// Files by themselves.
    ///
    /// # Errors
    /// An assumption that the options overrule and that does not exist.
    pub fn new(paths: Vec<PathBuf>, options: ReadOptions, day: Option<Date>) -> Result<Self> {
        let assumptions = assumptions::overruled(assumptions::standard()?, &options.assume)?;
        Ok(BandFiles { paths, options, day, assumptions })
    }

    /// The same and the bands of a case, with its columns, currency, day and assumptions.
    ///
    /// # Errors
    /// Every problem of the case.
    pub fn with_case(mut self, case: &Path) -> Result<Self> {
        let draft = read_case(case, &self.options)?;
        self.options = ReadOptions { told: draft.bands.told, currency: draft.case.currency, ..self.options };
        self.paths.extend(draft.bands.paths);
        self.day = self.day.or(draft.case.as_of);
        self.assumptions = draft.case.assumptions;
        Ok(self)
    }

    pub(super) fn read(&self) -> Result<ReadBands> {
        if self.paths.is_empty() {
            return Err(Error::usage_hint(
                "which pay bands?",
                "name a band file, --bands bands.csv, or a case that names one",
            ));
        }
        let widest = self.assumptions.value("market.widest-band");
        let (mut read, mut problems) = (ReadBands::default(), Problems::new());
        for path in &self.paths {
            let fits = |header: &_| band_file::COLUMNS.fit(header, &self.options);
            let source = match Source::table(path, &self.options.told, &fits) {
                Ok(source) => source,
                Err(Error::Problems(found)) => {
                    problems.extend(found);
                    continue;
                }
                Err(other) => return Err(other),
            };
            let file = band_file::read(&source, &self.options, None);
            problems.extend(file.problems);
            for row in file.rows {
                match band_file::too_wide(&row, widest) {
                    Some(problem) => read.absurd.push(problem),
                    None => read.bands.push(row.band),
                }
            }
            read.files.push(path.display().to_string());
        }
        problems.into_result(read)
    }
}

/// The bands of files; those that are none are told and left out.
#[derive(Debug, Default)]
pub(super) struct ReadBands {
    pub(super) bands: Vec<PayBand>,
    pub(super) absurd: Problems,
    pub(super) files: Vec<String>,
}

/// What band files hold.
#[derive(Debug, Clone, PartialEq)]
pub struct BandList {
    /// Each band once, in the order of the levels, with the number of rows that state it.
    pub bands: Vec<(PayBand, usize)>,
    /// Bands that are none, and so are left out.
    pub absurd: Problems,
    /// The files.
    pub files: Vec<String>,
}

/// The bands of the files, or those of one level; `*` stands for anything.
///
/// ```
/// use counteroffer::app::bands::{BandFiles, bands};
/// use counteroffer::input::ReadOptions;
///
/// let files = BandFiles::new(vec!["data/alloy-pm2/bands.csv".into()], ReadOptions::default(), None)?;
/// let list = bands(&files, Some("pm-ii"))?;
/// assert_eq!(list.bands[0].0.base.mid().to_string(), "197500 USD");
/// # Ok::<(), counteroffer::Error>(())
/// ```
///
/// # Errors
/// Every problem of every file; a level that no band has.
pub fn bands(files: &BandFiles, level: Option<&str>) -> Result<BandList> {
    let ReadBands { bands, absurd, files } = files.read()?;
    let pattern = level.map(|level| Pattern::new(level, Key::Level, false));
    let fits = |band: &&PayBand| pattern.as_ref().is_none_or(|p| p.fits(&Key::Level.fold(&band.level)));
    let shown: Vec<&PayBand> = bands.iter().filter(fits).collect();
    if let (Some(level), true) = (level, shown.is_empty()) {
        let mut levels: Vec<String> = bands.iter().map(|band| band.level.clone()).collect();
        levels.sort();
        levels.dedup();
        let hint = near_or_some(level, &levels);
        return Err(Error::usage_hint(format!("no band is of level `{level}`"), hint));
    }
    Ok(BandList { bands: each_once(&shown), absurd, files })
}

/// Rows that say the same are one band.
fn each_once(bands: &[&PayBand]) -> Vec<(PayBand, usize)> {
    let mut each: BTreeMap<_, (PayBand, usize)> = BTreeMap::new();
    for band in bands {
        let base = &band.base;
        let amounts = [base.min(), base.mid(), base.max()].map(|end| end.amount());
        let names = [&band.family, &band.location, &band.company].map(Clone::clone);
        let level = fold_name(&band.level);
        let key = (level, names, band.effective_date, band.currency().code(), amounts);
        each.entry(key).or_insert_with(|| ((*band).clone(), 0)).1 += 1;
    }
    let mut list: Vec<_> = each.into_values().collect();
    list.sort_by(|(one, _), (other, _)| natural_order(&one.level, &other.level));
    list
}

/// Pays of one person against one band and one benchmark.
#[derive(Debug, Clone, PartialEq)]
pub struct PayPosition {
    /// Currency of everything.
    pub currency: Currency,
    /// The band, where there is one.
    pub band: Option<PayBand>,
    /// The benchmark, where there is one.
    pub market: Option<Benchmark>,
    /// The percentile that the market ratio is measured against.
    pub target: f64,
    /// Whether the market's data are old.
    pub freshness: Freshness,
    /// Today's pay, the offer and, where something is asked, the ask.
    pub rows: Vec<(PackageId, Stand)>,
}

/// Where today's pay, the offer and the ask stand in band and market; `target`
/// is the percentile that the market ratio is measured against.
///
/// ```
/// use counteroffer::app::{bands::pay_position, load_case};
/// use counteroffer::input::ReadOptions;
/// use counteroffer::simulate::Settings;
///
/// let case = load_case("data/alloy-pm2/case.toml".as_ref(), &ReadOptions::default())?;
/// let position = pay_position(&case, Settings { seed: 1, trials: 4_000 }, 50.0);
/// let (_, offer) = &position.rows[1];
/// assert_eq!(offer.range_penetration.map(|place| place.normalize().to_string()), Some("0.2".into()));
/// # Ok::<(), counteroffer::Error>(())
/// ```
pub fn pay_position(case: &Case, settings: Settings, target: f64) -> PayPosition {
    let advice = advise(case, settings);
    let market = Benchmark::beside_base(&case.market);
    let range = case.band.as_ref().map(|band| &band.base);
    let shown = [PackageId::Current, PackageId::Offer, PackageId::Ask];
    let lineup = advice.lineup(case).into_iter().filter(|one| shown.contains(&one.id));
    PayPosition {
        currency: case.currency,
        band: case.band.clone(),
        market: market.cloned(),
        target,
        freshness: market.map_or(Freshness::Unknown, |m| m.freshness(case.as_of, &case.assumptions)),
        rows: lineup.map(|one| (one.id, stand(one.package.base, range, market, target))).collect(),
    }
}
