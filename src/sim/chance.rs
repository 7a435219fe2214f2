//! All that chance says of a scenario: makes traces, and answers by key what a trace cannot list
//! (whether two children can live in one home, whether a home declines a child, whether a child is requested for again).

use crate::model::geography::{BOROUGHS, ELSEWHERE_HOMES};
use crate::model::{BedKind, BoroughMix, DAYS_PER_YEAR, Home, Offers, Scenario, Stream, ValidScenario};

use super::arrivals::Lottery;
use super::draws::{
    self, Attribute, Purpose, Share, attribute, child_and_home, item_key, name_key, pair, purpose_key, repeat_key, upper_half,
};
use super::quantiles::{Quantiles, exponential};
use super::trace::{BedClosure, Offer, Request, Trace, on_grid};

mod already;
mod children;

use already::AlreadyChance;
use children::StreamChance;

/// Chance for one scenario; the same for every option.
#[derive(Clone, Debug)]
pub struct Chance {
    seed: u64,
    end_day: f64,
    streams: [StreamChance; Stream::COUNT],
    boroughs: BoroughChance,
    elsewhere: [ElsewhereChance; Stream::COUNT],
    scottish_end_day: f64,
    closures: Vec<ClosurePlan>,
    conflict: Share,
    /// What is drawn of children who are there when the clock starts, where the scenario says how many.
    already: Option<AlreadyChance>,
}

#[derive(Clone, Debug)]
enum BoroughChance {
    Known(Lottery),
    Unknown { propensity: Quantiles, populations: Vec<f64> },
}

#[derive(Clone, Debug)]
struct ElsewhereChance {
    /// Mean days between offers; infinite for none.
    gap_days: f64,
    /// Which home offers, among [`ELSEWHERE_HOMES`].
    homes: Lottery,
}

/// Closures of a home's beds: the same home id with the same staffing meets the same closures in every option.
#[derive(Clone, Debug, PartialEq)]
struct ClosurePlan {
    id: String,
    staffed_share: f64,
    mean_closure_days: f64,
    /// Most beds by kind in any option.
    beds: [u32; 3],
}

impl Chance {
    /// Prepares the tables of a scenario.
    pub fn new(scenario: &ValidScenario) -> Self {
        let run = &scenario.run;
        let mix = &scenario.demand.borough_mix;
        let boroughs = match mix {
            BoroughMix::Known(_) | BoroughMix::Counted(_) => {
                BoroughChance::Known(Lottery::new(mix.weights(scenario.demand.welfare.requests_per_year).unwrap_or_default().into_iter()))
            }
            BoroughMix::Unknown { shape } => BoroughChance::Unknown {
                propensity: Quantiles::unit_gamma(*shape),
                populations: BOROUGHS.iter().map(|b| b.population_10_17).collect(),
            },
        };
        Self {
            seed: run.seed,
            end_day: run.end_day(),
            streams: Stream::ALL.map(|stream| StreamChance::new(scenario, stream)),
            boroughs,
            elsewhere: Stream::ALL.map(|stream| ElsewhereChance::new(scenario, stream)),
            scottish_end_day: scenario.elsewhere.scottish_offers_end.map_or(f64::INFINITY, |month| run.clock_day(month)),
            closures: closure_plans(scenario),
            conflict: Share::new(scenario.pathway.conflict_probability),
            already: scenario.today.as_ref().map(|today| AlreadyChance::new(scenario, today)),
        }
    }

    /// The trace of one replication, made anew in the room of an old one.
    pub fn trace_into(&self, replication: u32, trace: &mut Trace) {
        self.trace_to_measure_into(replication, trace);
        for stream in self.streams.iter().filter(|stream| !stream.asks_sex_and_age) {
            let of_stream = |request: &&mut Request| request.stream == stream.stream;
            stream.draw_sex_and_age(trace.requests[stream.stream.index()].iter_mut());
            stream.draw_sex_and_age(trace.already_open.iter_mut().filter(of_stream));
            stream.draw_sex_and_age(trace.already_placed.iter_mut().map(|already| &mut already.request).filter(of_stream));
        }
    }

