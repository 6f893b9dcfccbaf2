//! Facts about packages: the ask, the offer, today's pay and what may come of it.

use crate::advice::{Advice, EqualPackage, PackageView};
use crate::domain::{Equity, Package, Part};
use crate::num::Money;
use crate::report::advice::said::Mark;
use crate::report::numbers::about;
use crate::report::trace::{Book, Figure, Noted, Origin, Place, Spot};
use crate::report::words::Words;

use super::Facts;

/// A package of the advice, the name of its facts and its place in `result.json`.
pub struct Named<'a> {
    /// Name of its facts: `ask`.
    pub fact: &'static str,
    /// Entry of the words below `of.`.
    pub of: &'static str,
    /// Where it stands.
    pub spot: Spot,
    /// The package.
    pub view: &'a PackageView,
}

/// Every package of the advice.
pub fn named(advice: &Advice) -> Vec<Named<'_>> {
    let at = |fact, spot, view| Named { fact, of: fact, spot, view };
    let mut list = vec![
        at("ask", Spot::Ask, &advice.anchor),
        at("offer", Spot::Offer, &advice.offer),
        at("expected", Spot::Expected, &advice.expected),
        at("target", Spot::Target, &advice.target),
    ];
    list.extend(advice.current.as_ref().map(|view| at("today", Spot::Current, view)));
    for (i, fact) in [(1, "next"), (2, "last")] {
        list.extend(advice.ladder.get(i).map(|rung| at(fact, Spot::Round(i), &rung.view)));
    }
    let stands = advice.talk.as_ref().map(|talk| (talk.rounds.len() - 1, &talk.standing));
    list.extend(stands.map(|(i, view)| at("stands", Spot::Stood(i), view)));
    let before = |rounds: usize| rounds.checked_sub(2).map_or(Spot::Offer, Spot::Stood);
    let stood = advice.talk.as_ref().map(|talk| (before(talk.rounds.len()), &talk.before));
    list.extend(stood.map(|(spot, view)| Named { fact: "before", of: "stood", spot, view }));
    list
}

/// Notes the facts of every package.
pub fn note(book: &mut Book, words: &Words, advice: &Advice) {
    for fact in ["ask", "offer", "expected", "target", "today", "next", "last", "stands", "before"] {
        know(book, fact);
    }
    for package in named(advice) {
        note_view(book, words, &package, &advice.offer.package);
        note_over_today(book, words, &package, advice);
    }
    note_expected(book, words, advice);
}

/// Notes the parts of one package, and where it stands.
pub fn note_view(book: &mut Book, words: &Words, named: &Named<'_>, offer: &Package) {
    note_parts(book, words, named, offer);
    note_places(book, words, named);
}

/// Makes the names of a package's facts known, so that templates may ask for
/// them where a case lacks them.
pub(super) fn know(book: &mut Book, fact: &str) {
    for leaf in [
        "base",
        "bonus",
        "equity",
        "sign_on",
        "package",
        "extras",
        "said",
        "also",
        "parts",
        "parts_over",
        "value",
        "over_offer",
        "penetration",
        "percentile",
        "base_over_today",
    ] {
        book.facts.put(&format!("{fact}.{leaf}"), None::<String>);
    }
}

fn note_parts(book: &mut Book, words: &Words, named: &Named<'_>, offer: &Package) {
    let numbers = words.numbers();
    let package = &named.view.package;
    // What was simulated carries no more digits than this; what is asked is said as it is.
    let simulated = matches!(named.spot, Spot::Expected | Spot::Target | Spot::PartWay(_));
    let shown = |money: Money| match simulated {
        true => numbers.money(about(money.to_f64(), 0.0, money.currency())),
        false => numbers.money(money),
    };
    let amount = |money: Money| (!money.is_zero()).then(|| shown(money));
    let grant = package.equity.filter(|grant| !grant.quantity().is_zero());
    let parts = [
        (Part::Base, "base", Some(shown(package.base))),
        (Part::Bonus, "bonus", amount(package.bonus)),
        (Part::Equity, "equity", grant.map(|grant| numbers.equity(grant))),
        (Part::SignOn, "sign-on", amount(package.sign_on)),
    ];
    for (part, sort, shown) in parts {
        let (leaf, origin) = (part.name(), Origin::at(Place::Package(named.spot, Figure::Part(part))));
        let noted = shown.map(|shown| Noted::new(sort, shown, origin).of(named.of));
        book.figure(&format!("{}.{leaf}", named.fact), noted);
    }
    let moved = |leaf: &str| match leaf {
        "bonus" => package.bonus != offer.bonus,
        "equity" => package.equity != offer.equity,
        "sign_on" => package.sign_on != offer.sign_on,
        _ => true,
    };
    let phrase = |book: &Book, keep: &dyn Fn(&str) -> bool| phrase(book, words, named.fact, "", keep);
    let all = phrase(book, &|_| true);
    let extras = phrase(book, &|leaf| leaf != "base" && moved(leaf));
    let parts = phrase(book, &moved);
    book.facts.put(&format!("{}.package", named.fact), all);
    // Base alone where it moves, otherwise what does.
    let moves = package.base != offer.base;
    let said = if moves { phrase(book, &|leaf| leaf == "base") } else { extras.clone().or(parts.clone()) };
    book.facts.put(&format!("{}.said", named.fact), said);
    book.facts.put(&format!("{}.also", named.fact), extras.clone().filter(|_| moves));
    book.facts.put(&format!("{}.extras", named.fact), extras);
    book.facts.put(&format!("{}.parts", named.fact), parts);
}

