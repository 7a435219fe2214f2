//! What the program keeps for its user, outside of any scenario: where, and which files were opened last.

use std::fs;
use std::path::{Path, PathBuf};

use directories::{ProjectDirs, UserDirs};

use super::error::SaveError;
use super::save::{unwritable, write_whole};

/// Most files remembered.
const MOST_RECENT: usize = 10;

/// The folder in which the program keeps things for its user; none where the system has no place for that.
pub fn user_data() -> Option<PathBuf> {
    ProjectDirs::from("", "", "sufficiency-planner").map(|folders| folders.data_local_dir().to_owned())
}

/// The folder in which the user keeps documents, or the user's own; none where the system has no such place.
pub fn documents() -> Option<PathBuf> {
    UserDirs::new().map(|user| user.document_dir().unwrap_or(user.home_dir()).to_owned())
}

/// A path as typed: “~” is the user's own folder.
pub fn typed_path(text: &str) -> PathBuf {
    let home = |rest: &str| UserDirs::new().map(|user| user.home_dir().join(rest));
    text.trim().strip_prefix("~/").and_then(home).unwrap_or_else(|| PathBuf::from(text.trim()))
}

/// The files opened or saved last, the latest first.
pub fn recent_files(folder: &Path) -> Vec<PathBuf> {
    let text = fs::read_to_string(recent_path(folder)).unwrap_or_default();
    // A list that cannot be read is an empty list: nothing of value is in it.
    ron::from_str(&text).unwrap_or_default()
}

/// Puts a file first among the files opened last; gives the new list.
///
/// # Errors
/// When the list cannot be written.
pub fn remember_file(folder: &Path, file: &Path) -> Result<Vec<PathBuf>, SaveError> {
    let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let mut files = recent_files(folder);
    files.retain(|other| *other != file);
    files.insert(0, file);
    files.truncate(MOST_RECENT);
    write_recent(folder, files)
}

/// Takes a file off the list of files opened last; gives the new list.
///
/// # Errors
/// When the list cannot be written.
pub fn forget_file(folder: &Path, file: &Path) -> Result<Vec<PathBuf>, SaveError> {
    let mut files = recent_files(folder);
    files.retain(|other| other != file);
    write_recent(folder, files)
}

fn write_recent(folder: &Path, files: Vec<PathBuf>) -> Result<Vec<PathBuf>, SaveError> {
    fs::create_dir_all(folder).map_err(unwritable)?;
    let text = ron::ser::to_string_pretty(&files, ron::ser::PrettyConfig::new().new_line("\n"));
    write_whole(&recent_path(folder), text.map_err(|error| SaveError::Unwritable(error.to_string()))?.as_bytes())?;
    Ok(files)
}

fn recent_path(folder: &Path) -> PathBuf {
    folder.join("recent-files.ron")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_file_comes_first_and_only_once() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        assert!(recent_files(&data).is_empty());
        for number in (0..12).chain([5]) {
            remember_file(&data, &folder.path().join(format!("{number}.ron"))).unwrap();
        }
        let files = recent_files(&data);
        assert_eq!(files.len(), MOST_RECENT);
        assert!(files[0].ends_with("5.ron") && files[1].ends_with("11.ron"));
        assert!(!forget_file(&data, &files[0]).unwrap().contains(&files[0]));
        fs::write(recent_path(&data), "nonsense").unwrap();
        assert!(recent_files(&data).is_empty());
    }
}
