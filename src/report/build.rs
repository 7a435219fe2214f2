//! The build: which libraries, in which versions, take part in the numbers and the papers.

use std::fmt::Write;

/// Libraries that numbers or papers depend on.
const NAMED: [&str; 12] =
    ["ab_glyph", "libm", "plotters", "png", "rayon", "ron", "rust_xlsxwriter", "serde", "sha2", "statrs", "tiny-skia", "zip"];

/// Their names and versions, in alphabetical order.
pub fn libraries() -> String {
    let lock = include_str!("../../Cargo.lock");
    let mut lines = lock.lines();
    let mut out = String::new();
    while let Some(line) = lines.next() {
        let name = line.strip_prefix("name = \"").and_then(|rest| rest.strip_suffix('"'));
        let Some(name) = name.filter(|name| NAMED.contains(name)) else { continue };
        let version = lines.next().and_then(|line| line.strip_prefix("version = \"")).map_or("", |rest| rest.trim_end_matches('"'));
        // Writing to a text in memory cannot fail.
        let _ = write!(out, "{}{name} {version}", if out.is_empty() { "" } else { ", " });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_library_named_is_in_the_build() {
        let libraries = libraries();
        for name in NAMED {
            assert!(libraries.contains(&format!("{name} ")), "{name} is not in {libraries}");
        }
    }
}
