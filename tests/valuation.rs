//! One valuation: whatever is added to a package counts alike in every answer.
#![allow(clippy::expect_used)]

use counteroffer::advice::{Setup, advise};
use counteroffer::app::{reply, scenarios, sheet};
use counteroffer::domain::{
    Alternative, Case, Equity, EquityTerms, Firmness, Grant, Outlook, OwnershipKind, Package, PackageId,
    Payout, Profile, Said, Schedule, SharePlan, Vesting,
};
use counteroffer::equity::plan::yearly_value;
use counteroffer::input;
use counteroffer::num::{Currency, Money, Percent};
use counteroffer::scenario::table;
use counteroffer::simulate::Settings;
use proptest::prelude::*;
use rust_decimal::Decimal;

const FEW: Settings = Settings { seed: 1, trials: 2_000 };
const CENT: f64 = 0.011;

fn usd(amount: i64) -> Money {
    Money::new(Decimal::from(amount), Currency::USD)
}

fn public() -> EquityTerms {
    EquityTerms { kind: OwnershipKind::Public, unit_price: Some(usd(10)), ..EquityTerms::default() }
}

/// An offer, today's pay and one alternative, with bonuses, equity and a sign-on.
fn case(base: i64, other: i64) -> Case {
    let offer = Package {
        bonus: usd(20_000),
        equity: Some(Equity::Units(Decimal::from(4_800))),
        sign_on: usd(8_000),
        ..Package::of_base(usd(base))
    };
    let package = Package { bonus: usd(10_000), ..Package::of_base(usd(other)) };
    let alternative = Alternative::new("Beta".into(), package, Firmness::Certain, public());
    let assumptions = input::assumptions::standard().expect("the compiled-in table");
    let equity_terms = public();
    let (alternatives, current) = (vec![alternative], Some(Package::of_base(usd(60_000))));
    Case { assumptions, current, equity_terms, alternatives, ..Case::of_offer(Profile::NewOffer, offer) }
}

/// What can stand beside the four parts of a package.
#[derive(Debug, Clone, Copy)]
enum Extra {
    Grant(i64),
    Payouts(i64),
    Benefit(i64),
    Premium(i64),
    SharePlan(i64),
    Guaranteed,
    Moving(i64),
}

fn with(mut case: Case, package: PackageId, extra: Extra) -> Case {
    let mut outlook = Outlook { package, ..Outlook::default() };
    match extra {
        Extra::Grant(size) => case.prospects.grants.push(Grant {
            package,
            name: "on top".into(),
            size: Some(Equity::Amount(usd(size))),
            option: None,
            date: None,
            vesting_from: None,
            schedule: Schedule::even(Vesting::default()).expect("a schedule"),
            repeat: None,
        }),
        Extra::Payouts(percent) => {
            outlook.payout = Some(Payout::History(vec![Percent::from_percent(Decimal::from(percent))]));
        }
        Extra::Benefit(value) => outlook.benefits.push(("childcare".into(), usd(value))),
        Extra::Premium(value) => outlook.health_premium = Some(usd(value)),
        Extra::SharePlan(value) => {
            let discount = Percent::from_percent(Decimal::from(20));
            outlook.espp = Some(SharePlan { contribution: usd(value), discount, lookback_months: None });
        }
        Extra::Guaranteed => outlook.guaranteed_bonus_years = 2,
        Extra::Moving(value) => outlook.relocation = Some(usd(value)),
    }
    case.prospects.outlooks.push(outlook);
    case
}

/// By how much it changes the yearly value, worked by hand: a public grant loses a tenth and
/// is spread over four years; a bonus pays .91666… of its target if nothing is said.
fn by_hand(extra: Extra, bonus: f64) -> f64 {
    match extra {
        Extra::Grant(size) => size as f64 / 4.0 * 0.9,
        Extra::Payouts(percent) => bonus * (percent as f64 / 100.0 - 5.5 / 6.0),
        Extra::Benefit(value) => value as f64,
        Extra::Premium(value) => -(value as f64),
        // A fifth off: 100 buy what is worth 125.
        Extra::SharePlan(value) => value as f64 / 4.0,
        // Two of four years at target.
        Extra::Guaranteed => bonus * (1.0 - 5.5 / 6.0) / 2.0,
        Extra::Moving(value) => value as f64 / 4.0,
    }
}

