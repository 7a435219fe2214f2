//! Finds where in the text of a file a problem stands, and draws the line.

use super::error::FileProblem;
use super::outline::Node;
use crate::model::Problem;

/// Most characters of a line that are drawn.
const MOST_DRAWN: usize = 96;

/// Where in the file each problem stands, as well as that can be told; `origin` tells where a byte of the text read stood in the file.
pub fn problems(read: &Node, lines: &Lines, problems: Vec<Problem>, origin: impl Fn(usize) -> usize) -> Vec<FileProblem> {
    let located = |problem: Problem| match read.find(&problem.path) {
        None => FileProblem { position: None, path: problem.path, message: problem.message, drawn: None, used: None },
        Some(node) => {
            let width = node.text.lines().next().map_or(1, |line| line.chars().count());
            lines.problem(&problem.path, origin(node.start), width, problem.message)
        }
    };
    problems.into_iter().map(located).collect()
}

/// The lines of a text, found once: a bad file may have thousands of problems.
pub struct Lines<'a> {
    text: &'a str,
    /// Byte at which each line starts.
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// The lines of a text.
    pub fn of(text: &'a str) -> Self {
        let feeds = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self { text, starts: std::iter::once(0).chain(feeds.map(|(at, _)| at + 1)).collect() }
    }

    /// Line and column, both from 1, of a byte of the text.
    pub fn position(&self, at: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= at).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        (line, 1 + self.text.get(start..at).unwrap_or_default().chars().count())
    }

    /// A problem at a byte of the text, with its line drawn and that many characters marked.
    pub fn problem(&self, path: &str, at: usize, width: usize, message: String) -> FileProblem {
        let position = self.position(at);
        let drawn = Some(self.drawn(position, width));
        FileProblem { position: Some(position), path: path.to_owned(), message, drawn, used: None }
    }

    /// The line, cut to the neighbourhood of the place, and marks below it.
    fn drawn(&self, (line, column): (usize, usize), width: usize) -> String {
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let rest = self.text.get(start..).unwrap_or_default();
        let whole = rest.lines().next().unwrap_or_default();
        // A line of a file laid out by hand may be the whole file.
        let skipped = if column > MOST_DRAWN { column - MOST_DRAWN / 2 } else { 0 };
        let plain = |c: char| if c.is_control() { ' ' } else { c };
        let part: String = whole.chars().skip(skipped).take(MOST_DRAWN).map(plain).collect();
        let (before, number) = (column - 1 - skipped, line.to_string());
        let marks = width.clamp(1, part.chars().count().saturating_sub(before).max(1));
        format!("{number} | {}\n{:2$} | {3:4$}{5}", part.trim_end(), "", number.len(), "", before, "^".repeat(marks))
    }
}
