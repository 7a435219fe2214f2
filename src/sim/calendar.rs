//! What happens next: one slot for each thing that can happen, the next one found by a tournament, and the written order of simultaneous events.
//!
//! A slot's key is its day in units of 2⁻³¹ day, exact because every day is on that grid, followed by sixteen bits that say what
//! happens. So the least key is the next event, and events of the same instant come in the order of those bits:
//! bed changes, ends of secure stays by bed, ends of placements elsewhere, releases of blocked beds by bed (when a step-down place
//! frees or the limit is reached), offers by stream, arrivals by stream, follow-on requests, the end of the run.
//! Withdrawals come between releases and offers; they need no slot, because a waiting child's deadline is looked at when it matters.

use std::hint::cold_path;

use crate::model::Stream;
use crate::model::validate::MOST_BEDS;

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
    Offered(Stream),
    /// A request of a stream is made.
    Arrives(Stream),
    /// A request that follows from an earlier one is made.
    Follows,
    /// The run ends, after everything else of that instant.
    End,
}

const STAY_ENDS: u64 = 1;
const ELSEWHERE_ENDS: u64 = 0x7FFF;
const RELEASED: u64 = 0x8000;
const OFFERED: u64 = 0xFFF0;
const ARRIVES: u64 = 0xFFF4;
const FOLLOWS: u64 = 0xFFF8;
const END: u64 = 0xFFFF;

/// Every bed of a valid option has its codes.
const _: () = assert!(STAY_ENDS + MOST_BEDS <= ELSEWHERE_ENDS && RELEASED + MOST_BEDS <= OFFERED);

impl Event {
    /// The bits that order simultaneous events.
    #[inline]
    fn code(self) -> u64 {
        match self {
            Event::BedChange => 0,
            Event::StayEnds(bed) => STAY_ENDS + bed as u64,
            Event::ElsewhereEnds => ELSEWHERE_ENDS,
            Event::Released(bed) => RELEASED + bed as u64,
            Event::Offered(stream) => OFFERED + stream.index() as u64,
            Event::Arrives(stream) => ARRIVES + stream.index() as u64,
            Event::Follows => FOLLOWS,
            Event::End => END,
        }
    }

    /// The event of a bed.
    #[inline(always)]
    fn of_bed(code: u64) -> Self {
        if code < RELEASED { Event::StayEnds((code - STAY_ENDS) as usize) } else { Event::Released((code - RELEASED) as usize) }
    }

    /// An event of no bed, the commonest first.
    #[inline(always)]
    fn apart(code: u64) -> Self {
        match code {
            END => Event::End,
            FOLLOWS => Event::Follows,
            ARRIVES.. => Event::Arrives(stream(code - ARRIVES)),
            OFFERED.. => Event::Offered(stream(code - OFFERED)),
            ELSEWHERE_ENDS => Event::ElsewhereEnds,
            _ => Event::BedChange,
        }
    }

    /// Where it is kept: the slot of a bed, or one of the few others.
    #[inline(always)]
    fn slot(self) -> Slot {
        match self {
            Event::StayEnds(bed) | Event::Released(bed) => Slot::Bed(bed),
            Event::Arrives(stream) => Slot::Arrival(stream.index()),
            Event::Offered(stream) => Slot::Other(stream.index()),
            Event::BedChange => Slot::Other(Stream::COUNT),
            Event::ElsewhereEnds => Slot::Other(Stream::COUNT + 1),
            Event::Follows => Slot::Other(Stream::COUNT + 2),
            Event::End => Slot::Other(Stream::COUNT + 3),
        }
    }
}

/// The stream with this index.
#[inline(always)]
fn stream(index: u64) -> Stream {
    match index {
        0 => Stream::Welfare,
        1 => Stream::Justice,
        _ => Stream::PoliceCustody,
    }
}

enum Slot {
    Bed(usize),
    Arrival(usize),
    Other(usize),
}

/// Slots of neither beds nor arrivals.
const OTHERS: usize = Stream::COUNT + 4;
/// Nothing is due: it reads as the end, later than every day.
const NEVER: u64 = u64::MAX;
/// Slots of a block.
const WIDTH: usize = 1 << ROUNDS;
/// Rounds of a block's tournament.
const ROUNDS: u32 = 6;
/// 2²¹: adding it to a day below 2¹⁷ leaves the day's multiple of 2⁻³¹ in the lower bits.
const GRID: f64 = 2_097_152.0;
/// Latest day a key can hold; whatever is due later never happens.
const LAST_DAY: f64 = 131_000.0;

/// The slots. Those of beds stand in blocks, each a tournament in which the lesser of two keys goes on to the next round; the winners of
/// blocks are the slots of a block above them. The other slots stand beside.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// Blocks of the slots first, the topmost block last. The slots of a block are its upper half; 1 is its winner, and 2n and 2n + 1 meet in n.
    blocks: Vec<[u64; 2 * WIDTH]>,
    /// Where each level of blocks above the slots starts.
    levels: Vec<usize>,
    arrivals: [u64; Stream::COUNT],
    others: [u64; OTHERS],
    least_bed: u64,
    least_other: u64,
    /// The least of arrivals and others.
    least_apart: u64,
}

impl Calendar {
    /// An empty calendar with room for so many beds.
    pub fn new(beds: usize) -> Self {
        let mut levels = Vec::new();
        let mut width = beds.div_ceil(WIDTH).max(1);
        let mut length = width;
        while width > 1 {
            levels.push(length);
            width = width.div_ceil(WIDTH);
            length += width;
        }
        Self {
            blocks: vec![[NEVER; 2 * WIDTH]; length],
            levels,
            arrivals: [NEVER; Stream::COUNT],
            others: [NEVER; OTHERS],
            least_bed: NEVER,
            least_other: NEVER,
            least_apart: NEVER,
        }
    }

