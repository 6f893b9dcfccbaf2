//! A sign of life on work that takes longer than half a second.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{JoinHandle, park_timeout, spawn};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// How long work may take before anything is shown.
const PATIENCE: Duration = Duration::from_millis(500);

/// Shows a spinner with the time on standard error for as long as it lives,
/// from half a second on. Where standard error is no terminal, indicatif
/// shows nothing. Stopping with Ctrl-C is safe at any time: results are
/// written whole at the end or not at all.
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
    let bar = ProgressBar::new_spinner();
    if let Ok(style) =
        ProgressStyle::with_template("{spinner} working, {elapsed} so far; Ctrl-C stops and writes nothing")
    {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(120));
    while !over.load(Ordering::Acquire) {
        park_timeout(PATIENCE);
    }
    bar.finish_and_clear();
}
