//! `/listings/{id}/cooperate`: an organisation of the other side tells that it wants to cooperate.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::connect::conversation::said_within;
use rongqiao_model::connect::{Intake, LETTER_MAX_CHARS};
use rongqiao_model::listing::PublishedListing;
use rongqiao_model::organisation::Organisation;
use rongqiao_model::store::Begun;

use super::super::applications::ApplyPart;
use super::super::connections::steps::unsaid_sentence;
use super::super::form::{Choosable, Field, FormPage, Input, Sent};
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::id_of;
use crate::actions::applications::intake_of;
use crate::actions::cooperation::{answerers, find_sought, send_intent};
use crate::app::App;
use crate::problem::Problem;
use crate::session::Acting;

/// What stands on the page of a need or offer about answering it.
pub(in super::super) async fn intent_part(
    app: &App,
    visit: &Visit,
    published: &PublishedListing,
) -> Result<Option<ApplyPart>, Problem> {
    let t = visit.language;
    let notes = match intake_of(app, published).await? {
        Intake::Closed | Intake::Elsewhere | Intake::Own | Intake::Often => return Ok(None),
        Intake::Full => return Ok(Some(ApplyPart { way: None, notes: vec![t.say("apply-full")] })),
        Intake::Open => {
            let promise = app.store.find_reply_promise(published.listing.organisation).await?;
            vec![t.say("cooperate-for-organisations"), t.count("reply-promised", promise)]
        }
    };
    let href = t.path(&format!("/listings/{}/cooperate", published.listing.id));
    Ok(Some(ApplyPart { way: Some((t.say("cooperate-title"), href)), notes }))
}

/// `GET /listings/{id}/cooperate`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (published, intake) = find_sought(&app, id_of(&id)?).await?;
    let theirs = answerers(&app, &actor, &published).await?;
    // Whoever can answer for one organisation alone, and has done so, goes on there.
    if let [only] = &theirs[..]
        && let Some(open) = app.store.find_open_connection_of(only.id, published.listing.id).await?
    {
        return Ok(Redirect::to(&visit.language.path(&format!("/my/cooperations/{open}"))).into_response());
    }
    let page = page(&app, &visit, &published, &theirs, &Sent::default());
    if theirs.is_empty() {
        return page.show_conflict(visit.language.say("cooperate-refusal-nobody"));
    }
    if intake == Intake::Open {
        page.show()
    } else {
        page.show_conflict(visit.language.say("cooperate-refusal-closed"))
    }
}

/// `POST /listings/{id}/cooperate`
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let (t, sent) = (visit.language, Sent::read(&form));
    let (published, _) = find_sought(&app, id_of(&id)?).await?;
    let theirs = answerers(&app, &actor, &published).await?;
    let mut page = page(&app, &visit, &published, &theirs, &sent);
    if theirs.is_empty() {
        return page.show_conflict(t.say("cooperate-refusal-nobody"));
    }
    let chosen = theirs.iter().find(|it| it.id.to_string() == sent.raw("cooperate-for"));
    let words = said_within(sent.raw("cooperate-words"), LETTER_MAX_CHARS);
    page.fields[0].mistake = chosen.is_none().then(|| t.say("mistake-cooperate-for"));
    page.fields[1].mistake = words.as_ref().err().map(|unsaid| unsaid_sentence(t, *unsaid, LETTER_MAX_CHARS));
    let (Some(organisation), Ok(words)) = (chosen, words) else { return page.show_mistakes() };
    match send_intent(&app, &actor, &published, (organisation, words)).await? {
        Begun::Done(id) | Begun::Known(id) => {
            Ok(Redirect::to(&t.path(&format!("/my/cooperations/{id}"))).into_response())
        }
        Begun::NotNow(_) => page.show_conflict(t.say("cooperate-refusal-closed")),
    }
}

fn page(app: &App, visit: &Visit, published: &PublishedListing, theirs: &[Organisation], sent: &Sent) -> FormPage {
    let t = visit.language;
    let wording = Wording::new(app, t);
    let mut page = FormPage::new(app, visit, "cooperate");
    let listing = &published.listing;
    let title = wording.either(&listing.title, listing.title_en.as_deref()).text;
    let name = wording.either(&published.organisation_name, published.organisation_name_en.as_deref()).text;
    page.lead.insert(0, t.fill("cooperate-about", &[("title", title), ("organisation", name)]));
    let choice = |it: &Organisation| Choosable {
        value: it.id.to_string(),
        words: wording.either(&it.name, it.name_en.as_deref()).text,
    };
    let only = if theirs.len() == 1 { theirs[0].id.to_string() } else { String::new() };
    let chosen = Some(sent.raw("cooperate-for")).filter(|it| !it.is_empty()).map_or(only, str::to_owned);
    let mut words = Field::new(t, "cooperate-words", Input::Text, "off").holding(sent.raw("cooperate-words"));
    words.hint = Some(t.with("field-cooperate-words-hint", "max", LETTER_MAX_CHARS));
    page.fields = vec![
        Field::new(t, "cooperate-for", Input::Choice, "off").among(theirs.iter().map(choice).collect()).holding(chosen),
        words,
    ];
    page.others = vec![(t.say("apply-back"), t.path(&format!("/listings/{}", listing.id)))];
    page
}
