//! What may be asked, and of whom: kinds of employer, another level, a match, a trade, the
//! person's own floor, an alternative that is leverage and not wanted.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;

use counteroffer::advice::{Advice, Move, Notice, Setup, Verdict};
use counteroffer::app::{advise, load_case, reply};
use counteroffer::domain::{Case, Equity, Package, Said};
use counteroffer::input::ReadOptions;
use counteroffer::num::{Currency, Money};
use counteroffer::simulate::Settings;

const SETTINGS: Settings = Settings { seed: 1, trials: 20_000 };

const BANDS: &str = "level,base_min,base_max\nL5,95000,115000\nL6,118000,140000\n";

fn usd(amount: i64) -> Money {
    Money::new(amount.into(), Currency::USD)
}

/// A new offer of 100,000 with a bonus of 10,000 and 80,000 of public shares over four years.
fn case(more: &str) -> Case {
    case_of("base = 100_000\nbonus = 10_000\nequity = 80_000", more)
}

fn case_of(offer: &str, more: &str) -> Case {
    let folder = tempfile::TempDir::new().unwrap();
    fs::write(folder.path().join("bands.csv"), BANDS).unwrap();
    let path = folder.path().join("case.toml");
    let text = format!(
        "profile = \"new-offer\"\ncurrency = \"USD\"\n[role]\nlevel = \"L5\"\n[offer]\n{offer}\n\
         [equity]\nkind = \"public\"\n{more}"
    );
    fs::write(&path, text).unwrap();
    load_case(&path, &ReadOptions::default()).unwrap()
}

fn asked(advice: &Advice) -> Vec<Package> {
    advice.ladder.iter().map(|rung| rung.view.package).collect()
}

fn equity(package: &Package) -> f64 {
    let Some(Equity::Amount(amount)) = package.equity else { panic!("{package:?}") };
    amount.to_f64()
}

#[test]
fn a_large_technology_company_gives_in_equity_and_sign_on() {
    let unknown = asked(&advise(&case(""), SETTINGS));
    let large = advise(&case("[employer]\nkind = \"large-tech\""), SETTINGS);
    assert!(large.notices.iter().any(|notice| notice.name() == "employer-kind"), "{:?}", large.notices);
    let large = asked(&large);
    // A quarter of the usual 20% of base; half more than the usual of equity and sign-on.
    assert!(large[0].base.amount() <= usd(105_000).amount(), "{large:?}");
    assert!(unknown[0].base.amount() > usd(110_000).amount(), "{unknown:?}");
    assert_eq!(large[0].bonus, usd(10_000), "a bonus is not asked for where none moves");
    assert!(
        equity(&large[0]) > equity(&unknown[0]) && large[0].sign_on.amount() > unknown[0].sign_on.amount()
    );
    assert!(equity(&large[0]) <= 80_000.0 * 1.3 + 1.0, "{large:?}");
}

#[test]
fn a_small_company_gives_no_equity() {
    let small = asked(&advise(&case("[employer]\nkind = \"small\""), SETTINGS));
    assert_eq!(equity(&small[0]), 80_000.0);
    assert!(small[0].base.amount() > usd(110_000).amount());
}

const SCALE: &str =
    "[employer]\nkind = \"public-steps\"\nscale = [46_000, 48_000, 50_100, 52_300, 54_600, 57_000]";

#[test]
fn steps_are_asked_as_steps_and_at_the_top_nothing_is() {
    let steps = [46_000, 48_000, 50_100, 52_300, 54_600, 57_000].map(usd);
    let teacher = advise(&case_of("base = 48_000", SCALE), SETTINGS);
    let ladder = asked(&teacher);
    assert!(!ladder.is_empty() && ladder.iter().all(|package| steps.contains(&package.base)), "{ladder:?}");
    assert!(ladder.iter().all(|package| package.sign_on == usd(0)), "{ladder:?}");
    // Within the limit of the data: 20% over 48,000 is 57,600.
    assert!(ladder[0].base.amount() <= usd(57_000).amount());
    let top = advise(&case_of("base = 57_000", SCALE), SETTINGS);
    assert_eq!(top.verdict, Verdict::TakeIt);
    assert!(top.ladder.is_empty() && top.improved.value == 0.0, "{:?}", top.improved);
}

#[test]
fn what_is_on_the_table_moves_whatever_the_kind() {
    let table = "[employer]\nkind = \"small\"\n[on_table]\nequity_max = 120_000";
    assert!(equity(&asked(&advise(&case(table), SETTINGS))[0]) > 80_000.0);
}

#[test]
fn another_level_is_asked_for_within_its_band() {
    let files = "[files]\nbands = [\"bands.csv\"]\n";
    let same = advise(&case(files), SETTINGS);
    assert!(same.ladder[0].view.package.base.amount() <= usd(115_000).amount());
    let next = advise(&case(&format!("{files}[ask]\nlevel = \"L6\"")), SETTINGS);
    let bases: Vec<Money> = asked(&next).iter().map(|package| package.base).collect();
    let within = |base: &Money| (usd(118_000).amount()..=usd(140_000).amount()).contains(&base.amount());
    assert!(!bases.is_empty() && bases.iter().all(within), "{bases:?}");
    assert!(next.notices.contains(&Notice::NextLevel { level: "L6".into() }), "{:?}", next.notices);
}

const BETTER: &str = "[[alternatives]]\nname = \"Finch\"\nbase = 125_000\nbonus = 10_000\nequity = 80_000\n\
    equity_terms = { kind = \"public\" }\nfirmness = \"written\"\n";

