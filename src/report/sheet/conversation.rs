//! The conversation: what they may say, what you answer, the ladder, the mail.

use crate::advice::{Branch, EqualPackage, Move, ResponseTree, Verdict};
use crate::domain::{Evidence, Owner, Part};
use crate::num::Estimate;
use crate::report::document::{Block, Role, Row, Section, Speech, Stage, Table};
use crate::report::facts::Facts;
use crate::report::facts::outcome::chance as chance_of;
use crate::report::numbers::about;
use crate::report::text::{Text, clean, mark_given};
use crate::report::trace::{Chance, Figure, Noted, Origin, Place, Spot};

use super::Desk;

pub(super) fn section(desk: &mut Desk<'_>) -> Option<Section> {
    let mut blocks = Vec::new();
    if desk.findings.advice.verdict == Verdict::Ask || desk.findings.advice.own_ask {
        let picture = Box::new(Block::Picture { name: "outcome" });
        blocks.push(Block::Beside { text: ladder(desk), picture });
        blocks.push(Block::Speeches { list: tree(desk) });
        blocks.extend(packages(desk));
        blocks.extend(backfires(desk));
        blocks.extend(other_ways(desk));
    }
    blocks.extend(mail(desk));
    desk.section("conversation", blocks)
}

/// The asks below each other.
fn ladder(desk: &Desk<'_>) -> Vec<Block> {
    let steps = ["ask", "next", "last"];
    let list: Vec<Stage> = steps.iter().filter_map(|step| stage(desk, step)).collect();
    if list.len() < 2 {
        return Vec::new();
    }
    desk.heading("ladder").into_iter().chain([Block::Steps { list }]).collect()
}

fn stage(desk: &Desk<'_>, fact: &str) -> Option<Stage> {
    let main = desk.book.facts.text(&format!("{fact}.base"))?;
    let mut facts = Facts::new();
    facts.put("extras", desk.book.facts.text(&format!("{fact}.extras")));
    facts.put("over", desk.book.facts.text(&format!("{fact}.over_offer")));
    let note = desk.words.line("do.rung", &facts);
    Some(Stage { name: desk.line(&format!("step.{fact}"))?, main: Text::parse(&main), note })
}

/// What they may answer, how often, and what the policy says then; the ways in which nothing
/// may be said stand below it.
fn tree(desk: &mut Desk<'_>) -> Vec<Speech> {
    let Some(tree) = desk.findings.branches else { return Vec::new() };
    let shares = hundred(tree);
    let mut list = vec![branch(desk, "yes", &tree.yes, shares[0], Chance::Yes, None)];
    for (i, part) in tree.part.iter().enumerate() {
        let at = Some((Spot::PartWay(i), Chance::PartWayMoves(i)));
        let speech = branch(desk, "part", part, shares[i + 2], Chance::PartWay(i), at);
        // The words are the same for every size and stand with the first.
        let words = |speech: Speech| if i == 0 { speech } else { Speech { words: Vec::new(), ..speech } };
        list.push(speech.map(words));
    }
    let moves = Some((Spot::Offer, Chance::NothingMoves));
    list.push(branch(desk, "nothing", &tree.nothing, shares[1], Chance::Nothing, moves));
    for cue in ["band", "fair", "later", "deadline", "longer"] {
        list.push(answer(desk, cue, cue, Some(cue)).map(|speech| Speech { depth: 1, ..speech }));
    }
    list.push(answer(desk, "last", "last", Some("last")));
    let pulled = shares.last().copied().unwrap_or_default();
    let chance = share(desk, "pulled", tree.pulled, pulled, Chance::Pulled);
    list.push(answer(desk, "pulled", "pulled", Some("pulled")).map(|speech| Speech { chance, ..speech }));
    list.into_iter().flatten().collect()
}

