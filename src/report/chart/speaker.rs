//! The words of one chart, from the word files.

use super::{Caption, Mark, Role, Slice};
use crate::advice::Limit;
use crate::domain::{Equity, Kind, Package, PackageId, Part};
use crate::num::Money;
use crate::report::VERSION;
use crate::report::advice::said;
use crate::report::facts::Facts;
use crate::report::numbers::Numbers;
use crate::report::text::{Text, clean};
use crate::report::trace::Place;
use crate::report::words::Words;
use crate::scenario::ScenarioTable;
use crate::simulate::Simulation;

/// Speaks for one chart: its own texts `charts.NAME.…`, and where it has none
/// of a name those that all charts share, `charts.all.…`.
#[derive(Clone, Copy)]
pub(super) struct Speaker<'a> {
    words: &'a Words,
    chart: &'static str,
    pub numbers: Numbers,
}

impl<'a> Speaker<'a> {
    pub(super) fn new(words: &'a Words, chart: &'static str) -> Self {
        Speaker { words, chart, numbers: words.numbers() }
    }

    /// A text with its facts.
    pub(super) fn say(&self, key: &str, facts: &Facts) -> String {
        let own = format!("charts.{}.{key}", self.chart);
        let key = if self.words.has(&own) { own } else { format!("charts.all.{key}") };
        self.words.phrase(&key, facts).unwrap_or_default()
    }

    /// A text that needs no facts.
    pub(super) fn name(&self, key: &str) -> String {
        self.say(key, &Facts::new())
    }

    /// What an assumption means, where the language says so itself.
    pub(super) fn meaning(&self, name: &str) -> Option<String> {
        self.words.meaning(name)
    }

    /// Title, note, source and alternative text, of which the last may repeat the first.
    pub(super) fn caption(&self, title: &str, facts: Facts) -> Caption {
        let facts = facts.with("version", VERSION.to_owned());
        let title = self.say(title, &facts);
        let (note, source) = (self.say("note", &facts), self.say("source", &facts));
        let alt = self.say("alt", &facts.with("title", title.clone()));
        Caption { title, note, source, alt }
    }

    /// What a simulated chart says at its foot.
    pub(super) fn meetings(&self, simulation: &Simulation) -> Facts {
        Facts::new()
            .with("meetings", self.numbers.count(simulation.trials))
            .with("seed", simulation.seed.to_string())
            .with("currency", simulation.currency.code().to_owned())
    }

    /// What a chart of the years says at its foot and of its unit.
    pub(super) fn futures(&self, table: &ScenarioTable) -> Facts {
        let mut facts = Facts::new()
            .with("futures", self.numbers.count(table.trials))
            .with("seed", table.seed.to_string())
            .with("currency", table.currency.code().to_owned())
            .with("years", table.horizon_years.to_string());
        facts.flag("one_year", table.horizon_years == 1);
        facts.flag("taxed", table.tax.is_some());
        facts
    }

    /// A chance as a count, such as `49 of 100`; of 1,000 where it is small or large.
    pub(super) fn chance(&self, chance: f64) -> String {
        self.words.meetings(chance)
    }

    /// A mark with the name of its role.
    pub(super) fn mark(&self, role: Role, at: f64, value: String) -> Mark {
        Mark { role, name: self.name(&format!("role.{}", role.key())), value, at }
    }

    pub(super) fn slice(&self, slice: Slice) -> String {
        self.name(&format!("part.{}", slice.key()))
    }

    /// What a package is called: by its role, or as it was named.
    pub(super) fn package(&self, id: PackageId, name: &str) -> String {
        self.called("role", id, name)
    }

    /// The same within a sentence: "the offer", "staying".
    pub(super) fn subject(&self, id: PackageId, name: &str) -> String {
        self.called("subject", id, name)
    }

    /// Whose something is: "the offer's".
    pub(super) fn owner(&self, id: PackageId, name: &str) -> String {
        self.called("owner", id, name)
    }

    fn called(&self, how: &str, id: PackageId, name: &str) -> String {
        let key = format!("{how}.{}", Role::of_package(id).key());
        self.say(&key, &Facts::new().with("name", clean(name)))
    }

    /// The figures of a package to say, each with its name. The chart's note
    /// names the currency once, so that a grant goes without.
    pub(super) fn parts_of(&self, package: &Package, with_base: bool) -> String {
        let money = |money: Money| (!money.is_zero()).then(|| self.numbers.amount(money));
        let equity = package.equity.map(|equity| match equity {
            Equity::Amount(money) => self.numbers.amount(money),
            other => self.numbers.equity(other),
        });
        let parts = [
            (Part::Base, money(package.base).filter(|_| with_base)),
            (Part::Bonus, money(package.bonus)),
            (Part::Equity, equity),
            (Part::SignOn, money(package.sign_on)),
        ];
        let said = parts
            .into_iter()
            .filter_map(|(part, amount)| Some(format!("{} {}", self.slice(Slice::Part(part)), amount?)));
        said.collect::<Vec<_>>().join(", ")
    }

    /// What limits an ask. Where its figure comes from is not told on a picture.
    pub(super) fn limit(&self, limit: &Limit) -> String {
        Text::parse(&said::limit(self.words, limit, Place::Cap(0), &mut said::unmarked)).shown()
    }

    /// How an assumption is known.
    pub(super) fn kind(&self, kind: Kind) -> String {
        self.words.name(&format!("mark.{}", kind.name()))
    }

    /// A modelled amount, to the digits that it can carry.
    pub(super) fn about(&self, money: Money) -> String {
        self.numbers.about(money.to_f64(), 0.0, money.currency())
    }
}
