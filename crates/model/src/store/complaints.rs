//! Complaints as they come, and as those who sent them follow them. Who sent one is asked for here alone, and leaves the
//! store for one purpose: telling them.

use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait as _, QueryFilter,
    QueryOrder, QuerySelect,
};
use time::OffsetDateTime;

use super::audit::append_by_operator;
use super::complaint_cases::{decode_case, thing_of};
use super::complaint_evidence::evidence_of;
use super::entity::{
    complaint, complaint_appeal, complaint_case, complaint_ruling, listing, measure, organisation, posting,
};
use super::{Store, StoreError, choice, messages};
use crate::audit::Event;
use crate::clock::day_of;
use crate::complaint::{
    Case, CaseState, Category, FollowedComplaint, MeasureKind, Side, Snapshot, Subject, SubjectKind, due_on,
};
use crate::listing::ListingState;
use crate::message::News;
use crate::{ComplaintCaseId, ComplaintId, ListingId, OrganisationId, PersonId};

/// Complaints of one person that are listed.
const LISTED: u64 = 100;

/// Makes news for somebody, given who they are and the page that the news lead to.
pub type Teller<'a> = &'a (dyn Fn(PersonId, &str) -> News + Send + Sync);

/// A complaint that is about to come.
#[derive(Clone, Debug)]
pub struct NewComplaint {
    /// Which one it will be.
    pub id: ComplaintId,
    /// Which case is opened for it, if none gathers complaints about the same thing.
    pub case: ComplaintCaseId,
    /// What it is about.
    pub subject: Subject,
    /// Who follows it.
    pub followed_by: FollowedBy,
    /// What is wrong.
    pub category: Category,
    /// In the words of whoever complains.
    pub text: String,
    /// Where there is more to see; empty where nowhere.
    pub link: String,
}

/// Who follows a complaint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FollowedBy {
    /// Somebody with an account.
    Person(PersonId),
    /// Whoever has the secret with this hash.
    Secret(String),
}

/// What became of a complaint that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reported {
    /// It was taken.
    Done(ComplaintId),
    /// The same person has one in the same case already.
    Known(ComplaintId),
    /// There is nothing public to complain about.
    Gone,
}

/// What a case is opened with.
struct Opened {
    organisation: OrganisationId,
    author: Option<PersonId>,
    snapshot: Snapshot,
}

impl Store {
    /// Takes a complaint into the case that gathers those about the same thing, or opens one, and tells whoever sent it
    /// that it came. One transaction with the audit, which does not say who complained.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is taken then.
    pub async fn report(
        &self,
        new: &NewComplaint,
        told: Teller<'_>,
        now: OffsetDateTime,
    ) -> Result<Reported, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some(case) = case_for(&transaction, new, now).await? else { return Ok(Reported::Gone) };
        if let FollowedBy::Person(person) = new.followed_by {
            let theirs = complaint::Column::CaseId.eq(case.id).and(complaint::Column::ReporterId.eq(person));
            if let Some(known) = complaint::Entity::find().filter(theirs).one(&transaction).await? {
                return Ok(Reported::Known(known.id));
            }
        }
        insert(&transaction, new, case.id, now).await?;
        append_by_operator(&transaction, Event::ComplaintReceived, &thing_of(&transaction, &case).await?, "", now)
            .await?;
        if let FollowedBy::Person(person) = new.followed_by {
            messages::write(&transaction, &told(person, &own_page(new.id)), now).await?;
        }
        transaction.commit().await?;
        Ok(Reported::Done(new.id))
    }

    /// Lists the complaints that `person` sent, the latest first, at most a hundred.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_own_complaints(&self, person: PersonId) -> Result<Vec<FollowedComplaint>, StoreError> {
        let own = complaint::Entity::find().filter(complaint::Column::ReporterId.eq(person));
        let rows = own.order_by_desc(complaint::Column::Id).limit(LISTED).all(&self.db).await?;
        let mut followed = Vec::with_capacity(rows.len());
        for row in rows {
            followed.push(follow(&self.db, row).await?);
        }
        Ok(followed)
    }

    /// Finds a complaint for whoever follows it; there is none for anybody else.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn find_followed_complaint(
        &self,
        by: &FollowedBy,
        id: Option<ComplaintId>,
    ) -> Result<Option<FollowedComplaint>, StoreError> {
        match find_row(&self.db, by, id).await? {
            Some(row) => Ok(Some(follow(&self.db, row).await?)),
            None => Ok(None),
        }
    }
}

