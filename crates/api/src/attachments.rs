//! Files that people bring: what they are is told from their content, a scanner looks at them where one is set, and they lie
//! in a folder that nobody reaches over the web, under names that tell nothing.

use std::io::{self, Cursor};
use std::path::Path;

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use rongqiao_model::attachment::{ATTACHMENT_MAX_BYTES, AttachmentMedia};
use rongqiao_model::naming::clean_text;
use rongqiao_model::organisation_file::{EVIDENCE_MAX_BYTES, EvidenceMedia};
use sha2::{Digest as _, Sha256};
use thiserror::Error;
use zip::ZipArchive;

use crate::app::App;
use crate::scanner::{ScannerAddress, scan};

/// Longest name of a file that is kept, in characters.
const NAME_MAX_CHARS: usize = 120;

/// How kinds of files begin that are no archives.
const SIGNATURES: [(&[u8], EvidenceMedia); 3] = [
    (b"%PDF-", EvidenceMedia::Pdf),
    (b"\xff\xd8\xff", EvidenceMedia::Jpeg),
    (b"\x89PNG\r\n\x1a\n", EvidenceMedia::Png),
];

/// How archives begin.
const ARCHIVE: &[u8] = b"PK\x03\x04";

/// Parts of an archive by which it is known.
const PARTS: [(&str, AttachmentMedia); 2] =
    [("word/document.xml", AttachmentMedia::Docx), ("xl/workbook.xml", AttachmentMedia::Xlsx)];

/// A file that was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept<Media> {
    /// What it is.
    pub media: Media,
    /// How large it is, in bytes.
    pub size: u32,
    /// SHA-256 of its content, 64 hexadecimal digits.
    pub sha256: String,
    /// Its name in the folder.
    pub stored_as: String,
}

/// Why a file was not kept.
#[derive(Debug, Error)]
pub enum AttachmentError {
    /// It holds nothing.
    #[error("the file is empty")]
    Empty,
    /// It is larger than such files may be.
    #[error("the file is too large")]
    TooLarge,
    /// It is of no kind that is taken, whatever its name says.
    #[error("the file is of no kind that is taken")]
    UnknownKind,
    /// The scanner found something in it.
    #[error("the scanner found something in the file")]
    Infected,
    /// The scanner cannot be asked; what nobody has looked at is not taken.
    #[error("the scanner cannot be asked")]
    NotScanned(#[source] io::Error),
    /// The folder takes no more files.
    #[error("the folder of attachments cannot be written")]
    Folder(#[source] io::Error),
}

/// Keeps `content` as evidence, once it is known what it is and the scanner, where there is one, found nothing.
///
/// # Errors
///
/// Returns an [`AttachmentError`] if it is not kept.
pub async fn keep(app: &App, content: &[u8]) -> Result<Kept<EvidenceMedia>, AttachmentError> {
    let media = recognise(content)?;
    keep_in(app, &app.settings.evidence_folder(), media, content).await
}

/// Keeps `content` as a file of a listing, as [`keep`] does.
///
/// # Errors
///
/// Returns an [`AttachmentError`] if it is not kept.
pub async fn keep_for_listing(app: &App, content: &[u8]) -> Result<Kept<AttachmentMedia>, AttachmentError> {
    let media = recognise_for_listing(content)?;
    keep_in(app, &app.settings.listing_files_folder(), media, content).await
}

async fn keep_in<Media>(
    app: &App,
    folder: &Path,
    media: Media,
    content: &[u8],
) -> Result<Kept<Media>, AttachmentError> {
    if let Some(scanner) = ScannerAddress::parse(&app.settings.attachments.clamd) {
        scan(&scanner, content).await?;
    }
    let stored_as = hex(&app.chance.bytes::<16>());
    tokio::fs::create_dir_all(folder).await.map_err(AttachmentError::Folder)?;
    tokio::fs::write(folder.join(&stored_as), content).await.map_err(AttachmentError::Folder)?;
    let size = u32::try_from(content.len()).map_err(|_| AttachmentError::TooLarge)?;
    Ok(Kept { media, size, sha256: hex(&Sha256::digest(content)), stored_as })
}

/// The content of a file that was kept in `folder`.
///
/// # Errors
///
/// Returns the error of the folder, also when the content is not what was kept.
pub async fn fetch(folder: &Path, stored_as: &str, sha256: &str) -> io::Result<Vec<u8>> {
    let content = tokio::fs::read(folder.join(stored_as)).await?;
    if hex(&Sha256::digest(&content)) != sha256 {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "the file is not what was kept"));
    }
    Ok(content)
}

