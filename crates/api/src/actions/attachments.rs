//! Files of listings: attaching them, giving them to the public, clearing away what nobody needs any more.

use rongqiao_model::attachment::Attachment;
use rongqiao_model::listing::Openness;
use rongqiao_model::store::{Attached, StoreError};
use rongqiao_model::{AttachmentId, ListingId};
use time::Duration;

use rongqiao_model::access::Permit;

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

/// Attaches `content`, which came under `name`, to the posting of `permit`.
///
/// # Errors
///
/// Returns why it was not attached; nothing of it is kept then.
pub async fn attach(app: &App, permit: &Permit, (name, content): (&str, &[u8])) -> Result<(), NotAttached> {
    let kept = attachments::keep_for_listing(app, content).await.map_err(NotAttached::Attachment)?;
    let now = app.clock.now();
    let new = Attachment {
        id: AttachmentId::from_uuid(app.chance.id(now)),
        name: attachments::plain_name(name),
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
        Ok(Attached::Done) => Ok(()),
        Ok(Attached::TooMany) => Err(NotAttached::TooMany),
        Ok(Attached::NotNow) => Err(NotAttached::NotNow),
        Err(error) => Err(NotAttached::Failed(error.into())),
    }
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
