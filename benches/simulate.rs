//! Negotiations a second: the fast kernel and the plain engine on row A of the
//! documented cases, one core and two, the curve, and the generator alone.
//! `benches/peers/simulate.py` plays the same in NumPy, Numba and NegMAS.

#![allow(missing_docs, clippy::expect_used, clippy::print_stderr)]

use std::hint::black_box;

use counteroffer::domain::Profile;
use counteroffer::negotiation::{Demand, Employers, Model, UNIFORMS, play};
use counteroffer::simulate::streams::open_uniform;
use counteroffer::simulate::{Engine, Settings};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rand::Rng;
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::SeedableRng;

const LADDER: [f64; 3] = [0.15, 0.12, 0.10];

fn model() -> Model {
    let table = counteroffer::input::assumptions::standard().expect("the compiled-in assumptions");
    Model::of_profile(&table, Profile::NewOffer)
}

fn pool(threads: usize) -> rayon::ThreadPool {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads")
}

fn negotiations(criterion: &mut Criterion) {
    let model = model();
    let mut group = criterion.benchmark_group("negotiations");
    group.sample_size(20);
    for (name, engine, threads, trials) in [
        ("kernel, one core", Engine::Auto, 1, 10_000_000_u64),
        ("kernel, two cores", Engine::Auto, 2, 20_000_000),
        ("plain engine, one core", Engine::Reference, 1, 200_000),
    ] {
        let pool = pool(threads);
        group.throughput(Throughput::Elements(trials));
        group.bench_function(name, |bencher| {
            let settings = Settings { seed: 1, trials };
            bencher.iter(|| {
                pool.install(|| engine.run(black_box(&model), &LADDER, f64::NEG_INFINITY, 0.35, settings))
            });
        });
    }
    group.finish();
}

fn curves(criterion: &mut Criterion) {
    let model = model();
    let ladders: Vec<Vec<f64>> =
        (1..=64).map(|step| f64::from(step) * 0.005).map(|ask| vec![ask, 0.75 * ask, 0.6 * ask]).collect();
    let mut group = criterion.benchmark_group("64 asks x 100,000 negotiations");
    group.sample_size(20);
    for (name, engine, threads) in [
        ("kernel, one core", Engine::Auto, 1),
        ("kernel, two cores", Engine::Auto, 2),
        ("plain engine, one core", Engine::Reference, 1),
    ] {
        let pool = pool(threads);
        group.bench_function(name, |bencher| {
            let settings = Settings { seed: 1, trials: 100_000 };
            bencher.iter(|| pool.install(|| engine.run_ladders(black_box(&model), &ladders, 0.0, settings)));
        });
    }
    group.finish();
}

/// What no simulation that draws a word from it can outrun.
fn generator(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("generator");
    group.throughput(Throughput::Elements(1_000_000));
    group.bench_function("xoshiro256++ alone, words", |bencher| {
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(1);
        bencher.iter(|| (0..1_000_000).fold(0_u64, |sum, _| sum.wrapping_add(rng.next_u64())));
    });
    group.finish();
}

/// The standard error to be reached, as a fraction of the offer.
const ERROR: f64 = 0.000_1;

/// Generating vector of an embedded lattice rule in base 2 (of the kind of
/// Cools, Kuo & Nuyens 2006): one odd number for each uniform of an employer.
const LATTICE: [u64; UNIFORMS] = [
    1, 182_667, 469_891, 498_753, 110_745, 446_247, 250_185, 118_627, 245_333, 283_199, 408_519, 391_023,
    246_327, 126_539, 399_185, 461_527, 300_343, 69_681, 516_695, 436_179, 106_383, 238_523,
];

/// Mean gain over `n` points of the lattice, all moved by one random shift.
fn lattice_mean(model: &Model, demand: &Demand, n: u64, shift: &[f64; UNIFORMS]) -> f64 {
    let mut sum = 0.0;
    let employers = Employers::of(model);
    for i in 0..n {
        let u: [f64; UNIFORMS] = std::array::from_fn(|j| {
            let point = (i * LATTICE[j] % n) as f64 / n as f64 + shift[j];
            (point - point.floor()).clamp(1e-12, 1.0 - 1e-12)
        });
        sum += play(demand, &employers.from_uniforms(&u)).gain;
    }
    sum / n as f64
}

fn shifts(count: usize) -> Vec<[f64; UNIFORMS]> {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(2);
    (0..count).map(|_| std::array::from_fn(|_| open_uniform(&mut rng))).collect()
}

/// The standard deviation of the lattice's mean over random shifts: its standard error.
fn lattice_error(model: &Model, demand: &Demand, n: u64) -> f64 {
    let means: Vec<f64> = shifts(64).iter().map(|shift| lattice_mean(model, demand, n, shift)).collect();
    let mean = means.iter().sum::<f64>() / 64.0;
    (means.iter().map(|m| (m - mean) * (m - mean)).sum::<f64>() / 63.0).sqrt()
}

/// How long it takes until the mean gain is known to a ten-thousandth of the
/// offer, with independent points and with quasi-random ones.
fn to_an_error(criterion: &mut Criterion) {
    let model = model();
    let demand = Demand::new(&model, &LADDER);
    let pilot = Settings { seed: 1, trials: 1_000_000 };
    let se = Engine::Reference.run(&model, &LADDER, f64::NEG_INFINITY, 0.35, pilot).taken.mean().se;
    let trials = (pilot.trials as f64 * (se / ERROR) * (se / ERROR)).ceil() as u64;
    let points = (8..=20).map(|k| 1_u64 << k).find(|&n| lattice_error(&model, &demand, n) <= ERROR);
    let points = points.expect("a million points are enough");
    eprintln!("standard error {ERROR}: {trials} independent negotiations, or {points} lattice points");
    let mut group = criterion.benchmark_group("to a standard error of .0001 of the offer, one core");
    group.sample_size(20);
    let pool = pool(1);
    for (name, engine) in [("kernel", Engine::Auto), ("plain engine", Engine::Reference)] {
        let settings = Settings { seed: 1, trials };
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                pool.install(|| engine.run(black_box(&model), &LADDER, f64::NEG_INFINITY, 0.35, settings))
            });
        });
    }
    let shift = shifts(1)[0];
    group.bench_function("plain engine on lattice points", |bencher| {
        bencher.iter(|| lattice_mean(black_box(&model), &demand, points, &shift));
    });
    group.finish();
}

criterion_group!(benches, negotiations, curves, generator, to_an_error);
criterion_main!(benches);
