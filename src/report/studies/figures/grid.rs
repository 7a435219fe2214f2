//! Beds and step-down places together: each number of the one with each number of the other.

use super::Curve;
use crate::analysis::beds::{Goal, Tried};
use crate::model::Scenario;
use crate::report::beds as beds_words;
use crate::report::figure::{Figure, Grid, GridField, GridRow, Plot, Unsourced};
use crate::report::figures::period_of;
use crate::report::tables::{Cell, Symbol, Table};
use crate::report::wording::number;

/// How to read it.
const NOTE: &str = "A stronger colour is more. Step-down places are shared out evenly over the units.";

impl Curve<'_> {
    /// The number of each provision by beds and step-down places, as `written` writes it; a frame where the goal is met on average.
    /// None where no step-down places were varied.
    pub fn grid(&self, goal: Goal, written: impl Fn(f64) -> String) -> Option<Grid> {
        let sweep = self.sweep;
        let mut places: Vec<u32> = sweep.tried.iter().map(|tried| tried.step_down_places).collect();
        places.sort_unstable();
        places.dedup();
        let mut numbers: Vec<u32> = sweep.tried.iter().map(|tried| tried.number).collect();
        numbers.dedup();
        let means = || self.tried.iter().flatten().map(|estimate| estimate.mean);
        // Shares from none to all, anything else from the least to the most.
        let [low, high] = match self.unit {
            [_, "%"] => [0.0, 1.0],
            _ => [means().fold(f64::INFINITY, f64::min), means().fold(f64::NEG_INFINITY, f64::max)],
        };
        let field = |(place, tried): (usize, &Tried)| {
            let met = tried.point.access[sweep.ask.stream.index()].met(goal);
            let mean = self.tried.get(place)?.map(|estimate| estimate.mean);
            let value = mean.map_or_else(|| "–".to_owned(), &written);
            let shown = if self.goal.is_some() { String::new() } else { format!("{} {value}; placed in time ", self.title) };
            let is_marked = met.on_average(goal);
            let said = format!(
                "{}: {shown}{}, {} the goal",
                beds_words::provision(tried, sweep.ask.vary, true),
                beds_words::interval(&met.share),
                if is_marked { "meets" } else { "misses" }
            );
            let strength = mean.filter(|_| high > low).map_or(0.0, |mean| ((mean - low) / (high - low)).clamp(0.0, 1.0));
            Some(GridField { strength, written: value, is_marked, said })
        };
        let rows = numbers.iter().map(|number| {
            let of_row = || sweep.tried.iter().enumerate().filter(|(_, tried)| tried.number == *number);
            let fields = places.iter().map(|count| of_row().find(|(_, tried)| tried.step_down_places == *count).and_then(field));
            GridRow { label: of_row().next().map_or_else(String::new, |(_, tried)| beds_in_words(tried)), fields: fields.collect() }
        });
        (!places.is_empty()).then(|| Grid {
            across: "Step-down places".to_owned(),
            columns: places.iter().map(u32::to_string).collect(),
            rows: rows.collect(),
            marked: "meets the goal on average".to_owned(),
        })
    }

    /// The figure of a grid; `finding` is what it finds, empty for nothing but what it shows.
    pub fn grid_figure(&self, scenario: &Scenario, grid: Grid, finding: &str) -> Unsourced {
        let title = if finding.is_empty() { format!("{}, by beds and step-down places", self.title) } else { finding.to_owned() };
        let subtitle = format!("{}, by beds and by step-down places, London, {}", self.title, period_of(scenario));
        let mut data =
            Table::new("beds-and-step-down", subtitle.clone(), &["Beds", "Step-down places", &self.title, "Meets the goal on average"]);
        for row in &grid.rows {
            for (places, field) in grid.columns.iter().zip(&row.fields) {
                let Some(field) = field else { continue };
                let meets = if field.is_marked { Cell::text("yes") } else { Cell::Missing(Symbol::NotApplicable) };
                data.rows.push(vec![Cell::text(&row.label), Cell::text(places), Cell::text(&field.written), meets]);
            }
        }
        let figure = Figure {
            id: "beds-and-step-down".to_owned(),
            title: title.trim_end_matches('.').to_owned(),
            subtitle,
            plot: Plot::Grid(grid),
            note: NOTE.to_owned(),
            source: String::new(),
            written_text: String::new(),
            data,
        };
        Unsourced { figure, runs: format!("{} replications of each number of beds", number(f64::from(self.sweep.futures), 0)) }
    }
}

fn beds_in_words(tried: &Tried) -> String {
    match tried.option.homes.len() {
        1 => format!("{} beds", tried.beds),
        homes => format!("{homes} × {} = {} beds", tried.number, tried.beds),
    }
}
