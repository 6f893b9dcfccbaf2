//! Amounts as people write them: `185000`, `185,000`, `$185,000`, `£58,185`,
//! `185k`, `1.2M`. What could mean two numbers is refused, never guessed.

use rust_decimal::Decimal;

use super::Currency;

/// Which sign separates the decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AmountStyle {
    /// `1,234.56`: the comma groups thousands.
    #[default]
    DecimalPoint,
    /// `1.234,56`: the comma separates decimals (`--decimal-comma`).
    DecimalComma,
    /// The point, where other cells prove it: `25.125` is no 25,125.
    OnlyPoint,
    /// The comma, where other cells prove it.
    OnlyComma,
}

impl AmountStyle {
    /// True where the comma separates decimals.
    pub fn is_comma(self) -> bool {
        matches!(self, AmountStyle::DecimalComma | AmountStyle::OnlyComma)
    }

    /// True where nothing is left to doubt.
    pub fn is_proven(self) -> bool {
        matches!(self, AmountStyle::OnlyPoint | AmountStyle::OnlyComma)
    }
}

/// An amount as read, with the currency its sign or code names, if any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParsedAmount {
    /// The exact value.
    pub value: Decimal,
    /// The currency written beside it; `$` alone names none.
    pub currency: Option<Currency>,
}

/// Why a text is not an amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AmountError {
    /// Nothing is there.
    Empty,
    /// It cannot be read as a number.
    Unreadable,
    /// It could mean either of two numbers.
    Ambiguous {
        /// One reading.
        one: String,
        /// The other.
        other: String,
    },
}

/// Reads an amount.
///
/// # Errors
/// [`AmountError::Ambiguous`] for what could mean two numbers (`185.000`),
/// otherwise [`AmountError::Empty`] or [`AmountError::Unreadable`].
pub fn parse_amount(text: &str, style: AmountStyle) -> Result<ParsedAmount, AmountError> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Err(AmountError::Empty);
    }
    let (negative, unsigned) = strip_minus(trimmed);
    let (currency, number) = strip_currency(unsigned);
    // `$-5` as well as `-$5`, but not `--5`.
    let (negative, number) = match strip_minus(number) {
        (true, rest) if !negative && number != unsigned => (true, rest),
        _ => (negative, number),
    };
    let (scale, digits) = strip_scale(number);
    let value = parse_digits(digits, style, scale.is_some())?;
    let value = value.checked_mul(scale.unwrap_or(Decimal::ONE)).ok_or(AmountError::Unreadable)?;
    Ok(ParsedAmount { value: if negative { -value } else { value }, currency })
}

fn strip_minus(text: &str) -> (bool, &str) {
    match text.strip_prefix('-').or_else(|| text.strip_prefix('\u{2212}')) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text),
    }
}

/// Takes a currency sign or an ISO code off either end.
fn strip_currency(text: &str) -> (Option<Currency>, &str) {
    for (sign, currency) in [
        ("US$", Some(Currency::USD)),
        ("$", None),
        ("£", Some(Currency::GBP)),
        ("€", Some(Currency::EUR)),
        ("¥", None),
        ("₹", Some(Currency::INR)),
    ] {
        if let Some(rest) = text.strip_prefix(sign) {
            return (currency, rest.trim_start());
        }
        if let Some(rest) = text.strip_suffix(sign) {
            return (currency, rest.trim_end());
        }
    }
    let code_of = |code: &str| {
        let upper = code.bytes().all(|b| b.is_ascii_uppercase());
        upper.then(|| Currency::from_code(code)).flatten()
    };
    if let Some((head, rest)) = text.split_at_checked(3)
        && let Some(currency) = code_of(head)
    {
        return (Some(currency), rest.trim_start());
    }
    let cut = text.len().saturating_sub(3);
    if let Some((rest, tail)) = text.split_at_checked(cut)
        && let Some(currency) = code_of(tail)
    {
        return (Some(currency), rest.trim_end());
    }
    (None, text)
}

/// Takes `k` (thousand), `M` (million) or `bn`/`B` (billion) off the end.
fn strip_scale(text: &str) -> (Option<Decimal>, &str) {
    for (suffix, factor) in [
        ("bn", 1_000_000_000_u64),
        ("k", 1_000),
        ("K", 1_000),
        ("m", 1_000_000),
        ("M", 1_000_000),
        ("B", 1_000_000_000),
    ] {
        if let Some(rest) = text.strip_suffix(suffix) {
            return (Some(Decimal::from(factor)), rest.trim_end());
        }
    }
    (None, text)
}

/// Reads digits in groups, without a sign, a currency or a scale; with `scaled`, a `k` stands behind them.
///
/// # Errors
/// As [`parse_amount`].
pub fn parse_digits(text: &str, style: AmountStyle, scaled: bool) -> Result<Decimal, AmountError> {
    let (group, point) = if style.is_comma() { ('.', ',') } else { (',', '.') };
    let known = |c: char| {
        c.is_ascii_digit()
            || matches!(c, ',' | '.' | '_' | '\'' | '\u{2019}')
            || c != '\n' && c.is_whitespace()
    };
    let has_ends =
        text.starts_with(|c: char| c.is_ascii_digit()) && text.ends_with(|c: char| c.is_ascii_digit());
    if !has_ends || !text.chars().all(known) {
        return Err(AmountError::Unreadable);
    }
    let (whole, decimals) = match text.split_once(point) {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (text, None),
    };
    if let Some(decimals) = decimals {
        if !decimals.bytes().all(|b| b.is_ascii_digit()) {
            return Err(AmountError::Unreadable);
        }
        // `185.000`: three digits after a lone point could also be a thousands group.
        let lone = whole.bytes().all(|b| b.is_ascii_digit());
        if decimals.len() == 3 && lone && whole.len() <= 3 && whole != "0" && !scaled && !style.is_proven() {
            return Err(AmountError::Ambiguous {
                one: plain(&format!("{whole}.{decimals}")),
                other: format!("{whole},{decimals}"),
            });
        }
    }
    let joined = join_groups(whole, group)?;
    // `12,5`: the group sign stands where only a decimal sign makes sense.
    let written = match decimals {
        Some(decimals) => format!("{joined}.{decimals}"),
        None => joined,
    };
    written.parse().map_err(|_| AmountError::Unreadable)
}

