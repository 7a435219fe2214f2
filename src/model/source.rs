//! Where a figure comes from. Provenance is data, because comments vanish at the first save and the paper prints it.

use serde::{Deserialize, Serialize};

use super::validate::MOST_CHARACTERS;

/// How the reason of a figure begins that somebody set in the program.
const SET: &str = "set in the program in place of ";
/// How the reason of an option begins that is a copy.
const COPY: &str = "a copy of ";

/// Where a figure comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// The review says so.
    Stated {
        /// Paragraph or appendix of the review.
        paragraph: String,
        /// Anything a reader should know.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
    },
    /// It follows from stated figures.
    Derived {
        /// How.
        formula: String,
        /// Anything a reader should know.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
    },
    /// Published elsewhere.
    Published {
        /// Title, year and place of publication.
        citation: String,
        /// Anything a reader should know.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
    },
    /// We assume it.
    Assumed {
        /// Why this value.
        why: String,
    },
}

impl Source {
    /// One word for the badge beside a figure.
    pub fn label(&self) -> &'static str {
        match self {
            Source::Stated { .. } => "stated",
            Source::Derived { .. } => "derived",
            Source::Published { .. } => "published",
            Source::Assumed { .. } => "assumed",
        }
    }

    /// The whole citation in one sentence.
    pub fn sentence(&self) -> String {
        let (text, note) = match self {
            Source::Stated { paragraph, note } => (format!("Stated in the review, {paragraph}"), note.as_str()),
            Source::Derived { formula, note } => (format!("Derived: {formula}"), note.as_str()),
            Source::Published { citation, note } => (format!("Published: {citation}"), note.as_str()),
            Source::Assumed { why } => (format!("Assumed: {why}"), ""),
        };
        if note.is_empty() { text } else { format!("{text}. {note}") }
    }

    /// Of a figure that was set in the program: nobody's evidence stands behind it, and the reason says what it was before and where that
    /// came from. What was set twice still says what it was at first.
    pub fn set_in_place_of(former: &str, source: Option<&Source>) -> Source {
        let origin = match source {
            Some(set) if set.is_set() => return set.clone(),
            Some(source) => format!(" ({})", source.clause()),
            None => ", for which no source was named".to_owned(),
        };
        Source::Assumed { why: cut(format!("{SET}{former}{origin}"), MOST_CHARACTERS) }
    }

    /// Of an option that was made as a copy of another.
    pub fn copied_from(name: &str, source: &Source) -> Source {
        Source::Assumed { why: cut(format!("{COPY}“{name}” ({})", source.clause()), MOST_CHARACTERS) }
    }

    /// Whether it is of an option that was made as a copy of another.
    pub fn is_of_copy(&self) -> bool {
        matches!(self, Source::Assumed { why } if why.starts_with(COPY))
    }

    /// The citation to stand within a sentence.
    fn clause(&self) -> String {
        let sentence = self.sentence();
        let mut letters = sentence.trim_end_matches('.').chars();
        letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
    }

    /// Whether it is of a figure that was set in the program.
    pub fn is_set(&self) -> bool {
        matches!(self, Source::Assumed { why } if why.starts_with(SET))
    }

    /// The same with one more sentence that a reader should know.
    #[must_use]
    pub fn with_remark(&self, remark: &str) -> Source {
        let mut source = self.clone();
        let (Source::Stated { note: text, .. }
        | Source::Derived { note: text, .. }
        | Source::Published { note: text, .. }
        | Source::Assumed { why: text }) = &mut source;
        if !text.contains(remark) {
            *text = with_remark(std::mem::take(text), remark);
        }
        source
    }
}

/// A text with one more sentence, and no longer than a file may have it.
pub fn with_remark(text: String, remark: &str) -> String {
    let before = cut(text, MOST_CHARACTERS.saturating_sub(remark.chars().count() + 2));
    let stop = if before.is_empty() || before.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    format!("{before}{stop} {remark}").trim_start().to_owned()
}

/// A text of at most so many characters.
fn cut(text: String, most: usize) -> String {
    if text.chars().count() <= most { text } else { text.chars().take(most.saturating_sub(1)).chain(['…']).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_set_says_what_it_was_at_first() {
        let derived = Source::Derived { formula: "4.2 months × 365 / 12".to_owned(), note: "Paragraph 7.".to_owned() };
        let set = Source::set_in_place_of("127.75 days", Some(&derived));
        assert_eq!(set.sentence(), "Assumed: set in the program in place of 127.75 days (derived: 4.2 months × 365 / 12. Paragraph 7)");
        assert_eq!(Source::set_in_place_of("182.5 days", Some(&set)), set);
        assert!(set.is_set() && !derived.is_set());
        let unnamed = Source::set_in_place_of("3 days", None);
        assert_eq!(unnamed.sentence(), "Assumed: set in the program in place of 3 days, for which no source was named");
    }

    #[test]
    fn a_remark_is_made_once_and_never_too_long_for_a_file() {
        let long = Source::Assumed { why: "x".repeat(MOST_CHARACTERS) };
        let Source::Assumed { why } = long.with_remark("And more.") else { panic!("another kind of source") };
        assert!(why.chars().count() <= MOST_CHARACTERS && why.ends_with("x… And more."));
        let Source::Assumed { why } = Source::set_in_place_of("3 days", Some(&long)) else { panic!("another kind of source") };
        assert_eq!(why.chars().count(), MOST_CHARACTERS);
        let stated = Source::Stated { paragraph: "paragraph 12".to_owned(), note: String::new() };
        let remarked = stated.with_remark("Not so in “A”.");
        assert_eq!(remarked.sentence(), "Stated in the review, paragraph 12. Not so in “A”.");
        assert_eq!(remarked.with_remark("Not so in “A”."), remarked);
    }
}
