//! A picture of the window as a drawing, for one that papers do not have: the very shapes that are on screen, with its finding above and its
//! source below.

use std::collections::BTreeMap;

use egui::epaint::{ClippedShape, Mesh, PathStroke, TextShape};
use egui::{Color32, Pos2, Rect, Shape, Stroke};

use crate::report::drawing::{Anchor, Drawing, Shape as Drawn, Type};
use crate::report::layout;
use crate::report::palette::Colour;

/// Points of paper in a point of the screen, which is 1/96 inch.
const PAPER: f64 = 0.75;
/// Corners of a circle.
const CORNERS: usize = 32;

/// A figure ready to leave the window.
#[derive(Clone, Debug, PartialEq)]
pub struct Shot {
    /// What its file would be called, without an ending.
    pub name: String,
    /// What it finds.
    pub title: String,
    /// What a reader is told who does not see it.
    pub words: String,
    /// The drawing.
    pub drawing: Drawing,
}

/// What stands around a figure.
pub struct Around<'a> {
    /// Above it, large.
    pub title: &'a str,
    /// Below the title.
    pub subtitle: &'a str,
    /// At the foot.
    pub source: &'a str,
    /// Colours of the page, of its words, and of the lesser of them.
    pub colours: [Color32; 3],
}

/// Draws what lies within a part of the screen.
pub fn drawing<'a>(shapes: impl Iterator<Item = &'a ClippedShape>, part: Rect, around: &Around<'_>) -> Drawing {
    let [page, text, muted] = around.colours.map(opaque);
    let width = f64::from(part.width()) * PAPER + 2.0 * layout::MARGIN;
    let mut inner = Taken { origin: part.min, page, shapes: Vec::new() };
    for clipped in shapes {
        let seen = clipped.shape.visual_bounding_rect().intersect(clipped.clip_rect);
        if seen.is_positive() && part.contains(seen.center()) {
            inner.add(&clipped.shape);
        }
    }
    let body = Drawing { width, height: f64::from(part.height()) * PAPER, shapes: inner.shapes };
    layout::framed(body, [around.title, around.subtitle, around.source], [page, text, muted])
}

/// Shapes of the screen, taken over one by one.
struct Taken {
    origin: Pos2,
    page: Colour,
    shapes: Vec<Drawn>,
}

impl Taken {
    fn at(&self, place: Pos2) -> [f64; 2] {
        [f64::from(place.x - self.origin.x) * PAPER + layout::MARGIN, f64::from(place.y - self.origin.y) * PAPER]
    }

    fn all(&self, places: &[Pos2]) -> Vec<[f64; 2]> {
        places.iter().map(|place| self.at(*place)).collect()
    }

    fn add(&mut self, shape: &Shape) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| self.add(shape)),
            Shape::Circle(circle) => {
                let corner = |corner: usize| {
                    let angle = corner as f32 / CORNERS as f32 * std::f32::consts::TAU;
                    circle.center + circle.radius * egui::vec2(angle.cos(), angle.sin())
                };
                let corners: Vec<Pos2> = (0..CORNERS).map(corner).collect();
                self.outlined(&corners, circle.fill, circle.stroke);
            }
            Shape::LineSegment { points, stroke } => self.line(points, *stroke),
            Shape::Path(path) => {
                if path.closed {
                    self.outlined(&path.points, path.fill, plain(&path.stroke));
                } else {
                    self.line(&path.points, plain(&path.stroke));
                }
            }
            Shape::Rect(of) => {
                let Rect { min, max } = of.rect;
                let corners = [min, Pos2::new(max.x, min.y), max, Pos2::new(min.x, max.y)];
                self.outlined(&corners, of.fill, of.stroke);
            }
            Shape::Text(text) => self.text(text),
            Shape::Mesh(mesh) => self.mesh(mesh),
            Shape::QuadraticBezier(curve) => self.line(&curve.flatten(None), plain(&curve.stroke)),
            Shape::CubicBezier(curve) => self.line(&curve.flatten(None), plain(&curve.stroke)),
            // Nothing of the kind is in a chart.
            Shape::Noop | Shape::Ellipse(_) | Shape::Band(_) | Shape::Callback(_) => {}
        }
    }

    fn area(&mut self, points: Vec<[f64; 2]>, fill: Color32) {
        if fill.a() > 0 && points.len() > 2 {
            let [red, green, blue, alpha] = fill.to_srgba_unmultiplied();
            self.shapes.push(Drawn::Area { points, fill: [red, green, blue], opacity: f64::from(alpha) / 255.0 });
        }
    }

    fn outlined(&mut self, corners: &[Pos2], fill: Color32, stroke: Stroke) {
        self.area(self.all(corners), fill);
        let closed: Vec<Pos2> = corners.iter().chain(corners.first()).copied().collect();
        self.line(&closed, stroke);
    }

    fn line(&mut self, points: &[Pos2], stroke: Stroke) {
        if stroke.width > 0.0 && stroke.color.a() > 0 && points.len() > 1 {
            let colour = over(stroke.color, self.page);
            self.shapes.push(Drawn::Line { points: self.all(points), width: f64::from(stroke.width) * PAPER, colour, dashed: false });
        }
    }

    fn text(&mut self, text: &TextShape) {
        let job = &text.galley.job;
        let mut letter = 0;
        for row in &text.galley.rows {
            let mut start = 0;
            while start < row.glyphs.len() {
                let section = |index: usize| {
                    let byte = job.text.char_indices().nth(letter + index).map_or(job.text.len(), |(byte, _)| byte);
                    job.sections.iter().position(|section| section.byte_range.start.0 <= byte && byte < section.byte_range.end.0)
                };
                let of = section(start);
                let end = (start..row.glyphs.len()).find(|index| section(*index) != of).unwrap_or(row.glyphs.len());
                let words: String = row.glyphs[start..end].iter().map(|glyph| glyph.chr).collect();
                if let Some(section) = of.and_then(|of| job.sections.get(of)).filter(|_| !words.trim().is_empty()) {
                    let format = &section.format;
                    let colour = match text.override_text_color {
                        Some(colour) => colour,
                        None if format.color == Color32::PLACEHOLDER => text.fallback_color,
                        None => format.color,
                    };
                    let first = &row.glyphs[start];
                    let place = text.pos + row.pos.to_vec2() + first.pos.to_vec2();
                    let bold = format.font_id.family == egui::FontFamily::Name("bold".into());
                    let size = f64::from(format.font_id.size) * PAPER;
                    let style = Type { size, bold, colour: over(colour.gamma_multiply(text.opacity_factor), self.page) };
                    self.shapes.push(Drawn::Text { at: self.at(place), anchor: Anchor::Left, style, text: words });
                }
                start = end;
            }
            letter += row.glyphs.len() + usize::from(row.ends_with_newline);
        }
    }

    /// A surface of triangles: its outlines, so that no seams show between them.
    fn mesh(&mut self, mesh: &Mesh) {
        if mesh.texture_id != egui::TextureId::default() {
            return;
        }
        let mut by_colour: BTreeMap<[u8; 4], Vec<[u32; 3]>> = BTreeMap::new();
        for triangle in mesh.indices.chunks_exact(3) {
            let Some(first) = mesh.vertices.get(triangle[0] as usize) else { continue };
            by_colour.entry(first.color.to_array()).or_default().push([triangle[0], triangle[1], triangle[2]]);
        }
        for ([red, green, blue, alpha], triangles) in by_colour {
            let fill = Color32::from_rgba_premultiplied(red, green, blue, alpha);
            for outline in outlines(&triangles) {
                let places = outline.iter().filter_map(|vertex| mesh.vertices.get(*vertex as usize)).map(|vertex| self.at(vertex.pos));
                self.area(places.collect(), fill);
            }
        }
    }
}

