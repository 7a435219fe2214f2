//! The rooms of the program and the one direction of its arrows: reads the `use` lines and paths under `src` and fails on a wrong one.

use std::fs;
use std::path::{Path, PathBuf};

/// A room, the rooms it may look into, and words that must not be in it.
const ROOMS: [(&str, &[&str], &[&str]); 7] = [
    ("model", &["model"], &["std::fs", "egui", "rayon", "statrs", "std::thread"]),
    ("sim", &["model", "sim"], &["std::fs", "egui", "rayon", "statrs", "std::thread", "std::time"]),
    ("analysis", &["model", "sim", "analysis"], &["std::fs", "egui", "std::time"]),
    ("report", &["model", "sim", "analysis", "report"], &["std::fs", "egui", "rayon::", "std::time", "std::thread"]),
    ("store", &["model", "store"], &["egui", "rayon", "statrs"]),
    ("app", &["model", "sim", "analysis", "report", "store", "app"], &["std::fs"]),
    ("cli", &["model", "sim", "analysis", "report", "store", "app", "cli"], &["egui"]),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The lines of a file that are code: comments may speak of anything.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")).map(|(i, line)| (i + 1, line))
}

#[test]
fn arrows_point_one_way() {
    let mut wrong = Vec::new();
    for (room, may_use, must_not) in ROOMS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(room);
        let mut files = Vec::new();
        sources(&folder, &mut files);
        assert!(!files.is_empty(), "no sources in {room}");
        for file in files {
            let text = fs::read_to_string(&file).expect("a source");
            for (number, line) in code(&text) {
                for (other, ..) in ROOMS {
                    if line.contains(&format!("crate::{other}")) && !may_use.contains(&other) {
                        wrong.push(format!("{}:{number} looks into {other}", file.display()));
                    }
                }
                for word in must_not.iter().filter(|word| line.contains(*word)) {
                    wrong.push(format!("{}:{number} uses {word}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A file asks to be two at 400 lines; the catalogue of parameters is a flat table.
#[test]
fn no_file_needs_a_map() {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    for file in files.iter().filter(|file| !file.ends_with("model/parameter.rs")) {
        let lines = fs::read_to_string(file).expect("a source").lines().count();
        assert!(lines <= 400, "{} has {lines} lines", file.display());
    }
}
