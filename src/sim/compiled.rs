//! An option made ready to be played: names become indices, distances and rules become tables. Pure data.
//! A set of homes is a word with a bit each: a valid scenario has at most [`MOST_HOMES`].

use std::sync::Arc;

use crate::model::geography::{BOROUGHS, ELSEWHERE_HOMES};
use crate::model::provision::OpenFacility;
use crate::model::time::DAYS_PER_MONTH;
use crate::model::validate::MOST_HOMES;
use crate::model::{
    BedKind, Home, LengthOfStay, LinkedHome, Offers, PlacementRule, ProvisionOption, RunSettings, Scenario, Sexes, StepDownUnit, Stream,
    StreamDemand, WaitingList, WhenFull,
};

use super::chance::Chance;
use super::draws::{Share, name_key};
use super::quantiles::Quantiles;
use super::trace::on_grid;

/// Every home of a valid option has its bit.
const _: () = assert!(MOST_HOMES <= u64::BITS as usize);

/// An option ready to be played.
#[derive(Clone, Debug)]
pub struct CompiledOption {
    /// Its homes.
    pub homes: Vec<CompiledHome>,
    /// Streams in groups that nothing connects: what happens to the children of one changes nothing for those of another, so each group is
    /// played by itself. That takes less time, because a processor guesses better what comes next.
    pub apart: &'static [&'static [Stream]],
    /// Homes with any bed for a stream that accept a child, a bit each: by stream, sex (girls first) and age from 10.
    pub accepting: [[[u64; 8]; 2]; Stream::COUNT],
    /// Homes that accept every child of a stream, a bit each, where neither sex, age, borough nor a home's own choice matter.
    pub open_to_all: [Option<u64>; Stream::COUNT],
    /// Homes that ever decline a child, a bit each.
    pub declining: u64,
    /// Homes a request of a stream may use by its borough, a bit each; empty where the homes share one list.
    pub catchment: Vec<[u64; Stream::COUNT]>,
    /// Homes in the order of distance from each borough, boroughs in a row.
    pub nearest: Vec<u8>,
    /// Miles by road from each borough to each home, boroughs in a row.
    pub miles: Vec<f64>,
    /// Which home takes a child.
    pub rule: PlacementRule,
    /// Step-down units, the open facility last where there is one.
    pub units: Vec<CompiledUnit>,
    /// Units that take children from elsewhere.
    pub units_from_elsewhere: Vec<usize>,
    /// The open facility's part in prevention.
    pub prevention: Option<Prevention>,
    /// Whether a place elsewhere is always found for a stream.
    pub unlimited: [bool; Stream::COUNT],
    /// Beds kept empty beside a child with intensive support, by stream.
    pub kept_empty: [u32; Stream::COUNT],
}

/// A home ready to be played.
#[derive(Clone, Debug)]
pub struct CompiledHome {
    /// Beds by kind.
    pub beds: [u32; 3],
    /// Day each bed opens, by kind, bed by bed; day 0 for beds open throughout.
    pub opening_days: [Vec<f64>; 3],
    /// Day from which no bed is open.
    pub closing_day: f64,
    /// Days between which no bed is open: from the first, until the second.
    pub outage_days: (f64, f64),
    /// The home's closures in a trace.
    pub closure_plan: Option<usize>,
    /// Key of its declines.
    pub key: u64,
    /// Chance of declining a child.
    pub decline: Share,
    /// Units its children may step down to, in order of preference.
    pub units: Vec<usize>,
}

/// A step-down unit or the open facility.
#[derive(Clone, Debug)]
pub struct CompiledUnit {
    /// Places.
    pub places: u32,
    /// Days in step-down.
    pub stay: Arc<Quantiles>,
    /// Day it opens, for children from elsewhere; before day 0 for a unit open throughout.
    pub opening_day: f64,
    /// Day from which it takes no more children from elsewhere; infinite for never.
    pub closing_day: f64,
    /// Longest blocked stay, days, infinite for no limit; none where children leave directly.
    pub longest_block_days: Option<f64>,
}

/// The open facility's part in prevention.
#[derive(Clone, Debug)]
pub struct Prevention {
    /// Index of the open facility among the units.
    pub unit: usize,
    /// Share of children who could come instead of being requested.
    pub divertible: Share,
    /// Share of those for whom no request follows.
    pub prevents: Share,
    /// Days of such a stay.
    pub stay: Quantiles,
}

