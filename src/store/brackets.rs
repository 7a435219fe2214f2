//! Brackets, quotation marks and commas that a hand slipped on: found by the indentation in which scenario files are written, and put right so
//! that the rest of a file can be looked at. Nothing put right is run or kept without its author.

use super::draft::Draft;
use super::error::{FileProblem, PUT_IN};
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
    /// Byte of its bracket, and whether that bracket is in the file.
    at: usize,
    is_written: bool,
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
            // A file cut short ends in the midst of a line; or something was written behind the last bracket.
            let at = written.trim_end().rfind('\n').map_or(0, |at| at + 1);
            let rest = written.get(at..).unwrap_or_default().trim_end();
            let message = if written.get(..at).is_some_and(is_whole) {
                "the scenario ends before this line; remove it"
            } else {
                "the file ends in the midst of this line: a part of it is missing"
            };
            let slip = Slip { at, length: rest.len(), with: String::new(), message: message.to_owned() };
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
        let put = format!("‘{}’", put.strip_suffix(',').filter(|put| !put.is_empty()).unwrap_or(put));
        problem.used = Some(if slip.length == 0 { put + PUT_IN } else { put });
        draft.replace(range, &slip.with);
    }
    told.push(problem);
}

/// A line of the text.
#[derive(Clone, Copy)]
struct Line<'a> {
    /// Byte at which it starts.
    start: usize,
    /// Its number, from 1.
    number: usize,
    /// Without the blank at its end.
    content: &'a str,
    /// Spaces before it.
    indent: usize,
}

impl Line<'_> {
    /// What it says, without the spaces before it.
    fn words(&self) -> &str {
        self.content.trim_start()
    }
}

/// What is wrong with brackets and quotation marks, in the order of the text.
fn slips(text: &str) -> Vec<Slip> {
    let (mut lines, mut start) = (Vec::new(), 0);
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let content = line.trim_end();
        lines.push(Line { start, number: index + 1, content, indent: content.len() - content.trim_start().len() });
        start += line.len();
    }
    // How much further right each group stands than the one around it.
    let is_set_in = |line: &&Line| line.indent > 0 && opener_of(line.words()).is_some();
    let step = lines.iter().find(is_set_in).map_or(4, |line| line.indent);
    let mut slips = Vec::new();
    let mut open: Vec<Group> = Vec::new();
    let (mut comment, mut begun) = (false, false);
    for (index, line) in lines.iter().enumerate() {
        let first = line.words().chars().next();
        // The first line that says anything opens the scenario; where it starts with a field, it does not.
        if !begun && !comment && first.is_some_and(|first| first != '/') && !line.words().starts_with("#!") {
            begun = true;
            if opener_of(line.words()) == Some('(') {
                let at = line.start + line.indent;
                let message = "the opening bracket '(' of the scenario is missing: it stands before the first field".to_owned();
                slips.push(Slip { at, length: 0, with: "(".to_owned(), message });
                // Of a file whose fields do not stand further right, the indentation tells nothing of its end.
                open.push(Group { is_tall: line.indent > 0, ..unwritten(line, at, 0, '(') });
            }
        }
        // What stands no further right than the bracket that opened a group is no longer in it.
        if let Some(first) = first.filter(|first| !comment && *first != '/') {
            let closes = matches!(first, ')' | ']' | '}');
            while let Some(group) =
                open.last().filter(|group| group.is_tall && (line.indent < group.indent || line.indent == group.indent && !closes))
            {
                slips.push(missing(group, line.start + line.indent, if closes { "" } else { ", " }));
                open.pop();
            }
            // A field stands in no list: the bracket of its own group is missing.
            let in_list = |group: &Group| group.is_tall && group.closer == ']' && line.indent >= group.indent + 2 * step;
            if open.last().is_some_and(in_list) && opener_of(line.words()) == Some('(') {
                let group = unwritten(line, line.start + line.indent, line.indent.saturating_sub(step), '(');
                slips.push(opening(&group, '('));
                open.push(group);
            }
        }
        let outside = !comment;
        let before = slips.len();
        scan(text, line, &mut open, &mut comment, &mut slips);
        // A line that is not at its end, and what follows stands further right: a group that nobody opened.
        let next = lines.iter().skip(index + 1).find(|next| !next.words().is_empty());
        let goes_on = first.is_some_and(|first| first != '/') && !line.content.ends_with([',', '(', '[', '{', ')', ']', '}']);
        if let Some(next) = next.filter(|next| outside && !comment && goes_on && slips.len() == before && next.indent > line.indent)
            && !next.words().starts_with([')', ']', '}', '/'])
            && !line.content.contains("//")
        {
            let bracket = if line.content.ends_with(':') { opener_of(next.words()).unwrap_or('[') } else { '(' };
            let group = unwritten(line, line.start + line.content.len(), line.indent, bracket);
            slips.push(opening(&group, bracket));
            open.push(group);
        }
    }
    let end = text.trim_end().len();
    while let Some(group) = open.pop() {
        slips.push(missing(&group, end, ""));
    }
    // What is wrong with the start of a group is found at its end.
    slips.sort_by_key(|slip| slip.at);
    slips
}