/// Joins groups of three digits; any one sign may separate them throughout.
fn join_groups(whole: &str, group: char) -> Result<String, AmountError> {
    let separators: Vec<char> = whole.chars().filter(|c| !c.is_ascii_digit()).collect();
    let Some(&first) = separators.first() else {
        return Ok(whole.to_owned());
    };
    let allowed = first == group || !matches!(first, ',' | '.');
    if !allowed || separators.iter().any(|c| *c != first) {
        return Err(AmountError::Unreadable);
    }
    let parts: Vec<&str> = whole.split(first).collect();
    let regular =
        parts[0].len() <= 3 && !parts[0].is_empty() && parts[1..].iter().all(|part| part.len() == 3);
    if regular || first == '_' || is_indian(&parts) {
        return Ok(parts.concat());
    }
    if parts.len() == 2 {
        return Err(AmountError::Ambiguous {
            one: format!("{}.{}", parts[0], parts[1]),
            other: parts.concat(),
        });
    }
    Err(AmountError::Unreadable)
}

/// Lakhs and crores: `12,00,000`, with two digits in every group but the last.
fn is_indian(parts: &[&str]) -> bool {
    let [first, middle @ .., last] = parts else { return false };
    let pairs = !middle.is_empty() && middle.iter().all(|part| part.len() == 2);
    pairs && matches!(first.len(), 1 | 2) && last.len() == 3
}

fn plain(number: &str) -> String {
    number.parse::<Decimal>().map_or_else(|_| number.to_owned(), |d| d.normalize().to_string())
}

/// A number with its whole part in groups of three: `58240.50` is `58,240.5`.
pub fn grouped(number: Decimal) -> String {
    let plain = number.normalize().to_string();
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("-", digits));
    let whole = digits.find('.').unwrap_or(digits.len());
    let comma = |at: usize| at > 0 && at < whole && (whole - at).is_multiple_of(3);
    let grouped = digits.char_indices().flat_map(|(at, c)| comma(at).then_some(',').into_iter().chain([c]));
    format!("{sign}{}", grouped.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        match parse_amount(text, AmountStyle::DecimalPoint) {
            Ok(amount) => {
                let code = amount.currency.map_or("", |c| c.code());
                format!("{} {code}", amount.value.normalize()).trim().to_owned()
            }
            Err(AmountError::Ambiguous { one, other }) => format!("{one} or {other}"),
            Err(other) => format!("{other:?}"),
        }
    }

    #[test]
    fn amounts_as_people_write_them() {
        for (text, value) in [
            ("185000", "185000"),
            ("185,000", "185000"),
            ("$185,000", "185000"),
            ("£58,185", "58185 GBP"),
            ("185k", "185000"),
            ("1.2M", "1200000"),
            ("1.250M", "1250000"),
            ("178_000", "178000"),
            ("185'000", "185000"),
            ("185 000 EUR", "185000 EUR"),
            ("USD 1,234.56", "1234.56 USD"),
            ("-5,000", "-5000"),
            ("-$5", "-5"),
            ("$-5", "-5"),
            ("0.125", "0.125"),
            ("12.5", "12.5"),
            ("1,234,567.891", "1234567.891"),
            ("12,34,567", "1234567"),
            ("6,48,573", "648573"),
            ("45\u{2009}000", "45000"),
        ] {
            assert_eq!(read(text), value, "{text}");
        }
    }

    #[test]
    fn what_could_mean_two_numbers_is_refused() {
        assert_eq!(read("185.000"), "185 or 185,000");
        assert_eq!(read("12,5"), "12.5 or 125");
        for bad in ["", "abc", "1.2.3", "12,34,56", "k", "$", "1e5", "NaN", "185,000.", "--5", "5%"] {
            assert!(matches!(read(bad).as_str(), "Empty" | "Unreadable"), "{bad}: {}", read(bad));
        }
    }

    #[test]
    fn decimal_comma_on_request() {
        let read =
            |text| parse_amount(text, AmountStyle::DecimalComma).map(|a| a.value.normalize().to_string());
        assert_eq!(read("185.000,50"), Ok("185000.5".into()));
        assert_eq!(read("12,5"), Ok("12.5".into()));
        assert_eq!(read("185.000"), Ok("185000".into()));
    }

    #[test]
    fn a_proven_style_leaves_no_doubt() {
        let read = |text, style| parse_amount(text, style).map(|a| a.value.normalize().to_string());
        assert_eq!(read("25.125", AmountStyle::OnlyPoint), Ok("25.125".into()));
        assert_eq!(read("25,125", AmountStyle::OnlyComma), Ok("25.125".into()));
        assert!(read("25.125", AmountStyle::DecimalPoint).is_err());
    }
}
