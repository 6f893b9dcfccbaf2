//! `counteroffer market`: what the market pays, from the files people have.

mod args;
mod parse;

use std::io::Write;

pub use args::MarketArgs;

use self::args::Odd;
use super::config::{Common, Format};
use super::typed::currency;
use crate::app::market::{MarketQuestion, conversion, market};
use crate::domain::{Assumptions, Component};
use crate::error::{Error, Result};
use crate::input::assumptions;
use crate::input::pay_data::BulkOptions;
use crate::market::{Aging, Drop, Key, Question};
use crate::num::Currency;
use crate::output::document::terminal;
use crate::output::files::{Artifact, Replace, write_all};
use crate::output::{csv, json};
use crate::report;

/// Runs the command.
///
/// # Errors
/// Problems of the files, or a question that they cannot answer.
pub fn run(args: &MarketArgs, common: &Common, out: &mut dyn Write) -> Result<()> {
    let assumptions = assumptions::overruled(assumptions::standard()?, &common.assume)?;
    if args.files.is_empty() && args.rows.occupation.is_none() && args.rows.title.is_none() {
        return Err(Error::usage_hint(
            "which market file, or which occupation?",
            "name a file, or ask the built-in survey: --occupation \"software developers\"",
        ));
    }
    let mut found = market(&args.asked(common, &assumptions)?, &assumptions)?;
    if let Some(path) = &args.rejects {
        let bytes = csv::rejects(&found.files)?;
        write_all(&[Artifact::new(path, bytes)], Replace::ours_unless(common.force))?;
    }
    found.files.iter_mut().for_each(|file| file.rejects.clear());
    let text = match common.format {
        Format::Text => terminal::text(&report::market::market(&found, args.explain, &common.words()?)),
        Format::Json => json::document(found.answer.currency, &json::Market::from(&found)),
        Format::Csv => csv::market(&found)?,
    };
    Ok(out.write_all(text.as_bytes())?)
}

impl MarketArgs {
    fn asked(&self, common: &Common, assumptions: &Assumptions) -> Result<MarketQuestion> {
        let figures = &self.figures;
        let named = figures.currency.as_deref().map(|code| currency("--currency", code)).transpose()?;
        let aging = figures.as_of.zip(figures.aging_rate).map(|(to, rate)| Aging {
            to,
            rate,
            growth: figures.aging.into(),
            policy: figures.policy.into(),
        });
        Ok(MarketQuestion {
            component: self.rows.component,
            rows: self.question(named)?,
            reading: self.reading(common, named, assumptions)?,
            blend: figures.blend.map(Into::into),
            today: figures.as_of,
            aging,
            differential: figures.differential.clone(),
            differentials: figures.differentials.clone(),
            ..MarketQuestion::about(self.files.clone(), assumptions)
        })
    }

    fn reading(
        &self,
        common: &Common,
        named: Option<Currency>,
        assumptions: &Assumptions,
    ) -> Result<BulkOptions> {
        let mut told = common.read_options()?.told;
        if self.reading.windows_1252 {
            told.encoding = Some(encoding_rs::WINDOWS_1252);
        }
        // Without rates, the currency says what the file's amounts are in.
        told.currency = named.filter(|_| self.figures.rates.is_none()).or(told.currency);
        Ok(BulkOptions {
            format: self.reading.read_as,
            told,
            keep_rejects: self.rejects.is_some(),
            ..BulkOptions::with(assumptions)
        })
    }

    fn question(&self, named: Option<Currency>) -> Result<Question> {
        let rows = &self.rows;
        let mut question = Question::about(Component::Total);
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
        question.industry = rows.industry.clone();
        question.weight = self.figures.weight.into();
        if let Some(path) = &self.figures.rates {
            let to = named.ok_or_else(|| {
                Error::usage_hint("convert to which currency?", "say --currency USD beside --rates")
            })?;
            question.conversion = Some(conversion(path, to, self.figures.as_of)?);
        }
        let asked = [&rows.title, &rows.level, &rows.company, &rows.location];
        for (key, text) in Key::ALL.into_iter().zip(asked) {
            if let Some(text) = text {
                question = question.only(key, text);
            }
        }
        Ok(question)
    }
}