fn extra() -> impl Strategy<Value = Extra> {
    prop_oneof![
        (1_000..400_000_i64).prop_map(Extra::Grant),
        (0..200_i64).prop_map(Extra::Payouts),
        (100..20_000_i64).prop_map(Extra::Benefit),
        (100..8_000_i64).prop_map(Extra::Premium),
        (100..20_000_i64).prop_map(Extra::SharePlan),
        Just(Extra::Guaranteed),
        (100..20_000_i64).prop_map(Extra::Moving),
    ]
}

/// Every answer's yearly value of the offer and of the alternative.
fn told(case: &Case) -> [Vec<f64>; 2] {
    let (setup, advice) = (Setup::of(case), advise(case, FEW));
    let years = scenarios(case, FEW).expect("years").before_tax;
    let page = sheet(case, FEW).expect("a sheet");
    let lined_up = table(case, &advice.lineup(case), FEW).expect("years");
    // They answer with the offer as it stands.
    let said = Said { asked: advice.anchor.package, standing: case.offer, statement: None, date: None };
    let answered = reply(case, &[said], FEW).expect("a reply");
    let valued = |table: &counteroffer::scenario::ScenarioTable, id| {
        table.packages.iter().find(|one| one.id == id).expect("a package").valued_average.to_f64()
    };
    let beta = PackageId::Alternative(0);
    let offer = vec![
        setup.offer_value,
        setup.value(&case.offer),
        advice.offer.value.to_f64(),
        valued(&years, PackageId::Offer),
        valued(&lined_up, PackageId::Offer),
        valued(&page.years, PackageId::Offer),
        page.advice.offer.value.to_f64(),
        answered.standing.value.to_f64(),
        answered.before.value.to_f64(),
    ];
    let mut other = vec![yearly_value(case, beta, &case.alternatives[0].package)];
    other.extend([valued(&years, beta), valued(&lined_up, beta), valued(&page.years, beta)]);
    other.extend([setup.fallback.value, advice.walk_away.value.to_f64()]);
    other.extend([page.advice.walk_away.value.to_f64(), answered.advice.walk_away.value.to_f64()]);
    [offer, other]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_added_to_either_side_moves_every_answer_alike(
        base in 90_000..110_000_i64, over in 30_000..60_000_i64, extra in extra(),
    ) {
        let plain = case(base, base + over);
        let before = told(&plain);
        for (side, id) in [PackageId::Offer, PackageId::Alternative(0)].into_iter().enumerate() {
            let after = told(&with(plain.clone(), id, extra));
            let bonus = [20_000.0, 10_000.0][side];
            for (was, is) in before[side].iter().zip(&after[side]) {
                prop_assert!((is - was - by_hand(extra, bonus)).abs() < CENT, "{:?} {:?}", before, after);
            }
            // And nothing on the other side.
            let other = 1 - side;
            let same = before[other].iter().zip(&after[other]).all(|(was, is)| (is - was).abs() < CENT);
            prop_assert!(same, "{:?} {:?}", before, after);
        }
    }

    #[test]
    fn an_asked_package_is_valued_as_in_the_years(
        base in 90_000..110_000_i64, more in 0..30_000_i64, bonus in 0..30_000_i64, units in 0..4_000_i64,
        extra in extra(),
    ) {
        let case = with(case(base, base), PackageId::Offer, extra);
        let asked = Package {
            base: usd(base + more),
            bonus: usd(bonus),
            equity: Some(Equity::Units(Decimal::from(4_800 + units))),
            ..case.offer
        };
        let years = yearly_value(&case, PackageId::Ask, &asked);
        prop_assert!((Setup::of(&case).value(&asked) - years).abs() < 1.0, "{}", years);
    }
}

/// 20,000 options at 1.50 with a strike of 1.40, 5,000 a year: of the four outcomes 0, .4, 1, 2
/// with .30, .25, .30, .15, the third brings .10 and the fourth 1.60 a share: .27 on average.
#[test]
fn options_of_the_offer_count_above_their_strike() {
    let mut case = case(150_000, 100_000);
    case.offer =
        Package { equity: Some(Equity::Units(Decimal::from(20_000))), ..Package::of_base(usd(150_000)) };
    let cents = |cents: i64| Money::new(Decimal::new(cents, 2), Currency::USD);
    case.equity_terms =
        EquityTerms { unit_price: Some(cents(150)), strike: Some(cents(140)), ..EquityTerms::default() };
    let setup = Setup::of(&case);
    assert!((setup.offer_value - 151_350.0).abs() < 1e-6, "{}", setup.offer_value);
}
