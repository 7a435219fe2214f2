//! Where requests go: a picture of the chosen option in which every width is a number of children a year.

mod layout;

use egui::{Align2, CollapsingHeader, Color32, Mesh, Pos2, Rect, RichText, Role, ScrollArea, Sense, Shape, Ui, WidgetInfo, pos2, vec2};

use super::{dim_unless, notices, pictures};
use crate::analysis::closely::flow::{Flows, Stage};
use crate::analysis::closely::{CloseLook, StreamLook};
use crate::app::state::{AppState, Document};
use crate::app::theme::{self, Palette};
use crate::app::widgets::term::meant_by;
use crate::model::{ProvisionOption, Stream};
use crate::report::findings::word;
use crate::report::wording::number;
use layout::{LEAST_DRAWN, Layout, Ribbon, layout};

/// The least height and width at which words and widths can be read.
const LEAST_HEIGHT: f32 = 270.0;
const LEAST_WIDTH: f32 = 840.0;

/// A section of another room: the picture for the chosen option and stream, with a heading, or what is awaited.
pub fn section_ui(ui: &mut Ui, state: &AppState, document: &Document) {
    let Some((index, option)) = document.option(&state.view.option) else { return };
    ui.add_space(14.0);
    ui.heading("Where would requests go?");
    let found = &state.results.closer;
    let current = found.closer_for(&document.scenario, index);
    let earlier = || found.closer.as_deref().filter(|closer| closer.scenario.options.get(closer.option).is_some_and(|o| o.id == option.id));
    match current.or_else(earlier) {
        Some(closer) => {
            let Some(option) = closer.scenario.options.get(closer.option) else { return };
            ui.scope(|ui| {
                dim_unless(ui, current.is_some());
                flow_ui(ui, &closer.look, option, Some(state.view.stream), 340.0);
            });
        }
        None if !document.problems.is_empty() => {
            notices::empty_ui(ui, "Nothing to draw", "These figures cannot be run. Mend what is listed above, or undo the change.");
        }
        None => notices::empty_ui(ui, "Following the children of this option", "The picture appears here in a moment."),
    }
}

/// The picture, and the same in words.
pub fn flow_ui(ui: &mut Ui, look: &CloseLook, option: &ProvisionOption, stream: Option<Stream>, height: f32) {
    let palette = Palette::of(ui);
    let Some(found) = look.stream(stream) else { return };
    let requests = stream.map_or_else(|| "requests".to_owned(), |stream| format!("{} requests", word(stream)));
    if found.flows.leaving(Stage::Requested) < LEAST_DRAWN {
        notices::empty_ui(ui, "Nobody is requested", &format!("In the possible futures looked at there are no {requests}."));
        return;
    }
    let top = ui.cursor().top();
    let futures = number(f64::from(look.futures), 0);
    let said =
        format!("Children a year, mean of {futures} possible futures. Widths are numbers: what goes into each place comes out of it.");
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(&said).size(13.5).color(palette.muted));
        meant_by(ui, &["Request", "Placement", "Step-down", "Withdrawn"]);
    });
    let flows = described(&found.flows);
    ScrollArea::horizontal().id_salt("flow picture").show(ui, |ui| {
        let room = vec2(ui.available_width().max(LEAST_WIDTH), height.max(LEAST_HEIGHT));
        let (rect, response) = ui.allocate_exact_size(room, Sense::hover());
        response.widget_info(|| {
            let mut info = WidgetInfo::new(Role::GraphicsObject);
            info.label = Some(format!("Chart. Where would {requests} go? {}", flows.join(" ")));
            info
        });
        let picture = layout(&found.flows, rect);
        draw(ui, &picture, found, stream);
        pictures::offer(ui, [top, rect.top()], &format!("Where would {requests} go?"), &said);
        if let Some(text) = response.hover_pos().and_then(|pointer| text_at(&picture, pointer)) {
            response.on_hover_text_at_pointer(format!("{text}\nMean of {futures} possible futures"));
        }
    });
    ui.add(egui::Label::new(RichText::new(notes(found)).size(13.0).color(palette.muted)).wrap());
    CollapsingHeader::new("The same in words").id_salt(("flow in words", &option.id)).show(ui, |ui| {
        for flow in &flows {
            ui.add(egui::Label::new(flow).wrap());
        }
    });
}

/// What the picture leaves out or only hints at.
fn notes(found: &StreamLook) -> String {
    let flows = &found.flows;
    let a_year = |children: f64| number(children, 1);
    let mut notes = format!(
        "Grey stubs: {} a year were already there when the years began; {} are still there when they end, {} of them still waiting.",
        a_year(flows.leaving(Stage::AlreadyThere)),
        a_year(flows.entering(Stage::StillThere)),
        a_year(flows.between(Stage::NeedsPlace, Stage::StillThere))
    );
    if found.diverted_per_year >= LEAST_DRAWN {
        notes.push_str(&format!(" {} a year go to the open facility instead of being requested.", a_year(found.diverted_per_year)));
    }
    notes
}

/// What a stage is called.
fn name(stage: Stage) -> &'static str {
    match stage {
        Stage::Requested => "Requests made",
        Stage::AlreadyThere => "Already there at the start",
        Stage::NeedsPlace => "Need a place",
        Stage::NotProceeding => "No place needed",
        Stage::London => "London homes",
        Stage::Elsewhere => "Homes elsewhere",
        Stage::NoPlace => "Withdrawn for want of a place",
        Stage::StepDown => "Step-down",
        Stage::Left => "Left secure care",
        Stage::StillThere => "Still there at the end",
    }
}

