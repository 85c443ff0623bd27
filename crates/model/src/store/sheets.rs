//! Sheets of rows that become listings. A row becomes one in a single transaction with the mark that it has, so that
//! nothing is half done and nothing is made twice, whoever asks and however often.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Query;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, SqlErr,
};
use time::OffsetDateTime;

use super::entity::{posting, sheet, sheet_row};
use super::postings::{decode_record, organisation_of};
use super::{Store, StoreError, choice, sheet_rows};
use crate::access::{Action, Actor, Permit, Thing};
use crate::kind::ListingKind;
use crate::organisation::Organisation;
use crate::posting::{PostingState, Record};
use crate::sheet::{RowAim, RowOutcome, SHEETS_MAX, Sheet, SheetCounts, SheetRow};
use crate::{ListingId, OrganisationId, SheetId};

/// Rows that are stored with one request.
const ROWS_AT_ONCE: usize = 500;

/// What became of a sheet that was brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opened {
    /// It is kept.
    Done,
    /// It was kept before.
    Known,
    /// As many as may be kept for its organisation are.
    TooMany,
}

impl Store {
    /// Keeps a sheet with its rows for the organisation of `permit`; bringing it twice keeps it once.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is kept then.
    pub async fn open_sheet(&self, permit: &Permit, new: &Sheet, rows: &[SheetRow]) -> Result<Opened, StoreError> {
        let transaction = self.begin_writing().await?;
        if sheet::Entity::find_by_id(new.id).count(&transaction).await? > 0 {
            return Ok(Opened::Known);
        }
        let kept = sheet::Entity::find()
            .filter(sheet::Column::OrganisationId.eq(new.organisation))
            .filter(sheet::Column::ExpiresAt.gt(new.made_at));
        if kept.count(&transaction).await? >= SHEETS_MAX {
            return Ok(Opened::TooMany);
        }
        let row = sheet::ActiveModel {
            id: Set(new.id),
            organisation_id: Set(new.organisation),
            kind: Set(new.kind.slug().to_owned()),
            person_id: Set(permit.person()),
            name: Set(new.name.clone()),
            unread: Set(serde_json::json!(new.unread).to_string()),
            made_at: Set(new.made_at),
            expires_at: Set(new.expires_at),
        };
        match sheet::Entity::insert(row).exec_without_returning(&transaction).await {
            Ok(_) => {}
            Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
                return Ok(Opened::Known);
            }
            Err(error) => return Err(error.into()),
        }
        for rows in rows.chunks(ROWS_AT_ONCE) {
            let rows = rows.iter().map(|row| sheet_rows::encode(new.id, row));
            sheet_row::Entity::insert_many(rows).exec_without_returning(&transaction).await?;
        }
        transaction.commit().await?;
        Ok(Opened::Done)
    }

    /// Finds a sheet with its organisation, for somebody who writes for it; there is none for anybody else.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn find_sheet_for(
        &self,
        actor: &Actor,
        id: SheetId,
    ) -> Result<Option<(Sheet, Organisation, Permit)>, StoreError> {
        let Some(row) = sheet::Entity::find_by_id(id).one(&self.db).await? else { return Ok(None) };
        let organisation = organisation_of(&self.db, row.organisation_id).await?;
        let thing = Thing::organisation(organisation.id, organisation.kind);
        let Ok(permit) = actor.permit(Action::WriteListing, thing) else { return Ok(None) };
        Ok(Some((decode(row)?, organisation, permit)))
    }

    /// Lists the sheets that are kept for the organisations for which `actor` writes, the latest first, with how far they
    /// have come.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_sheets_of(&self, actor: &Actor) -> Result<Vec<(Sheet, SheetCounts)>, StoreError> {
        let theirs: Vec<OrganisationId> = actor.organisations_for(Action::WriteListing).collect();
        let rows = sheet::Entity::find()
            .filter(sheet::Column::OrganisationId.is_in(theirs))
            .order_by_desc(sheet::Column::MadeAt)
            .order_by_desc(sheet::Column::Id)
            .limit(5 * SHEETS_MAX)
            .all(&self.db)
            .await?;
        let mut listed = Vec::with_capacity(rows.len());
        for row in rows {
            let counts = counts_of(&self.db, row.id).await?;
            listed.push((decode(row)?, counts));
        }
        Ok(listed)
    }

    /// How far the rows of a sheet have come.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn count_sheet_rows(&self, permit: &Permit, sheet: &Sheet) -> Result<SheetCounts, StoreError> {
        if permit.thing().id != sheet.organisation.as_uuid() {
            return Ok(SheetCounts::default());
        }
        counts_of(&self.db, sheet.id).await
    }

    /// Lists the sheets in which rows wait to become listings, the oldest first.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_sheets_waiting(&self) -> Result<Vec<Sheet>, StoreError> {
        let waiting = Query::select()
            .column(sheet_row::Column::SheetId)
            .from(sheet_row::Entity)
            .and_where(sheet_row::Column::Aim.is_not_null())
            .and_where(sheet_row::Column::Outcome.is_null())
            .to_owned();
        let rows = sheet::Entity::find().filter(sheet::Column::Id.in_subquery(waiting));
        let rows = rows.order_by_asc(sheet::Column::MadeAt).all(&self.db).await?;
        rows.into_iter().map(decode).collect()
    }

    /// Forgets a sheet, unless rows of it wait; says whether it is gone.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is forgotten then.
    pub async fn discard_sheet(&self, permit: &Permit, sheet: &Sheet) -> Result<bool, StoreError> {
        if permit.thing().id != sheet.organisation.as_uuid() {
            return Ok(false);
        }
        let transaction = self.begin_writing().await?;
        if counts_of(&transaction, sheet.id).await?.waiting > 0 {
            return Ok(false);
        }
        let gone = sheet::Entity::delete_by_id(sheet.id).exec(&transaction).await?;
        transaction.commit().await?;
        Ok(gone.rows_affected > 0)
    }

    /// Forgets the sheets whose time is over and of which no row waits; says how many.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses.
    pub async fn forget_sheets(&self, now: OffsetDateTime) -> Result<u64, StoreError> {
        let waiting: Vec<SheetId> = self.list_sheets_waiting().await?.into_iter().map(|sheet| sheet.id).collect();
        let over = sheet::Entity::delete_many()
            .filter(sheet::Column::ExpiresAt.lte(now))
            .filter(sheet::Column::Id.is_not_in(waiting));
        Ok(over.exec(&self.db).await?.rows_affected)
    }

    /// Lists what the listings of one kind say that the organisation of `permit` is working on or has published.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_records_of(
        &self,
        permit: &Permit,
        kind: ListingKind,
    ) -> Result<Vec<(ListingId, Record)>, StoreError> {
        let Some((organisation, _)) = permit.thing().organisation else { return Ok(Vec::new()) };
        let ended = [PostingState::Rejected, PostingState::Closed, PostingState::Withdrawn, PostingState::Expired];
        let rows: Vec<(ListingId, String)> = posting::Entity::find()
            .filter(posting::Column::OrganisationId.eq(organisation))
            .filter(posting::Column::Kind.eq(kind.slug()))
            .filter(posting::Column::State.is_not_in(ended.map(PostingState::slug)))
            .select_only()
            .columns([posting::Column::Id, posting::Column::Record])
            .into_tuple()
            .all(&self.db)
            .await?;
        rows.into_iter().map(|(id, record)| Ok((id, decode_record(&record, id.as_uuid())?))).collect()
    }
}

