//! A pack: everything that goes with a committee paper, as names and bytes. The same scenario file, seed and version give the same bytes.

mod contents;

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

use super::annex::{self, Drawn, Matter, drawn, flow_picture};
use super::docx::{DocxError, docx};
use super::drawing::{PictureError, svg};
use super::manifest::{MANIFEST, MANIFEST_VERSION, Manifest, SCENARIO, StudiesClaim, headlines, results_text};
use super::paper::{Length, Paper, Publication};
use super::tables::{Cell, Table};
use super::xlsx::{Cover, workbook};
use super::{Answer, layout};
use crate::analysis::Progress;
use crate::model::{BoroughMix, ParameterId, Scenario, Source, StayFamily, Stream};
pub use contents::{Contents, Group, Item};

/// A file of a pack: its path in it, with `/` between folder and name, and its bytes.
pub type PackFile = (String, Vec<u8>);

/// What is chosen before a pack is made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Whether it may be published.
    pub publication: Publication,
    /// How long the paper is.
    pub length: Length,
    /// Figures and tables left out, each by its file in the pack without the ending ([`Item::key`]); an id alone leaves out the figure and the
    /// table of that id. A table left out of the workbook may still stand in the paper.
    pub left_out: BTreeSet<String>,
}

impl Choices {
    fn keeps(&self, item: Item<'_>) -> bool {
        !self.left_out.contains(&item.key()) && !self.left_out.contains(item.id())
    }
}

