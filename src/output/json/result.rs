//! `result.json` and `index.json`: everything behind a sheet, for programs and
//! for whoever follows a figure to its origin.

use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

use super::values::{Package, Share};
use super::{Anchor, AtStage, EqualPackage, Scenarios, Sensitivity, Simulate, Unknown, value};
use crate::advice::{Branch, Move, ResponseTree, Verdict};
use crate::app::StagePage;
use crate::domain::{Case, Change, Evidence, Profile, Stage};
use crate::report::coach::Client;
use crate::report::{Document, Findings, VERSION};

/// Everything behind a sheet, in the views of the commands.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct SheetResult {
    /// Version of the program.
    version: &'static str,
    /// The command that makes the same sheet again.
    command: String,
    /// What the case states, as far as the sheet shows it.
    case: CaseView,
    /// As `anchor`.
    anchor: Anchor,
    /// As `simulate`.
    simulation: Simulate,
    /// How the conversation branches after the next ask; absent where nothing is asked.
    conversation: Option<ConversationView>,
    /// Packages of equal value in different mixes.
    equal_packages: Vec<EqualPackage>,
    /// Facts worth finding out before the meeting, the most telling first.
    sharpen: Vec<Unknown>,
    /// As `sensitivity`.
    sensitivity: Option<Sensitivity>,
    /// As `scenarios`, before tax.
    scenarios: Option<Scenarios>,
    /// The sheet itself: its words in reading order, each figure with the place in these results that it comes from.
    #[cfg_attr(test, schemars(with = "Option<serde_json::Map<String, Value>>"))]
    sheet: Option<Value>,
}

/// Everything behind a sheet: the case, and the views of `anchor`, `simulate`
/// and `scenarios` under those names.
pub fn sheet(findings: &Findings<'_>) -> Value {
    value(Some(findings.case.currency), &view(findings, None))
}

/// The same with the sheet itself under `sheet`: its words in reading order,
/// each figure with the place in these results that it comes from.
pub fn with_sheet(findings: &Findings<'_>, document: &Document) -> Value {
    let document = serde_json::to_value(document).ok();
    value(Some(findings.case.currency), &view(findings, document))
}

fn view(findings: &Findings<'_>, sheet: Option<Value>) -> SheetResult {
    let currency = findings.case.currency;
    SheetResult {
        version: VERSION,
        command: findings.command.to_owned(),
        case: findings.case.into(),
        anchor: findings.advice.into(),
        simulation: (&findings.advice.simulation).into(),
        conversation: findings.branches.map(ConversationView::from),
        equal_packages: findings.equal.iter().map(|one| EqualPackage::of(one, currency)).collect(),
        sharpen: findings.unknowns.iter().map(|one| Unknown::of(one, currency)).collect(),
        sensitivity: findings.sensitivity.map(|it| Sensitivity::of(it, currency)),
        scenarios: findings.years.map(|table| Scenarios::of(table, None)),
        sheet,
    }
}

/// Everything behind the one page of a stage in which nothing is asked.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct StageResult {
    /// Version of the program.
    version: &'static str,
    /// The command that makes the same page again.
    command: String,
    /// As `anchor`, nothing asked.
    anchor: AtStage,
    /// The page itself: its words in reading order.
    #[cfg_attr(test, schemars(with = "Option<serde_json::Map<String, Value>>"))]
    sheet: Option<Value>,
}

/// The same of such a stage.
pub fn at_stage(case: &Case, page: &StagePage, command: &str, document: &Document) -> Value {
    let view = StageResult {
        version: VERSION,
        command: command.to_owned(),
        anchor: AtStage::of(case, page),
        sheet: serde_json::to_value(document).ok(),
    };
    value(Some(case.currency), &view)
}

/// Their answers to the next ask, as shares of all meetings that stand here.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "conversation"))]
struct ConversationView {
    /// A yes: the ask, or an answer at or above the one after it.
    yes: BranchView,
    /// Less than that, in up to three sizes, the smallest first.
    part: Vec<BranchView>,
    /// Nothing beyond what stands.
    nothing: BranchView,
    /// They take the offer back.
    pulled: Share,
}

/// One kind of answer, and what to do then.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "branch"))]
struct BranchView {
    /// How often it comes.
    share: Share,
    /// What they stand at then: the median.
    standing: Option<Package>,
    /// Accept, ask once more, or walk away.
    advice: Move,
    /// What to ask for, where that is the advice.
    ask: Option<Package>,
    /// Chance that they go further then.
    improved: f64,
}

impl From<&Branch> for BranchView {
    fn from(of: &Branch) -> Self {
        BranchView {
            share: of.share.into(),
            standing: of.standing.as_ref().map(Package::from),
            advice: of.advice,
            ask: of.ask.as_ref().map(Package::from),
            improved: of.moves,
        }
    }
}

