//! The figures of provision: an option larger and smaller, and what the figures cannot tell.

use super::Of;
use crate::analysis::Estimate;
use crate::analysis::beds::{Goal, Sweep, Tried, Unknown, Vary};
use crate::model::{Scenario, Stream};
use crate::report::beds as beds_words;
use crate::report::figure::{Axis, Band, Figure, Lines, Plot, PlotLine, PlotMark, Unsourced};
use crate::report::figures::period_of;
use crate::report::findings::word;
use crate::report::studies::{letters, tables};
use crate::report::wording::{letter, number, short_number};

/// A number of each provision that was tried, to be drawn along how much of it there is.
pub struct Curve<'a> {
    /// What was tried.
    pub sweep: &'a Sweep,
    /// What the number is called.
    pub title: String,
    /// By how much it is multiplied on the axis.
    pub scale: f64,
    /// What stands before and behind it on the axis.
    pub unit: [&'static str; 2],
    /// The goal, if the number is what the goal is about.
    pub goal: Option<Goal>,
    /// Of what was tried, in its order; none where there is no value.
    pub tried: Vec<Option<Estimate>>,
    /// Of the options beside, in their order.
    pub options: Vec<Option<Estimate>>,
}

impl<'a> Curve<'a> {
    /// The curve of what the goal is about.
    pub fn of_goal(sweep: &'a Sweep, goal: Goal) -> Self {
        let share =
            |tried: &Tried| Some(tried.point.access[sweep.ask.stream.index()].met(goal).share).filter(|share| share.mean.is_finite());
        Self {
            sweep,
            title: beds_words::goal_title(goal),
            scale: 100.0,
            unit: ["", "%"],
            goal: Some(goal),
            tried: sweep.tried.iter().map(share).collect(),
            options: sweep.options.iter().map(|(_, tried)| share(tried)).collect(),
        }
    }

    /// The number along all beds or all places, with the options as they stand; none where nothing tried has a value.
    pub fn lines(&self) -> Option<Lines> {
        let sweep = self.sweep;
        let across = |tried: &Tried| {
            f64::from(match sweep.ask.vary {
                Vary::BedsPerHome | Vary::Homes => tried.beds,
                Vary::StepDownPlaces => tried.step_down_places,
            })
        };
        let tried: Vec<(f64, Estimate)> =
            sweep.tried.iter().zip(&self.tried).filter_map(|(tried, of)| Some((across(tried), (*of)?))).collect();
        let along = |value: fn(&Estimate) -> f64| tried.iter().map(move |(_, of)| value(of) * self.scale);
        let band = |label: &str, low, high| Band {
            label: label.to_owned(),
            ends: along(low).zip(along(high)).map(|(low, high)| [low, high]).collect(),
        };
        let first = tried.iter().map(|(at, _)| *at).fold(f64::INFINITY, f64::min);
        let last = tried.iter().map(|(at, _)| *at).fold(0.0, f64::max);
        let options = sweep.options.iter().zip(&self.options);
        let options: Vec<(usize, [f64; 2])> = options
            .filter_map(|((index, tried), of)| Some((*index, [across(tried), (*of)?.mean * self.scale])))
            .filter(|(_, at)| at[0] <= last + 1.0)
            .collect();
        let high = if self.goal.is_some() {
            100.0
        } else {
            let highest =
                along(|of| of.p95).chain(along(|of| of.mean)).chain(options.iter().map(|(_, at)| at[1])).filter(|at| at.is_finite());
            Some(highest.fold(0.0, f64::max) * 1.04).filter(|high| *high > 0.0).unwrap_or(1.0)
        };
        let line = PlotLine {
            label: String::new(),
            points: tried.iter().map(|(at, _)| *at).zip(along(|of| of.mean)).map(|(at, mean)| [at, mean]).collect(),
            bands: vec![
                band("nine in ten possible futures", |of| of.p05, |of| of.p95),
                band("95% interval of the average", |of| of.low, |of| of.high),
            ],
            is_strong: true,
        };
        let [before, behind] = self.unit;
        (!tried.is_empty()).then(|| Lines {
            across: Axis::new(beds_words::axis_title(sweep), first.min(0.0), last + 1.0),
            upright: Axis { before, behind, ..Axis::new(&self.title, 0.0, high) },
            lines: vec![line],
            strong: "average of possible futures".to_owned(),
            level: self.goal.map(level),
            marks: PlotMark::grouped(options.into_iter(), high * 0.05),
            moments: Vec::new(),
        })
    }
}

/// A goal as a level of a chart in percent.
fn level(goal: Goal) -> (f64, String) {
    (goal.share * 100.0, format!("goal: {} of 100", number(goal.share * 100.0, 0)))
}

/// The share of genuine requests that an option places in time, by how many of a hundred withdrawn requests needed a bed. `place` is that of
/// the option among those tried.
pub fn along(found: &Unknown, place: usize, goal: Goal) -> Vec<(f64, Estimate)> {
    let of = found.agreeing().filter_map(|setting| {
        let share = setting.points.get(place)?.access[Stream::Welfare.index()].met(goal).share;
        share.mean.is_finite().then_some((setting.needed_share * 100.0, share))
    });
    of.collect()
}

