//! Packages: today's, the offered one, the alternatives, the ask, and what is on the table.

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use super::chapter::Table;
use super::vesting;
use super::{Packages, Written};
use crate::domain::{
    Alternative, Ask, Assumptions, BonusTerm, Equity, EquityTerms, OnTable, OwnershipKind, Package,
    PackageId, Part, Profile, Prospects, same_name,
};
use crate::input::did_you_mean::did_you_mean;
use crate::input::value;
use crate::num::{Money, Rounding};

/// A package; `joining` ones may have a sign-on.
pub fn read(table: &Table<'_>, joining: bool) -> Option<Written> {
    let base = table.need("base", "190_000").yearly("base");
    let bonus = table.bonus("bonus");
    // None of it is what a zero says.
    let equity = table.equity("equity").filter(|equity| !equity.quantity().is_zero());
    let sign_on = if joining { table.money("sign_on") } else { None };
    let base = base?;
    if base.is_zero() {
        table.problem("base", "a base of zero is no pay", "write the yearly base salary");
        return None;
    }
    let zero = Money::zero(base.currency());
    let in_money = bonus.map_or(zero, |bonus| bonus.at_base(base));
    Some(Written {
        package: Package { base, bonus: in_money, equity, sign_on: sign_on.unwrap_or(zero) },
        bonus,
    })
}

/// A package that is a whole table.
pub fn read_finished(table: Table<'_>, joining: bool) -> Option<Written> {
    let written = read(&table, joining);
    table.finish();
    written
}

/// `[offer]`; a raise without one is today's package with the increase that
/// comes without asking.
pub fn offer(
    root: &Table<'_>,
    profile: Option<Profile>,
    current: Option<&Written>,
    assumptions: &Assumptions,
) -> Option<Package> {
    if let Some(table) = root.table("offer") {
        return read_finished(table, true).map(|written| written.package);
    }
    if root.has("offer") {
        return None;
    }
    match (profile, current) {
        (Some(Profile::Raise), Some(current)) => Some(without_asking(current, assumptions)),
        (Some(Profile::Raise), None) if root.has("current") => None,
        (Some(Profile::Raise), None) => {
            root.problem_here("a raise needs today's pay", "add [current] with base = …");
            None
        }
        _ => {
            root.problem_here(
                "there is no offer",
                "add [offer] with base = …; until there is one, `counteroffer anchor` and `sheet` say what to name",
            );
            None
        }
    }
}

/// What follows an offer stands only beside one.
pub fn needs_offer(root: &Table<'_>, keys: &[&str]) {
    for key in keys.iter().filter(|key| root.has(key)) {
        root.problem(key, "there is no offer that this could follow", "add [offer] with base = …");
    }
}

/// A package of nothing.
pub fn nothing(currency: Option<crate::num::Currency>) -> Package {
    let zero = Money::zero(currency.unwrap_or(crate::num::Currency::USD));
    Package { base: zero, bonus: zero, equity: None, sign_on: zero }
}

fn without_asking(current: &Written, assumptions: &Assumptions) -> Package {
    let increase = Decimal::from_f64(assumptions.value("raise.without-asking")).unwrap_or_default();
    let today = current.package;
    // A guess is said in whole units.
    let whole = |money: Money| money.rounded_to(Decimal::ONE, Rounding::HalfUp);
    let base = whole(today.base.times(Decimal::ONE + increase));
    let bonus = current.bonus.map_or(today.bonus, |bonus| whole(bonus.at_base(base)));
    Package { base, bonus, ..today }
}

/// `[[alternatives]]`, in the order of the file.
pub fn alternatives(root: &Table<'_>, offer_terms: &EquityTerms) -> Vec<Alternative> {
    let mut all: Vec<Alternative> = Vec::new();
    for table in root.tables("alternatives") {
        let Some(alternative) = read_alternative(&table, offer_terms) else { continue };
        if PackageId::from_name(&alternative.name).is_some() {
            let message = format!("`{}` is the name of another package", alternative.name);
            table.problem("name", message, "write the employer's name");
        }
        if all.iter().any(|earlier| same_name(&earlier.name, &alternative.name)) {
            table.problem("name", "another alternative has this name", "give each its own name");
        }
        all.push(alternative);
    }
    all
}

