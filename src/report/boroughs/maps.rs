//! Maps of the boroughs: requests, bills, distances. The window paints them and a paper lays them out; a paper without what is held back.

use super::{CENTRES, Told, gainers_sentence, pounds, rule_words, short_pounds, siting_sentence};
use crate::analysis::boroughs::bills::{Bills, BoroughBill};
use crate::analysis::boroughs::needs::BoroughNeeds;
use crate::analysis::boroughs::release::hidden;
use crate::analysis::boroughs::siting::{Siting, miles_to};
use crate::model::geography::BOROUGHS;
use crate::model::{BoroughMix, ProvisionOption, Scenario, Stream};
use crate::report::Answer;
use crate::report::demand::NOTHING_PLAYED;
use crate::report::figure::{Figure, Plot, Square, Squares, Unsourced};
use crate::report::figures::{place_and_period_of, replications};
use crate::report::findings::word;
use crate::report::tables::{Cell, Table};
use crate::report::wording::{number, percent, uncapital};

/// What the squares of a map show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MapFigure {
    /// The bill of a bad year with the option.
    BadYear,
    /// The bill of a bad year as now.
    BadYearAsNow,
    /// What changes in an average year.
    Change,
    /// Requests a year.
    Requests,
    /// Miles from home to placement.
    Miles,
}

impl MapFigure {
    /// What the numbers are.
    pub fn label(self) -> &'static str {
        match self {
            MapFigure::BadYear => "Pounds in a bad year with the option",
            MapFigure::BadYearAsNow => "Pounds in a bad year as now",
            MapFigure::Change => "Pounds more or less than as now, in an average year",
            MapFigure::Requests => "Welfare requests a year",
            MapFigure::Miles => "Miles from home on average",
        }
    }
}

/// A figure of every borough, as the squares of a map.
pub fn map(figure: MapFigure, bills: &Bills, needs: &[BoroughNeeds]) -> Squares {
    Squares {
        label: figure.label().to_owned(),
        signs: (figure == MapFigure::Change).then(|| ["less than as now".to_owned(), "more than as now".to_owned()]),
        squares: bills.boroughs.iter().zip(needs).map(|(bill, needs)| square(figure, bill, needs)).collect(),
    }
}

fn square(figure: MapFigure, bill: &BoroughBill, needs: &BoroughNeeds) -> Square {
    let money = |value: f64, words: &str| Square::new(value, short_pounds(value), format!("{words} {}", pounds(value)));
    match figure {
        MapFigure::BadYear => money(bill.with_option.bad_year, "in a bad year with the option"),
        MapFigure::BadYearAsNow => money(bill.as_now.bad_year, "in a bad year as now"),
        MapFigure::Change => {
            let value = bill.with_option.average_year - bill.as_now.average_year;
            if value != 0.0 && !bill.change.is_clear() {
                return Square::without("unclear", "no clear difference to as now in an average year");
            }
            let word = if value < 0.0 { "less" } else { "more" };
            let sign = if value > 0.0 { "+" } else { "" };
            let said = format!("{} {word} than as now in an average year", pounds(value.abs()));
            Square::new(value, format!("{sign}{}", short_pounds(value)), said)
        }
        MapFigure::Requests => {
            let value = needs.requests.mean;
            Square::new(value, number(value, 1), format!("{} welfare requests a year", number(value, 1)))
        }
        MapFigure::Miles => match needs.mean_miles {
            Some(value) => Square::new(value, number(value, 0), format!("{} miles from home on average", number(value, 0))),
            None => Square::without("–", "nobody is placed"),
        },
    }
}

/// The shares of requests of each borough, of so many requests a year.
pub fn share_map(shares: &[f64], requests: f64) -> Squares {
    let square = |share: &f64| {
        let written = format!("{}%", number(share * 100.0, 1));
        Square::new(*share, &written, format!("{written} of requests, {}", requests_words(share * requests)))
    };
    Squares { label: "Percent of requests".to_owned(), signs: None, squares: shares.iter().map(square).collect() }
}

