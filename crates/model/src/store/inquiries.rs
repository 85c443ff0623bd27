//! Questions about policy documents: asked, decided and answered, each step in one transaction with its entry in the
//! audit and the news of it.

use std::collections::HashMap;

use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait as _, IntoActiveModel as _,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use time::{Date, Duration, OffsetDateTime};

use super::entity::inquiry;
use super::paging::page_of;
use super::{Store, StoreError, audit, choice, messages};
use crate::access::{Action, Actor, Desk, Permit};
use crate::audit::Event;
use crate::inquiry::{
    FiledInquiry, Inquiry, InquiryFigures, InquiryMove, InquiryQueue, InquiryState, OPEN_MAX, Question, Referral,
};
use crate::message::News;
use crate::paging::{Page, PageAsked};
use crate::{InquiryId, ListingId, PersonId};

/// How long answers count in the figures of a desk.
const FIGURES_SPAN: Duration = Duration::days(90);

/// A question to be asked.
#[derive(Clone, Debug)]
pub struct NewInquiry {
    /// The document that it is about.
    pub policy: ListingId,
    /// The desk in charge.
    pub desk: Desk,
    /// What is asked.
    pub question: Question,
    /// The question that it goes on from.
    pub follows: Option<InquiryId>,
    /// The day by which it is to be answered.
    pub due_on: Date,
}

/// What became of asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// It is asked.
    Done,
    /// It was asked before.
    Known,
    /// Its asker has as many questions waiting as anybody may.
    Full,
    /// Nobody may go on from that question, or somebody did.
    NotNow,
}

/// What became of a step.
#[derive(Clone, Debug, PartialEq)]
pub enum InquiryMoved {
    /// It is done; this is the question now.
    Done(Box<Inquiry>),
    /// Somebody else changed the question meanwhile.
    Changed,
    /// It cannot be done any more.
    NotNow,
}

impl Store {
    /// Asks the question that `permit` is about; one that goes on from an answered question closes that one. Asking twice
    /// under one identity asks once.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is asked then.
    pub async fn ask(&self, permit: &Permit, new: &NewInquiry, now: OffsetDateTime) -> Result<Asked, StoreError> {
        let (id, asker) = (InquiryId::from_uuid(permit.thing().id), permit.person());
        let transaction = self.begin_writing().await?;
        if permit.action() != Action::AskInquiry {
            return Ok(Asked::NotNow);
        }
        if inquiry::Entity::find_by_id(id).one(&transaction).await?.is_some() {
            return Ok(Asked::Known);
        }
        if own(asker).filter(is_open()).count(&transaction).await? >= OPEN_MAX {
            return Ok(Asked::Full);
        }
        if let Some(before) = new.follows
            && !close_before(&transaction, asker, before).await?
        {
            return Ok(Asked::NotNow);
        }
        inquiry::Entity::insert(row_of(id, asker, new, now)).exec_without_returning(&transaction).await?;
        audit::append(&transaction, permit, Event::InquiryAsked, "", now).await?;
        transaction.commit().await?;
        Ok(Asked::Done)
    }

    /// Does `step` to the question that `permit` is about, as somebody saw it at `revision`, and tells `news` of it.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is done then.
    pub async fn move_inquiry(
        &self,
        permit: &Permit,
        revision: i64,
        step: &InquiryMove,
        news: Option<&News>,
        now: OffsetDateTime,
    ) -> Result<InquiryMoved, StoreError> {
        let id = InquiryId::from_uuid(permit.thing().id);
        let transaction = self.begin_writing().await?;
        let Some(row) = inquiry::Entity::find_by_id(id).one(&transaction).await? else {
            return Ok(InquiryMoved::NotNow);
        };
        let before = decode(row.clone())?;
        let may = step.step().action() == permit.action();
        let Some(state) = before.state.after(step.step()).filter(|_| may) else { return Ok(InquiryMoved::NotNow) };
        if before.revision != revision {
            return Ok(InquiryMoved::Changed);
        }
        let mut row = row.into_active_model();
        row.state = Set(state.slug().to_owned());
        row.revision = Set(revision + 1);
        let reason = change(&mut row, &before, step, now);
        audit::append(&transaction, permit, step.step().event(), reason, now).await?;
        let row = row.update(&transaction).await?;
        if let Some(news) = news {
            messages::write(&transaction, news, now).await?;
        }
        transaction.commit().await?;
        Ok(InquiryMoved::Done(Box::new(decode(row)?)))
    }

