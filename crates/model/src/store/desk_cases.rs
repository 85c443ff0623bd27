//! Cases of the desks as officers read them, and as they begin. Each desk reads its own; the committee oversees all.

use std::collections::HashMap;

use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder,
    QuerySelect, Select,
};
use time::OffsetDateTime;

use super::entity::{desk_case, desk_case_event, desk_introduction, desk_visit, grant, organisation, person};
use super::paging::containing;
use super::{Store, StoreError, audit, choice, organisations};
use crate::access::{Action, Actor, Desk, Permit, Role};
use crate::audit::Event;
use crate::clock::day_of;
use crate::organisation::Organisation;
use crate::workbench::case::{CaseEvent, CaseFile, CaseState, CaseStep, DeskCase, FiledCase, Introduction, NewCase};
use crate::{DeskCaseId, OrganisationId, PersonId};

/// Somebody who works at a desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Officer {
    /// Who it is.
    pub person: PersonId,
    /// What they are called.
    pub name: String,
    /// Their desk.
    pub desk: Desk,
}

impl Store {
    /// Lists the open cases at the desks of `actor` that they may work on: what is due earliest first, what has no day
    /// last; at most `limit`.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_open_desk_cases(&self, actor: &Actor, limit: u64) -> Result<Vec<FiledCase>, StoreError> {
        let open = at_desks(actor).filter(desk_case::Column::EndedAt.is_null());
        // Databases disagree on where nothing stands in an order.
        let ordered = open
            .order_by_asc(desk_case::Column::DueOn.is_null())
            .order_by_asc(desk_case::Column::DueOn)
            .order_by_asc(desk_case::Column::CreatedAt)
            .order_by_asc(desk_case::Column::Id);
        self.file_desk_cases(actor, ordered.limit(limit).all(&self.db).await?).await
    }

    /// Lists the closed cases at the desks of `actor` that they may work on, the latest first, at most `limit`.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_closed_desk_cases(&self, actor: &Actor, limit: u64) -> Result<Vec<FiledCase>, StoreError> {
        let closed = at_desks(actor).filter(desk_case::Column::EndedAt.is_not_null());
        let ordered = closed.order_by_desc(desk_case::Column::EndedAt).order_by_asc(desk_case::Column::Id);
        self.file_desk_cases(actor, ordered.limit(limit).all(&self.db).await?).await
    }

    /// Finds a case at the desks of `actor` that they may work on, with all that happened and their leave to work on it.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn find_desk_case_for(
        &self,
        actor: &Actor,
        id: DeskCaseId,
    ) -> Result<Option<(CaseFile, Permit)>, StoreError> {
        let row = at_desks(actor).filter(desk_case::Column::Id.eq(id)).one(&self.db).await?;
        let filed = self.file_desk_cases(actor, row.into_iter().collect()).await?.pop();
        let Some(filed) = filed else { return Ok(None) };
        let Ok(permit) = actor.permit(Action::UseWorkbench, filed.thing()) else { return Ok(None) };
        let events = self.desk_case_events(id).await?;
        let introductions = self.desk_introductions(id).await?;
        Ok(Some((CaseFile { filed, events, introductions }, permit)))
    }

    /// Begins the case that `permit` is about at `desk`, for the organisation that its thing names, if the platform knows
    /// one; says whether it is new. Who begins it has it.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is begun then.
    pub async fn open_desk_case(
        &self,
        permit: &Permit,
        desk: Desk,
        new: &NewCase,
        now: OffsetDateTime,
    ) -> Result<bool, StoreError> {
        let transaction = self.begin_writing().await?;
        let is_new = open(&transaction, permit, desk, new, now).await?;
        transaction.commit().await?;
        Ok(is_new)
    }

    /// Finds the organisation with exactly this name; of several the one that is known longest.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or the row cannot be understood.
    pub async fn find_organisation_named(&self, name: &str) -> Result<Option<Organisation>, StoreError> {
        let named = organisation::Column::Name.eq(name).or(organisation::Column::ShortName.eq(name));
        let rows = organisation::Entity::find().filter(named).order_by_asc(organisation::Column::Id);
        rows.one(&self.db).await?.map(organisations::decode).transpose()
    }

    /// Lists organisations whose names hold `name` or the beginning of it that is left when words for the legal form are cut
    /// off, by their names, at most `limit`.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_organisations_like(&self, name: &str, limit: u64) -> Result<Vec<Organisation>, StoreError> {
        let stem = ["股份有限公司", "有限责任公司", "有限公司", "公司"].iter().find_map(|form| name.strip_suffix(form));
        let stem = stem.unwrap_or(name).trim();
        if stem.chars().count() < 2 {
            return Ok(Vec::new());
        }
        let like = organisation::Column::Name.like(containing(stem));
        let rows = organisation::Entity::find().filter(like).order_by_asc(organisation::Column::Name).limit(limit);
        rows.all(&self.db).await?.into_iter().map(organisations::decode).collect()
    }

    /// Lists those who work at a desk today, for somebody who works at one.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_officers(&self, _permit: &Permit, now: OffsetDateTime) -> Result<Vec<Officer>, StoreError> {
        let held = grant::Column::EndedAt.is_null().and(grant::Column::Role.is_in(roles_of_desks()));
        let rows = grant::Entity::find().filter(held).order_by_asc(grant::Column::Id).all(&self.db).await?;
        let names = self.names_of(rows.iter().map(|row| row.person_id)).await?;
        let mut officers = Vec::new();
        for row in rows.into_iter().filter(|row| row.until.is_none_or(|until| day_of(now) <= until)) {
            let role: Role = choice(&row.role, "grant", row.id.as_uuid(), "role")?;
            let Some((desk, name)) = role.desk().zip(names.get(&row.person_id)) else { continue };
            officers.push(Officer { person: row.person_id, name: name.clone(), desk });
        }
        Ok(officers)
    }

    pub(super) async fn names_of(
        &self,
        people: impl IntoIterator<Item = PersonId>,
    ) -> Result<HashMap<PersonId, String>, StoreError> {
        let rows = person::Entity::find().filter(person::Column::Id.is_in(people)).all(&self.db).await?;
        Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
    }

    async fn file_desk_cases(&self, actor: &Actor, rows: Vec<desk_case::Model>) -> Result<Vec<FiledCase>, StoreError> {
        let ids: Vec<OrganisationId> = rows.iter().filter_map(|row| row.organisation_id).collect();
        let organisations = self.map_organisations(&ids).await?;
        let names = self.names_of(rows.iter().filter_map(|row| row.person_id)).await?;
        let mut filed = Vec::new();
        for row in rows {
            let organisation = row.organisation_id.and_then(|id| organisations.get(&id).cloned());
            let owner_name = row.person_id.and_then(|id| names.get(&id).cloned());
            let it = FiledCase { case: decode(row)?, organisation, owner_name };
            if actor.permit(Action::UseWorkbench, it.thing()).is_ok() {
                filed.push(it);
            }
        }
        Ok(filed)
    }

    async fn desk_case_events(&self, id: DeskCaseId) -> Result<Vec<CaseEvent>, StoreError> {
        let rows = desk_case_event::Entity::find().filter(desk_case_event::Column::CaseId.eq(id));
        let rows = rows.order_by_asc(desk_case_event::Column::Revision).all(&self.db).await?;
        let names = self.names_of(rows.iter().map(|row| row.person_id)).await?;
        let event = |row: desk_case_event::Model| {
            Ok(CaseEvent {
                step: choice(&row.step, "desk_case_event", id.as_uuid(), "step")?,
                state: choice(&row.state, "desk_case_event", id.as_uuid(), "state")?,
                words: row.words,
                by: names.get(&row.person_id).cloned(),
                at: row.at,
            })
        };
        rows.into_iter().map(event).collect()
    }

    async fn desk_introductions(&self, id: DeskCaseId) -> Result<Vec<Introduction>, StoreError> {
        let rows = desk_introduction::Entity::find().filter(desk_introduction::Column::CaseId.eq(id));
        let rows = rows.order_by_asc(desk_introduction::Column::At).all(&self.db).await?;
        let ids: Vec<OrganisationId> = rows.iter().map(|row| row.organisation_id).collect();
        let organisations = self.map_organisations(&ids).await?;
        let told = |row: desk_introduction::Model| {
            let organisation = organisations.get(&row.organisation_id).cloned()?;
            Some(Introduction { listing: row.listing_id, organisation, title: row.title, at: row.at })
        };
        Ok(rows.into_iter().filter_map(told).collect())
    }
}

