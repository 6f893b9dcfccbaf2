//! A market file before its rows are read: what kind it is, which column holds
//! what, and the reading plan with its proof.

use std::io::Read;
use std::sync::Arc;

use super::layout::PayLayout;
use super::losses::Loss;
use super::{
    BulkOptions, FileReport, Layout, MarketFormat, MarketInput, ai_jobs, lca, levels_fyi, oews, published,
    records,
};
use crate::budget::COLUMNS;
use crate::domain::{Component, RecordSink};
use crate::error::{Place, Problem, Result};
use crate::input::builtin;
use crate::input::bytes::Bytes;
use crate::input::cells::{Amounts, DayOrder, Days, currency_in_header, period_in_header};
use crate::input::plan::{By, Decided, Open, Plan};
use crate::input::table::header::Header;
use crate::input::table::open::{Stream, cannot_unpack, open};
use crate::input::table::record::{cell_ends, records};
use crate::input::table::text::{Letters, decode};
use crate::input::told::RangePoint;
use crate::num::Currency;

/// So much of a file is looked at before it is read; the whole of nearly every file.
const HEAD: usize = 16 * 1024 * 1024;

/// A market file and how it is read.
#[derive(Clone)]
pub struct MarketFile {
    /// Where it is.
    pub input: MarketInput,
    /// What kind of file it is.
    pub format: MarketFormat,
    /// Which parts of pay it states; the first is what it is about.
    pub components: Vec<Component>,
    /// What was decided about it, and what proves it.
    pub plan: Plan,
    pub(super) layout: Layout,
    pub(super) header: Header,
    pub(super) letters: Letters,
    /// The bytes of the header and what stands above it, and how many lines that is.
    pub(super) above: (usize, u64),
    /// The whole file, where it is small.
    kept: Option<Arc<[u8]>>,
}

impl MarketFile {
    /// Looks at a file.
    ///
    /// # Errors
    /// A problem when it cannot be opened, or is of no known kind.
    pub fn open(input: &MarketInput, options: &BulkOptions) -> Result<Self> {
        Ok(MarketFile::look(input, options)??)
    }

    /// The same of a file that may be something else: `None` where its header is of no known kind.
    ///
    /// # Errors
    /// A problem when it cannot be opened.
    pub fn known(input: &MarketInput, options: &BulkOptions) -> Result<Option<Self>> {
        Ok(MarketFile::look(input, options)?.ok())
    }

    fn look(input: &MarketInput, options: &BulkOptions) -> Result<std::result::Result<Self, Problem>> {
        let name = input.name();
        let fits = |header: &Header| if format_of(header, options).is_some() { usize::MAX } else { 0 };
        let opened = open(&name, &input.bytes(), &options.told, &fits)?;
        let mut head = Vec::new();
        let mut stream = opened.stream.take(HEAD as u64);
        stream.read_to_end(&mut head).map_err(|error| cannot_unpack(&name, &error))?;
        let whole = head.len() < HEAD;
        let end =
            if whole { head.len() } else { memchr::memrchr(b'\n', &head).map_or(head.len(), |at| at + 1) };
        let letters = Letters::of(&head[..end], options.told.encoding);
        let mut recoded = 0;
        let text = decode(&head[..end], letters, &mut recoded);
        if text.trim().is_empty() {
            return Err(crate::input::source::empty(&name).into());
        }
        let Some(header) = Header::find(&text, &options.told, &fits) else {
            let message = format!("no row of it can be a header: a table has at most {COLUMNS} columns");
            return Err(Problem::new(Place::file(&name), message).hint("is it a table?").into());
        };
        let Some(format) = format_of(&header, options) else {
            return Ok(Err(unknown(&name, &header)));
        };
        let mut plan = Plan {
            header_line: header.line as u64,
            separator: opened.sheet.is_none().then_some(char::from(header.separator)),
            encoding: (recoded > 0 || letters.always).then(|| letters.otherwise.name()),
            ..Plan::default()
        };
        if let Some((sheet, others)) = opened.sheet {
            (plan.sheet, plan.other_sheets) = (Some(sheet), others);
        }
        let breaks = text[..header.end].matches('\n').count();
        let length = memchr::memchr_iter(b'\n', &head).nth(breaks.max(1) - 1).map_or(head.len(), |at| at + 1);
        let layout = layout_of(&name, format, &header, &text, options, &mut plan)?;
        let mut file = MarketFile {
            input: input.clone(),
            format,
            components: layout.components(),
            plan,
            layout,
            letters,
            above: (length, breaks as u64),
            kept: None,
            header,
        };
        drop(text);
        file.kept = whole.then(|| head.into());
        if format == MarketFormat::Benchmark {
            file.components = published::components(&file, options)?;
        }
        Ok(Ok(file))
    }

