//! Cases and advice made up from a seed: no model behind them, but every shape
//! that a chart must survive.

use std::path::Path;
use std::sync::OnceLock;

use counteroffer::advice::{
    Advice, Answer, Cap, CurvePoint, EqualPackage, LastInLine, Limit, PackageView, Rung, Sensitivity, Swing,
    Verdict, WalkAway, advise,
};
use counteroffer::domain::*;
use counteroffer::input::{ReadOptions, read_case};
use counteroffer::num::{Currency, Estimate, Money, Percent};
use counteroffer::scenario::{
    ByYear, Comparison, MoneySpread, PackageYears, Pair, ScenarioTable, Vested, VestingCalendar, YearLine,
    compare, table,
};
use counteroffer::simulate::{Gain, Outcomes, Quartiles, Settings, Simulation, Spread};
use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

/// What varies between made-up cases.
pub struct Recipe {
    pub currency: Currency,
    /// Base salary of the offer.
    pub base: f64,
    pub rng: Xoshiro256PlusPlus,
    pub company: String,
    pub level: String,
    pub source: String,
}

const NAMES: [&str; 8] = [
    "Alloy",
    "PM II",
    "Österreichische Gesellschaft für Datenverarbeitung und Telekommunikation mbH",
    "株式会社東京データ分析研究所",
    "</svg><script>alert(1)</script> & \"Söhne\"",
    "A",
    "شركة البيانات \u{202e}evil",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
];

impl Recipe {
    pub fn new(seed: u64) -> Self {
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
        let currencies = [Currency::USD, Currency::EUR, Currency::INR, Currency::JPY, Currency::CHF];
        let currency = currencies[rng.random_range(0..5usize)];
        let scale = 10f64.powf(rng.random_range(0.5..12.0));
        let mut name = || NAMES[rng.random_range(0..NAMES.len())].to_owned();
        let (company, level, source) = (name(), name(), name());
        Recipe { currency, base: scale.round(), rng, company, level, source }
    }

    fn money(&self, amount: f64) -> Money {
        Money::new(Decimal::from_f64(amount.round()).unwrap(), self.currency)
    }

    fn view(&self, over: f64) -> PackageView {
        let package = Package {
            base: self.money(self.base * (1.0 + over * 0.55)),
            bonus: self.money(self.base * 0.05),
            equity: Some(Equity::Percent(Percent::from_percent("0.04".parse().unwrap()))),
            sign_on: self.money(0.0),
        };
        PackageView {
            package,
            value: self.money(self.base * 1.26 * (1.0 + over)),
            over_offer: over,
            range_penetration: Some(0.2 + over * 4.0),
            market_percentile: Some(50.0),
        }
    }

    pub fn case(&mut self) -> Case {
        let (low, high) =
            (self.base * self.rng.random_range(0.7..1.02), self.base * self.rng.random_range(1.03..1.6));
        let range = PayRange::new(self.money(low), None, self.money(high)).unwrap();
        let band = PayBand {
            company: Some(self.company.clone()),
            family: None,
            level: self.level.clone(),
            location: None,
            base: range,
            bonus_target: None,
            bonus_max: None,
            equity: None,
            effective_date: None,
            origin: "bands.csv:2".to_owned(),
        };
        let count = self.rng.random_range(0..3);
        let market = (0..count).map(|_| self.benchmark()).collect();
        Case {
            as_of: Some(jiff::civil::date(2026, 5, 4)),
            band: self.rng.random_bool(0.8).then_some(band),
            market,
            ..Case::of_offer(Profile::Promotion, self.view(0.0).package)
        }
    }

