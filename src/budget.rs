//! How much of anything is taken in or worked through, so that no input can
//! fill the machine or keep it busy: every limit of the program stands here.

use rust_decimal::Decimal;

const MEGABYTE: u64 = 1024 * 1024;

/// Bytes of a file that is kept in memory as a whole: a case, a table that is not bulk data.
pub const FILE: u64 = 64 * MEGABYTE;

/// An archive that unpacks to more than this many times its size, beyond
/// [`UNPACKED`], is taken for a bomb: wage tables shrink ten- to thirtyfold.
pub const UNPACKED_RATIO: u64 = 250;

/// Bytes that may be unpacked whatever the ratio.
pub const UNPACKED: u64 = 64 * MEGABYTE;

/// Columns of a table: as many as a spreadsheet has.
pub const COLUMNS: usize = 16_384;

/// Cells of a sheet, rows times columns, empty ones between them included.
pub const CELLS: u64 = 50_000_000;

/// Problems that are told of one run; of the rest, how many there are.
pub const PROBLEMS: usize = 20;

/// Characters of a line that are shown on each side of what is wrong with it.
pub const EXCERPT: usize = 200;

/// Characters of a message, which may repeat what was written.
pub const MESSAGE: usize = 400;

/// An amount is at most 10¹⁵: more than any company is worth in any currency,
/// and few enough digits that no sum or product of amounts overflows.
pub const AMOUNT: Decimal = Decimal::from_parts(0xA4C6_8000, 0x0003_8D7E, 0, false, 0);

/// A grant is at most 10¹² shares.
pub const UNITS: Decimal = Decimal::from_parts(0xD4A5_1000, 0xE8, 0, false, 0);

/// A percentage is at most a million.
pub const PERCENT: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

/// Decimals of any number.
pub const DECIMALS: u32 = 12;

/// Steps that a line of words may take: none needs a thousand.
pub const LINE_FUEL: u64 = 100_000;

/// Steps that a page may take, a hundred times what the built-in one needs.
pub const PAGE_FUEL: u64 = 5_000_000;

/// Bytes that a page may have.
pub const PAGE: usize = 32 * 1024 * 1024;

/// Files in a folder that is exchanged as a whole; in a fuller one, file by file.
pub const EXCHANGED: usize = 2_000;
