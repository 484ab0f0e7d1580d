//! Work on several threads whose results come out in the order of the input.
//!
//! What is under way is bounded, in number and in weight. Items are dealt to the threads in turn and
//! collected in the same turn, so nothing depends on which thread was faster.

use std::num::NonZeroUsize;
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

/// Items that wait for each thread.
const QUEUE: usize = 32;
/// Weight (bytes) under way; a heavier single item passes alone.
const WEIGHT: usize = 16 << 20;

/// Takes the items that `source` sends from a thread of its own, passes each through `work` on one of `threads`, and hands
/// the results to `sink` on the calling thread, in the order of `source`. `weight` says how many bytes
/// an item holds. Sending answers `false` once nobody wants more.
///
/// # Errors
/// What `sink` returns first; then the rest is dropped.
pub fn map<T: Send, U: Send, E>(
    threads: NonZeroUsize,
    source: impl FnOnce(&mut dyn FnMut(T) -> bool) + Send,
    weight: impl Fn(&T) -> usize + Sync,
    work: impl Fn(T) -> U + Sync,
    mut sink: impl FnMut(U) -> Result<(), E>,
) -> Result<(), E> {
    let budget = Budget::default();
    let (budget, weight, work) = (&budget, &weight, &work);
    thread::scope(|scope| {
        let (mut inputs, mut outputs) = (Vec::new(), Vec::new());
        for _ in 0..threads.get() {
            let (to_worker, tasks) = sync_channel::<(usize, T)>(QUEUE);
            let (to_sink, results) = sync_channel::<(usize, U)>(QUEUE);
            scope.spawn(move || {
                for (size, item) in tasks {
                    if to_sink.send((size, work(item))).is_err() {
                        return;
                    }
                }
            });
            inputs.push(to_worker);
            outputs.push(results);
        }
        scope.spawn(move || {
            let mut turn = 0;
            source(&mut |item| {
                let size = weight(&item);
                let Some(input) = inputs.get(turn) else { return false };
                turn = (turn + 1) % inputs.len();
                budget.take(size) && input.send((size, item)).is_ok()
            });
        });
        // An error drops the receivers on return: workers and dealer then end by themselves.
        let collected = collect(outputs, budget, &mut sink);
        budget.close();
        collected
    })
}

fn collect<U, E>(
    outputs: Vec<Receiver<(usize, U)>>,
    budget: &Budget,
    sink: &mut impl FnMut(U) -> Result<(), E>,
) -> Result<(), E> {
    for output in outputs.iter().cycle() {
        // The first thread without a result in its turn is the end: items are dealt in turn.
        let Ok((size, result)) = output.recv() else { break };
        sink(result)?;
        budget.give(size);
    }
    Ok(())
}

/// Weight under way.
#[derive(Default)]
struct Budget {
    state: Mutex<(usize, bool)>,
    changed: Condvar,
}

impl Budget {
    /// Waits until `size` fits, or nothing else is under way; `false` once closed.
    fn take(&self, size: usize) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        while !state.1 && state.0 > 0 && state.0 + size > WEIGHT {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.0 += size;
        !state.1
    }

    fn give(&self, size: usize) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.0 = state.0.saturating_sub(size);
        self.changed.notify_all();
    }

    fn close(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).1 = true;
        self.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn threads(n: usize) -> NonZeroUsize {
        NonZeroUsize::new(n).expect("not zero")
    }

    #[test]
    fn results_come_in_the_order_of_the_input() {
        for n in [1, 2, 7] {
            let mut seen = Vec::new();
            let result: Result<(), ()> = map(
                threads(n),
                |send| (0..1000_u64).for_each(|item| assert!(send(item))),
                |item| if *item == 500 { WEIGHT * 2 } else { WEIGHT / 3 },
                |item| {
                    if item % 97 == 0 {
                        thread::sleep(std::time::Duration::from_millis(2));
                    }
                    item * 2
                },
                |result| {
                    seen.push(result);
                    Ok(())
                },
            );
            assert_eq!(result, Ok(()));
            assert!(seen.iter().copied().eq((0..1000).map(|item| item * 2)), "{n} threads");
        }
    }

    #[test]
    fn a_sink_that_fails_ends_the_work() {
        let result = map(
            threads(3),
            |send| {
                (0..).all(send);
            },
            |_| 1,
            |item: u64| item,
            |item| if item < 50 { Ok(()) } else { Err(item) },
        );
        assert_eq!(result, Err(50));
    }
}
