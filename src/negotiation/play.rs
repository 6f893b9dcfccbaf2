//! One negotiation, played from given unknowns: a hidden limit makes the first
//! answer, and every further answer follows what people do at a table.

use super::employer::RoundLuck;
use super::{Demand, Employer, Further};

/// How a negotiation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The opening ask was met at once.
    Full,
    /// Something moved.
    Partial,
    /// The offer stands as it was.
    Held,
    /// The offer was withdrawn.
    Withdrawn,
}

/// How a negotiation ended, and where.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settlement {
    /// How.
    pub outcome: Outcome,
    /// The settled gain as a fraction of the offer; 0 when held or withdrawn.
    pub gain: f64,
}

/// Where a talk stands after an answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Talk {
    /// a₁.
    pub opening: f64,
    /// What was asked last: a′.
    pub asked: f64,
    /// What was answered: r.
    pub standing: f64,
    /// What they never go above: 0 where they stopped listening or pay is fixed.
    pub ceiling: f64,
}

/// The answer to the opening ask, of an employer who does not withdraw.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum First {
    /// A yes.
    Yes,
    /// Anything else: the talk may go on.
    Open(Talk),
}

/// The answer to a further ask, of an employer who does not withdraw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// They come to the ask.
    Settled,
    /// They come nearer.
    Moved,
    /// They stay where they were, which ends the talk about money.
    Stayed,
}

/// How far an employer can be brought who listens.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reach {
    /// L: the most of a first answer.
    pub limit: f64,
    /// max(c, s, L): what they never go above.
    pub ceiling: f64,
}

impl Employer {
    /// How far the opening ask can bring them; `None` where pay is fixed.
    #[inline]
    pub fn reach(&self, demand: &Demand) -> Option<Reach> {
        let slack = self.slack?;
        let pulled = slack + (demand.pull * self.pull).min(1.0) * (demand.opening - slack).max(0.0);
        let own = self.limit.max(slack);
        let mut limit = pulled.min(own);
        if let Some(rival) = demand.model.rival
            && limit < rival.gain.max(0.0)
            && self.luck.matches < rival.match_chance
        {
            limit = rival.gain;
        }
        Some(Reach { limit, ceiling: own.max(limit) })
    }
}

/// The answer to the opening ask.
///
/// L = min(s + W·max(a₁ − s, 0), max(c, s)) with W = min(1, w·K), raised to the
/// written alternative's gain by who matches it. An ask within L is granted with
/// chance q; otherwise the answer is nothing with chance z, else min(L, g·a₁).
#[inline]
pub fn first_answer(demand: &Demand, employer: &Employer) -> First {
    let (opening, luck) = (demand.opening, &employer.luck);
    let talk = |standing: f64, ceiling: f64| {
        First::Open(Talk { opening, asked: opening, standing, ceiling: ceiling.max(0.0) })
    };
    let listening = luck.disengage >= demand.disengagement;
    let Some(Reach { limit, ceiling }) = employer.reach(demand).filter(|_| listening) else {
        return talk(0.0, 0.0);
    };
    if opening <= limit && luck.yes < demand.model.first.yes {
        return First::Yes;
    }
    let refuses = luck.refuses < demand.model.first.refusal;
    talk(if refuses { 0.0 } else { limit.min(employer.answer * opening) }, ceiling)
}

impl Talk {
    /// The answer to a further ask that lies above what stands.
    #[inline]
    pub fn ask(&mut self, ask: f64, further: &Further, luck: &RoundLuck) -> Again {
        let (before, standing) = (self.asked, self.standing);
        self.asked = ask;
        let gap = before - standing;
        let given = if gap > 0.0 { (before - ask) / gap } else { 1.0 };
        if self.ceiling <= standing || luck.moves >= further.chance(standing / self.opening, given) {
            return Again::Stayed;
        }
        let share = if luck.settles < further.settles {
            1.0
        } else {
            further.least + (1.0 - further.least) * luck.step
        };
        let reached = if share >= 1.0 { ask } else { standing + share * (ask - standing) };
        self.standing = reached.min(self.ceiling);
        if self.standing >= ask { Again::Settled } else { Again::Moved }
    }
}

/// Plays one negotiation.
///
/// The asks of `demand` are made one after the other; an ask that is not above
/// what stands is not made and ends the asking. Left out: that an employer
/// learns from one negotiation for the next.
#[inline]
pub fn play(demand: &Demand, employer: &Employer) -> Settlement {
    play_observed(demand, employer, |_, _| {})
}

/// Plays one negotiation and tells `observe` where it stands after each answer
/// that is neither a withdrawal nor a yes to the opening ask: (round from 0, talk).
#[inline]
pub fn play_observed(
    demand: &Demand,
    employer: &Employer,
    mut observe: impl FnMut(usize, &Talk),
) -> Settlement {
    let withdraws = |round: usize, ask: f64| {
        employer.luck.withdraw[round] < demand.withdrawal(round, ask, employer.punitive)
    };
    if demand.rungs == 0 {
        return Settlement { outcome: Outcome::Held, gain: 0.0 };
    }
    if withdraws(0, demand.opening) {
        return Settlement { outcome: Outcome::Withdrawn, gain: 0.0 };
    }
    let First::Open(mut talk) = first_answer(demand, employer) else {
        return Settlement { outcome: Outcome::Full, gain: demand.opening };
    };
    observe(0, &talk);
    for round in 1..demand.rungs {
        let ask = demand.ask(round, talk.asked, talk.standing);
        if ask <= talk.standing {
            break;
        }
        if withdraws(round, ask) {
            return Settlement { outcome: Outcome::Withdrawn, gain: 0.0 };
        }
        let answer = talk.ask(ask, &demand.model.further, &employer.luck.rounds[round - 1]);
        observe(round, &talk);
        if answer != Again::Moved {
            break;
        }
    }
    end(talk.standing, demand.model.held_below)
}

/// What is made of what stands at the end.
fn end(standing: f64, held_below: f64) -> Settlement {
    if standing < held_below {
        Settlement { outcome: Outcome::Held, gain: 0.0 }
    } else {
        Settlement { outcome: Outcome::Partial, gain: standing }
    }
}