    /// As [`Chance::trace_into`], but without the children's sexes and ages where nothing in the scenario depends on them.
    pub(super) fn trace_to_measure_into(&self, replication: u32, trace: &mut Trace) {
        let lottery;
        let boroughs = match &self.boroughs {
            BoroughChance::Known(lottery) => lottery,
            BoroughChance::Unknown { propensity, populations } => {
                let key = purpose_key(self.seed, replication, Purpose::Boroughs);
                lottery =
                    Lottery::new(populations.iter().enumerate().map(|(i, p)| p * propensity.days(upper_half(item_key(key, i as u64)))));
                &lottery
            }
        };
        for (i, stream) in self.streams.iter().enumerate() {
            stream.requests_into(self.seed, replication, boroughs, &mut trace.requests[i]);
            self.offers_into(replication, i, &mut trace.offers[i]);
        }
        trace.already_placed.clear();
        trace.already_open.clear();
        if let Some(already) = &self.already {
            already.trace_into(self.seed, replication, &self.streams, boroughs, trace);
        }
        trace.closures.resize_with(self.closures.len(), Vec::new);
        let key = purpose_key(self.seed, replication, Purpose::Closures);
        for (plan, closures) in self.closures.iter().zip(&mut trace.closures) {
            plan.closures_into(key, self.end_day, closures);
        }
    }

    /// The trace of one replication.
    pub fn trace(&self, replication: u32) -> Trace {
        let mut trace = Trace::default();
        self.trace_into(replication, &mut trace);
        trace
    }

    fn offers_into(&self, replication: u32, stream: usize, offers: &mut Vec<Offer>) {
        offers.clear();
        let chance = &self.elsewhere[stream];
        if chance.gap_days == f64::INFINITY {
            return;
        }
        let offer_key = purpose_key(self.seed, replication, Purpose::Offers(stream));
        let unit = exponential();
        let mut exact_day = 0.0;
        for index in 0.. {
            let key = item_key(offer_key, index);
            exact_day += chance.gap_days * unit.days(upper_half(key));
            if exact_day >= self.end_day {
                return;
            }
            let home = chance.homes.draw(attribute(key, Attribute::ElsewhereHome));
            let day = on_grid(exact_day);
            if day >= self.scottish_end_day && ELSEWHERE_HOMES[home].is_scottish() {
                continue;
            }
            offers.push(Offer { day, home: home as u16, competing_quantile: attribute(key, Attribute::Competing) });
        }
    }

    /// Index in a trace's closures of a home, if any of its beds are ever closed for want of staff.
    pub fn closure_plan(&self, home: &Home) -> Option<usize> {
        self.closures.iter().position(|plan| {
            plan.id == home.id && plan.staffed_share == home.staffed_share && plan.mean_closure_days == home.mean_closure_days
        })
    }

    /// Whether two children cannot live in one home.
    #[inline]
    pub fn conflict(&self, one: &Request, other: &Request) -> bool {
        one.gang_group != other.gang_group && one.gang_group != 0 && other.gang_group != 0 && self.conflict.holds(pair(one.key, other.key))
    }

    /// Whether a home with this decline share declines the child; `home_key` from [`draws::name_key`] of its id.
    #[inline]
    pub fn declines(&self, request: &Request, home_key: u64, decline_share: Share) -> bool {
        decline_share.holds(child_and_home(request.key, home_key))
    }

    /// The home elsewhere, by index, of a child for whom a place is always found.
    pub fn elsewhere_home(&self, request: &Request) -> usize {
        self.elsewhere[request.stream.index()].homes.draw(attribute(request.key, Attribute::ElsewhereHome))
    }

    /// Whether a child could go to an open facility instead of being requested.
    pub fn diverts(&self, request: &Request, divertible_share: Share) -> bool {
        divertible_share.holds(attribute(request.key, Attribute::Divert))
    }

    /// Whether no request follows a stay in the open facility.
    pub fn prevented(&self, request: &Request, prevents_share: Share) -> bool {
        prevents_share.holds(attribute(request.key, Attribute::Prevent))
    }

