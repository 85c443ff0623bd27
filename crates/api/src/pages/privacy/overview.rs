//! `GET /account/privacy`: what is known of somebody, and what they can do about it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_model::consent::{Consent, Recipient};
use rongqiao_model::data_request::DataRequest;
use rongqiao_model::invitation::Finder;
use rongqiao_model::person::{AgeGroup, Person};
use rongqiao_model::retention::{Part, RETENTION, RecordKind};
use rongqiao_model::store::Look;

use super::super::account::own_account;
use super::super::form::Sent;
use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::super::wording::Wording;
use crate::actions::privacy::has_to_agree;
use crate::app::App;
use crate::language::Language;
use crate::notice::{self, KeptLine};
use crate::problem::Problem;
use crate::session::SignedIn;

/// What the page can tell about what was just done; each stands in the catalogue under `privacy-told-<word>`.
const TOLD: [&str; 7] = ["deleted", "restricted", "lifted", "agreed", "withdrawn", "asked", "of-age"];

#[derive(Template)]
#[template(path = "account_privacy.html")]
struct PrivacyPage {
    t: Language,
    layout: Layout,
    told: Option<String>,
    /// Whether the notice changed since its owner read it.
    has_to_agree: bool,
    restricted_since: Option<String>,
    /// The school by which somebody under age came here.
    school: Option<String>,
    is_minor: bool,
    records: Vec<RecordLine>,
    consents: Vec<ConsentLine>,
    requests: Vec<RequestLine>,
    looks: Vec<LookLine>,
    /// Which organisations found the profile, and when.
    finders: Vec<String>,
}

/// A kind of record that somebody can see.
#[derive(Debug)]
struct RecordLine {
    line: KeptLine,
    href: String,
}

#[derive(Debug)]
struct ConsentLine {
    id: String,
    what: String,
    recipient: String,
    about: String,
    withdrawable: bool,
}

#[derive(Debug)]
struct RequestLine {
    what: String,
    about: String,
    words: String,
    answer: String,
}

#[derive(Debug)]
struct LookLine {
    moment: String,
    role: String,
    what: String,
    reason: String,
}

/// `GET /account/privacy`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
) -> Result<Response, Problem> {
    let account = own_account(&app, &session).await?;
    answer_privately(StatusCode::OK, &page(&app, &visit, &account).await?)
}

async fn page(app: &App, visit: &Visit, account: &Person) -> Result<PrivacyPage, Problem> {
    let t = visit.language;
    let wording = Wording::new(app, t);
    let mut layout = Layout::new(app, visit, t.say("account-privacy-title"));
    layout.indexed = false;
    let consents = app.store.list_own_consents(account.id).await?;
    let requests = app.store.list_own_data_requests(account.id).await?;
    let looks = app.store.list_looks_at(account.id).await?;
    let finders = app.store.list_own_finders(account.id).await?;
    let told = Sent::read(&visit.query).raw("told").to_owned();
    let school = match account.school {
        Some(school) => app.store.find_public_organisation(school).await?.map(|it| it.name),
        None => None,
    };
    Ok(PrivacyPage {
        t,
        layout,
        told: TOLD.contains(&told.as_str()).then(|| t.say(&format!("privacy-told-{told}"))),
        has_to_agree: has_to_agree(&consents),
        restricted_since: account.restricted_since.map(|at| wording.date_of(at).words),
        school,
        is_minor: account.age_group == AgeGroup::Minor,
        records: records(t),
        consents: consent_lines(app, &wording, &consents).await?,
        requests: requests.iter().map(|it| request_line(&wording, it)).collect(),
        looks: looks.iter().map(|it| look_line(&wording, it)).collect(),
        finders: finders.iter().map(|it| finder_line(&wording, it)).collect(),
    })
}

/// What is kept of whoever has an account, and where it is seen and put right.
fn records(t: Language) -> Vec<RecordLine> {
    let line = |line| KeptLine::new(t, line);
    RETENTION.iter().filter_map(|it| Some(RecordLine { line: line(it), href: t.path(path_of(it.kind)?) })).collect()
}

