//! The long analyses on paper: what they say adds up, stands on what they rest, and is said to be missing where it is.

use std::sync::atomic::AtomicBool;

use sufficiency::report::annex::{Drawn, Matter, drawn, flow_picture, paper};
use sufficiency::report::boroughs::told;
use sufficiency::report::figures::figures;
use sufficiency::report::layout;
use sufficiency::report::paper::{Block, Length, NOT_PROVIDED, Paper, Publication};
use sufficiency::report::results::tables;
use sufficiency::report::studies::{Closer, text};
use sufficiency::report::tables::Cell;
use sufficiency::report::{Answer, studies};

use super::figures::places;
use super::support::{answer, keep, scenario};

const THREE: [&str; 3] = ["as-now", "small-8", "two-12"];

fn studied(answer: Answer, closer: &Closer, threads: usize) -> Answer {
    answer.studied(closer, threads, &AtomicBool::new(false), &mut |_| ())
}

fn three(edit: impl FnOnce(&mut sufficiency::model::Scenario)) -> Answer {
    answer(&scenario("london-review", 20, |scenario| {
        keep(scenario, &THREE);
        edit(scenario);
    }))
}

fn made(answer: &Answer) -> Paper {
    let figures = figures(answer);
    let drawn: Vec<Drawn<'_>> = figures.studies.iter().map(|figure| drawn(figure).expect("a picture")).collect();
    let matter = Matter {
        figures: &figures,
        drawn: &drawn,
        flow: flow_picture(answer).expect("a picture"),
        boroughs: &told(answer),
        publication: Publication::Exempt,
        length: Length::Full,
        results_sha256: "0123",
    };
    paper(answer, &matter)
}

/// What stands between a heading and the next of its level or above.
fn section<'a>(paper: &'a Paper, heading: &str) -> &'a [Block] {
    let at = paper.blocks.iter().position(|block| matches!(block, Block::Heading(_, text) if text == heading)).expect(heading);
    let Block::Heading(level, _) = &paper.blocks[at] else { unreachable!() };
    let rest = &paper.blocks[at + 1..];
    let end = rest.iter().position(|block| matches!(block, Block::Heading(other, _) if other <= level)).unwrap_or(rest.len());
    &rest[..end]
}

fn words(blocks: &[Block]) -> String {
    let of = |block: &Block| match block {
        Block::Paragraph(text) | Block::Finding(text) | Block::Plain(text) | Block::ForOfficer(text) => text.clone(),
        Block::Points(points) => points.join(" "),
        Block::Heading(_, text) => text.clone(),
        _ => String::new(),
    };
    blocks.iter().map(of).collect::<Vec<_>>().join(" ")
}

const PARTS: [(&str, Option<&str>); 7] = [
    ("Chance and not knowing", Some("uncertainty")),
    ("More and fewer beds", Some("beds")),
    ("The one thing that the figures cannot tell", Some("unknown")),
    ("Which figures matter", Some("drivers")),
    ("Where the choice turns", None),
    ("Other worlds", Some("worlds")),
    ("What is worth finding out", None),
];

/// What an option can only lose by is said where options are compared, and not where it can gain.
#[test]
fn what_is_good_or_bad_by_assumption_is_said_beside_the_comparison() {
    let said = |ids: &[&str], returns: f64| {
        let edited = scenario("london-review", 10, |scenario| {
            keep(scenario, ids);
            scenario.demand.welfare.repeat_share_direct = returns;
        });
        words(section(&made(&answer(&edited)), "How the options compare"))
    };
    let lose = "In these numbers it can only lose";
    assert!(said(&["as-now", "two-12-justice-step-down"], 0.0).contains(lose));
    assert!(!said(&["as-now", "two-12-justice-step-down"], 0.3).contains(lose));
    let plain = said(&["as-now", "two-12"], 0.0);
    assert!(!plain.contains(lose) && plain.contains("hold chance only here") && plain.contains("no home declines a child"), "{plain}");
}