/// The answer of each option by how many of the withdrawn requests needed a bed; `focus` is the one the chart is about, by its place among
/// those tried, and its name.
pub fn unknown(found: &Unknown, focus: Option<(usize, &str)>, goal: Goal) -> Lines {
    let line = |place: usize| {
        let points = along(found, place, goal);
        let is_strong = focus.is_some_and(|(focus, _)| focus == place);
        let ends = || points.iter().map(|(_, share)| [share.low * 100.0, share.high * 100.0]).collect();
        let bands = if is_strong { vec![Band { label: "its 95% interval".to_owned(), ends: ends() }] } else { Vec::new() };
        let label = letter(found.options[place]);
        PlotLine { label, points: points.iter().map(|(at, share)| [*at, share.mean * 100.0]).collect(), bands, is_strong }
    };
    let withdrawn = number(found.withdrawn_per_year, 0);
    Lines {
        across: Axis::percent(format!("Of the {withdrawn} requests withdrawn in a year, so many needed a bed"), 0.0, 100.0),
        upright: Axis::percent(beds_words::goal_title(goal), 0.0, 100.0),
        lines: (0..found.options.len()).map(line).filter(|line| !line.points.is_empty()).collect(),
        strong: focus.map(|(_, name)| format!("“{name}”")).unwrap_or_default(),
        level: Some(level(goal)),
        marks: Vec::new(),
        moments: Vec::new(),
    }
}

impl Curve<'_> {
    /// The figure of a curve; `name` is the option made larger and smaller. None where nothing tried has a value.
    pub fn figure(&self, scenario: &Scenario, name: &str) -> Option<Unsourced> {
        let (sweep, of) = (self.sweep, word(self.sweep.ask.stream));
        let drawn = self.lines()?;
        let (title, what) = match self.goal {
            Some(goal) => {
                let what = format!("Percent of genuine {of} requests placed in London within {} days", goal.days);
                (beds_words::headline(scenario, sweep, goal), what)
            }
            None => (self.ends_in_words(&drawn)?, self.title.clone()),
        };
        let by = match sweep.ask.vary {
            Vary::StepDownPlaces => "step-down places in London".to_owned(),
            Vary::BedsPerHome | Vary::Homes => format!("{of} beds in London"),
        };
        let subtitle = format!("{what}, by {by}, “{name}” made larger and smaller, {}", period_of(scenario));
        let genuine = self.goal.map(|_| format!("{} ", beds_words::GENUINE)).unwrap_or_default();
        let options = sweep.options.iter().map(|(option, _)| *option);
        let note = format!("{genuine}The options as they stand, the same children: {}", letters(scenario, options));
        let runs = format!("{} replications of each number of beds", number(f64::from(sweep.futures), 0));
        let data = drawn.numbers();
        Some(Unsourced::new("beds", [&title, &subtitle], (Plot::Lines(drawn), data), &note, runs))
    }

    /// The measure with the least and with the most that was tried.
    fn ends_in_words(&self, drawn: &Lines) -> Option<String> {
        let points = &drawn.lines.first()?.points;
        let [before, behind] = self.unit;
        let what = match self.sweep.ask.vary {
            Vary::StepDownPlaces => "step-down places",
            Vary::BedsPerHome | Vary::Homes => "beds",
        };
        let said = |[at, value]: &[f64; 2]| format!("{before}{}{behind} with {} {what}", short_number(*value, 1), number(*at, 0));
        let (first, last) = (said(points.first()?), said(points.last()?));
        Some(if first == last { format!("{}: {first}", self.title) } else { format!("{}: {first}, {last}", self.title) })
    }
}

/// The figure of the answer by how many of the withdrawn requests needed a bed; `focus` is the place among the options tried of the one it is
/// about.
pub fn unknown_figure(scenario: &Scenario, found: &Unknown, focus: usize, goal: Goal) -> Option<Unsourced> {
    let ends = along(found, focus, goal);
    let ends = [ends.first()?.0 / 100.0, ends.last()?.0 / 100.0];
    let name = scenario.options.get(*found.options.get(focus)?)?.name.as_str();
    let title = beds_words::switch_headline(name, found.switch(focus, goal), ends);
    let subtitle = format!(
        "Percent of genuine welfare requests placed in London within {} days, by how many of the {} requests withdrawn in a year needed a bed, {}",
        goal.days,
        number(found.withdrawn_per_year, 0),
        period_of(scenario)
    );
    let drawn = unknown(found, Some((focus, name)), goal);
    let note = format!("{} {}", beds_words::unknown(found), letters(scenario, found.options.iter().copied()));
    let runs = format!("{} replications of each value", number(f64::from(found.futures), 0));
    let data = drawn.numbers();
    Some(Unsourced::new("unknown", [&title, &subtitle], (Plot::Lines(drawn), data), &note, runs))
}

impl Of<'_> {
    /// The share of genuine requests placed in time, by beds.
    pub fn sweep(&self, sweep: &Sweep) -> Option<Figure> {
        let drawn = Curve::of_goal(sweep, self.studies.closer.goal).figure(self.scenario, self.name())?;
        Some(self.figure(drawn, tables::sweep(self.answer, self.studies, sweep)))
    }

    /// The same by how many of the withdrawn requests needed a bed.
    pub fn unknown(&self, found: &Unknown) -> Option<Figure> {
        let focus = self.studies.place(&found.options)?;
        let drawn = unknown_figure(self.scenario, found, focus, self.studies.closer.goal)?;
        Some(self.figure(drawn, tables::unknown(self.answer, self.studies, found)))
    }
}
