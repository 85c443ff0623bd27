//! Changing one's own profile. Each change says which revision it was made from, so that two windows cannot overwrite
//! each other.

use rongqiao_matching::skills::Vocabulary;
use rongqiao_model::consent::{Consent, Purpose, Recipient};
use rongqiao_model::form::FieldError;
use rongqiao_model::profile::{Profile, Section, Visibility};
use rongqiao_model::store::{Showing, StoreError};
use rongqiao_model::{ConsentId, EntryId, PersonId};
use serde_json::{Map, Value};

use crate::app::App;
use crate::language::Language;
use crate::notice;
use crate::problem::Problem;

/// Why a profile was not changed.
#[derive(Debug)]
pub enum NotChanged {
    /// What is wrong in each of the forms, by their places; those in which nothing is are left out.
    Mistakes(Vec<(usize, FieldError)>),
    /// It was changed since in another window.
    Outdated,
    /// Something failed that the person cannot mend.
    Failed(Problem),
}

impl From<StoreError> for NotChanged {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// What a form says about one entry of a profile, or about a section that has no entries.
#[derive(Clone, Debug)]
pub struct Told {
    /// The section.
    pub section: Section,
    /// The entry that is changed; `None` for a new one.
    pub entry: Option<EntryId>,
    /// The fields.
    pub record: Map<String, Value>,
}

/// Takes in what the forms say, all of it or nothing.
///
/// # Errors
///
/// Returns [`NotChanged`]; nothing is changed then.
pub async fn tell(app: &App, person: PersonId, revision: i64, told: &[Told]) -> Result<(), NotChanged> {
    let now = app.clock.now();
    change(app, person, revision, |profile| {
        let mut mistakes = Vec::new();
        for (place, told) in told.iter().enumerate() {
            let id = told.entry.unwrap_or_else(|| EntryId::from_uuid(app.chance.id(now)));
            let filled = profile.contents.fill(told.section, id, &told.record, skill_id);
            mistakes.extend(filled.err().into_iter().flatten().map(|mistake| (place, mistake)));
        }
        if mistakes.is_empty() { Ok(()) } else { Err(mistakes) }
    })
    .await
}

/// Takes an entry out; one that is gone already is no fault.
///
/// # Errors
///
/// Returns [`NotChanged::Outdated`] or [`NotChanged::Failed`].
pub async fn take_out(
    app: &App,
    person: PersonId,
    revision: i64,
    (section, entry): (Section, EntryId),
) -> Result<(), NotChanged> {
    change(app, person, revision, |profile| {
        profile.contents.remove(section, entry);
        Ok(())
    })
    .await
}

/// Shows the profile to others, or to nobody, from now on. Whoever lets it be found agrees to that with it.
///
/// # Errors
///
/// Returns a [`Problem`] if the database refuses; nothing is changed then.
pub async fn show_to(
    app: &App,
    person: PersonId,
    (revision, visibility): (i64, Visibility),
    language: Language,
) -> Result<Showing, Problem> {
    let now = app.clock.now();
    let consent = Consent {
        id: ConsentId::from_uuid(app.chance.id(now)),
        person,
        purpose: Purpose::BeingFound,
        recipient: Recipient::VerifiedOrganisations,
        text: notice::text(language),
        given_at: now,
        withdrawn_at: None,
    };
    let showing = app.store.show_own_profile((revision, visibility), &consent).await?;
    if showing == Showing::Done {
        tracing::info!(person.id = %person, visibility = visibility.slug(), "a profile is shown to others than before");
    }
    Ok(showing)
}

async fn change(
    app: &App,
    person: PersonId,
    revision: i64,
    change: impl FnOnce(&mut Profile) -> Result<(), Vec<(usize, FieldError)>>,
) -> Result<(), NotChanged> {
    let mut profile = app.store.find_own_profile(person).await?;
    if profile.revision != revision {
        return Err(NotChanged::Outdated);
    }
    change(&mut profile).map_err(NotChanged::Mistakes)?;
    match app.store.change_own_profile(&profile, app.clock.now()).await? {
        true => Ok(()),
        false => Err(NotChanged::Outdated),
    }
}

/// The vocabulary's id of the skill that goes by `name`.
#[must_use]
pub fn skill_id(name: &str) -> Option<String> {
    let vocabulary = Vocabulary::current();
    let skill = vocabulary.by_name(name).and_then(|number| vocabulary.skill(number));
    skill.map(|skill| skill.id.clone())
}
