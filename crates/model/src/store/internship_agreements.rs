//! Writing the agreement of an internship, and confirming it. A version is confirmed as somebody saw it: of an amendment
//! and a confirmation at once, whichever comes second is refused.

use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait as _, DatabaseTransaction, EntityTrait, IntoActiveModel as _};
use time::OffsetDateTime;

use super::connection_steps::{find, move_within};
use super::connections::decode;
use super::entity::{connection, internship_agreement, internship_signature};
use super::internship_frames::is_frame_of;
use super::internship_second_hosts::{ask_second_host, set_second_host};
use super::internships::{internship_file, versions_of};
use super::standings::is_any_suspended;
use super::{ConnectionMoved, Store, StoreError, audit};
use crate::ConnectionId;
use crate::access::Permit;
use crate::audit::Event;
use crate::chance::Chance;
use crate::clock::day_of;
use crate::connect::{ConnectionKind, ConnectionStep, Party, Refused, Step};
use crate::internship::{Agreement, AgreementDocument, AgreementVersion, Gate, STAGES_OF_SIGNING, Scan, Signatory};
use crate::naming::name_key;

/// What became of writing a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AgreementWritten {
    /// It is written.
    Done,
    /// Somebody changed the connection meanwhile, or it cannot be written at this stage.
    TooLate,
    /// What it names as agreed between host and school does not run, or is not between these two.
    FrameEnded,
    /// It runs or rests, and these gates forbid what would be written.
    Forbidden(Vec<Gate>),
}

/// What became of confirming a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signed {
    /// It is confirmed.
    Done,
    /// It was confirmed before; nothing was changed.
    Known,
    /// There is a later version.
    Changed,
    /// It cannot be confirmed at this stage, or not by them.
    Refused,
    /// It runs or rests, and would hold from now on, which these gates forbid.
    Forbidden(Vec<Gate>),
    /// One of the organisations that take part is suspended.
    Suspended,
}

