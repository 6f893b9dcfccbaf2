//! Texts that are kept in the repository and compared with what is made today:
//! sheets, quotes of the README, messages, generated documents.
//!
//! After a change that is meant, `RENEW=1 cargo test` writes them all anew;
//! read the difference before keeping it.

#![allow(dead_code)] // Not every test binary keeps texts.

use std::fs;
use std::path::Path;

/// Whether kept texts are to be written anew.
pub fn renews() -> bool {
    std::env::var_os("RENEW").is_some_and(|wish| !wish.is_empty() && wish != "0")
}

/// The first difference between a kept text and the one made today; with
/// `RENEW=1` the kept text becomes that of today, and there is none.
pub fn difference(kept: &Path, made: &str) -> Option<String> {
    if renews() {
        fs::write(kept, made).unwrap_or_else(|e| panic!("{}: {e}", kept.display()));
        return None;
    }
    let known = fs::read_to_string(kept).unwrap_or_default();
    if known == made {
        return None;
    }
    let name = kept.display();
    let lines = known.lines().zip(made.lines()).enumerate();
    let differs = lines.into_iter().find(|(_, (known, made))| known != made);
    Some(match differs {
        Some((line, (known, made))) => format!("{name}:{}: kept\n  {known}\nmade\n  {made}", line + 1),
        None => format!("{name}: {} lines kept, {} made", known.lines().count(), made.lines().count()),
    })
}
