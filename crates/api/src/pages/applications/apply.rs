//! `/listings/{id}/apply`: what is shared with whom, and the consent to exactly that.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::access::Actor;
use rongqiao_model::connect::conversation::{Unsaid, said_within};
use rongqiao_model::connect::{ANSWER_MAX_CHARS, Intake, LETTER_MAX_CHARS, QuestionAnswered, Shared};
use rongqiao_model::kind::Details;
use rongqiao_model::person::Person;
use rongqiao_model::profile::{Contents, Section};
use rongqiao_model::store::Begun;

use super::super::connections::steps::unsaid_sentence;
use super::super::form::{Choosable, Field, Form, FormPage, Input, Sent};
use super::super::layout::{Layout, answer_privately};
use super::super::profile::{SectionView, section_views};
use super::super::visit::Visit;
use super::super::wording::{Worded, Wording};
use super::part::why_not;
use super::{listing_of, own_path};
use crate::actions::applications::{Answerable, apply, find_answerable};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::{Acting, with_back};

/// The contact of somebody who wants to be reached on the platform alone.
const NOWHERE: &str = "none";

#[derive(Template)]
#[template(path = "apply.html")]
struct ApplyPage {
    t: Language,
    layout: Layout,
    title: Worded,
    organisation: Worded,
    name: String,
    sections: Vec<(SectionView, bool)>,
    fields: Vec<Field>,
    promise: String,
    action: String,
    /// Where the profile is changed, with the way back.
    profile: String,
    back: String,
}

impl Form for ApplyPage {
    fn fields(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter()
    }

    fn refusal(&self) -> Option<&str> {
        None
    }
}

/// Who applies, and with what.
struct Applicant {
    account: Person,
    /// What an organisation could get at most.
    profile: Contents,
}

/// `GET /listings/{id}/apply`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let answerable = find_answerable(&app, listing_of(&id)?).await?;
    if let Some(own) = app.store.find_own_open_connection(actor.person(), answerable.published.listing.id).await? {
        return Ok(Redirect::to(&own_path(visit.language, own)).into_response());
    }
    let listing = &answerable.published.listing;
    let about = (answerable.kind, listing.id, listing.organisation);
    if let Some(bar) = app.store.find_bar_to_answer(actor.person(), about, app.clock.now()).await? {
        return not_now(&app, &visit, &answerable, bar);
    }
    let applicant = applicant(&app, &actor).await?;
    if let Some(refused) = refuse(&app, &visit, &answerable, &applicant) {
        return refused;
    }
    answer_privately(StatusCode::OK, &page(&app, &visit, &answerable, &applicant, None).await?)
}