/// Forgets a file that was kept in `folder`; one that cannot be removed is told to the operator. Says whether it is gone.
pub async fn discard(folder: &Path, stored_as: &str) -> bool {
    match tokio::fs::remove_file(folder.join(stored_as)).await {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            tracing::warn!(%error, stored_as, "a file that nothing names any more could not be removed");
            false
        }
        Ok(()) | Err(_) => true,
    }
}

/// Names of the files that have lain in `folder` for longer than `age`; those that the system does not tell of are left
/// out.
pub async fn list_older(folder: &Path, age: time::Duration) -> Vec<String> {
    let mut names = Vec::new();
    let Ok(mut files) = tokio::fs::read_dir(folder).await else { return names };
    while let Ok(Some(file)) = files.next_entry().await {
        let Ok(facts) = file.metadata().await else { continue };
        let lain = facts.modified().ok().and_then(|since| since.elapsed().ok());
        if facts.is_file() && lain.is_some_and(|lain| lain > age) {
            names.extend(file.file_name().into_string());
        }
    }
    names
}

/// The name under which a file came, without folders and without what could deceive; never empty.
#[must_use]
pub fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = clean_text(last).chars().filter(|it| !"\"<>|:*?\n\t".contains(*it)).collect();
    let short: String = plain.trim_matches(['.', ' ']).chars().take(NAME_MAX_CHARS).collect();
    if short.is_empty() { "file".to_owned() } else { short }
}

