//! Where requests go under an option: the numbers of children a year who pass from place to place.

use super::{period_of, replications, requests_of};
use crate::analysis::closely::flow::{Flows, Stage};
use crate::analysis::closely::{CloseLook, Closely, StreamLook};
use crate::model::{DAYS_PER_YEAR, ProvisionOption, Scenario, Stream};
use crate::report::Answer;
use crate::report::criteria::listed;
use crate::report::figure::{Figure, Flow, FlowBand, FlowNode, Plot, Unsourced};
use crate::report::tables::{Cell, Table};
use crate::report::wording::{number, supported_decimals};
use crate::sim::Player;

/// Columns from left to right, and in each the places from top to bottom.
const COLUMNS: [&[Stage]; 5] = [
    &[Stage::Requested],
    &[Stage::NeedsPlace, Stage::NotProceeding],
    &[Stage::London, Stage::Elsewhere, Stage::NoPlace],
    &[Stage::StepDown],
    &[Stage::Left],
];
/// Futures followed child by child for a paper.
const PAPER_FUTURES: u32 = 100;
/// How a flow is to be read.
const READING: &str = "Widths are numbers: what goes into each place comes out of it.";

/// Where the requests of a stream, or all of them, go; nothing where none are made.
fn flow(look: &CloseLook, stream: Option<Stream>) -> Option<Flow> {
    let found = look.stream(stream)?;
    if found.flows.leaving(Stage::Requested) < Flow::LEAST {
        return None;
    }
    let count = Count::of(look);
    let through = |stage: Stage| found.flows.entering(stage).max(found.flows.leaving(stage));
    let node = |column: usize, stage: Stage| FlowNode {
        stage,
        column,
        name: name(stage).to_owned(),
        per_year: through(stage),
        written: format!("{} a year", count.written(through(stage))),
        remark: if stage == Stage::NeedsPlace { format!("{} waiting on average", waiting(found.mean_waiting)) } else { String::new() },
    };
    let places = COLUMNS.into_iter().enumerate().flat_map(|(column, stages)| stages.iter().map(move |stage| (column, *stage)));
    let nodes = places.filter(|(_, stage)| through(*stage) >= Flow::LEAST).map(|(column, stage)| node(column, stage)).collect();
    let pairs = Stage::ALL.into_iter().flat_map(|from| Stage::ALL.into_iter().map(move |to| (from, to)));
    let bands = pairs.map(|(from, to)| (from, to, found.flows.between(from, to))).filter(|(.., per_year)| *per_year > 0.0);
    let bands = bands.map(|(from, to, per_year)| {
        let written = count.written(per_year);
        FlowBand { from, to, per_year, said: sentence(from, to, &written), written }
    });
    Some(Flow { nodes, bands: bands.collect() })
}

/// What the picture leaves out or only hints at.
fn note(look: &CloseLook, found: &StreamLook) -> String {
    let (flows, count) = (&found.flows, Count::of(look));
    let mut note = format!(
        "Grey stubs: {} a year were already there when the years began; {} are still there when they end, {} of them still waiting.",
        count.written(flows.leaving(Stage::AlreadyThere)),
        count.written(flows.entering(Stage::StillThere)),
        count.written(flows.between(Stage::NeedsPlace, Stage::StillThere))
    );
    if found.diverted_per_year >= Flow::LEAST {
        note.push_str(&format!(" {} a year go to the open facility instead of being requested.", count.written(found.diverted_per_year)));
    }
    note
}

/// Writes numbers a year with the decimals that their interval supports, as if children came independently of each other.
struct Count {
    years: f64,
}

impl Count {
    fn of(look: &CloseLook) -> Self {
        Self { years: f64::from(look.futures) * look.horizon_days / DAYS_PER_YEAR }
    }

    fn written(&self, per_year: f64) -> String {
        let half_width = 1.96 * (per_year / self.years).sqrt();
        // A flow so small that its interval is as wide as itself is still told from none.
        number(per_year, supported_decimals(half_width).max(usize::from(per_year < 0.95)).min(1))
    }
}

fn waiting(children: f64) -> String {
    number(children, usize::from(children < 9.95))
}

/// The id of the figure of an option.
pub fn id_of(option: &str) -> String {
    format!("flow-{option}")
}

