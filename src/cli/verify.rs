//! `sufficiency verify`: plays a pack again and says digit for digit whether what it claims still holds.

use std::fmt::Write;
use std::path::{Component, Path, PathBuf};

use super::report::with_analyses;
use super::run::{play, prepare};
use super::{Failure, PlayArgs, print};
use crate::report::Answer;
use crate::report::figures::replications;
use crate::report::manifest::{MANIFEST, MANIFEST_VERSION, Manifest, SCENARIO, StudiesClaim, headlines, results_text};
use crate::report::pack::{Choices, Contents, pack};
use crate::report::paper::{Length, Publication};
use crate::store;

/// Numbers that differ and are shown one by one.
const SHOWN: usize = 10;

/// Verifies a pack.
pub fn verify(path: &Path, threads: u16) -> Result<(), Failure> {
    let (folder, manifest) = read_manifest(path)?;
    let mut wrong = changed_files(&folder, &manifest);
    let scenario_file = store::read_pack_file(&folder.join(SCENARIO))
        .map_err(|why| Failure::call(format!("{}: {why}", folder.join(SCENARIO).display())))?;
    if store::sha256(&scenario_file) != manifest.scenario_sha256 {
        let message = format!(
            "{}: does not hold. The scenario file in the pack is not the one that the pack was made from, so there is nothing to play again",
            path.display()
        );
        return Err(Failure::scenario(message));
    }
    let prepared = prepare(&PlayArgs {
        file: folder.join(SCENARIO),
        replications: Some(manifest.replications),
        seed: Some(manifest.seed),
        threads,
        options: manifest.options.clone(),
        baseline: Some(manifest.baseline.clone()),
        long: true,
    })?;
    let mut answer = play(prepared, usize::from(threads));
    if !manifest.summary {
        let closer = manifest.studies.as_ref().map(StudiesClaim::closer);
        answer = with_analyses(answer, closer.as_ref(), usize::from(threads));
    }
    let numbers = different_numbers(&manifest, &answer);
    let results_hold = numbers.is_empty() && store::sha256(results_text(&answer).as_bytes()) == manifest.results_sha256;
    let studies_hold = manifest.studies == StudiesClaim::of(&answer, store::sha256);
    if !results_hold {
        wrong.extend(numbers);
        wrong.push(who_changed(&manifest, &answer, "the results"));
    }
    if !studies_hold {
        wrong.push(who_changed(&manifest, &answer, "the results of the long analyses"));
    }
    if results_hold && studies_hold && manifest.program_version == answer.version {
        wrong.extend(different_files(&manifest, &answer, &scenario_file));
    }
    if wrong.is_empty() {
        return print(&format!(
            "{}: holds. {} of {} options, seed {}: every digit of the results {}is the same, and every file is as it was made.\n",
            path.display(),
            replications(manifest.replications),
            manifest.options.len(),
            manifest.seed,
            if manifest.studies.is_some() { "and of the long analyses " } else { "" }
        ));
    }
    let results = if results_hold && studies_hold { "The results hold to the last digit, but:" } else { "The results do not hold:" };
    let list = wrong.iter().fold(String::new(), |mut list, line| {
        // Writing to a text in memory cannot fail.
        let _ = write!(list, "\n  {line}");
        list
    });
    Err(Failure::scenario(format!("{}: does not hold. {results}{list}", path.display())))
}

