//! What is not wrong with a file, but should be known: words that look like personal data, and remarks that a save would lose.

use super::error::FileProblem;
use super::locate::Lines;
use super::outline::Node;
use super::save::to_ron;
use crate::model::Scenario;
use crate::model::personal::suspects;

/// Fields that hold ids and dates, not what somebody wrote.
const NOT_WRITTEN: [&str; 9] = ["id", "opens", "closes", "start", "scottish_offers_end", "judged_on", "review_by", "linked_home", "on"];

/// Words of a scenario that look like personal data: where, and what they look like. A warning, never a block.
pub fn personal_data(scenario: &Scenario) -> Vec<FileProblem> {
    let text = to_ron(scenario);
    let (lines, mut found) = (Lines::of(&text), Vec::new());
    if let Some(outline) = Node::outline(&text) {
        outline.walk("", &mut |path, node| {
            let field = path.rsplit('.').next().unwrap_or(path);
            if !node.is_word() || !node.text.starts_with('"') || NOT_WRITTEN.contains(&field) {
                return;
            }
            for (what, words) in suspects(node.text) {
                let message = format!("'{words}' looks like {what}; a scenario should hold nothing about a person: take it out");
                found.push(lines.problem(path, node.start, 1, message));
            }
        });
    }
    found
}

/// The remarks (`//` and `/* */`) of a file's text, which are not kept when it is saved.
pub fn remarks(text: &str) -> Vec<FileProblem> {
    let (lines, bytes) = (Lines::of(text), text.as_bytes());
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at += 1;
                while bytes.get(at).is_some_and(|byte| *byte != b'"') {
                    at += if bytes.get(at) == Some(&b'\\') { 2 } else { 1 };
                }
            }
            b'/' if matches!(bytes.get(at + 1), Some(b'/' | b'*')) => {
                let end = if bytes.get(at + 1) == Some(&b'/') { "\n" } else { "*/" };
                let rest = text.get(at..).unwrap_or_default();
                let length = rest.find(end).map_or(rest.len(), |length| length + end.len());
                let width = rest.get(..length).unwrap_or_default().trim_end().chars().count();
                let message = "this remark is not kept when the program saves the file; move it to a note".to_owned();
                found.push(lines.problem("", at, width, message));
                at += length.saturating_sub(1);
            }
            _ => {}
        }
        at += 1;
    }
    found
}
