//! The section on costs in the annex.

use super::overview::{overview, payers, price_ranges, turning, turning_sentence};
use crate::report::Answer;
use crate::report::annex::Matter;
use crate::report::boroughs::Told;
use crate::report::boroughs::maps::{REQUESTS, change_id};
use crate::report::paper::{Block, NOT_PROVIDED};
use crate::report::wording::{capital, uncapital};

/// What the options cost, who pays, and where the answer turns.
pub fn section(answer: &Answer, matter: &Matter<'_>, blocks: &mut Vec<Block>) {
    let scenario = &answer.scenario;
    let Some(costs) = answer.costs() else {
        blocks.push(Block::Paragraph(format!("{NOT_PROVIDED}: the scenario holds no prices.")));
        return;
    };
    blocks.push(Block::Paragraph(super::basis(&costs, scenario)));
    blocks.push(Block::Paragraph(super::not_counted(scenario)));
    // In words the option that is looked at closely beside the baseline; all of them are in the table.
    let close = answer.studies.as_ref().and_then(|studies| scenario.options.get(studies.focus));
    let is_told = |option: &usize| close.is_none_or(|close| *option == costs.baseline || costs.options[*option].id == close.id);
    blocks.extend((0..costs.options.len()).filter(is_told).filter_map(|option| super::verdict(&costs, option)).map(Block::Paragraph));
    let [by_kind, by_payer, access] = super::FIGURES;
    let picture = |blocks: &mut Vec<Block>, id: &str| {
        if let Some(drawn) = matter.drawn.iter().find(|drawn| drawn.figure.id == id) {
            blocks.push(Block::Finding(format!("{}.", drawn.figure.title)));
            blocks.push(Block::Picture(drawn.picture.clone()));
        }
    };
    picture(blocks, by_kind);
    blocks.push(Block::Table(overview(&costs)));
    if costs.options.iter().all(|option| option.dominated_by.is_none()) {
        blocks.push(Block::Paragraph(super::dominated(&costs)));
    }
    blocks.push(Block::Heading(2, "Cost and access together".to_owned()));
    picture(blocks, access);
    blocks.push(Block::Heading(2, "Who pays".to_owned()));
    picture(blocks, by_payer);
    blocks.push(Block::Table(payers(&costs)));
    if let Some(table) = &matter.boroughs.overview {
        blocks.push(Block::Heading(2, "What each borough pays".to_owned()));
        blocks.extend(matter.boroughs.sentence.clone().map(Block::Paragraph));
        blocks.push(Block::Table(table.clone()));
        for id in maps_shown(answer, matter) {
            picture(blocks, &id);
        }
        blocks.extend(where_to(matter.boroughs).map(Block::Paragraph));
    }
    blocks.push(Block::Heading(2, "At which price the answer turns".to_owned()));
    blocks.extend(turning_sentence(&costs).map(Block::Paragraph));
    blocks.push(Block::Table(turning(&costs, scenario)));
    blocks.extend(costs.options.iter().filter_map(|option| {
        let prevention = super::prevention(option.prevention.as_ref()?);
        Some(Block::Paragraph(format!("“{}”: {}", option.name, uncapital(&prevention))))
    }));
    let ranges = price_ranges(&costs);
    if !ranges.rows.is_empty() {
        blocks.push(Block::Table(ranges));
    }
}

/// Where the rest stands that goes with the paper; none where all of it is left out.
fn where_to(told: &Told) -> Option<String> {
    let has = |id: &str| told.tables.iter().any(|table| table.id == id);
    let places = [
        (has("boroughs"), "the bill of every borough with every option is in the table “boroughs”"),
        (has("sites"), "where homes would be near is in the table “sites”"),
        (told.figures.iter().any(|figure| figure.id != REQUESTS), "a map of what changes with each option is among the charts"),
    ];
    let said: Vec<&str> = places.into_iter().filter_map(|(is_there, said)| is_there.then_some(said)).collect();
    (!said.is_empty()).then(|| capital(&format!("{}.", said.join("; "))))
}

/// The maps in the paper itself: requests, and what changes with the option that is looked at closely, or else with the first.
fn maps_shown(answer: &Answer, matter: &Matter<'_>) -> Vec<String> {
    let focus = answer.studies.as_ref().and_then(|studies| answer.scenario.options.get(studies.focus)).map(|option| change_id(&option.id));
    let has = |id: &String| matter.boroughs.figures.iter().any(|figure| figure.id == *id);
    let first = matter.boroughs.figures.iter().map(|figure| &figure.id).find(|id| *id != REQUESTS).cloned();
    std::iter::once(REQUESTS.to_owned()).chain(focus.filter(has).or(first)).collect()
}