impl Store {
    /// Writes the agreement of the internship that `permit` is about, as somebody saw the connection at `revision`: the
    /// first version, or one more that everybody confirms anew. It is done under an agreement of host and school that runs
    /// now, or that the version before named, or under none. While it runs or rests nothing is written that the rules
    /// forbid.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is written then.
    pub async fn write_agreement(
        &self,
        permit: &Permit,
        revision: i64,
        (agreement, documents): (&Agreement, &[AgreementDocument]),
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<AgreementWritten, StoreError> {
        let transaction = self.begin_writing().await?;
        let amend = ConnectionStep::plain(Step::Amend);
        let moved = move_within(&transaction, permit, revision, &amend, (chance, now)).await?;
        let ConnectionMoved::Done(connection) = moved else { return Ok(AgreementWritten::TooLate) };
        let id = connection.id.as_uuid();
        let corrupt = |field| move |_| StoreError::Corrupt { noun: "internship_agreement", id, field };
        let before = versions_of(&transaction, connection.id).await?.into_iter().next();
        let kept = before.as_ref().and_then(|it| it.agreement.frame_id());
        if let Some(frame) = agreement.frame_id()
            && kept != Some(frame)
            && !is_frame_of(&transaction, &connection, frame).await?
        {
            return Ok(AgreementWritten::FrameEnded);
        }
        let file = internship_file(&transaction, connection.id).await?;
        let forbidden = file.forbidden(agreement, (connection.stage, day_of(now)));
        if !forbidden.is_empty() {
            return Ok(AgreementWritten::Forbidden(forbidden));
        }
        let row = internship_agreement::ActiveModel {
            connection_id: Set(connection.id),
            version: Set(before.map_or(0, |it| it.version) + 1),
            person_id: Set(Some(permit.person())),
            contents: Set(serde_json::to_string(agreement).map_err(corrupt("contents"))?),
            host_tutor: Set(name_key(&agreement.host.tutor.name)),
            frame_id: Set(agreement.frame_id()),
            documents: Set(serde_json::to_string(documents).map_err(corrupt("documents"))?),
            written_at: Set(now),
            agreed_at: Set(None),
        };
        internship_agreement::Entity::insert(row).exec_without_returning(&transaction).await?;
        set_second_host(&transaction, connection.id, None).await?;
        transaction.commit().await?;
        Ok(AgreementWritten::Done)
    }

    /// Confirms `version` of the agreement for `signatory`, in the platform or with the signed paper `scan`. The word of
    /// the holder's own side is a step of the connection; others' papers are only kept. Once the student has confirmed, the
    /// second host is asked to.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is confirmed then.
    pub async fn sign_agreement(
        &self,
        permit: &Permit,
        (version, signatory): (i32, Signatory),
        scan: Option<&Scan>,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<Signed, StoreError> {
        let second_host = match signatory {
            Signatory::Student => self.find_second_host(ConnectionId::from_uuid(permit.thing().id)).await?,
            Signatory::Guardian | Signatory::Host | Signatory::SecondHost | Signatory::School => None,
        };
        let transaction = self.begin_writing().await?;
        let Some((row, party)) = find(&transaction, permit).await? else { return Ok(Signed::Refused) };
        let Some(latest) = versions_of(&transaction, row.id).await?.into_iter().next() else {
            return Ok(Signed::Refused);
        };
        if latest.version != version {
            return Ok(Signed::Changed);
        }
        if latest.signatures.iter().any(|it| it.signatory == signatory) {
            return Ok(Signed::Known);
        }
        if !may_sign(&row, party, (signatory, scan.is_some()), &latest)? {
            return Ok(Signed::Refused);
        }
        if is_any_suspended(&transaction, decode(row.clone())?.organisations()).await? {
            return Ok(Signed::Suspended);
        }
        let word = (signatory, permit);
        if Signatory::of(party) == Some(signatory) && !agree(&transaction, &row, word, (chance, now)).await? {
            return Ok(Signed::Refused);
        }
        // What is known of the second host decides as well whether the version can hold.
        if let Some(second_host) = second_host {
            ask_second_host(&transaction, &row, second_host, (chance, now)).await?;
        }
        let signed = sign(&transaction, &row, (&latest, word), scan, now).await?;
        if signed == Signed::Done {
            transaction.commit().await?;
        }
        Ok(signed)
    }
}

/// Whether `party` may bring the word of this signatory, at this stage and in this form.
fn may_sign(
    row: &connection::Model,
    party: Party,
    (signatory, on_paper): (Signatory, bool),
    latest: &AgreementVersion,
) -> Result<bool, StoreError> {
    let connection = decode(row.clone())?;
    let is_theirs = if on_paper {
        Signatory::brought_by(party).contains(&signatory)
    } else {
        Signatory::of(party) == Some(signatory)
    };
    let is_needed = latest.agreement.signatories().contains(&signatory);
    let is_internship = connection.kind == ConnectionKind::Internship;
    Ok(is_internship && is_theirs && is_needed && STAGES_OF_SIGNING.contains(&connection.stage))
}

/// Does the step by which a side agrees. What was done before stands: after a rest the flow asks again, the paper does not.
async fn agree(
    transaction: &DatabaseTransaction,
    row: &connection::Model,
    (_, permit): (Signatory, &Permit),
    told: (&Chance, OffsetDateTime),
) -> Result<bool, StoreError> {
    let agree = ConnectionStep::plain(Step::Agree);
    let moved = move_within(transaction, permit, row.revision, &agree, told).await?;
    Ok(matches!(moved, ConnectionMoved::Done(_) | ConnectionMoved::Refused(Refused::Done)))
}

/// Writes down that a signatory confirms the latest version; whoever is the last brings it into force. While it runs or
/// rests, a version in which the rules have come to forbid something does not come into force: then nothing is written, and
/// the caller commits nothing.
pub(super) async fn sign(
    transaction: &DatabaseTransaction,
    row: &connection::Model,
    (latest, (signatory, permit)): (&AgreementVersion, (Signatory, &Permit)),
    scan: Option<&Scan>,
    now: OffsetDateTime,
) -> Result<Signed, StoreError> {
    let waits = latest.unsigned().into_iter().any(|it| it != signatory);
    if !waits {
        let (file, stage) = (internship_file(transaction, row.id).await?, decode(row.clone())?.stage);
        let forbidden = file.forbidden(&latest.agreement, (stage, day_of(now)));
        if !forbidden.is_empty() {
            return Ok(Signed::Forbidden(forbidden));
        }
    }
    let signature = internship_signature::ActiveModel {
        connection_id: Set(row.id),
        version: Set(latest.version),
        signatory: Set(signatory.slug().to_owned()),
        person_id: Set(Some(permit.person())),
        at: Set(now),
        media: Set(scan.map(|it| it.media.slug().to_owned())),
        size: Set(scan.map(|it| i32::try_from(it.size).unwrap_or(i32::MAX))),
        sha256: Set(scan.map(|it| it.sha256.clone())),
        stored_as: Set(scan.map(|it| it.stored_as.clone())),
    };
    internship_signature::Entity::insert(signature).exec_without_returning(transaction).await?;
    audit::append(transaction, permit, Event::InternshipRecorded, signatory.slug(), now).await?;
    if waits {
        return Ok(Signed::Done);
    }
    let found = internship_agreement::Entity::find_by_id((row.id, latest.version)).one(transaction).await?;
    if let Some(agreed) = found {
        let mut agreed = agreed.into_active_model();
        agreed.agreed_at = Set(Some(now));
        agreed.update(transaction).await?;
    }
    Ok(Signed::Done)
}
