//! Persons: who has an account, where they are reached, and what proves that it is them.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait as _, PaginatorTrait, QueryFilter,
    QueryOrder, SqlErr,
};
use time::OffsetDateTime;

use super::audit::append_own;
use super::consents::give;
use super::entity::{contact, membership_request, person, recovery_code, session, standing};
use super::{Store, StoreError, choice};
use crate::access::Role;
use crate::audit::Event;
use crate::consent::{Consent, ConsentText, Purpose, Recipient};
use crate::contact::Contact;
use crate::person::{AgeGroup, Credentials, LetterLanguage, Person};
use crate::standing::StandingState;
use crate::{ConsentId, ContactId, OrganisationId, PersonId, SessionId};

/// An account to be made.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// Who it will be.
    pub id: PersonId,
    /// What they want to be called.
    pub name: String,
    /// The language in which they are written to.
    pub language: LetterLanguage,
    /// Hash of the password they chose; `None` when they sign in by codes alone.
    pub password_hash: Option<String>,
    /// The contact that they have proven to be theirs.
    pub contact: (ContactId, Contact),
    /// How old they have declared to be.
    pub age_group: AgeGroup,
    /// The text to which they agreed; `None` for accounts that the operator makes.
    pub agreed: Option<(ConsentId, ConsentText)>,
}

/// What became of an account that was to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignedUp {
    /// It is made.
    Done,
    /// The contact belongs to somebody already.
    Taken,
    /// They are under age, and no school that was verified has invited them.
    Uninvited,
}

impl Store {
    /// Makes the account of `new` and keeps what they agreed to; one transaction with the audit. Nothing is made when the
    /// contact belongs to somebody already, also when two sign up with it at the same moment.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is stored then.
    pub async fn sign_up(&self, new: &NewPerson, now: OffsetDateTime) -> Result<SignedUp, StoreError> {
        let transaction = self.begin_writing().await?;
        let (contact_id, ref contact) = new.contact;
        let school = match new.age_group {
            AgeGroup::Adult => None,
            AgeGroup::Minor => match inviting_school(&transaction, contact).await? {
                Some(school) => Some(school),
                None => return Ok(SignedUp::Uninvited),
            },
        };
        person::Entity::insert(row_of(new, school, now)).exec_without_returning(&transaction).await?;
        if !insert_contact(&transaction, new.id, contact_id, contact, now).await? {
            transaction.rollback().await?;
            return Ok(SignedUp::Taken);
        }
        if let Some((id, text)) = &new.agreed {
            let (purpose, recipient) = (Purpose::Account, Recipient::Platform);
            let (id, text) = (*id, text.clone());
            let agreed = Consent { id, person: new.id, purpose, recipient, text, given_at: now, withdrawn_at: None };
            give(&transaction, &agreed).await?;
        }
        append_own(&transaction, new.id, Event::AccountMade, now).await?;
        transaction.commit().await?;
        Ok(SignedUp::Done)
    }

