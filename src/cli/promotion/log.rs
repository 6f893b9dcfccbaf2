//! `promotion log`: an entry added to the case, or several proposed from notes.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use jiff::civil::Date;
use strum::VariantArray;

use super::{Common, Findings, day};
use crate::app::{self, load_workspace};
use crate::cli::case_file;
use crate::domain::promotion::EntryKind;
use crate::error::{Error, Result};
use crate::input::Source;

#[derive(Debug, Args)]
pub(super) struct LogArgs {
    /// The case file (TOML)
    case: PathBuf,
    /// What the entry tells of
    #[arg(value_parser = kinds(), required_unless_present = "from", requires = "what")]
    kind: Option<EntryKind>,
    /// What happened, in your words; a release goes on under the same ones
    what: Option<String>,
    /// Propose entries from these notes instead: print them, or keep them with --keep
    #[arg(long, value_name = "NOTES", conflicts_with_all = ["kind", "what"])]
    from: Option<PathBuf>,
    /// With --from: add what was found to the case; whose decision each was stays open
    #[arg(long, requires = "from")]
    keep: bool,
    /// Its day [default: the day of the case]
    #[arg(long, value_name = "DATE", value_parser = day)]
    date: Option<Date>,
    /// What a release moves
    #[arg(long, value_name = "WORDS")]
    metric: Option<String>,
    /// Where that stood before: 22%, "3 weeks", "$2.1M", 40
    #[arg(long, value_name = "FIGURE")]
    baseline: Option<String>,
    /// Where it stands
    #[arg(long, value_name = "FIGURE")]
    now: Option<String>,
    /// Where it is to come
    #[arg(long, value_name = "FIGURE")]
    target: Option<String>,
    /// With whom a talk was
    #[arg(long, value_name = "NAME")]
    with: Option<String>,
    /// The dimension of the rubric
    #[arg(long, value_name = "NAME")]
    dimension: Option<String>,
    /// Your own score, 1 to 5
    #[arg(long, value_name = "SCORE")]
    own: Option<String>,
    /// Your manager's score
    #[arg(long, value_name = "SCORE")]
    manager: Option<String>,
    /// The step of the agreement that this settles, such as must_show
    #[arg(long, value_name = "STEP")]
    step: Option<String>,
    /// At a check-in: your manager sees it on track
    #[arg(long, value_name = "true|false")]
    on_track: Option<bool>,
    /// What you need from somebody
    #[arg(long, value_name = "WORDS")]
    need: Option<String>,
    /// By when it is to be followed up
    #[arg(long, value_name = "DATE", value_parser = day)]
    due: Option<Date>,
    /// It needs no following up any more
    #[arg(long)]
    done: bool,
}

/// The kinds of entries, by their names in files.
fn kinds() -> impl TypedValueParser<Value = EntryKind> {
    let named = |name: String| EntryKind::VARIANTS.iter().copied().find(|kind| kind.name() == name);
    PossibleValuesParser::new(EntryKind::VARIANTS.iter().map(|kind| kind.name()))
        .try_map(move |name| named(name).ok_or("no such kind"))
}

pub(super) fn run(args: &LogArgs, common: &Common, out: &mut dyn Write) -> Result<()> {
    let case = load_workspace(&args.case, &common.read_options()?)?;
    let source = Source::open(&args.case)?;
    let day = app::promotion_day(&case, args.date);
    let text = match (&args.from, args.kind) {
        (Some(notes), _) => {
            let notes = Source::open(notes)?;
            let rubric = case.promotion.as_ref().and_then(|promotion| promotion.rubric.as_ref());
            let findings = app::claims(notes.text(), None, rubric)?;
            if !args.keep {
                let proposed = super::as_case(&findings, notes.name(), &common.words()?);
                return Ok(out.write_all(proposed.as_bytes())?);
            }
            kept(&source, &findings, day)
        }
        (None, Some(kind)) => {
            let day = day.ok_or_else(|| {
                Error::usage_hint("which day was that?", "say --date 2026-05-04, or write as_of in the case")
            })?;
            app::with_entry(source.text(), &args.entry(kind, day))
        }
        (None, None) => return Err(Error::usage("what happened?")),
    };
    // Nothing that the program could not read stands in it afterwards.
    app::workspace_of(&args.case, &text, &common.read_options()?)?;
    case_file::replace(&args.case, &case, &source, text)
}

/// The case with what the notes tell, each claim with its day and an open owner: it counts once
/// the person has said whose decision it was.
fn kept(source: &Source, findings: &Findings, day: Option<Date>) -> String {
    let mut claims: Vec<_> = findings.results().into_iter().map(|claim| claim.fact.clone()).collect();
    for claim in &mut claims {
        (claim.owner, claim.date) = (crate::domain::Owner::Open, day);
    }
    app::with_claims(source.text(), &claims)
}

impl LogArgs {
    /// The keys of the entry, as typed: reading the case again says what is wrong with them.
    fn entry(&self, kind: EntryKind, date: Date) -> Vec<(&'static str, String)> {
        let flag = |on: Option<bool>| on.map(|on| on.to_string());
        let keys = [
            ("date", Some(date.to_string())),
            ("kind", Some(kind.name().to_owned())),
            ("what", self.what.clone()),
            ("metric", self.metric.clone()),
            ("baseline", self.baseline.clone()),
            ("now", self.now.clone()),
            ("target", self.target.clone()),
            ("with", self.with.clone()),
            ("dimension", self.dimension.clone()),
            ("own", self.own.clone()),
            ("manager", self.manager.clone()),
            ("step", self.step.clone()),
            ("on_track", flag(self.on_track)),
            ("need", self.need.clone()),
            ("due", self.due.map(|due| due.to_string())),
            ("done", flag(self.done.then_some(true))),
        ];
        keys.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
    }
}
