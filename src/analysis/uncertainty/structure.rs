//! Worlds that differ in kind from the one described: each a change of the scenario, made the same way to every option.
//!
//! The patience of the scenario is solved from what was seen before any of these happens, so it is kept.

use crate::model::calibration::patience_days;
use crate::model::provision::Outage;
use crate::model::{ParameterId, Patience, PlaceToday, PlacedToday, Scenario, Stream};

/// A different world.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Structural {
    /// No offers from Scotland within the horizon.
    ScotlandClosed,
    /// Courts refuse more orders.
    OrdersRefused,
    /// Requests that are only made once there is a London home.
    LatentDemand,
    /// Children of rival groups cannot live together.
    GangConflict,
    /// The largest home takes nobody for six months.
    HomeOutage,
    /// Every London home opens a year late.
    OpeningDelayed,
}

/// Months that the largest home is closed.
const OUTAGE_MONTHS: i32 = 6;
/// Months from the start of the horizon until the outage: long enough for the home to be in full use.
const MONTHS_BEFORE_OUTAGE: i32 = 12;
/// Months that every home opens late.
const DELAY_MONTHS: i32 = 12;
/// Share of all requests that end in a refused order, more than today.
const MORE_REFUSED: f64 = 0.1;
/// Latent requests for each that is made.
const LATENT_SHARE: f64 = 0.1;

impl Structural {
    /// Every one, in the order shown.
    pub const ALL: [Structural; 6] = [
        Structural::ScotlandClosed,
        Structural::OrdersRefused,
        Structural::LatentDemand,
        Structural::GangConflict,
        Structural::HomeOutage,
        Structural::OpeningDelayed,
    ];

    /// Key in the machine-readable output.
    pub fn key(self) -> &'static str {
        match self {
            Structural::ScotlandClosed => "scotland_closed",
            Structural::OrdersRefused => "orders_refused",
            Structural::LatentDemand => "latent_demand",
            Structural::GangConflict => "gang_conflict",
            Structural::HomeOutage => "home_outage",
            Structural::OpeningDelayed => "opening_delayed",
        }
    }

    /// Name on screen.
    pub fn label(self) -> &'static str {
        match self {
            Structural::ScotlandClosed => "Scotland takes no London children",
            Structural::OrdersRefused => "Courts refuse more orders",
            Structural::LatentDemand => "A London home brings new requests",
            Structural::GangConflict => "Rival groups cannot share a home",
            Structural::HomeOutage => "The largest home closes for six months",
            Structural::OpeningDelayed => "Every London home opens a year late",
        }
    }

    /// What exactly is changed, and that it is assumed.
    pub fn meaning(self) -> &'static str {
        match self {
            Structural::ScotlandClosed => "Offers from Scotland end when the years reported begin. All else stays.",
            Structural::OrdersRefused => {
                "One request in ten more than today ends without a place being needed. The size of the change is assumed."
            }
            Structural::LatentDemand => {
                "For every ten welfare requests made today one more is made once there is a London home. The number is assumed."
            }
            Structural::GangConflict => {
                "Three boys in ten and one girl in twenty are affiliated to one of eight groups, and three in ten pairs of different groups \
                 cannot live in one home: the figures of homes as they really run, all assumed."
            }
            Structural::HomeOutage => {
                "From a year into the years reported, or a year after it opens if that is later, the home with most beds takes nobody for six \
                 months; children who are there stay to the end of their placement. The time is assumed."
            }
            Structural::OpeningDelayed => {
                "London homes open a year after the years reported begin, or a year after their own date where they have one. A home in which \
                 children live on the first day is open already."
            }
        }
    }

    /// The scenario in that world.
    pub fn of(self, scenario: &Scenario) -> Scenario {
        let mut changed = scenario.clone();
        keep_patience(&mut changed);
        let homes = |changed: &mut Scenario, each: &dyn Fn(&mut crate::model::Home)| {
            changed.options.iter_mut().flat_map(|option| &mut option.homes).for_each(each);
        };
        match self {
            Structural::ScotlandClosed => changed.elsewhere.scottish_offers_end = Some(changed.run.start),
            Structural::OrdersRefused => {
                let share = &mut changed.demand.welfare.not_proceeding_share;
                *share = (*share + MORE_REFUSED).min(ParameterId::NotProceedingShare(Stream::Welfare).spec().max);
            }
            Structural::LatentDemand => {
                let welfare = &mut changed.demand.welfare;
                welfare.latent_requests_per_year += LATENT_SHARE * welfare.requests_per_year;
            }
            Structural::GangConflict => {
                for stream in Stream::ALL {
                    let demand = changed.demand.stream_mut(stream);
                    (demand.gang_affiliated_share_boys, demand.gang_affiliated_share_girls) = (0.30, 0.05);
                }
                (changed.pathway.rival_groups, changed.pathway.conflict_probability) = (8, 0.3);
            }
            Structural::HomeOutage => {
                let start = changed.run.start;
                for option in &mut changed.options {
                    // The first of those alike.
                    if let Some(largest) = option.homes.iter_mut().rev().max_by_key(|home| home.total_beds()) {
                        let opens = largest.opens.map_or(start, |opens| opens.max(start));
                        let from = opens.plus_months(MONTHS_BEFORE_OUTAGE);
                        largest.outage = Some(Outage { from, months: f64::from(OUTAGE_MONTHS) });
                    }
                }
            }
            Structural::OpeningDelayed => {
                let start = changed.run.start;
                let lived_in: Vec<String> = changed.today.iter().flat_map(|today| &today.placed).filter_map(home_of).collect();
                homes(&mut changed, &|home| {
                    if lived_in.contains(&home.id) {
                        return;
                    }
                    home.opens = Some(home.opens.unwrap_or(start).plus_months(DELAY_MONTHS));
                });
            }
        }
        changed
    }
}

/// The London home in which children live on the first day.
fn home_of(group: &PlacedToday) -> Option<String> {
    match &group.place {
        PlaceToday::Home(id) if group.bands.iter().any(|band| band.children > 0) => Some(id.clone()),
        PlaceToday::Home(_) | PlaceToday::Elsewhere => None,
    }
}

/// States every patience that is solved, at its value today.
fn keep_patience(scenario: &mut Scenario) {
    for stream in Stream::ALL {
        if matches!(scenario.demand.stream(stream).patience, Patience::Solved { .. })
            && let Ok(Some(days)) = patience_days(scenario.demand.stream(stream), &scenario.elsewhere, stream)
        {
            scenario.demand.stream_mut(stream).patience = Patience::MeanDays(days);
        }
    }
}
