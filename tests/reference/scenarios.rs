//! Small random worlds with every feature of the model, each on or off.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use sufficiency::model::calibration::patience_days;
use sufficiency::model::geography::BOROUGHS;
use sufficiency::model::{
    Accepts, BoroughMix, Demand, ElapsedBand, Elsewhere, Home, LengthOfStay, LinkedHome, Offers, OpenFacility, OpenToday, Pathway,
    Patience, PlaceToday, PlacedToday, PlacementRule, ProvisionOption, RunSettings, Scenario, Sexes, StayFamily, StepDownUnit, Stream,
    StreamDemand, Today, ValidScenario, WaitingList, WhenFull, YearMonth,
};
use sufficiency::sim::{Request, Trace};

use super::worlds;

/// A share: nothing, everything, or something between.
fn share() -> impl Strategy<Value = f64> {
    prop_oneof![4 => Just(0.0), 1 => Just(1.0), 3 => 0.05..0.95]
}

/// A share that is nothing or something, seldom everything.
fn some_share(most: f64) -> impl Strategy<Value = f64> {
    prop_oneof![1 => Just(0.0), 1 => 0.02..most]
}

/// A length of stay of any family; fixed and observed ones in whole days, so that stays end together.
/// Step-down may be over at once; a secure stay may not, for the order of events at one moment does not say what comes of that.
fn stay(shortest_observed: u32, longest_mean: f64) -> impl Strategy<Value = LengthOfStay> {
    let family = select(vec![StayFamily::Exponential, StayFamily::Gamma, StayFamily::Weibull, StayFamily::Lognormal]);
    let spread = (family, 1.0..longest_mean, 0.0..0.7, 0.2..1.8, any::<bool>()).prop_map(|(family, mean_days, minimum, cv, from_zero)| {
        let minimum_days = if from_zero { 0.0 } else { minimum * mean_days };
        // The spread is that of the whole stay; what lies above the minimum varies more.
        LengthOfStay { family, mean_days, cv: cv * (mean_days - minimum_days) / mean_days, minimum_days }
    });
    let fixed = (1..longest_mean as u32).prop_map(|days| worlds::fixed(f64::from(days)));
    let observed = prop::collection::vec(shortest_observed..longest_mean as u32 * 2, 1..5)
        .prop_map(|days| LengthOfStay { family: StayFamily::Empirical(days.into_iter().map(f64::from).collect()), ..worlds::fixed(30.0) });
    prop_oneof![2 => fixed, 2 => spread, 1 => observed]
}

fn patience() -> impl Strategy<Value = Patience> {
    prop_oneof![
        3 => (0.5..200.0).prop_map(Patience::MeanDays),
        1 => Just(Patience::Unlimited),
        1 => (5.0..30.0).prop_map(|open_requests| Patience::Solved { open_requests }),
    ]
}

/// The demand of one stream.
fn stream(most_requests: f64, longest_mean: f64) -> impl Strategy<Value = StreamDemand> {
    let rates = (prop_oneof![1 => Just(0.0), 5 => 1.0..most_requests], some_share(0.4), prop_oneof![2 => Just(0.0), 1 => -0.3..0.3]);
    let seasons = prop_oneof![2 => Just([1.0; 12]), 1 => prop::array::uniform12(0.1..3.0)];
    let years = prop_oneof![2 => Just(0.0), 1 => 0.1..0.8];
    let course = (stay(1, longest_mean), some_share(0.6), 0.5..40.0, patience(), share());
    let child = (share(), share(), some_share(0.4), some_share(0.9), some_share(0.9));
    let support = (some_share(0.5), 0..4_u32);
    let repeats = (some_share(0.8), some_share(0.8), 0.5..200.0);
    (rates, seasons, years, course, child, support, repeats).prop_map(
        |(rates, seasonality, between_year_cv, course, child, support, repeats)| {
            let (requests_per_year, latent, annual_growth) = rates;
            let (length_of_stay, not_proceeding_share, not_proceeding_days, patience, step_down_need_share) = course;
            let (female_share, young_share, unsuitable_for_london_share, boys, girls) = child;
            StreamDemand {
                requests_per_year,
                annual_growth,
                seasonality,
                between_year_cv,
                length_of_stay,
                not_proceeding_share,
                not_proceeding_days,
                patience,
                female_share,
                age_weights: std::array::from_fn(|age| if age < 4 { young_share } else { 1.0 }),
                unsuitable_for_london_share,
                gang_affiliated_share_boys: boys,
                gang_affiliated_share_girls: girls,
                intensive_support_share: support.0,
                beds_closed_each: support.1,
                step_down_need_share,
                repeat_share_direct: repeats.0,
                repeat_share_after_step_down: repeats.1,
                repeat_days: repeats.2,
                latent_requests_per_year: latent * requests_per_year,
            }
        },
    )
}