async fn counts_of(db: &impl ConnectionTrait, sheet: SheetId) -> Result<SheetCounts, StoreError> {
    let groups: Vec<(bool, Option<String>, Option<String>, i64)> = sheet_row::Entity::find()
        .filter(sheet_row::Column::SheetId.eq(sheet))
        .select_only()
        .columns([sheet_row::Column::Good, sheet_row::Column::Aim, sheet_row::Column::Outcome])
        .column_as(sheet_row::Column::Number.count(), "rows")
        .group_by(sheet_row::Column::Good)
        .group_by(sheet_row::Column::Aim)
        .group_by(sheet_row::Column::Outcome)
        .into_tuple()
        .all(db)
        .await?;
    let mut counts = SheetCounts::default();
    for (good, aim, outcome, number) in groups {
        let aim = aim.and_then(|slug| RowAim::from_slug(&slug));
        let outcome = outcome.and_then(|slug| RowOutcome::from_slug(&slug));
        counts.add(u64::try_from(number).unwrap_or(0), good, aim, outcome);
    }
    Ok(counts)
}

fn decode(row: sheet::Model) -> Result<Sheet, StoreError> {
    let id = row.id.as_uuid();
    let unread = serde_json::from_str(&row.unread);
    Ok(Sheet {
        id: row.id,
        organisation: row.organisation_id,
        kind: choice(&row.kind, "sheet", id, "kind")?,
        person: row.person_id,
        name: row.name,
        unread: unread.map_err(|_| StoreError::Corrupt { noun: "sheet", id, field: "unread" })?,
        made_at: row.made_at,
        expires_at: row.expires_at,
    })
}
