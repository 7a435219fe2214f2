//! The figures of the choice: where it turns, the option looked at in other worlds, what is worth finding out.

use super::WIDEST;
use super::uncertain::on_axis;
use crate::analysis::MeasureUnit;
use crate::analysis::uncertainty::{Change, Effect, Global, Structural, Switching, Variations, Worth};
use crate::report::figure::{Axis, Figure, Plot, RangeRow, Ranges, Unsourced};
use crate::report::figures::period_of;
use crate::report::studies::{About, letters, tables};
use crate::report::tables::Table;
use crate::report::uncertain::{FindingOut, change_words, is_clear, worth_finding_out};
use crate::report::wording::{capital, letter, uncapital};

/// Where in their ranges figures turn the choice; none where no figure does.
pub fn turns(about: &About<'_>, switching: &Switching) -> Option<Unsourced> {
    let scenario = about.scenario;
    let turning: Vec<_> = switching.figures.iter().filter(|figure| !figure.switches.is_empty()).collect();
    if turning.is_empty() {
        return None;
    }
    let option = |place: usize| switching.options.get(place).copied();
    let mark = |place: usize| option(place).map(letter).unwrap_or_default();
    let mut rows = Vec::new();
    for figure in &turning {
        let part = |at: f64| 100.0 * (at - figure.from) / (figure.to - figure.from);
        for switch in &figure.switches {
            let written = format!("{}: {} to {}", figure.figure.written(switch.at), mark(switch.below), mark(switch.above));
            let range = [switch.low.map_or(0.0, part), switch.high.map_or(100.0, part)];
            rows.push(RangeRow::new(figure.figure.full_label(), part(switch.at), range, written));
        }
    }
    let chosen = switching.chosen.and_then(option).and_then(|option| scenario.options.get(option)).map_or("", |option| &option.name);
    let title = format!(
        "{} of {} uncertain figures turn the choice from “{chosen}” within their ranges, each by itself",
        turning.len(),
        switching.figures.len()
    );
    let subtitle = format!(
        "Where in the range of a figure the choice turns, percent of the way from its low to its high value, {}",
        period_of(scenario)
    );
    let options = switching.figures.iter().flat_map(|figure| &figure.switches).flat_map(|switch| [switch.below, switch.above]);
    let mut options: Vec<usize> = options.filter_map(option).collect();
    options.sort_unstable();
    options.dedup();
    let plot = Ranges {
        axis: Axis::percent("Low value of the figure, and percent of the way to its high value", 0.0, 100.0),
        dot: "where the choice turns; at the right the value, and from which option to which".into(),
        range: "95% interval".into(),
        within: String::new(),
        rows,
    };
    let runs = format!("{} replications of each value tried", switching.futures);
    let note = letters(scenario, options.into_iter());
    Some(unsourced("turns", [title, subtitle], plot, note, runs, tables::turns(about, switching)))
}

