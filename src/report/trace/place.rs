//! The places in the results that a figure may come from: numbers, amounts and
//! days, never a text.

use serde::{Serialize, Serializer};

use crate::domain::Part;

/// A place in the results. Its pointer is a JSON pointer (RFC 6901) into `result.json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The version of the program.
    Version,
    /// The seed of the simulation.
    Seed,
    /// The simulated meetings.
    Trials,
    /// The yearly value of the offer, as simulated with.
    OfferValue,
    /// The day of the case.
    AsOf,
    /// The day by which they want an answer.
    Deadline,
    /// The years that are compared.
    Horizon,
    /// A figure of the claim of that index: `change`, `before` or `after`.
    Evidence(usize, &'static str),
    /// A figure of a package.
    Package(Spot, Figure),
    /// A chance in all meetings.
    Chance(Chance),
    /// The mean gain over all meetings.
    Mean,
    /// What asking brings over not asking.
    Worth,
    /// The certain gain that is worth as much as the meeting.
    Certain,
    /// The lower end of the ask under other assumptions.
    RangeLow,
    /// The upper end of the ask under other assumptions.
    RangeHigh,
    /// The lower quartile of base where something moves.
    BaseLow,
    /// The upper quartile of base where something moves.
    BaseHigh,
    /// The walk-away.
    WalkAway,
    /// The chance of the alternative of that index in line.
    Standby(usize),
    /// The most that the band allows.
    RoomFull,
    /// The room up to the middle of the band.
    RoomMiddle,
    /// The lowest ask that does as well as the best.
    PlateauLow,
    /// The highest ask that does as well as the best.
    PlateauHigh,
    /// The percentile of the market that limits the ask, of the cap of that index.
    Cap(usize),
    /// What the circumstance of that index changes in the mean gain.
    CircumstanceMean(usize),
    /// What the circumstance of that index changes in the chance that something moves.
    CircumstanceImproved(usize),
    /// A figure of the assumption of that index.
    Assumption(usize, Bound),
    /// A figure of the step of that index of the derivation.
    Step(usize, StepFigure),
    /// What the unknown fact of that index could change.
    Unknown(usize),
    /// The calendar year of a column: the index of the year.
    Year(usize),
    /// The mean of a year: the indices of the package and the year.
    YearMean(usize, usize),
    /// The average of all years of the package of that index.
    YearsAverage(usize),
    /// The lower end of the sum over all years of the package of that index.
    YearsLow(usize),
    /// The upper end of the sum over all years of the package of that index.
    YearsHigh(usize),
}

/// Which package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// What to say first.
    Ask,
    /// The offer.
    Offer,
    /// Today's package.
    Current,
    /// The median where something moves.
    Expected,
    /// The upper quartile where something moves.
    Target,
    /// The ladder's round of that index.
    Round(usize),
    /// What was asked in the round of that index.
    Asked(usize),
    /// What stood after the round of that index.
    Stood(usize),
    /// Where they stand in the branch of that index of those that come part way.
    PartWay(usize),
    /// The package of equal value of that index.
    Equal(usize),
}

/// A figure of a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// A part of it; equity in its unit.
    Part(Part),
    /// Its yearly value.
    Value,
    /// Its value over the offer's.
    OverOffer,
    /// Where its base lies in the band.
    RangePenetration,
    /// Where its base lies in the market.
    MarketPercentile,
    /// The chance that something moves when opening with it.
    Improved,
}

/// A chance that is told as meetings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chance {
    /// Something moves.
    Improved,
    /// The offer is withdrawn.
    Withdrawn,
    /// The opening ask is met.
    Full,
    /// It ends part way.
    Partial,
    /// The offer stands as it was.
    Held,
    /// The result is refused.
    Walked,
    /// Their answer is a yes.
    Yes,
    /// They come part way, in the branch of that index.
    PartWay(usize),
    /// Nothing moves.
    Nothing,
    /// They take the offer back.
    Pulled,
    /// They come part way, and move again at the next ask.
    PartWayMoves(usize),
    /// Nothing moves, and something does at the next ask.
    NothingMoves,
}

/// A figure of an assumption.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// Its value.
    Value,
    /// The lower end of what is plausible.
    Low,
    /// The upper end of what is plausible.
    High,
}

/// A figure of a step of the derivation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepFigure {
    /// What comes out: an amount or a fraction.
    Value,
    /// What comes out, where it was simulated.
    Simulated,
    /// The lower end of what comes out.
    Low,
    /// The upper end of what comes out.
    High,
    /// A part of the package that comes out.
    Part(Part),
    /// What a bonus pays out on average.
    Payout,
    /// What counts of equity that vests.
    EquityLeft,
    /// The years that a sign-on is spread over.
    Years,
    /// The percentile of the limit.
    Percentile,
    /// The simulated meetings.
    Trials,
    /// The risk aversion.
    Aversion,
}

fn of_part(part: Part) -> &'static str {
    match part {
        Part::Equity => "equity/quantity",
        part => part.name(),
    }
}

impl Spot {
    fn pointer(self) -> String {
        match self {
            Spot::Ask => "/anchor/anchor".into(),
            Spot::Offer => "/anchor/offer".into(),
            Spot::Current => "/anchor/current".into(),
            Spot::Expected => "/anchor/expected".into(),
            Spot::Target => "/anchor/target".into(),
            Spot::Round(i) => format!("/anchor/ladder/{i}"),
            Spot::Asked(i) => format!("/anchor/talk/rounds/{i}/asked"),
            Spot::Stood(i) => format!("/anchor/talk/rounds/{i}/standing"),
            Spot::PartWay(i) => format!("/conversation/part/{i}/standing"),
            Spot::Equal(i) => format!("/equal_packages/{i}"),
        }
    }
}

