//! A folder of files, written whole: it is put together beside its place and then takes it, or nothing has changed.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::left_behind::{sweep, temporary_name};

/// Why a folder was not written. The sentences follow its name and a colon.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FolderError {
    /// The folder that it should be in is not there.
    #[error("the folder that it should be in does not exist; make it first or choose another place")]
    NoParent,
    /// A file has the name.
    #[error("a file of this name is there; choose another name")]
    IsFile,
    /// There are files in it.
    #[error("the folder is not empty; choose another, or replace the pack in it with --replace")]
    NotEmpty,
    /// There are files in it, but not those of a pack.
    #[error("the folder holds something other than a pack, so it is not replaced; choose another")]
    NotAPack,
    /// The path names no folder.
    #[error("this names no folder that could be made; give the name of a new one")]
    NoName,
    /// The disk or the permissions refuse.
    #[error(
        "the folder cannot be written ({0}); check that you may write there, that the disk is not full and that no file of it is open elsewhere"
    )]
    Unwritable(String),
}

/// Finds out, before a long run, whether a folder can be written; leaves nothing behind. `mark` is the file that every pack has.
///
/// # Errors
/// As [`write_folder`].
pub fn check_folder(path: &Path, replace: bool, mark: &str) -> Result<(), FolderError> {
    let target = target(path, replace, mark)?;
    let beside = make_beside(&target)?;
    fs::remove_dir(&beside).map_err(unwritable)
}

/// Writes a folder of files, each named by its path in it. An empty folder of that name is filled; one with a pack in it is replaced
/// where `replace` says so.
///
/// # Errors
/// When it cannot be written; what was there before is then still there, and nothing else.
pub fn write_folder(path: &Path, files: &[(String, Vec<u8>)], replace: bool, mark: &str) -> Result<(), FolderError> {
    let target = target(path, replace, mark)?;
    let beside = make_beside(&target)?;
    sweep(&target);
    let written = fill(&beside, files).and_then(|()| put_in_place(&beside, &target));
    written.map_err(|error| {
        // The first error is the one to tell; what cannot be tidied up does no harm.
        let _ = fs::remove_dir_all(&beside);
        unwritable(error)
    })
}

/// Largest file of a pack that is read, bytes.
const LARGEST: u64 = 1 << 28;

/// The bytes of a file of a pack.
///
/// # Errors
/// When it is not there or cannot be read: why, in a sentence.
pub fn read_pack_file(path: &Path) -> Result<Vec<u8>, String> {
    let cannot = |error: io::Error| match error.kind() {
        ErrorKind::NotFound => "the file is not there".to_owned(),
        _ => format!("the file cannot be read ({error})"),
    };
    let about = fs::metadata(path).map_err(cannot)?;
    if !about.is_file() {
        return Err("this is no file".to_owned());
    }
    if about.len() > LARGEST {
        return Err("the file is too large to be part of a pack".to_owned());
    }
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(LARGEST).read_to_end(&mut bytes)).map_err(cannot)?;
    Ok(bytes)
}

/// Where a path leads, if a folder may be put there.
fn target(path: &Path, replace: bool, mark: &str) -> Result<PathBuf, FolderError> {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if path.file_name().is_none() {
        return Err(FolderError::NoName);
    }
    match fs::read_dir(&path) {
        Ok(mut entries) => match entries.next() {
            None => Ok(path),
            Some(_) if !replace => Err(FolderError::NotEmpty),
            Some(_) if !path.join(mark).is_file() => Err(FolderError::NotAPack),
            Some(_) => Ok(path),
        },
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(path),
        Err(error) if error.kind() == ErrorKind::NotADirectory => {
            Err(if path.is_file() { FolderError::IsFile } else { FolderError::NoParent })
        }
        Err(error) => Err(unwritable(error)),
    }
}

/// A new folder in the one that `target` is in, since only there a rename is certain to be all or nothing.
fn make_beside(target: &Path) -> Result<PathBuf, FolderError> {
    let name = target.file_name().ok_or(FolderError::NoName)?.to_string_lossy();
    let mut attempt = 0;
    loop {
        let beside = target.with_file_name(temporary_name(&name, attempt));
        match fs::create_dir(&beside) {
            Ok(()) => return Ok(beside),
            Err(error) if error.kind() == ErrorKind::AlreadyExists && attempt < 100 => attempt += 1,
            Err(error) if error.kind() == ErrorKind::NotFound => return Err(FolderError::NoParent),
            Err(error) => return Err(unwritable(error)),
        }
    }
}

fn fill(folder: &Path, files: &[(String, Vec<u8>)]) -> io::Result<()> {
    for (name, bytes) in files {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        let mut file = File::create_new(&path)?;
        file.write_all(bytes)?;
        file.sync_all()?;
    }
    Ok(())
}

/// Moves a whole folder to its place; what was there goes only once it has arrived.
fn put_in_place(beside: &Path, target: &Path) -> io::Result<()> {
    if !target.exists() {
        return fs::rename(beside, target);
    }
    let old = beside.with_extension("old");
    fs::rename(target, &old)?;
    match fs::rename(beside, target) {
        Ok(()) => {
            // The new pack is in its place; what is left of the old one does no harm.
            let _ = fs::remove_dir_all(&old);
            Ok(())
        }
        Err(error) => {
            fs::rename(&old, target)?;
            Err(error)
        }
    }
}

fn unwritable(error: io::Error) -> FolderError {
    FolderError::Unwritable(error.to_string())
}
