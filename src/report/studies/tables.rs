//! The tables of the long analyses.

use super::{About, Studies, Uncertain};
use crate::analysis::beds::{Point, Sweep, Switch, Unknown};
use crate::analysis::uncertainty::{Change, Effect, Global, Levels, Quantity, Structural, Switching, Variations, Worth};
use crate::analysis::{Estimate, MeasureUnit};
use crate::model::{ParameterId, Scenario, Stream, Unit};
use crate::report::Answer;
use crate::report::figures::{period, period_of};
use crate::report::register::unit;
use crate::report::tables::{Cell, Symbol, Table};
use crate::report::uncertain::{change_words, choice, is_clear, rule_words, worth_finding_out};
use crate::report::wording::{hundredths, number, supported_decimals};

/// Every table of the long analyses; none where they were not run.
pub fn tables(answer: &Answer) -> Vec<Table> {
    let Some(studies) = &answer.studies else { return Vec::new() };
    let mut tables = Vec::new();
    if let Some(uncertain) = &studies.uncertain {
        tables.extend([ranges(answer), levels(answer, studies, &uncertain.levels)]);
    }
    tables.extend(studies.sweep.as_ref().ok().map(|found| sweep(answer, studies, found)));
    tables.extend(studies.unknown.as_ref().ok().map(|found| unknown(answer, studies, found)));
    if let Some(uncertain) = &studies.uncertain {
        tables.push(drivers_of_all(answer, studies, uncertain));
        let about = studies.about(&answer.scenario);
        tables.push(turns(&about, &uncertain.switching));
        tables.push(worlds(&about, &uncertain.variations));
        tables.extend(uncertain.worth.as_ref().map(|found| worth(&about, &uncertain.global, found)));
    }
    tables.retain(|table| !table.rows.is_empty());
    tables
}

fn name(scenario: &Scenario, option: Option<&usize>) -> String {
    option.and_then(|option| scenario.options.get(*option)).map(|option| option.name.clone()).unwrap_or_default()
}

fn runs(replications: u32, of: &str) -> String {
    format!("Modelled, not observed: {} replications of each {of}.", number(f64::from(replications), 0))
}

/// A share in percent with its 95% interval, no digit more than that supports.
fn percents(share: &Estimate) -> [Cell; 3] {
    let decimals = supported_decimals((share.high - share.low) * 50.0).min(1);
    [share.mean, share.low.max(0.0), share.high.min(1.0)].map(|value| Cell::number(value * 100.0, decimals))
}

/// A value of a figure as a number in its unit, shares as percent, with the decimals that it has, two at most.
fn of_figure(id: ParameterId, value: f64) -> Cell {
    let shown = if id.spec().unit == Unit::Share { value * 100.0 } else { value };
    let is_whole = |decimals: &usize| {
        let scaled = shown * 10_f64.powi(*decimals as i32);
        (scaled - scaled.round()).abs() < 1e-9
    };
    Cell::number(shown, (0..2).find(is_whole).unwrap_or(2))
}

/// The unit of a figure.
fn unit_of(id: ParameterId) -> &'static str {
    if id.spec().unit == Unit::Share { "percent" } else { unit(id) }
}

/// What each uncertain figure may be, and where the range comes from.
pub fn ranges(answer: &Answer) -> Table {
    let columns = ["Figure", "Unit", "In the scenario", "Low", "Middle", "High", "Values between", "Source or reason"];
    let mut table = Table::new("ranges", "What is uncertain: the range of each figure, and where it comes from", &columns);
    for (id, range) in &answer.scenario.ranges {
        let own = id.ranged_value(&answer.scenario).map_or(Cell::Missing(Symbol::NotApplicable), |value| of_figure(*id, value));
        let ends = [range.low, range.central, range.high].map(|value| of_figure(*id, value));
        let head = [Cell::text(id.full_label()), Cell::text(unit_of(*id)), own].into_iter().chain(ends);
        table.rows.push(head.chain([Cell::text(range.shape.label()), Cell::text(range.source.sentence())]).collect());
    }
    table.notes.push("Figures without a range are taken as known; prices have ranges of their own, in the section on costs.".to_owned());
    table
}

