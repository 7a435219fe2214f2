//! What happens next: one slot for each thing that can happen, in a tree of minima, and the written order of simultaneous events.
//!
//! A slot's key is its day in units of 2⁻³¹ day, exact because every day is on that grid, followed by sixteen bits that say what
//! happens. So the least key is the next event, and events of the same instant come in the order of those bits:
//! bed changes, ends of secure stays by bed, ends of placements elsewhere, releases of blocked beds by bed (when a step-down place
//! frees or the limit is reached), offers by stream, arrivals by stream, follow-on requests.
//! Withdrawals come between releases and offers; they need no slot, because a waiting child's deadline is looked at when it matters.

use crate::model::Stream;

/// Most beds of an option: bed numbers must leave room for the other events.
pub const MAX_BEDS: usize = 30_000;

/// What happens next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Beds of a home open or close.
    BedChange,
    /// The child in this bed is ready to leave.
    StayEnds(usize),
    /// A child leaves a placement elsewhere who may step down in London.
    ElsewhereEnds,
    /// The child in this bed, ready before, leaves it.
    Released(usize),
    /// A place elsewhere is offered to a stream.
    Offered(usize),
    /// A request of a stream is made.
    Arrives(usize),
    /// A request that follows from an earlier one is made.
    Follows,
}

const STAY_ENDS: u64 = 1;
const ELSEWHERE_ENDS: u64 = 0x7FFF;
const RELEASED: u64 = 0x8000;
const OFFERED: u64 = 0xFFF0;
const ARRIVES: u64 = 0xFFF4;
const FOLLOWS: u64 = 0xFFF8;

impl Event {
    /// The bits that order simultaneous events.
    #[inline]
    fn code(self) -> u64 {
        match self {
            Event::BedChange => 0,
            Event::StayEnds(bed) => STAY_ENDS + bed as u64,
            Event::ElsewhereEnds => ELSEWHERE_ENDS,
            Event::Released(bed) => RELEASED + bed as u64,
            Event::Offered(stream) => OFFERED + stream as u64,
            Event::Arrives(stream) => ARRIVES + stream as u64,
            Event::Follows => FOLLOWS,
        }
    }

    #[inline]
    fn from_code(code: u64) -> Self {
        match code {
            0 => Event::BedChange,
            ELSEWHERE_ENDS => Event::ElsewhereEnds,
            STAY_ENDS..ELSEWHERE_ENDS => Event::StayEnds((code - STAY_ENDS) as usize),
            RELEASED..OFFERED => Event::Released((code - RELEASED) as usize),
            OFFERED..ARRIVES => Event::Offered((code - OFFERED) as usize),
            ARRIVES..FOLLOWS => Event::Arrives((code - ARRIVES) as usize),
            _ => Event::Follows,
        }
    }

    /// The slot that holds it.
    #[inline]
    fn slot(self) -> usize {
        match self {
            Event::BedChange => 0,
            Event::ElsewhereEnds => 1,
            Event::Follows => 2,
            Event::Offered(stream) => 3 + stream,
            Event::Arrives(stream) => FIRST_ARRIVAL_SLOT + stream,
            Event::StayEnds(bed) | Event::Released(bed) => FIRST_BED_SLOT + bed,
        }
    }
}

const FIRST_ARRIVAL_SLOT: usize = 8;
const FIRST_BED_SLOT: usize = FIRST_ARRIVAL_SLOT + Stream::COUNT;

/// Nothing is due.
const NEVER: u64 = u64::MAX;
/// Nodes that share a parent.
const WIDTH: usize = 8;
/// 2²¹: adding it to a day below 2¹⁷ leaves the day's multiple of 2⁻³¹ in the lower bits.
const GRID: f64 = 2_097_152.0;
/// Latest day a key can hold; whatever is due later never happens.
const LAST_DAY: f64 = 131_000.0;

/// The slots.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    /// All levels of the tree, slots first, each padded to a multiple of the width.
    nodes: Vec<u64>,
    /// Where each level starts.
    levels: Vec<usize>,
}

impl Calendar {
    /// Empties the calendar and makes room for so many beds.
    pub fn reset(&mut self, beds: usize) {
        self.levels.clear();
        let mut length = 0;
        let mut width = FIRST_BED_SLOT + beds;
        loop {
            self.levels.push(length);
            length += width.next_multiple_of(WIDTH);
            if width <= WIDTH {
                break;
            }
            width = width.div_ceil(WIDTH);
        }
        self.nodes.clear();
        self.nodes.resize(length, NEVER);
    }

    /// Puts an event at a day; whatever its slot held is forgotten.
    #[inline]
    pub fn set(&mut self, event: Event, day: f64) {
        let ticks = (day.min(LAST_DAY) + GRID).to_bits() - GRID.to_bits();
        self.put(event.slot(), ticks << 16 | event.code());
    }

    /// Empties the slot of an event.
    #[inline]
    pub fn clear(&mut self, event: Event) {
        self.put(event.slot(), NEVER);
    }

    #[inline]
    fn put(&mut self, mut slot: usize, mut key: u64) {
        let Some((&top, below)) = self.levels.split_last() else { return };
        for level in below {
            self.nodes[level + slot] = key;
            slot /= WIDTH;
            key = self.least(level + slot * WIDTH);
        }
        self.nodes[top + slot] = key;
    }

    #[inline]
    fn least(&self, from: usize) -> u64 {
        let group: &[u64; WIDTH] = self.nodes[from..].first_chunk().unwrap_or(&[NEVER; WIDTH]);
        let [a, b, c, d, e, f, g, h] = *group;
        (a.min(b)).min(c.min(d)).min((e.min(f)).min(g.min(h)))
    }

    /// The next event and its day; nothing when no slot holds one.
    #[inline]
    pub fn next(&self) -> Option<(f64, Event)> {
        let key = self.least(*self.levels.last()?);
        (key != NEVER).then(|| (f64::from_bits((key >> 16) + GRID.to_bits()) - GRID, Event::from_code(key & 0xFFFF)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simultaneous_events_come_in_the_written_order() {
        let written = [
            Event::BedChange,
            Event::StayEnds(0),
            Event::StayEnds(MAX_BEDS - 2),
            Event::ElsewhereEnds,
            Event::Released(1),
            Event::Released(MAX_BEDS - 1),
            Event::Offered(0),
            Event::Offered(2),
            Event::Arrives(0),
            Event::Arrives(2),
            Event::Follows,
        ];
        let mut calendar = Calendar::default();
        calendar.reset(MAX_BEDS);
        for event in written.into_iter().rev() {
            calendar.set(event, 1.5);
        }
        for event in written {
            assert_eq!(calendar.next(), Some((1.5, event)));
            calendar.clear(event);
        }
        assert_eq!(calendar.next(), None);
    }

    #[test]
    fn the_earliest_comes_first_at_every_size() {
        for beds in [0, 1, 5, 13, 48, 60, 600] {
            let mut calendar = Calendar::default();
            calendar.reset(beds);
            let day = |bed: usize| ((bed * 7_919) % 1_009) as f64 + 0.25;
            for bed in 0..beds {
                calendar.set(Event::StayEnds(bed), day(bed));
            }
            let mut days: Vec<f64> = (0..beds).map(day).collect();
            days.sort_by(f64::total_cmp);
            for expected in days {
                let (day, event) = calendar.next().unwrap();
                assert_eq!(day, expected);
                calendar.clear(event);
            }
            assert_eq!(calendar.next(), None);
        }
    }
}
