//! What is paid, here and elsewhere: bands, benchmarks, alternatives, grants and outlooks.

use super::figures::figures;
use super::{Keep, Levels, StandIns, Withheld};
use crate::domain::{
    Alternative, Ask, Benchmark, Grant, Outlook, PayBand, PriceHistory, PriceTerms, Prospects,
};

impl Withheld {
    pub(super) fn band(&mut self, band: PayBand, levels: &Levels, instead: &StandIns) -> PayBand {
        let PayBand {
            company,
            family,
            level: own_level,
            location,
            base,
            bonus_target,
            bonus_max,
            equity,
            effective_date,
            origin,
        } = band;
        let level = levels.called(Some(&own_level)).unwrap_or_default();
        self.name(company);
        for text in [family, location, Some(origin), Some(own_level)] {
            self.text(text);
        }
        PayBand {
            company: None,
            family: None,
            level,
            location: None,
            base: figures(base),
            bonus_target: figures(bonus_target),
            bonus_max: figures(bonus_max),
            equity: figures(equity),
            effective_date: figures(effective_date),
            origin: instead.band.clone(),
        }
    }

    /// Its figures.
    pub(super) fn benchmark(&mut self, row: Benchmark, levels: &Levels, instead: &StandIns) -> Benchmark {
        let Benchmark {
            source,
            company,
            family,
            level,
            location,
            currency,
            component,
            percentiles,
            sample_size,
            companies,
            as_of,
            confidence,
            median_interval,
            adjustments,
            origin,
        } = row;
        let same_level = levels.called(level.as_deref());
        self.name(company);
        for text in [Some(source), family, level, location, Some(origin)] {
            self.text(text);
        }
        // The figures have them in already.
        drop(adjustments);
        Benchmark {
            source: instead.market.clone(),
            company: None,
            family: None,
            level: same_level,
            location: None,
            currency: figures(currency),
            component: figures(component),
            percentiles: figures(percentiles),
            sample_size: figures(sample_size),
            companies: figures(companies),
            as_of: figures(as_of),
            confidence: figures(confidence),
            median_interval: figures(median_interval),
            adjustments: Vec::new(),
            origin: instead.market.clone(),
        }
    }

    pub(super) fn ask(&mut self, ask: Ask, keep: Keep, levels: &Levels) -> Ask {
        let Ask { base, bonus, equity, sign_on, level, matches } = ask;
        let called = levels.called(level.as_deref());
        self.keep(keep.level, level);
        Ask {
            base: figures(base),
            bonus: figures(bonus),
            equity: figures(equity),
            sign_on: figures(sign_on),
            matches: figures(matches),
            level: called,
        }
    }

    /// Gives every alternative a name that says nothing.
    pub(super) fn alternatives(&mut self, list: Vec<Alternative>, instead: &StandIns) -> Vec<Alternative> {
        let single = list.len() == 1;
        let nameless = |(index, alternative): (usize, Alternative)| {
            let Alternative { name, package, firmness, equity_terms, known_to_them, worth } = alternative;
            self.name(name);
            let letter = char::from(b'A' + u8::try_from(index % 26).unwrap_or_default());
            let more = if index < 26 { String::new() } else { (index / 26).to_string() };
            let letter = if single { String::new() } else { format!(" {letter}{more}") };
            Alternative {
                name: format!("{}{letter}", instead.other_offer),
                package: figures(package),
                firmness: figures(firmness),
                equity_terms: figures(equity_terms),
                known_to_them: figures(known_to_them),
                worth: figures(worth),
            }
        };
        list.into_iter().enumerate().map(nameless).collect()
    }

    pub(super) fn prospects(&mut self, prospects: Prospects, instead: &StandIns) -> Prospects {
        let Prospects { start, grants, outlooks, correlation, tax } = prospects;
        Prospects {
            start: figures(start),
            grants: (1..).zip(grants).map(|(n, grant)| self.grant(grant, n, instead)).collect(),
            outlooks: outlooks.into_iter().map(|outlook| self.outlook(outlook, instead)).collect(),
            correlation: figures(correlation),
            tax: figures(tax),
        }
    }

    fn grant(&mut self, grant: Grant, number: usize, instead: &StandIns) -> Grant {
        let Grant { package, name, size, option, date, vesting_from, schedule, repeat } = grant;
        self.text(name);
        Grant {
            package: figures(package),
            name: format!("{} {number}", instead.grant),
            size: figures(size),
            option: figures(option),
            date: figures(date),
            vesting_from: figures(vesting_from),
            schedule: figures(schedule),
            repeat: figures(repeat),
        }
    }

    fn outlook(&mut self, outlook: Outlook, instead: &StandIns) -> Outlook {
        let Outlook {
            package,
            kind,
            company_value,
            unit_price,
            price,
            merit,
            payout,
            next_bonus,
            promotion,
            claw_back,
            leaves,
            retirement,
            health_premium,
            leave_days,
            benefits,
            sign_on_paid,
            guaranteed_bonus_years,
            espp,
            relocation,
        } = outlook;
        let nameless = |(name, value)| {
            self.text(Some(name));
            (instead.benefit.clone(), figures(value))
        };
        Outlook {
            package: figures(package),
            kind: figures(kind),
            company_value: figures(company_value),
            unit_price: figures(unit_price),
            benefits: benefits.into_iter().map(nameless).collect(),
            price: self.price(price),
            merit: figures(merit),
            payout: figures(payout),
            next_bonus: figures(next_bonus),
            promotion: figures(promotion),
            claw_back: figures(claw_back),
            leaves: figures(leaves),
            retirement: figures(retirement),
            health_premium: figures(health_premium),
            leave_days: figures(leave_days),
            sign_on_paid: figures(sign_on_paid),
            guaranteed_bonus_years: figures(guaranteed_bonus_years),
            espp: figures(espp),
            relocation: figures(relocation),
        }
    }

    fn price(&mut self, price: PriceTerms) -> PriceTerms {
        let PriceTerms { drift, drift_of_history, volatility, history, dilution, liquidity_years, outcomes } =
            price;
        let nameless = |history| {
            let PriceHistory { source, points } = history;
            self.text(source);
            PriceHistory { source: String::new(), points: figures(points) }
        };
        PriceTerms {
            history: history.map(nameless),
            drift: figures(drift),
            drift_of_history: figures(drift_of_history),
            volatility: figures(volatility),
            dilution: figures(dilution),
            liquidity_years: figures(liquidity_years),
            outcomes: figures(outcomes),
        }
    }
}
