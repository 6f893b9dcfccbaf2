//! The page of a stage in which nothing is asked for: before an offer, after it was taken back,
//! and when both sides agree.

use crate::advice::{Basis, Expectation, WalkAway};
use crate::app::StagePage;
use crate::domain::{Case, Package, Profile, Promise};
use crate::num::{Money, Rounding};

use rust_decimal::Decimal;

use super::advice::said;
use super::composer::Column::Words as Left;
use super::document::{Block, Document, Role, Speech};
use super::text::{Text, mark_given};
use super::{Composer, Facts, VERSION, Whose, Words};

/// What may be said at each stage, in the order of the talk.
const BEFORE_OFFER: [&str; 5] = ["expect", "again", "history", "range", "form"];
const WITHDRAWN: [&str; 3] = ["now", "stays", "given-notice"];
const AGREED: [&str; 3] = ["missing", "trust", "sign"];

/// The one page of such a stage.
pub fn page(case: &Case, at: &StagePage, whose: Whose<'_>, words: &Words) -> Document {
    let mut page = Composer::new(words, "stage");
    let mut facts = of_case(case, words);
    whose.note(&mut facts);
    let (key, cues) = match at {
        StagePage::BeforeOffer(expectation) => {
            note_expectation(&mut facts, expectation, case, words);
            ("before-offer", BEFORE_OFFER.as_slice())
        }
        StagePage::Withdrawn(walk) => {
            note_walk_away(&mut facts, walk, case, &page, words);
            ("withdrawn", WITHDRAWN.as_slice())
        }
        StagePage::Agreed => {
            note_promises(&mut facts, case, &page, words);
            ("agreed", AGREED.as_slice())
        }
    };
    page.part("card");
    for (role, leaf) in [(Role::Headline, "headline"), (Role::Lead, "lead")] {
        let text = page.line(&format!("{key}.{leaf}"), &facts);
        if !text.is_empty() {
            page.add(Block::Paragraph { role, text });
        }
    }
    if matches!(at, StagePage::Agreed) {
        promises(case, &mut page, words);
    }
    let list = cues.iter().filter_map(|cue| speech(key, cue, &facts, words)).collect();
    page.add(Block::Speeches { list });
    letter(key, &facts, words, &mut page);
    page.note(&format!("{key}.notice"), &facts);
    let line = |key: &str| words.line(key, &facts);
    let mut document = page.finish();
    document.title = line(&format!("stage.{key}.title")).unwrap_or_default();
    document.date = case.as_of.map(|day| Text::plain(words.numbers().date(day)));
    document.header = line("page.header");
    document.labels.made_by = line("page.made-by").unwrap_or_default();
    document
}

fn of_case(case: &Case, words: &Words) -> Facts {
    let mut facts = Facts::new();
    let given = |text: &Option<String>| text.as_deref().filter(|text| !text.is_empty()).map(mark_given);
    facts.put("company", given(&case.role.company));
    facts.put("role_title", given(&case.role.title));
    facts.put("level", given(&case.role.level));
    facts.put("deadline", case.context.deadline.map(|day| words.numbers().date(day)));
    facts.flag("promotion", case.profile == Profile::Promotion);
    facts.flag("new_offer", case.profile == Profile::NewOffer);
    facts.put("run.version", Some(VERSION));
    facts
}

fn note_expectation(facts: &mut Facts, of: &Expectation, case: &Case, words: &Words) {
    let money = |of: Money| words.numbers().money(of);
    facts.put("low", of.range.map(|(low, _)| money(low)));
    facts.put("high", of.range.map(|(_, high)| money(high)));
    facts.put("today", case.current.map(|current| money(current.base)));
    facts.flag("from_today", of.from_today);
    let (mut band, mut source, mut measured) = (None, None, None);
    match &of.basis {
        Some(Basis::Band { min, max }) => band = Some((money(*min), money(*max))),
        Some(Basis::Market { source: by, as_of }) => {
            source = Some(mark_given(by));
            measured = as_of.map(|day| words.numbers().date(day));
        }
        None => {}
    }
    facts.put("min", band.as_ref().map(|(min, _)| min.clone()));
    facts.put("max", band.map(|(_, max)| max));
    facts.put("source", source);
    facts.put("measured", measured);
}