/// Where the requests of a stream, or all of them, go under an option; none where nothing is requested.
pub fn flow_figure(scenario: &Scenario, option: &ProvisionOption, stream: Option<Stream>, look: &CloseLook) -> Option<Unsourced> {
    let drawn = flow(look, stream)?;
    let of_stream = look.stream(stream)?;
    let runs = replications(look.futures);
    let subtitle = format!("Children a year from place to place, {}, mean of {runs}, {}", requests_of(stream), period_of(scenario));
    let mut data = Table::new("", "", &["From", "To", "Children a year"]);
    for band in &drawn.bands {
        let decimals = band.written.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        data.rows.push(vec![Cell::text(name(band.from)), Cell::text(name(band.to)), Cell::number(band.per_year, decimals)]);
    }
    let title = title(&option.name, stream, &of_stream.flows, &Count::of(look));
    let note = format!("{READING} Numbers are rounded, so they may not add up. {}", note(look, of_stream));
    Some(Unsourced::new(&id_of(&option.id), [&title, &subtitle], (Plot::Flow(drawn), data), &note, runs))
}

/// Where the requests of the first stream go under an option; none where nothing is requested. `player` plays the scenario of the answer.
pub fn figure(answer: &Answer, player: &mut Player, option: usize) -> Option<Figure> {
    let found = answer.summary.options.get(option)?;
    let at = answer.scenario.options.iter().position(|described| described.id == found.id)?;
    let stream = answer.streams().next()?;
    let described = &answer.scenario.options[at];
    let mut closely = Closely::new(described);
    let futures = PAPER_FUTURES.min(answer.summary.replications);
    (0..futures).for_each(|future| closely.add(&player.chronicle(future, at)));
    let drawn = flow_figure(&answer.scenario, described, Some(stream), &closely.look()?)?;
    Some(drawn.sourced(&answer.scenario, &answer.sha256))
}

/// The finding: requests made, and what came of them.
fn title(option: &str, stream: Option<Stream>, flows: &Flows, count: &Count) -> String {
    let part =
        |from: Stage, to: Stage| Some(flows.between(from, to)).filter(|per_year| *per_year >= Flow::LEAST).map(|flow| count.written(flow));
    let places = [(Stage::London, "in London homes"), (Stage::Elsewhere, "in homes elsewhere")];
    let mut placed: Vec<String> = Vec::new();
    for (count, place) in places.into_iter().filter_map(|(stage, place)| Some((part(Stage::NeedsPlace, stage)?, place))) {
        placed.push(if placed.is_empty() { format!("{count} are placed {place}") } else { format!("{count} {place}") });
    }
    let placed = if placed.is_empty() { "none is placed".to_owned() } else { listed(&placed) };
    let without = part(Stage::NeedsPlace, Stage::NoPlace).map_or_else(|| "none is".to_owned(), |count| format!("{count} are"));
    let needless = part(Stage::Requested, Stage::NotProceeding).map_or_else(String::new, |count| format!("; {count} need no place"));
    let made = count.written(flows.leaving(Stage::Requested));
    format!("“{option}”: of {made} {} a year, {placed}; {without} withdrawn for want of a place{needless}", requests_of(stream))
}

/// What a place is called.
fn name(stage: Stage) -> &'static str {
    match stage {
        Stage::Requested => "Requests made",
        Stage::AlreadyThere => "Already there at the start",
        Stage::NeedsPlace => "Need a place",
        Stage::NotProceeding => "No place needed",
        Stage::London => "London homes",
        Stage::Elsewhere => "Homes elsewhere",
        Stage::NoPlace => "Withdrawn for want of a place",
        Stage::StepDown => "Step-down",
        Stage::Left => "Left secure care",
        Stage::StillThere => "Still there at the end",
    }
}

/// What passes from one place to another, in a sentence.
fn sentence(from: Stage, to: Stage, count: &str) -> String {
    let place = match to {
        Stage::London => "in London homes",
        Stage::Elsewhere => "in homes elsewhere",
        Stage::StepDown => "in step-down",
        Stage::NeedsPlace => "waiting for a place",
        _ => "open, and in need of no place",
    };
    if from == Stage::AlreadyThere {
        return format!("Already {place} at the start: {count} a year.");
    }
    let source = match from {
        Stage::Requested => "Of requests made",
        Stage::NeedsPlace => "Of those who need a place",
        Stage::London => "From London homes",
        Stage::Elsewhere => "From homes elsewhere",
        _ => "From step-down",
    };
    let course = match to {
        Stage::NeedsPlace => "need a place",
        Stage::NotProceeding => "are withdrawn and need no place",
        Stage::London => "are placed in London homes",
        Stage::Elsewhere => "are placed in homes elsewhere",
        Stage::NoPlace => "are withdrawn for want of a place",
        Stage::StepDown => "move to step-down",
        Stage::Left => "leave secure care",
        _ => "are still there at the end",
    };
    format!("{source}, {count} a year {course}.")
}
