//! Colours, type and spacing, by role. Chart colours are Okabe and Ito's, which colour-blind people can tell apart.

use egui::{Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Stroke, TextStyle, Theme, Visuals};

use crate::model::Stream;

/// Colours of one theme.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    /// Behind results.
    pub page: Color32,
    /// Behind figures that can be changed, and the bars above and below.
    pub panel: Color32,
    /// Behind cards.
    pub card: Color32,
    /// Text.
    pub text: Color32,
    /// Text of second rank: units, intervals, notes.
    pub muted: Color32,
    /// Thin lines.
    pub line: Color32,
    /// Behind ticks, and what a slider runs on.
    pub control: Color32,
    /// Edges of things to press or type in.
    pub edge: Color32,
    /// The one colour of things to press and of what is chosen.
    pub accent: Color32,
    /// Behind the chosen row.
    pub chosen: Color32,
    /// Behind selected text, and the filled part of a slider.
    pub selection: Color32,
    /// Behind the row under the pointer.
    pub hovered: Color32,
    /// A change for the better.
    pub better: Color32,
    /// A change for the worse, a warning.
    pub worse: Color32,
    /// Behind a warning.
    pub warning_fill: Color32,
    /// Welfare in charts.
    pub welfare: Color32,
    /// Justice in charts.
    pub justice: Color32,
    /// All beds taken.
    pub full: Color32,
}

const LIGHT: Palette = Palette {
    page: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    panel: Color32::from_rgb(0xF4, 0xF6, 0xF8),
    card: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    text: Color32::from_rgb(0x18, 0x21, 0x2B),
    muted: Color32::from_rgb(0x55, 0x61, 0x6E),
    line: Color32::from_rgb(0xDD, 0xE2, 0xE8),
    control: Color32::from_rgb(0xDD, 0xE2, 0xE8),
    edge: Color32::from_rgb(0x7C, 0x87, 0x93),
    accent: Color32::from_rgb(0x00, 0x5F, 0x99),
    chosen: Color32::from_rgb(0xE1, 0xEE, 0xF8),
    selection: Color32::from_rgb(0x7D, 0xB4, 0xDA),
    hovered: Color32::from_rgb(0xF1, 0xF5, 0xF9),
    better: Color32::from_rgb(0x00, 0x6B, 0x4C),
    worse: Color32::from_rgb(0xA8, 0x43, 0x00),
    warning_fill: Color32::from_rgb(0xFD, 0xF1, 0xE3),
    welfare: Color32::from_rgb(0x00, 0x72, 0xB2),
    justice: Color32::from_rgb(0x00, 0x9E, 0x73),
    full: Color32::from_rgb(0xD5, 0x5E, 0x00),
};

const DARK: Palette = Palette {
    page: Color32::from_rgb(0x12, 0x16, 0x1B),
    panel: Color32::from_rgb(0x1A, 0x1F, 0x26),
    card: Color32::from_rgb(0x21, 0x27, 0x2F),
    text: Color32::from_rgb(0xEA, 0xEE, 0xF3),
    muted: Color32::from_rgb(0xA3, 0xAE, 0xBA),
    line: Color32::from_rgb(0x33, 0x3B, 0x45),
    control: Color32::from_rgb(0x33, 0x3B, 0x45),
    edge: Color32::from_rgb(0x77, 0x82, 0x8F),
    accent: Color32::from_rgb(0x6F, 0xBC, 0xF2),
    chosen: Color32::from_rgb(0x1B, 0x35, 0x4A),
    selection: Color32::from_rgb(0x2F, 0x6A, 0x96),
    hovered: Color32::from_rgb(0x1E, 0x25, 0x2D),
    better: Color32::from_rgb(0x5F, 0xD0, 0xA8),
    worse: Color32::from_rgb(0xFF, 0x9D, 0x5C),
    warning_fill: Color32::from_rgb(0x3A, 0x2A, 0x1B),
    welfare: Color32::from_rgb(0x56, 0xB4, 0xE9),
    justice: Color32::from_rgb(0x2F, 0xC0, 0x95),
    full: Color32::from_rgb(0xF0, 0x7E, 0x26),
};

/// White and yellow on black, with strong edges.
const HIGH_CONTRAST: Palette = Palette {
    page: Color32::from_rgb(0x00, 0x00, 0x00),
    panel: Color32::from_rgb(0x00, 0x00, 0x00),
    card: Color32::from_rgb(0x00, 0x00, 0x00),
    text: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    muted: Color32::from_rgb(0xE6, 0xE6, 0xE6),
    line: Color32::from_rgb(0xA6, 0xA6, 0xA6),
    control: Color32::from_rgb(0x5A, 0x5A, 0x5A),
    edge: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    accent: Color32::from_rgb(0xFF, 0xE1, 0x4D),
    chosen: Color32::from_rgb(0x2B, 0x2B, 0x00),
    selection: Color32::from_rgb(0x6B, 0x5D, 0x00),
    hovered: Color32::from_rgb(0x26, 0x26, 0x26),
    better: Color32::from_rgb(0x7D, 0xF5, 0xC0),
    worse: Color32::from_rgb(0xFF, 0xB0, 0x7A),
    warning_fill: Color32::from_rgb(0x33, 0x17, 0x00),
    welfare: Color32::from_rgb(0x7F, 0xC8, 0xFF),
    justice: Color32::from_rgb(0x5C, 0xE6, 0xC0),
    full: Color32::from_rgb(0xFF, 0x9A, 0x3D),
};

