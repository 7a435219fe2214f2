//! Places of a step-down unit or open facility, by the day each is next free.
//!
//! Places are taken first come, first served, so the day on which a child will get one is known as soon as the child is ready:
//! the place is claimed at once, from the day it frees. No event is needed when a place frees.

use super::trace::{TICK, on_grid};

/// The places of one unit: a binary heap, the place that is free first on top.
#[derive(Clone, Debug)]
pub struct Places {
    free_from: Vec<f64>,
}

impl Places {
    /// So many places, all free just before the unit opens.
    pub fn new(places: u32, opening_day: f64) -> Self {
        Self { free_from: vec![on_grid(opening_day) - TICK; places as usize] }
    }

    /// The day from which the next place is free; infinite when there are none.
    #[inline]
    pub fn earliest_day(&self) -> f64 {
        self.free_from.first().copied().unwrap_or(f64::INFINITY)
    }

    /// Takes the place that is free first until a day.
    #[inline]
    pub fn take(&mut self, until_day: f64) {
        let mut at = 0;
        loop {
            let (left, right) = (2 * at + 1, 2 * at + 2);
            let least = match (self.free_from.get(left), self.free_from.get(right)) {
                (Some(l), Some(r)) if r < l => right,
                (Some(_), _) => left,
                _ => break,
            };
            if self.free_from[least] >= until_day {
                break;
            }
            self.free_from[at] = self.free_from[least];
            at = least;
        }
        if let Some(place) = self.free_from.get_mut(at) {
            *place = until_day;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_free_first_is_taken_first() {
        let mut places = Places::new(5, -1.0);
        let mut plain = [-1.0 - TICK; 5];
        for i in 0..200_u32 {
            let until = f64::from((i * 7_919) % 101) + f64::from(i);
            plain.sort_by(f64::total_cmp);
            assert_eq!(places.earliest_day(), plain[0]);
            plain[0] = until;
            places.take(until);
        }
    }

    #[test]
    fn no_places_are_never_free() {
        let places = Places::new(0, -1.0);
        assert_eq!(places.earliest_day(), f64::INFINITY);
    }
}
