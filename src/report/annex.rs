//! The annex to a committee paper, and its summary on two pages: sections in the order that council papers use. What only a qualified officer may
//! say is headed and left open.

pub mod going;
mod reading;

use super::Answer;
use super::boroughs::Told;
use super::claims::option_sentence;
use super::criteria::{ILLUSTRATIVE, is_illustrative};
use super::drawing::{self, PictureError};
use super::figure::Figure;
use super::figures::{Figures, period, replications, way};
use super::layout;
use super::method;
use super::paper::{Block, Length, NOT_PROVIDED, Paper, Picture, Publication};
use super::register::{register, set_here};
use super::results::{comparison, definitions, options, review};
use super::tables::{Cell, Table};
use super::wording::short_number;
use super::{selftest, studies};
use crate::analysis::gate::{self, Verdict};
use crate::model::Stream;
use crate::model::evidence::{QuestionKind, REVIEW_FIGURES, REVIEW_QUESTIONS};
use crate::model::register::Role;

/// Figures drawn once, for paper and for their own files.
pub struct Drawn<'a> {
    /// The figure.
    pub figure: &'a Figure,
    /// The picture.
    pub picture: Picture,
}

/// Draws a figure for paper.
///
/// # Errors
/// When it is too large to be drawn.
pub fn drawn(figure: &Figure) -> Result<Drawn<'_>, PictureError> {
    let drawing = layout::drawing(figure);
    let picture = Picture {
        caption: figure.subtitle.clone(),
        alternative_text: figure.alternative_text(),
        png: drawing::png(&drawing)?,
        width: drawing.width,
        height: drawing.height,
    };
    Ok(Drawn { figure, picture })
}

/// Draws the way of a request through the model.
///
/// # Errors
/// As [`drawn`].
pub fn flow_picture(answer: &Answer) -> Result<Picture, PictureError> {
    let (drawing, alternative_text) = way(answer);
    let png = drawing::png(&drawing)?;
    Ok(Picture {
        caption: "The way of a request through the model".into(),
        alternative_text,
        png,
        width: drawing.width,
        height: drawing.height,
    })
}

/// What goes into a paper beside the answer.
pub struct Matter<'a> {
    /// The figures.
    pub figures: &'a Figures,
    /// The figures as pictures, in the order of [`Figures::all`].
    pub drawn: &'a [Drawn<'a>],
    /// The way of a request through the model.
    pub flow: Picture,
    /// What is said of the boroughs.
    pub boroughs: &'a Told,
    /// Whether it may be published.
    pub publication: Publication,
    /// How long it is.
    pub length: Length,
    /// Fingerprint of all results.
    pub results_sha256: &'a str,
}

/// The paper.
pub fn paper(answer: &Answer, matter: &Matter<'_>) -> Paper {
    let scenario = &answer.scenario;
    let mut blocks = vec![Block::Plain(format!("{}. {}.", answer.status(), matter.publication.mark()))];
    match matter.length {
        Length::Summary => summary(answer, matter, &mut blocks),
        Length::Full => full(answer, matter, &mut blocks),
    }
    Paper {
        title: format!("{}: is the provision enough?", scenario.name),
        header: header(answer, matter),
        footer: format!(
            "Sufficiency Planner {}, scenario file {}, seed {}, {}",
            answer.version,
            answer.short_sha256(),
            scenario.run.seed,
            replications(answer.summary.replications)
        ),
        blocks,
    }
}

/// At the head of each page: how far it is assured, for whom it is, and whether scores in it are only an illustration.
fn header(answer: &Answer, matter: &Matter<'_>) -> String {
    let header = format!("{} | {}", answer.status(), matter.publication.mark());
    let shows_scores = matter.length == Length::Full && !answer.scenario.appraisal.is_empty();
    if shows_scores && is_illustrative(&answer.scenario) { format!("{header} | {ILLUSTRATIVE}") } else { header }
}

fn heading(blocks: &mut Vec<Block>, level: u8, text: &str) {
    blocks.push(Block::Heading(level, text.to_owned()));
}

fn paragraph(blocks: &mut Vec<Block>, text: impl Into<String>) {
    blocks.push(Block::Paragraph(text.into()));
}

fn officer(blocks: &mut Vec<Block>, what: &str) {
    blocks.push(Block::ForOfficer(format!("{NOT_PROVIDED}: {what}")));
}

