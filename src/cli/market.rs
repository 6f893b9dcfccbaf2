//! `counteroffer market`: what the market pays, from the files people have.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::config::{Common, Format};
use super::geography::{self, Differential};
use super::typed::currency;
use crate::app::market_ask::{all_counts, ask_blended, ask_inputs, conversion, inputs_of, refuse_unknown};
use crate::domain::{Adjustment, Assumptions, Component};
use crate::error::{Error, Result};
use crate::input::options::readable;
use crate::input::pay_data::{
    BulkOptions, FileReport, MarketFormat, MarketInput, RECORD_COLUMNS, recognize_market_file,
};
use crate::input::{assumptions, benchmarks, did_you_mean};
use crate::market::{Aging, Answer, Blend, Drop, Growth, Key, Policy, Question, Weight, apply};
use crate::num::{AmountStyle, parse_percent};
use crate::output::files::{Artifact, Replace, write_all};
use crate::output::json;
use crate::output::market::{self as render, MarketReport};
use crate::output::market_text;

/// What the market pays: percentiles from raw or published figures
#[derive(Debug, Clone, Args)]
#[command(after_help = "Examples:\n  \
    counteroffer market --occupation \"software developers\"\n  \
    counteroffer market Levels_Fyi_Salary_Data.csv --title \"Product Manager\" --by level\n  \
    counteroffer market wages.csv --column title=Job --column base=Salary --as-of 2026-05-01 --aging-rate 3.5%")]
pub struct MarketArgs {
    /// Market files, known by their header: Levels.fyi, OEWS (CSV, xlsx), LCA, ai-jobs, published percentiles (source, component, p10 to p90), or your own with --column; without one, the built-in national survey answers
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    rows: RowArgs,
    #[command(flatten)]
    figures: FigureArgs,
    #[command(flatten)]
    reading: ReadingArgs,
    /// Tell every step from the rows to the figures
    #[arg(long)]
    explain: bool,
    /// Write the rows that could not be used, each with its reason, to this CSV file
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
}

/// Which rows.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Which rows")]
struct RowArgs {
    /// Only this title; `*` stands for anything: "*software engineer*"
    #[arg(long)]
    title: Option<String>,
    /// Only this level
    #[arg(long)]
    level: Option<String>,
    /// Only this company
    #[arg(long)]
    company: Option<String>,
    /// Only this place, or an area such as "SF Bay Area"
    #[arg(long)]
    location: Option<String>,
    /// Words or the code of an occupation in an official survey
    #[arg(long)]
    occupation: Option<String>,
    /// Years of experience: 3-7, 5- or -2
    #[arg(long, value_name = "FROM-TO", value_parser = years, allow_hyphen_values = true)]
    experience: Option<(Option<f64>, Option<f64>)>,
    /// Only rows from this day on
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// Only rows up to this day
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
    /// Which part of pay [default: what the file is about]
    #[arg(long, value_name = "base|bonus|equity|total|wage", value_parser = component)]
    component: Option<Component>,
    /// One line for each of these: title, level, company, location
    #[arg(long, value_delimiter = ',', value_name = "KEY,…", value_parser = key)]
    by: Vec<Key>,
    /// Compare these letter by letter instead of folding case and punctuation
    #[arg(long, value_delimiter = ',', value_name = "KEY,…", value_parser = key)]
    exact: Vec<Key>,
    /// Leave out rows that are odd
    #[arg(long, value_delimiter = ',', value_name = "WHAT,…")]
    drop: Vec<Odd>,
}

/// What is made of them.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "What is made of them")]
struct FigureArgs {
    /// How rows count
    #[arg(long, value_enum, default_value = "row")]
    weight: WeightName,
    /// Answer from each file alone and blend the answers by this rule
    #[arg(long, value_enum)]
    blend: Option<BlendName>,
    /// The day, or the beginning of the plan year, to age the figures to
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// How much pay moves in a year: 3.5%
    #[arg(long, value_name = "PERCENT", requires = "as_of", value_parser = rate)]
    aging_rate: Option<f64>,
    /// How it moves
    #[arg(long, value_enum, default_value = "compound")]
    aging: GrowthName,
    /// Which point of the plan year pay is set for
    #[arg(long, value_enum, default_value = "lag")]
    policy: PolicyName,
    /// Geographic differential: what local pay is of that in the data, such as 1.2; or the place to move the figures to (from --location, else from the whole country)
    #[arg(long, value_name = "FACTOR|PLACE", value_parser = geography::parse)]
    differential: Option<Differential>,
    /// Where differentials of places come from: an OEWS file of areas, or a CSV with location,differential [default: built-in medians of the American states]
    #[arg(long, value_name = "FILE", requires = "differential")]
    differentials: Option<PathBuf>,
    /// Convert to this currency, by --rates
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    /// Exchange rates: a CSV with from, to, rate, as_of
    #[arg(long, value_name = "FILE")]
    rates: Option<PathBuf>,
}

