//! Mends a text whose form is wrong where it can be told what is meant, so that all that is wrong is told at once and the rest can be
//! looked at. Nothing mended is ever run or kept without its author: every mend is a problem that says what was put there.

use ron::error::Error;

use super::draft::Draft;
use super::error::FileProblem;
use super::library::SHIPPED;
use super::locate::Lines;
use super::outline::{Field, Node};
use super::parse::{self, Fault};
use crate::model::Scenario;
use crate::model::validate::did_you_mean;

/// Most mends of one file, and most bytes read in mending it: a file beyond them is no scenario that somebody got wrong.
const MOST_MENDS: usize = 60;
const MOST_BYTES_READ: usize = 4 << 20;

/// What stands in for a figure of the register that cannot be read: the gravest rating, until somebody says otherwise.
const STANDINS: [(&str, &str); 6] = [
    ("quality", "Red"),
    ("impact", "Red"),
    ("judged_by", "Analyst"),
    ("judged_on", "\"2000-01-01\""),
    ("review_by", "Some(\"2000-01-01\")"),
    ("state", "Draft"),
];

/// A change that makes a text readable at one place.
struct Mend {
    start: usize,
    end: usize,
    /// What is put there; nothing: taken away.
    with: Option<String>,
}

/// Reads a draft, mending it until it can be read; all that was wrong with its form is added to `found`. Nothing where it cannot be
/// mended.
pub fn until_readable(draft: &mut Draft, lines: &Lines, found: &mut Vec<FileProblem>) -> Option<Scenario> {
    let mut bytes_read = 0;
    for attempt in 0..=MOST_MENDS {
        bytes_read += draft.text.len();
        let outline = Node::outline(&draft.text);
        let fault = match parse::scenario(&draft.text, outline.as_ref()) {
            Ok(scenario) => {
                drop(outline);
                repeated_entries(draft, lines, found);
                return Some(scenario);
            }
            Err(fault) => fault,
        };
        let mut problem = lines.problem(&fault.path, draft.origin(fault.at), fault.width, fault.message.clone());
        let mend = outline.as_ref().and_then(|outline| mend(&draft.text, outline, &fault, attempt));
        let possible = attempt < MOST_MENDS && bytes_read < MOST_BYTES_READ;
        if mend.is_some() && !possible {
            problem.message.push_str("; so much is wrong that the rest was not looked at: mend this first");
        }
        let Some(mend) = mend.filter(|_| possible) else {
            found.push(problem);
            return None;
        };
        problem.used =
            Some(mend.with.as_deref().map_or_else(|| "left out".to_owned(), |with| with.trim().trim_end_matches(',').to_owned()));
        found.push(problem);
        drop(outline);
        match mend.with {
            Some(with) => draft.replace(mend.start..mend.end, &with),
            None => draft.blank(mend.start..mend.end),
        }
    }
    None
}

/// What would make the text readable at a fault.
fn mend(text: &str, outline: &Node, fault: &Fault, attempt: usize) -> Option<Mend> {
    match &fault.code {
        Error::NoSuchStructField { expected, found, .. } => {
            let (field, group) = field_at(outline, fault.at)?;
            let meant = did_you_mean(found, expected.iter().copied()).filter(|name| group.iter().all(|other| other.name != *name));
            Some(match meant {
                Some(name) => Mend { start: field.start, end: field.start + field.name.len(), with: Some(name.to_owned()) },
                None => removal(text, field.start, field.value.end()),
            })
        }
        Error::DuplicateStructField { field: name, .. } => {
            let mut repeated = None;
            outline.walk("", &mut |_, node| {
                let mut same = node.fields().iter().filter(|field| field.name == *name);
                if let (Some(_), Some(second)) = (same.next(), same.next()) {
                    repeated.get_or_insert_with(|| removal(text, second.start, second.value.end()));
                }
            });
            repeated
        }
        Error::MissingStructField { field, .. } => {
            let group = if fault.path.is_empty() { outline } else { outline.find(&fault.path)? };
            let mut inside = group.start + group.text.find('(')? + 1;
            // The fields of a group that may be there or not stand in two pairs of brackets.
            while let Some(rest) = text.get(inside..).filter(|rest| rest.trim_start().starts_with('(')) {
                inside += rest.find('(')? + 1;
            }
            let value = if *field == "id" { format!("\"mended-{attempt}\"") } else { standin(&fault.path, Some(field))? };
            Some(Mend { start: inside, end: inside, with: Some(format!(" {field}: {value},")) })
        }
        Error::NoSuchEnumVariant { expected, found, .. } if text.get(fault.at..)?.starts_with(found.as_str()) => {
            let end = fault.at + found.len();
            match did_you_mean(found, expected.iter().copied()) {
                Some(name) => Some(Mend { start: fault.at, end, with: Some(name.to_owned()) }),
                None => replacement(text, outline, fault),
            }
        }
        Error::Eof | Error::TrailingCharacters => None,
        _ => replacement(text, outline, fault),
    }
}