/// The folder of a pack and what it claims.
fn read_manifest(path: &Path) -> Result<(PathBuf, Manifest), Failure> {
    let fail = |why: &str| Failure::call(format!("{}: {why}", path.display()));
    let manifest = if path.is_dir() { path.join(MANIFEST) } else { path.to_owned() };
    if !path.exists() {
        return Err(fail("there is no such pack; check the name and the folder"));
    }
    if manifest.extension().is_some_and(|extension| extension == "ron") {
        return Err(fail("a scenario file claims no results; give the folder of a pack that `sufficiency report` has written"));
    }
    if path.is_dir() && !manifest.exists() {
        return Err(fail("this folder has no manifest.json, so it is no pack; give the folder that `sufficiency report` has written"));
    }
    let bytes = store::read_pack_file(&manifest).map_err(|why| fail(&why))?;
    let version = serde_json::from_slice::<serde_json::Value>(&bytes).ok().and_then(|value| value.get("manifest_version")?.as_u64());
    if let Some(version) = version.filter(|version| *version > u64::from(MANIFEST_VERSION)) {
        return Err(fail(&format!(
            "the manifest has version {version}, but this program reads version {MANIFEST_VERSION}; use a newer version of the program"
        )));
    }
    let read: Manifest = serde_json::from_slice(&bytes).map_err(|error| fail(&format!("this is not the manifest of a pack ({error})")))?;
    let folder = manifest.parent().map_or_else(PathBuf::new, Path::to_owned);
    Ok((folder, read))
}

/// Files of the pack that are not as it was made.
fn changed_files(folder: &Path, manifest: &Manifest) -> Vec<String> {
    let is_inside = |name: &str| Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    let wrong = |(name, sha256): (&String, &String)| {
        if !is_inside(name) {
            return Some(format!("{name}: not a file of the pack"));
        }
        match store::read_pack_file(&folder.join(name)) {
            Ok(bytes) if store::sha256(&bytes) == *sha256 => None,
            Ok(_) => Some(format!("{name}: changed since the pack was made")),
            Err(why) => Some(format!("{name}: {why}")),
        }
    };
    manifest.files.iter().filter_map(wrong).collect()
}

/// Headline numbers that come out otherwise, digit for digit.
fn different_numbers(manifest: &Manifest, answer: &Answer) -> Vec<String> {
    let now = headlines(answer);
    let mut lines = Vec::new();
    let mut count = 0_usize;
    let figure = |value: Option<f64>| value.map_or_else(|| "no value".to_owned(), |value| format!("{value}"));
    for (option, measures) in &manifest.headlines {
        for (measure, claimed) in measures {
            let found = now.get(option).and_then(|measures| measures.get(measure)).copied().unwrap_or([None; 3]);
            for ((part, claimed), found) in
                ["mean", "lower end", "upper end"].into_iter().zip(claimed).zip(found).filter(|((_, claimed), found)| *claimed != found)
            {
                count += 1;
                if count <= SHOWN {
                    lines.push(format!("{option}, {measure}, {part}: the pack has {}, now {}", figure(*claimed), figure(found)));
                }
            }
        }
    }
    if count > SHOWN {
        lines.push(format!("and {} numbers more", count - SHOWN));
    }
    lines
}

/// Which version is behind a change.
fn who_changed(manifest: &Manifest, answer: &Answer, what: &str) -> String {
    let (then, now) = (&manifest.program_version, answer.version);
    if then == now {
        format!("{what} were made by the same version ({now}), so the pack was changed afterwards or made by another build of it")
    } else {
        format!(
            "{what} were made by version {then}; a change between it and this version ({now}) is the reason, or the pack was changed afterwards"
        )
    }
}

/// Files that the same version would make otherwise.
fn different_files(manifest: &Manifest, answer: &Answer, scenario_file: &[u8]) -> Vec<String> {
    let choices = Choices {
        publication: Publication::of_key(&manifest.publication).unwrap_or_default(),
        length: if manifest.summary { Length::Summary } else { Length::Full },
        left_out: manifest.left_out.iter().cloned().collect(),
    };
    let made = match pack(answer, Contents::of(answer), &choices, scenario_file, store::sha256, &mut |_| true) {
        Ok(made) => made,
        Err(error) => return vec![error.to_string()],
    };
    let different = |(name, bytes): &(String, Vec<u8>)| {
        let claimed = manifest.files.get(name);
        (name != MANIFEST && claimed != Some(&store::sha256(bytes)))
            .then(|| format!("{name}: the manifest claims another content than this version makes"))
    };
    made.iter().filter_map(different).collect()
}
