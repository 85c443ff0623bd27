//! Rows of sheets: seen, chosen, and turned into listings.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use time::OffsetDateTime;

use super::entity::{posting, sheet, sheet_row};
use super::posting_moving::{By, begun, step_in};
use super::posting_steps::{Moved, NewPosting, Submission};
use super::postings::decode_record;
use super::{Store, StoreError, choice};
use crate::access::{Action, Permit};
use crate::posting::{Contents, Step};
use crate::sheet::{RowAim, RowOutcome, Sheet, SheetRow};
use crate::{OrganisationId, SheetId};

/// Which rows of a sheet are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowsShown {
    /// All of them.
    All,
    /// Those that have to be mended.
    Bad,
    /// Those that could become listings and were not chosen.
    Good,
}

/// What a row becomes.
#[derive(Clone, Debug)]
pub struct SettledRow {
    /// The sheet that it stands in.
    pub sheet: SheetId,
    /// Its number.
    pub number: u32,
    /// For whom.
    pub organisation: OrganisationId,
    /// The posting that it becomes.
    pub posting: NewPosting,
    /// What is handed to the desk; `None` leaves a draft.
    pub submission: Option<Submission>,
}

impl Store {
    /// Lists rows of a sheet in their order: `limit` of them, after as many as `passed`. Who may see them was asked by
    /// [`find_sheet_for`](Self::find_sheet_for), whose permit this takes.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_sheet_rows(
        &self,
        permit: &Permit,
        sheet: &Sheet,
        which: RowsShown,
        (passed, limit): (u64, u64),
    ) -> Result<Vec<SheetRow>, StoreError> {
        let rows = rows_of(permit, sheet);
        let rows = match which {
            RowsShown::All => rows,
            RowsShown::Bad => rows.filter(sheet_row::Column::Good.eq(false)),
            RowsShown::Good => rows.filter(sheet_row::Column::Good.eq(true)).filter(sheet_row::Column::Aim.is_null()),
        };
        let rows = rows.order_by_asc(sheet_row::Column::Number).offset(passed).limit(limit).all(&self.db).await?;
        rows.into_iter().map(decode).collect()
    }

    /// Chooses good rows of a sheet to become listings: those with these numbers, or all. Says how many were chosen now.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is chosen then.
    pub async fn choose_sheet_rows(
        &self,
        permit: &Permit,
        sheet: &Sheet,
        numbers: Option<&[u32]>,
        aim: RowAim,
    ) -> Result<u64, StoreError> {
        if permit.thing().id != sheet.organisation.as_uuid() || permit.action() != Action::WriteListing {
            return Ok(0);
        }
        let transaction = self.begin_writing().await?;
        let mut chosen = sheet_row::Entity::update_many()
            .col_expr(sheet_row::Column::Aim, Expr::value(aim.slug()))
            .filter(sheet_row::Column::SheetId.eq(sheet.id))
            .filter(sheet_row::Column::Good.eq(true))
            .filter(sheet_row::Column::Aim.is_null());
        if let Some(numbers) = numbers {
            let numbers = numbers.iter().filter_map(|&number| i32::try_from(number).ok());
            chosen = chosen.filter(sheet_row::Column::Number.is_in(numbers));
        }
        // Whoever's roles have to be asked later is whoever chose last.
        let by = sheet::Entity::update_many()
            .col_expr(sheet::Column::PersonId, Expr::value(permit.person()))
            .filter(sheet::Column::Id.eq(sheet.id));
        by.exec(&transaction).await?;
        let chosen = chosen.exec(&transaction).await?.rows_affected;
        transaction.commit().await?;
        Ok(chosen)
    }

    /// Lists rows of a sheet that wait to become listings, at most `limit`.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_rows_waiting(&self, sheet: SheetId, limit: u64) -> Result<Vec<SheetRow>, StoreError> {
        let rows = sheet_row::Entity::find()
            .filter(sheet_row::Column::SheetId.eq(sheet))
            .filter(sheet_row::Column::Aim.is_not_null())
            .filter(sheet_row::Column::Outcome.is_null())
            .order_by_asc(sheet_row::Column::Number)
            .limit(limit)
            .all(&self.db)
            .await?;
        rows.into_iter().map(decode).collect()
    }

    /// Lets a chosen row become a listing, unless it became one; `permit` is about that listing. One transaction.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is done then.
    pub async fn settle_sheet_row(
        &self,
        permit: &Permit,
        settled: &SettledRow,
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        let transaction = self.begin_writing().await?;
        if !is_waiting(&transaction, settled.sheet, settled.number).await? {
            return Ok(());
        }
        let row = begun(permit, settled.organisation, &settled.posting, now);
        posting::Entity::insert(row).exec_without_returning(&transaction).await?;
        let readable = |it: &Submission| Contents::read(settled.posting.kind, &it.record).ok();
        let submission = settled.submission.as_ref().and_then(|it| Some((it, readable(it)?)));
        let Some((submission, contents)) = submission else {
            mark(&transaction, settled.sheet, settled.number, RowOutcome::Drafted).await?;
            return Ok(transaction.commit().await?);
        };
        let id = settled.posting.id;
        let moving = step_in(transaction, id, By::Somebody(permit), Step::Submit, (None, ""), now).await?;
        // What was just begun can be submitted.
        let lost = StoreError::Corrupt { noun: "posting", id: id.as_uuid(), field: "state" };
        let mut moving = moving.map_err(|_| lost)?;
        moving.submit(permit, submission, contents).await?;
        let outcome = if submission.passes { RowOutcome::Published } else { RowOutcome::Submitted };
        mark(&moving.transaction, settled.sheet, settled.number, outcome).await?;
        match moving.finish(None).await? {
            Moved::Done(_) | Moved::Changed | Moved::NotNow | Moved::Twice => Ok(()),
        }
    }

    /// Notes that a chosen row becomes nothing.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses.
    pub async fn refuse_sheet_row(&self, sheet: SheetId, number: u32) -> Result<(), StoreError> {
        let transaction = self.begin_writing().await?;
        if is_waiting(&transaction, sheet, number).await? {
            mark(&transaction, sheet, number, RowOutcome::Refused).await?;
        }
        Ok(transaction.commit().await?)
    }
}

