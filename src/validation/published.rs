//! What the model reproduces of published figures: fits, not proof.

use crate::domain::{Assumptions, Profile, SurveyFigure};
use crate::negotiation::{Circumstances, Model, Outcome};
use crate::num::{Estimate, normal};
use crate::simulate::population::{Asking, Census, census, never_withdrew};
use crate::simulate::{Distribution, Settings};

/// A published figure and what the model gives for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reproduction {
    /// The published figure.
    pub published: SurveyFigure,
    /// What the model gives.
    pub model: Estimate,
    /// Whether that lies within the tolerance.
    pub within: bool,
}

/// Simulates every published figure that the model knows how to work out, in
/// the order of their table.
pub fn reproduce(
    assumptions: &Assumptions,
    published: &[SurveyFigure],
    settings: Settings,
) -> Vec<Reproduction> {
    let figures = Figures::simulated(assumptions, settings);
    published
        .iter()
        .filter_map(|row| {
            let model = figures.of(&row.name)?;
            let within = (row.low..=row.high).contains(&model.value);
            Some(Reproduction { published: row.clone(), model, within })
        })
        .collect()
}

/// What $5,000 are of an offer of 50,000.
const MUCH: f64 = 0.10;

/// Negotiations in the published figure of managers who never withdrew.
const CAREER: u32 = 11;

struct Figures {
    offers: Census,
    raises: Census,
    bold_odds: Estimate,
    never_withdrew: Estimate,
    competing: Estimate,
    passed_through: Estimate,
    model: Model,
}

impl Figures {
    fn simulated(assumptions: &Assumptions, settings: Settings) -> Self {
        let model = Model::of_profile(assumptions, Profile::NewOffer);
        let asking = Asking::of_profile(assumptions, Profile::NewOffer);
        let raise = Model::of_profile(assumptions, Profile::Raise);
        let offers = census(&model, &asking, settings);
        Figures {
            raises: census(&raise, &Asking::of_profile(assumptions, Profile::Raise), settings),
            bold_odds: bold_odds(&model, &asking, settings),
            never_withdrew: never_withdrew(&model, &asking, CAREER, settings),
            competing: competing(&model, &asking, assumptions, &offers, settings),
            passed_through: passed_through(&model, &asking, &offers, settings),
            offers,
            model,
        }
    }

    fn of(&self, name: &str) -> Option<Estimate> {
        Some(match name {
            "asked-full" => self.offers.share_of_kept(Outcome::Full),
            "asked-part" => self.offers.share_of_kept(Outcome::Partial),
            "asked-held" => self.offers.share_of_kept(Outcome::Held),
            "raise-full" => self.raises.share_of_kept(Outcome::Full),
            "raise-part" => self.raises.share_of_kept(Outcome::Partial),
            "raise-held" => self.raises.share_of_kept(Outcome::Held),
            "mean-if-moved" => self.offers.improved.mean(),
            "bold-odds" => self.bold_odds,
            "never-withdrew" => self.never_withdrew,
            "withdrawn" => self.offers.share(Outcome::Withdrawn),
            "competing" => self.competing,
            "first-answer-p25" => self.first_answer(0.25),
            "first-answer-p50" => self.first_answer(0.50),
            "first-answer-p75" => self.first_answer(0.75),
            "passed-through" => self.passed_through,
            "holds-back" => self.holds_back(self.model.held_below),
            "holds-back-much" => self.holds_back(MUCH),
            "without-competing" => self.offers.kept.mean(),
            _ => return None,
        })
    }

    /// The share of employers who would give at least this much without being pulled.
    fn holds_back(&self, gain: f64) -> Estimate {
        let above = (libm::log(gain) - self.model.slack_ln()) / self.model.slack_sigma;
        Estimate::new((1.0 - self.model.fixed) * (1.0 - normal::cdf(above)), 0.0)
    }

    fn first_answer(&self, p: f64) -> Estimate {
        Distribution::new(self.offers.first.bins()).quantile_estimate(p)
    }
}

/// Odds of a held offer after an ask of 35% against one of 15%, among offers that were kept.
fn bold_odds(model: &Model, asking: &Asking, settings: Settings) -> Estimate {
    let [bold, usual] = [0.35, 0.15].map(|ask| {
        let all = Asking { ln_median: libm::log(ask), sigma: 0.0, ..*asking };
        census(model, &all, settings).share_of_kept(Outcome::Held)
    });
    let odds = |p: f64| p / (1.0 - p);
    let ratio = odds(bold.value) / odds(usual.value);
    // The error of a log-odds is se/(p(1 - p)).
    let relative = |of: Estimate| of.se / (of.value * (1.0 - of.value));
    Estimate::new(ratio, ratio * libm::hypot(relative(bold), relative(usual)))
}

/// How much of an ask that is 3% of the offer higher comes through where something moved.
fn passed_through(model: &Model, asking: &Asking, usual: &Census, settings: Settings) -> Estimate {
    let more = 0.03;
    let higher = census(model, &Asking { more, ..*asking }, settings).improved.mean();
    let usual = usual.improved.mean();
    Estimate::new((higher.value - usual.value) / more, libm::hypot(higher.se, usual.se) / more)
}

/// What a written alternative that is 10% better adds to the mean gain,
/// for people who then ask for at least as much.
fn competing(
    model: &Model,
    asking: &Asking,
    table: &Assumptions,
    without: &Census,
    settings: Settings,
) -> Estimate {
    let gain = 0.10;
    let rival = model.under(&Circumstances::neutral().with_rival(gain, table));
    let with = census(&rival, &Asking { at_least: gain, ..*asking }, settings).kept.mean();
    let without = without.kept.mean();
    Estimate::new(with.value - without.value, libm::hypot(with.se, without.se))
}
