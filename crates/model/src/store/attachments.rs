//! Files that are attached to listings: what they are, which versions have them, and which nobody needs any more. Their
//! content is not in the database.

use std::collections::HashMap;

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use time::OffsetDateTime;

use super::entity::{attachment, attachment_use, posting};
use super::posting_steps::Moved;
use super::{Store, StoreError, choice};
use crate::access::Permit;
use crate::attachment::{ATTACHMENTS_MAX, Attachment, AttachmentPurpose};
use crate::posting::Step;
use crate::{AttachmentId, ListingId};

/// Stands for what is being written where the number of a version stands.
const BEING_WRITTEN: i32 = 0;

/// Files that are cleared away at a time.
const BATCH: u64 = 100;

/// What became of a file that was brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attached {
    /// It is attached.
    Done,
    /// It was before.
    Known,
    /// The listing has as many as it may have.
    TooMany,
    /// The listing cannot be changed now.
    NotNow,
}

impl Store {
    /// Attaches a file to the posting of `permit`, while it can be changed; of a public one, to the changes to it. Asking
    /// twice under one identity attaches once.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is attached then.
    pub async fn attach(&self, permit: &Permit, new: &Attachment, now: OffsetDateTime) -> Result<Attached, StoreError> {
        let Ok(moving) = self.begin_for(permit, Step::Save, None, "", now).await? else { return Ok(Attached::NotNow) };
        if attachment::Entity::find_by_id(new.id).count(&moving.transaction).await? > 0 {
            return Ok(Attached::Known);
        }
        let present = with_version(moving.before.id, BEING_WRITTEN).count(&moving.transaction).await?;
        if usize::try_from(present).is_ok_and(|present| present >= ATTACHMENTS_MAX) {
            return Ok(Attached::TooMany);
        }
        let row = attachment::ActiveModel {
            id: Set(new.id),
            posting_id: Set(moving.before.id),
            name: Set(new.name.clone()),
            purpose: Set(new.purpose.slug().to_owned()),
            media: Set(new.media.slug().to_owned()),
            size: Set(i32::try_from(new.size).unwrap_or(i32::MAX)),
            sha256: Set(new.sha256.clone()),
            stored_as: Set(new.stored_as.clone()),
            added_at: Set(now),
        };
        attachment::Entity::insert(row).exec_without_returning(&moving.transaction).await?;
        use_in(&moving.transaction, &[new.id], BEING_WRITTEN).await?;
        moving.finish(None).await?;
        Ok(Attached::Done)
    }

    /// Takes a file from the posting of `permit`, while it can be changed; versions that had it keep it. Says whether it
    /// is taken.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is taken then.
    pub async fn detach(&self, permit: &Permit, id: AttachmentId, now: OffsetDateTime) -> Result<bool, StoreError> {
        let Ok(moving) = self.begin_for(permit, Step::Save, None, "", now).await? else { return Ok(false) };
        let here = with_version(moving.before.id, BEING_WRITTEN).filter(attachment::Column::Id.eq(id));
        if here.count(&moving.transaction).await? == 0 {
            return Ok(false);
        }
        attachment_use::Entity::delete_by_id((id, BEING_WRITTEN)).exec(&moving.transaction).await?;
        Ok(matches!(moving.finish(None).await?, Moved::Done(_)))
    }

    /// Lists the files that the posting of `permit` has as it is being written, the first one first.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_attachments(&self, permit: &Permit) -> Result<Vec<Attachment>, StoreError> {
        listed(&self.db, ListingId::from_uuid(permit.thing().id), BEING_WRITTEN).await
    }

    /// Lists the files that a version of the posting of `permit` has.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_attachments_of_version(
        &self,
        permit: &Permit,
        version: u32,
    ) -> Result<Vec<Attachment>, StoreError> {
        let version = i32::try_from(version).unwrap_or(i32::MAX);
        listed(&self.db, ListingId::from_uuid(permit.thing().id), version).await
    }

    /// Finds a file that the posting of `permit` has or had in some version.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn find_attachment(&self, permit: &Permit, id: AttachmentId) -> Result<Option<Attachment>, StoreError> {
        let own = attachment::Column::PostingId.eq(ListingId::from_uuid(permit.thing().id));
        let used = attachment::Column::Id.in_subquery(used_attachments());
        let row = attachment::Entity::find_by_id(id).filter(own.and(used)).one(&self.db).await?;
        row.map(decode).transpose()
    }

    /// Lists the public files of the version that the public sees of a listing; there are none where it sees none.
    /// Whether the listing itself is open is for the caller to know.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_public_attachments(&self, listing: ListingId) -> Result<Vec<Attachment>, StoreError> {
        Ok(self.map_public_attachments(&[listing]).await?.remove(&listing).unwrap_or_default())
    }

    /// The files that [`list_public_attachments`](Self::list_public_attachments) lists of each of `listings`; those
    /// without any are left out. One request.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn map_public_attachments(
        &self,
        listings: &[ListingId],
    ) -> Result<HashMap<ListingId, Vec<Attachment>>, StoreError> {
        let rows = attachment::Entity::find()
            .filter(attachment::Column::PostingId.is_in(listings.iter().copied()))
            .filter(attachment::Column::Purpose.eq(AttachmentPurpose::Public.slug()))
            .filter(attachment::Column::Id.in_subquery(with_live_version()))
            .order_by_asc(attachment::Column::AddedAt)
            .order_by_asc(attachment::Column::Id)
            .all(&self.db)
            .await?;
        let mut files: HashMap<ListingId, Vec<Attachment>> = HashMap::new();
        for row in rows {
            files.entry(row.posting_id).or_default().push(decode(row)?);
        }
        Ok(files)
    }

    /// Lists files that came before `before` and that no version has, nor what is being written; a hundred at most.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_unused_attachments(&self, before: OffsetDateTime) -> Result<Vec<Attachment>, StoreError> {
        let old = attachment::Column::AddedAt.lt(before);
        let rows = attachment::Entity::find().filter(unused().add(old)).limit(BATCH).all(&self.db).await?;
        rows.into_iter().map(decode).collect()
    }

    /// Forgets a file whose content is gone, unless something has it.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses.
    pub async fn forget_attachment(&self, id: AttachmentId) -> Result<(), StoreError> {
        let gone = attachment::Entity::delete_many().filter(unused().add(attachment::Column::Id.eq(id)));
        gone.exec(&self.db).await?;
        Ok(())
    }

    /// Whether some file lies under this name.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn knows_attachment_stored_as(&self, stored_as: &str) -> Result<bool, StoreError> {
        let known = attachment::Entity::find().filter(attachment::Column::StoredAs.eq(stored_as));
        Ok(known.count(&self.db).await? > 0)
    }
}

