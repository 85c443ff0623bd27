//! Papers that the sides of a connection hand each other.

use rongqiao_model::access::{Actor, Permit};
use rongqiao_model::connect::conversation::holds_address;
use rongqiao_model::connect::{ConnectionFile, ConnectionKind, Paper, Party};
use rongqiao_model::organisation_file::EvidenceMedia;
use rongqiao_model::store::{Said, StoreError};
use rongqiao_model::{ConnectionId, ConnectionMessageId};

use crate::app::App;
use crate::attachments::{self, AttachmentError, Kept, plain_name};
use crate::problem::Problem;

/// The sides, of which those of one organisation or person come before desks.
const PARTIES: [Party; 5] =
    [Party::Responder, Party::Publisher, Party::School, Party::FirmsDesk, Party::UniversitiesDesk];

/// Why a paper was not handed over.
#[derive(Debug)]
pub enum NotHandedOver {
    /// It is none that is taken.
    Attachment(AttachmentError),
    /// It cannot be handed over now.
    Unsaid(Said),
    /// Something failed that whoever brought it cannot mend.
    Failed(StoreError),
}

/// The connection `id` for `actor`, on whichever of its sides they stand, with what that side hears of the conversation.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if there is none for them.
pub async fn find_connection(
    app: &App,
    actor: &Actor,
    id: ConnectionId,
) -> Result<(ConnectionFile, Permit, Party), Problem> {
    for party in PARTIES {
        let Some((mut file, permit)) = app.store.find_connection_as(actor, party, id).await? else { continue };
        if party.desk().is_some() {
            let is_heard = match file.connection.kind {
                // Nobody whose organisation proposed hears what the chosen one hands over, and only one desk settles.
                ConnectionKind::Challenge => {
                    party == Party::FirmsDesk && app.store.find_call_at_desk(actor, id).await?.is_some()
                }
                ConnectionKind::Job
                | ConnectionKind::Internship
                | ConnectionKind::Service
                | ConnectionKind::Cooperation => true,
            };
            if !is_heard || !file.is_seen_by_desk(party) {
                continue;
            }
            file.messages = file.heard_by_desk();
        }
        return Ok((file, permit, party));
    }
    Err(Problem::not_found())
}

/// Hands the other sides a paper, called `name` where it came from, with the words `text`, under the identity `id` that the
/// form was given.
///
/// # Errors
///
/// Returns why it was not handed over; nothing of it is kept then.
pub async fn hand_over(
    app: &App,
    permit: &Permit,
    id: ConnectionMessageId,
    text: &str,
    (name, content): (&str, &[u8]),
) -> Result<(), NotHandedOver> {
    let kept = attachments::keep(app, content).await.map_err(NotHandedOver::Attachment)?;
    let Kept { media, size, sha256, stored_as } = kept;
    let paper = Paper { name: name_of(name, media), media, size, sha256, stored_as };
    let told = (&app.chance, app.clock.now());
    let said = app.store.say_in_connection(permit, id, (text, Some(&paper)), told).await;
    if !matches!(said, Ok(Said::Done)) {
        attachments::discard(&app.settings.evidence_folder(), &paper.stored_as).await;
    }
    app.letters_wait.notify_one();
    match said {
        Ok(Said::Done | Said::Known) => Ok(()),
        Ok(unsaid) => Err(NotHandedOver::Unsaid(unsaid)),
        Err(error) => Err(NotHandedOver::Failed(error)),
    }
}

/// What a paper is called: as it came, unless that tells an address, and with the ending of what it is.
fn name_of(name: &str, media: EvidenceMedia) -> String {
    let ending = media.ending();
    let plain = plain_name(name);
    let stem = plain.rsplit_once('.').map_or(plain.as_str(), |(stem, _)| stem);
    let stem = if stem.is_empty() || holds_address(stem) { "file" } else { stem };
    format!("{stem}.{ending}")
}
