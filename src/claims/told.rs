//! Who is said to have done it: I, we, the team, or nobody.

use std::sync::LazyLock;

use regex::Regex;

use super::amount::Found;
use super::nature::clause;
use super::pattern;
use super::sentence::Unit;

/// Who is said to have done it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Told {
    /// The person.
    I,
    /// The person and others.
    We,
    /// The team.
    Team,
    /// Nobody is named.
    Unsaid,
}

impl Told {
    /// All of them, in the order of reports.
    pub const ALL: [Told; 4] = [Told::I, Told::We, Told::Team, Told::Unsaid];

    /// The name in JSON and on screen.
    pub fn name(self) -> &'static str {
        match self {
            Told::I => "I",
            Told::We => "we",
            Told::Team => "team",
            Told::Unsaid => "unsaid",
        }
    }
}

/// Subjects: `I`, `we`, `the sales team`, and others who did it: `Marketing brought`.
static SUBJECT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?P<i>\bI\b)|(?P<we>\b[Ww]e\b)|",
        r"(?P<team>\b(?:[Tt]he|[Mm]y|[Oo]ur|[Tt]his)(?: whole| entire| platform| product)? (?:team|squad|group|crew|engineers|department)\b)|",
        r"(?P<others>\b(?:[Tt]he|[Mm]y|[Oo]ur|[A-Z][a-z]+'s) (?:[A-Za-z]+ ){0,2}(?:team|squad|group|crew|department|division|agency|board|contractors) ",
        r"(?:has |have |had |also |then )?(?:[a-z]+ed|built|led|won|ran|sold|wrote|brought|did|made|kept|took|got|cut|grew|gave|met)\b)|",
        r"(?P<other>\b(?:[Hh]e|[Ss]he|[Tt]hey|[A-Z][a-z]+(?: [A-Z][a-z]+)?|[Tt]he [a-z]+(?:ors|ers|ists|ians|ants)) ",
        r"(?:closed|shipped|built|hired|won|sold|delivered|led|launched|wrote|signed|brought|created|generated|ran)\b)",
    ))
});
/// Words with a capital that name nobody: `Then closed`, `Personally led`.
static NOBODY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:Then|Also|And|But|So|Again|Later|Finally|Since|Having|Who|Just|First|Never|Has|Have|Had|[A-Z][a-z]+ly|[A-Z][a-z]+ed) ",
    )
});
/// Possession, where there is no subject.
static POSSESSION: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?P<i>\b[Mm]y\b)|(?P<we>\b[Oo]ur\b)"));
/// An item that begins with a deed leaves its subject out: `Hired four`, `Outcome: Hit 38%`.
static DEED_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:[A-Z][\w ]{0,30}: )?(?:[A-Z][a-z]+ed|Built|Led|Won|Drove|Ran|Got|Hit|Held|Kept|Sold|Taught|Wrote|Gave|Set|",
        r"Beat|Met|Made|Took|Brought|Cut|Grew|Put|Began)\b",
    ))
});

/// Remembers who was last named, in the paragraph and by the opener of a list.
#[derive(Debug, Default)]
pub(super) struct Teller {
    paragraph: Option<(Told, usize)>,
    opener: Option<(Told, usize)>,
}

impl Teller {
    /// Takes note of a unit before its amounts are asked about.
    pub fn read(&mut self, unit: &Unit) {
        if unit.fresh && !unit.item {
            self.paragraph = None;
        }
        let named = last_subject(&unit.text).map(|told| (told, unit.line));
        if !unit.item {
            self.paragraph = named.or(self.paragraph);
        }
        self.opener = match &unit.opener {
            Some((line, text)) => last_subject(text).map(|told| (told, *line)),
            None => None,
        };
    }

    /// Who did what an amount tells, and the line that says so.
    pub fn told(&self, found: &Found, unit: &Unit) -> (Told, Option<usize>) {
        let (left, right) = clause(&unit.text, found);
        let before = &unit.text[..found.start];
        // `Reduced our bill` leaves its subject out, and `our` is not it.
        let deed_first = unit.item && DEED_FIRST.is_match(&unit.text);
        let here = last_subject(left)
            .or_else(|| first_possession(left).filter(|_| !deed_first))
            .or_else(|| last_subject(before))
            .or_else(|| first_subject(right));
        if let Some(told) = here {
            return (told, Some(unit.line));
        }
        let earlier = match unit.item {
            true => self.opener.filter(|_| deed_first),
            false => self.paragraph,
        };
        earlier.map_or((Told::Unsaid, None), |(told, line)| (told, Some(line)))
    }
}

/// The subjects of a text, in order.
fn subjects(text: &str) -> impl DoubleEndedIterator<Item = Told> {
    let named =
        |caught: &regex::Captures<'_>| caught.name("other").is_none_or(|who| !NOBODY.is_match(who.as_str()));
    SUBJECT.captures_iter(text).filter(named).map(|caught| which(&caught)).collect::<Vec<_>>().into_iter()
}

fn which(caught: &regex::Captures<'_>) -> Told {
    if caught.name("i").is_some() {
        Told::I
    } else if caught.name("we").is_some() {
        Told::We
    } else {
        Told::Team
    }
}

/// The subject nearest to the amount on its left.
fn last_subject(text: &str) -> Option<Told> {
    subjects(text).next_back()
}

fn first_subject(text: &str) -> Option<Told> {
    subjects(text).next()
}

fn first_possession(text: &str) -> Option<Told> {
    POSSESSION.captures(text).map(|caught| which(&caught))
}

#[cfg(test)]
mod tests {
    use super::super::find;
    use super::*;
    use crate::domain::promotion::rubric_of_tests as rubric;

    fn told(text: &str) -> Vec<(Told, Option<usize>)> {
        find(text, None, &rubric()).claims.iter().map(|claim| (claim.told, claim.told_on)).collect()
    }

    #[test]
    fn the_nearest_subject_speaks() {
        assert_eq!(told("I closed 4 deals."), [(Told::I, None)]);
        assert_eq!(told("I made sure we closed 4 deals."), [(Told::We, None)]);
        assert_eq!(told("My team closed 4 deals."), [(Told::Team, None)]);
        assert_eq!(told("Our backlog shrank by 40%."), [(Told::We, None)]);
        assert_eq!(told("Churn fell by 8% after I moved the prompt."), [(Told::I, None)]);
        assert_eq!(told("Churn fell by 8%."), [(Told::Unsaid, None)]);
        assert_eq!(told("I prepared it. The sales team closed 14 deals."), [(Told::Team, None)]);
        assert_eq!(told("I prepared it. Marketing brought 200 leads."), [(Told::Team, None)]);
        assert_eq!(told("Personally closed 14 deals."), [(Told::Unsaid, None)]);
    }

    #[test]
    fn a_paragraph_and_a_list_carry_their_subject() {
        assert_eq!(
            told("We shipped it. Churn fell by 8%.\n\nSales rose by 4%."),
            [(Told::We, None), (Told::Unsaid, None)]
        );
        assert_eq!(
            told("I did this:\n- Closed 4 deals\n- Sales up, adding 4%\n"),
            [(Told::I, Some(1)), (Told::Unsaid, None)]
        );
    }
}
