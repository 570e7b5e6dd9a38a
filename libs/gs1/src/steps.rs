//! Counts the bytes that parsing looks at, so that a test can prove the work linear. Costs nothing outside tests.

#[cfg(not(test))]
#[inline(always)]
pub(crate) const fn count(_bytes: usize) {}

#[cfg(test)]
pub(crate) use counting::{count, during};

#[cfg(test)]
mod counting {
    extern crate std;

    use core::cell::Cell;

    std::thread_local!(static STEPS: Cell<usize> = const { Cell::new(0) });

    pub(crate) fn count(bytes: usize) {
        STEPS.with(|steps| steps.set(steps.get() + bytes));
    }

    pub(crate) fn during(work: impl FnOnce()) -> usize {
        STEPS.with(|steps| steps.set(0));
        work();
        STEPS.with(Cell::get)
    }
}
