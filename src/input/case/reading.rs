//! A TOML file while it is read: where its problems collect, and the door
//! through which money of other currencies comes in.

use std::cell::{Ref, RefCell};

use toml::Spanned;
use toml::de::DeTable;

use crate::error::{Place, Problem, Problems};
use crate::input::rates::Exchange;
use crate::input::source::Source;
use crate::num::{AmountStyle, Currency};

/// One TOML file while it is read: where its problems collect.
#[derive(Debug)]
pub struct Reading<'a> {
    pub(super) source: &'a Source,
    pub(super) style: AmountStyle,
    exchange: RefCell<Exchange>,
    problems: RefCell<Vec<Problem>>,
}

impl<'a> Reading<'a> {
    /// A file about to be read. Strings in it follow `style`, TOML's own
    /// numbers always have a decimal point.
    pub fn new(source: &'a Source, style: AmountStyle) -> Self {
        let exchange = RefCell::new(Exchange::new(Currency::USD, None, Vec::new()));
        Reading { source, style, exchange, problems: RefCell::default() }
    }

    /// The case's currency, which all money becomes from here on, and its rates.
    pub fn set_exchange(&self, exchange: Exchange) {
        *self.exchange.borrow_mut() = exchange;
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

    /// All problems noted, in the order of the file, and which rates were used.
    pub fn finish(self) -> (Problems, Vec<String>) {
        let notes = self.exchange.replace(Exchange::new(Currency::USD, None, Vec::new())).into_notes();
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
    for error in errors {
        let place = error.span().map_or_else(|| Place::file(source.name()), |span| source.place(span));
        let message = error.message().lines().collect::<Vec<_>>().join(", ");
        problems
            .push(Problem::new(place, message).hint("a line is `key = value`, text stands in \"quotes\""));
    }
    Err(problems)
}
