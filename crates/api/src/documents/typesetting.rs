//! Text broken into lines and pages: by the rules for where lines may break (UAX 14), which keep 。，》 from the beginning
//! of a line and 《（ from its end.

use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::pages::write_pages;
use super::typefaces::Shown;
use super::{DocumentError, Typefaces};

/// A sheet of A4, in points.
pub(super) const SHEET: (f32, f32) = (595.28, 841.89);
/// The space at the left and the right.
pub(super) const SIDE: f32 = 72.0;
/// The space at the top, and the height at which a page is full.
const TOP: f32 = 76.0;
const BOTTOM: f32 = 770.0;
/// Where what belongs to a label begins.
const VALUE_AT: f32 = 128.0;
/// How much of its size a line takes.
const LEADING: f32 = 1.6;

/// A piece of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// What the document is, in the middle.
    Title(String),
    /// A line under the title.
    Note(String),
    /// What a part is about.
    Heading(String),
    /// Running text.
    Text(String),
    /// What something is called, and what it is.
    Fact(String, String),
}

/// A document that is to be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// What it is called where documents are listed.
    pub title: String,
    /// The language in which it is written: `zh-CN` or `en`.
    pub language: &'static str,
    /// What stands in it.
    pub blocks: Vec<Block>,
    /// What stands at the foot of each page before its number.
    pub foot: String,
}

/// A line at its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) x: f32,
    /// How far below the top its letters stand.
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) text: String,
    /// How each character of the text is shown.
    pub(super) shown: Vec<Shown>,
    /// What is added after each character so that the line is full.
    pub(super) spread: f32,
}

/// What stands on a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Page {
    pub(super) lines: Vec<Line>,
    /// Heights of thin lines from side to side.
    pub(super) rules: Vec<f32>,
}

/// Sets `paper` in `faces` as a PDF.
///
/// # Errors
///
/// Returns a [`DocumentError`] if a character cannot be shown, or the document cannot be written.
pub fn typeset(paper: &Paper, faces: &mut Typefaces) -> Result<Vec<u8>, DocumentError> {
    let is_latin = paper.language == "en";
    let mut setter = Setter { faces, is_latin, pages: vec![Page::default()], y: TOP };
    for block in &paper.blocks {
        setter.set(block)?;
    }
    let pages = setter.number(&paper.foot)?;
    write_pages(paper, &pages, faces)
}

/// Sets one block below the other.
struct Setter<'a> {
    faces: &'a mut Typefaces,
    is_latin: bool,
    pages: Vec<Page>,
    y: f32,
}

impl Setter<'_> {
    fn set(&mut self, block: &Block) -> Result<(), DocumentError> {
        match block {
            Block::Title(text) => {
                self.centre(text, 18.0)?;
                self.y += 6.0;
            }
            Block::Note(text) => self.centre(text, 9.0)?,
            Block::Heading(text) => {
                self.keep_together(80.0);
                self.y += 10.0;
                self.run(text, 12.5, SIDE)?;
                self.rule();
            }
            Block::Text(text) => {
                self.run(text, 10.5, SIDE)?;
                self.y += 4.0;
            }
            Block::Fact(label, value) => self.fact(label, value)?,
        }
        Ok(())
    }

    /// A label with what belongs to it beside, both beginning on the same line.
    fn fact(&mut self, label: &str, value: &str) -> Result<(), DocumentError> {
        self.keep_together(10.5 * LEADING * 2.0);
        let (page, y) = (self.pages.len(), self.y);
        for line in self.broken(label, 9.5, VALUE_AT - 12.0)? {
            self.put(line, SIDE, 9.5);
        }
        let below = self.y;
        self.y = y;
        self.run(value, 10.5, SIDE + VALUE_AT)?;
        if self.pages.len() == page {
            self.y = self.y.max(below);
        }
        self.rule();
        Ok(())
    }

    fn centre(&mut self, text: &str, size: f32) -> Result<(), DocumentError> {
        for line in self.broken(text, size, SHEET.0 - 2.0 * SIDE)? {
            let x = (SHEET.0 - width_of(&line.1, size)) / 2.0;
            self.put(line, x, size);
        }
        Ok(())
    }

    /// Sets `text` from `x` to the right side; lines that go on are full.
    fn run(&mut self, text: &str, size: f32, x: f32) -> Result<(), DocumentError> {
        for paragraph in text.lines() {
            let lines = self.broken(paragraph, size, SHEET.0 - SIDE - x)?;
            for line in lines {
                self.put(line, x, size);
            }
        }
        Ok(())
    }

    fn put(&mut self, (text, shown, spread): Broken, x: f32, size: f32) {
        self.keep_together(size * LEADING);
        let y = self.y + size;
        self.last().lines.push(Line { x, y, size, text, shown, spread });
        self.y += size * LEADING;
    }

    fn rule(&mut self) {
        self.y += 2.0;
        let y = self.y;
        self.last().rules.push(y);
        self.y += 4.0;
    }

    /// Goes on to the next page where less than `height` is left on this one.
    fn keep_together(&mut self, height: f32) {
        if self.y + height > BOTTOM {
            self.pages.push(Page::default());
            self.y = TOP;
        }
    }

    fn last(&mut self) -> &mut Page {
        if self.pages.is_empty() {
            self.pages.push(Page::default());
        }
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }

    /// Breaks `text` into lines of at most `width`.
    fn broken(&mut self, text: &str, size: f32, width: f32) -> Result<Vec<Broken>, DocumentError> {
        let text = if self.is_latin { &straight(text) } else { text };
        let shown = text.chars().map(|it| self.faces.show(it)).collect::<Result<Vec<_>, _>>()?;
        Ok(break_lines(text, &shown, width / size))
    }

    /// Writes the foot and the number on each page.
    fn number(mut self, foot: &str) -> Result<Vec<Page>, DocumentError> {
        let total = self.pages.len();
        for index in 0..total {
            let text = format!("{foot}  {} / {total}", index + 1);
            for (text, shown, _) in self.broken(&text, 8.0, SHEET.0 - 2.0 * SIDE)?.into_iter().take(1) {
                let x = (SHEET.0 - width_of(&shown, 8.0)) / 2.0;
                self.pages[index].lines.push(Line { x, y: 806.0, size: 8.0, text, shown, spread: 0.0 });
            }
        }
        Ok(self.pages)
    }
}

