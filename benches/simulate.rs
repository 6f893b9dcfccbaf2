//! Negotiations a second: the fast kernel and the plain engine on row A of the
//! documented cases, one core and two, the curve, and the generator alone.
//! `benches/peers/simulate.py` plays the same in NumPy, Numba and NegMAS.

#![allow(missing_docs, clippy::expect_used)]

use std::hint::black_box;

use counteroffer::domain::Profile;
use counteroffer::negotiation::Model;
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

criterion_group!(benches, negotiations, curves, generator);
criterion_main!(benches);
