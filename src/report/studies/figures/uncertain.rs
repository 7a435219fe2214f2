//! The figures of what is not known: chance and not knowing, each figure by itself, turns, other worlds, what to find out.

use super::{MOST_ROWS, Of};
use crate::analysis::uncertainty::{Change, Effect, Levels, Split, Structural, Switching};
use crate::analysis::{MeasureSpec, MeasureUnit};
use crate::model::Scenario;
use crate::report::figure::{Axis, Figure, Plot, RangeRow, Ranges, Tornado, TornadoEnd, TornadoRow};
use crate::report::figures::period;
use crate::report::studies::{Uncertain, letters, tables};
use crate::report::uncertain::{FindingOut, Moved, change_words, is_clear, mean, moved, signed_step, value, worth_finding_out};
use crate::report::wording::{hundredths, letter, number, uncapital};

/// What is known of an option, by its place among those studied; none where it has no value.
fn known<'a>(levels: &'a Levels, place: usize, key: &str) -> Option<&'a Split> {
    levels.value(place, key).filter(|split| split.total_low.is_finite() && split.mean.is_finite())
}

/// A unit on an axis: by how much values are multiplied, and what stands behind a number.
fn on_axis(unit: MeasureUnit) -> (f64, &'static str) {
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
        let end = |effect: &Effect, at: f64| TornadoEnd {
            step: effect.change * scale,
            said: signed_step(unit, effect.change),
            at: row.id.written(at),
        };
        Some(TornadoRow {
            label: row.id.full_label(),
            low: end(&row.low, range.low),
            high: end(&row.high, range.high),
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

    /// Where in their ranges figures turn the choice; none where no figure does.
    pub fn turns(&self, uncertain: &Uncertain) -> Option<Figure> {
        let switching = &uncertain.switching;
        let turning: Vec<_> = switching.figures.iter().filter(|figure| !figure.switches.is_empty()).collect();
        if turning.is_empty() {
            return None;
        }
        let name = |place: usize| self.scenario.options.get(switching.options[place]).map_or("", |option| option.name.as_str());
        let mut rows = Vec::new();
        for figure in &turning {
            let part = |at: f64| 100.0 * (at - figure.from) / (figure.to - figure.from);
            for switch in &figure.switches {
                let [below, above] = [switch.below, switch.above].map(|place| letter_of(switching, place));
                let written = format!("{}: {below} to {above}", figure.figure.written(switch.at));
                let range = [switch.low.map_or(0.0, part), switch.high.map_or(100.0, part)];
                rows.push(RangeRow::new(figure.figure.full_label(), part(switch.at), range, written));
            }
        }
        let chosen = switching.chosen.map_or("", name);
        let title = format!(
            "{} of {} uncertain figures turn the choice from “{chosen}” within their ranges, each by itself",
            turning.len(),
            switching.figures.len()
        );
        let subtitle = format!(
            "Where in the range of a figure the choice turns, percent of the way from its low to its high value, {}",
            period(self.answer)
        );
        let options = switching.figures.iter().flat_map(|figure| &figure.switches).flat_map(|switch| [switch.below, switch.above]);
        let mut options: Vec<usize> = options.map(|place| switching.options[place]).collect();
        options.sort_unstable();
        options.dedup();
        let plot = Plot::Ranges(Ranges {
            axis: Axis::percent("Low value of the figure, and percent of the way to its high value", 0.0, 100.0),
            dot: "where the choice turns; at the right the value, and from which option to which".into(),
            range: "95% interval".into(),
            within: String::new(),
            rows,
        });
        let runs = format!("{} replications of each value tried", switching.futures);
        let note = letters(self.scenario, options.into_iter());
        Some(self.figure("turns", [title, subtitle], plot, note, &runs, tables::turns(self.answer, self.studies, switching)))
    }

    /// The option looked at in other worlds.
    pub fn worlds(&self, uncertain: &Uncertain) -> Option<Figure> {
        let (variations, spec) = (&uncertain.variations, &self.studies.spec);
        let place = self.studies.place(&variations.options)?;
        let known: Vec<(Structural, Effect)> = Structural::ALL
            .into_iter()
            .filter_map(|world| {
                let effect = variations.effect(Change::World(world), place, &spec.key)?;
                effect.change.is_finite().then_some((world, *effect))
            })
            .collect();
        let clear: Vec<&(Structural, Effect)> = known.iter().filter(|(_, effect)| is_clear(effect)).collect();
        let most = clear.iter().max_by(|a, b| a.1.change.abs().total_cmp(&b.1.change.abs()));
        let measure = self.measure();
        let title = match most {
            None => format!("No clear difference to “{}” in any of {} other worlds", self.name(), known.len()),
            Some((world, effect)) => format!(
                "{} of {} other worlds change the share of {measure} under “{}”, most “{}”: {}",
                clear.len(),
                known.len(),
                self.name(),
                world.label(),
                change_words(effect)
            ),
        };
        let subtitle = format!(
            "{}, difference in percentage points to the world as described, under “{}”, {}",
            spec.label,
            self.name(),
            period(self.answer)
        );
        let row = |(world, effect): &(Structural, Effect)| {
            let range = [effect.change - effect.half_width, effect.change + effect.half_width].map(|end| end * 100.0);
            RangeRow::new(world.label(), effect.change * 100.0, range, change_words(effect))
        };
        let rows: Vec<RangeRow> = known.iter().map(row).collect();
        let ends = rows.iter().flat_map(|row| [row.value, row.low, row.high]).filter(|value| value.is_finite());
        let (low, high) = ends.fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
        let plot = Plot::Ranges(Ranges {
            axis: Axis::new("Percentage points more or less than in the world as described", low * 1.04, high.max(low + 1.0) * 1.04),
            dot: "mean difference, written at the right".into(),
            range: "95% interval of the mean".into(),
            within: String::new(),
            rows,
        });
        let runs = format!("{} replications of each world", variations.futures);
        let note = "The same children in every world, all else as described. What each world is stands below.".to_owned();
        (!known.is_empty())
            .then(|| self.figure("worlds", [title, subtitle], plot, note, &runs, tables::worlds(self.answer, self.studies, variations)))
    }

    /// What is worth finding out; none where no figure by itself is.
    pub fn worth(&self, uncertain: &Uncertain) -> Option<Figure> {
        let (global, worth) = (&uncertain.global, uncertain.worth.as_ref()?);
        let found = worth_finding_out(&global.figures, worth);
        let first = found.iter().find(|row| row.is_clear()).or(found.first())?;
        let choice = self.scenario.options.get(*global.options.get(worth.choice)?)?;
        let title = format!(
            "“{}” is the right choice in {} of 100 draws; {}",
            choice.name,
            first.today,
            if first.is_clear() {
                format!("knowing “{}” first would make it {}", uncapital(&first.id.full_label()), first.then)
            } else {
                "no single figure, known first, clearly adds to this".to_owned()
            }
        );
        let subtitle = format!(
            "Draws of 100 in which the option chosen is the right one, if one figure were known before the choice, {}",
            period(self.answer)
        );
        let row = |row: &FindingOut| {
            let ends = row.more.map(|more| f64::from(row.today + more));
            RangeRow::new(row.id.full_label(), f64::from(row.then), ends, row.words())
        };
        let said = format!("{} of 100", first.today);
        let today = RangeRow::new("As today, nothing more known", f64::from(first.today), [f64::NAN; 2], said);
        let mut rows = vec![RangeRow { is_baseline: true, ..today }];
        rows.extend(found.iter().take(MOST_ROWS).map(row));
        let plot = Plot::Ranges(Ranges {
            axis: Axis::new("Draws of 100 in which the choice is right", 0.0, 100.0),
            dot: "if this were known".into(),
            range: "its 95% interval".into(),
            within: String::new(),
            rows,
        });
        let note = "The right option of a draw is the one that the rule chooses with all its figures known. Figures that add nothing are left out. Intervals are of what a figure adds.".to_owned();
        let runs = format!("{} points of all figures with {} replications each", global.points(), global.futures);
        Some(self.figure("finding-out", [title, subtitle], plot, note, &runs, tables::worth(self.answer, self.studies, uncertain, worth)))
    }
}

fn letter_of(switching: &Switching, place: usize) -> String {
    switching.options.get(place).map(|option| letter(*option)).unwrap_or_default()
}