/// The bracket that closes what another opens.
fn closer_of(opener: char) -> char {
    match opener {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}

/// The bracket in which something stands that starts with these words, as far as they tell: fields have small letters, entries of a table
/// capital letters or quotation marks, and a list holds groups.
fn opener_of(words: &str) -> Option<char> {
    let name = words.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(words.len());
    let rest = words.get(name..).unwrap_or_default();
    match words.chars().next()? {
        'a'..='z' if rest.starts_with(':') => Some('('),
        'A'..='Z' => {
            let rest = rest.strip_prefix('(').and_then(|inner| inner.split_once(')')).map_or(rest, |(_, rest)| rest);
            rest.starts_with(':').then_some('{')
        }
        '"' => {
            let end = text_end(words.as_bytes(), 0)?;
            Some(if words.get(end + 1..)?.starts_with(':') { '{' } else { '[' })
        }
        '(' => Some('['),
        _ => None,
    }
}

/// The bracket that a group should be opened with, as far as what stands before and in it tells.
fn fitting(text: &str, at: usize) -> Option<char> {
    let before = text.get(..at).unwrap_or_default();
    // A choice has its values in round brackets.
    if before.ends_with(|c: char| c.is_ascii_alphanumeric()) {
        return Some('(');
    }
    let inside = text.get(at + 1..)?.trim_start();
    let is_field = before.trim_end().ends_with(':');
    opener_of(inside).or_else(|| inside.starts_with(|c: char| c.is_ascii_digit() || c == '-').then_some(if is_field { '(' } else { '[' }))
}

/// A group whose bracket is not in the file.
fn unwritten(line: &Line, at: usize, indent: usize, bracket: char) -> Group {
    Group { at, is_written: false, closer: closer_of(bracket), indent, line: line.number, is_tall: true }
}

/// An opening bracket that is missing.
fn opening(group: &Group, bracket: char) -> Slip {
    let message = format!("the opening bracket '{bracket}' is missing of the group that starts here");
    Slip { at: group.at, length: 0, with: format!(" {bracket}"), message }
}

fn missing(group: &Group, at: usize, after: &str) -> Slip {
    let message = format!("the closing bracket '{}' is missing of the group opened in line {}", group.closer, group.line);
    // Apart from what is before it, so that each group has an end of its own.
    Slip { at, length: 0, with: format!("\n{}{after}", group.closer), message }
}

/// The brackets and quotation marks of a line.
fn scan(text: &str, line: &Line, open: &mut Vec<Group>, comment: &mut bool, slips: &mut Vec<Slip>) {
    let (content, start) = (line.content, line.start);
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
                let (closer, is_tall) = (closer_of(char::from(*byte)), at + 1 == bytes.len());
                open.push(Group { at: start + at, is_written: true, closer, indent: line.indent, line: line.number, is_tall });
            }
            b')' | b']' | b'}' => {
                let closer = char::from(*byte);
                // Nothing but brackets before it: it stands below the line that opened its group.
                let leads = content.get(..at).unwrap_or_default().trim_start().chars().all(|c| matches!(c, ')' | ']' | '}'));
                match open.last() {
                    Some(group) if group.closer == closer && !(group.is_tall && at == line.indent && line.indent > group.indent) => {
                        open.pop();
                    }
                    // At the place of its group's end, but of another kind: one of the two brackets is wrong.
                    Some(group) if leads && group.indent == line.indent || !group.is_tall && group.line == line.number => {
                        slips.push(unlike(text, group, start + at, closer));
                        open.pop();
                    }
                    _ => {
                        let message = "this bracket closes nothing; remove it".to_owned();
                        let length = 1 + usize::from(bytes.get(at + 1) == Some(&b','));
                        slips.push(Slip { at: start + at, length, with: String::new(), message });
                    }
                }
            }
            _ => {}
        }
        at += 1;
    }
}

/// A bracket that closes a group of another kind: the one that does not suit what is in the group is wrong.
fn unlike(text: &str, group: &Group, at: usize, closer: char) -> Slip {
    match fitting(text, group.at).filter(|opener| group.is_written && closer_of(*opener) == closer) {
        Some(opener) => {
            let wrong = text.get(group.at..).and_then(|rest| rest.chars().next()).unwrap_or(opener);
            let message = format!("'{wrong}' is no start of this group, which ends with '{closer}'");
            Slip { at: group.at, length: 1, with: opener.to_string(), message }
        }
        None => {
            let message = format!("'{closer}' is no end of the group opened in line {}", group.line);
            Slip { at, length: 1, with: group.closer.to_string(), message }
        }
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
