//! The document as one HTML file: styles and pictures inside, no scripts, no
//! address that anything is loaded from.

use std::io::{self, Write};

use minijinja::value::Serde;
use minijinja::{AutoEscape, ErrorKind, UndefinedBehavior, Value, context};

use crate::budget;
use crate::error::{Error, Place, Problem, Result};
use crate::report::bounded_environment;
use crate::report::document::Document;
use crate::report::trace::entry_of;

use crate::output::chart::{Backdrop, NARROW, Picture, WIDTH, page_rules};
use crate::output::files::GENERATOR;

/// What the page is made with.
#[derive(Debug, Clone)]
pub struct Page<'a> {
    /// File name and text of the page's template.
    pub template: (&'a str, &'a str),
    /// Text of its style sheet.
    pub style: &'a str,
}

/// The document as an HTML file. Everything but the style sheet and the
/// pictures, which are the program's own, is escaped.
///
/// # Errors
/// A problem in the template, which the user may have replaced.
pub fn sheet(document: &Document, page: &Page<'_>) -> Result<String> {
    let mut env = bounded_environment(budget::PAGE_FUEL);
    env.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    env.set_auto_escape_callback(|_| AutoEscape::Html);
    env.add_filter("entry", |id: String| entry_of(&id).to_owned());
    env.add_filter("folder", |name: String| super::link::encoded(&name));
    let (name, text) = page.template;
    env.add_template(name, text).map_err(|error| in_template(name, &error))?;
    let safe = Value::from_safe_string;
    let mut pictures = Vec::new();
    for (name, figure) in &document.charts {
        let wide = Picture::new(figure, WIDTH)?.svg(Backdrop::Page)?;
        let narrow = Picture::new(figure, NARROW)?.svg(Backdrop::Page)?;
        pictures.push((*name, Value::from_pairs([("wide", safe(wide)), ("narrow", safe(narrow))])));
    }
    let context = context! {
        doc => Value::from(Serde(document)),
        style => Value::from_safe_string(style_sheet(page.style)),
        pictures => Value::from_pairs(pictures),
        generator => GENERATOR,
    };
    let template = env.get_template(name).map_err(|error| in_template(name, &error))?;
    let mut page = Bounded(Vec::new());
    template.render_captured_to(context, &mut page).map_err(|error| in_template(name, &error))?;
    String::from_utf8(page.0).map_err(|error| Error::Internal(error.to_string()))
}

/// A page that does not grow for ever.
struct Bounded(Vec<u8>);

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > budget::PAGE {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The style sheet with the rules that turn charts dark; it cannot end early.
fn style_sheet(own: &str) -> String {
    format!("{}\n{}", own, page_rules()).replace("</", "<\\/")
}

fn in_template(name: &str, error: &minijinja::Error) -> Error {
    let place = Place { line: error.line(), ..Place::file(name) };
    let endless = matches!(error.kind(), ErrorKind::OutOfFuel | ErrorKind::WriteFailure);
    let why = if endless { "it has no end".to_owned() } else { error.to_string() };
    Problem::new(place, format!("the page cannot be made: {why}")).into()
}
