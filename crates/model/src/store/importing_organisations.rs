//! Taking in organisations, whole ones and those that listings only name.

use std::collections::{HashMap, HashSet};

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, Iterable, QueryFilter, QuerySelect};
use time::OffsetDateTime;
use uuid::Uuid;

use super::entity::{organisation, standing};
use super::importing::Outcome;
use super::merging::kept_in_place_of;
use super::organisations::IDS_PER_REQUEST;
use super::outbox::{self, INSERT_ROWS, Noun};
use super::{Store, StoreError};
use crate::OrganisationId;
use crate::organisation::Organisation;
use crate::similarity::content_hash;

impl Store {
    /// Takes in organisations in one transaction; a known one is updated where it changed.
    ///
    /// One that was verified says itself what it is, and one that went into another is no more: both stay as they are.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing of the batch is then stored.
    pub async fn import_organisations(
        &self,
        batch: &[Organisation],
        now: OffsetDateTime,
    ) -> Result<Vec<Outcome>, StoreError> {
        let transaction = self.begin_writing().await?;
        let ids: Vec<OrganisationId> = batch.iter().map(|it| it.id).collect();
        let known = known_organisations(&transaction, &ids).await?;
        let settled = settled_organisations(&transaction, &ids).await?;
        let mut outcomes = Vec::with_capacity(batch.len());
        let mut rows = Vec::new();
        let mut changed = Vec::new();
        for organisation in batch {
            let hash = content_hash(&serde_json::to_string(organisation).unwrap_or_default());
            let outcome = match known.get(&organisation.id) {
                _ if settled.contains(&organisation.id) => Outcome::Unchanged,
                Some(&(old, _)) if old == hash => Outcome::Unchanged,
                Some(_) => Outcome::Updated,
                None => Outcome::Added,
            };
            outcomes.push(outcome);
            if outcome != Outcome::Unchanged && !changed.contains(&organisation.id.as_uuid()) {
                let revision = known.get(&organisation.id).map_or(1, |&(_, revision)| revision + 1);
                rows.push(organisation_row(organisation, hash, revision, now));
                changed.push(organisation.id.as_uuid());
            }
        }
        write_organisations(&transaction, rows).await?;
        outbox::record(&transaction, Noun::Organisation, &changed, now).await?;
        transaction.commit().await?;
        Ok(outcomes)
    }
}

async fn known_organisations(
    transaction: &DatabaseTransaction,
    ids: &[OrganisationId],
) -> Result<HashMap<OrganisationId, (i64, i64)>, StoreError> {
    let mut known = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(IDS_PER_REQUEST) {
        let rows = organisation::Entity::find()
            .select_only()
            .columns([organisation::Column::Id, organisation::Column::ContentHash, organisation::Column::Revision])
            .filter(organisation::Column::Id.is_in(chunk.iter().copied()))
            .into_tuple::<(OrganisationId, i64, i64)>()
            .all(transaction)
            .await?;
        known.extend(rows.into_iter().map(|(id, hash, revision)| (id, (hash, revision))));
    }
    Ok(known)
}

/// Those among `ids` that were verified here or went into another.
async fn settled_organisations(
    transaction: &DatabaseTransaction,
    ids: &[OrganisationId],
) -> Result<HashSet<OrganisationId>, StoreError> {
    let mut settled: HashSet<OrganisationId> = kept_in_place_of(transaction, ids).await?.into_keys().collect();
    for chunk in ids.chunks(IDS_PER_REQUEST) {
        let among = standing::Column::OrganisationId.is_in(chunk.iter().copied());
        let rows = standing::Entity::find().select_only().column(standing::Column::OrganisationId).filter(among);
        settled.extend(rows.into_tuple::<OrganisationId>().all(transaction).await?);
    }
    Ok(settled)
}

/// Writes an organisation as it is from now on, inside a transaction, with its entry in the outbox.
pub(super) async fn put_organisation(
    transaction: &DatabaseTransaction,
    organisation: &Organisation,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    let known = known_organisations(transaction, &[organisation.id]).await?;
    let revision = known.get(&organisation.id).map_or(1, |&(_, revision)| revision + 1);
    let hash = content_hash(&serde_json::to_string(organisation).unwrap_or_default());
    write_organisations(transaction, vec![organisation_row(organisation, hash, revision, now)]).await?;
    outbox::record(transaction, Noun::Organisation, &[organisation.id.as_uuid()], now).await
}

/// Adds those that the database does not know; known ones stay as they are.
pub(super) async fn add_missing_organisations(
    transaction: &DatabaseTransaction,
    organisations: impl Iterator<Item = &Organisation>,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    let named: HashMap<OrganisationId, &Organisation> = organisations.map(|it| (it.id, it)).collect();
    let ids: Vec<OrganisationId> = named.keys().copied().collect();
    let known = known_organisations(transaction, &ids).await?;
    let missing = named.into_iter().filter(|(id, _)| !known.contains_key(id));
    let rows: Vec<organisation::ActiveModel> = missing
        .map(|(_, it)| organisation_row(it, content_hash(&serde_json::to_string(it).unwrap_or_default()), 1, now))
        .collect();
    let added: Vec<Uuid> = ids.iter().filter(|id| !known.contains_key(id)).map(|id| id.as_uuid()).collect();
    write_organisations(transaction, rows).await?;
    outbox::record(transaction, Noun::Organisation, &added, now).await
}

async fn write_organisations(
    transaction: &DatabaseTransaction,
    rows: Vec<organisation::ActiveModel>,
) -> Result<(), StoreError> {
    let updated = organisation::Column::iter()
        .filter(|column| !matches!(column, organisation::Column::Id | organisation::Column::CreatedAt));
    let on_conflict = OnConflict::column(organisation::Column::Id).update_columns(updated).to_owned();
    for chunk in rows.chunks(INSERT_ROWS) {
        organisation::Entity::insert_many(chunk.to_vec())
            .on_conflict(on_conflict.clone())
            .exec_without_returning(transaction)
            .await?;
    }
    Ok(())
}

fn organisation_row(
    organisation: &Organisation,
    content_hash: i64,
    revision: i64,
    now: OffsetDateTime,
) -> organisation::ActiveModel {
    let it = organisation.clone();
    organisation::ActiveModel {
        id: Set(it.id),
        kind: Set(it.kind.slug().to_owned()),
        name: Set(it.name),
        name_en: Set(it.name_en),
        short_name: Set(it.short_name),
        credit_code: Set(it.credit_code),
        division: Set(it.place.division),
        zone: Set(it.place.zone),
        place_text: Set(it.place.text),
        industry: Set(it.industry),
        summary: Set(it.summary),
        summary_en: Set(it.summary_en),
        staffing_agency: Set(it.staffing_agency),
        source: Set(it.provenance.source),
        record: Set(it.provenance.record),
        demo: Set(it.demo),
        content_hash: Set(content_hash),
        revision: Set(revision),
        created_at: Set(now),
        updated_at: Set(now),
    }
}