/// The complaint that somebody follows; a secret leads to one, a person has to say which.
pub(super) async fn find_row(
    db: &impl ConnectionTrait,
    by: &FollowedBy,
    id: Option<ComplaintId>,
) -> Result<Option<complaint::Model>, StoreError> {
    let theirs = match (by, id) {
        (FollowedBy::Person(person), Some(id)) => {
            complaint::Column::ReporterId.eq(*person).and(complaint::Column::Id.eq(id))
        }
        (FollowedBy::Person(_), None) => return Ok(None),
        (FollowedBy::Secret(hash), _) => complaint::Column::SecretHash.eq(hash),
    };
    Ok(complaint::Entity::find().filter(theirs).one(db).await?)
}

/// Tells everybody who complained in a case and has an account.
pub(super) async fn tell_reporters(
    transaction: &DatabaseTransaction,
    case: ComplaintCaseId,
    told: Teller<'_>,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    let with_account = complaint::Column::CaseId.eq(case).and(complaint::Column::ReporterId.is_not_null());
    let rows = complaint::Entity::find().filter(with_account).order_by_asc(complaint::Column::Id);
    for row in rows.all(transaction).await? {
        if let Some(person) = row.reporter_id {
            messages::write(transaction, &told(person, &own_page(row.id)), now).await?;
        }
    }
    Ok(())
}

/// Whether `person` complained in a case, and so decides nothing in it.
pub(super) async fn is_reporter(
    db: &impl ConnectionTrait,
    case: ComplaintCaseId,
    person: PersonId,
) -> Result<bool, StoreError> {
    let theirs = complaint::Column::CaseId.eq(case).and(complaint::Column::ReporterId.eq(person));
    Ok(complaint::Entity::find().filter(theirs).one(db).await?.is_some())
}

/// What stands there now, with whose it is; `None` when the public sees nothing there.
async fn look_at(
    transaction: &DatabaseTransaction,
    subject: Subject,
    now: OffsetDateTime,
) -> Result<Option<Opened>, StoreError> {
    match subject.kind {
        SubjectKind::Listing => {
            let id = ListingId::from_uuid(subject.id);
            let Some(row) = listing::Entity::find_by_id(id).one(transaction).await? else { return Ok(None) };
            let state: ListingState = choice(&row.state, "listing", subject.id, "state")?;
            if !matches!(state, ListingState::Published | ListingState::Paused | ListingState::Withdrawn) {
                return Ok(None);
            }
            let posting = posting::Entity::find_by_id(id).one(transaction).await?;
            let organisation = row.organisation_id;
            let author = posting.map(|it| it.author_id);
            Ok(Some(Opened { organisation, author, snapshot: snapshot_of_listing(row, now)? }))
        }
        SubjectKind::Organisation => {
            let id = OrganisationId::from_uuid(subject.id);
            let Some(row) = organisation::Entity::find_by_id(id).one(transaction).await? else { return Ok(None) };
            let (title, text, revision) = (row.name, row.summary, row.revision);
            let snapshot = Snapshot { title, text, details: None, revision, at: now };
            Ok(Some(Opened { organisation: id, author: None, snapshot }))
        }
    }
}

fn snapshot_of_listing(row: listing::Model, now: OffsetDateTime) -> Result<Snapshot, StoreError> {
    let corrupt = StoreError::Corrupt { noun: "listing", id: row.id.as_uuid(), field: "details" };
    let details = serde_json::from_str(&row.details).map_err(|_| corrupt)?;
    Ok(Snapshot { title: row.title, text: row.description, details: Some(details), revision: row.revision, at: now })
}

/// What stands there now, as it is kept; an empty object when nothing does.
pub(super) async fn snapshot(
    transaction: &DatabaseTransaction,
    subject: Subject,
    now: OffsetDateTime,
) -> Result<String, StoreError> {
    let seen = look_at(transaction, subject, now).await?;
    Ok(seen.map_or_else(|| "{}".to_owned(), |opened| written(&opened.snapshot)))
}

