//! Worlds by the hundred: the same step for many trials at once.

use std::ops::Range;

use super::lanes::{LANES, Lane, add_vested, fill_normal, fill_uniform, walk};
use super::layout::{EmployerLayout, Layout, PublicLayout, SharesLayout, Stake, Step};
use crate::equity::price::Mixture;
use crate::num::normal;
use crate::simulate::streams::{Purpose, stream};
use crate::simulate::words::Lanes;

/// What the trials in hand add to, column by column.
type Columns<'a> = [&'a mut [f64]];

/// One block of worlds of some employers: their words, and lanes to work in.
pub struct Batch<'a> {
    layout: &'a Layout<'a>,
    employers: Vec<(&'a EmployerLayout<'a>, Lanes)>,
    /// The words of what all employers have in common.
    common: Lanes,
    /// The common factor at the dates of the common grid.
    factor: Vec<Lane>,
    /// One over the price at each date that fixes the size of a grant.
    marks: Vec<Lane>,
    /// For each package, what vests of its grants fixed in money, as a multiple of the price.
    bought: Vec<Lane>,
    log_price: Box<Lane>,
    price: Box<Lane>,
    noise: Box<Lane>,
}

impl<'a> Batch<'a> {
    pub fn new(layout: &'a Layout<'a>, group: Range<usize>, seed: u64, block: u64) -> Self {
        // Streams of a block are told apart by the employer's place in the list.
        let words = |place: usize| {
            Lanes::from_stream(&mut stream(seed.wrapping_add((place as u64) << 32), Purpose::Years, block))
        };
        let zero = || Box::new([0.0; LANES]);
        Batch {
            layout,
            employers: group.map(|i| (&layout.employers[i], words(i))).collect(),
            common: words(layout.employers.len()),
            factor: vec![[0.0; LANES]; layout.common_grid.len()],
            marks: Vec::new(),
            bought: Vec::new(),
            log_price: zero(),
            price: zero(),
            noise: zero(),
        }
    }

    /// Plays the next worlds and adds what they bring to the totals, employer by employer
    /// and column by column; fewer totals than lanes leave the last worlds aside.
    pub fn play(&mut self, mut totals: &mut Columns<'_>) {
        self.draw_factor();
        for i in 0..self.employers.len() {
            let employer = self.employers[i].0;
            let (own, others) = totals.split_at_mut(employer.columns);
            totals = others;
            self.play_cash(i, own);
            match &employer.shares {
                SharesLayout::Public(shares) => self.play_public(i, shares, own),
                SharesLayout::Private(mixture, stakes) => self.play_private(i, mixture, stakes, own),
            }
        }
    }

    /// The Brownian motion that all shares have in common, at every date.
    fn draw_factor(&mut self) {
        let mut before = 0.0;
        for (k, time) in self.layout.common_grid.iter().enumerate() {
            fill_normal(&mut self.common, &mut self.noise);
            let width = libm::sqrt(time - before);
            before = *time;
            let (earlier, now) = self.factor.split_at_mut(k);
            let zero = [0.0; LANES];
            let last = earlier.last().unwrap_or(&zero);
            for ((now, last), noise) in now[0].iter_mut().zip(last).zip(self.noise.iter()) {
                *now = last + width * noise;
            }
        }
    }

    /// Base, bonus, sign-on and benefits. The luck with the bonus of a year and
    /// with promotion belongs to the employer, so that its packages share it.
    fn play_cash(&mut self, index: usize, totals: &mut Columns<'_>) {
        let (employer, words) = &mut self.employers[index];
        let mut promotion = [0.0; LANES];
        fill_uniform(words, &mut promotion);
        for year in 0..self.layout.years {
            fill_uniform(words, &mut self.noise);
            for &i in &employer.packages {
                let package = &self.layout.packages[i];
                let Some([stays, rises]) = package.years.get(year) else { continue };
                let payout = &mut self.price;
                payout.copy_from_slice(&self.noise[..]);
                package.plan.payout.quantiles.read(&mut payout[..]);
                let chance = package.plan.promotion_chance;
                let column = &mut totals[package.first_column + year];
                for ((total, payout), luck) in column.iter_mut().zip(payout.iter()).zip(&promotion) {
                    let (certain, target) = if *luck < chance { *rises } else { *stays };
                    *total += certain + target * payout;
                }
            }
        }
    }

    /// A share that trades: its price at each date, and what vests there.
    fn play_public(&mut self, index: usize, shares: &PublicLayout, totals: &mut Columns<'_>) {
        let own = libm::sqrt(1.0 - self.layout.common * self.layout.common);
        let (drift, volatility) = (shares.stock.drift, shares.stock.volatility);
        self.marks.resize(shares.marks.max(self.marks.len()), [0.0; LANES]);
        self.bought.resize(self.employers[index].0.packages.len().max(self.bought.len()), [0.0; LANES]);
        self.bought.iter_mut().for_each(|bought| bought.fill(0.0));
        self.log_price.fill(0.0);
        let mut before = 0.0;
        let nothing = [0.0; LANES];
        for (k, (time, step)) in shares.grid.iter().zip(&shares.steps).enumerate() {
            let dt = time - before;
            before = *time;
            let trend = (drift - volatility * volatility / 2.0) * dt;
            let width = volatility * libm::sqrt(dt) * own;
            let factor = if self.layout.common > 0.0 { &self.factor[shares.in_common[k]] } else { &nothing };
            fill_normal(&mut self.employers[index].1, &mut self.price);
            walk(
                &mut self.log_price,
                (trend, width),
                (volatility * self.layout.common, factor),
                &mut self.price,
            );
            self.vest(step, totals);
        }
    }

    fn vest(&mut self, step: &Step, totals: &mut Columns<'_>) {
        if let Some(mark) = step.mark {
            for (inverse, price) in self.marks[mark].iter_mut().zip(self.price.iter()) {
                *inverse = 1.0 / price;
            }
        }
        for vest in &step.vests {
            let bought = &mut self.bought[vest.package];
            if let Some(priced) = &vest.priced {
                bought.fill(0.0);
                for (mark, face) in priced {
                    for (bought, inverse) in bought.iter_mut().zip(&self.marks[*mark]) {
                        *bought += face * inverse;
                    }
                }
            }
            add_vested(totals[vest.column], vest.face, bought, &self.price);
        }
        for (column, face, strike) in &step.options {
            for (total, price) in totals[*column].iter_mut().zip(self.price.iter()) {
                *total += (face * price - strike).max(0.0);
            }
        }
    }

    /// A private company: one outcome for all that is held in it.
    fn play_private(&mut self, index: usize, mixture: &Mixture, stakes: &[Stake], totals: &mut Columns<'_>) {
        let own = libm::sqrt(1.0 - self.layout.common * self.layout.common);
        fill_normal(&mut self.employers[index].1, &mut self.noise);
        if let (Some(factor), Some(time)) = (self.factor.last(), self.layout.common_grid.last()) {
            let weight = self.layout.common / libm::sqrt(*time);
            for (noise, factor) in self.noise.iter_mut().zip(factor) {
                *noise = own * *noise + weight * factor;
            }
        }
        for (multiple, noise) in self.price.iter_mut().zip(self.noise.iter()) {
            *multiple = mixture.quantile(normal::cdf(*noise));
        }
        for stake in stakes {
            for (total, multiple) in totals[stake.column].iter_mut().zip(self.price.iter()) {
                *total += (stake.face * multiple - stake.strike).max(0.0);
            }
        }
    }
}
