//! `[files]`, `[columns]` and `[assumptions]`: what a case reads beside itself.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::chapter::Table;
use crate::domain::{Assumptions, Component, Inputs, Role, same_name};
use crate::error::{Place, Problem, Problems};
use crate::input::options::{ReadOptions, known_columns};
use crate::input::pay_data::MarketFormat;
use crate::input::rates::{self, Rate};
use crate::input::restricted_columns;
use crate::input::source::{Source, hash_file, header_of};
use crate::input::table::Columns;
use crate::input::table::header::Header;
use crate::input::told::Told;
use crate::input::value::Fault;
use crate::input::{assumptions, bands, benchmarks, did_you_mean};
use crate::num::{AmountStyle, Currency};

/// A market file that holds people's pay, and which of them are of interest.
#[derive(Debug, Clone, PartialEq, Default)]
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
    /// What the case says of the file.
    pub told: Told,
}

/// The files of a case, opened.
#[derive(Debug, Default)]
pub struct Files {
    /// Band files.
    pub bands: Vec<Source>,
    /// Benchmark files, and what is said of each.
    pub benchmarks: Vec<(Source, Told)>,
    /// Rates of all rate files.
    pub rates: Vec<Rate>,
    /// The numbers about the world, with what was overruled.
    pub assumptions: Assumptions,
    /// What the command line and the case say of all files.
    pub told: Told,
    /// Which of them a file had.
    pub mapped: BTreeSet<String>,
    /// Names and hashes, in order of use.
    pub inputs: Inputs,
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
    let mut files = Files { inputs, told: options.told.clone(), ..Files::default() };
    files.read_columns(root);
    let table = root.table("files");
    let names = |key: &str| table.as_ref().and_then(|table| table.texts(key)).unwrap_or_default();
    let (own_assumptions, band_files, rate_files) = (names("assumptions"), names("bands"), names("rates"));
    let market = table.as_ref().map(market_entries).unwrap_or_default();
    let comma = table.as_ref().and_then(|table| table.flag("decimal_comma"));
    if comma == Some(true) {
        files.told.style = AmountStyle::DecimalComma;
    }
    if let Some(table) = table {
        table.finish();
    }
    files.read_assumptions(root, folder, &own_assumptions, &options.assume, problems);
    let reading = files.options(options, options.currency);
    files.bands = files.open_all(folder, &band_files, Some(&bands::COLUMNS), &reading, problems);
    for source in files.open_all(folder, &rate_files, Some(&rates::COLUMNS), &reading, problems) {
        let (rates, faults) = rates::read(&source, &reading);
        files.rates.extend(rates);
        problems.extend(faults);
    }
    files.open_market(folder, market, options, problems);
    files
}

impl Files {
    /// How the files are to be read, with what the case says of them.
    pub fn options(&self, typed: &ReadOptions, currency: Currency) -> ReadOptions {
        let facts = Some(crate::input::Facts::from(&self.assumptions));
        ReadOptions { told: self.told.clone(), currency, facts, ..typed.clone() }
    }

    fn open_all(
        &mut self,
        folder: &Path,
        names: &[String],
        columns: Option<&Columns>,
        options: &ReadOptions,
        problems: &mut Problems,
    ) -> Vec<Source> {
        let mut open = |name: &String| self.open_table(folder, name, columns, options, problems);
        names.iter().filter_map(&mut open).collect()
    }

