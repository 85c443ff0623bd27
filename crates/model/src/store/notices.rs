//! Letters to persons whose addresses the store knows, sent with what they tell of.

use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder};
use time::OffsetDateTime;

use super::entity::{contact, grant, person};
use super::letters::{Letter, insert};
use super::{StoreError, choice};
use crate::access::Role;
use crate::chance::Chance;
use crate::contact::Contact;
use crate::{LetterId, OrganisationId, PersonId};

/// What a letter says, before it is known whom it goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it is about; the catalogue holds its words.
    pub kind: String,
    /// What stands in it, by name.
    pub words: Vec<(String, String)>,
}

/// A notice with what gives its letters their identities.
#[derive(Clone, Debug)]
pub struct Telling<'a> {
    /// What the letters say.
    pub notice: Notice,
    /// Where their identities come from.
    pub chance: &'a Chance,
}

/// Writes to `id` at the first of their contacts; to nobody when the account is gone.
pub(super) async fn tell(
    transaction: &DatabaseTransaction,
    id: PersonId,
    telling: &Telling<'_>,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    let own = contact::Entity::find().filter(contact::Column::PersonId.eq(id)).order_by_asc(contact::Column::Id);
    let (Some(to), Some(person)) =
        (own.one(transaction).await?, person::Entity::find_by_id(id).one(transaction).await?)
    else {
        return Ok(());
    };
    let kind = choice(&to.kind, "contact", to.id.as_uuid(), "kind")?;
    let letter = Letter {
        id: LetterId::from_uuid(telling.chance.id(now)),
        to: Contact::stored(kind, to.value),
        language: choice(&person.language, "person", id.as_uuid(), "language")?,
        kind: telling.notice.kind.clone(),
        words: telling.notice.words.iter().cloned().collect(),
        tries: 0,
        written_at: now,
    };
    insert(transaction, &letter, now).await
}

/// Writes to everybody who administers `organisation`.
pub(super) async fn tell_administrators(
    transaction: &DatabaseTransaction,
    organisation: OrganisationId,
    telling: &Telling<'_>,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    for holder in administrators(transaction, organisation).await? {
        tell(transaction, holder.person_id, telling, now).await?;
    }
    Ok(())
}

/// The grants of those who administer `organisation`.
pub(super) async fn administrators(
    transaction: &DatabaseTransaction,
    organisation: OrganisationId,
) -> Result<Vec<grant::Model>, StoreError> {
    let administers = grant::Column::Role.eq(Role::OrganisationAdministrator.slug());
    let held = grant::Column::OrganisationId.eq(organisation).and(grant::Column::EndedAt.is_null()).and(administers);
    Ok(grant::Entity::find().filter(held).order_by_asc(grant::Column::Id).all(transaction).await?)
}