fn read_alternative(table: &Table<'_>, offer_terms: &EquityTerms) -> Option<Alternative> {
    let name = table.need("name", "\"Borealis\"").text("name");
    if let Some(currency) = table.read("currency", |text, _| value::currency(text)) {
        table.set_currency(currency);
    }
    let written = read(table, true);
    let firmness = table.need("firmness", "\"written\", \"verbal\" or \"hoped\"").word("firmness");
    let equity_terms = read_own_terms(table, offer_terms);
    let known_to_them = table.flag("known_to_them");
    let worth = table.worth("worth").unwrap_or_default();
    table.refuse_unknown();
    let alternative = Alternative::new(name?, written?.package, firmness?, equity_terms);
    if known_to_them == Some(true) && !alternative.firmness.is_written() {
        let message = format!("what is only {} is not taken to move anybody", alternative.firmness.name());
        table.problem("known_to_them", message, "leave it out, or say firmness = \"written\" if it is");
    }
    Some(Alternative {
        known_to_them: known_to_them.unwrap_or(alternative.known_to_them),
        worth,
        ..alternative
    })
}

/// The other employer's terms: `equity_terms = { kind = "public", … }`; those of
/// the offer are never its own, but vesting is taken to be alike.
fn read_own_terms(table: &Table<'_>, offer_terms: &EquityTerms) -> EquityTerms {
    let like_the_offer = EquityTerms { vesting: offer_terms.vesting.clone(), ..EquityTerms::default() };
    let Some(own) = table.table("equity_terms") else { return like_the_offer };
    let terms = equity_terms(&own, Some(&like_the_offer));
    own.finish();
    terms
}

