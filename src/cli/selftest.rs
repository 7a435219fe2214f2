//! `sufficiency selftest`: is the program right, on this machine, and is this scenario run long and often enough?

use std::fmt::Write;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use clap::Args;
use serde::Serialize;

use super::run::{check_json, say};
use super::{FILE_HELP, Failure, load};
use crate::analysis::selftest::{Ask, Found, Subject, run};
use crate::report::selftest as words;

/// What `selftest` takes.
#[derive(Debug, Args)]
pub struct SelftestArgs {
    #[arg(value_name = "FILE", default_value = "london-review", help = FILE_HELP)]
    file: PathBuf,
    /// Threads to use; 0 means one for each core. Results do not depend on it
    #[arg(long, value_name = "N", default_value_t = 0, allow_negative_numbers = true, value_parser = clap::value_parser!(u16).range(0..=1024))]
    threads: u16,
    /// Write the results as JSON to this file; without a file, or for '-', print them in place of the text
    #[arg(long, value_name = "PATH", num_args = 0..=1, default_missing_value = "-")]
    json: Option<PathBuf>,
}

/// Tests the program and says how that went; a check that does not pass is a failure.
pub fn selftest(args: &SelftestArgs) -> Result<(), Failure> {
    check_json(args.json.as_deref(), &args.file)?;
    let scenario = load(&args.file)?.scenario;
    let ask = Ask::of((0..scenario.options.len()).collect());
    let found = run(&scenario, &ask, usize::from(args.threads), &AtomicBool::new(false), &mut |_, _| ());
    say(args.json.as_deref(), || json(&found), || text(&found))?;
    if found.passed() { Ok(()) } else { Err(Failure::scenario(words::sentence(&found))) }
}

fn json(found: &Found) -> String {
    #[derive(Serialize)]
    struct Document<'a> {
        version: &'static str,
        passed: bool,
        #[serde(flatten)]
        found: &'a Found,
    }
    super::json::text(&Document { version: env!("CARGO_PKG_VERSION"), passed: found.passed(), found })
}

fn text(found: &Found) -> String {
    let mut text = String::new();
    for subject in Subject::ALL {
        let mut checks = found.checks.iter().filter(|check| check.subject == subject).peekable();
        if checks.peek().is_some() {
            // Writing to a text cannot fail.
            let _ = writeln!(text, "{}", words::heading(subject));
        }
        for check in checks {
            let mark = if check.passed { "pass" } else { "FAIL" };
            let _ = writeln!(text, "  {mark}  {}", check.name);
            let _ = writeln!(text, "        {}; held to {} ({})", words::found(check), words::held(check), check.reference);
        }
    }
    let _ = writeln!(text, "{}", words::sentence(found));
    text
}
