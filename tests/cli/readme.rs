//! What the README quotes is what the program prints.

use std::fs;
use std::path::Path;

use super::counteroffer;

/// One quoted command and the lines under it.
struct Quote {
    args: Vec<String>,
    said: Vec<String>,
}

/// Every `$ counteroffer …` of the README with its output, four spaces in.
fn quotes() -> Vec<Quote> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let mut found: Vec<Quote> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let quoted = line.strip_prefix("    ");
        if let Some(command) = quoted.and_then(|line| line.strip_prefix("$ counteroffer ")) {
            found.push(Quote { args: words(command), said: Vec::new() });
            open = true;
        } else if let (true, Some(quote)) = (open, found.last_mut()) {
            match quoted {
                Some(line) => quote.said.push(line.to_owned()),
                None if line.is_empty() => quote.said.push(String::new()),
                None => open = false,
            }
        }
    }
    for quote in &mut found {
        let kept = quote.said.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1);
        quote.said.truncate(kept);
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

#[test]
fn what_is_quoted_is_what_is_printed() {
    let quotes = quotes();
    let mut wrong = Vec::new();
    let ours: Vec<&Quote> =
        quotes.iter().filter(|quote| quote.args.iter().all(|word| is_ours(word))).collect();
    assert!(ours.len() >= 8, "only {} of them can be run", ours.len());
    for quote in ours {
        let args: Vec<&str> = quote.args.iter().map(String::as_str).collect();
        let output = counteroffer(&args);
        let printed = [output.stdout, output.stderr].concat();
        let printed = String::from_utf8(printed).unwrap();
        let printed: Vec<&str> = printed.trim_end().lines().map(str::trim_end).collect();
        // An ellipsis by itself stands for the rest.
        let whole = quote.said.last().is_none_or(|line| line != "…");
        let said = if whole { &quote.said[..] } else { &quote.said[..quote.said.len() - 1] };
        let said: Vec<&str> = said.iter().map(|line| line.trim_end()).collect();
        let same = if whole { printed == said } else { printed.starts_with(said.as_slice()) };
        if !same {
            let line = said.iter().zip(&printed).find(|(said, printed)| said != printed);
            wrong.push(format!("{}: {line:?}", quote.args.join(" ")));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
