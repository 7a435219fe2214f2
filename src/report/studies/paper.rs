//! The long analyses in the annex: how sure we are, and what would change the answer.

use super::{Studies, tables};
use crate::analysis::uncertainty::{Change, Structural};
use crate::report::Answer;
use crate::report::beds as beds_words;
use crate::report::paper::{Block, NOT_PROVIDED};
use crate::report::uncertain::{
    chosen_sentence, draws_sentence, most_sentence, moved, rule_words, split_sentence, turning_sentence, worlds_sentence, worth_sentence,
};
use crate::report::wording::capital;

/// Said where the long analyses would stand, if they were left out.
pub fn not_run() -> String {
    format!(
        "{NOT_PROVIDED}: the long analyses were left out of this pack (more and fewer beds, what the figures cannot tell, chance and not \
         knowing apart, which figures matter, where the choice turns, other worlds, what is worth finding out)."
    )
}

const NO_RANGES: &str = "the scenario gives no ranges, so nothing in it counts as uncertain";

/// What is told of chance and of not knowing. `picture` puts the figure with an id into the paper.
pub fn sure(answer: &Answer, studies: &Studies, blocks: &mut Vec<Block>, picture: &dyn Fn(&mut Vec<Block>, &str)) {
    blocks.push(Block::Heading(2, "Chance and not knowing".to_owned()));
    let Some(uncertain) = &studies.uncertain else {
        blocks.push(Block::Paragraph(format!("{NOT_PROVIDED}: {NO_RANGES}.")));
        return;
    };
    let levels = &uncertain.levels;
    blocks.push(Block::Paragraph(format!(
        "Two kinds of uncertainty stand apart here. Chance: when children are requested for and how long they stay, which no study removes. Not knowing: {} figures have a \
         range in the scenario, and better evidence would narrow it. That children differ (how long they stay, where they live, what they need) \
         is part of every future. That the model itself may be wrong is not in these ranges; other worlds are tried below.",
        levels.figures.len()
    )));
    let sentences = levels.options.iter().enumerate().filter_map(|(place, option)| {
        let split = levels.value(place, &studies.spec.key).filter(|split| split.total_low.is_finite())?;
        split_sentence(&format!("“{}”", answer.scenario.options.get(*option)?.name), &studies.spec, split)
    });
    let focus = studies.place(&levels.options);
    let sentences: Vec<String> = sentences.collect();
    blocks.extend(focus.and_then(|place| sentences.get(place)).map(|sentence| Block::Finding(sentence.clone())));
    picture(blocks, "uncertainty");
    blocks.push(Block::Paragraph(draws_sentence(levels)));
    blocks.push(Block::Table(tables::levels(answer, studies, levels)));
}

/// What would change the answer, part by part.
pub fn would_change(answer: &Answer, studies: &Studies, blocks: &mut Vec<Block>, picture: &dyn Fn(&mut Vec<Block>, &str)) {
    let scenario = &answer.scenario;
    let (goal, name) = (studies.closer.goal, studies.focus_name(scenario));
    let not_provided = |why: &str| Block::Paragraph(format!("{NOT_PROVIDED}: {why}."));
    let heading = |text: &str| Block::Heading(2, text.to_owned());
    let why_this = match &studies.closer.focus {
        Some(_) => "the one named when this pack was made".to_owned(),
        None => format!(
            "the one that has {}, by the means of the main run; of options alike in this the first. The review gives no such rule: it is the \
             program’s, and whoever makes the pack may name another option",
            rule_words(&studies.rule, &studies.spec)
        ),
    };
    blocks.push(Block::Paragraph(format!(
        "One option is looked at closely here: “{name}”, {why_this}. Tables of all options are in the workbook."
    )));
    blocks.push(Block::Paragraph(format!(
        "Where a goal is needed it is this: {}. The review sets none; it is chosen when the pack is made. {}",
        beds_words::goal(goal, studies.stream),
        beds_words::GENUINE
    )));

    blocks.push(heading("More and fewer beds"));
    match &studies.sweep {
        Ok(sweep) => {
            blocks.push(Block::Finding(beds_words::answer(scenario, sweep, goal)));
            picture(blocks, "beds");
            if let (Some(cost), Some(costs)) = (beds_words::cost_of_answer(scenario, sweep, goal), &scenario.costs) {
                blocks.push(Block::Paragraph(format!("{cost} {}", beds_words::cost_basis(costs.price_year))));
            }
            blocks.push(Block::Table(tables::sweep(answer, studies, sweep)));
        }
        Err(why) => blocks.push(not_provided(why)),
    }

    blocks.push(heading("The one thing that the figures cannot tell"));
    match &studies.unknown {
        Ok(found) => {
            blocks.push(Block::Paragraph(beds_words::unknown(found)));
            blocks.push(Block::Points(beds_words::switches(scenario, found, goal)));
            picture(blocks, "unknown");
        }
        Err(why) => blocks.push(not_provided(why)),
    }
    let Some(uncertain) = &studies.uncertain else {
        blocks.push(heading("Which figures matter"));
        blocks.push(not_provided(NO_RANGES));
        return;
    };

    blocks.push(heading("Which figures matter"));
    let variations = &uncertain.variations;
    if let Some(place) = studies.place(&variations.options) {
        let rows = moved(scenario, variations, Some(&uncertain.global), place, &studies.spec.key);
        let unchanged = variations.effect(Change::None, place, &studies.spec.key).map_or(f64::NAN, |effect| effect.mean);
        let sentence = most_sentence(scenario, &format!("“{name}”"), studies.spec.unit, unchanged, &rows);
        blocks.extend(sentence.map(Block::Finding));
        picture(blocks, "drivers");
    }
    blocks.push(Block::Table(tables::ranges(answer)));

    blocks.push(heading("Where the choice turns"));
    let switching = &uncertain.switching;
    blocks.push(Block::Paragraph(chosen_sentence(scenario, switching, &studies.rule, &studies.spec)));
    let (turning, still): (Vec<_>, Vec<_>) = switching.figures.iter().partition(|figure| !figure.switches.is_empty());
    let told: Vec<String> = turning.iter().map(|figure| turning_sentence(scenario, &switching.options, figure)).collect();
    if !told.is_empty() {
        blocks.push(Block::Points(told));
        picture(blocks, "turns");
    }
    if !still.is_empty() {
        let names: Vec<String> = still.iter().map(|figure| figure.figure.full_label()).collect();
        blocks.push(Block::Paragraph(format!(
            "No value in its range changes the choice of these {} figures, each by itself: {}.",
            names.len(),
            names.join("; ")
        )));
    }

    blocks.push(heading("Other worlds"));
    blocks.extend(worlds_sentence(scenario, variations, &studies.rule, &studies.spec).map(|text| Block::Finding(capital(&text))));
    picture(blocks, "worlds");
    blocks.push(Block::Points(Structural::ALL.map(|world| format!("{}: {}", world.label(), world.meaning())).to_vec()));
    blocks.push(Block::Table(tables::worlds(&studies.about(scenario), variations)));

    blocks.push(heading("What is worth finding out"));
    match &uncertain.worth {
        Some(worth) => {
            let global = &uncertain.global;
            blocks.push(Block::Finding(worth_sentence(scenario, &global.options, &global.figures, worth)));
            picture(blocks, "finding-out");
            blocks.push(Block::Table(tables::worth(&studies.about(scenario), global, worth)));
        }
        None => blocks.push(not_provided("no option has a value to choose by")),
    }
}