    /// Finds what proves that somebody is the person reached at `contact`.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn find_credentials(&self, contact: &Contact) -> Result<Option<Credentials>, StoreError> {
        let row = contact::Entity::find().filter(contact::Column::Value.eq(contact.value())).one(&self.db).await?;
        match row {
            Some(row) => self.find_credentials_of(row.person_id).await,
            None => Ok(None),
        }
    }

    /// Finds what proves that somebody is `id`.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn find_credentials_of(&self, id: PersonId) -> Result<Option<Credentials>, StoreError> {
        let row = person::Entity::find_by_id(id).one(&self.db).await?;
        Ok(row.map(|row| Credentials {
            person: row.id,
            password_hash: row.password_hash,
            totp_secret: row.totp_since.and(row.totp_secret),
        }))
    }

    /// Finds the account of `id` for its owner.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn find_own_account(&self, id: PersonId) -> Result<Option<Person>, StoreError> {
        let Some(row) = person::Entity::find_by_id(id).one(&self.db).await? else { return Ok(None) };
        let contacts = contact::Entity::find()
            .filter(contact::Column::PersonId.eq(id))
            .order_by_asc(contact::Column::Id)
            .all(&self.db)
            .await?;
        let contacts = contacts.into_iter().map(decode_contact).collect::<Result<_, _>>()?;
        Ok(Some(Person {
            id,
            name: row.name,
            language: choice(&row.language, "person", id.as_uuid(), "language")?,
            contacts,
            password_set_at: row.password_set_at,
            second_factor_since: row.totp_since,
            age_group: choice(&row.age_group, "person", id.as_uuid(), "age_group")?,
            school: row.school_id,
            restricted_since: row.restricted_at,
            created_at: row.created_at,
        }))
    }

    /// Gives `id` another name and language to be written to in.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses.
    pub async fn rename_person(
        &self,
        id: PersonId,
        name: &str,
        language: LetterLanguage,
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        let row = person::ActiveModel {
            id: Set(id),
            name: Set(name.to_owned()),
            language: Set(language.slug().to_owned()),
            updated_at: Set(now),
            ..Default::default()
        };
        row.update(&self.db).await?;
        Ok(())
    }

    /// Gives `id` another password and ends all sessions but `kept`; one transaction.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn set_password(
        &self,
        id: PersonId,
        hash: String,
        kept: Option<SessionId>,
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        let transaction = self.begin_writing().await?;
        let row = person::ActiveModel {
            id: Set(id),
            password_hash: Set(Some(hash)),
            password_set_at: Set(Some(now)),
            updated_at: Set(now),
            ..Default::default()
        };
        row.update(&transaction).await?;
        end_other_sessions(&transaction, id, kept).await?;
        append_own(&transaction, id, Event::PasswordChanged, now).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Adds a contact that `id` has proven; says whether it was added. It is not when it belongs to somebody already.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses.
    pub async fn add_contact(
        &self,
        id: PersonId,
        contact: &(ContactId, Contact),
        now: OffsetDateTime,
    ) -> Result<bool, StoreError> {
        let transaction = self.begin_writing().await?;
        let added = insert_contact(&transaction, id, contact.0, &contact.1, now).await?;
        if added {
            append_own(&transaction, id, Event::ContactAdded, now).await?;
            transaction.commit().await?;
        }
        Ok(added)
    }

    /// Takes a contact away from `id`; says whether it was. The last one stays.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn remove_contact(
        &self,
        id: PersonId,
        contact: ContactId,
        now: OffsetDateTime,
    ) -> Result<bool, StoreError> {
        let transaction = self.begin_writing().await?;
        let own = contact::Entity::find().filter(contact::Column::PersonId.eq(id));
        if own.clone().count(&transaction).await? < 2 {
            return Ok(false);
        }
        let gone = contact::Entity::delete_by_id(contact).filter(contact::Column::PersonId.eq(id));
        let removed = gone.exec(&transaction).await?.rows_affected == 1;
        if removed {
            append_own(&transaction, id, Event::ContactRemoved, now).await?;
            transaction.commit().await?;
        }
        Ok(removed)
    }

    /// Asks `id` for a second factor from now on: codes of `secret`, or one of the recovery codes whose hashes these
    /// are. All sessions but `kept` end; one transaction.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn set_second_factor(
        &self,
        id: PersonId,
        factor: SecondFactor<'_>,
        kept: SessionId,
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        let transaction = self.begin_writing().await?;
        let row = person::ActiveModel {
            id: Set(id),
            totp_secret: Set(Some(factor.secret.to_owned())),
            totp_step: Set(factor.step),
            totp_since: Set(Some(now)),
            updated_at: Set(now),
            ..Default::default()
        };
        row.update(&transaction).await?;
        recovery_code::Entity::delete_many().filter(recovery_code::Column::PersonId.eq(id)).exec(&transaction).await?;
        let codes = factor
            .recovery_hashes
            .iter()
            .map(|hash| recovery_code::ActiveModel { person_id: Set(id), code_hash: Set(hash.clone()) });
        recovery_code::Entity::insert_many(codes).exec_without_returning(&transaction).await?;
        end_other_sessions(&transaction, id, Some(kept)).await?;
        append_own(&transaction, id, Event::SecondFactorSet, now).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Asks `id` for no second factor any more.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn remove_second_factor(&self, id: PersonId, now: OffsetDateTime) -> Result<(), StoreError> {
        let transaction = self.begin_writing().await?;
        let row = person::ActiveModel {
            id: Set(id),
            totp_secret: Set(None),
            totp_since: Set(None),
            updated_at: Set(now),
            ..Default::default()
        };
        row.update(&transaction).await?;
        recovery_code::Entity::delete_many().filter(recovery_code::Column::PersonId.eq(id)).exec(&transaction).await?;
        append_own(&transaction, id, Event::SecondFactorRemoved, now).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Uses up the time step of a right code of `id`; `false` when it or a later one was used before, also at the
    /// same moment (RFC 6238, 5.2: a code is accepted once).
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses.
    pub async fn use_totp_step(&self, id: PersonId, step: i64) -> Result<bool, StoreError> {
        let used = person::Entity::update_many()
            .col_expr(person::Column::TotpStep, Expr::value(step))
            .filter(person::Column::Id.eq(id).and(person::Column::TotpStep.lt(step)))
            .exec(&self.db)
            .await?;
        Ok(used.rows_affected == 1)
    }

    /// Uses up the recovery code with `hash`; `false` when `id` has no such code, or no longer.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses.
    pub async fn use_recovery_code(&self, id: PersonId, hash: &str) -> Result<bool, StoreError> {
        let gone = recovery_code::Entity::delete_by_id((id, hash.to_owned())).exec(&self.db).await?;
        Ok(gone.rows_affected == 1)
    }

    /// How many recovery codes `id` has left.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn count_recovery_codes(&self, id: PersonId) -> Result<u64, StoreError> {
        let own = recovery_code::Entity::find().filter(recovery_code::Column::PersonId.eq(id));
        Ok(own.count(&self.db).await?)
    }
}

