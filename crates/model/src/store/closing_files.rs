//! Files of organisations when the person who opened them leaves, and what is purged when its time is over.

use std::collections::HashSet;

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Query;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, DatabaseTransaction, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder,
    QuerySelect,
};
use time::OffsetDateTime;
use uuid::Uuid;

use super::connection_talk::paper_files;
use super::entity::{
    complaint, complaint_appeal, complaint_case, complaint_evidence, complaint_ruling, consent, data_request,
    discarded_file, evidence, internship_agreement, internship_signature, measure, organisation_file,
    organisation_file_entry, restricted_evidence, restricted_person, standing,
};
use super::organisations::IDS_PER_REQUEST;
use super::{Store, StoreError, choice};
use crate::complaint::CaseState;
use crate::data_request::RequestState;
use crate::internship::AgreementDocument;
use crate::organisation_file::{EvidenceSlot, FilePurpose, FileState, FileStep};
use crate::retention::{KEPT_BY_LAW, purge_at};
use crate::{ComplaintCaseId, PersonId};

/// How much was purged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Purged {
    /// Persons whose identity had been put away.
    pub persons: u64,
    /// Pieces of evidence.
    pub evidence: u64,
    /// Consents, requests and complaints.
    pub records: u64,
}

impl Purged {
    /// Whether anything was.
    #[must_use]
    pub const fn is_anything(&self) -> bool {
        self.persons + self.evidence + self.records > 0
    }
}

impl Store {
    /// Purges what was kept by law and whose time is over at `now`; the contents of evidence wait to be removed from
    /// their folder. One transaction.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is purged then.
    pub async fn purge(&self, now: OffsetDateTime) -> Result<Purged, StoreError> {
        let transaction = self.begin_writing().await?;
        let over = restricted_person::Column::PurgeAt.lte(now);
        let persons = restricted_person::Entity::delete_many().filter(over).exec(&transaction).await?.rows_affected;
        let evidence = purge_restricted(&transaction, now).await? + purge_of_those_who_left(&transaction, now).await?;
        let long_ago = now - KEPT_BY_LAW;
        let consents = consent::Entity::delete_many().filter(consent::Column::WithdrawnAt.lte(long_ago));
        let ended = [RequestState::Done, RequestState::Refused].map(RequestState::slug);
        let answered = data_request::Column::State.is_in(ended).and(data_request::Column::MovedAt.lte(long_ago));
        let requests = data_request::Entity::delete_many().filter(answered);
        let records = consents.exec(&transaction).await?.rows_affected
            + requests.exec(&transaction).await?.rows_affected
            + purge_complaints(&transaction, long_ago).await?;
        transaction.commit().await?;
        Ok(Purged { persons, evidence, records })
    }

    /// Lists the files in the folder of evidence that nothing names any more.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn list_discarded_files(&self) -> Result<Vec<String>, StoreError> {
        let rows = discarded_file::Entity::find().order_by_asc(discarded_file::Column::StoredAs).all(&self.db).await?;
        Ok(rows.into_iter().map(|row| row.stored_as).collect())
    }

    /// Which of `names` nothing names as a file in the folder of evidence: what came while the program was stopped before it
    /// could write down whose it is. Reads every name that is written down.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_unnamed_files(&self, names: Vec<String>) -> Result<Vec<String>, StoreError> {
        if names.is_empty() {
            return Ok(names);
        }
        let named = self.names_of_files().await?;
        Ok(names.into_iter().filter(|name| !named.contains(name)).collect())
    }

    async fn names_of_files(&self) -> Result<HashSet<String>, StoreError> {
        let db = &self.db;
        let mut named: HashSet<String> = self.list_discarded_files().await?.into_iter().collect();
        let pieces = evidence::Entity::find().select_only().column(evidence::Column::StoredAs);
        named.extend(pieces.into_tuple::<String>().all(db).await?);
        let put_away = restricted_evidence::Entity::find().select_only().column(restricted_evidence::Column::StoredAs);
        named.extend(put_away.into_tuple::<String>().all(db).await?);
        let of_complaints = complaint_evidence::Entity::find().select_only();
        let of_complaints = of_complaints.column(complaint_evidence::Column::StoredAs);
        named.extend(of_complaints.into_tuple::<String>().all(db).await?);
        let scans = internship_signature::Entity::find().select_only().column(internship_signature::Column::StoredAs);
        named.extend(scans.into_tuple::<Option<String>>().all(db).await?.into_iter().flatten());
        let papers = internship_agreement::Entity::find().select_only();
        let papers = papers.column(internship_agreement::Column::ConnectionId);
        let papers = papers.column(internship_agreement::Column::Documents);
        for (id, documents) in papers.into_tuple::<(Uuid, String)>().all(db).await? {
            let corrupt = |_| StoreError::Corrupt { noun: "internship_agreement", id, field: "documents" };
            let documents: Vec<AgreementDocument> = serde_json::from_str(&documents).map_err(corrupt)?;
            named.extend(documents.into_iter().map(|document| document.stored_as));
        }
        named.extend(paper_files(db, None).await?);
        Ok(named)
    }

    /// Notes that a file is gone from the folder of evidence.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses.
    pub async fn forget_discarded_file(&self, stored_as: &str) -> Result<(), StoreError> {
        discarded_file::Entity::delete_by_id(stored_as).exec(&self.db).await?;
        Ok(())
    }
}

