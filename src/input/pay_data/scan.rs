//! Where the cells of a block end: the separators and line breaks that stand
//! outside quotation marks.
//!
//! The fast way looks at 64 bytes at once and takes the parity of quotation
//! marks for what is inside them. That is right unless a quotation mark stands
//! in the middle of a bare cell (`5" disk`); it notices this, and the careful
//! way reads byte by byte as RFC 4180 readers do.

use multiversion::multiversion;
use multiversion::target::match_target;

/// Marks the end of a cell that is also the end of its record.
pub const RECORD_END: u32 = 1 << 31;

/// The largest block that can be indexed.
pub const LARGEST_BLOCK: usize = (RECORD_END - 1) as usize;

const QUOTE: u8 = b'"';

/// Writes the end of every cell to `ends`. False when the block has to be read
/// carefully; `ends` is then of no use.
#[multiversion(targets("x86_64+avx2+bmi1+bmi2"))]
pub fn index_fast(block: &[u8], separator: u8, ends: &mut Vec<u32>) -> bool {
    ends.clear();
    ends.reserve(block.len() / 4);
    // Whether the byte before the present 64 was inside quotes, and whether a
    // quotation mark may open right after it.
    let mut inside = 0u64;
    let mut may_open = 1u64;
    let (chunks, rest) = block.as_chunks::<64>();
    let mut padded = [b' '; 64];
    padded[..rest.len()].copy_from_slice(rest);
    for (number, chunk) in chunks.iter().chain(std::iter::once(&padded)).enumerate() {
        let wanted = [QUOTE, b'\n', separator];
        let [quotes, breaks, separators] = match_target! {
            "x86_64+avx2+bmi1+bmi2" => masks_by_vectors(chunk, wanted),
            _ => wanted.map(|byte| mask(chunk, byte)),
        };
        let cuts = separators | breaks;
        let mut outside = !inside;
        if quotes != 0 {
            let within = parity(quotes) ^ inside;
            let opening = quotes & within;
            if opening & !(((cuts | quotes) << 1) | may_open) != 0 {
                return false;
            }
            inside = 0u64.wrapping_sub(within >> 63);
            outside = !within;
        }
        may_open = (cuts | quotes) >> 63;
        push_ends(cuts & outside, breaks, number * 64, ends);
    }
    inside == 0
}

#[inline(always)]
fn push_ends(mut cuts: u64, breaks: u64, start: usize, ends: &mut Vec<u32>) {
    while cuts != 0 {
        let bit = cuts.trailing_zeros();
        let last = ((breaks >> bit) & 1) as u32 * RECORD_END;
        ends.push((start as u32 + bit) | last);
        cuts &= cuts - 1;
    }
}

/// [`mask`] of three bytes, by the instruction that gathers the signs of 32 bytes.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
#[inline]
fn masks_by_vectors(chunk: &[u8; 64], wanted: [u8; 3]) -> [u64; 3] {
    use std::arch::x86_64::{_mm256_cmpeq_epi8, _mm256_movemask_epi8, _mm256_set_epi64x, _mm256_set1_epi8};
    let words = chunk.as_chunks::<8>().0;
    let word = |i: usize| i64::from_le_bytes(words[i]);
    let low = _mm256_set_epi64x(word(3), word(2), word(1), word(0));
    let high = _mm256_set_epi64x(word(7), word(6), word(5), word(4));
    wanted.map(|byte| {
        let all = _mm256_set1_epi8(byte.cast_signed());
        let bits = |half| u64::from(_mm256_movemask_epi8(_mm256_cmpeq_epi8(half, all)).cast_unsigned());
        bits(low) | bits(high) << 32
    })
}

/// One bit for each of the 64 bytes that equals `byte`.
#[inline(always)]
fn mask(chunk: &[u8; 64], byte: u8) -> u64 {
    let mut equal = [0u8; 64];
    for (flag, b) in equal.iter_mut().zip(chunk) {
        *flag = u8::from(*b == byte);
    }
    let mut bits = 0;
    for (i, eight) in equal.as_chunks::<8>().0.iter().enumerate() {
        // Gathers the lowest bit of each of eight bytes in the highest byte.
        let gathered = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        bits |= gathered << (8 * i);
    }
    bits
}

