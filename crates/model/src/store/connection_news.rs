//! Who is told of what happens to a connection. Messages name the listing; letters pass through other hands and say only
//! that something happened.

use std::collections::BTreeMap;

use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder,
};
use time::OffsetDateTime;

use super::connection_steps::takes_part;
use super::connections::decode;
use super::entity::{connection, grant};
use super::postings::organisation_of;
use super::{StoreError, messages};
use crate::access::{Action, Relation, Role, allows};
use crate::call::Task;
use crate::chance::Chance;
use crate::clock::day_of;
use crate::connect::{Connection, ConnectionKind, Party};
use crate::message::{Telling, Topic};
use crate::{ConnectionId, OrganisationId, PersonId};

/// What is told, and what it takes to tell it.
#[derive(Clone, Copy, Debug)]
pub(super) struct NewsOf<'a> {
    /// The slug of a step, or another word that the catalogue knows.
    pub(super) what: &'a str,
    pub(super) chance: &'a Chance,
    pub(super) now: OffsetDateTime,
}

/// Tells everybody on the side of `party`, but for the one by whom it happened. Experts are told by whoever asks them.
pub(super) async fn tell(
    transaction: &DatabaseTransaction,
    row: &connection::Model,
    party: Party,
    (news, by): (&NewsOf<'_>, Option<PersonId>),
) -> Result<(), StoreError> {
    let connection = decode(row.clone())?;
    let people = match (connection.organisation_of(party), party) {
        (_, Party::FirmsDesk) => officers(transaction, Role::FirmsDesk, news.now).await?,
        (_, Party::UniversitiesDesk) => officers(transaction, Role::UniversitiesDesk, news.now).await?,
        (_, Party::Expert | Party::Public | Party::Program) => Vec::new(),
        (None, Party::Responder) => connection.responder.into_iter().collect(),
        (None, _) => Vec::new(),
        (Some(organisation), _) => match connection.action_of(party) {
            Some(action) => members(transaction, (organisation, action), news.now).await?,
            None => Vec::new(),
        },
    };
    let telling = telling_of(transaction, &connection, party, news).await?;
    for person in people.into_iter().filter(|&person| Some(person) != by) {
        messages::write(transaction, &telling.to(person, news.now), news.now).await?;
    }
    Ok(())
}

/// The same for the connection `id`; nobody is told where there is none.
pub(super) async fn tell_of(
    transaction: &DatabaseTransaction,
    id: ConnectionId,
    party: Party,
    told: (&NewsOf<'_>, Option<PersonId>),
) -> Result<(), StoreError> {
    match connection::Entity::find_by_id(id).one(transaction).await? {
        Some(row) => tell(transaction, &row, party, told).await,
        None => Ok(()),
    }
}

/// Tells those who write for an organisation that asked about a call, and leads them to where everybody reads the answer.
/// The page of one's own is there only for those who propose.
pub(super) async fn tell_asker(
    transaction: &DatabaseTransaction,
    id: ConnectionId,
    asker: OrganisationId,
    (news, by): (&NewsOf<'_>, PersonId),
) -> Result<(), StoreError> {
    let Some(row) = connection::Entity::find_by_id(id).one(transaction).await? else { return Ok(()) };
    let connection = decode(row)?;
    let mut telling = telling_of(transaction, &connection, Party::Responder, news).await?;
    telling.link = format!("/listings/{}/call", connection.listing);
    let people = members(transaction, (asker, Action::RespondForOrganisation), news.now).await?;
    for person in people.into_iter().filter(|&person| person != by) {
        messages::write(transaction, &telling.to(person, news.now), news.now).await?;
    }
    Ok(())
}

/// Tells a member of the public who objected in a call, and leads them to where everybody reads of it.
pub(super) async fn tell_objector(
    transaction: &DatabaseTransaction,
    id: ConnectionId,
    person: PersonId,
    news: &NewsOf<'_>,
) -> Result<(), StoreError> {
    let Some(row) = connection::Entity::find_by_id(id).one(transaction).await? else { return Ok(()) };
    let telling = telling_of(transaction, &decode(row)?, Party::Public, news).await?;
    messages::write(transaction, &telling.to(person, news.now), news.now).await
}

/// Tells somebody who was asked for `task` in a call, and leads them to where they hand it in.
pub(super) async fn tell_reviewer(
    transaction: &DatabaseTransaction,
    id: ConnectionId,
    (person, task): (PersonId, Task),
    news: &NewsOf<'_>,
) -> Result<(), StoreError> {
    let Some(row) = connection::Entity::find_by_id(id).one(transaction).await? else { return Ok(()) };
    let mut telling = telling_of(transaction, &decode(row)?, Party::Expert, news).await?;
    telling.link = format!("/my/reviews/{id}/{}", task.slug());
    messages::write(transaction, &telling.to(person, news.now), news.now).await
}

/// Tells those who answer for the second host of an internship.
pub(super) async fn tell_second_host(
    transaction: &DatabaseTransaction,
    row: &connection::Model,
    second_host: OrganisationId,
    news: &NewsOf<'_>,
) -> Result<(), StoreError> {
    let connection = decode(row.clone())?;
    let telling = telling_of(transaction, &connection, Party::School, news).await?;
    for person in members(transaction, (second_host, Action::AnswerResponse), news.now).await? {
        messages::write(transaction, &telling.to(person, news.now), news.now).await?;
    }
    Ok(())
}

/// Tells the universities' desk of an internship, and leads it to where it sees everything that is known of it; but none
/// of its officers who take part themselves, as whoever reported does: for them it is not there.
pub(super) async fn tell_desk_of_internship(
    transaction: &DatabaseTransaction,
    row: &connection::Model,
    news: &NewsOf<'_>,
) -> Result<(), StoreError> {
    let connection = decode(row.clone())?;
    let mut telling = telling_of(transaction, &connection, Party::UniversitiesDesk, news).await?;
    telling.link = format!("/desk/internships/{}", connection.id);
    for person in officers(transaction, Role::UniversitiesDesk, news.now).await? {
        if !takes_part(transaction, &connection, person).await? {
            messages::write(transaction, &telling.to(person, news.now), news.now).await?;
        }
    }
    Ok(())
}

/// What is told to the side of `party`. Past the acceptance an internship is no application any more, and has a page that
/// its sides share.
async fn telling_of<'a>(
    transaction: &DatabaseTransaction,
    connection: &Connection,
    party: Party,
    news: &NewsOf<'a>,
) -> Result<Telling<'a>, StoreError> {
    let (name, what) = (("name", connection.title.clone()), ("what", news.what.to_owned()));
    let shares_page = connection.school.is_some() && matches!(party, Party::Responder | Party::Publisher);
    let link = connection.path(if shares_page { Party::School } else { party });
    let applies = matches!(connection.kind, ConnectionKind::Job | ConnectionKind::Internship) && !shares_page;
    Ok(match party {
        Party::Responder if applies => {
            let organisation = organisation_of(transaction, connection.organisation).await?.name;
            telling(Topic::Application, [name, what, ("organisation", organisation)], link, news.chance)
        }
        Party::Publisher if applies => telling(Topic::ApplicationReceived, [name, what], link, news.chance),
        _ => {
            let kind = connection.kind.slug().to_owned();
            telling(Topic::Connection, [name, what, ("kind", kind)], link, news.chance)
        }
    })
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

/// Those who may do `action` for `organisation` today, each once.
async fn members(
    transaction: &DatabaseTransaction,
    (organisation, action): (OrganisationId, Action),
    now: OffsetDateTime,
) -> Result<Vec<PersonId>, StoreError> {
    let may = Role::ALL.iter().filter(|&&role| allows(role, action, Relation::SameOrganisation));
    let held =
        grant::Column::OrganisationId.eq(organisation).and(grant::Column::Role.is_in(may.map(|role| role.slug())));
    holders(transaction, held, now).await
}

/// Those who work at a desk today, each once.
pub(super) async fn officers(
    db: &impl ConnectionTrait,
    role: Role,
    now: OffsetDateTime,
) -> Result<Vec<PersonId>, StoreError> {
    holders(db, grant::Column::Role.eq(role.slug()), now).await
}

/// Whether `person` works at one of the two desks today.
pub(super) async fn works_at_desk(
    db: &impl ConnectionTrait,
    person: PersonId,
    now: OffsetDateTime,
) -> Result<bool, StoreError> {
    for role in [Role::FirmsDesk, Role::UniversitiesDesk] {
        if officers(db, role, now).await?.contains(&person) {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn holders(db: &impl ConnectionTrait, held: Expr, now: OffsetDateTime) -> Result<Vec<PersonId>, StoreError> {
    let held = held.and(grant::Column::EndedAt.is_null());
    let rows = grant::Entity::find().filter(held).order_by_asc(grant::Column::Id).all(db).await?;
    let counts = |row: &grant::Model| row.until.is_none_or(|until| day_of(now) <= until);
    let mut people: Vec<PersonId> = rows.into_iter().filter(counts).map(|row| row.person_id).collect();
    people.sort_unstable();
    people.dedup();
    Ok(people)
}
