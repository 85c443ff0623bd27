//! What is remembered of those who may be found: their descriptions, so that tens of thousands are weighed within one
//! request. The database says each time who they are and which revision counts.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rongqiao_matching::fit::Description;
use rongqiao_model::PersonId;
use time::Date;

/// Descriptions that are remembered at most; those of further people are made anew each time.
const REMEMBERED_MAX: usize = 100_000;

/// Descriptions of people who may be found, by revision of their profile, for one day.
#[derive(Debug, Default)]
pub struct TalentPool(Mutex<Remembered>);

#[derive(Debug, Default)]
struct Remembered {
    /// The day on which the descriptions hold: what is over and how long somebody has worked changes from day to day.
    day: Option<Date>,
    descriptions: HashMap<PersonId, (i64, Arc<Description>)>,
}

impl TalentPool {
    /// The descriptions that are known of `people` at these revisions on `day`, and those of whom none is.
    pub(super) fn look_up(&self, people: &[(PersonId, i64)], day: Date) -> (Vec<Described>, Vec<PersonId>) {
        let (mut known, mut unknown) = (Vec::with_capacity(people.len()), Vec::new());
        let remembered = self.on(day);
        for &(person, revision) in people {
            match remembered.descriptions.get(&person).filter(|(at, _)| *at == revision) {
                Some((_, description)) => known.push((person, description.clone())),
                None => unknown.push(person),
            }
        }
        (known, unknown)
    }

    /// Remembers the description of `person` at `revision` on `day`, if there is room.
    pub(super) fn remember(&self, (person, revision): (PersonId, i64), description: &Arc<Description>, day: Date) {
        let mut remembered = self.on(day);
        if remembered.descriptions.len() < REMEMBERED_MAX || remembered.descriptions.contains_key(&person) {
            remembered.descriptions.insert(person, (revision, description.clone()));
        }
    }

    /// Forgets everybody but `present`: nothing is remembered of those who may be found no longer.
    pub(super) fn forget_others(&self, present: &HashSet<PersonId>) {
        self.lock().descriptions.retain(|person, _| present.contains(person));
    }

    /// What is remembered on `day`; what was on another day is forgotten.
    fn on(&self, day: Date) -> MutexGuard<'_, Remembered> {
        let mut remembered = self.lock();
        if remembered.day != Some(day) {
            *remembered = Remembered { day: Some(day), descriptions: HashMap::new() };
        }
        remembered
    }

    fn lock(&self) -> MutexGuard<'_, Remembered> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Somebody and how they are described.
pub(super) type Described = (PersonId, Arc<Description>);

#[cfg(test)]
mod tests {
    use time::macros::date;
    use uuid::Uuid;

    use super::*;

    fn person(number: u128) -> PersonId {
        PersonId::from_uuid(Uuid::from_u128(number))
    }

    fn known(pool: &TalentPool, people: &[(PersonId, i64)], day: Date) -> Vec<PersonId> {
        pool.look_up(people, day).0.into_iter().map(|it| it.0).collect()
    }

    #[test]
    fn a_description_holds_for_one_revision_on_one_day_until_its_owner_vanishes() {
        let (pool, today) = (TalentPool::default(), date!(2026 - 11 - 22));
        let (one, other) = (person(1), person(2));
        for id in [one, other] {
            pool.remember((id, 3), &Arc::default(), today);
        }
        assert_eq!(known(&pool, &[(one, 3), (other, 4)], today), [one]);
        assert_eq!(pool.look_up(&[(one, 3), (other, 4)], today).1, [other]);
        pool.forget_others(&HashSet::from([other]));
        assert_eq!(known(&pool, &[(one, 3), (other, 3)], today), [other]);
        assert_eq!(known(&pool, &[(other, 3)], date!(2026 - 11 - 23)), []);
    }
}