/// `POST /listings/{id}/apply`: once more leads to what was sent before.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let (t, sent) = (visit.language, Sent::read(&form));
    let answerable = find_answerable(&app, listing_of(&id)?).await?;
    let applicant = applicant(&app, &actor).await?;
    if let Some(own) = app.store.find_own_open_connection(actor.person(), answerable.published.listing.id).await? {
        return Ok(Redirect::to(&own_path(t, own)).into_response());
    }
    if let Some(refused) = refuse(&app, &visit, &answerable, &applicant) {
        return refused;
    }
    let mut page = page(&app, &visit, &answerable, &applicant, Some(&sent)).await?;
    let Some(shared) = read(t, &applicant, &sent, &mut page) else {
        return answer_privately(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    match apply(&app, &actor, &answerable, shared, t).await? {
        Begun::Done(own) | Begun::Known(own) => Ok(Redirect::to(&own_path(t, own)).into_response()),
        Begun::NotNow(intake) => not_now(&app, &visit, &answerable, intake),
    }
}

async fn applicant(app: &App, actor: &Actor) -> Result<Applicant, Problem> {
    let account = app.store.find_own_account(actor.person()).await?.ok_or_else(Problem::not_found)?;
    let profile = app.store.find_own_profile(actor.person()).await?.contents;
    Ok(Applicant { account, profile: Shared::profile_of(&profile, Section::ALL) })
}

/// Why nothing can be sent, and what to do instead.
fn refuse(
    app: &App,
    visit: &Visit,
    answerable: &Answerable,
    applicant: &Applicant,
) -> Option<Result<Response, Problem>> {
    let t = visit.language;
    let instead = |key: &str, way: &str, path: String| {
        let mut page = empty_page(app, visit, answerable);
        page.others.insert(0, (t.say(way), path));
        page.show_conflict(t.say(key))
    };
    match answerable.intake {
        Intake::Open if applicant.account.restricted_since.is_some() => {
            Some(instead("apply-restricted", "account-privacy-open", t.path("/account/privacy")))
        }
        Intake::Open if applicant.profile.is_empty() => {
            Some(instead("apply-no-profile", "apply-fill-in", profile_href(t, answerable)))
        }
        Intake::Open => None,
        intake => Some(not_now(app, visit, answerable, intake)),
    }
}

/// The address of one's own profile, with the way back to applying.
fn profile_href(t: Language, answerable: &Answerable) -> String {
    t.path(&with_back("/profile", &action(t, answerable)))
}

fn action(t: Language, answerable: &Answerable) -> String {
    t.path(&format!("/listings/{}/apply", answerable.published.listing.id))
}

fn not_now(app: &App, visit: &Visit, answerable: &Answerable, intake: Intake) -> Result<Response, Problem> {
    empty_page(app, visit, answerable).show_conflict(why_not(visit.language, intake))
}

/// The page without a form.
fn empty_page(app: &App, visit: &Visit, answerable: &Answerable) -> FormPage {
    let t = visit.language;
    let listing = &answerable.published.listing;
    let mut page = FormPage::new(app, visit, "apply");
    page.submit = String::new();
    page.lead = vec![Wording::new(app, t).either(&listing.title, listing.title_en.as_deref()).text];
    page.others = vec![(t.say("apply-back"), t.path(&format!("/listings/{}", listing.id)))];
    page
}

/// What is to be shared, or `None` with every mistake told on the page.
fn read(t: Language, applicant: &Applicant, sent: &Sent, page: &mut ApplyPage) -> Option<Shared> {
    let sections: Vec<Section> = sent.all("section").filter_map(Section::from_slug).collect();
    let mut shared = Shared {
        name: applicant.account.name.clone(),
        profile: applicant.profile.clone().only(&sections),
        ..Shared::default()
    };
    for field in &mut page.fields {
        field.mistake = match field.name.as_str() {
            "reach" if sent.raw("reach") == NOWHERE => None,
            "reach" => {
                let own = applicant.account.contacts.iter().find(|(id, _)| id.to_string() == sent.raw("reach"));
                shared.contact = own.map(|(_, contact)| contact.value().to_owned()).unwrap_or_default();
                own.is_none().then(|| t.say("mistake-apply-reach"))
            }
            "consent" => sent.raw("consent").is_empty().then(|| t.say("mistake-apply-consent")),
            "letter" => match said_within(sent.raw("letter"), LETTER_MAX_CHARS) {
                Ok(letter) => {
                    shared.letter = letter;
                    None
                }
                Err(Unsaid::Empty) => None,
                Err(unsaid) => Some(unsaid_sentence(t, unsaid, LETTER_MAX_CHARS)),
            },
            name => match said_within(sent.raw(name), ANSWER_MAX_CHARS) {
                Err(unsaid) if unsaid != Unsaid::Empty => Some(unsaid_sentence(t, unsaid, ANSWER_MAX_CHARS)),
                said => {
                    let question = field.label.clone();
                    shared.answers.push(QuestionAnswered { question, answer: said.unwrap_or_default() });
                    None
                }
            },
        };
    }
    if shared.profile.is_empty() {
        let consent = page.fields.iter_mut().find(|field| field.name == "consent");
        consent.into_iter().for_each(|field| field.mistake = Some(t.say("mistake-apply-nothing")));
    }
    page.is_right().then_some(shared)
}

async fn page(
    app: &App,
    visit: &Visit,
    answerable: &Answerable,
    applicant: &Applicant,
    sent: Option<&Sent>,
) -> Result<ApplyPage, Problem> {
    let t = visit.language;
    let wording = Wording::new(app, t);
    let published = &answerable.published;
    let listing = &published.listing;
    let organisation = wording.either(&published.organisation_name, published.organisation_name_en.as_deref());
    let mut layout = Layout::new(app, visit, t.say("apply-title"));
    layout.indexed = false;
    layout.demo = listing.demo;
    // Whoever comes sends all of it unless they say otherwise.
    let is_picked = |section: Section| sent.is_none_or(|sent| sent.all("section").any(|it| it == section.slug()));
    let views = section_views(&wording, &applicant.profile).into_iter().filter(|view| !view.entries.is_empty());
    let promise = app.store.find_reply_promise(listing.organisation).await?;
    let nothing = Sent::default();
    Ok(ApplyPage {
        t,
        layout,
        title: wording.either(&listing.title, listing.title_en.as_deref()),
        name: applicant.account.name.clone(),
        sections: views.map(|view| (is_picked(view.section), view)).map(|(picked, view)| (view, picked)).collect(),
        fields: fields(
            t,
            &answerable.published.listing.details,
            applicant,
            &organisation.text,
            sent.unwrap_or(&nothing),
        ),
        organisation,
        promise: t.count("reply-promised", promise),
        action: action(t, answerable),
        profile: profile_href(t, answerable),
        back: t.path(&format!("/listings/{}", listing.id)),
    })
}

fn fields(t: Language, details: &Details, applicant: &Applicant, organisation: &str, sent: &Sent) -> Vec<Field> {
    let nowhere = Choosable { value: NOWHERE.to_owned(), words: t.say("apply-reach-nowhere") };
    let contacts = applicant.account.contacts.iter();
    let contacts = contacts.map(|(id, it)| Choosable { value: id.to_string(), words: it.value().to_owned() });
    let chosen = Some(sent.raw("reach")).filter(|it| !it.is_empty()).unwrap_or(NOWHERE);
    let mut reach = Field::new(t, "reach", Input::Radios, "off").among([nowhere].into_iter().chain(contacts).collect());
    reach = reach.holding(chosen);
    reach.label = t.say("apply-reach");
    reach.hint = Some(t.say("apply-reach-hint"));
    let mut letter = Field::new(t, "letter", Input::Text, "off").holding(sent.raw("letter")).optional();
    letter.hint = Some(t.with("field-letter-hint", "max", LETTER_MAX_CHARS));
    let mut fields = vec![reach, letter];
    if let Details::Job(job) = details {
        fields.extend(job.questions.iter().enumerate().map(|(at, question)| {
            let name = format!("answer-{}", at + 1);
            let mut field = Field::new(t, &name, Input::Text, "off").holding(sent.raw(&name)).optional();
            field.label.clone_from(question);
            field
        }));
    }
    let mut consent = Field::new(t, "consent", Input::Tick, "off").holding(sent.raw("consent"));
    consent.label = t.with("apply-consent", "organisation", organisation);
    consent.hint = Some(t.say("apply-consent-hint"));
    fields.push(consent);
    fields
}
