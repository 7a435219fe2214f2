//! The window comes first: work behind it takes what the window and its painting leave of the cores.

use std::sync::atomic::{AtomicBool, Ordering};

#[cfg(target_os = "linux")]
use thread_priority::{NormalThreadSchedulePolicy, ThreadPriority, ThreadSchedulePolicy, set_thread_priority_and_policy, thread_native_id};

/// Whether there is a window that is painted; without one nothing has to give way.
static IS_PAINTED: AtomicBool = AtomicBool::new(false);

/// Says that there will be a window that is painted: work begun after this gives way to it.
pub fn window_comes_first() {
    IS_PAINTED.store(true, Ordering::Relaxed);
}

/// Lets the window come first: this thread, and on Linux those it starts, work on what the window and its painting leave of the cores.
///
/// A thread that is only less important than the window's holds a core for some milliseconds although the window wants it, which a frame does
/// not have; an idle one hands it over at once.
pub fn give_way() {
    if !IS_PAINTED.load(Ordering::Relaxed) {
        return;
    }
    // Where the system does not allow it the work is done all the same.
    #[cfg(target_os = "linux")]
    let _ = set_thread_priority_and_policy(
        thread_native_id(),
        ThreadPriority::Min,
        ThreadSchedulePolicy::Normal(NormalThreadSchedulePolicy::Idle),
    );
    #[cfg(not(target_os = "linux"))]
    let _ = thread_priority::ThreadPriority::Min.set_for_current();
}

/// Threads of a run: one core is left to the window.
pub fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, |cores| cores.get().saturating_sub(1).max(1))
}
