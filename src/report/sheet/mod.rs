//! Findings and words → the document of a sheet.

mod card;
mod conversation;
mod fine_print;
mod years;

use crate::advice::Verdict;
use crate::error::Result;

use super::chart::{self, Figure};
use super::document::{Block, Document, Labels, Role, Section};
use super::facts;
use super::findings::{Findings, VERSION};
use super::text::Text;
use super::trace::{Book, Checked, Noted, Origin, Place, entry_of};
use super::words::Words;

/// What every part of the sheet is written with.
struct Desk<'a> {
    findings: Findings<'a>,
    words: &'a Words,
    book: Book,
}

/// The sheet of a case.
///
/// # Errors
/// Words that name facts which do not exist.
pub fn compose(findings: Findings<'_>, words: &Words) -> Result<Document> {
    let words =
        &words.clone().in_tone(findings.case.context.tone).where_assumed(findings.case.offer_is_assumed);
    let mut desk = Desk { findings, words, book: noted(findings, words) };
    words.check(&desk.book.facts)?;
    let sections = [
        card::section(&mut desk),
        conversation::section(&mut desk),
        years::section(&mut desk),
        fine_print::section(&mut desk),
    ];
    let mut document = Document {
        language: words.language().to_owned(),
        title: desk.line("title.full").unwrap_or_default(),
        date: desk.line("title.date"),
        header: desk.line("page.header"),
        sections: sections.into_iter().flatten().collect(),
        trace: Vec::new(),
        figures: Vec::new(),
        charts: charts(findings, words),
        labels: labels(&desk),
    };
    trace(&mut document, &desk);
    Ok(document)
}

/// The charts that the sections show.
fn charts(findings: Findings<'_>, words: &Words) -> Vec<(&'static str, Figure)> {
    let Findings { case, advice, .. } = findings;
    let mut list = vec![("band", chart::band(case, advice, words))];
    if !advice.has_ended() {
        list.push(("anchor", chart::anchor(advice, words)));
    }
    if advice.verdict == Verdict::Ask {
        list.push(("outcome", chart::outcome(advice, words)));
    }
    // Columns that are all alike show nothing that the table does not say.
    if let Some(years) = findings.years.filter(|years| years.differ_by_year()) {
        list.push(("scenario", chart::scenario(years, words)));
    }
    list
}

/// Every fact that the templates may name.
fn noted(findings: Findings<'_>, words: &Words) -> Book {
    let Findings { case, advice, .. } = findings;
    let mut book = Book::new();
    findings.whose.note(&mut book.facts);
    facts::case::note(&mut book, words, case);
    facts::packages::note(&mut book, words, advice);
    facts::outcome::note(&mut book, words, advice, &case.assumptions);
    facts::conversation::note(&mut book, words, &findings);
    facts::case::note_fairness(&mut book, words, advice);
    book.figure("run.version", Some(Noted::new("run", VERSION, Origin::at(Place::Version)).of("version")));
    book
}

fn labels(desk: &Desk<'_>) -> Labels {
    let line = |key: &str| desk.line(key).unwrap_or_default();
    Labels {
        trace: line("page.trace"),
        trace_note: line("page.trace-note"),
        contents: line("page.contents"),
        error: line("page.error"),
        made_by: line("page.made-by"),
        note: line("page.note"),
        workbook: desk.words.names_below("workbook."),
    }
}

/// Follows every figure of the document to its origin.
fn trace(document: &mut Document, desk: &Desk<'_>) {
    let rows: Vec<String> = document.row_ids();
    let ids: Vec<String> = document.texts().into_iter().flat_map(Text::figures).map(str::to_owned).collect();
    for id in ids {
        if document.figures.iter().any(|figure| figure.id == id) {
            continue;
        }
        let Some(noted) = desk.book.noted(&id) else { continue };
        let (shown, origin) = (noted.shown.clone(), noted.origin.clone());
        document.figures.push(Checked { id: id.clone(), shown, origin });
        let entry = entry_of(&id);
        let told = rows.iter().any(|row| row == entry) || document.trace.iter().any(|d| d.id == entry);
        if !told {
            document.trace.extend(desk.book.derivation(&id, desk.words));
        }
    }
}

impl Desk<'_> {
    fn line(&self, key: &str) -> Option<Text> {
        self.words.line(key, &self.book.facts)
    }

    fn paragraphs(&self, key: &str) -> Vec<Text> {
        self.words.paragraphs(key, &self.book.facts)
    }

    /// A paragraph of a weight, where the words and facts for it are there.
    fn paragraph(&self, role: Role, key: &str) -> Option<Block> {
        self.line(key).map(|text| Block::Paragraph { role, text })
    }

    fn heading(&self, key: &str) -> Option<Block> {
        self.line(&format!("heading.{key}")).map(|text| Block::Heading { text })
    }

    fn section(&self, id: &'static str, blocks: Vec<Block>) -> Option<Section> {
        let title = self.line(&format!("section.{id}")).unwrap_or_default();
        (!blocks.is_empty()).then_some(Section { id, title, blocks })
    }
}
