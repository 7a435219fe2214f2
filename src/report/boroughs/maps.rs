//! Maps of the boroughs: requests, bills, distances. The window paints them and a paper lays them out; a paper without what is held back.

use super::{Told, gainers_sentence, pounds, short_pounds};
use crate::analysis::boroughs::bills::{Bills, BoroughBill};
use crate::analysis::boroughs::needs::BoroughNeeds;
use crate::analysis::boroughs::siting::{Siting, miles_to};
use crate::model::ProvisionOption;
use crate::model::geography::BOROUGHS;
use crate::report::Answer;
use crate::report::figure::{Figure, Plot, Square, Squares};
use crate::report::figures::{place_and_period, replications, source_of};
use crate::report::tables::{Cell, Symbol, Table};
use crate::report::wording::{number, uncapital};

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
pub fn site_map(siting: &Siting, road_factor: f64) -> Squares {
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

/// Adds the maps of an option to what a paper tells: what changes with it, and, with the first, requests. Nothing where all is held back.
pub(super) fn push(told: &mut Told, answer: &Answer, option: &ProvisionOption, (needs, bills): (&[BoroughNeeds], &Bills), hidden: &[bool]) {
    let of = |id: String, figure: MapFigure, subtitle: String, said: &dyn Fn(&Squares) -> Option<String>| {
        let squares = map(figure, bills, needs).held_back(hidden);
        let title = said(&squares)?;
        let mut data = Table::new(&id, &subtitle, &["Borough", figure.label()]);
        let decimals = usize::from(figure == MapFigure::Requests);
        let cell = |square: &Square| match square.value {
            Some(value) => Cell::number(value, decimals),
            None => Cell::Missing(if square.is_hidden { Symbol::Confidential } else { Symbol::NotAvailable }),
        };
        data.rows = BOROUGHS.iter().zip(&squares.squares).map(|(borough, square)| vec![Cell::text(&borough.name), cell(square)]).collect();
        Some(Figure {
            written_text: answer.scenario.alternative_texts.get(&id).cloned().unwrap_or_default(),
            id,
            title,
            subtitle,
            plot: Plot::Squares(squares),
            note: "One square an authority, about where it lies.".to_owned(),
            source: source_of(answer, &replications(super::futures(answer))),
            data,
        })
    };
    if told.figures.is_empty() {
        let subtitle = format!("Welfare requests a year by borough, mean, {}", place_and_period(answer));
        let said = |squares: &Squares| {
            let [least, most] = squares.ends()?;
            let words = |at: usize| {
                let square = squares.squares.get(at)?;
                Some(format!("{} in {}", square.written, BOROUGHS.get(at)?.name))
            };
            Some(format!("Welfare requests a year are between {} and {}", words(least)?, words(most)?))
        };
        told.figures.extend(of(REQUESTS.to_owned(), MapFigure::Requests, subtitle, &said));
    }
    let subtitle = format!("Pounds a year more or less than as now by borough, average year, {}", place_and_period(answer));
    let said = |squares: &Squares| {
        squares.ends()?;
        Some(format!("“{}”: {}", option.name, uncapital(gainers_sentence(bills).trim_end_matches('.'))))
    };
    told.figures.extend(of(change_id(&option.id), MapFigure::Change, subtitle, &said));
}
