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

/// The sentences of a paper about the boroughs agree with its table.
#[test]
fn sentences_about_boroughs_add_up() {
    let scenario = scenario("london-review", 20, |scenario| keep(scenario, &["as-now", "small-12", "two-12"]));
    let told = told(&answer(&scenario));
    let table = told.tables.iter().find(|table| table.id == "boroughs").expect("the boroughs");
    for (place, option) in ["One home of 12", "Two homes of 12"].into_iter().enumerate() {
        let said = told.sentences.iter().find(|said| said.starts_with(&format!("{option}: "))).expect("a sentence");
        // Who gains and who loses make 33.
        let who = said.split(';').next().expect("a clause");
        let counts: Vec<u32> = who[option.len()..].split(|c: char| !c.is_ascii_digit()).filter_map(|word| word.parse().ok()).collect();
        let [less, of, more, rest @ ..] = counts.as_slice() else { panic!("{who}") };
        assert_eq!((*of, less + more + rest.iter().sum::<u32>()), (33, 33), "{who}");
        let row = place * (BOROUGHS.len() + 1) + BOROUGHS.len();
        let placed = [number(table, row, "Placed a year"), number(table, row, "Placed as now")];
        let after = said.split("With it ").nth(1).expect("how many are placed");
        let words: Vec<f64> = after.split(' ').filter_map(|word| word.trim_end_matches('.').parse().ok()).take(2).collect();
        assert!(words.iter().zip(placed).all(|(word, cell)| (word - cell).abs() <= 0.55), "{words:?} and {placed:?}");
        assert!(said.contains("Not in the bills: what authorities pay for a child for whom no place is found"), "{said}");
        assert!(said.contains("Bad years do not come together"), "{said}");
    }
}
