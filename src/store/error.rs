//! What can be wrong with a file, in sentences that say what, where and what to do next.

use std::fmt;

use thiserror::Error;

use crate::model::validate::figure;

/// Ends what is said of something put in where nothing had to go: see [`FileProblem::used`].
pub const PUT_IN: &str = " is put in";

/// One thing wrong in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileProblem {
    /// Line and column in the file, both from 1, where they are known.
    pub position: Option<(usize, usize)>,
    /// Path of the field; empty where the text cannot be read as fields.
    pub path: String,
    /// What is wrong and how to mend it.
    pub message: String,
    /// The line with the place marked below it, where the place is known.
    pub drawn: Option<String>,
    /// What stands in its place while the file is mended, where something had to be put there to read the rest.
    pub used: Option<String>,
}

impl fmt::Display for FileProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((line, column)) = self.position {
            write!(f, "line {line}, column {column}: ")?;
        }
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        f.write_str(&self.message)
    }
}

/// Why a scenario file was not loaded. The sentences follow the name of the file and a colon.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LoadError {
    /// No such file.
    #[error("there is no such file; check the name and the folder")]
    Missing,
    /// A directory.
    #[error("this is a folder, not a scenario file; give the file inside it")]
    Folder,
    /// The disk or the permissions refuse.
    #[error("the file cannot be read ({0}); check that it is there and that you may open it")]
    Unreadable(String),
    /// Nothing in it.
    #[error("the file is empty; save the scenario again or start from one of the scenarios supplied")]
    Empty,
    /// Larger than [`super::LARGEST_FILE`]; its bytes.
    #[error("the file is too large ({} bytes; a scenario has at most {}); this is probably not a scenario file", figure(*.0 as f64), figure(super::LARGEST_FILE as f64))]
    TooLarge(u64),
    /// A device or a pipe, which might never end.
    #[error("this is a device or a pipe, not a file; give a file")]
    NotAFile,
    /// Not UTF-8.
    #[error("line {line} is not text that can be read (not valid UTF-8); save the file as plain text in UTF-8")]
    NotText {
        /// First line with bytes that are not text.
        line: usize,
    },
    /// Written by a newer program.
    #[error(
        "the file has format version {found}, but this program reads version {}; open it with a newer version of the program",
        crate::model::FORMAT_VERSION
    )]
    NewerFormat {
        /// Version in the file.
        found: u64,
    },
    /// There has never been such a version.
    #[error(
        "the file has format version {found}, which has never existed; the first line should say format_version: {}",
        crate::model::FORMAT_VERSION
    )]
    UnknownFormat {
        /// Version in the file, as written.
        found: String,
    },
    /// Wrong in form or in content; at least one problem.
    #[error("{}", sentences(.0))]
    Problems(Vec<FileProblem>),
}

impl LoadError {
    /// Whether the file could not be read at all, as against a scenario with something wrong in it.
    pub fn is_unreadable(&self) -> bool {
        !matches!(self, LoadError::Problems(_))
    }
}

fn sentences(problems: &[FileProblem]) -> String {
    problems.iter().map(FileProblem::to_string).collect::<Vec<_>>().join("\n")
}

/// Why a file was not written.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SaveError {
    /// The folder is not there.
    #[error("the folder to save in does not exist; make it first or choose another")]
    NoFolder,
    /// The path is that of a folder.
    #[error("this is a folder; give the name of a file")]
    Folder,
    /// A device or a pipe, where nothing is kept.
    #[error("this is a device or a pipe, where nothing is kept; give the name of a file")]
    NotAFile,
    /// There is a file where none was expected.
    #[error("there is a file of this name already; replace it, or choose another name")]
    Exists,
    /// Somebody else has changed the file.
    #[error(
        "the file has changed on disk since it was opened here, so it was not overwritten; look at the differences, save under another name, or replace it (the other version is then kept beside it)"
    )]
    Changed,
    /// No room left.
    #[error("the disk is full; free some space or save elsewhere. What was there before is untouched")]
    Full,
    /// No permission.
    #[error("you may not write there: it is write-protected; save under another name or in another folder")]
    Protected,
    /// A name longer than the disk allows.
    #[error("the name is too long for this disk, on which the version before has to be kept under a longer one; save under a shorter name")]
    LongName,
    /// The version before cannot be kept.
    #[error("the version before could not be kept as a backup ({0}), so nothing was changed; save under another name")]
    NoBackup(String),
    /// What was written is not what is read back.
    #[error("what was written could not be read back as it was written: the disk may be failing; save on another disk")]
    Garbled,
    /// Saved, but perhaps not for good.
    #[error("the file is written, but the system did not confirm that it will last through a power cut ({0}); save it again")]
    NotFlushed(String),
    /// Anything else.
    #[error("the file cannot be written ({0}); save under another name or in another folder")]
    Unwritable(String),
}
