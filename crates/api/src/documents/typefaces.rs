//! The typefaces in which documents are set: one that shows Chinese, and others for the characters that it lacks.

use std::path::Path;
use std::sync::Arc;

use fontdb::{Database, FaceInfo, ID};
use krilla::text::{Font, GlyphId};

use super::{DocumentError, DocumentSettings};

/// Families that show Chinese well, the best one first: Song type for what is read on paper, then Hei.
const FAMILIES: [&str; 7] = [
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Noto Serif SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "WenQuanYi Zen Hei",
];

/// What a typeface for Chinese shows.
const CHINESE: [char; 3] = ['融', '桥', '，'];

/// The typefaces of one document.
#[derive(Debug)]
pub struct Typefaces {
    known: Database,
    used: Vec<Typeface>,
}

/// A typeface with its measures.
struct Typeface {
    id: Option<ID>,
    font: Font,
    content: Arc<Vec<u8>>,
    index: u32,
}

/// A character as a typeface shows it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Shown {
    /// Which of the typefaces shows it.
    pub(super) face: usize,
    pub(super) glyph: GlyphId,
    /// How wide it is, as a part of the size of the type.
    pub(super) advance: f32,
}

impl std::fmt::Debug for Typeface {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Typeface").field("id", &self.id).field("index", &self.index).finish_non_exhaustive()
    }
}

impl Typefaces {
    /// Finds what documents are set in: the file that was set, or the best typeface of the machine. Reads files, and blocks.
    ///
    /// # Errors
    ///
    /// Returns a [`DocumentError`] if there is none that shows Chinese.
    pub fn find(settings: &DocumentSettings) -> Result<Self, DocumentError> {
        let mut known = Database::new();
        known.load_system_fonts();
        let first = if settings.typeface.as_os_str().is_empty() {
            let best = best_of(&known).ok_or(DocumentError::NoTypeface)?;
            Typeface::load(&known, best).ok_or(DocumentError::NoTypeface)?
        } else {
            Typeface::read(&settings.typeface).ok_or_else(|| DocumentError::NotATypeface(settings.typeface.clone()))?
        };
        Ok(Self { known, used: vec![first] })
    }

    /// How `character` is shown, by the first typeface that shows it.
    pub(super) fn show(&mut self, character: char) -> Result<Shown, DocumentError> {
        let shown =
            |face: usize, it: &Typeface| it.show(character).map(|(glyph, advance)| Shown { face, glyph, advance });
        if let Some(found) = self.used.iter().enumerate().find_map(|(face, it)| shown(face, it)) {
            return Ok(found);
        }
        let other = self.known.faces().find(|face| shows(&self.known, face, &[character])).map(|face| face.id);
        let other = other.and_then(|id| Typeface::load(&self.known, id)).ok_or(DocumentError::NoGlyph(character))?;
        self.used.push(other);
        let face = self.used.len() - 1;
        shown(face, &self.used[face]).ok_or(DocumentError::NoGlyph(character))
    }

    /// The typeface of this number.
    pub(super) fn font(&self, face: usize) -> Font {
        self.used[face].font.clone()
    }
}

impl Typeface {
    fn load(known: &Database, id: ID) -> Option<Self> {
        let (content, index) = known.with_face_data(id, |content, index| (content.to_vec(), index))?;
        Self::new(Some(id), content, index)
    }

    /// The first typeface in a file that shows Chinese.
    fn read(path: &Path) -> Option<Self> {
        let content = std::fs::read(path).ok()?;
        let number = ttf_parser::fonts_in_collection(&content).unwrap_or(1);
        let index = (0..number).find(|&index| shows_all(&content, index, &CHINESE))?;
        Self::new(None, content, index)
    }

    fn new(id: Option<ID>, content: Vec<u8>, index: u32) -> Option<Self> {
        let content = Arc::new(content);
        let font = Font::new(Arc::clone(&content).into(), index)?;
        Some(Self { id, font, content, index })
    }

    fn show(&self, character: char) -> Option<(GlyphId, f32)> {
        let face = ttf_parser::Face::parse(&self.content, self.index).ok()?;
        let glyph = face.glyph_index(character)?;
        let advance = f32::from(face.glyph_hor_advance(glyph)?) / f32::from(face.units_per_em());
        Some((GlyphId::new(u32::from(glyph.0)), advance))
    }
}

/// The typeface of the machine that shows Chinese best.
fn best_of(known: &Database) -> Option<ID> {
    let regular = |face: &&FaceInfo| face.weight == fontdb::Weight::NORMAL && face.style == fontdb::Style::Normal;
    let of_family =
        |family: &&str| known.faces().filter(regular).find(|face| face.families.iter().any(|(name, _)| name == family));
    let named = FAMILIES.iter().find_map(of_family);
    let any = || known.faces().filter(regular).find(|face| shows(known, face, &CHINESE));
    named.or_else(any).map(|face| face.id)
}

fn shows(known: &Database, face: &FaceInfo, characters: &[char]) -> bool {
    known.with_face_data(face.id, |content, index| shows_all(content, index, characters)).unwrap_or(false)
}

fn shows_all(content: &[u8], index: u32, characters: &[char]) -> bool {
    let face = ttf_parser::Face::parse(content, index);
    face.is_ok_and(|face| characters.iter().all(|&it| face.glyph_index(it).is_some()))
}
