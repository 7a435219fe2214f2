//! Saving on disks that fail, among people who save as well, and under power cuts: at every moment the file is the old one or the new one,
//! whole.

use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use sufficiency::model::Scenario;
use sufficiency::store::save::{Step, save_watched, write_watched};
use sufficiency::store::{Expect, SaveError, backup_of, load, save, sha256, to_ron};

use super::small;

const STEPS: [Step; 9] = [
    Step::ReadCurrent,
    Step::Create,
    Step::Write,
    Step::Permissions,
    Step::Flush,
    Step::ReadBack,
    Step::Backup,
    Step::Rename,
    Step::FlushFolder,
];

fn named(name: &str) -> Scenario {
    let mut scenario = small();
    scenario.name = name.to_owned();
    // Large enough to be written in several parts.
    scenario.description = name.repeat(300);
    scenario
}

/// A folder with one saved scenario.
fn saved() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.ron");
    save(&path, &named("old"), Expect::Nothing).unwrap();
    (folder, path)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_save_takes_every_step_in_order() {
    let (_folder, path) = saved();
    let mut taken = Vec::new();
    let note = &mut |step: Step| {
        taken.push(step);
        Ok(())
    };
    save_watched(&path, &named("new"), Expect::Anything, note).unwrap();
    assert!(taken.iter().filter(|step| **step == Step::Write).count() > 1, "written in parts");
    taken.dedup();
    assert_eq!(taken, STEPS);
}

/// The first, second, third... step fails, in every way a disk can: the file is whole, nothing is left lying about, the message helps.
#[test]
fn whatever_step_fails_the_file_is_whole() {
    let errors = [
        (ErrorKind::StorageFull, "the disk is full; free some space"),
        (ErrorKind::QuotaExceeded, "the disk is full; free some space"),
        (ErrorKind::PermissionDenied, "write-protected; save under another name"),
        (ErrorKind::ReadOnlyFilesystem, "write-protected; save under another name"),
        (ErrorKind::WriteZero, "save under another name or in another folder"),
        (ErrorKind::Other, "save under another name or in another folder"),
    ];
    for (kind, advice) in errors {
        for failing in 0.. {
            let (folder, path) = saved();
            let (old, new) = (to_ron(&named("old")), to_ron(&named("new")));
            let (mut count, mut failed) = (0, None);
            let result = save_watched(&path, &named("new"), Expect::Anything, &mut |step| {
                count += 1;
                if count - 1 < failing {
                    return Ok(());
                }
                failed.get_or_insert(step);
                Err(Error::from(kind))
            });
            let Some(step) = failed else {
                assert!(result.is_ok() && failing >= STEPS.len());
                break;
            };
            let text = std::fs::read_to_string(&path).unwrap();
            let message = result.unwrap_err().to_string();
            match step {
                // The new file is in its place by then; only that it lasts is not certain.
                Step::FlushFolder => assert!(text == new && message.contains("save it again"), "{message}"),
                Step::Backup => assert!(text == old && message.contains("nothing was changed"), "{message}"),
                _ => assert!(text == old && message.contains(advice), "{step:?}: {message}"),
            }
            assert!(load(&path).is_ok());
            let left = names(folder.path());
            let expected: &[&str] = if step < Step::Rename { &["plan.ron"] } else { &["plan.previous.ron", "plan.ron"] };
            assert_eq!(left, expected, "after {step:?}");
        }
    }
}

#[test]
fn a_short_write_leaves_the_old_file() {
    let (folder, path) = saved();
    let result = save_watched(&path, &named("new"), Expect::Anything, &mut |step| {
        if step == Step::ReadBack {
            // The disk took half of it and said nothing.
            let part = names(folder.path()).into_iter().find(|name| name.ends_with(".part")).unwrap();
            let part = folder.path().join(part);
            let half = std::fs::metadata(&part)?.len() / 2;
            std::fs::OpenOptions::new().write(true).open(part)?.set_len(half)?;
        }
        Ok(())
    });
    assert_eq!(result, Err(SaveError::Garbled));
    assert_eq!(load(&path).unwrap().scenario.name, "old");
    assert_eq!(names(folder.path()), ["plan.ron"]);
}

