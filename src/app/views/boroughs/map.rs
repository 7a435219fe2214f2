//! The 33 authorities as squares, coloured and numbered by the chosen figure.

use egui::{Color32, Ui};

use super::{Subject, look};
use crate::analysis::boroughs::bills::BoroughBill;
use crate::analysis::boroughs::needs::BoroughNeeds;
use crate::analysis::boroughs::release::hidden;
use crate::app::action::{Action, Actions};
use crate::app::boroughs::{MapFigure, Wish};
use crate::app::state::AppState;
use crate::app::theme::Palette;
use crate::app::views::{london, pictures};
use crate::app::widgets::segmented::segmented;
use crate::app::wording::number;
use crate::model::geography::BOROUGHS;
use crate::report::boroughs::{pounds, short_pounds};

const FIGURES: [(MapFigure, &str); 5] = [
    (MapFigure::BadYear, "Bad year"),
    (MapFigure::BadYearAsNow, "Bad year as now"),
    (MapFigure::Change, "Change"),
    (MapFigure::Requests, "Requests"),
    (MapFigure::Miles, "Miles"),
];

/// A figure of one borough: its value, how it is written in the square, and in words.
struct Figure {
    value: f64,
    short: String,
    words: String,
}

/// The map with its chooser.
pub fn map_ui(ui: &mut Ui, state: &AppState, subject: &Subject<'_>, actions: &mut Actions) {
    let (Some(needs), Some(bills)) = (&subject.found.needs, &subject.found.bills) else { return };
    let top = ui.cursor().top();
    let figure = state.view.boroughs.figure;
    if let Some(figure) = segmented(ui, "The squares show", figure, &FIGURES) {
        actions.push(Action::Boroughs(Wish::Figure(figure)));
    }
    ui.add_space(4.0);
    let figures: Vec<Figure> = bills.boroughs.iter().zip(needs).map(|(bill, needs)| figure_of(figure, bill, needs)).collect();
    let most = figures.iter().map(|figure| figure.value.abs()).fold(0.0, f64::max);
    let palette = Palette::of(ui);
    let colour = |value: f64| -> Color32 {
        match figure {
            MapFigure::Change if value < 0.0 => palette.better,
            MapFigure::Change => palette.worse,
            MapFigure::BadYear | MapFigure::BadYearAsNow | MapFigure::Requests | MapFigure::Miles => palette.welfare,
        }
    };
    let (drawn, said) = (ui.cursor().top(), ends(&figures));
    let places = london::map_ui(ui, &said);
    for (index, ((borough, figure), rect)) in BOROUGHS.iter().zip(&figures).zip(places).enumerate() {
        let words = format!("{}: {}", borough.name, figure.words);
        let square = london::Square {
            figure: figure.short.clone(),
            strength: if most > 0.0 { (figure.value.abs() / most) as f32 } else { 0.0 },
            colour: colour(figure.value),
            chosen: Some(subject.chosen == Some(index)),
            words: &words,
        };
        if london::square_ui(ui, rect, borough, &square).clicked() {
            actions.push(look(index));
        }
    }
    // What rests on few observed requests is seen by whoever has the file, and goes no further.
    if hidden(&subject.found.scenario.demand).contains(&true) {
        ui.label(
            egui::RichText::new("Numbers of few children are behind this map, so it is not offered as a picture.")
                .size(13.0)
                .color(palette.muted),
        );
        return;
    }
    let shown = FIGURES.iter().find(|(other, _)| *other == figure).map_or("", |(_, label)| label);
    pictures::offer(ui, [top, drawn], &format!("{shown}, borough by borough, with “{}”", subject.option.name), &said);
}

fn figure_of(figure: MapFigure, bill: &BoroughBill, needs: &BoroughNeeds) -> Figure {
    let money = |value: f64, words: &str| Figure { value, short: short_pounds(value), words: format!("{words} {}", pounds(value)) };
    match figure {
        MapFigure::BadYear => money(bill.with_option.bad_year, "in a bad year with the option"),
        MapFigure::BadYearAsNow => money(bill.as_now.bad_year, "in a bad year as now"),
        MapFigure::Change => {
            let value = bill.with_option.average_year - bill.as_now.average_year;
            let word = if value < 0.0 { "less" } else { "more" };
            let sign = if value > 0.0 { "+" } else { "" };
            let words = format!("{} {word} than as now in an average year", pounds(value.abs()));
            Figure { value, short: format!("{sign}{}", short_pounds(value)), words }
        }
        MapFigure::Requests => {
            let value = needs.requests.mean;
            Figure { value, short: number(value, 1), words: format!("{} welfare requests a year", number(value, 1)) }
        }
        MapFigure::Miles => match needs.mean_miles {
            Some(value) => Figure { value, short: number(value, 0), words: format!("{} miles from home on average", number(value, 0)) },
            None => Figure { value: 0.0, short: "–".to_owned(), words: "nobody is placed".to_owned() },
        },
    }
}

/// The two ends of a map, in words.
fn ends(figures: &[Figure]) -> String {
    let named = BOROUGHS.iter().zip(figures);
    let by = |a: &(&_, &Figure), b: &(&_, &Figure)| a.1.value.total_cmp(&b.1.value);
    let words = |end: Option<(&crate::model::geography::Borough, &Figure)>| {
        end.map_or_else(String::new, |(borough, figure)| format!("{} ({})", borough.name, figure.words))
    };
    format!("Least {}, most {}.", words(named.clone().min_by(by)), words(named.max_by(by)))
}
