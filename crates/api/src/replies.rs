//! How organisations reply, remembered so that what fits somebody can be put in order by it.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use rongqiao_model::OrganisationId;
use rongqiao_model::connect::ReplyLedger;
use rongqiao_model::store::StoreError;
use time::{Duration, OffsetDateTime};

use crate::app::App;

/// How long what is remembered counts.
const REMEMBERED: Duration = Duration::minutes(10);

/// The reply ledgers that the public may know, as they stood some minutes ago.
#[derive(Debug, Default)]
pub struct Replies(RwLock<Option<Known>>);

#[derive(Clone, Debug)]
struct Known {
    at: OffsetDateTime,
    ledgers: Arc<HashMap<OrganisationId, ReplyLedger>>,
}

impl Replies {
    /// Reads the ledgers anew if what is remembered is too old.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read; what was remembered stays.
    pub async fn refresh(app: &App) -> Result<(), StoreError> {
        let now = app.clock.now();
        let fresh = |known: &Known| (now - known.at).abs() < REMEMBERED;
        if app.replies.0.read().unwrap_or_else(PoisonError::into_inner).as_ref().is_some_and(fresh) {
            return Ok(());
        }
        let ledgers = app.store.map_reply_ledgers(now).await?;
        let told = ledgers.into_iter().filter_map(|(organisation, ledger)| Some((organisation, ledger.told()?)));
        let known = Known { at: now, ledgers: Arc::new(told.collect()) };
        *app.replies.0.write().unwrap_or_else(PoisonError::into_inner) = Some(known);
        Ok(())
    }

    /// How an organisation replies; `None` where nobody may know it.
    #[must_use]
    pub fn find(&self, organisation: OrganisationId) -> Option<ReplyLedger> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        known.as_ref().and_then(|known| known.ledgers.get(&organisation)).cloned()
    }

    /// The share of applications that an organisation left unanswered, from 0 to 1; 0 where nobody may know it.
    #[must_use]
    pub fn share_unanswered(&self, organisation: OrganisationId) -> f64 {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let ledger = known.as_ref().and_then(|known| known.ledgers.get(&organisation));
        ledger.map_or(0.0, ReplyLedger::share_unanswered)
    }
}