#[test]
fn a_first_save_that_fails_leaves_nothing() {
    for failing in STEPS {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.ron");
        let watch = &mut |step: Step| if step == failing { Err(Error::from(ErrorKind::StorageFull)) } else { Ok(()) };
        match save_watched(&path, &named("new"), Expect::Nothing, watch) {
            Ok(_) => {
                assert!(matches!(failing, Step::Permissions | Step::Backup), "there is nothing yet to take permissions from or to keep")
            }
            Err(SaveError::NotFlushed(_)) => assert!(load(&path).is_ok()),
            Err(error) => assert!(names(folder.path()).is_empty() && error == SaveError::Full, "{failing:?}: {error}"),
        }
        let path = folder.path().join("result.json");
        let watch = &mut |step: Step| if step == failing { Err(Error::from(ErrorKind::StorageFull)) } else { Ok(()) };
        let written = write_watched(&path, b"{}", watch);
        assert_eq!(path.exists(), written.is_ok() || failing == Step::FlushFolder, "{failing:?}");
    }
}

/// The same of unsaved work, which is kept in place of what was kept before.
#[test]
fn whatever_step_fails_the_work_kept_before_is_whole() {
    for kind in [ErrorKind::StorageFull, ErrorKind::PermissionDenied, ErrorKind::WriteZero, ErrorKind::Other] {
        for failing in STEPS {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("work-0.ron");
            let (old, new) = (to_ron(&named("old")), to_ron(&named("new")));
            sufficiency::store::write_whole(&path, old.as_bytes()).unwrap();
            let mut taken = Vec::new();
            let written = write_watched(&path, new.as_bytes(), &mut |step| {
                taken.push(step);
                if step == failing { Err(Error::from(kind)) } else { Ok(()) }
            });
            let text = std::fs::read_to_string(&path).unwrap();
            match written {
                // No version before is kept of it, and nothing is expected to be there.
                Ok(()) => assert!(!taken.contains(&failing) && text == new, "{failing:?}"),
                Err(SaveError::NotFlushed(_)) => assert!(failing == Step::FlushFolder && text == new),
                Err(error) => assert!(text == old && !error.to_string().is_empty(), "{failing:?}: {error}"),
            }
            assert_eq!(names(folder.path()), ["work-0.ron"], "after {failing:?}");
        }
    }
}

/// Not only as tests have it: real places where nothing can be written, or where no version before can be kept.
#[test]
fn places_that_cannot_be_written_are_said() {
    let (folder, path) = saved();
    let old = std::fs::read_to_string(&path).unwrap();
    // A folder stands where the version before is to be kept.
    std::fs::create_dir(backup_of(&path)).unwrap();
    std::fs::write(backup_of(&path).join("something"), "of somebody").unwrap();
    let error = save(&path, &named("new"), Expect::Anything).unwrap_err();
    assert!(matches!(error, SaveError::NoBackup(_)) && error.to_string().contains("so nothing was changed; save under another name"));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), old);
    assert_eq!(names(folder.path()), ["plan.previous.ron", "plan.ron"]);
    // A file stands where a folder is meant.
    let error = save(&path.join("plan.ron"), &named("new"), Expect::Nothing).unwrap_err();
    assert!(error.to_string().contains("another folder"), "{error}");
    let error = sufficiency::store::recovery::Recovery::start(&path.join("unsaved")).unwrap_err();
    assert!(error.to_string().contains("save under another name"), "{error}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let allow = |mode: u32| std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(mode)).unwrap();
        allow(0o555);
        // Some users may write anywhere.
        if std::fs::write(folder.path().join("try"), "").is_err() {
            assert_eq!(save(&path, &named("new"), Expect::Anything), Err(SaveError::Protected));
            assert_eq!(save(&folder.path().join("other.ron"), &named("new"), Expect::Nothing), Err(SaveError::Protected));
            let start = sufficiency::store::recovery::Recovery::start;
            assert_eq!(start(folder.path()).err(), Some(SaveError::Protected));
            assert_eq!(start(&folder.path().join("unsaved")).err(), Some(SaveError::Protected));
            assert_eq!(std::fs::read_to_string(&path).unwrap(), old);
        }
        allow(0o755);
        // A pipe keeps nothing, and waits for somebody to read.
        let pipe = folder.path().join("pipe.ron");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        for place in [pipe.as_path(), Path::new("/dev/null")] {
            assert_eq!(save(place, &named("new"), Expect::Anything), Err(SaveError::NotAFile));
            assert_eq!(load(place), Err(sufficiency::store::LoadError::NotAFile));
        }
    }
}

