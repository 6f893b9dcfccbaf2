//! Whole cases, read from files.

use std::fs;
use std::path::Path;

use rust_decimal::Decimal;
use tempfile::TempDir;

use super::*;
use crate::domain::{Change, Equity, Firmness, OwnershipKind, Profile, StatValue};
use crate::num::Money;

/// Files of a case in a folder of their own.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn read(folder: &TempDir) -> Result<CaseDraft> {
    read_case(&folder.path().join("case.toml"), &ReadOptions::default())
}

/// The problems as `file:line: message`, without the folder.
fn problems(files: &[(&str, &str)]) -> Vec<String> {
    let folder = folder(files);
    let Err(crate::Error::Problems(all)) = read(&folder) else { panic!("this case should be refused") };
    let place = |problem: &crate::Problem| {
        let file = Path::new(&problem.place.file).file_name().unwrap().to_string_lossy().into_owned();
        problem.place.line.map_or(file.clone(), |line| format!("{file}:{line}"))
    };
    all.iter().map(|problem| format!("{}: {}", place(problem), problem.message)).collect()
}

fn example(name: &str) -> CaseDraft {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name).join("case.toml");
    read_case(&path, &ReadOptions::default()).unwrap()
}

fn money(amount: i64, currency: Currency) -> Money {
    Money::new(Decimal::from(amount), currency)
}

const RAISE: &str = "profile = \"raise\"\ncurrency = \"USD\"\n[current]\nbase = 100_000\nbonus = \"10%\"\n";

#[test]
fn the_promotion_example() {
    let case = example("alloy-pm2").case;
    let usd = |amount| money(amount, Currency::USD);
    assert_eq!(case.profile, Profile::Promotion);
    assert_eq!((case.offer.base, case.offer.bonus, case.offer.sign_on), (usd(190_000), usd(10_000), usd(0)));
    assert_eq!(case.current.unwrap().bonus, usd(8_900));
    let band = case.band.unwrap();
    assert_eq!((band.base.min(), band.base.max()), (usd(185_000), usd(210_000)));
    assert_eq!(band.equity.unwrap().max().quantity(), Decimal::new(7, 2));
    assert_eq!(case.equity_terms.company_value, Some(usd(400_000_000)));
    assert_eq!((case.market.len(), case.evidence.len(), case.alternatives.len()), (3, 2, 0));
    assert_eq!(case.evidence[0].change, Some(Change::Money(usd(2_100_000))));
    assert!(case.evidence.iter().all(crate::domain::Evidence::is_strong));
    let names: Vec<_> = case.inputs.files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["case.toml", "bands.csv", "market.csv"]);
    assert!(case.inputs.files.iter().all(|(_, hash)| hash.len() == 64));
}

#[test]
fn the_example_in_euros_with_decimal_commas() {
    let case = example("new-offer").case;
    let euro = |amount| money(amount, Currency::EUR);
    assert_eq!(case.offer.bonus, euro(11_200));
    assert_eq!(case.offer.equity, Some(Equity::Units(Decimal::from(800))));
    let band = case.band.unwrap();
    assert_eq!((band.base.mid(), band.location.as_deref()), (euro(114_500), Some("Munich")));
    assert_eq!(band.equity.unwrap().max(), Equity::Units(Decimal::from(1_200)));
    assert_eq!(band.bonus_max.unwrap().at_base(euro(112_000)), euro(16_800));
    assert_eq!(case.equity_terms.kind, OwnershipKind::Public);
    let other = &case.alternatives[0];
    assert_eq!((other.firmness, other.package.bonus), (Firmness::Written, euro(15_360)));
    assert_eq!(other.equity_terms.kind, OwnershipKind::Private);
    assert_eq!(case.market[0].confidence, crate::domain::Confidence::Medium);
}

