//! Paints a drawing on any backend of the plotting library, so that the picture in lines and the one in dots show the same.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::element::{Circle, DashedPathElement, PathElement, Polygon, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontStyle, IntoFont, RGBColor, ShapeStyle, TextStyle};
use plotters_backend::DrawingBackend;

use super::{Anchor, Drawing, Shape};
use crate::report::palette::{Colour, WHITE};

/// The family that texts name; readers without it take the next.
pub const FAMILY: &str = "Noto Sans, Arial, sans-serif";
/// The library takes a text's size for its line's height, and writes letters smaller by this.
pub const LINE_HEIGHT: f64 = 1.24;
/// The library's top of a text lies so much of its letters' size above the base line.
pub const TOP: f64 = 0.76;
/// Width of the white rim of a dot, points.
const RIM: f64 = 0.8;
/// Dashes and the gaps between them, points.
const DASH: [f64; 2] = [4.0, 2.5];

/// Paints a drawing, so many of the backend's units for a point.
pub fn paint<DB: DrawingBackend>(
    drawing: &Drawing,
    area: &DrawingArea<DB, Shift>,
    scale: f64,
) -> Result<(), DrawingAreaErrorKind<DB::ErrorType>> {
    let length = |points: f64| (points * scale).round() as i32;
    let place = |[x, y]: [f64; 2]| (length(x), length(y));
    let places = |points: &[[f64; 2]]| points.iter().map(|point| place(*point)).collect::<Vec<_>>();
    for shape in &drawing.shapes {
        match shape {
            Shape::Area { points, fill } => area.draw(&Polygon::new(places(points), rgb(*fill).filled()))?,
            Shape::Line { points, width, colour, dashed } => {
                let style = ShapeStyle { color: rgb(*colour).to_rgba(), filled: false, stroke_width: length(*width).max(1) as u32 };
                if *dashed {
                    area.draw(&DashedPathElement::new(places(points), length(DASH[0]), length(DASH[1]), style))?;
                } else {
                    area.draw(&PathElement::new(places(points), style))?;
                }
            }
            Shape::Dot { at, radius, fill } => {
                area.draw(&Circle::new(place(*at), length(radius + RIM), rgb(WHITE).filled()))?;
                area.draw(&Circle::new(place(*at), length(*radius), rgb(*fill).filled()))?;
            }
            Shape::Text { at, anchor, style, text } => {
                let across = match anchor {
                    Anchor::Left => HPos::Left,
                    Anchor::Middle => HPos::Center,
                    Anchor::Right => HPos::Right,
                };
                let weight = if style.bold { FontStyle::Bold } else { FontStyle::Normal };
                let font = (FAMILY, style.size * scale * LINE_HEIGHT).into_font().style(weight);
                let colour = rgb(style.colour);
                let style_of_text = TextStyle::from(font).color(&colour).pos(Pos::new(across, VPos::Top));
                area.draw(&Text::new(text.as_str(), place([at[0], at[1] - TOP * style.size]), style_of_text))?;
            }
        }
    }
    area.present()
}

fn rgb([red, green, blue]: Colour) -> RGBColor {
    RGBColor(red, green, blue)
}
