//! Many normal draws and share prices at once, the same on every machine.
//!
//! A comparison of eight employers over ten years takes forty million of each.
//! One at a time, by inversion and `libm::exp`, they take three quarters of the
//! run; here they are made of additions, multiplications, divisions, square roots
//! and shifts alone, which compilers put into vectors and no machine rounds
//! differently. The series are summed by halves (Estrin), so that a processor
//! need not wait for one term before it begins the next.

use std::f32::consts::FRAC_PI_2;

use multiversion::multiversion;

use crate::simulate::words;

/// Trials that are played together: four rows of words, a draw from each word.
/// Part of the definition of the draws: another number gives other worlds.
pub const LANES: usize = 4 * words::LANES;

/// One number for each of the trials that are played together.
pub type Lane = [f64; LANES];

/// Fills a lane with numbers between 0 and 1, each from a word of its own.
#[multiversion(targets("x86_64+avx2+bmi1+bmi2"))]
pub fn fill_uniform(words: &mut words::Lanes, lane: &mut Lane) {
    let rows: [_; 4] = words.next();
    for (u, word) in lane.iter_mut().zip(rows.as_flattened()) {
        *u = (f64::from(*word) + 0.5) / 4_294_967_296.0;
    }
}

/// Fills a lane with standard normal draws, each from a word of its own.
#[multiversion(targets("x86_64+avx2+bmi1+bmi2"))]
pub fn fill_normal(words: &mut words::Lanes, lane: &mut Lane) {
    let [first, second, third, fourth] = words.next();
    // In single precision first: a loop that also widens them is half as wide.
    let mut draws = [0.0; LANES];
    let (here, there) = draws.split_at_mut(LANES / 2);
    let (x, further_x) = here.split_at_mut(LANES / 4);
    let (y, further_y) = there.split_at_mut(LANES / 4);
    turn_to_normal(&first, &second, x, y);
    turn_to_normal(&third, &fourth, further_x, further_y);
    for (z, draw) in lane.iter_mut().zip(draws) {
        *z = f64::from(draw);
    }
}

/// Two words → two normal draws (Box & Muller, "A note on the generation of random
/// normal deviates", Annals of Mathematical Statistics 29, 1958): one is the
/// distance from the middle, the other the direction, whose lowest bits pick the
/// quarter of the circle. To six digits, as single precision has them: twice as many
/// go into a vector, and a share's price is not known to more.
#[inline(always)]
fn turn_to_normal(distances: &[u32], directions: &[u32], across: &mut [f32], along: &mut [f32]) {
    for (((word, turn), x), y) in distances.iter().zip(directions).zip(across).zip(along) {
        // From 2⁻³² to 1, finest at the small ones, which go far.
        let uniform = ((word >> 1) as i32 as f32 + 0.5) * (1.0 / (1_u32 << 31) as f32);
        let distance = (-2.0 * ln(uniform)).sqrt();
        let angle = ((turn >> 2) as i32 as f32 * (1.0 / (1_u32 << 30) as f32) - 0.5) * FRAC_PI_2;
        let square = angle * angle;
        let opposite = (turn & 1) << 31;
        let cos = (distance * series(square, &COS)).to_bits() ^ opposite;
        let sin = (distance * angle * series(square, &SIN)).to_bits() ^ opposite;
        let swapped = (turn >> 1 & 1).wrapping_neg();
        *x = f32::from_bits(cos & !swapped | sin & swapped);
        *y = f32::from_bits(sin & !swapped | cos & swapped);
    }
}

/// The natural logarithm of a positive number that is not subnormal.
///
/// u = 2ⁿ·m with m around 1; ln m = 2 artanh((m − 1)/(m + 1)).
#[inline(always)]
fn ln(u: f32) -> f32 {
    const ONE: u32 = 1.0_f32.to_bits();
    const SQRT_HALF: u32 = std::f32::consts::FRAC_1_SQRT_2.to_bits();
    const FRACTION: u32 = f32::MANTISSA_DIGITS - 1;
    let shifted = u.to_bits().wrapping_add(ONE - SQRT_HALF);
    let n = (shifted >> FRACTION) as i32 - 127;
    let m = f32::from_bits((shifted & ((1 << FRACTION) - 1)) + SQRT_HALF);
    let s = (m - 1.0) / (m + 1.0);
    n as f32 * std::f32::consts::LN_2 + 2.0 * s * series(s * s, &ARTANH)
}

