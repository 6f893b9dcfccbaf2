//! Terms of pay, each worked out by hand.

#![allow(clippy::unwrap_used)]

use std::fs;

use counteroffer::app::{advise, load_case};
use counteroffer::domain::{Case, Equity, NamedPackage, PackageId};
use counteroffer::equity::plan::{YearMeans, plan, yearly_value};
use counteroffer::input::ReadOptions;
use counteroffer::scenario::{Vested, vesting};
use counteroffer::simulate::Settings;

/// A new offer of 100,000 with what else is told, over four years.
fn case(offer: &str, more: &str) -> Case {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("case.toml");
    let text = format!(
        "profile = \"new-offer\"\ncurrency = \"USD\"\nas_of = 2026-01-01\n[offer]\nbase = 100_000\n{offer}\n{more}"
    );
    fs::write(&path, text).unwrap();
    load_case(&path, &ReadOptions::default()).unwrap()
}

fn offer(case: &Case) -> NamedPackage {
    NamedPackage { id: PackageId::Offer, name: "offer".into(), package: case.offer }
}

fn years(case: &Case) -> Vec<YearMeans> {
    let plan = plan(&offer(case), case, None);
    (0..plan.years()).map(|year| plan.means(year)).collect()
}

fn each(case: &Case, pick: fn(&YearMeans) -> f64) -> Vec<f64> {
    years(case).iter().map(|year| (pick(year) * 100.0).round() / 100.0).collect()
}

fn events(case: &Case) -> Vec<Vested> {
    vesting(case, &[offer(case)]).remove(0).events
}

/// No raises: every year is like the first.
const FLAT: &str = "[[outlook]]\npackage = \"offer\"\nmerit = \"0%\"\n";

#[test]
fn a_sign_on_in_instalments_is_paid_in_its_years_and_worth_as_much() {
    let paid = case("sign_on = 20_000", &format!("{FLAT}sign_on_paid = [\"60%\", \"40%\"]"));
    assert_eq!(each(&paid, |year| year.sign_on), [12_000.0, 8_000.0, 0.0, 0.0]);
    let at_once = case("sign_on = 20_000", FLAT);
    let value = |case: &Case| yearly_value(case, PackageId::Offer, &case.offer);
    assert!((value(&paid) - value(&at_once)).abs() < 1e-9 && (value(&paid) - 105_000.0).abs() < 1e-9);
}

#[test]
fn who_leaves_before_an_instalment_does_not_get_it_and_pays_back_what_was_paid() {
    let terms = "sign_on_paid = [\"60%\", \"40%\"]\nleaves = 2026-07-01\nclaw_back = { months = 12 }";
    let left = case("sign_on = 20_000", &format!("{FLAT}{terms}"));
    // 12,000 paid on the first day, and paid back.
    assert_eq!(each(&left, |year| year.sign_on), [0.0; 4]);
}

#[test]
fn a_guaranteed_bonus_is_paid_at_target_and_later_ones_at_their_mean() {
    let case = case("bonus = 12_000", &format!("{FLAT}guaranteed_bonus_years = 1"));
    // The mean of PERT(0, 1, 1.5) is (0 + 4 + 1.5) ÷ 6.
    assert_eq!(each(&case, |year| year.bonus), [12_000.0, 11_000.0, 11_000.0, 11_000.0]);
}

#[test]
fn shares_below_their_price_save_the_discount_and_moving_is_paid_once() {
    let espp = "espp = { contribution = 10_000, discount = \"15%\" }\nrelocation = 8_000";
    let case = case("", &format!("{FLAT}{espp}"));
    // 10,000 buy shares worth 10,000 ÷ 0.85.
    assert_eq!(each(&case, |year| year.benefits), [9_764.71, 1_764.71, 1_764.71, 1_764.71]);
}