fn note_walk_away(facts: &mut Facts, walk: &WalkAway, case: &Case, page: &Composer<'_>, words: &Words) {
    let value = words.numbers().money(walk.value.rounded_to(Decimal::ONE_HUNDRED, Rounding::HalfUp));
    facts.put("value", Some(value));
    facts.put("source", Some(said::walk_away(words, walk, &mut said::unmarked)));
    let stood = case.history.last().map_or(case.offer, |said| said.standing);
    let nothing = Money::zero(stood.base.currency());
    let bare = Package { base: nothing, bonus: nothing, equity: None, sign_on: nothing };
    facts.put("stood", Some(page.package(&stood, &bare)));
    facts.flag("missed", walk.over_offer < 0.0);
}

fn note_promises(facts: &mut Facts, case: &Case, page: &Composer<'_>, words: &Words) {
    let count = |n: usize| words.numbers().count(n as u64);
    let numbered = case.promised.iter().enumerate();
    let missing: Vec<Facts> = numbered
        .filter(|(_, promise)| promise.written.is_none())
        .map(|(i, promise)| of_promise(i, promise, words))
        .collect();
    let listed = |said: &dyn Fn(&Facts) -> String| {
        (!missing.is_empty()).then(|| page.list(&missing.iter().map(said).collect::<Vec<_>>()))
    };
    facts.put("n", (!missing.is_empty()).then(|| count(missing.len())));
    facts.flag("one", missing.len() == 1);
    facts.put("total", Some(count(case.promised.len())));
    facts.put("spoken", listed(&|promise| promise.text("what").unwrap_or_default()));
    facts.put("list", listed(&|promise| page.phrase("agreed.one", promise)));
}

/// The facts of one promise; where names are left out it has a number.
fn of_promise(index: usize, promise: &Promise, words: &Words) -> Facts {
    let nameless = || {
        let number = Facts::new().with("number", words.numbers().count(index as u64 + 1));
        words.phrase("stage.agreed.nameless", &number).unwrap_or_default()
    };
    let what = if promise.what.is_empty() { nameless() } else { mark_given(&promise.what) };
    Facts::new()
        .with("what", what)
        .with("by", promise.by.as_deref().map(mark_given))
        .with("date", promise.date.map(|day| words.numbers().date(day)))
}

fn promises(case: &Case, page: &mut Composer<'_>, words: &Words) {
    let mut table = page.table("promised", &[Left("what"), Left("by"), Left("date"), Left("written")]);
    for (i, promise) in case.promised.iter().enumerate() {
        let facts = of_promise(i, promise, words);
        let shown = |name: &str| Text::parse(&facts.text(name).unwrap_or_default());
        let written = match &promise.written {
            Some(place) if place.is_empty() => page.line("promised.yes", &facts),
            Some(place) => Text::parse(&mark_given(place)),
            None => page.line("promised.nowhere", &facts),
        };
        table.row([shown("what"), shown("by"), shown("date"), written]);
    }
    page.add(table);
}

/// What they may say and what is said then; nothing where the words for it lack a fact.
fn speech(key: &str, cue: &str, facts: &Facts, words: &Words) -> Option<Speech> {
    let said = words.paragraphs(&format!("stage.{key}.say.{cue}"), facts);
    let direction = words.line(&format!("stage.{key}.do.{cue}"), facts);
    let cue = words.line(&format!("stage.{key}.cue.{cue}"), facts)?;
    let silent = said.is_empty() && direction.is_none();
    (!silent).then_some(Speech { depth: 0, cue, chance: None, words: said, direction })
}

fn letter(key: &str, facts: &Facts, words: &Words, page: &mut Composer<'_>) {
    let paragraphs = words.paragraphs(&format!("stage.{key}.mail"), facts);
    if let Some(subject) =
        words.line(&format!("stage.{key}.subject"), facts).filter(|_| !paragraphs.is_empty())
    {
        let text = page.line("mail", facts);
        page.add(Block::Heading { text });
        page.add(Block::Letter { subject, paragraphs });
    }
}
