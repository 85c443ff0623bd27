//! Keeps everything in SQLite or PostgreSQL.
//!
//! Entities are private: callers see domain types and [`StoreError`] only. Every read names its scope, every
//! write says its event, and a row and its outbox entry are always one transaction.

mod agreement_milestones;
mod agreements;
mod alerts;
mod attachments;
mod audit;
mod booking_calendars;
mod booking_keeping;
mod booking_news;
mod booking_reminders;
mod booking_rows;
mod bookings;
mod call_needs;
mod call_objections;
mod call_questions;
mod call_reviews;
mod call_steps;
mod call_work;
mod calls;
mod challenges;
mod closing;
mod closing_files;
mod codes;
mod complaint_cases;
mod complaint_evidence;
mod complaint_steps;
mod complaints;
mod connection_beginning;
mod connection_desk;
mod connection_needs;
mod connection_news;
mod connection_steps;
mod connection_talk;
mod connection_turns;
mod connections;
mod consents;
mod cooperations;
mod copying;
mod copying_calls;
mod copying_deeds;
mod data_requests;
mod desk_case_steps;
mod desk_cases;
mod desk_choices;
mod desk_figures;
mod desk_fruits;
mod desk_publishing;
mod desk_visits;
mod desk_weeks;
mod entity;
mod events;
mod evidence;
mod grants;
mod identities;
mod importing;
mod importing_organisations;
mod incoming;
mod inquiries;
mod internship_agreements;
mod internship_diaries;
mod internship_frames;
mod internship_incidents;
mod internship_reminders;
mod internship_second_hosts;
mod internship_suspicions;
mod internship_trails;
mod internships;
mod invitations;
mod ledgers;
mod letters;
mod listings;
mod looks;
mod measures;
mod memberships;
mod mentor_appointments;
mod mentor_endings;
mod mentor_offers;
mod mentor_practice;
mod mentor_steps;
mod merging;
mod messages;
mod milestone_reminders;
mod missed_searches;
mod notices;
mod organisation_file_rows;
mod organisation_files;
mod organisations;
mod outbox;
mod own_data;
mod paging;
mod persons;
mod policies;
mod posting_moving;
mod posting_steps;
mod postings;
mod profiles;
mod proposals;
mod public_figures;
mod registrations;
mod review_reminders;
mod rolls;
mod saved_listings;
mod saved_searches;
mod sealing_keys;
mod service_orders;
mod sessions;
mod sheet_rows;
mod sheets;
mod sitemap;
mod standings;
mod takedown;
mod talents;
mod unsealing;
mod verifying;

use std::time::{Duration, Instant};

use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseBackend, DatabaseConnection, DatabaseTransaction, DbErr,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};
use thiserror::Error;
use tokio::time::sleep;

pub use self::agreements::AgreementMoved;
pub use self::alerts::{AlertProgress, Arrival, Arrivals, DueAlert};
pub use self::attachments::Attached;
pub use self::booking_calendars::CalendarKept;
pub use self::booking_keeping::KeptBooking;
pub use self::bookings::{Booked, BookingMoved, NewBooking, Unbookable};
pub use self::call_objections::Objecting;
pub use self::call_reviews::{Invited, Scoring};
pub use self::call_steps::{CallBegun, NewCall};
pub use self::calls::FiledProposal;
pub use self::challenges::Tried;
pub use self::closing::Closing;
pub use self::closing_files::Purged;
pub use self::complaint_cases::{CaseFigures, CaseFile, CaseLine, FIGURES_DAYS};
pub use self::complaint_evidence::EvidenceTaken;
pub use self::complaint_steps::{CaseMoved, CaseTelling, NewMeasure, NewRuling};
pub use self::complaints::{FollowedBy, NewComplaint, Reported, Teller};
pub use self::connection_beginning::{Begun, NewConnection};
pub use self::connection_steps::ConnectionMoved;
pub use self::connection_talk::Said;
pub use self::connections::SidedConnection;
pub use self::data_requests::RequestMoved;
pub use self::desk_case_steps::CaseMoved as DeskCaseMoved;
pub use self::desk_cases::Officer;
pub use self::desk_choices::{AgreementLine, NeedLine};
pub use self::evidence::Seen;
pub use self::grants::{Granted, NamedGrant};
pub use self::identities::Linked;
pub use self::importing::Outcome;
pub use self::incoming::{Incoming, Prepared};
pub use self::inquiries::{Asked, InquiryMoved, NewInquiry};
pub use self::internship_agreements::{AgreementWritten, Signed};
pub use self::internship_diaries::{NewWeekWord, Recorded};
pub use self::internship_incidents::{NewIncident, OpenIncident};
pub use self::internship_suspicions::{SUSPECTS_SHOWN, SuspectInternship};
pub use self::internships::SchoolNamed;
pub use self::invitations::{Inviting, NewInvitation};
pub use self::letters::Letter;
pub use self::looks::{LOOK_LASTS, Look};
pub use self::memberships::{Answered, Ended, NamedRequest, Offered};
pub use self::mentor_appointments::NamedMentor;
pub use self::mentor_steps::MentoringMoved;
pub use self::missed_searches::MissedSearch;
pub use self::organisation_files::{Answer, FileLine, FileOutcome, NewFile};
pub use self::outbox::{Change, Changed, Noun};
pub use self::own_data::Showing;
pub use self::persons::{NewPerson, SecondFactor, SignedUp};
pub use self::policies::{Named, Shelf};
pub use self::posting_steps::{Decision, Moved, NewPosting, Submission};
pub use self::postings::PostingsSought;
pub use self::proposals::HandedIn;
pub use self::registrations::{CheckingIn, Registering};
pub use self::service_orders::Rated;
pub use self::sheet_rows::{RowsShown, SettledRow};
pub use self::sheets::Opened;
pub use self::standings::StandingChange;
pub use self::unsealing::Opening;
pub use self::verifying::Verification;

