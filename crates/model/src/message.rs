//! Messages to people in the platform, and what they want by mail besides.

use std::collections::BTreeMap;

use time::{Duration, OffsetDateTime};

use crate::{LetterId, MessageId, PersonId, SavedSearchId};

/// How long messages are kept.
pub const MESSAGES_KEPT: Duration = Duration::days(365);

crate::choices! {
    /// What a message is about; people say for each kind whether they want it by mail too.
    ///
    /// The catalogue holds what it says under `message-<slug>`, what the kind is called under `message-kind-<slug>`,
    /// and the letter under `letter-<slug>` and `letter-<slug>-subject`. Messages are read by their owner alone and may
    /// say everything; letters pass through other hands and say nothing that needs protection.
    pub enum MessageKind {
        /// Listings came that answer a saved search.
        Alert = "alert",
        /// A desk decided on something of one's own.
        Review = "review",
        /// Something happened in one's organisation.
        Organisation = "organisation",
        /// A desk dealt with one's question about a policy document.
        Inquiry = "inquiry",
    }
}

/// A message as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Which one it is.
    pub id: MessageId,
    /// What it is about.
    pub kind: MessageKind,
    /// What stands in it, by name.
    pub words: BTreeMap<String, String>,
    /// The page that it leads to, without the language's prefix.
    pub link: String,
    /// When it was written.
    pub written_at: OffsetDateTime,
    /// Whether its owner has read it.
    pub read: bool,
}

/// Something that one person is to be told: a message, and a letter if they want one.
///
/// A verb of the store that causes news takes them along and writes them in its own transaction.
#[derive(Clone, Debug)]
pub struct News {
    /// Identity of the message.
    pub message: MessageId,
    /// Identity of the letter, if one is written.
    pub letter: LetterId,
    /// Who is told.
    pub person: PersonId,
    /// What it is about.
    pub kind: MessageKind,
    /// What stands in the message, by name.
    pub words: BTreeMap<String, String>,
    /// What stands in the letter, by name: nothing that needs protection.
    pub letter_words: BTreeMap<String, String>,
    /// The page that both lead to, without the language's prefix.
    pub link: String,
    /// How letters of this sort are stopped.
    pub leave: LeaveBy,
}

/// What stands in a letter's address by which its sort is stopped; nobody can guess it.
#[derive(Clone, Debug)]
pub enum LeaveBy {
    /// The token of one saved search.
    Search(String),
    /// The token of all letters of this kind to this person: this one, if they have none yet.
    Kind(String),
}

/// What a letter's address stops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leave {
    /// Hearing of one saved search.
    Search {
        /// Which one.
        id: SavedSearchId,
        /// What its owner calls it.
        name: String,
    },
    /// Letters of one kind.
    Kind {
        /// Whose.
        person: PersonId,
        /// Which.
        kind: MessageKind,
    },
}