/// Puts away or erases the files that `id` opened. What they never handed in is erased; what they did is taken back if
/// nobody has decided, and its evidence is put away. Of what an organisation was verified by only that is put away which
/// tells of the person.
pub(super) async fn put_files_away(
    transaction: &DatabaseTransaction,
    id: PersonId,
    left: OffsetDateTime,
) -> Result<(), StoreError> {
    let opened = organisation_file::Entity::find().filter(organisation_file::Column::PersonId.eq(id));
    for file in opened.all(transaction).await? {
        let state: FileState = choice(&file.state, "organisation file", file.id.as_uuid(), "state")?;
        // A renewal belongs to the organisation, whoever began it.
        let is_shared = state == FileState::Verified || file.purpose == FilePurpose::Renewal.slug();
        let pieces = evidence::Entity::find().filter(evidence::Column::FileId.eq(file.id)).all(transaction).await?;
        if state == FileState::Draft && !is_shared {
            discard(transaction, pieces.into_iter().map(|it| it.stored_as)).await?;
            organisation_file::Entity::delete_by_id(file.id).exec(transaction).await?;
            continue;
        }
        for piece in pieces.into_iter().filter(|it| !is_shared || tells_of_person(&it.slot)) {
            put_away(transaction, id, piece, left).await?;
        }
        if matches!(state, FileState::Pending | FileState::Returned) && !is_shared {
            take_back(transaction, &file, left).await?;
        }
    }
    Ok(())
}

fn tells_of_person(slot: &str) -> bool {
    EvidenceSlot::from_slug(slot).is_some_and(EvidenceSlot::tells_of_person)
}

async fn put_away(
    transaction: &DatabaseTransaction,
    id: PersonId,
    piece: evidence::Model,
    left: OffsetDateTime,
) -> Result<(), StoreError> {
    evidence::Entity::delete_by_id(piece.id).exec(transaction).await?;
    let kept = restricted_evidence::ActiveModel {
        id: Set(piece.id),
        person_id: Set(id),
        file_id: Set(piece.file_id),
        slot: Set(piece.slot),
        name: Set(piece.name),
        sha256: Set(piece.sha256),
        stored_as: Set(piece.stored_as),
        added_at: Set(piece.added_at),
        purge_at: Set(purge_at(left)),
    };
    restricted_evidence::Entity::insert(kept).exec_without_returning(transaction).await?;
    Ok(())
}

/// Takes a file back about which nobody has decided.
async fn take_back(
    transaction: &DatabaseTransaction,
    file: &organisation_file::Model,
    left: OffsetDateTime,
) -> Result<(), StoreError> {
    let row = organisation_file::ActiveModel {
        id: Set(file.id),
        state: Set(FileState::Withdrawn.slug().to_owned()),
        revision: Set(file.revision + 1),
        due_on: Set(None),
        updated_at: Set(left),
        ..Default::default()
    };
    row.update(transaction).await?;
    let entry = organisation_file_entry::ActiveModel {
        file_id: Set(file.id),
        revision: Set(file.revision + 1),
        at: Set(left),
        step: Set(FileStep::Withdraw.slug().to_owned()),
        person_id: Set(Some(file.person_id)),
        reason: Set(String::new()),
        remarks: Set("[]".to_owned()),
    };
    organisation_file_entry::Entity::insert(entry).exec_without_returning(transaction).await?;
    Ok(())
}

