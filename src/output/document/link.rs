//! Ways from one file to another beside it.

use std::fmt::Write as _;

/// A folder's name as part of an address: everything but letters, digits and
/// `-._~` is percent-encoded (RFC 3986), so that no name can be anything else.
pub fn encoded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            // Writing to a text cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_its_folder_or_become_an_address() {
        assert_eq!(encoded("jane-doe_2.x~"), "jane-doe_2.x~");
        assert_eq!(encoded("javascript:x/../é #?"), "javascript%3Ax%2F..%2F%C3%A9%20%23%3F");
    }
}
