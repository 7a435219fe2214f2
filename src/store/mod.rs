//! Scenario files: read with limits and plain words, written so that saving twice gives the same bytes.
//!
//! What a file says is the model's business; here it is only found, read, located and kept.

mod brackets;
pub mod differences;
mod draft;
pub mod error;
pub mod folders;
mod left_behind;
pub mod library;
mod limits;
mod locate;
mod outline;
pub mod pack;
mod parse;
mod read;
pub mod recovery;
mod repair;
pub mod save;
mod upgrade;
pub mod warnings;

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::model::{Scenario, ValidScenario};

pub use error::{FileProblem, LoadError, SaveError};
pub use left_behind::sweep;
pub use library::{SHIPPED, Shipped, shipped};
pub use pack::{FolderError, check_folder, read_pack_file, write_folder};
pub use save::{Expect, backup_of, check_writable, is_same_file, save, to_ron, write_whole};

/// Largest scenario file that is read, bytes.
pub const LARGEST_FILE: u64 = 1 << 20;

/// A scenario that was read and has passed every check.
#[derive(Clone, Debug, PartialEq)]
pub struct LoadedScenario {
    /// The scenario.
    pub scenario: ValidScenario,
    /// SHA-256 of the file's bytes, in hexadecimal: says exactly which file a result came from.
    pub sha256: String,
    /// The version of the format in which the file was written.
    pub version: u32,
}

/// A scenario file with problems, as far as it can be read: for mending, not for running.
#[derive(Clone, Debug, PartialEq)]
pub struct Mendable {
    /// The scenario; where the file could not be read, with what each problem says was used instead.
    pub scenario: Scenario,
    /// SHA-256 of the file's bytes, in hexadecimal.
    pub sha256: String,
    /// What is wrong, or what a newer file has that this program does not know.
    pub problems: Vec<FileProblem>,
    /// The version of the format in which the file was written, where it is newer than this program's.
    pub newer_version: Option<u64>,
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
    let reading = read::read(read::text_of(bytes)?)?;
    let valid = reading.scenario.filter(|_| reading.problems.is_empty()).map(ValidScenario::new);
    match valid {
        Some(Ok(scenario)) => Ok(LoadedScenario { scenario, sha256: sha256(bytes), version: reading.version }),
        _ => Err(LoadError::Problems(reading.problems)),
    }
}

/// As much of a file as can be read, for mending it or, if it is of a newer version, for looking at it; nothing where its structure does
/// not allow that, or where nothing is wrong.
pub fn mendable(bytes: &[u8]) -> Option<Mendable> {
    let text = read::text_of(bytes).ok()?;
    let (scenario, problems, newer_version) = match read::read(text) {
        Ok(reading) => (reading.scenario?, reading.problems, None),
        Err(LoadError::NewerFormat { found }) => {
            let (scenario, problems) = read::read_newer(text)?;
            (scenario, problems, Some(found))
        }
        Err(_) => return None,
    };
    let wrong = !problems.is_empty() || newer_version.is_some();
    wrong.then(|| Mendable { scenario, sha256: sha256(bytes), problems, newer_version })
}

/// SHA-256 of some bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes of a file, no more than [`LARGEST_FILE`] of them.
///
/// # Errors
/// When there is no such file or it cannot be read. A pipe is refused: waiting for what comes out of it might never end.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, LoadError> {
    let cannot = |error: std::io::Error| {
        if error.kind() == ErrorKind::NotFound { LoadError::Missing } else { LoadError::Unreadable(error.to_string()) }
    };
    let about = fs::metadata(path).map_err(cannot)?;
    if about.is_dir() {
        return Err(LoadError::Folder);
    }
    if !about.is_file() {
        return Err(LoadError::NotAFile);
    }
    if about.len() > LARGEST_FILE {
        return Err(LoadError::TooLarge(about.len()));
    }
    let mut bytes = Vec::new();
    // One byte above the limit is enough to see that a file has grown.
    File::open(path).map_err(cannot)?.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(cannot)?;
    Ok(bytes)
}
