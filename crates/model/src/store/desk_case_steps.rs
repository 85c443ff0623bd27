//! What officers do to cases: each step in one transaction with its entry in the audit and the news of it. Of two officers
//! who act on what they saw at once, one is done and the other is told.

use std::collections::BTreeMap;

use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel as _, PaginatorTrait,
    QueryFilter,
};
use time::OffsetDateTime;

use super::desk_cases::{decode, works_at};
use super::desk_fruits::fruits_of;
use super::entity::{desk_case, desk_case_event, desk_introduction, listing, posting};
use super::notices::tell_writers;
use super::posting_moving::begun;
use super::postings::organisation_of;
use super::{Store, StoreError, audit, choice};
use crate::access::{Action, Permit};
use crate::audit::Event;
use crate::chance::Chance;
use crate::kind::ListingKind;
use crate::listing::ListingState;
use crate::message::{Telling, Topic};
use crate::store::NewPosting;
use crate::workbench::case::{CaseMove, CaseStep, DeskCase, is_other_side};
use crate::{ConnectionId, DeskCaseId, ListingId};

/// What became of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseMoved {
    /// It is done.
    Done,
    /// Somebody else changed the case meanwhile.
    Changed,
    /// It cannot be done in the state that the case is in.
    NotNow,
    /// Whoever is to have it does not work at its desk.
    NoOfficer,
    /// What is named is not public, or does not belong there.
    NotThere,
    /// The counterpart stands on the same side.
    SameSide,
    /// The counterpart was introduced before.
    Known,
    /// What is named is not what came of the case.
    NoAgreement,
    /// Nobody writes for the organisation.
    NoWriters,
}

/// A case that is being moved on.
struct Moving<'a> {
    transaction: DatabaseTransaction,
    permit: &'a Permit,
    before: DeskCase,
    row: desk_case::ActiveModel,
    /// Which listing or agreement the step is about, for who reads later what was done.
    about: String,
    now: OffsetDateTime,
}

impl Store {
    /// Does `step` to the case that `permit` is about, as somebody saw it at `revision`, and tells whom it concerns.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is done then.
    pub async fn move_desk_case(
        &self,
        permit: &Permit,
        revision: i64,
        step: &CaseMove,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<CaseMoved, StoreError> {
        let mut moving = match self.begin_case(permit, revision, step.step(), now).await? {
            Ok(moving) => moving,
            Err(not) => return Ok(not),
        };
        let done = match step {
            CaseMove::Assign(person) => moving.assign(*person).await?,
            CaseMove::HandOver(desk) => {
                moving.row.desk = Set(desk.slug().to_owned());
                moving.row.person_id = Set(None);
                if *desk == moving.before.desk { CaseMoved::NotThere } else { CaseMoved::Done }
            }
            CaseMove::Plan { next_action, due_on } => {
                moving.row.next_action = Set(next_action.clone());
                moving.row.due_on = Set(*due_on);
                CaseMoved::Done
            }
            CaseMove::TieNeed(need) => moving.tie(*need).await?,
            CaseMove::Introduce(counterpart) => moving.introduce(*counterpart, chance).await?,
            CaseMove::Achieve(agreement) => moving.achieve(*agreement).await?,
            CaseMove::Fail { reason } => {
                moving.row.reason = Set(reason.clone());
                CaseMoved::Done
            }
            CaseMove::Contact { .. } | CaseMove::Negotiate => CaseMoved::Done,
        };
        if done == CaseMoved::Done {
            let about = std::mem::take(&mut moving.about);
            moving.finish(step.step(), if about.is_empty() { step.words() } else { &about }).await?;
        }
        Ok(done)
    }

    /// Writes `draft` down as what the organisation of the case that `permit` is about wants, for its writers to complete,
    /// and tells them.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is done then.
    pub async fn draft_desk_need(
        &self,
        permit: &Permit,
        revision: i64,
        draft: &NewPosting,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<CaseMoved, StoreError> {
        let mut moving = match self.begin_case(permit, revision, CaseStep::Draft, now).await? {
            Ok(moving) => moving,
            Err(not) => return Ok(not),
        };
        if moving.before.has_need() {
            return Ok(CaseMoved::NotNow);
        }
        if !hand_draft(&moving.transaction, permit, draft, (chance, now)).await? {
            return Ok(CaseMoved::NoWriters);
        }
        moving.row.need_id = Set(Some(draft.id));
        moving.finish(CaseStep::Draft, "").await?;
        Ok(CaseMoved::Done)
    }

    async fn begin_case<'a>(
        &self,
        permit: &'a Permit,
        revision: i64,
        step: CaseStep,
        now: OffsetDateTime,
    ) -> Result<Result<Moving<'a>, CaseMoved>, StoreError> {
        let id = DeskCaseId::from_uuid(permit.thing().id);
        let transaction = self.begin_writing().await?;
        let row = desk_case::Entity::find_by_id(id).one(&transaction).await?;
        let Some(row) = row.filter(|_| permit.action() == Action::UseWorkbench) else {
            return Ok(Err(CaseMoved::NotNow));
        };
        let before = decode(row.clone())?;
        if before.revision != revision {
            return Ok(Err(CaseMoved::Changed));
        }
        let Some(state) = before.state.after(step) else { return Ok(Err(CaseMoved::NotNow)) };
        let mut row = row.into_active_model();
        row.state = Set(state.slug().to_owned());
        row.revision = Set(revision + 1);
        if !state.is_open() {
            row.ended_at = Set(Some(now));
        }
        Ok(Ok(Moving { transaction, permit, before, row, about: String::new(), now }))
    }
}

