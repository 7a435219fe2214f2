//! What the figures of demand say before anything is played: the same values on screen and on paper.

use sufficiency::analysis::demand::{months, stays as picture_of};
use sufficiency::model::{LengthOfStay, Scenario, StayFamily, Stream};
use sufficiency::report::demand::{requests, requests_sentence, stays, stays_sentence, tells_single_stays};
use sufficiency::report::drawing::Shape;
use sufficiency::report::figure::{Figure, Plot};
use sufficiency::report::layout;
use sufficiency::report::tables::Table;
use sufficiency::store::shipped;

use super::figures::places;

fn review() -> Scenario {
    Scenario::clone(&shipped("london-review").expect("a supplied scenario").load().expect("a valid scenario").scenario)
}

fn figure(plot: Plot) -> Figure {
    let words = |words: &str| words.to_owned();
    let data = Table::new("demand", "Demand", &["Month", "Requests"]);
    let (note, written_text) = (String::new(), String::new());
    Figure {
        id: words("demand"),
        title: words("Demand"),
        subtitle: words("A year"),
        plot,
        note,
        source: words("A test"),
        written_text,
        data,
    }
}

fn texts(plot: Plot) -> String {
    let drawing = layout::drawing(&figure(plot));
    for [x, y] in places(&drawing) {
        assert!((-0.5..=drawing.width + 0.5).contains(&x) && (-0.5..=drawing.height + 0.5).contains(&y), "{x} {y}");
    }
    let texts = drawing.shapes.into_iter().filter_map(|shape| if let Shape::Text { text, .. } = shape { Some(text) } else { None });
    texts.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_months_are_told_and_drawn_as_they_are() {
    let mut scenario = review();
    let told = |scenario: &Scenario| {
        let welfare = &scenario.demand.welfare;
        requests_sentence(welfare, &months(welfare, &scenario.run))
    };
    assert_eq!(told(&scenario), "10 a month on average; nine months in ten bring 5 to 16.");
    scenario.demand.welfare.seasonality[0] = 2.0;
    assert!(told(&scenario).contains("most in January and fewest in February"));
    scenario.demand.welfare.annual_growth = 0.05;
    assert!(told(&scenario).starts_with("From 9.3 in April 2020 to 15 in March 2030"), "{}", told(&scenario));

    let known = months(&scenario.demand.welfare, &scenario.run);
    let fan = requests(&known).expect("some months");
    assert_eq!(fan.mean, known.iter().map(|month| month.mean).collect::<Vec<_>>());
    assert!(known.iter().zip(&fan.bands[0].ends).all(|(month, ends)| *ends == [month.low, month.high] && month.high <= fan.axis.high));
    let texts = texts(Plot::Fan(fan));
    for words in ["Requests a month", "mean", "nine months in ten", "2025"] {
        assert!(texts.contains(words), "{words} in {texts}");
    }
    assert!(!texts.contains("median") && requests(&[]).is_none());
}

#[test]
fn the_stay_is_told_and_drawn_as_it_is() {
    let stay = review().demand.welfare.length_of_stay;
    let picture = picture_of(&stay).expect("a stay");
    assert_eq!(
        stays_sentence(&picture),
        "Mean 128 days; half leave within 98 days and nine in ten within 234 days; 3.1% stay over a year."
    );
    let columns = stays(&picture, Stream::Welfare);
    // Every bar is where its days are, and over a year is marked from the first bar beyond it.
    for n in 0..columns.percents.len() {
        let [from, to] = columns.ends(n);
        assert_eq!(columns.at((from + to) / 2.0), Some(n));
        assert_eq!(from >= 365.0, n >= columns.marked_from, "bar {n} from day {from}");
    }
    assert_eq!((columns.at(-1.0), columns.at(1e6)), (None, None));
    assert!((columns.percents.iter().sum::<f64>() / 100.0 - 0.985).abs() < 0.015);
    let texts = texts(Plot::Columns(vec![columns]));
    for words in ["half leave by 98 days", "mean 128 days", "a year: 3.1% stay longer", "Percent of stays in each"] {
        assert!(texts.contains(words), "{words} in {texts}");
    }
    assert!(!tells_single_stays(&stay.family));
    let observed = LengthOfStay { family: StayFamily::Empirical(vec![41.0, 96.0]), ..stay };
    assert!(tells_single_stays(&observed.family));
}
