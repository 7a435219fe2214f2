//! Places of a step-down unit or open facility, by the day each is next free.
//!
//! Places are taken first come, first served, so the day on which a child will get one is known as soon as the child is ready:
//! the place is claimed at once, from the day it frees. No event is needed when a place frees.

use super::trace::{TICK, on_grid};

/// Places that are looked at together.
const WIDTH: usize = 8;

/// The places of one unit, the place that is free first in front. They stand in blocks, the last filled up with places that are never free,
/// and are moved without asking where to: which way a comparison falls cannot be foreseen, and a wrong guess costs more than a few moves.
#[derive(Clone, Debug)]
pub struct Places {
    free_from: Vec<[f64; WIDTH]>,
}

impl Places {
    /// So many places, all free just before the unit opens.
    pub fn new(places: u32, opening_day: f64) -> Self {
        let free_from = on_grid(opening_day) - TICK;
        let block =
            |block: usize| std::array::from_fn(|place| if block * WIDTH + place < places as usize { free_from } else { f64::INFINITY });
        Self { free_from: (0..(places as usize).div_ceil(WIDTH)).map(block).collect() }
    }

    /// The day from which the next place is free; infinite when there are none.
    #[inline(always)]
    pub fn earliest_day(&self) -> f64 {
        self.free_from.first().map_or(f64::INFINITY, |block| block[0])
    }

    /// Takes the place that is free first until a day.
    #[inline(always)]
    pub fn take(&mut self, until_day: f64) {
        let mut blocks = self.free_from.iter_mut().peekable();
        let mut first = f64::NEG_INFINITY;
        while let Some(block) = blocks.next().filter(|_| first < until_day) {
            block[0] = first;
            let old = *block;
            first = blocks.peek().map_or(f64::INFINITY, |next| next[0]);
            // Places that are free before the day move up by one, and the place stands before the others.
            for place in 0..WIDTH {
                let next = if place + 1 < WIDTH { old[place + 1] } else { first };
                block[place] = greater(old[place], lesser(until_day, next));
            }
        }
    }
}

#[inline(always)]
fn lesser(one: f64, other: f64) -> f64 {
    if one < other { one } else { other }
}

#[inline(always)]
fn greater(one: f64, other: f64) -> f64 {
    if one > other { one } else { other }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_free_first_is_taken_first() {
        for count in [1, 5, 8, 21] {
            let mut places = Places::new(count, -1.0);
            let mut plain = vec![-1.0 - TICK; count as usize];
            for i in 0..200_u32 {
                let until = f64::from((i * 7_919) % 101) + f64::from(i);
                plain.sort_by(f64::total_cmp);
                assert_eq!(places.earliest_day(), plain[0]);
                plain[0] = until;
                places.take(until);
            }
        }
    }

    #[test]
    fn no_places_are_never_free() {
        let places = Places::new(0, -1.0);
        assert_eq!(places.earliest_day(), f64::INFINITY);
    }
}
