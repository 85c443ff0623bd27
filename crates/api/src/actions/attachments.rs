//! Files of listings: attaching them, giving them to the public, clearing away what nobody needs any more.

use std::collections::HashMap;

use rongqiao_model::access::Permit;
use rongqiao_model::attachment::{Attachment, AttachmentPurpose};
use rongqiao_model::kind::{Details, ListingKind};
use rongqiao_model::listing::{Openness, PublishedListing};
use rongqiao_model::posting::Record;
use rongqiao_model::store::{Attached, StoreError};
use rongqiao_model::{AttachmentId, ListingId};
use time::Duration;

use crate::app::App;
use crate::attachments::{self, AttachmentError};
use crate::problem::Problem;

/// How long a file that nothing names may lie there: long enough for whoever is just attaching it.
const LEFT_ALONE_FOR: Duration = Duration::hours(1);

/// Why a file was not attached.
#[derive(Debug)]
pub enum NotAttached {
    /// It is none that is taken.
    Attachment(AttachmentError),
    /// The listing has as many as it may have.
    TooMany,
    /// The listing cannot be changed now.
    NotNow,
    /// Something failed that the person cannot mend.
    Failed(Problem),
}

/// A file as it comes.
#[derive(Clone, Copy, Debug)]
pub struct Coming<'a> {
    /// What it was called where it came from.
    pub name: &'a str,
    /// What it holds.
    pub content: &'a [u8],
    /// What it is for.
    pub purpose: AttachmentPurpose,
}

/// Attaches a file to the posting of `permit`.
///
/// # Errors
///
/// Returns why it was not attached; nothing of it is kept then.
pub async fn attach(app: &App, permit: &Permit, file: Coming<'_>) -> Result<(), NotAttached> {
    let id = AttachmentId::from_uuid(app.chance.id(app.clock.now()));
    attach_as(app, permit, id, file).await
}

/// Attaches what one posting has to a copy of it, once: the same content in files of its own, looked at anew. Says how
/// many were left out since they are no longer taken.
///
/// # Errors
///
/// Returns a [`Problem`] if something failed that has nothing to do with the files.
pub async fn attach_copies(app: &App, from: &Permit, to: &Permit) -> Result<usize, Problem> {
    let mut left_out = 0;
    for file in app.store.list_attachments(from).await? {
        let id = AttachmentId::of_record("copied", &format!("{} to {}", file.id, to.thing().id));
        let content = attachments::fetch(&app.settings.listing_files_folder(), &file.stored_as, &file.sha256).await;
        let attached = match &content {
            Ok(content) => attach_as(app, to, id, Coming { name: &file.name, content, purpose: file.purpose }).await,
            Err(error) => {
                tracing::error!(%error, attachment.id = %file.id, "a file of a listing could not be read");
                left_out += 1;
                continue;
            }
        };
        match attached {
            Ok(()) => {}
            Err(NotAttached::Failed(problem)) => return Err(problem),
            Err(NotAttached::Attachment(_) | NotAttached::TooMany | NotAttached::NotNow) => left_out += 1,
        }
    }
    Ok(left_out)
}

async fn attach_as(app: &App, permit: &Permit, id: AttachmentId, file: Coming<'_>) -> Result<(), NotAttached> {
    let kept = attachments::keep_for_listing(app, file.content).await.map_err(NotAttached::Attachment)?;
    let now = app.clock.now();
    let new = Attachment {
        id,
        name: attachments::plain_name(file.name),
        purpose: file.purpose,
        media: kept.media,
        size: kept.size,
        sha256: kept.sha256,
        stored_as: kept.stored_as,
        added_at: now,
    };
    let attached = app.store.attach(permit, &new, now).await;
    if !matches!(attached, Ok(Attached::Done)) {
        attachments::discard(&app.settings.listing_files_folder(), &new.stored_as).await;
    }
    match attached {
        Ok(Attached::Done | Attached::Known) => Ok(()),
        Ok(Attached::TooMany) => Err(NotAttached::TooMany),
        Ok(Attached::NotNow) => Err(NotAttached::NotNow),
        Err(error) => Err(NotAttached::Failed(error.into())),
    }
}

/// What is still to be attached to the posting of `permit` before what `record` says is submitted.
///
/// # Errors
///
/// Returns [`StoreError`] if the database cannot be read.
pub async fn missing_documents(
    app: &App,
    permit: &Permit,
    (kind, record): (ListingKind, &Record),
) -> Result<Vec<AttachmentPurpose>, StoreError> {
    let demanded = documents_demanded(kind, record);
    if demanded.is_empty() {
        return Ok(Vec::new());
    }
    let present = app.store.list_attachments(permit).await?;
    let is_there = |purpose: &AttachmentPurpose| present.iter().any(|file| file.purpose == *purpose);
    Ok(demanded.iter().filter(|purpose| !is_there(purpose)).copied().collect())
}

/// What has to be attached to a listing that says `record`.
#[must_use]
pub fn documents_demanded(kind: ListingKind, record: &Record) -> &'static [AttachmentPurpose] {
    Details::read(kind, record).map_or(&[], |details| AttachmentPurpose::demanded_by(&details))
}

/// The files that the public sees of a listing: none unless the listing is open.
///
/// # Errors
///
/// Returns [`StoreError`] if the database cannot be read.
pub async fn public_attachments(app: &App, listing: ListingId) -> Result<Vec<Attachment>, StoreError> {
    let published = app.store.find_public_listing(listing).await?;
    let open = published.is_some_and(|it| it.listing.id == listing && it.openness(app.clock.now()) == Openness::Open);
    if open { app.store.list_public_attachments(listing).await } else { Ok(Vec::new()) }
}

/// The files that the public sees of each of `listings`; of those that are not open there are none.
///
/// # Errors
///
/// Returns [`StoreError`] if the database cannot be read.
pub async fn public_attachments_of<'a>(
    app: &App,
    listings: impl Iterator<Item = &'a PublishedListing>,
) -> Result<HashMap<ListingId, Vec<Attachment>>, StoreError> {
    let now = app.clock.now();
    let open: Vec<ListingId> =
        listings.filter(|it| it.openness(now) == Openness::Open).map(|it| it.listing.id).collect();
    if open.is_empty() { Ok(HashMap::new()) } else { app.store.map_public_attachments(&open).await }
}

/// Clears away the files that no listing needs any more, and those that came while something failed.
///
/// # Errors
///
/// Returns [`StoreError`] if the database refuses; the next time goes on.
pub async fn clear_attachments(app: &App) -> Result<(), StoreError> {
    let folder = app.settings.listing_files_folder();
    for unused in app.store.list_unused_attachments(app.clock.now() - LEFT_ALONE_FOR).await? {
        if attachments::discard(&folder, &unused.stored_as).await {
            app.store.forget_attachment(unused.id).await?;
        }
    }
    for stored_as in attachments::list_older(&folder, LEFT_ALONE_FOR).await {
        if !app.store.knows_attachment_stored_as(&stored_as).await? {
            attachments::discard(&folder, &stored_as).await;
        }
    }
    Ok(())
}
