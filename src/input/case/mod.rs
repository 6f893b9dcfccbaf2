//! The case file: one negotiation in TOML, each chapter of it in its own file here.
//!
//! A chapter is a function that takes the [`chapter::Table`] it belongs to, asks
//! for its keys and gives back domain types; problems collect by themselves.

mod amounts;
pub mod chapter;
mod circumstances;
mod evidence;
mod files;
mod fit;
mod history;
mod package;
mod period;
mod plausible;
mod promised;
pub mod promotion;
mod prospects;
mod reading;
mod syntax;
mod vesting;

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::domain::promotion::Promotion;
use crate::domain::{
    Alternative, Ask, Assumptions, Benchmark, Case, Context, Employer, EquityTerms, Evidence, Inputs,
    OnTable, Package, PackageId, Part, PayBand, Preferences, Profile, Promise, Prospects, Role, Said,
};
use crate::error::{Problems, Result};
use crate::input::builtin;
use crate::input::options::{Facts, ReadOptions};
use crate::input::rates::{Exchange, Rate};
use crate::input::source::Source;
use crate::input::told::Told;
use crate::num::Currency;

use chapter::{Reading, Table};
pub use files::RawMarket;

/// A case and what the market floor still has to read for it.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseDraft {
    /// The case, complete but for raw market files.
    pub case: Case,
    /// Market files that hold people's pay rather than benchmarks.
    pub raw_market: Vec<RawMarket>,
    /// What a reader should know of the reading: rates used, rows left aside.
    pub notes: Vec<String>,
    /// The exchange rates of its rate files.
    pub rates: Vec<Rate>,
    /// Its band files, whole, for who asks about other levels than the role's.
    pub bands: BandFiles,
}

/// Band files and how they are read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BandFiles {
    /// Where they are.
    pub paths: Vec<PathBuf>,
    /// What the command line and the case say of them.
    pub told: Told,
}

/// Reads a case and every file it names, relative to it.
///
/// # Errors
/// Every problem of every file, in the order of use.
pub fn read_case(path: &Path, options: &ReadOptions) -> Result<CaseDraft> {
    let source = Source::open(path)?;
    read_source(&source, &path.parent().map(Path::to_path_buf).unwrap_or_default(), options)
}

/// The same from its text; the files that it names are looked for in `folder`.
///
/// # Errors
/// As [`read_case`].
pub fn read_source(source: &Source, folder: &Path, options: &ReadOptions) -> Result<CaseDraft> {
    let parsed = chapter::parse(source).map_err(crate::Error::Problems)?;
    let reading = Reading::new(source, options.told.style);
    let root = Table::root(&reading, &parsed);
    let mut problems = Problems::new();
    let draft = read_chapters(root, folder, options, &mut problems);
    let (own, notes) = reading.finish();
    // The case's own problems first: those of its files may follow from them.
    let mut all = own;
    all.extend(problems);
    match draft {
        Some(mut draft) => {
            draft.notes.extend(notes);
            all.into_result(draft)
        }
        None => Err(crate::Error::Problems(all)),
    }
}

/// The first lines of a case: what everything after them depends on.
struct Head {
    profile: Option<Profile>,
    currency: Option<Currency>,
    as_of: Option<Date>,
    role: Role,
}

/// Every package of a case.
struct Packages {
    current: Option<Package>,
    offer: Option<Package>,
    offer_is_assumed: bool,
    equity_terms: EquityTerms,
    alternatives: Vec<Alternative>,
    ask: Option<Ask>,
    on_table: Option<OnTable>,
    history: Vec<Said>,
    promised: Vec<Promise>,
}

/// What is said beside the packages.
struct Words {
    employer: Employer,
    context: Context,
    evidence: Vec<Evidence>,
    promotion: Option<Promotion>,
    preferences: Preferences,
}