    /// The file from the beginning.
    pub(super) fn stream(&self, options: &BulkOptions) -> Result<Stream> {
        if let Some(kept) = &self.kept {
            return Ok(Box::new(std::io::Cursor::new(Arc::clone(kept))));
        }
        let fits = |header: &Header| if format_of(header, options).is_some() { usize::MAX } else { 0 };
        Ok(open(&self.input.name(), &self.input.bytes(), &options.told, &fits)?.stream)
    }

    pub(super) fn report(&self) -> FileReport {
        FileReport {
            name: self.input.name(),
            format: self.format,
            components: self.components.clone(),
            plan: self.plan.clone(),
            counts: crate::domain::RowCounts::default(),
            recoded_lines: 0,
            losses: Vec::<Loss>::new(),
            rejects: Vec::new(),
        }
    }

    /// Reads the rows into a sink.
    ///
    /// # Errors
    /// A problem of the file as a whole: damaged, or with a record that never ends.
    pub fn read<S: RecordSink>(&self, options: &BulkOptions, sink: &mut S) -> Result<FileReport> {
        super::read_rows(self, options, sink)
    }
}

impl MarketInput {
    pub(super) fn bytes(&self) -> Bytes {
        match self {
            MarketInput::File(path) => Bytes::File(path.clone()),
            MarketInput::Builtin => Bytes::Here(builtin::SURVEY.as_bytes().into()),
            MarketInput::BuiltinStates => Bytes::Here(builtin::STATES.as_bytes().into()),
        }
    }
}

/// What kind of file it is; `None` for none that is known.
fn format_of(header: &Header, options: &BulkOptions) -> Option<MarketFormat> {
    let columns = &options.told.columns;
    // Who maps columns means records, whatever the file looks like.
    let mapped = columns.iter().any(|(_, theirs)| header.column(theirs).is_some());
    let fits = [
        (MarketFormat::Benchmark, published::fits(header, options)),
        (MarketFormat::Records, mapped),
        (MarketFormat::LevelsFyi, levels_fyi::fits(header)),
        (MarketFormat::Oews, oews::fits(header)),
        (MarketFormat::Lca, lca::fits(header)),
        (MarketFormat::AiJobs, ai_jobs::fits(header)),
        (MarketFormat::Records, records::fits(header, columns)),
    ];
    options.format.or_else(|| fits.into_iter().find(|(_, fits)| *fits).map(|(format, _)| format))
}

fn layout_of(
    name: &str,
    format: MarketFormat,
    header: &Header,
    text: &str,
    options: &BulkOptions,
    plan: &mut Plan,
) -> Result<Layout> {
    let mut layout = match format {
        MarketFormat::LevelsFyi => levels_fyi::layout(header),
        MarketFormat::Lca => lca::layout(header),
        MarketFormat::AiJobs => ai_jobs::layout(header),
        MarketFormat::Records => {
            let (layout, mapped) = records::layout(name, header, options)?;
            plan.columns = mapped;
            layout
        }
        MarketFormat::Benchmark => return Ok(Layout::Benchmarks),
        MarketFormat::Oews => return Ok(Layout::Survey(oews::Survey::new(name, header, options.facts))),
    };
    if Component::ALL.iter().all(|component| layout.column_of(*component).is_none()) {
        return Err(no_pay(name, format, header).into());
    }
    judge(name, &mut layout, format, header, text, options, plan)?;
    Ok(Layout::Pay(layout))
}