/// Another value in place of one that cannot be read; an entry of a table is left out instead.
fn replacement(text: &str, outline: &Node, fault: &Fault) -> Option<Mend> {
    let node = outline.find(&fault.path).filter(|node| node.start <= fault.at)?;
    let mut entry = None;
    outline.walk("", &mut |_, table| {
        let around = table.entries().iter().find(|entry| (entry.start..entry.value.end()).contains(&fault.at));
        if let Some(around) = around {
            entry = Some(removal(text, around.start, around.value.end()));
        }
    });
    let field = fault.path.rsplit('.').next()?;
    let known = STANDINS.iter().find(|(name, _)| *name == field);
    match (known, entry) {
        (Some((_, value)), _) => Some(Mend { start: node.start, end: node.end(), with: Some((*value).to_owned()) }),
        (None, Some(entry)) => Some(entry),
        (None, None) => {
            let with = standin(&fault.path, None).filter(|with| with != node.text)?;
            Some(Mend { start: node.start, end: node.end(), with: Some(with) })
        }
    }
}

/// Takes away what stands in a place, and the comma behind it.
fn removal(text: &str, start: usize, end: usize) -> Mend {
    let rest = text.get(end..).unwrap_or_default();
    let blank = rest.len() - rest.trim_start().len();
    let comma = usize::from(rest.trim_start().starts_with(','));
    Mend { start, end: if comma == 1 { end + blank + 1 } else { end }, with: None }
}

/// The field whose name starts at a byte, and the group it belongs to.
fn field_at<'b, 'a>(outline: &'b Node<'a>, at: usize) -> Option<(&'b Field<'a>, &'b [Field<'a>])> {
    if let Some(field) = outline.fields().iter().find(|field| field.start == at) {
        return Some((field, outline.fields()));
    }
    let parts = outline.parts();
    let around = parts.into_iter().map(|(_, part)| part).find(|part| (part.start..part.end()).contains(&at))?;
    field_at(around, at)
}

/// The value that the review has at a path, on one line: of a list, its fullest entry stands for the others.
fn standin(path: &str, field: Option<&str>) -> Option<String> {
    let review = Node::outline(SHIPPED[0].text)?;
    let mut node = &review;
    for segment in path.split('.').filter(|segment| !segment.is_empty()) {
        let here = node.find(segment).or_else(|| node.items().iter().max_by_key(|item| item.text.len()));
        node = here?;
    }
    let found = match field {
        None => Some(node),
        Some(field) => node.fields().iter().find(|other| other.name == field).map(|field| &field.value),
    };
    let name = field.or_else(|| path.rsplit('.').next())?;
    let known = || STANDINS.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_owned());
    match found {
        Some(node) => Some(node.text.lines().map(str::trim).collect::<Vec<_>>().join(" ")),
        None if name == "why" || name == "paragraph" || name == "formula" || name == "citation" => Some("\"to be said\"".to_owned()),
        None => known(),
    }
}

/// Entries of tables that are given twice: the reader takes the last, but only their author knows which is meant.
fn repeated_entries(draft: &Draft, lines: &Lines, found: &mut Vec<FileProblem>) {
    let Some(outline) = Node::outline(&draft.text) else { return };
    outline.walk("", &mut |path, table| {
        let mut seen = std::collections::BTreeSet::new();
        for entry in table.entries().iter().filter(|entry| !seen.insert(&entry.key)) {
            let message = "is a duplicate: it is given twice, and only one can count; remove one".to_owned();
            let width = entry.key.chars().count();
            let mut problem = lines.problem(&format!("{path}.{}", entry.key), draft.origin(entry.start), width, message);
            problem.used = Some("the last one".to_owned());
            found.push(problem);
        }
    });
}
