//! How far the simulation is and whether it is to stop: for the person who waits.
//!
//! There is one of it for the whole process, as there is one terminal and one
//! person before it. It never changes a result: what was stopped is not shown.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

static PLANNED: AtomicU64 = AtomicU64::new(0);
static BEGUN: AtomicU64 = AtomicU64::new(0);
static STOPPED: AtomicBool = AtomicBool::new(false);

/// Adds trials to what is planned.
pub(super) fn plan(trials: u64) {
    PLANNED.fetch_add(trials, Ordering::Relaxed);
}

/// Begins some of the planned trials: as many of them as are to be played, none once stopped.
pub(super) fn begin(trials: u64) -> u64 {
    BEGUN.fetch_add(trials, Ordering::Relaxed);
    if is_stopped() { 0 } else { trials }
}

/// Trials begun so far, and trials planned so far.
pub fn so_far() -> (u64, u64) {
    (BEGUN.load(Ordering::Relaxed), PLANNED.load(Ordering::Relaxed))
}

/// Lets the simulation end at once; whoever began it throws its result away.
pub fn stop() {
    STOPPED.store(true, Ordering::SeqCst);
}

/// True once stopped.
pub fn is_stopped() -> bool {
    STOPPED.load(Ordering::SeqCst)
}
