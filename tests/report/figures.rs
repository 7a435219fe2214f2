//! Figures: findings, words and numbers agree, and nothing leaves the paper.

use quick_xml::events::Event;
use sufficiency::analysis::costs::CostMeasure;
use sufficiency::model::Stream;
use sufficiency::report::costs::{CostParts, beside_access, of_a_year};
use sufficiency::report::drawing::{self, Anchor, Drawing, Shape, font, svg};
use sufficiency::report::figure::Plot;
use sufficiency::report::figures::futures::{self, Told};
use sufficiency::report::figures::{beds_over_time, figures, occupancy};
use sufficiency::report::layout;
use sufficiency::report::wording::letter;

use super::support::{answer, awkward, ids, scenario};

/// Every point of a drawing, the ends of its texts included.
pub fn places(drawing: &Drawing) -> Vec<[f64; 2]> {
    let of = |shape: &Shape| match shape {
        Shape::Area { points, .. } | Shape::Line { points, .. } => points.clone(),
        Shape::Dot { at, radius, .. } => vec![[at[0] - radius, at[1] - radius], [at[0] + radius, at[1] + radius]],
        Shape::Text { at, anchor, style, text } => {
            let width = font::width(text, *style);
            let left = match anchor {
                Anchor::Left => at[0],
                Anchor::Middle => at[0] - width / 2.0,
                Anchor::Right => at[0] - width,
            };
            vec![[left, at[1] - style.size * 0.7], [left + width, at[1] + style.size * 0.25]]
        }
    };
    drawing.shapes.iter().flat_map(of).collect()
}

#[test]
fn every_figure_says_what_it_finds_and_stays_on_its_paper() {
    for id in ids() {
        let answer = answer(&scenario(id, 6, |_| {}));
        let figures = figures(&answer);
        assert!(figures.comparisons.len() >= 6 && figures.options.len() >= 5, "{id}");
        for figure in figures.all() {
            let what = format!("{id}, {}", figure.id);
            assert!(
                figure.title.chars().any(|c| c.is_ascii_digit()) || figure.title.starts_with("No clear difference"),
                "{what}: {}",
                figure.title
            );
            assert!(figure.alternative_text().starts_with(&figure.plot.kind()), "{what}");
            assert!(figure.alternative_text().contains(&figure.title), "{what}");
            assert!(figure.source.contains("seed") && figure.source.contains("not independently assured"), "{what}");
            assert!(!figure.data.rows.is_empty() && figure.data.rows.iter().all(|row| row.len() == figure.data.columns.len()), "{what}");
            let drawing = layout::drawing(figure);
            for [x, y] in places(&drawing) {
                assert!((-0.5..=drawing.width + 0.5).contains(&x) && (-0.5..=drawing.height + 0.5).contains(&y), "{what}: {x} {y}");
            }
        }
    }
}

/// The window paints the very values that papers lay out.
#[test]
fn figures_of_papers_are_the_values_of_the_window() {
    let answer = answer(&scenario("london-review", 6, |_| {}));
    let costs = answer.costs().expect("prices");
    let all = figures(&answer);
    let (scenario, summary) = (&answer.scenario, &answer.summary);
    let option = summary.options.iter().position(|option| option.id == "two-12-justice").expect("an option");
    let of_window = [
        of_a_year(scenario, &costs, CostParts::Kind),
        of_a_year(scenario, &costs, CostParts::Payer),
        beside_access(scenario, &costs),
        occupancy(scenario, summary, option, answer.streams()),
    ];
    for drawn in of_window {
        let drawn = drawn.expect("a figure").sourced(scenario, &answer.sha256);
        assert_eq!(all.all().find(|figure| figure.id == drawn.id), Some(&drawn));
    }
    let over_time = beds_over_time(scenario, summary, option, Stream::Welfare, &[]).expect("a figure").figure;
    let of_paper = all.all().find(|figure| figure.id == over_time.id).expect("the same figure");
    assert_eq!([&over_time.title, &over_time.subtitle], [&of_paper.title, &of_paper.subtitle]);
    let plot = |id: &str| all.all().find(|figure| figure.id == id).map(|figure| figure.plot.clone());
    // The futures of one measure are the same whichever option the sentence is about.
    let measure = answer.summary.measures.iter().find(|measure| measure.key == "welfare_waiting").expect("a measure");
    let options: Vec<usize> = (0..answer.summary.options.len()).collect();
    let told = Told { options: &options, baseline: answer.summary.baseline, about: Some(1) };
    let dots = futures::figure(&answer.scenario, &answer.summary, measure, &told).expect("a figure");
    assert_eq!(plot("futures-welfare-waiting"), Some(dots.figure.plot));
}

