//! What a program that was killed while it wrote left beside a file: temporary files that nobody will finish.

use std::fs;
use std::path::Path;
use std::time::Duration;

/// No save and no pack takes so long: what has not changed for this time is written by nobody any more.
const NOBODY_WRITES: Duration = Duration::from_secs(60 * 60);

/// The name of a temporary file or folder beside one called `name`.
pub fn temporary_name(name: &str, attempt: u32) -> String {
    format!(".{name}.{}-{attempt}.part", std::process::id())
}

/// Whether a temporary file beside one called `name` may be called `other`.
fn is_temporary(other: &str, name: &str) -> bool {
    let middle = other.strip_prefix('.').and_then(|rest| rest.strip_prefix(name)?.strip_prefix('.')?.strip_suffix(".part"));
    let parts = middle.and_then(|middle| middle.split_once('-'));
    parts.is_some_and(|(process, attempt)| {
        [process, attempt].iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
    })
}

/// Takes away what was left behind beside a file or folder. What cannot be taken away does no harm.
pub fn sweep(target: &Path) {
    let (Some(name), Some(folder)) = (target.file_name(), target.parent()) else { return };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_ours = is_temporary(&entry.file_name().to_string_lossy(), &name.to_string_lossy());
        let Some(about) = entry.metadata().ok().filter(|_| is_ours) else { continue };
        let age = about.modified().ok().and_then(|at| at.elapsed().ok());
        if age.is_some_and(|age| age > NOBODY_WRITES) {
            let path = entry.path();
            let _ = if about.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::SystemTime;

    #[test]
    fn only_old_temporary_files_of_this_name_go() {
        let folder = tempfile::tempdir().unwrap();
        let made = |name: &str, hours: u64| {
            let file = fs::File::create(folder.path().join(name)).unwrap();
            file.set_modified(SystemTime::now() - Duration::from_secs(3_600 * hours + 60)).unwrap();
        };
        for (name, hours) in [
            (".plan.ron.17-0.part", 1),
            (".plan.ron.18-0.part", 0),
            (".other.ron.17-0.part", 5),
            (".plan.ron.backup.part", 5),
            ("plan.ron.17-0.part", 5),
            ("plan.ron", 5),
        ] {
            made(name, hours);
        }
        sweep(&folder.path().join("plan.ron"));
        let mut left: Vec<String> =
            fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        left.sort();
        assert_eq!(left, [".other.ron.17-0.part", ".plan.ron.18-0.part", ".plan.ron.backup.part", "plan.ron", "plan.ron.17-0.part"]);
        assert!(is_temporary(&temporary_name("plan.ron", 3), "plan.ron"));
    }
}
