//! What a reader of a paper needs first: the answer in short, and how the comparison is to be read.

use crate::model::Scenario;
use crate::report::Answer;
use crate::report::beds;
use crate::report::criteria::listed;
use crate::report::findings::headline;
use crate::report::paper::Block;
use crate::report::studies::Studies;
use crate::report::wording::{hundredths, percent};

/// The answer in short: the option looked at closely, the goal and who meets it, and what the figures cannot tell.
pub fn in_short(answer: &Answer, studies: &Studies, blocks: &mut Vec<Block>) {
    let (scenario, summary) = (&answer.scenario, &answer.summary);
    let mut points = Vec::new();
    let focus = scenario.options.get(studies.focus).and_then(|option| summary.option_index(&option.id));
    points.extend(focus.and_then(|focus| headline(summary, focus, summary.baseline, studies.stream, scenario)));
    if let Ok(sweep) = &studies.sweep {
        let goal = studies.closer.goal;
        points.push(format!(
            "A goal, chosen for this paper and not by the review: {}. {}",
            beds::goal(goal, studies.stream),
            beds::answer(scenario, sweep, goal)
        ));
        points.extend(who_meets(studies, scenario));
    }
    points.extend(studies.unknown.as_ref().ok().map(|found| {
        let switches = beds::switches(scenario, found, studies.closer.goal);
        format!("{} {}", beds::unknown(found), switches.join(" "))
    }));
    blocks.push(Block::Heading(2, "In short".to_owned()));
    blocks.push(Block::Points(points));
}

/// Which of the options as they stand meet the goal on average; where none does, which comes nearest.
fn who_meets(studies: &Studies, scenario: &Scenario) -> Option<String> {
    let sweep = studies.sweep.as_ref().ok()?;
    let (goal, stream) = (studies.closer.goal, studies.stream.index());
    let name = |option: usize| scenario.options.get(option).map_or(String::new(), |option| format!("“{}”", option.name));
    let met = || sweep.options.iter().map(|(option, tried)| (*option, tried.point.access[stream].met(goal)));
    let meet: Vec<String> = met().filter(|(_, met)| met.on_average(goal)).map(|(option, _)| name(option)).collect();
    if !meet.is_empty() {
        let (verb, all) = (if meet.len() == 1 { "meets" } else { "meet" }, sweep.options.len());
        return Some(format!("Of the {all} options as they stand {} {verb} it on average.", listed(&meet)));
    }
    let (nearest, best) = met().filter(|(_, met)| met.share.mean.is_finite()).max_by(|a, b| a.1.share.mean.total_cmp(&b.1.share.mean))?;
    let level = met().filter(|(option, met)| *option != nearest && met.share.high >= best.share.low).count();
    let level = match level {
        0 => String::new(),
        1 => " (and one other that is not clearly different)".to_owned(),
        level => format!(" (and {level} others that are not clearly different)"),
    };
    Some(format!(
        "No option as it stands meets it on average: the nearest, {}{level}, places {} of such requests in time, and meets the goal in {} of 100 possible \
         futures.",
        name(nearest),
        percent(best.share.mean),
        hundredths(best.futures_share)?
    ))
}

/// How the comparison is to be read: what its ranges hold, and what in it is good or bad by assumption.
pub fn cautions(answer: &Answer) -> Vec<String> {
    let scenario = &answer.scenario;
    let options = || answer.summary.options.iter().filter_map(|found| scenario.option(&found.id));
    let homes = || options().flat_map(|option| &option.homes);
    let wider = match answer.studies.as_ref().and_then(|found| found.uncertain.as_ref()) {
        Some(_) => " With the uncertain figures drawn from their ranges they are wider: see “Chance and not knowing”.",
        None => "",
    };
    let mut said = vec![format!(
        "Ranges, and counts of possible futures, hold chance only here: every figure of the scenario is taken as exact.{wider}"
    )];
    if homes().count() > 0 && homes().all(|home| home.staffed_share >= 1.0 && home.decline_share == 0.0) {
        said.push(
            "In this scenario every bed in London can be used and no home declines a child: homes that are short of staff or decline children place fewer."
                .to_owned(),
        );
    }
    let no_gain = answer.streams().all(|stream| {
        let demand = scenario.demand.stream(stream);
        demand.repeat_share_after_step_down >= demand.repeat_share_direct
    });
    if no_gain && options().any(|option| !option.step_down_units.is_empty()) {
        said.push(
            "Step-down is counted with the secure beds that it can block and with what it costs, not with what it may do for a child: no fewer are taken to \
             need secure care again after it than without it. In these numbers it can only lose; that is no evidence against it."
                .to_owned(),
        );
    }
    let facilities = || options().filter_map(|option| option.open_facility.as_ref());
    if facilities().count() > 0 && facilities().all(|facility| facility.prevents_share == 0.0) {
        said.push(
            "An open facility is taken to prevent no request; nobody has published how many it would. Its row shows its cost without its purpose."
                .to_owned(),
        );
    }
    if homes().count() > 0 {
        said.push(
            "Distances stand on the places named with the options, illustrative where they say so: a few miles between options say nothing of where homes would be."
                .to_owned(),
        );
    }
    said
}
