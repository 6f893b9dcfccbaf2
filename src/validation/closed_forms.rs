//! What bargaining theory gives exactly, beside what the parts of this program
//! give: each closed form is worked out twice, by its formula and by playing.

use crate::domain::Part;
use crate::negotiation::{
    Again, Demand, Employer, Employers, FirstAnswer, Further, Limit, MAX_RUNGS, Model, Outcome, RoundLuck,
    Talk, UNIFORMS, Valuation, best_trade, play,
};
use crate::num::{Estimate, normal, quantile_of_sorted};
use crate::simulate::streams::{Purpose, open_uniform, stream};

/// A closed form and what playing makes of it.
#[derive(Debug, Clone, PartialEq)]
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

/// Which of an employer's uniform numbers stands for the first answer.
const ANSWER: usize = 6;

/// Draws behind each simulated figure.
const DRAWS: u32 = 1_000_000;

/// Every closed form.
pub fn closed_forms(seed: u64) -> Vec<ClosedForm> {
    let mut all = alternating_offers();
    all.extend(nash());
    all.extend(double_auction(seed));
    all.extend(take_it_or_leave_it(seed));
    all.extend(part_way(seed));
    all.extend(first_answers(seed));
    all.extend(further_moves());
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

/// The model with everything switched off but one counter against a slack: no
/// pull, no boldness, no no first, a yes to whatever lies within the slack.
fn bare() -> Model {
    Model {
        fixed: 0.0,
        slack_ln_median: 0.0,
        slack_sigma: 0.0,
        market_position: 0.0,
        market_slope: 0.0,
        limit: Limit::Policy { ln_median: 0.0, sigma: 0.0 },
        first: FirstAnswer { yes: 1.0, refusal: 0.0, mean: 1.0, strength: 1.0 },
        further: Further { base: 0.0, answer: 0.0, share: 0.0, shift: 0.0, settles: 1.0, least: 1.0 },
        punitive: 0.0,
        withdrawal: [0.0; 2],
        boldness: 1.0,
        pull: 0.0,
        pull_half_point: 1.0,
        safe_zone: 1.0,
        saturation: 0.0,
        disengagement: 0.0,
        hazard_slope: 0.0,
        hazard_repeat: 1.0,
        held_below: 0.0,
        hazard: 1.0,
        rival: None,
    }
}

/// The employer that these uniform numbers stand for: all in the middle but the
/// ones that are given.
fn employer(employers: &Employers, given: &[(usize, f64)]) -> Employer {
    let mut uniforms = [0.5; UNIFORMS];
    given.iter().for_each(|&(i, u)| uniforms[i] = u);
    employers.from_uniforms(&uniforms)
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
    let model = bare();
    let (demand, employers) = (Demand::new(&model, &[ask]), Employers::of(&model));
    for _ in 0..DRAWS {
        let slack = slack(open_uniform(&mut rng));
        let employer = Employer { slack: Some(slack), limit: slack, ..employer(&employers, &[]) };
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

/// Where the limit never binds, a first answer is the ask times a Beta.
fn first_answers(seed: u64) -> Vec<ClosedForm> {
    const SOURCE: &str = "quantiles of Beta(2.34, 2.16)";
    let first = FirstAnswer { yes: 0.0, refusal: 0.0, mean: 0.52, strength: 4.5 };
    let model =
        Model { slack_ln_median: 3.0, limit: Limit::Policy { ln_median: 3.0, sigma: 0.0 }, first, ..bare() };
    let (demand, employers) = (Demand::new(&model, &[0.2]), Employers::of(&model));
    let mut rng = stream(seed, Purpose::Theory, 2);
    let mut shares: Vec<f64> = (0..DRAWS)
        .map(|_| {
            play(&demand, &employer(&employers, &[(ANSWER, open_uniform(&mut rng))])).gain / demand.opening
        })
        .collect();
    shares.sort_by(f64::total_cmp);
    let n = f64::from(DRAWS);
    // By the incomplete beta function, to six digits.
    [(0.25, 0.358_375), (0.50, 0.523_204), (0.75, 0.684_551)]
        .map(|(p, exact)| {
            let at = quantile_of_sorted(&shares, p).unwrap_or(f64::NAN);
            let step = (p * (1.0 - p) / n).sqrt();
            let near = |p| quantile_of_sorted(&shares, p).unwrap_or(f64::NAN);
            let se = (near(p + step) - near(p - step)) / 2.0;
            form(
                format!("first answer over the ask, {p} of them below"),
                SOURCE,
                exact,
                Estimate::new(at, se),
            )
        })
        .to_vec()
}

/// Whether they move at a further ask: a logistic function, by hand and by play.
fn further_moves() -> Vec<ClosedForm> {
    const SOURCE: &str = "logistic function";
    [(0.5, 0.25, -1.2), (0.25, 0.0, 0.0)]
        .map(|(answered, given, shift)| {
            let further = Further { base: -0.03, answer: 1.06, share: 2.68, shift, settles: 1.0, least: 1.0 };
            let exact = 1.0 / (1.0 + libm::exp(-(-0.03 + 1.06 * answered + 2.68 * given + shift)));
            let name = format!("further move, {answered} answered, {given} given, {shift}");
            form(name, SOURCE, exact, certain(highest_luck(&further, answered, given)))
        })
        .to_vec()
}

/// The luck up to which they move: the chance that they do.
fn highest_luck(further: &Further, answered: f64, given: f64) -> f64 {
    let moves = |luck: f64| {
        let mut talk = Talk { opening: 0.2, asked: 0.2, standing: 0.2 * answered, ceiling: 1.0 };
        let ask = 0.2 - given * (0.2 - talk.standing);
        talk.ask(ask, further, &RoundLuck { moves: luck, settles: 0.5, step: 0.5 }) != Again::Stayed
    };
    edge(moves)
}

/// The number between 0 and 1 at which something stops being so.
fn edge(holds: impl Fn(f64) -> bool) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if holds(middle) { low = middle } else { high = middle }
    }
    low
}

/// (t/T)^(1/β) for a share of the time and 1/β.
pub fn polynomial_concession(time: f64, beta_inverse: f64) -> f64 {
    libm::exp(libm::log(time) * beta_inverse)
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
        let played = first + (1.0 - first) * polynomial_concession(0.5, 1.0 / beta);
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
    // Half of the gap is moved every time, so that every counter is made.
    let model = Model {
        withdrawal: [-libm::log1p(-hazard); 2],
        slack_ln_median: 3.0,
        limit: Limit::Policy { ln_median: 3.0, sigma: 0.0 },
        first: FirstAnswer { yes: 0.0, refusal: 1.0, mean: 0.5, strength: 1.0 },
        further: Further { shift: 100.0, settles: 0.0, least: 0.0, ..bare().further },
        safe_zone: 0.1,
        ..bare()
    };
    let (demand, employers) = (Demand::new(&model, &[0.2; MAX_RUNGS]), Employers::of(&model));
    // What three counters in a row leave standing: the share of luck below the hazard is the hazard.
    let left = (0..MAX_RUNGS).fold(1.0, |left, round| {
        let gone = edge(|luck| {
            let mut employer = employer(&employers, &[]);
            employer.luck.withdraw = [1.0; MAX_RUNGS];
            employer.luck.withdraw[round] = luck;
            play(&demand, &employer).outcome == Outcome::Withdrawn
        });
        left * (1.0 - gone)
    });
    let exact = 1.0 - libm::pow(1.0 - hazard, 3.0);
    form("withdrawn in three counters, hazard .02", "independent trials", exact, certain(1.0 - left))
}

fn knapsack() -> ClosedForm {
    let valuation = Valuation::with_weights([1.0, 0.85, 0.70, 1.0], [1.30, 0.95, 0.80, 0.90]);
    let caps: [f64; Part::COUNT] = [4_000.0, 3_000.0, 8_000.0, 5_000.0];
    let parts = best_trade(&valuation, &caps, 10_000.0);
    // By hand: sign-on and bonus to their caps, the rest of the budget in equity.
    let exact = 5_000.0 + 0.85 * 3_000.0 + 0.70 * (10_000.0 - 4_500.0 - 2_850.0) / 0.80;
    let value = certain(valuation.worth_of(&parts));
    form("best trade for a cost of 10,000", "Dantzig 1957", exact, value)
}
