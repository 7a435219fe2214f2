//! Which number of a provision is drawn: what the goal is about, any measure, or what it costs.

use egui::{ComboBox, RichText, Ui};

use super::priced::Priced;
use crate::analysis::beds::{Sweep, Tried};
use crate::analysis::costs::CostMeasure;
use crate::analysis::{Estimate, MeasureUnit};
use crate::app::action::{Action, Actions};
use crate::app::beds::{BedsView, Wish};
use crate::app::theme::Palette;
use crate::app::widgets::entry::entry;
use crate::app::wording::{percent, short_number};
use crate::report::studies::Curve;

/// Pounds on an axis are millions.
const MILLION: f64 = 1e6;

/// What is drawn.
#[derive(Clone, Copy, PartialEq)]
enum What {
    /// What the goal is about.
    Goal,
    /// A measure, by its place.
    Measure(usize),
    /// Pounds a year.
    Cost,
}

/// What is drawn of each provision, in the unit on the axis.
pub struct Drawn<'a> {
    sweep: &'a Sweep,
    prices: &'a Priced,
    view: &'a BedsView,
    what: What,
    /// What it is called.
    pub title: String,
    unit: MeasureUnit,
}

impl<'a> Drawn<'a> {
    /// What the view asks for; what the goal is about where that has no value here.
    pub fn of(sweep: &'a Sweep, prices: &'a Priced, view: &'a BedsView) -> Self {
        let measure = view.measure.as_deref().and_then(|key| sweep.measure_index(key));
        let what = match (view.measure.as_deref(), measure) {
            (Some(key), _) if key == CostMeasure::PerYear.key() && !prices.is_empty() => What::Cost,
            (_, Some(index)) => What::Measure(index),
            _ => What::Goal,
        };
        let (title, unit) = match what {
            What::Goal => (goal_title(view), MeasureUnit::Share),
            What::Cost => (cost_title(), MeasureUnit::PerYear),
            What::Measure(index) => {
                let spec = &sweep.measures[index];
                (spec.label.clone(), spec.unit)
            }
        };
        Self { sweep, prices, view, what, title, unit }
    }

    /// Whether the goal is drawn.
    pub fn is_goal(&self) -> bool {
        self.what == What::Goal
    }

    /// By how much values are multiplied on the axis.
    pub fn scale(&self) -> f64 {
        match self.what {
            What::Cost => 1.0 / MILLION,
            _ if self.unit == MeasureUnit::Share => 100.0,
            _ => 1.0,
        }
    }

    /// What stands before and behind a number on the axis.
    pub fn unit(&self) -> (&'static str, &'static str) {
        match self.what {
            What::Cost => ("£", "m"),
            _ if self.unit == MeasureUnit::Share => ("", "%"),
            _ => ("", ""),
        }
    }

    /// A value as it is said.
    pub fn said(&self, value: f64) -> String {
        if self.unit == MeasureUnit::Share && self.what != What::Cost {
            return percent(value);
        }
        let (before, behind) = self.unit();
        format!("{before}{}{behind}", short_number(value * self.scale(), 1))
    }

    fn estimate(&self, tried: &Tried, cost: Option<&Option<Estimate>>) -> Option<Estimate> {
        let estimate = match self.what {
            What::Goal => tried.point.access[self.sweep.ask.stream.index()].met(self.view.goal).share,
            What::Measure(index) => *tried.point.measures.get(index)?,
            What::Cost => (*cost?)?,
        };
        estimate.mean.is_finite().then_some(estimate)
    }

    /// The provisions tried, each with its value if it has one.
    pub fn tried(&self) -> impl Iterator<Item = (&'a Tried, Option<Estimate>)> {
        let with_cost = self.sweep.tried.iter().enumerate();
        with_cost.map(|(place, tried)| (tried, self.estimate(tried, self.prices.tried.get(place))))
    }

    /// The options beside, by index, each with its value if it has one.
    pub fn options(&self) -> impl Iterator<Item = (usize, &'a Tried, Option<Estimate>)> {
        let with_cost = self.sweep.options.iter().enumerate();
        with_cost.map(|(place, (index, tried))| (*index, tried, self.estimate(tried, self.prices.options.get(place))))
    }

    /// The curve of it.
    pub fn curve(&self) -> Curve<'a> {
        let (before, behind) = self.unit();
        Curve {
            sweep: self.sweep,
            title: self.title.clone(),
            scale: self.scale(),
            unit: [before, behind],
            goal: self.is_goal().then_some(self.view.goal),
            tried: self.tried().map(|(_, estimate)| estimate).collect(),
            options: self.options().map(|(_, _, estimate)| estimate).collect(),
        }
    }

    /// The choice.
    pub fn choose_ui(&self, ui: &mut Ui, actions: &mut Actions) {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new("Drawn").color(Palette::of(ui).muted));
            let mut wish = |measure: Option<&str>| actions.push(Action::Beds(Wish::Measure(measure.map(str::to_owned))));
            let combo = ComboBox::from_id_salt("measure").selected_text(&self.title).width(340.0).truncate().show_ui(ui, |ui| {
                if entry(ui, self.is_goal(), goal_title(self.view)).clicked() {
                    wish(None);
                }
                if !self.prices.is_empty() && entry(ui, self.what == What::Cost, cost_title()).clicked() {
                    wish(Some(CostMeasure::PerYear.key()));
                }
                for (index, spec) in self.sweep.measures.iter().enumerate() {
                    if entry(ui, self.what == What::Measure(index), &spec.label).clicked() {
                        wish(Some(&spec.key));
                    }
                }
            });
            combo.response.accessible_name("Measure drawn");
        });
    }
}

fn goal_title(view: &BedsView) -> String {
    crate::report::beds::goal_title(view.goal)
}

fn cost_title() -> String {
    format!("{}, buildings in it", CostMeasure::PerYear.label())
}
