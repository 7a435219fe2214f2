//! The figures of what is not known: chance and not knowing, and each figure by itself.

use super::choice::steps;
use super::{Of, WIDEST};
use crate::analysis::uncertainty::{Change, Effect, Global, Levels, Split, Variations};
use crate::analysis::{MeasureSpec, MeasureUnit};
use crate::model::Scenario;
use crate::report::figure::{Axis, Figure, Plot, RangeRow, Ranges, Tornado, TornadoEnd, TornadoRow, Unsourced};
use crate::report::figures::period_of;
use crate::report::findings::word;
use crate::report::studies::{Uncertain, tables};
use crate::report::uncertain::{Moved, mean, moved, signed_step, value};
use crate::report::wording::{hundredths, number, uncapital};

/// What is known of an option, by its place among those studied; none where it has no value.
fn known<'a>(levels: &'a Levels, place: usize, key: &str) -> Option<&'a Split> {
    levels.value(place, key).filter(|split| split.total_low.is_finite() && split.mean.is_finite())
}

/// A unit on an axis: by how much values are multiplied, and what stands behind a number.
pub(super) fn on_axis(unit: MeasureUnit) -> (f64, &'static str) {
    if unit == MeasureUnit::Share { (100.0, "%") } else { (1.0, "") }
}

/// Chance and not knowing of every option that has a value: all futures, and within them what not knowing alone makes.
fn spread(scenario: &Scenario, levels: &Levels, spec: &MeasureSpec) -> Ranges {
    let (scale, behind) = on_axis(spec.unit);
    let row = |place: usize| {
        let split = known(levels, place, &spec.key)?;
        let name = &scenario.options.get(levels.options[place])?.name;
        let not_knowing = hundredths(1.0 - split.chance_share());
        Some(RangeRow {
            within: Some([split.knowing_low, split.knowing_high].map(|end| end * scale)),
            error: split.half_width * scale,
            remark: not_knowing.map_or_else(|| "nothing varies".to_owned(), |count| format!("{count} of 100 not knowing")),
            is_baseline: place == levels.baseline,
            ..RangeRow::new(name, split.mean * scale, [split.total_low, split.total_high].map(|end| end * scale), mean(spec.unit, split))
        })
    };
    let rows: Vec<RangeRow> = (0..levels.options.len()).filter_map(row).collect();
    let high = rows.iter().map(|row| row.high).fold(0.0, f64::max);
    let high = if high > 0.0 { high * 1.02 } else { 1.0 };
    let label = if spec.unit == MeasureUnit::Share { format!("{}, percent", spec.label) } else { spec.label.clone() };
    Ranges {
        axis: Axis { behind, ..Axis::new(label, 0.0, high) },
        dot: "mean, with its error at the right".into(),
        range: "nine in ten possible futures".into(),
        within: "the same with chance taken away".into(),
        rows,
    }
}

/// What each uncertain figure does to an option by itself, at both ends of its range.
fn tornado(scenario: &Scenario, unit: MeasureUnit, base: &Effect, rows: &[Moved]) -> Tornado {
    let (scale, _) = on_axis(unit);
    let widest = rows.iter().map(Moved::width).fold(1e-9, f64::max) * scale;
    let row = |row: &Moved| {
        let range = scenario.ranges.get(&row.id)?;
        let [at_low, at_high] = row.id.written_ends(range.low, range.high);
        let end = |effect: &Effect, at: String| TornadoEnd { step: effect.change * scale, said: signed_step(unit, effect.change), at };
        Some(TornadoRow {
            label: row.id.full_label(),
            low: end(&row.low, at_low),
            high: end(&row.high, at_high),
            share: row.share.filter(|share| share.total.is_finite()).map(|share| share.total_of_100()),
            is_clear: row.is_clear(),
        })
    };
    let steps = if unit == MeasureUnit::Share { "Percentage points more or less" } else { "More or less" };
    Tornado {
        middle: value(unit, base.mean),
        axis: Axis::new(steps, -widest, widest),
        beside: "Share, all together".into(),
        rows: rows.iter().filter_map(row).collect(),
    }
}

/// An option that is looked at, and by which measure.
#[derive(Clone, Copy, Debug)]
pub struct Looked<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Place of the option among those studied.
    pub place: usize,
    /// Its name.
    pub name: &'a str,
    /// The measure.
    pub spec: &'a MeasureSpec,
}

impl Looked<'_> {
    /// The measure in the middle of a sentence.
    fn measure(&self) -> String {
        uncapital(&self.spec.label).replacen(": ", ", ", 1)
    }

    /// From one value of the measure to another, in words.
    fn range(&self, [low, high]: [f64; 2]) -> String {
        let [low, high] = [low, high].map(|end| value(self.spec.unit, end));
        match self.spec.stream.filter(|_| self.spec.name == "placed_share") {
            Some(stream) => format!("{low} to {high} of {} requests placed", word(stream)),
            None => format!("{}, {low} to {high}", self.measure()),
        }
    }

    /// The measure with its unit, as the head of a subtitle.
    fn subtitle(&self) -> String {
        let unit = if self.spec.unit == MeasureUnit::Share { ", percent" } else { "" };
        format!("{}{unit}", self.spec.label)
    }
}

