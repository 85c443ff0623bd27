//! Who carries letters: a mail server, or by default a folder that the operator can read.

use std::error::Error;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use lettre::message::header::{ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Body, IntoBody, Mailbox, Message};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};
use rongqiao_model::contact::ContactKind;
use serde::Deserialize;

use super::Written;
use crate::fault::Fault;

/// How long a mail server may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// How letters leave the platform.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mail {
    /// Mail server as `smtps://user:password@host` or `smtp://…?tls=required`; empty to write letters into the folder
    /// `outbox` of the data folder.
    pub smtp_url: String,
    /// Whom letters come from, as `融桥 <no-reply@rongqiao.example>`.
    pub sender: String,
}

impl Default for Mail {
    fn default() -> Self {
        Self { smtp_url: String::new(), sender: "Rongqiao <no-reply@rongqiao.example>".to_owned() }
    }
}

/// Why a letter was not sent.
#[derive(Debug, thiserror::Error)]
pub enum PostmanError {
    /// The folder takes no more letters.
    #[error("the outbox folder cannot be written")]
    Folder(#[from] io::Error),
    /// The mail server refuses or cannot be reached.
    #[error("the mail server does not take it")]
    Server(#[from] lettre::transport::smtp::Error),
    /// No mail can be made of the letter.
    #[error("no mail can be made of it")]
    Unsendable(#[from] lettre::error::Error),
    /// The address cannot be written to by mail.
    #[error("the address is none")]
    Address(#[from] lettre::address::AddressError),
}

/// Carries letters. Short messages go into the folder until the operator has somebody who carries them.
#[derive(Clone, Debug)]
pub struct Postman {
    sender: Mailbox,
    way: Way,
}

#[derive(Clone, Debug)]
enum Way {
    Folder(PathBuf),
    Server(Box<AsyncSmtpTransport<Tokio1Executor>>, PathBuf),
    Memory(Arc<Mutex<Vec<Written>>>),
}

impl Postman {
    /// The postman that `mail` names; the folder is `outbox` in `data`.
    ///
    /// # Errors
    ///
    /// Returns a [`Fault`] that says which setting is wrong and what to write instead.
    pub fn new(mail: &Mail, data: &Path) -> Result<Self, Fault> {
        let sender = mail.sender.parse().map_err(|_| {
            Fault::new("mail.sender is no mail address. Write it as \"融桥 <no-reply@rongqiao.example>\".")
        })?;
        let folder = data.join("outbox");
        if mail.smtp_url.is_empty() {
            return Ok(Self { sender, way: Way::Folder(folder) });
        }
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(&mail.smtp_url).map_err(|_| {
            Fault::new("mail.smtp_url is not understood. Write it as smtps://user:password@mail.example.")
        })?;
        Ok(Self { sender, way: Way::Server(Box::new(server.timeout(Some(PATIENCE)).build()), folder) })
    }

    /// A postman who keeps every letter in memory, for tests.
    #[must_use]
    pub fn in_memory() -> Self {
        let sender =
            Mailbox::new(None, lettre::Address::new("no-reply", "rongqiao.example").expect("it is an address"));
        Self { sender, way: Way::Memory(Arc::default()) }
    }

    /// The letters that a postman in memory has kept; empty for any other.
    #[must_use]
    pub fn kept(&self) -> Vec<Written> {
        match &self.way {
            Way::Memory(kept) => kept.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            Way::Folder(_) | Way::Server(..) => Vec::new(),
        }
    }

    /// Carries `letter` away.
    ///
    /// # Errors
    ///
    /// Returns a [`PostmanError`] if it was not taken; it may be carried again later.
    pub async fn carry(&self, letter: &Written) -> Result<(), PostmanError> {
        match (&self.way, letter.to.kind()) {
            (Way::Memory(kept), _) => kept.lock().unwrap_or_else(PoisonError::into_inner).push(letter.clone()),
            (Way::Server(server, _), ContactKind::Email) => {
                server.send(self.mail(letter, letter.text.clone())?).await?;
            }
            (Way::Folder(folder), ContactKind::Email) => {
                // Not encoded, so that the operator can read it as it lies there.
                let text = letter.text.replace('\n', "\r\n").into_bytes();
                let text = Body::dangerous_pre_encoded(text, ContentTransferEncoding::EightBit);
                write(folder, &format!("{}.eml", letter.id), &self.mail(letter, text)?.formatted()).await?;
            }
            (Way::Folder(folder) | Way::Server(_, folder), ContactKind::Mobile) => {
                let text = format!("{}\n\n{}\n", letter.to.value(), letter.text);
                write(folder, &format!("{}.sms.txt", letter.id), text.as_bytes()).await?;
            }
        }
        Ok(())
    }

    fn mail(&self, letter: &Written, text: impl IntoBody) -> Result<Message, PostmanError> {
        let mut message = Message::builder();
        // Only at an address with https may a mail service stop letters on their reader's behalf (RFC 8058, 3.1).
        if let Some(leave) = letter.leave.as_deref().filter(|leave| leave.starts_with("https://")) {
            message = message.header(ListUnsubscribe(format!("<{leave}>"))).header(ListUnsubscribePost);
        }
        Ok(message
            .from(self.sender.clone())
            .to(Mailbox::new(None, letter.to.value().parse()?))
            .subject(&letter.subject)
            .date(letter.at.into())
            .message_id(Some(format!("<{}@{}>", letter.id, self.sender.email.domain())))
            .header(ContentType::TEXT_PLAIN)
            .body(text)?)
    }
}

/// Where letters of a sort are stopped (RFC 2369, 3.2).
#[derive(Clone, Debug)]
struct ListUnsubscribe(String);

impl Header for ListUnsubscribe {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe")
    }

    fn parse(value: &str) -> Result<Self, Box<dyn Error + Send + Sync>> {
        Ok(Self(value.to_owned()))
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), self.0.clone())
    }
}

/// That a single request is enough to stop them (RFC 8058, 3.1).
#[derive(Clone, Copy, Debug)]
struct ListUnsubscribePost;

impl Header for ListUnsubscribePost {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe-Post")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "List-Unsubscribe=One-Click".to_owned())
    }
}

