//! The table over several cases: who meets when, what is asked, how likely it
//! is that something moves, what is missing; each row leads to its sheet.

use crate::advice::Verdict;
use crate::domain::Case;

use super::document::{Block, Document, Labels, Role, Row, Section, Table};
use super::facts::Facts;
use super::text::{Text, mark_given};
use super::words::Words;

/// One case of the table.
#[derive(Debug, Clone)]
pub struct Client<'a> {
    /// What the row is called: the folder of its sheet.
    pub name: String,
    /// The case, without names where they are left out.
    pub case: &'a Case,
    /// What the sheet says to do; `None` in the stages in which nothing is asked.
    pub verdict: Option<Verdict>,
    /// Its sheet, whose figures the row repeats.
    pub sheet: &'a Document,
    /// What is missing, as [`missing`] has it.
    pub missing: Vec<&'static str>,
}

/// The columns of the table by the entry of their heads.
const COLUMNS: [&str; 8] = ["client", "about", "meets", "with", "ask", "moves", "worth", "missing"];

/// The table over all cases as a document: the next meeting first, cases
/// without a day last, otherwise in the order given.
pub fn index(clients: &[Client<'_>], words: &Words, facts: &Facts) -> Document {
    let mut order: Vec<&Client<'_>> = clients.iter().collect();
    order.sort_by_key(|client| (client.case.context.meeting.is_none(), client.case.context.meeting));
    let line = |key: &str| words.line(&format!("coach.{key}"), facts);
    let table = Block::Table(table(&order, words, facts));
    let headline = line("headline").map(|text| Block::Paragraph { role: Role::Headline, text });
    let note = line("note").map(|text| Block::Paragraph { role: Role::Fine, text });
    Document {
        language: words.language().to_owned(),
        title: line("title").unwrap_or_default(),
        date: None,
        header: words.line("page.header", facts),
        sections: vec![Section {
            id: "card",
            title: Text::default(),
            blocks: headline.into_iter().chain([table]).chain(note).collect(),
        }],
        trace: Vec::new(),
        figures: Vec::new(),
        charts: Vec::new(),
        labels: Labels {
            made_by: words.line("page.made-by", facts).unwrap_or_default(),
            ..Labels::default()
        },
    }
}

/// The table; a column that no case fills is left out.
fn table(clients: &[&Client<'_>], words: &Words, facts: &Facts) -> Table {
    let rows: Vec<Row> = clients.iter().map(|client| row(client, words, facts)).collect();
    let filled = |at: usize| rows.iter().any(|row| !row.cells[at].is_empty());
    let kept: Vec<usize> = (0..COLUMNS.len()).filter(|at| filled(*at)).collect();
    let head = |at: &usize| words.line(&format!("coach.head.{}", COLUMNS[*at]), facts).unwrap_or_default();
    let keep = |row: &Row| Row { id: None, cells: kept.iter().map(|at| row.cells[*at].clone()).collect() };
    Table {
        name: "clients",
        caption: words.line("coach.caption", facts).unwrap_or_default(),
        head: kept.iter().map(head).collect(),
        numeric: kept.iter().map(|at| matches!(COLUMNS[*at], "ask" | "moves" | "worth")).collect(),
        rows: rows.iter().map(keep).collect(),
        notes: Vec::new(),
    }
}

fn row(client: &Client<'_>, words: &Words, facts: &Facts) -> Row {
    let context = &client.case.context;
    let given = |text: &str| Text::parse(&mark_given(text));
    let link = |id: &str, text: &str| Text::link(&client.name, id, text);
    let figure = |id: &str| {
        let found = client.sheet.figures.iter().find(|figure| figure.id == id);
        found.map(|figure| link(id, &figure.shown)).unwrap_or_default()
    };
    let asks = client.verdict == Some(Verdict::Ask);
    let verdict = match client.verdict {
        Some(Verdict::Ask) => figure("ask-base"),
        Some(Verdict::TakeIt) => words.line("coach.take-it", facts).unwrap_or_default(),
        Some(Verdict::LeaveIt) => words.line("coach.leave-it", facts).unwrap_or_default(),
        None => {
            let stage = format!("coach.stage.{}", client.case.stage().name());
            words.line(&stage, facts).unwrap_or_default()
        }
    };
    let missing: Vec<String> =
        client.missing.iter().filter_map(|what| words.phrase(&format!("missing.{what}"), facts)).collect();
    Row {
        id: None,
        cells: vec![
            link("", &client.name),
            client.sheet.title.clone(),
            Text::plain(context.meeting.map_or_else(String::new, |day| words.numbers().date(day))),
            context.decides.as_deref().map(given).unwrap_or_default(),
            verdict,
            if asks { figure("chance-moves") } else { Text::default() },
            if asks { figure("gain-worth") } else { Text::default() },
            Text::plain(missing.join(", ")),
        ],
    }
}

/// What a case does not say and its sheet would gain from: names of entries
/// of the words below `missing.`, the ones that matter most first.
pub fn missing(case: &Case) -> Vec<&'static str> {
    use crate::domain::Equity;
    let unproven = case.evidence.iter().any(|claim| claim.has_number() && claim.proof.is_none());
    let firm = case.alternatives.iter().any(|other| other.firmness.is_written());
    let in_percent = matches!(case.offer.equity, Some(Equity::Percent(_)));
    [
        ("meeting", case.context.meeting.is_none()),
        ("decides", case.context.decides.is_none()),
        ("band", case.band.is_none()),
        ("market", case.market.is_empty()),
        ("today", case.current.is_none()),
        ("alternative", !firm),
        ("evidence", !case.evidence.iter().any(|claim| claim.is_own())),
        ("proof", unproven),
        ("company-value", in_percent && case.equity_terms.company_value.is_none()),
    ]
    .into_iter()
    .filter_map(|(what, is_missing)| is_missing.then_some(what))
    .collect()
}
