//! The laws of the policy, over generated cases: what is asked, what is a yes, and that
//! every view of it says the same.

#![allow(clippy::unwrap_used)]

use std::sync::LazyLock;

use counteroffer::advice::{Advice, Branch, Move, Setup, Verdict, branches};
use counteroffer::app::{advise, load_case, reply, simulate};
use counteroffer::domain::{
    Alternative, Assumptions, Case, Change, Evidence, Firmness, Package, PayBand, PayRange, Profile, Said,
    Tone, Worth,
};
use counteroffer::input::{ReadOptions, assumptions};
use counteroffer::num::{Currency, Money, Percent};
use counteroffer::simulate::{Engine, Settings};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// Enough to choose by: the laws hold whatever is chosen.
const FEW: Settings = Settings { seed: 1, trials: 128 };
const MANY: Settings = Settings { seed: 1, trials: 200_000 };
const SAME: f64 = 1e-6;

static TABLE: LazyLock<Assumptions> = LazyLock::new(|| assumptions::standard().unwrap());

fn usd(amount: f64) -> Money {
    Money::new(Decimal::from(amount.round() as i64), Currency::USD)
}

/// What a generated case is made of; amounts as shares of the base that is offered.
#[derive(Debug, Clone)]
struct Made {
    profile: Profile,
    base: f64,
    bonus: f64,
    /// From the minimum to the maximum.
    band: Option<(f64, f64)>,
    current: Option<f64>,
    alternatives: Vec<(f64, Firmness)>,
    /// What the person thinks of the first alternative, and whether they know of it.
    worth: Worth,
    known: bool,
    /// The person's own floor.
    floor: Option<f64>,
    /// One claim: with a number, one's own decision and proof, or with nothing.
    strong: Option<bool>,
    tone: Tone,
    runner_up: bool,
    aversion: u8,
}

impl Made {
    fn case(&self) -> Case {
        let of = |share: f64| usd(self.base * share);
        let bonus = of(self.bonus);
        let offer = Package { bonus, ..Package::of_base(usd(self.base)) };
        let mut case = Case { assumptions: TABLE.clone(), ..Case::of_offer(self.profile, offer) };
        case.band = self.band.map(|(min, max)| PayBand {
            company: None,
            family: None,
            level: "L".into(),
            location: None,
            base: PayRange::new(of(min), None, of(max)).unwrap(),
            bonus_target: None,
            bonus_max: None,
            equity: None,
            effective_date: None,
            origin: "bands.csv:2".into(),
        });
        case.current = self.current.map(|share| Package::of_base(of(share)));
        let alternative = |(i, (share, firmness)): (usize, &(f64, Firmness))| {
            Alternative::new(
                format!("other {i}"),
                Package::of_base(of(*share)),
                *firmness,
                case.equity_terms.clone(),
            )
        };
        case.alternatives = self.alternatives.iter().enumerate().map(alternative).collect();
        (case.context.tone, case.context.runner_up) = (self.tone, self.runner_up);
        if let Some(first) = case.alternatives.first_mut() {
            first.worth = self.worth;
            first.known_to_them &= self.known;
        }
        case.preferences.floor = self.floor.map(of);
        case.evidence = self.strong.map(claim).into_iter().collect();
        case.preferences.risk_aversion = self.aversion.into();
        case
    }
}

fn claim(strong: bool) -> Evidence {
    let told = |text: &str| strong.then(|| text.to_owned());
    Evidence {
        claim: "Cut the setup".into(),
        change: strong.then(|| Change::Percent(Percent::from_percent(50.into()))),
        decision: told("my own plan"),
        proof: told("the report of March"),
        ..Evidence::default()
    }
}

fn made() -> impl Strategy<Value = Made> {
    let firmness = || {
        proptest::sample::select(vec![
            Firmness::Certain,
            Firmness::Written,
            Firmness::Verbal,
            Firmness::Hoped,
        ])
    };
    let money = (20_000.0..400_000.0_f64, prop_oneof![Just(0.0), 0.02..0.4_f64]);
    let band = proptest::option::of((0.75..1.05_f64, 0.0..0.5_f64));
    let current = proptest::option::of(0.7..1.1_f64);
    let alternatives = proptest::collection::vec((0.8..1.4_f64, firmness()), 0..3);
    let tone = proptest::sample::select(vec![Tone::Neutral, Tone::Warm, Tone::Firm]);
    let aversion = prop_oneof![3 => Just(0_u8), 1 => 1_u8..6];
    let percent = |percent: i64| Worth::Share(Percent::from_percent(percent.into()));
    let worth =
        prop_oneof![3 => Just(Worth::Pay), 1 => Just(Worth::NotTaken), 1 => (60..120_i64).prop_map(percent)];
    let floor = prop_oneof![3 => Just(None), 1 => (0.7..1.15_f64).prop_map(Some)];
    (
        proptest::sample::select(Profile::ALL.to_vec()),
        money,
        band,
        current,
        alternatives,
        (worth, any::<bool>(), floor, proptest::option::of(any::<bool>())),
        tone,
        any::<bool>(),
        aversion,
    )
        .prop_map(
            |(
                profile,
                (base, bonus),
                band,
                current,
                alternatives,
                (worth, known, floor, strong),
                tone,
                runner_up,
                aversion,
            )| {
                Made {
                    worth,
                    known,
                    floor,
                    strong,
                    profile,
                    base,
                    bonus,
                    band: band.map(|(min, width)| (min, (min + width).max(min + 0.01))),
                    current,
                    alternatives,
                    tone,
                    runner_up,
                    aversion,
                }
            },
        )
}