/// Chance and not knowing, apart; none where the option looked at has no value.
pub fn spread_figure(looked: &Looked<'_>, levels: &Levels) -> Option<Unsourced> {
    let (scenario, spec) = (looked.scenario, looked.spec);
    let split = known(levels, looked.place, &spec.key)?;
    let of_not_knowing = hundredths(1.0 - split.chance_share())?;
    let title = format!(
        "“{}”: {} in nine in ten possible futures; of their variance {of_not_knowing} parts in 100 come from not knowing and {} from chance",
        looked.name,
        looked.range([split.total_low, split.total_high]),
        100 - of_not_knowing
    );
    let period = period_of(scenario);
    let subtitle = format!("{}, all uncertain figures drawn from their ranges, London, {period}", looked.subtitle());
    let drawn = spread(scenario, levels, spec);
    let note = "Pale: chance and not knowing together. Dark: averages when only the figures differ. ± is the error of the computation (95%), \
                which more draws make smaller.";
    let runs = format!("{} draws of the figures with {} replications each", number(f64::from(levels.draws), 0), levels.futures);
    let data = drawn.numbers();
    Some(Unsourced::new("uncertainty", [&title, &subtitle], (Plot::Ranges(drawn), data), note, runs))
}

/// Each figure at both ends of its range, for the option looked at; none where nothing can be said of it. `global` are all figures together,
/// where they are known; `rows` are what both say of that option, the widest first, of which so many are drawn.
pub fn drivers_figure(
    looked: &Looked<'_>,
    variations: &Variations,
    global: Option<&Global>,
    rows: &[Moved],
    most: usize,
) -> Option<Unsourced> {
    let (scenario, spec, name) = (looked.scenario, looked.spec, looked.name);
    let base = variations.effect(Change::None, looked.place, &spec.key).filter(|effect| effect.mean.is_finite())?;
    let first = rows.first()?;
    let title = if first.is_clear() {
        let ends = [first.low, first.high].map(|effect| value(spec.unit, effect.mean));
        format!("By itself “{}” moves “{name}” most: {}, {} to {}", first.id.full_label(), looked.measure(), ends[0], ends[1])
    } else {
        format!("No clear difference to “{name}” with any one of {} figures at either end of its range", rows.len())
    };
    let subtitle = format!(
        "{}, steps in {} from {} under “{name}”, each figure at its low and its high value, {}",
        spec.label,
        steps(spec.unit),
        value(spec.unit, base.mean),
        period_of(scenario)
    );
    let mut drawn = tornado(scenario, spec.unit, base, rows);
    let data = drawn.numbers();
    drawn.rows.truncate(most);
    let left_out = rows.len().saturating_sub(most);
    let rest = if left_out > 0 { format!(" The {left_out} figures that move it least are in the table only.") } else { String::new() };
    let note = format!(
        "The same children throughout. At the right: percent of the differences that the figure causes when all move at once, alone and with \
         others (Sobol, total order), with its 95% interval; they may add up to more than 100, because figures act together.{rest}"
    );
    let mut runs = format!("{} replications of each bar", variations.futures);
    if let Some(global) = global {
        runs += &format!(", {} points of all figures with {} replications each", global.points(), global.futures);
    }
    Some(Unsourced::new("drivers", [&title, &subtitle], (Plot::Tornado(drawn), data), &note, runs))
}

impl Of<'_> {
    fn looked(&self, options: &[usize]) -> Option<Looked<'_>> {
        Some(Looked { scenario: self.scenario, place: self.studies.place(options)?, name: self.name(), spec: &self.studies.spec })
    }

    /// Chance and not knowing, apart.
    pub fn levels(&self, uncertain: &Uncertain) -> Option<Figure> {
        let levels = &uncertain.levels;
        let drawn = spread_figure(&self.looked(&levels.options)?, levels)?;
        Some(self.figure(drawn, tables::levels(self.answer, self.studies, levels)))
    }

    /// Each figure at both ends of its range, for the option looked at.
    pub fn drivers(&self, uncertain: &Uncertain) -> Option<Figure> {
        let looked = self.looked(&uncertain.variations.options)?;
        let rows = moved(self.scenario, &uncertain.variations, Some(&uncertain.global), looked.place, &looked.spec.key);
        let drawn = drivers_figure(&looked, &uncertain.variations, Some(&uncertain.global), &rows, WIDEST)?;
        Some(self.figure(drawn, tables::drivers(self.answer, self.studies, uncertain)))
    }
}
