//! The four shapes in which charts are drawn, as finished data.

use super::{Axis, Mark, Role};
use crate::domain::Part;

/// What is drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// Ranges under each other: band, market, ladder, packages, compare, sensitivity.
    Rows(Rows),
    /// Lines on a pair of axes: anchor, fan, vesting.
    Lines(Lines),
    /// A hundred meetings: outcome.
    Dots(Dots),
    /// Columns of parts: scenario.
    Stacks(Stacks),
}

/// What a stack is made of, from its bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slice {
    /// A part of the package.
    Part(Part),
    /// What comes with it: retirement match, leave, less premiums.
    Benefits,
}

impl Slice {
    /// All of them.
    pub(super) fn all() -> impl Iterator<Item = Slice> {
        Part::ALL.into_iter().map(Slice::Part).chain([Slice::Benefits])
    }

    /// Its name in word files.
    pub(super) fn key(self) -> &'static str {
        match self {
            Slice::Part(part) => part.name(),
            Slice::Benefits => "benefits",
        }
    }
}

/// Ranges under each other on one axis, with places that they are held against.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows {
    /// What they measure.
    pub axis: Axis,
    /// The ranges, from the top.
    pub rows: Vec<Row>,
    /// Places on the axis, such as the offer.
    pub marks: Vec<Mark>,
    /// True when the places are what the chart is about: each is a dot on the
    /// axis, and the ranges are only held against them.
    pub dotted: bool,
}

/// One range.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// Its name.
    pub name: String,
    /// What stands under the name.
    pub detail: String,
    /// What stands at the right, one or two lines.
    pub value: String,
    /// What it stands for.
    pub role: Role,
    /// Ends of the bar.
    pub bar: (f64, f64),
    /// What the bar is made of, from its lower end, each with its name; nothing for a plain bar.
    pub segments: Vec<(Slice, String, f64)>,
    /// Ends of the thin line.
    pub line: Option<(f64, f64)>,
    /// Middle.
    pub middle: Option<f64>,
    /// 95% interval of the middle.
    pub interval: Option<(f64, f64)>,
    /// True when the upper end is only a lower bound.
    pub open: bool,
}

impl Row {
    /// Every place on the axis that it reaches.
    pub(super) fn reaches(&self) -> impl Iterator<Item = f64> {
        let line = self.line.unwrap_or(self.bar);
        [self.bar.0, self.bar.1, line.0, line.1].into_iter()
    }
}

/// Lines on one pair of axes.
#[derive(Debug, Clone, PartialEq)]
pub struct Lines {
    /// The horizontal axis.
    pub x: Axis,
    /// The vertical axis.
    pub y: Axis,
    /// What the horizontal axis measures, where its marks do not say it.
    pub x_label: String,
    /// The lines.
    pub lines: Vec<Line>,
    /// A stretch of the horizontal axis that is set off, and its name.
    pub stretch: Option<(f64, f64, String)>,
    /// Points with a name, each at its height.
    pub dots: Vec<(Mark, f64)>,
    /// Places on the horizontal axis at which something ends.
    pub limits: Vec<Mark>,
}

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What it stands for.
    pub role: Role,
    /// What stands at its end; nothing for a line without a name.
    pub label: String,
    /// Its points, from the left.
    pub points: Vec<LinePoint>,
    /// How the spread of its points is drawn.
    pub spread: Spread,
}

/// One point of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LinePoint {
    /// Where on the horizontal axis.
    pub at: f64,
    /// How high.
    pub value: f64,
    /// Lower and upper end of what is likely; the value itself where it is certain.
    pub spread: (f64, f64),
}

/// How the spread of a line's points is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spread {
    /// Not at all.
    None,
    /// As a region around the line.
    Region,
    /// As a whisker at each point.
    Whiskers,
}

/// A hundred meetings as dots: those in which something moved stand on the
/// axis of what they brought, the others beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Dots {
    /// The gain over the offer, as a fraction.
    pub axis: Axis,
    /// The gain of each meeting in which something moved, ascending.
    pub moved: Vec<f64>,
    /// How many of them, from the top, met the opening ask in full.
    pub full: usize,
    /// In how many the offer stands.
    pub held: usize,
    /// In how many it is withdrawn.
    pub withdrawn: usize,
    /// What stands over the dots in which something moved: its name and how often.
    pub moved_label: (String, String),
    /// What stands over the dots in which nothing did.
    pub held_label: (String, String),
    /// The chance of withdrawal in words, since it is often less than one dot.
    pub withdrawn_label: String,
    /// Median, upper quarter and ask.
    pub marks: Vec<Mark>,
}

/// Packages side by side, each by year.
#[derive(Debug, Clone, PartialEq)]
pub struct Stacks {
    /// Money a year.
    pub axis: Axis,
    /// One panel a package.
    pub panels: Vec<Panel>,
    /// The parts that occur, from the bottom of a stack, with their names.
    pub parts: Vec<(Slice, String)>,
}

/// One package as a group of columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// Its name.
    pub name: String,
    /// What it stands for.
    pub role: Role,
    /// Its yearly average, written, and the same in a few letters.
    pub average: (String, String),
    /// Its years.
    pub years: Vec<YearColumn>,
}

/// One year of a package as a column.
#[derive(Debug, Clone, PartialEq)]
pub struct YearColumn {
    /// 1, 2, 3, …
    pub year: u32,
    /// The parts that are not nothing; one below nought hangs under the axis.
    pub parts: Vec<(Slice, f64)>,
    /// p10 and p90 of the total.
    pub spread: (f64, f64),
}