    fn benchmark(&mut self) -> Benchmark {
        let middle = self.base * self.rng.random_range(0.6..1.6);
        let point = |p: u8, factor: f64| PercentilePoint {
            p,
            value: if p == 90 && middle > self.base {
                StatValue::AtLeast(self.money(middle * factor))
            } else {
                StatValue::Exact(self.money(middle * factor))
            },
        };
        let points = vec![point(10, 0.72), point(25, 0.85), point(50, 1.0), point(75, 1.2), point(90, 1.5)];
        Benchmark {
            source: self.source.clone(),
            company: None,
            family: None,
            level: None,
            location: None,
            currency: self.currency,
            component: Component::Base,
            percentiles: Percentiles::new(points).unwrap(),
            sample_size: Some(664),
            companies: Some(30),
            as_of: Some(jiff::civil::date(2021, 8, 17)),
            confidence: Confidence::High,
            median_interval: None,
            adjustments: Vec::new(),
            origin: "market.csv:2".to_owned(),
        }
    }

    pub fn advice(&mut self) -> Advice {
        let ask = self.rng.random_range(0.0..0.25);
        let improved = self.rng.random_range(0.0..1.0);
        let withdrawn = (1.0 - improved) * self.rng.random_range(0.0..0.2);
        self.advice_of(ask, improved, withdrawn)
    }

    /// Advice with the shape that the model gives: most gains small, a lump at the ask.
    pub fn advice_of(&mut self, ask: f64, improved: f64, withdrawn: f64) -> Advice {
        let top = self.rng.random_range(1.0..2.5) * ask.max(0.02);
        let caps = vec![
            Cap { what: Limit::Band, ask: top.min(0.25), binding: true },
            Cap { what: Limit::Data, ask: 0.25, binding: false },
        ];
        let curve: Vec<CurvePoint> =
            (1..=(top / 0.005) as usize + 1).map(|i| self.point(i as f64 * 0.005, ask)).collect();
        let at = |f: f64| self.view(ask * f);
        let mean = curve.iter().find(|p| p.ask >= ask).map_or(0.0, |p| p.mean.value);
        Advice {
            verdict: if ask > 0.01 { Verdict::Ask } else { Verdict::TakeIt },
            offer: at(0.0),
            current: Some(self.view(-0.12)),
            anchor: at(1.0),
            own_ask: false,
            target: at(0.63),
            expected: at(0.5),
            base_middle_half: (at(0.3).package.base, at(0.63).package.base),
            walk_away: WalkAway {
                value: self.money(self.base * 1.1),
                over_offer: -0.1,
                line: Vec::new(),
                last: LastInLine::Today,
                own_floor: false,
            },
            ladder: (1..=3).map(|round| Rung { round, view: at([1.0, 0.75, 0.6][round - 1]) }).collect(),
            mean: Estimate::new(mean, 0.0001),
            worth_of_asking: Estimate::new(mean, 0.0001),
            improved: Estimate::new(improved, 0.001),
            withdrawn: Estimate::new(withdrawn, 0.0001),
            curve,
            plateau: (ask > 0.01).then_some((ask, (ask * 1.7).min(top))),
            caps,
            simulation: self.simulation(ask, improved, withdrawn),
            room: Some((top, top / 2.0)),
            ..example("alloy-pm2").1.clone()
        }
    }

    /// Up to eight packages over up to ten years.
    pub fn years(&mut self) -> ScenarioTable {
        static TEMPLATE: OnceLock<ScenarioTable> = OnceLock::new();
        let (case, advice) = example("alloy-pm2");
        let template = TEMPLATE.get_or_init(|| years(case, advice, 200));
        let horizon = self.rng.random_range(1..=10);
        let known = [PackageId::Current, PackageId::Offer, PackageId::Ask, PackageId::Expected];
        let known = known.map(|id| (id, id.to_string()));
        let count = self.rng.random_range(1..=8usize);
        let others = (0..4).map(|i| (PackageId::Alternative(i), NAMES[(i + count) % NAMES.len()].to_owned()));
        let names: Vec<(PackageId, String)> = known.into_iter().chain(others).take(count).collect();
        let packages = names.into_iter().map(|(id, name)| {
            let lines: Vec<YearLine> =
                (1..=horizon).map(|year| self.year(year, &template.packages[0].years[0])).collect();
            PackageYears { id, name, average: lines[0].mean, years: lines, ..template.packages[0].clone() }
        });
        let packages = packages.collect();
        ScenarioTable { currency: self.currency, horizon_years: horizon, packages, ..template.clone() }
    }