fn written(snapshot: &Snapshot) -> String {
    serde_json::to_string(snapshot).unwrap_or_else(|_| "{}".to_owned())
}

/// The case that gathers complaints about the same thing, or a new one; `None` when there is nothing to complain about.
async fn case_for(
    transaction: &DatabaseTransaction,
    new: &NewComplaint,
    now: OffsetDateTime,
) -> Result<Option<Case>, StoreError> {
    let Some(opened) = look_at(transaction, new.subject, now).await? else { return Ok(None) };
    let gathering = CaseState::ALL.iter().filter(|state| state.gathers()).map(|state| state.slug());
    let same = complaint_case::Column::SubjectId
        .eq(new.subject.id)
        .and(complaint_case::Column::Subject.eq(new.subject.kind.slug()))
        .and(complaint_case::Column::State.is_in(gathering));
    if let Some(row) = complaint_case::Entity::find().filter(same).one(transaction).await? {
        return decode_case(row).map(Some);
    }
    let row = complaint_case::ActiveModel {
        id: Set(new.case),
        subject: Set(new.subject.kind.slug().to_owned()),
        subject_id: Set(new.subject.id),
        organisation_id: Set(opened.organisation),
        author_id: Set(opened.author),
        title: Set(opened.snapshot.title.clone()),
        snapshot: Set(written(&opened.snapshot)),
        state: Set(CaseState::Received.slug().to_owned()),
        finding: Set(None),
        revision: Set(1),
        opened_at: Set(now),
        due_on: Set(due_on(now)),
        appeal_until: Set(None),
        updated_at: Set(now),
    };
    decode_case(row.insert(transaction).await?).map(Some)
}

async fn insert(
    transaction: &DatabaseTransaction,
    new: &NewComplaint,
    case: ComplaintCaseId,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    let (reporter, secret) = match &new.followed_by {
        FollowedBy::Person(person) => (Some(*person), None),
        FollowedBy::Secret(hash) => (None, Some(hash.clone())),
    };
    let row = complaint::ActiveModel {
        id: Set(new.id),
        case_id: Set(case),
        reporter_id: Set(reporter),
        secret_hash: Set(secret),
        category: Set(new.category.slug().to_owned()),
        text: Set(new.text.clone()),
        link: Set(new.link.clone()),
        reported_at: Set(now),
    };
    complaint::Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(())
}

/// The page on which somebody with an account follows a complaint, without the language's prefix.
fn own_page(id: ComplaintId) -> String {
    format!("/my/complaints/{id}")
}

/// A complaint with all that whoever sent it may know.
async fn follow(db: &impl ConnectionTrait, row: complaint::Model) -> Result<FollowedComplaint, StoreError> {
    let lost = StoreError::Corrupt { noun: "complaint", id: row.id.as_uuid(), field: "case_id" };
    let case = complaint_case::Entity::find_by_id(row.case_id).one(db).await?.ok_or(lost)?;
    let case = decode_case(case)?;
    let rulings = complaint_ruling::Entity::find().filter(complaint_ruling::Column::CaseId.eq(case.id));
    let rulings = rulings.order_by_asc(complaint_ruling::Column::Number).all(db).await?;
    let in_force = measure::Column::CaseId.eq(case.id).and(measure::Column::LiftedAt.is_null());
    let measure = measure::Entity::find().filter(in_force).one(db).await?;
    let appealed = complaint_appeal::Entity::find_by_id((case.id, Side::Reporter.slug().to_owned())).one(db).await?;
    let evidence = evidence_of(db, &[row.id]).await?.remove(&row.id).unwrap_or_default();
    Ok(FollowedComplaint {
        id: row.id,
        evidence,
        subject: case.subject,
        title: case.title,
        category: choice(&row.category, "complaint", row.id.as_uuid(), "category")?,
        text: row.text,
        link: row.link,
        reported_at: row.reported_at,
        state: case.state,
        finding: case.finding,
        measure: measure.map(|it| choice::<MeasureKind>(&it.kind, "measure", it.id.as_uuid(), "kind")).transpose()?,
        answers: rulings.into_iter().map(|it| (day_of(it.at), it.answer)).collect(),
        appeal_until: case.appeal_until.filter(|_| case.state == CaseState::NotUpheld),
        appealed: appealed.is_some(),
    })
}