/// Answers with a file in a way in which no browser shows it as a page of this site.
#[must_use]
pub fn download(name: &str, media: &'static str, content: Vec<u8>) -> Response {
    let encoded = name.bytes().map(|byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    });
    let disposition = format!("attachment; filename*=UTF-8''{}", encoded.collect::<String>());
    let mut headers = HeaderMap::new();
    // Both consist of ASCII alone.
    if let Ok(disposition) = HeaderValue::try_from(disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    for (name, value) in [
        (header::CONTENT_TYPE, media),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'; frame-ancestors 'none'"),
        (header::CACHE_CONTROL, "no-store"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    (headers, content).into_response()
}

fn recognise(content: &[u8]) -> Result<EvidenceMedia, AttachmentError> {
    if content.is_empty() {
        return Err(AttachmentError::Empty);
    }
    if content.len() > EVIDENCE_MAX_BYTES {
        return Err(AttachmentError::TooLarge);
    }
    let known = SIGNATURES.iter().find(|(beginning, _)| content.starts_with(beginning));
    known.map(|(_, media)| *media).ok_or(AttachmentError::UnknownKind)
}

fn recognise_for_listing(content: &[u8]) -> Result<AttachmentMedia, AttachmentError> {
    if content.len() > ATTACHMENT_MAX_BYTES {
        return Err(AttachmentError::TooLarge);
    }
    if content.starts_with(ARCHIVE) {
        return recognise_archive(content).ok_or(AttachmentError::UnknownKind);
    }
    Ok(match recognise(content)? {
        EvidenceMedia::Pdf => AttachmentMedia::Pdf,
        EvidenceMedia::Jpeg => AttachmentMedia::Jpeg,
        EvidenceMedia::Png => AttachmentMedia::Png,
    })
}

/// What an archive is, told from the names of its parts alone: nothing is unpacked. One that brings programs along is
/// nothing that is taken.
fn recognise_archive(content: &[u8]) -> Option<AttachmentMedia> {
    let archive = ZipArchive::new(Cursor::new(content)).ok()?;
    let brings_programs = |name: &str| {
        let name = name.to_ascii_lowercase();
        name.ends_with("vbaproject.bin") || name.contains("/activex/") || name.contains("/embeddings/")
    };
    if archive.index_for_name("[Content_Types].xml").is_none()
        || archive.file_names().any(|name| name.map_or(true, |name| brings_programs(&name)))
    {
        return None;
    }
    PARTS.iter().find(|(part, _)| archive.index_for_name(part).is_some()).map(|(_, media)| *media)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_it_holds_and_not_what_it_is_called() {
        assert!(matches!(recognise(b"%PDF-1.7 \n"), Ok(EvidenceMedia::Pdf)));
        assert!(matches!(recognise(b"\xff\xd8\xff\xe0JFIF"), Ok(EvidenceMedia::Jpeg)));
        assert!(matches!(recognise(b"\x89PNG\r\n\x1a\n...."), Ok(EvidenceMedia::Png)));
        for other in [&b"<html><script>"[..], b"MZ\x90", b"GIF89a", b"<svg onload=alert(1)>", b" %PDF-", b"PK\x03\x04"]
        {
            assert!(matches!(recognise(other), Err(AttachmentError::UnknownKind)), "{other:?}");
        }
        assert!(matches!(recognise(b""), Err(AttachmentError::Empty)));
        let mut large = b"%PDF-1.7".to_vec();
        large.resize(EVIDENCE_MAX_BYTES, b' ');
        assert!(recognise(&large).is_ok());
        large.push(b' ');
        assert!(matches!(recognise(&large), Err(AttachmentError::TooLarge)));
    }

    fn archive(parts: &[&str]) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for part in parts {
            archive.start_file(*part, zip::write::SimpleFileOptions::default()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn office_files_are_known_by_their_parts_and_none_with_programs_is_taken() {
        let known = |parts: &[&str]| recognise_for_listing(&archive(parts)).ok();
        assert_eq!(known(&["[Content_Types].xml", "word/document.xml"]), Some(AttachmentMedia::Docx));
        assert_eq!(known(&["[Content_Types].xml", "xl/workbook.xml"]), Some(AttachmentMedia::Xlsx));
        assert_eq!(recognise_for_listing(b"%PDF-1.7").ok(), Some(AttachmentMedia::Pdf));
        for other in [
            &["word/document.xml"][..],
            &["[Content_Types].xml", "ppt/presentation.xml"],
            &["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"],
            &["[Content_Types].xml", "xl/workbook.xml", "xl/activeX/activeX1.bin"],
            &["[Content_Types].xml", "word/document.xml", "word/embeddings/oleObject1.bin"],
        ] {
            assert_eq!(known(other), None, "{other:?}");
        }
        assert!(recognise_for_listing(b"PK\x03\x04 and no archive").is_err());
        let mut large = b"%PDF-1.7".to_vec();
        large.resize(ATTACHMENT_MAX_BYTES + 1, b' ');
        assert!(matches!(recognise_for_listing(&large), Err(AttachmentError::TooLarge)));
    }

    #[test]
    fn names_lose_folders_and_what_could_deceive() {
        for (name, plain) in [
            ("营业执照.pdf", "营业执照.pdf"),
            ("C:\\证照\\a.png", "a.png"),
            ("../../etc/passwd", "passwd"),
            ("a\r\nSet-Cookie: x\".pdf", "aSet-Cookie x.pdf"),
            ("gnp.\u{202e}exe", "gnp.exe"),
            ("..", "file"),
            ("", "file"),
        ] {
            assert_eq!(plain_name(name), plain, "{name:?}");
        }
        assert_eq!(plain_name(&"长".repeat(500)).chars().count(), NAME_MAX_CHARS);
    }
}