/// Bit i is set when an odd number of bits up to and with i is.
#[inline(always)]
fn parity(mut bits: u64) -> u64 {
    for shift in [1, 2, 4, 8, 16, 32] {
        bits ^= bits << shift;
    }
    bits
}

/// Writes the end of every cell of the whole records in `block` and gives how
/// many bytes those records take.
pub fn index_carefully(block: &[u8], separator: u8, ends: &mut Vec<u32>) -> usize {
    #[derive(Clone, Copy, PartialEq)]
    enum At {
        CellStart,
        Bare,
        Quoted,
        QuoteInQuoted,
    }
    ends.clear();
    let mut at = At::CellStart;
    let mut whole = (0, 0);
    for (i, &byte) in block.iter().enumerate() {
        at = match (at, byte) {
            (At::Quoted, QUOTE) => At::QuoteInQuoted,
            (At::Quoted, _) | (At::QuoteInQuoted | At::CellStart, QUOTE) => At::Quoted,
            (_, b'\n') => {
                ends.push(i as u32 | RECORD_END);
                whole = (i + 1, ends.len());
                At::CellStart
            }
            (_, b) if b == separator => {
                ends.push(i as u32);
                At::CellStart
            }
            _ => At::Bare,
        };
    }
    ends.truncate(whole.1);
    whole.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cells(block: &[u8], ends: &[u32]) -> Vec<Vec<String>> {
        let mut rows = vec![vec![]];
        let mut start = 0;
        for end in ends {
            let at = (end & !RECORD_END) as usize;
            let cell = String::from_utf8_lossy(&block[start..at]).into_owned();
            rows.last_mut().unwrap().push(cell);
            start = at + 1;
            if end & RECORD_END != 0 {
                rows.push(vec![]);
            }
        }
        rows.pop();
        rows
    }

    #[test]
    fn separators_and_breaks_in_quotes_end_nothing() {
        let block = b"a,\"b, \"\"c\"\"\nd\",e\n\"\",f,\n";
        let mut ends = Vec::new();
        assert!(index_fast(block, b',', &mut ends));
        assert_eq!(cells(block, &ends), [vec!["a", "\"b, \"\"c\"\"\nd\"", "e"], vec!["\"\"", "f", ""]]);
    }

    #[test]
    fn a_quote_in_a_bare_cell_is_read_carefully() {
        let block = b"5\" disk,1\nx,\"open\n";
        let mut ends = Vec::new();
        assert!(!index_fast(block, b',', &mut ends));
        assert_eq!(index_carefully(block, b',', &mut ends), 10);
        assert_eq!(cells(block, &ends), [vec!["5\" disk", "1"]]);
    }

    proptest! {
        /// Where the fast way answers, it agrees with the careful way.
        #[test]
        fn both_ways_agree(text in "[ab,\"\n]{0,200}") {
            let block = format!("{text}\n");
            let (mut fast, mut careful) = (Vec::new(), Vec::new());
            if index_fast(block.as_bytes(), b',', &mut fast) {
                let whole = index_carefully(block.as_bytes(), b',', &mut careful);
                // A mark behind a closed quotation may open another for one reader only.
                let odd = regex::Regex::new("\"[ab]+[^,\n]*\"").unwrap();
                if whole == block.len() && !odd.is_match(&block) {
                    prop_assert_eq!(fast, careful);
                }
            }
        }

        /// Well-formed files are read the fast way, and as the csv crate reads them.
        #[test]
        fn agrees_with_the_csv_crate(rows in prop::collection::vec(prop::collection::vec("[ab,\"\n ]{0,9}", 3), 1..20)) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let block = writer.into_inner().unwrap();
            let mut ends = Vec::new();
            prop_assert!(index_fast(&block, b',', &mut ends));
            let read: Vec<Vec<String>> = cells(&block, &ends)
                .into_iter()
                .map(|row| row.iter().map(|cell| super::super::row::unquote(cell).into_owned()).collect())
                .collect();
            prop_assert_eq!(read, rows);
        }
    }
}