/// The problem of a file of a kind that is not known.
fn unknown(name: &str, header: &Header) -> Problem {
    let shown = header.names.iter().take(8).cloned().collect::<Vec<_>>().join(", ");
    let kinds = MarketFormat::ALL.iter().map(|one| one.name()).collect::<Vec<_>>().join(", ");
    let place = Place { line: Some(header.line), ..Place::file(name) };
    Problem::new(place, format!("not the header of a known market file: {shown}")).hint(format!(
        "known are {kinds}; map other headers: --column title=\"Job\" --column base=\"Salary\""
    ))
}

fn no_pay(name: &str, format: MarketFormat, header: &Header) -> Problem {
    let shown = header.names.iter().take(8).cloned().collect::<Vec<_>>().join(", ");
    let message = format!("no column of pay for the format {}: {shown}", format.name());
    Problem::new(Place { line: Some(header.line), ..Place::file(name) }, message)
        .hint("map it: --column base=\"Salary\" (or total, bonus, equity, wage)")
}

/// What all cells of the columns say together.
fn judge(
    name: &str,
    layout: &mut PayLayout,
    format: MarketFormat,
    header: &Header,
    text: &str,
    options: &BulkOptions,
    plan: &mut Plan,
) -> Result<()> {
    let told = &options.told;
    let (amounts, days) = tally(layout, header, text);
    layout.facts = options.facts;
    layout.told_period = told.period;
    if told.range != RangePoint::default() || format != MarketFormat::Lca {
        layout.range = told.range;
    }
    let range = layout.range;
    let comma = amounts.iter().any(|one| one.style(told.style).0.is_comma());
    for (column, found) in layout.amounts.iter_mut().zip(&amounts) {
        let Some(column) = column else { continue };
        let (style, proof) = found.style(told.style);
        let by_others = proof.is_none() && comma;
        column.style = if by_others { crate::num::AmountStyle::OnlyComma } else { style };
        let theirs = &header.names[column.column];
        column.period = period_in_header(theirs);
        let mut signs = found.currencies();
        column.currency = currency_in_header(theirs).or(match (signs.next(), signs.next()) {
            (Some((only, _)), None) => Some(only),
            _ => None,
        });
        if let Some(proof) = proof.filter(|_| found.needs_proof()) {
            plan.decimal = Some(Decided::proven(if style.is_comma() { "comma" } else { "point" }, proof));
        }
        if let Some((point, _)) = found.contradicts_itself() {
            plan.open.push(Open { what: "decimal", column: theirs.clone(), proof: point });
        }
        if let Some(proof) = found.open().filter(|_| !column.style.is_proven() && !column.style.is_comma()) {
            plan.open.push(Open { what: "decimal", column: theirs.clone(), proof });
        }
        if let Some(ranges) = found.ranges() {
            plan.ranges = Some(Decided::proven(range.into(), ranges));
        }
        if column.to.is_some() {
            plan.ranges = Some(Decided::new(range.into(), By::Column));
        }
    }
    if let Some(at) = layout.date {
        // Files of known formats are American where their days do not say otherwise.
        let usual = (format != MarketFormat::Records).then_some(DayOrder::MonthFirst);
        match days.order(told.dates).or_else(|open| usual.map(|order| Some((order, None))).ok_or(open)) {
            Ok(None) => {}
            Ok(Some((order, proof))) => {
                layout.order = Some(order);
                let by = match (&proof, told.dates) {
                    (Some(_), _) => By::Cells,
                    (None, Some(_)) => By::Told,
                    (None, None) => By::Format,
                };
                plan.dates = Some(Decided { is: order.into(), by, proof });
            }
            Err(proof) => plan.open.push(Open { what: "dates", column: header.names[at].clone(), proof }),
        }
    }
    decide_currency(name, layout, format, &amounts, header, options, plan)?;
    decide_unit(layout, &amounts, told.period, plan);
    Ok(())
}