/// The cases that the desks of `actor` have; the committee oversees all.
pub(super) fn at_desks(actor: &Actor) -> Select<desk_case::Entity> {
    match desks_read(actor) {
        None => desk_case::Entity::find(),
        Some(desks) => desk_case::Entity::find().filter(desk_case::Column::Desk.is_in(desks)),
    }
}

/// The desks whose work `actor` reads; `None` for every one.
pub(super) fn desks_read(actor: &Actor) -> Option<Vec<&'static str>> {
    let desks: Vec<Desk> = actor.desks().collect();
    (!desks.contains(&Desk::Committee)).then(|| desks.iter().map(|desk| desk.slug()).collect())
}

/// The roles that are held at desks.
fn roles_of_desks() -> impl Iterator<Item = &'static str> {
    Role::ALL.iter().filter(|role| role.desk().is_some()).map(|role| role.slug())
}

/// Whether `person` works at `desk` today.
pub(super) async fn works_at(
    db: &impl ConnectionTrait,
    (person, desk): (PersonId, Desk),
    now: OffsetDateTime,
) -> Result<bool, StoreError> {
    let role = Role::ALL.iter().find(|role| role.desk() == Some(desk)).map(|role| role.slug());
    let held = grant::Column::PersonId
        .eq(person)
        .and(grant::Column::EndedAt.is_null())
        .and(grant::Column::Role.eq(role.unwrap_or_default()));
    let rows = grant::Entity::find().filter(held).all(db).await?;
    Ok(rows.iter().any(|row| row.until.is_none_or(|until| day_of(now) <= until)))
}

