//! Beds as objects: who lies in which, and when each can be used.

use sufficiency::model::{BedKind, DAYS_PER_MONTH, Home, RunSettings};
use sufficiency::sim::Request;
use sufficiency::sim::trace::{BedClosure, on_grid};

/// A child in a bed.
#[derive(Clone, Copy, Debug)]
pub struct Resident {
    /// Number of the child in the engine.
    pub child: usize,
    /// The request.
    pub request: Request,
    /// Beds beside the child that stay empty.
    pub keeps_empty: i64,
}

/// Beds of one kind in one home.
#[derive(Clone, Debug)]
pub struct Pool {
    /// Whether each bed is open and staffed now.
    pub usable: Vec<bool>,
    /// Who has each number. A child's number settles ties; it is not the bed that closes first.
    pub residents: Vec<Option<Resident>>,
    /// Numbers nobody has; the last is the next to be given.
    free_numbers: Vec<usize>,
}

impl Pool {
    fn new(beds: u32) -> Self {
        let beds = beds as usize;
        Self { usable: vec![false; beds], residents: vec![None; beds], free_numbers: (0..beds).rev().collect() }
    }

    /// Usable beds less those taken and those kept empty; negative when a bed closes under a child.
    pub fn free(&self) -> i64 {
        let usable = self.usable.iter().filter(|usable| **usable).count() as i64;
        let taken: i64 = self.residents.iter().flatten().map(|resident| 1 + resident.keeps_empty).sum();
        usable - taken
    }

    /// Whether a bed, usable or not, is left for somebody.
    pub fn has_a_number(&self) -> bool {
        !self.free_numbers.is_empty()
    }

    /// Gives the child a bed and tells its number.
    pub fn admit(&mut self, resident: Resident) -> usize {
        let number = self.free_numbers.pop().expect("a bed is free");
        self.residents[number] = Some(resident);
        number
    }

    /// The child leaves.
    pub fn discharge(&mut self, number: usize) {
        assert!(self.residents[number].take().is_some(), "somebody was there");
        self.free_numbers.push(number);
    }
}

/// A home and its beds.
#[derive(Clone, Debug)]
pub struct House<'a> {
    /// What the option says of it.
    pub plan: &'a Home,
    /// Beds by kind.
    pub pools: [Pool; 3],
}

impl<'a> House<'a> {
    /// An empty home with all beds closed.
    pub fn new(plan: &'a Home) -> Self {
        Self { plan, pools: BedKind::ALL.map(|kind| Pool::new(plan.beds(kind))) }
    }

    /// Every child in the home.
    pub fn residents(&self) -> impl Iterator<Item = &Resident> {
        self.pools.iter().flat_map(|pool| pool.residents.iter().flatten())
    }
}

/// Day on which a home opens.
pub fn opening_day(home: &Home, run: &RunSettings) -> f64 {
    home.opens.map_or(0.0, |month| on_grid(run.clock_day(month)).max(0.0))
}

/// Day from which a home takes nobody; infinite for never.
pub fn closing_day(home: &Home, run: &RunSettings) -> f64 {
    home.closes.map_or(f64::INFINITY, |month| on_grid(run.clock_day(month)).max(0.0))
}

/// Spans of days in which a bed can be used, in order, none empty, no two touching.
pub fn usable_spans(home: &Home, kind: BedKind, bed: u32, run: &RunSettings, closures: &[BedClosure]) -> Vec<(f64, f64)> {
    let beds = home.beds(kind);
    let opens = match home.opens {
        None => 0.0,
        Some(month) => {
            let later = if beds > 1 { home.ramp_up_months * DAYS_PER_MONTH * f64::from(bed) / f64::from(beds - 1) } else { 0.0 };
            on_grid(run.clock_day(month) + later).max(0.0)
        }
    };
    let mut spans = vec![(opens, closing_day(home, run))];
    if let Some(outage) = home.outage {
        let from = run.clock_day(outage.from);
        let (from, to) = (on_grid(from).max(0.0), on_grid(from + outage.months * DAYS_PER_MONTH).max(0.0));
        spans = spans.into_iter().flat_map(|(opens, closes)| [(opens, closes.min(from)), (opens.max(to), closes)]).collect();
    }
    for closure in closures.iter().filter(|closure| closure.kind == kind && closure.bed == bed) {
        spans = spans
            .into_iter()
            .flat_map(|(from, to)| [(from, to.min(closure.from_day)), (from.max(closure.to_day), to)])
            .filter(|(from, to)| from < to)
            .collect();
    }
    spans.retain(|(from, to)| from < to);
    spans
}

/// The number of beds of one kind that can be used at a moment; those that open or close at that very moment, one after the other, count.
pub fn usable_beds(home: &Home, kind: BedKind, run: &RunSettings, closures: &[BedClosure], day: f64) -> usize {
    (0..home.beds(kind))
        .filter(|bed| usable_spans(home, kind, *bed, run, closures).iter().any(|(from, to)| (*from..=*to).contains(&day)))
        .count()
}
