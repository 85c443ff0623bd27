//! The scanner that looks for viruses in files: `clamd`, asked over its socket.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::attachments::AttachmentError;

/// Bytes that the scanner gets at a time.
const SCAN_CHUNK_BYTES: usize = 64 * 1024;

/// How long the scanner may take.
const SCAN_PATIENCE: Duration = Duration::from_secs(60);

/// Longest answer of the scanner, in bytes.
const SCAN_ANSWER_MAX_BYTES: u64 = 4 * 1024;

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

/// Asks the scanner (clamd, INSTREAM).
pub(crate) async fn scan(scanner: &ScannerAddress, content: &[u8]) -> Result<(), AttachmentError> {
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

#[cfg(test)]
mod tests {
    use tokio::net::TcpListener;

    use super::*;

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