/// One kind of answer, with what is said and done then.
fn branch(
    desk: &mut Desk<'_>,
    name: &str,
    branch: &Branch,
    of_hundred: u32,
    often: Chance,
    then: Option<(Spot, Chance)>,
) -> Option<Speech> {
    let chance = share(desk, name, branch.share, of_hundred, often);
    let mut facts = desk.book.facts.clone();
    if let (Some((spot, moves)), Some(view)) = (then, &branch.standing) {
        let at = Place::Package(spot, Figure::Part(Part::Base));
        let base = format!("branch.{name}~{}", at.pointer());
        let shown =
            desk.words.numbers().money(about(view.package.base.to_f64(), 0.0, view.package.base.currency()));
        let origin = Origin::at(at);
        facts
            .put("there.base", Some(desk.book.mark(&base, Noted::new("base", shown, origin).of("standing"))));
        let further = chance_of(desk.words, Estimate::new(branch.moves, 0.0), Place::Chance(moves));
        let further =
            further.map(|noted| desk.book.mark(&format!("{base}.moves"), noted.of("branch-further")));
        facts.put("there.moves", further.filter(|_| branch.ask.is_some()));
    }
    let key = match (name, branch.advice) {
        ("yes", _) => "close",
        (name, Move::Ask) => name,
        ("nothing", _) => "no",
        (_, Move::Accept) => "part-accept",
        (_, Move::WalkAway) => "part-leave",
    };
    let words = desk.words.paragraphs(&format!("say.{key}"), &facts);
    let direction = desk.words.line(&format!("do.{key}"), &facts);
    let cue = desk.words.line(&format!("cue.{name}"), &facts)?;
    let silent = words.is_empty() && direction.is_none();
    (!silent).then_some(Speech { depth: 0, cue, chance, words, direction })
}

/// A share of all meetings, so that those of the tree add up to a hundred.
fn share(desk: &mut Desk<'_>, name: &str, of: Estimate, of_hundred: u32, at: Chance) -> Option<Text> {
    let numbers = desk.words.numbers();
    let facts =
        Facts::new().with("n", numbers.count(u64::from(of_hundred))).with("total", numbers.count(100));
    let noted = match of_hundred {
        // A share that rounds to none is told in thousandths.
        0 => chance_of(desk.words, of, Place::Chance(at))?,
        _ => Noted::new("chance", desk.words.phrase("phrase.of", &facts)?, Origin::at(Place::Chance(at)))
            .error(numbers.percent(of.se, 2)),
    };
    let noted = noted.of(if name == "part" { "branch-part" } else { "branch" });
    Some(Text::parse(&desk.book.mark(&format!("branch.{}", Place::Chance(at).pointer()), noted)))
}

/// The shares of yes, nothing, every size of part way, and withdrawal in whole hundredths that
/// add up to a hundred: what is left by rounding down goes to the largest remainders.
fn hundred(tree: &ResponseTree) -> Vec<u32> {
    let mut exact = vec![tree.yes.share.value, tree.nothing.share.value];
    exact.extend(tree.part.iter().map(|branch| branch.share.value));
    exact.push(tree.pulled.value);
    let mut whole: Vec<u32> = exact.iter().map(|share| libm::floor(share * 100.0) as u32).collect();
    let mut order: Vec<usize> = (0..exact.len()).collect();
    let remainder = |i: usize| exact[i] * 100.0 - libm::floor(exact[i] * 100.0);
    order.sort_by(|&a, &b| remainder(b).total_cmp(&remainder(a)).then(a.cmp(&b)));
    let left = 100_u32.saturating_sub(whole.iter().sum());
    for &i in order.iter().cycle().take(left as usize) {
        whole[i] += 1;
    }
    whole
}

/// The same for the phone and for a corridor.
fn other_ways(desk: &Desk<'_>) -> Vec<Block> {
    let list: Vec<Speech> =
        ["call", "one-line"].into_iter().filter_map(|way| answer(desk, way, way, None)).collect();
    desk.heading("other").into_iter().chain([Block::Speeches { list }]).collect()
}

fn answer(desk: &Desk<'_>, cue: &str, say: &str, direction: Option<&str>) -> Option<Speech> {
    let words = desk.paragraphs(&format!("say.{say}"));
    let direction = direction.and_then(|key| desk.line(&format!("do.{key}")));
    let cue = desk.line(&format!("cue.{cue}"))?;
    let silent = words.is_empty() && direction.is_none();
    (!silent).then_some(Speech { depth: 0, cue, chance: None, words, direction })
}