/// How many cases a law is held over: few by default, `POLICY_CASES` where there is time.
fn cases(few: u32) -> u32 {
    std::env::var("POLICY_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(few)
}

/// The least that is agreed to, as a gain over the offer: what leaving is worth for certain, or
/// the person's own floor.
fn least(case: &Case) -> f64 {
    let setup = Setup::of(case);
    let own =
        case.preferences.floor.map_or(f64::NEG_INFINITY, |floor| floor.to_f64() / setup.offer_value - 1.0);
    setup.fallback.certain.max(own)
}

/// What not asking is worth: a yes to the offer, or leaving where the offer is not agreed to.
fn secure(case: &Case) -> f64 {
    if least(case) > SAME { Setup::of(case).fallback.certain } else { 0.0 }
}

/// The gain of the best alternative in writing, by what it is worth to the person.
fn written(case: &Case) -> f64 {
    let offered = Setup::of(case).offer_value;
    let gains = case.alternatives.iter().filter(|other| other.firmness.is_written()).filter_map(|other| {
        let pay = other.package.base.to_f64();
        let worth = match other.worth {
            Worth::Pay => pay,
            Worth::Share(share) => pay * share.to_f64(),
            Worth::Amount(amount) => amount.to_f64(),
            Worth::NotTaken => return None,
        };
        Some(worth / offered - 1.0)
    });
    gains.fold(0.0, f64::max)
}

/// The most that the band allows.
fn top(advice: &Advice) -> f64 {
    advice.room.map_or(f64::INFINITY, |(room, _)| room)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(250), failure_persistence: None, ..ProptestConfig::default() })]

    /// a₁ ≥ y₁ ≥ y₂ ≥ max(0, E, k) unless the band ends below; the ask lies in its printed
    /// range and within the band; nothing that is offered is asked for less. What asking is worth
    /// is what it brings over not asking: no more than its best outcome, and nothing where
    /// nothing is asked.
    #[test]
    fn the_figures_fall_and_never_below_what_leaving_is_worth(made in made()) {
        let case = made.case();
        let advice = advise(&case, FEW);
        let worth = advice.worth_of_asking.value;
        let asks: Vec<f64> = advice.ladder.iter().map(|rung| rung.view.over_offer).collect();
        if advice.verdict != Verdict::Ask {
            prop_assert!(asks.is_empty() && worth.abs() < SAME, "{asks:?} {worth}");
            return Ok(());
        }
        let secure = secure(&case);
        prop_assert!(worth <= (asks[0] - secure).max(0.0) + SAME, "{worth} of {asks:?} over {secure}");
        prop_assert!((1..=3).contains(&asks.len()) && asks.windows(2).all(|pair| pair[1] < pair[0]), "{asks:?}");
        let floor = least(&case).max(written(&case)).max(0.0).min(top(&advice));
        prop_assert!(asks.iter().all(|ask| *ask >= floor - SAME && *ask > SAME), "{asks:?} under {floor}");
        let (low, high) = advice.plateau.unwrap();
        prop_assert!(low - SAME <= asks[0] && asks[0] <= high + SAME, "{} in {low}..{high}", asks[0]);
        prop_assert!(asks[0] <= top(&advice) + SAME, "{asks:?}");
        for rung in &advice.ladder {
            let (said, offer) = (rung.view.package, advice.offer.package);
            prop_assert!(said.base.amount() >= offer.base.amount() && said.bonus.amount() >= offer.bonus.amount());
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(60), failure_persistence: None, ..ProptestConfig::default() })]

    /// A yes starts at the next ask; anything lower is answered with it, nothing too.
    #[test]
    fn every_yes_starts_at_the_next_ask(made in made(), share in 0.0..0.9_f64) {
        let case = made.case();
        let advice = advise(&case, FEW);
        prop_assume!(advice.verdict == Verdict::Ask && advice.ladder.len() > 1);
        let (asked, next) = (advice.ladder[0].view.package, advice.ladder[1].view);
        let answer = |standing| {
            let said = Said { asked, standing, statement: None, date: None };
            reply(&case, &[said], FEW).unwrap()
        };
        prop_assert_eq!(answer(next.package).choice, Move::Accept);
        // Halfway between nothing and the next ask, and nothing at all.
        let base = |share: f64| {
            let over = (next.package.base - case.offer.base).to_f64();
            Package { base: case.offer.base + usd(over * share), ..case.offer }
        };
        for share in [share, 0.0] {
            let lower = answer(base(share));
            // Within a step of the next ask an answer is a yes; no step is more than this.
            prop_assume!(lower.standing.over_offer < (0.9 * next.over_offer).min(next.over_offer - 0.004));
            prop_assert_eq!(lower.choice, Move::Ask);
            let asked = lower.next.map(|(view, _)| view.over_offer);
            prop_assert!(asked.is_some_and(|asked| asked >= next.over_offer - SAME), "{asked:?} {}", next.over_offer);
        }
    }

    /// The branches are all the meetings, and each says what a reply there says.
    #[test]
    fn the_tree_says_what_a_reply_says(made in made()) {
        let case = made.case();
        let settings = Settings { seed: 1, trials: 4_096 };
        let advice = advise(&case, FEW);
        prop_assume!(advice.verdict == Verdict::Ask);
        let setup = Setup::of(&case);
        let tree = branches(&setup, &advice, settings).unwrap();
        let whole = tree.yes.share.value + tree.nothing.share.value + tree.pulled.value
            + tree.part.iter().map(|branch| branch.share.value).sum::<f64>();
        prop_assert!((whole - 1.0).abs() < 1e-9, "{whole}");
        let asked = advice.anchor.package;
        // What reaches the next ask is a yes, and no longer part of the way.
        let next = advice.ladder.get(1).map_or(advice.anchor.over_offer, |rung| rung.view.over_offer);
        for branch in &tree.part {
            let standing = branch.standing.unwrap().over_offer;
            prop_assert!(standing < next + SAME, "{standing} reaches {next}");
        }
        for branch in tree.part.iter().chain([&tree.nothing]) {
            let standing = branch.standing.unwrap().package;
            let there = reply(&case, &[Said { asked, standing, statement: None, date: None }], FEW).unwrap();
            prop_assert_eq!(there.choice, branch.advice, "{:?}", branch);
            let close = |branch: &Branch| {
                branch.ask.map_or(0.0, |view| view.over_offer) - there.next.map_or(0.0, |(view, _)| view.over_offer)
            };
            prop_assert!(close(branch).abs() < 0.01, "{:?} {:?}", branch.ask, there.next);
        }
    }

    /// At the end what stands is taken where it is as good as leaving, and left where it is not.
    #[test]
    fn nothing_worse_than_leaving_is_taken(made in made(), share in 0.0..1.0_f64) {
        let case = made.case();
        let advice = advise(&case, FEW);
        prop_assume!(advice.verdict == Verdict::Ask);
        let asked = advice.ladder[0].view.package;
        let over = (asked.base - case.offer.base).to_f64();
        let standing = Package { base: case.offer.base + usd(over * share), ..case.offer };
        let said = |asked| Said { asked, standing, statement: None, date: None };
        // They stay where they are at a further ask.
        let second = advice.ladder.get(1).map_or(asked, |rung| rung.view.package);
        let end = reply(&case, &[said(asked), said(second)], FEW).unwrap();
        prop_assume!(end.choice != Move::Ask);
        let good = end.standing.over_offer >= least(&case) - SAME;
        prop_assert_eq!(end.choice == Move::Accept, good, "{} {}", end.standing.over_offer, least(&case));
    }
}