#[test]
fn a_raise_without_an_offer_is_todays_pay_with_what_comes_anyway() {
    let draft = read(&folder(&[("case.toml", RAISE)])).unwrap();
    assert_eq!(draft.case.offer.base, money(103_200, Currency::USD));
    assert_eq!(draft.case.offer.bonus, money(10_320, Currency::USD));
    let overruled = format!("{RAISE}[assumptions]\nraise.without-asking = \"5%\"\n");
    let draft = read(&folder(&[("case.toml", &overruled)])).unwrap();
    assert_eq!(draft.case.offer.base, money(105_000, Currency::USD));
    assert!(draft.case.assumptions.get("raise.without-asking").unwrap().overruled);
}

#[test]
fn amounts_of_another_currency_come_in_by_the_dated_rate() {
    let case = format!(
        "{RAISE}[files]\nrates = \"rates.csv\"\nbands = \"bands.csv\"\nmarket = \"market.csv\"\n[role]\nlevel = \"L5\"\n\
         [[alternatives]]\nname = \"Kiel\"\ncurrency = \"EUR\"\nbase = 100_000\nbonus = 10_000\n\
         equity = \"€8,000\"\nfirmness = \"hoped\"\n"
    );
    let rates = "from,to,rate,as_of\nEUR,USD,1.10,2026-01-02\n";
    let bands = "level,base_min,base_max,bonus_target\nL5,€90k,€120k,€5k\n";
    let market = "source,component,currency,p50,p90\nS,wage,EUR,100000,200000+\n";
    let files =
        [("case.toml", case.as_str()), ("rates.csv", rates), ("bands.csv", bands), ("market.csv", market)];
    let draft = read(&folder(&files)).unwrap();
    let usd = |amount| money(amount, Currency::USD);
    let other = draft.case.alternatives[0].package;
    assert_eq!((other.base, other.bonus), (usd(110_000), usd(11_000)));
    assert_eq!(other.equity, Some(Equity::Amount(usd(8_800))));
    let band = draft.case.band.unwrap();
    assert_eq!(
        (band.base.min(), band.base.mid(), band.base.max()),
        (usd(99_000), usd(115_500), usd(132_000))
    );
    assert_eq!(band.bonus_target.unwrap().at_base(usd(1)), usd(5_500));
    assert!(draft.notes[0].contains("1 EUR = 1.1 USD on 2026-01-02"), "{:?}", draft.notes);
    let figures = &draft.case.market[0];
    assert_eq!(figures.percentiles.at(50), Some(StatValue::Exact(usd(110_000))));
    assert_eq!(figures.percentiles.at(90), Some(StatValue::AtLeast(usd(220_000))));
    assert!((figures.adjustments[0].factor - 1.1).abs() < 1e-12);
    let without = case.replace("rates = \"rates.csv\"\n", "");
    let seen = problems(&[("case.toml", &without), ("bands.csv", bands), ("market.csv", market)]);
    assert_eq!(seen.len(), 5, "{seen:?}");
    assert!(
        seen[0].contains("this is EUR, the case is in USD, and there is no rate between them"),
        "{seen:?}"
    );
}

#[test]
fn the_one_band_of_the_role() {
    let case = |role: &str| format!("{RAISE}[files]\nbands = \"bands.csv\"\n[role]\n{role}\n");
    let bands = "company,level,location,base_min,base_max,effective_date\n\
                 Acme,L5,Berlin,90000,110000,2025-01-01\n\
                 Acme,L5,Berlin,95000,115000,2026-01-01\n\
                 Acme,L5,,80000,100000,\n\
                 Other,L5,Berlin,10000,20000,\n\
                 Acme,L6,Berlin,x,y,\n";
    let chosen = |role: &str| {
        let draft = read(&folder(&[("case.toml", &case(role)), ("bands.csv", bands)])).unwrap();
        draft.case.band.unwrap().base.min().amount().to_string()
    };
    assert_eq!(chosen("company = \"ACME\"\nlevel = \"l5\"\nlocation = \"Berlin\""), "95000");
    assert_eq!(chosen("company = \"Acme\"\nlevel = \"L5\"\nlocation = \"Paris\""), "80000");
    let refused = |role: &str| problems(&[("case.toml", &case(role)), ("bands.csv", bands)]);
    assert_eq!(
        refused("level = \"L5\"\nlocation = \"Berlin\""),
        ["bands.csv:3: two bands for level `L5`: 95000–115000 here, 90000–110000 on line 2"]
    );
    assert_eq!(refused("level = \"L7\""), ["case.toml:9: `level` in [role]: no band is of level `L7`"]);
    assert_eq!(
        refused("level = \"L5\"\ncompany = \"Acne\""),
        ["case.toml:10: `company` in [role]: no band of this level is of `Acne`"]
    );
    assert_eq!(refused("level = \"L6\"\ncompany = \"Acme\"").len(), 2);
    assert_eq!(refused("title = \"x\"")[..1], ["case.toml:8: bands are named, but no level"]);
}

