//! The charts of the eight criteria: worth by each member's weights, worth as one weight moves from nothing to all, and benefit against cost.

use super::{ILLUSTRATIVE, counting, is_illustrative, listed};
use crate::analysis::criteria::{Appraised, Counting, Weighing};
use crate::model::Scenario;
use crate::report::Answer;
use crate::report::figure::{Axis, Figure, LineMoment, Lines, Plot, PlotLine, RangeRow, Ranges, Scatter, ScatterPoint, Unsourced};
use crate::report::figures::replications;
use crate::report::tables::{Cell, Symbol, Table};
use crate::report::wording::{letter, number, percent};

/// Ids of the charts that stand with the criteria.
pub const FIGURES: [&str; 2] = ["criteria-worth", "criteria-cost"];

/// Worth of each option, the best first: a dot by the mean of the members' weights, a ring by the weights of each, and the range of them.
pub fn worth_ranges(appraised: &Appraised, group: &Weighing) -> Ranges {
    let row = |(option, rank): (usize, usize)| {
        let own: Vec<f64> = appraised.members.iter().filter_map(|member| Some(member.weighing.as_ref()?.worth[option])).collect();
        let ends = own.iter().fold([f64::NAN; 2], |[low, high], worth| [low.min(*worth), high.max(*worth)]);
        let worth = group.worth[option];
        RangeRow { rings: own, ..RangeRow::new(format!("{rank}. {}", appraised.options[option].name), worth, ends, number(worth, 0)) }
    };
    Ranges {
        axis: Axis::new("Worth, from 0 to 100", 0.0, 100.0),
        dot: "by the mean of the members' weights".to_owned(),
        range: "from the least to the most of any member".to_owned(),
        within: "by the weights of one member".to_owned(),
        rows: appraised.order(group).into_iter().map(row).collect(),
    }
}

/// The place in the scenario of an option that is weighed.
fn place(scenario: &Scenario, appraised: &Appraised, option: usize) -> usize {
    let id = &appraised.options[option].id;
    scenario.options.iter().position(|described| described.id == *id).unwrap_or(0)
}

/// Worth of each option as the weight of one criterion goes from nothing to all, with the weights at which the first place changes.
pub fn sweep_lines(scenario: &Scenario, appraised: &Appraised, criterion: usize) -> Option<Lines> {
    let (group, spans, of) = (appraised.group.as_ref()?, appraised.spans.get(criterion)?, appraised.criteria.get(criterion)?);
    let (own, rest) = (*group.weights.get(criterion)?, 1.0 - group.weights.get(criterion)?);
    let others = (group.weights.len() - 1).max(1) as f64;
    let line = |option: usize| {
        let value = |k: usize| 100.0 * appraised.options[option].value(k).unwrap_or(0.0);
        // A criterion that has all the weight leaves no proportions: then the others count alike.
        let share = |k: usize| if rest > 1e-12 { group.weights[k] / rest } else { 1.0 / others };
        let without: f64 = (0..group.weights.len()).filter(|k| *k != criterion).map(|k| share(k) * value(k)).sum();
        PlotLine {
            label: letter(place(scenario, appraised, option)),
            points: vec![[0.0, without], [100.0, value(criterion)]],
            bands: Vec::new(),
            is_strong: spans.iter().any(|span| span.option == option),
        }
    };
    let turn = |from: f64| LineMoment { at: from * 100.0, words: percent(from), is_dashed: false };
    let turns = spans.iter().filter(|span| span.from > 0.0).map(|span| turn(span.from));
    let now = LineMoment { at: own * 100.0, words: format!("members' mean {}", percent(own)), is_dashed: true };
    Some(Lines {
        across: Axis::percent(format!("Weight of {}", of.short()), 0.0, 100.0),
        upright: Axis::new("Worth, from 0 to 100", 0.0, 100.0),
        lines: appraised.ranked().into_iter().map(line).collect(),
        strong: "first with some weight".to_owned(),
        level: None,
        marks: Vec::new(),
        moments: turns.chain([now]).collect(),
    })
}

/// Who is first with which weight of a criterion, in words.
pub fn sweep_words(appraised: &Appraised, criterion: usize) -> String {
    let spans = appraised.spans.get(criterion).map_or(&[][..], Vec::as_slice);
    let name = |option: usize| appraised.options[option].name.as_str();
    let end = |share: f64| if share <= 0.0 { "0%".to_owned() } else { percent(share) };
    let said = spans.iter().map(|span| match (span.from, span.to) {
        (from, to) if from <= 0.0 && to >= 1.0 => format!("“{}” is first with any weight, from 0% to 100%", name(span.option)),
        (from, to) => format!("“{}” is first from {} to {}", name(span.option), end(from), end(to)),
    });
    said.collect::<Vec<_>>().join("; ")
}

/// Benefit against cost; none without prices.
pub fn cost_scatter(scenario: &Scenario, appraised: &Appraised, group: &Weighing) -> Option<Scatter> {
    let points = appraised.cost_and_worth(group)?;
    if points.is_empty() || !points.iter().all(|point| point.cost_gbp_million.is_finite()) {
        return None;
    }
    let most = points.iter().map(|point| point.cost_gbp_million).fold(1.0, f64::max) * 1.08;
    let mut points: Vec<ScatterPoint> = points
        .into_iter()
        .map(|point| ScatterPoint {
            option: place(scenario, appraised, point.option),
            name: appraised.options[point.option].name.clone(),
            at: [point.cost_gbp_million, point.worth],
            is_struck: point.dominated_by.is_some(),
        })
        .collect();
    points.sort_by_key(|point| point.option);
    Some(Scatter {
        across: Axis { before: "£", behind: "m", ..Axis::new("Net present cost, millions of pounds", 0.0, most) },
        upright: Axis::new("Worth, from 0 to 100", 0.0, 100.0),
        points,
        struck: "another option costs no more and is worth no less".to_owned(),
    })
}

