//! The fast kernel against the plain engine, over a spread of cases.
#![allow(clippy::expect_used)]

use counteroffer::domain::{Assumptions, Context, Profile, Strength, Tone};
use counteroffer::input;
use counteroffer::negotiation::{
    Circumstances, Demand, Employers, FirstAnswer, Limit, Model, Outcome, UNIFORMS, play,
};
use counteroffer::simulate::{Engine, Settings, Tally, run_ladders, share};

/// Negotiations of the kernel: a standard error of a share of at most 0.00025.
const FAST: u64 = 4_000_000;
/// Points of the plain engine.
const POINTS: u32 = 400_000;
const WALK_AWAY: f64 = 0.03;

fn assumptions() -> Assumptions {
    input::assumptions::standard().expect("the compiled-in table")
}

/// Full, partial, held, withdrawn, walked, and the mean gain if kept and if
/// moved: each of the seven in the same units.
type Figures = [f64; 7];

fn figures(tally: &Tally) -> Figures {
    let of = |outcome| share(tally.count(outcome), tally.trials).value;
    [
        of(Outcome::Full),
        of(Outcome::Partial),
        of(Outcome::Held),
        of(Outcome::Withdrawn),
        share(tally.walked, tally.trials).value,
        tally.kept.mean().value,
        tally.improved.mean().value,
    ]
}

/// The plain model over evenly spread points in place of random ones: the
/// multiples of square roots of primes (Richtmyer), whose error is a fraction of
/// that of as many random points.
fn plain(model: &Model, ladder: &[f64]) -> Figures {
    const PRIMES: [f64; UNIFORMS] = [
        2.0, 3.0, 5.0, 7.0, 11.0, 13.0, 17.0, 19.0, 23.0, 29.0, 31.0, 37.0, 41.0, 43.0, 47.0, 53.0, 59.0,
        61.0, 67.0, 71.0, 73.0, 79.0,
    ];
    let demand = Demand::new(model, ladder);
    let employers = Employers::of(model);
    let mut tally = Tally::new();
    for i in 0..POINTS {
        let uniforms = PRIMES.map(|prime| (f64::from(i) + 0.5) * prime.sqrt() % 1.0);
        let employer = employers.from_uniforms(&uniforms);
        tally.add(play(&demand, &employer), false, ladder[0], WALK_AWAY);
    }
    figures(&tally)
}

/// Every profile, without a band and with three, in five contexts.
fn models() -> Vec<(String, Model)> {
    let table = assumptions();
    let context = |tone, runner_up, ultimatum| {
        Circumstances::of_context(&Context { tone, runner_up, ultimatum, ..Context::default() }, &table)
    };
    let contexts = [
        ("neutral", Circumstances::neutral()),
        ("a rival", Circumstances::neutral().with_rival(0.08, &table)),
        ("a warm tone", context(Tone::Warm, false, false)),
        ("a runner-up", context(Tone::Neutral, true, false)),
        (
            "all at once",
            context(Tone::Warm, true, true)
                .with_rival(0.12, &table)
                .with_argument(Some(Strength::Strong), &table),
        ),
    ];
    let bands = [None, Some((0.19, 0.08)), Some((0.06, -0.02)), Some((0.0, -0.1))];
    let mut list = Vec::new();
    for profile in [Profile::NewOffer, Profile::Raise, Profile::Promotion] {
        for band in bands {
            for (name, circumstances) in &contexts {
                let open = Model::of_profile(&table, profile);
                let model = band.map_or(open, |(room, middle)| open.with_band(&table, profile, room, middle));
                list.push((format!("{} {band:?} {name}", profile.name()), model.under(circumstances)));
            }
        }
    }
    list
}

/// Ladders of one to three rungs, small and bold, conceding and not.
const LADDERS: [&[f64]; 6] = [
    &[0.15, 0.12, 0.10],
    &[0.06],
    &[0.30, 0.18],
    &[0.12, 0.12, 0.12],
    &[0.08, 0.075, 0.02],
    &[0.45, 0.30, 0.27],
];

