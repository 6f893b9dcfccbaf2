//! The market's pass over a raw file: what a row costs, and what the grouping
//! adds. `benches/peers/market.py` holds the whole program beside its peers.

#![allow(clippy::unwrap_used, missing_docs)]

use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;

use counteroffer::domain::Component;
use counteroffer::input::assumptions;
use counteroffer::input::pay_data::{BulkOptions, MarketFile, MarketInput};
use counteroffer::market::{Collector, Key, Question, Rules};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rand::RngExt;
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::SeedableRng;

const ROWS: usize = 200_000;

/// A file in the schema of Levels.fyi, the same bytes for the same seed.
fn write_rows(path: &Path) -> u64 {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(20_260_504);
    let mut text = String::from(
        "timestamp,company,level,title,totalyearlycompensation,location,yearsofexperience,\
         yearsatcompany,tag,basesalary,stockgrantvalue,bonus\n",
    );
    let titles = ["Software Engineer", "Product Manager", "Data Scientist", "Recruiter"];
    for _ in 0..ROWS {
        let mut up_to = |n: u32| rng.random_range(0..n);
        // Small numbers are frequent, as large companies are.
        let (companies, levels) = (up_to(1_100), up_to(600));
        let (company, level) = (up_to(companies + 1), up_to(levels + 1));
        let (base, stock, bonus) = (60 + up_to(140), up_to(120), up_to(40));
        writeln!(
            text,
            "{}/{}/{} 4:36,Co {company},L{level},{},{}000,\"Seattle, WA\",{},{},NA,{base}000,{stock}000,{bonus}000",
            1 + up_to(12),
            1 + up_to(28),
            2017 + up_to(5),
            titles[up_to(4) as usize],
            base + stock + bonus,
            up_to(20),
            up_to(8),
        )
        .unwrap();
    }
    std::fs::write(path, &text).unwrap();
    text.len() as u64
}

fn passes(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("levels.csv");
    let bytes = write_rows(&path);
    let standard = assumptions::standard().unwrap();
    let options = BulkOptions::with(&standard);
    let input = MarketInput::File(path);
    let mut group = criterion.benchmark_group("market");
    group.throughput(Throughput::Bytes(bytes));
    for (name, by) in [("all rows", vec![]), ("by title and level", vec![Key::Title, Key::Level])] {
        let question = Question { by, ..Question::about(Component::Total) };
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let mut collector = Collector::new(question.clone(), Rules::from(&standard));
                let file = MarketFile::open(black_box(&input), &options).unwrap();
                file.read(&options, &mut collector).unwrap();
                collector.answer().unwrap()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, passes);
criterion_main!(benches);
