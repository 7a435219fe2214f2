//! Writing: the same scenario always gives the same bytes, and a file is either whole or not there.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use ron::ser::PrettyConfig;

use super::error::SaveError;
use crate::model::Scenario;

/// A scenario as the text of a file: one figure a line, ending with a line feed on every system.
pub fn to_ron(scenario: &Scenario) -> String {
    let layout = PrettyConfig::new().new_line("\n").indentor("    ");
    // Writing plain data to memory has no way to fail; nothing a user or a disk does comes into it.
    let mut text = ron::ser::to_string_pretty(scenario, layout).expect("a scenario is plain data, which always has a text");
    // The writer escapes every apostrophe; none needs it inside quotation marks, and people read these files.
    text = text.replace("\\'", "'");
    text.push('\n');
    text
}

/// Saves a scenario at a path.
///
/// # Errors
/// When the file cannot be written; a file that was there before is then still whole.
pub fn save(path: &Path, scenario: &Scenario) -> Result<(), SaveError> {
    write_whole(path, to_ron(scenario).as_bytes())
}

/// Writes a file by way of a temporary one beside it, so that nobody ever sees half of it.
///
/// # Errors
/// When the file cannot be written; a file that was there before is then still whole.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    let target = target_of(path)?;
    if target.is_device {
        // A file put in the place of a terminal or another device would take it away.
        let mut device = OpenOptions::new().write(true).open(&target.path).map_err(unwritable)?;
        return device.write_all(bytes).map_err(unwritable);
    }
    let target = target.path;
    let (temporary, mut file) = temporary_beside(&target)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    drop(file);
    written.and_then(|()| fs::rename(&temporary, &target)).map_err(|error| {
        // The first error is the one to tell; what cannot be tidied up does no harm.
        let _ = fs::remove_file(&temporary);
        unwritable(error)
    })
}

/// Finds out, before a long run, whether a file can be written; leaves nothing behind.
///
/// # Errors
/// As [`write_whole`].
pub fn check_writable(path: &Path) -> Result<(), SaveError> {
    let target = target_of(path)?;
    if !target.is_device {
        let (temporary, file) = temporary_beside(&target.path)?;
        drop(file);
        fs::remove_file(temporary).map_err(unwritable)?;
    }
    Ok(())
}

/// What a path to write to leads to.
struct Target {
    path: PathBuf,
    is_device: bool,
}

fn target_of(path: &Path) -> Result<Target, SaveError> {
    // A link keeps pointing where it points: the file it leads to is the one replaced.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    match fs::metadata(&path) {
        Ok(about) if about.is_dir() => Err(SaveError::Folder),
        Ok(about) if !about.is_file() => Ok(Target { path, is_device: true }),
        Ok(about) if about.permissions().readonly() => Err(SaveError::Unwritable("it is write-protected".to_owned())),
        _ => Ok(Target { path, is_device: false }),
    }
}

/// A new file in the folder of `target`, since only within one folder is a rename certain to be all or nothing.
fn temporary_beside(target: &Path) -> Result<(PathBuf, File), SaveError> {
    let name = target.file_name().ok_or(SaveError::Folder)?.to_string_lossy();
    let mut attempt = 0;
    loop {
        let temporary = target.with_file_name(format!(".{name}.{}-{attempt}.part", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&temporary) {
            Ok(file) => return Ok((temporary, file)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists && attempt < 100 => attempt += 1,
            Err(error) if error.kind() == ErrorKind::NotFound => return Err(SaveError::NoFolder),
            Err(error) => return Err(unwritable(error)),
        }
    }
}

fn unwritable(error: io::Error) -> SaveError {
    SaveError::Unwritable(error.to_string())
}
