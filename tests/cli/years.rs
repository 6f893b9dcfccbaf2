//! `scenarios` and `compare`.

use std::fs;

use super::{counteroffer, printed, refused};

const HEAD: &str = "profile = \"new-offer\"\ncurrency = \"USD\"\nas_of = 2026-05-04\n[current]\nbase = 90_000\n\
                    [offer]\nbase = 100_000\n[equity]\nkind = \"public\"\n";

/// A case of `HEAD` and a few lines, in a folder of its own.
fn case(lines: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("case.toml");
    fs::write(&path, format!("{HEAD}{lines}")).unwrap();
    let name = path.display().to_string();
    (folder, name)
}

/// What is wrong with a case of these lines, without the folder's name.
fn fault(lines: &str) -> String {
    let (folder, path) = case(lines);
    let text = refused(&["scenarios", &path, "--trials", "10"]);
    text.replace(&format!("{}/", folder.path().display()), "")
}

/// A text without its line breaks.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn says(lines: &str, expected: &str) {
    let found = fault(lines);
    assert!(found.starts_with(&format!("error: case.toml:{expected}\n")), "{found}");
    assert!(found.ends_with("1 problem in case.toml; nothing was written\n"), "{found}");
}

#[test]
fn vesting_that_does_not_add_up() {
    let found =
        fault("[[grants]]\nsize = 40_000\nvesting = { shares = [\"5%\", \"15%\", \"40%\", \"30%\"] }\n");
    let expected = "error: case.toml:12:22: `shares` in [grants.vesting]: the shares add up to 90%
   12 | vesting = { shares = [\"5%\", \"15%\", \"40%\", \"30%\"] }
      |                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^
  hint: let the yearly shares add up to 100%

1 problem in case.toml; nothing was written
";
    assert_eq!(found, expected);
}

#[test]
fn grants_that_cannot_be() {
    says(
        "[[grants]]\nsize = 40_000\nvesting = { months = 36, cliff_months = 48 }\n",
        "12:41: `cliff_months` in [grants.vesting]: the cliff of 48 months lies beyond the end of vesting, 36 months",
    );
    says(
        "[[grants]]\nsize = 40_000\ndate = 2031-01-01\n",
        "12:8: `date` in [[grants]]: the grant of 2031-01-01 comes after the horizon, which ends on 2030-05-04",
    );
    says(
        "[[grants]]\nkind = \"iso\"\nsize = \"1,200 options\"\nstrike = 2.50\n",
        "13:10: `strike` in [[grants]]: there is a strike and no price to compare it to",
    );
    says(
        "[[grants]]\nsize = \"10 units\"\nstrike = 2\n",
        "12:10: `strike` in [[grants]]: only options have a strike",
    );
    says(
        "[[grants]]\nsize = \"10.5 units\"\n",
        "11:8: `size` in [[grants]]: shares and options come in whole numbers from 1 on",
    );
    says("[[grants]]\nsize = 9_000\ntimes = 3\n", "12:9: `times` in [[grants]]: how often is not said");
    says("[[grants]]\nsize = 9_000\nclif = 12\n", "12:1: unknown key `clif` in [[grants]]");
    says(
        "[[grants]]\npackage = \"ofer\"\nsize = 9_000\n",
        "11:11: `package` in [[grants]]: there is no package `ofer`",
    );
}

#[test]
fn days_that_do_not_exist() {
    says(
        "[[grants]]\nsize = 9_000\ndate = \"2026-02-30\"\n",
        "12:8: `date` in [[grants]]: there is no day `2026-02-30`",
    );
    says(
        "[[grants]]\nsize = 9_000\ndate = 2026-02-30\n",
        "12:8: `2026-02-30` is no day as it is written here",
    );
    says(
        "[[outlook]]\npromotion = { date = 2025-01-01, chance = \"40%\", raise = \"10%\" }\n",
        "11:22: `date` in [outlook.promotion]: the promotion on 2025-01-01 does not come after the first day, \
         2026-05-04",
    );
}

#[test]
fn prices_that_cannot_be() {
    says("[[outlook]]\nvolatility = \"-30%\"\n", "11:14: `volatility` in [[outlook]]: `-30%` is below zero");
    says(
        "[[outlook]]\nkind = \"private\"\ncompany_value = 0\n",
        "12:17: `company_value` in [[outlook]]: this is zero",
    );
    says(
        "[[outlook]]\nkind = \"private\"\nvolatility = \"30%\"\n",
        "12:14: `volatility` in [[outlook]]: the company is private: its shares have no daily price",
    );
    says(
        "[[outlook]]\nkind = \"private\"\noutcomes = [{ chance = \"50%\", times = 0 }, { chance = \"40%\", times = 2 }]\n",
        "12:12: `outcomes` in [[outlook]]: the chances add up to 90%",
    );
    says(
        "[[outlook]]\npayout = { low = \"50%\", likely = \"20%\", high = \"150%\" }\n",
        "11:10: low 50%, likely 20%, high 150% are not in this order",
    );
    says("[tax]\nordinary = 37\n", "11:12: `ordinary` in [tax]: `37` has no percent sign");
}

/// A price file on the command line: its volatility is used, its faults refused.
#[test]
fn a_price_file() {
    let (folder, path) = case("[[grants]]\nsize = 40_000\n");
    let prices = folder.path().join("prices.csv");
    fs::write(&prices, "Date,Close\n2024-01-02,100\n2024-01-03,110\n2024-01-04,100\n2024-01-05,110\n")
        .unwrap();
    let prices = prices.display().to_string();
    let text = flat(&printed(&["scenarios", &path, "--prices", &prices, "--trials", "1000"]));
    // ln 1.1 up, down, up: sd .110054 × √252.
    assert!(text.contains("volatility 174.7% as in prices.csv"), "{text}");
    fs::write(&prices, "Date,Close\n2024-01-02,100\n2024-01-03,0\n2024-01-02,100\n").unwrap();
    let fault = refused(&["scenarios", &path, "--prices", &prices]);
    assert!(fault.contains("prices.csv:3:12: column `close`: a price is above zero"), "{fault}");
    assert!(
        fault.contains("prices.csv:4:1: column `date`: 2024-01-02 does not come after 2024-01-03"),
        "{fault}"
    );
}

/// The promotion of the example: what staying, the offer and the ask bring.
#[test]
fn scenarios_of_the_example() {
    let text = printed(&["scenarios", "data/alloy-pm2/case.toml", "--trials", "20000"]);
    assert!(
        text.starts_with("4 years from 4 May 2026, before tax, in USD · 20,000 worlds, seed 1\n"),
        "{text}"
    );
    assert!(text.contains("     1  190,000  9,167  28,000  227,167"), "{text}");
    assert!(text.contains("Promised 240,000 a year, likely 227,167."), "{text}");
    assert!(
        text.contains("Shares of Alloy: worth 30% × 0, 25% × 0.4, 30% × 1, 15% × 2 of today's value;"),
        "{text}"
    );
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
}

#[test]
fn scenarios_as_json() {
    let text = printed(&["scenarios", "data/alloy-pm2/case.toml", "--trials", "2000", "--format", "json"]);
    let all: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&all["schema_version"], &all["currency"]), (&2.into(), &"USD".into()));
    let names: Vec<&str> =
        all["packages"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["current", "offer", "ask", "expected"]);
    let offer = &all["packages"][1];
    for key in ["first_year", "average"] {
        assert_eq!(offer[key], "227166.67", "{key}");
    }
    assert!(offer["present_value"].as_str().unwrap().starts_with("805"), "{offer}");
    let first = &offer["years"][0];
    assert_eq!(
        [&first["base"], &first["bonus"], &first["equity"], &first["sign_on"]],
        ["190000", "9166.67", "28000", "0"]
    );
    for p in ["p10", "p50", "p90"] {
        assert!(first["total"][p]["value"].is_string() && first["total"][p]["se"].is_string(), "{first}");
    }
}

