//! What persons agreed to: given and withdrawn, never changed.

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder};
use time::OffsetDateTime;

use super::connection_steps::take_back;
use super::entity::{consent, profile};
use super::{Store, StoreError, choice};
use crate::chance::Chance;
use crate::consent::{Consent, ConsentText, Purpose, Recipient};
use crate::profile::Visibility;
use crate::{ConsentId, PersonId};

impl Store {
    /// Lists what `person` agreed to, the latest first, withdrawn or not.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_own_consents(&self, person: PersonId) -> Result<Vec<Consent>, StoreError> {
        let rows = consent::Entity::find().filter(consent::Column::PersonId.eq(person));
        let latest_first = rows.order_by_desc(consent::Column::GivenAt).order_by_desc(consent::Column::Id);
        latest_first.all(&self.db).await?.into_iter().map(decode).collect()
    }

    /// Keeps that somebody agreed; one for the same purpose and recipient that was given for another text is withdrawn,
    /// one for the same text stays. One transaction.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is kept then.
    pub async fn give_consent(&self, new: &Consent) -> Result<(), StoreError> {
        let transaction = self.begin_writing().await?;
        give(&transaction, new).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Withdraws what `person` agreed to; says whether there was something. Whoever withdraws being found is found no
    /// longer, and what was sent to an organisation is taken back from it, with the same transaction. What the account itself needs ends with the account alone.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn withdraw_consent(
        &self,
        person: PersonId,
        id: ConsentId,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<bool, StoreError> {
        let transaction = self.begin_writing().await?;
        let own = consent::Column::PersonId.eq(person).and(consent::Column::WithdrawnAt.is_null());
        let Some(row) = consent::Entity::find_by_id(id).filter(own).one(&transaction).await? else { return Ok(false) };
        let given = decode(row)?;
        if !given.purpose.is_optional() {
            return Ok(false);
        }
        withdraw(&transaction, person, given.purpose, given.recipient, now).await?;
        if given.purpose == Purpose::BeingFound {
            hide_profile(&transaction, person, now).await?;
        }
        if let (Purpose::Application | Purpose::Order, Recipient::Organisation(organisation)) =
            (given.purpose, given.recipient)
        {
            take_back(&transaction, (person, organisation), (chance, now)).await?;
        }
        transaction.commit().await?;
        Ok(true)
    }
}

/// Keeps that somebody agreed, within the transaction of what they agreed to.
pub(super) async fn give(db: &impl ConnectionTrait, new: &Consent) -> Result<(), StoreError> {
    let present = consent::Entity::find().filter(of(new.person, new.purpose, new.recipient)).one(db).await?;
    if present.is_some_and(|row| row.text_version == new.text.version) {
        return Ok(());
    }
    withdraw(db, new.person, new.purpose, new.recipient, new.given_at).await?;
    let categories: Vec<&str> = new.purpose.categories().iter().map(|it| it.slug()).collect();
    let row = consent::ActiveModel {
        id: Set(new.id),
        person_id: Set(new.person),
        purpose: Set(new.purpose.slug().to_owned()),
        recipient: Set(new.recipient.written()),
        categories: Set(categories.join(" ")),
        text_version: Set(new.text.version.clone()),
        text_hash: Set(new.text.hash.clone()),
        given_at: Set(new.given_at),
        withdrawn_at: Set(None),
    };
    consent::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Withdraws a consent, if there is one, within the transaction of what ends with it.
pub(super) async fn withdraw(
    db: &impl ConnectionTrait,
    person: PersonId,
    purpose: Purpose,
    recipient: Recipient,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    consent::Entity::update_many()
        .set(consent::ActiveModel { withdrawn_at: Set(Some(now)), ..Default::default() })
        .filter(of(person, purpose, recipient))
        .exec(db)
        .await?;
    Ok(())
}

/// A consent that was not withdrawn.
fn of(person: PersonId, purpose: Purpose, recipient: Recipient) -> sea_orm::sea_query::Expr {
    consent::Column::PersonId
        .eq(person)
        .and(consent::Column::Purpose.eq(purpose.slug()))
        .and(consent::Column::Recipient.eq(recipient.written()))
        .and(consent::Column::WithdrawnAt.is_null())
}

/// Lets nobody find the profile of `person` any more.
pub(super) async fn hide_profile(
    db: &impl ConnectionTrait,
    person: PersonId,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    let findable = profile::Column::Visibility.eq(Visibility::Findable.slug());
    profile::Entity::update_many()
        .set(profile::ActiveModel {
            visibility: Set(Visibility::Private.slug().to_owned()),
            updated_at: Set(now),
            ..Default::default()
        })
        .col_expr(profile::Column::Revision, sea_orm::sea_query::Expr::col(profile::Column::Revision).add(1))
        .filter(profile::Column::PersonId.eq(person).and(findable))
        .exec(db)
        .await?;
    Ok(())
}

fn decode(row: consent::Model) -> Result<Consent, StoreError> {
    let id = row.id.as_uuid();
    let recipient = Recipient::read(&row.recipient);
    Ok(Consent {
        id: row.id,
        person: row.person_id,
        purpose: choice(&row.purpose, "consent", id, "purpose")?,
        recipient: recipient.ok_or(StoreError::Corrupt { noun: "consent", id, field: "recipient" })?,
        text: ConsentText { version: row.text_version, hash: row.text_hash },
        given_at: row.given_at,
        withdrawn_at: row.withdrawn_at,
    })
}