#[test]
fn identical_rows_are_one_band_and_the_order_does_not_matter() {
    let rows = ["A,L4,1000,2000", "A,L5,3000,5000", "A,L5,3000,5000", "B,L5,3000,4000"];
    let case = format!("{RAISE}[files]\nbands = \"bands.csv\"\n[role]\nlevel = \"L5\"\ncompany = \"A\"\n");
    for turn in 0..rows.len() {
        let mut turned = rows;
        turned.rotate_left(turn);
        let bands = format!("company,level,base_min,base_max\n{}\n", turned.join("\n"));
        let band = read(&folder(&[("case.toml", &case), ("bands.csv", &bands)])).unwrap().case.band.unwrap();
        assert_eq!(band.base.mid(), money(4_000, Currency::USD));
    }
}

#[test]
fn benchmarks_that_fit_the_role_and_raw_files_beside_them() {
    let case = format!(
        "{RAISE}[role]\ntitle = \"Data Engineer\"\nlocation = \"Berlin\"\n\
         [files]\nmarket = [\"m.csv\", {{ file = \"raw.csv\", title = \"Engineer\" }}]\n"
    );
    let market = "source,family,location,component,p50\n\
                  S,Data Engineer,Berlin,base,100000\nS,Data Engineer,Paris,base,oops\nS,Engineer,,base,90000\n";
    let files = [("case.toml", case.as_str()), ("m.csv", market), ("raw.csv", "job,pay\nx,1\n")];
    let draft = read(&folder(&files)).unwrap();
    assert_eq!(draft.case.market.len(), 2);
    let raw = &draft.raw_market[0];
    assert_eq!((raw.title.as_deref(), raw.location.as_deref()), (Some("Engineer"), Some("Berlin")));
    assert_eq!(draft.case.inputs.files.len(), 3);
    let elsewhere = case.replace("Berlin", "Rome").replace("Data Engineer", "Cook");
    let seen = problems(&[("case.toml", &elsewhere), ("m.csv", market), ("raw.csv", "job,pay\nx,1\n")]);
    assert_eq!(seen, ["m.csv: no row fits the role of the case: its company, title, level and location"]);
}

#[test]
fn everything_wrong_with_a_case_comes_at_once() {
    let case = "profile = \"rise\"\ncurrency = \"USD\"\nas_of = 2026-05-04\nextra = 1\n\
                [files]\nbands = [\"band.csv\"]\n\
                [offer]\nbase = -5\nbonus = 15\nequity = 0.04\n\
                [context]\ntone = \"nice\"\ndeadline = 2026-04-01\n\
                [preferences]\ndiscount_rate = 5\nhorizon_years = 0\n\
                [assumptions]\nnew-offer.fixd = 0.2\n\
                [[alternatives]]\nbase = 185.000\nfirmness = \"sure\"\n";
    let lines: Vec<_> = problems(&[("case.toml", case)])
        .iter()
        .map(|problem| problem.split(": ").next().unwrap().to_owned())
        .collect();
    let at = |line: usize| format!("case.toml:{line}");
    let mut expected: Vec<String> = [1, 4, 8, 9, 10, 12, 13, 15, 16, 18, 19, 20, 21].map(at).to_vec();
    expected.push("band.csv".to_owned());
    assert_eq!(lines, expected);
}

