//! Where requests go, as a figure: what goes into each place comes out of it, on paper as in the window.

use sufficiency::analysis::closely::flow::Stage;
use sufficiency::analysis::closely::{CloseLook, Closely};
use sufficiency::model::{Scenario, Stream, ValidScenario};
use sufficiency::report::annex::going;
use sufficiency::report::drawing::Shape;
use sufficiency::report::figure::{Figure, Flow, Plot};
use sufficiency::report::figures::{figures, flow_figure, flow_id};
use sufficiency::report::layout::{self, flow as placing};
use sufficiency::sim::Player;

use super::support::{answer, ids, keep, scenario};

const FUTURES: u32 = 6;

fn look(scenario: &ValidScenario, option: usize) -> CloseLook {
    let mut player = Player::new(scenario);
    let mut closely = Closely::new(&scenario.options[option]);
    (0..FUTURES).for_each(|future| closely.add(&player.chronicle(future, option)));
    closely.look().expect("some futures")
}

/// What the window and a paper draw.
fn flow(scenario: &ValidScenario, option: usize, stream: Option<Stream>) -> Option<Flow> {
    let drawn = flow_figure(scenario, &scenario.options[option], stream, &look(scenario, option))?;
    let Plot::Flow(flow) = drawn.figure.plot else { panic!("{:?}", drawn.figure.plot) };
    Some(flow)
}

fn texts(figure: &Figure) -> Vec<String> {
    let shapes = layout::drawing(figure).shapes.into_iter();
    shapes.filter_map(|shape| if let Shape::Text { text, .. } = shape { Some(text) } else { None }).collect()
}

/// For each place through which children pass: bands in and bands out are as many, and as wide together as the place is high.
#[test]
fn bands_into_and_out_of_each_place_add_up() {
    let room = placing::FlowRoom { corner: [10.0, 20.0], size: [1_190.0, 400.0], node: 12.0, gap: 40.0, head: 18.0, stub: 30.0 };
    for id in ids() {
        let scenario = scenario(id, FUTURES, |_| {});
        for option in 0..scenario.options.len() {
            let look = look(&scenario, option);
            for stream in [None, Some(Stream::Welfare), Some(Stream::Justice)] {
                let Some(flow) = flow(&scenario, option, stream) else {
                    assert_eq!(look.stream(stream).expect("a stream").flows.leaving(Stage::Requested), 0.0, "{id} {stream:?}");
                    continue;
                };
                check_sums(&flow, &format!("{id} {} {stream:?}", scenario.options[option].id));
                check_places(&flow, room);
            }
        }
    }
}

fn check_sums(flow: &Flow, what: &str) {
    for node in &flow.nodes {
        let sum = |end: &dyn Fn(Stage, Stage) -> bool| {
            flow.bands.iter().filter(|band| end(band.from, band.to)).map(|band| band.per_year).sum::<f64>()
        };
        let (entering, leaving) = (sum(&|_, to| to == node.stage), sum(&|from, _| from == node.stage));
        for side in [entering, leaving].into_iter().zip([node.stage.is_source(), node.stage.is_end()]).filter(|(_, open)| !open) {
            assert!((side.0 - node.per_year).abs() < 1e-9, "{what}, {:?}: {entering} in, {leaving} out, {}", node.stage, node.per_year);
        }
    }
}

fn check_places(flow: &Flow, room: placing::FlowRoom) {
    let placed = placing::placed(flow, room);
    assert_eq!(placed.nodes.len(), flow.nodes.len());
    let scale = placed.nodes.iter().filter(|node| node.node.per_year > 2.0).map(|node| (node.to[1] - node.from[1]) / node.node.per_year);
    let (least, most) = scale.fold((f64::INFINITY, 0.0_f64), |(least, most), scale| (least.min(scale), most.max(scale)));
    assert!(most - least < 1e-9, "one scale for all places: {least} to {most}");
    for node in &placed.nodes {
        let bands = |side: fn(&placing::PlacedBand<'_>) -> (Stage, placing::BandEnd)| {
            let ends = placed.bands.iter().map(side).filter(|(stage, _)| *stage == node.node.stage).map(|(_, end)| end);
            let mut ends: Vec<_> = ends.map(|end| (end.top, end.bottom)).collect();
            ends.sort_by(|one, other| one.0.total_cmp(&other.0));
            ends
        };
        for ends in [bands(|band| (band.band.from, band.left)), bands(|band| (band.band.to, band.right))] {
            // Within the place, one below the other.
            assert!(ends.iter().all(|(top, bottom)| *top >= node.from[1] - 0.01 && *bottom <= node.to[1].max(node.from[1] + 2.0) + 0.01));
            assert!(ends.windows(2).all(|pair| pair[0].1 <= pair[1].0 + 0.01), "{ends:?}");
        }
        assert!(node.from[0] >= room.corner[0] && node.to[1] <= room.corner[1] + room.size[1] + 1.0, "{:?}", node);
    }
    for pair in placed.nodes.windows(2).filter(|pair| pair[0].from[0] == pair[1].from[0]) {
        assert!(pair[0].to[1] + 8.0 <= pair[1].from[1] + 0.01, "places touch");
    }
    assert!(placed.bands.iter().all(|band| band.left.x < band.right.x), "children go from left to right");
}

/// The pack draws the value that the window paints, with every place and its number in words.
#[test]
fn the_flow_of_a_paper_is_that_of_the_window() {
    let scenario = scenario("london-review", FUTURES, |scenario| keep(scenario, &["as-now", "two-12-justice-step-down"]));
    let answer = answer(&scenario);
    let all = figures(&answer);
    for (option, described) in scenario.options.iter().enumerate() {
        let figure = all.all().find(|figure| figure.id == flow_id(&described.id)).expect("where requests go");
        let expected = flow(&scenario, option, Some(Stream::Welfare)).expect("requests");
        assert_eq!(figure.plot, Plot::Flow(expected.clone()));
        let texts = texts(figure).join(" ");
        for node in &expected.nodes {
            for words in node.name.split(' ').chain(node.written.split(' ')) {
                assert!(texts.contains(words), "“{words}” of {} in {texts}", node.name);
            }
        }
        for sentence in expected.sentences() {
            assert!(figure.generated_text().contains(sentence), "{sentence}");
        }
        assert_eq!(figure.data.rows.len(), expected.bands.len());
        let homes = expected.node(Stage::London).is_some();
        assert_eq!((homes, figure.title.contains("in London homes")), (option == 1, option == 1), "{}", figure.title);
        assert!(figure.source.contains("6 replications"), "{}", figure.source);
    }
    // As it is now stands in the paper itself.
    assert_eq!(going::shown(&answer), [flow_id("as-now")]);
}

/// Without requests there is no picture of them, and no division by nothing.
#[test]
fn nothing_goes_anywhere_without_requests() {
    let scenario = scenario("london-review", 2, |scenario: &mut Scenario| {
        keep(scenario, &["as-now"]);
        scenario.demand.welfare.patience = sufficiency::model::Patience::MeanDays(190.0);
        scenario.demand.welfare.requests_per_year = 0.0;
    });
    assert_eq!(flow(&scenario, 0, Some(Stream::Welfare)), None);
    let nothing = Flow::default();
    let room = placing::FlowRoom { corner: [0.0; 2], size: [9.0; 2], node: 1.0, gap: 1.0, head: 0.0, stub: 1.0 };
    let placed = placing::placed(&nothing, room);
    assert!(placed.nodes.is_empty() && placed.bands.is_empty());
}
