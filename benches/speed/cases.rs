//! The cases that are timed.

use std::collections::BTreeMap;

use sufficiency::model::*;

fn stay(family: StayFamily, mean_days: f64, cv: f64) -> LengthOfStay {
    LengthOfStay { family, mean_days, cv, minimum_days: 0.0 }
}

fn stream(requests_per_year: f64, length_of_stay: LengthOfStay, patience_days: f64, step_down_need_share: f64) -> StreamDemand {
    StreamDemand {
        requests_per_year,
        annual_growth: 0.0,
        seasonality: [1.0; 12],
        between_year_cv: 0.0,
        length_of_stay,
        not_proceeding_share: 0.0,
        not_proceeding_days: 1.0,
        patience: Patience::MeanDays(patience_days),
        female_share: 0.5,
        age_weights: [1.0; 8],
        unsuitable_for_london_share: 0.0,
        gang_affiliated_share_boys: 0.0,
        gang_affiliated_share_girls: 0.0,
        intensive_support_share: 0.0,
        beds_closed_each: 0,
        step_down_need_share,
        repeat_share_direct: 0.0,
        repeat_share_after_step_down: 0.0,
        repeat_days: 180.0,
        latent_requests_per_year: 0.0,
    }
}

/// The reference case REF: two homes of 12 + 6 beds, each with a step-down unit of 6; patience 60 and 14 days, blocking without limit,
/// most free beds; warm-up 2 years, horizon 10. `scale` multiplies demand, beds and places.
pub fn reference(scale: u32, horizon_years: f64) -> ValidScenario {
    let site = |latitude| Site { name: "any".into(), latitude, longitude: -0.1 };
    let home = |id: &str, latitude| Home::plain(id, id, site(latitude), 12 * scale, 6 * scale);
    let unit = |home: &str| StepDownUnit {
        id: home.into(),
        name: home.into(),
        linked_home: LinkedHome::Home(home.into()),
        places: 6 * scale,
        stay: stay(StayFamily::Lognormal, 90.0, 0.7),
        accepts_from_elsewhere: false,
        when_full: WhenFull::StayInSecure { max_days: None },
    };
    let per_year = |requests: f64| requests * f64::from(scale);
    let scenario = Scenario {
        format_version: FORMAT_VERSION,
        name: "REF".into(),
        description: String::new(),
        note: String::new(),
        assurance: Default::default(),
        demand: Demand {
            welfare: stream(per_year(121.0), stay(StayFamily::Lognormal, 127.8, 0.9), 60.0, 0.5),
            justice: stream(per_year(53.0), stay(StayFamily::Lognormal, 76.0, 0.8), 14.0, 0.0),
            police_custody: stream(0.0, stay(StayFamily::Fixed, 1.0, 0.0), 1.0, 0.0),
            borough_mix: BoroughMix::Known(BTreeMap::from([("Camden".into(), 1.0)])),
        },
        elsewhere: Elsewhere {
            welfare: Offers::PerYear(0.0),
            justice: Offers::PerYear(0.0),
            police_custody: Offers::PerYear(0.0),
            scottish_offer_share: 0.0,
            scottish_offers_end: None,
            competing_requests: 0.0,
            road_factor: 1.0,
        },
        pathway: Pathway { rival_groups: 1, conflict_probability: 0.0, priority_under_14: false, bespoke_share: 0.0 },
        options: vec![ProvisionOption {
            id: "ref".into(),
            name: "REF".into(),
            note: String::new(),
            colour: None,
            hidden: false,
            source: Source::Assumed { why: "a case to measure speed by".into() },
            waiting_list: WaitingList::Shared,
            placement_rule: PlacementRule::MostFreeBeds,
            homes: vec![home("one", 51.6), home("two", 51.4)],
            step_down_units: vec![unit("one"), unit("two")],
            open_facility: None,
            capital_pounds: None,
        }],
        membership: sufficiency::model::Membership::default(),
        run: RunSettings { start: "2020-04".parse().expect("a month"), warm_up_years: 2.0, horizon_years, replications: 1_000, seed: 1 },
        costs: None,
        sources: BTreeMap::new(),
        ranges: BTreeMap::new(),
        register: BTreeMap::new(),
        today: None,
        appraisal: Default::default(),
        alternative_texts: BTreeMap::new(),
    };
    ValidScenario::new(scenario).expect("a valid scenario")
}
