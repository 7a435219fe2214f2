//! Scenarios to start from: nothing happens in them until somebody says so.

use crate::model::{
    Assurance, BoroughMix, Demand, Elsewhere, FORMAT_VERSION, Home, LengthOfStay, LinkedHome, Offers, Pathway, Patience, PlacementRule,
    ProvisionOption, RunSettings, Scenario, Site, Source, StayFamily, StepDownUnit, StreamDemand, WaitingList, WhenFull, YearMonth,
};

/// Every stay is this long.
pub fn fixed(days: f64) -> LengthOfStay {
    LengthOfStay { family: StayFamily::Fixed, mean_days: days, cv: 0.0, minimum_days: 0.0 }
}

/// A stream without a single request.
pub fn no_demand() -> StreamDemand {
    StreamDemand {
        requests_per_year: 0.0,
        annual_growth: 0.0,
        seasonality: [1.0; 12],
        between_year_cv: 0.0,
        length_of_stay: fixed(30.0),
        not_proceeding_share: 0.0,
        not_proceeding_days: 1.0,
        patience: Patience::Unlimited,
        female_share: 0.5,
        age_weights: [1.0; 8],
        unsuitable_for_london_share: 0.0,
        gang_affiliated_share_boys: 0.0,
        gang_affiliated_share_girls: 0.0,
        intensive_support_share: 0.0,
        beds_closed_each: 0,
        step_down_need_share: 0.0,
        repeat_share_direct: 0.0,
        repeat_share_after_step_down: 0.0,
        repeat_days: 30.0,
        latent_requests_per_year: 0.0,
    }
}

/// An option without homes.
pub fn option(id: &str) -> ProvisionOption {
    ProvisionOption {
        id: id.to_owned(),
        name: id.to_owned(),
        note: String::new(),
        colour: None,
        hidden: false,
        source: Source::Assumed { why: "a special case".to_owned() },
        waiting_list: WaitingList::Shared,
        placement_rule: PlacementRule::Nearest,
        homes: Vec::new(),
        step_down_units: Vec::new(),
        open_facility: None,
        capital_pounds: None,
    }
}

/// A site at these degrees north and east.
pub fn site(latitude: f64, longitude: f64) -> Site {
    Site { name: "Somewhere".to_owned(), latitude, longitude }
}

/// A home in the middle of London with beds by kind.
pub fn home(id: &str, welfare: u32, justice: u32, either: u32) -> Home {
    Home { either_beds: either, ..Home::plain(id, id, site(51.5, -0.1), welfare, justice) }
}

/// A step-down unit in which every stay is this long; children wait in the secure bed as long as it takes.
pub fn unit(id: &str, linked_home: LinkedHome, places: u32, days: f64) -> StepDownUnit {
    StepDownUnit {
        id: id.to_owned(),
        name: id.to_owned(),
        linked_home,
        places,
        stay: fixed(days),
        accepts_from_elsewhere: false,
        when_full: WhenFull::StayInSecure { max_days: None },
    }
}

/// No demand, no offers, one option without homes; one year without warm-up from January 2025.
pub fn quiet() -> Scenario {
    Scenario {
        format_version: FORMAT_VERSION,
        name: "Test".to_owned(),
        description: String::new(),
        note: String::new(),
        assurance: Assurance::default(),
        demand: Demand {
            welfare: no_demand(),
            justice: no_demand(),
            police_custody: no_demand(),
            borough_mix: BoroughMix::Unknown { shape: 0.8 },
        },
        elsewhere: Elsewhere {
            welfare: Offers::PerYear(0.0),
            justice: Offers::PerYear(0.0),
            police_custody: Offers::PerYear(0.0),
            scottish_offer_share: 0.03,
            scottish_offers_end: None,
            competing_requests: 0.0,
            road_factor: 1.25,
        },
        pathway: Pathway { rival_groups: 8, conflict_probability: 0.0, priority_under_14: false, bespoke_share: 0.0 },
        options: vec![option("as-now")],
        membership: crate::model::Membership::default(),
        run: RunSettings {
            start: YearMonth::new(2025, 1).expect("a month"),
            warm_up_years: 0.0,
            horizon_years: 1.0,
            replications: 1,
            seed: 1,
        },
        today: None,
        appraisal: Default::default(),
        costs: None,
        sources: std::collections::BTreeMap::new(),
        ranges: Default::default(),
        register: std::collections::BTreeMap::new(),
        alternative_texts: std::collections::BTreeMap::new(),
    }
}

/// A length of stay from 0 days up.
pub fn stay(family: StayFamily, mean_days: f64, cv: f64) -> LengthOfStay {
    LengthOfStay { family, mean_days, cv, minimum_days: 0.0 }
}

/// Exponential stays.
pub fn exponential(mean_days: f64) -> LengthOfStay {
    stay(StayFamily::Exponential, mean_days, 1.0)
}

/// A stream whose children wait as long as it takes.
pub fn stream(requests_per_year: f64, length_of_stay: LengthOfStay) -> StreamDemand {
    StreamDemand { requests_per_year, length_of_stay, patience: Patience::Unlimited, ..no_demand() }
}

/// A welfare stream alone, in homes with so many welfare beds in all, for a warm-up and horizon in years.
pub fn one_stream(demand: StreamDemand, beds: u32, years: (f64, f64)) -> Scenario {
    let mut scenario = quiet();
    scenario.demand.welfare = demand;
    // A home has at most 2,000 beds; several with one waiting list are as one.
    let homes = (0..beds.div_ceil(2_000)).map(|i| home(&format!("home-{i}"), (beds - i * 2_000).min(2_000), 0, 0));
    scenario.options[0].homes = homes.collect();
    (scenario.run.warm_up_years, scenario.run.horizon_years) = years;
    scenario
}
