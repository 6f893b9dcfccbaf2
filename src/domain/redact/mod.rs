//! A case without what tells whose it is, built from what may leave: figures,
//! dates and kinds, and of the texts those that the person keeps by name. It is
//! made before anything is computed, so that no format can let a name slip.
//!
//! Every structure that holds text is taken apart here field by field. A new
//! field does not compile before it is decided on: [`figures`] takes no text.

mod figures;
mod pay;
mod told;

use super::{Ask, Assumptions, Case, Role, same_name};
use figures::figures;

/// Which texts leave with the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Keep {
    /// The job title.
    pub title: bool,
    /// The level.
    pub level: bool,
    /// The place of work.
    pub place: bool,
}

/// What stands where a name stood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StandIns {
    /// An alternative; a letter is added where there are several.
    pub other_offer: String,
    /// The file of a band.
    pub band: String,
    /// Who measured a market.
    pub market: String,
    /// A level that is asked for, another than the one offered.
    pub level: String,
    /// A grant; its number is added.
    pub grant: String,
    /// A benefit.
    pub benefit: String,
}

/// What was left out of a case, to look for in what is written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Withheld {
    /// Names of companies and people.
    pub names: Vec<String>,
    /// Other texts.
    pub texts: Vec<String>,
    /// What was kept all the same.
    pub kept: Vec<String>,
}

impl Case {
    /// The case without names, companies, claims and the promotion that tells
    /// of them; figures, dates and kinds stay, and with them every result.
    /// Assumptions have the case's figures and the words of the `standard` ones.
    ///
    /// What is left of a claim is whether it has a number, whose it was and
    /// whether a proof is listed.
    #[must_use]
    pub fn redacted(self, keep: Keep, instead: &StandIns, standard: &Assumptions) -> (Self, Withheld) {
        let mut out = Withheld::default();
        let Case {
            profile,
            currency,
            as_of,
            role,
            current,
            offer,
            offer_is_assumed,
            untold,
            band,
            market,
            equity_terms,
            alternatives,
            context,
            evidence,
            promotion,
            history,
            promised,
            preferences,
            ask,
            on_table,
            prospects,
            assumptions,
            inputs,
            employer,
        } = self;
        let levels = Levels::of(&role, ask.as_ref(), keep, instead);
        let role = out.role(role, keep);
        let case = Case {
            profile: figures(profile),
            currency: figures(currency),
            as_of: figures(as_of),
            current: figures(current),
            offer: figures(offer),
            offer_is_assumed: figures(offer_is_assumed),
            untold: figures(untold),
            band: band.map(|band| out.band(band, &levels, instead)),
            market: market.into_iter().map(|row| out.benchmark(row, &levels, instead)).collect(),
            equity_terms: figures(equity_terms),
            alternatives: out.alternatives(alternatives, instead),
            context: out.context(context),
            evidence: evidence.into_iter().map(|claim| out.claim(claim)).collect(),
            promotion: out.promotion(promotion),
            history: figures(history),
            promised: promised.into_iter().map(|promise| out.promise(promise)).collect(),
            preferences: figures(preferences),
            ask: ask.map(|ask| out.ask(ask, keep, &levels)),
            employer: figures(employer),
            on_table: figures(on_table),
            prospects: out.prospects(prospects, instead),
            assumptions: out.assumptions(&assumptions, standard),
            inputs: out.inputs(inputs),
            role,
        };
        (case, out)
    }
}

/// What each level is called without names: which benchmarks and bands are of the
/// level offered, and which of the one asked for, decides what limits the ask.
struct Levels(Vec<(String, String)>);

impl Levels {
    fn of(role: &Role, ask: Option<&Ask>, keep: Keep, instead: &StandIns) -> Self {
        let offered = role.level.as_ref().map(|level| (level, ""));
        let asked = ask.and_then(|ask| ask.level.as_ref()).map(|level| (level, instead.level.as_str()));
        let called = |(level, name): (&String, &str)| {
            (level.clone(), if keep.level { level.clone() } else { name.to_owned() })
        };
        Levels(offered.into_iter().chain(asked).map(called).collect())
    }

    /// What a level is called; `None` for one that the case does not speak of.
    fn called(&self, level: Option<&str>) -> Option<String> {
        let known = self.0.iter().find(|(known, _)| level.is_some_and(|level| same_name(known, level)));
        known.map(|(_, name)| name.clone())
    }
}

impl Withheld {
    fn name(&mut self, name: impl Into<Option<String>>) {
        self.names.extend(name.into());
    }

    fn text(&mut self, text: impl Into<Option<String>>) {
        self.texts.extend(text.into());
    }

    fn keep(&mut self, keep: bool, text: Option<String>) -> Option<String> {
        if keep {
            self.kept.extend(text.clone());
            return text;
        }
        self.text(text);
        None
    }
}
