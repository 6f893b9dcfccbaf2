//! Worlds by the hundred: the same step for many trials at once.

use super::lanes::{exp_all, fill_normal};
use super::layout::{EmployerLayout, Layout, PublicLayout, SharesLayout, Stake};
use crate::equity::price::Mixture;
use crate::num::normal;
use crate::simulate::streams::{Generator, Purpose, open_uniform, stream};

/// Trials that are played together. Part of the definition of the draws:
/// another number gives other worlds.
pub const LANES: usize = 256;

type Lane = [f64; LANES];

/// The state of one block: its streams, and the totals of the trials in hand.
pub struct Batch {
    /// One stream an employer, the last for what they have in common.
    streams: Vec<Generator>,
    totals: Vec<Lane>,
    /// The common factor at the dates of the common grid.
    factor: Vec<Lane>,
    marks: Vec<Lane>,
    log_price: Box<Lane>,
    price: Box<Lane>,
    noise: Box<Lane>,
}

impl Batch {
    pub fn new(layout: &Layout<'_>, seed: u64, block: u64) -> Self {
        // Streams of a block are told apart by the employer's place in the list.
        let streams = (0..=layout.employers.len() as u64)
            .map(|employer| stream(seed.wrapping_add(employer << 32), Purpose::Years, block))
            .collect();
        let zero = || Box::new([0.0; LANES]);
        Batch {
            streams,
            totals: vec![[0.0; LANES]; layout.columns()],
            factor: vec![[0.0; LANES]; layout.common_grid.len()],
            marks: Vec::new(),
            log_price: zero(),
            price: zero(),
            noise: zero(),
        }
    }

    /// The totals of the trials in hand, column by column.
    pub fn columns(&self) -> impl Iterator<Item = &Lane> {
        self.totals.iter()
    }

    /// Plays the next batch of worlds.
    pub fn play(&mut self, layout: &Layout<'_>) {
        self.totals.iter_mut().for_each(|column| column.fill(0.0));
        self.draw_factor(layout);
        for (i, employer) in layout.employers.iter().enumerate() {
            self.play_cash(layout, employer, i);
            match &employer.shares {
                SharesLayout::Public(shares) => self.play_public(layout, shares, i),
                SharesLayout::Private(mixture, stakes) => self.play_private(layout, mixture, stakes, i),
            }
        }
    }

    /// The Brownian motion that all shares have in common, at every date.
    fn draw_factor(&mut self, layout: &Layout<'_>) {
        let common = layout.employers.len();
        let mut before = 0.0;
        for (k, time) in layout.common_grid.iter().enumerate() {
            fill_normal(&mut self.streams[common], &mut self.noise[..]);
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
    fn play_cash(&mut self, layout: &Layout<'_>, employer: &EmployerLayout<'_>, index: usize) {
        let rng = &mut self.streams[index];
        let promotion: Lane = std::array::from_fn(|_| open_uniform(rng));
        for year in 0..layout.years {
            self.noise.iter_mut().for_each(|u| *u = open_uniform(rng));
            for &i in &employer.packages {
                let package = &layout.packages[i];
                let Some(cash) = package.years.get(year) else { continue };
                let column = &mut self.totals[package.first_column + year];
                let (chance, table) = (package.plan.promotion_chance, &package.plan.payout.quantiles);
                for ((total, luck), rise) in column.iter_mut().zip(self.noise.iter()).zip(&promotion) {
                    let (certain, target) = cash[usize::from(*rise < chance)];
                    *total += certain + if target > 0.0 { target * table.at(*luck) } else { 0.0 };
                }
            }
        }
    }

    /// A share that trades: its price at each date, and what vests there.
    fn play_public(&mut self, layout: &Layout<'_>, shares: &PublicLayout, index: usize) {
        let own = libm::sqrt(1.0 - layout.common * layout.common);
        let (drift, volatility) = (shares.stock.drift, shares.stock.volatility);
        self.marks.resize(shares.marks, [0.0; LANES]);
        self.log_price.fill(0.0);
        let mut before = 0.0;
        for (k, (time, step)) in shares.grid.iter().zip(&shares.steps).enumerate() {
            fill_normal(&mut self.streams[index], &mut self.noise[..]);
            let dt = time - before;
            before = *time;
            let trend = (drift - volatility * volatility / 2.0) * dt;
            let width = volatility * libm::sqrt(dt) * own;
            for (log, noise) in self.log_price.iter_mut().zip(self.noise.iter()) {
                *log += trend + width * noise;
            }
            self.price.copy_from_slice(&self.log_price[..]);
            if layout.common > 0.0 {
                let weight = volatility * layout.common;
                let factor = &self.factor[shares.in_common[k]];
                for (price, factor) in self.price.iter_mut().zip(factor) {
                    *price += weight * factor;
                }
            }
            exp_all(&mut self.price[..]);
            self.vest(step);
        }
    }

    fn vest(&mut self, step: &super::layout::Step) {
        if let Some(mark) = step.mark {
            for (inverse, price) in self.marks[mark].iter_mut().zip(self.price.iter()) {
                *inverse = 1.0 / price;
            }
        }
        for (column, face) in &step.shares {
            for (total, price) in self.totals[*column].iter_mut().zip(self.price.iter()) {
                *total += face * price;
            }
        }
        for (column, mark, face) in &step.priced {
            let marked = &self.marks[*mark];
            for ((total, price), inverse) in
                self.totals[*column].iter_mut().zip(self.price.iter()).zip(marked)
            {
                *total += face * price * inverse;
            }
        }
        for (column, face, strike) in &step.options {
            for (total, price) in self.totals[*column].iter_mut().zip(self.price.iter()) {
                *total += (face * price - strike).max(0.0);
            }
        }
    }

    /// A private company: one outcome for all that is held in it.
    fn play_private(&mut self, layout: &Layout<'_>, mixture: &Mixture, stakes: &[Stake], index: usize) {
        let own = libm::sqrt(1.0 - layout.common * layout.common);
        fill_normal(&mut self.streams[index], &mut self.noise[..]);
        if let (Some(factor), Some(time)) = (self.factor.last(), layout.common_grid.last()) {
            let weight = layout.common / libm::sqrt(*time);
            for (noise, factor) in self.noise.iter_mut().zip(factor) {
                *noise = own * *noise + weight * factor;
            }
        }
        for (multiple, noise) in self.price.iter_mut().zip(self.noise.iter()) {
            *multiple = mixture.quantile(normal::cdf(*noise));
        }
        for stake in stakes {
            for (total, multiple) in self.totals[stake.column].iter_mut().zip(self.price.iter()) {
                *total += (stake.face * multiple - stake.strike).max(0.0);
            }
        }
    }
}
