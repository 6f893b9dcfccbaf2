//! The documented rows of the model, worked out by an independent
//! implementation from four million negotiations each.

/// Full, partial, held, withdrawn, mean gain if kept, and the quartiles of the
/// gain where something moved.
pub type Figures = [f64; 8];

/// How far a figure of four million negotiations may lie from the documented one.
pub const ALLOWED: f64 = 0.0015;

/// A new offer, asks of 15, 12 and 10%.
pub const A: Figures = [0.1345, 0.4672, 0.3684, 0.0300, 0.0647, 0.0772, 0.1199, 0.1217];
/// A new offer, asks of 40, 30 and 24%.
pub const B: Figures = [0.0103, 0.3751, 0.5575, 0.0570, 0.0844, 0.1371, 0.2248, 0.2776];
/// A promotion, room .1885 and .0833 to the middle, asks of 11, 8.25 and 6.6%.
pub const C: Figures = [0.0206, 0.4168, 0.5582, 0.0044, 0.0265, 0.0397, 0.0659, 0.0825];
/// A new offer, another candidate ready, asks of 20, 15 and 12%.
pub const D: Figures = [0.0678, 0.4327, 0.4504, 0.0491, 0.0674, 0.0952, 0.1460, 0.1500];
/// A raise, one ask of 10%.
pub const E: Figures = [0.1738, 0.4176, 0.4066, 0.0020, 0.0372, 0.0390, 0.0589, 0.1000];
/// As A with a written alternative that is 10% better.
pub const F: Figures = [0.2305, 0.5087, 0.2423, 0.0185, 0.0841, 0.0952, 0.1200, 0.1500];
/// As A, never conceding.
pub const G: Figures = [0.1345, 0.4572, 0.3762, 0.0322, 0.0640, 0.0637, 0.1116, 0.1500];
/// A promotion at 190 in a band of 185 to 210, asks of 6, 4.5 and 3.6%.
pub const H: Figures = [0.0716, 0.4216, 0.5036, 0.0032, 0.0177, 0.0233, 0.0373, 0.0450];
/// A promotion at 200 in a band of 185 to 210, asks of 4, 3 and 2.4%.
pub const I: Figures = [0.0833, 0.1764, 0.7382, 0.0022, 0.0069, 0.0163, 0.0298, 0.0400];
/// As A, the offer a tenth below the market.
pub const J: Figures = [0.1787, 0.4282, 0.3639, 0.0292, 0.0683, 0.0866, 0.1200, 0.1500];
/// As A, each further ask a quarter of the gap lower.
pub const K: Figures = [0.1345, 0.4679, 0.3661, 0.0315, 0.0658, 0.0733, 0.1184, 0.1401];