#[test]
fn fifty_futures_an_option_are_drawn_told_and_tabled() {
    let answer = answer(&scenario("london-review", 60, |_| {}));
    let all = figures(&answer);
    let figure = all.all().find(|figure| figure.id == "futures-welfare-waiting").expect("the figure");
    let Plot::Futures(futures) = &figure.plot else { panic!("{:?}", figure.plot) };
    assert_eq!(futures.rows.len(), answer.summary.options.len());
    assert_eq!(figure.data.rows.len(), 50 * futures.rows.len());
    let drawing = layout::drawing(figure);
    // A dot for each future, and one in the key.
    let discs = drawing.shapes.iter().filter(|shape| matches!(shape, Shape::Area { points, .. } if points.len() > 4)).count();
    assert_eq!(discs, 50 * futures.rows.len() + 1);
    for (row, option) in futures.rows.iter().zip(&answer.summary.options) {
        assert!(row.label == option.name && row.dots.is_sorted());
        assert!(row.dots.iter().all(|dot| (futures.axis.low..=futures.axis.high).contains(dot)), "{}: {:?}", row.label, futures.axis);
    }
    let (line, words) = futures.line.as_ref().expect("a baseline");
    let baseline = &futures.rows[answer.summary.baseline];
    assert!(baseline.dots[24] <= *line && *line <= baseline.dots[25] && words.contains(&baseline.label) && baseline.is_baseline);
    assert!(
        figure.alternative_text().contains(" of 50 possible futures") && figure.alternative_text().contains("On average"),
        "{figure:?}"
    );
    assert!(figure.title.contains("is the median of “As now”"), "{}", figure.title);

    // Beds cannot be passed: the line stands in the rows of options that have some.
    let measure = answer.summary.measures.iter().find(|measure| measure.key == "census_london_welfare").expect("a measure");
    let options: Vec<usize> = (0..answer.summary.options.len()).collect();
    let told = Told { options: &options, baseline: 0, about: None };
    let drawn = futures::figure(&answer.scenario, &answer.summary, measure, &told).expect("a figure").figure;
    let Plot::Futures(futures) = &drawn.plot else { panic!("{:?}", drawn.plot) };
    for row in &futures.rows {
        match &row.limit {
            Some((beds, words)) => assert!(row.dots[49] <= *beds + 1e-9 && words.ends_with(" beds"), "{}: {words}", row.label),
            None => assert_eq!(row.dots[49], 0.0, "{}", row.label),
        }
    }
    assert!(futures.rows.iter().filter(|row| row.limit.is_some()).count() >= 5);
    for [x, y] in places(&layout::drawing(&drawn.clone())) {
        assert!((-0.5..=drawing.width + 0.5).contains(&x) && y.is_finite(), "{x} {y}");
    }
}

