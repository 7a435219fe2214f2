//! Events and the order in which they happen.

use std::collections::BTreeMap;

use sufficiency::model::{BedKind, Stream};
use sufficiency::sim::Request;

/// Something that happens at a moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Event {
    /// A bed opens or closes.
    BedChange { home: usize, kind: BedKind, bed: usize, usable: bool },
    /// A request made before the first day is looked at, once the beds of that day are open.
    AlreadyOpen { index: usize },
    /// A child in a London bed is ready to leave.
    LondonEnd { child: usize },
    /// A placement elsewhere ends.
    ElsewhereEnd { child: usize, key: u64 },
    /// A stay in a step-down unit or the open facility ends.
    PlaceFrees { unit: usize },
    /// Places have just freed: children who wait for one in a secure bed are looked at.
    PlacesGiven,
    /// A child who stayed on in a secure bed leaves it: a place has been found, or the limit has been reached.
    Release { child: usize },
    /// A request is withdrawn.
    Withdrawal { child: usize },
    /// A place elsewhere is offered.
    Offer { stream: Stream, index: usize },
    /// A request of the trace is made.
    Arrival { stream: Stream, index: usize },
    /// A request follows an earlier one, or a stay in the open facility.
    FollowOn { request: Request, after_open_facility: bool },
}

/// A moment and the order within it: the rank of the kind of event, then three numbers, then who was scheduled first.
type Moment = (u64, u8, [usize; 3], usize);

/// What is still to happen.
#[derive(Debug, Default)]
pub struct Agenda {
    events: BTreeMap<Moment, Event>,
    scheduled: usize,
}

impl Agenda {
    /// Puts an event on the agenda. `bed` is the home, kind and number of the bed concerned, where there is one.
    pub fn schedule(&mut self, day: f64, event: Event, bed: Option<(usize, BedKind, usize)>) {
        assert!(day >= 0.0 && day.is_finite());
        let of_bed = || bed.map_or([0; 3], |(home, kind, number)| [home, kind.index(), number]);
        let (rank, order) = match event {
            Event::BedChange { home, kind, bed, .. } => (0, [home, kind.index(), bed]),
            Event::AlreadyOpen { index } => (0, [usize::MAX, index, 0]),
            Event::LondonEnd { .. } => (1, of_bed()),
            Event::ElsewhereEnd { key, .. } => (2, [key as usize, 0, 0]),
            Event::PlaceFrees { unit } => (3, [unit, 0, 0]),
            Event::PlacesGiven => (4, [0; 3]),
            Event::Release { .. } => (5, of_bed()),
            Event::Withdrawal { .. } => (6, [0; 3]),
            Event::Offer { stream, index } => (7, [stream.index(), index, 0]),
            Event::Arrival { stream, index } => (8, [stream.index(), index, 0]),
            Event::FollowOn { .. } => (9, [0; 3]),
        };
        self.scheduled += 1;
        // The bits of numbers that are not negative are in the order of the numbers; adding zero rids us of a negative zero.
        self.events.insert(((day + 0.0).to_bits(), rank, order, self.scheduled), event);
    }

    /// The next event and its day.
    pub fn next(&mut self) -> Option<(f64, Event)> {
        self.events.pop_first().map(|((bits, ..), event)| (f64::from_bits(bits), event))
    }
}
