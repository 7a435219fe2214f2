//! The eight criteria in the annex: raw consequences always, scores and weights only where somebody has set them.

use crate::analysis::criteria::Appraised;
use crate::model::Criterion;

use super::super::Answer;
use super::super::annex::Matter;
use super::super::paper::Block;
use super::{
    FIGURES, ILLUSTRATIVE, consequences, counting, crossings, factors_open, is_illustrative, log, method, nowhere, overlaps_open, ranks,
    ranks_with_chance, scales, scores, still_open, verdict, worth,
};

/// The section, without its heading.
pub fn blocks(answer: &Answer, appraised: &Appraised, matter: &Matter<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::Paragraph(format!(
        "The review judges options on eight criteria ({}). What the model can measure of each stands here in its own units, before any score. \
         The review publishes no scores and no weights.",
        Criterion::PARAGRAPH
    ))];
    blocks.extend(Criterion::ALL.into_iter().filter_map(|criterion| consequences(appraised, criterion)).map(Block::Table));
    let unmeasured: Vec<&str> = Criterion::ALL
        .into_iter()
        .filter(|criterion| appraised.consequences(*criterion).next().is_none())
        .map(|criterion| criterion.short())
        .collect();
    if !unmeasured.is_empty() {
        blocks.push(Block::Paragraph(format!("The model measures nothing of {}: only people can judge it.", super::listed(&unmeasured))));
    }
    blocks.extend(nowhere(appraised).into_iter().map(Block::Paragraph));
    let appraisal = &answer.scenario.appraisal;
    if appraisal.is_empty() {
        let text = "The scenario holds no scores and no weights, so no option is preferred here.";
        blocks.push(Block::Paragraph(text.to_owned()));
        blocks.extend(factors_open(appraisal).map(Block::Paragraph));
        return blocks;
    }
    blocks.push(Block::Paragraph(match &appraisal.lock {
        Some(lock) => format!("Scores and weights were locked by the {} on {}.", lock.by, lock.on),
        None => format!("{ILLUSTRATIVE}. What follows shows how they work and is not a finding."),
    }));
    blocks.push(Block::Paragraph(format!("Counted: {}.", counting(appraised.counting))));
    let mark = if is_illustrative(&answer.scenario) { "Illustrative: " } else { "" };
    blocks.extend(verdict(appraised).into_iter().map(|line| Block::Paragraph(format!("{mark}{line}"))));
    for drawn in matter.drawn.iter().filter(|drawn| FIGURES.contains(&drawn.figure.id.as_str())) {
        blocks.push(Block::Finding(format!("{}.", drawn.figure.title)));
        blocks.push(Block::Picture(drawn.picture.clone()));
    }
    let mut tables = vec![scales(answer, appraised), scores(answer, appraised), worth(&answer.scenario, appraised)];
    tables.push(crossings(answer, appraised));
    tables.extend(appraised.weightings.iter().map(|shares| ranks(answer, appraised, shares)));
    tables.extend(appraised.futures.iter().map(|shares| ranks_with_chance(answer, appraised, shares)));
    tables.push(log(answer));
    blocks.extend(tables.into_iter().filter(|table| !table.rows.is_empty()).map(Block::Table));
    if appraised.weightings.is_some() {
        blocks.push(Block::Paragraph(method(appraised)));
    }
    let mut open = still_open(appraised);
    open.extend(overlaps_open(appraisal));
    open.extend(factors_open(appraisal));
    if !open.is_empty() {
        blocks.push(Block::Points(open));
    }
    blocks
}