#[test]
fn every_part_has_its_words_figure_and_replications() {
    let answer = studied(three(|_| ()), &Closer::default(), 2);
    let found = answer.studies.as_ref().expect("the long analyses");
    let figures = figures(&answer);
    for figure in &figures.studies {
        assert!(figure.title.chars().any(|c| c.is_ascii_digit()) || figure.title.starts_with("No clear difference"), "{}", figure.title);
        assert!(figure.source.contains("replications") && figure.source.contains("seed 2020"), "{}", figure.source);
        assert!(figure.alternative_text().starts_with(&figure.plot.kind()) && !figure.title.contains("NaN"), "{}", figure.title);
        assert!(!figure.data.rows.is_empty() && figure.data.rows.iter().all(|row| row.len() == figure.data.columns.len()), "{}", figure.id);
        let drawing = layout::drawing(figure);
        for [x, y] in places(&drawing) {
            assert!((-0.5..=drawing.width + 0.5).contains(&x) && (-0.5..=drawing.height + 0.5).contains(&y), "{}: {x} {y}", figure.id);
        }
    }
    let paper = made(&answer);
    for (heading, figure) in PARTS {
        let blocks = section(&paper, heading);
        assert!(!words(blocks).contains(NOT_PROVIDED), "{heading}: {}", words(blocks));
        if let Some(id) = figure {
            let figure = figures.studies.iter().find(|figure| figure.id == id).unwrap_or_else(|| panic!("no figure of {heading}"));
            assert!(blocks.iter().any(|block| matches!(block, Block::Picture(picture) if picture.caption == figure.subtitle)), "{heading}");
        }
    }
    let short = words(section(&paper, "In short"));
    assert!(short.contains("of 100 welfare requests placed") && short.contains("A goal, chosen for this paper"), "{short}");
    assert!(short.contains("as it stands meets it") || short.contains("as they stand"), "{short}");
    // Both kinds of uncertainty together are all of it, option by option.
    let tables = tables(&answer);
    let levels = tables.iter().find(|table| table.id == "uncertainty").expect("a table");
    for row in &levels.rows {
        let [.., Cell::Number { value: not_knowing, .. }, Cell::Number { value: chance, .. }] = row.as_slice() else { panic!("{row:?}") };
        assert_eq!(not_knowing + chance, 100.0);
    }
    // Every uncertain figure is in the table of ranges, and either turns the choice or does not.
    let count = answer.scenario.ranges.len();
    assert_eq!(tables.iter().find(|table| table.id == "ranges").expect("a table").rows.len(), count);
    let uncertain = found.uncertain.as_ref().expect("ranges");
    let turning = uncertain.switching.figures.iter().filter(|figure| !figure.switches.is_empty()).count();
    let still = words(section(&paper, "Where the choice turns"));
    assert!(turning == count || still.contains(&format!("of these {} figures", count - turning)), "{still}");
}

#[test]
fn the_same_on_any_number_of_threads_and_another_option_when_named() {
    let one = studied(three(|_| ()), &Closer::default(), 1);
    let two = studied(three(|_| ()), &Closer::default(), 2);
    let of = |answer: &Answer| text(answer.studies.as_ref().expect("the long analyses"), &answer.scenario);
    assert_eq!(of(&one), of(&two));
    let named = Closer { focus: Some("small-8".to_owned()), ..Closer::default() };
    let other = studied(three(|_| ()), &named, 2);
    let studies = other.studies.as_ref().expect("the long analyses");
    assert_eq!(other.scenario.options[studies.focus].id, "small-8");
    assert!(
        words(section(&made(&other), "What would change the answer")).contains("“One home of 8”, the one named when this pack was made")
    );
    assert_ne!(of(&one), of(&other));
}

#[test]
fn what_is_not_there_is_said_in_plain_sight() {
    // Left out altogether.
    let paper = made(&three(|_| ()));
    for heading in ["Chance and not knowing", "What would change the answer"] {
        assert!(section(&paper, heading).contains(&Block::ForOfficer(studies::not_run())), "{heading}");
    }
    // No ranges; a stated patience; nothing but as now, so that there is no home to make larger.
    let bare = studied(
        answer(&scenario("london-review", 6, |scenario| {
            keep(scenario, &["as-now"]);
            scenario.ranges.clear();
            scenario.demand.welfare.patience = sufficiency::model::Patience::MeanDays(190.0);
        })),
        &Closer::default(),
        1,
    );
    let paper = made(&bare);
    for heading in ["Chance and not knowing", "More and fewer beds", "The one thing that the figures cannot tell", "Which figures matter"] {
        let said = words(section(&paper, heading));
        assert!(said.contains(NOT_PROVIDED), "{heading}: {said}");
    }
    // Nobody to study.
    let nobody = three(|scenario| {
        for stream in sufficiency::model::Stream::ALL {
            scenario.demand.stream_mut(stream).requests_per_year = 0.0;
            scenario.demand.stream_mut(stream).patience = sufficiency::model::Patience::MeanDays(190.0);
        }
        scenario.ranges.clear();
    });
    assert_eq!(studied(nobody, &Closer::default(), 1).studies, None);
}

/// A run that is stopped has no long analyses, rather than half of them.
#[test]
fn stopped_there_are_none() {
    let stopped = three(|_| ()).studied(&Closer::default(), 1, &AtomicBool::new(true), &mut |_| ());
    assert_eq!(stopped.studies, None);
}