/// The page on which somebody sees a kind of record of theirs, and corrects it where they can.
const fn path_of(kind: RecordKind) -> Option<&'static str> {
    Some(match kind {
        RecordKind::Account => "/account/details",
        RecordKind::Contacts => "/account#contacts",
        RecordKind::Security => "/account#safety",
        RecordKind::Identities => "/account/identities",
        RecordKind::Profile => "/profile",
        RecordKind::Saved => "/saved",
        RecordKind::Messages => "/messages",
        RecordKind::Letters => "/account/letters",
        RecordKind::Registrations => "/my/registrations",
        RecordKind::Bookings => "/my/bookings",
        RecordKind::Inquiries => "/my/inquiries",
        RecordKind::Invitations => "/my/invitations",
        RecordKind::Connections => "/my/applications",
        RecordKind::Calls => "/my/challenges",
        RecordKind::Complaints => "/my/complaints",
        RecordKind::Sheets => "/my/listings/sheets",
        RecordKind::Roles | RecordKind::OrganisationFiles => "/my/organisations",
        RecordKind::Mentoring => "/my/mentoring",
        RecordKind::Workbench => "/desk/workbench",
        RecordKind::Authorship => "/my/listings",
        RecordKind::Consents => "/account/privacy#consents",
        RecordKind::Requests => "/account/privacy#requests",
        RecordKind::Audit => "/account/privacy/copy",
        // Nobody who has an account has left.
        RecordKind::Restricted | RecordKind::Erasures => return None,
    })
}

async fn consent_lines(app: &App, wording: &Wording<'_>, consents: &[Consent]) -> Result<Vec<ConsentLine>, Problem> {
    let t = wording.t;
    let mut lines = Vec::new();
    for consent in consents {
        let recipient = match consent.recipient {
            Recipient::Platform => t.say("recipient-platform"),
            Recipient::VerifiedOrganisations => t.say("recipient-verified-organisations"),
            Recipient::Organisation(id) => {
                app.store.find_public_organisation(id).await?.map(|it| it.name).unwrap_or_default()
            }
        };
        lines.push(ConsentLine {
            id: consent.id.to_string(),
            what: t.say(&format!("purpose-{}", consent.purpose.slug())),
            recipient,
            about: about_consent(wording, consent),
            withdrawable: consent.withdrawn_at.is_none() && consent.purpose.is_optional(),
        });
    }
    Ok(lines)
}

/// Since when a consent holds, for which text, and whether it still counts.
fn about_consent(wording: &Wording<'_>, consent: &Consent) -> String {
    let t = wording.t;
    let given = wording.date_of(consent.given_at).words;
    let about = t.fill("consent-given", &[("day", given), ("version", consent.text.version.clone())]);
    match consent.withdrawn_at {
        Some(at) => format!("{about} · {}", t.with("consent-withdrawn", "day", wording.date_of(at).words)),
        None if consent.is_outdated(notice::VERSION) => format!("{about} · {}", t.say("consent-outdated")),
        None => about,
    }
}

fn request_line(wording: &Wording<'_>, request: &DataRequest) -> RequestLine {
    let t = wording.t;
    let state = t.say(&format!("request-state-{}", request.state.slug()));
    let asked = wording.date_of(request.asked_at).words;
    let values = [("asked", asked), ("state", state), ("due", wording.day(request.due_on))];
    let key = if request.state.is_end() { "request-about-ended" } else { "request-about" };
    RequestLine {
        what: t.say(&format!("request-kind-{}", request.kind.slug())),
        about: t.fill(key, &values),
        words: request.words.clone(),
        answer: request.answer.clone(),
    }
}

fn finder_line(wording: &Wording<'_>, finder: &Finder) -> String {
    let t = wording.t;
    let days = t.count("finder-days", finder.days);
    t.fill("finder-line", &[("organisation", finder.name.clone()), ("days", days), ("day", wording.day(finder.last))])
}

fn look_line(wording: &Wording<'_>, look: &Look) -> LookLine {
    let t = wording.t;
    LookLine {
        moment: wording.minute_of(look.at).words,
        role: look.role.map_or_else(|| t.say("audit-operator"), |role| t.say(&format!("role-{}", role.slug()))),
        what: t.say(&format!("event-{}", look.event.slug())),
        reason: if look.reason.is_empty() { t.say("look-in-review") } else { look.reason.clone() },
    }
}