impl From<&ResponseTree> for ConversationView {
    fn from(of: &ResponseTree) -> Self {
        ConversationView {
            yes: (&of.yes).into(),
            part: of.part.iter().map(BranchView::from).collect(),
            nothing: (&of.nothing).into(),
            pulled: of.pulled.into(),
        }
    }
}

/// What the case states, as far as the sheet shows it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "case"))]
struct CaseView {
    /// What kind of negotiation it is.
    profile: Profile,
    /// The company.
    company: Option<String>,
    /// The title.
    title: Option<String>,
    /// The level.
    level: Option<String>,
    /// The place.
    location: Option<String>,
    /// The day of the case.
    as_of: Option<Date>,
    /// The day of the meeting.
    meeting: Option<Date>,
    /// The day by which to answer.
    deadline: Option<Date>,
    /// How many years count.
    horizon_years: u32,
    /// The claims that say something, in the order of the case.
    evidence: Vec<ClaimView>,
    /// The files that were read.
    inputs: Vec<InputView>,
}

impl From<&Case> for CaseView {
    fn from(case: &Case) -> Self {
        let (role, context) = (&case.role, &case.context);
        let told = case.evidence.iter().filter(|claim| !claim.claim.trim().is_empty());
        let files = case.inputs.files.iter();
        CaseView {
            profile: case.profile,
            company: role.company.clone(),
            title: role.title.clone(),
            level: role.level.clone().filter(|level| !level.is_empty()),
            location: role.location.clone(),
            as_of: case.as_of,
            meeting: context.meeting,
            deadline: context.deadline,
            horizon_years: case.preferences.horizon_years,
            evidence: told.map(ClaimView::from).collect(),
            inputs: files
                .map(|(file, sha256)| InputView { file: file.clone(), sha256: sha256.clone() })
                .collect(),
        }
    }
}

/// A claim of the case.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "claim stated"))]
struct ClaimView {
    /// What was done.
    claim: String,
    /// What it is measured by.
    metric: Option<String>,
    /// By how much: money or a number as digits, anything else with its unit; a minus for a fall.
    change: Option<String>,
    /// Where it stood before, written alike.
    before: Option<String>,
    /// Where it stood afterwards.
    after: Option<String>,
    /// What proves it.
    proof: Option<String>,
}

impl From<&Evidence> for ClaimView {
    fn from(of: &Evidence) -> Self {
        ClaimView {
            claim: of.claim.clone(),
            metric: of.metric.clone(),
            change: of.change.map(figure),
            before: of.before.map(figure),
            after: of.after.map(figure),
            proof: of.proof.clone(),
        }
    }
}

/// A figure as digits, with its sign and, but for money, its unit.
pub(super) fn figure(change: Change) -> String {
    match change {
        Change::Money(amount) => amount.amount().normalize().to_string(),
        other => other.to_string(),
    }
}

/// A file that was read.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "input"))]
struct InputView {
    /// Its name.
    file: String,
    /// The SHA-256 of its bytes.
    sha256: String,
}

/// The table over several cases.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Index {
    /// Version of the program.
    version: &'static str,
    /// One a case, in the order typed.
    cases: Vec<ClientView>,
}

/// A case of several: its folder, and the figures as its sheet shows them.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "case of several"))]
struct ClientView {
    /// The folder of its sheet.
    folder: String,
    /// What it is about.
    about: String,
    /// The day of the meeting.
    meeting: Option<Date>,
    /// Who decides.
    decides: Option<String>,
    /// Where the case stands.
    stage: Stage,
    /// Whether to ask at all; absent in the stages in which nothing is asked.
    verdict: Option<Verdict>,
    /// The base to ask for, as shown.
    ask: Option<String>,
    /// The chance that something moves, as shown.
    improved: Option<String>,
    /// The mean gain a year, as shown.
    worth: Option<String>,
    /// What is missing in the case.
    missing: Vec<&'static str>,
}

/// The table over several cases, for programs: one object a case, its folder
/// and the figures of its sheet as shown there.
pub fn index(clients: &[Client<'_>]) -> Value {
    value(None, &Index { version: VERSION, cases: clients.iter().map(ClientView::from).collect() })
}

impl From<&Client<'_>> for ClientView {
    fn from(client: &Client<'_>) -> Self {
        let figures = &client.sheet.figures;
        let shown =
            |id: &str| figures.iter().find(|figure| figure.id == id).map(|figure| figure.shown.clone());
        let context = &client.case.context;
        ClientView {
            folder: client.name.clone(),
            about: client.sheet.title.shown(),
            meeting: context.meeting,
            decides: context.decides.clone(),
            stage: client.case.stage(),
            verdict: client.verdict,
            ask: shown("ask-base"),
            improved: shown("chance-moves"),
            worth: shown("gain-mean"),
            missing: client.missing.clone(),
        }
    }
}
