//! What differs between scenarios and options, told figure by figure.

use sufficiency::model::{ParameterId, Scenario, Source, Stream};
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

/// Prices with their ends, shares, ranges, rules and judgements are told by name, with units and sources.
#[test]
fn what_came_later_is_told_with_its_sources_too() {
    use sufficiency::model::CostFigure as F;
    let before = review();
    let mut other = review();
    let costs = other.costs.as_mut().unwrap();
    costs.price_year = 2024;
    costs.figures.get_mut(&F::LondonWelfareBedWeek).unwrap().high += 500.0;
    costs.paid_by.get_mut(&sufficiency::model::CostGroup::LondonWelfare).unwrap().nhs = 0.1;
    let requests = ParameterId::RequestsPerYear(Stream::Welfare);
    other.ranges.get_mut(&requests).unwrap().low = 90.0;
    other.membership.equal_weight = 3.0;
    other.run.seed = 12_345;
    let found = between_scenarios(&before, &other);
    let told = |path: &str| {
        let at = at(&found, path);
        let side = |side: &Option<String>| side.clone().unwrap_or_default();
        (at.label.clone().unwrap_or_default(), side(&at.first), side(&at.second), at.first_source.is_some() && at.second_source.is_some())
    };
    let words = |label: &str, first: &str, second: &str| (label.to_owned(), first.to_owned(), second.to_owned(), true);
    assert_eq!(told("costs.price_year"), words("Price year", "2019", "2024"));
    assert_eq!((told("run.seed").1, told("run.seed").2), ("2020".to_owned(), "12345".to_owned()));
    let high = told("costs.figures.LondonWelfareBedWeek.high");
    assert!(high.0.ends_with("(high)") && high.3, "{high:?}");
    assert_eq!((high.1.as_str(), high.2.as_str()), ("£10,500 a week", "£11,000 a week"));
    let nhs = told("costs.paid_by.LondonWelfare.nhs");
    assert_eq!((nhs.1.as_str(), nhs.2.as_str(), nhs.3), ("0%", "10%", true));
    assert_eq!(told("ranges.RequestsPerYear(Welfare).low"), words("Range of requests (low), welfare", "100.9 a year", "90 a year"));
    let rule = at(&found, "membership.equal_weight");
    assert_eq!((rule.second.as_deref(), rule.second_source.is_some()), (Some("3.0"), true));
    let mut elsewhere = review();
    elsewhere.ranges.get_mut(&requests).unwrap().source = Source::Assumed { why: "asked again".to_owned() };
    let found = between_scenarios(&before, &elsewhere);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].second.as_deref(), Some("Assumed: asked again"), "a source reads as a sentence");
    // Of a figure with parts, and of one that each option has for itself, both sides say something.
    let mut elsewhere = review();
    for id in [ParameterId::PaidBy(sufficiency::model::CostGroup::LondonWelfare), ParameterId::StaffedShare] {
        elsewhere.sources.insert(id, Source::Assumed { why: "asked again".to_owned() });
    }
    let found = between_scenarios(&before, &elsewhere);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found.iter().all(|difference| difference.first.is_some() && difference.first == difference.second), "{found:#?}");
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
