//! Brackets, quotation marks and commas that a hand slipped on: found by the indentation in which scenario files are written, and put right so
//! that the rest of a file can be looked at. Nothing put right is run or kept without its author.

use super::draft::Draft;
use super::error::FileProblem;
use super::locate::Lines;
use super::outline::Node;

/// Most slips of one file: a file with more is no scenario that somebody got wrong.
const MOST: usize = 40;

/// Something put right.
struct Slip {
    /// Byte at which it stands.
    at: usize,
    /// Bytes there that are wrong.
    length: usize,
    /// What is put there; nothing: what is there is left out.
    with: String,
    message: String,
}

/// A group that is open.
struct Group {
    closer: char,
    /// Spaces before the line in which it was opened, and the number of that line.
    indent: usize,
    line: usize,
    /// Whether its bracket is the last of its line, so that what is in it stands further right.
    is_tall: bool,
}

/// Whether the brackets of a text fit together, and nothing follows the last but remarks.
pub fn is_whole(text: &str) -> bool {
    let rest = Node::outline(text).and_then(|outline| text.get(outline.end()..));
    rest.is_some_and(|rest| rest.trim().is_empty() || rest.trim_start().starts_with('/'))
}

/// Puts a draft right whose brackets do not fit together; tells of each slip. False, and nothing changed, where the structure cannot be
/// told.
pub fn put_right(draft: &mut Draft, lines: &Lines, found: &mut Vec<FileProblem>) -> bool {
    let written = draft.text.clone();
    for cut in [false, true] {
        let mut attempt = Draft::new(&written);
        let mut told = Vec::new();
        if cut {
            // A file cut short ends in the midst of a line.
            let at = written.trim_end().rfind('\n').map_or(0, |at| at + 1);
            let rest = written.get(at..).unwrap_or_default().trim_end();
            let message = "the file ends in the midst of this line: a part of it is missing".to_owned();
            let slip = Slip { at, length: rest.len(), with: String::new(), message };
            apply(&mut attempt, lines, slip, &mut told);
        }
        // From the end, so that no place moves before its turn.
        let slips = slips(&attempt.text);
        if slips.len() > MOST {
            return false;
        }
        let mut of_brackets = Vec::new();
        for slip in slips.into_iter().rev() {
            apply(&mut attempt, lines, slip, &mut of_brackets);
        }
        told.extend(of_brackets.into_iter().rev());
        while let Err(Some(at)) = Node::outline_or_comma(&attempt.text).map(|_| ()) {
            if told.len() >= MOST {
                break;
            }
            let message = "a comma is missing after this value".to_owned();
            apply(&mut attempt, lines, Slip { at, length: 0, with: ",".to_owned(), message }, &mut told);
        }
        if is_whole(&attempt.text) && Node::outline(&attempt.text).is_some_and(|outline| !outline.fields().is_empty()) {
            *draft = attempt;
            found.extend(told);
            return true;
        }
    }
    false
}

fn apply(draft: &mut Draft, lines: &Lines, slip: Slip, told: &mut Vec<FileProblem>) {
    let mut problem = lines.problem("", draft.origin(slip.at), slip.length.max(1), slip.message);
    let range = slip.at..slip.at + slip.length;
    if slip.with.is_empty() {
        problem.used = Some("left out".to_owned());
        draft.blank(range);
    } else {
        let put = slip.with.trim();
        problem.used = Some(format!("‘{}’", put.strip_suffix(',').filter(|put| !put.is_empty()).unwrap_or(put)));
        draft.replace(range, &slip.with);
    }
    told.push(problem);
}

/// What is wrong with brackets and quotation marks, in the order of the text.
fn slips(text: &str) -> Vec<Slip> {
    let mut slips = Vec::new();
    let mut open: Vec<Group> = Vec::new();
    let (mut at, mut comment) = (0, false);
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let content = line.trim_end();
        let indent = content.len() - content.trim_start().len();
        let first = content.trim_start().chars().next();
        // What stands no further right than the bracket that opened a group is no longer in it.
        if let Some(first) = first.filter(|_| !comment && !content.trim_start().starts_with('/')) {
            let closes = matches!(first, ')' | ']' | '}');
            while let Some(group) =
                open.last().filter(|group| group.is_tall && (indent < group.indent || indent == group.indent && !closes))
            {
                slips.push(missing(group, at + indent, if closes { "" } else { ", " }));
                open.pop();
            }
        }
        scan(content, (at, number + 1, indent), &mut open, &mut comment, &mut slips);
        at += line.len();
    }
    let end = text.trim_end().len();
    while let Some(group) = open.pop() {
        slips.push(missing(&group, end, ""));
    }
    slips
}

fn missing(group: &Group, at: usize, after: &str) -> Slip {
    let message = format!("the closing bracket '{}' is missing of the group opened in line {}", group.closer, group.line);
    // Apart from what is before it, so that each group has an end of its own.
    Slip { at, length: 0, with: format!("\n{}{after}", group.closer), message }
}

/// The brackets and quotation marks of a line.
fn scan(content: &str, (start, line, indent): (usize, usize, usize), open: &mut Vec<Group>, comment: &mut bool, slips: &mut Vec<Slip>) {
    let bytes = content.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let rest = content.get(at..).unwrap_or_default();
        if *comment {
            *comment = !rest.starts_with("*/");
            at += if *comment { 1 } else { 2 };
            continue;
        }
        match byte {
            b'/' if rest.starts_with("//") => return,
            b'/' if rest.starts_with("/*") => {
                *comment = true;
                at += 1;
            }
            b'"' => match text_end(bytes, at) {
                Some(end) => at = end,
                None => {
                    let kept = content.trim_end_matches([',', ' ']).len().max(at + 1);
                    let message = "a text has no closing quotation mark".to_owned();
                    slips.push(Slip { at: start + kept, length: 0, with: "\"".to_owned(), message });
                    return;
                }
            },
            b'(' | b'[' | b'{' => {
                let closer = match byte {
                    b'(' => ')',
                    b'[' => ']',
                    _ => '}',
                };
                open.push(Group { closer, indent, line, is_tall: at + 1 == bytes.len() });
            }
            b')' | b']' | b'}' => match open.last() {
                // A bracket that starts its line stands below the line that opened its group.
                Some(group) if group.closer == char::from(*byte) && !(group.is_tall && at == indent && indent > group.indent) => {
                    open.pop();
                }
                // At the place of its group's end, but of another kind.
                Some(group) if at == indent && group.indent == indent || !group.is_tall && group.line == line => {
                    let message = format!("'{}' is no end of the group opened in line {}", char::from(*byte), group.line);
                    slips.push(Slip { at: start + at, length: 1, with: group.closer.to_string(), message });
                    open.pop();
                }
                _ => {
                    let message = "this bracket closes nothing; remove it".to_owned();
                    let length = 1 + usize::from(bytes.get(at + 1) == Some(&b','));
                    slips.push(Slip { at: start + at, length, with: String::new(), message });
                }
            },
            _ => {}
        }
        at += 1;
    }
}

/// The byte of the quotation mark that ends the text that one begins; nothing where the line has none.
fn text_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return Some(at),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    None
}