/// How large everything may be.
pub const ZOOMS: [f32; 6] = [1.0, 1.1, 1.25, 1.5, 1.75, 2.0];

/// How the window looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appearance {
    /// Light or dark, as the desktop is set.
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// White and yellow on black.
    HighContrast,
}

impl Palette {
    /// The colours in use: a palette is known by its page.
    pub fn of(ui: &egui::Ui) -> &'static Palette {
        let page = ui.visuals().panel_fill;
        [&LIGHT, &DARK, &HIGH_CONTRAST].into_iter().find(|palette| palette.page == page).unwrap_or(&LIGHT)
    }

    /// What a card is filled with: nothing where it has the colour of the page.
    pub fn card_fill(&self) -> Color32 {
        if self.card == self.page { Color32::TRANSPARENT } else { self.card }
    }

    /// The colour of a stream.
    pub fn stream(&self, stream: Stream) -> Color32 {
        match stream {
            Stream::Welfare => self.welfare,
            Stream::Justice | Stream::PoliceCustody => self.justice,
        }
    }
}

/// Sizes of type, points.
pub const SMALL: f32 = 12.5;
/// Text and controls.
pub const BODY: f32 = 15.0;
/// Headings of sections.
pub const HEADING: f32 = 17.0;

/// Radius of corners, points. Every corner is shaped from triangles; up to 5 points, half as many do.
pub const ROUND: u8 = 5;
/// Width in pixels of the soft edge of what is painted. A little over one, so that a line of one pixel counts as thin: it looks the same and is
/// shaped from a third fewer triangles, of which a page with many frames mostly consists.
const SOFT_EDGE: f32 = 1.12;

/// Whether the window is so low that rows must be tight to leave room for the charts.
pub fn is_low(ui: &egui::Ui) -> bool {
    ui.ctx().content_rect().height() < 940.0
}

/// Bold type of a size.
pub fn bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("bold".into()))
}

/// Regular type of a size.
pub fn regular(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// Gives a window its type, colours and spacing, in light and in dark.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts());
    ctx.add_plugin(DotForDot);
    ctx.options_mut(|options| {
        options.theme_preference = egui::ThemePreference::System;
        // Where the system does not say: light, which a projector shows best.
        options.fallback_theme = Theme::Light;
        // Larger and smaller are commands.
        options.zoom_with_keyboard = false;
        options.tessellation_options.feathering_size_in_pixels = SOFT_EDGE;
    });
    for theme in [Theme::Light, Theme::Dark] {
        ctx.style_mut_of(theme, |style| {
            style.text_styles = [
                (TextStyle::Small, regular(SMALL)),
                (TextStyle::Body, regular(BODY)),
                (TextStyle::Button, regular(BODY)),
                (TextStyle::Monospace, FontId::new(14.0, FontFamily::Monospace)),
                (TextStyle::Heading, bold(HEADING)),
            ]
            .into();
            style.spacing.item_spacing = egui::vec2(8.0, 6.0);
            style.spacing.button_padding = egui::vec2(10.0, 4.0);
            style.spacing.interact_size = egui::vec2(40.0, 26.0);
            style.spacing.icon_width = 18.0;
            style.spacing.icon_width_inner = 10.0;
            style.spacing.slider_rail_height = 4.0;
            style.spacing.menu_margin = Margin::same(8);
            style.spacing.tooltip_width = 360.0;
            style.interaction.selectable_labels = false;
            style.visuals = visuals(theme, if theme == Theme::Light { &LIGHT } else { &DARK });
        });
    }
}

/// Letters are painted dot for dot from where egui keeps them: there is nothing between two dots to be worked out, which would be done for
/// every dot of the window.
struct DotForDot;

impl egui::Plugin for DotForDot {
    fn debug_name(&self) -> &'static str {
        "dot for dot"
    }

    fn output_hook(&mut self, _ctx: &egui::Context, output: &mut egui::FullOutput) {
        // The default texture holds the letters.
        for delta in output.textures_delta.set.get_mut(&egui::TextureId::default()).into_iter().flatten() {
            delta.options = egui::TextureOptions::NEAREST;
        }
    }
}

/// Makes the window look as chosen. High contrast is a dark theme with other colours.
pub fn wear(ctx: &egui::Context, appearance: Appearance) {
    let dark = if appearance == Appearance::HighContrast { &HIGH_CONTRAST } else { &DARK };
    ctx.style_mut_of(Theme::Dark, |style| style.visuals = visuals(Theme::Dark, dark));
    ctx.options_mut(|options| {
        options.theme_preference = match appearance {
            Appearance::System => egui::ThemePreference::System,
            Appearance::Light => egui::ThemePreference::Light,
            Appearance::Dark | Appearance::HighContrast => egui::ThemePreference::Dark,
        };
    });
}

