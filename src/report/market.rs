//! What the market pays, as a document.

use rust_decimal::Decimal;

use super::composer::Column::{Figures, Words as Left};
use super::document::{Block, Document, Role, Table};
use super::text::{Text, given, shortened};
use super::words::Words;
use super::{Composer, Facts};
use crate::app::market::{MarketFindings, MarketWarning};
use crate::domain::{Adjustment, Confidence, StatValue};
use crate::input::pay_data::Loss;
use crate::market::{Group, SHOWN, Step};
use crate::num::{Money, Rounding};

/// Widest that the keys may stand in a table.
const KEY_WIDTH: usize = 28;

/// The answer; with `explain`, every step from the rows to the figures.
pub fn market(found: &MarketFindings, explain: bool, words: &Words) -> Document {
    let mut page = Composer::new(words, "market");
    page.say("heading", &heading(found, &page));
    match found.answer.groups.as_slice() {
        [only] if only.stands_alone() => one(only, &mut page),
        _ => several(found, &mut page),
    }
    if explain {
        page.section("explained", &Facts::new());
        explained(found, &mut page);
    }
    page.section("rows", &Facts::new());
    rows(found, &mut page);
    page.part("beware");
    warnings(found, &mut page);
    page.section("sources", &Facts::new());
    sources(found, &mut page);
    page.finish()
}

fn heading(found: &MarketFindings, page: &Composer<'_>) -> Facts {
    let asked = found.asked.join(" · ");
    let facts = Facts::new()
        .with("component", page.word(&format!("component.{}", found.answer.component.name())))
        .with("currency", found.answer.currency.map(|currency| currency.code().to_owned()))
        .when("all", asked.is_empty() && found.occupation.is_none());
    let facts = match &found.occupation {
        Some(occupation) => facts.given("occupation", occupation),
        None => facts.with("occupation", None),
    };
    if asked.is_empty() { facts.with("asked", None) } else { facts.given("asked", &asked) }
}

fn one(group: &Group, page: &mut Composer<'_>) {
    let named = group.key.iter().map(|(_, text)| text.as_str());
    let names: Vec<&str> = named.chain(group.industry.as_deref()).collect();
    if !names.is_empty() {
        page.fine("given", &Facts::new().given("text", &names.join(", ")));
    }
    page.fine("behind", &behind(group, page));
    page.part("figures");
    if let Some(why) = &group.withheld {
        return page.fine("withheld", &Facts::new().with("why", why.clone()));
    }
    page.add(figures(group, page));
    adjusted(&group.adjustments, page);
}

fn figures(group: &Group, page: &Composer<'_>) -> Table {
    let columns =
        [Left("name"), Figures("p10"), Figures("p25"), Figures("p50"), Figures("p75"), Figures("p90")];
    let mut table = page.table("figures", &columns);
    let shown = SHOWN.map(|p| figure(group.at(p), page));
    table.row(std::iter::once(String::new()).chain(shown));
    if group.intervals.iter().any(Option::is_some) {
        let mut ends = |key: &str, pick: fn(&(Money, Money)) -> Money| {
            let end = |ends: &Option<(Money, Money)>| {
                ends.as_ref().map_or("–".into(), |ends| page.numbers().amount(readable(pick(ends))))
            };
            table.row(std::iter::once(page.word(key)).chain(group.intervals.iter().map(end)));
        };
        ends("interval.low", |ends| ends.0);
        ends("interval.high", |ends| ends.1);
    }
    if is_top_coded(group) {
        table.notes.push(page.line("top-coded", &Facts::new()));
    }
    table
}

fn is_top_coded(group: &Group) -> bool {
    group.points.iter().any(|point| point.value.exact().is_none())
}

/// A yearly amount without the cents that an adjustment leaves; wages by the hour keep theirs.
fn readable(money: Money) -> Money {
    match money.amount() >= Decimal::ONE_THOUSAND {
        true => money.rounded_to(Decimal::ONE, Rounding::HalfUp),
        false => money,
    }
}

