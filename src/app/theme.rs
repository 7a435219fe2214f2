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

impl Palette {
    /// The colours of the theme in use.
    pub fn of(ui: &egui::Ui) -> &'static Palette {
        Self::for_theme(ui.theme())
    }

    fn for_theme(theme: Theme) -> &'static Palette {
        match theme {
            Theme::Light => &LIGHT,
            Theme::Dark => &DARK,
        }
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
    ctx.options_mut(|options| {
        options.theme_preference = egui::ThemePreference::System;
        // Where the system does not say: light, which a projector shows best.
        options.fallback_theme = Theme::Light;
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
            style.spacing.slider_rail_height = 4.0;
            style.spacing.menu_margin = Margin::same(8);
            style.spacing.tooltip_width = 360.0;
            style.interaction.selectable_labels = false;
            style.visuals = visuals(theme);
        });
    }
}

fn visuals(theme: Theme) -> Visuals {
    let palette = Palette::for_theme(theme);
    let mut visuals = match theme {
        Theme::Light => Visuals::light(),
        Theme::Dark => Visuals::dark(),
    };
    let round = CornerRadius::same(6);
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
        (&mut widgets.inactive, palette.card, palette.line),
        (&mut widgets.hovered, palette.hovered, palette.muted),
        (&mut widgets.active, palette.chosen, palette.accent),
        (&mut widgets.open, palette.chosen, palette.accent),
    ] {
        widget.bg_fill = if fill == palette.card { palette.line } else { fill };
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
