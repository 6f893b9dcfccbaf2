//! The look that all charts share: sizes, the palette and what it means, and
//! the rules with which a page turns it dark.

use plotters::style::RGBColor;

use crate::domain::Part;
use crate::report::chart::{Role, Slice};

/// Font family of every text; Noto Sans is what the PNG is drawn with.
pub(super) const FAMILY: &str = "Noto Sans, system-ui, sans-serif";

/// Width of a chart on a page, in pixels.
pub const WIDTH: f64 = 600.0;
/// Width of a chart on a phone.
pub const NARROW: f64 = 340.0;

/// Space between the frame and anything in it.
pub(super) const MARGIN: f64 = 8.0;

/// Space between header, picture and foot.
pub(super) const GAP: f64 = 10.0;
/// Height of the picture between its axes.
pub(super) const PICTURE: f64 = 210.0;
/// Height of a bar.
pub(super) const BAR: f64 = 14.0;
/// Radius of a dot that has a name.
pub(super) const DOT: f64 = 5.0;

/// Widths of lines: axes and rules, …
pub(super) const HAIR: f64 = 1.0;
/// … whiskers and what lies beside the data, …
pub(super) const THIN: f64 = 1.2;
/// … from a name to its place, …
pub(super) const LEADER: f64 = 1.5;
/// … the middle of a range, …
pub(super) const MIDDLE: f64 = 2.0;
/// … the data, …
pub(super) const CURVE: f64 = 2.2;
/// … and a stretch that is set off.
pub(super) const STRETCH: f64 = 5.0;

/// The kinds of text, with their size in pixels and weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// The finding.
    Title,
    /// Unit and n, under the title.
    Note,
    /// A label on the picture.
    Label,
    /// A label that carries the message.
    Strong,
    /// Marks on an axis and second lines.
    Small,
    /// Where it comes from, at the foot.
    Source,
}

impl Type {
    /// Size in pixels.
    pub fn size(self) -> f64 {
        match self {
            Type::Title => 16.0,
            Type::Note | Type::Label | Type::Strong => 12.0,
            Type::Small => 11.0,
            Type::Source => 10.0,
        }
    }

    /// True for the heavy weight.
    pub fn bold(self) -> bool {
        matches!(self, Type::Title | Type::Strong)
    }

    /// Distance between two lines of it.
    pub fn line(self) -> f64 {
        match self {
            Type::Title => 21.0,
            Type::Source => 13.0,
            other => other.size() + 4.0,
        }
    }
}

/// A colour by what it means. The meanings are the same on every chart; the
/// hues are Okabe and Ito's, which colour-blind readers can tell apart, and
/// the parts of a package are steps of lightness, which gray print keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ink {
    /// Text.
    Text,
    /// Text of the second rank.
    Muted,
    /// Rules.
    Rule,
    /// The backdrop.
    Paper,
    /// The number to say first.
    Anchor,
    /// What is offered.
    Offer,
    /// What is likely to come of it.
    Expected,
    /// Where to stop.
    WalkAway,
    /// Today's pay.
    Current,
    /// What somebody else offers.
    Other,
    /// The pay band, and nothing else that is pale blue.
    BandFill,
    /// The market.
    MarketFill,
    /// The market's and the band's middle, whiskers.
    Slate,
    /// The range around a line, and one that is nobody's.
    Haze,
    /// Base salary in a stack.
    Base,
    /// Bonus in a stack.
    Bonus,
    /// Equity in a stack.
    Equity,
    /// Sign-on in a stack.
    SignOn,
    /// Benefits in a stack.
    Benefits,
}

impl Ink {
    /// All of them.
    pub const ALL: [Ink; 19] = [
        Ink::Text,
        Ink::Muted,
        Ink::Rule,
        Ink::Paper,
        Ink::Anchor,
        Ink::Offer,
        Ink::Expected,
        Ink::WalkAway,
        Ink::Current,
        Ink::Other,
        Ink::BandFill,
        Ink::MarketFill,
        Ink::Slate,
        Ink::Haze,
        Ink::Base,
        Ink::Bonus,
        Ink::Equity,
        Ink::SignOn,
        Ink::Benefits,
    ];

