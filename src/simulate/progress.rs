//! How far the work is and whether it is to stop: for the person who waits.
//!
//! There is one of it for the whole process, as there is one terminal and one
//! person before it. It never changes a result: what was stopped is not shown.

use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};

static PLANNED: AtomicU64 = AtomicU64::new(0);
static BEGUN: AtomicU64 = AtomicU64::new(0);
static PHASE: AtomicU8 = AtomicU8::new(Phase::Working as u8);

/// How far the whole work is; it is stopped only while nothing has been replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Phase {
    /// Nothing is written, not even on the way.
    Working,
    /// New files are being written beside the old ones.
    Writing,
    /// The new files have their names, or are about to: nothing holds them up any more.
    Written,
    /// The user stopped it before that.
    Stopped,
}

fn phase_of(number: u8) -> Phase {
    let all = [Phase::Working, Phase::Writing, Phase::Written, Phase::Stopped];
    all.into_iter().find(|phase| *phase as u8 == number).unwrap_or(Phase::Stopped)
}

/// Goes on to another phase where `allowed` says so; the phase before.
fn go_on(to: Phase, allowed: impl Fn(Phase) -> bool) -> Phase {
    let next = |now| allowed(phase_of(now)).then_some(to as u8);
    match PHASE.fetch_update(Ordering::SeqCst, Ordering::SeqCst, next) {
        Ok(before) | Err(before) => phase_of(before),
    }
}

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

/// Lets the work end at once, where nothing has been replaced yet; the phase
/// that it was in. Whoever began it throws its result away.
pub fn stop() -> Phase {
    go_on(Phase::Stopped, |phase| phase != Phase::Written)
}

/// True once stopped.
pub fn is_stopped() -> bool {
    phase_of(PHASE.load(Ordering::SeqCst)) == Phase::Stopped
}

/// Files are about to be written; false once stopped.
pub fn begin_writing() -> bool {
    go_on(Phase::Writing, |phase| phase != Phase::Stopped) != Phase::Stopped
}

/// The new files are about to get their names, and nothing stops that; false once stopped.
pub fn commit() -> bool {
    go_on(Phase::Written, |phase| phase != Phase::Stopped) != Phase::Stopped
}
