//! The waiting list of one stream and class: longest wait first.
//!
//! A child whose patience has run out is taken off when next looked at, dated to the day it ran out; nothing can have depended on it before.

/// A child on the list.
#[derive(Clone, Copy, Debug)]
pub struct Waiting {
    /// Day on which the request is withdrawn.
    pub deadline_day: f64,
    /// Day on which the child joined the list.
    pub since_day: f64,
    /// Homes that may take the child, a bit each.
    pub homes: u64,
    /// Which request it is.
    pub child: u32,
    /// Beds the child needs in one pool.
    pub beds_needed: u32,
}

/// Children in the order of their requests.
#[derive(Clone, Debug, Default)]
pub struct WaitingList {
    entries: Vec<Waiting>,
    /// Entries before this one are gone.
    head: usize,
}

impl WaitingList {
    /// Forgets everybody.
    pub fn clear(&mut self) {
        self.entries.clear();
        self.head = 0;
    }

    /// Puts a child at the end.
    #[inline]
    pub fn push(&mut self, waiting: Waiting) {
        self.entries.push(waiting);
    }

    /// Whether nobody is on it, not even a child whose patience has run out unnoticed.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.head == self.entries.len()
    }

    /// The children on it, in order.
    #[inline]
    pub fn entries(&self) -> &[Waiting] {
        &self.entries[self.head..]
    }

    /// Takes off the child at this place in [`Self::entries`]. Those before it move up by one: they are few, because children
    /// are mostly taken from the front.
    #[inline]
    pub fn remove(&mut self, place: usize) -> Waiting {
        let at = self.head + place;
        let removed = self.entries[at];
        if place > 0 {
            self.entries.copy_within(self.head..at, self.head + 1);
        }
        self.head += 1;
        if self.head == self.entries.len() {
            self.clear();
        }
        removed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_kept_when_one_in_the_middle_leaves() {
        let mut list = WaitingList::default();
        for child in 0..5 {
            list.push(Waiting { deadline_day: 1.0, since_day: 0.0, homes: 1, child, beds_needed: 1 });
        }
        let mut left = |place: usize| list.remove(place).child;
        assert_eq!((left(2), left(0), left(2), left(1), left(0)), (2, 0, 4, 3, 1));
        assert!(list.is_empty());
    }
}
