//! Bytes of a block → text: UTF-8, or line by line in an encoding of Windows
//! where a line is not UTF-8 and every byte of it means something there.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};

/// Five bytes that Windows-1252 leaves undefined.
const UNDEFINED: [u8; 5] = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

/// Stands for a byte that is text in neither encoding.
pub const NOT_TEXT: char = '\u{fffd}';

/// How letters beyond ASCII are read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Letters {
    /// The encoding of lines that are not UTF-8.
    pub otherwise: &'static Encoding,
    /// Of all lines, UTF-8 or not.
    pub always: bool,
}

impl Letters {
    /// As told; else as the beginning of the file looks, among the encodings of Windows for
    /// European languages.
    pub fn of(head: &[u8], told: Option<&'static Encoding>) -> Self {
        if let Some(encoding) = told {
            return Letters { otherwise: encoding, always: encoding != UTF_8 };
        }
        let mut otherwise = WINDOWS_1252;
        if std::str::from_utf8(head).is_err_and(|error| error.error_len().is_some()) {
            let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
            detector.feed(head, true);
            let guess = detector.guess(None, chardetng::Utf8Detection::Deny);
            otherwise =
                [WINDOWS_1250, WINDOWS_1251].into_iter().find(|one| *one == guess).unwrap_or(otherwise);
        }
        Letters { otherwise, always: false }
    }
}

/// The text of whole lines, and how many of them were not UTF-8. Nothing is copied where all is UTF-8.
pub fn decode<'b>(bytes: &'b [u8], letters: Letters, recoded: &mut u64) -> Cow<'b, str> {
    if letters.always {
        return letters.otherwise.decode_without_bom_handling(bytes).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(decode_lines(bytes, letters.otherwise, recoded)),
    }
}

fn decode_lines(bytes: &[u8], otherwise: &'static Encoding, recoded: &mut u64) -> String {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match std::str::from_utf8(line) {
            Ok(good) => text.push_str(good),
            Err(_) if otherwise == WINDOWS_1252 && line.iter().any(|byte| UNDEFINED.contains(byte)) => {
                text.push_str(&String::from_utf8_lossy(line));
            }
            Err(_) => {
                *recoded += 1;
                text.push_str(&otherwise.decode_without_bom_handling(line).0);
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_windows_keep_their_letters() {
        let (mut recoded, letters) = (0, Letters::of(b"", None));
        assert_eq!(decode(b"L'OR\xc9AL\nplain\n", letters, &mut recoded), "L'ORÉAL\nplain\n");
        assert_eq!(recoded, 1);
        assert_eq!(decode("Zürich\n".as_bytes(), letters, &mut recoded), "Zürich\n");
        assert!(decode(b"\x81\xff\n", letters, &mut recoded).contains(NOT_TEXT));
        let told = Letters::of(b"", Some(WINDOWS_1252));
        assert_eq!(decode(b"\x80 5\n", told, &mut recoded), "€ 5\n");
    }

    #[test]
    fn the_language_tells_the_encoding() {
        for (encoding, text) in [
            (WINDOWS_1251, "должность;оклад\nМенеджер;60000\nАналитик данных;90000\n"),
            (WINDOWS_1250, "stanowisko;płaca\nKsięgowy;60000\nStarszy inżynier świadczeń;90000\n"),
            (WINDOWS_1252, "Beruf;Gehalt\nGeschäftsführer;60000\nPrüfer für Qualität;90000\n"),
        ] {
            let bytes = encoding.encode(text).0;
            assert_eq!(Letters::of(&bytes, None).otherwise, encoding, "{text}");
        }
    }
}
