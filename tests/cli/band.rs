//! `counteroffer band`: compa-ratio, penetration and percentile of three pays.

use serde_json::Value;

use super::{printed, refused};

const FLAGS: [&str; 9] = [
    "band",
    "--offer-base",
    "190000",
    "--band-min",
    "185000",
    "--band-max",
    "210000",
    "--current-base",
    "178000",
];

#[test]
fn without_a_case_the_documented_keys() {
    let args = [FLAGS.as_slice(), &["--trials", "2000", "--format", "json"]].concat();
    let answer: Value = serde_json::from_str(&printed(&args)).unwrap();
    // 190,000 in 185–210: (190 − 185)/25 and 190/197.5.
    assert_eq!(answer["offer"]["range_penetration"], 0.2);
    assert_eq!(answer["offer"]["compa_ratio"], 0.962_025);
    assert_eq!(answer["current"]["range_penetration"], -0.28);
    assert_eq!(answer["current"]["circle"], "green");
    assert_eq!(answer["band"]["mid"], "197500");
    assert!(answer["ask"]["base"].as_str().unwrap().parse::<f64>().unwrap() > 190_000.0);
    assert_eq!(answer["offer"].get("market_percentile"), None);
}

#[test]
fn text_fits_and_rounds_halves_up() {
    let text = printed(&[FLAGS.as_slice(), &["--trials", "2000"]].concat());
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    assert!(text.contains("today: below the band's minimum (green circle)"), "{text}");
    // 190,000/197,500 = .96203 and 178,000/197,500 = .90127.
    assert!(text.contains("190,000         0.96") && text.contains("178,000         0.90"), "{text}");
}

#[test]
fn a_case_with_a_benchmark_gives_the_percentile() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "case.toml",
        "profile = \"raise\"\ncurrency = \"USD\"\nas_of = 2026-05-04\n[files]\nmarket = [\"m.csv\"]\n\
         [current]\nbase = 100_000\n[offer]\nbase = 110_000\n",
    );
    write(
        "m.csv",
        "source,component,p25,p50,p75,sample_size,companies,as_of\nClub,base,90000,110000,130000,200,40,2022-01-01\n",
    );
    let path = folder.path().join("case.toml");
    let args = ["band", path.to_str().unwrap(), "--trials", "2000"];
    let answer: Value =
        serde_json::from_str(&printed(&[args.as_slice(), &["--format", "json"]].concat())).unwrap();
    assert_eq!(answer["offer"]["market_percentile"], 50.0);
    assert_eq!(answer["offer"]["market_ratio"], 1.0);
    assert_eq!(answer["market"]["stale"], true);
    // z = -.67449·ln(110/100)/ln(110/90) = -.32035, Φ = .37435.
    let today = answer["current"]["market_percentile"].as_f64().unwrap();
    assert!((today - 37.435).abs() < 0.001, "{today}");
    assert!(printed(&args).contains("old, read it as a lower bound"));
}

#[test]
fn a_target_beyond_99_is_refused() {
    assert!(refused(&[FLAGS.as_slice(), &["--target-percentile", "100"]].concat()).contains("100"));
}

/// A payroll with headers of its own and four bands.
fn payroll(folder: &std::path::Path) -> (String, String) {
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let staff = "Employee ID,Full Name,Gender,Job Grade,Annual Base Salary,FTE,Cost Center\n\
                 1,\"Kim, Dana\",F,L3,\"75,000\",1,x\n2,=HYPERLINK(\"evil\"),M,L3,30000,50%,x\n\
                 3,Ann\u{1b}[31m,F,L3,100000,,x\n4,Bo,M,L4,100000,,x\n5,Cy,M,L9,1,,x\n";
    let bands = "level,base_min,base_max\nL3,64000,96000\nL4,90000,110000\nL5,1,150000\n";
    (write("staff.csv", staff), write("bands.csv", bands))
}

