//! Files of listings as pages name them, and `GET /listings/{id}/attachments/{piece}` for the public.

use axum::extract::{Path, State};
use axum::response::Response;
use rongqiao_model::attachment::Attachment;
use rongqiao_model::{AttachmentId, ListingId};

use crate::actions::attachments::public_attachments;
use crate::app::App;
use crate::attachments::{download, fetch};
use crate::language::Language;
use crate::problem::Problem;

/// Digits of a hash that are shown, enough to compare two files by eye.
const DIGITS_SHOWN: usize = 16;

/// A file in a list.
#[derive(Debug)]
pub(super) struct AttachmentLine {
    /// Which one it is.
    pub(super) id: AttachmentId,
    /// What it is called.
    pub(super) name: String,
    /// Where it is downloaded.
    pub(super) href: String,
    /// What it is, how large, and how its hash begins; before these, what it is for, where not everybody gets it.
    pub(super) about: String,
}

/// The lines of `attachments`, which are downloaded below `address`.
pub(super) fn lines(t: Language, address: &str, attachments: Vec<Attachment>) -> Vec<AttachmentLine> {
    let line = |it: Attachment| AttachmentLine {
        id: it.id,
        href: format!("{address}/attachments/{}", it.id),
        about: about(t, &it),
        name: it.name,
    };
    attachments.into_iter().map(line).collect()
}

fn about(t: Language, file: &Attachment) -> String {
    let values = [
        ("media", file.media.short_name().to_owned()),
        ("size", size_words(file.size)),
        ("digits", file.sha256.chars().take(DIGITS_SHOWN).collect()),
    ];
    let about = t.fill("attachment-about", &values);
    if file.purpose.is_public() {
        return about;
    }
    let purpose = t.say(&format!("attachment-purpose-{}", file.purpose.slug()));
    t.fill("attachment-about-for-desk", &[("purpose", purpose), ("about", about)])
}

/// A size as people read it.
pub(super) fn size_words(bytes: u32) -> String {
    let kilobytes = f64::from(bytes) / 1024.0;
    if kilobytes < 1000.0 { format!("{:.0} KB", kilobytes.max(1.0)) } else { format!("{:.1} MB", kilobytes / 1024.0) }
}

/// `GET /listings/{id}/attachments/{piece}`: there is none unless the listing is open and its public version has it.
pub(super) async fn show(
    State(app): State<App>,
    Path((listing, piece)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let listing: ListingId = listing.parse().map_err(|_| Problem::not_found())?;
    let piece = id_of(&piece)?;
    let public = public_attachments(&app, listing).await?;
    give(&app, public.into_iter().find(|it| it.id == piece)).await
}

/// The identity in an address; what is none leads nowhere.
pub(super) fn id_of(text: &str) -> Result<AttachmentId, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

/// Answers with a file as a download, or as if there were none.
pub(super) async fn give(app: &App, attachment: Option<Attachment>) -> Result<Response, Problem> {
    let found = attachment.ok_or_else(Problem::not_found)?;
    let content = fetch(&app.settings.listing_files_folder(), &found.stored_as, &found.sha256).await;
    Ok(download(&found.name, found.media.slug(), content.map_err(Problem::internal)?))
}

#[cfg(test)]
mod tests {
    use super::size_words;

    #[test]
    fn sizes_are_told_as_people_say_them() {
        for (bytes, words) in [(1, "1 KB"), (20_480, "20 KB"), (1_048_576, "1.0 MB"), (10_485_760, "10.0 MB")] {
            assert_eq!(size_words(bytes), words);
        }
    }
}