/// The same with straight quotes: a typeface for Chinese shows round ones as wide as its characters.
fn straight(text: &str) -> String {
    text.replace(['‘', '’'], "'").replace(['“', '”'], "\"")
}

/// A line: its text, how it is shown, and what is added after each character.
type Broken = (String, Vec<Shown>, f32);

/// Most that is added after a character, as a part of the size: more than that tears a line apart.
const SPREAD_MAX: f32 = 0.12;

/// Breaks `text` where it may break so that no line is wider than `width`; where nothing may, before what is too much.
fn break_lines(text: &str, shown: &[Shown], width: f32) -> Vec<Broken> {
    let places: Vec<usize> = text.char_indices().map(|(place, _)| place).collect();
    let may: Vec<usize> = linebreaks(text)
        .filter(|(_, kind)| matches!(kind, BreakOpportunity::Allowed | BreakOpportunity::Mandatory))
        .filter_map(|(place, _)| places.binary_search(&place).ok())
        .collect();
    let characters: Vec<char> = text.chars().collect();
    let mut lines = Vec::new();
    let mut from = 0;
    while from < characters.len() {
        let fitting = fitting_from(&characters, shown, from, width);
        let until = match fitting {
            all if all == characters.len() => all,
            some => may.iter().rev().copied().find(|&place| place > from && place <= some).unwrap_or(some),
        };
        let kept = characters[from..until].iter().rev().skip_while(|it| it.is_whitespace()).count();
        let line: String = characters[from..from + kept].iter().collect();
        let shown = shown[from..from + kept].to_vec();
        let spread = if until < characters.len() { spread_of(&line, &shown, width) } else { 0.0 };
        lines.push((line, shown, spread));
        from = until;
    }
    lines
}

/// The end of what fits into `width` from `from`, one character at least; space at the end of a line takes no room.
fn fitting_from(characters: &[char], shown: &[Shown], from: usize, width: f32) -> usize {
    let mut taken = 0.0;
    for (at, it) in shown.iter().enumerate().skip(from) {
        taken += it.advance;
        if taken > width && !characters[at].is_whitespace() {
            return at.max(from + 1);
        }
    }
    shown.len()
}

/// What is added after each character of a full line of Chinese; words of other languages are not torn apart.
fn spread_of(line: &str, shown: &[Shown], width: f32) -> f32 {
    let is_chinese = line.chars().filter(|it| !it.is_ascii()).count() * 2 > line.chars().count();
    let left = width - width_of(shown, 1.0);
    let gaps = shown.len().saturating_sub(1).max(1) as f32;
    let spread = left / gaps;
    if is_chinese && (0.0..=SPREAD_MAX).contains(&spread) { spread } else { 0.0 }
}

fn width_of(shown: &[Shown], size: f32) -> f32 {
    shown.iter().map(|it| it.advance).sum::<f32>() * size
}

#[cfg(test)]
mod tests {
    use krilla::text::GlyphId;

    use super::*;

    /// Every character as wide as the type is high, as Chinese is.
    fn lines(text: &str, width: f32) -> Vec<String> {
        let shown: Vec<Shown> = text.chars().map(|_| Shown { face: 0, glyph: GlyphId::new(1), advance: 1.0 }).collect();
        break_lines(text, &shown, width).into_iter().map(|(line, ..)| line).collect()
    }

    #[test]
    fn no_line_begins_with_a_mark_that_ends_something_or_ends_with_one_that_begins() {
        let broken = lines("按照规定（第十七条）执行，不得加班。", 5.0);
        assert_eq!(broken.concat(), "按照规定（第十七条）执行，不得加班。");
        for line in &broken {
            assert!(!line.starts_with(['，', '。', '）']) && !line.ends_with('（'), "{broken:?}");
        }
    }

    #[test]
    fn words_stay_whole_where_they_fit_and_break_where_they_do_not() {
        assert_eq!(lines("safety training", 10.0), ["safety", "training"]);
        assert_eq!(lines("abcdefgh", 5.0), ["abcde", "fgh"]);
    }

    #[test]
    fn a_full_line_of_chinese_is_as_wide_as_the_column() {
        let text = "实习单位应当，为学生提供条件";
        let shown: Vec<Shown> = text.chars().map(|_| Shown { face: 0, glyph: GlyphId::new(1), advance: 1.0 }).collect();
        let (line, shown, spread) = break_lines(text, &shown, 10.5).swap_remove(0);
        let width = width_of(&shown, 1.0) + spread * (shown.len() - 1) as f32;
        assert!((width - 10.5).abs() < 0.001, "{line}: {width}");
    }
}