/// The outlines of a surface of triangles that share their corners: sides that only one triangle has, end to end.
fn outlines(triangles: &[[u32; 3]]) -> Vec<Vec<u32>> {
    let mut sides: BTreeMap<(u32, u32), (u32, (u32, u32))> = BTreeMap::new();
    for [a, b, c] in triangles {
        for (from, to) in [(*a, *b), (*b, *c), (*c, *a)] {
            sides.entry((from.min(to), from.max(to))).or_insert((0, (from, to))).0 += 1;
        }
    }
    let mut next: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (count, (from, to)) in sides.into_values() {
        if count == 1 {
            next.entry(from).or_default().push(to);
            next.entry(to).or_default().push(from);
        }
    }
    let mut found = Vec::new();
    while let Some(start) = next.iter().find(|(_, ends)| !ends.is_empty()).map(|(corner, _)| *corner) {
        let (mut outline, mut at) = (vec![start], start);
        while let Some(to) = next.get_mut(&at).and_then(Vec::pop) {
            if let Some(back) = next.get_mut(&to)
                && let Some(side) = back.iter().position(|end| *end == at)
            {
                back.remove(side);
            }
            if to == start {
                break;
            }
            outline.push(to);
            at = to;
        }
        found.push(outline);
    }
    found
}

fn plain(stroke: &PathStroke) -> Stroke {
    match stroke.color {
        egui::epaint::ColorMode::Solid(colour) => Stroke::new(stroke.width, colour),
        egui::epaint::ColorMode::UV(_) => Stroke::NONE,
    }
}

fn opaque(colour: Color32) -> Colour {
    [colour.r(), colour.g(), colour.b()]
}

/// A colour as it looks over the page.
fn over(colour: Color32, page: Colour) -> Colour {
    let rest = 255 - u16::from(colour.a());
    // Colours on screen are multiplied by their opacity already.
    std::array::from_fn(|at| (u16::from(colour.to_array()[at]) + u16::from(page[at]) * rest / 255).min(255) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::epaint::Vertex;

    #[test]
    fn a_band_of_triangles_becomes_one_outline_of_the_same_surface() {
        // Four corners below and four above: a band of three quadrangles.
        let triangles: Vec<[u32; 3]> =
            (0..3).flat_map(|step| [[2 * step, 2 * step + 1, 2 * step + 2], [2 * step + 1, 2 * step + 2, 2 * step + 3]]).collect();
        let mut mesh = Mesh::default();
        for step in 0..4 {
            for height in [0.0, 8.0] {
                let pos = Pos2::new(step as f32 * 4.0, height);
                mesh.vertices.push(Vertex { pos, uv: egui::epaint::WHITE_UV, color: Color32::from_rgba_premultiplied(10, 20, 30, 128) });
            }
        }
        mesh.indices = triangles.iter().flatten().copied().collect();
        let mut taken = Taken { origin: Pos2::ZERO, page: [255; 3], shapes: Vec::new() };
        taken.add(&Shape::mesh(mesh));
        let [Drawn::Area { points, opacity, .. }] = taken.shapes.as_slice() else { panic!("{:?}", taken.shapes) };
        assert_eq!(points.len(), 8);
        let sides = points.iter().zip(points.iter().cycle().skip(1));
        let twice: f64 = sides.map(|([x, y], [to_x, to_y])| x * to_y - to_x * y).sum();
        assert!((twice.abs() / 2.0 - 12.0 * 8.0 * PAPER * PAPER).abs() < 1e-6);
        assert!((opacity - 128.0 / 255.0).abs() < 1e-9);
        assert_eq!(over(Color32::from_rgba_premultiplied(0, 0, 0, 51), [255; 3]), [204; 3]);
    }
}
