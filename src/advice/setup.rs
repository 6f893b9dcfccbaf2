//! The setup on which a negotiation stands: what the offer is worth, what can
//! move, what happens without a deal, and the model that follows.

use super::ask_limits::market_position;
use super::batna::{Batna, fallback, in_writing, leverage, pay};
use crate::domain::{Case, Package, Part, Strength};
use crate::negotiation::{
    Circumstance, Circumstances, Demand, MAX_RUNGS, Mix, Model, RiskAttitude, Room, Valuation,
};
use crate::simulate::{Engine, Otherwise, Settings, Simulation, Subject, run_demand, summarize};

/// Everything that is the same for every ask of a case.
#[derive(Debug, Clone)]
pub struct Setup<'a> {
    /// The case.
    pub case: &'a Case,
    /// Weights and costs of the parts of a package.
    pub valuation: Valuation,
    /// What can move.
    pub room: Room,
    /// V₀, a year.
    pub offer_value: f64,
    /// What happens without a deal.
    pub fallback: Batna,
    /// How the person weighs a chance against a certainty.
    pub attitude: RiskAttitude,
    /// How strong the argument is, by its best claim.
    pub strength: Option<Strength>,
    /// What the circumstances change.
    pub circumstances: Circumstances,
    /// The model of this meeting.
    pub model: Model,
    /// k: by how much a written alternative that they know of pays more; 0 without a better one.
    pub rival: f64,
    /// Which one that is.
    pub rival_index: Option<usize>,
    /// By how much an alternative in writing is worth more to the person; 0 without a better one.
    pub in_writing: f64,
    /// ln(offer / market median), where a benchmark that may limit the ask says it.
    pub market_position: Option<f64>,
}

/// One ladder of asks, ready to be simulated.
#[derive(Debug, Clone)]
pub struct Meeting {
    /// The asks as fractions over the offer.
    pub ladder: Vec<f64>,
    /// The share of the gap that every further ask gives up instead, after a ladder of one.
    pub concede: Option<f64>,
    /// How the opening ask spreads over the parts.
    pub mix: Mix,
}

impl<'a> Setup<'a> {
    /// The setup of a case.
    pub fn of(case: &'a Case) -> Self {
        let valuation = super::valuation::valuation(case);
        let room = Room::of_case(case, &valuation);
        let offer_value = room.offer_value;
        let leverage = leverage(case, offer_value);
        let strength = Strength::of(&case.evidence);
        let told = Circumstances::of_context(&case.context, &case.assumptions)
            .with_argument(strength, &case.assumptions);
        let circumstances = match leverage {
            Some((_, gain)) => told.with_rival(gain, &case.assumptions),
            None => told,
        };
        let market_position = market_position(case, &valuation);
        let model = model(case, &room, market_position, &circumstances);
        let rival = model.rival_gain();
        let fallback = fallback(case, offer_value);
        let attitude = RiskAttitude::of(&case.preferences);
        Setup {
            case,
            valuation,
            room,
            offer_value,
            fallback,
            attitude,
            strength,
            circumstances,
            model,
            rival,
            rival_index: leverage.filter(|(_, gain)| *gain > 0.0).map(|(index, _)| index),
            in_writing: in_writing(case, offer_value),
            market_position,
        }
    }

    /// V of a package under the offer's equity terms, a year.
    pub fn value(&self, package: &Package) -> f64 {
        self.valuation.yearly(package, &self.case.equity_terms)
    }

    /// The gain of a package over the offer, as a fraction of V₀.
    pub fn gain(&self, package: &Package) -> f64 {
        if self.offer_value > 0.0 { self.value(package) / self.offer_value - 1.0 } else { 0.0 }
    }

    /// By how much the alternative of that index pays more than the offer.
    pub fn pay_gain(&self, index: usize) -> f64 {
        if self.offer_value > 0.0 { pay(self.case, index) / self.offer_value - 1.0 } else { 0.0 }
    }

    /// How an asked package spreads over the parts.
    pub fn mix(&self, ask: &Package) -> Mix {
        let terms = &self.case.equity_terms;
        let (asked, offered) =
            (self.valuation.face(ask, terms), self.valuation.face(&self.case.offer, terms));
        let extra: [f64; Part::COUNT] = std::array::from_fn(|j| asked[j] - offered[j]);
        let room = self.room.faces();
        // The person's own ask may exceed the room of a part: then it may be granted there.
        Mix { extra, room: std::array::from_fn(|j| room[j].max(extra[j])), valuation: self.valuation }
    }

    /// The same setup with one of its circumstances taken away.
    #[must_use]
    pub fn without(&self, circumstance: Circumstance) -> Setup<'a> {
        let circumstances = self.circumstances.without(circumstance);
        let model = model(self.case, &self.room, self.market_position, &circumstances);
        Setup { circumstances, model, ..self.clone() }
    }

    /// What is left without a deal, as the simulation counts it.
    pub fn without_a_deal(&self) -> Otherwise {
        let Batna { gain, certain, least, below_offer, today, below_today, .. } = self.fallback;
        Otherwise { gain, certain, least, below_offer, today, below_today, attitude: self.attitude }
    }

    /// Simulates one ladder.
    pub fn simulate(&self, meeting: &Meeting, settings: Settings) -> Simulation {
        self.simulate_by(Engine::Auto, meeting, settings)
    }

    /// Simulates one ladder with the engine that is named.
    pub fn simulate_by(&self, engine: Engine, meeting: &Meeting, settings: Settings) -> Simulation {
        let pivot = self.case.assumptions.value("employer.pivot");
        let walk_away = self.fallback.least;
        let tally = match (meeting.concede, meeting.ladder.first()) {
            (Some(share), Some(&opening)) => {
                let demand = Demand::conceding(&self.model, opening, share, MAX_RUNGS);
                run_demand(&demand, walk_away, pivot, settings)
            }
            _ => engine.run(&self.model, &meeting.ladder, walk_away, pivot, settings),
        };
        let opening = meeting.ladder.first().copied().unwrap_or(0.0);
        let subject = self.subject(engine, &meeting.ladder, &meeting.mix, 0.0);
        let subject = Subject { concede: meeting.concede, ..subject };
        summarize(&tally, opening, &meeting.ladder, &subject, settings)
    }

    /// Whose negotiation it is, where `standing` is what stands if nothing moves.
    pub fn subject<'b>(&self, engine: Engine, ladder: &[f64], mix: &'b Mix, standing: f64) -> Subject<'b> {
        Subject {
            engine: engine.plays(&self.model, ladder),
            profile: self.case.profile,
            currency: self.case.currency,
            offer_value: self.offer_value,
            fallback: self.without_a_deal(),
            concede: None,
            mix,
            standing,
        }
    }
}

fn model(case: &Case, room: &Room, market_position: Option<f64>, circumstances: &Circumstances) -> Model {
    Model::of_profile(&case.assumptions, case.profile)
        .with_room(&case.assumptions, case.profile, room)
        .with_market(&case.assumptions, market_position)
        .under(circumstances)
}
