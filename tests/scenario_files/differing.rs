//! What differs between scenarios and options, told figure by figure.

use sufficiency::model::{ParameterId, Scenario, Source};
use sufficiency::store::differences::{Difference, between_options, between_scenarios};
use sufficiency::store::shipped;

use super::review;

fn supplied(id: &str) -> Scenario {
    Scenario::clone(&shipped(id).unwrap().load().unwrap().scenario)
}

fn at<'a>(found: &'a [Difference], path: &str) -> &'a Difference {
    found.iter().find(|difference| difference.path == path).unwrap_or_else(|| panic!("{path} in {found:#?}"))
}

#[test]
fn a_scenario_does_not_differ_from_itself() {
    assert_eq!(between_scenarios(&review(), &review()), []);
    assert_eq!(between_options((&review(), "two-12"), (&review(), "two-12")), []);
}

#[test]
fn both_values_are_told_with_units_and_sources() {
    let found = between_scenarios(&review(), &supplied("rising-requests"));
    let growth = at(&found, "demand.welfare.annual_growth");
    assert_eq!(growth.label.as_deref(), Some("Growth a year, welfare"));
    assert_eq!((growth.first.as_deref(), growth.second.as_deref()), (Some("0%"), Some("3%")));
    assert!(growth.first_source.is_some() && growth.second_source.is_some());
    assert_eq!(at(&found, "name").second.as_deref(), Some(supplied("rising-requests").name.as_str()));
    assert!(found.iter().all(|difference| !difference.path.starts_with("sources")), "sources are told with their figures");
}

#[test]
fn a_figure_that_only_comes_from_elsewhere_is_told() {
    let mut other = review();
    other.sources.insert(ParameterId::RoadFactor, Source::Assumed { why: "measured again".to_owned() });
    let found = between_scenarios(&review(), &other);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].path.as_str(), &found[0].first), ("elsewhere.road_factor", &found[0].second));
    assert_eq!(found[0].second_source.as_deref(), Some("Assumed: measured again"));
}

#[test]
fn everything_a_file_can_hold_is_compared() {
    let mut other = review();
    other.note = "for the committee".to_owned();
    other.assurance.analyst = "Lead analyst".to_owned();
    other.demand.welfare.seasonality[11] = 2.0;
    other.options.remove(1);
    other.options[1].homes[0].opens = "2027-04".parse().ok();
    other.options[1].homes[0].welfare_beds += 1;
    let found = between_scenarios(&review(), &other);
    assert_eq!(at(&found, "note").second.as_deref(), Some("for the committee"));
    assert_eq!(at(&found, "assurance.analyst").first.as_deref(), Some(""));
    assert!(at(&found, "demand.welfare.seasonality").second.as_ref().unwrap().ends_with("1.0, 2.0)"));
    assert_eq!(at(&found, "options.small-8.name").second, None, "an option that is not there");
    let opens = at(&found, "options.small-12.homes.single.opens");
    assert_eq!((&opens.first, opens.second.as_deref()), (&None, Some("2027-04")));
    let beds = at(&found, "options.small-12.homes.single.welfare_beds");
    assert_eq!((beds.first.as_deref(), beds.second.as_deref()), (Some("12"), Some("13")));
    assert!(beds.label.as_ref().unwrap().ends_with("(welfare)"));
    let order: Vec<usize> =
        ["note", "demand.welfare.seasonality"].iter().map(|path| found.iter().position(|d| d.path == *path).unwrap()).collect();
    assert!(order.is_sorted());
}

#[test]
fn options_are_compared_home_by_home() {
    let found = between_options((&review(), "two-12"), (&review(), "two-12-justice"));
    let beds = at(&found, "homes.north.justice_beds");
    assert_eq!((beds.first.as_deref(), beds.second.as_deref()), (Some("0"), Some("6")));
    assert!(beds.first_source.as_ref().unwrap().contains("paragraph"));
    // Options of two scenarios can be compared as well.
    let real = supplied("homes-as-they-really-run");
    let found = between_options((&review(), "two-12"), (&real, "two-12"));
    assert!(at(&found, "homes.north.decline_share").second.as_ref().unwrap().ends_with('%'));
}
