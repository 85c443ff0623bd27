//! What host and school have agreed on, under which an internship is done: in its words, with the way to it, and on its page
//! how many internships there are.

use rongqiao_model::access::Permit;
use rongqiao_model::connect::{ConnectionKind, Party, Stage};
use rongqiao_model::internship::{Frame, FramedInternships};

use super::super::wording::{Worded, Wording};
use super::contents::hours_words;
use crate::actions::internships::Internship;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// An agreement of host and school on the page of an internship.
#[derive(Debug)]
pub(super) struct FrameView {
    pub(super) words: Worded,
    /// Its page, for those who have a part in it.
    pub(super) href: Option<String>,
}

/// What it is called: its kind, and the title of the listing of which it came.
pub(super) fn words(t: Language, frame: &Frame) -> String {
    t.with(&format!("internship-frame-{}", frame.kind.slug()), "title", &frame.title)
}

/// The agreement of host and school under which `internship` is done, as the version says that holds, or the latest one.
pub(super) fn view(wording: &Wording<'_>, internship: &Internship) -> Option<FrameView> {
    let t = wording.t;
    let version = internship.records.in_force().or_else(|| internship.records.latest())?;
    let frame = version.agreement.frame.as_ref()?;
    let takes_part = matches!(internship.party, Party::Publisher | Party::School);
    let href = match frame.kind {
        ConnectionKind::Cooperation => Some(t.path(&format!("/my/cooperations/{}", frame.connection))),
        ConnectionKind::Challenge => Some(t.path(&format!("/my/challenges/{}", frame.listing))),
        ConnectionKind::Job | ConnectionKind::Internship | ConnectionKind::Service => None,
    };
    Some(FrameView { words: wording.worded(&words(t, frame)), href: href.filter(|_| takes_part) })
}

/// Words and numbers of the internships under the agreement that `permit` is about, which stands at `stage`; `None` before it
/// holds, and where there are none and none can be added any more.
pub(in super::super) async fn facts(
    app: &App,
    wording: &Wording<'_>,
    (permit, stage): (&Permit, Stage),
) -> Result<Option<Vec<(String, Worded)>>, Problem> {
    let counted = app.store.count_framed_internships(permit).await?;
    let is_told = stage == Stage::Running || !counted.is_empty();
    Ok(is_told.then(|| facts_of(wording, &counted)))
}

fn facts_of(wording: &Wording<'_>, counted: &FramedInternships) -> Vec<(String, Worded)> {
    let t = wording.t;
    let numbers = [("planned", counted.planned), ("running", counted.running), ("confirmed", counted.confirmed)]
        .map(|(what, number)| (what, t.count("interns-number", number)));
    let hours = hours_words(t, u32::try_from(counted.minutes).unwrap_or(u32::MAX));
    let told = numbers.into_iter().chain([("hours", hours)]);
    told.map(|(what, words)| (t.say(&format!("interns-{what}")), wording.worded(&words))).collect()
}