impl CompiledOption {
    /// Makes an option of a scenario ready.
    pub fn new(scenario: &Scenario, option: &ProvisionOption, chance: &Chance) -> Self {
        let homes = &option.homes;
        let bits = |keep: &dyn Fn(usize, &Home) -> bool| {
            homes.iter().enumerate().filter(|(i, home)| keep(*i, home)).fold(0_u64, |bits, (i, _)| bits | 1 << i)
        };
        let has_beds = |home: &Home, stream: Stream| home.beds(BedKind::own(stream)) + home.either_beds > 0;
        let accepting = Stream::ALL.map(|stream| {
            [Sexes::Girls, Sexes::Boys].map(|sex| {
                std::array::from_fn(|age| {
                    let age = age as u8 + 10;
                    bits(&|_, home| {
                        let accepts = &home.accepts;
                        let sex_fits = accepts.sexes == Sexes::Both || accepts.sexes == sex;
                        has_beds(home, stream) && sex_fits && (accepts.youngest_years..=accepts.oldest_years).contains(&age)
                    })
                })
            })
        });
        let mut nearest = Vec::new();
        let mut miles = Vec::new();
        let mut catchment = Vec::new();
        for borough in BOROUGHS.iter() {
            let straight: Vec<f64> = homes.iter().map(|home| borough.miles_to_site(&home.site)).collect();
            let mut order: Vec<u8> = (0..homes.len() as u8).collect();
            order.sort_by(|a, b| straight[usize::from(*a)].total_cmp(&straight[usize::from(*b)]));
            if option.waiting_list == WaitingList::SeparateCatchments {
                catchment.push(Stream::ALL.map(|stream| {
                    let own = order.iter().find(|home| has_beds(&homes[usize::from(**home)], stream));
                    own.map_or(0, |home| 1 << home)
                }));
            }
            miles.extend(straight.iter().map(|straight| straight * scenario.elsewhere.road_factor));
            nearest.extend(order);
        }
        let declining = bits(&|_, home| home.decline_share > 0.0);
        let open_to_all = accepting.map(|by_sex| {
            let homes = by_sex[0][0];
            (declining == 0 && catchment.is_empty() && by_sex == [[homes; 8]; 2]).then_some(homes)
        });
        let (units, prevention) = units(scenario, option);
        Self {
            homes: homes.iter().map(|home| CompiledHome::new(home, option, &scenario.run, chance)).collect(),
            apart: if are_connected(scenario, option) {
                &[&Stream::ALL]
            } else {
                &[&[Stream::Welfare], &[Stream::Justice, Stream::PoliceCustody]]
            },
            accepting,
            open_to_all,
            declining,
            catchment,
            nearest,
            miles,
            rule: option.placement_rule,
            units,
            units_from_elsewhere: (0..option.step_down_units.len())
                .filter(|unit| option.step_down_units[*unit].accepts_from_elsewhere && option.step_down_units[*unit].places > 0)
                .collect(),
            prevention,
            unlimited: Stream::ALL.map(|stream| scenario.elsewhere.offers(stream) == Offers::Unlimited),
            kept_empty: Stream::ALL.map(|stream| scenario.demand.stream(stream).beds_closed_each),
        }
    }

    /// All beds.
    pub fn total_beds(&self) -> usize {
        self.homes.iter().flat_map(|home| home.beds).sum::<u32>() as usize
    }
}

/// Whether what happens to welfare children can change anything for the others, or the other way round: through beds that both may use,
/// step-down, or conflicts between children.
fn are_connected(scenario: &Scenario, option: &ProvisionOption) -> bool {
    let any = |has: &dyn Fn(&StreamDemand) -> bool| {
        let [welfare, justice, police_custody] = Stream::ALL.map(|stream| has(scenario.demand.stream(stream)));
        (welfare, justice || police_custody)
    };
    let (welfare_steps_down, others_step_down) = any(&|demand| demand.step_down_need_share > 0.0);
    let affiliated = any(&|demand| demand.gang_affiliated_share_boys > 0.0 || demand.gang_affiliated_share_girls > 0.0);
    option.homes.iter().any(|home| home.either_beds > 0)
        || others_step_down && (welfare_steps_down || option.open_facility.is_some())
        || affiliated == (true, true) && scenario.pathway.conflict_probability > 0.0
}

