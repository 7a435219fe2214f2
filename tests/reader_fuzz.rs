//! The reader against texts that nobody would write: thousands of mutations of a corpus. No panic, no second lost, no memory eaten, and
//! whatever is read is saved and read again as it was. Finds go to the corpus, where they stay.

use std::path::Path;
use std::time::{Duration, Instant};

use peak_alloc::PeakAlloc;
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use sufficiency::store::{load_bytes, mendable, to_ron, warnings};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Longest that any text may take, and most memory.
const LONGEST: Duration = Duration::from_secs(1);
const MOST_MEGABYTES: f32 = 256.0;

/// Pieces that mean something to the reader.
const PIECES: [&str; 67] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "\"",
    "\\",
    "//",
    "/*",
    "*/",
    "r#\"",
    "\"#",
    "#![enable(implicit_some)]",
    "Some(",
    "None",
    "inf",
    "-inf",
    "NaN",
    "1e999",
    "-0.0",
    "0x10",
    "1_000",
    "18446744073709551616",
    "-1",
    "\u{feff}",
    "\u{0}",
    "\u{202e}",
    "é",
    "format_version: 1,",
    "format_version: 2,",
    "format_version: 3,",
    "format_version: 4,",
    "format_version: 99999999999999999999,",
    "register: {}",
    "sources: {",
    "RequestsPerYear(Welfare)",
    "Empirical([1.0, 2.0])",
    "Known({\"Camden\": 1.0})",
    "Solved(open_requests: 18.0)",
    "homes: []",
    "options: []",
    "Seed",
    "ranges: {",
    "appraisal: (",
    "costs: None,",
    "today: Some((placed: [], open: [])),",
    "Counted(years: 1.0)",
    "Counted({\"Camden\": FewerThanSix})",
    "(central: 1.0, low: 0.0, high: 2.0)",
    "membership: (",
    "alternative_texts: {",
    "basis: Judged",
    "basis: Measured(\"welfare_placed_share\"),",
    "borough_mix: Counted({",
    "\"Hackney\": SixOrMore,",
    "Requests(4294967296)",
    "shape: Pert,",
    "lock: Some((by: \"x\", on: \"2026-11-24\")),",
    "weights: {Continuity: (swing: 1e13, under: (basis: Judged))},",
    "place: Home(\"north\"),",
    "bands: [(from_days: 0.0, to_days: 28.0, children: 4294967295)],",
    "paid_by: {",
    "outage: Some((from: \"9999-12\", months: 1e308)),",
    "most_times_equal_share: Some(-0.0),",
];

/// The corpus and the teaching examples.
fn corpus() -> Vec<Vec<u8>> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenario_files");
    let mut paths: Vec<_> = ["corpus", "broken"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(tests.join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "ron"))
        .collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

/// What the reader makes of a text: whether it could be read, or at least be mended.
fn read(bytes: &[u8]) -> (bool, bool) {
    let loaded = load_bytes(bytes);
    let mendable = mendable(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = warnings::remarks(text);
    }
    match &loaded {
        Ok(loaded) => {
            let saved = to_ron(&loaded.scenario);
            let again = load_bytes(saved.as_bytes()).expect("what was read and saved can be read");
            assert_eq!((&again.scenario, to_ron(&again.scenario)), (&loaded.scenario, saved));
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    (loaded.is_ok(), mendable.is_some())
}

/// Time that this thread has had of a core, where the system tells: a busy machine is not the reader's fault.
fn clock(started: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.as_ref().and_then(|told| told.split_whitespace().next()?.parse().ok());
    nanoseconds.map_or_else(|| started.elapsed(), Duration::from_nanos)
}

fn mutate(random: &mut SmallRng, bytes: &mut Vec<u8>, others: &[Vec<u8>]) {
    for _ in 0..random.random_range(1..=6) {
        let length = bytes.len();
        let at = random.random_range(0..=length);
        let span = |random: &mut SmallRng| {
            let size = if random.random_bool(0.8) { 40 } else { length.max(1) };
            at..(at + random.random_range(0..=size)).min(length)
        };
        match random.random_range(0..8) {
            0 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = random.random();
                }
            }
            1 => drop(bytes.drain(span(random))),
            2 => {
                let copied = bytes[span(random)].to_vec();
                bytes.splice(at..at, copied);
            }
            3 | 4 => {
                let piece = PIECES[random.random_range(0..PIECES.len())];
                bytes.splice(at..at, piece.bytes());
            }
            5 => {
                let piece = PIECES[random.random_range(0..PIECES.len())];
                bytes.splice(span(random), piece.bytes());
            }
            6 => {
                let other = &others[random.random_range(0..others.len())];
                let from = random.random_range(0..=other.len());
                let to = (from + random.random_range(0..200)).min(other.len());
                bytes.splice(at..at, other[from..to].iter().copied());
            }
            _ => {
                // The same piece over and over: depth, length, many of a kind.
                let piece = PIECES[random.random_range(0..PIECES.len())];
                let many = piece.repeat(random.random_range(1..2_000));
                bytes.splice(at..at, many.bytes());
            }
        }
    }
}

/// Reads mutations of the corpus for so long; the same seed gives the same texts.
fn fuzz(time: Duration, seed: u64) {
    let corpus = corpus();
    let mut random = SmallRng::seed_from_u64(seed);
    let (started, mut slowest) = (Instant::now(), Duration::ZERO);
    let (mut texts, mut loaded, mut mended) = (0_u64, 0_u64, 0_u64);
    for bytes in &corpus {
        read(bytes);
    }
    // On a machine with little time to spare it goes on until something of each kind has been read.
    while started.elapsed() < time || (loaded == 0 || mended == 0) && started.elapsed() < 8 * time {
        let mut bytes = corpus[random.random_range(0..corpus.len())].clone();
        mutate(&mut random, &mut bytes, &corpus);
        MEMORY.reset_peak_usage();
        let before = clock(started);
        let (was_loaded, was_mended) = read(&bytes);
        let mut took = clock(started).saturating_sub(before);
        if took > LONGEST {
            // Where the system does not tell a thread's own time, a busy machine may have held it up: once more.
            let before = clock(started);
            read(&bytes);
            took = took.min(clock(started).saturating_sub(before));
        }
        let megabytes = MEMORY.peak_usage_as_mb();
        if took > LONGEST || megabytes > MOST_MEGABYTES {
            let find = std::env::temp_dir().join("reader-find.ron");
            std::fs::write(&find, &bytes).unwrap();
            panic!("text {texts} took {took:?} and {megabytes} MB; it is in {}", find.display());
        }
        slowest = slowest.max(took);
        texts += 1;
        loaded += u64::from(was_loaded);
        mended += u64::from(was_mended);
    }
    println!("{texts} texts, {loaded} loaded, {mended} mended, slowest {slowest:?}, corpus of {}", corpus.len());
    assert!(loaded > 0 && mended > 0, "mutations too coarse");
}

#[test]
fn no_text_breaks_the_reader() {
    fuzz(Duration::from_secs(15), 1);
}

#[test]
#[ignore = "takes half an hour"]
fn no_text_breaks_the_reader_in_half_an_hour() {
    fuzz(Duration::from_secs(1_800), 2);
}
