//! Years of experience: a number, or the bin of a survey.

/// `7`, `6,5`, `5-7 years`, `8 to 10`, `41 years or more`, `1 year or less`, `<1`, `10+`: from and to.
pub fn years(text: &str) -> Option<(f64, f64)> {
    let lower = text.trim().to_lowercase().replace(',', ".");
    let mut numbers = Vec::new();
    for part in lower.split(|c: char| !c.is_ascii_digit() && c != '.') {
        let part = part.trim_matches('.');
        if !part.is_empty() {
            numbers.push(part.parse::<f64>().ok()?);
        }
    }
    let is_open = ["more", "over", "+", ">", "above", "plus"].iter().any(|word| lower.contains(word));
    let is_below = ["less", "under", "<", "up to", "below"].iter().any(|word| lower.contains(word));
    match numbers.as_slice() {
        [from, to] if from <= to => Some((*from, *to)),
        [from] if is_open => Some((*from, f64::INFINITY)),
        [to] if is_below => Some((0.0, *to)),
        [years] if lower.parse::<f64>().is_ok() || lower.contains('y') || lower.contains("jahr") => {
            Some((*years, *years))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_of_surveys() {
        assert_eq!(years("7"), Some((7.0, 7.0)));
        assert_eq!(years("6,5"), Some((6.5, 6.5)));
        assert_eq!(years("5-7 years"), Some((5.0, 7.0)));
        assert_eq!(years("11 - 20 years"), Some((11.0, 20.0)));
        assert_eq!(years("41 years or more"), Some((41.0, f64::INFINITY)));
        assert_eq!(years("1 year or less"), Some((0.0, 1.0)));
        assert_eq!((years("senior"), years("")), (None, None));
    }
}