#[test]
fn agrees_with_the_plain_engine() {
    for (i, (name, model)) in models().iter().enumerate() {
        let ladder = LADDERS[i % LADDERS.len()];
        let settings = Settings { seed: 1, trials: FAST };
        let fast = figures(&Engine::Auto.run(model, ladder, WALK_AWAY, 0.35, settings));
        let slow = plain(model, ladder);
        for (figure, (fast, slow)) in fast.iter().zip(slow).enumerate() {
            let allowed = if figure < 5 { 0.001 } else { 0.0005 };
            assert!(
                (fast - slow).abs() < allowed,
                "{name}, {ladder:?}, figure {figure}: {fast:.5}, plain {slow:.5}"
            );
        }
    }
}

#[test]
fn a_curve_is_the_same_as_its_ladders_one_by_one() {
    let model = Model::of_profile(&assumptions(), Profile::NewOffer);
    let ladders: Vec<Vec<f64>> = LADDERS.iter().map(|ladder| ladder.to_vec()).collect();
    let settings = Settings { seed: 4, trials: 100_001 };
    let curve = run_ladders(&model, &ladders, WALK_AWAY, settings);
    let each = Engine::Auto.run_each(&model, &ladders, WALK_AWAY, 0.0, settings);
    for ((ladder, point), each) in ladders.iter().zip(curve).zip(each) {
        let alone = Engine::Auto.run(&model, ladder, WALK_AWAY, 0.0, settings);
        assert_eq!(each, alone, "{ladder:?}");
        assert_eq!(point.taken, alone.taken, "{ladder:?}");
        assert_eq!(point.withdrawn, alone.count(Outcome::Withdrawn));
        assert_eq!(point.improved, alone.count(Outcome::Full) + alone.count(Outcome::Partial));
    }
}

#[test]
fn what_is_certain_always_happens_and_what_cannot_be_never_does() {
    let open = Model::of_profile(&assumptions(), Profile::NewOffer);
    let settings = Settings { seed: 2, trials: 3_000_000 };
    let shares = |model: &Model| figures(&Engine::Auto.run(model, &[0.15, 0.12, 0.10], -1.0, 0.35, settings));
    let safe = Model { withdrawal: [0.0; 2], ..open };
    assert_eq!(shares(&Model { fixed: 1.0, ..safe })[2], 1.0);
    assert_eq!(shares(&safe)[3], 0.0);
    let generous = Model { fixed: 0.0, slack_ln_median: 0.0, slack_sigma: 0.0, disengagement: 0.0, ..safe };
    let first = FirstAnswer { yes: 1.0, ..open.first };
    assert_eq!(shares(&Model { first, ..generous })[0], 1.0);
    let punitive = Model { punitive: 1.0, withdrawal: [0.0, 1e9], ..open };
    assert_eq!(shares(&punitive)[3], 1.0);
}

#[test]
fn what_the_kernel_does_not_play_the_plain_engine_does() {
    let model = Model::of_profile(&assumptions(), Profile::NewOffer);
    let settings = Settings { seed: 2, trials: 5_000 };
    let both = |model: &Model, ladder: &[f64]| {
        let [auto, plain] =
            [Engine::Auto, Engine::Reference].map(|e| e.run(model, ladder, 0.0, 0.35, settings));
        (auto, plain)
    };
    let wide = Model { slack_sigma: 4.0, ..model };
    let endless = Model { limit: Limit::Policy { ln_median: f64::NAN, sigma: 0.1 }, ..model };
    for (model, ladder) in
        [(&model, &[][..]), (&model, &[1e-9]), (&model, &[0.1, 0.2]), (&wide, &[0.1]), (&endless, &[0.1])]
    {
        let (auto, plain) = both(model, ladder);
        assert_eq!(auto, plain, "{ladder:?}");
    }
    let (auto, plain) = both(&model, &[0.1]);
    assert_ne!(auto, plain, "the kernel has its own random numbers");
}
