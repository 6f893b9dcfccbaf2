//! A sign of life on work that takes longer than half a second.

use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{JoinHandle, park_timeout, spawn};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::error::Error;
use crate::simulate::progress::{self, Phase};

/// How long work may take before anything is shown.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often what is shown is brought up to date.
const TICK: Duration = Duration::from_millis(120);

/// Shows how far the simulation is on standard error for as long as it lives,
/// from half a second on; other work gets a spinner. Where standard error is no
/// terminal, indicatif shows nothing.
pub struct Busy {
    over: Arc<AtomicBool>,
    watcher: Option<JoinHandle<()>>,
}

impl Busy {
    /// Begins to watch the time, unless the user wants quiet.
    pub fn start(quiet: bool) -> Self {
        let over = Arc::new(AtomicBool::new(quiet));
        let seen = Arc::clone(&over);
        let watcher = (!quiet).then(|| spawn(move || watch(&seen)));
        Busy { over, watcher }
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Release);
        if let Some(watcher) = self.watcher.take() {
            watcher.thread().unpark();
            // The watcher only draws; if it failed there is nothing to repair.
            let _ = watcher.join();
        }
    }
}

fn watch(over: &AtomicBool) {
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        if over.load(Ordering::Acquire) {
            return;
        }
        park_timeout(PATIENCE.saturating_sub(begun.elapsed()));
    }
    let bar = ProgressBar::new(0);
    while !over.load(Ordering::Acquire) {
        let (begun, planned) = progress::so_far();
        bar.set_length(planned);
        bar.set_position(begun);
        bar.set_message(count(planned));
        if let Ok(style) = ProgressStyle::with_template(if planned > 0 { MEETINGS } else { OTHER }) {
            bar.set_style(style);
        }
        bar.tick();
        park_timeout(TICK);
    }
    bar.finish_and_clear();
}

const MEETINGS: &str = "{spinner} {bar:24} {percent:>3}% of {msg} meetings, {elapsed}; Ctrl-C stops";
const OTHER: &str = "{spinner} working, {elapsed}; Ctrl-C stops";

/// A large count in few characters.
fn count(trials: u64) -> String {
    match trials {
        0..=999_999 => trials.to_string(),
        _ => format!("{:.1} million", trials as f64 / 1e6),
    }
}

/// True once a signal came too late to stop anything.
static LATE: AtomicBool = AtomicBool::new(false);

/// Ctrl-C and the signals like it end the program. Before anything is written
/// they do so at once, whatever it is waiting for, and it says that nothing was;
/// while new files are being written the writer takes them back first; once they
/// get their names they get all of them. A second signal ends it in any case.
pub fn stop_on_interrupt() {
    let handler = || match progress::stop() {
        Phase::Working => {
            let mut err = std::io::stderr();
            // What shows the progress may stand on the line.
            let clear = if err.is_terminal() { "\r\u{1b}[K" } else { "" };
            let _ = writeln!(err, "{clear}error: {}", Error::Interrupted);
            std::process::exit(i32::from(Error::Interrupted.exit_code()));
        }
        Phase::Writing => {}
        Phase::Written if !LATE.swap(true, Ordering::SeqCst) => {}
        Phase::Written | Phase::Stopped => std::process::exit(i32::from(Error::Interrupted.exit_code())),
    };
    // Refused only where a handler is set already: then that one serves.
    let _ = ctrlc::set_handler(handler);
}

/// True where a signal came after the files had been written.
pub fn came_late() -> bool {
    LATE.load(Ordering::SeqCst)
}
