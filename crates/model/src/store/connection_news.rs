//! Who is told of what happens to a connection. Messages name the listing; letters pass through other hands and say only
//! that something happened.

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder};
use time::OffsetDateTime;

use super::entity::{connection, grant};
use super::postings::organisation_of;
use super::{StoreError, messages};
use crate::access::{Action, Relation, Role, allows};
use crate::chance::Chance;
use crate::clock::day_of;
use crate::message::{Telling, Topic};
use crate::{OrganisationId, PersonId};

/// What is told, and what it takes to tell it.
#[derive(Clone, Copy, Debug)]
pub(super) struct NewsOf<'a> {
    /// The slug of a step, or another word that the catalogue knows.
    pub(super) what: &'a str,
    pub(super) chance: &'a Chance,
    pub(super) now: OffsetDateTime,
}

/// Tells whoever answered the listing.
pub(super) async fn tell_responder(
    transaction: &DatabaseTransaction,
    row: &connection::Model,
    news: &NewsOf<'_>,
) -> Result<(), StoreError> {
    let organisation = organisation_of(transaction, row.organisation_id).await?.name;
    let words = [("name", row.title.clone()), ("organisation", organisation), ("what", news.what.to_owned())];
    let telling = telling(Topic::Application, words, format!("/my/applications/{}", row.id), news.chance);
    messages::write(transaction, &telling.to(row.person_id, news.now), news.now).await
}

/// Tells those who answer for the organisation, but for the one by whom it happened.
pub(super) async fn tell_publisher(
    transaction: &DatabaseTransaction,
    row: &connection::Model,
    news: &NewsOf<'_>,
    by: PersonId,
) -> Result<(), StoreError> {
    let link = format!("/my/listings/{}/applications/{}", row.listing_id, row.id);
    let words = [("name", row.title.clone()), ("what", news.what.to_owned())];
    let telling = telling(Topic::ApplicationReceived, words, link, news.chance);
    for person in answerers(transaction, row.organisation_id, news.now).await? {
        if person != by {
            messages::write(transaction, &telling.to(person, news.now), news.now).await?;
        }
    }
    Ok(())
}

fn telling<'a, const N: usize>(
    topic: Topic,
    words: [(&str, String); N],
    link: String,
    chance: &'a Chance,
) -> Telling<'a> {
    let words = words.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Telling { topic, words, letter_words: BTreeMap::new(), link, chance }
}

/// Those who may answer for `organisation` today, each once.
async fn answerers(
    transaction: &DatabaseTransaction,
    organisation: OrganisationId,
    now: OffsetDateTime,
) -> Result<Vec<PersonId>, StoreError> {
    let may = Role::ALL.iter().filter(|&&role| allows(role, Action::AnswerResponse, Relation::SameOrganisation));
    let held = grant::Column::OrganisationId
        .eq(organisation)
        .and(grant::Column::EndedAt.is_null())
        .and(grant::Column::Role.is_in(may.map(|role| role.slug())));
    let rows = grant::Entity::find().filter(held).order_by_asc(grant::Column::Id).all(transaction).await?;
    let counts = |row: &grant::Model| row.until.is_none_or(|until| day_of(now) <= until);
    let mut people: Vec<PersonId> = rows.into_iter().filter(counts).map(|row| row.person_id).collect();
    people.sort_unstable();
    people.dedup();
    Ok(people)
}
