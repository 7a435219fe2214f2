//! A stand-in for the London review's scenario, until scenario files are there.

use std::collections::BTreeMap;

use crate::model::{
    BoroughMix, Demand, Elsewhere, FORMAT_VERSION, Home, LengthOfStay, LinkedHome, Offers, OpenFacility, ParameterId as P, Pathway,
    Patience, ProvisionOption, RunSettings, Scenario, Site, Source, StayFamily, StepDownUnit, Stream, StreamDemand, WhenFull, YearMonth,
};

fn stay(mean_days: f64, cv: f64, minimum_days: f64) -> LengthOfStay {
    LengthOfStay { family: StayFamily::Lognormal, mean_days, cv, minimum_days }
}

fn stream(requests_per_year: f64, length_of_stay: LengthOfStay, not_proceeding_share: f64, patience: Patience) -> StreamDemand {
    StreamDemand {
        requests_per_year,
        annual_growth: 0.0,
        seasonality: [1.0; 12],
        between_year_cv: 0.0,
        length_of_stay,
        not_proceeding_share,
        not_proceeding_days: 21.0,
        patience,
        female_share: 0.5,
        age_weights: [1.0; 8],
        unsuitable_for_london_share: 0.1,
        gang_affiliated_share_boys: 0.0,
        gang_affiliated_share_girls: 0.0,
        intensive_support_share: 0.0,
        beds_closed_each: 0,
        step_down_need_share: 0.5,
        repeat_share_direct: 0.0,
        repeat_share_after_step_down: 0.0,
        repeat_days: 180.0,
        latent_requests_per_year: 0.0,
    }
}

fn option(id: &str, name: &str, beds: &[(u32, u32)], step_down: u32, open: bool) -> ProvisionOption {
    let sites = [("North (illustrative)", 51.6, -0.1), ("South (illustrative)", 51.4, -0.1)];
    let homes: Vec<Home> = beds
        .iter()
        .zip(sites)
        .map(|(&(w, j), (site, latitude, longitude))| {
            let id = if latitude > 51.5 { "north" } else { "south" };
            let name = if latitude > 51.5 { "North London home" } else { "South London home" };
            Home::plain(id, name, Site { name: site.into(), latitude, longitude }, w, j)
        })
        .collect();
    let units = if step_down == 0 { Vec::new() } else { homes.clone() };
    ProvisionOption {
        id: id.into(),
        name: name.into(),
        note: "Considered by the review when it asked how many beds London needs.".into(),
        source: Source::Stated { paragraph: "paragraph 14".into(), note: String::new() },
        waiting_list: Default::default(),
        placement_rule: Default::default(),
        step_down_units: units
            .iter()
            .map(|home| StepDownUnit {
                id: format!("{}-step-down", home.id),
                name: format!("{} step-down", home.name),
                linked_home: LinkedHome::Home(home.id.clone()),
                places: step_down,
                stay: stay(90.0, 0.7, 0.0),
                accepts_from_elsewhere: false,
                when_full: WhenFull::StayInSecure { max_days: Some(60.0) },
            })
            .collect(),
        homes,
        open_facility: open.then(|| OpenFacility {
            places: 6,
            step_down_stay: stay(90.0, 0.7, 0.0),
            divertible_share: 0.0,
            prevents_share: 0.0,
            prevention_stay: stay(60.0, 0.7, 0.0),
        }),
    }
}

/// The London review, roughly.
pub fn london_review() -> Scenario {
    let mut sources = BTreeMap::new();
    let stated = |p: &str| Source::Stated { paragraph: p.to_owned(), note: String::new() };
    sources.insert(P::RequestsPerYear(Stream::Welfare), stated("paragraph 7"));
    sources.insert(P::LengthOfStayMeanDays(Stream::Welfare), stated("paragraph 7, 4.2 months"));
    sources.insert(
        P::RequestsPerYear(Stream::Justice),
        Source::Derived { formula: "11 children ÷ 2.5 months × 12 (Little's law)".into(), note: String::new() },
    );
    sources.insert(
        P::OffersPerYear(Stream::Welfare),
        Source::Derived { formula: "21 children × 12 ÷ 4.2 months".into(), note: String::new() },
    );
    sources.insert(
        P::NotProceedingShare(Stream::Welfare),
        Source::Assumed { why: "the review gives the total withdrawn, not the split".into() },
    );
    Scenario {
        format_version: FORMAT_VERSION,
        name: "London review 2019".into(),
        description: "With the demand of 2018/19, how much provision is enough?".into(),
        demand: Demand {
            welfare: stream(121.0, stay(127.75, 0.8, 28.0), 0.25, Patience::Solved { open_requests: 18.0 }),
            justice: stream(52.8, stay(76.04, 0.8, 7.0), 0.0, Patience::MeanDays(14.0)),
            police_custody: stream(0.0, stay(1.5, 0.5, 0.0), 0.0, Patience::MeanDays(1.0)),
            borough_mix: BoroughMix::Unknown { shape: 0.8 },
        },
        elsewhere: Elsewhere {
            welfare: Offers::PerYear(60.0),
            justice: Offers::Unlimited,
            police_custody: Offers::Unlimited,
            scottish_offer_share: 0.03,
            scottish_offers_end: YearMonth::new(2030, 3),
            competing_requests: 0.0,
            road_factor: 1.25,
        },
        pathway: Pathway { rival_groups: 8, conflict_probability: 0.0, priority_under_14: false, bespoke_share: 0.5 },
        options: vec![
            option("as-now", "As now", &[], 0, false),
            option("small-8", "One small home of 8", &[(8, 0)], 0, false),
            option("small-12", "One home of 12", &[(12, 0)], 0, false),
            option("large-20", "One large home of 20", &[(20, 0)], 0, false),
            option("large-24", "One large home of 24", &[(24, 0)], 0, false),
            option("two-8", "Two small homes of 8", &[(8, 0), (8, 0)], 0, false),
            option("two-12", "Two homes of 12", &[(12, 0), (12, 0)], 0, false),
            option("two-12-justice", "Two homes of 12 with 6 justice beds each", &[(12, 6), (12, 6)], 0, false),
            option("recommended", "Two homes of 12 with 6 justice beds and 6 step-down places each", &[(12, 6), (12, 6)], 6, false),
            option("recommended-open", "The recommendation and a specialised open facility", &[(12, 6), (12, 6)], 6, true),
            option("one-24-transition", "One home of 24 with 4 transition places", &[(24, 0)], 4, false),
        ],
        run: RunSettings {
            start: YearMonth::new(2020, 4).unwrap_or_else(|| YearMonth::new(2020, 1).expect("a month")),
            warm_up_years: 2.0,
            horizon_years: 10.0,
            replications: 1_000,
            seed: 2019,
        },
        sources,
    }
}
