//! The figures of what is not known: chance and not knowing, and each figure by itself.

use super::{MOST_ROWS, Of};
use crate::analysis::uncertainty::{Change, Effect, Levels, Split};
use crate::analysis::{MeasureSpec, MeasureUnit};
use crate::model::Scenario;
use crate::report::figure::{Axis, Figure, Plot, RangeRow, Ranges, Tornado, TornadoEnd, TornadoRow};
use crate::report::figures::period;
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
pub fn spread(scenario: &Scenario, levels: &Levels, spec: &MeasureSpec) -> Ranges {
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
pub fn tornado(scenario: &Scenario, unit: MeasureUnit, base: &Effect, rows: &[Moved]) -> Tornado {
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

impl Of<'_> {
    /// Chance and not knowing, apart.
    pub fn levels(&self, uncertain: &Uncertain) -> Option<Figure> {
        let (levels, spec) = (&uncertain.levels, &self.studies.spec);
        let split = self.studies.place(&levels.options).and_then(|place| known(levels, place, &spec.key))?;
        let of_not_knowing = hundredths(1.0 - split.chance_share())?;
        let title = format!(
            "“{}”: {} to {} of {} in nine in ten possible futures; of their variance {of_not_knowing} parts in 100 come from not knowing and {} from chance",
            self.name(),
            value(spec.unit, split.total_low),
            value(spec.unit, split.total_high),
            self.measure(),
            100 - of_not_knowing
        );
        let subtitle = format!("{}, percent, all uncertain figures drawn from their ranges, London, {}", spec.label, period(self.answer));
        let plot = Plot::Ranges(spread(self.scenario, levels, spec));
        let note =
            "Pale: chance and not knowing together. Dark: averages when only the figures differ. ± is the error of the computation (95%), \
                    which more draws make smaller."
                .to_owned();
        let runs = format!("{} draws of the figures with {} replications each", number(f64::from(levels.draws), 0), levels.futures);
        Some(self.figure("uncertainty", [title, subtitle], plot, note, &runs, tables::levels(self.answer, self.studies, levels)))
    }

    /// Each figure at both ends of its range, for the option looked at.
    pub fn drivers(&self, uncertain: &Uncertain) -> Option<Figure> {
        let (variations, spec) = (&uncertain.variations, &self.studies.spec);
        let place = self.studies.place(&variations.options)?;
        let base = variations.effect(Change::None, place, &spec.key).filter(|effect| effect.mean.is_finite())?;
        let rows: Vec<Moved> = moved(self.scenario, variations, Some(&uncertain.global), place, &spec.key);
        let first = rows.first()?;
        let measure = uncapital(&spec.label).replacen(": ", ", ", 1);
        let title = if first.is_clear() {
            let ends = [first.low, first.high].map(|effect| value(spec.unit, effect.mean));
            format!("By itself “{}” moves “{}” most: {measure}, {} to {}", first.id.full_label(), self.name(), ends[0], ends[1])
        } else {
            format!("No clear difference to “{}” with any one of {} figures at either end of its range", self.name(), rows.len())
        };
        let subtitle = format!(
            "{}, steps in percentage points from {} under “{}”, each figure at its low and its high value, {}",
            spec.label,
            value(spec.unit, base.mean),
            self.name(),
            period(self.answer)
        );
        let mut drawn = tornado(self.scenario, spec.unit, base, &rows);
        drawn.rows.truncate(MOST_ROWS);
        let plot = Plot::Tornado(drawn);
        let left_out = rows.len().saturating_sub(MOST_ROWS);
        let rest = if left_out > 0 { format!(" The {left_out} figures that move it least are in the table only.") } else { String::new() };
        let note = format!(
            "The same children throughout. At the right: percent of the differences that the figure causes when all move at once, alone and with \
             others (Sobol, total order), with its 95% interval; they may add up to more than 100, because figures act together.{rest}"
        );
        let runs = format!(
            "{} replications of each bar, {} points of all figures with {} replications each",
            variations.futures,
            uncertain.global.points(),
            uncertain.global.futures
        );
        Some(self.figure("drivers", [title, subtitle], plot, note, &runs, tables::drivers(self.answer, self.studies, uncertain)))
    }
}
