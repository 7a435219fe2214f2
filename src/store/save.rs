//! Writing: the same scenario always gives the same bytes, and a file is at every moment either the old one or the new one, whole.
//!
//! A save writes beside the file, flushes, reads back and compares, keeps the previous version as a backup, renames over and flushes the
//! folder. Before each step a watcher is asked: tests answer with the errors of a disk that fails.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use ron::ser::PrettyConfig;

use super::error::SaveError;
use super::left_behind::{sweep, temporary_name};
use super::sha256;
use crate::model::Scenario;

/// Bytes written at a time.
const CHUNK: usize = 8 << 10;

/// A step of a save, in the order of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Reading what is there now.
    ReadCurrent,
    /// Making a file beside it.
    Create,
    /// Writing a part of the new file.
    Write,
    /// Giving the new file the permissions of the old.
    Permissions,
    /// Flushing the new file.
    Flush,
    /// Reading it back.
    ReadBack,
    /// Keeping the old file as a backup.
    Backup,
    /// Putting the new file in the place of the old.
    Rename,
    /// Flushing the folder.
    FlushFolder,
}

/// Asked before each step; an error is taken for the step's own.
pub type Watcher<'a> = &'a mut dyn FnMut(Step) -> io::Result<()>;

/// What a save may find in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect<'a> {
    /// Anything: the caller has asked.
    Anything,
    /// No file.
    Nothing,
    /// The file with this SHA-256, or no file.
    File(&'a str),
}

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

/// Saves a scenario at a path, and gives the SHA-256 of the file. The version before is kept beside it, see [`backup_of`].
///
/// # Errors
/// When the file there is not the one expected, or cannot be written; a file that was there before is then still whole.
pub fn save(path: &Path, scenario: &Scenario, expect: Expect) -> Result<String, SaveError> {
    save_watched(path, scenario, expect, &mut |_| Ok(()))
}

/// [`save`], with a watcher.
///
/// # Errors
/// As [`save`].
pub fn save_watched(path: &Path, scenario: &Scenario, expect: Expect, watch: Watcher) -> Result<String, SaveError> {
    let target = target_of(path)?;
    if target.is_device {
        return Err(SaveError::NotAFile);
    }
    let text = to_ron(scenario);
    let current = current_bytes(&target.path, watch)?;
    match (expect, &current) {
        (Expect::Nothing, Some(_)) => return Err(SaveError::Exists),
        (Expect::File(known), Some(bytes)) if sha256(bytes) != known => return Err(SaveError::Changed),
        _ => {}
    }
    // Nothing new: the backup stays the version before.
    if current.as_deref() != Some(text.as_bytes()) {
        replace(&target.path, text.as_bytes(), current.is_some(), watch)?;
    }
    Ok(sha256(text.as_bytes()))
}

/// Where the version before the last save is kept: `plan.ron` has `plan.previous.ron`.
pub fn backup_of(path: &Path) -> PathBuf {
    let mut name = path.file_stem().map(OsString::from).unwrap_or_default();
    name.push(".previous");
    if let Some(extension) = path.extension() {
        name.push(".");
        name.push(extension);
    }
    path.with_file_name(name)
}

/// Writes a file by way of a temporary one beside it, so that nobody ever sees half of it. No backup is kept.
///
/// # Errors
/// When the file cannot be written; a file that was there before is then still whole.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    write_watched(path, bytes, &mut |_| Ok(()))
}

/// [`write_whole`], with a watcher.
///
/// # Errors
/// As [`write_whole`].
pub fn write_watched(path: &Path, bytes: &[u8], watch: Watcher) -> Result<(), SaveError> {
    let target = target_of(path)?;
    if target.is_device { write_device(&target.path, bytes) } else { replace(&target.path, bytes, false, watch) }
}

/// Whether two paths lead to one file that is there.
pub fn is_same_file(one: &Path, other: &Path) -> bool {
    matches!((fs::canonicalize(one), fs::canonicalize(other)), (Ok(one), Ok(other)) if one == other)
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

/// A file put in the place of a terminal or another device would take it away.
fn write_device(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    let mut device = OpenOptions::new().write(true).open(path).map_err(unwritable)?;
    device.write_all(bytes).map_err(unwritable)
}

/// What is in the file now; nothing where there is none.
fn current_bytes(path: &Path, watch: Watcher) -> Result<Option<Vec<u8>>, SaveError> {
    match watch(Step::ReadCurrent).and_then(|()| fs::read(path)) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unwritable(error)),
    }
}

