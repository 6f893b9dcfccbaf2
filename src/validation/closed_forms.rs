//! What bargaining theory gives exactly, beside what the parts of this program
//! give: each closed form is worked out twice, by its formula and by playing.

use crate::negotiation::{
    Demand, Employer, Luck, MAX_RUNGS, Outcome, PARTS, Valuation, best_trade, concession_at, play,
};
use crate::num::{Estimate, normal};
use crate::simulate::streams::{Purpose, open_uniform, stream};

/// A closed form and what playing makes of it.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct ClosedForm {
    /// What it is about.
    pub name: String,
    /// Who showed it.
    pub source: &'static str,
    /// What the formula gives.
    pub exact: f64,
    /// What the parts of this program give; its error is 0 where nothing is drawn.
    pub played: Estimate,
    /// True where they agree within four standard errors, or to the last digits where nothing is drawn.
    pub agrees: bool,
}

/// Draws behind each simulated figure.
const DRAWS: u32 = 1_000_000;

/// Every closed form.
pub fn closed_forms(seed: u64) -> Vec<ClosedForm> {
    let mut all = alternating_offers();
    all.extend(nash());
    all.extend(double_auction(seed));
    all.extend(take_it_or_leave_it(seed));
    all.extend(part_way(seed));
    all.extend(splitting());
    all.extend(concession_curves());
    all.push(constant_hazard());
    all.push(knapsack());
    all
}

fn form(name: impl Into<String>, source: &'static str, exact: f64, played: Estimate) -> ClosedForm {
    let agrees = (played.value - exact).abs() <= 4.0 * played.se + 1e-9 * exact.abs().max(1.0);
    ClosedForm { name: name.into(), source, exact, played, agrees }
}

fn certain(value: f64) -> Estimate {
    Estimate::new(value, 0.0)
}

/// The first mover's share when `rounds` remain, by looking forward and
/// reasoning back: whoever proposes leaves the other what waiting is worth to
/// them. `first` and `second` are the patience (discount factors) of the two.
pub fn first_movers_share(first: f64, second: f64, rounds: u32) -> f64 {
    // Whose turn the last round is depends on how many there are.
    (1..rounds).rev().fold(1.0, |later, round| {
        let responder = if round % 2 == 1 { second } else { first };
        1.0 - responder * later
    })
}

fn alternating_offers() -> Vec<ClosedForm> {
    const SOURCE: &str = "Rubinstein 1982; Stahl 1972";
    let unending = [(0.9, 0.8), (0.9, 0.9)].map(|(first, second)| {
        let name = format!("first mover's share, {first} and {second}");
        let exact = (1.0 - second) / (1.0 - first * second);
        // After a thousand rounds no more than 1e-40 is left to say.
        form(name, SOURCE, exact, certain(first_movers_share(first, second, 1_001)))
    });
    // A share of the geometric series: (1 - (-.9)^n)/(1 + .9).
    let ending = [2_u32, 3, 4, 10].map(|rounds| {
        let exact = (1.0 - libm::pow(-0.9, f64::from(rounds))) / 1.9;
        let name = format!("the same over {rounds} rounds, 0.9 and 0.9");
        form(name, SOURCE, exact, certain(first_movers_share(0.9, 0.9, rounds)))
    });
    unending.into_iter().chain(ending).collect()
}

fn nash() -> Vec<ClosedForm> {
    let (mine, theirs) = (0.2, 0.1);
    [0.5, 0.7]
        .map(|power| {
            let exact = mine + power * (1.0 - mine - theirs);
            let product = |x: f64| power * libm::log(x - mine) + (1.0 - power) * libm::log(1.0 - x - theirs);
            let name = format!("Nash, outside .2 and .1, power {power}");
            form(name, "Nash 1950, 1953", exact, certain(highest(product, mine, 1.0 - theirs)))
        })
        .to_vec()
}

/// Where a function with one peak is highest: thirds are cut off until what is
/// left is too narrow to tell its ends apart.
fn highest(of: impl Fn(f64) -> f64, mut low: f64, mut high: f64) -> f64 {
    // The logarithm is infinite at the ends themselves.
    for _ in 0..60 {
        let (a, b) = (low + (high - low) / 3.0, high - (high - low) / 3.0);
        if of(a) < of(b) { low = a } else { high = b }
    }
    // A peak is flat: no closer than the root of what a number can tell.
    libm::round((low + high) / 2.0 * 1e6) / 1e6
}

