//! The self-test as a whole: it passes for the review, says the same on any number of threads, and keeps what it has when stopped.

use std::sync::atomic::{AtomicBool, Ordering};

use sufficiency::analysis::selftest::{Ask, Found, Subject, run};
use sufficiency::model::{Scenario, ValidScenario};
use sufficiency::report::selftest::{sentence, tables};
use sufficiency::store::shipped;

fn review(change: impl FnOnce(&mut Scenario)) -> ValidScenario {
    let mut scenario = Scenario::clone(&shipped("london-review").expect("a shipped scenario").load().expect("a valid one").scenario);
    change(&mut scenario);
    ValidScenario::new(scenario).expect("a valid scenario")
}

/// As now, two homes of 12, and the recommendation.
fn ask(scenario: &Scenario) -> Ask {
    let options = ["as-now", "two-12"].map(|id| scenario.options.iter().position(|option| option.id == id).expect("the option"));
    Ask { options: options.to_vec(), replications: 60 }
}

fn quietly(scenario: &ValidScenario, threads: usize) -> Found {
    run(scenario, &ask(scenario), threads, &AtomicBool::new(false), &mut |_, _| ())
}

#[test]
fn the_review_passes_on_any_number_of_threads() {
    let scenario = review(|_| ());
    let mut told = Vec::new();
    let found = run(&scenario, &ask(&scenario), 2, &AtomicBool::new(false), &mut |progress, found| {
        told.push((progress.done, progress.wanted, found.checks.len()));
    });
    for check in &found.checks {
        println!("{check:?}");
    }
    let failed: Vec<_> = found.failed().collect();
    assert!(failed.is_empty(), "{failed:#?}");
    assert_eq!(sentence(&found), format!("All {} checks pass.", found.checks.len()));
    for subject in Subject::ALL {
        assert!(found.checks.iter().any(|check| check.subject == subject), "{subject:?}");
    }
    assert!(told.windows(2).all(|pair| pair[0].0 + 1 == pair[1].0 && pair[0].2 <= pair[1].2), "{told:?}");
    assert!(told.last().is_some_and(|last| last.0 == last.1), "{told:?}");
    assert_eq!(tables(&found).iter().map(|table| table.rows.len()).sum::<usize>(), found.checks.len());
    assert_eq!(found, quietly(&scenario, 1));
}

#[test]
fn a_warm_up_that_is_too_short_and_too_few_futures_are_found_out() {
    let scenario = review(|scenario| (scenario.run.warm_up_years, scenario.run.replications) = (0.1, 4));
    let found = quietly(&scenario, 0);
    for subject in [Subject::WarmUp, Subject::Precision] {
        assert!(found.failed().any(|check| check.subject == subject), "{subject:?}: {:#?}", found.checks);
    }
    assert!(found.failed().all(|check| check.subject != Subject::Theory && check.subject != Subject::Little));
}

#[test]
fn stopped_it_keeps_what_it_has() {
    let scenario = review(|_| ());
    let stop = AtomicBool::new(false);
    let found = run(&scenario, &ask(&scenario), 0, &stop, &mut |progress, _| {
        if progress.done == 2 {
            stop.store(true, Ordering::Relaxed);
        }
    });
    assert!(!found.checks.is_empty() && found.checks.iter().all(|check| check.subject == Subject::Theory) && found.warm_up.is_none());
}
