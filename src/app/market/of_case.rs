//! The market of a case: benchmarks from the raw market files that it names.

use crate::domain::{Adjustment, Benchmark, Case, Component, Skip};
use crate::error::{Error, Place, Problem, Problems, Result};
use crate::input::pay_data::{BulkOptions, MarketFile, MarketFormat, MarketInput};
use crate::input::rates::Rate;
use crate::input::{CaseDraft, RawMarket};
use crate::market::{Answer, Group, Key, Question};

use super::ask::{conversion_by, heavy_losses, near_or_some, pooled};

/// What raw files add to a case.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CaseMarket {
    /// Benchmarks that fit the role, in the order of the files and components.
    pub benchmarks: Vec<Benchmark>,
    /// What the reader should know about them.
    pub notes: Vec<String>,
}

/// Benchmarks from the raw market files of a case.
///
/// Rows of the role's title are taken, in its place where that leaves enough
/// people, otherwise everywhere, with a word about it.
///
/// # Errors
/// Every problem of every file; a title that no row has.
pub fn benchmarks_of(draft: &CaseDraft) -> Result<CaseMarket> {
    let mut market = CaseMarket::default();
    let mut problems = Problems::new();
    for file in &draft.raw_market {
        match of_file(file, draft, &mut market) {
            Err(Error::Problems(of_file)) => problems.extend(of_file),
            other => other?,
        }
    }
    problems.into_result(market)
}

/// A benchmark for each level (or company, or place) of the role's title in
/// the raw market files of a case: of base where a file has it.
///
/// # Errors
/// As [`benchmarks_of`]; a case without raw market files.
pub fn groups_of(draft: &CaseDraft, key: Key) -> Result<Vec<Benchmark>> {
    if draft.raw_market.is_empty() {
        let hint = "name one: [files] market = [\"Levels_Fyi_Salary_Data.csv\"]; benchmark files are drawn by source";
        return Err(Error::usage_hint(
            format!("the case names no raw market file to tell by {}", key.name()),
            hint,
        ));
    }
    let mut groups = Vec::new();
    for file in &draft.raw_market {
        let options = options_of(file, draft);
        let known = MarketFile::open(&MarketInput::File(file.path.clone()), &options)?;
        let component = match file.component {
            Some(named) => named,
            None if known.components.contains(&Component::Base) => Component::Base,
            None => known.components.first().copied().unwrap_or(Component::Total),
        };
        let raw = Raw { file, known: &known, component, options: &options, rates: &draft.rates };
        groups.extend(raw.groups(&draft.case, key)?);
    }
    Ok(groups)
}

/// How a file of a case is read: as the case says beside it.
fn options_of(file: &RawMarket, draft: &CaseDraft) -> BulkOptions {
    BulkOptions { format: file.format, told: file.told.clone(), ..BulkOptions::with(&draft.case.assumptions) }
}

fn of_file(file: &RawMarket, draft: &CaseDraft, market: &mut CaseMarket) -> Result<()> {
    let case = &draft.case;
    let options = options_of(file, draft);
    let known = MarketFile::open(&MarketInput::File(file.path.clone()), &options)?;
    let components = match file.component {
        Some(named) => vec![named],
        // Base stands beside the offer's base, total beside its total.
        None => {
            let shown = |c: &&Component| !matches!(c, Component::Bonus | Component::Equity);
            known.components.iter().filter(shown).copied().collect()
        }
    };
    for component in components {
        let rates = draft.rates.as_slice();
        let raw = Raw { file, known: &known, component, options: &options, rates };
        market.benchmarks.extend(raw.benchmark(case, &mut market.notes)?);
    }
    Ok(())
}

fn problem(file: &RawMarket, message: String) -> Problem {
    Problem::new(Place::file(file.path.display().to_string()), message)
}

/// One component of one raw file.
struct Raw<'a> {
    file: &'a RawMarket,
    known: &'a MarketFile,
    component: Component,
    options: &'a BulkOptions,
    rates: &'a [Rate],
}