/// Chance and not knowing, option by option.
pub fn levels(answer: &Answer, studies: &Studies, found: &Levels) -> Table {
    let columns = [
        "Option",
        "Mean, %",
        "± its error",
        "9 in 10 futures: low, %",
        "9 in 10 futures: high, %",
        "Without chance: low, %",
        "Without chance: high, %",
        "Variance from not knowing, %",
        "Variance from chance, %",
    ];
    let title = format!("Chance and not knowing: {}, {}", studies.spec.label, period(answer));
    let mut table = Table::new("uncertainty", title, &columns);
    for (place, option) in found.options.iter().enumerate() {
        let Some(split) = found.value(place, &studies.spec.key) else { continue };
        let half_width = split.half_width * 100.0;
        let mean = Cell::number(split.mean * 100.0, supported_decimals(half_width).min(1));
        let ends = [split.total_low, split.total_high, split.knowing_low, split.knowing_high].map(|value| Cell::number(value * 100.0, 0));
        let not_knowing = hundredths(1.0 - split.chance_share());
        let shares = match not_knowing {
            Some(count) => [Cell::whole(count), Cell::whole(100 - count)],
            None => [(); 2].map(|()| Cell::Missing(Symbol::NotAvailable)),
        };
        let head = [Cell::text(name(&answer.scenario, Some(option))), mean, Cell::number(half_width, 1)];
        table.rows.push(head.into_iter().chain(ends).chain(shares).collect());
    }
    table.notes.push(crate::report::uncertain::draws_sentence(found));
    table
}

/// How soon children are placed with each number of beds.
pub fn sweep(answer: &Answer, studies: &Studies, found: &Sweep) -> Table {
    let goal = studies.closer.goal;
    let columns = [
        "Provision",
        "Beds in London",
        "Step-down places",
        "Placed in London in time, %",
        "Lower end of 95% interval",
        "Upper end",
        "Futures of 100 that meet the goal",
        "Nights with no bed free, %",
    ];
    let title = format!(
        "More and fewer beds: “{}” made larger and smaller, and the options as they stand, {} requests, {}",
        studies.focus_name(&answer.scenario),
        crate::report::findings::word(studies.stream),
        period(answer)
    );
    let mut table = Table::new("beds", title, &columns);
    let full = found.measure_index(&format!("{}_all_full_share", studies.stream.key()));
    let mut push = |what: String, beds: u32, places: u32, point: &Point| {
        let met = point.access[studies.stream.index()].met(goal);
        let nights = full.and_then(|index| point.measures.get(index)).filter(|_| beds > 0);
        let nights = nights.map_or(Cell::Missing(Symbol::NotApplicable), |nights| percents(nights)[0].clone());
        let futures = hundredths(met.futures_share).map_or(Cell::Missing(Symbol::NotAvailable), Cell::whole);
        let head = [Cell::text(what), Cell::whole(beds), Cell::whole(places)];
        table.rows.push(head.into_iter().chain(percents(&met.share)).chain([futures, nights]).collect());
    };
    for tried in &found.tried {
        push(crate::report::beds::provision(tried, found.ask.vary, false), tried.beds, tried.step_down_places, &tried.point);
    }
    for (option, tried) in &found.options {
        push(format!("“{}”", name(&answer.scenario, Some(option))), tried.beds, tried.step_down_places, &tried.point);
    }
    table.notes.push(format!(
        "Goal: {}. {} {}",
        crate::report::beds::goal(goal, studies.stream),
        crate::report::beds::GENUINE,
        runs(found.futures, "provision")
    ));
    table
}

/// The answer of each option by how many of the withdrawn requests needed a bed.
pub fn unknown(answer: &Answer, studies: &Studies, found: &Unknown) -> Table {
    let goal = studies.closer.goal;
    let agreeing: Vec<_> = found.agreeing().collect();
    let headings: Vec<String> =
        agreeing.iter().map(|setting| format!("{} of 100 needed a bed, %", number(setting.needed_share * 100.0, 0))).collect();
    let columns: Vec<&str> = ["Option", "Not enough from, of 100"].into_iter().chain(headings.iter().map(String::as_str)).collect();
    let title = format!(
        "The one thing that the figures cannot tell: genuine welfare requests placed in London within {} days, percent, by how many of the \
         withdrawn requests needed a bed, {}",
        goal.days,
        period(answer)
    );
    let mut table = Table::new("unknown", title, &columns);
    for (place, option) in found.options.iter().enumerate() {
        let turn = match found.switch(place, goal) {
            Switch::From { share, .. } => Cell::whole(hundredths(share).unwrap_or(0)),
            Switch::NeverMissed => Cell::text("enough throughout"),
            Switch::AlwaysMissed => Cell::text("not enough throughout"),
            Switch::Unclear => Cell::text("cannot be told"),
        };
        let cell = |setting: &&crate::analysis::beds::unknown::Setting| {
            let share = setting.points.get(place).map(|point| point.access[Stream::Welfare.index()].met(goal).share);
            share.map_or(Cell::Missing(Symbol::NotAvailable), |share| percents(&share)[0].clone())
        };
        let head = [Cell::text(name(&answer.scenario, Some(option))), turn];
        table.rows.push(head.into_iter().chain(agreeing.iter().map(cell)).collect());
    }
    table.notes.push(format!("Goal: {}. {}", crate::report::beds::goal(goal, Stream::Welfare), crate::report::beds::unknown(found)));
    table.notes.push(runs(found.futures, "value"));
    table
}