impl Figure {
    fn leaf(self) -> &'static str {
        match self {
            Figure::Part(part) => of_part(part),
            Figure::Value => "value",
            Figure::OverOffer => "over_offer",
            Figure::RangePenetration => "range_penetration",
            Figure::MarketPercentile => "market_percentile",
            Figure::Improved => "improved/value",
        }
    }
}

impl Chance {
    fn pointer(self) -> String {
        let fixed = match self {
            Chance::PartWay(i) => return format!("/conversation/part/{i}/share/value"),
            Chance::PartWayMoves(i) => return format!("/conversation/part/{i}/improved"),
            Chance::Improved => "/anchor/improved/value",
            Chance::Withdrawn => "/anchor/withdrawn/value",
            Chance::Full => "/simulation/outcomes/full/value",
            Chance::Partial => "/simulation/outcomes/partial/value",
            Chance::Held => "/simulation/outcomes/held/value",
            Chance::Walked => "/simulation/outcomes/walked/value",
            Chance::Yes => "/conversation/yes/share/value",
            Chance::Nothing => "/conversation/nothing/share/value",
            Chance::NothingMoves => "/conversation/nothing/improved",
            Chance::Pulled => "/conversation/pulled/value",
        };
        fixed.to_owned()
    }
}

impl Bound {
    fn leaf(self) -> &'static str {
        match self {
            Bound::Value => "value",
            Bound::Low => "low",
            Bound::High => "high",
        }
    }
}

impl StepFigure {
    fn leaf(self) -> String {
        let leaf = match self {
            StepFigure::Value => "value",
            StepFigure::Simulated => "value/value",
            StepFigure::Low => "value/low",
            StepFigure::High => "value/high",
            StepFigure::Part(part) => return format!("value/{}", of_part(part)),
            StepFigure::Payout => "payout",
            StepFigure::EquityLeft => "equity_left",
            StepFigure::Years => "years",
            StepFigure::Percentile => "limit/percentile",
            StepFigure::Trials => "trials",
            StepFigure::Aversion => "aversion",
        };
        leaf.to_owned()
    }
}

impl Place {
    /// Its JSON pointer into `result.json`.
    pub fn pointer(self) -> String {
        match self {
            Place::Version => "/version".into(),
            Place::Seed => "/simulation/seed".into(),
            Place::Trials => "/simulation/trials".into(),
            Place::OfferValue => "/simulation/offer_value".into(),
            Place::AsOf => "/case/as_of".into(),
            Place::Deadline => "/case/deadline".into(),
            Place::Horizon => "/case/horizon_years".into(),
            Place::Evidence(i, figure) => format!("/case/evidence/{i}/{figure}"),
            Place::Package(spot, figure) => format!("{}/{}", spot.pointer(), figure.leaf()),
            Place::Chance(chance) => chance.pointer(),
            Place::Mean => "/anchor/mean/value".into(),
            Place::Worth => "/anchor/worth_of_asking/value".into(),
            Place::RangeLow => "/anchor/anchor_range/low".into(),
            Place::RangeHigh => "/anchor/anchor_range/high".into(),
            Place::Certain => "/anchor/risk/certainty_equivalent/value".into(),
            Place::BaseLow => "/anchor/base_middle_half/p25".into(),
            Place::BaseHigh => "/anchor/base_middle_half/p75".into(),
            Place::WalkAway => "/anchor/walk_away/value".into(),
            Place::Standby(i) => format!("/anchor/walk_away/line/{i}/chance"),
            Place::RoomFull => "/anchor/room/full".into(),
            Place::RoomMiddle => "/anchor/room/middle".into(),
            Place::PlateauLow => "/anchor/plateau/low".into(),
            Place::PlateauHigh => "/anchor/plateau/high".into(),
            Place::Cap(i) => format!("/anchor/caps/{i}/percentile"),
            Place::CircumstanceMean(i) => format!("/anchor/circumstances/{i}/mean"),
            Place::CircumstanceImproved(i) => format!("/anchor/circumstances/{i}/improved"),
            Place::Assumption(i, bound) => format!("/anchor/assumptions/{i}/{}", bound.leaf()),
            Place::Step(i, figure) => format!("/anchor/derivation/{i}/{}", figure.leaf()),
            Place::Unknown(i) => format!("/sharpen/{i}/mean_change"),
            Place::Year(year) => format!("/scenarios/packages/0/years/{year}/year"),
            Place::YearMean(package, year) => format!("/scenarios/packages/{package}/years/{year}/mean"),
            Place::YearsAverage(package) => format!("/scenarios/packages/{package}/average"),
            Place::YearsLow(package) => format!("/scenarios/packages/{package}/sum_spread/p10/value"),
            Place::YearsHigh(package) => format!("/scenarios/packages/{package}/sum_spread/p90/value"),
        }
    }

    /// The same as a reader writes it down: `anchor.offer.base`.
    pub fn written(self) -> String {
        self.pointer().trim_start_matches('/').replace('/', ".")
    }
}

impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.pointer())
    }
}
