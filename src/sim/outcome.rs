//! What one option made of one replication, over the reported horizon: counts, sums and censuses by quarter. Nothing is averaged here.

use crate::model::{DAYS_PER_YEAR, Stream};

/// Days in a quarter.
pub const DAYS_PER_QUARTER: f64 = DAYS_PER_YEAR / 4.0;

/// Ticks of the grid of days in a day.
pub(super) const TICKS_PER_DAY: f64 = 2_147_483_648.0;
/// Ticks in a quarter: 91.25 days.
pub(super) const TICKS_PER_QUARTER: i64 = 91 * (1 << 31) + (1 << 29);

/// How a census changed within one quarter.
///
/// Days are counted in ticks of 2⁻³¹ day after the start of the horizon, so sums are exact and changes may come in any order. Of a sum
/// only what is left at the end matters: it may wrap around on the way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CensusChange {
    /// When it changed, summed over the changes: those of a child less negative.
    at: i64,
    /// The change carried into the next quarter.
    carried: i32,
}

impl CensusChange {
    /// Changes the census at a tick, by one child more or fewer.
    #[inline(always)]
    pub(super) fn change(&mut self, at: i64, change: i32) {
        self.at = self.at.wrapping_add(i64::from(change) * at);
        self.carried += change;
    }

    /// Changes the census by several children more, at ticks with this sum.
    pub(super) fn rise(&mut self, at: i64, children: i32) {
        self.at = self.at.wrapping_add(at);
        self.carried += children;
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.rise(other.at, other.carried);
    }
}

/// Child-days in one quarter after the other, from how a census changed.
struct ChildDays {
    /// Children at the end of the quarter before.
    census: i64,
}

impl ChildDays {
    fn after(before: &CensusChange) -> Self {
        Self { census: i64::from(before.carried) }
    }

    /// Child-days of the next quarter, the one that starts and ends at these ticks.
    #[inline(always)]
    fn next(&mut self, change: &CensusChange, (start, end): (i64, i64)) -> f64 {
        // As if all were there from tick 0 to the end of the quarter, less what each was not.
        let before = self.census.wrapping_mul(start);
        self.census += i64::from(change.carried);
        self.census.wrapping_mul(end).wrapping_sub(before).wrapping_sub(change.at) as f64 / TICKS_PER_DAY
    }
}

/// What happened in each quarter of the horizon, with the ticks at which it starts and ends; `quarters` begin with what was before
/// the horizon, and end with what comes after it.
fn within_horizon<T>(quarters: &[T], horizon_days: f64) -> impl Iterator<Item = (&T, (i64, i64))> {
    let horizon_ticks = (horizon_days * TICKS_PER_DAY) as i64;
    let within = quarters.get(1..quarters.len().max(2) - 1).unwrap_or_default();
    let span = move |quarter: i64| (quarter * TICKS_PER_QUARTER, ((quarter + 1) * TICKS_PER_QUARTER).min(horizon_ticks));
    within.iter().zip(0..).map(move |(of, quarter)| (of, span(quarter)))
}

/// How many children were in one kind of place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Census {
    /// What was before the horizon, by quarter, and whatever lies beyond the horizon.
    pub(super) quarters: Vec<CensusChange>,
    days: Vec<f64>,
}

impl Census {
    pub(super) fn reset(&mut self, quarters: usize) {
        self.quarters.clear();
        self.quarters.resize(quarters + 2, CensusChange::default());
    }

    /// Reckons the child-days once all changes are known.
    pub(super) fn finish(&mut self, horizon_days: f64) {
        let Some(before) = self.quarters.first() else { return };
        let mut days = ChildDays::after(before);
        self.days.clear();
        self.days.extend(within_horizon(&self.quarters, horizon_days).map(|(change, span)| days.next(change, span)));
    }

    /// Child-days by quarter.
    pub fn days_by_quarter(&self) -> &[f64] {
        &self.days
    }

    /// Child-days over the horizon.
    pub fn days(&self) -> f64 {
        self.days.iter().sum()
    }
}

/// Child-days of one stream, in one quarter or over the horizon.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct StreamDays {
    /// Requests open that will not proceed.
    pub not_proceeding: f64,
    /// Waiting for a place.
    pub waiting: f64,
    /// In London secure beds.
    pub london: f64,
    /// In secure beds elsewhere.
    pub elsewhere: f64,
}

impl StreamDays {
    fn add(&mut self, other: &Self) {
        self.not_proceeding += other.not_proceeding;
        self.waiting += other.waiting;
        self.london += other.london;
        self.elsewhere += other.elsewhere;
    }
}

/// One stream in one quarter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StreamQuarter {
    /// Requests made.
    pub requests: u32,
    /// Children placed in London homes.
    pub placed_london: u32,
    /// Children placed elsewhere.
    pub placed_elsewhere: u32,
    /// Requests withdrawn that never needed a place.
    pub not_proceeding: u32,
    /// Requests withdrawn for want of a place.
    pub no_place: u32,
    /// Open requests that will not proceed.
    pub(super) not_proceeding_census: CensusChange,
    /// Children waiting for a place.
    pub(super) waiting_census: CensusChange,
    /// Children in London secure beds.
    pub(super) london_census: CensusChange,
    /// Children in secure beds elsewhere.
    pub(super) elsewhere_census: CensusChange,
}

