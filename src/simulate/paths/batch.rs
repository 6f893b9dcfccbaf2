//! Worlds by the hundred: the same step for many trials at once.

use super::lanes::{LANES, Lane, fill_normal, walk};
use super::layout::{EmployerLayout, Layout, PublicLayout, SharesLayout, Stake, Step};
use crate::equity::price::Mixture;
use crate::num::normal;
use crate::simulate::streams::{Generator, Purpose, open_uniform, stream};
use crate::simulate::words::Lanes;

/// The state of one block: its streams, and the totals of the trials in hand.
pub struct Batch {
    /// One stream an employer, the last for what they have in common: for cash, and
    /// for shares.
    streams: Vec<(Generator, Lanes)>,
    totals: Vec<Lane>,
    /// The common factor at the dates of the common grid.
    factor: Vec<Lane>,
    /// One over the price at each date that fixes the size of a grant.
    marks: Vec<Lane>,
    /// For each package of the employer in hand, what vests of its grants fixed in money,
    /// as a multiple of the price.
    bought: Vec<Lane>,
    log_price: Box<Lane>,
    price: Box<Lane>,
    noise: Box<Lane>,
}

impl Batch {
    pub fn new(layout: &Layout<'_>, seed: u64, block: u64) -> Self {
        // Streams of a block are told apart by the employer's place in the list.
        let streams = (0..=layout.employers.len() as u64)
            .map(|employer| {
                let mut cash = stream(seed.wrapping_add(employer << 32), Purpose::Years, block);
                let shares = Lanes::from_stream(&mut cash);
                (cash, shares)
            })
            .collect();
        let zero = || Box::new([0.0; LANES]);
        Batch {
            streams,
            totals: vec![[0.0; LANES]; layout.columns()],
            factor: vec![[0.0; LANES]; layout.common_grid.len()],
            marks: Vec::new(),
            bought: Vec::new(),
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
            fill_normal(&mut self.streams[common].1, &mut self.noise);
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
        let rng = &mut self.streams[index].0;
        let promotion: Lane = std::array::from_fn(|_| open_uniform(rng));
        for year in 0..layout.years {
            self.noise.iter_mut().for_each(|u| *u = open_uniform(rng));
            for &i in &employer.packages {
                let package = &layout.packages[i];
                let Some([stays, rises]) = package.years.get(year) else { continue };
                let payout = &mut self.price;
                payout.copy_from_slice(&self.noise[..]);
                package.plan.payout.quantiles.read(&mut payout[..]);
                let chance = package.plan.promotion_chance;
                let column = &mut self.totals[package.first_column + year];
                for ((total, payout), luck) in column.iter_mut().zip(payout.iter()).zip(&promotion) {
                    let (certain, target) = if *luck < chance { *rises } else { *stays };
                    *total += certain + target * payout;
                }
            }
        }
    }

    /// A share that trades: its price at each date, and what vests there.
    fn play_public(&mut self, layout: &Layout<'_>, shares: &PublicLayout, index: usize) {
        let own = libm::sqrt(1.0 - layout.common * layout.common);
        let (drift, volatility) = (shares.stock.drift, shares.stock.volatility);
        self.marks.resize(shares.marks, [0.0; LANES]);
        self.bought.clear();
        self.bought.resize(layout.employers[index].packages.len(), [0.0; LANES]);
        self.log_price.fill(0.0);
        let mut before = 0.0;
        let nothing = [0.0; LANES];
        for (k, (time, step)) in shares.grid.iter().zip(&shares.steps).enumerate() {
            let dt = time - before;
            before = *time;
            let trend = (drift - volatility * volatility / 2.0) * dt;
            let width = volatility * libm::sqrt(dt) * own;
            let factor = if layout.common > 0.0 { &self.factor[shares.in_common[k]] } else { &nothing };
            fill_normal(&mut self.streams[index].1, &mut self.price);
            walk(&mut self.log_price, (trend, width), (volatility * layout.common, factor), &mut self.price);
            self.vest(step);
        }
    }

    fn vest(&mut self, step: &Step) {
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
            for ((total, price), bought) in
                self.totals[vest.column].iter_mut().zip(self.price.iter()).zip(bought.iter())
            {
                *total += (vest.face + bought) * price;
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
        fill_normal(&mut self.streams[index].1, &mut self.noise);
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
