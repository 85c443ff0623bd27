//! Text out of DOCX: the one part that holds it, out of the archive, without pictures, instructions and what was deleted.

use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, Event};
use zip::ZipArchive;
use zip::result::ZipError;

use super::Unreadable;

/// Where the text lies in the archive (ECMA-376, part 1, 11.3.10).
const PART: &str = "word/document.xml";

/// Largest part that is read, in bytes; an archive can promise anything.
const PART_MAX_BYTES: u64 = 16 * 1024 * 1024;

/// The text, a line for each paragraph.
pub(super) fn text(file: &[u8]) -> Result<String, Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(file)).map_err(|_| Unreadable::Broken)?;
    let part = archive.by_name(PART).map_err(|error| match error {
        ZipError::FileNotFound => Unreadable::Unknown,
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Unreadable::Locked,
        _ => Unreadable::Broken,
    })?;
    let mut xml = String::new();
    part.take(PART_MAX_BYTES + 1).read_to_string(&mut xml).map_err(|_| Unreadable::Broken)?;
    if xml.len() as u64 > PART_MAX_BYTES {
        return Err(Unreadable::TooLarge);
    }
    paragraphs(&xml).map_err(|_| Unreadable::Broken)
}

/// Reads the text of a document's main part. Entities that the document itself declares stand for nothing.
fn paragraphs(xml: &str) -> Result<String, quick_xml::Error> {
    let mut reader = Reader::from_str(xml);
    let (mut text, mut in_text) = (String::new(), false);
    loop {
        match reader.read_event()? {
            // What it holds stands there once more for readers of another age.
            Event::Start(tag) if tag.local_name().as_ref() == "Fallback" => {
                reader.read_to_end(tag.name())?;
            }
            Event::Start(tag) => in_text = tag.local_name().as_ref() == "t",
            Event::Empty(tag) => match tag.local_name().as_ref() {
                "br" | "cr" => text.push('\n'),
                "tab" => text.push('\t'),
                _ => {}
            },
            Event::Text(piece) if in_text => text.push_str(&piece.xml10_content()),
            Event::CData(piece) if in_text => text.push_str(&piece.xml10_content()),
            Event::GeneralRef(name) if in_text => push_letter(&mut text, &name)?,
            Event::End(tag) => {
                in_text = false;
                match tag.local_name().as_ref() {
                    "p" => text.push('\n'),
                    "tc" => text.push(' '),
                    _ => {}
                }
            }
            Event::Eof => return Ok(text),
            Event::Text(_)
            | Event::CData(_)
            | Event::GeneralRef(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_) => {}
        }
    }
}

/// Adds the letter that `&amp;` or `&#20013;` stands for.
fn push_letter(text: &mut String, name: &BytesRef<'_>) -> Result<(), quick_xml::Error> {
    match name.resolve_char_ref()? {
        Some(letter) => text.push(letter),
        None => text.push_str(resolve_predefined_entity(name).unwrap_or_default()),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, part) in parts {
            archive.start_file(*name, SimpleFileOptions::default()).unwrap();
            archive.write_all(part).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    fn document(body: &str) -> Vec<u8> {
        let xml = format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
        archive(&[(PART, xml.as_bytes())])
    }

    #[test]
    fn paragraphs_cells_and_breaks_come_apart_and_entities_are_letters() {
        let body = "<w:p><w:r><w:t>熟悉 C&amp;C</w:t><w:tab/><w:t>&#x4E2D;</w:t></w:r></w:p>\
                    <w:tbl><w:tr><w:tc><w:p><w:t>技能</w:t></w:p></w:tc></w:tr></w:tbl>\
                    <w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t></w:r></w:p>";
        assert_eq!(text(&document(body)).as_deref(), Ok("熟悉 C&C\t中\n技能\n 一\n二\n"));
    }

    #[test]
    fn instructions_deletions_and_what_stands_there_twice_are_left_out() {
        let body = "<w:p><w:instrText>HYPERLINK</w:instrText><w:del><w:delText>旧</w:delText></w:del>\
                    <mc:AlternateContent xmlns:mc=\"mc\"><mc:Choice><w:t>框</w:t></mc:Choice>\
                    <mc:Fallback><w:p><w:t>框</w:t></w:p></mc:Fallback></mc:AlternateContent></w:p>";
        assert_eq!(text(&document(body)).as_deref(), Ok("框\n"));
    }

    #[test]
    fn entities_that_a_document_declares_are_not_unfolded() {
        let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">\
                      <!ENTITY f SYSTEM \"file:///etc/passwd\">]><w:p><w:t>好&b;&f;</w:t></w:p>";
        assert_eq!(text(&archive(&[(PART, laughs.as_bytes())])).as_deref(), Ok("好\n"));
    }

    #[test]
    fn an_archive_that_unfolds_too_far_is_refused() {
        let zeros = vec![b' '; PART_MAX_BYTES as usize + 1];
        let bomb = archive(&[(PART, &zeros)]);
        assert!(bomb.len() < 100_000);
        assert_eq!(text(&bomb), Err(Unreadable::TooLarge));
    }

    #[test]
    fn other_archives_and_damaged_ones_are_told_apart() {
        assert_eq!(text(&archive(&[("xl/workbook.xml", b"<a/>")])), Err(Unreadable::Unknown));
        assert_eq!(text(&archive(&[("../../word/document.xml", b"<a/>")])), Err(Unreadable::Unknown));
        assert_eq!(text(&document("<w:p></w:q>")), Err(Unreadable::Broken));
        assert_eq!(text(&archive(&[(PART, b"\xff\xfe\x00")])), Err(Unreadable::Broken));
        let whole = document("<w:p/>");
        assert_eq!(text(&whole[..whole.len() / 2]), Err(Unreadable::Broken));
    }
}