/// How long a writer waits for another process that is writing.
const BUSY_TIMEOUT: Duration = Duration::from_secs(30);

/// How long to wait before a file that another process is just creating is opened again.
const BUSY_PAUSE: Duration = Duration::from_millis(20);

/// How long a request waits for a connection before it fails.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(10);

/// Readers that may ask at the same time.
const MAX_CONNECTIONS: u32 = 8;

/// Pages of 4 KiB that SQLite's journal may hold before they are folded into the file.
const WAL_PAGES: &str = "4000";

/// How SQLite keeps pages in memory; values of its pragmas of the same names.
#[derive(Clone, Copy)]
struct Memory {
    cache_size: &'static str,
    mmap_size: &'static str,
}

/// Readers see the file as memory, which the system shares among them.
const READING: Memory = Memory { cache_size: "-8000", mmap_size: "8589934592" };

/// A file that grows would have to be mapped again and again; pages change often and are kept instead, up to 64 MB.
const IMPORTING: Memory = Memory { cache_size: "-64000", mmap_size: "0" };

/// A handle on the database; cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    db: DatabaseConnection,
}

/// Why the database could not do what was asked.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The database refused or could not be reached.
    #[error("database request failed")]
    Database(#[from] DbErr),
    /// A stored value no longer fits its domain type.
    #[error("row {id} of {noun} cannot be read: {field}")]
    Corrupt {
        /// What the row is.
        noun: &'static str,
        /// Identifier of the row at fault.
        id: uuid::Uuid,
        /// The column at fault.
        field: &'static str,
    },
    /// Something could not be sealed or opened.
    #[error("sealing failed")]
    Sealing(#[from] crate::sealing::SealingError),
    /// Whoever wanted to do something has closed their account meanwhile.
    #[error("the account of whoever does this was closed")]
    AccountClosed,
}

impl Store {
    /// Connects to `url`, for example `sqlite:///srv/rongqiao/rongqiao.db?mode=rwc` or `postgres://…`.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError::Database`] if the connection cannot be made.
    pub async fn connect(url: &str) -> Result<Self, StoreError> {
        Self::connect_with(url, READING).await
    }

    /// Connects to `url` for bringing in many rows.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError::Database`] if the connection cannot be made.
    pub async fn connect_for_import(url: &str) -> Result<Self, StoreError> {
        Self::connect_with(url, IMPORTING).await
    }

    async fn connect_with(url: &str, memory: Memory) -> Result<Self, StoreError> {
        let mut options = ConnectOptions::new(url);
        // A database in memory exists once for each connection.
        let connections = if url.contains(":memory:") { 1 } else { MAX_CONNECTIONS };
        // None is opened ahead: two that open a new file at once get in each other's way, see below.
        options.max_connections(connections).acquire_timeout(ACQUIRE_TIMEOUT).sqlx_logging(false);
        options.test_before_acquire(false).idle_timeout(None::<Duration>).max_lifetime(None::<Duration>);
        options.map_sqlx_sqlite_opts(move |sqlite| {
            sqlite
                .busy_timeout(BUSY_TIMEOUT)
                .foreign_keys(true)
                .pragma("journal_mode", "WAL")
                .pragma("synchronous", "NORMAL")
                .pragma("wal_autocheckpoint", WAL_PAGES)
                .pragma("cache_size", memory.cache_size)
                .pragma("mmap_size", memory.mmap_size)
                .pragma("temp_store", "MEMORY")
        });
        let begun = Instant::now();
        loop {
            match Database::connect(options.clone()).await {
                // Whoever turns a new file's journal to WAL shuts out the others, and SQLite does not wait for that.
                Err(error) if is_busy(&error) && begun.elapsed() < BUSY_TIMEOUT => sleep(BUSY_PAUSE).await,
                connected => return Ok(Self { db: connected? }),
            }
        }
    }

    /// The raw connection, for the migrator only.
    #[must_use]
    pub const fn connection(&self) -> &DatabaseConnection {
        &self.db
    }

    /// Confirms that the database answers.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        Ok(self.db.ping().await?)
    }

    /// Lets go of the database, for this handle and its clones; SQLite then folds its journal into the file.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database does not let go; nothing is lost then.
    pub async fn close(&self) -> Result<(), StoreError> {
        Ok(self.db.close_by_ref().await?)
    }

    /// Starts a transaction that will write; other writers wait for it.
    ///
    /// On SQLite it takes the write lock at once, so that it cannot fail half-way. On PostgreSQL it takes a lock
    /// of the outbox, so that outbox numbers become visible in their order and no follower skips one.
    async fn begin_writing(&self) -> Result<DatabaseTransaction, StoreError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let transaction = self.db.begin_with_options(options).await?;
        if transaction.get_database_backend() == DatabaseBackend::Postgres {
            let lock = Statement::from_string(DatabaseBackend::Postgres, "SELECT pg_advisory_xact_lock(7263001)");
            transaction.execute_raw(lock).await?;
        }
        Ok(transaction)
    }
}

/// Whether SQLite refused because another connection holds the file.
fn is_busy(error: &DbErr) -> bool {
    error.to_string().contains("database is locked")
}

/// Reads a stored slug; the name of the column tells which one is at fault.
fn choice<C: crate::choice::Choice>(
    slug: &str,
    noun: &'static str,
    id: uuid::Uuid,
    field: &'static str,
) -> Result<C, StoreError> {
    C::ALL.iter().copied().find(|choice| choice.slug() == slug).ok_or(StoreError::Corrupt { noun, id, field })
}