    /// The packages against each other, with chances out of thin air.
    pub fn comparison(&mut self, table: ScenarioTable) -> Comparison {
        static TEMPLATE: OnceLock<Pair> = OnceLock::new();
        let (case, advice) = example("alloy-pm2");
        let settings = Settings { trials: 100, ..Settings::default() };
        let template =
            TEMPLATE.get_or_init(|| compare(case, &advice.lineup(case), settings).unwrap().pairs.remove(0));
        let mut pairs = Vec::new();
        for a in 0..table.packages.len() {
            for b in (0..table.packages.len()).filter(|b| *b != a) {
                let ahead = Estimate::new(self.rng.random_range(0.0..1.0), 0.01);
                let by_year =
                    template.by_year.iter().map(|year| ByYear { a_ahead: ahead, ..*year }).collect();
                pairs.push(Pair { a, b, by_year, ..template.clone() });
            }
        }
        Comparison { table, pairs }
    }

    /// A few equal packages in made-up mixes.
    pub fn equal_packages(&mut self, advice: &Advice) -> Vec<EqualPackage> {
        let count = self.rng.random_range(0..=3usize);
        let names = ["balanced", "base", "sign_on"];
        (0..count)
            .map(|i| EqualPackage {
                leans_on: names[i],
                package: self.view(0.1).package,
                over_offer: 0.1,
                parts: ["base", "bonus", "equity", "sign_on"]
                    .into_iter()
                    .map(|name| (name, self.base * self.rng.random_range(-0.02..0.1)))
                    .collect(),
                cost: self.base * self.rng.random_range(0.05..0.2),
                simulation: advice.simulation.clone(),
            })
            .collect()
    }

    /// What assumptions of every length of words do.
    pub fn sensitivity(&mut self) -> Sensitivity {
        let answer =
            |share: f64| Answer { ask: Some(0.1), mean: Estimate::new(self.base * share, self.base * 0.001) };
        let centre = answer(0.03);
        let count = self.rng.clone().random_range(0..14usize);
        let mut rng = self.rng.clone();
        let swings = (0..count).map(|i| Swing {
            name: format!("employer.made-up-{i}"),
            meaning: NAMES[i % NAMES.len()].to_owned(),
            kind: Kind::Judgment,
            unit: "probability".to_owned(),
            values: [0.001_333, 0.004, 12_345.678],
            low: answer(rng.random_range(-0.01..0.03)),
            high: answer(rng.random_range(0.03..0.08)),
        });
        Sensitivity { centre, swings: swings.collect() }
    }

    /// Vest events of a few packages.
    pub fn vesting(&mut self) -> Vec<VestingCalendar> {
        let count = self.rng.random_range(0..5usize);
        (0..count)
            .map(|i| {
                let months = self.rng.random_range(1..60i64);
                let events = (0..months).map(|m| {
                    let day = jiff::civil::date(2026, 5, 4).saturating_add(jiff::ToSpan::months(m));
                    Vested {
                        day,
                        years: m as f64 / 12.0,
                        year: u32::try_from(m / 12 + 1).unwrap(),
                        grant: "grant".into(),
                        size: Equity::Units(Decimal::ONE),
                        price: None,
                        strike: self.money(0.0),
                        value: self.money(self.base * 0.01),
                        counts: self.money(self.base * 0.009),
                        money_year: u32::try_from(m / 12 + 1).ok(),
                    }
                });
                let ids = [PackageId::Current, PackageId::Offer, PackageId::Ask];
                let others = [PackageId::Alternative(0), PackageId::Alternative(1)];
                let id = [ids.as_slice(), &others].concat()[i];
                let name = if i < 3 { id.to_string() } else { NAMES[i - 1].to_owned() };
                VestingCalendar { id, name, events: events.collect(), unknown: false }
            })
            .collect()
    }