/// A second factor to be asked for.
#[derive(Clone, Copy)]
pub struct SecondFactor<'a> {
    /// Its secret in Base32.
    pub secret: &'a str,
    /// The time step of the code that proved it, which is used up with that.
    pub step: i64,
    /// Hashes of the codes for when the device is lost.
    pub recovery_hashes: &'a [String],
}

impl std::fmt::Debug for SecondFactor<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SecondFactor").finish_non_exhaustive()
    }
}

fn row_of(new: &NewPerson, school: Option<OrganisationId>, now: OffsetDateTime) -> person::ActiveModel {
    person::ActiveModel {
        id: Set(new.id),
        name: Set(new.name.clone()),
        language: Set(new.language.slug().to_owned()),
        password_hash: Set(new.password_hash.clone()),
        password_set_at: Set(new.password_hash.as_ref().map(|_| now)),
        totp_secret: Set(None),
        totp_step: Set(0),
        totp_since: Set(None),
        age_group: Set(new.age_group.slug().to_owned()),
        school_id: Set(school),
        restricted_at: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
    }
}

/// The school that has invited whoever is reached at `contact` as a student, while its verification holds.
async fn inviting_school(db: &impl ConnectionTrait, contact: &Contact) -> Result<Option<OrganisationId>, StoreError> {
    let invited = membership_request::Column::ContactValue.eq(contact.value());
    let as_student = invited.and(membership_request::Column::Role.eq(Role::Student.slug()));
    let oldest_first = membership_request::Entity::find().filter(as_student);
    for offer in oldest_first.order_by_asc(membership_request::Column::Id).all(db).await? {
        let held = standing::Column::State.eq(StandingState::Verified.slug());
        if standing::Entity::find_by_id(offer.organisation_id).filter(held).one(db).await?.is_some() {
            return Ok(Some(offer.organisation_id));
        }
    }
    Ok(None)
}

/// Stores a contact; `false` when it belongs to somebody already. A transaction cannot go on after that.
async fn insert_contact(
    db: &impl ConnectionTrait,
    person: PersonId,
    id: ContactId,
    contact: &Contact,
    now: OffsetDateTime,
) -> Result<bool, StoreError> {
    let row = contact::ActiveModel {
        id: Set(id),
        person_id: Set(person),
        kind: Set(contact.kind().slug().to_owned()),
        value: Set(contact.value().to_owned()),
        proven_at: Set(now),
    };
    match contact::Entity::insert(row).exec_without_returning(db).await {
        Ok(_) => Ok(true),
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

async fn end_other_sessions(
    db: &impl ConnectionTrait,
    person: PersonId,
    kept: Option<SessionId>,
) -> Result<(), StoreError> {
    let mut others = session::Entity::delete_many().filter(session::Column::PersonId.eq(person));
    if let Some(kept) = kept {
        others = others.filter(session::Column::Id.ne(kept));
    }
    others.exec(db).await?;
    Ok(())
}

fn decode_contact(row: contact::Model) -> Result<(ContactId, Contact), StoreError> {
    let kind = choice(&row.kind, "contact", row.id.as_uuid(), "kind")?;
    Ok((row.id, Contact::stored(kind, row.value)))
}