#[test]
fn cost_beside_access_has_every_option_with_its_letter_and_its_numbers() {
    let answer = answer(&scenario("london-review", 6, |scenario| {
        // The same homes with a dearer building: dominated.
        let mut dearer = scenario.options[1].clone();
        (dearer.id, dearer.name) = ("dearer".to_owned(), "A dearer building".to_owned());
        dearer.capital_pounds = Some(90_000_000.0);
        scenario.options.push(dearer);
    }));
    let costs = answer.costs().expect("prices");
    let all = figures(&answer);
    let figure = all.all().find(|figure| figure.id == "costs-and-access").expect("the figure");
    let Plot::Scatter(drawn) = &figure.plot else { panic!("{:?}", figure.plot) };
    assert_eq!(drawn.points.len(), costs.options.len());
    let texts: Vec<String> = layout::drawing(figure)
        .shapes
        .into_iter()
        .filter_map(|shape| if let Shape::Text { text, .. } = shape { Some(text) } else { None })
        .collect();
    for ((point, option), row) in drawn.points.iter().zip(&costs.options).zip(&figure.data.rows) {
        assert_eq!(point.name, option.name);
        assert_eq!(point.at[0], option.estimate(CostMeasure::UnmetRequests).unwrap().mean);
        assert!((point.at[1] * 1e6 / option.estimate(CostMeasure::NetPresent).unwrap().mean - 1.0).abs() < 1e-12);
        assert_eq!(point.is_struck, option.dominated_by.is_some());
        assert_eq!(row.len(), figure.data.columns.len());
        // Its mark and its place in the list of names.
        assert!(texts.iter().filter(|text| **text == letter(point.option)).count() >= 2, "{}", point.name);
        assert!(texts.contains(&point.name), "{}", point.name);
    }
    assert!(drawn.points.last().is_some_and(|point| point.is_struck), "{}", figure.title);
    assert!(figure.title.contains("dominated") && figure.alternative_text().starts_with("Scatter chart, 12 marks."), "{}", figure.title);
}

#[test]
fn a_run_that_says_little_still_has_figures() {
    for (replications, requests, open) in [(1, 121.0, 18.0), (3, 0.0, 18.0), (2, 0.5, 0.4)] {
        let scenario = scenario("london-review", replications, |scenario| {
            let welfare = &mut scenario.demand.welfare;
            welfare.requests_per_year = requests;
            welfare.not_proceeding_share = if requests < 1.0 { 0.0 } else { 0.25 };
            welfare.patience = if requests < 1.0 {
                sufficiency::model::Patience::MeanDays(100.0)
            } else {
                sufficiency::model::Patience::Solved { open_requests: open }
            };
            scenario.options.iter_mut().flat_map(|option| &mut option.homes).for_each(|home| home.justice_beds = 0);
        });
        for figure in figures(&answer(&scenario)).all() {
            for [x, y] in places(&layout::drawing(figure)) {
                assert!(x.is_finite() && y.is_finite(), "{}", figure.id);
            }
            assert!(!figure.title.contains("NaN") && !figure.title.contains("inf"), "{}", figure.title);
        }
    }
}

#[test]
fn pictures_are_whole_and_right_in_size() {
    let answer = awkward();
    let figures = figures(&answer);
    let figure = figures.all().find(|figure| figure.id.starts_with("over-time")).expect("a fan chart");
    let drawing = layout::drawing(figure);
    let bytes = drawing::png(&drawing).expect("a picture");
    let reader = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().expect("a PNG");
    let info = reader.info();
    assert_eq!(info.width, 1890, "16 cm at 300 dots an inch");
    let dots = info.pixel_dims.expect("a tag of size");
    assert_eq!((dots.xppu, dots.yppu, dots.unit), (11_811, 11_811, png::Unit::Meter));
    assert_eq!(bytes, drawing::png(&drawing).expect("the same picture"));

    for figure in figures.all() {
        let text = svg(&layout::drawing(figure), &figure.title, &figure.alternative_text());
        let mut reader = quick_xml::Reader::from_str(&text);
        let (mut depth, mut words) = (Vec::new(), String::new());
        loop {
            match reader.read_event().expect("well-formed XML") {
                Event::Start(start) => depth.push(String::from_utf8_lossy(start.name().as_ref()).into_owned()),
                Event::End(_) => {
                    depth.pop();
                }
                Event::Text(part) if depth.last().is_some_and(|name| name == "title") => words.push_str(&part.decode().expect("text")),
                Event::GeneralRef(part) if depth.last().is_some_and(|name| name == "title") => {
                    words.push(match part.decode().expect("a sign").as_ref() {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        "quot" => '"',
                        other => panic!("{other}"),
                    });
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(words, figure.title);
    }
}