/// A better or firmer alternative never makes one ask for less, whatever the offer.
#[test]
fn a_better_alternative_never_lowers_the_ask() {
    for profile in Profile::ALL {
        let ask = |k: f64| {
            let mut case = Made {
                profile,
                base: 100_000.0,
                bonus: 0.0,
                band: None,
                current: Some(0.9),
                alternatives: vec![(1.0 + k, Firmness::Written)],
                tone: Tone::Neutral,
                worth: Worth::Pay,
                known: true,
                floor: None,
                strong: None,
                runner_up: false,
                aversion: 0,
            }
            .case();
            case.as_of = None;
            advise(&case, MANY).anchor.over_offer
        };
        let mut before = 0.0;
        for k in [-0.05, 0.0, 0.02, 0.05, 0.08, 0.12, 0.16, 0.22] {
            let now = ask(k);
            assert!(now >= k.max(0.0) - SAME, "{profile:?} {k}: {now}");
            assert!(now >= before - 0.005 - SAME, "{profile:?} {k}: {now} after {before}");
            before = now;
        }
    }
}

/// The share of the branch "yes" beside a count of its own: meetings with one ask, in which the
/// answer reaches the second.
#[test]
fn what_reaches_the_next_ask_is_a_yes() {
    let case = load_case("data/new-offer/case.toml".as_ref(), &ReadOptions::default()).unwrap();
    let advice = advise(&case, MANY);
    let tree = branches(&Setup::of(&case), &advice, MANY).unwrap();
    let (ask, next) = (advice.ladder[0].view.over_offer, advice.ladder[1].view.over_offer);
    let once = simulate(&case, &[ask], None, Engine::default(), MANY);
    let all: f64 = once.histogram.iter().map(|(_, share)| share).sum();
    let reached: f64 = once.histogram.iter().filter(|(gain, _)| *gain >= next).map(|(_, share)| share).sum();
    let counted = reached / all * once.improved.value;
    assert!(counted > once.outcomes.full.value + 0.008, "answers between the two asks are many: {counted}");
    assert!((tree.yes.share.value - counted).abs() < 0.005, "{} and {counted}", tree.yes.share.value);
}

