//! From text to a raw scenario, with the reader's errors put in plain words.

use ron::error::{Error, SpannedError};

use super::outline::Node;
use crate::model::validate::{did_you_mean, permitted};
use crate::model::{FORMAT_VERSION, ParameterId, Scenario, Unit};

/// Most characters of the file that a sentence repeats.
const MOST_REPEATED: usize = 40;

/// The first thing wrong with the form of a text.
pub struct Fault {
    /// Byte at which it stands.
    pub at: usize,
    /// Characters that are wrong.
    pub width: usize,
    /// Path of the innermost value around it.
    pub path: String,
    /// What is wrong, and how to mend it.
    pub message: String,
    /// What the reader made of it.
    pub code: Error,
}

/// Reads a scenario of this version.
pub fn scenario(text: &str, outline: Option<&Node>) -> Result<Scenario, Box<Fault>> {
    let typed = match ron::from_str::<Scenario>(text) {
        Ok(scenario) => return Ok(scenario),
        Err(error) => error,
    };
    let fault = explain(text, outline, &typed);
    let Some(version) = written_version(text).filter(|_| outline.is_none()) else { return Err(fault) };
    // A text out of order could not be brought up to date: only what is out of order is to be told, not what was right in its day.
    match ron::from_str::<serde::de::IgnoredAny>(text) {
        Err(error) if version < FORMAT_VERSION => Err(explain(text, None, &error)),
        _ => Err(fault),
    }
}

/// The version that a text out of order says it has.
fn written_version(text: &str) -> Option<u32> {
    let rest = text.split_once("format_version")?.1.trim_start().strip_prefix(':')?.trim_start();
    rest.get(..rest.find(|c: char| !c.is_ascii_digit())?)?.parse().ok()
}

/// An error of the reader in plain words.
fn explain(text: &str, outline: Option<&Node>, error: &SpannedError) -> Box<Fault> {
    let (start, end) = (error.span.start, error.span.end);
    let (from, to) = (byte(text, start.line, start.col), byte(text, end.line, end.col));
    let mut at = from.min(to);
    // The reader stops before the blank in front of a value, or in the midst of one: go to where the value starts.
    at += text.get(at..).map_or(0, |rest| rest.len() - rest.trim_start_matches([' ', '\t']).len());
    let word = outline.and_then(|outline| outline.word_around(at));
    if let Some((start, _)) = word {
        at = start;
    }
    let mut path = outline.map(|outline| outline.path_at(at)).unwrap_or_default();
    // What is missing is missing from a group, not from the last value in it.
    let is_word = outline.and_then(|outline| outline.find(&path)).is_some_and(Node::is_word);
    if matches!(error.code, Error::MissingStructField { .. }) && is_word {
        path.truncate(path.rfind('.').unwrap_or(0));
    }
    let found = word_at(text, at);
    let expected = |what: &str| format!("{what} is expected here, but the file has {found}");
    let is_number = word.is_some_and(|(_, word)| word.parse::<f64>().is_ok());
    let message = match &error.code {
        Error::NoSuchStructField { expected, found, .. } => {
            // In a text out of order the field may be right, and the group around it never closed.
            let bracket = if outline.is_none() { "; or a closing bracket is missing above it" } else { "" };
            format!("'{}' is not a field here; {}{bracket}", shortened(found), suggestion(found, expected))
        }
        Error::NoSuchEnumVariant { expected, found, .. } => {
            format!("'{}' is not a choice here; {}", shortened(found), suggestion(found, expected))
        }
        Error::MissingStructField { field, .. } => {
            format!("the field '{field}' is missing; add it, or take the line from a scenario supplied")
        }
        Error::DuplicateStructField { field, .. } => format!("the field '{field}' is a duplicate: it is given twice; remove one"),
        Error::ExpectedFloat | Error::FloatUnderscore | Error::UnderscoreAtBeginning => expected("a number"),
        Error::ExpectedInteger | Error::InvalidIntegerDigit { .. } => expected(&whole_number(&path).unwrap_or("a whole number".to_owned())),
        Error::IntegerOutOfBounds => expected(&whole_number(&path).unwrap_or("a whole number of 0 or more, and not too large,".to_owned())),
        Error::ExpectedBoolean => expected("true or false"),
        Error::ExpectedString => expected("a text in quotation marks"),
        Error::ExpectedOption => expected("None, or Some(...) with the value in brackets,"),
        Error::ExpectedArray => expected("a list in square brackets"),
        Error::ExpectedMap => expected("a table in curly brackets"),
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) | Error::ExpectedDifferentStructName { .. } => {
            expected("a group of fields in round brackets")
        }
        Error::SuggestRawIdentifier(word) if word.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("{}; decimals are written with a point, and thousands without a comma", expected("the name of a field"))
        }
        Error::ExpectedIdentifier | Error::InvalidIdentifier(_) | Error::SuggestRawIdentifier(_) => expected("the name of a field"),
        // Of a number with a decimal point the reader takes the whole part and then wonders at the rest.
        Error::ExpectedComma if is_number => expected(&whole_number(&path).unwrap_or("a whole number".to_owned())),
        Error::ExpectedComma => expected("a comma before the next field, or the end of this value,"),
        Error::ExpectedMapColon => expected("a colon between a name and its value"),
        Error::ExpectedArrayEnd => expected("a comma or the closing bracket ']'"),
        Error::ExpectedMapEnd => expected("a comma or the closing bracket '}'"),
        Error::ExpectedStructLikeEnd | Error::ExpectedOptionEnd => expected("a comma or the closing bracket ')'"),
        Error::ExpectedStringEnd => "a text has no closing quotation mark".to_owned(),
        Error::Eof => "the file ends too early: a closing bracket or quotation mark is missing".to_owned(),
        Error::TrailingCharacters => format!("the scenario ends before this, but more follows: {found}; remove it"),
        Error::ExceededRecursionLimit => "brackets are nested far too deeply for a scenario".to_owned(),
        Error::UnclosedBlockComment | Error::UnclosedLineComment => "a comment has no end".to_owned(),
        Error::InvalidValueForType { expected, found } => format!("{} is expected here, but the file has {found}", plain(expected)),
        Error::ExpectedDifferentLength { expected, found } => format!("{} is expected here, but there are {found}", plain(expected)),
        Error::Message(message) => message.clone(),
        other => format!("the file cannot be understood here: {other}"),
    };
    let width = found.strip_suffix('…').unwrap_or(&found).chars().count();
    Box::new(Fault { at, width, path, message, code: error.code.clone() })
}

