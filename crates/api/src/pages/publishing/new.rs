//! `/my/listings/new`: what kind of listing, and for whom.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::access::Actor;
use rongqiao_model::kind::ListingKind;
use rongqiao_model::posting::Record;
use rongqiao_model::posting::publishers::may_publish;

use super::super::form::{Choosable, Field, FormPage, Input, Sent};
use super::super::visit::Visit;
use super::{nonce_of, own_path};
use crate::actions::postings::begin;
use crate::app::App;
use crate::problem::Problem;
use crate::session::Acting;

/// `GET /my/listings/new?kind=…&organisation=…`
pub(super) async fn show(State(app): State<App>, visit: Visit, Acting(actor): Acting) -> Result<Response, Problem> {
    page(&app, &visit, &actor, &Sent::read(&visit.query)).await?.show()
}

/// `POST /my/listings/new`: begins a draft. The page mints a nonce, so that sending twice begins one.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    form: String,
) -> Result<Response, Problem> {
    let (t, sent) = (visit.language, Sent::read(&form));
    let (kind, organisation) = (ListingKind::from_slug(sent.raw("kind")), sent.raw("organisation").parse());
    let (Some(kind), Ok(organisation)) = (kind, organisation) else {
        let mut page = page(&app, &visit, &actor, &sent).await?;
        for field in page.fields.iter_mut().filter(|field| field.value.is_empty()) {
            field.mistake = Some(t.with("posting-mistake-missing", "field", &field.label));
        }
        return page.show_mistakes();
    };
    let publisher = app.store.find_public_organisation(organisation).await?.ok_or_else(Problem::not_found)?;
    if !may_publish(kind, publisher.kind) {
        let mut page = page(&app, &visit, &actor, &sent).await?;
        page.fields[0].mistake = Some(t.say("posting-mistake-not-publisher"));
        return page.show_mistakes();
    }
    let nonce = nonce_of(&sent)?;
    let id = begin(&app, &actor, organisation, nonce, (kind, Record::new())).await?;
    Ok(Redirect::to(&own_path(t, id, "/edit")).into_response())
}

async fn page(app: &App, visit: &Visit, actor: &Actor, sent: &Sent) -> Result<FormPage, Problem> {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, "posting-new");
    page.others = vec![(t.say("my-listings-title"), t.path("/my/listings"))];
    let organisations = app.store.list_organisations_written_for(actor).await?;
    if organisations.is_empty() {
        page.lead = vec![t.say("posting-new-nobody")];
        page.submit = String::new();
        return Ok(page);
    }
    let may = |kind: &&ListingKind| organisations.iter().any(|it| may_publish(**kind, it.kind));
    let kinds = ListingKind::ALL
        .iter()
        .filter(may)
        .map(|kind| Choosable { value: kind.slug().to_owned(), words: t.say(&format!("kind-{}", kind.slug())) });
    let for_whom = organisations.iter().map(|it| Choosable { value: it.id.to_string(), words: it.name.clone() });
    let (kinds, for_whom): (Vec<_>, Vec<_>) = (kinds.collect(), for_whom.collect());
    let known = |name: &str, among: &[Choosable]| {
        let asked = among.iter().find(|choice| choice.value == sent.raw(name));
        let only = among.first().filter(|_| among.len() == 1);
        asked.or(only).map_or_else(String::new, |choice| choice.value.clone())
    };
    page.fields = vec![
        Field::new(t, "kind", Input::Choice, "off").holding(known("kind", &kinds)).among(kinds),
        Field::new(t, "organisation", Input::Choice, "off").holding(known("organisation", &for_whom)).among(for_whom),
    ];
    page.hidden = vec![("nonce", app.chance.id(app.clock.now()).to_string())];
    Ok(page)
}