/// Lets a further version have the files that are attached now.
pub(super) async fn keep_with_version(
    transaction: &DatabaseTransaction,
    posting: ListingId,
    version: i32,
) -> Result<(), StoreError> {
    let now = ids_with(transaction, posting, BEING_WRITTEN).await?;
    use_in(transaction, &now, version).await
}

/// Attaches what a version has in the place of what is attached now.
pub(super) async fn go_back_to_version(
    transaction: &DatabaseTransaction,
    posting: ListingId,
    version: i32,
) -> Result<(), StoreError> {
    let now = ids_with(transaction, posting, BEING_WRITTEN).await?;
    let uses = attachment_use::Column::AttachmentId.is_in(now);
    attachment_use::Entity::delete_many()
        .filter(uses.and(attachment_use::Column::Version.eq(BEING_WRITTEN)))
        .exec(transaction)
        .await?;
    let then = ids_with(transaction, posting, version).await?;
    use_in(transaction, &then, BEING_WRITTEN).await
}

async fn ids_with(
    db: &impl ConnectionTrait,
    posting: ListingId,
    version: i32,
) -> Result<Vec<AttachmentId>, StoreError> {
    let ids = with_version(posting, version).select_only().column(attachment::Column::Id);
    Ok(ids.into_tuple().all(db).await?)
}

async fn use_in(transaction: &DatabaseTransaction, ids: &[AttachmentId], version: i32) -> Result<(), StoreError> {
    if ids.is_empty() {
        return Ok(());
    }
    let uses = ids.iter().map(|&id| attachment_use::ActiveModel { attachment_id: Set(id), version: Set(version) });
    attachment_use::Entity::insert_many(uses).exec_without_returning(transaction).await?;
    Ok(())
}

async fn listed(db: &impl ConnectionTrait, posting: ListingId, version: i32) -> Result<Vec<Attachment>, StoreError> {
    let rows = with_version(posting, version)
        .order_by_asc(attachment::Column::AddedAt)
        .order_by_asc(attachment::Column::Id)
        .all(db)
        .await?;
    rows.into_iter().map(decode).collect()
}

fn with_version(posting: ListingId, version: i32) -> sea_orm::Select<attachment::Entity> {
    let uses = used_attachments().and_where(attachment_use::Column::Version.eq(version)).to_owned();
    attachment::Entity::find()
        .filter(attachment::Column::PostingId.eq(posting))
        .filter(attachment::Column::Id.in_subquery(uses))
}

fn used_attachments() -> sea_orm::sea_query::SelectStatement {
    Query::select().column(attachment_use::Column::AttachmentId).from(attachment_use::Entity).to_owned()
}

/// Of each posting, the files of the version that the public sees.
fn with_live_version() -> sea_orm::sea_query::SelectStatement {
    let live = Expr::col((posting::Entity, posting::Column::Live));
    let same_posting =
        Expr::col((posting::Entity, posting::Column::Id)).equals((attachment::Entity, attachment::Column::PostingId));
    Query::select()
        .column((attachment_use::Entity, attachment_use::Column::AttachmentId))
        .from(attachment_use::Entity)
        .inner_join(posting::Entity, live.equals((attachment_use::Entity, attachment_use::Column::Version)))
        .and_where(same_posting)
        .to_owned()
}

fn unused() -> Condition {
    let used = Expr::col((attachment::Entity, attachment::Column::Id)).in_subquery(used_attachments());
    Condition::all().add(used.not())
}

fn decode(row: attachment::Model) -> Result<Attachment, StoreError> {
    Ok(Attachment {
        id: row.id,
        name: row.name,
        purpose: choice(&row.purpose, "attachment", row.id.as_uuid(), "purpose")?,
        media: choice(&row.media, "attachment", row.id.as_uuid(), "media")?,
        size: u32::try_from(row.size).unwrap_or(0),
        sha256: row.sha256,
        stored_as: row.stored_as,
        added_at: row.added_at,
    })
}
