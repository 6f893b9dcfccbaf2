//! `[files]`, `[columns]` and `[assumptions]`: what a case reads beside itself.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::chapter::Table;
use crate::domain::{Assumptions, Component, Inputs, Role, same_name};
use crate::error::Problems;
use crate::input::options::{ReadOptions, known_columns};
use crate::input::pay_data::MarketFormat;
use crate::input::rates::{self, Rate};
use crate::input::restricted_columns;
use crate::input::source::{Source, first_line, hash_file};
use crate::input::value::{self, Fault};
use crate::input::{assumptions, benchmarks, did_you_mean};
use crate::num::{AmountStyle, Currency};

/// A market file that holds people's pay, and which of them are of interest.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RawMarket {
    /// Where it is.
    pub path: PathBuf,
    /// Its format, where the case names it; else its header tells.
    pub format: Option<MarketFormat>,
    /// Job title to keep: the role's, unless the case says otherwise.
    pub title: Option<String>,
    /// Place to keep: the role's, unless the case says otherwise.
    pub location: Option<String>,
    /// Level to keep, in the words of that file.
    pub level: Option<String>,
    /// Company to keep.
    pub company: Option<String>,
    /// Occupation of an official survey.
    pub occupation: Option<String>,
    /// Component of pay.
    pub component: Option<Component>,
    /// What amounts are in where the file names no currency.
    pub currency: Option<Currency>,
}

/// The files of a case, opened.
#[derive(Debug, Default)]
pub struct Files {
    /// Band files.
    pub bands: Vec<Source>,
    /// Benchmark files.
    pub benchmarks: Vec<Source>,
    /// Rates of all rate files.
    pub rates: Vec<Rate>,
    /// The numbers about the world, with what was overruled.
    pub assumptions: Assumptions,
    /// Other people's headers, of the command line and of the case.
    pub columns: Vec<(String, String)>,
    /// Which of them a file had.
    pub mapped: BTreeSet<String>,
    /// Names and hashes, in order of use.
    pub inputs: Inputs,
    /// Which sign separates decimals in them.
    pub style: AmountStyle,
    /// What a reader should know of the reading.
    pub notes: Vec<String>,
    raw: Vec<RawMarket>,
}

/// Opens every file that the case names.
pub fn open(
    root: &Table<'_>,
    folder: &Path,
    options: &ReadOptions,
    inputs: Inputs,
    problems: &mut Problems,
) -> Files {
    let mut files = Files { inputs, columns: options.columns.clone(), ..Files::default() };
    files.read_columns(root);
    let table = root.table("files");
    let names = |key: &str| table.as_ref().and_then(|table| table.texts(key)).unwrap_or_default();
    let (own_assumptions, bands, rate_files) = (names("assumptions"), names("bands"), names("rates"));
    let market = table.as_ref().map(market_entries).unwrap_or_default();
    let comma = table.as_ref().and_then(|table| table.flag("decimal_comma"));
    files.style = if comma == Some(true) { AmountStyle::DecimalComma } else { options.style };
    if let Some(table) = table {
        table.finish();
    }
    files.read_assumptions(root, folder, &own_assumptions, &options.assume, problems);
    files.bands = files.open_all(folder, &bands, problems);
    for source in files.open_all(folder, &rate_files, problems) {
        let (rates, faults) = rates::read(&source, &files.columns, files.style);
        files.rates.extend(rates);
        problems.extend(faults);
    }
    files.open_market(folder, market, options, problems);
    files
}

impl Files {
    /// How the files are to be read, with what the case says of them.
    pub fn options(&self, typed: &ReadOptions, currency: Currency) -> ReadOptions {
        ReadOptions { columns: self.columns.clone(), style: self.style, currency, ..typed.clone() }
    }

    fn open_all(&mut self, folder: &Path, names: &[String], problems: &mut Problems) -> Vec<Source> {
        names.iter().filter_map(|name| self.open_one(folder, name, problems)).collect()
    }

    /// Opens one file of the case and notes its hash.
    pub fn open_one(&mut self, folder: &Path, name: &str, problems: &mut Problems) -> Option<Source> {
        match Source::open(&folder.join(name)) {
            Ok(source) => {
                self.inputs.files.push((name.to_owned(), source.hash().to_owned()));
                Some(source)
            }
            Err(problem) => {
                problems.push(problem);
                None
            }
        }
    }

    /// Benchmark files are opened here; anything else is left to the market floor.
    fn open_market(
        &mut self,
        folder: &Path,
        entries: Vec<RawMarket>,
        options: &ReadOptions,
        problems: &mut Problems,
    ) {
        let with_columns = self.options(options, Currency::USD);
        for entry in entries {
            let (name, path) = (entry.path.display().to_string(), folder.join(&entry.path));
            let is_benchmark = match &entry.format {
                Some(format) => Ok(*format == MarketFormat::Benchmark),
                None if !is_csv(&path) => Ok(false),
                None => first_line(&path).map(|header| benchmarks::is_benchmark(&header, &with_columns)),
            };
            match is_benchmark {
                Ok(true) => {
                    let opened = self.open_one(folder, &name, problems);
                    self.benchmarks.extend(opened);
                }
                Ok(false) => match hash_file(&path) {
                    Ok(hash) => {
                        self.inputs.files.push((name, hash));
                        self.raw.push(RawMarket { path, ..entry });
                    }
                    Err(problem) => problems.push(problem),
                },
                Err(problem) => problems.push(problem),
            }
        }
    }

