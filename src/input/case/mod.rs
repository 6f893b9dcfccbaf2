//! The case file: one negotiation in TOML, each chapter of it in its own file here.
//!
//! A chapter is a function that takes the [`table::Table`] it belongs to, asks
//! for its keys and gives back domain types; problems collect by themselves.

mod circumstances;
mod evidence;
mod files;
mod fit;
mod package;
pub mod promotion;
mod prospects;
pub mod table;

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::domain::promotion::Promotion;
use crate::domain::{Case, Evidence, Inputs, Package};
use crate::error::{Problems, Result};
use crate::input::builtin;
use crate::input::options::ReadOptions;
use crate::input::rates::Exchange;
use crate::input::source::Source;
use crate::num::Currency;

pub use files::RawMarket;
use table::{Reading, Table};

/// A case and what the market floor still has to read for it.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseDraft {
    /// The case, complete but for raw market files.
    pub case: Case,
    /// Market files that hold people's pay rather than benchmarks.
    pub raw_market: Vec<RawMarket>,
    /// What a reader should know of the reading: rates used, rows left aside.
    pub notes: Vec<String>,
}

/// Reads a case and every file it names, relative to it.
///
/// # Errors
/// Every problem of every file, in the order of use.
pub fn read_case(path: &Path, options: &ReadOptions) -> Result<CaseDraft> {
    let source = Source::open(path)?;
    let parsed = table::parse(&source).map_err(crate::Error::Problems)?;
    let reading = Reading::new(&source, options.style);
    let root = Table::root(&reading, &parsed);
    let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
    let mut problems = Problems::new();
    let (case, raw_market, mut notes) = read_chapters(root, &folder, options, &mut problems);
    let (own, rates) = reading.finish();
    notes.extend(rates.into_iter().map(|rate| format!("converted at {rate}")));
    // The case's own problems first: those of its files may follow from them.
    let mut all = own;
    all.extend(problems);
    match case {
        Some(case) => all.into_result(CaseDraft { case, raw_market, notes }),
        None => Err(crate::Error::Problems(all)),
    }
}

type Chapters = (Option<Case>, Vec<RawMarket>, Vec<String>);

fn read_chapters(root: Table<'_>, folder: &Path, options: &ReadOptions, problems: &mut Problems) -> Chapters {
    let reading = root.reading();
    let profile = circumstances::profile(&root);
    let currency =
        root.need("currency", "\"USD\"").read("currency", |text, _| crate::input::value::currency(text));
    let as_of = root.date("as_of");
    let inputs = own_input(reading.source());
    let mut files = files::open(&root, folder, options, inputs, problems);
    let known = currency.unwrap_or(Currency::USD);
    reading.set_exchange(Exchange::new(known, as_of, files.rates.clone()));

    let role = circumstances::role(&root);
    let current = root.table("current").and_then(|table| package::read_finished(table, false));
    let terms = root.table("equity").map(|table| {
        let terms = package::equity_terms(&table, None);
        table.finish();
        terms
    });
    let equity_terms = terms.unwrap_or_default();
    let offer = package::offer(&root, profile, current.as_ref(), &files.assumptions);
    let alternatives = package::alternatives(&root, &equity_terms);
    let context = circumstances::context(&root, as_of);
    let mut evidence = evidence::read(&root);
    let promotion = promotion_chapter(&root, folder, as_of, &mut evidence, &mut files);
    let preferences = circumstances::preferences(&root);
    let ask = package::ask(&root, offer.as_ref());
    let on_table = package::on_table(&root, offer.as_ref());

    let rest = prospects::Rest {
        folder,
        profile,
        as_of,
        has_current: root.has("current"),
        equity_terms: &equity_terms,
        alternatives: &alternatives,
        preferences: &preferences,
    };
    let prospects = prospects::read(&root, &rest, &mut files, problems);

    let band = fit::band(&root, &mut files, &role, as_of, options, problems);
    let market = fit::benchmarks(&root, &mut files, &role, options, problems);
    let raw_market = files.raw_market(&role);
    files.unused_columns(&root);
    if let (Some(offer), Some(band)) = (&offer, &band) {
        fit::same_equity_unit(&root, offer, band);
    }
    root.finish();
    let case = (|| {
        Some(Case {
            profile: profile?,
            currency: currency?,
            as_of,
            role,
            current: current.map(|current| current.package),
            offer: offer?,
            band,
            market,
            equity_terms,
            alternatives,
            context,
            evidence,
            promotion,
            preferences,
            ask,
            on_table,
            prospects,
            assumptions: files.assumptions,
            inputs: files.inputs,
        })
    })();
    (case, raw_market, files.notes)
}

/// `[promotion]`, and the claims looked over beside it.
fn promotion_chapter(
    root: &Table<'_>,
    folder: &Path,
    as_of: Option<Date>,
    evidence: &mut [Evidence],
    files: &mut files::Files,
) -> Option<Promotion> {
    let usual = builtin::usual_promotion().ok()?;
    let beside = promotion::Beside { folder, as_of, usual: &usual, style: files.style };
    let chapter = root.table("promotion").map(|table| {
        let read = promotion::promotion(&table, &beside);
        table.finish();
        read
    });
    let promotion = chapter.map(|(promotion, sources)| {
        for source in sources {
            let path = Path::new(source.name());
            let name = path.strip_prefix(folder).unwrap_or(path).display().to_string();
            files.inputs.files.push((name, source.hash().to_owned()));
        }
        promotion
    });
    promotion::check_claims(root, evidence, promotion.as_ref(), &usual);
    promotion
}

fn own_input(source: &Source) -> Inputs {
    let name = PathBuf::from(source.name());
    let name =
        name.file_name().map_or_else(|| source.name().to_owned(), |n| n.to_string_lossy().into_owned());
    Inputs { files: vec![(name, source.hash().to_owned())], notes: Vec::new() }
}

/// A package, and its bonus as it was written: a percent of base follows the base.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Written {
    /// The package in money.
    pub package: Package,
    /// The bonus as written.
    pub bonus: Option<crate::domain::BonusTerm>,
}

#[cfg(test)]
mod tests;