/// c₀ + c₁x + … + c₄x⁴, by halves.
#[inline(always)]
fn series(x: f32, c: &[f32; 5]) -> f32 {
    let x2 = x * x;
    (c[0] + c[1] * x) + ((c[2] + c[3] * x) + c[4] * x2) * x2
}

/// Of cos x in x².
const COS: [f32; 5] = [1.0, -1.0 / 2.0, 1.0 / 24.0, -1.0 / 720.0, 1.0 / 40_320.0];
/// Of sin x / x in x².
const SIN: [f32; 5] = [1.0, -1.0 / 6.0, 1.0 / 120.0, -1.0 / 5_040.0, 1.0 / 362_880.0];
/// Of artanh x / x in x².
const ARTANH: [f32; 5] = [1.0, 1.0 / 3.0, 1.0 / 5.0, 1.0 / 7.0, 1.0 / 9.0];

/// Turns the normal draws of a step into the prices after it: the logarithm of each
/// walks by `trend` and by `width` times the draw, and `weight` times what all shares
/// have in common comes on top.
#[multiversion(targets("x86_64+avx2+bmi1+bmi2"))]
pub fn walk(
    log_price: &mut Lane,
    (trend, width): (f64, f64),
    (weight, factor): (f64, &Lane),
    draws: &mut Lane,
) {
    for ((log, draw), factor) in log_price.iter_mut().zip(draws).zip(factor) {
        *log += trend + width * *draw;
        *draw = exp(*log + weight * *factor);
    }
}

/// e^x to 9 digits, for −700 to 700; what lies outside is taken for the nearer end.
///
/// x = n·ln 2 + r with |r| ≤ ½ ln 2; e^r by its Taylor series to the eighth
/// power, whose rest is below 3e-10; times 2ⁿ by adding n to the exponent.
#[inline(always)]
fn exp(x: f64) -> f64 {
    const FAR: f64 = 700.0;
    // Adding this to a small number leaves its nearest integer in the low bits.
    const ROUNDER: f64 = 6_755_399_441_055_744.0;
    // Not `clamp`, which takes three times the instructions for numbers that are none.
    let x = if x > FAR { FAR } else { x };
    let x = if x < -FAR { -FAR } else { x };
    let shifted = x * std::f64::consts::LOG2_E + ROUNDER;
    let r = x - (shifted - ROUNDER) * std::f64::consts::LN_2;
    let r2 = r * r;
    let r4 = r2 * r2;
    let c = &INVERSE_FACTORIALS;
    let low = (c[0] + c[1] * r) + (c[2] + c[3] * r) * r2;
    let high = (c[4] + c[5] * r) + (c[6] + c[7] * r) * r2;
    f64::from_bits((low + (high + c[8] * r4) * r4).to_bits().wrapping_add(shifted.to_bits() << 52))
}

/// 1/0!, 1/1!, …, 1/8!.
const INVERSE_FACTORIALS: [f64; 9] = {
    let mut list = [1.0; 9];
    let mut k = 1;
    while k < list.len() {
        list[k] = list[k - 1] / k as f64;
        k += 1;
    }
    list
};