/// The same bytes for any number of threads, other bytes for another seed.
#[test]
fn threads_and_seeds() {
    let run = |extra: &[&str]| {
        let args = ["scenarios", "data/new-offer/case.toml", "--trials", "9000", "--format", "csv"];
        printed(&[&args[..], extra].concat())
    };
    let one = run(&["--threads", "1"]);
    assert_eq!(one, run(&["--threads", "7"]));
    assert_ne!(one, run(&["--seed", "2"]));
    assert!(one.starts_with(
        "package,basis,year,base,bonus,equity,sign_on,benefits,mean,promised,p10,p50,p90,currency\n"
    ));
}

#[test]
fn comparing_the_new_offer_with_the_written_one() {
    let text = printed(&["compare", "data/new-offer/case.toml", "--trials", "20000"]);
    assert!(text.contains("Isarwerk overtakes the offer in year 3."), "{text}");
    assert!(text.contains("With a base of 113,313, the offer would be as good."), "{text}");
    assert!(text.contains("has brought more than the offer  by year 1  by year 2  by year 4"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    let against =
        printed(&["compare", "data/new-offer/case.toml", "--against", "isarwerk", "--trials", "2000"]);
    assert!(against.contains("has brought more than Isarwerk"), "{against}");
    let unknown =
        counteroffer(&["compare", "data/new-offer/case.toml", "--against", "ofer", "--trials", "100"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("did you mean `offer`?"));
}

/// Marginal rates: a second table, and its figures under `after_tax`.
#[test]
fn after_tax() {
    let (_folder, path) = case("[tax]\nordinary = \"40%\"\n");
    let text = flat(&printed(&["scenarios", &path, "--trials", "100"]));
    assert!(text.contains("before tax, in USD"), "{text}");
    assert!(text.contains("after marginal rates of 40% on pay and 40% on equity (not a tax"), "{text}");
    let json = printed(&["scenarios", &path, "--trials", "100", "--format", "json"]);
    let all: serde_json::Value = serde_json::from_str(&json).unwrap();
    let base = |all: &serde_json::Value| all["packages"][1]["years"][0]["base"].clone();
    assert_eq!((base(&all), base(&all["after_tax"])), ("100000".into(), "60000".into()));
}

/// Shares under a double trigger are nothing before a day that only the person can guess.
#[test]
fn a_double_trigger_asks_when_shares_become_money() {
    let private = |lines: &str| {
        HEAD.replace("\"public\"", "\"private\"\ndouble_trigger = true\nunit_price = 40") + lines
    };
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("case.toml");
    let name = path.display().to_string();
    fs::write(&path, private("")).unwrap();
    let told = refused(&["check", &name]);
    assert!(told.contains("`double_trigger` in [equity]: nothing says when these shares"), "{told}");
    assert!(told.contains("hint: add `liquidity_years = 3` under the package's [[outlook]]"), "{told}");
    fs::write(&path, private("[[outlook]]\npackage = \"offer\"\nliquidity_years = 3\n")).unwrap();
    printed(&["check", &name]);
    // An alternative's own terms are asked about too.
    let other = "[[alternatives]]\nname = \"Beta\"\nbase = 110_000\nfirmness = \"verbal\"\n\
                 equity_terms = { kind = \"private\", double_trigger = true }\n";
    fs::write(&path, format!("{HEAD}{other}")).unwrap();
    assert!(refused(&["check", &name]).contains("`double_trigger` in [alternatives.equity_terms]"));
}

/// Shares of a private company become money when the person says so; nobody else knows.
#[test]
fn when_shares_become_money_is_not_made_up() {
    let terms = "unit_price = 40\nvesting = { months = 12, cliff_months = 0, period = \"yearly\" }\n";
    let of = |lines: &str| {
        let (_folder, path) = case("");
        let text = HEAD.replace("base = 100_000", "base = 100_000\nequity = \"1000 units\"");
        fs::write(&path, text.replace("\"public\"", "\"private\"") + terms + lines).unwrap();
        flat(&printed(&["scenarios", &path, "--vesting"]))
            + &flat(&printed(&["scenarios", &path, "--trials", "100"]))
    };
    let open = of("");
    assert!(open.contains("not told") && open.contains("when they can become money is not told"), "{open}");
    let told = of("[[outlook]]\npackage = \"offer\"\nliquidity_years = 3\n");
    assert!(told.contains("money after 3 years at the earliest") && !told.contains("not told"), "{told}");
}