fn borough_mix() -> impl Strategy<Value = BoroughMix> {
    let known = prop::collection::vec((0..BOROUGHS.len(), 0.1..3.0), 1..6).prop_map(|shares| {
        BoroughMix::Known(shares.into_iter().map(|(i, share)| (BOROUGHS[i].name.clone(), share)).collect::<BTreeMap<_, _>>())
    });
    prop_oneof![(0.2..3.0).prop_map(|shape| BoroughMix::Unknown { shape }), known]
}

fn offers() -> impl Strategy<Value = Offers> {
    prop_oneof![1 => Just(Offers::PerYear(0.0)), 4 => (1.0..120.0).prop_map(Offers::PerYear), 1 => Just(Offers::Unlimited)]
}

/// A month about the years of the run, which start in January 2025.
fn month() -> impl Strategy<Value = YearMonth> {
    (-18..40_i32).prop_map(|months| worlds::quiet().run.start.plus_months(months))
}

fn home(index: usize) -> impl Strategy<Value = Home> {
    let beds = || prop_oneof![1 => Just(0_u32), 2 => 1..=6_u32];
    let dates = (prop::option::weighted(0.4, month()), prop::option::weighted(0.3, 1..30_i32));
    let ramp = prop_oneof![1 => Just(0.0), 1 => 0.5..12.0];
    let staff = (prop_oneof![2 => Just(1.0), 1 => 0.3..0.97], 1.0..90.0);
    let accepts = (
        select(vec![Sexes::Both, Sexes::Both, Sexes::Girls, Sexes::Boys]),
        prop_oneof![2 => Just((10, 17)), 1 => (10..=14_u8, 13..=17_u8)],
    );
    // Homes on a coarse lattice, so that some are equally far from everywhere.
    let place = (0..3_u8, 0..3_u8);
    ((beds(), beds(), beds()), dates, ramp, staff, some_share(0.6), accepts, place).prop_map(
        move |(beds, (opens, months), ramp_up_months, (staffed_share, mean_closure_days), decline_share, (sexes, ages), place)| {
            let start = opens.unwrap_or(worlds::quiet().run.start);
            Home {
                opens,
                closes: months.map(|months| start.plus_months(months)),
                ramp_up_months,
                staffed_share,
                mean_closure_days,
                decline_share,
                accepts: Accepts { sexes, youngest_years: ages.0.min(ages.1), oldest_years: ages.1.max(ages.0) },
                site: worlds::site(51.4 + 0.1 * f64::from(place.0), -0.3 + 0.2 * f64::from(place.1)),
                ..worlds::home(&format!("home-{index}"), beds.0, beds.1, beds.2)
            }
        },
    )
}

/// Homes, of which either all have beds for one kind of child only, or any may have beds for either.
fn homes() -> impl Strategy<Value = Vec<Home>> {
    let homes = (0..=4_usize).prop_flat_map(|count| (0..count).map(home).collect::<Vec<_>>());
    (homes, any::<bool>()).prop_map(|(homes, may_share)| {
        let beds = |home: &Home| if may_share { home.either_beds } else { 0 };
        homes.into_iter().map(|home| Home { either_beds: beds(&home), ..home }).collect()
    })
}