/// Begins the case that `permit` is about, inside `transaction`; says whether it is new.
pub(super) async fn open(
    transaction: &DatabaseTransaction,
    permit: &Permit,
    desk: Desk,
    new: &NewCase,
    now: OffsetDateTime,
) -> Result<bool, StoreError> {
    let id = DeskCaseId::from_uuid(permit.thing().id);
    if permit.action() != Action::UseWorkbench || desk_case::Entity::find_by_id(id).one(transaction).await?.is_some() {
        return Ok(false);
    }
    let row = desk_case::ActiveModel {
        id: Set(id),
        desk: Set(desk.slug().to_owned()),
        organisation_id: Set(permit.thing().organisation.map(|(id, _)| id)),
        name: Set(new.name.clone()),
        source: Set(new.source.slug().to_owned()),
        kind: Set(new.kind.slug().to_owned()),
        wants: Set(new.wants.clone()),
        need_id: Set(None),
        person_id: Set(Some(permit.person())),
        next_action: Set(new.next_action.clone()),
        due_on: Set(new.due_on),
        state: Set(CaseState::Assigned.slug().to_owned()),
        reason: Set(String::new()),
        agreement_id: Set(None),
        created_at: Set(now),
        ended_at: Set(None),
        revision: Set(1),
    };
    desk_case::Entity::insert(row).exec_without_returning(transaction).await?;
    let event = desk_case_event::ActiveModel {
        case_id: Set(id),
        revision: Set(1),
        desk: Set(desk.slug().to_owned()),
        step: Set(CaseStep::Open.slug().to_owned()),
        state: Set(CaseState::Assigned.slug().to_owned()),
        words: Set(String::new()),
        person_id: Set(permit.person()),
        at: Set(now),
    };
    desk_case_event::Entity::insert(event).exec_without_returning(transaction).await?;
    audit::append(transaction, permit, Event::DeskCaseOpened, "", now).await?;
    Ok(true)
}

/// Moves the work of the desks about an organisation that goes into another one.
pub(super) async fn move_to(
    transaction: &DatabaseTransaction,
    (from, into): (OrganisationId, OrganisationId),
) -> Result<(), StoreError> {
    let kept = || sea_orm::sea_query::Expr::value(into.as_uuid());
    desk_case::Entity::update_many()
        .col_expr(desk_case::Column::OrganisationId, kept())
        .filter(desk_case::Column::OrganisationId.eq(from))
        .exec(transaction)
        .await?;
    desk_introduction::Entity::update_many()
        .col_expr(desk_introduction::Column::OrganisationId, kept())
        .filter(desk_introduction::Column::OrganisationId.eq(from))
        .exec(transaction)
        .await?;
    desk_visit::Entity::update_many()
        .col_expr(desk_visit::Column::OrganisationId, kept())
        .filter(desk_visit::Column::OrganisationId.eq(from))
        .exec(transaction)
        .await?;
    Ok(())
}

pub(super) fn decode(row: desk_case::Model) -> Result<DeskCase, StoreError> {
    let id = row.id.as_uuid();
    Ok(DeskCase {
        id: row.id,
        desk: choice(&row.desk, "desk_case", id, "desk")?,
        organisation: row.organisation_id,
        name: row.name,
        source: choice(&row.source, "desk_case", id, "source")?,
        kind: choice(&row.kind, "desk_case", id, "kind")?,
        wants: row.wants,
        need: row.need_id,
        owner: row.person_id,
        next_action: row.next_action,
        due_on: row.due_on,
        state: choice(&row.state, "desk_case", id, "state")?,
        reason: row.reason,
        agreement: row.agreement_id,
        created_at: row.created_at,
        revision: row.revision,
    })
}
