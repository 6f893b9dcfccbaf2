//! One document, as a terminal, Markdown, HTML and a workbook show it.

pub mod html;
mod link;
pub mod markdown;
pub mod terminal;
pub mod xlsx;