impl Raw<'_> {
    fn question(&self, case: &Case) -> Question {
        let file = self.file;
        let mut question = Question::about(self.component);
        if !self.rates.is_empty() {
            question.conversion = Some(conversion_by(self.rates, case.currency, case.as_of));
        }
        // A survey knows occupations, not the titles of a company.
        let survey = self.known.format == MarketFormat::Oews;
        let title = file.title.clone().filter(|_| !survey);
        question.occupation = file.occupation.clone().or_else(|| file.title.clone()).filter(|_| survey);
        let keys = [&title, &file.level, &file.company, &file.location];
        for (key, text) in Key::ALL.into_iter().zip(keys) {
            if let Some(text) = text {
                question = question.only(key, text);
            }
        }
        question
    }

    /// One benchmark for each text of a key, in the order of the texts.
    fn groups(&self, case: &Case, key: Key) -> Result<Vec<Benchmark>> {
        let mut question = self.question(case);
        question.filter[key as usize] = None;
        question.by = vec![key];
        let answer = self.answered(&question, case, &mut Vec::new())?;
        if let Some(found) = answer.currency.filter(|currency| *currency != case.currency) {
            return Err(self.no_rate(found.code(), case).into());
        }
        let origin = self.file.path.display().to_string();
        let of = |group: &Group| {
            group.benchmark(self.component, &question, self.known.format.publisher(), &origin)
        };
        Ok(answer.groups.iter().filter_map(of).collect())
    }

    fn benchmark(&self, case: &Case, notes: &mut Vec<String>) -> Result<Option<Benchmark>> {
        let file = self.file;
        let mut question = self.question(case);
        let mut answer = self.answered(&question, case, notes)?;
        let mut wider = Vec::new();
        if let (Some(place), true) = (&file.location, answer.groups.iter().all(|g| g.points.is_empty())) {
            let here = answer.groups.iter().filter_map(|group| group.n).sum::<u64>();
            let why = format!("{here} rows in {place} are too few");
            notes.push(format!(
                "{}: {why} for {}; all places are taken",
                file.path.display(),
                self.component.name()
            ));
            wider.push(Adjustment { what: "all places instead of one".into(), factor: 1.0, why });
            question.filter[Key::Location as usize] = None;
            answer = self.answered(&question, case, &mut Vec::new())?;
        }
        let group = self.one_group(&answer)?;
        if let Some(why) = &group.withheld {
            let name = self.component.name();
            notes.push(format!("{}: no benchmark of {name}: {why}", file.path.display()));
        }
        if answer.currency.is_some_and(|currency| currency != case.currency) {
            let found = answer.currency.map_or("", |currency| currency.code());
            return Err(self.no_rate(found, case).into());
        }
        let origin = file.path.display().to_string();
        let benchmark = group.benchmark(self.component, &question, self.known.format.publisher(), &origin);
        Ok(benchmark.map(|mut benchmark| {
            benchmark.adjustments.splice(0..0, wider);
            benchmark
        }))
    }

    /// The file's figures are in another currency than the case.
    fn no_rate(&self, found: &str, case: &Case) -> Problem {
        let to = case.currency.code();
        let day = case.as_of.map_or_else(|| "2026-05-04".to_owned(), |day| day.to_string());
        let row = format!("`{found},{to},…,{day}`");
        let hint = match self.rates.is_empty() {
            true => format!("add [files] rates = [\"rates.csv\"] with from,to,rate,as_of and a row {row}"),
            false => format!("add a row {row} to the rate file, not later than the case"),
        };
        problem(self.file, format!("its figures are in {found}, the case is in {to}, and there is no rate"))
            .hint(hint)
            .in_our_words()
    }

    /// The one group that the file has for the role.
    fn one_group<'g>(&self, answer: &'g Answer) -> Result<&'g Group> {
        if let [only] = answer.groups.as_slice() {
            return Ok(only);
        }
        let names = answer.groups.iter().filter_map(|group| group.key_of(Key::Title)).take(5);
        let names: Vec<&str> = names.collect();
        let asked = self.file.occupation.as_ref().or(self.file.title.as_ref()).map_or("", String::as_str);
        let message = match names.len() {
            0 => format!("no occupation has the words `{asked}`"),
            _ => format!("`{asked}` means several occupations: {}", names.join(", ")),
        };
        let hint = "name one: market = [{ file = \"…\", occupation = \"software developers\" }]";
        Err(problem(self.file, message).hint(hint).into())
    }

    /// The answer; a title, level or company that no row has is a problem of the file.
    fn answered(&self, question: &Question, case: &Case, notes: &mut Vec<String>) -> Result<Answer> {
        let known = std::slice::from_ref(self.known);
        let (answer, reports) = pooled(known, question, self.options, &case.assumptions)?;
        for (loss, share) in reports.iter().flat_map(|report| heavy_losses(report, &case.assumptions)) {
            let texts = loss.texts.iter().take(3).map(|(text, n)| format!("`{text}` ({n})"));
            let texts = texts.collect::<Vec<_>>().join(", ");
            let reason = loss.reason.reason();
            notes.push(format!(
                "{}: {} rows, {:.0}% of those asked for, are lost: {reason}: {texts}",
                self.file.path.display(),
                loss.rows,
                share * 100.0
            ));
        }
        let without =
            reports.iter().filter_map(|report| report.counts.skipped.get(&Skip::NoRate)).sum::<u64>();
        if without > 0 {
            return Err(self.no_rate("another currency", case).into());
        }
        let mut problems = Problems::new();
        for (key, names) in answer.unknown.iter().filter(|(key, _)| *key != Key::Location) {
            let asked =
                question.filter[*key as usize].as_ref().map_or("", |pattern| pattern.written.as_str());
            let near = near_or_some(asked, names);
            let hint = format!("{near}; in the case: market = [{{ file = \"…\", {} = \"…\" }}]", key.name());
            problems.push(problem(self.file, format!("no row has the {} `{asked}`", key.name())).hint(hint));
        }
        problems.into_result(answer)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::input::{ReadOptions, read_case};

    const HEADER: &str = "timestamp,company,level,title,totalyearlycompensation,location,yearsofexperience,\
                          yearsatcompany,tag,basesalary,stockgrantvalue,bonus";

    /// People of one title at six companies: ten in Berlin at 100,000 to 109,000, three in Paris at 200,000.
    fn market_in(folder: &Path, place: &str) -> CaseMarket {
        let row = |i: u32, place: &str, pay: u32| {
            format!("1/1/2026 10:00:00,Company {},L5,Engineer,{pay},{place},3,1,NA,{pay},0,0\n", i % 6)
        };
        let berlin = (0..10).map(|i| row(i, "Berlin", 100_000 + i * 1_000));
        let rows: String = berlin.chain((0..3).map(|i| row(i, "Paris", 200_000))).collect();
        std::fs::write(folder.join("pay.csv"), format!("{HEADER}\n{rows}")).unwrap();
        let case = format!(
            "profile = \"new-offer\"\ncurrency = \"USD\"\nas_of = 2026-05-04\n[role]\ntitle = \"engineer\"\n\
             location = \"{place}\"\n[files]\nmarket = [\"pay.csv\"]\n[offer]\nbase = 110_000\n"
        );
        std::fs::write(folder.join("case.toml"), case).unwrap();
        let draft = read_case(&folder.join("case.toml"), &ReadOptions::default()).unwrap();
        benchmarks_of(&draft).unwrap()
    }

    fn base(market: &CaseMarket) -> &Benchmark {
        Benchmark::best_for(Component::Base, &market.benchmarks).unwrap()
    }

    #[test]
    fn a_place_with_enough_people_answers_for_itself() {
        let folder = tempfile::tempdir().unwrap();
        let market = market_in(folder.path(), "BERLIN");
        let base = base(&market);
        // Type 7 of 100, 101, …, 109 thousand.
        assert_eq!(base.percentiles.at(50).unwrap().bound().to_string(), "104500 USD");
        assert_eq!((base.sample_size, base.location.as_deref()), (Some(10), Some("BERLIN")));
        assert_eq!((base.adjustments.as_slice(), market.notes.as_slice()), ([].as_slice(), [].as_slice()));
    }

    #[test]
    fn a_place_with_too_few_people_is_widened_to_all_and_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let market = market_in(folder.path(), "Paris");
        let base = base(&market);
        // The seventh of all thirteen: three in Paris and ten in Berlin.
        assert_eq!(base.percentiles.at(50).unwrap().bound().to_string(), "106000 USD");
        assert_eq!((base.sample_size, base.location.as_deref()), (Some(13), None));
        assert_eq!(base.adjustments[0].what, "all places instead of one");
        let told = market.notes.iter().any(|note| note.contains("3 rows in Paris are too few for base"));
        assert!(told, "{:?}", market.notes);
    }
}