    /// Lists what `person` asked, the latest first.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_own_inquiries(
        &self,
        person: PersonId,
        asked: PageAsked,
    ) -> Result<Page<FiledInquiry>, StoreError> {
        let latest = own(person).order_by_desc(inquiry::Column::AskedAt).order_by_asc(inquiry::Column::Id);
        let page = page_of(latest, asked, &self.db).await?;
        Ok(Page { rows: self.file_inquiries(page.rows).await?, goes_on: page.goes_on })
    }

    /// Finds a question that `person` asked.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or the row cannot be understood.
    pub async fn find_own_inquiry(&self, person: PersonId, id: InquiryId) -> Result<Option<FiledInquiry>, StoreError> {
        let row = own(person).filter(inquiry::Column::Id.eq(id)).one(&self.db).await?;
        Ok(self.file_inquiries(row.into_iter().collect()).await?.pop())
    }

    /// Finds the question by which `person` went on from `id`.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or the row cannot be understood.
    pub async fn find_own_further_inquiry(
        &self,
        person: PersonId,
        id: InquiryId,
    ) -> Result<Option<Inquiry>, StoreError> {
        own(person).filter(inquiry::Column::Follows.eq(id)).one(&self.db).await?.map(decode).transpose()
    }

    /// Lists the answers that stand below the document `policy`, the latest first, at most `limit`.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_public_inquiries(&self, policy: ListingId, limit: u64) -> Result<Vec<Inquiry>, StoreError> {
        let public = inquiry::Entity::find()
            .filter(inquiry::Column::PolicyId.eq(policy))
            .filter(inquiry::Column::IsPublic.eq(true))
            .order_by_desc(inquiry::Column::DecidedAt)
            .order_by_asc(inquiry::Column::Id)
            .limit(limit);
        public.all(&self.db).await?.into_iter().map(decode).collect()
    }

    /// Lists the questions of `queue` at the desks of `actor` that they may answer, at most `limit`.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_inquiries_at_desks(
        &self,
        actor: &Actor,
        queue: InquiryQueue,
        limit: u64,
    ) -> Result<Vec<FiledInquiry>, StoreError> {
        let there = match queue {
            InquiryQueue::Open => at_desks(actor).filter(is_open()).order_by_asc(inquiry::Column::DueOn),
            InquiryQueue::Done => at_desks(actor).filter(is_open().not()).order_by_desc(inquiry::Column::DecidedAt),
        };
        let rows = there.order_by_asc(inquiry::Column::Id).limit(limit).all(&self.db).await?;
        let mut filed = self.file_inquiries(rows).await?;
        filed.retain(|filed| actor.permit(Action::AnswerInquiry, filed.thing()).is_ok());
        Ok(filed)
    }

    /// Finds a question at the desks of `actor` that they may answer.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or the row cannot be understood.
    pub async fn find_inquiry_for(&self, actor: &Actor, id: InquiryId) -> Result<Option<FiledInquiry>, StoreError> {
        let row = at_desks(actor).filter(inquiry::Column::Id.eq(id)).one(&self.db).await?;
        let filed = self.file_inquiries(row.into_iter().collect()).await?.pop();
        Ok(filed.filter(|filed| actor.permit(Action::AnswerInquiry, filed.thing()).is_ok()))
    }

    /// How the desks of `actor` stand with their questions on `today`.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn inquiry_figures(
        &self,
        actor: &Actor,
        today: Date,
        now: OffsetDateTime,
    ) -> Result<InquiryFigures, StoreError> {
        let open = at_desks(actor).filter(is_open());
        let overdue = open.clone().filter(inquiry::Column::DueOn.lt(today));
        let answered: Vec<(OffsetDateTime, Option<OffsetDateTime>)> = at_desks(actor)
            .filter(
                inquiry::Column::State.is_in([InquiryState::Answered, InquiryState::Closed].map(InquiryState::slug)),
            )
            .filter(inquiry::Column::DecidedAt.gt(now - FIGURES_SPAN))
            .select_only()
            .columns([inquiry::Column::AskedAt, inquiry::Column::DecidedAt])
            .into_tuple()
            .all(&self.db)
            .await?;
        let days = |(asked, decided): &(OffsetDateTime, Option<OffsetDateTime>)| {
            decided.map(|at| (at - *asked).whole_days().unsigned_abs())
        };
        Ok(InquiryFigures {
            open: open.count(&self.db).await?,
            overdue: overdue.count(&self.db).await?,
            answered: answered.len() as u64,
            median_days: InquiryFigures::median(answered.iter().filter_map(days).collect()),
        })
    }

    async fn file_inquiries(&self, rows: Vec<inquiry::Model>) -> Result<Vec<FiledInquiry>, StoreError> {
        let ids: Vec<ListingId> = rows.iter().map(|row| row.policy_id).collect();
        let policies: HashMap<_, _> =
            self.list_once_public_listings(&ids).await?.into_iter().map(|it| (it.listing.id, it)).collect();
        let file = |row: inquiry::Model| {
            let lost = StoreError::Corrupt { noun: "inquiry", id: row.id.as_uuid(), field: "policy_id" };
            let policy = policies.get(&row.policy_id).cloned().ok_or(lost)?;
            Ok(FiledInquiry { inquiry: decode(row)?, policy })
        };
        rows.into_iter().map(file).collect()
    }
}