/// A figure; a top-coded one as the bound that it is.
fn figure(value: Option<StatValue>, page: &Composer<'_>) -> String {
    match value {
        Some(StatValue::Exact(money)) => page.numbers().amount(readable(money)),
        Some(StatValue::AtLeast(bound)) => format!("≥ {}", page.numbers().amount(readable(bound))),
        None => "–".to_owned(),
    }
}

fn behind(group: &Group, page: &Composer<'_>) -> Facts {
    let numbers = page.numbers();
    let published = group.origin.is_some();
    let class = match group.confidence {
        Confidence::Withheld if !group.points.is_empty() => page.word("unknown"),
        class => class.name().to_owned(),
    };
    Facts::new()
        .with("n", group.n.map(|n| numbers.count(n)))
        .with("companies", group.companies.map(|n| numbers.count(n)))
        .when("one_company", group.companies == Some(1))
        .with("class", class)
        .with("month", group.as_of.filter(|_| published).map(|day| numbers.month(day)))
        .with("half", group.as_of.filter(|_| !published).map(|day| numbers.date(day)))
}

fn adjusted(adjustments: &[Adjustment], page: &mut Composer<'_>) {
    for adjustment in adjustments {
        let times = (adjustment.factor != 1.0).then(|| format!("{:.5}", adjustment.factor));
        page.fine("adjusted", &adjustment_facts(adjustment, times));
    }
}

fn adjustment_facts(adjustment: &Adjustment, times: Option<String>) -> Facts {
    Facts::new().given("what", &adjustment.what).with("times", times).given("why", &adjustment.why)
}

fn several(found: &MarketFindings, page: &mut Composer<'_>) {
    let groups = &found.answer.groups;
    let shown: Vec<(&Group, Option<Step>)> =
        groups.iter().zip(found.steps()).filter(|(group, _)| !group.points.is_empty()).collect();
    if !shown.is_empty() {
        page.part("groups");
        page.add(table(found, &shown, page));
    }
    page.part("legend");
    legend(groups, &shown, page);
    // All groups are adjusted alike but for their dates: one stands for all.
    if let Some((group, _)) = shown.iter().find(|(group, _)| !group.adjustments.is_empty()) {
        page.part("adjusted");
        page.fine("first-line", &Facts::new());
        adjusted(&group.adjustments, page);
    }
}

fn table(found: &MarketFindings, shown: &[(&Group, Option<Step>)], page: &Composer<'_>) -> Table {
    // A ladder shows the quartiles and the step to the next level instead of p10 and p90.
    let points: &[u8] = if found.ladder { &SHOWN[1..4] } else { &SHOWN };
    let heads = ["p10", "p25", "p50", "p75", "p90"];
    let heads = SHOWN.iter().zip(heads).filter(|(p, _)| points.contains(p));
    let mut columns = vec![Left("name"), Figures("n")];
    columns.extend(heads.map(|(_, head)| Figures(head)));
    columns.extend(found.ladder.then_some(Figures("step")));
    let (mut table, numbers) = (page.table("groups", &columns), page.numbers());
    let room = KeyRoom::of(&found.answer.groups);
    for (group, step) in shown {
        let sure = if group.confidence == Confidence::Low { "?" } else { "" };
        let n = group.n.map_or("–".to_owned(), |n| format!("{}{sure}", numbers.count(n)));
        let figures = points.iter().map(|p| Text::plain(figure(group.at(*p), page)));
        let step = found.ladder.then(|| {
            let step = step.as_ref();
            Text::plain(step.map_or(String::new(), |step| {
                format!("{} {}", numbers.signed(step.money), numbers.percent_signed(step.fraction, 0))
            }))
        });
        table.row([room.name(group), n.into()].into_iter().chain(figures).chain(step));
    }
    table
}

/// How much room the names of a group have, and whether its source is one of them.
struct KeyRoom {
    room: usize,
    with_source: bool,
}

