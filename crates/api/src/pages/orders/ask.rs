//! `/listings/{id}/quote`: asking the provider of a service for a price.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::access::Actor;
use rongqiao_model::connect::conversation::said_within;
use rongqiao_model::connect::{Intake, LETTER_MAX_CHARS, Shared};
use rongqiao_model::listing::PublishedListing;
use rongqiao_model::organisation::Organisation;
use rongqiao_model::store::Begun;
use rongqiao_model::{ConnectionId, ListingId};

use super::super::connections::steps::unsaid_sentence;
use super::super::form::{Choosable, Field, Form as _, FormPage, Input, Sent};
use super::super::visit::Visit;
use super::super::wording::Wording;
use crate::actions::applications::intake_of;
use crate::actions::orders::{ask_for_price, find_service, ordering_organisations};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

/// Value of whoever asks for themself.
const FOR_ONESELF: &str = "self";

/// `GET /listings/{id}/quote`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let service = find_service(&app, listing_of(&id)?).await?;
    let own = ordering_organisations(&app, &actor, service.listing.organisation).await?;
    let page = page(&app, &visit, (&service, &own), &Sent::default());
    match intake_of(&app, &service).await? {
        Intake::Open => page.show(),
        intake => not_now(visit.language, page, intake),
    }
}

/// `POST /listings/{id}/quote`: once more leads to what was asked before and is still open.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let (t, sent) = (visit.language, Sent::read(&form));
    let service = find_service(&app, listing_of(&id)?).await?;
    let own = ordering_organisations(&app, &actor, service.listing.organisation).await?;
    let mut page = page(&app, &visit, (&service, &own), &sent);
    let asked_for = own.iter().find(|it| it.id.to_string() == sent.raw("order-for"));
    let needs = read(t, &sent, &mut page);
    let Some(needs) = needs.filter(|_| page.is_right()) else { return page.show_mistakes() };
    let shared = shared(&app, &actor, asked_for, needs).await?;
    match ask_for_price(&app, &actor, &service, (asked_for, shared), t).await? {
        Begun::Done(own) | Begun::Known(own) => Ok(Redirect::to(&path_of(t, own)).into_response()),
        Begun::NotNow(intake) => not_now(t, page, intake),
    }
}

fn listing_of(text: &str) -> Result<ListingId, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

fn path_of(t: Language, id: ConnectionId) -> String {
    t.path(&format!("/my/orders/{id}"))
}

/// What the provider gets: who asks, and what they need.
async fn shared(
    app: &App,
    actor: &Actor,
    organisation: Option<&Organisation>,
    letter: String,
) -> Result<Shared, Problem> {
    let account = app.store.find_own_account(actor.person()).await?.ok_or_else(Problem::not_found)?;
    let name = organisation.map_or(account.name, |it| it.name.clone());
    Ok(Shared { name, letter, ..Shared::default() })
}

/// The page without a form, with why nobody can ask now.
fn not_now(t: Language, mut page: FormPage, intake: Intake) -> Result<Response, Problem> {
    page.submit = String::new();
    let key = match intake {
        Intake::Full => "quote-full",
        Intake::Elsewhere => "quote-elsewhere",
        Intake::Own => "quote-own",
        Intake::Open | Intake::Closed | Intake::Often => "quote-closed",
    };
    page.show_conflict(t.say(key))
}

fn page(app: &App, visit: &Visit, (service, own): (&PublishedListing, &[Organisation]), sent: &Sent) -> FormPage {
    let t = visit.language;
    let wording = Wording::new(app, t);
    let listing = &service.listing;
    let provider = wording.either(&service.organisation_name, service.organisation_name_en.as_deref()).text;
    let mut page = FormPage::new(app, visit, "quote");
    page.lead.insert(0, wording.either(&listing.title, listing.title_en.as_deref()).text);
    page.lead.insert(1, provider.clone());
    page.others = vec![(t.say("order-service"), t.path(&format!("/listings/{}", listing.id)))];
    if !own.is_empty() {
        let oneself = Choosable { value: FOR_ONESELF.to_owned(), words: t.say("book-for-oneself") };
        let choices = own.iter().map(|it| Choosable { value: it.id.to_string(), words: it.name.clone() });
        let choices: Vec<Choosable> = choices.chain([oneself]).collect();
        let first = choices.first().map(|it| it.value.clone()).unwrap_or_default();
        let chosen = Some(sent.raw("order-for").to_owned()).filter(|it| !it.is_empty()).unwrap_or(first);
        page.fields.push(Field::new(t, "order-for", Input::Radios, "off").among(choices).holding(chosen));
    }
    page.fields.push(Field::new(t, "order-needs", Input::Text, "off").holding(sent.raw("order-needs")));
    let mut consent = Field::new(t, "order-consent", Input::Tick, "off").holding(sent.raw("order-consent"));
    consent.label = t.with("order-consent", "organisation", provider);
    page.fields.push(consent);
    page
}

/// What somebody needs; whatever is wrong is told at the fields of `page`.
fn read(t: Language, sent: &Sent, page: &mut FormPage) -> Option<String> {
    let needs = said_within(sent.raw("order-needs"), LETTER_MAX_CHARS);
    for field in &mut page.fields {
        field.mistake = match field.name.as_str() {
            "order-for" if !field.is_chosen() => Some(t.say("mistake-book-for")),
            "order-needs" => needs.as_ref().err().map(|&unsaid| unsaid_sentence(t, unsaid, LETTER_MAX_CHARS)),
            "order-consent" if field.value.is_empty() => Some(t.say("mistake-order-consent")),
            _ => None,
        };
    }
    needs.ok()
}