impl Moving<'_> {
    async fn assign(&mut self, person: crate::PersonId) -> Result<CaseMoved, StoreError> {
        if !works_at(&self.transaction, (person, self.before.desk), self.now).await? {
            return Ok(CaseMoved::NoOfficer);
        }
        self.row.person_id = Set(Some(person));
        Ok(CaseMoved::Done)
    }

    /// Ties the case to a public listing of its organisation that says what is wanted.
    async fn tie(&mut self, need: ListingId) -> Result<CaseMoved, StoreError> {
        let Some((row, kind)) = public(&self.transaction, need, self.now).await? else {
            return Ok(CaseMoved::NotThere);
        };
        let is_theirs = self.before.organisation == Some(row.organisation_id);
        if !is_theirs || kind.side() != crate::choice::Side::Demand {
            return Ok(CaseMoved::NotThere);
        }
        self.row.need_id = Set(Some(need));
        self.row.kind = Set(kind.slug().to_owned());
        self.about = row.title;
        Ok(CaseMoved::Done)
    }

    /// Introduces the two sides to each other: those who write for either are told of the other's listing.
    async fn introduce(&mut self, counterpart: ListingId, chance: &Chance) -> Result<CaseMoved, StoreError> {
        let (transaction, now) = (&self.transaction, self.now);
        let need = match self.before.need {
            Some(need) => public(transaction, need, now).await?,
            None => None,
        };
        let Some(((need, need_kind), (other, other_kind))) = need.zip(public(transaction, counterpart, now).await?)
        else {
            return Ok(CaseMoved::NotThere);
        };
        if !need_kind.counterparts().contains(&other_kind) {
            return Ok(CaseMoved::NotThere);
        }
        let ours = organisation_of(transaction, need.organisation_id).await?;
        let theirs = organisation_of(transaction, other.organisation_id).await?;
        if !is_other_side(ours.kind, theirs.kind) {
            return Ok(CaseMoved::SameSide);
        }
        let row = desk_introduction::ActiveModel {
            case_id: Set(self.before.id),
            listing_id: Set(other.id),
            organisation_id: Set(theirs.id),
            title: Set(other.title.clone()),
            at: Set(now),
        };
        let known = desk_introduction::Entity::find_by_id((self.before.id, other.id)).count(transaction).await?;
        if known > 0 {
            return Ok(CaseMoved::Known);
        }
        desk_introduction::Entity::insert(row).exec_without_returning(transaction).await?;
        let news = [(ours.id, &other, &theirs.name), (theirs.id, &need, &ours.name)];
        for (told, listing, name) in news {
            let words = [("title", listing.title.clone()), ("organisation", name.clone())];
            let telling = telling(Topic::Introduction, words, format!("/listings/{}", listing.id), chance);
            tell_writers(transaction, told, &telling, now).await?;
        }
        self.about = format!("{} · {}", theirs.name, other.title);
        Ok(CaseMoved::Done)
    }

    /// Closes the case with what came of it.
    async fn achieve(&mut self, agreement: ConnectionId) -> Result<CaseMoved, StoreError> {
        let introduced = desk_introduction::Entity::find().filter(desk_introduction::Column::CaseId.eq(self.before.id));
        let introduced = introduced.all(&self.transaction).await?;
        let introduced: Vec<_> = introduced.into_iter().map(|row| (row.organisation_id, row.at)).collect();
        let fruits = fruits_of(&self.transaction, &self.before, &introduced).await?;
        let Some(fruit) = fruits.into_iter().find(|it| it.id == agreement) else {
            return Ok(CaseMoved::NoAgreement);
        };
        self.about = match fruit.other {
            Some(other) => {
                let theirs = organisation_of(&self.transaction, other).await?;
                format!("{} · {}", theirs.name, fruit.name)
            }
            None => fruit.name,
        };
        self.row.agreement_id = Set(Some(agreement));
        Ok(CaseMoved::Done)
    }

    async fn finish(self, step: CaseStep, words: &str) -> Result<(), StoreError> {
        let row = self.row.update(&self.transaction).await?;
        let event = desk_case_event::ActiveModel {
            case_id: Set(row.id),
            revision: Set(row.revision),
            desk: Set(self.before.desk.slug().to_owned()),
            step: Set(step.slug().to_owned()),
            state: Set(row.state),
            words: Set(words.to_owned()),
            person_id: Set(self.permit.person()),
            at: Set(self.now),
        };
        desk_case_event::Entity::insert(event).exec_without_returning(&self.transaction).await?;
        let reason = [step.slug(), words].join(" ");
        audit::append(&self.transaction, self.permit, Event::DeskCaseMoved, reason.trim_end(), self.now).await?;
        self.transaction.commit().await?;
        Ok(())
    }
}

