//! The promotion behind the package as documents: the plan, which begins with this week; the page for
//! the monthly talk; the packet. Also the dates for a calendar.

mod agreement;
mod check_in;
mod dates;
mod evidence;
mod packet;
mod people;
mod ready;
mod week;
mod when;

pub use dates::{Entry, entries};

use super::document::{Block, Document};
use super::facts::case::figure_phrase;
use super::text::Text;
use super::words::Words;
use super::{Composer, Facts};
use crate::domain::promotion::{Score, Window};
use crate::domain::{Change, Evidence, Role};
use crate::promotion::Assessment;

/// A page about a promotion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// Everything, this week first.
    Plan,
    /// For the monthly talk with the manager.
    CheckIn,
    /// For the review.
    Packet,
}

/// A page of an assessment.
pub fn page(page: Page, seen: &Assessment, role: &Role, words: &Words) -> Document {
    let mut teller = Teller { page: Composer::new(words, "promotion"), words, seen, role };
    match page {
        Page::Plan => {
            teller.week();
            teller.when();
            teller.ready();
            teller.evidence();
            teller.people();
            teller.goals();
            teller.agreement();
            teller.mistakes();
        }
        Page::CheckIn => teller.check_in(),
        Page::Packet => teller.packet(),
    }
    let mut document = teller.page.finish();
    document.title = Text::parse(&title(role, words));
    document.date = Some(Text::plain(words.numbers().date(seen.today)));
    document
}

/// What it is about: `Promotion to PM II · Alloy`.
pub fn title(role: &Role, words: &Words) -> String {
    let known = [("level", &role.level), ("company", &role.company)];
    words.phrase("promotion.title", &given(Facts::new(), &known)).unwrap_or_default()
}

/// What every part is told from.
struct Teller<'a> {
    page: Composer<'a>,
    words: &'a Words,
    seen: &'a Assessment,
    role: &'a Role,
}

impl Teller<'_> {
    /// The date as the language writes it, never parted at the end of a line.
    fn date(&self, day: jiff::civil::Date) -> String {
        held(&self.page.numbers().date(day))
    }

    /// `8 to 14 May 2026`.
    fn window(&self, window: Window) -> String {
        let (first, last) = (window.first(), window.last());
        if first == last {
            return self.date(first);
        }
        let one_month = (first.year(), first.month()) == (last.year(), last.month());
        let facts = Facts::new()
            .with("first", self.date(first))
            .with("day", first.day().to_string())
            .with("last", self.date(last));
        held(&self.page.phrase(if one_month { "window-in-month" } else { "window" }, &facts))
    }

    fn score(&self, score: Score) -> String {
        let shown = format!("{:.1}", score.get());
        if self.words.language().starts_with("de") { shown.replace('.', ",") } else { shown }
    }

    fn score_or_dash(&self, score: Option<Score>) -> String {
        score.map_or_else(|| "–".to_owned(), |score| self.score(score))
    }

    /// Chances are of scores and of a judgment about their noise: tenths are all they bear.
    fn tenths(&self, chance: f64) -> String {
        let tenths = libm::round(chance * 10.0).clamp(0.0, 10.0);
        let key = if tenths < 1.0 {
            "tenths.few"
        } else if tenths > 9.0 {
            "tenths.most"
        } else {
            "tenths.of"
        };
        self.page.phrase(key, &Facts::new().with("n", format!("{tenths:.0}")))
    }

    fn figure(&self, figure: Change) -> String {
        let sign =
            if figure.value().is_sign_negative() && !figure.value().is_zero() { "\u{2212}" } else { "" };
        format!("{sign}{}", figure_phrase(self.words, figure.with_value(figure.value().abs()), false))
    }

    /// A claim with its figure: `Cut churn: churn 22% → 14%`.
    fn claim(&self, evidence: &Evidence) -> String {
        let known = [("metric", &evidence.metric), ("proof", &evidence.proof)];
        let named = |figure: Option<Change>| {
            figure.filter(|figure| !crate::claims::names_figure(&evidence.claim, *figure))
        };
        let facts = given(Facts::new().given("claim", &evidence.claim), &known)
            .with("before", evidence.before.map(|figure| self.figure(figure)))
            .with("after", evidence.after.map(|figure| self.figure(figure)))
            .with("change", named(evidence.change).map(|figure| self.figure(figure)))
            .when("up", evidence.direction() == Some(crate::domain::Direction::Up));
        self.page.phrase("claim", &facts)
    }

    /// A part of points, one text each.
    fn points(&mut self, items: Vec<Text>) {
        if !items.is_empty() {
            self.page.add(Block::List { items });
        }
    }
}

/// The text with blanks at which no line ends.
fn held(text: &str) -> String {
    text.replace(' ', "\u{a0}")
}

/// The same facts with words of the person, where they are there.
fn given(mut facts: Facts, known: &[(&str, &Option<String>)]) -> Facts {
    for (name, text) in known {
        facts = match text {
            Some(text) => facts.given(name, text),
            None => facts.with(name, None),
        };
    }
    facts
}