/// Writes a file that is whole as soon as it bears its name.
async fn write(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    tokio::fs::create_dir_all(folder).await?;
    let unfinished = folder.join(format!(".{name}"));
    tokio::fs::write(&unfinished, bytes).await?;
    tokio::fs::rename(&unfinished, folder.join(name)).await
}

#[cfg(test)]
mod tests {
    use rongqiao_model::LetterId;
    use rongqiao_model::chance::Chance;
    use rongqiao_model::contact::Contact;
    use time::macros::datetime;

    use super::*;

    fn letter(to: &str, subject: &str) -> Written {
        let at = datetime!(2026-11-22 08:00 UTC);
        Written {
            id: LetterId::from_uuid(Chance::seeded(1).id(at)),
            to: Contact::parse(to).expect("it is a contact"),
            subject: subject.to_owned(),
            text: "验证码 012345\n".to_owned(),
            leave: None,
            at,
        }
    }

    #[tokio::test]
    async fn the_operator_finds_every_letter_in_the_folder() {
        let data = tempfile::tempdir().expect("a folder can be made");
        let postman = Postman::new(&Mail::default(), data.path()).expect("the defaults are right");
        postman.carry(&letter("lin@example.com", "注册验证码")).await.expect("the folder takes it");
        postman.carry(&letter("13900000000", "")).await.expect("the folder takes it");
        let files = std::fs::read_dir(data.path().join("outbox")).expect("it is there");
        let names: Vec<_> = files.map(|file| file.expect("it can be listed").path()).collect();
        let of = |end: &str| names.iter().find(|it| it.to_string_lossy().ends_with(end)).expect("it was written");
        let mail = std::fs::read_to_string(of(".eml")).expect("it can be read");
        assert!(mail.contains("To: lin@example.com") && mail.contains("no-reply@rongqiao.example"), "{mail}");
        assert!(mail.contains("验证码 012345"), "the operator reads it as it lies there: {mail}");
        let message = std::fs::read_to_string(of(".sms.txt")).expect("it can be read");
        assert!(message.starts_with("+8613900000000") && message.contains("012345"), "{message}");
    }

    #[test]
    fn a_subject_cannot_smuggle_in_a_header() {
        let postman = Postman::in_memory();
        let mail = postman
            .mail(&letter("lin@example.com", "a\r\nBcc: all@example.com"), String::new())
            .expect("a mail can be made");
        let text = String::from_utf8(mail.formatted()).expect("it is text");
        assert!(!text.lines().any(|line| line.starts_with("Bcc")), "{text}");
    }

    #[test]
    fn mail_services_learn_how_a_letter_is_stopped_at_a_safe_address_only() {
        let postman = Postman::in_memory();
        let headers = |leave: &str| {
            let letter = Written { leave: Some(leave.to_owned()), ..letter("lin@example.com", "s") };
            let mail = postman.mail(&letter, String::new()).expect("a mail can be made").formatted();
            String::from_utf8(mail).expect("it is text")
        };
        let token = "A-0_".repeat(11);
        let safe = headers(&format!("https://rongqiao.example/en/leave/{token}"));
        assert!(safe.contains(&format!("List-Unsubscribe: <https://rongqiao.example/en/leave/{token}>\r\n")), "{safe}");
        assert!(safe.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"), "{safe}");
        for unsafe_address in ["http://rongqiao.example/leave/a", "/leave/a"] {
            assert!(!headers(unsafe_address).contains("List-Unsubscribe"), "{unsafe_address}");
        }
        let forged = headers("https://rongqiao.example/leave/a>\r\nBcc: <all@example.com");
        assert!(!forged.lines().any(|line| line.starts_with("Bcc")), "{forged}");
    }

    #[test]
    fn a_wrong_setting_is_told_with_what_to_write() {
        let data = Path::new("data");
        for (mail, word) in [
            (Mail { sender: "nobody".to_owned(), ..Mail::default() }, "mail.sender"),
            (Mail { smtp_url: "mail.example".to_owned(), ..Mail::default() }, "mail.smtp_url"),
        ] {
            let fault = Postman::new(&mail, data).expect_err("it is wrong").to_string();
            assert!(fault.contains(word) && fault.contains("Write it as"), "{fault}");
        }
    }
}