    /// `[columns] base_min = "Payscale Minimum (£)"`; the command line goes before it.
    fn read_columns(&mut self, root: &Table<'_>) {
        let Some(table) = root.table("columns") else { return };
        for ours in table.keys() {
            let known = known_columns().find(|name| same_name(name, &ours));
            let theirs = table.text(&ours);
            match (known, theirs) {
                (_, Some(theirs)) if restricted_columns::is_restricted(&theirs) => {
                    let message = format!("`{theirs}` is not read: columns on gender or race never are");
                    table.problem(&ours, message, "map another column, or leave this one out");
                }
                (Some(name), Some(theirs)) if !self.columns.iter().any(|(typed, _)| typed == name) => {
                    self.columns.push((name.to_owned(), theirs));
                }
                (None, _) => {
                    let hint = did_you_mean::did_you_mean(&ours, known_columns(), "the columns are");
                    table.problem(&ours, "there is no such column to map to", hint);
                }
                _ => {}
            }
        }
        table.finish();
    }

    fn read_assumptions(
        &mut self,
        root: &Table<'_>,
        folder: &Path,
        own: &[String],
        typed: &[String],
        problems: &mut Problems,
    ) {
        let mut all = assumptions::standard().unwrap_or_default();
        for source in self.open_all(folder, own, problems) {
            match assumptions::read(&source) {
                Ok(theirs) => all = with_rows_of(all, &theirs),
                Err(crate::Error::Problems(faults)) => problems.extend(faults),
                Err(_) => {}
            }
        }
        if let Some(table) = root.table("assumptions") {
            overrule_from(&table, "", &mut all);
            table.finish();
        }
        match assumptions::overruled(all.clone(), typed) {
            Ok(overruled) => self.assumptions = overruled,
            Err(error) => {
                self.assumptions = all;
                root.problem_here(format!("--assume: {error}"), hint_of(&error));
            }
        }
    }

    /// The raw market files with what the role asks of them.
    pub fn raw_market(&self, role: &Role) -> Vec<RawMarket> {
        let of = |one: &RawMarket| RawMarket {
            title: one.title.clone().or_else(|| role.title.clone()),
            location: one.location.clone().or_else(|| role.location.clone()),
            ..one.clone()
        };
        self.raw.iter().map(of).collect()
    }

    /// A header that was mapped and that no file has is a mistake.
    pub fn unused_columns(&self, root: &Table<'_>) {
        let opened = !self.bands.is_empty() || !self.benchmarks.is_empty();
        for (ours, theirs) in self.columns.iter().filter(|(ours, _)| opened && !self.mapped.contains(ours)) {
            root.problem_here(
                format!("no file has the column `{theirs}`, to be read as `{ours}`"),
                "write the header as it stands in the file, capitals and signs included",
            );
        }
    }
}

/// `market = ["a.csv", { file = "b.csv", title = "…" }]`, or one text.
fn market_entries(table: &Table<'_>) -> Vec<RawMarket> {
    table.mixed(
        "market",
        |file| RawMarket { path: file.into(), ..RawMarket::default() },
        |entry| {
            let read = RawMarket {
                path: entry.need("file", "\"market.csv\"").text("file")?.into(),
                format: entry.word("format"),
                title: entry.text("title"),
                location: entry.text("location"),
                level: entry.text("level"),
                company: entry.text("company"),
                occupation: entry.text("occupation"),
                component: entry.word("component"),
                currency: entry.read("currency", |text, _| value::currency(text)),
            };
            Some(read)
        },
    )
}

/// The rows of `theirs` in place of those of the same name.
fn with_rows_of(all: Assumptions, theirs: &Assumptions) -> Assumptions {
    let mut theirs: Vec<_> = theirs.iter().cloned().collect();
    theirs.iter_mut().for_each(|row| row.overruled = true);
    Assumptions::new(all.iter().cloned().chain(theirs).collect::<Vec<_>>())
}

/// `new-offer.fixed = 0.25` is a table in a table to TOML: names are put together again.
fn overrule_from(table: &Table<'_>, prefix: &str, all: &mut Assumptions) {
    for key in table.keys() {
        let name = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
        if table.holds_table(&key) {
            if let Some(inner) = table.table(&key) {
                overrule_from(&inner, &name, all);
            }
            continue;
        }
        let written = table.read(&key, |text, _| Ok::<_, Fault>(text.to_owned()));
        if let Some(Err(fault)) = written.map(|text| assumptions::overrule(all, &name, &text)) {
            table.problem(&key, fault.message, fault.hint);
        }
    }
}

fn is_csv(path: &Path) -> bool {
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case("csv"))
}

fn hint_of(error: &crate::Error) -> String {
    match error {
        crate::Error::Usage { hint: Some(hint), .. } => hint.clone(),
        _ => "write --assume name=value".to_owned(),
    }
}
