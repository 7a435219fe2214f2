//! Maps of the boroughs: the numbers of the tables, and nothing of what tables hold back.

use sufficiency::analysis::boroughs::release::hidden;
use sufficiency::model::counts::{BoroughCount, kept};
use sufficiency::model::geography::BOROUGHS;
use sufficiency::model::{BoroughMix, ValidScenario};
use sufficiency::report::boroughs::maps::{REQUESTS, change_id};
use sufficiency::report::boroughs::{Told, told};
use sufficiency::report::drawing::Shape;
use sufficiency::report::figure::{Figure, Plot, Squares};
use sufficiency::report::layout;
use sufficiency::report::tables::{Cell, Symbol};

use super::figures::places;
use super::support::{answer, keep, scenario};

fn told_of(mix: Option<BoroughMix>) -> (ValidScenario, Told) {
    let scenario = scenario("london-review", 6, |scenario| {
        keep(scenario, &["as-now", "small-12", "two-12"]);
        scenario.demand.borough_mix = mix.unwrap_or(scenario.demand.borough_mix.clone());
    });
    let told = told(&answer(&scenario));
    (scenario, told)
}

/// Written where the run cannot tell whether an authority would pay more or less.
const UNCLEAR: &str = "unclear";

fn squares(figure: &Figure) -> &Squares {
    let Plot::Squares(squares) = &figure.plot else { panic!("{:?}", figure.plot) };
    squares
}

fn texts(figure: &Figure) -> Vec<String> {
    let shapes = layout::drawing(figure).shapes.into_iter();
    shapes.filter_map(|shape| if let Shape::Text { text, .. } = shape { Some(text) } else { None }).collect()
}

#[test]
fn maps_have_the_numbers_of_the_table_and_stay_on_their_paper() {
    let (_, told) = told_of(None);
    let ids: Vec<&str> = told.figures.iter().map(|figure| figure.id.as_str()).collect();
    assert_eq!(ids, [REQUESTS, &change_id("small-12"), &change_id("two-12")]);
    let table = told.tables.iter().find(|table| table.id == "boroughs").expect("the boroughs");
    for (figure, (heading, first_row)) in
        told.figures.iter().zip([("Requests a year", 0), ("Change, £", 0), ("Change, £", BOROUGHS.len() + 1)])
    {
        let column = table.columns.iter().position(|column| column == heading).expect("a column");
        for (at, (borough, square)) in BOROUGHS.iter().zip(&squares(figure).squares).enumerate() {
            let row = &table.rows[first_row + at];
            assert_eq!(row[1], Cell::text(&borough.name));
            let Cell::Number { value, .. } = row[column] else { panic!("{:?}", row[column]) };
            // The table rounds: requests to a tenth, pounds to whole ones.
            let half = if heading == "Requests a year" { 0.05 } else { 0.5 };
            if square.written == UNCLEAR {
                assert!(square.value.is_none() && heading == "Change, £", "{square:?}");
                continue;
            }
            assert!(square.value.is_some_and(|of| (of - value).abs() <= half + 1e-9), "{} in {}: {square:?}", borough.name, figure.id);
            // A change is told by its sign, not by its colour alone.
            let sign = if value >= 1.0 { Some('+') } else { (value <= -1.0).then_some('\u{2212}') };
            assert!(heading == "Requests a year" || sign.is_none_or(|sign| square.written.starts_with(sign)), "{}", square.written);
        }
        // As many are not clear as the paper counts.
        let unclear = squares(figure).squares.iter().filter(|square| square.written == UNCLEAR).count();
        let overview = told.overview.as_ref().expect("an overview");
        let column = overview.columns.iter().position(|column| column == "Not clear").expect("a column");
        let counted = |row: usize| overview.rows[row][column].shown();
        let row = ids.iter().position(|id| **id == figure.id).expect("a figure");
        assert_eq!(if row == 0 { "0".to_owned() } else { counted(row) }, unclear.to_string(), "{}", figure.id);
        let texts = texts(figure);
        for (borough, square) in BOROUGHS.iter().zip(&squares(figure).squares) {
            assert!(texts.contains(&borough.short_name) && texts.contains(&square.written), "{}", borough.name);
        }
        let drawing = layout::drawing(figure);
        for [x, y] in places(&drawing) {
            assert!((-0.5..=drawing.width + 0.5).contains(&x) && (-0.5..=drawing.height + 0.5).contains(&y), "{}: {x} {y}", figure.id);
        }
        assert!(figure.title.chars().any(|c| c.is_ascii_digit()) && figure.generated_text().starts_with("Map of London, 33 squares."));
    }
}

/// A borough that counted fewer than six, and those beside it, are squares without a number, in the data as well.
#[test]
fn what_few_children_are_behind_is_on_no_map() {
    let counts = BOROUGHS.iter().enumerate().map(|(at, borough)| {
        let few = ["Barnet", "Sutton", "Hounslow"].contains(&borough.name.as_str());
        let count = if few { BoroughCount::FewerThanSix } else { BoroughCount::Requests(7 + at as u32) };
        (borough.name.clone(), count)
    });
    let (scenario, told) = told_of(Some(BoroughMix::Counted(kept(&counts.collect()))));
    let hidden = hidden(&scenario.demand);
    assert!(hidden.iter().filter(|hidden| **hidden).count() >= 3);
    assert_eq!(told.figures.len(), 3);
    for figure in &told.figures {
        let texts = texts(figure);
        let held = texts.iter().filter(|text| *text == "[c]").count();
        assert_eq!(held, hidden.iter().filter(|hidden| **hidden).count(), "{}", figure.id);
        assert!(texts.iter().any(|text| text.starts_with("[c] held back")), "the key says why");
        for ((borough, square), (is_hidden, row)) in BOROUGHS.iter().zip(&squares(figure).squares).zip(hidden.iter().zip(&figure.data.rows))
        {
            let is_unclear = square.written == UNCLEAR;
            assert_eq!((square.is_hidden, square.value.is_none()), (*is_hidden, *is_hidden || is_unclear), "{}", borough.name);
            assert_eq!(row[1] == Cell::Missing(Symbol::Confidential), *is_hidden, "{}", borough.name);
            assert!(!is_hidden || !square.said.chars().any(|c| c.is_ascii_digit()), "{}", square.said);
            // The ends that the title names are among those shown.
            assert!(!is_hidden || figure.id != REQUESTS || !figure.title.contains(&borough.name), "{}", figure.title);
        }
    }
}

/// Shares of which nobody knows from how few children they come are on no map at all.
#[test]
fn shares_typed_by_hand_make_no_map() {
    let shares = BOROUGHS.iter().enumerate().map(|(at, borough)| (borough.name.clone(), 1.0 + at as f64));
    let (_, told) = told_of(Some(BoroughMix::Known(shares.collect())));
    assert!(!told.tables.is_empty() && told.figures.is_empty());
}