/// Lets the contents of evidence be removed from their folder, by whoever tends it.
pub(super) async fn discard(
    transaction: &DatabaseTransaction,
    names: impl IntoIterator<Item = String>,
) -> Result<u64, StoreError> {
    let mut discarded = 0;
    for stored_as in names {
        let row = discarded_file::ActiveModel { stored_as: Set(stored_as) };
        discarded_file::Entity::insert(row).exec_without_returning(transaction).await?;
        discarded += 1;
    }
    Ok(discarded)
}

/// Purges evidence that was put away.
async fn purge_restricted(transaction: &DatabaseTransaction, now: OffsetDateTime) -> Result<u64, StoreError> {
    let over = || restricted_evidence::Column::PurgeAt.lte(now);
    let rows = restricted_evidence::Entity::find().filter(over()).all(transaction).await?;
    let discarded = discard(transaction, rows.into_iter().map(|it| it.stored_as)).await?;
    restricted_evidence::Entity::delete_many().filter(over()).exec(transaction).await?;
    Ok(discarded)
}

/// Purges complaints that were closed `long_ago`, with their files and what was decided about them; says how many cases.
async fn purge_complaints(transaction: &DatabaseTransaction, long_ago: OffsetDateTime) -> Result<u64, StoreError> {
    let closed = complaint_case::Column::State.eq(CaseState::Closed.slug());
    let over = closed.and(complaint_case::Column::UpdatedAt.lte(long_ago));
    let cases = complaint_case::Entity::find().filter(over).all(transaction).await?;
    let ids: Vec<ComplaintCaseId> = cases.into_iter().map(|case| case.id).collect();
    for ids in ids.chunks(IDS_PER_REQUEST) {
        let ids = || ids.iter().copied();
        measure::Entity::delete_many().filter(measure::Column::CaseId.is_in(ids())).exec(transaction).await?;
        let appeals = complaint_appeal::Column::CaseId.is_in(ids());
        complaint_appeal::Entity::delete_many().filter(appeals).exec(transaction).await?;
        let rulings = complaint_ruling::Column::CaseId.is_in(ids());
        complaint_ruling::Entity::delete_many().filter(rulings).exec(transaction).await?;
        let mut complaints = Query::select();
        complaints.column(complaint::Column::Id).from(complaint::Entity);
        complaints.and_where(complaint::Column::CaseId.is_in(ids()));
        let of_them = complaint_evidence::Column::ComplaintId.in_subquery(complaints);
        let files = complaint_evidence::Entity::find().filter(of_them.clone()).all(transaction).await?;
        discard(transaction, files.into_iter().map(|it| it.stored_as)).await?;
        complaint_evidence::Entity::delete_many().filter(of_them).exec(transaction).await?;
        complaint::Entity::delete_many().filter(complaint::Column::CaseId.is_in(ids())).exec(transaction).await?;
        complaint_case::Entity::delete_many().filter(complaint_case::Column::Id.is_in(ids())).exec(transaction).await?;
    }
    Ok(ids.len() as u64)
}

/// Purges evidence of files that led nowhere, and of organisations whose verification ended, both long ago.
async fn purge_of_those_who_left(transaction: &DatabaseTransaction, now: OffsetDateTime) -> Result<u64, StoreError> {
    use organisation_file::Column;
    let long_ago = now - KEPT_BY_LAW;
    let nowhere = [FileState::Refused, FileState::Withdrawn, FileState::Superseded].map(FileState::slug);
    let lapsed = Query::select()
        .column(standing::Column::OrganisationId)
        .from(standing::Entity)
        .and_where(standing::Column::Until.lte(long_ago.date()))
        .to_owned();
    let verified = Column::State.eq(FileState::Verified.slug()).and(Column::OrganisationId.in_subquery(lapsed));
    let ended = Column::State.is_in(nowhere).or(verified).and(Column::UpdatedAt.lte(long_ago));
    let mut discarded = 0;
    for file in organisation_file::Entity::find().filter(ended).all(transaction).await? {
        let of_file = || evidence::Column::FileId.eq(file.id);
        let pieces = evidence::Entity::find().filter(of_file()).all(transaction).await?;
        discarded += discard(transaction, pieces.into_iter().map(|it| it.stored_as)).await?;
        evidence::Entity::delete_many().filter(of_file()).exec(transaction).await?;
    }
    Ok(discarded)
}
