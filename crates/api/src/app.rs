//! What every request handler can reach.

use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use rongqiao_matching::MatchIndex;
use rongqiao_model::chance::Chance;
use rongqiao_model::clock::Clock;
use rongqiao_model::code::Codes;
use rongqiao_model::store::Store;
use time::OffsetDateTime;
use tokio::sync::Notify;

use crate::config::Settings;
use crate::files::FileReader;
use crate::identity::Providers;
use crate::letters::Postman;
use crate::missed::MissedSearches;
use crate::observing::Metrics;
use crate::replies::Replies;
use crate::talents::TalentPool;

/// Shared state; cloning it is cheap.
#[derive(Clone, Debug)]
pub struct App {
    /// The database.
    pub store: Store,
    /// The code tables.
    pub codes: Arc<Codes>,
    /// What time it is.
    pub clock: Clock,
    /// What nobody can guess.
    pub chance: Chance,
    /// Who carries letters.
    pub postman: Postman,
    /// Talks to those who know people elsewhere.
    pub providers: Providers,
    /// Who reads files that people upload.
    pub files: FileReader,
    /// Wakes whoever sends letters.
    pub letters_wait: Arc<Notify>,
    /// Wakes whoever turns rows of sheets into listings.
    pub sheets_wait: Arc<Notify>,
    /// What the operator has set.
    pub settings: Arc<Settings>,
    /// What is counted for the operator.
    pub metrics: Arc<Metrics>,
    /// Searches that found nothing and are not in the database yet.
    pub missed: Arc<MissedSearches>,
    /// What is remembered of people who may be found.
    pub talents: Arc<TalentPool>,
    /// What is remembered of how organisations reply.
    pub replies: Arc<Replies>,
    /// When the program started.
    pub started_at: OffsetDateTime,
    index: Arc<RwLock<Arc<MatchIndex>>>,
}

/// What comes from outside the program and goes out of it; tests hand in their own.
#[derive(Clone, Debug)]
pub struct Outside {
    /// What time it is.
    pub clock: Clock,
    /// What nobody can guess.
    pub chance: Chance,
    /// Who carries letters.
    pub postman: Postman,
    /// Where this program lies, which reads files in a process of its own.
    pub program: PathBuf,
}

impl Outside {
    /// An outside in which time stands at `clock`, letters stay in memory and no file is read, for tests.
    #[must_use]
    pub fn still(clock: Clock) -> Self {
        Self { clock, chance: Chance::system(), postman: Postman::in_memory(), program: PathBuf::new() }
    }
}

impl App {
    /// Puts the parts together.
    #[must_use]
    pub fn new(store: Store, index: MatchIndex, codes: Codes, outside: Outside, settings: Settings) -> Self {
        Self {
            store,
            codes: Arc::new(codes),
            started_at: outside.clock.now(),
            clock: outside.clock,
            chance: outside.chance,
            postman: outside.postman,
            providers: Providers::default(),
            files: FileReader::new(outside.program),
            letters_wait: Arc::default(),
            sheets_wait: Arc::default(),
            settings: Arc::new(settings),
            metrics: Arc::default(),
            missed: Arc::default(),
            talents: Arc::default(),
            replies: Arc::default(),
            index: Arc::new(RwLock::new(Arc::new(index))),
        }
    }

    /// The index as it is now; a rebuild may put another in its place while requests hold this one.
    #[must_use]
    pub fn index(&self) -> Arc<MatchIndex> {
        self.index.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Puts a rebuilt index in place of the old one.
    pub fn replace_index(&self, index: MatchIndex) {
        *self.index.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(index);
    }
}
