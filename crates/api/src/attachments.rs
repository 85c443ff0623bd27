//! Files that people bring: what they are is told from their content, a scanner looks at them where one is set, and they lie
//! in a folder that nobody reaches over the web, under names that tell nothing.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use rongqiao_model::naming::clean_text;
use rongqiao_model::organisation_file::{EVIDENCE_MAX_BYTES, Evidence, EvidenceMedia};
use sha2::{Digest as _, Sha256};
use thiserror::Error;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::app::App;

/// Longest name of a file that is kept, in characters.
const NAME_MAX_CHARS: usize = 120;

/// Bytes that the scanner gets at a time.
const SCAN_CHUNK_BYTES: usize = 64 * 1024;

/// How long the scanner may take.
const SCAN_PATIENCE: Duration = Duration::from_secs(60);

/// Longest answer of the scanner, in bytes.
const SCAN_ANSWER_MAX_BYTES: u64 = 4 * 1024;

/// How each kind of file begins.
const SIGNATURES: [(&[u8], EvidenceMedia); 3] = [
    (b"%PDF-", EvidenceMedia::Pdf),
    (b"\xff\xd8\xff", EvidenceMedia::Jpeg),
    (b"\x89PNG\r\n\x1a\n", EvidenceMedia::Png),
];

/// A file that was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What it is.
    pub media: EvidenceMedia,
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
    /// It is larger than [`EVIDENCE_MAX_BYTES`].
    #[error("the file is larger than {EVIDENCE_MAX_BYTES} bytes")]
    TooLarge,
    /// It is neither PDF nor JPEG nor PNG, whatever its name says.
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

/// Where `clamd` listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScannerAddress {
    /// Host and port.
    Tcp(String),
    /// A socket of this machine.
    Unix(PathBuf),
}

impl ScannerAddress {
    /// Reads `tcp://host:port` or `unix:///path`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(address) = text.strip_prefix("tcp://") {
            let (host, port) = address.rsplit_once(':')?;
            return (!host.is_empty() && port.parse::<u16>().is_ok()).then(|| Self::Tcp(address.to_owned()));
        }
        let path = text.strip_prefix("unix://").filter(|path| path.starts_with('/'))?;
        Some(Self::Unix(PathBuf::from(path)))
    }
}

/// Keeps `content`, once it is known what it is and the scanner, where there is one, found nothing.
///
/// # Errors
///
/// Returns an [`AttachmentError`] if it is not kept.
pub async fn keep(app: &App, content: &[u8]) -> Result<Kept, AttachmentError> {
    let media = recognise(content)?;
    if let Some(scanner) = ScannerAddress::parse(&app.settings.attachments.clamd) {
        scan(&scanner, content).await?;
    }
    let stored_as = hex(&app.chance.bytes::<16>());
    let folder = app.settings.evidence_folder();
    tokio::fs::create_dir_all(&folder).await.map_err(AttachmentError::Folder)?;
    tokio::fs::write(folder.join(&stored_as), content).await.map_err(AttachmentError::Folder)?;
    let size = u32::try_from(content.len()).map_err(|_| AttachmentError::TooLarge)?;
    Ok(Kept { media, size, sha256: hex(&Sha256::digest(content)), stored_as })
}

/// The content of a file that was kept.
///
/// # Errors
///
/// Returns the error of the folder, also when the content is not what was kept.
pub async fn fetch(app: &App, evidence: &Evidence) -> io::Result<Vec<u8>> {
    let content = tokio::fs::read(app.settings.evidence_folder().join(&evidence.stored_as)).await?;
    if hex(&Sha256::digest(&content)) != evidence.sha256 {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "the file is not what was kept"));
    }
    Ok(content)
}