fn double_auction(seed: u64) -> Vec<ClosedForm> {
    const SOURCE: &str = "Chatterjee & Samuelson 1983";
    let mut rng = stream(seed, Purpose::Theory, 0);
    let (mut trades, mut gains, mut prices) = (Moments::default(), Moments::default(), Moments::default());
    for _ in 0..DRAWS {
        let (value, cost) = (open_uniform(&mut rng), open_uniform(&mut rng));
        let (bid, ask) = (2.0 / 3.0 * value + 1.0 / 12.0, 2.0 / 3.0 * cost + 0.25);
        let deal = bid >= ask;
        trades.add(f64::from(deal));
        gains.add(if deal { value - cost } else { 0.0 });
        if deal {
            prices.add((bid + ask) / 2.0);
        }
    }
    vec![
        form("sealed bids: chance of a deal", SOURCE, 9.0 / 32.0, trades.mean()),
        form("sealed bids: gain from trade", SOURCE, 9.0 / 64.0, gains.mean()),
        form("sealed bids: mean price", SOURCE, 0.5, prices.mean()),
    ]
}

#[derive(Default)]
struct Moments {
    n: f64,
    sum: f64,
    squares: f64,
}

impl Moments {
    fn add(&mut self, x: f64) {
        self.n += 1.0;
        self.sum += x;
        self.squares += x * x;
    }

    fn mean(&self) -> Estimate {
        let mean = self.sum / self.n;
        Estimate::new(mean, ((self.squares / self.n - mean * mean).max(0.0) / self.n).sqrt())
    }
}

/// The engine with everything switched off but one counter against a slack.
fn bare(asks: &[f64], slack: f64, splits: bool) -> (Demand, Employer) {
    let mut padded = [0.0; MAX_RUNGS];
    padded[..asks.len()].copy_from_slice(asks);
    let demand = Demand {
        asks: padded,
        rungs: asks.len(),
        pull: 0.0,
        disengagement: 0.0,
        withdrawal: [[0.0; 3]; 2],
        reciprocity: [1.0; 3],
        rival: (0.0, 0.0),
        held_below: 0.0,
    };
    let employer = Employer {
        slack: Some(slack),
        limit: f64::INFINITY,
        concession: if splits { [0.0; 3] } else { [1.0; 3] },
        patience: asks.len(),
        splits,
        punitive: false,
        luck: Luck { disengage: 0.5, matches: 0.5, withdraw: [0.5; 3], pivot: 0.5 },
    };
    (demand, employer)
}

/// The mean of `of` one ask, played against slacks that come from uniform numbers.
fn over_slacks(
    seed: u64,
    ask: f64,
    slack: impl Fn(f64) -> f64,
    of: impl Fn(Outcome, f64) -> f64,
) -> Estimate {
    let mut rng = stream(seed, Purpose::Theory, 1);
    let mut all = Moments::default();
    for _ in 0..DRAWS {
        let (demand, employer) = bare(&[ask], slack(open_uniform(&mut rng)), false);
        let end = play(&demand, &employer);
        all.add(of(end.outcome, end.gain));
    }
    all.mean()
}

/// The lognormal slack of the closed forms: median .075, spread .8.
fn lognormal(u: f64) -> f64 {
    0.075 * libm::exp(0.8 * normal::inverse_cdf(u))
}

fn take_it_or_leave_it(seed: u64) -> Vec<ClosedForm> {
    const SOURCE: &str = "the first-order condition of a(1 - F(a)) - hL F(a)";
    let top = 0.2;
    let mut forms: Vec<ClosedForm> = [0.0, 0.1]
        .map(|hazard| {
            let loss = hazard * 0.5;
            let (best, exact) = ((top - loss) / 2.0, (top - loss) * (top - loss) / (4.0 * top));
            let gain = |end, gain| if end == Outcome::Full { gain } else { -loss };
            let name = format!("take it or leave it, losing {loss} on a no");
            form(name, SOURCE, exact, over_slacks(seed, best, |u| top * u, gain))
        })
        .to_vec();
    let best: f64 = 0.075_2;
    let accepted = 1.0 - normal::cdf(libm::log(best / 0.075) / 0.8);
    let yes = |end, _| f64::from(end == Outcome::Full);
    let value = |end, gain| if end == Outcome::Full { gain } else { 0.0 };
    forms.push(form(
        "the same, lognormal slack: accepted",
        SOURCE,
        accepted,
        over_slacks(seed, best, lognormal, yes),
    ));
    forms.push(form(
        "the same, lognormal slack: value",
        SOURCE,
        best * accepted,
        over_slacks(seed, best, lognormal, value),
    ));
    forms
}

