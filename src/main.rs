//! The thin binary: parse, run, exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut out = std::io::BufWriter::new(std::io::stdout());
    let mut err = std::io::stderr();
    ExitCode::from(counteroffer::cli::run(std::env::args_os(), &mut out, &mut err))
}