fn picture(blocks: &mut Vec<Block>, matter: &Matter<'_>, id: &str) {
    blocks.extend(matter.drawn.iter().find(|drawn| drawn.figure.id == id).map(|drawn| Block::Picture(drawn.picture.clone())));
}

/// Findings that the summary tells.
const TOLD: [&str; 4] = ["placements-welfare", "wait-welfare", "distance-welfare", "nights-full-welfare"];
/// Size of the summary's chart beside that of the annex.
const SMALLER: f64 = 0.72;

fn summary(answer: &Answer, matter: &Matter<'_>, blocks: &mut Vec<Block>) {
    heading(blocks, 1, "Purpose");
    purpose(answer, blocks);
    heading(blocks, 1, "Findings");
    let told = matter.figures.comparisons.iter().filter(|figure| TOLD.contains(&figure.id.as_str()));
    blocks.extend(told.map(|figure| Block::Paragraph(format!("{}.", figure.title))));
    heading(blocks, 1, "Recommendations");
    officer(blocks, "recommendations are for the officer who owns the paper.");
    if let Some(drawn) = matter.drawn.first() {
        // Smaller, so that chart and table share a page.
        let picture = drawn.picture.clone();
        blocks.push(Block::Picture(Picture { width: picture.width * SMALLER, height: picture.height * SMALLER, ..picture }));
    }
    let mut compared = without(without(comparison(answer), "Blocked bed-days a year"), "Children in homes");
    compared.notes = vec!["Placed in London: of those placed. Nights full: no welfare bed in London is free.".to_owned()];
    blocks.push(Block::Table(compared));
    heading(blocks, 1, "Not in these ranges");
    blocks.push(Block::Points(caveats(answer)));
    blocks.push(Block::Plain(format!(
        "Fingerprint of the scenario file (SHA-256): {}. Of the results: {}.",
        answer.sha256, matter.results_sha256
    )));
}

fn purpose(answer: &Answer, blocks: &mut Vec<Block>) {
    let (scenario, summary) = (&answer.scenario, &answer.summary);
    let description = scenario.description.trim();
    paragraph(
        blocks,
        if description.is_empty() { format!("{NOT_PROVIDED}: the question that this scenario asks.") } else { description.to_owned() },
    );
    paragraph(
        blocks,
        format!(
            "{} of {} years, {}, of each of {} options. All results are modelled, not observed. They are the answer to this scenario, not a forecast.",
            replications(summary.replications),
            short_number(scenario.run.horizon_years, 2),
            period(answer),
            summary.options.len()
        ),
    );
    if let Some(set) = set_here(scenario) {
        paragraph(blocks, set);
    }
}

/// What the ranges leave out, most important first; three at most.
fn caveats(answer: &Answer) -> Vec<String> {
    let [(_, stated), (_, derived), (_, published), (_, assumed)] = method::standing(answer);
    vec![
        match answer.studies.as_ref().and_then(|found| found.uncertain.as_ref()) {
            Some(_) => "Ranges hold chance only. That the figures of demand may be wrong is not in them; the section on chance and not knowing adds it.",
            None => "Ranges hold chance only. That the figures of demand may be wrong is not in them.",
        }
        .to_owned(),
        format!(
            "{assumed} of {} parameters are assumed; {stated} are stated in the review, {derived} derived, {published} published elsewhere.",
            stated + derived + published + assumed
        ),
        not_modelled(answer),
    ]
}

/// What the model says nothing of.
fn not_modelled(answer: &Answer) -> String {
    let homes = || answer.scenario.options.iter().flat_map(|option| &option.homes);
    let staff = if homes().all(|home| home.staffed_share >= 1.0) { ", how staff are found" } else { "" };
    let costs = if answer.scenario.costs.is_some() { "; costs stand on prices, each with its source in the register" } else { "" };
    format!("The model says nothing of the quality of care{staff} or how sites are won{costs}.")
}