fn part_way(seed: u64) -> Vec<ClosedForm> {
    const SOURCE: &str = "the limited expected value of the lognormal and the uniform";
    let (mu, sigma, ask) = (libm::log(0.075), 0.8, 0.15);
    let z = (libm::log(ask) - mu) / sigma;
    let exact = libm::exp(mu + sigma * sigma / 2.0) * normal::cdf(z - sigma) + ask * (1.0 - normal::cdf(z));
    let gain = |_, gain| gain;
    vec![
        form("part way, lognormal slack, ask .15", SOURCE, exact, over_slacks(seed, ask, lognormal, gain)),
        form("part way, uniform slack, ask .1", SOURCE, 0.075, over_slacks(seed, 0.1, |u| 0.2 * u, gain)),
    ]
}

fn splitting() -> Vec<ClosedForm> {
    (1..=MAX_RUNGS)
        .map(|rounds| {
            let (demand, employer) = bare(&[0.2; MAX_RUNGS][..rounds], 1.0, true);
            let exact = 0.2 * (1.0 - libm::pow(2.0, -(rounds as f64)));
            let name = format!("an ask of .2, split {}", ["once", "twice", "three times"][rounds - 1]);
            form(name, "a geometric series", exact, certain(play(&demand, &employer).gain))
        })
        .collect()
}

/// How far an employer who begins at `first` has come at a share of the time,
/// by the exponential curve of Faratin, Sierra and Jennings.
pub fn exponential_concession(first: f64, time: f64, beta: f64) -> f64 {
    libm::exp(libm::pow(1.0 - time, beta) * libm::log(first))
}

fn concession_curves() -> Vec<ClosedForm> {
    const SOURCE: &str = "Faratin, Sierra & Jennings 1998";
    let first = 0.1;
    // At half the time: .5^(1/β) and .5^β are roots and powers of a half.
    let half = std::f64::consts::FRAC_1_SQRT_2;
    let polynomial = [(0.5, 0.25), (1.0, 0.5), (2.0, half)].map(|(beta, come)| {
        let name = format!("polynomial concession, exponent {beta}");
        let played = first + (1.0 - first) * concession_at(0.5, 1.0 / beta);
        form(name, SOURCE, first + (1.0 - first) * come, certain(played))
    });
    let exponential = [(0.5, half), (1.0, 0.5), (2.0, 0.25)].map(|(beta, left)| {
        let name = format!("exponential concession, exponent {beta}");
        form(name, SOURCE, libm::pow(first, left), certain(exponential_concession(first, 0.5, beta)))
    });
    polynomial.into_iter().chain(exponential).collect()
}

fn constant_hazard() -> ClosedForm {
    let hazard: f64 = 0.02;
    // What three counters in a row leave standing, each by the engine's own draw against the hazard.
    let left = (0..MAX_RUNGS).fold(1.0, |left, round| {
        let (mut demand, mut employer) = bare(&[0.2; MAX_RUNGS], 1.0, true);
        demand.withdrawal[0][round] = hazard;
        employer.luck.withdraw = [1.0; 3];
        // The share of luck below the hazard is the hazard: find where the engine withdraws.
        let (mut gone, mut kept) = (0.0, 1.0);
        for _ in 0..60 {
            employer.luck.withdraw[round] = (gone + kept) / 2.0;
            if play(&demand, &employer).outcome == Outcome::Withdrawn {
                gone = (gone + kept) / 2.0;
            } else {
                kept = (gone + kept) / 2.0;
            }
        }
        left * (1.0 - gone)
    });
    let exact = 1.0 - libm::pow(1.0 - hazard, 3.0);
    form("withdrawn in three counters, hazard .02", "independent trials", exact, certain(1.0 - left))
}

fn knapsack() -> ClosedForm {
    let valuation = Valuation::with_weights([1.0, 0.85, 0.70, 1.0], [1.30, 0.95, 0.80, 0.90]);
    let caps: [f64; PARTS] = [4_000.0, 3_000.0, 8_000.0, 5_000.0];
    let parts = best_trade(&valuation, &caps, 10_000.0);
    // By hand: sign-on and bonus to their caps, the rest of the budget in equity.
    let exact = 5_000.0 + 0.85 * 3_000.0 + 0.70 * (10_000.0 - 4_500.0 - 2_850.0) / 0.80;
    let value = certain(valuation.worth_of(&parts));
    form("best trade for a cost of 10,000", "Dantzig 1957", exact, value)
}
