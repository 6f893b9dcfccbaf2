//! Numbers as programs write them, read quickly.

use crate::num::AmountStyle;

/// Up to fifteen digits and nothing else.
#[inline]
pub fn plain_digits(bytes: &[u8]) -> Option<f64> {
    if !(1..=15).contains(&bytes.len()) {
        return None;
    }
    let digit = |byte: &u8| byte.is_ascii_digit().then(|| u64::from(byte - b'0'));
    bytes.iter().try_fold(0, |value, byte| Some(value * 10 + digit(byte)?)).map(|value| value as f64)
}

/// A number as programs write it: sign, digits, point, exponent.
///
/// Three digits behind a lone point (`185.000`) are left to the reader of
/// amounts, which refuses what could mean two numbers.
pub fn number(text: &str, style: AmountStyle) -> Option<f64> {
    let bytes = text.as_bytes();
    let numeric = |b: &u8| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E');
    if !bytes.iter().all(numeric) || !bytes.iter().any(u8::is_ascii_digit) {
        return None;
    }
    if let Some((whole, decimals)) = text.split_once('.')
        && decimals.len() == 3
        && (1..=3).contains(&whole.len())
        && whole != "0"
        && !style.is_proven()
    {
        return None;
    }
    text.parse().ok().filter(|value: &f64| value.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_programs_write_them() {
        let read = |text| number(text, AmountStyle::DecimalPoint);
        assert_eq!(read("104644.5"), Some(104_644.5));
        assert_eq!(read("16100.000000000002"), Some(16_100.000000000002));
        assert_eq!(read("1e5"), Some(100_000.0));
        assert_eq!((read("185.000"), read("lots"), read("£5")), (None, None, None));
        assert_eq!(number("25.125", AmountStyle::OnlyPoint), Some(25.125));
    }

    #[test]
    fn digits_of_every_length() {
        for text in ["0", "7", "42", "00012", "99999999", "123456789", "999999999999999", "000000000000001"] {
            assert_eq!(plain_digits(text.as_bytes()), Some(text.parse().unwrap()), "{text}");
        }
        for text in ["", "1234567890123456", "12a", "1.5", "/1", "1:", " 1", "12345678x", "x12345678", "-5"] {
            assert_eq!(plain_digits(text.as_bytes()), None, "{text}");
        }
    }
}
