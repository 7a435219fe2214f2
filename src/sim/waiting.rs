//! The waiting list of one stream and class: longest wait first.
//!
//! A child whose patience has run out is taken off when next looked at, dated to the day it ran out; nothing can have depended on it before.

use super::trace::Request;

/// A child on the list.
#[derive(Clone, Copy, Debug)]
pub struct Waiting<'a> {
    /// The request.
    pub request: &'a Request,
    /// Day on which it is withdrawn.
    pub deadline_day: f64,
    /// Homes that may take the child, a bit each.
    pub homes: u64,
}

/// Children in the order of their requests.
#[derive(Clone, Debug, Default)]
pub struct WaitingList<'a> {
    entries: Vec<Waiting<'a>>,
    /// Entries before this one are gone.
    head: usize,
}

impl<'a> WaitingList<'a> {
    /// Puts a child at the end.
    #[inline]
    pub fn push(&mut self, waiting: Waiting<'a>) {
        self.entries.push(waiting);
    }

    /// The children on it, in order.
    #[inline]
    pub fn entries(&self) -> &[Waiting<'a>] {
        &self.entries[self.head..]
    }

    /// The child at a place, from 0.
    #[inline(always)]
    pub fn get(&self, place: usize) -> Option<&Waiting<'a>> {
        self.entries.get(self.head + place)
    }

    /// Takes off the child at this place. Those before it move up by one: they are few, because children
    /// are mostly taken from the front.
    #[inline(always)]
    pub fn remove(&mut self, place: usize) -> Waiting<'a> {
        let at = self.head + place;
        let removed = self.entries[at];
        if place > 0 {
            self.move_up(at);
        }
        self.head += 1;
        if self.head == self.entries.len() {
            self.entries.clear();
            self.head = 0;
        }
        removed
    }

    #[inline(never)]
    fn move_up(&mut self, until: usize) {
        self.entries.copy_within(self.head..until, self.head + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_kept_when_one_in_the_middle_leaves() {
        let requests: Vec<Request> = (0..5).map(|key| Request { key, ..Request::default() }).collect();
        let mut list = WaitingList::default();
        requests.iter().for_each(|request| list.push(Waiting { request, deadline_day: 1.0, homes: 1 }));
        let mut left = |place: usize| list.remove(place).request.key;
        assert_eq!((left(2), left(0), left(2), left(1), left(0)), (2, 0, 4, 3, 1));
        assert!(list.entries().is_empty());
    }
}
