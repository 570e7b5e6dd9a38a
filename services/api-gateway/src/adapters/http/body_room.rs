//! Bodies are read before a service hears of them; together they get this much room and no more.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering::Relaxed},
};

/// What all bodies being read may take.
const ROOM: u64 = 64 * 1024 * 1024;

/// The room that is left.
#[derive(Debug, Clone)]
pub struct BodyRoom(Arc<AtomicU64>);

/// Room for one body, given back when it is dropped.
pub(super) struct Kept {
    room: BodyRoom,
    bytes: u64,
}

impl Default for BodyRoom {
    fn default() -> Self {
        Self(Arc::new(AtomicU64::new(ROOM)))
    }
}

impl BodyRoom {
    /// Room for a body of at most `bytes`, unless there is none.
    pub(super) fn keep(&self, bytes: u64) -> Option<Kept> {
        let take = |left: u64| left.checked_sub(bytes);
        self.0.fetch_update(Relaxed, Relaxed, take).ok().map(|_| Kept { room: self.clone(), bytes })
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        self.room.0.fetch_add(self.bytes, Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_runs_out_and_comes_back() {
        let room = BodyRoom::default();
        let first = room.keep(ROOM - 10);
        assert!(first.is_some() && room.keep(11).is_none() && room.keep(10).is_some());
        drop(first);
        assert!(room.keep(ROOM).is_some());
    }
}
