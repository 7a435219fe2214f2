//! Children who are there when the clock starts: how long they have been, and how long they will still be given that they are still there.

use crate::model::{ElapsedBand, PlaceToday, Scenario, Stream, Today};

use super::super::arrivals::Lottery;
use super::super::draws::{Attribute, Purpose, Share, attribute, item_key, name_key, purpose_key, scramble, uniform, upper_half};
use super::super::quantiles::{Stays, exponential};
use super::super::trace::{AlreadyPlaced, Request, TICK, Trace, on_grid, stay_on_grid};
use super::children::StreamChance;

/// What is drawn of children who are there when the clock starts.
#[derive(Clone, Debug)]
pub(super) struct AlreadyChance {
    placed: Vec<PlacedGroup>,
    open: Vec<OpenGroup>,
    priority_under_14: bool,
}

#[derive(Clone, Debug)]
struct PlacedGroup {
    stream: Stream,
    home: Option<u64>,
    bands: Vec<ElapsedBand>,
    stay: Stays,
}

#[derive(Clone, Debug)]
struct OpenGroup {
    stream: Stream,
    bands: Vec<ElapsedBand>,
}

impl AlreadyChance {
    pub(super) fn new(scenario: &Scenario, today: &Today) -> Self {
        let placed = today.placed.iter().map(|group| PlacedGroup {
            stream: group.stream,
            home: match &group.place {
                PlaceToday::Elsewhere => None,
                PlaceToday::Home(id) => Some(name_key(id)),
            },
            bands: group.bands.clone(),
            stay: Stays::new(&scenario.demand.stream(group.stream).length_of_stay),
        });
        let open = today.open.iter().map(|group| OpenGroup { stream: group.stream, bands: group.bands.clone() });
        Self { placed: placed.collect(), open: open.collect(), priority_under_14: scenario.pathway.priority_under_14 }
    }

    /// Draws the children of one replication. Each is keyed by its group, band and number in the band, so that a child more changes no other.
    pub(super) fn trace_into(
        &self,
        seed: u64,
        replication: u32,
        streams: &[StreamChance; Stream::COUNT],
        boroughs: &Lottery,
        trace: &mut Trace,
    ) {
        for (number, group) in self.placed.iter().enumerate() {
            let key = purpose_key(seed, replication, Purpose::AlreadyPlaced(group.stream.index()));
            let key = scramble(key ^ group.home.unwrap_or(0)).wrapping_add(number as u64);
            let children = draw(key, &group.bands, &streams[group.stream.index()], boroughs);
            trace.already_placed.extend(children.into_iter().map(|request| {
                let elapsed_days = -request.arrival_day;
                let share = uniform(attribute(request.key, Attribute::Stay));
                let rest_days = stay_on_grid(group.stay.quantile_beyond(elapsed_days, share) - elapsed_days);
                let request = Request { stay_days: elapsed_days + rest_days, proceeds: true, ..request };
                AlreadyPlaced { request, home: group.home }
            }));
        }
        for (number, group) in self.open.iter().enumerate() {
            let key = purpose_key(seed, replication, Purpose::AlreadyOpen(group.stream.index())).wrapping_add(number as u64);
            let stream = &streams[group.stream.index()];
            let children = draw(key, &group.bands, stream, boroughs);
            trace.already_open.extend(children.into_iter().map(|request| stream.still_open(request)));
        }
        let priority = |request: &Request| self.priority_under_14 && request.age < 14;
        trace.already_open.sort_by(|one, other| {
            let by_day = one.arrival_day.total_cmp(&other.arrival_day);
            priority(other).cmp(&priority(one)).then(by_day).then(one.stream.cmp(&other.stream)).then(one.key.cmp(&other.key))
        });
    }
}

/// Draws the children of some bands, with the days that have passed for each: anywhere in the band.
fn draw(key: u64, bands: &[ElapsedBand], stream: &StreamChance, boroughs: &Lottery) -> Vec<Request> {
    let children = bands.iter().enumerate().flat_map(|(index, band)| {
        let elapsed = |key: u64| on_grid(band.from_days + (band.to_days - band.from_days) * uniform(upper_half(key))).max(TICK);
        (0..u64::from(band.children)).map(move |child| {
            let key = item_key(key, (index as u64) << 32 | child);
            (key, -elapsed(key))
        })
    });
    stream.requests_on(children, boroughs)
}

impl StreamChance {
    /// An open request, given how long it has been open. Patience has no memory, so what is left of it is as long as a new one. Whether it
    /// will proceed is drawn from how many of each kind would still be open after so long if nobody were placed.
    fn still_open(&self, request: Request) -> Request {
        let elapsed_days = -request.arrival_day;
        let left = |mean_days: f64| if mean_days > 0.0 { libm::exp(-elapsed_days / mean_days) } else { 0.0 };
        let idle = self.not_proceeding_share * left(self.not_proceeding_days);
        let genuine = (1.0 - self.not_proceeding_share) * left(self.patience_days);
        let idle_share = if idle + genuine > 0.0 { idle / (idle + genuine) } else { self.not_proceeding_share };
        let proceeds = !Share::new(idle_share).holds(attribute(request.key, Attribute::NotProceeding));
        let (mean_days, which) =
            if proceeds { (self.patience_days, Attribute::Patience) } else { (self.not_proceeding_days, Attribute::NotProceedingDays) };
        let rest_days =
            if mean_days < f64::INFINITY { on_grid(mean_days * exponential().days(attribute(request.key, which))) } else { mean_days };
        Request { proceeds, patience_days: elapsed_days + rest_days, ..request }
    }
}