fn full(answer: &Answer, matter: &Matter<'_>, blocks: &mut Vec<Block>) {
    let (scenario, found) = (&answer.scenario, &answer.summary);
    heading(blocks, 1, "Contents");
    blocks.push(Block::Contents);
    heading(blocks, 1, "Purpose");
    purpose(answer, blocks);
    if let Some(studies) = &answer.studies {
        reading::in_short(answer, studies, blocks);
    }
    heading(blocks, 1, "Recommendations");
    officer(blocks, "recommendations are for the officer who owns the paper.");
    heading(blocks, 1, "Background");
    for figure in REVIEW_FIGURES.iter() {
        paragraph(blocks, format!("{} (The review, {}.)", figure.sentence, figure.paragraph));
    }
    heading(blocks, 1, "Options considered");
    let hidden: Vec<&str> =
        scenario.options.iter().filter(|option| found.option_index(&option.id).is_none()).map(|option| option.name.as_str()).collect();
    if !hidden.is_empty() {
        paragraph(blocks, format!("In the scenario file but left out of this paper: {}.", hidden.join("; ")));
    }
    let table = options(answer);
    blocks.push(Block::Table(without(table, "Id")));
    heading(blocks, 1, "How the options compare");
    blocks.push(Block::Points(reading::cautions(answer)));
    for option in 0..found.options.len() {
        blocks.extend(option_sentence(found, option, scenario, Stream::Welfare).map(Block::Paragraph));
    }
    blocks.push(Block::Table(comparison(answer)));
    // The charts of costs and of the criteria stand with them.
    let apart = |id: &str| super::costs::FIGURES.contains(&id) || super::criteria::FIGURES.contains(&id);
    for figure in matter.figures.comparisons.iter().filter(|figure| !apart(&figure.id)) {
        blocks.push(Block::Finding(format!("{}.", figure.title)));
        picture(blocks, matter, &figure.id);
    }
    going::section(answer, matter, blocks);
    sure(answer, matter, blocks);
    heading(blocks, 1, "What would change the answer");
    match &answer.studies {
        Some(found) => studies::would_change(answer, found, blocks, &|blocks, id| picture(blocks, matter, id)),
        None => blocks.push(Block::ForOfficer(studies::not_run())),
    }
    heading(blocks, 2, "What the review leaves open");
    for question in REVIEW_QUESTIONS.iter() {
        let kind = match question.kind {
            QuestionKind::Inconsistency => "The review disagrees with itself",
            QuestionKind::Silence => "The review does not say",
        };
        paragraph(
            blocks,
            format!("{kind}: {}. {} (The review, {}.)", question.title.trim_end_matches(['.', '?']), question.reading, question.paragraph),
        );
    }
    heading(blocks, 1, "Costs");
    super::costs::section(answer, matter, blocks);
    heading(blocks, 1, "The eight criteria");
    blocks.extend(super::criteria::blocks(answer, &super::criteria::of(answer), matter));
    for (name, what) in [
        ("Financial implications", "to be written by the chief finance officer or a delegate."),
        ("Legal implications", "to be written by the monitoring officer or a delegate."),
        ("Equalities implications", "to be written by the officer responsible for equalities."),
    ] {
        heading(blocks, 1, name);
        officer(blocks, what);
    }
    appendices(answer, matter, blocks);
}

fn sure(answer: &Answer, matter: &Matter<'_>, blocks: &mut Vec<Block>) {
    heading(blocks, 1, "How sure we are");
    paragraph(blocks, format!("{}. {}", replications(answer.summary.replications), method::precision(answer)));
    let compared = gate::compare(&answer.scenario, &answer.summary);
    let judged = compared.iter().filter(|compared| matches!(compared.verdict, Verdict::Agrees | Verdict::Differs)).count();
    let agrees = compared.iter().filter(|compared| compared.verdict == Verdict::Agrees).count();
    let rest = match compared.len() - judged {
        0 => String::new(),
        rest => format!(" The other {rest} are shown, not judged."),
    };
    paragraph(
        blocks,
        format!(
            "Asked about the year that the review saw, the model gives back {agrees} of the {judged} figures of the review that this scenario and this \
             number of replications allow to judge.{rest} In the scenarios supplied requests, stays, offers, patience, ages \
             and boroughs were set from these figures: that they come back shows that the model is put together rightly, not that it predicts."
        ),
    );
    for caveat in caveats(answer) {
        paragraph(blocks, caveat);
    }
    blocks.push(Block::Table(review(answer)));
    match &answer.studies {
        Some(found) => studies::sure(answer, found, blocks, &|blocks, id| picture(blocks, matter, id)),
        None => {
            heading(blocks, 2, "Chance and not knowing");
            blocks.push(Block::ForOfficer(studies::not_run()));
        }
    }
}