#[test]
fn the_version_before_is_kept() {
    let (folder, path) = saved();
    let mut known = sha256(&std::fs::read(&path).unwrap());
    for (name, before) in [("second", "old"), ("third", "second"), ("third", "second")] {
        known = save(&path, &named(name), Expect::File(&known)).unwrap();
        assert_eq!(load(&path).unwrap().scenario.name, name);
        assert_eq!(load(&backup_of(&path)).unwrap().scenario.name, before);
    }
    assert_eq!(names(folder.path()), ["plan.previous.ron", "plan.ron"]);
    assert_eq!(backup_of(Path::new("a/b.c/plan")), Path::new("a/b.c/plan.previous"));
}

#[test]
fn a_file_that_somebody_else_changed_is_not_overwritten() {
    let (_folder, path) = saved();
    let known = load(&path).unwrap().sha256;
    std::fs::write(&path, to_ron(&named("a colleague's"))).unwrap();
    let error = save(&path, &named("mine"), Expect::File(&known)).unwrap_err();
    assert_eq!(error, SaveError::Changed);
    assert!(error.to_string().contains("look at the differences"), "{error}");
    assert_eq!(load(&path).unwrap().scenario.name, "a colleague's");
    assert_eq!(save(&path, &named("mine"), Expect::Nothing), Err(SaveError::Exists));
    save(&path, &named("mine"), Expect::Anything).unwrap();
    assert_eq!(load(&backup_of(&path)).unwrap().scenario.name, "a colleague's", "even then it is kept");
    std::fs::remove_file(&path).unwrap();
    save(&path, &named("mine"), Expect::File(&known)).expect("a file that was taken away may be put back");
}

/// A name so long that the version before has none: said, and nothing lost.
#[test]
fn names_too_long_are_said() {
    let folder = tempfile::tempdir().unwrap();
    for length in [250, 400] {
        let path = folder.path().join(format!("{}.ron", "a".repeat(length - 4)));
        let error = save(&path, &named("long"), Expect::Anything).unwrap_err();
        assert!(error.to_string().contains("shorter name"), "{length}: {error}");
        assert!(names(folder.path()).is_empty());
    }
    let path = folder.path().join(format!("{}.ron", "a".repeat(200)));
    for name in ["first", "second"] {
        save(&path, &named(name), Expect::Anything).unwrap();
    }
    assert_eq!(load(&backup_of(&path)).unwrap().scenario.name, "first");
}

