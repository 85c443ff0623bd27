//! Postings as they are read, each by whoever may: their organisation, and the desk that is responsible for it.

use std::collections::{BTreeMap, HashMap};

use sea_orm::sea_query::{Expr, ExprTrait as _, Func, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use time::OffsetDateTime;
use uuid::Uuid;

use super::entity::{measure, organisation, posting, posting_version};
use super::paging::{containing, page_of};
use super::{Store, StoreError, choice, organisations};
use crate::access::{Action, Actor, Permit};
use crate::organisation::{Organisation, OrganisationKind};
use crate::paging::{Page, PageAsked};
use crate::posting::trust::{TRUST_LOST_FOR, TrackRecord};
use crate::posting::{Filed, Outcome, Posting, PostingState, Record, Version};
use crate::{ListingId, OrganisationId};

/// Which postings of one's organisations are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PostingsSought {
    /// Those in this state; all where there is none.
    pub state: Option<PostingState>,
    /// Words that all stand somewhere in them.
    pub words: String,
}

impl Store {
    /// Finds a posting for somebody who may read it; there is none for anybody else. Who does not write for its
    /// organisation sees what was submitted last, and nothing of what never was.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn find_posting_for(&self, actor: &Actor, id: ListingId) -> Result<Option<Filed>, StoreError> {
        let Some(row) = posting::Entity::find_by_id(id).one(&self.db).await? else { return Ok(None) };
        let mut filed =
            Filed { organisation: organisation_of(&self.db, row.organisation_id).await?, posting: decode(row)? };
        let Ok(permit) = actor.permit(Action::ReadListing, filed.thing()) else { return Ok(None) };
        if actor.permit(Action::WriteListing, filed.thing()).is_err() {
            let Some(submitted) = self.list_versions(&permit).await?.pop() else { return Ok(None) };
            filed.posting.record = submitted.record;
        }
        Ok(Some(filed))
    }

    /// Lists the postings of the organisations for which `actor` writes that are sought, the latest change first.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_postings_of(
        &self,
        actor: &Actor,
        sought: &PostingsSought,
        asked: PageAsked,
    ) -> Result<Page<Filed>, StoreError> {
        let mut theirs = written_by(actor);
        if let Some(state) = sought.state {
            theirs = theirs.filter(posting::Column::State.eq(state.slug()));
        }
        for word in sought.words.split_whitespace() {
            theirs = theirs
                .filter(Func::lower(Expr::col(posting::Column::Record)).like(containing(&word.to_ascii_lowercase())));
        }
        let latest = theirs.order_by_desc(posting::Column::UpdatedAt).order_by_desc(posting::Column::Id);
        let page = page_of(latest, asked, &self.db).await?;
        Ok(Page { rows: self.file(page.rows).await?, goes_on: page.goes_on })
    }

    /// Counts what the organisations for which `actor` writes have here, by state.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn count_postings_of(&self, actor: &Actor) -> Result<BTreeMap<PostingState, u64>, StoreError> {
        let counted = written_by(actor)
            .select_only()
            .column(posting::Column::State)
            .column_as(posting::Column::Id.count(), "number")
            .group_by(posting::Column::State);
        let rows: Vec<(String, i64)> = counted.into_tuple().all(&self.db).await?;
        let of_state = |(state, number): (String, i64)| {
            Ok((choice(&state, "posting", Uuid::nil(), "state")?, number.unsigned_abs()))
        };
        rows.into_iter().map(of_state).collect()
    }

    /// Lists the organisations for which `actor` writes listings, by their names.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_organisations_written_for(&self, actor: &Actor) -> Result<Vec<Organisation>, StoreError> {
        let theirs: Vec<OrganisationId> = actor.organisations_for(Action::WriteListing).collect();
        let of_them = organisation::Entity::find().filter(organisation::Column::Id.is_in(theirs));
        let rows = of_them.order_by_asc(organisation::Column::Name).all(&self.db).await?;
        rows.into_iter().map(organisations::decode).collect()
    }

    /// Lists what is in `state` at the desks of `actor` and they may review, the longest unchanged first where it waits
    /// for them, else the latest first; at most `limit`.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_postings_at_desks(
        &self,
        actor: &Actor,
        state: PostingState,
        limit: u64,
    ) -> Result<Vec<Filed>, StoreError> {
        let desks: Vec<_> = actor.desks().collect();
        let kinds = OrganisationKind::ALL.iter().filter(|kind| desks.contains(&kind.desk()));
        let in_charge = Query::select()
            .column(organisation::Column::Id)
            .from(organisation::Entity)
            .and_where(organisation::Column::Kind.is_in(kinds.map(|kind| kind.slug())))
            .to_owned();
        let there = posting::Entity::find()
            .filter(posting::Column::State.eq(state.slug()))
            .filter(posting::Column::OrganisationId.in_subquery(in_charge));
        let there = if state == PostingState::Submitted {
            there.order_by_asc(posting::Column::SubmittedAt)
        } else {
            there.order_by_desc(posting::Column::UpdatedAt)
        };
        let rows = there.order_by_asc(posting::Column::Id).limit(limit).all(&self.db).await?;
        let mut filed = self.file(rows).await?;
        filed.retain(|filed| actor.permit(Action::ReviewListing, filed.thing()).is_ok());
        Ok(filed)
    }

    /// Lists the versions of the posting that `permit` is about, the first one first.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_versions(&self, permit: &Permit) -> Result<Vec<Version>, StoreError> {
        let rows = posting_version::Entity::find()
            .filter(posting_version::Column::PostingId.eq(permit.thing().id))
            .order_by_asc(posting_version::Column::Number)
            .all(&self.db)
            .await?;
        rows.into_iter().map(decode_version).collect()
    }

    /// What desks have decided about the listings of `organisation` until `now`.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn track_record(
        &self,
        organisation: OrganisationId,
        now: OffsetDateTime,
    ) -> Result<TrackRecord, StoreError> {
        let of_it = posting_version::Entity::find().filter(posting_version::Column::OrganisationId.eq(organisation));
        let decided = |outcomes: &[Outcome]| {
            let slugs: Vec<&str> = outcomes.iter().map(|it| it.slug()).collect();
            of_it.clone().filter(posting_version::Column::Outcome.is_in(slugs))
        };
        let lately = posting_version::Column::DecidedAt.gt(now - TRUST_LOST_FOR);
        let refused = decided(&[Outcome::Rejected, Outcome::Withdrawn]).filter(lately);
        let in_force = measure::Column::OrganisationId.eq(organisation).and(measure::Column::LiftedAt.is_null());
        let measures = in_force.and(measure::Column::TakenAt.gt(now - TRUST_LOST_FOR));
        let measures = measure::Entity::find().filter(measures);
        Ok(TrackRecord {
            approved: decided(&[Outcome::Approved]).count(&self.db).await?,
            refused_lately: refused.count(&self.db).await? + measures.count(&self.db).await?,
        })
    }

    async fn file(&self, rows: Vec<posting::Model>) -> Result<Vec<Filed>, StoreError> {
        let ids: Vec<OrganisationId> = rows.iter().map(|row| row.organisation_id).collect();
        let owners: HashMap<_, _> = self.map_organisations(&ids).await?;
        let file = |row: posting::Model| {
            let owner = owners.get(&row.organisation_id).cloned();
            let lost = StoreError::Corrupt { noun: "posting", id: row.id.as_uuid(), field: "organisation_id" };
            Ok(Filed { organisation: owner.ok_or(lost)?, posting: decode(row)? })
        };
        rows.into_iter().map(file).collect()
    }
}