/// The parts of a package as a phrase: `$201,500 base, a bonus of $11,900 and
/// 0.061% in equity`.
fn phrase(
    book: &Book,
    words: &Words,
    fact: &str,
    suffix: &str,
    keep: &dyn Fn(&str) -> bool,
) -> Option<String> {
    let parts: Vec<String> = ["base", "bonus", "equity", "sign_on"]
        .into_iter()
        .filter(|leaf| keep(leaf))
        .filter_map(|leaf| {
            let mut facts = Facts::new();
            facts.put(leaf, book.facts.text(&format!("{fact}.{leaf}")));
            words.phrase(&format!("phrase.{leaf}{suffix}"), &facts)
        })
        .collect();
    joined(words, &parts)
}

/// A package in words, without figures of the trace: `$201,500 base and a
/// bonus of $11,900`.
pub fn package_phrase(
    words: &Words,
    package: &Package,
    at: impl Fn(Part) -> Place,
    mark: Mark<'_>,
) -> String {
    let numbers = words.numbers();
    let amount = |money: Money| (!money.is_zero()).then(|| numbers.money(money));
    let grant = package.equity.filter(|grant| !grant.quantity().is_zero());
    let parts = [
        (Part::Base, Some(numbers.money(package.base))),
        (Part::Bonus, amount(package.bonus)),
        (Part::Equity, grant.map(|grant| numbers.equity(grant))),
        (Part::SignOn, amount(package.sign_on)),
    ];
    let mut phrases = Vec::new();
    for (part, shown) in parts {
        let Some(shown) = shown else { continue };
        let facts = Facts::new().with(part.name(), mark(at(part), shown));
        phrases.extend(words.phrase(&format!("phrase.{part}"), &facts));
    }
    joined(words, &phrases).unwrap_or_default()
}

/// `a, b and c`; `None` of nothing.
pub fn joined(words: &Words, parts: &[String]) -> Option<String> {
    let (last, first) = parts.split_last()?;
    if first.is_empty() {
        return Some(last.clone());
    }
    let and = words.phrase("phrase.and", &Facts::new()).unwrap_or_default();
    Some(format!("{} {and} {last}", first.join(", ")))
}

fn note_places(book: &mut Book, words: &Words, named: &Named<'_>) {
    let numbers = words.numbers();
    let view = named.view;
    let at = |figure| Origin::at(Place::Package(named.spot, figure));
    let put = |book: &mut Book, leaf: &str, noted: Option<Noted>| {
        book.figure(&format!("{}.{leaf}", named.fact), noted.map(|noted| noted.of(named.of)));
    };
    let value = numbers.money(about(view.value.to_f64(), 0.0, view.value.currency()));
    put(book, "value", Some(Noted::new("value", value, at(Figure::Value))));
    let over = numbers.percent(view.over_offer, 1);
    put(book, "over_offer", Some(Noted::new("over-offer", over, at(Figure::OverOffer))));
    let place = view.range_penetration.map(|place| numbers.percent(place, 0));
    put(
        book,
        "penetration",
        place.map(|shown| Noted::new("penetration", shown, at(Figure::RangePenetration))),
    );
    let rank =
        view.market_percentile.map(|rank| numbers.percent(rank / 100.0, 0).replace(['%', '\u{a0}'], ""));
    put(book, "percentile", rank.map(|shown| Noted::new("percentile", shown, at(Figure::MarketPercentile))));
}

fn base_of(spot: Spot) -> Place {
    Place::Package(spot, Figure::Part(Part::Base))
}

