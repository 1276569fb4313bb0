//! The letters of a page and their places.

use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt,
    font::{Glyph as Drawn, GlyphRun},
    hayro_cmap::BfString,
    hayro_syntax::{page::Page, xref::XRef},
    interpret_page,
    kurbo::{BezPath, Point, Rect},
};

/// Glyphs are drawn in thousandths of their size (ISO 32000-1 §9.2.4).
const EM: f64 = 1000.0;

/// A letter, or a ligature, in points from the top left.
pub(super) struct Glyph {
    pub(super) text: String,
    pub(super) left: f32,
    pub(super) right: f32,
    /// The line it stands on.
    pub(super) base: f32,
    pub(super) size: f32,
}

/// What a page shows.
#[derive(Default)]
pub(super) struct Shown {
    /// Its letters, in the order they are drawn. What is written upwards is left out: it stands in
    /// margins.
    pub(super) letters: Vec<Glyph>,
    /// Whether there is a picture on it.
    pub(super) pictured: bool,
}

/// What this page shows.
pub(super) fn of<'a>(page: &Page<'a>, xref: &'a XRef) -> Shown {
    let cache = InterpreterCache::new();
    let settings = InterpreterSettings::default();
    let (width, height) = page.render_dimensions();
    let place = page.initial_transform(true).to_kurbo();
    let mut context =
        Context::new(place, Rect::new(0.0, 0.0, f64::from(width), f64::from(height)), &cache, xref, settings);
    let mut shown = Shown::default();
    interpret_page(page, &mut context, &mut shown);
    shown
}

impl<'a> Device<'a> for Shown {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            let transform = props.transform * glyph.transform();
            let advance = match &**glyph {
                Drawn::Outline(outline) => outline.advance_width(),
                Drawn::Type3(drawn) => drawn.advance_width(),
            };
            let start = transform * Point::ZERO;
            let end = transform * Point::new(f64::from(advance.unwrap_or(500.0)), 0.0);
            let size = (transform * Point::new(0.0, EM)).distance(start);
            let slant = (end.y - start.y).abs();
            if !(0.5..2000.0).contains(&size) || slant > (end.x - start.x).abs() {
                continue;
            }
            let text = match glyph.as_unicode() {
                Some(BfString::Char(c)) => c.to_string(),
                Some(BfString::String(text)) => text,
                None => '\u{fffd}'.to_string(),
            };
            self.letters.push(Glyph {
                text,
                left: start.x.min(end.x) as f32,
                right: start.x.max(end.x) as f32,
                base: start.y as f32,
                size: size as f32,
            });
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.pictured = true;
    }

    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