const DRIVERS: [&str; 11] = [
    "Figure",
    "Unit",
    "Low value",
    "Change with it",
    "± (low)",
    "High value",
    "Change with it (high)",
    "± (high)",
    "Share of the differences, %",
    "Share from (95%)",
    "Share to",
];

/// What each figure does to the option looked at.
pub fn drivers(answer: &Answer, studies: &Studies, uncertain: &Uncertain) -> Table {
    let title = format!(
        "What moves “{}”: {}, percentage points, each figure at the ends of its range, {}",
        studies.focus_name(&answer.scenario),
        studies.spec.label,
        period(answer)
    );
    let mut table = Table::new("drivers", title, &DRIVERS);
    if let Some(place) = studies.place(&uncertain.variations.options) {
        driver_rows(answer, studies, uncertain, place, |cells| table.rows.push(cells));
    }
    table.notes.push(drivers_note(uncertain));
    table
}

/// What each figure does to every option.
fn drivers_of_all(answer: &Answer, studies: &Studies, uncertain: &Uncertain) -> Table {
    let title = format!("What moves each option: {}, percentage points, {}", studies.spec.label, period(answer));
    let columns: Vec<&str> = std::iter::once("Option").chain(DRIVERS).collect();
    let mut table = Table::new("drivers", title, &columns);
    for (place, option) in uncertain.variations.options.iter().enumerate() {
        let option = name(&answer.scenario, Some(option));
        driver_rows(answer, studies, uncertain, place, |cells| {
            table.rows.push(std::iter::once(Cell::text(&option)).chain(cells).collect());
        });
    }
    table.notes.push(drivers_note(uncertain));
    table
}

fn drivers_note(uncertain: &Uncertain) -> String {
    format!(
        "Change: to the mean with all figures as in the scenario, the same children. Share: of the differences when all figures move at once, \
         alone and with others (Sobol, total order). {} {} points of all figures with {} replications each.",
        runs(uncertain.variations.futures, "variation"),
        uncertain.global.points(),
        uncertain.global.futures
    )
}

fn driver_rows(answer: &Answer, studies: &Studies, uncertain: &Uncertain, place: usize, mut push: impl FnMut(Vec<Cell>)) {
    let (variations, global, key) = (&uncertain.variations, &uncertain.global, &studies.spec.key);
    let shares = global.shares(Quantity::Option(place), key);
    for (id, range) in &answer.scenario.ranges {
        let mut cells = vec![Cell::text(id.full_label()), Cell::text(unit_of(*id))];
        for (change, at) in [(Change::Low(*id), range.low), (Change::High(*id), range.high)] {
            cells.push(of_figure(*id, at));
            cells.extend(step_cells(variations.effect(change, place, key)));
        }
        let share = global.figures.iter().position(|figure| figure == id).and_then(|at| shares.get(at));
        match share {
            Some(share) => cells.extend(share.total_of_100().map(|share| Cell::number(share, 0))),
            None => cells.extend([(); 3].map(|()| Cell::Missing(Symbol::NotAvailable))),
        }
        push(cells);
    }
}

/// A change, of shares in percentage points: a number where its digits say something, else in words.
fn change_cell(unit: MeasureUnit, effect: &Effect) -> Cell {
    let scale = if unit == MeasureUnit::Share { 100.0 } else { 1.0 };
    let number = Cell::number(effect.change * scale, supported_decimals(effect.half_width * scale).min(1));
    match number {
        Cell::Number { value, .. } if is_clear(effect) && value != 0.0 => number,
        _ => Cell::text(change_words(unit, effect)),
    }
}

/// A change in percentage points, and half its interval.
fn step_cells(effect: Option<&Effect>) -> [Cell; 2] {
    match effect.filter(|effect| effect.change.is_finite()) {
        Some(effect) => {
            let half_width = effect.half_width * 100.0;
            [Cell::number(effect.change * 100.0, supported_decimals(half_width).min(1)), Cell::number(half_width, 1)]
        }
        None => [(); 2].map(|()| Cell::Missing(Symbol::NotAvailable)),
    }
}

