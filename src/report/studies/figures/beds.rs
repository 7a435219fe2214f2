//! The figures of provision: an option larger and smaller, and what the figures cannot tell.

use super::{Of, percent_axis};
use crate::analysis::Estimate;
use crate::analysis::beds::{Sweep, Unknown};
use crate::model::Stream;
use crate::report::beds as beds_words;
use crate::report::figure::{Axis, Figure, Lines, Plot, PlotLine, PlotMark};
use crate::report::figures::period;
use crate::report::studies::{letters, tables};
use crate::report::wording::{letter, number};

impl Of<'_> {
    /// The share of genuine requests placed in time, by beds.
    pub fn sweep(&self, sweep: &Sweep) -> Option<Figure> {
        let (goal, stream) = (self.studies.closer.goal, self.studies.stream);
        let share = |point: &crate::analysis::beds::Point| {
            Some(point.access[stream.index()].met(goal).share).filter(|share: &Estimate| share.mean.is_finite())
        };
        let tried: Vec<(f64, Estimate)> =
            sweep.tried.iter().filter_map(|tried| Some((f64::from(tried.beds), share(&tried.point)?))).collect();
        let (first, last) = (tried.first()?.0, tried.last()?.0);
        let line = PlotLine {
            label: String::new(),
            points: tried.iter().map(|(beds, share)| [*beds, share.mean * 100.0]).collect(),
            band: tried.iter().map(|(_, share)| [share.p05 * 100.0, share.p95 * 100.0]).collect(),
            is_strong: true,
        };
        let mut marks: Vec<(PlotMark, Vec<usize>)> = Vec::new();
        for (option, tried) in &sweep.options {
            let Some(at) = share(&tried.point).map(|share| [f64::from(tried.beds), share.mean * 100.0]).filter(|at| at[0] <= last) else {
                continue;
            };
            // Options in one place share their letters.
            match marks.iter_mut().find(|(mark, _)| mark.at[0] == at[0] && (mark.at[1] - at[1]).abs() < 4.0) {
                Some((mark, options)) => {
                    mark.label = format!("{} {}", mark.label, letter(*option));
                    options.push(*option);
                }
                None => marks.push((PlotMark { at, label: letter(*option) }, vec![*option])),
            }
        }
        let options: Vec<usize> = sweep.options.iter().map(|(option, _)| *option).collect();
        let title = beds_words::headline(self.scenario, sweep, goal);
        let of = crate::report::findings::word(stream);
        let subtitle = format!(
            "Percent of genuine {of} requests placed in London within {} days, by {of} beds in London, “{}” made larger and smaller, {}",
            goal.days,
            self.name(),
            period(self.answer)
        );
        let plot = Plot::Lines(Lines {
            across: Axis {
                label: format!("{} beds in London, all homes together", stream.label()),
                low: first.min(0.0),
                high: last + 1.0,
                suffix: "",
            },
            upright: percent_axis("Placed in London in time, percent of genuine requests".into(), 0.0, 100.0),
            lines: vec![line],
            band: "average, and nine in ten possible futures".into(),
            level: Some((goal.share * 100.0, format!("goal: {} of 100", number(goal.share * 100.0, 0)))),
            marks: marks.into_iter().map(|(mark, _)| mark).collect(),
        });
        let note = format!(
            "{} The options as they stand, the same children: {}",
            beds_words::GENUINE,
            letters(self.scenario, options.into_iter())
        );
        let runs = format!("{} replications of each number of beds", number(f64::from(sweep.futures), 0));
        Some(self.figure("beds", [title, subtitle], plot, note, &runs, tables::sweep(self.answer, self.studies, sweep)))
    }

    /// The same by how many of the withdrawn requests needed a bed.
    pub fn unknown(&self, found: &Unknown) -> Option<Figure> {
        let goal = self.studies.closer.goal;
        let along = |place: usize| -> Vec<(f64, Estimate)> {
            let of = found.agreeing().filter_map(|setting| {
                let share = setting.points.get(place)?.access[Stream::Welfare.index()].met(goal).share;
                share.mean.is_finite().then_some((setting.needed_share, share))
            });
            of.collect()
        };
        let focus = self.studies.place(&found.options)?;
        let lines: Vec<PlotLine> = (0..found.options.len())
            .map(|place| {
                let points = along(place);
                let is_strong = place == focus;
                let band = |(_, share): &(f64, Estimate)| [share.low * 100.0, share.high * 100.0];
                PlotLine {
                    label: letter(found.options[place]),
                    points: points.iter().map(|(at, share)| [at * 100.0, share.mean * 100.0]).collect(),
                    band: if is_strong { points.iter().map(band).collect() } else { Vec::new() },
                    is_strong,
                }
            })
            .filter(|line| !line.points.is_empty())
            .collect();
        let ends = along(focus);
        let ends = [ends.first()?.0, ends.last()?.0];
        let title = beds_words::switch_headline(self.name(), found.switch(focus, goal), ends);
        let subtitle = format!(
            "Percent of genuine welfare requests placed in London within {} days, by how many of the {} requests withdrawn in a year needed a bed, {}",
            goal.days,
            number(found.withdrawn_per_year, 0),
            period(self.answer)
        );
        let plot = Plot::Lines(Lines {
            across: percent_axis("Withdrawn requests that needed a bed".into(), 0.0, 100.0),
            upright: percent_axis("Placed in London in time, percent of genuine requests".into(), 0.0, 100.0),
            lines,
            band: format!("“{}”, with its 95% interval", self.name()),
            level: Some((goal.share * 100.0, format!("goal: {} of 100", number(goal.share * 100.0, 0)))),
            marks: Vec::new(),
        });
        let note = format!("{} {}", beds_words::unknown(found), letters(self.scenario, found.options.iter().copied()));
        let runs = format!("{} replications of each value", number(f64::from(found.futures), 0));
        Some(self.figure("unknown", [title, subtitle], plot, note, &runs, tables::unknown(self.answer, self.studies, found)))
    }
}
