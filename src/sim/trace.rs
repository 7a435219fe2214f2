//! The trace: all that chance says of one replication, before any option is looked at.
//!
//! Every time in a trace is a multiple of 2⁻³¹ day (40 microseconds), so that sums and comparisons of days are exact
//! and mean the same on every machine; [`on_grid`] puts a time there.

use crate::model::{BedKind, Stream};

/// One request for a placement and all that chance says of the child.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Request {
    /// Day of the clock on which the request is made.
    pub arrival_day: f64,
    /// Admission to readiness to leave, days.
    pub stay_days: f64,
    /// Days from the request to its withdrawal: for want of a place, or because it does not proceed. Infinite: never.
    pub patience_days: f64,
    /// What every further draw of this child is keyed by.
    pub key: u64,
    /// Quantile of the child's step-down stay, in units of 2⁻³².
    pub step_down_quantile: u32,
    /// Why the child is placed.
    pub stream: Stream,
    /// Index of the child's borough.
    pub borough: u8,
    /// Age, years.
    pub age: u8,
    /// 0: not affiliated to a gang; otherwise the number of the group.
    pub gang_group: u16,
    /// Whether the child is a girl.
    pub female: bool,
    /// Whether the request ever needs a place.
    pub proceeds: bool,
    /// Whether a place in London would be right.
    pub suitable_for_london: bool,
    /// Whether the beds beside the child must stay empty.
    pub intensive_support: bool,
    /// Whether the child needs step-down at the end of the stay.
    pub needs_step_down: bool,
    /// Whether the request is made only if there is a London home open.
    pub latent: bool,
}

/// An offer of a place elsewhere for the longest-waiting child of a stream.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Offer {
    /// Day of the clock.
    pub day: f64,
    /// Index of the home that offers.
    pub home: u16,
    /// Uniform draw in units of 2⁻³²: the offer reaches London if this is below London's share of competing requests.
    pub competing_quantile: u32,
}

/// A span in which one bed of a home is closed for want of staff.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BedClosure {
    /// Kind of the bed.
    pub kind: BedKind,
    /// Number of the bed among those of its kind, from 0.
    pub bed: u32,
    /// First day.
    pub from_day: f64,
    /// Day on which the bed may be used again.
    pub to_day: f64,
}

/// A child who is in a placement when the clock starts. Its request stands for the admission, which was before day 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AlreadyPlaced {
    /// The child; `arrival_day` is the day of admission, and the stay is the whole stay.
    pub request: Request,
    /// Key of the London home, from [`super::draws::name_key`] of its id; none for a home elsewhere.
    pub home: Option<u64>,
}

/// All that chance says of one replication.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trace {
    /// Children in placement when the clock starts, where the scenario says how many.
    pub already_placed: Vec<AlreadyPlaced>,
    /// Requests open when the clock starts, made before day 0, in the order in which they are considered then.
    pub already_open: Vec<Request>,
    /// Requests of each stream in the order of arrival, all at or after day 0.
    pub requests: [Vec<Request>; Stream::COUNT],
    /// Offers to each stream in the order of time.
    pub offers: [Vec<Offer>; Stream::COUNT],
    /// Closures of each home that has any (see [`super::chance::Chance::closure_plan`]), by kind, bed and time.
    pub closures: Vec<Vec<BedClosure>>,
}

/// The grid of days: 2⁻³¹ day, 40 microseconds.
pub const TICK: f64 = 1.0 / 2_147_483_648.0;

/// 1.5 × 2²¹: adding it leaves 2⁻³¹ as the last bit of a sum.
const GRID: f64 = 3_145_728.0;

/// The nearest multiple of 2⁻³¹ day; for times below 2²⁰ days.
#[inline]
pub fn on_grid(days: f64) -> f64 {
    (days + GRID) - GRID
}

/// A stay on the grid: the nearest multiple, but never over in the instant it begins, because a child is somewhere before leaving it.
#[inline]
pub fn stay_on_grid(days: f64) -> f64 {
    let days = on_grid(days);
    if days > TICK { days } else { TICK }
}