/// The postings of the organisations for which `actor` writes.
fn written_by(actor: &Actor) -> Select<posting::Entity> {
    let theirs: Vec<OrganisationId> = actor.organisations_for(Action::WriteListing).collect();
    posting::Entity::find().filter(posting::Column::OrganisationId.is_in(theirs))
}

/// The organisation of a posting, which is always there.
pub(super) async fn organisation_of(db: &impl ConnectionTrait, id: OrganisationId) -> Result<Organisation, StoreError> {
    let row = organisation::Entity::find_by_id(id).one(db).await?;
    let lost = StoreError::Corrupt { noun: "organisation", id: id.as_uuid(), field: "id" };
    organisations::decode(row.ok_or(lost)?)
}

pub(super) fn decode(row: posting::Model) -> Result<Posting, StoreError> {
    let id = row.id.as_uuid();
    Ok(Posting {
        id: row.id,
        organisation: row.organisation_id,
        kind: choice(&row.kind, "posting", id, "kind")?,
        author: row.author_id,
        state: choice(&row.state, "posting", id, "state")?,
        record: decode_record(&row.record, id)?,
        version: number(row.version),
        live: row.live.map(number),
        revision: row.revision,
        publish_at: row.publish_at,
        valid_through: row.valid_through,
        submitted_at: row.submitted_at,
        reason: row.reason,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

fn decode_version(row: posting_version::Model) -> Result<Version, StoreError> {
    let id = row.posting_id.as_uuid();
    let outcome = row.outcome.as_deref();
    let remarks = serde_json::from_str(&row.remarks);
    Ok(Version {
        number: number(row.number),
        record: decode_record(&row.record, id)?,
        by: row.by_id,
        at: row.at,
        verdict: choice(&row.verdict, "posting_version", id, "verdict")?,
        outcome: outcome.map(|outcome| choice(outcome, "posting_version", id, "outcome")).transpose()?,
        reason: row.reason,
        remarks: remarks.map_err(|_| StoreError::Corrupt { noun: "posting_version", id, field: "remarks" })?,
        decided_at: row.decided_at,
    })
}

pub(super) fn decode_record(text: &str, id: uuid::Uuid) -> Result<Record, StoreError> {
    serde_json::from_str(text).map_err(|_| StoreError::Corrupt { noun: "posting", id, field: "record" })
}

fn number(stored: i32) -> u32 {
    u32::try_from(stored).unwrap_or(0)
}