/// How files are read.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "How files are read")]
struct ReadingArgs {
    /// The format, where the header does not tell
    #[arg(long, value_name = "levels-fyi|oews|lca|ai-jobs|benchmark|records", value_parser = format_name)]
    read_as: Option<MarketFormat>,
    /// The sheet of a workbook
    #[arg(long)]
    sheet: Option<String>,
    /// Bytes beyond ASCII are Windows-1252
    #[arg(long)]
    windows_1252: bool,
}

/// What may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Odd {
    /// Rows equal to another row.
    Duplicates,
    /// Amounts ten times off the median of their group.
    Implausible,
    /// Rows whose parts do not add up to their total.
    Parts,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum WeightName {
    /// Every row the same
    Row,
    /// Every company the same: the median of the companies' percentiles
    Company,
    /// Newer rows more
    Recency,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum BlendName {
    /// Every source the same
    Equal,
    /// By the people behind each
    Incumbents,
    /// The median of the sources
    Organization,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum GrowthName {
    Compound,
    Linear,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PolicyName {
    /// Its beginning
    Lag,
    /// Its middle
    LeadLag,
    /// Its end
    Lead,
}

type Parsed<T> = std::result::Result<T, String>;

fn component(text: &str) -> Parsed<Component> {
    let names = Component::ALL.map(Component::name);
    Component::from_name(text).ok_or_else(|| did_you_mean::did_you_mean(text, names, "the components are"))
}

fn key(text: &str) -> Parsed<Key> {
    let names = Key::ALL.map(Key::name);
    Key::from_name(text).ok_or_else(|| did_you_mean::did_you_mean(text, names, "the keys are"))
}

fn format_name(text: &str) -> Parsed<MarketFormat> {
    let names = MarketFormat::ALL.map(MarketFormat::name);
    MarketFormat::from_name(text).ok_or_else(|| did_you_mean::did_you_mean(text, names, "the formats are"))
}

fn rate(text: &str) -> Parsed<f64> {
    let percent = parse_percent(text).ok_or_else(|| "write it with its sign: 3.5%".to_owned())?;
    Some(percent.to_f64())
        .filter(|rate| *rate > -1.0)
        .ok_or_else(|| "pay cannot fall by all of it".to_owned())
}

fn years(text: &str) -> Parsed<(Option<f64>, Option<f64>)> {
    let shape = || "write 3-7, 5- or -2".to_owned();
    let (from, to) = text.split_once('-').ok_or_else(shape)?;
    let end = |text: &str| match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| shape()),
    };
    Ok((end(from)?, end(to)?))
}

/// Runs the command.
///
/// # Errors
/// Problems of the files, or a question that they cannot answer.
pub fn run(args: &MarketArgs, common: &Common, out: &mut dyn Write) -> Result<()> {
    let assumptions = assumptions::overruled(assumptions::standard()?, &common.assume)?;
    let inputs = inputs_of(&args.files);
    if args.files.is_empty() && args.rows.occupation.is_none() && args.rows.title.is_none() {
        return Err(Error::usage_hint(
            "which market file, or which occupation?",
            "name a file, or ask the built-in survey: --occupation \"software developers\"",
        ));
    }
    let options = args.options(common, &assumptions)?;
    let question = args.question(&inputs, &options)?;
    let (mut answer, mut files) = match args.figures.blend {
        Some(rule) => ask_blended(&inputs, &question, &options, &assumptions, rule.meaning())?,
        None => ask_inputs(&inputs, &question, &options, &assumptions)?,
    };
    refuse_unknown(&question, &answer)?;
    args.adjust(&mut answer, &question, &assumptions)?;
    if let Some(path) = &args.rejects {
        let bytes = render::rejects(&files)?;
        write_all(&[Artifact::new(path, bytes)], Replace::ours_unless(common.force))?;
    }
    files.iter_mut().for_each(|file| file.rejects.clear());
    let report = args.report(&question, answer, files, &assumptions);
    match common.format {
        Format::Text => out.write_all(market_text::text(&report, args.explain).as_bytes())?,
        Format::Json => out.write_all(json::text(&render::json(&report)).as_bytes())?,
        Format::Csv => out.write_all(render::csv(&report)?.as_bytes())?,
    }
    Ok(())
}

impl MarketArgs {
    fn options(&self, common: &Common, assumptions: &Assumptions) -> Result<BulkOptions> {
        let columns = common.column.iter().map(|typed| mapped(typed)).collect::<Result<_>>()?;
        let named = self.figures.currency.as_deref().map(|code| currency("--currency", code)).transpose()?;
        Ok(BulkOptions {
            format: self.reading.read_as,
            style: if common.decimal_comma { AmountStyle::DecimalComma } else { AmountStyle::DecimalPoint },
            windows_1252: self.reading.windows_1252,
            keep_rejects: self.rejects.is_some(),
            columns,
            sheet: self.reading.sheet.clone(),
            // Without rates, the currency says what the file's amounts are in.
            currency: named.filter(|_| self.figures.rates.is_none()),
            ..BulkOptions::with(assumptions)
        })
    }

    fn question(&self, inputs: &[MarketInput], options: &BulkOptions) -> Result<Question> {
        let rows = &self.rows;
        let component = match (rows.component, inputs.first()) {
            (Some(component), _) => component,
            (None, Some(input)) => recognize_market_file(input, options)?.components[0],
            (None, None) => Component::Total,
        };
        let mut question = Question::about(component);
        question.by = rows.by.clone();
        question.exact = rows.exact.clone();
        question.drop = Drop {
            duplicates: rows.drop.contains(&Odd::Duplicates),
            implausible: rows.drop.contains(&Odd::Implausible),
            parts_differ: rows.drop.contains(&Odd::Parts),
        };
        question.experience = rows.experience.unwrap_or((None, None));
        question.dates = (rows.from, rows.until);
        question.occupation = rows.occupation.clone();
        question.weight = match self.figures.weight {
            WeightName::Row => Weight::Row,
            WeightName::Company => Weight::Company,
            WeightName::Recency => Weight::Recency,
        };
        if let Some(path) = &self.figures.rates {
            let Some(code) = &self.figures.currency else {
                return Err(Error::usage_hint(
                    "convert to which currency?",
                    "say --currency USD beside --rates",
                ));
            };
            question.conversion = Some(conversion(path, currency("--currency", code)?, self.figures.as_of)?);
        }
        let asked = [&rows.title, &rows.level, &rows.company, &rows.location];
        for (key, text) in Key::ALL.into_iter().zip(asked) {
            if let Some(text) = text {
                question = question.only(key, text);
            }
        }
        Ok(question)
    }

    /// Ages the figures and moves them to another place, as asked.
    ///
    /// # Errors
    /// A place whose differential is not known.
    fn adjust(&self, answer: &mut Answer, question: &Question, assumptions: &Assumptions) -> Result<()> {
        let figures = &self.figures;
        let aging = figures.as_of.zip(figures.aging_rate).map(|(to, rate)| Aging {
            to,
            rate,
            growth: match figures.aging {
                GrowthName::Compound => Growth::Compound,
                GrowthName::Linear => Growth::Linear,
            },
            policy: match figures.policy {
                PolicyName::Lag => Policy::Lag,
                PolicyName::LeadLag => Policy::LeadLag,
                PolicyName::Lead => Policy::Lead,
            },
        });
        let table = match &figures.differential {
            Some(Differential::Place(_)) => {
                let occupation = question.occupation.as_deref();
                Some(geography::table(figures.differentials.as_deref(), occupation, assumptions)?)
            }
            _ => None,
        };
        let asked_place = question.filter[Key::Location as usize].as_ref().map(|p| p.written.clone());
        for group in &mut answer.groups {
            if let Some(aged) = aging.and_then(|aging| aging.of(group.as_of?)) {
                apply(group, aged);
            }
            match (&figures.differential, &table) {
                (Some(Differential::Factor(factor)), _) => {
                    let what = "geographic differential".to_owned();
                    apply(group, Adjustment { what, factor: *factor, why: "cost of labor, as given".into() });
                }
                (Some(Differential::Place(to)), Some(table)) => {
                    let from = group.key_of(Key::Location).map(str::to_owned).or(asked_place.clone());
                    apply(group, geography::adjustment(table, from.as_deref(), to)?);
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn report(
        &self,
        question: &Question,
        answer: Answer,
        files: Vec<FileReport>,
        assumptions: &Assumptions,
    ) -> MarketReport {
        let occupation = question.occupation.as_deref().map(|words| format!("occupation \"{words}\""));
        let filters = question.filter.iter().flatten().map(|pattern| pattern.written.clone());
        let asked: Vec<String> = occupation.into_iter().chain(filters).collect();
        let mut sources: Vec<&str> = files.iter().map(|file| file.format.publisher()).collect();
        sources.dedup();
        MarketReport {
            asked: asked.join(" · "),
            source: sources.join(", "),
            counts: all_counts(&answer, &files),
            warnings: render::warnings(&answer, self.figures.as_of, assumptions),
            answer,
            files,
            ladder: question.by == [Key::Level],
        }
    }
}

impl BlendName {
    fn meaning(self) -> Blend {
        match self {
            BlendName::Equal => Blend::Equal,
            BlendName::Incumbents => Blend::Incumbents,
            BlendName::Organization => Blend::Organization,
        }
    }
}

/// `OURS=THEIRS` for a column of records.
fn mapped(typed: &str) -> Result<(String, String)> {
    let shape =
        || Error::usage_hint(format!("`{typed}` maps no column"), "write --column base=\"Annual Salary\"");
    let (ours, theirs) = typed.split_once('=').ok_or_else(shape)?;
    let known = || RECORD_COLUMNS.into_iter().chain(benchmarks::COLUMNS.known.iter().copied());
    let Some(ours) = known().find(|name| did_you_mean::same_name(name, ours.trim())) else {
        let hint = did_you_mean::did_you_mean(ours, known(), "the columns of market files are");
        return Err(Error::usage_hint(format!("there is no column `{ours}` to map to"), hint));
    };
    readable(theirs.trim())?;
    Ok((ours.to_owned(), theirs.trim().to_owned()))
}
