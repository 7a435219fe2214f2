//! Scenario files: read with limits and plain words, written so that saving twice gives the same bytes.
//!
//! What a file says is the model's business; here it is only found, read, located and kept.

pub mod error;
pub mod library;
mod locate;
pub mod pack;
mod parse;
pub mod save;

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::model::ValidScenario;

pub use error::{FileProblem, LoadError, SaveError};
pub use library::{SHIPPED, Shipped, shipped};
pub use pack::{FolderError, check_folder, write_folder};
pub use save::{check_writable, save, to_ron, write_whole};

/// Largest scenario file that is read, bytes.
pub const LARGEST_FILE: u64 = 1 << 20;

/// A scenario that was read and has passed every check.
#[derive(Clone, Debug, PartialEq)]
pub struct LoadedScenario {
    /// The scenario.
    pub scenario: ValidScenario,
    /// SHA-256 of the file's bytes, in hexadecimal: says exactly which file a result came from.
    pub sha256: String,
}

/// Reads the scenario file at a path.
///
/// # Errors
/// When there is no such file, it cannot be read, or anything in it is wrong: all that is wrong, at once.
pub fn load(path: &Path) -> Result<LoadedScenario, LoadError> {
    load_bytes(&read_bytes(path)?)
}

/// Reads a scenario from the bytes of a file.
///
/// # Errors
/// As [`load`], but for what concerns the disk.
pub fn load_bytes(bytes: &[u8]) -> Result<LoadedScenario, LoadError> {
    let text = text_of(bytes)?;
    let scenario = parse::scenario(text)?;
    let scenario = ValidScenario::new(scenario).map_err(|problems| LoadError::Problems(locate::problems(text, problems)))?;
    Ok(LoadedScenario { scenario, sha256: sha256(bytes) })
}

/// SHA-256 of some bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes of a file, no more than [`LARGEST_FILE`] of them.
fn read_bytes(path: &Path) -> Result<Vec<u8>, LoadError> {
    let cannot = |error: std::io::Error| {
        if error.kind() == ErrorKind::NotFound { LoadError::Missing } else { LoadError::Unreadable(error.to_string()) }
    };
    let about = fs::metadata(path).map_err(cannot)?;
    if about.is_dir() {
        return Err(LoadError::Folder);
    }
    if about.len() > LARGEST_FILE {
        return Err(LoadError::TooLarge(about.len()));
    }
    let mut bytes = Vec::new();
    // One byte above the limit is enough to see that a file has grown, or that a device never ends.
    File::open(path).map_err(cannot)?.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(cannot)?;
    Ok(bytes)
}

/// The text of a file within the limits.
fn text_of(bytes: &[u8]) -> Result<&str, LoadError> {
    let length = bytes.len() as u64;
    if length > LARGEST_FILE {
        return Err(LoadError::TooLarge(length));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        LoadError::NotText { line: 1 + before.iter().filter(|byte| **byte == b'\n').count() }
    })?;
    // Some editors put a mark at the start of a text file; it is no part of the scenario.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() { Err(LoadError::Empty) } else { Ok(text) }
}
