//! A TOML file while it is read: where its problems collect, and the door
//! through which money of other currencies comes in.

use std::cell::{Cell, Ref, RefCell};

use toml::Spanned;
use toml::de::DeTable;

use super::syntax;
use crate::error::{Place, Problem, Problems};
use crate::input::options::Facts;
use crate::input::rates::Exchange;
use crate::input::source::Source;
use crate::input::value::Fault;
use crate::num::{AmountStyle, Currency};

/// One TOML file while it is read: where its problems collect.
#[derive(Debug)]
pub struct Reading<'a> {
    pub(super) source: &'a Source,
    pub(super) style: AmountStyle,
    exchange: RefCell<Exchange>,
    facts: Cell<Facts>,
    notes: RefCell<Vec<String>>,
    problems: RefCell<Vec<Problem>>,
}

impl<'a> Reading<'a> {
    /// A file about to be read. Strings in it follow `style`, TOML's own
    /// numbers always have a decimal point.
    pub fn new(source: &'a Source, style: AmountStyle) -> Self {
        let exchange = RefCell::new(Exchange::new(Currency::USD, None, Vec::new()));
        Reading {
            source,
            style,
            exchange,
            facts: Cell::default(),
            notes: RefCell::default(),
            problems: RefCell::default(),
        }
    }

    /// The case's currency, which all money becomes from here on, and its rates.
    pub fn set_exchange(&self, exchange: Exchange) {
        *self.exchange.borrow_mut() = exchange;
    }

    /// How often the periods of pay come in a year.
    pub fn set_facts(&self, facts: Facts) {
        self.facts.set(facts);
    }

    /// How often the periods of pay come in a year.
    pub fn facts(&self) -> Facts {
        self.facts.get()
    }

    /// Notes what the reader should know of how something was read.
    pub fn note(&self, note: String) {
        self.notes.borrow_mut().push(note);
    }

    /// The case's currency.
    pub fn currency(&self) -> Currency {
        self.exchange.borrow().to()
    }

    /// The door through which money of other currencies comes in.
    pub fn exchange(&self) -> Ref<'_, Exchange> {
        self.exchange.borrow()
    }

    /// The file.
    pub fn source(&self) -> &'a Source {
        self.source
    }

    /// Notes a problem.
    pub fn push(&self, problem: Problem) {
        self.problems.borrow_mut().push(problem);
    }

    /// All problems noted, in the order of the file, and how things were read: rates, periods.
    pub fn finish(self) -> (Problems, Vec<String>) {
        let rates = self.exchange.replace(Exchange::new(Currency::USD, None, Vec::new())).into_notes();
        let mut notes: Vec<String> = rates.into_iter().map(|rate| format!("converted at {rate}")).collect();
        notes.append(&mut self.notes.borrow_mut());
        (self.into_problems(), notes)
    }

    /// All problems noted, in the order of the file.
    pub fn into_problems(self) -> Problems {
        Problems::in_order(self.problems.into_inner())
    }
}

/// The TOML of a file; every syntax error becomes a problem.
pub fn parse<'a>(source: &'a Source) -> Result<Spanned<DeTable<'a>>, Problems> {
    let (root, errors) = DeTable::parse_recoverable(source.text());
    if errors.is_empty() {
        return Ok(root);
    }
    let mut problems = Problems::new();
    let mut errors = errors;
    errors.sort_by_key(|error| error.span().map(|span| span.start));
    let mut last = None;
    for error in errors {
        let place = error.span().map_or_else(|| Place::file(source.name()), |span| source.place(span));
        // One word on a line is enough: what follows on it follows from the first.
        if place.line.is_some() && std::mem::replace(&mut last, place.line) == place.line {
            continue;
        }
        let message = error.message().lines().collect::<Vec<_>>().join(", ");
        let line = place.line.and_then(|line| source.text().lines().nth(line - 1)).unwrap_or_default();
        let fault = syntax::fault_of(line, message.starts_with("duplicate key"));
        let unknown = || Fault::new(message, "a line is `key = value`, text stands in \"quotes\"");
        let fault = fault.unwrap_or_else(unknown);
        problems.push(Problem::new(place, fault.message).hint(fault.hint));
    }
    Err(problems)
}