/// Parts that one package of the case has, and another neither has nor says to be none.
pub fn untold(root: &Table<'_>, packages: &Packages, prospects: &Prospects) -> Vec<(PackageId, Part)> {
    let current =
        packages.current.and_then(|package| Some((PackageId::Current, root.table("current")?, package)));
    let offer = packages.offer.and_then(|package| Some((PackageId::Offer, root.table("offer")?, package)));
    let others = root.tables("alternatives").into_iter().zip(&packages.alternatives).enumerate();
    let others = others.map(|(i, (table, other))| (PackageId::Alternative(i), table, other.package));
    let all: Vec<(PackageId, Table<'_>, Package)> = current.into_iter().chain(offer).chain(others).collect();
    let granted = |id: PackageId| prospects.grants_of(id).next().is_some();
    let has = |part: Part, id: PackageId, package: &Package| match part {
        Part::Bonus => !package.bonus.is_zero(),
        _ => package.equity.is_some_and(|equity| !equity.quantity().is_zero()) || granted(id),
    };
    let mut list = Vec::new();
    for (part, key) in [(Part::Bonus, "bonus"), (Part::Equity, "equity")] {
        if all.iter().any(|(id, _, package)| has(part, *id, package)) {
            let silent =
                all.iter().filter(|(id, table, _)| !(table.has(key) || part == Part::Equity && granted(*id)));
            list.extend(silent.map(|(id, ..)| (*id, part)));
        }
    }
    list
}

/// Shares under a double trigger are nothing before a day that nobody else can tell.
pub fn money_day_told(root: &Table<'_>, packages: &Packages, prospects: &Prospects) {
    let told = |id: PackageId| prospects.outlook(id).is_some_and(|one| one.price.liquidity_years.is_some());
    let others = root.tables("alternatives").into_iter().zip(&packages.alternatives).enumerate();
    let others = others.filter_map(|(i, (table, other))| {
        Some((PackageId::Alternative(i), table.table("equity_terms")?, &other.equity_terms))
    });
    let own = root.table("equity").map(|table| (PackageId::Offer, table, &packages.equity_terms));
    for (id, table, terms) in own.into_iter().chain(others) {
        if terms.double_trigger && terms.kind == OwnershipKind::Private && !told(id) {
            let message = "nothing says when these shares can become money, and before that they are nothing";
            let hint =
                "add `liquidity_years = 3` under the package's [[outlook]]: in how many years, at a guess";
            table.problem("double_trigger", message, hint);
        }
    }
}

/// `[equity]`: what turns equity into money.
pub fn equity_terms(table: &Table<'_>, otherwise: Option<&EquityTerms>) -> EquityTerms {
    EquityTerms {
        kind: table.word("kind").unwrap_or_default(),
        company_value: positive(table, "company_value"),
        unit_price: positive(table, "unit_price"),
        strike: positive(table, "strike"),
        vesting: vesting::read(table)
            .unwrap_or_else(|| otherwise.map(|terms| terms.vesting.clone()).unwrap_or_default()),
        preferred_price: positive(table, "preferred_price"),
        double_trigger: table.flag("double_trigger").unwrap_or_default(),
    }
}

/// An amount that is not zero; what is unknown is left out.
pub fn positive(table: &Table<'_>, key: &str) -> Option<Money> {
    let money = table.money(key)?;
    if money.is_zero() {
        table.problem(key, "this is zero", "leave it out if it is unknown: then it is not counted");
        return None;
    }
    Some(money)
}

/// `[ask]`: overrules the computed one, component by component.
pub fn ask(root: &Table<'_>, offer: Option<&Package>, alternatives: &[Alternative]) -> Option<Ask> {
    let table = root.table("ask")?;
    let base = table.yearly("base");
    let bonus = table.bonus("bonus");
    let equity = table.equity("equity");
    let sign_on = table.money("sign_on");
    let level = table.text("level");
    let matches = table.text("match").and_then(|name| matched(&table, &name, alternatives));
    let mut ask = Ask { base, bonus: None, equity, sign_on, level, matches };
    if let Some(offer) = offer {
        ask.bonus = bonus.map(|bonus| bonus.at_base(base.unwrap_or(offer.base)));
        one_equity_unit(&table, "equity", equity, offer);
        let asked = Package {
            base: base.unwrap_or(offer.base),
            bonus: ask.bonus.unwrap_or(offer.bonus),
            equity: equity.or(offer.equity),
            sign_on: sign_on.unwrap_or(offer.sign_on),
        };
        something_for_it(&table, "", &asked, offer);
    }
    table.finish();
    Some(ask)
}

/// The alternative that is to be matched.
fn matched(table: &Table<'_>, name: &str, alternatives: &[Alternative]) -> Option<usize> {
    let found = alternatives.iter().position(|other| same_name(&other.name, name));
    let Some(index) = found else {
        let names = alternatives.iter().map(|other| other.name.as_str());
        let hint = did_you_mean(name, names, "the alternatives are");
        table.problem("match", format!("no alternative is called `{name}`"), hint);
        return None;
    };
    if !alternatives[index].is_leverage() {
        let message = format!("`{name}` is not an offer in writing that they know of");
        table.problem("match", message, "only such an offer can be matched; ask for a figure");
    }
    found
}

/// A part may be given up for another; an ask that only takes away is a mistake.
pub fn something_for_it(table: &Table<'_>, prefix: &str, asked: &Package, offer: &Package) {
    let quantity = |package: &Package| package.equity.map(Equity::quantity).unwrap_or_default();
    let parts = [
        ("base", asked.base.amount(), offer.base.amount()),
        ("bonus", asked.bonus.amount(), offer.bonus.amount()),
        ("equity", quantity(asked), quantity(offer)),
        ("sign_on", asked.sign_on.amount(), offer.sign_on.amount()),
    ];
    if parts.iter().any(|(_, asked, offered)| asked > offered) {
        return;
    }
    for (part, asked, offered) in parts.iter().filter(|(_, asked, offered)| asked < offered) {
        let message =
            format!("{asked} is less than the {offered} that is offered, and nothing is asked for it");
        table.problem(
            &format!("{prefix}{part}"),
            message,
            "name what you want for it, or ask for the offer or more",
        );
    }
}

fn below_offer(table: &Table<'_>, key: &str, most: Option<Money>, offered: Money) {
    if let Some(most) = most.filter(|most| most.amount() < offered.amount()) {
        let message = format!("the most of {most} lies below the offer of {offered}");
        table.problem(key, message, "write the offer or more, or leave it out");
    }
}

fn one_equity_unit(table: &Table<'_>, key: &str, equity: Option<Equity>, offer: &Package) {
    if let (Some(equity), Some(offered)) = (equity, offer.equity)
        && !equity.same_unit(offered)
    {
        table.problem(
            key,
            "the offer states its equity in another unit",
            "write both as percent, money or units",
        );
    }
}

/// `[on_table]`: the most of each component, where no band says so.
pub fn on_table(root: &Table<'_>, offer: Option<&Package>) -> Option<OnTable> {
    let table = root.table("on_table")?;
    let bonus = table.bonus("bonus_max");
    let read = OnTable {
        bonus_max: bonus.and_then(|bonus: BonusTerm| Some(bonus.at_base(offer?.base))),
        equity_max: table.equity("equity_max"),
        sign_on_max: table.money("sign_on_max"),
        above_band: table.flag("above_band").unwrap_or_default(),
    };
    if let Some(offer) = offer {
        one_equity_unit(&table, "equity_max", read.equity_max, offer);
        below_offer(&table, "bonus_max", read.bonus_max, offer.bonus);
        below_offer(&table, "sign_on_max", read.sign_on_max, offer.sign_on);
    }
    table.finish();
    Some(read)
}
