//! Keeps what is multiplied on the thread that asks for it: articles are spread over threads, never the
//! numbers of one.

use rayon::{ThreadPool, ThreadPoolBuilder};

thread_local! {
    /// A pool that is this thread and no other; none where the thread is a pool's already, which then may help.
    static ALONE: Option<ThreadPool> = ThreadPoolBuilder::new().num_threads(1).use_current_thread().build().ok();
}

/// From here on the current thread multiplies alone.
pub fn stay_alone() {
    ALONE.with(|_| ());
}