/// A unit linked to one of the homes by its number, or to any if there is none so numbered.
fn unit() -> impl Strategy<Value = (StepDownUnit, usize)> {
    let when_full = prop_oneof![
        1 => Just(WhenFull::LeaveDirect),
        1 => Just(WhenFull::StayInSecure { max_days: None }),
        2 => (0..60_u32).prop_map(|days| WhenFull::StayInSecure { max_days: Some(f64::from(days)) }),
        1 => (0.0..60.0).prop_map(|days| WhenFull::StayInSecure { max_days: Some(days) }),
    ];
    (0..4_u32, stay(0, 90.0), any::<bool>(), when_full, 0..6_usize).prop_map(|(places, stay, accepts_from_elsewhere, when_full, link)| {
        (StepDownUnit { stay, accepts_from_elsewhere, when_full, ..worlds::unit("", LinkedHome::Any, places, 1.0) }, link)
    })
}

fn open_facility() -> impl Strategy<Value = OpenFacility> {
    (0..5_u32, stay(0, 60.0), share(), share(), stay(0, 60.0)).prop_map(
        |(places, step_down_stay, divertible_share, prevents_share, prevention_stay)| OpenFacility {
            places,
            step_down_stay,
            divertible_share,
            prevents_share,
            prevention_stay,
        },
    )
}

fn option(id: &'static str) -> impl Strategy<Value = ProvisionOption> {
    let rules = (
        prop_oneof![3 => Just(WaitingList::Shared), 1 => Just(WaitingList::SeparateCatchments)],
        select(vec![PlacementRule::Nearest, PlacementRule::MostFreeBeds]),
    );
    (rules, homes(), prop::collection::vec(unit(), 0..4), prop::option::weighted(0.4, open_facility())).prop_map(
        move |(rules, homes, units, open_facility)| {
            let link = |link: usize| homes.get(link).map_or(LinkedHome::Any, |home| LinkedHome::Home(home.id.clone()));
            let step_down_units = units
                .into_iter()
                .enumerate()
                .map(|(i, (unit, home))| StepDownUnit {
                    id: format!("unit-{i}"),
                    name: format!("Unit {i}"),
                    linked_home: link(home),
                    ..unit
                })
                .collect();
            ProvisionOption { waiting_list: rules.0, placement_rule: rules.1, homes, step_down_units, open_facility, ..worlds::option(id) }
        },
    )
}

fn bands() -> impl Strategy<Value = Vec<ElapsedBand>> {
    let band = (0.0..60.0, 7.0..90.0, 0..8_u32).prop_map(|(from_days, days, children)| ElapsedBand {
        from_days,
        to_days: from_days + days,
        children,
    });
    prop::collection::vec(band, 1..3)
}

/// Children who are there when the run starts, some of them in the first home if there is one.
fn today() -> impl Strategy<Value = Today> {
    let stream = || select(Stream::ALL.to_vec());
    let place = prop_oneof![1 => Just(PlaceToday::Elsewhere), 3 => Just(PlaceToday::Home("home-0".to_owned()))];
    let placed = (stream(), place, bands()).prop_map(|(stream, place, bands)| PlacedToday { stream, place, bands });
    let open = (stream(), bands()).prop_map(|(stream, bands)| OpenToday { stream, bands });
    (prop::collection::vec(placed, 0..5), prop::collection::vec(open, 0..3)).prop_map(|(placed, open)| Today { placed, open })
}

/// The scenario started from a day instead of by a warm-up, as far as that agrees with its homes and stays.
fn from_today(mut scenario: Scenario, today: Today) -> Scenario {
    let without = scenario.clone();
    scenario.run.warm_up_years = 0.0;
    // A home with children in it is open and has the beds.
    for home in scenario.options.iter_mut().flat_map(|option| &mut option.homes).filter(|home| home.id == "home-0") {
        let here = today.placed.iter().filter(|group| group.place == PlaceToday::Home(home.id.clone()));
        let children: u32 = here.flat_map(|group| &group.bands).map(|band| band.children).sum();
        if children > 0 {
            (home.opens, home.closes) = (None, None);
            if home.either_beds > 0 {
                home.either_beds = home.either_beds.max(children);
            } else {
                (home.welfare_beds, home.justice_beds) = (home.welfare_beds.max(children), home.justice_beds.max(children));
            }
        }
    }
    scenario.today = Some(today);
    for round in 0..2 {
        if ValidScenario::new(scenario.clone()).is_ok() {
            return scenario;
        }
        for group in scenario.today.iter_mut().flat_map(|today| &mut today.placed) {
            group.place = PlaceToday::Elsewhere;
            if round == 1 {
                group.bands.clear();
            }
        }
    }
    if ValidScenario::new(scenario.clone()).is_ok() { scenario } else { without }
}