/// Requests a year in words.
pub fn requests_words(requests: f64) -> String {
    format!("about {} a year", number(requests, usize::from(requests < 0.95)))
}

/// How far each borough is from the nearest of some homes.
fn site_map(siting: &Siting, road_factor: f64) -> Squares {
    let square = |(index, miles): (usize, f64)| {
        if siting.sites.contains(&index) {
            Square::new(miles, "home", "a home would be here")
        } else {
            Square::new(miles, format!("{} mi", number(miles, 0)), format!("{} miles to the nearest home", number(miles, 1)))
        }
    };
    let squares = miles_to(&siting.sites, road_factor).into_iter().enumerate().map(square).collect();
    Squares { label: "Miles to the nearest home, by road".to_owned(), signs: None, squares }
}

/// The two ends of a map, in words; none where no number is shown.
pub fn ends_sentence(squares: &Squares) -> Option<String> {
    let [least, most] = squares.ends()?;
    let words = |at: usize| {
        let name = BOROUGHS.get(at).map_or("", |borough| borough.name.as_str());
        format!("{name} ({})", squares.squares.get(at).map_or("", |square| square.said.as_str()))
    };
    Some(format!("Least {}, most {}.", words(least), words(most)))
}

/// Id of the map of requests.
pub const REQUESTS: &str = "boroughs-requests";

/// Id of the map of what changes with an option.
pub fn change_id(option: &str) -> String {
    format!("boroughs-change-{option}")
}

/// How a map is read.
const NOTE: &str = "One square an authority, about where it lies.";

/// The map of a figure with an option, without what is held back; none where all of it is. `futures` are behind it.
pub fn map_figure(
    scenario: &Scenario,
    option: &ProvisionOption,
    figure: MapFigure,
    (needs, bills): (&[BoroughNeeds], &Bills),
    hidden: &[bool],
    futures: u32,
) -> Option<Unsourced> {
    let squares = map(figure, bills, needs).held_back(hidden);
    let ends = squares.ends()?;
    let [least, most] = ends.map(|at| {
        let written = squares.squares.get(at).map_or("", |square| square.written.as_str());
        format!("{written} in {}", BOROUGHS.get(at).map_or("", |borough| borough.name.as_str()))
    });
    let between = format!("between {least} and {most}");
    let name = &option.name;
    let (id, title, what) = match figure {
        MapFigure::Requests => {
            let what = "Welfare requests a year by borough, mean".to_owned();
            (REQUESTS.to_owned(), format!("Welfare requests a year are {between}"), what)
        }
        MapFigure::Change => {
            let what = "Pounds a year more or less than as now by borough, average year".to_owned();
            (change_id(&option.id), format!("“{name}”: {}", uncapital(&gainers_sentence(bills))), what)
        }
        MapFigure::BadYear => {
            let what = format!("Pounds by borough with “{name}” in a bad year (of 20 years, 19 cost no more)");
            ("boroughs-bad-year".to_owned(), format!("“{name}”: bills of a bad year are {between}"), what)
        }
        MapFigure::BadYearAsNow => {
            let what = "Pounds by borough as now in a bad year (of 20 years, 19 cost no more)".to_owned();
            ("boroughs-bad-year-as-now".to_owned(), format!("As now, bills of a bad year are {between}"), what)
        }
        MapFigure::Miles => {
            let what = format!("Mean miles by road from home to placement, by borough, with “{name}”");
            ("boroughs-miles".to_owned(), format!("“{name}”: miles from home are {between}"), what)
        }
    };
    let subtitle = format!("{what}, {}", place_and_period_of(scenario));
    let data = squares.numbers(usize::from(figure == MapFigure::Requests));
    let drawn = (Plot::Squares(squares), data);
    Some(Unsourced::new(&id, [&title, &subtitle], drawn, &note(figure, scenario), replications(futures)))
}