impl KeyRoom {
    fn of(groups: &[Group]) -> Self {
        let keys = groups.iter().map(|group| group.key.len()).max().unwrap_or(0);
        let with_source = groups.iter().any(|group| group.source != groups[0].source);
        KeyRoom { room: KEY_WIDTH / (keys + usize::from(with_source)).max(1), with_source }
    }

    fn name(&self, group: &Group) -> Text {
        let source = group.source.as_ref().filter(|_| self.with_source);
        let texts = source.into_iter().chain(group.key.iter().map(|(_, text)| text));
        given(&texts.map(|text| shortened(text, self.room)).collect::<Vec<_>>().join(" · "))
    }
}

fn legend(groups: &[Group], shown: &[(&Group, Option<Step>)], page: &mut Composer<'_>) {
    let none = Facts::new();
    if shown.iter().any(|(group, _)| group.confidence == Confidence::Low) {
        page.fine("low", &none);
    }
    if shown.iter().any(|(group, _)| is_top_coded(group)) {
        page.fine("bound", &none);
    }
    let withheld = groups.len() - shown.len();
    if withheld > 0 {
        let n = page.numbers().count(withheld as u64);
        page.fine("groups-withheld", &Facts::new().with("n", n).when("several", withheld != 1));
    }
}

fn explained(found: &MarketFindings, page: &mut Composer<'_>) {
    let (counts, numbers) = (&found.counts, page.numbers());
    let mut list = Vec::new();
    let read = Facts::new()
        .with("n", numbers.count(counts.read))
        .with("files", (found.files.len() != 1).then(|| numbers.count(found.files.len() as u64)));
    list.push(page.line("step.read", &read));
    if counts.other > 0 {
        list.push(page.line("step.other", &Facts::new().with("n", numbers.count(counts.other))));
    }
    for (skip, n) in &counts.skipped {
        let facts = Facts::new().with("n", numbers.count(*n)).with("reason", skip.reason().to_owned());
        list.push(page.line("step.skipped", &facts));
    }
    list.push(page.line("step.used", &Facts::new().with("n", numbers.count(counts.used))));
    if let Some(group) = found.answer.groups.iter().find(|group| !group.points.is_empty()) {
        list.extend(group_steps(group, page));
    }
    let facts = list.into_iter().enumerate().map(|(at, text)| (Text::plain(format!("{}.", at + 1)), text));
    page.add(Block::Facts { list: facts.collect() });
}

fn group_steps(group: &Group, page: &Composer<'_>) -> Vec<Text> {
    let (none, numbers) = (Facts::new(), page.numbers());
    let median = group.at(50).and_then(StatValue::exact).map(|median| numbers.amount(readable(median)));
    let mut steps = Vec::new();
    match (&group.origin, group.n, &median) {
        (Some(origin), ..) => steps.push(page.line("step.published", &Facts::new().given("origin", origin))),
        (None, Some(n), Some(median)) => {
            let rank = n.saturating_sub(1) as f64 / 2.0 + 1.0;
            let facts = Facts::new()
                .with("n", numbers.count(n))
                .with("rank", rank.to_string())
                .with("median", group.adjustments.is_empty().then(|| median.clone()));
            steps.push(page.line("step.percentiles", &facts));
            steps.push(page.line("step.interval", &none));
        }
        _ => {}
    }
    for adjustment in &group.adjustments {
        let times = (adjustment.factor != 1.0).then(|| format!("{:.6}", adjustment.factor));
        steps.push(page.line("step.adjusted", &adjustment_facts(adjustment, times)));
    }
    if let Some(median) = median {
        steps.push(page.line("step.median", &Facts::new().with("median", median)));
    }
    let facts = Facts::new()
        .with("class", group.confidence.name().to_owned())
        .with("people", group.n.map(|n| numbers.count(n)))
        .with("companies", group.companies.map(|n| numbers.count(n)));
    steps.push(page.line("step.confidence", &facts));
    steps
}

