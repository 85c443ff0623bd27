//! Pages of lines, written as PDF.

use krilla::Document;
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::text::KrillaGlyph;

use super::typesetting::{Line, Page, Paper, SHEET, SIDE};
use super::{DocumentError, Typefaces};

/// Writes `pages` as a PDF. Nothing in it depends on when or where it is written.
pub(super) fn write_pages(paper: &Paper, pages: &[Page], faces: &Typefaces) -> Result<Vec<u8>, DocumentError> {
    let unwritten = |what: &str| DocumentError::Unwritten(what.to_owned());
    let mut document = Document::new();
    for page in pages {
        let sheet = PageSettings::from_wh(SHEET.0, SHEET.1).ok_or_else(|| unwritten("the sheet has no size"))?;
        let mut sheet = document.start_page_with(sheet);
        let mut surface = sheet.surface();
        for &height in &page.rules {
            rule(&mut surface, height);
        }
        surface.set_stroke(None);
        surface.set_fill(Some(Fill::default()));
        for line in &page.lines {
            write_line(&mut surface, line, faces);
        }
        surface.finish();
        sheet.finish();
    }
    let about = Metadata::new().title(paper.title.clone()).language(paper.language.to_owned());
    document.set_metadata(about);
    document.finish().map_err(|error| DocumentError::Unwritten(format!("{error:?}")))
}

/// A thin line from side to side.
fn rule(surface: &mut Surface<'_>, height: f32) {
    let mut path = PathBuilder::new();
    path.move_to(SIDE, height);
    path.line_to(SHEET.0 - SIDE, height);
    if let Some(path) = path.finish() {
        surface.set_fill(None);
        surface.set_stroke(Some(Stroke { width: 0.4, ..Stroke::default() }));
        surface.draw_path(&path);
    }
}

/// Writes a line, piece by piece of the same typeface.
fn write_line(surface: &mut Surface<'_>, line: &Line, faces: &Typefaces) {
    let characters: Vec<(usize, char)> = line.text.char_indices().collect();
    let mut x = line.x;
    let mut from = 0;
    while from < line.shown.len() {
        let face = line.shown[from].face;
        let until = from + line.shown[from..].iter().take_while(|it| it.face == face).count();
        let glyphs: Vec<KrillaGlyph> = (from..until)
            .map(|at| {
                let (place, character) = characters[at];
                let advance = line.shown[at].advance + line.spread;
                let covered = place..place + character.len_utf8();
                KrillaGlyph::new(line.shown[at].glyph, advance, 0.0, 0.0, 0.0, covered, None)
            })
            .collect();
        surface.draw_glyphs(Point::from_xy(x, line.y), &glyphs, faces.font(face), &line.text, line.size, false);
        x += glyphs.iter().map(|it| it.x_advance).sum::<f32>() * line.size;
        from = until;
    }
}