fn note_over_today(book: &mut Book, words: &Words, named: &Named<'_>, advice: &Advice) {
    let Some(today) = advice.current.filter(|_| named.fact != "today") else { return };
    let today = today.package.base.to_f64();
    if today <= 0.0 {
        return;
    }
    let over = named.view.package.base.to_f64() / today - 1.0;
    let origin = Origin::over(base_of(named.spot), base_of(Spot::Current));
    let shown = words.numbers().percent(over, 1);
    let noted = Noted::new("over-today", shown, origin).of(named.of);
    book.figure(&format!("{}.base_over_today", named.fact), Some(noted));
}

/// What the middle outcome brings over the offer, without false digits.
fn note_expected(book: &mut Book, words: &Words, advice: &Advice) {
    let numbers = words.numbers();
    let (expected, offer) = (&advice.expected.package, &advice.offer.package);
    // Every part is a share of the same simulated gain, and carries its relative error.
    let median = advice.simulation.gain_if_improved.p50;
    let relative = if median.value > 0.0 { median.se / median.value } else { 0.0 };
    let money = |more: Money, less: Money| {
        let over = more - less;
        (over.to_f64() > 0.0)
            .then(|| numbers.money(about(over.to_f64(), relative * over.to_f64(), over.currency())))
    };
    let parts = [
        (Part::Base, money(expected.base, offer.base)),
        (Part::Bonus, money(expected.bonus, offer.bonus)),
        (Part::Equity, equity_over(words, expected.equity, offer.equity)),
        (Part::SignOn, money(expected.sign_on, offer.sign_on)),
    ];
    let mut phrases = Vec::new();
    for (part, shown) in parts {
        let Some(shown) = shown else { continue };
        let (leaf, at) = (part.name(), |spot| Place::Package(spot, Figure::Part(part)));
        let origin = if part == Part::Equity && offer.equity.is_none() {
            Origin::at(at(Spot::Expected))
        } else {
            Origin::difference(at(Spot::Expected), at(Spot::Offer))
        };
        let noted = Noted::new("over", shown, origin)
            .of("expected")
            .error(numbers.percent(advice.simulation.gain_if_improved.p50.se, 2));
        let marked = book.mark(&format!("expected.over.{leaf}"), noted);
        let mut facts = Facts::new();
        facts.put(leaf, Some(marked));
        phrases.extend(words.phrase(&format!("phrase.{leaf}-over"), &facts));
    }
    book.facts.put("expected.parts_over", joined(words, &phrases));
}

fn equity_over(words: &Words, more: Option<Equity>, less: Option<Equity>) -> Option<String> {
    let more = more?;
    let over = match less {
        Some(less) if less.same_unit(more) => more.quantity() - less.quantity(),
        Some(_) => return None,
        None => more.quantity(),
    };
    // A simulated share of a grant: two digits are all that it carries.
    let digits = over.round_sf(2).unwrap_or(over);
    (over > rust_decimal::Decimal::ZERO).then(|| words.numbers().equity(more.with_quantity(digits)))
}

/// What to bring up when base is stuck: of the packages of equal value the one
/// that leans least on base, otherwise the ask's other parts.
pub(super) fn note_pivot(book: &mut Book, words: &Words, advice: &Advice, equal: &[EqualPackage]) {
    let offer = &advice.offer.package;
    // Base counts as left alone when less than half of the asked rise is in it.
    let rise = (advice.anchor.package.base - offer.base).amount() / rust_decimal::Decimal::TWO;
    let least = equal
        .iter()
        .enumerate()
        .filter(|(_, one)| (one.package.base - offer.base).amount() < rise)
        .min_by_key(|(_, one)| one.package.base.amount());
    let from_equal = least.is_some();
    let (spot, package) = match least {
        Some((i, one)) => (Spot::Equal(i), one.package),
        None => match &advice.talk {
            Some(talk) => {
                let stands = talk.standing.package.base;
                (Spot::Stood(talk.rounds.len() - 1), Package { base: stands, ..advice.anchor.package })
            }
            None => (Spot::Offer, Package { base: offer.base, ..advice.anchor.package }),
        },
    };
    let view = PackageView { package, ..advice.anchor };
    let named = Named { fact: "pivot", of: "pivot", spot, view: &view };
    know(book, "pivot");
    note_parts(book, words, &named, offer);
    if !from_equal {
        // The other parts are those of the ask, and lead there.
        let parts = book.facts.text("ask.extras");
        book.facts.put("pivot.extras", parts);
    }
    let extras = book.facts.text("pivot.extras");
    book.facts.put("pivot.parts", extras.clone());
    book.facts.put("pivot.words", extras);
}
