//! Volatility and growth of a share from its daily prices.

use crate::domain::PriceHistory;

/// What a price history says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HistoricMoves {
    /// Standard deviation of the daily log returns (n − 1 in the denominator)
    /// × √(trading days of a year).
    pub volatility: f64,
    /// Growth of the mean price a year, continuously compounded: yearly mean
    /// of the log returns + volatility²/2.
    pub drift: f64,
}

/// Volatility and drift of a history, with `trading_days` a year (252 by custom).
///
/// A past drift is no forecast: ten years of one share leave its yearly growth
/// uncertain by about ±10 points (volatility ÷ √years), while the volatility is
/// known to a hundredth.
pub fn historic_moves(history: &PriceHistory, trading_days: f64) -> HistoricMoves {
    let returns: Vec<f64> =
        history.points().windows(2).map(|pair| libm::log(pair[1].1 / pair[0].1)).collect();
    let n = returns.len() as f64;
    let mean = returns.iter().sum::<f64>() / n;
    let squares: f64 = returns.iter().map(|r| (r - mean) * (r - mean)).sum();
    let volatility = libm::sqrt(squares / (n - 1.0) * trading_days);
    HistoricMoves { volatility, drift: mean * trading_days + volatility * volatility / 2.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn three_prices_by_hand() {
        // Log returns +0.1 and −0.1: mean 0, variance 0.02.
        let up = 100.0 * 0.1f64.exp();
        let points = vec![(date(2024, 1, 2), 100.0), (date(2024, 1, 3), up), (date(2024, 1, 4), 100.0)];
        let moves = historic_moves(&PriceHistory::new("x", points).unwrap(), 252.0);
        assert!((moves.volatility - (0.02f64 * 252.0).sqrt()).abs() < 1e-12);
        assert!((moves.drift - 0.02 * 252.0 / 2.0).abs() < 1e-12);
    }
}