/// Puts a file in a place, all or nothing.
fn replace(target: &Path, bytes: &[u8], keep_backup: bool, watch: Watcher) -> Result<(), SaveError> {
    watch(Step::Create).map_err(unwritable)?;
    let (temporary, file) = temporary_beside(target)?;
    let placed = fill(&temporary, file, target, bytes, watch).and_then(|()| {
        if keep_backup {
            watch(Step::Backup).and_then(|()| keep(target)).map_err(|error| match error.kind() {
                ErrorKind::InvalidFilename => SaveError::LongName,
                _ => SaveError::NoBackup(reason(&error)),
            })?;
        }
        watch(Step::Rename).and_then(|()| fs::rename(&temporary, target)).map_err(unwritable)
    });
    if let Err(error) = placed {
        // The first error is the one to tell; what cannot be tidied up does no harm.
        let _ = fs::remove_file(&temporary);
        return Err(error);
    }
    watch(Step::FlushFolder).and_then(|()| flush_folder(target)).map_err(|error| SaveError::NotFlushed(reason(&error)))?;
    // What is in its place now is newer than anything that an earlier save left unfinished.
    sweep(target);
    if keep_backup {
        sweep(&backup_of(target));
    }
    Ok(())
}

/// Writes the new file, flushes it, and makes sure that it is there as meant.
fn fill(temporary: &Path, mut file: File, target: &Path, bytes: &[u8], watch: Watcher) -> Result<(), SaveError> {
    for chunk in bytes.chunks(CHUNK) {
        watch(Step::Write).and_then(|()| file.write_all(chunk)).map_err(unwritable)?;
    }
    if let Ok(about) = fs::metadata(target) {
        watch(Step::Permissions).and_then(|()| file.set_permissions(about.permissions())).map_err(unwritable)?;
    }
    watch(Step::Flush).and_then(|()| file.sync_all()).map_err(unwritable)?;
    drop(file);
    let back = watch(Step::ReadBack).and_then(|()| fs::read(temporary)).map_err(unwritable)?;
    if back == bytes { Ok(()) } else { Err(SaveError::Garbled) }
}

/// Keeps the file as its backup, and the file stays where it is: a second name for it, or a copy where the disk has no second names.
fn keep(target: &Path) -> io::Result<()> {
    let backup = backup_of(target);
    let (fresh, file) = temporary_beside(&backup).map_err(|error| match error {
        SaveError::LongName => io::Error::from(ErrorKind::InvalidFilename),
        other => io::Error::other(other.to_string()),
    })?;
    drop(file);
    fs::remove_file(&fresh)?;
    fs::hard_link(target, &fresh).or_else(|_| fs::copy(target, &fresh).and_then(|_| File::open(&fresh)?.sync_all()))?;
    fs::rename(&fresh, &backup).inspect_err(|_| {
        // As above: what cannot be tidied up does no harm.
        let _ = fs::remove_file(&fresh);
    })
}

/// Makes the new name last through a power cut. Elsewhere than on Unix a folder cannot be opened, and the system sees to it.
fn flush_folder(target: &Path) -> io::Result<()> {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// What a path to write to leads to.
struct Target {
    path: PathBuf,
    is_device: bool,
}

fn target_of(path: &Path) -> Result<Target, SaveError> {
    // A link keeps pointing where it points: the file it leads to is the one replaced.
    let path = fs::canonicalize(path).unwrap_or_else(|_| match fs::read_link(path) {
        // A link to a file that is not there yet.
        Ok(leads_to) => path.parent().unwrap_or(Path::new("")).join(leads_to),
        Err(_) => path.to_owned(),
    });
    match fs::metadata(&path) {
        Ok(about) if about.is_dir() => Err(SaveError::Folder),
        Ok(about) if !about.is_file() => Ok(Target { path, is_device: true }),
        Ok(about) if about.permissions().readonly() => Err(SaveError::Protected),
        _ => Ok(Target { path, is_device: false }),
    }
}

/// A new file in the folder of `target`, since only within one folder is a rename certain to be all or nothing.
fn temporary_beside(target: &Path) -> Result<(PathBuf, File), SaveError> {
    let name = target.file_name().ok_or(SaveError::Folder)?.to_string_lossy();
    let mut attempt = 0;
    loop {
        let temporary = target.with_file_name(temporary_name(&name, attempt));
        match OpenOptions::new().write(true).create_new(true).open(&temporary) {
            Ok(file) => return Ok((temporary, file)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists && attempt < 100 => attempt += 1,
            Err(error) if error.kind() == ErrorKind::NotFound => return Err(SaveError::NoFolder),
            Err(error) => return Err(unwritable(error)),
        }
    }
}

/// Why something was not written.
pub(super) fn unwritable(error: io::Error) -> SaveError {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => SaveError::Full,
        ErrorKind::InvalidFilename => SaveError::LongName,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => SaveError::Protected,
        _ => SaveError::Unwritable(reason(&error)),
    }
}

fn reason(error: &io::Error) -> String {
    error.to_string()
}
