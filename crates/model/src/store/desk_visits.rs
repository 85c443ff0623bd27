//! Visits that the desks noted, and the needs that came of them.

use std::collections::HashMap;

use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel as _, QueryFilter,
    QueryOrder, Select,
};
use time::OffsetDateTime;

use super::desk_case_steps::hand_draft;
use super::desk_cases::{desks_read, open, works_at};
use super::entity::{desk_case, desk_visit, desk_visit_officer};
use super::paging::page_of;
use super::{Store, StoreError, audit, choice};
use crate::access::{Action, Actor, Desk, Permit};
use crate::audit::Event;
use crate::chance::Chance;
use crate::paging::{Page, PageAsked};
use crate::store::NewPosting;
use crate::workbench::case::{CaseSource, NewCase};
use crate::workbench::visit::{DeskVisit, FiledVisit, VisitNote};
use crate::{DeskCaseId, DeskVisitId, OrganisationId, PersonId};

impl Store {
    /// Notes the visit that `permit` is about, of officers of `desk` to the organisation that its thing names, if the
    /// platform knows it; says whether it is new. Whoever notes it was there, and so were those of `others` who work there.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is noted then.
    pub async fn note_desk_visit(
        &self,
        permit: &Permit,
        (desk, others): (Desk, &[PersonId]),
        note: &VisitNote,
        now: OffsetDateTime,
    ) -> Result<bool, StoreError> {
        let id = DeskVisitId::from_uuid(permit.thing().id);
        let transaction = self.begin_writing().await?;
        if permit.action() != Action::UseWorkbench
            || desk_visit::Entity::find_by_id(id).one(&transaction).await?.is_some()
        {
            return Ok(false);
        }
        desk_visit::Entity::insert(row_of(permit, desk, note, now)).exec_without_returning(&transaction).await?;
        let mut went = vec![permit.person()];
        for &other in others {
            if !went.contains(&other) && works_at(&transaction, (other, desk), now).await? {
                went.push(other);
            }
        }
        let went = went
            .into_iter()
            .map(|person| desk_visit_officer::ActiveModel { visit_id: Set(id), person_id: Set(person) });
        desk_visit_officer::Entity::insert_many(went).exec_without_returning(&transaction).await?;
        audit::append(&transaction, permit, Event::DeskVisitNoted, "", now).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Lists the visits of the desks of `actor` that they may work on, the latest first.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_desk_visits(&self, actor: &Actor, asked: PageAsked) -> Result<Page<FiledVisit>, StoreError> {
        let latest = at_desks(actor).order_by_desc(desk_visit::Column::VisitedOn).order_by_desc(desk_visit::Column::Id);
        let page = page_of(latest, asked, &self.db).await?;
        Ok(Page { rows: self.file_desk_visits(actor, page.rows).await?, goes_on: page.goes_on })
    }

    /// Finds a visit of the desks of `actor` that they may work on, with their leave to do so.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or the row cannot be understood.
    pub async fn find_desk_visit_for(
        &self,
        actor: &Actor,
        id: DeskVisitId,
    ) -> Result<Option<(FiledVisit, Permit)>, StoreError> {
        let row = at_desks(actor).filter(desk_visit::Column::Id.eq(id)).one(&self.db).await?;
        let filed = self.file_desk_visits(actor, row.into_iter().collect()).await?.pop();
        Ok(filed
            .and_then(|it| Some((actor.permit(Action::UseWorkbench, it.thing()).ok()?, it)))
            .map(|(permit, it)| (it, permit)))
    }

    /// Makes what the visit `visit` heard the case that `permit` is about, of whoever does it. Where somebody writes for
    /// the organisation they get `draft` to complete; else what is wanted stays with the desk. Doing it twice does it once.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is done then.
    pub async fn make_need_of_visit(
        &self,
        permit: &Permit,
        visit: DeskVisitId,
        draft: &NewPosting,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<Option<DeskCaseId>, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some(row) = desk_visit::Entity::find_by_id(visit).one(&transaction).await? else { return Ok(None) };
        let before = decode(row.clone())?;
        if !before.can_become_need() {
            return Ok(before.case);
        }
        let new = NewCase {
            name: before.name,
            source: CaseSource::Visit,
            kind: before.kind,
            wants: before.wants,
            next_action: String::new(),
            due_on: None,
        };
        if !open(&transaction, permit, before.desk, &new, now).await? {
            return Ok(None);
        }
        let case = DeskCaseId::from_uuid(permit.thing().id);
        if hand_draft(&transaction, permit, draft, (chance, now)).await? {
            tie(&transaction, case, draft).await?;
        }
        let mut row = row.into_active_model();
        row.case_id = Set(Some(case));
        row.revision = Set(before.revision + 1);
        row.update(&transaction).await?;
        transaction.commit().await?;
        Ok(Some(case))
    }

    async fn file_desk_visits(
        &self,
        actor: &Actor,
        rows: Vec<desk_visit::Model>,
    ) -> Result<Vec<FiledVisit>, StoreError> {
        let ids: Vec<OrganisationId> = rows.iter().filter_map(|row| row.organisation_id).collect();
        let organisations = self.map_organisations(&ids).await?;
        let mut went = self.officers_who_went(&rows).await?;
        let mut filed = Vec::new();
        for row in rows {
            let organisation = row.organisation_id.and_then(|id| organisations.get(&id).cloned());
            let officers = went.remove(&row.id).unwrap_or_default();
            let it = FiledVisit { visit: decode(row)?, organisation, officers };
            if actor.permit(Action::UseWorkbench, it.thing()).is_ok() {
                filed.push(it);
            }
        }
        Ok(filed)
    }

    async fn officers_who_went(
        &self,
        visits: &[desk_visit::Model],
    ) -> Result<HashMap<DeskVisitId, Vec<String>>, StoreError> {
        let of_them = desk_visit_officer::Column::VisitId.is_in(visits.iter().map(|row| row.id));
        let rows = desk_visit_officer::Entity::find().filter(of_them).all(&self.db).await?;
        let names = self.names_of(rows.iter().map(|row| row.person_id)).await?;
        let mut went: HashMap<DeskVisitId, Vec<String>> = HashMap::new();
        for row in rows {
            went.entry(row.visit_id).or_default().extend(names.get(&row.person_id).cloned());
        }
        Ok(went)
    }
}

/// Notes that `draft` says what is wanted in a case that was just begun.
async fn tie(transaction: &DatabaseTransaction, case: DeskCaseId, draft: &NewPosting) -> Result<(), StoreError> {
    let row = desk_case::ActiveModel { id: Set(case), need_id: Set(Some(draft.id)), ..Default::default() };
    row.update(transaction).await?;
    Ok(())
}

fn at_desks(actor: &Actor) -> Select<desk_visit::Entity> {
    match desks_read(actor) {
        None => desk_visit::Entity::find(),
        Some(desks) => desk_visit::Entity::find().filter(desk_visit::Column::Desk.is_in(desks)),
    }
}

fn row_of(permit: &Permit, desk: Desk, note: &VisitNote, now: OffsetDateTime) -> desk_visit::ActiveModel {
    desk_visit::ActiveModel {
        id: Set(DeskVisitId::from_uuid(permit.thing().id)),
        desk: Set(desk.slug().to_owned()),
        organisation_id: Set(permit.thing().organisation.map(|(id, _)| id)),
        name: Set(note.name.clone()),
        visited_on: Set(note.visited_on),
        purpose: Set(note.purpose.slug().to_owned()),
        met: Set(note.met.clone()),
        notes: Set(note.notes.clone()),
        kind: Set(note.kind.slug().to_owned()),
        wants: Set(note.wants.clone()),
        case_id: Set(None),
        created_at: Set(now),
        revision: Set(1),
    }
}

fn decode(row: desk_visit::Model) -> Result<DeskVisit, StoreError> {
    let id = row.id.as_uuid();
    Ok(DeskVisit {
        id: row.id,
        desk: choice(&row.desk, "desk_visit", id, "desk")?,
        organisation: row.organisation_id,
        name: row.name,
        visited_on: row.visited_on,
        purpose: choice(&row.purpose, "desk_visit", id, "purpose")?,
        met: row.met,
        notes: row.notes,
        kind: choice(&row.kind, "desk_visit", id, "kind")?,
        wants: row.wants,
        case: row.case_id,
        created_at: row.created_at,
        revision: row.revision,
    })
}