#[test]
fn an_ask_that_only_takes_away_is_refused() {
    let case = format!("{RAISE}[offer]\nbase = 110_000\n[ask]\nbase = 109_000\n");
    assert_eq!(
        problems(&[("case.toml", &case)]),
        [
            "case.toml:9: `base` in [ask]: 109000 is less than the 110000 that is offered, and nothing is asked for it"
        ]
    );
    let case = format!("{RAISE}[offer]\nbase = 110_000\n[ask]\nbase = 120_000\nbonus = \"10%\"\n");
    let ask = read(&folder(&[("case.toml", &case)])).unwrap().case.ask.unwrap();
    assert_eq!(ask.bonus, Some(money(12_000, Currency::USD)));
}

#[test]
fn other_peoples_headers_are_mapped_in_the_case() {
    let case = format!(
        "{RAISE}[files]\nbands = \"bands.csv\"\n[role]\nlevel = \"Grade 7\"\n\
         [columns]\nlevel = \"Grade\"\nbase_min = \"Minimum (£)\"\nbase_max = \"Maximum (£)\"\n"
    );
    let bands = "Unit,Grade,Minimum (£),Maximum (£)\nx,Grade 7,\"58,185\",\"67,219\"\n";
    let pounds = case.replace("\"USD\"", "\"GBP\"");
    let draft = read(&folder(&[("case.toml", &pounds), ("bands.csv", bands)])).unwrap();
    assert_eq!(draft.case.band.unwrap().base.min(), money(58_185, Currency::GBP));
    // The header says pounds: it is not read as dollars.
    let seen = problems(&[("case.toml", &case), ("bands.csv", bands)]);
    assert_eq!(seen, ["bands.csv:2: this is GBP, the case is in USD, and there is no rate between them"]);
    let misspelt = pounds.replace("Maximum (£)", "Maximum £");
    let seen = problems(&[("case.toml", &misspelt), ("bands.csv", bands)]);
    assert!(seen[0].contains("no file has the column `Maximum £`"), "{seen:?}");
}

/// A new job whose base is written so, in a currency.
fn offered(currency: &str, base: &str) -> String {
    format!("profile = \"new-offer\"\ncurrency = {currency:?}\n[offer]\nbase = {base}\n")
}

#[test]
fn pay_is_written_for_any_period() {
    for (currency, base, yearly) in [
        ("EUR", "\"4,600 a month × 14\"", 64_400),
        ("EUR", "\"€4,600 per month x 13\"", 59_800),
        ("EUR", "{ amount = 4_600, per = \"month\", times = 14 }", 64_400),
        ("GBP", "\"£3,000 a month\"", 36_000),
        ("USD", "{ amount = 40, per = \"hour\", hours_per_week = 38 }", 79_040),
        ("USD", "\"40 an hour\"", 83_200),
        ("USD", "\"$500/day\"", 130_000),
        ("USD", "\"2,000 bi-weekly\"", 52_000),
        ("USD", "\"USD 185k\"", 185_000),
        ("USD", "\"185k a year\"", 185_000),
        ("INR", "\"18 LPA\"", 1_800_000),
        ("INR", "\"12,00,000\"", 1_200_000),
        ("USD", "\"9,000 a year\"", 9_000),
    ] {
        let folder = folder(&[("case.toml", &offered(currency, base))]);
        let draft = read(&folder).unwrap_or_else(|error| panic!("{base}: {error}"));
        assert_eq!(draft.case.offer.base.amount(), Decimal::from(yearly), "{base}");
    }
    let hourly =
        folder(&[("case.toml", &offered("USD", "{ amount = 40, per = \"hour\", hours_per_week = 38 }"))]);
    assert_eq!(
        read(&hourly).unwrap().notes,
        ["`base` in [offer]: 40 per hour, 1,976 times a year, is 79,040 a year"]
    );
    for (base, wanted) in [
        ("\"40-50 an hour\"", "`base` in [offer]: `40-50 an hour` is a range where one figure is needed"),
        ("\"4,600 a month × 99\"", "`base` in [offer]: `99` is no number of salaries a year"),
        ("{ amount = 40, per = \"moon\" }", "`per` in [offer.base]: `moon` is no period"),
        (
            "{ amount = 40, per = \"day\", hours_per_week = 38 }",
            "`hours_per_week` in [offer.base]: this is not paid by the hour",
        ),
    ] {
        let found = problems(&[("case.toml", &offered("USD", base))]);
        assert_eq!(found, [format!("case.toml:4: {wanted}")]);
    }
}