/// Adds to each total what vests at a price: shares at its face value, and what was
/// bought at earlier prices.
#[multiversion(targets("x86_64+avx2+bmi1+bmi2"))]
pub fn add_vested(totals: &mut [f64], face: f64, bought: &Lane, price: &Lane) {
    for ((total, bought), price) in totals.iter_mut().zip(bought).zip(price) {
        *total += (face + bought) * price;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::normal;
    use crate::simulate::streams::{Purpose, stream};

    fn draws(n: usize) -> Vec<f64> {
        let mut rng = words::Lanes::from_stream(&mut stream(1, Purpose::Years, 0));
        let mut lane = [0.0; LANES];
        let mut list = Vec::new();
        while list.len() < n {
            fill_normal(&mut rng, &mut lane);
            list.extend(lane);
        }
        list
    }

    #[test]
    fn draws_are_standard_normal() {
        let mut lane = draws(200_000);
        let pairs: Vec<f64> = lane
            .chunks_exact(LANES)
            .flat_map(|lane| std::iter::zip(&lane[..LANES / 2], &lane[LANES / 2..]))
            .map(|(x, y)| x * y)
            .collect();
        let n = pairs.len() as f64;
        // The two draws of a pair have nothing to do with each other.
        let mean = pairs.iter().sum::<f64>() / n;
        assert!(mean.abs() < 4.0 / n.sqrt(), "{mean}");
        lane.sort_by(f64::total_cmp);
        let n = lane.len() as f64;
        let gap = |(i, x): (usize, &f64)| (normal::cdf(*x) - (i as f64 + 0.5) / n).abs();
        let distance = lane.iter().enumerate().map(gap).fold(0.0, f64::max) * n.sqrt();
        assert!(distance < 1.95, "{distance}");
        let beyond = lane.iter().filter(|x| x.abs() > 3.5).count() as f64;
        let expected = n * 2.0 * normal::cdf(-3.5);
        assert!((beyond - expected).abs() < 4.0 * expected.sqrt(), "{beyond} against {expected}");
    }

    #[test]
    fn a_pair_is_a_point_at_its_distance_and_direction() {
        // The corners of both words: the smallest and largest distance, all quarters of the
        // circle, and angles at their ends and in their middle.
        let ends = [0, u32::MAX - 3, 1 << 31, 0x1234_5678];
        for (word, direction, quarter) in (0..64).map(|i| (ends[i / 16], ends[i / 4 % 4], (i % 4) as u32)) {
            let turn = direction | quarter;
            let (mut x, mut y) = ([0.0], [0.0]);
            turn_to_normal(&[word], &[turn], &mut x, &mut y);
            let uniform = (f64::from(word >> 1) + 0.5) / 2_147_483_648.0;
            let distance = libm::sqrt(-2.0 * libm::log(uniform));
            // The lowest bits pick the quarter.
            let angle = f64::from(turn >> 2) / 1_073_741_824.0 - 0.5;
            let angle = angle * std::f64::consts::FRAC_PI_2;
            let (sin, cos) = (distance * libm::sin(angle), distance * libm::cos(angle));
            let expected = match turn & 3 {
                0 => (cos, sin),
                1 => (-cos, -sin),
                2 => (sin, cos),
                _ => (-sin, -cos),
            };
            let apart = (f64::from(x[0]) - expected.0).abs().max((f64::from(y[0]) - expected.1).abs());
            // The smallest distances are zero in single precision.
            assert!(
                apart < 2e-6 * (1.0 + distance) || x == [0.0] && distance < 3e-4,
                "{x:?} {y:?} {expected:?}"
            );
        }
    }

    #[test]
    fn draws_are_pinned() {
        // Other figures here change every result that users pinned by their seed.
        assert_eq!(draws(3)[..3], [-0.5961465239524841, -0.38689374923706055, 0.5199124813079834]);
    }

    #[test]
    fn prices_are_exponentials_as_libm_has_them() {
        let inputs: Vec<f64> = (-69_000..69_000).map(|i| f64::from(i) * 0.010_012_3).collect();
        for chunk in inputs.chunks_exact(LANES) {
            let (mut log, mut price) = ([0.0; LANES], [0.0; LANES]);
            log.copy_from_slice(chunk);
            walk(&mut log, (0.0, 1.0), (0.0, &[0.0; LANES]), &mut price);
            for (x, found) in chunk.iter().zip(&price) {
                let exact = libm::exp(*x);
                assert!((found / exact - 1.0).abs() < 3e-10, "{x}: {found} against {exact}");
            }
        }
    }

    #[test]
    fn a_walk_has_its_trend_its_width_and_what_is_common() {
        let (mut log, mut price) = ([0.1; LANES], [2.0; LANES]);
        walk(&mut log, (0.03, 0.2), (0.5, &[0.4; LANES]), &mut price);
        assert!((log[0] - 0.53).abs() < 1e-15);
        assert!((price[LANES - 1] / libm::exp(0.73) - 1.0).abs() < 3e-10);
        // Beyond what a number can hold, the nearer end.
        for (far, bound) in [(-2_000.0, 0.0..1e-300), (2_000.0, 1e300..f64::INFINITY)] {
            let (mut log, mut price) = ([far; LANES], [0.0; LANES]);
            walk(&mut log, (0.0, 1.0), (0.0, &[0.0; LANES]), &mut price);
            assert!(bound.contains(&price[0]) && price[0] > 0.0, "{}", price[0]);
        }
    }
}
