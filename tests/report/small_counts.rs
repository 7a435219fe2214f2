//! What was observed of few children: held back wherever it could be told from the rest of a pack.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use sufficiency::model::{BoroughMix, StayFamily};
use sufficiency::report::pack::{self, Choices};
use sufficiency::report::paper::Publication;
use sufficiency::report::register::register;
use sufficiency::report::results::tables;
use sufficiency::report::tables::{Cell, Symbol, Table};

use super::support::{answer, keep, scenario};

/// Every number and every word of a cell that reads as a number.
fn numbers(table: &Table) -> Vec<f64> {
    let of = |cell: &Cell| match cell {
        Cell::Number { value, .. } => vec![*value],
        Cell::Text(text) => text.split(|c: char| !(c.is_ascii_digit() || c == '.')).filter_map(|word| word.parse().ok()).collect(),
        Cell::Missing(_) => Vec::new(),
    };
    table.rows.iter().flatten().flat_map(of).collect()
}

fn row<'a>(table: &'a Table, parameter: &str) -> &'a [Cell] {
    let row = table.rows.iter().find(|row| row[0] == Cell::text(parameter) && row[1] != Cell::text("Justice"));
    row.unwrap_or_else(|| panic!("no row “{parameter}”"))
}

/// Whatever stays and shares were observed: no table of the register gives one, nor a count of one to five from which the rest follows, nor
/// the sum or the mean of the observed stays, from which a last one could be solved; and a pack that holds them is not for the public.
#[test]
fn observed_stays_and_shares_stand_as_signs() {
    // Fractions that no other figure of the scenario has.
    let stays = prop::collection::vec((28_u32..400).prop_map(|days| f64::from(days) + 0.437), 1..9);
    let requests = prop::collection::vec(1_u32..6, 2..9);
    let mut runner = TestRunner::new_with_rng(
        Config { cases: 40, failure_persistence: None, ..Config::default() },
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    let boroughs: Vec<&str> = sufficiency::model::geography::BOROUGHS.iter().map(|borough| borough.name.as_str()).collect();
    let checked = runner.run(&(stays, requests), |(stays, requests)| {
        let total = f64::from(requests.iter().sum::<u32>());
        let shares: Vec<f64> = requests.iter().map(|requests| f64::from(*requests) / total).collect();
        let scenario = scenario("london-review", 1, |scenario| {
            keep(scenario, &["as-now"]);
            scenario.demand.welfare.length_of_stay.family = StayFamily::Empirical(stays.clone());
            scenario.demand.borough_mix =
                BoroughMix::Known(boroughs.iter().zip(&shares).map(|(name, share)| ((*name).to_owned(), *share)).collect());
        });
        let public = pack::check(&scenario, &Choices { publication: Publication::Public, ..Choices::default() });
        prop_assert!(public.is_err(), "a public pack would hold the observed stays");
        let table = register(&scenario, &[sufficiency::model::Stream::Welfare]);
        let sum: f64 = stays.iter().sum();
        let solvable: Vec<f64> = stays.iter().copied().chain([sum, sum / stays.len() as f64]).collect();
        for number in numbers(&table) {
            prop_assert!(!solvable.iter().any(|stay| (stay - number).abs() < 0.005), "{number} tells a stay of {stays:?}");
        }
        for (parameter, count) in [("Shape of length of stay", stays.len()), ("Spread over boroughs", requests.len())] {
            let words = row(&table, parameter)[2].shown();
            prop_assert!(words.contains("[c] each"), "{words}");
            prop_assert_eq!(words.matches("[c]").count(), if count <= 5 { 2 } else { 1 }, "{}", words);
            prop_assert_eq!(words.contains(&count.to_string()), count > 5, "{}", words);
        }
        Ok(())
    });
    checked.expect("nothing to be told");
}

/// Each sign stands where it should: not applicable for nights full without beds, not available for a wait where nobody is placed.
#[test]
fn what_is_missing_says_why() {
    let of = |requests: f64| {
        let scenario = scenario("london-review", 2, |scenario| {
            keep(scenario, &["as-now", "small-8"]);
            scenario.demand.welfare.patience = sufficiency::model::Patience::MeanDays(190.0);
            scenario.demand.welfare.requests_per_year = requests;
        });
        tables(&answer(&scenario)).into_iter().find(|table| table.id == "comparison").expect("the comparison")
    };
    let cell = |table: &Table, row: usize, heading: &str| {
        let column = table.columns.iter().position(|column| column == heading).expect("the column");
        table.rows[row][column].clone()
    };
    assert_eq!(cell(&of(121.0), 0, "Nights full, %"), Cell::Missing(Symbol::NotApplicable));
    assert!(matches!(cell(&of(121.0), 1, "Nights full, %"), Cell::Number { .. }));
    assert!(matches!(cell(&of(121.0), 1, "Mean wait, days"), Cell::Number { .. }));
    assert_eq!(cell(&of(1e-9), 1, "Mean wait, days"), Cell::Missing(Symbol::NotAvailable));
}

/// Few children of a stream counted today: no sum in a pack tells them, beside what is told of the other streams.
#[test]
fn few_children_today_cannot_be_worked_out() {
    use sufficiency::model::{ElapsedBand, PlaceToday, PlacedToday, Stream, Today};
    let placed = |stream, children| {
        let bands = vec![ElapsedBand { from_days: 0.0, to_days: 90.0, children }];
        PlacedToday { stream, place: PlaceToday::Elsewhere, bands }
    };
    for (welfare, justice, is_held_back) in [(20, 3, true), (4, 11, true), (12, 9, false)] {
        let scenario = scenario("london-review", 1, |scenario| {
            keep(scenario, &["as-now"]);
            scenario.run.warm_up_years = 0.0;
            scenario.today =
                Some(Today { placed: vec![placed(Stream::Welfare, welfare), placed(Stream::Justice, justice)], open: Vec::new() });
        });
        let answer = answer(&scenario);
        let statement = sufficiency::report::method::statement(&answer);
        let start = statement.rows.iter().find(|row| row[0] == Cell::text("4.1")).expect("an item")[2].shown();
        let sum = f64::from(welfare + justice);
        assert_eq!(start.contains("[c] children in placement"), is_held_back, "{start}");
        assert_eq!(start.contains(&format!("{sum} children in placement")), !is_held_back, "{start}");
        for few in [welfare, justice].into_iter().filter(|count| (1..=5).contains(count)) {
            let words = register(&scenario, &[Stream::Welfare, Stream::Justice]);
            let placed = words.rows.iter().find(|row| row[2].shown().contains("justice") && row[2].shown().contains("[c]")).expect("a row");
            assert!(!placed[2].shown().contains(&format!(" {few}")), "{:?}", placed[2]);
        }
    }
}
