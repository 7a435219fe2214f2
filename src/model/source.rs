//! Where a figure comes from. Provenance is data, because comments vanish at the first save and the paper prints it.

use serde::{Deserialize, Serialize};

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
}