/// The cells of the columns of pay and days, in the part of the file that is here.
fn tally(layout: &PayLayout, header: &Header, text: &str) -> ([Amounts; 5], Days) {
    let mut amounts: [Amounts; 5] = Default::default();
    let mut days = Days::default();
    let (body, mut ends) = (&text[header.end..], Vec::new());
    cell_ends(body.as_bytes(), header.separator, true, &mut ends);
    for row in records(body, &ends, 0) {
        for (column, found) in layout.amounts.iter().zip(&mut amounts) {
            let Some(column) = column else { continue };
            for at in std::iter::once(column.column).chain(column.to).filter(|at| *at < row.len()) {
                found.add(&row.cell(at));
            }
        }
        if let Some(at) = layout.date.filter(|at| *at < row.len()) {
            days.add(&row.cell(at));
        }
    }
    (amounts, days)
}

fn decide_currency(
    name: &str,
    layout: &mut PayLayout,
    format: MarketFormat,
    amounts: &[Amounts; 5],
    header: &Header,
    options: &BulkOptions,
    plan: &mut Plan,
) -> Result<()> {
    let told = options.told.currency;
    let main = layout.amounts.iter().zip(amounts).find_map(|(column, found)| Some(((*column)?, found)));
    let Some((column, found)) = main else { return Ok(()) };
    layout.told_currency = told;
    layout.standard = told.or(Some(Currency::USD));
    let signs: Vec<_> = found.currencies().collect();
    let theirs = &header.names[column.column];
    if let (Some(told), [(sign, proof)]) = (told, signs.as_slice())
        && told != *sign
    {
        let message = format!(
            "column `{theirs}` is in {} by its signs (`{}`), not in {}",
            sign.code(),
            proof.example,
            told.code()
        );
        let hint = "leave the currency out, or convert: --currency CODE --rates FILE";
        return Err(Problem::new(Place::file(name), message).hint(hint).into());
    }
    let is = |currency: Currency, by: By| Some(Decided::new(currency.code(), by));
    plan.currency = match (layout.currency, signs.as_slice(), told) {
        (Some(_), ..) => Some(Decided::new("row", By::Column)),
        (None, [(sign, proof)], _) => Some(Decided::proven(sign.code(), proof.clone())),
        (None, [_, _, ..], _) => Some(Decided::new("row", By::Cells)),
        (None, [], Some(told)) => is(told, By::Told),
        (None, [], None) => match (column.currency, format) {
            (Some(named), _) => is(named, By::Header),
            (None, MarketFormat::Records) => is(Currency::USD, By::Nothing),
            (None, _) => is(Currency::USD, By::Format),
        },
    };
    // What the user says goes before a header.
    if told.is_some() {
        layout.amounts.iter_mut().flatten().for_each(|column| column.currency = told);
    }
    Ok(())
}

fn decide_unit(
    layout: &PayLayout,
    amounts: &[Amounts; 5],
    told: Option<crate::input::cells::Period>,
    plan: &mut Plan,
) {
    let main = layout.amounts.iter().zip(amounts).find_map(|(column, found)| Some(((*column)?, found)));
    let Some((column, found)) = main else { return };
    let beside: Vec<_> = found.periods().collect();
    plan.unit = Some(match (told, beside.as_slice(), column.period, layout.unit) {
        (Some(told), ..) => Decided::new(told.into(), By::Told),
        (None, [(period, proof)], ..) => Decided::proven((*period).into(), proof.clone()),
        (None, [_, _, ..], ..) => Decided::new("row", By::Cells),
        (None, [], Some(period), _) => Decided::new(period.into(), By::Header),
        (None, [], None, Some(_)) => Decided::new("row", By::Column),
        (None, [], None, None) => Decided::new("year", By::Nothing),
    });
}