/// Why there is no pack.
#[derive(Debug, Error)]
pub enum PackError {
    /// It would make public what could point to a child.
    #[error("{0}")]
    NotForPublication(String),
    /// A chart.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// The paper.
    #[error(transparent)]
    Paper(#[from] DocxError),
    /// The workbook.
    #[error("the tables cannot be put together as a workbook ({0})")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// Somebody stopped it.
    #[error("the pack was stopped; nothing was written")]
    Stopped,
}

/// Whether a pack of this scenario may be made with these choices.
///
/// # Errors
/// When it would be public and the scenario holds figures from which observed numbers of one to five children could be told.
pub fn check(scenario: &Scenario, choices: &Choices) -> Result<(), PackError> {
    if choices.publication != Publication::Public {
        return Ok(());
    }
    let refuse = |what: &str| {
        Err(PackError::NotForPublication(format!(
            "the scenario file is part of the pack and holds {what}, from which single children could be told; \
             mark the pack exempt, or put a distribution in place of what was observed"
        )))
    };
    match scenario.demand.borough_mix {
        BoroughMix::Known(_) => return refuse("shares of requests by borough (demand.borough_mix)"),
        BoroughMix::Counted(_) => return refuse("counts of requests by borough (demand.borough_mix)"),
        BoroughMix::Unknown { .. } => {}
    }
    for stream in Stream::ALL {
        if let StayFamily::Empirical(_) = scenario.demand.stream(stream).length_of_stay.family {
            return refuse(&format!("observed lengths of stay (demand.{}.length_of_stay.family)", stream.key()));
        }
    }
    let bands = scenario.today.iter().flat_map(|today| {
        let placed = today.placed.iter().map(|group| (ParameterId::TodayPlaced, &group.bands));
        placed.chain(today.open.iter().map(|group| (ParameterId::TodayOpen, &group.bands)))
    });
    // Numbers that say of themselves that nobody counted them tell of no child; all others may.
    let is_observed = |id: ParameterId| !matches!(scenario.sources.get(&id), Some(Source::Assumed { .. }));
    for (id, bands) in bands {
        if is_observed(id) && bands.iter().any(|band| (1..=5).contains(&band.children)) {
            return refuse(&format!("observed numbers of one to five children today ({id})"));
        }
    }
    Ok(())
}

/// Every file of a pack of an answer. `contents` are what may go in, of which `choices` leave some out; `scenario_file` holds the bytes that the scenario was read from; `sha256` gives the fingerprint of bytes; `tell` is
/// told after each part how much is done, and says whether to go on.
///
/// # Errors
/// As [`check`], when a part of it is larger than its format allows, or when `tell` says so.
pub fn pack(
    answer: &Answer,
    contents: Contents,
    choices: &Choices,
    scenario_file: &[u8],
    sha256: fn(&[u8]) -> String,
    tell: &mut dyn FnMut(Progress) -> bool,
) -> Result<Vec<PackFile>, PackError> {
    check(&answer.scenario, choices)?;
    let results_sha256 = sha256(results_text(answer).as_bytes());
    let Contents { figures, mut tables, boroughs, .. } = contents.without(choices);
    let boroughs = boroughs.into_inner().unwrap_or_default();
    // Each figure, then the paper and the tables.
    let all = || figures.all().chain(&boroughs.figures);
    let wanted = u32::try_from(all().count()).unwrap_or(u32::MAX).saturating_add(2);
    let mut done = 0;
    let mut portion = || {
        done += 1;
        if tell(Progress { done, wanted }) { Ok(()) } else { Err(PackError::Stopped) }
    };
    let mut pictures: Vec<Drawn<'_>> = Vec::new();
    for figure in all() {
        pictures.push(drawn(figure)?);
        portion()?;
    }
    let matter = Matter {
        figures: &figures,
        drawn: &pictures,
        flow: flow_picture(answer)?,
        boroughs: &boroughs,
        publication: choices.publication,
        length: choices.length,
        results_sha256: &results_sha256,
    };
    let paper = annex::paper(answer, &matter);
    tables.extend(boroughs.tables.iter().cloned());
    let name = if choices.length == Length::Full { "annex.docx" } else { "summary.docx" };
    let mut files = vec![(name.to_owned(), docx(&paper)?)];
    portion()?;
    if !tables.is_empty() {
        files.push(("tables.xlsx".to_owned(), workbook(&cover(answer, &paper), &tables)?));
    }
    files.extend(tables.iter().map(|table| (format!("tables/{}.csv", table.id), table.csv())));
    portion()?;
    let mut words = Table::new("alternative-text", "Alternative text of each chart", &["Chart", "Title", "Alternative text"]);
    for Drawn { figure, picture } in pictures {
        let drawing = layout::drawing(figure);
        files.push((format!("charts/{}.svg", figure.id), svg(&drawing, &figure.title, &picture.alternative_text).into_bytes()));
        files.push((format!("charts/{}.csv", figure.id), figure.data.csv()));
        words.rows.push([figure.id.as_str(), &figure.title, &picture.alternative_text].map(Cell::text).to_vec());
        files.push((format!("charts/{}.png", figure.id), picture.png));
    }
    if !words.rows.is_empty() {
        files.push(("charts/alternative-text.csv".to_owned(), words.csv()));
    }
    files.push((SCENARIO.to_owned(), scenario_file.to_vec()));
    let studies = StudiesClaim::of(answer, sha256);
    let manifest =
        manifest(answer, choices, (results_sha256, studies), files.iter().map(|(name, bytes)| (name.clone(), sha256(bytes))).collect());
    files.push((MANIFEST.to_owned(), manifest.text().into_bytes()));
    Ok(files)
}

fn manifest(
    answer: &Answer,
    choices: &Choices,
    (results_sha256, studies): (String, Option<StudiesClaim>),
    files: BTreeMap<String, String>,
) -> Manifest {
    let summary = &answer.summary;
    Manifest {
        manifest_version: MANIFEST_VERSION,
        program_version: answer.version.to_owned(),
        scenario: answer.scenario.name.clone(),
        scenario_sha256: answer.sha256.clone(),
        seed: answer.scenario.run.seed,
        replications: summary.replications,
        options: summary.options.iter().map(|option| option.id.clone()).collect(),
        baseline: summary.options.get(summary.baseline).map(|option| option.id.clone()).unwrap_or_default(),
        publication: choices.publication.key().to_owned(),
        summary: choices.length == Length::Summary,
        left_out: choices.left_out.iter().cloned().collect(),
        results_sha256,
        studies,
        headlines: headlines(answer),
        files,
    }
}

fn cover<'a>(answer: &Answer, paper: &'a Paper) -> Cover<'a> {
    Cover {
        title: &paper.title,
        lines: vec![
            "Tables that go with the paper of the same name.".to_owned(),
            paper.header.clone(),
            format!("{}.", paper.footer),
            "Each sheet after the notes holds one table, from its first cell on, with one header row.".to_owned(),
        ],
        notes: vec![
            format!("{}.", answer.status()),
            "All results are modelled, not observed. Figures that somebody observed stand in the tables “review” and “assumptions”, each with its source.".to_owned(),
            "Numbers are rounded to what their 95% interval supports; the manifest of the pack has headline numbers to the last digit.".to_owned(),
        ],
    }
}