/// Begins `draft` for the organisation that `permit` is about and tells its writers; false when there are none.
pub(super) async fn hand_draft(
    transaction: &DatabaseTransaction,
    permit: &Permit,
    draft: &NewPosting,
    (chance, now): (&Chance, OffsetDateTime),
) -> Result<bool, StoreError> {
    let Some((organisation, _)) = permit.thing().organisation else { return Ok(false) };
    let title = draft.record.get("title").and_then(serde_json::Value::as_str).unwrap_or_default();
    let words = [("title", title.to_owned()), ("organisation", organisation_of(transaction, organisation).await?.name)];
    let telling = telling(Topic::NeedDrafted, words, format!("/my/listings/{}", draft.id), chance);
    if tell_writers(transaction, organisation, &telling, now).await? == 0 {
        return Ok(false);
    }
    let row = begun(permit, organisation, draft, now);
    posting::Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(true)
}

/// The listing `id` with its kind, if the public sees it and it is open.
async fn public(
    transaction: &DatabaseTransaction,
    id: ListingId,
    now: OffsetDateTime,
) -> Result<Option<(listing::Model, ListingKind)>, StoreError> {
    let row = listing::Entity::find_by_id(id).one(transaction).await?;
    let is_open = |row: &listing::Model| {
        let is_public = row.state == ListingState::Published.slug() && row.duplicate_of.is_none();
        is_public && row.valid_through.is_none_or(|end| now <= end)
    };
    let with_kind = |row: listing::Model| {
        let kind = choice(&row.kind, "listing", id.as_uuid(), "kind")?;
        Ok((row, kind))
    };
    row.filter(is_open).map(with_kind).transpose()
}

fn telling<'a>(topic: Topic, words: [(&str, String); 2], link: String, chance: &'a Chance) -> Telling<'a> {
    let words = words.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Telling { topic, words, letter_words: BTreeMap::new(), link, chance }
}