/// Whatever the program writes, of a scenario or of unsaved work, nothing in it or in its name tells of a place, a user or a computer.
#[test]
fn no_file_tells_of_the_computer() {
    let folder = tempfile::Builder::new().prefix("users-own-folder").tempdir().unwrap();
    let path = folder.path().join("plan.ron");
    save(&path, &named("old"), Expect::Nothing).unwrap();
    save(&path, &named("new"), Expect::Anything).unwrap();
    let recovery = sufficiency::store::recovery::Recovery::start(&folder.path().join("data")).unwrap();
    let file = Some(sufficiency::store::recovery::mark(&path));
    recovery.keep(&sufficiency::store::recovery::Work { file, ..super::work(&named("new")) }).unwrap();
    let host = std::fs::read_to_string("/etc/hostname").unwrap_or_default();
    let user = std::env::var("USER").unwrap_or_default();
    let process = std::process::id().to_string();
    let mut written = vec![folder.path().to_owned()];
    let mut files = 0;
    while let Some(place) = written.pop() {
        for entry in std::fs::read_dir(place).unwrap() {
            let entry = entry.unwrap();
            if entry.path().is_dir() {
                written.push(entry.path());
                continue;
            }
            files += 1;
            let said = entry.file_name().into_string().unwrap() + &std::fs::read_to_string(entry.path()).unwrap();
            for secret in ["users-own-folder", folder.path().to_str().unwrap(), host.trim(), &process] {
                assert!(secret.len() < 3 || !said.contains(secret), "{secret} in {}", entry.path().display());
            }
            assert!(user.len() < 5 || !said.contains(&user), "the user in {}", entry.path().display());
        }
    }
    assert_eq!(files, 4, "the file, its version before, the work and its lock");
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay_as_they_are() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let (folder, path) = saved();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
    let link = folder.path().join("link.ron");
    symlink("plan.ron", &link).unwrap();
    save(&link, &named("new"), Expect::Anything).unwrap();
    assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(load(&path).unwrap().scenario.name, "new");
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    let (loose, target) = (folder.path().join("loose.ron"), folder.path().join("later.ron"));
    symlink("later.ron", &loose).unwrap();
    save(&loose, &named("new"), Expect::Nothing).unwrap();
    assert!(std::fs::symlink_metadata(&loose).unwrap().is_symlink() && target.is_file());
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o440)).unwrap();
    assert_eq!(save(&path, &named("newer"), Expect::Anything), Err(SaveError::Protected));
}

/// Not a test of its own: the process that the test below kills. Saves one version after the other, without end.
#[test]
#[ignore = "the helper of the test below"]
fn saves_without_end() {
    let Some(folder) = std::env::var_os("SAVE_WITHOUT_END_IN").map(PathBuf::from) else { return };
    let (odd, even) = (named("odd"), named("even"));
    let recovery = sufficiency::store::recovery::Recovery::start(&folder.join("data")).unwrap();
    for count in 0_u64.. {
        let scenario = if count % 2 == 0 { &even } else { &odd };
        save(&folder.join("plan.ron"), scenario, Expect::Anything).unwrap();
        recovery.keep(&super::work(scenario)).unwrap();
    }
}

#[test]
fn killed_two_hundred_times_no_file_is_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let (path, backup) = (folder.path().join("plan.ron"), folder.path().join("plan.previous.ron"));
    let versions = [to_ron(&named("odd")), to_ron(&named("even"))];
    let whole = |path: &Path| std::fs::read_to_string(path).map_or(true, |text| versions.contains(&text));
    let mut caught_writing = 0;
    for kill in 0..200_u32 {
        // The first save of the next process tells that it has begun.
        let _ = std::fs::remove_file(&path);
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "saving::saves_without_end", "--ignored", "--quiet"])
            .env("SAVE_WITHOUT_END_IN", folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let deadline = Instant::now() + Duration::from_secs(20);
        while !path.exists() && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(1));
        }
        // From there, at another moment each time.
        std::thread::sleep(Duration::from_micros(u64::from(kill) * 7_919 % 16_000));
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(whole(&path) && whole(&backup), "after {kill} kills");
        let parts = names(folder.path()).into_iter().filter(|name| name.ends_with(".part"));
        caught_writing += parts.map(|part| std::fs::remove_file(folder.path().join(part)).unwrap()).count();
        for lost in sufficiency::store::recovery::lost_work(&folder.path().join("data")) {
            assert!(versions.contains(&lost.work.text), "after {kill} kills");
            lost.discard().unwrap();
        }
    }
    assert!(caught_writing > 0, "no kill came in the midst of a save");
}
