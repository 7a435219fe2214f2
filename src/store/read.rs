//! From the bytes of a file to a scenario: limits, version, form, content; all that is wrong at once.

use super::draft::Draft;
use super::error::{FileProblem, LoadError};
use super::locate::{self, Lines};
use super::outline::Node;
use super::{LARGEST_FILE, brackets, limits, repair, upgrade};
use crate::model::validate::problems;
use crate::model::{FORMAT_VERSION, Scenario};

/// What reading a text came to.
pub struct Reading {
    /// The scenario, where the text can be read as one; with problems it is not yet one to run.
    pub scenario: Option<Scenario>,
    /// What is wrong, in the order of the file.
    pub problems: Vec<FileProblem>,
    /// The version of the format in which the file was written.
    pub version: u32,
}

/// The text of a file within the limits.
pub fn text_of(bytes: &[u8]) -> Result<&str, LoadError> {
    let length = bytes.len() as u64;
    if length > LARGEST_FILE {
        return Err(LoadError::TooLarge(length));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        LoadError::NotText { line: 1 + before.iter().filter(|byte| **byte == b'\n').count() }
    })?;
    // Some editors put a mark at the start of a text file; it is no part of the scenario.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() { Err(LoadError::Empty) } else { Ok(text) }
}

/// Reads a text of this version or an older one.
pub fn read(text: &str) -> Result<Reading, LoadError> {
    let lines = Lines::of(text);
    if let Some(at) = limits::too_deep(text) {
        let message = "brackets are nested far too deeply for a scenario".to_owned();
        return Err(LoadError::Problems(vec![lines.problem("", at, 1, message)]));
    }
    let (mut draft, slips) = put_in_order(text, &lines);
    let outline = Node::outline(&draft.text);
    let version = match outline.as_ref() {
        // The version comes first: a newer file may hold fields that this program would call wrong.
        Some(outline) => version_of(outline)?,
        None => FORMAT_VERSION,
    };
    if let Some(outline) = &outline {
        let problems = limits::too_long(&draft.text, outline);
        if !problems.is_empty() {
            return Err(LoadError::Problems(problems));
        }
    }
    drop(outline);
    upgrade::to_current(&mut draft, version);
    let (scenario, problems) = complete(&mut draft, &lines, slips);
    Ok(Reading { scenario, problems, version })
}

/// Reads what this program knows of a text of a newer version; everything else is told as left out.
pub fn read_newer(text: &str) -> Option<(Scenario, Vec<FileProblem>)> {
    if limits::too_deep(text).is_some() {
        return None;
    }
    let lines = Lines::of(text);
    let (mut draft, slips) = put_in_order(text, &lines);
    let outline = Node::outline(&draft.text)?;
    if !limits::too_long(&draft.text, &outline).is_empty() {
        return None;
    }
    let version = outline.find("format_version")?;
    let place = version.start..version.end();
    drop(outline);
    draft.replace(place, &FORMAT_VERSION.to_string());
    let (scenario, problems) = complete(&mut draft, &lines, slips);
    Some((scenario?, problems))
}

/// A text with its brackets put right, as far as that can be done, and what was wrong with them.
fn put_in_order(text: &str, lines: &Lines) -> (Draft, Vec<FileProblem>) {
    let (mut draft, mut slips) = (Draft::new(text), Vec::new());
    if !brackets::is_whole(text) {
        brackets::put_right(&mut draft, lines, &mut slips);
    }
    (draft, slips)
}

/// Reads a draft, mending what is wrong in form where it can be told what is meant, then checks what it says; what was found before comes with
/// what is found now.
fn complete(draft: &mut Draft, lines: &Lines, mut found: Vec<FileProblem>) -> (Option<Scenario>, Vec<FileProblem>) {
    let scenario = repair::until_readable(draft, lines, &mut found);
    if let Some(scenario) = &scenario
        && let Some(outline) = Node::outline(&draft.text)
    {
        let told: Vec<String> = found.iter().map(|problem| problem.path.clone()).collect();
        let wrong = problems(scenario).into_iter().filter(|problem| !told.contains(&problem.path)).collect();
        found.extend(locate::problems(&outline, lines, wrong, |at| draft.origin(at)));
    }
    // What concerns the scenario as a whole has no place and comes last.
    found.sort_by_key(|problem| problem.position.unwrap_or((usize::MAX, 0)));
    (scenario, found)
}

/// The version of the format, where it is one that this program reads; the parser says what is wrong with anything else.
fn version_of(outline: &Node) -> Result<u32, LoadError> {
    let Some(version) = outline.find("format_version") else { return Ok(FORMAT_VERSION) };
    match version.text.parse::<u64>() {
        Ok(found) if found > u64::from(FORMAT_VERSION) => Err(LoadError::NewerFormat { found }),
        Ok(0) => Err(LoadError::UnknownFormat { found: "0".to_owned() }),
        Ok(found) => Ok(u32::try_from(found).unwrap_or(FORMAT_VERSION)),
        Err(_) => Ok(FORMAT_VERSION),
    }
}