#[test]
fn a_match_asks_for_what_the_other_offer_pays() {
    let case = case(&format!("{BETTER}[ask]\nmatch = \"finch\""));
    let advice = advise(&case, SETTINGS);
    assert!(advice.own_ask && advice.rival.as_deref() == Some("Finch"));
    let k = Setup::of(&case).rival;
    let over = advice.ladder[0].view.over_offer;
    assert!((over - k).abs() < 1e-4, "{over} {k}");
}

#[test]
fn leverage_is_one_thing_and_worth_another() {
    let wanted = case(BETTER);
    let setup = Setup::of(&wanted);
    assert!(setup.rival > 0.15 && (setup.in_writing - setup.rival).abs() < 1e-9);
    let unwanted = case(&format!("{BETTER}worth = \"would not take it\""));
    let advice = advise(&unwanted, SETTINGS);
    let setup = Setup::of(&unwanted);
    assert!(setup.rival > 0.15, "they may match it all the same");
    assert!(setup.in_writing == 0.0 && setup.fallback.line.is_empty() && setup.fallback.certain < 0.0);
    assert_eq!((advice.verdict, advice.rival.as_deref()), (Verdict::Ask, Some("Finch")));
    let hidden = case(&format!("{BETTER}known_to_them = false"));
    let setup = Setup::of(&hidden);
    assert!(setup.rival == 0.0 && setup.rival_index.is_none() && setup.in_writing > 0.15);
    assert_eq!(advise(&hidden, SETTINGS).rival, None, "what they do not know is not spoken of");
    let half = case(&format!("{BETTER}worth = \"90%\""));
    let full = Setup::of(&wanted).fallback.line[0].2;
    assert!((Setup::of(&half).fallback.line[0].2 - 0.9 * full).abs() < 1e-6);
    let amount = case(&format!("{BETTER}worth = 140_000"));
    assert!((Setup::of(&amount).fallback.line[0].2 - 140_000.0).abs() < 1e-6);
}

#[test]
fn nothing_under_ones_own_floor_is_taken_or_asked_for() {
    // The offer of 100,000 is worth less than the floor of 104,000.
    let case = case_of("base = 100_000", "[preferences]\nfloor = 104_000");
    let advice = advise(&case, SETTINGS);
    assert_eq!(advice.walk_away.value, usd(104_000));
    assert!(advice.walk_away.own_floor && advice.verdict == Verdict::Ask);
    assert!(advice.ladder.iter().all(|rung| rung.view.over_offer >= 0.04 - 1e-6), "{:?}", advice.ladder);
    let answered = |base: i64| {
        let ask = advice.ladder.iter().map(|rung| rung.view.package);
        let standing = Package { base: usd(base), ..case.offer };
        let rounds: Vec<Said> =
            ask.take(2).map(|asked| Said { asked, standing, statement: None, date: None }).collect();
        reply(&case, &rounds, SETTINGS).unwrap().choice
    };
    assert_eq!((answered(103_900), answered(104_100)), (Move::WalkAway, Move::Accept));
}

/// Less base for more equity: valued, asked for, answered like any ask.
#[test]
fn a_part_may_be_given_up_for_another() {
    let case = case("[ask]\nbase = 96_000\nequity = 140_000");
    let advice = advise(&case, SETTINGS);
    let setup = Setup::of(&case);
    let asked = asked(&advice);
    assert_eq!((asked[0].base, equity(&asked[0])), (usd(96_000), 140_000.0));
    // 60,000 over four years at a haircut of a tenth, less 4,000 of base.
    let by_hand = (60_000.0 / 4.0 * 0.9 - 4_000.0) / setup.offer_value;
    assert!(
        (advice.ladder[0].view.over_offer - by_hand).abs() < 0.02,
        "{} {by_hand}",
        advice.ladder[0].view.over_offer
    );
    for pair in asked.windows(2) {
        assert!(
            pair[1].base.amount() >= pair[0].base.amount(),
            "they get back what is not granted: {asked:?}"
        );
        assert!(equity(&pair[1]) <= equity(&pair[0]), "{asked:?}");
    }
    let expected = advice.expected.package;
    assert!((96_000.0..=100_000.0).contains(&expected.base.to_f64()), "{expected:?}");
    assert!((80_000.0..=140_000.0).contains(&equity(&expected)), "{expected:?}");
    // They meet half of it.
    let standing = Package { base: usd(98_000), equity: Some(Equity::Amount(usd(110_000))), ..case.offer };
    let said = Said { asked: asked[0], standing, statement: None, date: None };
    let then = reply(&case, &[said], SETTINGS).unwrap();
    assert!(then.standing.over_offer > 0.0 && then.standing.over_offer < advice.ladder[0].view.over_offer);
    if let Some((next, _)) = then.next {
        assert!(
            next.over_offer > then.standing.over_offer && next.over_offer <= advice.ladder[0].view.over_offer
        );
        assert!(next.package.base.amount() < usd(100_000).amount(), "a trade stays one: {next:?}");
    }
}

#[test]
fn a_hoped_for_alternative_that_does_not_count_is_said() {
    let notices = |profile: &str| {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("case.toml");
        let text = format!(
            "profile = \"{profile}\"\ncurrency = \"USD\"\n[current]\nbase = 72_000\n[offer]\nbase = 75_000\n\
             [[alternatives]]\nname = \"Clinic\"\nbase = 80_000\nfirmness = \"hoped\"\n"
        );
        fs::write(&path, text).unwrap();
        advise(&load_case(&path, &ReadOptions::default()).unwrap(), SETTINGS).notices
    };
    let said = Notice::HopedNotCounted { alternative: "Clinic".into() };
    assert!(notices("raise").contains(&said) && notices("promotion").contains(&said));
    assert!(!notices("new-offer").contains(&said));
}