/// The rows of a sheet of the organisation of `permit`.
fn rows_of(permit: &Permit, sheet: &Sheet) -> sea_orm::Select<sheet_row::Entity> {
    let own = permit.thing().id == sheet.organisation.as_uuid();
    sheet_row::Entity::find().filter(sheet_row::Column::SheetId.eq(sheet.id)).filter(Expr::value(own))
}

async fn is_waiting(transaction: &DatabaseTransaction, sheet: SheetId, number: u32) -> Result<bool, StoreError> {
    let number = i32::try_from(number).unwrap_or(i32::MAX);
    let row = sheet_row::Entity::find_by_id((sheet, number)).one(transaction).await?;
    Ok(row.is_some_and(|row| row.aim.is_some() && row.outcome.is_none()))
}

async fn mark(
    transaction: &DatabaseTransaction,
    sheet: SheetId,
    number: u32,
    outcome: RowOutcome,
) -> Result<(), StoreError> {
    sheet_row::Entity::update_many()
        .col_expr(sheet_row::Column::Outcome, Expr::value(outcome.slug()))
        .filter(sheet_row::Column::SheetId.eq(sheet))
        .filter(sheet_row::Column::Number.eq(i32::try_from(number).unwrap_or(i32::MAX)))
        .exec(transaction)
        .await?;
    Ok(())
}

pub(super) fn encode(sheet: SheetId, row: &SheetRow) -> sheet_row::ActiveModel {
    sheet_row::ActiveModel {
        sheet_id: Set(sheet),
        number: Set(i32::try_from(row.number).unwrap_or(i32::MAX)),
        record: Set(serde_json::json!(row.record).to_string()),
        troubles: Set(serde_json::json!(row.troubles).to_string()),
        good: Set(row.good),
        aim: Set(row.aim.map(|aim| aim.slug().to_owned())),
        outcome: Set(row.outcome.map(|outcome| outcome.slug().to_owned())),
    }
}

fn decode(row: sheet_row::Model) -> Result<SheetRow, StoreError> {
    let id = row.sheet_id.as_uuid();
    let troubles = serde_json::from_str(&row.troubles);
    Ok(SheetRow {
        number: u32::try_from(row.number).unwrap_or(0),
        record: decode_record(&row.record, id)?,
        troubles: troubles.map_err(|_| StoreError::Corrupt { noun: "sheet_row", id, field: "troubles" })?,
        good: row.good,
        aim: row.aim.as_deref().map(|slug| choice(slug, "sheet_row", id, "aim")).transpose()?,
        outcome: row.outcome.as_deref().map(|slug| choice(slug, "sheet_row", id, "outcome")).transpose()?,
    })
}
