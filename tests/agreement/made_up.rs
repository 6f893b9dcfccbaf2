//! Cases made up from a seed, written as the files that a person would write.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

/// How many cases are made up.
pub const CASES: usize = 50;

/// Writes case number `number` into a folder of its own; the same number gives
/// the same case. In every tenth nothing is left to ask for.
pub fn case(folder: &Path, number: usize) -> PathBuf {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(number as u64);
    let folder = folder.join(format!("case-{number:02}"));
    fs::create_dir_all(&folder).unwrap();
    let profile = ["new-offer", "promotion", "raise"][number % 3];
    let base = 1_000 * rng.random_range(40..400_i64);
    let mut text = format!("profile = \"{profile}\"\ncurrency = \"USD\"\nas_of = 2026-05-04\n");
    let _ = writeln!(text, "[role]\ntitle = \"Engineer\"\nlevel = \"L5\"");
    text += &files(&folder, base, &mut rng);
    text += &packages(profile, base, &mut rng);
    text += &alternatives(base, &mut rng);
    text += &circumstances(&mut rng);
    if number % 10 == 9 {
        text = without_room(&folder, base);
    }
    let path = folder.join("case.toml");
    fs::write(&path, text).unwrap();
    path
}

/// A promotion whose offer stands above its band already.
fn without_room(folder: &Path, base: i64) -> String {
    let (min, max, today) = (base * 7 / 10, base * 95 / 100, base * 9 / 10);
    fs::write(folder.join("bands.csv"), format!("level,currency,base_min,base_max\nL5,USD,{min},{max}\n"))
        .unwrap();
    format!(
        "profile = \"promotion\"\ncurrency = \"USD\"\nas_of = 2026-05-04\n[role]\nlevel = \"L5\"\n[files]\n\
         bands = [\"bands.csv\"]\n[current]\nbase = {today}\n[offer]\nbase = {base}\n"
    )
}

/// Bands in two cases of three, a benchmark in every second: with room and without.
fn files(folder: &Path, base: i64, rng: &mut Xoshiro256PlusPlus) -> String {
    let mut named = Vec::new();
    if rng.random_range(0..3) > 0 {
        let min = base * rng.random_range(70..100_i64) / 100;
        let max = base * rng.random_range(100..140_i64) / 100;
        let bonus = base / 5;
        let rows = format!("level,currency,base_min,base_max,bonus_max\nL5,USD,{min},{max},{bonus}\n");
        fs::write(folder.join("bands.csv"), rows).unwrap();
        named.push("bands = [\"bands.csv\"]");
    }
    if rng.random_range(0..2) > 0 {
        let median = base * rng.random_range(80..125_i64) / 100;
        let at = |share: i64| median * share / 100;
        let rows = format!(
            "source,level,currency,component,p10,p25,p50,p75,p90,sample_size,as_of\n\
             Survey,L5,USD,base,{},{},{median},{},{},{},2025-11-01\n\
             Other,L5,USD,base,{},{},{},{},{},20,2025-11-01\n",
            at(80),
            at(90),
            at(112),
            at(126),
            rng.random_range(60..400),
            at(60),
            at(65),
            at(70),
            at(75),
            at(80),
        );
        fs::write(folder.join("market.csv"), rows).unwrap();
        named.push("market = [\"market.csv\"]");
    }
    if named.is_empty() { String::new() } else { format!("[files]\n{}\n", named.join("\n")) }
}

fn packages(profile: &str, base: i64, rng: &mut Xoshiro256PlusPlus) -> String {
    let mut text = String::new();
    if profile != "new-offer" || rng.random_range(0..2) > 0 {
        let today = base * rng.random_range(80..100_i64) / 100;
        let _ = writeln!(text, "[current]\nbase = {today}\nbonus = \"5%\"");
    }
    let _ = writeln!(text, "[offer]\nbase = {base}\nbonus = {}", base / 20 * rng.random_range(0..4_i64));
    if rng.random_range(0..2) > 0 {
        let _ = writeln!(text, "equity = {}\nsign_on = {}", base / 2, base / 10);
    }
    if rng.random_range(0..8) == 0 {
        let _ = writeln!(text, "[ask]\nbase = {}", base * 108 / 100);
    }
    text
}

fn alternatives(base: i64, rng: &mut Xoshiro256PlusPlus) -> String {
    let mut text = String::new();
    for name in ["Borealis", "Cirrus"].into_iter().take(rng.random_range(0..3)) {
        let firmness = ["written", "verbal", "hoped"][rng.random_range(0..3)];
        let other = base * rng.random_range(85..125_i64) / 100;
        let _ =
            writeln!(text, "[[alternatives]]\nname = \"{name}\"\nbase = {other}\nfirmness = \"{firmness}\"");
    }
    text
}

fn circumstances(rng: &mut Xoshiro256PlusPlus) -> String {
    let tone = ["neutral", "warm", "firm"][rng.random_range(0..3)];
    let mut text = format!("[context]\ntone = \"{tone}\"\nrunner_up = {}\n", rng.random_range(0..3) == 0);
    if rng.random_range(0..2) > 0 {
        text += "[[evidence]]\nclaim = \"Cut the setup by half\"\nchange = \"50%\"\nowner = \"me\"\n";
        if rng.random_range(0..2) > 0 {
            text += "proof = \"report of March\"\n";
        }
    }
    text
}