    /// The colour on paper and the colour on a dark backdrop, as hexadecimal digits.
    pub fn hex(self) -> (&'static str, &'static str) {
        match self {
            Ink::Text => ("1B1F24", "E6E9ED"),
            Ink::Muted => ("5B6470", "A3ADB8"),
            Ink::Rule => ("D9DEE4", "323A43"),
            Ink::Paper => ("FFFFFF", "14171A"),
            Ink::Anchor => ("0072B2", "4AA8DE"),
            Ink::Offer => ("E69F00", "F0B429"),
            Ink::Expected => ("009E73", "2FC29A"),
            Ink::WalkAway => ("D55E00", "F08A3C"),
            Ink::Current => ("56B4E9", "7CC6F0"),
            Ink::Other => ("CC79A7", "D98FB9"),
            Ink::BandFill => ("E8EEF5", "27323E"),
            Ink::MarketFill => ("F3EAD9", "3B3424"),
            Ink::Slate => ("7A8694", "8592A1"),
            Ink::Haze => ("DDE0E4", "2F353C"),
            Ink::Base => ("4A3F6B", "7467A6"),
            Ink::Bonus => ("7D72A3", "9C91C6"),
            Ink::Equity => ("B3AAD0", "BDB4E0"),
            Ink::SignOn => ("DDD8EC", "DEDAF0"),
            Ink::Benefits => ("A9B0B8", "6C757F"),
        }
    }

    /// The colour on paper, for plotters.
    pub(super) fn on_paper(self) -> RGBColor {
        let digits = self.hex().0;
        let part = |at: usize| {
            digits.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok()).unwrap_or_default()
        };
        RGBColor(part(0), part(2), part(4))
    }
}

impl Role {
    /// The one colour of what a mark or a range stands for.
    pub(super) fn ink(self) -> Ink {
        match self {
            Role::Anchor => Ink::Anchor,
            Role::Offer => Ink::Offer,
            Role::Target | Role::Expected => Ink::Expected,
            Role::Current => Ink::Current,
            Role::WalkAway => Ink::WalkAway,
            Role::Other => Ink::Other,
            Role::Band => Ink::BandFill,
            Role::Market => Ink::MarketFill,
            Role::Neutral => Ink::Slate,
        }
    }

    /// The same for what is filled.
    pub(super) fn fill(self) -> Ink {
        if self == Role::Neutral { Ink::Haze } else { self.ink() }
    }
}

impl Slice {
    /// The colour of a part in a stack.
    pub(super) fn ink(self) -> Ink {
        match self {
            Slice::Part(Part::Base) => Ink::Base,
            Slice::Part(Part::Bonus) => Ink::Bonus,
            Slice::Part(Part::Equity) => Ink::Equity,
            Slice::Part(Part::SignOn) => Ink::SignOn,
            Slice::Benefits => Ink::Benefits,
        }
    }
}

/// Style rules for a page that holds charts drawn [`on its own
/// ground`](super::Backdrop::Page): how wide they may be, and their colours where
/// the reader's system is dark.
///
/// The pictures carry their colours as attributes, so that they need no rules
/// to be right on paper; a rule of the page outranks an attribute.
pub fn page_rules() -> String {
    let mut rules = String::from(
        "svg.chart{display:block;max-width:100%;height:auto}\n\
         svg.chart [font-weight=bold]{font-weight:600}\n\
         @media screen and (prefers-color-scheme:dark){\n",
    );
    for ink in Ink::ALL {
        let (paper, dark) = ink.hex();
        for property in ["fill", "stroke"] {
            rules.push_str(&format!("svg.chart [{property}=\"#{paper}\"]{{{property}:#{dark}}}\n"));
        }
    }
    rules.push_str("}\n");
    rules
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance of the web accessibility guidelines.
    fn luminance(hex: &str) -> f64 {
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_stands_out_from_every_ground_it_is_on() {
        for ink in [Ink::Text, Ink::Muted] {
            for backdrop in [Ink::Paper, Ink::BandFill, Ink::MarketFill, Ink::Haze] {
                assert!(contrast(ink.hex().0, backdrop.hex().0) >= 4.5, "{ink:?} on {backdrop:?}");
                assert!(contrast(ink.hex().1, backdrop.hex().1) >= 4.5, "{ink:?} on dark {backdrop:?}");
            }
        }
    }

    #[test]
    fn parts_of_a_package_are_told_apart_in_gray() {
        let stack = [Ink::Base, Ink::Bonus, Ink::Equity, Ink::SignOn];
        for pair in stack.windows(2) {
            assert!(contrast(pair[0].hex().0, pair[1].hex().0) >= 1.35, "{pair:?}");
        }
    }

    #[test]
    fn no_two_meanings_share_a_colour() {
        for (i, a) in Ink::ALL.iter().enumerate() {
            for b in &Ink::ALL[i + 1..] {
                assert_ne!(a.hex().0, b.hex().0, "{a:?} and {b:?}");
            }
        }
    }

    #[test]
    fn the_page_rules_name_every_colour() {
        let rules = page_rules();
        assert!(Ink::ALL.iter().all(|ink| rules.contains(&format!("[fill=\"#{}\"]", ink.hex().0))));
        assert_eq!(rules.matches('{').count(), rules.matches('}').count());
    }
}