fn rows(found: &MarketFindings, page: &mut Composer<'_>) {
    let (counts, numbers, odd) = (&found.counts, page.numbers(), &found.answer.oddities);
    let counted = |n: u64| Facts::new().with("n", numbers.count(n));
    let all = Facts::new()
        .with("read", numbers.count(counts.read))
        .with("used", numbers.count(counts.used))
        .with("other", numbers.count(counts.other));
    let mut list = vec![page.line("row.counts", &all)];
    for (skip, n) in &counts.skipped {
        list.push(page.line("row.skipped", &counted(*n).with("reason", skip.reason().to_owned())));
    }
    let odd = [
        ("row.duplicates", odd.duplicates),
        ("row.parts", odd.parts_differ),
        ("row.not-split", odd.not_split),
        ("row.implausible", odd.implausible),
        ("row.spellings", odd.company_spellings - odd.companies),
    ];
    list.extend(odd.into_iter().filter(|(_, n)| *n > 0).map(|(key, n)| page.line(key, &counted(n))));
    lines(list, page);
}

fn warnings(found: &MarketFindings, page: &mut Composer<'_>) {
    let numbers = page.numbers();
    for warning in &found.warnings {
        let facts = match warning {
            MarketWarning::Old { months, limit } => {
                Facts::new().with("months", format!("{months:.0}")).with("limit", format!("{limit:.0}"))
            }
            MarketWarning::NoMedian(n) => {
                Facts::new().with("benchmarks", (*n > 1).then(|| numbers.count(*n)))
            }
            MarketWarning::Dominant { company, share } => {
                Facts::new().given("company", company).with("share", numbers.percent(*share, 0))
            }
            MarketWarning::NotAged => Facts::new(),
            MarketWarning::Lost { loss, share, .. } => lost(loss, *share, page),
        };
        let key = match warning {
            MarketWarning::Old { .. } => "beware.old",
            MarketWarning::NoMedian(_) => "beware.no-median",
            MarketWarning::Dominant { .. } => "beware.dominant",
            MarketWarning::NotAged => "beware.not-aged",
            MarketWarning::Lost { .. } => "beware.lost",
        };
        page.say(key, &facts);
    }
}

fn lost(loss: &Loss, share: f64, page: &Composer<'_>) -> Facts {
    let texts: Vec<String> = loss.texts.iter().take(4).map(|(text, n)| format!("{text} ({n})")).collect();
    let facts = Facts::new()
        .with("rows", page.numbers().count(loss.rows))
        .with("share", page.numbers().percent(share, 0))
        .with("reason", loss.reason.reason().to_owned());
    let facts = match &loss.column {
        Some(column) => facts.given("column", column),
        None => facts.with("column", None),
    };
    if texts.is_empty() { facts.with("texts", None) } else { facts.given("texts", &texts.join(", ")) }
}

fn sources(found: &MarketFindings, page: &mut Composer<'_>) {
    let mut named: Vec<&str> =
        found.answer.groups.iter().filter_map(|group| group.source.as_deref()).collect();
    named.sort_unstable();
    named.dedup();
    let named = if named.is_empty() { found.source.clone() } else { named.join(", ") };
    let mut list = vec![given(&named)];
    for file in &found.files {
        list.push(given(&file.name));
        list.extend(super::plan::lines(&file.plan, page));
        if file.recoded_lines > 0 {
            let n = page.numbers().count(file.recoded_lines);
            let facts = Facts::new()
                .with("n", n)
                .with("encoding", file.plan.encoding.map(str::to_owned))
                .when("several", file.recoded_lines != 1);
            list.push(page.line("recoded", &facts));
        }
    }
    lines(list, page);
}

/// Texts below each other.
fn lines(texts: Vec<Text>, page: &mut Composer<'_>) {
    texts.into_iter().for_each(|text| page.add(Block::Paragraph { role: Role::Body, text }));
}