/// Forgets a file that was kept; one that cannot be removed is told to the operator.
pub async fn discard(app: &App, stored_as: &str) {
    if let Err(error) = tokio::fs::remove_file(app.settings.evidence_folder().join(stored_as)).await {
        tracing::warn!(%error, stored_as, "a file that nothing names any more could not be removed");
    }
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
pub fn download(evidence: &Evidence, content: Vec<u8>) -> Response {
    let encoded = evidence.name.bytes().map(|byte| match byte {
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
        (header::CONTENT_TYPE, evidence.media.slug()),
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

/// Asks the scanner (clamd, INSTREAM).
async fn scan(scanner: &ScannerAddress, content: &[u8]) -> Result<(), AttachmentError> {
    let asked = tokio::time::timeout(SCAN_PATIENCE, async {
        match scanner {
            ScannerAddress::Tcp(address) => ask(TcpStream::connect(address).await?, content).await,
            #[cfg(unix)]
            ScannerAddress::Unix(path) => ask(tokio::net::UnixStream::connect(path).await?, content).await,
            #[cfg(not(unix))]
            ScannerAddress::Unix(_) => Err(io::Error::from(io::ErrorKind::Unsupported)),
        }
    });
    let answer = asked.await.unwrap_or_else(|late| Err(late.into())).map_err(AttachmentError::NotScanned)?;
    let answer = answer.trim_end_matches(['\0', '\n']);
    if answer.ends_with(" OK") {
        return Ok(());
    }
    if answer.ends_with(" FOUND") {
        tracing::warn!(answer, "the scanner found something in a file");
        return Err(AttachmentError::Infected);
    }
    Err(AttachmentError::NotScanned(io::Error::other(answer.to_owned())))
}

async fn ask(mut scanner: impl AsyncRead + AsyncWrite + Unpin, content: &[u8]) -> io::Result<String> {
    scanner.write_all(b"zINSTREAM\0").await?;
    for chunk in content.chunks(SCAN_CHUNK_BYTES) {
        scanner.write_all(&u32::try_from(chunk.len()).unwrap_or(0).to_be_bytes()).await?;
        scanner.write_all(chunk).await?;
    }
    scanner.write_all(&0_u32.to_be_bytes()).await?;
    scanner.flush().await?;
    let mut answer = Vec::new();
    scanner.take(SCAN_ANSWER_MAX_BYTES).read_to_end(&mut answer).await?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use tokio::net::TcpListener;

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

    #[test]
    fn a_scanner_is_named_by_its_address() {
        assert_eq!(ScannerAddress::parse("tcp://127.0.0.1:3310"), Some(ScannerAddress::Tcp("127.0.0.1:3310".into())));
        assert_eq!(ScannerAddress::parse("unix:///run/clamd"), Some(ScannerAddress::Unix("/run/clamd".into())));
        for wrong in ["", "127.0.0.1:3310", "tcp://host", "tcp://:1", "unix://clamd", "http://127.0.0.1:3310"] {
            assert_eq!(ScannerAddress::parse(wrong), None, "{wrong}");
        }
    }

    /// A scanner that answers `answer` once, and hands out what it was sent.
    async fn scanner(answer: &'static [u8]) -> (ScannerAddress, tokio::task::JoinHandle<Vec<u8>>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let address = listener.local_addr().expect("it has an address").to_string();
        let hearing = tokio::spawn(async move {
            let (mut connection, _) = listener.accept().await.expect("somebody asks");
            let mut command = [0; 10];
            connection.read_exact(&mut command).await.expect("a command comes");
            assert_eq!(&command, b"zINSTREAM\0");
            let mut heard = Vec::new();
            loop {
                let length = connection.read_u32().await.expect("a length comes");
                if length == 0 {
                    break;
                }
                let mut chunk = vec![0; length as usize];
                connection.read_exact(&mut chunk).await.expect("a chunk comes");
                heard.extend(chunk);
            }
            connection.write_all(answer).await.expect("the answer is taken");
            heard
        });
        (ScannerAddress::Tcp(address), hearing)
    }

    #[tokio::test]
    async fn the_scanner_hears_the_whole_file_and_its_answer_counts() {
        let content = vec![7; SCAN_CHUNK_BYTES * 2 + 5];
        let (address, hearing) = scanner(b"stream: OK\0").await;
        assert!(scan(&address, &content).await.is_ok());
        assert_eq!(hearing.await.expect("it heard"), content);
        let (address, _hearing) = scanner(b"stream: Eicar-Signature FOUND\0").await;
        assert!(matches!(scan(&address, &content).await, Err(AttachmentError::Infected)));
        let (address, _hearing) = scanner(b"INSTREAM size limit exceeded. ERROR\0").await;
        assert!(matches!(scan(&address, &content).await, Err(AttachmentError::NotScanned(_))));
    }

    #[tokio::test]
    async fn what_nobody_could_look_at_is_not_taken() {
        let nobody = ScannerAddress::Tcp("127.0.0.1:1".to_owned());
        assert!(matches!(scan(&nobody, b"%PDF-").await, Err(AttachmentError::NotScanned(_))));
    }
}
