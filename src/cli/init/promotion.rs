//! `init --promotion`: a dozen questions, none of them about pay.

use std::io::{BufRead, IsTerminal, Write};

use jiff::civil::Date;

use super::{Common, InitArgs};
use crate::app::{OwnScore, PromotionStarter, promotion_starter};
use crate::domain::promotion::WindowRule;
use crate::error::Result;
use crate::input::value::{self, Fault, Read};
use crate::num::AmountStyle;
use crate::output::files::{Artifact, Replace, refuse_foreign, write_all};
use crate::output::problems::wrapped;
use crate::report::{Facts, Words};

/// Writes the case of a promotion without an offer.
pub(super) fn start(args: &InitArgs, today: Date, common: &Common, out: &mut dyn Write) -> Result<()> {
    let case = args.dir.join("case.toml");
    let replace = if common.force { Replace::Anything } else { Replace::Nothing };
    let mut answers =
        PromotionStarter { currency: "USD".to_owned(), as_of: today, ..PromotionStarter::default() };
    let file = |answers: &PromotionStarter| -> Result<[Artifact; 1]> {
        Ok([Artifact::new(&case, promotion_starter(answers)?)])
    };
    refuse_foreign(&file(&answers)?, replace)?;
    let talks = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    if args.questions || (talks && !args.no_questions && !common.quiet) {
        let words = common.words()?;
        let (mut lines, mut asked) = (std::io::stdin().lock(), std::io::stderr().lock());
        ask(&mut answers, &words, &mut lines, &mut asked)?;
    }
    write_all(&file(&answers)?, replace)?;
    if !common.quiet {
        let case = case.display();
        writeln!(out, "Wrote {case}. Every week:")?;
        writeln!(out, "  counteroffer promotion {case} --as-of {today}")?;
        writeln!(out, "What happened goes in with `counteroffer promotion log {case} release \"…\"`.")?;
    }
    Ok(())
}

/// Asks a dozen questions; an empty line is "I do not know", the end of the lines ends it.
fn ask(
    answers: &mut PromotionStarter,
    words: &Words,
    lines: &mut dyn BufRead,
    out: &mut dyn Write,
) -> Result<()> {
    let mut asked = |key: &str, check: &dyn Fn(&str) -> Read<()>| -> Result<String> {
        loop {
            let question = words.line(&format!("promotion.ask.{key}"), &Facts::new()).unwrap_or_default();
            write!(out, "{}> ", wrapped(&question.shown(), "", "  "))?;
            out.flush()?;
            let mut line = String::new();
            lines.read_line(&mut line)?;
            let answer = line.trim();
            match if answer.is_empty() { Ok(()) } else { check(answer) } {
                Ok(()) => return Ok(answer.to_owned()),
                Err(fault) => {
                    write!(out, "{}", wrapped(&format!("{}; {}", fault.message, fault.hint), "", "  "))?
                }
            }
        }
    };
    let any: &dyn Fn(&str) -> Read<()> = &|_| Ok(());
    answers.level = asked("level", any)?;
    answers.title = asked("title", any)?;
    answers.company = asked("company", any)?;
    answers.level_since = asked("since", &|text| value::date(text).map(drop))?;
    answers.review_rule = asked("rule", &|text| {
        let hint = "write it like \"second week of February and August\"";
        WindowRule::parse(text).map(drop).map_err(|_| Fault::new("that is no rule", hint))
    })?;
    answers.manager = asked("manager", any)?;
    answers.to_show = asked("to-show", any)?;
    for dimension in ["delivery", "influence", "leadership"] {
        let own = asked(dimension, &|text| {
            let score = value::number(text, AmountStyle::DecimalPoint)?;
            let known = score >= 1.into() && score <= 5.into();
            known
                .then_some(())
                .ok_or_else(|| Fault::new("that is no score", "write one from 1 to 5, such as 3.8"))
        })?;
        if !own.is_empty() {
            answers.scores.push(OwnScore { dimension, own });
        }
    }
    answers.champion = asked("champion", any)?;
    answers.claim = asked("claim", any)?;
    Ok(())
}