#[test]
fn a_lookback_adds_an_option_at_the_money() {
    let plan = "[[outlook]]\npackage = \"offer\"\nmerit = \"0%\"\nvolatility = \"40%\"\nespp = { contribution = 10_000, discount = \"15%\", lookback_months = 6 }";
    let case = case("", &format!("[equity]\nkind = \"public\"\n{plan}"));
    // 2Φ(0.4 √0.5 ÷ 2) = 1.112462: shares for 10,000 are worth 13,087.79 on average.
    let benefits: Vec<f64> = each(&case, |year| year.benefits);
    assert!(benefits.iter().all(|benefit| (benefit - 3_087.79).abs() < 1.0), "{benefits:?}");
}

#[test]
fn shares_vest_each_half_year_and_in_shares_of_their_own() {
    let half = case(
        "equity = 80_000",
        "[equity]\nkind = \"public\"\nvesting = { months = 48, cliff_months = 0, period = \"half-yearly\" }",
    );
    let events = events(&half);
    assert_eq!(events.len(), 8);
    assert!(events.iter().all(|event| event.value.to_f64() == 10_000.0), "{events:?}");
    let shares = "[equity]\nkind = \"public\"\nvesting = { shares = [\"5%\", \"15%\", \"40%\", \"40%\"] }";
    let later = case("equity = 100_000", shares);
    assert_eq!(each(&later, |year| year.promised_equity), [5_000.0, 15_000.0, 40_000.0, 40_000.0]);
}

#[test]
fn under_a_double_trigger_nothing_is_received_before_the_shares_are_money() {
    let private = |years: u32| {
        case(
            "equity = 100_000",
            &format!(
                "[equity]\nkind = \"private\"\ndouble_trigger = true\n\
                 vesting = {{ months = 48, cliff_months = 12, period = \"yearly\" }}\n\
                 {FLAT}liquidity_years = {years}"
            ),
        )
    };
    // Three quarters have vested when the third year ends, and the last a year later.
    assert_eq!(each(&private(3), |year| year.promised_equity), [0.0, 0.0, 75_000.0, 25_000.0]);
    assert_eq!(each(&private(6), |year| year.promised_equity), [0.0; 4]);
    // What is held back comes in one row.
    let days: Vec<_> =
        events(&private(3)).into_iter().map(|event| (event.day, event.value.to_f64())).collect();
    assert_eq!(days.len(), 2, "{days:?}");
    assert_eq!((days[0].1, days[1].1), (75_000.0, 25_000.0));
}

#[test]
fn options_count_above_their_strike_and_the_preferred_price_does_not() {
    let terms = "[equity]\nkind = \"public\"\nunit_price = 30\nstrike = 20\npreferred_price = 90\n\
        vesting = { months = 12, cliff_months = 0, period = \"yearly\" }";
    let case = case("equity = \"1_000 units\"", terms);
    let [event] = events(&case).try_into().unwrap();
    assert_eq!(event.size, Equity::Units(1_000.into()));
    assert_eq!(event.price.map(|price| price.to_f64()), Some(30.0));
    assert_eq!(
        (event.strike.to_f64(), event.value.to_f64(), event.money_year),
        (20_000.0, 10_000.0, Some(1))
    );
    // More than what it would bring today, since it may rise and cannot fall below nothing; less a tenth.
    assert!(event.counts.to_f64() > 9_000.0 && event.counts.to_f64() < 20_000.0, "{event:?}");
    let advice = advise(&case, Settings { seed: 1, trials: 2_000 });
    assert!(advice.notices.iter().any(|notice| notice.name() == "preferred-price"));
}

#[test]
fn private_shares_count_what_may_become_of_them_and_become_money_later() {
    let terms =
        "[equity]\nkind = \"private\"\nvesting = { months = 12, cliff_months = 0, period = \"yearly\" }\n";
    let case = case("equity = 10_000", &format!("{terms}{FLAT}liquidity_years = 3\ndilution = \"0%\""));
    let [event] = events(&case).try_into().unwrap();
    // 0·.30 + .4·.25 + 1·.30 + 2·.15 = .70
    assert_eq!((event.value.to_f64(), event.counts.to_f64(), event.money_year), (10_000.0, 7_000.0, Some(3)));
}
