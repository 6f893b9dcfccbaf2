//! Ways from one file to another beside it.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stands for itself in an address (RFC 3986): letters, digits and `-._~`.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A folder's name as part of an address, so that no name can be anything else.
pub fn encoded(name: &str) -> String {
    utf8_percent_encode(name, ESCAPED).to_string()
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