fn own(person: PersonId) -> Select<inquiry::Entity> {
    inquiry::Entity::find().filter(inquiry::Column::PersonId.eq(person))
}

/// The questions that the desks of `actor` have; the committee oversees all.
fn at_desks(actor: &Actor) -> Select<inquiry::Entity> {
    let desks: Vec<Desk> = actor.desks().collect();
    if desks.contains(&Desk::Committee) {
        return inquiry::Entity::find();
    }
    inquiry::Entity::find().filter(inquiry::Column::Desk.is_in(desks.iter().map(|desk| desk.slug())))
}

fn is_open() -> sea_orm::sea_query::Expr {
    let open = InquiryState::ALL.iter().filter(|state| state.is_open()).map(|state| state.slug());
    inquiry::Column::State.is_in(open)
}

/// Closes the answered question from which its asker goes on; nobody goes on twice, nor from what itself went on.
async fn close_before(db: &impl ConnectionTrait, asker: PersonId, id: InquiryId) -> Result<bool, StoreError> {
    let Some(row) = own(asker).filter(inquiry::Column::Id.eq(id)).one(db).await? else { return Ok(false) };
    let before = decode(row.clone())?;
    if before.state != InquiryState::Answered || before.follows.is_some() {
        return Ok(false);
    }
    let mut row = row.into_active_model();
    row.state = Set(InquiryState::Closed.slug().to_owned());
    row.revision = Set(before.revision + 1);
    row.update(db).await?;
    Ok(true)
}

/// Puts what `step` says into `row`; returns the reason for the audit.
fn change<'a>(row: &mut inquiry::ActiveModel, before: &Inquiry, step: &'a InquiryMove, now: OffsetDateTime) -> &'a str {
    match step {
        InquiryMove::Accept | InquiryMove::Withdraw | InquiryMove::Close => "",
        InquiryMove::Refuse { reason, referral } => {
            row.reason = Set(reason.clone());
            row.referral = Set(referral.map(|it| it.slug().to_owned()));
            row.decided_at = Set(Some(now));
            reason
        }
        InquiryMove::Assign(desk) => {
            row.desk = Set(desk.slug().to_owned());
            ""
        }
        InquiryMove::Answer { text, is_public } => {
            row.answer = Set(text.clone());
            row.is_public = Set(*is_public && before.may_be_public);
            row.decided_at = Set(Some(now));
            ""
        }
    }
}

fn row_of(id: InquiryId, asker: PersonId, new: &NewInquiry, now: OffsetDateTime) -> inquiry::ActiveModel {
    inquiry::ActiveModel {
        id: Set(id),
        policy_id: Set(new.policy),
        person_id: Set(asker),
        desk: Set(new.desk.slug().to_owned()),
        state: Set(InquiryState::Received.slug().to_owned()),
        question: Set(new.question.text.clone()),
        may_be_public: Set(new.question.may_be_public),
        follows: Set(new.follows),
        asked_at: Set(now),
        due_on: Set(new.due_on),
        reason: Set(String::new()),
        referral: Set(None),
        answer: Set(String::new()),
        is_public: Set(false),
        decided_at: Set(None),
        revision: Set(1),
    }
}

fn decode(row: inquiry::Model) -> Result<Inquiry, StoreError> {
    let id = row.id.as_uuid();
    let referral: Option<Referral> =
        row.referral.as_deref().map(|referral| choice(referral, "inquiry", id, "referral")).transpose()?;
    Ok(Inquiry {
        id: row.id,
        policy: row.policy_id,
        asker: row.person_id,
        desk: choice(&row.desk, "inquiry", id, "desk")?,
        state: choice(&row.state, "inquiry", id, "state")?,
        question: row.question,
        may_be_public: row.may_be_public,
        follows: row.follows,
        asked_at: row.asked_at,
        due_on: row.due_on,
        reason: row.reason,
        referral,
        answer: row.answer,
        is_public: row.is_public,
        decided_at: row.decided_at,
        revision: row.revision,
    })
}
