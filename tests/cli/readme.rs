//! What the README quotes is what the program prints; `RENEW=1` quotes it anew.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::{counteroffer, kept};

/// One quoted command and where the lines under it stand in the README.
struct Quote {
    args: Vec<String>,
    lines: Range<usize>,
    /// An ellipsis stands for the rest of what it prints.
    cut: bool,
}

fn readme() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

/// Every `$ counteroffer …` of the README with its output, four spaces in.
fn quotes(text: &[&str]) -> Vec<Quote> {
    let mut found = Vec::new();
    for (at, line) in text.iter().enumerate() {
        let Some(command) = line.strip_prefix("    $ counteroffer ") else { continue };
        let quoted =
            |line: &&&str| line.is_empty() || line.starts_with("    ") && !line.starts_with("    $ ");
        let mut end = at + 1 + text[at + 1..].iter().take_while(quoted).count();
        while end > at + 1 && text[end - 1].is_empty() {
            end -= 1;
        }
        let cut = text[end - 1].trim() == "…";
        let lines = at + 1..if cut { end - 1 } else { end };
        found.push(Quote { args: words(command), lines, cut });
    }
    found
}

/// The words of a command line; quotation marks hold several together.
fn words(command: &str) -> Vec<String> {
    let parts = command.split('"').enumerate();
    let words = parts.flat_map(|(i, part)| match i % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect::<Vec<_>>(),
        _ => vec![part.to_owned()],
    });
    words.collect()
}

/// False for the name of a file that only the reader has.
fn is_ours(word: &str) -> bool {
    let names_a_file = word.ends_with(".csv") || word.ends_with(".toml");
    !names_a_file || Path::new(env!("CARGO_MANIFEST_DIR")).join(word).exists()
}

/// What the README should quote: all that the command prints, or as many lines
/// as it quotes before the ellipsis.
fn should_say(quote: &Quote) -> Vec<String> {
    let args: Vec<&str> = quote.args.iter().map(String::as_str).collect();
    let output = counteroffer(&args);
    let printed = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    let indented = |line: &str| format!("    {line}").trim_end().to_owned();
    let lines = printed.trim_end().lines().map(indented);
    lines.take(if quote.cut { quote.lines.len() } else { usize::MAX }).collect()
}

#[test]
fn what_is_quoted_is_what_is_printed() {
    let text = fs::read_to_string(readme()).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let mut made: Vec<String> = Vec::new();
    let (mut done, mut run) = (0, 0);
    for quote in quotes(&lines).iter().filter(|quote| quote.args.iter().all(|word| is_ours(word))) {
        made.extend(lines[done..quote.lines.start].iter().map(|line| (*line).to_owned()));
        made.extend(should_say(quote));
        (done, run) = (quote.lines.end, run + 1);
    }
    assert!(run >= 8, "only {run} of them can be run");
    made.extend(lines[done..].iter().map(|line| (*line).to_owned()));
    assert_eq!(kept::difference(&readme(), &(made.join("\n") + "\n")), None);
}
