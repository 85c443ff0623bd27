//! Why a command could not do its work: one sentence for the operator, the details for the log.

use std::error::Error;
use std::io;

use rongqiao_matching::MatchError;
use rongqiao_model::store::StoreError;

/// What stopped a command, in a sentence that says what to do.
#[derive(Debug, thiserror::Error)]
#[error("{sentence}")]
pub struct Fault {
    sentence: String,
    #[source]
    cause: Option<Box<dyn Error + Send + Sync>>,
}

impl Fault {
    /// A fault that the sentence explains in full.
    #[must_use]
    pub fn new(sentence: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), cause: None }
    }

    /// A fault with a cause; a full disk, a folder that takes no writing and a busy database speak for themselves,
    /// and the sentence stands for everything else.
    #[must_use]
    pub fn because(sentence: impl Into<String>, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        let cause = cause.into();
        let sentence = Trouble::of(cause.as_ref()).map_or_else(|| sentence.into(), |it| it.sentence().to_owned());
        Self { sentence, cause: Some(cause) }
    }

    /// Writes the cause to the log, where one was kept.
    pub fn log(&self) {
        if let Some(cause) = &self.cause {
            tracing::debug!(cause = chain(cause.as_ref()), "the command failed");
        }
    }

    /// The sentence and its causes in one line, for the log only.
    #[must_use]
    pub fn details(&self) -> String {
        chain(self)
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Self::because("The database could not do what was asked; RONGQIAO_LOG=debug shows the details.", error)
    }
}

impl From<MatchError> for Fault {
    fn from(error: MatchError) -> Self {
        let sentence = match error {
            MatchError::Locked => "Another process is using the search index of this data folder; stop it first.",
            MatchError::OtherLayout => "The search index belongs to another version; run `rongqiao reindex`.",
            MatchError::Folder(_) => "The folder of the search index cannot be read or written.",
            MatchError::Index(_) | MatchError::Damaged => "The search index is damaged; run `rongqiao reindex`.",
        };
        Self::because(sentence, error)
    }
}

/// What the system says about a file or folder, in plain words.
#[must_use]
pub fn file_trouble(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder",
        io::ErrorKind::PermissionDenied => "its rights forbid it",
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => "a file of that name is in the way",
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only",
        io::ErrorKind::InvalidData => "it is not text in UTF-8",
        _ => "the system refuses",
    }
}

/// Troubles of the machine that lie behind many errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trouble {
    DiskFull,
    NotWritable,
    DiskFault,
    Busy,
}

impl Trouble {
    /// Looks through `error` and its causes for one. Databases and the index tell theirs in words only.
    fn of(error: &(dyn Error + 'static)) -> Option<Self> {
        let mut next = Some(error);
        while let Some(error) = next {
            let io_error = error.downcast_ref::<io::Error>();
            let found = match io_error.map(io::Error::kind) {
                Some(io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded) => Some(Self::DiskFull),
                Some(io::ErrorKind::ReadOnlyFilesystem) => Some(Self::NotWritable),
                _ => Self::in_words(&error.to_string()),
            };
            if found.is_some() {
                return found;
            }
            // An I/O error tells the cause of its cause, but not its cause.
            let inner = io_error.and_then(io::Error::get_ref).map(|inner| inner as &(dyn Error + 'static));
            next = inner.or_else(|| error.source());
        }
        None
    }

    fn in_words(text: &str) -> Option<Self> {
        let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
        match () {
            () if says(&["disk is full", "No space left", "could not extend file", "StorageFull"]) => {
                Some(Self::DiskFull)
            }
            () if says(&["readonly database", "Read-only file system", "read-only transaction"]) => {
                Some(Self::NotWritable)
            }
            () if says(&["disk I/O error"]) => Some(Self::DiskFault),
            () if says(&["database is locked"]) => Some(Self::Busy),
            () => None,
        }
    }

    const fn sentence(self) -> &'static str {
        match self {
            Self::DiskFull => "The disk is full. Free some space and run the command again; nothing was damaged.",
            Self::NotWritable => {
                "The data folder or the database cannot be written. Change its rights, or name another."
            }
            Self::DiskFault => {
                "The disk refuses to be read or written. Check its free space, its rights and its health."
            }
            Self::Busy => "Another program keeps the database busy. Run the command again when it is done.",
        }
    }
}

fn chain(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        next = cause.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_in_plain_words_however_deep_it_lies() {
        let inner = io::Error::from(io::ErrorKind::StorageFull);
        let outer = io::Error::other(inner);
        let fault = Fault::because("The index could not be written.", outer);
        assert!(fault.to_string().starts_with("The disk is full."), "{fault}");
    }

    #[test]
    fn other_causes_leave_the_sentence_as_it_is() {
        let fault = Fault::because("The index could not be written.", io::Error::other("sector 7"));
        assert_eq!(fault.to_string(), "The index could not be written.");
        assert_eq!(fault.details(), "The index could not be written.: sector 7");
    }
}