/// The option looked at in other worlds; none where nothing is known of them.
pub fn worlds(about: &About<'_>, variations: &Variations) -> Option<Unsourced> {
    let spec = about.spec;
    let place = variations.options.iter().position(|option| *option == about.focus)?;
    let known: Vec<(Structural, Effect)> = Structural::ALL
        .into_iter()
        .filter_map(|world| {
            let effect = variations.effect(Change::World(world), place, &spec.key)?;
            effect.change.is_finite().then_some((world, *effect))
        })
        .collect();
    if known.is_empty() {
        return None;
    }
    let clear: Vec<&(Structural, Effect)> = known.iter().filter(|(_, effect)| is_clear(effect)).collect();
    let most = clear.iter().max_by(|a, b| a.1.change.abs().total_cmp(&b.1.change.abs()));
    let title = match most {
        None => format!("No clear difference to “{}” in any of {} other worlds", about.name(), known.len()),
        Some((world, effect)) => format!(
            "{} of {} other worlds change {} under “{}”, most “{}”: {}",
            clear.len(),
            known.len(),
            about.measure(),
            about.name(),
            world.label(),
            change_words(spec.unit, effect)
        ),
    };
    let steps = steps(spec.unit);
    let subtitle =
        format!("{}, difference in {steps} to the world as described, under “{}”, {}", spec.label, about.name(), period_of(about.scenario));
    let (scale, _) = on_axis(spec.unit);
    let row = |(world, effect): &(Structural, Effect)| {
        let range = [effect.change - effect.half_width, effect.change + effect.half_width].map(|end| end * scale);
        RangeRow::new(world.label(), effect.change * scale, range, change_words(spec.unit, effect))
    };
    let rows: Vec<RangeRow> = known.iter().map(row).collect();
    let ends = rows.iter().flat_map(|row| [row.value, row.low, row.high]).filter(|value| value.is_finite());
    let (low, high) = ends.fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
    let plot = Ranges {
        axis: Axis::new(format!("{} more or less than in the world as described", capital(steps)), low * 1.04, high.max(low + 1.0) * 1.04),
        dot: "mean difference, written at the right".into(),
        range: "95% interval of the mean".into(),
        within: String::new(),
        rows,
    };
    let runs = format!("{} replications of each world", variations.futures);
    let note = "The same children in every world, all else as described. What each world is stands below.".to_owned();
    Some(unsourced("worlds", [title, subtitle], plot, note, runs, tables::worlds(about, variations)))
}

/// What is worth finding out; none where no figure by itself is.
pub fn finding_out(about: &About<'_>, global: &Global, worth: &Worth) -> Option<Unsourced> {
    let found = worth_finding_out(&global.figures, worth);
    let first = found.iter().find(|row| row.is_clear()).or(found.first())?;
    let choice = about.scenario.options.get(*global.options.get(worth.choice)?)?;
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
        period_of(about.scenario)
    );
    let row = |row: &FindingOut| {
        let ends = row.more.map(|more| f64::from(row.today + more));
        let remark = if row.is_clear() { String::new() } else { "no clear gain".to_owned() };
        RangeRow { remark, ..RangeRow::new(row.id.full_label(), f64::from(row.then), ends, row.words()) }
    };
    let said = format!("{} of 100", first.today);
    let today = RangeRow::new("As today, nothing more known", f64::from(first.today), [f64::NAN; 2], said);
    let mut rows = vec![RangeRow { is_baseline: true, ..today }];
    rows.extend(found.iter().take(WIDEST).map(row));
    let plot = Ranges {
        axis: Axis::new("Draws of 100 in which the choice is right", 0.0, 100.0),
        dot: "if this were known".into(),
        range: "its 95% interval".into(),
        within: String::new(),
        rows,
    };
    let note = "The right option of a draw is the one that the rule chooses with all its figures known. Figures that add nothing are left out. Intervals are of what a figure adds.".to_owned();
    let runs = format!("{} points of all figures with {} replications each", global.points(), global.futures);
    Some(unsourced("finding-out", [title, subtitle], plot, note, runs, tables::worth(about, global, worth)))
}

/// In what differences of a measure are counted.
pub(super) fn steps(unit: MeasureUnit) -> &'static str {
    match unit {
        MeasureUnit::Share => "percentage points",
        MeasureUnit::Children => "children",
        MeasureUnit::PerYear => "number a year",
        MeasureUnit::Days => "days",
        MeasureUnit::Miles => "miles",
        MeasureUnit::Pounds => "pounds",
        MeasureUnit::MillionPounds => "millions of pounds",
    }
}

fn unsourced(id: &str, [title, subtitle]: [String; 2], plot: Ranges, note: String, runs: String, data: Table) -> Unsourced {
    let (id, plot, empty) = (id.to_owned(), Plot::Ranges(plot), String::new);
    Unsourced { figure: Figure { id, title, subtitle, plot, note, source: empty(), written_text: empty(), data }, runs }
}
