//! Where children go: places that they pass through, and bands between them whose widths are numbers.

use egui::{Align2, Color32, Pos2, Rect, Shape, Stroke, Ui, pos2, vec2};

use super::{SMALL, area, band as surface};
use crate::analysis::closely::flow::Stage;
use crate::app::theme::{self, Palette};
use crate::model::Stream;
use crate::report::figure::{Flow, FlowNode};
use crate::report::layout::flow::{FlowRoom, PlacedBand, PlacedFlow, STEPS, coloured_as, placed};

/// Size of names and numbers.
const WORDS: f32 = 13.0;

/// The flow over the whole width, in the colour of a stream; `runs` says what its numbers are means of.
pub fn flow_ui(ui: &mut Ui, flow: &Flow, stream: Option<Stream>, described: &str, runs: &str, height: f32) {
    let (area, response) = area(ui, height, described);
    if !ui.is_rect_visible(area) {
        return;
    }
    let of = |at: Pos2| [f64::from(at.x), f64::from(at.y)];
    let size = [f64::from(area.width()), f64::from(area.height())];
    let room = FlowRoom { corner: of(area.min), size, node: 12.0, gap: 40.0, head: 18.0, stub: 30.0 };
    let placed = placed(flow, room);
    draw(ui, flow, &placed, stream);
    if let Some(said) = response.hover_pos().and_then(|pointer| under(&placed, of(pointer))) {
        response.on_hover_text_at_pointer(format!("{said}\nMean of {runs}"));
    }
}

fn colour(palette: &Palette, stage: Stage, stream: Option<Stream>) -> Color32 {
    match stage {
        Stage::London => stream.map_or(palette.accent, |stream| palette.stream(stream)),
        Stage::NoPlace => palette.full,
        Stage::StepDown => palette.better,
        Stage::Elsewhere => palette.worse,
        Stage::AlreadyThere | Stage::StillThere | Stage::NotProceeding => palette.muted,
        Stage::Requested | Stage::NeedsPlace | Stage::Left => palette.text,
    }
}

fn on_screen([x, y]: [f64; 2]) -> Pos2 {
    pos2(x as f32, y as f32)
}

fn draw(ui: &Ui, flow: &Flow, placed: &PlacedFlow<'_>, stream: Option<Stream>) {
    let palette = Palette::of(ui);
    let painter = ui.painter();
    for band in &placed.bands {
        band_ui(painter, band, colour(palette, coloured_as(band.band), stream));
    }
    for PlacedBand { band, right, .. } in placed.bands.iter().filter(|band| flow.tells(band.band)) {
        if right.bottom - right.top >= f64::from(SMALL) {
            let at = on_screen([right.x - 5.0, (right.top + right.bottom) / 2.0]);
            painter.text(at, Align2::RIGHT_CENTER, &band.written, theme::regular(SMALL), palette.text);
        }
    }
    for node in &placed.nodes {
        let rect = Rect::from_min_max(on_screen(node.from), on_screen(node.to));
        let FlowNode { stage, name, written, remark, .. } = node.node;
        painter.rect_filled(rect, 2.0, colour(palette, *stage, stream));
        let galley = painter.layout_no_wrap(name.clone(), theme::bold(WORDS), palette.text);
        let words = Align2::LEFT_BOTTOM.anchor_size(pos2(rect.left(), rect.top() - 3.0), galley.size());
        // A band may run behind the name: it shows through, faintly.
        painter.rect_filled(words, 2.0, palette.page.gamma_multiply(0.75));
        painter.galley(words.min, galley, palette.text);
        let at = pos2(rect.right() + 5.0, rect.top() + 1.0);
        let beside = if remark.is_empty() { written.clone() } else { format!("{written}\n{remark}") };
        painter.text(at, Align2::LEFT_TOP, beside, theme::regular(WORDS), palette.text);
    }
}

/// A surface, with thin edges that keep neighbours apart without colour.
fn band_ui(painter: &egui::Painter, band: &PlacedBand<'_>, colour: Color32) {
    let edges: Vec<[Pos2; 2]> = (0..=STEPS).map(|step| band.edges(f64::from(step) / f64::from(STEPS)).map(on_screen)).collect();
    let side = |side: usize| edges.iter().map(|ends| ends[side]).collect::<Vec<Pos2>>();
    let (upper, lower) = (side(0), side(1));
    painter.add(surface(&lower, &upper, colour.gamma_multiply(0.28)));
    for edge in [upper, lower] {
        painter.add(Shape::line(edge, Stroke::new(0.8, colour.gamma_multiply(0.6))));
    }
}

/// What is under the pointer, in words.
fn under(placed: &PlacedFlow<'_>, [x, y]: [f64; 2]) -> Option<String> {
    let in_node = placed.nodes.iter().find(|node| {
        let rect = Rect::from_min_max(on_screen(node.from), on_screen(node.to));
        rect.expand2(vec2(4.0, 2.0)).contains(on_screen([x, y]))
    });
    if let Some(FlowNode { name, written, .. }) = in_node.map(|placed| placed.node) {
        return Some(format!("{name}: {written}"));
    }
    let in_band = |band: &&PlacedBand<'_>| {
        let along = (x - band.left.x) / (band.right.x - band.left.x);
        let [[_, top], [_, bottom]] = band.edges(along.clamp(0.0, 1.0));
        (0.0..=1.0).contains(&along) && (top - 2.0..=bottom + 2.0).contains(&y)
    };
    // The band painted last lies on top.
    placed.bands.iter().rev().find(in_band).map(|placed| placed.band.said.clone())
}