#[test]
fn pay_that_fits_badly_is_a_question() {
    let usual = |currency, base: &str| problems(&[("case.toml", &offered(currency, base))]).concat();
    assert_eq!(
        usual("USD", "20"),
        "case.toml:4: `base` in [offer]: 20 a year is less than 1% of the 65,000 that is a usual year's pay in USD: is it per hour?"
    );
    assert_eq!(
        usual("EUR", "3_800"),
        "case.toml:4: `base` in [offer]: 3,800 a year is 8% of the 45,000 that is a usual year's pay in EUR: is it per month?"
    );
    assert!(usual("USD", "9_000_000").contains("is 138 times the 65,000"));
    let beside = |base: &str, more: &str| {
        let today = "profile = \"new-offer\"\ncurrency = \"USD\"\n[current]\nbase = 72_000\n[offer]\nbase = ";
        problems(&[("case.toml", &format!("{today}{base}\n{more}"))]).concat()
    };
    assert_eq!(
        beside("28_000", ""),
        "case.toml:6: `base` in [offer]: 28,000 a year is 39% of today's 72,000: is it per month, or part time?"
    );
    assert!(beside("80_000", "[ask]\nbase = 300_000").contains("300,000 a year is 4 times today's 72,000"));
    let other = "[[alternatives]]\nname = \"B\"\nfirmness = \"hoped\"\nbase = 1_250_000";
    assert!(beside("80_000", other).contains("1,250,000 a year is 17 times today's 72,000"));
    // Whoever says the period is believed, and nothing is asked of a raise without an offer.
    let said = "profile = \"raise\"\ncurrency = \"USD\"\n[current]\nbase = \"6,800 a year\"\n";
    assert!(read(&folder(&[("case.toml", said)])).is_ok());
    assert_eq!(problems(&[("case.toml", &said.replace("\"6,800 a year\"", "6_800"))]).len(), 1);
}

#[test]
fn parts_that_one_package_has_and_another_does_not_tell_of_are_named() {
    let untold = |offer: &str, other: &str| {
        let text = format!(
            "profile = \"new-offer\"\ncurrency = \"USD\"\n[current]\nbase = 72_000\nbonus = \"8%\"\n[offer]\nbase = 80_000\n{offer}\n[[alternatives]]\nname = \"B\"\nfirmness = \"verbal\"\nbase = 81_000\n{other}\n"
        );
        read(&folder(&[("case.toml", &text)])).unwrap().case.untold
    };
    let (offer, other) = (PackageId::Offer, PackageId::Alternative(0));
    assert_eq!(untold("", ""), [(offer, Part::Bonus), (other, Part::Bonus)]);
    assert_eq!(untold("bonus = 0", "bonus = \"5%\""), []);
    let equity = untold("bonus = 0\nequity = \"500 units\"", "bonus = 0");
    assert_eq!(equity, [(PackageId::Current, Part::Equity), (other, Part::Equity)]);
    // A grant listed on its own tells of equity, and a zero says that there is none.
    let grant = "bonus = 0\nequity = 0\n[[grants]]\npackage = \"current\"\nname = \"old\"\nsize = 9_000";
    assert_eq!(untold("bonus = 0\nequity = \"500 units\"", grant), []);
}
