//! Where queueing theory has an exact answer, the engine must give it.
//!
//! `theory/queueing_reference.csv` holds closed forms and solved Markov chains. Each is a special case of the model: one home, no
//! offers from elsewhere, exponential stays, and so on. Every row is either matched or stands in [`theory::table::NOT_APPLICABLE`]
//! with the reason.
//!
//! A simulated answer must have the exact value inside its 99.9% interval, and the interval must be narrow: see
//! [`theory::table::Case::half_width`]. The number of replications follows from a pilot (Stein 1945), so it is enough and no more.

#[allow(dead_code, reason = "shared with other tests; each uses a part")]
#[path = "reference/worlds.rs"]
mod worlds;

mod theory;

use theory::{delay, infinite, lengths, loss, seasons, step_down, table};

/// A test for each model of the table, and the list of them.
macro_rules! models {
    ($($model:ident => $solve:path,)*) => {
        const MODELS: &[&str] = &[$(stringify!($model)),*];
        $(#[test]
        fn $model() {
            table::check(stringify!($model), $solve);
        })*
    };
}

models! {
    lognormal => lengths::lognormal,
    weibull => lengths::weibull,
    gamma => lengths::gamma,
    student_t => lengths::student_t,
    normal => lengths::normal,
    mginf => infinite::mginf,
    mginf_window => infinite::mginf_window,
    mtminf_sine => seasons::mtminf_sine,
    erlang_b => loss::erlang_b,
    erlang_b_two_streams => loss::erlang_b_two_streams,
    erlang_c => delay::erlang_c,
    mmc_priority_two_classes => delay::mmc_priority_two_classes,
    erlang_a => delay::erlang_a,
    mg1 => delay::mg1,
    ctmc_homes_step_down => step_down::ctmc_homes_step_down,
}

/// Each of the models above matches all its rows, but for those listed; here no row may belong to neither.
#[test]
fn every_row_is_matched_or_listed() {
    let mut listed = 0;
    let rows = table::rows();
    for row in rows {
        let reason = table::not_applicable(row);
        listed += usize::from(reason.is_some());
        assert!(reason.is_some() || MODELS.contains(&row.model.as_str()), "{row:?} is neither matched nor listed");
    }
    for entry in table::NOT_APPLICABLE {
        assert!(rows.iter().any(|row| entry.covers(row)), "no row is meant by {entry:?}");
    }
    println!("{} rows: {} matched, {listed} not applicable", rows.len(), rows.len() - listed);
    assert_eq!(rows.len(), 378);
}
