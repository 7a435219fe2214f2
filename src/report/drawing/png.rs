//! A drawing as PNG, 300 dots an inch, with a tag that says so: a paper then shows it at the right size.

use ab_glyph::OutlineCurve;
use thiserror::Error;
use tiny_skia::{FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, Stroke, StrokeDash, Transform};

use super::{Anchor, Drawing, Shape, Type, font};
use crate::report::palette::{Colour, WHITE};

/// Dots in an inch.
const DOTS_AN_INCH: f64 = 300.0;
/// Dots in a metre, as the tag counts them.
const DOTS_A_METRE: u32 = 11_811;
/// Dots in a point.
const SCALE: f32 = (DOTS_AN_INCH / 72.0) as f32;

/// Why there is no picture.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PictureError {
    /// It is too large for the memory there is.
    #[error("a chart of {0} by {1} dots cannot be drawn; leave some options out")]
    TooLarge(u32, u32),
    /// The bytes cannot be put together.
    #[error("a chart cannot be written as PNG ({0})")]
    Encoding(String),
}

/// The bytes of a PNG file.
///
/// # Errors
/// When the drawing has no size or one beyond what can be drawn.
pub fn png(drawing: &Drawing) -> Result<Vec<u8>, PictureError> {
    let dots = |points: f64| (points * f64::from(SCALE)).ceil() as u32;
    let (width, height) = (dots(drawing.width), dots(drawing.height));
    let mut pixels = Pixmap::new(width, height).ok_or(PictureError::TooLarge(width, height))?;
    pixels.fill(tiny_skia::Color::WHITE);
    for shape in &drawing.shapes {
        draw(&mut pixels, shape);
    }
    let rgb: Vec<u8> = pixels.data().chunks_exact(4).flat_map(|dot| [dot[0], dot[1], dot[2]]).collect();
    encode(width, height, &rgb).map_err(|error| PictureError::Encoding(error.to_string()))
}

fn encode(width: u32, height: u32, rgb: &[u8]) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: DOTS_A_METRE, yppu: DOTS_A_METRE, unit: png::Unit::Meter }));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(rgb)?;
    writer.finish()?;
    Ok(bytes)
}

fn draw(pixels: &mut Pixmap, shape: &Shape) {
    match shape {
        Shape::Area { points, fill } => fill_path(pixels, path(points, true), *fill),
        Shape::Line { points, width, colour, dashed } => {
            let dash = if *dashed { StrokeDash::new(vec![4.0 * SCALE, 2.5 * SCALE], 0.0) } else { None };
            let stroke =
                Stroke { width: *width as f32 * SCALE, line_cap: LineCap::Butt, line_join: LineJoin::Round, dash, ..Stroke::default() };
            if let Some(path) = path(points, false) {
                pixels.stroke_path(&path, &paint(*colour), &stroke, Transform::identity(), None);
            }
        }
        Shape::Dot { at, radius, fill } => {
            for (radius, fill) in [(radius + 0.8, WHITE), (*radius, *fill)] {
                fill_path(pixels, PathBuilder::from_circle(at[0] as f32 * SCALE, at[1] as f32 * SCALE, radius as f32 * SCALE), fill);
            }
        }
        Shape::Text { at, anchor, style, text } => fill_path(pixels, text_path(*at, *anchor, *style, text), style.colour),
    }
}

fn fill_path(pixels: &mut Pixmap, path: Option<Path>, fill: Colour) {
    if let Some(path) = path {
        pixels.fill_path(&path, &paint(fill), FillRule::Winding, Transform::identity(), None);
    }
}

fn paint([red, green, blue]: Colour) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(red, green, blue, 255);
    paint.anti_alias = true;
    paint
}

fn path(points: &[[f64; 2]], closed: bool) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for (index, [x, y]) in points.iter().enumerate() {
        let (x, y) = (*x as f32 * SCALE, *y as f32 * SCALE);
        if index == 0 { builder.move_to(x, y) } else { builder.line_to(x, y) }
    }
    if closed {
        builder.close();
    }
    builder.finish()
}

/// The outlines of a text's letters.
fn text_path(at: [f64; 2], anchor: Anchor, style: Type, text: &str) -> Option<Path> {
    let (letters, width) = font::letters(text, style);
    let left = match anchor {
        Anchor::Left => at[0],
        Anchor::Middle => at[0] - width / 2.0,
        Anchor::Right => at[0] - width,
    };
    let mut builder = PathBuilder::new();
    for letter in &letters {
        let Some(outline) = &letter.outline else { continue };
        let scale = letter.scale as f32 * SCALE;
        let (x, y) = ((left + letter.x) as f32 * SCALE, at[1] as f32 * SCALE);
        // Fonts count upwards from the base line, pictures downwards from the top.
        let place = |point: ab_glyph::Point| (x + point.x * scale, y - point.y * scale);
        let mut end: Option<(f32, f32)> = None;
        for curve in &outline.curves {
            let (OutlineCurve::Line(from, to) | OutlineCurve::Quad(from, _, to) | OutlineCurve::Cubic(from, _, _, to)) = curve;
            let (from, to) = (place(*from), place(*to));
            if end != Some(from) {
                if end.is_some() {
                    builder.close();
                }
                builder.move_to(from.0, from.1);
            }
            match curve {
                OutlineCurve::Line(..) => builder.line_to(to.0, to.1),
                OutlineCurve::Quad(_, by, _) => {
                    let by = place(*by);
                    builder.quad_to(by.0, by.1, to.0, to.1);
                }
                OutlineCurve::Cubic(_, one, two, _) => {
                    let (one, two) = (place(*one), place(*two));
                    builder.cubic_to(one.0, one.1, two.0, two.1, to.0, to.1);
                }
            }
            end = Some(to);
        }
        if end.is_some() {
            builder.close();
        }
    }
    builder.finish()
}
