//! The library by itself: the model, its laws and what it is held against, the
//! years, the promotion, real data, and the plan of the house.

mod anchor;
mod asks;
mod curve_laws;
mod doors;
mod equity;
mod floors;
mod kernel;
mod negotiation;
mod oracles;
mod policy;
mod promotion;
mod properties;
mod published;
mod replies;
mod terms;
mod valuation;