#[test]
fn a_payroll_against_its_bands() {
    let folder = tempfile::tempdir().unwrap();
    let (staff, bands) = payroll(folder.path());
    let args = ["band", "--people", &staff, "--bands", &bands];
    let answer: Value =
        serde_json::from_str(&printed(&[args.as_slice(), &["--format", "json"]].concat())).unwrap();
    // 75/80 = .9375, 60/80 = .75 and 100/80 = 1.25: mean .979167. Half of 4,000 is missing.
    let l3 = &answer["levels"][0];
    assert_eq!(
        (&l3["level"], &l3["n"], &l3["mean_compa_ratio"]),
        (&"L3".into(), &3.into(), &0.979_167.into())
    );
    assert_eq!((&l3["below"], &l3["above"], &l3["out_of_range"]), (&1.into(), &1.into(), &2.into()));
    assert_eq!(l3["cost_to_minimum"], "2000");
    assert_eq!((&answer["all"][0]["n"], &answer["all"][0]["cost_to_minimum"]), (&4.into(), &"2000".into()));
    let person = &answer["people"][0];
    assert_eq!((&person["compa_ratio"], &person["range_penetration"]), (&0.9375.into(), &0.34375.into()));
    let part_time = &answer["people"][1];
    assert_eq!((&part_time["circle"], &part_time["to_minimum"]), (&"green".into(), &"2000".into()));
    assert_eq!(part_time["full_time_base"], "60000");
    assert_eq!(answer["people"][2]["circle"], "red");
    assert_eq!(answer["people"][4]["no_band"], "level");
    assert!(answer["problems"][0]["message"].as_str().unwrap().contains("`L5` runs from 1 to 150000"));

    let text = printed(&args);
    assert!(text.lines().all(|line| line.chars().count() <= 80 || line.contains('/')), "{text}");
    assert!(!text.contains('\u{1b}') && text.contains("green circle") && text.contains("60,000*"), "{text}");
    let csv = printed(&[args.as_slice(), &["--format", "csv"]].concat());
    assert!(csv.contains("2,\"'=HYPERLINK(\"\"evil\"\")\",L3,USD,30000,60000,64000"), "{csv}");
    // Gender changes nothing.
    let other = std::fs::read_to_string(&staff).unwrap().replace(",F,", ",M,");
    std::fs::write(&staff, other).unwrap();
    assert_eq!(printed(&args), text);
}

#[test]
fn a_payroll_that_is_wrong_is_refused_with_every_problem() {
    let folder = tempfile::tempdir().unwrap();
    let (staff, bands) = payroll(folder.path());
    std::fs::write(&staff, "id,level,base\n1,L3,lots\n1,L3,0\n2,L4\n").unwrap();
    let word = refused(&["band", "--people", &staff, "--bands", &bands]);
    for part in
        ["`lots` is not an amount", "`1` stands on line 2 already", "pay of zero", "2 cells, the header 3"]
    {
        assert!(word.contains(part), "{part}: {word}");
    }
    assert!(word.contains("4 problems"), "{word}");
    let word = refused(&["band", "--people", &staff]);
    assert!(word.contains("which pay bands?"), "{word}");
    let word = refused(&["band", "--people", &staff, "--bands", &bands, "--column", "level=Gender"]);
    assert!(word.contains("columns on gender or race never are"), "{word}");
}

#[test]
fn a_case_brings_its_own_bands_to_a_payroll() {
    let answer: Value = serde_json::from_str(&printed(&[
        "band",
        "data/alloy-pm2/case.toml",
        "--people",
        "tests/cli/staff.csv",
        "--format",
        "json",
    ]))
    .unwrap();
    let levels: Vec<&str> =
        answer["levels"].as_array().unwrap().iter().map(|level| level["level"].as_str().unwrap()).collect();
    assert_eq!(levels, ["PM II"]);
    assert_eq!(answer["people"][0]["band"]["min"], "185000");
}

#[test]
fn of_two_surveys_every_command_relies_on_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "case.toml",
        "profile = \"raise\"\ncurrency = \"USD\"\nas_of = 2026-05-04\n[role]\nlevel = \"L5\"\n[files]\nmarket = [\"m.csv\"]\n\
         [current]\nbase = 100_000\n[offer]\nbase = 110_000\n",
    );
    // Both of one class; the second has more people behind it and puts 110,000 at its p25.
    write(
        "m.csv",
        "source,level,component,p25,p50,p75,p90,sample_size,companies,as_of\n\
         Few,L5,base,80000,90000,100000,105000,60,40,2026-01-01\n\
         Many,L5,base,110000,130000,150000,170000,900,40,2026-01-01\n",
    );
    let path = folder.path().join("case.toml");
    let path = path.to_str().unwrap();
    let json = |command: &str| -> Value {
        serde_json::from_str(&printed(&[command, path, "--trials", "4000", "--format", "json"])).unwrap()
    };
    let (band, anchor) = (json("band"), json("anchor"));
    assert_eq!(band["market"]["source"], "Many");
    assert_eq!(band["offer"]["market_percentile"], 25.0);
    let ask = anchor["anchor"]["market_percentile"].as_f64().unwrap();
    assert!(ask > 25.0 && ask < 50.0, "{ask}");
    assert_eq!(band["ask"]["market_percentile"], ask);
    let caps = anchor["caps"].to_string();
    assert!(caps.contains("\"Many\"") && !caps.contains("\"Few\""), "{caps}");
}
