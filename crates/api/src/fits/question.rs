//! Questions to the index, whose answers the database confirms.

use std::collections::HashMap;

use rongqiao_matching::fit::{Description, Points};
use rongqiao_matching::skills::Vocabulary;
use rongqiao_matching::{Counterpart, Filters, FitHit, FitQuery, FitsAndNearMisses, MatchIndex, NearMisses};
use rongqiao_model::kind::ListingKind;
use rongqiao_model::{ListingId, OrganisationId};
use time::OffsetDateTime;

use super::{Found, FoundFit, LEAST_OF_ALL};
use crate::app::App;
use crate::problem::Problem;
use crate::profile_address::Seeker;

/// A question to the index that can be handed to another thread.
pub(super) struct Question {
    pub(super) description: Description,
    pub(super) counterpart: Counterpart,
    pub(super) kinds: Vec<ListingKind>,
    pub(super) except: Vec<ListingId>,
    pub(super) not_of: Option<OrganisationId>,
    pub(super) limit: usize,
    pub(super) least: Points,
    pub(super) least_in_common: Points,
}

impl Question {
    pub(super) fn about(
        description: Description,
        counterpart: Counterpart,
        kinds: &[ListingKind],
        limit: usize,
    ) -> Self {
        Self {
            description,
            counterpart,
            kinds: kinds.to_vec(),
            except: Vec::new(),
            not_of: None,
            limit,
            least: Points::of(LEAST_OF_ALL),
            least_in_common: Points::default(),
        }
    }

    /// What a person might ask, for listings of the kind that they look for.
    pub(super) fn of(seeker: &Seeker, limit: usize) -> Self {
        let description = seeker.profile.describe(Vocabulary::current());
        Self::about(description, Counterpart::Asks, &[seeker.kind], limit)
    }

    /// Has `ask` put it to the index, where it keeps nobody else waiting.
    pub(super) async fn ask<T: Send + 'static>(
        self,
        app: &App,
        ask: impl FnOnce(&MatchIndex, &FitQuery<'_>, OffsetDateTime) -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let (index, now) = (app.index(), app.clock.now());
        let answer = tokio::task::spawn_blocking(move || {
            let query = FitQuery {
                description: &self.description,
                counterpart: self.counterpart,
                filters: Filters { kinds: self.kinds, ..Filters::default() },
                except: self.except,
                not_of: self.not_of,
                limit: self.limit,
                least: self.least,
                least_in_common: self.least_in_common,
            };
            ask(&index, &query, now)
        });
        Ok(answer.await?)
    }

    /// How many answers there are.
    pub(super) async fn count(self, app: &App) -> Result<usize, Problem> {
        self.ask(app, |index, query, now| index.count_fits(query, now)).await
    }

    /// The answers in order; those that the database does not confirm are left out.
    pub(super) async fn answers(self, app: &App) -> Result<Vec<FoundFit>, Problem> {
        let hits = self.ask(app, |index, query, now| index.best_fits(query, now)).await?;
        confirmed(app, hits).await
    }

    /// The same, with what is `near` to being an answer.
    pub(super) async fn answers_and_near_misses(self, app: &App, near: NearMisses) -> Result<Found, Problem> {
        let ask =
            move |index: &MatchIndex, query: &FitQuery<'_>, now| index.best_fits_and_near_misses(query, near, now);
        let FitsAndNearMisses { fits, near_misses } = self.ask(app, ask).await?;
        // The database is asked once for both, the fits first.
        let mut fits = confirmed(app, fits.into_iter().chain(near_misses).collect()).await?;
        let near_misses = fits.split_off(fits.partition_point(|it| it.fit.is_possible()));
        Ok(Found { fits, near_misses })
    }
}

/// The listings of `hits` in their order, those left out that the database does not confirm.
async fn confirmed(app: &App, hits: Vec<FitHit>) -> Result<Vec<FoundFit>, Problem> {
    let ids: Vec<ListingId> = hits.iter().map(|hit| hit.id).collect();
    let mut hits: HashMap<ListingId, FitHit> = hits.into_iter().map(|hit| (hit.id, hit)).collect();
    let listings = app.store.find_public_listings(&ids).await?;
    let found = listings.into_iter().filter_map(|published| {
        let hit = hits.remove(&published.listing.id)?;
        Some(FoundFit { published, fit: hit.fit, folded: hit.folded })
    });
    Ok(found.collect())
}