/// Every chapter is read before any is given up, so that all problems are told.
fn read_chapters(
    root: Table<'_>,
    folder: &Path,
    options: &ReadOptions,
    problems: &mut Problems,
) -> Option<CaseDraft> {
    let head = read_head(&root);
    let inputs = own_input(root.reading().source());
    let mut files = files::open(&root, folder, options, inputs, problems);
    let known = head.currency.unwrap_or(options.currency);
    root.reading().set_exchange(Exchange::new(known, head.as_of, files.rates.clone()));

    root.reading().set_facts(Facts::from(&files.assumptions));
    let packages = read_packages(&root, &head, &files.assumptions, options.offer_optional);
    plausible::ask_about(&root, &packages, &files.assumptions);
    let words = read_words(&root, folder, head.as_of, &mut files);
    let rest = prospects::Rest {
        folder,
        profile: head.profile,
        as_of: head.as_of,
        has_current: root.has("current"),
        equity_terms: &packages.equity_terms,
        alternatives: &packages.alternatives,
        preferences: &words.preferences,
    };
    let prospects = prospects::read(&root, &rest, &mut files, problems);
    let untold = package::untold(&root, &packages, &prospects);
    package::money_day_told(&root, &packages, &prospects);
    // Who asks for another level asks within that level's band and market.
    let asked = packages.ask.as_ref().and_then(|ask| ask.level.clone());
    let seen = Role { level: asked.or(head.role.level.clone()), ..head.role.clone() };
    let band = fit::band(&root, &mut files, &seen, head.as_of, options, problems);
    let market = fit::benchmarks(&root, &mut files, &seen, options, problems);
    files.unused_columns(&root);
    if let (Some(offer), Some(band)) = (&packages.offer, &band) {
        fit::same_equity_unit(&root, offer, band);
    }
    root.finish();
    draft(head, packages, words, (prospects, untold), (band, market), files)
}

fn read_head(root: &Table<'_>) -> Head {
    root.need("currency", "\"USD\"");
    Head {
        profile: circumstances::profile(root),
        currency: root.read("currency", |text, _| crate::input::value::currency(text)),
        as_of: root.date("as_of"),
        role: circumstances::role(root),
    }
}

fn read_packages(root: &Table<'_>, head: &Head, assumptions: &Assumptions, offer_optional: bool) -> Packages {
    let current = root.table("current").and_then(|table| package::read_finished(table, false));
    let terms = root.table("equity").map(|table| {
        let terms = package::equity_terms(&table, None);
        table.finish();
        terms
    });
    let equity_terms = terms.unwrap_or_default();
    let before = matches!(head.profile, Some(Profile::NewOffer | Profile::Promotion));
    let without = offer_optional && before && !root.has("offer");
    let offer = match without {
        // Nobody has offered anything: what stands there is today's pay, and no figure is made of it.
        true => Some(current.map_or_else(|| package::nothing(head.currency), |current| current.package)),
        false => package::offer(root, head.profile, current.as_ref(), assumptions),
    };
    if without {
        package::needs_offer(root, &["history", "promised"]);
    }
    let alternatives = package::alternatives(root, &equity_terms);
    Packages {
        current: current.map(|current| current.package),
        ask: package::ask(root, offer.as_ref(), &alternatives),
        alternatives,
        on_table: package::on_table(root, offer.as_ref()),
        history: history::read(root, offer.as_ref()),
        promised: promised::read(root, head.as_of),
        offer,
        offer_is_assumed: !root.has("offer"),
        equity_terms,
    }
}

fn read_words(root: &Table<'_>, folder: &Path, as_of: Option<Date>, files: &mut files::Files) -> Words {
    let mut evidence = evidence::read(root);
    Words {
        employer: circumstances::employer(root),
        context: circumstances::context(root, as_of),
        promotion: promotion_chapter(root, folder, as_of, &mut evidence, files),
        preferences: circumstances::preferences(root),
        evidence,
    }
}

/// The case, where nothing that it cannot do without is missing.
fn draft(
    head: Head,
    packages: Packages,
    words: Words,
    (prospects, untold): (Prospects, Vec<(PackageId, Part)>),
    (band, market): (Option<PayBand>, Vec<Benchmark>),
    files: files::Files,
) -> Option<CaseDraft> {
    let raw_market = files.raw_market(&head.role);
    let mut case = Case {
        offer_is_assumed: packages.offer_is_assumed,
        untold,
        profile: head.profile?,
        currency: head.currency?,
        as_of: head.as_of,
        role: head.role,
        current: packages.current,
        offer: packages.offer?,
        band,
        market,
        equity_terms: packages.equity_terms,
        alternatives: packages.alternatives,
        employer: words.employer,
        context: words.context,
        evidence: words.evidence,
        promotion: words.promotion,
        history: packages.history,
        promised: packages.promised,
        preferences: words.preferences,
        ask: packages.ask,
        on_table: packages.on_table,
        prospects,
        assumptions: files.assumptions,
        inputs: files.inputs,
    };
    // One place says what the offer's equity is worth, wherever the file says it.
    case.equity_terms = case.equity_terms_of(PackageId::Offer);
    let bands = BandFiles {
        paths: files.bands.iter().map(|source| PathBuf::from(source.name())).collect(),
        told: files.told,
    };
    Some(CaseDraft { case, raw_market, notes: files.notes, rates: files.rates, bands })
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
    let beside = promotion::Beside { folder, as_of, usual: &usual, style: files.told.style };
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