/// What a whole number at a path may be, where it is a figure of the catalogue.
fn whole_number(path: &str) -> Option<String> {
    let name = path.rsplit('.').next()?;
    // The catalogue has one row for the beds of every kind.
    let name = if name.ends_with("_beds") { "beds" } else { name };
    let is_it = |id: &ParameterId| matches!(id.spec().unit, Unit::Count | Unit::Beds) && id.path().rsplit('.').next() == Some(name);
    ParameterId::all().find(is_it).map(permitted)
}

/// What to write instead of a name that is not known.
fn suggestion(found: &str, expected: &[&'static str]) -> String {
    match did_you_mean(found, expected.iter().copied()) {
        Some(name) => format!("did you mean '{name}'?"),
        None if expected.is_empty() => "there is nothing to give here".to_owned(),
        None => format!("it should be one of {}", expected.join(", ")),
    }
}

/// The words in which the reader describes what it wants, without those of a programmer.
fn plain(expected: &str) -> String {
    match expected {
        "f64" | "f32" => "a number".to_owned(),
        "u8" | "u32" | "u64" | "i32" => "a whole number".to_owned(),
        other => {
            other.replace("an array of length", "a list of").replace("struct ", "the fields of ").replace("tuple of size", "a list of")
        }
    }
}

/// The byte at which a line and column (both from 1) stand.
fn byte(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    start + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at)
}

/// The word of the file at a byte, in quotes, cut short where it is long.
fn word_at(text: &str, at: usize) -> String {
    let rest = text.get(at..).unwrap_or_default().trim_start();
    let quoted = rest.strip_prefix('"').and_then(|inner| inner.find('"')).map(|end| end + 2);
    let end = quoted.unwrap_or_else(|| rest.find(|c: char| c.is_whitespace() || "(),:]}".contains(c)).unwrap_or(rest.len()).max(1));
    let word = rest.get(..end).unwrap_or(rest);
    if word.is_empty() {
        return "nothing more".to_owned();
    }
    shortened(word).replace("\\\"", "\"")
}

/// A word of the file, cut short where it is long.
fn shortened(word: &str) -> String {
    let short: String = word.chars().take(MOST_REPEATED).flat_map(char::escape_debug).collect();
    if word.chars().count() > MOST_REPEATED { format!("{short}…") } else { short }
}