impl StreamQuarter {
    /// Adds another.
    pub(super) fn add(&mut self, other: &Self) {
        self.requests += other.requests;
        self.placed_london += other.placed_london;
        self.placed_elsewhere += other.placed_elsewhere;
        self.not_proceeding += other.not_proceeding;
        self.no_place += other.no_place;
        self.not_proceeding_census.merge(&other.not_proceeding_census);
        self.waiting_census.merge(&other.waiting_census);
        self.london_census.merge(&other.london_census);
        self.elsewhere_census.merge(&other.elsewhere_census);
    }
}

/// One stream over the horizon.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StreamOutcome {
    /// What was before the horizon, by quarter, and whatever lies beyond the horizon.
    pub(super) quarters: Vec<StreamQuarter>,
    days: Vec<StreamDays>,
    /// Ticks of 2⁻³¹ day with exactly n of this stream's children in London beds.
    pub(super) occupancy_ticks: Vec<i64>,
    /// Ticks with no usable London bed free for this stream.
    pub(super) all_full_ticks: i64,
    /// Days from request to placement of each child placed in a London home, in no order.
    pub waits_for_london_days: Vec<f64>,
    /// Days from request to placement of each child placed elsewhere, in no order.
    pub waits_for_elsewhere_days: Vec<f64>,
    /// Requests made within the horizon that never come to need a place.
    pub requests_without_need: u32,
    /// Miles from home borough to placement, summed over children placed.
    pub miles: f64,
    /// Lengths of stay, days, that children whose request was withdrawn for want of a place would have had, summed.
    pub unplaced_stay_days: f64,
}

impl StreamOutcome {
    /// The quarters of the horizon.
    pub fn quarters(&self) -> &[StreamQuarter] {
        self.quarters.get(1..self.quarters.len().max(2) - 1).unwrap_or_default()
    }

    /// Reckons the child-days once all changes are known.
    pub(super) fn finish(&mut self, horizon_days: f64) {
        let Some(before) = self.quarters.first() else { return };
        let mut not_proceeding = ChildDays::after(&before.not_proceeding_census);
        let mut waiting = ChildDays::after(&before.waiting_census);
        let mut london = ChildDays::after(&before.london_census);
        let mut elsewhere = ChildDays::after(&before.elsewhere_census);
        self.days.clear();
        self.days.extend(within_horizon(&self.quarters, horizon_days).map(|(quarter, span)| StreamDays {
            not_proceeding: not_proceeding.next(&quarter.not_proceeding_census, span),
            waiting: waiting.next(&quarter.waiting_census, span),
            london: london.next(&quarter.london_census, span),
            elsewhere: elsewhere.next(&quarter.elsewhere_census, span),
        }));
    }

    /// Child-days by quarter.
    pub fn days_by_quarter(&self) -> &[StreamDays] {
        &self.days
    }

    /// Child-days over the horizon.
    pub fn days(&self) -> StreamDays {
        let mut days = StreamDays::default();
        self.days.iter().for_each(|quarter| days.add(quarter));
        days
    }

    /// Days from request to placement of each child placed, in London or elsewhere, in no order.
    pub fn waits_days(&self) -> impl Iterator<Item = &f64> {
        self.waits_for_london_days.iter().chain(&self.waits_for_elsewhere_days)
    }

    /// Counts over the horizon.
    pub fn totals(&self) -> StreamQuarter {
        let mut totals = StreamQuarter::default();
        self.quarters().iter().for_each(|quarter| totals.add(quarter));
        totals
    }
}

/// One pool of beds over the horizon.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PoolOutcome {
    pub(super) occupied_ticks: i64,
    pub(super) usable_ticks: i64,
    pub(super) blocked_ticks: i64,
    /// Admissions.
    pub admissions: u32,
}

impl PoolOutcome {
    /// Child-days in its beds, blocked days included.
    pub fn occupied_days(&self) -> f64 {
        self.occupied_ticks as f64 / TICKS_PER_DAY
    }

    /// Days of usable beds.
    pub fn usable_days(&self) -> f64 {
        self.usable_ticks as f64 / TICKS_PER_DAY
    }

    /// Child-days in its beds after being ready to leave.
    pub fn blocked_days(&self) -> f64 {
        self.blocked_ticks as f64 / TICKS_PER_DAY
    }
}

impl StreamOutcome {
    /// Days with exactly n of this stream's children in London beds, n from 0 to all beds.
    pub fn occupancy_days(&self) -> impl Iterator<Item = f64> {
        self.occupancy_ticks.iter().map(|ticks| *ticks as f64 / TICKS_PER_DAY)
    }

    /// Days with no usable London bed free for this stream.
    pub fn all_full_days(&self) -> f64 {
        self.all_full_ticks as f64 / TICKS_PER_DAY
    }
}

/// What one option made of one replication, over the reported horizon.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// Days of the horizon.
    pub horizon_days: f64,
    /// By stream.
    pub streams: [StreamOutcome; Stream::COUNT],
    /// By home and kind of bed, three for each home.
    pub pools: Vec<PoolOutcome>,
    /// Children in step-down.
    pub step_down_census: Census,
    /// Those of them in the open facility.
    pub open_facility_step_down_census: Census,
    /// Children who left without the step-down they needed, because no place was free; none where the option has no step-down to refuse.
    pub step_down_refused: Option<u32>,
    /// Children in the open facility instead of being requested.
    pub open_facility_census: Census,
    /// Requests that a stay in the open facility prevented.
    pub prevented: u32,
}
