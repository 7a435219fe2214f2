//! Unsaved work, kept in the user's data folder against a crash: never over the user's own file, and thrown away only when the user says so.
//!
//! Each running program holds the lock of its slot. Work in a slot that nobody holds was left behind by a program that ended without
//! asking.

use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::error::SaveError;
use super::left_behind::sweep;
use super::save::{unwritable, write_whole};

/// Programs that may keep work at one time.
const SLOTS: u32 = 100;

/// Work that is in no file yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Work {
    /// When it was kept.
    pub kept_at: Timestamp,
    /// The file it belongs to, if it has one: its [`mark`], because a path may tell of a user or a computer.
    pub file: Option<String>,
    /// SHA-256 of the file when it was last read or saved.
    pub sha256: String,
    /// The scenario as it was last read or saved.
    pub before: String,
    /// The scenario as it stood.
    pub text: String,
}

/// What tells a file from others without saying where it is. Which of the files opened last has it says where.
pub fn mark(path: &Path) -> String {
    super::sha256(path.as_os_str().as_encoded_bytes())
}

/// The slot of a running program.
#[derive(Debug)]
pub struct Recovery {
    path: PathBuf,
    /// Held as long as the program runs; the system lets go of it even after a crash.
    _lock: File,
}

impl Recovery {
    /// Takes a free slot in a folder, which is made if need be.
    ///
    /// # Errors
    /// When the folder cannot be made or written to.
    pub fn start(folder: &Path) -> Result<Self, SaveError> {
        fs::create_dir_all(folder).map_err(unwritable)?;
        for slot in 0..SLOTS {
            let path = folder.join(format!("work-{slot}.ron"));
            if let Some(lock) = take(&path)
                && !path.exists()
            {
                return Ok(Self { path, _lock: lock });
            }
        }
        // In a folder where no lock can be made there is no slot either.
        let probe = folder.join("work-0.lock");
        OpenOptions::new().create(true).truncate(false).write(true).open(probe).map_err(unwritable)?;
        Err(SaveError::Unwritable("unsaved work of too many other windows is kept already".to_owned()))
    }

    /// Keeps work, in place of what was kept before.
    ///
    /// # Errors
    /// When it cannot be written; what was kept before is then still whole.
    pub fn keep(&self, work: &Work) -> Result<(), SaveError> {
        let text = ron::ser::to_string_pretty(work, ron::ser::PrettyConfig::new().new_line("\n"));
        write_whole(&self.path, text.map_err(|error| SaveError::Unwritable(error.to_string()))?.as_bytes())
    }

    /// Forgets the work: it is in its file now, or its author does not want it.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn clear(&self) -> Result<(), SaveError> {
        remove(&self.path)
    }
}

/// Work left behind by a program that ended without asking. While this is held no other program offers it.
#[derive(Debug)]
pub struct LostWork {
    /// The work.
    pub work: Work,
    path: PathBuf,
    _lock: File,
}

impl LostWork {
    /// Throws it away.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn discard(self) -> Result<(), SaveError> {
        remove(&self.path)
    }
}

/// The work left behind in a folder, the latest first.
pub fn lost_work(folder: &Path) -> Vec<LostWork> {
    for slot in 0..SLOTS {
        let path = folder.join(format!("work-{slot}.ron"));
        // A slot that was ever used has its lock beside it.
        if path.with_extension("lock").exists() {
            sweep(&path);
        }
    }
    let mut found: Vec<LostWork> = (0..SLOTS)
        .filter_map(|slot| {
            let path = folder.join(format!("work-{slot}.ron"));
            let bytes = path.exists().then(|| take(&path)).flatten().zip(fs::read(&path).ok());
            let (lock, bytes) = bytes?;
            let work = ron::de::from_bytes(&bytes).ok()?;
            Some(LostWork { work, path, _lock: lock })
        })
        .collect();
    found.sort_by_key(|lost| std::cmp::Reverse(lost.work.kept_at));
    found
}

/// The lock of a slot, if nobody else has it.
fn take(path: &Path) -> Option<File> {
    let lock = OpenOptions::new().create(true).truncate(false).write(true).open(path.with_extension("lock")).ok()?;
    lock.try_lock().ok()?;
    Some(lock)
}

fn remove(path: &Path) -> Result<(), SaveError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(unwritable(error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work(text: &str) -> Work {
        let kept_at = "2026-03-01T10:00:00Z".parse().unwrap();
        Work { kept_at, file: Some("plan.ron".into()), sha256: "12".to_owned(), before: "(\n\"x\")".to_owned(), text: text.to_owned() }
    }

    #[test]
    fn work_of_a_running_program_is_its_own_and_of_an_ended_one_is_offered_once() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("not/yet/there");
        let first = Recovery::start(&data).unwrap();
        let second = Recovery::start(&data).unwrap();
        first.keep(&work("first")).unwrap();
        second.keep(&work("second")).unwrap();
        assert!(lost_work(&data).is_empty());
        drop(first);
        let lost = lost_work(&data);
        assert_eq!(lost.iter().map(|lost| &lost.work).collect::<Vec<_>>(), [&work("first")]);
        assert!(lost_work(&data).is_empty(), "offered by one window only");
        let third = Recovery::start(&data).unwrap();
        third.keep(&work("third")).unwrap();
        drop(lost);
        let again = lost_work(&data);
        assert_eq!(again.len(), 1, "kept until the user decides");
        for lost in again {
            lost.discard().unwrap();
        }
        assert!(lost_work(&data).is_empty());
        second.clear().unwrap();
        second.clear().unwrap();
        drop(second);
        assert!(lost_work(&data).is_empty());
    }
    /// A hundred windows may keep work at a time, and the next is told that it cannot.
    #[test]
    fn one_window_more_than_there_are_slots_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let windows: Vec<Recovery> = (0..SLOTS).map(|_| Recovery::start(folder.path()).unwrap()).collect();
        let error = Recovery::start(folder.path()).unwrap_err();
        assert!(error.to_string().contains("unsaved work of too many other windows is kept already"), "{error}");
        drop(windows);
        assert!(Recovery::start(folder.path()).is_ok());
    }
}
