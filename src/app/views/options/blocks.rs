//! Beds as squares and step-down places as circles, in sixes so that they can be counted from the back of the room.

use egui::{Color32, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use crate::app::theme::{self, Palette};
use crate::app::wording::number;
use crate::model::{BedKind, Stream};

/// Blocks drawn one by one; more are told in words.
const MOST_DRAWN: u32 = 60;
/// Blocks between gaps.
const GROUP: u32 = 6;

/// Radius of their corners, points.
const CORNER: f32 = 2.0;

/// What a block stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block {
    /// A bed.
    Bed(BedKind),
    /// A step-down place.
    StepDown,
    /// A place in the open facility.
    Open,
}

impl Block {
    /// Its colour and its letter.
    pub fn look(self, palette: &Palette) -> (Color32, &'static str) {
        match self {
            Block::Bed(BedKind::Welfare) => (palette.stream(Stream::Welfare), "W"),
            Block::Bed(BedKind::Justice) => (palette.stream(Stream::Justice), "J"),
            Block::Bed(BedKind::Either) => (palette.muted, "E"),
            Block::StepDown => (palette.accent, ""),
            Block::Open => (palette.muted, ""),
        }
    }

    fn paint(self, ui: &Ui, rect: Rect) {
        let palette = Palette::of(ui);
        let (colour, letter) = self.look(palette);
        let painter = ui.painter();
        let stroke = Stroke::new(1.5, colour);
        match self {
            Block::StepDown | Block::Open => {
                let fill = if self == Block::StepDown { palette.card.lerp_to_gamma(colour, 0.25) } else { palette.card };
                // One disc on another: egui keeps discs as pictures, while it shapes a ring anew each time, from hundreds of triangles.
                painter.circle_filled(rect.center(), rect.width() / 2.0, colour);
                painter.circle_filled(rect.center(), rect.width() / 2.0 - stroke.width, fill);
            }
            Block::Bed(BedKind::Either) => {
                painter.rect(rect, CORNER, Color32::TRANSPARENT, stroke, StrokeKind::Inside);
                painter.text(rect.center(), egui::Align2::CENTER_CENTER, letter, theme::bold(rect.height() * 0.62), colour);
            }
            Block::Bed(_) => {
                painter.rect_filled(rect, CORNER, colour);
                let ink = crate::app::views::mark::ink(colour);
                painter.text(rect.center(), egui::Align2::CENTER_CENTER, letter, theme::bold(rect.height() * 0.62), ink);
            }
        }
    }
}

/// Draws so many blocks within the width there is. What they show is said beside them, so a screen reader passes them over.
pub fn blocks_ui(ui: &mut Ui, block: Block, count: u32, side: f32) {
    let (gap, group_gap) = (3.0, 8.0);
    let drawn = count.min(MOST_DRAWN);
    let group = side * GROUP as f32 + gap * (GROUP - 1) as f32 + group_gap;
    let groups_a_row = ((ui.available_width() + group_gap) / group).floor().max(1.0) as u32;
    let groups = drawn.div_ceil(GROUP);
    let rows = groups.div_ceil(groups_a_row).max(1);
    let size = vec2(group * groups.min(groups_a_row) as f32, rows as f32 * (side + gap) - gap);
    let (area, _) = ui.allocate_exact_size(size, Sense::hover());
    for index in 0..drawn {
        let (of_group, at) = (index / GROUP, index % GROUP);
        let (row, column) = (of_group / groups_a_row, of_group % groups_a_row);
        let x = area.left() + column as f32 * group + at as f32 * (side + gap);
        let y = area.top() + row as f32 * (side + gap);
        block.paint(ui, Rect::from_min_size(pos2(x, y), vec2(side, side)));
    }
    if count > drawn {
        ui.label(format!("and {} more", number(f64::from(count - drawn), 0)));
    }
}