/// Where the choice turns, figure by figure.
pub fn turns(about: &About<'_>, found: &Switching) -> Table {
    let columns = [
        "Figure",
        "Unit",
        "Tried from",
        "to",
        "Choice turns at",
        "95% interval from",
        "95% interval to",
        "Chosen below",
        "Chosen above",
        "Resamplings of 100 that turn here",
    ];
    let title =
        format!("Where the choice turns: by {}, one figure at a time, {}", rule_words(about.rule, about.spec), period_of(about.scenario));
    let mut table = Table::new("turns", title, &columns);
    let option = |place: usize| name(about.scenario, found.options.get(place));
    for turning in &found.figures {
        let id = turning.figure;
        let head = || {
            let words = [Cell::text(id.full_label()), Cell::text(unit_of(id))];
            words.into_iter().chain([turning.from, turning.to].map(|at| of_figure(id, at))).collect::<Vec<_>>()
        };
        if turning.switches.is_empty() {
            let mut row = head();
            row.push(Cell::text("nowhere in the range"));
            row.resize(columns.len(), Cell::Missing(Symbol::NotApplicable));
            table.rows.push(row);
        }
        for switch in &turning.switches {
            let mut row = head();
            row.push(of_figure(id, switch.at));
            row.extend([switch.low, switch.high].map(|end| end.map_or(Cell::text("beyond the range"), |end| of_figure(id, end))));
            row.extend([switch.below, switch.above].map(|place| Cell::text(option(place))));
            row.push(hundredths(switch.certainty).map_or(Cell::Missing(Symbol::NotAvailable), Cell::whole));
            table.rows.push(row);
        }
    }
    table.notes.push(runs(found.futures, "value tried"));
    table
}

/// What other worlds do to every option, and which would be chosen in each.
pub fn worlds(about: &About<'_>, found: &Variations) -> Table {
    let (scenario, unit) = (about.scenario, about.spec.unit);
    let headings = Structural::ALL.map(Structural::label);
    let (scale, described, steps) = match unit {
        MeasureUnit::Share => (100.0, "As described, %", "percentage points more or less than as described"),
        _ => (1.0, "As described", "more or less than as described"),
    };
    let columns: Vec<&str> = ["Option", described].into_iter().chain(headings).collect();
    let title = format!("Other worlds: {}, {steps}, {}", about.spec.label, period_of(scenario));
    let mut table = Table::new("worlds", title, &columns);
    for (place, option) in found.options.iter().enumerate() {
        let effect = |change| found.effect(change, place, &about.spec.key).filter(|effect| effect.mean.is_finite());
        let base = effect(Change::None).map_or(Cell::Missing(Symbol::NotAvailable), |effect| {
            Cell::number(effect.mean * scale, usize::from(unit != MeasureUnit::Share && effect.mean.abs() < 9.95))
        });
        let cells = Structural::ALL.map(|world| match effect(Change::World(world)) {
            None => Cell::Missing(Symbol::NotAvailable),
            Some(effect) => change_cell(unit, effect),
        });
        table.rows.push([Cell::text(name(scenario, Some(option))), base].into_iter().chain(cells).collect());
    }
    let chosen = |change| match choice(scenario, found, change, about.rule, about.spec) {
        Some(place) => Cell::text(name(scenario, found.options.get(place))),
        None => Cell::Missing(Symbol::NotAvailable),
    };
    let cells = Structural::ALL.map(|world| chosen(Change::World(world)));
    table.rows.push([Cell::text("Option to choose"), chosen(Change::None)].into_iter().chain(cells).collect());
    table.notes.push(format!("Option to choose: {}, by the means. {}", rule_words(about.rule, about.spec), runs(found.futures, "world")));
    table
}

/// What each figure would add to the chance of the right choice, if it were known before.
pub fn worth(about: &About<'_>, global: &Global, found: &Worth) -> Table {
    let columns =
        ["If this were known", "Choice right today, draws of 100", "Choice right then, draws of 100", "More, from (95%)", "More, to (95%)"];
    let title = format!("What is worth finding out: the choice of {}, {}", rule_words(about.rule, about.spec), period_of(about.scenario));
    let mut table = Table::new("finding-out", title, &columns);
    for row in worth_finding_out(&global.figures, found) {
        let counts = [row.today, row.then, row.more[0], row.more[1]].map(Cell::whole);
        table.rows.push(std::iter::once(Cell::text(row.id.full_label())).chain(counts).collect());
    }
    let of_100 = |value: f64| hundredths(value).unwrap_or(0);
    let (today, all) = (of_100(found.today.value), of_100(found.today.value + found.of_all.value));
    let more = [found.of_all.low.max(0.0), found.of_all.high].map(of_100);
    let counts = [today, all.max(today), more[0], more[1]].map(Cell::whole);
    table.rows.push(std::iter::once(Cell::text("Everything at once")).chain(counts).collect());
    table.notes.push(format!(
        "Expected value of perfect information. The right option of a draw is the one that the rule chooses with all its figures known; figures \
         that add nothing are left out. Intervals are those of means over {} draws: where one starts at 0, the gain is not clear. {} points of all \
         figures with {} replications each.",
        found.draws,
        global.points(),
        global.futures
    ));
    table
}