    /// Quantile of the stay in the open facility of a child who comes instead of being requested.
    pub fn prevention_quantile(&self, request: &Request) -> draws::Quantile {
        attribute(request.key, Attribute::PreventionStay)
    }

    /// The child's further request after leaving on `day`, if one follows. Borough, sex, age, affiliation and suitability stay the child's own.
    pub fn repeat(&self, request: &Request, day: f64, after_step_down: bool) -> Option<Request> {
        let stream = &self.streams[request.stream.index()];
        let share = if after_step_down { stream.repeat_after_step_down } else { stream.repeat_direct };
        if !share.holds(attribute(request.key, Attribute::Repeat)) {
            return None;
        }
        let gap = stream.repeat_days * exponential().days(attribute(request.key, Attribute::RepeatDays));
        Some(stream.further_request(request, repeat_key(request.key), on_grid(day + gap)))
    }
}

impl ElsewhereChance {
    fn new(scenario: &Scenario, stream: Stream) -> Self {
        let welfare = stream == Stream::Welfare;
        let beds = |home: &crate::model::geography::ElsewhereHome| if welfare { home.welfare_beds } else { home.justice_beds };
        let total = |scottish: bool| ELSEWHERE_HOMES.iter().filter(|h| h.is_scottish() == scottish).map(beds).sum::<f64>();
        // Only welfare placements are made in Scotland.
        let scottish_share = if welfare { scenario.elsewhere.scottish_offer_share } else { 0.0 };
        let homes = Lottery::new(ELSEWHERE_HOMES.iter().map(|home| {
            let share = if home.is_scottish() { scottish_share } else { 1.0 - scottish_share };
            if share > 0.0 { beds(home) * share / total(home.is_scottish()) } else { 0.0 }
        }));
        let gap_days = match scenario.elsewhere.offers(stream) {
            Offers::PerYear(per_year) if per_year > 0.0 => DAYS_PER_YEAR / per_year,
            Offers::PerYear(_) | Offers::Unlimited => f64::INFINITY,
        };
        Self { gap_days, homes }
    }
}

fn closure_plans(scenario: &Scenario) -> Vec<ClosurePlan> {
    let mut plans: Vec<ClosurePlan> = Vec::new();
    for home in scenario.options.iter().flat_map(|option| &option.homes).filter(|home| home.staffed_share < 1.0) {
        let plan = ClosurePlan {
            id: home.id.clone(),
            staffed_share: home.staffed_share,
            mean_closure_days: home.mean_closure_days,
            beds: BedKind::ALL.map(|kind| home.beds(kind)),
        };
        let same = plans
            .iter_mut()
            .find(|p| p.id == plan.id && p.staffed_share == plan.staffed_share && p.mean_closure_days == plan.mean_closure_days);
        match same {
            Some(known) => known.beds = std::array::from_fn(|kind| known.beds[kind].max(plan.beds[kind])),
            None => plans.push(plan),
        }
    }
    plans
}

impl ClosurePlan {
    /// Each bed is open and closed in turn for exponential times, in its long-run state on day 0.
    fn closures_into(&self, key: u64, end_day: f64, closures: &mut Vec<BedClosure>) {
        closures.clear();
        let open_days = self.mean_closure_days * self.staffed_share / (1.0 - self.staffed_share);
        let home_key = draws::scramble(key ^ name_key(&self.id));
        let staffed = Share::new(self.staffed_share);
        let unit = exponential();
        for kind in BedKind::ALL {
            for bed in 0..self.beds[kind.index()] {
                let bed_key = item_key(home_key, (kind.index() as u64) << 32 | u64::from(bed));
                let draw = |index: u64| upper_half(item_key(bed_key, index));
                let (mut day, mut index) = (0.0, 1);
                if staffed.holds(draw(0)) {
                    day = open_days * unit.days(draw(1));
                    index = 2;
                }
                while day < end_day {
                    let to_day = day + self.mean_closure_days * unit.days(draw(index));
                    closures.push(BedClosure { kind, bed, from_day: on_grid(day), to_day: on_grid(to_day.min(end_day + 1.0)) });
                    day = to_day + open_days * unit.days(draw(index + 1));
                    index += 2;
                }
            }
        }
    }
}