fn alloy() -> Case {
    load_case("data/alloy-pm2/case.toml".as_ref(), &ReadOptions::default()).unwrap()
}

/// The figures of an independent prototype of the policy, within one step of the curve.
#[test]
fn the_prototypes_figures_come_out() {
    let step = 0.005 + 0.001;
    let near = |found: f64, wanted: f64| assert!((found - wanted).abs() <= step, "{found}, not {wanted}");
    let figures = |case: &Case| -> Vec<f64> {
        advise(case, MANY).ladder.iter().map(|rung| rung.view.over_offer).collect()
    };
    let bare = |profile| Case {
        assumptions: TABLE.clone(),
        ..Case::of_offer(profile, Package::of_base(usd(100_000.0)))
    };
    let new_offer = figures(&bare(Profile::NewOffer));
    for (found, wanted) in new_offer.iter().zip([0.16, 0.136, 0.128]) {
        near(*found, wanted);
    }
    for (found, wanted) in figures(&bare(Profile::Raise)).iter().zip([0.11, 0.093, 0.088]) {
        near(*found, wanted);
    }
    let advice = advise(&alloy(), MANY);
    let base: Vec<f64> = advice.ladder.iter().map(|rung| rung.view.package.base.to_f64()).collect();
    assert!((201_000.0..=201_800.0).contains(&base[0]), "{base:?}");
    assert!((base[1] - 199_300.0).abs() <= 200.0 && (base[2] - 198_750.0).abs() <= 200.0, "{base:?}");
    assert!((advice.worth_of_asking.value - 0.032).abs() < 0.001, "{}", advice.worth_of_asking.value);
    let (_, high) = advice.plateau.unwrap();
    assert!((high - 0.185).abs() < step, "the range goes on to the top of the band: {high}");
    // What was asked in the case that the example is made of: 202,000, 12,000 and .06%.
    assert!(advice.plateau.is_some_and(|(low, high)| (low..=high).contains(&0.1225)));
    let over = (advice.expected.package.base - advice.offer.package.base).to_f64();
    assert!((4_000.0..=9_000.0).contains(&over), "{over}");
}

/// Along offers in a band, and along band tops, the opening ask as the prototype has it.
#[test]
fn along_offers_and_bands_as_the_prototype_has_it() {
    let in_band = |base: f64, max: f64| {
        let made = Made {
            profile: Profile::Promotion,
            base,
            bonus: 0.0,
            band: Some((185_000.0 / base, max / base)),
            current: None,
            alternatives: Vec::new(),
            tone: Tone::Neutral,
            worth: Worth::Pay,
            known: true,
            floor: None,
            strong: None,
            runner_up: false,
            aversion: 0,
        };
        advise(&made.case(), MANY).anchor.over_offer
    };
    let step = 0.005 + 0.003;
    for (offer, wanted) in [
        (185_000.0, 0.075),
        (190_000.0, 0.065),
        (194_000.0, 0.060),
        (197_400.0, 0.050),
        (197_600.0, 0.050),
        (200_000.0, 0.045),
        (204_000.0, 0.029),
        (208_000.0, 0.010),
    ] {
        let found = in_band(offer, 210_000.0);
        assert!((found - wanted).abs() <= step, "{offer}: {found}, not {wanted}");
    }
    for (max, wanted) in [(200_000.0, 0.045), (210_000.0, 0.065), (220_000.0, 0.080), (240_000.0, 0.105)] {
        let found = in_band(190_000.0, max);
        assert!((found - wanted).abs() <= step, "band to {max}: {found}, not {wanted}");
    }
}
