//! Problems as a person reads them: where, what, the line itself, the remedy.
//!
//! annotate-snippets draws the excerpt: it aligns the marks under wide
//! characters, cuts long lines around them, and shows control characters and
//! marks of writing direction as signs, so that a file cannot write on the
//! terminal. Its frame is left out, which makes a problem three lines instead
//! of six.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::error::{Place, Problem, Problems};
use crate::marks::show;

/// The width that text is kept to.
const WIDTH: usize = 80;
/// What a whole excerpt is moved to the right by.
const INDENT: &str = "   ";

/// The report of all problems, ending with how many there are and in what.
pub fn report(problems: &Problems, color: bool) -> String {
    let mut blocks: Vec<String> = problems.iter().map(|problem| block(problem, color)).collect();
    if problems.left_out() > 0 {
        blocks.push(format!("and {} more\n", grouped(problems.left_out())));
    }
    format!("{}\n{}\n", blocks.join("\n"), summary(problems))
}

/// Digits in groups of three.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let comma = |at: usize| at > 0 && (digits.len() - at).is_multiple_of(3);
    digits.chars().enumerate().flat_map(|(at, c)| comma(at).then_some(',').into_iter().chain([c])).collect()
}

/// `2 problems in bands.csv; nothing was written`.
pub fn summary(problems: &Problems) -> String {
    let count = match problems.len() {
        1 => "1 problem".to_owned(),
        n => format!("{} problems", grouped(n)),
    };
    let mut files: Vec<&str> = problems.iter().map(|problem| problem.place.file.as_str()).collect();
    files.sort_unstable();
    files.dedup();
    let place = match files.as_slice() {
        [one] => show(one),
        many => format!("{} files", many.len()),
    };
    format!("{count} in {place}; nothing was written")
}

/// One problem: its line, its excerpt, its remedy; ends with a line break.
fn block(problem: &Problem, color: bool) -> String {
    let renderer =
        if color { Renderer::styled() } else { Renderer::plain() }.term_width(WIDTH - INDENT.len());
    let headline = show(&problem.to_string());
    let mut text = renderer.render(&[Group::with_title(Level::ERROR.primary_title(headline))]);
    text.push('\n');
    for line in excerpt(&renderer, &problem.place) {
        text.push_str(INDENT);
        text.push_str(&line);
        text.push('\n');
    }
    if let Some(hint) = &problem.hint {
        text.push_str(&wrapped(&format!("hint: {}", show(hint)), "  ", "        "));
    }
    text
}

/// The line of the file with its number, and the marks under what is meant.
fn excerpt(renderer: &Renderer, place: &Place) -> Vec<String> {
    let (Some(line), Some(column), Some(text)) = (place.line, place.column, &place.excerpt) else {
        return Vec::new();
    };
    if text.trim().is_empty() {
        return Vec::new();
    }
    let text = show(text);
    let byte = |characters: usize| text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at);
    let at = (column - 1).saturating_sub(place.left_out as usize);
    let span = byte(at)..byte(at + place.width as usize);
    let mark = AnnotationKind::Primary.span(span);
    let snippet = Snippet::source(&*text).line_start(line).annotation(mark);
    let drawn = renderer.render(&[Group::with_level(Level::ERROR).element(snippet)]);
    let is_frame = |line: &str| plain(line).trim().trim_matches('|').is_empty();
    drawn.lines().filter(|line| !is_frame(line)).map(str::to_owned).collect()
}

/// A line without the colours that the renderer put in.
fn plain(line: &str) -> String {
    let mut parts = line.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('m').map_or("", |(_, rest)| rest))
}

/// Text broken at blanks to the width, the first line after `first`, others after `next`.
pub fn wrapped(text: &str, first: &str, next: &str) -> String {
    let options = textwrap::Options::new(WIDTH)
        .initial_indent(first)
        .subsequent_indent(next)
        .break_words(false)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
    textwrap::fill(text, options) + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(excerpt: &str, column: usize, width: u32) -> Problem {
        let place = Place {
            file: "bands.csv".into(),
            line: Some(14),
            column: Some(column),
            excerpt: Some(excerpt.into()),
            left_out: 0,
            width,
        };
        Problem::new(place, "column `base_max`: `185.000` could be 185 or 185,000")
            .hint("write 185000, or say `--decimal-comma` if the file is European")
    }

    #[test]
    fn the_shape_of_a_problem() {
        let one = problem("L5,IC,150000,167500,185.000,EUR", 21, 7);
        assert_eq!(
            report(&Problems::from(one), false),
            "error: bands.csv:14:21: column `base_max`: `185.000` could be 185 or 185,000\n   \
                14 | L5,IC,150000,167500,185.000,EUR\n      \
                   |                     ^^^^^^^\n  \
               hint: write 185000, or say `--decimal-comma` if the file is European\n\n\
             1 problem in bands.csv; nothing was written\n"
        );
    }

    #[test]
    fn a_file_cannot_write_on_the_terminal() {
        let evil = problem("a\u{1b}[2J\u{9b}31m\u{202e}b,x", 9, 3);
        let shown = report(&Problems::from(evil.clone()), false);
        assert!(!shown.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "{shown:?}");
        assert!(report(&Problems::from(evil), true).contains("\u{1b}["));
        let named = Problem::new(Place::file("\u{1b}]0;x\u{7}.csv"), "two\nlines \u{200f}").hint("\u{1b}c");
        let shown = report(&Problems::from(named), false);
        assert!(!shown.contains(['\u{1b}', '\u{7}', '\u{200f}']), "{shown:?}");
    }

    #[test]
    fn long_lines_and_hints_fit_the_width() {
        let long = format!("{},185.000,{}", "x".repeat(300), "y".repeat(300));
        let shown = block(&problem(&long, 302, 7).hint("word ".repeat(40)), false);
        assert!(shown.contains("185.000") && shown.contains("^^^^^^^"), "{shown}");
        assert!(shown.lines().skip(1).all(|line| line.chars().count() <= 80), "{shown}");
    }

    #[test]
    fn marks_stand_under_wide_characters() {
        let shown = block(&problem("日本,x", 4, 1), false);
        let lines: Vec<_> = shown.lines().collect();
        assert_eq!(lines[1..3], ["   14 | 日本,x", "      |      ^"]);
    }
}
