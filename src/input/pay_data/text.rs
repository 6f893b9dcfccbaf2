//! Bytes of a block → text: UTF-8, or line by line Windows-1252 where a line
//! is not UTF-8 and every byte of it means something in Windows-1252.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;

/// Five bytes that Windows-1252 leaves undefined.
const UNDEFINED: [u8; 5] = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

/// Stands for a byte that is text in neither encoding.
pub const NOT_TEXT: char = '\u{fffd}';

/// How many lines of a block were not UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Recoded {
    /// Lines read as Windows-1252.
    pub windows_1252: u64,
    /// Lines with letters beyond ASCII in UTF-8, in blocks that hold others.
    pub utf_8: u64,
}

/// The text of whole lines. Nothing is copied where all is UTF-8.
pub fn decode<'b>(bytes: &'b [u8], always_1252: bool, recoded: &mut Recoded) -> Cow<'b, str> {
    if always_1252 {
        return WINDOWS_1252.decode_without_bom_handling(bytes).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(decode_lines(bytes, recoded)),
    }
}

fn decode_lines(bytes: &[u8], recoded: &mut Recoded) -> String {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match std::str::from_utf8(line) {
            Ok(good) => {
                recoded.utf_8 += u64::from(!good.is_ascii());
                text.push_str(good);
            }
            Err(_) if line.iter().any(|byte| UNDEFINED.contains(byte)) => {
                text.push_str(&String::from_utf8_lossy(line));
            }
            Err(_) => {
                recoded.windows_1252 += 1;
                text.push_str(&WINDOWS_1252.decode_without_bom_handling(line).0);
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_in_windows_1252_keep_their_letters() {
        let mut recoded = Recoded::default();
        assert_eq!(decode(b"L'OR\xc9AL\nplain\n", false, &mut recoded), "L'ORÉAL\nplain\n");
        assert_eq!(recoded, Recoded { windows_1252: 1, utf_8: 0 });
        assert_eq!(decode("Zürich\n".as_bytes(), false, &mut recoded), "Zürich\n");
        assert!(decode(b"\x81\xff\n", false, &mut recoded).contains(NOT_TEXT));
        assert_eq!(decode(b"\x80 5\n", true, &mut recoded), "€ 5\n");
    }
}
