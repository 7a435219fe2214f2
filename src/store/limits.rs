//! Limits that hold before a file is read, so that no file, however made, costs more than a moment.

use super::error::FileProblem;
use super::locate::Lines;
use super::outline::{DEEPEST, Node};
use crate::model::appraisal::{MOST_GATES, MOST_LOGGED, MOST_MEMBERS};
use crate::model::validate::{MOST_CHARACTERS, MOST_HOMES, MOST_OBSERVED_STAYS, MOST_OPTIONS, MOST_UNITS, figure};

/// Bytes of the longest way to write one character of a text: `\u{10FFFF}`.
const BYTES_A_CHARACTER: usize = 10;
/// Bytes of the longest text, with its quotation marks.
const MOST_BYTES: usize = MOST_CHARACTERS * BYTES_A_CHARACTER + 2;

/// Where brackets are nested deeper than any scenario needs.
pub fn too_deep(text: &str) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, 0);
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            b'"' => {
                at += 1;
                while bytes.get(at).is_some_and(|byte| *byte != b'"') {
                    at += if bytes.get(at) == Some(&b'\\') { 2 } else { 1 };
                }
            }
            b'/' if bytes.get(at + 1) == Some(&b'/') => {
                at += bytes.iter().skip(at).position(|byte| *byte == b'\n').unwrap_or(bytes.len());
            }
            _ => {}
        }
        if depth > DEEPEST {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Lists and texts that are too long to be read.
pub fn too_long(text: &str, outline: &Node) -> Vec<FileProblem> {
    let lines = Lines::of(text);
    let mut found = Vec::new();
    outline.walk("", &mut |path, node| {
        let field = path.rsplit('.').next().unwrap_or(path);
        let most = match field {
            "options" if path == field => Some((MOST_OPTIONS, "options")),
            "homes" => Some((MOST_HOMES, "homes in an option")),
            "step_down_units" => Some((MOST_UNITS, "step-down units in an option")),
            "gates" => Some((MOST_GATES, "gates")),
            "members" => Some((MOST_MEMBERS, "members")),
            "log" => Some((MOST_LOGGED, "entries in the log")),
            "family" => Some((MOST_OBSERVED_STAYS, "observed stays")),
            _ => None,
        };
        if let Some(entry) = node.entries().iter().find(|entry| entry.key.chars().count() > MOST_CHARACTERS) {
            let (most, length) = (figure(MOST_CHARACTERS as f64), figure(entry.key.chars().count() as f64));
            let message = format!("a name in this table must have at most {most} characters, but has {length}");
            found.push(lines.problem(path, entry.start, 1, message));
        }
        let count = node.items().len();
        let message = match most {
            Some((most, what)) if count > most => {
                format!("there may be at most {} {what}, but there are {}", figure(most as f64), figure(count as f64))
            }
            _ if node.is_word() && node.text.len() > MOST_BYTES => {
                let (most, length) = (figure(MOST_CHARACTERS as f64), figure(node.text.chars().count() as f64));
                format!("must have at most {most} characters, but has {length}")
            }
            _ => return,
        };
        found.push(lines.problem(path, node.start, 1, message));
    });
    found
}