impl CompiledHome {
    fn new(home: &Home, option: &ProvisionOption, run: &RunSettings, chance: &Chance) -> Self {
        let opening_day = home.opens.map_or(0.0, |month| run.clock_day(month));
        let opening_days = BedKind::ALL.map(|kind| {
            let beds = home.beds(kind);
            (0..beds)
                .map(|bed| {
                    let part = if beds > 1 { f64::from(bed) / f64::from(beds - 1) } else { 0.0 };
                    let ramp_up_days = if home.opens.is_some() { home.ramp_up_months * DAYS_PER_MONTH } else { 0.0 };
                    on_grid(opening_day + ramp_up_days * part).max(0.0)
                })
                .collect()
        });
        let linked = |any: bool| {
            let serves = move |unit: &StepDownUnit| match &unit.linked_home {
                LinkedHome::Any => any,
                LinkedHome::Home(id) => !any && *id == home.id,
            };
            (0..option.step_down_units.len()).filter(move |i| option.step_down_units[*i].places > 0 && serves(&option.step_down_units[*i]))
        };
        let open_facility = option.open_facility.as_ref().filter(|facility| facility.places > 0).map(|_| option.step_down_units.len());
        Self {
            beds: BedKind::ALL.map(|kind| home.beds(kind)),
            opening_days,
            closing_day: home.closes.map_or(f64::INFINITY, |month| on_grid(run.clock_day(month))),
            outage_days: home.outage.map_or((f64::INFINITY, f64::INFINITY), |outage| {
                let from = run.clock_day(outage.from);
                (on_grid(from).max(0.0), on_grid(from + outage.months * DAYS_PER_MONTH).max(0.0))
            }),
            closure_plan: chance.closure_plan(home),
            key: name_key(&home.id),
            decline: Share::new(home.decline_share),
            units: linked(false).chain(linked(true)).chain(open_facility).collect(),
        }
    }
}

fn units(scenario: &Scenario, option: &ProvisionOption) -> (Vec<CompiledUnit>, Option<Prevention>) {
    // Units of one description share one table.
    let mut tables: Vec<(&LengthOfStay, Arc<Quantiles>)> = Vec::new();
    let mut table = |stay| match tables.iter().find(|(known, _)| *known == stay) {
        Some((_, table)) => Arc::clone(table),
        None => {
            let table = Arc::new(Quantiles::new(stay));
            tables.push((stay, Arc::clone(&table)));
            table
        }
    };
    let mut units: Vec<CompiledUnit> = option
        .step_down_units
        .iter()
        .map(|unit| {
            let home = match &unit.linked_home {
                LinkedHome::Any => None,
                LinkedHome::Home(id) => option.homes.iter().find(|home| home.id == *id),
            };
            CompiledUnit {
                places: unit.places,
                stay: table(&unit.stay),
                opening_day: home.and_then(|home| home.opens).map_or(-1.0, |month| on_grid(scenario.run.clock_day(month))),
                closing_day: home.and_then(|home| home.closes).map_or(f64::INFINITY, |month| on_grid(scenario.run.clock_day(month))),
                longest_block_days: match unit.when_full {
                    WhenFull::LeaveDirect => None,
                    WhenFull::StayInSecure { max_days } => Some(max_days.map_or(f64::INFINITY, on_grid)),
                },
            }
        })
        .collect();
    let prevention = option.open_facility.as_ref().map(|facility: &OpenFacility| {
        units.push(CompiledUnit {
            places: facility.places,
            stay: table(&facility.step_down_stay),
            opening_day: -1.0,
            closing_day: f64::INFINITY,
            longest_block_days: None,
        });
        Prevention {
            unit: units.len() - 1,
            divertible: Share::new(if facility.places > 0 { facility.divertible_share } else { 0.0 }),
            prevents: Share::new(facility.prevents_share),
            stay: Quantiles::new(&facility.prevention_stay),
        }
    });
    (units, prevention)
}

/// Miles by road from each borough to each home elsewhere, boroughs in a row.
pub fn miles_elsewhere(road_factor: f64) -> Vec<f64> {
    BOROUGHS.iter().flat_map(|borough| ELSEWHERE_HOMES.iter().map(move |home| borough.miles_to_home(home) * road_factor)).collect()
}
