//! The ids of one import.

use uuid::Uuid;

use crate::record::{Stamp, Timestamp};

/// Gives out the ids of one import.
pub(in crate::format) struct Ids {
    next: u32,
    stamp: Stamp,
}

impl Ids {
    pub(in crate::format) fn new(stamp: Stamp) -> Self {
        Self { next: 0, stamp }
    }

    /// The next id.
    pub(in crate::format) fn take<I: From<Uuid>>(&mut self) -> I {
        self.next = self.next.wrapping_add(1);
        self.stamp.id(self.next.wrapping_sub(1))
    }

    /// The time of the import.
    pub(in crate::format) fn at(&self) -> Timestamp {
        self.stamp.at
    }
}