/// How a map is read, and on what it stands.
fn note(figure: MapFigure, scenario: &Scenario) -> String {
    let unknown = matches!(scenario.demand.borough_mix, BoroughMix::Unknown { .. });
    let spread =
        if unknown { " Which boroughs ask is not known: each possible future spreads requests by children aged 10 to 17." } else { "" };
    let shared = match figure {
        MapFigure::Requests | MapFigure::Miles => String::new(),
        _ => format!(" What is run together is shared: {}. Another rule gives other bills.", rule_words(&scenario.membership)),
    };
    format!("{NOTE}{spread}{shared}")
}

/// The map of shares of requests, as the figures of demand have them; none where somebody observed them: single children could be told.
pub fn shares_figure(scenario: &Scenario, stream: Stream, shares: &[f64]) -> Option<Unsourced> {
    if hidden(&scenario.demand).contains(&true) {
        return None;
    }
    let squares = share_map(shares, scenario.demand.stream(stream).requests_per_year);
    let known = !matches!(scenario.demand.borough_mix, BoroughMix::Unknown { .. });
    let subtitle = format!("Percent of {} requests by borough, {}", word(stream), place_and_period_of(scenario));
    let data = squares.numbers(1);
    let mut data = Table { columns: vec!["Borough".to_owned(), "Share of requests".to_owned()], ..data };
    for (row, share) in data.rows.iter_mut().zip(shares) {
        row[1] = Cell::number(share * 100.0, 1);
    }
    let drawn = (Plot::Squares(squares), data);
    Some(Unsourced::new("boroughs-shares", [&shares_sentence(shares, known), &subtitle], drawn, NOTE, NOTHING_PLAYED.to_owned()))
}

/// The map of shares in a sentence.
pub fn shares_sentence(shares: &[f64], known: bool) -> String {
    let by = |better: fn(f64, f64) -> bool| {
        (1..shares.len()).fold(0, |kept, index| if better(shares[index], shares[kept]) { index } else { kept })
    };
    let told = |index: usize| BOROUGHS.get(index).map_or("", |borough| borough.name.as_str());
    let (most, fewest) = (by(|a, b| a > b), by(|a, b| a < b));
    let ends = format!(
        "most {} with {} of requests, fewest {} with {}",
        told(most),
        percent(shares.get(most).copied().unwrap_or(0.0)),
        told(fewest),
        percent(shares.get(fewest).copied().unwrap_or(0.0))
    );
    if known {
        format!("Shares as set: {ends}.")
    } else {
        format!("Not known: each possible future draws its own shares. On average, {ends}.")
    }
}

/// The map of how far each borough is from the nearest of some homes.
pub fn sites_figure(scenario: &Scenario, siting: &Siting) -> Unsourced {
    let squares = site_map(siting, scenario.elsewhere.road_factor);
    let subtitle = "Miles by road from the centre of each borough to the nearest home, mean over children aged 10 to 17 (mid-2019), London";
    let note = format!("{NOTE} {CENTRES}");
    let data = squares.numbers(1);
    let drawn = (Plot::Squares(squares), data);
    Unsourced::new("boroughs-sites", [&siting_sentence(siting), subtitle], drawn, &note, NOTHING_PLAYED.to_owned())
}

/// Adds the maps of an option to what a paper tells: what changes with it, and, with the first, requests. Nothing where all is held back.
pub(super) fn push(told: &mut Told, answer: &Answer, option: &ProvisionOption, found: (&[BoroughNeeds], &Bills), hidden: &[bool]) {
    let scenario = &answer.scenario;
    let wanted = [MapFigure::Requests, MapFigure::Change].into_iter().skip(usize::from(!told.figures.is_empty()));
    for figure in wanted.filter_map(|figure| map_figure(scenario, option, figure, found, hidden, super::futures(answer))) {
        let figure = figure.sourced(scenario, &answer.sha256);
        let written_text = scenario.alternative_texts.get(&figure.id).cloned().unwrap_or_default();
        told.figures.push(Figure { written_text, ..figure });
    }
}
