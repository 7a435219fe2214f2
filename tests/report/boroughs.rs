//! What a paper tells of the boroughs.

use sufficiency::model::geography::BOROUGHS;
use sufficiency::report::boroughs::told;
use sufficiency::report::tables::{Cell, Table};

use super::support::{answer, keep, scenario};

fn number(table: &Table, row: usize, heading: &str) -> f64 {
    let column = table.columns.iter().position(|column| column == heading).unwrap_or_else(|| panic!("no column “{heading}”"));
    match &table.rows[row][column] {
        Cell::Number { value, .. } => *value,
        other => panic!("{heading}: {other:?}"),
    }
}

fn tables() -> Vec<Table> {
    let scenario = scenario("london-review", 20, |scenario| keep(scenario, &["as-now", "small-12", "two-12"]));
    told(&answer(&scenario)).tables
}

#[test]
fn each_borough_is_told_what_to_expect_with_its_range() {
    let tables = tables();
    let boroughs = tables.iter().find(|table| table.id == "boroughs").expect("the boroughs");
    assert_eq!(boroughs.rows.len(), 2 * (BOROUGHS.len() + 1));
    let headings = [
        ("Requests a year", "9 years in 10 from", "to"),
        ("Placed a year", "9 years in 10 placed from", "placed to"),
        ("Placed as now", "9 years in 10 as now from", "as now to"),
    ];
    for (mean, low, high) in headings {
        let mut sum = 0.0;
        for row in 0..BOROUGHS.len() {
            let [mean, low, high] = [mean, low, high].map(|heading| number(boroughs, row, heading));
            // What happens in fewer than one year of twenty lies above the range.
            assert!(low <= mean && low <= high && (mean <= high || high == 0.0), "{low} to {high} around {mean}");
            sum += mean;
        }
        // Parts have one decimal, the sum none.
        assert!((sum - number(boroughs, BOROUGHS.len(), mean)).abs() < 0.5 + 33.0 * 0.05);
    }
}

/// Against the spherical law of cosines, which the program does not use, and the road factor of the scenario.
#[test]
fn each_borough_is_told_how_far_each_home_is() {
    let scenario = scenario("london-review", 4, |scenario| keep(scenario, &["as-now", "small-12", "two-12"]));
    let tables = told(&answer(&scenario)).tables;
    let distances = tables.iter().find(|table| table.id == "distances").expect("the distances");
    let homes: Vec<_> = scenario.options.iter().flat_map(|option| &option.homes).collect();
    assert_eq!(distances.rows.len(), homes.len() * BOROUGHS.len());
    for (row, (home, borough)) in homes.iter().flat_map(|home| BOROUGHS.iter().map(move |borough| (home, borough))).enumerate() {
        let (from, to) = (borough.latitude.to_radians(), home.site.latitude.to_radians());
        let across = (home.site.longitude - borough.longitude).to_radians();
        let angle = (from.sin() * to.sin() + from.cos() * to.cos() * across.cos()).min(1.0).acos();
        let miles = 3_958.8 * angle * scenario.elsewhere.road_factor;
        assert_eq!(distances.rows[row][3], Cell::text(&borough.name));
        assert!((number(distances, row, "Miles by road") - miles).abs() < 0.0501, "{miles}");
    }
}

/// What a paper says of the boroughs, in a table and of one option in words, agrees with the table of every borough.
#[test]
fn a_paper_on_the_boroughs_adds_up() {
    let scenario = scenario("london-review", 20, |scenario| keep(scenario, &["as-now", "small-12", "two-12"]));
    let told = told(&answer(&scenario));
    let table = told.tables.iter().find(|table| table.id == "boroughs").expect("the boroughs");
    let overview = told.overview.as_ref().expect("an overview");
    let names: Vec<String> = overview.rows.iter().map(|row| row[0].shown()).collect();
    assert_eq!(names, ["As now", "One home of 12", "Two homes of 12"]);
    for row in 1..3 {
        let who = ["Pay less", "Pay more", "Not clear"].map(|column| number(overview, row, column));
        assert_eq!(who.iter().sum::<f64>(), 33.0, "{who:?}");
        let all = (row - 1) * (BOROUGHS.len() + 1) + BOROUGHS.len();
        let near = |a: f64, b: f64, most: f64| assert!((a - b).abs() <= most, "{a} and {b}");
        near(number(overview, row, "Placed for welfare"), number(table, all, "Placed a year"), 1.0);
        near(number(overview, 0, "Placed for welfare"), number(table, all, "Placed as now"), 1.0);
        near(number(overview, row, "All 33, more than as now, £ million"), number(table, all, "Change, £") / 1e6, 0.005);
        near(number(overview, row, "One bad year of all, £ million"), number(table, all, "Bad year, £") / 1e6, 0.005);
        near(number(overview, 0, "One bad year of all, £ million"), number(table, all, "Bad year as now, £") / 1e6, 0.005);
        let own: f64 = (all - BOROUGHS.len()..all).map(|row| number(table, row, "Bad year, £")).sum();
        near(number(overview, row, "Own bad years added up, £ million"), own / 1e6, 0.006);
        // With so many nights paid for as bespoke care, both cost the same.
        let nights = number(overview, 0, "Nights without a place") - number(overview, row, "Nights without a place");
        let share = number(overview, row, "Bespoke nights to be even, %") / 100.0;
        near(share * nights * 12_500.0 / 7.0, number(table, all, "Change, £"), 0.006 * nights * 12_500.0 / 7.0);
    }
    let said = told.sentence.expect("a sentence");
    let words =
        ["“One home of 12”: in an average year", "of 33 authorities pay less", "Not in the bills", "Bad years do not come together"];
    assert!(words.iter().all(|word| said.contains(word)), "{said}");
}
