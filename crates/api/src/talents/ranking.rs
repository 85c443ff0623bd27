//! Going through everybody who may be found, in pages, and keeping the best.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};
use std::sync::Arc;

use rongqiao_matching::fit::{Description, Market, Need, Points};
use rongqiao_model::PersonId;
use rongqiao_model::access::Permit;
use xxhash_rust::xxh3::xxh3_64;

use super::pool::Described;
use super::{RANKED_MAX, is_found, shown_of, sight};
use crate::app::App;
use crate::notice;
use crate::problem::Problem;

/// People that are read from the database at a time.
const BATCH: u64 = 5_000;

/// The order of those who fit a listing.
#[derive(Debug, Default)]
pub(super) struct Ranked {
    /// How many fit.
    pub(super) fitting: usize,
    /// The best of them, the best first.
    pub(super) best: Vec<PersonId>,
}

/// Ranks everybody whom the organisation of `permit` may find by how well they fit `need`. Of those who fit alike the
/// order is drawn by lot, one lot for each listing `named`.
pub(super) async fn ranked(app: &App, permit: &Permit, named: &str, need: Description) -> Result<Ranked, Problem> {
    let (market, lots) = (app.index().market(), named.to_owned());
    let best: Best =
        walked(app, permit, move |best: &mut Best, people| best.weigh(&market, &need, &lots, people)).await?;
    Ok(best.ranked())
}

/// Goes through everybody whom the organisation of `permit` may find, in pages, each of which `weigh` takes in, where it
/// keeps nobody else waiting.
pub(super) async fn walked<S: Default + Send + 'static>(
    app: &App,
    permit: &Permit,
    weigh: impl Fn(&mut S, &[Described]) + Send + Sync + 'static,
) -> Result<S, Problem> {
    let weigh = Arc::new(weigh);
    let read = |after| app.store.list_findable_profiles_after(permit, notice::VERSION, after, BATCH);
    let (mut sum, mut present) = (S::default(), HashSet::new());
    let mut batch = read(None).await?;
    while let Some(&(last, _)) = batch.last() {
        present.extend(batch.iter().map(|it| it.0));
        // The next ones are read while these are weighed.
        let (next, weighed) = tokio::join!(read(Some(last)), taken_in(app, permit, &batch, (&weigh, sum)));
        (batch, sum) = (next?, weighed?);
    }
    app.talents.forget_others(&present);
    Ok(sum)
}

/// Describes those of a page of whom no description is remembered, and has `weigh` take in all of it.
async fn taken_in<S: Send + 'static>(
    app: &App,
    permit: &Permit,
    batch: &[(PersonId, i64)],
    (weigh, mut sum): (&Arc<impl Fn(&mut S, &[Described]) + Send + Sync + 'static>, S),
) -> Result<S, Problem> {
    let today = app.clock.today();
    let (known, unknown) = app.talents.look_up(batch, today);
    let told = match unknown.as_slice() {
        [] => Vec::new(),
        unknown => app.store.find_findable_profiles(permit, notice::VERSION, unknown).await?,
    };
    let (app, weigh) = (app.clone(), weigh.clone());
    let weighed = tokio::task::spawn_blocking(move || {
        let made = told.iter().filter_map(|profile| {
            let description = Arc::new(sight(&app).describe(&shown_of(profile)?));
            app.talents.remember((profile.person, profile.revision), &description, today);
            Some((profile.person, description))
        });
        let people: Vec<Described> = known.into_iter().chain(made).collect();
        weigh(&mut sum, &people);
        sum
    });
    Ok(weighed.await?)
}

/// Somebody's place: by points, then by lot.
type Place = (Points, u64, PersonId);

/// The best so far, of whom there are never more than [`RANKED_MAX`].
#[derive(Debug, Default)]
struct Best {
    fitting: usize,
    places: BinaryHeap<Reverse<Place>>,
}

impl Best {
    fn weigh(&mut self, market: &Market, need: &Description, lots: &str, people: &[Described]) {
        let need = Need::new(need, market);
        for (person, description) in people {
            let fit = need.fit(description);
            if is_found(&fit) {
                self.fitting += 1;
                self.keep((fit.score, lot(lots, *person), *person));
            }
        }
    }

    fn keep(&mut self, place: Place) {
        self.places.push(Reverse(place));
        if self.places.len() > RANKED_MAX {
            self.places.pop();
        }
    }

    fn ranked(self) -> Ranked {
        // What is reversed comes out in ascending order as the best first.
        let best = self.places.into_sorted_vec().into_iter().map(|Reverse((_, _, person))| person).collect();
        Ranked { fitting: self.fitting, best }
    }
}

/// What decides between two who fit alike: the same on every page, and no favour to whoever came first.
fn lot(lots: &str, person: PersonId) -> u64 {
    xxh3_64(format!("{lots} {person}").as_bytes())
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn the_best_are_kept_in_their_order_and_no_more_of_them() {
        let person = |number: usize| PersonId::from_uuid(Uuid::from_u128(number as u128));
        let mut best = Best::default();
        for number in (0..RANKED_MAX * 3).rev().chain(RANKED_MAX * 3..RANKED_MAX * 5) {
            best.keep((Points::of(number as f32), 0, person(number)));
        }
        let expected: Vec<PersonId> = (RANKED_MAX * 4..RANKED_MAX * 5).rev().map(person).collect();
        assert_eq!(best.ranked().best, expected);
    }

    #[test]
    fn lots_differ_from_listing_to_listing() {
        let people: Vec<PersonId> = (0..20).map(|it| PersonId::from_uuid(Uuid::from_u128(it))).collect();
        let order = |lots: &str| {
            let mut order = people.clone();
            order.sort_by_key(|&person| lot(lots, person));
            order
        };
        assert_ne!(order("one listing"), order("another"));
        assert_eq!(order("one listing"), order("one listing"));
    }
}