fn appendices(answer: &Answer, matter: &Matter<'_>, blocks: &mut Vec<Block>) {
    blocks.push(Block::PageBreak);
    heading(blocks, 1, "Appendix 1: where requests go and how full homes are, option by option");
    let shown = going::shown(answer);
    for (option, figures) in &matter.figures.options {
        let rest: Vec<&Figure> = figures.iter().filter(|figure| !shown.contains(&figure.id)).collect();
        if rest.is_empty() {
            continue;
        }
        heading(blocks, 2, answer.summary.options.get(*option).map_or("", |option| option.name.as_str()));
        for figure in rest {
            picture(blocks, matter, &figure.id);
        }
    }
    heading(blocks, 1, "Appendix 2: method statement");
    blocks.push(Block::Picture(matter.flow.clone()));
    blocks.push(Block::Table(method::statement(answer)));
    heading(blocks, 1, "Appendix 3: register of assumptions");
    let streams: Vec<Stream> = answer.streams().collect();
    blocks.push(Block::Table(register(&answer.scenario, &streams)));
    heading(blocks, 1, "Appendix 4: definitions");
    blocks.push(Block::Table(definitions(answer)));
    heading(blocks, 1, "Appendix 5: verification record");
    blocks.push(Block::Table(record(answer, matter)));
    if let Some(checked) = &answer.selftest {
        let what = "The program was tested on the machine that made this paper: exact values of queueing theory, two counters of the same children, the \
                    length of the warm-up, the number of possible futures, and other seeds.";
        paragraph(blocks, format!("{what} {}", selftest::sentence(checked)));
        blocks.extend(selftest::tables(checked).into_iter().map(Block::Table));
    }
    paragraph(
        blocks,
        "To check this pack, run “sufficiency verify” on its folder: it plays the scenario again and says digit for digit whether every figure still holds.",
    );
}

/// From what and by whom the paper was made.
fn record(answer: &Answer, matter: &Matter<'_>) -> Table {
    let (scenario, summary) = (&answer.scenario, &answer.summary);
    let run = &scenario.run;
    let mut table = Table::new("record", "Verification record", &["Subject", "Record"]);
    let baseline = summary.options.get(summary.baseline).map_or("", |option| option.name.as_str());
    let post = |role| match scenario.assurance.post(role).trim() {
        "" => format!("{NOT_PROVIDED}."),
        post => post.to_owned(),
    };
    let rows = [
        ("Program", format!("Sufficiency Planner {}", answer.version)),
        ("Scenario", scenario.name.clone()),
        ("SHA-256 of the scenario file", answer.sha256.clone()),
        ("SHA-256 of all results", matter.results_sha256.to_owned()),
        ("Seed", run.seed.to_string()),
        ("Replications", summary.replications.to_string()),
        ("Warm-up, years", short_number(run.warm_up_years, 4)),
        ("Horizon, years", short_number(run.horizon_years, 4)),
        ("Options run", summary.options.iter().map(|option| option.id.as_str()).collect::<Vec<_>>().join(", ")),
        ("Compared with", baseline.to_owned()),
        ("Publication", matter.publication.mark().to_owned()),
        ("Assurance", answer.status().to_owned()),
        ("Commissioner", post(Role::Commissioner)),
        ("Analyst", post(Role::Analyst)),
        ("Assurer (not the analyst)", post(Role::Assurer)),
        ("Approver", post(Role::Approver)),
        (
            "How the program is checked",
            "Exact values of queueing theory as special cases; a second, plain engine that gives the same episodes to the last bit; the review's own \
             figures; traces worked by hand; properties on random scenarios."
                .to_owned(),
        ),
    ];
    table.rows = rows.into_iter().map(|(subject, words)| vec![Cell::text(subject), Cell::text(words)]).collect();
    table
}

/// A table without one of its columns.
fn without(mut table: Table, heading: &str) -> Table {
    if let Some(column) = table.columns.iter().position(|column| column == heading) {
        table.columns.remove(column);
        for row in &mut table.rows {
            row.remove(column);
        }
    }
    table
}
