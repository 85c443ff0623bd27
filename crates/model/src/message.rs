//! Messages to people in the platform, and what they want by mail besides.

use std::collections::BTreeMap;

use time::{Duration, OffsetDateTime};

use crate::chance::Chance;
use crate::{LetterId, MessageId, PersonId, SavedSearchId};

/// How long messages are kept.
pub const MESSAGES_KEPT: Duration = Duration::days(365);

crate::choices! {
    /// A kind of message; people say for each whether they want it by mail too. The catalogue holds what it is called
    /// under `message-kind-<slug>`.
    pub enum MessageKind {
        /// Listings came that answer a saved search.
        Alert = "alert",
        /// Something became of a listing of one's own.
        Review = "review",
        /// Something happened in one's organisation.
        Organisation = "organisation",
        /// What somebody asked for about their data was moved on or answered.
        Privacy = "privacy",
        /// A complaint of one's own came further.
        Complaint = "complaint",
        /// A measure was taken against one's organisation, or an appeal against one was decided.
        Measure = "measure",
        /// Something about an event for which somebody registered.
        Event = "event",
        /// A desk dealt with one's question about a policy document.
        Inquiry = "inquiry",
        /// An organisation that found one's profile invites one to a listing.
        Invitation = "invitation",
        /// An application came further, one's own or one to one's organisation.
        Application = "application",
        /// What two sides do with each other came further: an order, a cooperation, a challenge, an internship.
        Connection = "connection",
    }
}

crate::choices! {
    /// What exactly somebody is told.
    ///
    /// The catalogue holds what the message says under `message-<slug>`, and the letter under `letter-<slug>`,
    /// `letter-<slug>-subject` and `letter-<slug>-short`. Messages are read by their owner alone and may say everything;
    /// letters pass through other hands and say nothing that needs protection.
    pub enum Topic {
        /// Listings came that answer a saved search.
        Alert = "alert",
        /// A listing is public.
        ListingPublished = "listing-published",
        /// A desk asks for changes of a listing.
        ListingReturned = "listing-returned",
        /// A desk refused a listing.
        ListingRejected = "listing-rejected",
        /// A desk took a listing from the public.
        ListingWithdrawn = "listing-withdrawn",
        /// A listing ends within days.
        ListingEndsSoon = "listing-ends-soon",
        /// A desk has decided about an organisation that somebody entered.
        OrganisationDecided = "organisation-decided",
        /// The verification of an organisation ends soon.
        VerificationEnding = "verification-ending",
        /// The verification of an organisation has ended.
        VerificationLapsed = "verification-lapsed",
        /// An organisation was suspended, or may go on.
        StandingChanged = "standing-changed",
        /// Somebody asks for a role in an organisation.
        RoleAsked = "role-asked",
        /// The administrators have answered somebody who asked for a role.
        RoleAnswered = "role-answered",
        /// What somebody asked for about their data was moved on or answered.
        DataRequestMoved = "data-request-moved",
        /// Something about an event for which somebody registered.
        Event = "event",
        /// A desk dealt with a question about a policy document.
        Inquiry = "inquiry",
        /// An organisation that found one's profile invites one to a listing.
        Invitation = "invitation",
        /// A complaint came further.
        Complaint = "complaint",
        /// A measure was taken against an organisation, or an appeal against one was decided.
        Measure = "measure",
        /// One's own application came further, or the organisation wrote.
        Application = "application",
        /// An application to one's organisation came, came further, or waits for a reply.
        ApplicationReceived = "application-received",
        /// What two sides do with each other came further, or one of them wrote.
        Connection = "connection",
    }
}

impl Topic {
    /// The kind by which people choose whether they want it by mail.
    #[must_use]
    pub const fn kind(self) -> MessageKind {
        match self {
            Self::Alert => MessageKind::Alert,
            Self::ListingPublished
            | Self::ListingReturned
            | Self::ListingRejected
            | Self::ListingWithdrawn
            | Self::ListingEndsSoon => MessageKind::Review,
            Self::OrganisationDecided
            | Self::VerificationEnding
            | Self::VerificationLapsed
            | Self::StandingChanged
            | Self::RoleAsked
            | Self::RoleAnswered => MessageKind::Organisation,
            Self::DataRequestMoved => MessageKind::Privacy,
            Self::Event => MessageKind::Event,
            Self::Inquiry => MessageKind::Inquiry,
            Self::Invitation => MessageKind::Invitation,
            Self::Complaint => MessageKind::Complaint,
            Self::Measure => MessageKind::Measure,
            Self::Application | Self::ApplicationReceived => MessageKind::Application,
            Self::Connection => MessageKind::Connection,
        }
    }
}

impl MessageKind {
    /// Whether whoever has no mail address gets a short message; what they asked for themselves can wait for them here.
    #[must_use]
    pub const fn goes_to_mobiles(self) -> bool {
        match self {
            Self::Alert | Self::Invitation => false,
            Self::Review
            | Self::Organisation
            | Self::Privacy
            | Self::Event
            | Self::Inquiry
            | Self::Complaint
            | Self::Measure
            | Self::Application
            | Self::Connection => true,
        }
    }
}

/// A message as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Which one it is.
    pub id: MessageId,
    /// What it tells.
    pub topic: Topic,
    /// What stands in it, by name.
    pub words: BTreeMap<String, String>,
    /// The page that it leads to, without the language's prefix.
    pub link: String,
    /// When it was written.
    pub written_at: OffsetDateTime,
    /// Whether its owner has read it.
    pub read: bool,
}

/// What is to be told, before it is known to whom.
#[derive(Clone, Debug)]
pub struct Telling<'a> {
    /// What it is about.
    pub topic: Topic,
    /// What stands in the message, by name.
    pub words: BTreeMap<String, String>,
    /// What stands in the letter, by name: nothing that needs protection.
    pub letter_words: BTreeMap<String, String>,
    /// The page that both lead to, without the language's prefix.
    pub link: String,
    /// Where identities come from.
    pub chance: &'a Chance,
}

impl Telling<'_> {
    /// The news for `person`.
    #[must_use]
    pub fn to(&self, person: PersonId, now: OffsetDateTime) -> News {
        News {
            message: MessageId::from_uuid(self.chance.id(now)),
            letter: LetterId::from_uuid(self.chance.id(now)),
            person,
            topic: self.topic,
            words: self.words.clone(),
            letter_words: self.letter_words.clone(),
            link: self.link.clone(),
            leave: LeaveBy::Kind(self.chance.token()),
        }
    }
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
    pub topic: Topic,
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