/// A ring around what the keyboard would press.
pub fn mark_focus(ctx: &egui::Context) {
    let focused = ctx.memory(|memory| memory.focused()).and_then(|id| ctx.read_response(id));
    let Some(response) = focused.filter(|response| response.interact_rect.is_positive()) else { return };
    let colour = ctx.global_style().visuals.hyperlink_color;
    let painter = ctx.layer_painter(response.layer_id);
    painter.rect_stroke(response.interact_rect.expand(2.0), ROUND, Stroke::new(2.0, colour), egui::StrokeKind::Outside);
}

fn visuals(theme: Theme, palette: &Palette) -> Visuals {
    let mut visuals = match theme {
        Theme::Light => Visuals::light(),
        Theme::Dark => Visuals::dark(),
    };
    let round = CornerRadius::same(ROUND);
    visuals.panel_fill = palette.page;
    visuals.window_fill = palette.card;
    visuals.window_stroke = Stroke::new(1.0, palette.line);
    visuals.extreme_bg_color = palette.card;
    visuals.faint_bg_color = palette.panel;
    visuals.hyperlink_color = palette.accent;
    visuals.warn_fg_color = palette.worse;
    visuals.error_fg_color = palette.worse;
    visuals.selection.bg_fill = palette.selection;
    visuals.selection.stroke = Stroke::new(1.5, palette.text);
    visuals.slider_trailing_fill = true;
    visuals.handle_shape = egui::style::HandleShape::Circle;
    visuals.weak_text_color = Some(palette.muted);
    let widgets = &mut visuals.widgets;
    widgets.noninteractive.bg_stroke = Stroke::new(1.0, palette.line);
    widgets.noninteractive.fg_stroke = Stroke::new(1.0, palette.text);
    for (widget, fill, stroke) in [
        (&mut widgets.inactive, palette.card, palette.edge),
        (&mut widgets.hovered, palette.hovered, palette.text),
        (&mut widgets.active, palette.chosen, palette.accent),
        (&mut widgets.open, palette.chosen, palette.accent),
    ] {
        widget.bg_fill = if fill == palette.card { palette.control } else { fill };
        widget.weak_bg_fill = fill;
        widget.bg_stroke = Stroke::new(1.0, stroke);
        widget.fg_stroke = Stroke::new(1.0, palette.text);
        widget.corner_radius = round;
        widget.expansion = 0.0;
    }
    visuals
}

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let files: [(&str, &'static [u8]); 3] = [
        ("body", include_bytes!("../../assets/fonts/NotoSans-Regular.ttf")),
        ("bold", include_bytes!("../../assets/fonts/NotoSans-Bold.ttf")),
        ("symbols", include_bytes!("../../assets/fonts/DejaVuSans.ttf")),
    ];
    for (name, bytes) in files {
        fonts.font_data.insert(name.to_owned(), FontData::from_static(bytes).into());
    }
    let family = |first: &str| vec![first.to_owned(), "symbols".to_owned()];
    fonts.families.insert(FontFamily::Proportional, family("body"));
    fonts.families.insert(FontFamily::Monospace, family("body"));
    fonts.families.insert(FontFamily::Name("bold".into()), family("bold"));
    fonts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: Color32) -> f64 {
        let linear = |channel: u8| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(colour.r()) + 0.7152 * linear(colour.g()) + 0.0722 * linear(colour.b())
    }

    /// Contrast of two colours as WCAG 2.2 has it.
    fn contrast(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn everything_can_be_read_in_every_theme() {
        for (theme, p) in [("light", &LIGHT), ("dark", &DARK), ("high contrast", &HIGH_CONTRAST)] {
            let mut weak = Vec::new();
            let mut check = |what: &str, colour: Color32, behind: Color32, least: f64| {
                let found = contrast(colour, behind);
                if found < least {
                    weak.push(format!("{theme}: {what} {colour:?} on {behind:?} has {found:.2}, not {least}"));
                }
            };
            for behind in [p.page, p.panel, p.card, p.chosen, p.hovered, p.warning_fill] {
                check("text", p.text, behind, 4.5);
                check("muted", p.muted, behind, 4.5);
                check("accent", p.accent, behind, 4.5);
                check("better", p.better, behind, 4.5);
                check("worse", p.worse, behind, 4.5);
            }
            check("text on a selection", p.text, p.selection, 4.5);
            check("a tick in its box", p.text, p.control, 4.5);
            check("page on accent", p.page, p.accent, 4.5);
            for behind in [p.page, p.panel, p.card] {
                check("edge", p.edge, behind, 3.0);
                check("focus", p.accent, behind, 3.0);
                check("welfare", p.welfare, behind, 3.0);
                check("justice", p.justice, behind, 3.0);
                check("full", p.full, behind, 3.0);
            }
            assert!(weak.is_empty(), "{}", weak.join("\n"));
        }
    }
}