    /// Opens one table of the case and notes its hash.
    pub fn open_table(
        &mut self,
        folder: &Path,
        name: &str,
        columns: Option<&Columns>,
        options: &ReadOptions,
        problems: &mut Problems,
    ) -> Option<Source> {
        let fits = |header: &Header| columns.map_or(0, |columns| columns.fit(header, options));
        match Source::table(&folder.join(name), &options.told, &fits) {
            Ok(source) => {
                self.inputs.files.push((name.to_owned(), source.hash().to_owned()));
                Some(source)
            }
            Err(crate::Error::Problems(found)) => {
                problems.extend(found);
                None
            }
            Err(other) => {
                problems.push(Problem::new(Place::file(name), other.to_string()));
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
        for entry in entries {
            let (name, path) = (entry.path.display().to_string(), folder.join(&entry.path));
            let told = entry.told_with(&self.told);
            let options = ReadOptions { told: told.clone(), ..self.options(options, Currency::USD) };
            let fits = |header: &Header| usize::from(benchmarks::is_benchmark(header, &options));
            let is_benchmark = match &entry.format {
                Some(format) => Ok(*format == MarketFormat::Benchmark),
                None => header_of(&path, &told, &fits)
                    .map(|header| header.is_some_and(|header| benchmarks::is_benchmark(&header, &options))),
            };
            let hash = match is_benchmark {
                Ok(true) => {
                    let columns = Some(&benchmarks::COLUMNS);
                    let opened = self.open_table(folder, &name, columns, &options, problems);
                    self.benchmarks.extend(opened.map(|source| (source, told)));
                    continue;
                }
                Ok(false) => hash_file(&path).map_err(crate::Error::from),
                Err(error) => Err(error),
            };
            match hash {
                Ok(hash) => {
                    self.inputs.files.push((name, hash));
                    self.raw.push(RawMarket { path, told, ..entry });
                }
                Err(crate::Error::Problems(found)) => problems.extend(found),
                Err(other) => problems.push(Problem::new(Place::file(name), other.to_string())),
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
                (Some(name), Some(theirs)) if !self.told.columns.iter().any(|(typed, _)| typed == name) => {
                    self.told.columns.push((name.to_owned(), theirs));
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
        let plain = ReadOptions::default();
        for source in self.open_all(folder, own, Some(&assumptions::COLUMNS), &plain, problems) {
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
        // Raw market files are read later: what is mapped may be meant for one of them.
        let all_read = self.raw.is_empty() && (!self.bands.is_empty() || !self.benchmarks.is_empty());
        let unused = |(ours, _): &&(String, String)| all_read && !self.mapped.contains(ours);
        for (ours, theirs) in self.told.columns.iter().filter(unused) {
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
                told: told_beside(entry),
            };
            Some(read)
        },
    )
}

/// What a case says beside a file: `sheet`, `header_row`, `columns`, and the keys of `--set`.
fn told_beside(entry: &Table<'_>) -> Told {
    let mut told = Told { sheet: entry.text("sheet"), ..Told::default() };
    told.header_row = entry.read("header_row", |text, _| {
        text.parse()
            .map_err(|_| Fault::new(format!("`{text}` is no line"), "write its number, counted from 1"))
    });
    if entry.flag("decimal_comma") == Some(true) {
        told.style = AmountStyle::DecimalComma;
    }
    for key in Told::keys().filter(|key| *key != "component") {
        if let Some(text) = entry.text(key)
            && let Err(fault) = told.set(key, &text)
        {
            entry.problem(key, fault.message, fault.hint);
        }
    }
    if let Some(columns) = entry.table("columns") {
        for ours in columns.keys() {
            let known = known_columns().find(|name| same_name(name, &ours));
            match (known, columns.text(&ours)) {
                (Some(name), Some(theirs)) if !restricted_columns::is_restricted(&theirs) => {
                    told.columns.push((name.to_owned(), theirs));
                }
                (Some(_), Some(_)) => {
                    let hint = "map another column, or leave this one out";
                    columns.problem(&ours, "columns on gender or race are never read", hint);
                }
                _ => {
                    let hint = did_you_mean::did_you_mean(&ours, known_columns(), "the columns are");
                    columns.problem(&ours, "there is no such column to map to", hint);
                }
            }
        }
        columns.finish();
    }
    told
}

impl RawMarket {
    /// What is said of this file, and what of all files where nothing is.
    fn told_with(&self, all: &Told) -> Told {
        let own = &self.told;
        let mut columns = own.columns.clone();
        let further =
            all.columns.iter().filter(|(ours, _)| own.columns.iter().all(|(known, _)| known != ours));
        columns.extend(further.cloned());
        Told {
            sheet: own.sheet.clone().or_else(|| all.sheet.clone()),
            header_row: own.header_row.or(all.header_row),
            encoding: own.encoding.or(all.encoding),
            style: if own.style == AmountStyle::default() { all.style } else { own.style },
            dates: own.dates.or(all.dates),
            period: own.period.or(all.period),
            currency: own.currency.or(all.currency),
            component: self.component.or(all.component),
            source: own.source.clone().or_else(|| all.source.clone()),
            range: if own.range == Default::default() { all.range } else { own.range },
            columns,
        }
    }
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

fn hint_of(error: &crate::Error) -> String {
    match error {
        crate::Error::Usage { hint: Some(hint), .. } => hint.clone(),
        _ => "write --assume name=value".to_owned(),
    }
}