    fn year(&mut self, year: u32, template: &YearLine) -> YearLine {
        let part = |share: f64| self.money(self.base * share);
        let equity = self.rng.clone().random_range(0.0..0.8);
        let mut line = YearLine {
            year,
            base: part(1.0 + 0.03 * f64::from(year)),
            bonus: part(0.1),
            equity: part(equity),
            sign_on: part(if year == 1 { 0.2 } else { 0.0 }),
            benefits: part(if year == 2 { -0.02 } else { 0.05 }),
            ..*template
        };
        line.mean = line.base + line.bonus + line.equity + line.sign_on + line.benefits;
        let total = line.mean.to_f64();
        let spread = self.rng.random_range(0.0..0.5);
        let at = |factor: f64| Estimate::new(total * factor, total * 0.001);
        line.total = MoneySpread { p10: at(1.0 - spread), p50: at(1.0), p90: at(1.0 + 1.5 * spread) };
        line
    }

    fn point(&self, ask: f64, best: f64) -> CurvePoint {
        let mean = 0.35 * best * (1.0 - (1.0 - (ask / best.max(0.01)).min(3.0)).powi(2) * 0.6).max(-0.5)
            - 0.14 * best;
        CurvePoint {
            ask,
            mean: Estimate::new(mean, 0.0001),
            certain: Estimate::new(mean, 0.0001),
            improved: Estimate::new(0.5, 0.001),
            withdrawn: Estimate::new(0.003, 0.0001),
            low: mean * 0.6 - 0.001,
            high: mean * 1.5 + 0.001,
        }
    }

    fn simulation(&self, ask: f64, improved: f64, withdrawn: f64) -> Simulation {
        let shape = |x: f64| (-(libm::log((x + 1e-9) / (ask.max(1e-6) * 0.5))).powi(2) / 0.5).exp();
        let cells = 100;
        let mut histogram: Vec<(f64, f64)> =
            (1..=cells).map(|i| ask * f64::from(i) / f64::from(cells)).map(|x| (x, shape(x))).collect();
        let total: f64 = histogram.iter().map(|(_, s)| s).sum::<f64>().max(1e-12) * 1.05;
        histogram.iter_mut().for_each(|(_, s)| *s = *s / total * improved);
        histogram[cells as usize - 1].1 += improved * 0.05;
        let e = |value| Estimate::new(value, 0.0005);
        Simulation {
            seed: 1,
            trials: 200_000,
            engine: "kernel",
            profile: Profile::Promotion,
            offer_value: self.base * 1.26,
            currency: self.currency,
            ladder: vec![ask, ask * 0.75, ask * 0.6],
            concede: None,
            outcomes: Outcomes {
                full: e(improved * 0.06),
                partial: e(improved * 0.94),
                held: e(1.0 - improved - withdrawn),
                withdrawn: e(withdrawn),
                walked: e(0.0),
            },
            gain: Gain {
                mean: e(improved * ask * 0.5),
                certainty_equivalent: e(improved * ask * 0.5),
                mean_if_kept: e(improved * ask * 0.5),
                mean_if_improved: e(ask * 0.5),
                spread: Spread::default(),
            },
            gain_if_improved: Quartiles { p25: e(ask * 0.36), p50: e(ask * 0.5), p75: e(ask * 0.63) },
            improved: e(improved),
            worse_than_offer: e(withdrawn),
            worse_than_today: None,
            components: Default::default(),
            histogram,
        }
    }
}

/// A case of the examples and its advice, quickly simulated.
pub fn example(name: &str) -> &'static (Case, Advice) {
    static PROMOTION: OnceLock<(Case, Advice)> = OnceLock::new();
    static OFFER: OnceLock<(Case, Advice)> = OnceLock::new();
    let cell = if name == "new-offer" { &OFFER } else { &PROMOTION };
    cell.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let path = root.join("data").join(name).join("case.toml");
        let case = read_case(&path, &ReadOptions::default()).unwrap().case;
        let advice = advise(&case, Settings { trials: 20_000, ..Settings::default() });
        (case, advice)
    })
}

/// The years of an example.
pub fn years(case: &Case, advice: &Advice, trials: u64) -> ScenarioTable {
    table(case, &advice.lineup(case), Settings { trials, ..Settings::default() }).unwrap()
}
