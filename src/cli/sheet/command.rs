//! The command line that makes the same sheet again.

use std::path::Path;

use clap::ValueEnum;

use super::SheetArgs;
use crate::cli::config::Common;
use crate::report::clean;

/// The words of the command. Without names it tells neither where the case lies
/// nor how its files call their columns.
pub(super) fn line(args: &SheetArgs, common: &Common, case: &Path) -> String {
    let path = |path: &Path, instead: &str| match args.redact {
        true => instead.to_owned(),
        false => quoted(&path.display().to_string()),
    };
    let mut words = vec!["counteroffer".to_owned(), "sheet".to_owned(), path(case, "CASE")];
    words.extend(["-o".to_owned(), path(&args.out, "DIR")]);
    let settings = common.settings();
    words.push(format!("--seed {} --trials {}", settings.seed, settings.trials));
    words.extend(common.assume.iter().map(|assumed| format!("--assume {}", quoted(assumed))));
    let columns = common.column.iter().filter(|_| !args.redact);
    words.extend(columns.map(|column| format!("--column {}", quoted(column))));
    if common.decimal_comma {
        words.push("--decimal-comma".to_owned());
    }
    if common.language != "en" {
        words.push(format!("--language {}", quoted(&common.language)));
    }
    words.extend(common.templates.iter().map(|dir| format!("--templates {}", path(dir, "DIR"))));
    words.extend(args.coach.iter().map(|name| format!("--coach {}", quoted(name))));
    if args.redact {
        words.push("--redact".to_owned());
    }
    if !args.keep.is_empty() {
        let kept = args.keep.iter().filter_map(|kept| Some(kept.to_possible_value()?.get_name().to_owned()));
        words.push(format!("--keep {}", kept.collect::<Vec<_>>().join(",")));
    }
    words.join(" ")
}

/// A word as a shell takes it; without what could act on its reader it has no NUL, which no shell takes.
fn quoted(word: &str) -> String {
    let word = clean(word);
    shlex::try_quote(&word).map_or_else(|_| String::new(), |quoted| quoted.into_owned())
}
