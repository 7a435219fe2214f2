//! What the children of each borough made of a year: requests, placements and nights, and how far from home they were placed.

use crate::model::geography::BOROUGHS;
use crate::model::{BedKind, DAYS_PER_YEAR, Stream};
use crate::sim::{Chronicle, Ending, Place};

/// Where a child spends a night, as far as somebody pays for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Night {
    /// In a London home, in a welfare bed or one for any stream; days blocked included.
    LondonWelfare,
    /// In a London home, in a justice bed; days blocked included.
    LondonJustice,
    /// In a secure home elsewhere, placed for welfare.
    ElsewhereWelfare,
    /// In a secure home elsewhere, placed by a court or from police custody.
    ElsewhereJustice,
    /// In a step-down unit.
    StepDown,
    /// In the open facility, for step-down or instead of being requested.
    OpenFacility,
    /// In bespoke wraparound care: the expected share of the nights that children wait, or would have stayed had there been a place.
    Bespoke,
}

impl Night {
    /// Every kind, in the order used everywhere.
    pub const ALL: [Night; 7] = [
        Night::LondonWelfare,
        Night::LondonJustice,
        Night::ElsewhereWelfare,
        Night::ElsewhereJustice,
        Night::StepDown,
        Night::OpenFacility,
        Night::Bespoke,
    ];
    /// How many kinds there are.
    pub const COUNT: usize = 7;

    /// The word in keys of the machine-readable output.
    pub fn key(self) -> &'static str {
        match self {
            Night::LondonWelfare => "london_welfare_nights",
            Night::LondonJustice => "london_justice_nights",
            Night::ElsewhereWelfare => "elsewhere_welfare_nights",
            Night::ElsewhereJustice => "elsewhere_justice_nights",
            Night::StepDown => "step_down_nights",
            Night::OpenFacility => "open_facility_nights",
            Night::Bespoke => "bespoke_nights",
        }
    }

    fn placed(stream: Stream, place: Place) -> Self {
        match (place, stream) {
            (Place::London { kind: BedKind::Justice, .. }, _) => Night::LondonJustice,
            (Place::London { .. }, _) => Night::LondonWelfare,
            (Place::Elsewhere { .. }, Stream::Welfare) => Night::ElsewhereWelfare,
            (Place::Elsewhere { .. }, _) => Night::ElsewhereJustice,
        }
    }
}

/// One borough in one year of one possible future.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct BoroughYear {
    /// Requests for welfare placements made.
    pub welfare_requests: u32,
    /// All other requests made.
    pub justice_requests: u32,
    /// Children placed for welfare.
    pub welfare_placements: u32,
    /// Children placed otherwise.
    pub justice_placements: u32,
    /// Miles from home to placement, summed over children placed for welfare.
    pub welfare_miles: f64,
    /// Nights for which a child who needs a place has none: waiting, or the stay of one who never got a place, on the day that was clear.
    pub nights_without_place: f64,
    /// Child-nights by [`Night`].
    pub nights: [f64; Night::COUNT],
}

impl BoroughYear {
    /// Child-nights of one kind.
    pub fn nights(&self, night: Night) -> f64 {
        self.nights[night as usize]
    }
}

/// The whole years of one possible future of one option with so many step-down units, boroughs in a row within each year.
pub fn years_of(chronicle: &Chronicle, years: usize, step_down_units: usize, bespoke_share: f64) -> Vec<BoroughYear> {
    let mut table = Table { start_day: chronicle.start_day, years, rows: vec![BoroughYear::default(); years * BOROUGHS.len()] };
    for child in &chronicle.children {
        let (borough, episode) = (usize::from(child.borough), &child.episode);
        let is_welfare = episode.stream == Stream::Welfare;
        if let Some(row) = table.on(episode.arrival_day, borough) {
            *(if is_welfare { &mut row.welfare_requests } else { &mut row.justice_requests }) += 1;
        }
        let mut waits_until = f64::INFINITY;
        match episode.ending {
            Ending::StillOpen => {}
            Ending::NotProceeding { day } => waits_until = day,
            Ending::NoPlace { day } => {
                waits_until = day;
                if let Some(row) = table.on(day, borough) {
                    row.nights[Night::Bespoke as usize] += child.stay_days;
                }
            }
            Ending::Placed { place, admission_day, discharge_day, step_down, .. } => {
                waits_until = admission_day;
                if let Some(row) = table.on(admission_day, borough) {
                    *(if is_welfare { &mut row.welfare_placements } else { &mut row.justice_placements }) += 1;
                    if is_welfare {
                        row.welfare_miles += child.miles.unwrap_or(0.0);
                    }
                }
                let until = discharge_day.unwrap_or(f64::INFINITY);
                table.span(Night::placed(episode.stream, place), borough, (admission_day, until));
                if let Some(stay) = step_down {
                    let night = if stay.unit < step_down_units { Night::StepDown } else { Night::OpenFacility };
                    table.span(night, borough, (stay.from_day, stay.to_day));
                }
            }
        }
        if child.needs_place {
            table.span(Night::Bespoke, borough, (episode.arrival_day, waits_until));
        }
    }
    for stay in &chronicle.diversions {
        table.span(Night::OpenFacility, usize::from(stay.borough), (stay.from_day, stay.to_day));
    }
    // Of the nights without a place, so many are spent in bespoke care.
    for row in &mut table.rows {
        let bespoke = &mut row.nights[Night::Bespoke as usize];
        row.nights_without_place = *bespoke;
        *bespoke *= bespoke_share;
    }
    table.rows
}

/// Rows by year and borough.
struct Table {
    start_day: f64,
    years: usize,
    rows: Vec<BoroughYear>,
}

impl Table {
    /// The row of a day; none outside the whole years.
    fn on(&mut self, day: f64, borough: usize) -> Option<&mut BoroughYear> {
        let year = (day - self.start_day) / DAYS_PER_YEAR;
        // The end of the last year belongs to it, as it does in the measures of the run.
        let year = if year == self.years as f64 { self.years.saturating_sub(1) } else { year.floor().max(-1.0) as isize as usize };
        (year < self.years).then(|| &mut self.rows[year * BOROUGHS.len() + borough])
    }

    /// Adds the nights of a span to the years that it touches.
    fn span(&mut self, night: Night, borough: usize, (from, to): (f64, f64)) {
        let from = (from - self.start_day).max(0.0);
        let to = (to - self.start_day).min(self.years as f64 * DAYS_PER_YEAR);
        if to <= from {
            return;
        }
        for year in (from / DAYS_PER_YEAR) as usize..self.years {
            let (start, end) = (year as f64 * DAYS_PER_YEAR, (year + 1) as f64 * DAYS_PER_YEAR);
            if start >= to {
                break;
            }
            self.rows[year * BOROUGHS.len() + borough].nights[night as usize] += to.min(end) - from.max(start);
        }
    }
}