/// A flow in a sentence.
fn sentence(from: Stage, to: Stage, per_year: f64) -> String {
    let count = number(per_year, 1);
    let place = match to {
        Stage::London => "in London homes",
        Stage::Elsewhere => "in homes elsewhere",
        Stage::StepDown => "in step-down",
        Stage::NeedsPlace => "waiting for a place",
        _ => "open, and in need of no place",
    };
    if from == Stage::AlreadyThere {
        return format!("Already {place} at the start: {count} a year.");
    }
    let source = match from {
        Stage::Requested => "Of requests made",
        Stage::NeedsPlace => "Of those who need a place",
        Stage::London => "From London homes",
        Stage::Elsewhere => "From homes elsewhere",
        _ => "From step-down",
    };
    let course = match to {
        Stage::NeedsPlace => "need a place",
        Stage::NotProceeding => "are withdrawn and need no place",
        Stage::London => "are placed in London homes",
        Stage::Elsewhere => "are placed in homes elsewhere",
        Stage::NoPlace => "are withdrawn for want of a place",
        Stage::StepDown => "move to step-down",
        Stage::Left => "leave secure care",
        _ => "are still there at the end",
    };
    format!("{source}, {count} a year {course}.")
}

/// Every flow in words, those too small to draw included.
fn described(flows: &Flows) -> Vec<String> {
    let pairs = Stage::ALL.into_iter().flat_map(|from| Stage::ALL.into_iter().map(move |to| (from, to)));
    let some = pairs.map(|(from, to)| (from, to, flows.between(from, to))).filter(|(.., per_year)| *per_year > 0.0);
    some.map(|(from, to, per_year)| sentence(from, to, per_year)).collect()
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

fn draw(ui: &Ui, picture: &Layout, found: &StreamLook, stream: Option<Stream>) {
    let palette = Palette::of(ui);
    let painter = ui.painter();
    for ribbon in &picture.ribbons {
        // A ribbon has the colour of the place it goes to, or of the one it comes from where it goes out of the picture.
        let of = match (ribbon.from, ribbon.to) {
            (Stage::AlreadyThere, _) => Stage::AlreadyThere,
            (from, Stage::Left | Stage::NeedsPlace) => from,
            (_, to) => to,
        };
        painter.add(band(ribbon, colour(palette, of, stream).gamma_multiply(0.28)));
    }
    for node in &picture.nodes {
        painter.rect_filled(node.rect, 2.0, colour(palette, node.stage, stream));
        let waiting =
            if node.stage == Stage::NeedsPlace { format!("\n{} waiting on average", number(found.mean_waiting, 1)) } else { String::new() };
        let at = pos2(node.rect.left(), node.rect.top() - 3.0);
        painter.text(at, Align2::LEFT_BOTTOM, name(node.stage), theme::bold(13.0), palette.text);
        let at = pos2(node.rect.right() + 5.0, node.rect.top() + 1.0);
        let text = format!("{} a year{waiting}", number(node.per_year, 1));
        painter.text(at, Align2::LEFT_TOP, text, theme::regular(13.0), palette.text);
    }
}

/// How far along a ribbon's way it has come down or up, from 0 to 1.
fn ease(along: f32) -> f32 {
    along * along * (3.0 - 2.0 * along)
}

/// Top and bottom of a ribbon at a part of its way.
fn edges(ribbon: &Ribbon, along: f32) -> (Pos2, Pos2) {
    let x = egui::lerp(ribbon.left.0..=ribbon.right.0, along);
    let part = ease(along);
    (pos2(x, egui::lerp(ribbon.left.1..=ribbon.right.1, part)), pos2(x, egui::lerp(ribbon.left.2..=ribbon.right.2, part)))
}

fn band(ribbon: &Ribbon, colour: Color32) -> Shape {
    const PARTS: u32 = 32;
    let mut mesh = Mesh::default();
    for part in 0..=PARTS {
        let (top, bottom) = edges(ribbon, part as f32 / PARTS as f32);
        mesh.colored_vertex(top, colour);
        // Thin flows must still be seen.
        mesh.colored_vertex(pos2(bottom.x, bottom.y.max(top.y + 1.0)), colour);
        if part > 0 {
            let next = 2 * part;
            mesh.add_triangle(next - 2, next - 1, next);
            mesh.add_triangle(next - 1, next, next + 1);
        }
    }
    Shape::mesh(mesh)
}

/// What is under the pointer.
fn text_at(picture: &Layout, pointer: Pos2) -> Option<String> {
    if let Some(node) = picture.nodes.iter().find(|node| node.rect.expand2(vec2(4.0, 2.0)).contains(pointer)) {
        return Some(format!("{}: {} a year", name(node.stage), number(node.per_year, 1)));
    }
    let under = |ribbon: &&Ribbon| {
        let along = (pointer.x - ribbon.left.0) / (ribbon.right.0 - ribbon.left.0);
        let (top, bottom) = edges(ribbon, along.clamp(0.0, 1.0));
        (0.0..=1.0).contains(&along) && Rect::from_two_pos(top, bottom).expand(2.0).contains(pointer)
    };
    // The ribbon painted last lies on top.
    picture.ribbons.iter().rev().find(under).map(|ribbon| sentence(ribbon.from, ribbon.to, ribbon.per_year))
}