    /// Puts an event at a day; whatever its slot held is forgotten.
    #[inline(always)]
    pub fn set(&mut self, event: Event, day: f64) {
        let ticks = (day.min(LAST_DAY) + GRID).to_bits() - GRID.to_bits();
        self.put(event.slot(), ticks << 16 | event.code());
    }

    /// The same so many days after now. The days are often known last: they are added to what is ready for them.
    #[inline(always)]
    pub fn set_after(&mut self, event: Event, now: f64, days: f64) {
        let longest = LAST_DAY - now;
        let ticks = ((now + GRID) + if days < longest { days } else { longest }).to_bits() - GRID.to_bits();
        self.put(event.slot(), ticks << 16 | event.code());
    }

    /// Empties the slot of an event.
    #[inline(always)]
    pub fn clear(&mut self, event: Event) {
        self.put(event.slot(), NEVER);
    }

    #[inline(always)]
    fn put(&mut self, slot: Slot, key: u64) {
        match slot {
            Slot::Bed(bed) => self.put_bed(bed, key),
            Slot::Arrival(stream) => {
                self.arrivals[stream] = key;
                self.compare_apart();
            }
            Slot::Other(slot) => {
                self.others[slot] = key;
                self.least_other = self.others.iter().fold(NEVER, |least, key| least.min(*key));
                self.compare_apart();
            }
        }
    }

    #[inline(always)]
    fn compare_apart(&mut self) {
        let [a, b, c] = self.arrivals;
        self.least_apart = self.least_other.min(a).min(b.min(c));
    }

    #[inline(always)]
    fn put_bed(&mut self, slot: usize, key: u64) {
        let least = set_in_block(&mut self.blocks[slot / WIDTH], slot, key);
        self.least_bed = if self.levels.is_empty() { least } else { self.put_in_levels(slot, least) };
    }

    #[inline(never)]
    fn put_in_levels(&mut self, mut slot: usize, mut least: u64) -> u64 {
        for level in &self.levels {
            slot /= WIDTH;
            least = set_in_block(&mut self.blocks[level + slot / WIDTH], slot, least);
        }
        least
    }

    /// What is due next; when no slot holds anything, the end.
    #[inline(always)]
    pub fn next(&self) -> Due {
        Due { key: self.least_bed.min(self.least_apart), is_of_bed: self.least_bed < self.least_apart }
    }
}

/// What is due, and when: the key of a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    key: u64,
    is_of_bed: bool,
}

impl Due {
    /// The day.
    #[inline(always)]
    pub fn day(self) -> f64 {
        f64::from_bits((self.key >> 16) + GRID.to_bits()) - GRID
    }

    /// The day in ticks of 2⁻³¹ day.
    #[inline(always)]
    pub fn ticks(self) -> i64 {
        (self.key >> 16) as i64
    }

    /// The event.
    #[inline(always)]
    pub fn event(self) -> Event {
        let code = self.key & 0xFFFF;
        if self.is_of_bed { Event::of_bed(code) } else { Event::apart(code) }
    }
}

/// Sets a slot of a block; the block's winner. Which of the other slots is least is found without waiting for the key: it is often known last.
#[inline(always)]
fn set_in_block(block: &mut [u64; 2 * WIDTH], slot: usize, key: u64) -> u64 {
    let mut at = WIDTH + slot % WIDTH;
    let (mut winner, mut least_other) = (key, NEVER);
    for _ in 0..ROUNDS {
        let other = block[at ^ 1];
        block[at] = winner;
        winner = winner.min(other);
        least_other = least_other.min(other);
        at /= 2;
    }
    // It is hardly ever the key. To guess so lets what comes next begin before the key is known.
    if key < least_other {
        cold_path();
        key
    } else {
        least_other
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    const MAX_BEDS: usize = MOST_BEDS as usize;

    #[test]
    fn simultaneous_events_come_in_the_written_order() {
        let written = [
            Event::BedChange,
            Event::StayEnds(0),
            Event::StayEnds(MAX_BEDS - 2),
            Event::ElsewhereEnds,
            Event::Released(1),
            Event::Released(MAX_BEDS - 1),
            Event::Offered(Stream::Welfare),
            Event::Offered(Stream::PoliceCustody),
            Event::Arrives(Stream::Welfare),
            Event::Arrives(Stream::PoliceCustody),
            Event::Follows,
            Event::End,
        ];
        let mut calendar = Calendar::new(MAX_BEDS);
        for event in written.into_iter().rev() {
            calendar.set(event, 1.5);
        }
        for event in written {
            assert_eq!((calendar.next().day(), calendar.next().event()), (1.5, event));
            calendar.clear(event);
        }
        assert_eq!(calendar.next(), Due { key: NEVER, is_of_bed: false });
        assert_eq!(calendar.next().event(), Event::End);
    }

    #[test]
    fn the_earliest_comes_first_at_every_size() {
        for beds in [0, 1, 5, 13, 64, 65, 600, 5_000] {
            let mut calendar = Calendar::new(beds);
            let day = |bed: usize| ((bed * 7_919) % 10_007) as f64 + 0.25;
            for bed in 0..beds {
                calendar.set(Event::StayEnds(bed), day(bed));
            }
            let mut days: Vec<f64> = (0..beds).map(day).collect();
            days.sort_by(f64::total_cmp);
            for expected in days {
                let due = calendar.next();
                assert_eq!(due.day(), expected);
                calendar.clear(due.event());
            }
            assert_eq!(calendar.next(), Due { key: NEVER, is_of_bed: false });
        }
    }
}
