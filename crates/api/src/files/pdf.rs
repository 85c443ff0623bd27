//! Text out of PDF.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_extract::{Document, PlainTextOutput, output_doc_page};

use super::Unreadable;
use super::radicals::as_written;

/// Pages that are read; a résumé has fewer.
const MAX_PAGES: usize = 20;

/// The text, page after page.
pub(super) fn text(file: &[u8]) -> Result<String, Unreadable> {
    let mut document = Document::load_mem(file).map_err(|_| Unreadable::Broken)?;
    // Many are locked against changes alone; those open without a password.
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(Unreadable::Locked);
    }
    let pages: Vec<u32> = document.get_pages().into_keys().take(MAX_PAGES).collect();
    let texts: Vec<String> = pages.iter().filter_map(|&page| page_text(&document, page)).collect();
    if texts.is_empty() && !pages.is_empty() {
        return Err(Unreadable::Broken);
    }
    Ok(as_written(&texts.join("\n")))
}

/// The text of one page in the order of its lines; where the reader of lines does not know a font's encoding, as with
/// the Chinese fonts that are not embedded, in the order in which it was drawn.
fn page_text(document: &Document, page: u32) -> Option<String> {
    let by_lines = || {
        let mut text = String::new();
        output_doc_page(document, &mut PlainTextOutput::new(&mut text), page).ok().map(|()| text)
    };
    // Its authors end with a panic where they have not met something before.
    let caught = |read: &dyn Fn() -> Option<String>| catch_unwind(AssertUnwindSafe(read)).ok().flatten();
    caught(&by_lines).or_else(|| caught(&|| document.extract_text(&[page]).ok()))
}