/// Packages worth the same, so that their choice shows what is cheap for them.
fn packages(desk: &mut Desk<'_>) -> Vec<Block> {
    let equal = desk.findings.equal;
    if equal.len() < 2 {
        return Vec::new();
    }
    let keys = ["leans", "base", "bonus", "equity", "sign-on", "over", "moves"];
    let with_sign_on = equal.iter().any(|one| !one.package.sign_on.is_zero());
    let keys: Vec<&str> = keys.into_iter().filter(|key| *key != "sign-on" || with_sign_on).collect();
    let head = keys.iter().map(|key| desk.line(&format!("table.{key}")).unwrap_or_default()).collect();
    let rows = equal.iter().enumerate().map(|(i, one)| package_row(desk, i, one, with_sign_on)).collect();
    let numeric = keys.iter().map(|key| *key != "leans").collect();
    let caption = desk.line("heading.packages").unwrap_or_default();
    let table = Block::Table(Table { name: "packages", caption, head, numeric, rows, notes: Vec::new() });
    let say = desk.paragraph(Role::Body, "say.packages");
    [table].into_iter().chain(say).collect()
}

fn package_row(desk: &mut Desk<'_>, index: usize, one: &EqualPackage, with_sign_on: bool) -> Row {
    let numbers = desk.words.numbers();
    let cell = |desk: &mut Desk<'_>, figure: Figure, shown: Option<String>| {
        let Some(shown) = shown else { return Text::default() };
        let place = Place::Package(Spot::Equal(index), figure);
        let noted = Noted::new("package", shown, Origin::at(place)).among("/equal_packages");
        Text::parse(&desk.book.mark(&format!("packages~{}", place.pointer()), noted))
    };
    let part = Figure::Part;
    let package = &one.package;
    let mut cells = vec![desk.line(&format!("leans.{}", one.leans_on)).unwrap_or_default()];
    cells.push(cell(desk, part(Part::Base), Some(numbers.amount(package.base))));
    cells.push(cell(desk, part(Part::Bonus), Some(numbers.amount(package.bonus))));
    cells.push(cell(desk, part(Part::Equity), package.equity.map(|grant| numbers.equity(grant))));
    if with_sign_on {
        cells.push(cell(desk, part(Part::SignOn), Some(numbers.amount(package.sign_on))));
    }
    cells.push(cell(desk, Figure::OverOffer, Some(numbers.percent(one.over_offer, 1))));
    let moves =
        chance_of(desk.words, one.simulation.improved, Place::Package(Spot::Equal(index), Figure::Improved))
            .map(|noted| noted.shown);
    cells.push(cell(desk, Figure::Improved, moves));
    Row { id: None, cells }
}

/// What not to say: what is known to backfire, and claims without proof.
fn backfires(desk: &Desk<'_>) -> Vec<Block> {
    let mut items = Vec::new();
    let told = |evidence: &&Evidence| !evidence.claim.trim().is_empty();
    for evidence in desk.findings.case.evidence.iter().filter(told) {
        let mut facts = Facts::new();
        facts.put("claim", Some(mark_given(&clean(&evidence.claim))));
        if evidence.has_number() && evidence.proof.is_none() && evidence.is_confirmed() {
            items.extend(desk.words.line("not.unproven", &facts));
        }
        match evidence.owner {
            Owner::Team => items.extend(desk.words.line("not.team", &facts)),
            Owner::Open if !evidence.is_confirmed() => items.extend(desk.words.line("not.open", &facts)),
            Owner::Open | Owner::Me => {}
        }
    }
    for key in ["bold", "weak", "precise", "steps", "ultimatum", "alternative"] {
        items.extend(desk.line(&format!("not.{key}")));
    }
    desk.heading("not").into_iter().chain([Block::List { items }]).collect()
}

fn mail(desk: &Desk<'_>) -> Vec<Block> {
    let key = match desk.findings.advice.verdict {
        Verdict::Ask => "mail.body",
        Verdict::TakeIt => "mail.accept",
        Verdict::LeaveIt => return Vec::new(),
    };
    let paragraphs = desk.paragraphs(key);
    let subject = desk.line("mail.subject").unwrap_or_default();
    desk.heading("mail").into_iter().chain([Block::Letter { subject, paragraphs }]).collect()
}