/// Which options another one beats in cost and worth, in words.
pub fn cost_words(appraised: &Appraised, group: &Weighing) -> String {
    let name = |option: usize| format!("“{}”", appraised.options[option].name);
    let points = appraised.cost_and_worth(group).unwrap_or_default();
    let worse = points
        .iter()
        .filter_map(|point| Some(format!("{} costs no less than {} and is worth no more", name(point.option), name(point.dominated_by?))));
    let words: Vec<String> = worse.collect();
    if words.is_empty() {
        return "More benefit costs more throughout: no option is both dearer and worth no more than another".to_owned();
    }
    words.join("; ")
}

/// The charts of an answer; none until every criterion is weighed by somebody.
pub fn figures(answer: &Answer) -> Vec<Figure> {
    if answer.scenario.appraisal.is_empty() {
        return Vec::new();
    }
    let (scenario, appraised, runs) = (&answer.scenario, super::of(answer), answer.summary.replications);
    let figures = [worth_figure(scenario, &appraised, runs), cost_figure(scenario, &appraised, runs)];
    figures.into_iter().flatten().map(|figure| figure.sourced(scenario, &answer.sha256)).collect()
}

/// A title of a chart: scores that nobody has locked are said to be an illustration.
fn titled(scenario: &Scenario, title: String) -> String {
    if is_illustrative(scenario) { format!("{ILLUSTRATIVE}. {title}") } else { title }
}

/// Worth of each option by the weights of each member; none until every criterion is weighed by somebody.
pub fn worth_figure(scenario: &Scenario, appraised: &Appraised, runs: u32) -> Option<Unsourced> {
    let group = appraised.group.as_ref()?;
    let drawn = worth_ranges(appraised, group);
    let best = appraised.order(group).into_iter().take(3);
    let said: Vec<String> =
        best.map(|(option, _)| format!("“{}” {}", appraised.options[option].name, number(group.worth[option], 0))).collect();
    let [id, _] = FIGURES;
    let title = titled(scenario, format!("Worth of 100 by the mean of the members' weights: {}", listed(&said)));
    let subtitle = format!("Worth from 0 to 100, each member's weights apart: {}", counting(appraised.counting));
    let note = "The mean of the members' weights is a middle to start from, not a decision.";
    let has_rows = !drawn.rows.is_empty();
    let drawn = (Plot::Ranges(drawn), super::worth(scenario, appraised));
    has_rows.then(|| Unsourced::new(id, [&title, &subtitle], drawn, note, replications(runs)))
}

/// Worth as the weight of one criterion goes from nothing to all; none until every criterion is weighed by somebody.
pub fn sweep_figure(scenario: &Scenario, appraised: &Appraised, criterion: usize, runs: u32) -> Option<Unsourced> {
    let drawn = sweep_lines(scenario, appraised, criterion)?;
    let name = appraised.criteria.get(criterion)?.short();
    let title = titled(scenario, format!("By the weight of {name}: {}", sweep_words(appraised, criterion)));
    let subtitle = format!("Worth from 0 to 100 as the weight of {name} goes from nothing to all: {}", counting(appraised.counting));
    let named = appraised
        .ranked()
        .into_iter()
        .map(|option| format!("{}: {}", letter(place(scenario, appraised, option)), appraised.options[option].name));
    let note = format!("The other weights keep their proportions. {}.", named.collect::<Vec<_>>().join("; "));
    let data = drawn.numbers();
    Some(Unsourced::new("criteria-weight", [&title, &subtitle], (Plot::Lines(drawn), data), &note, replications(runs)))
}

/// Worth beside cost; none without prices, or where money is in the worth.
pub fn cost_figure(scenario: &Scenario, appraised: &Appraised, runs: u32) -> Option<Unsourced> {
    let group = appraised.group.as_ref().filter(|_| appraised.counting == Counting::BenefitAlone)?;
    let drawn = cost_scatter(scenario, appraised, group)?;
    let [_, id] = FIGURES;
    let subtitle = "Worth from 0 to 100 by the mean of the members' weights, by net present cost at the scenario's prices";
    let columns = ["Mark", "Option", "Net present cost, £ million", "Worth, from 0 to 100", "Another costs no more and is worth no less"];
    let mut data = Table::new("", "", &columns);
    for point in &drawn.points {
        let [cost, worth] = point.at;
        let struck = if point.is_struck { Cell::text("yes") } else { Cell::Missing(Symbol::NotApplicable) };
        let names = [letter(point.option), point.name.clone()].map(Cell::text);
        data.rows.push(names.into_iter().chain([Cell::number(cost, 0), Cell::number(worth, 0), struck]).collect());
    }
    let best = drawn.points.iter().max_by(|a, b| a.at[1].total_cmp(&b.at[1]))?;
    let best = format!("“{}” is worth {} for £{} million", best.name, number(best.at[1], 0), number(best.at[0], 0));
    let struck = drawn.points.iter().filter(|point| point.is_struck).count();
    let struck = match struck {
        0 => "no option is both dearer and worth no more than another".to_owned(),
        some => format!("{some} of {} options cost no less than another one and are worth no more", drawn.points.len()),
    };
    let note = "Higher and further left is better. A line ties a mark that had to be moved to its place.";
    let title = titled(scenario, format!("{best}; {struck}"));
    Some(Unsourced::new(id, [&title, subtitle], (Plot::Scatter(drawn), data), note, replications(runs)))
}