/// A scenario with *as now* and two random options.
pub fn scenario() -> impl Strategy<Value = ValidScenario> {
    let demand = (stream(150.0, 120.0), stream(100.0, 80.0), stream(60.0, 10.0), borough_mix());
    let elsewhere = (offers(), offers(), offers(), share(), prop::option::of(month()), prop_oneof![2 => Just(0.0), 1 => 0.5..20.0]);
    let pathway = (1..9_u32, share(), any::<bool>());
    let run = (prop_oneof![1 => Just(0.0), 1 => 0.1..1.0], 0.5..2.0, any::<u32>());
    let today = prop::option::weighted(0.5, today());
    (demand, elsewhere, pathway, run, option("one"), option("two"), today).prop_map(|(demand, elsewhere, pathway, run, one, two, today)| {
        let quiet = worlds::quiet();
        let mut scenario = Scenario {
            demand: Demand { welfare: demand.0, justice: demand.1, police_custody: demand.2, borough_mix: demand.3 },
            elsewhere: Elsewhere {
                welfare: elsewhere.0,
                justice: elsewhere.1,
                police_custody: elsewhere.2,
                scottish_offer_share: elsewhere.3,
                scottish_offers_end: elsewhere.4,
                competing_requests: elsewhere.5,
                ..quiet.elsewhere
            },
            pathway: Pathway { rival_groups: pathway.0, conflict_probability: pathway.1, priority_under_14: pathway.2, ..quiet.pathway },
            options: vec![worlds::option("as-now"), one, two],
            run: RunSettings { warm_up_years: run.0, horizon_years: run.1, seed: u64::from(run.2), ..quiet.run },
            ..quiet
        };
        for stream in Stream::ALL {
            // Patience that cannot be solved, or is hardly finite, is given instead.
            let solved = patience_days(scenario.demand.stream(stream), &scenario.elsewhere, stream);
            if !matches!(solved, Ok(None)) && !solved.is_ok_and(|days| days.is_some_and(|days| days < 10_000.0)) {
                scenario.demand.stream_mut(stream).patience = Patience::MeanDays(30.0);
            }
        }
        worlds::valid(match today {
            Some(today) => from_today(scenario, today),
            None => scenario,
        })
    })
}

/// The trace with every day a multiple of `step`, so that much happens at the same moment.
pub fn in_steps(trace: &Trace, step: f64) -> Trace {
    let round = |days: f64| (days / step).ceil() * step;
    let mut trace = trace.clone();
    for request in trace.requests.iter_mut().flatten() {
        request.arrival_day = round(request.arrival_day);
        request.stay_days = round(request.stay_days).max(step);
        request.patience_days = round(request.patience_days).max(step);
    }
    // Days before the first go back, so that nobody who is there already has only just come.
    let back = |request: &mut Request| {
        request.arrival_day = (request.arrival_day / step).floor() * step;
        let elapsed_days = -request.arrival_day;
        request.stay_days = round(request.stay_days).max(elapsed_days + step);
        request.patience_days = round(request.patience_days).max(elapsed_days + step);
    };
    trace.already_placed.iter_mut().for_each(|already| back(&mut already.request));
    trace.already_open.iter_mut().for_each(back);
    trace.already_open.sort_by(|one, other| one.arrival_day.total_cmp(&other.arrival_day));
    for offer in trace.offers.iter_mut().flatten() {
        offer.day = round(offer.day);
    }
    for closure in trace.closures.iter_mut().flatten() {
        closure.from_day = round(closure.from_day);
        closure.to_day = round(closure.to_day);
    }
    for closures in &mut trace.closures {
        closures.retain(|closure| closure.from_day < closure.to_day);
    }
    trace
}

/// Runs a property on so many random worlds, the same ones every time.
pub fn for_random_worlds(cases: u32, seed: u8, property: impl Fn(&ValidScenario) -> Result<(), TestCaseError>) {
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 4_000, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]));
    runner.run(&scenario(), |scenario| property(&scenario)).unwrap_or_else(|failure| panic!("{failure}"));
}
