//! `/my/invitations`: what organisations that found somebody invite them to, and what they answer.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::OrganisationId;
use rongqiao_model::invitation::{InvitationAnswer, InvitationState, OwnInvitation};

use super::super::card::{Card, Why};
use super::super::form::Sent;
use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::super::wording::{Moment, Worded, Wording};
use super::reasons;
use crate::actions::talents::answer;
use crate::app::App;
use crate::fits::Verdict;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::talents::fit_as_found;

#[derive(Template)]
#[template(path = "my_invitations.html")]
struct MyInvitationsPage {
    t: Language,
    layout: Layout,
    visibility: String,
    lines: Vec<Line>,
    /// Organisations by which the owner is neither found nor invited.
    blocks: Vec<(String, String)>,
}

#[derive(Debug)]
struct Line {
    href: String,
    title: Worded,
    organisation: Worded,
    slug: &'static str,
    state: String,
    sent: Moment,
}

#[derive(Template)]
#[template(path = "my_invitation.html")]
struct MyInvitationPage {
    t: Language,
    layout: Layout,
    card: Card,
    organisation: Worded,
    words: Worded,
    sent: Moment,
    slug: &'static str,
    state: String,
    score: String,
    verdict: Verdict,
    whys: Vec<Why>,
    answers: Vec<AnswerButton>,
    path: String,
}

/// A way to answer.
#[derive(Debug)]
struct AnswerButton {
    value: &'static str,
    words: String,
}

/// `GET /my/invitations`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
) -> Result<Response, Problem> {
    let t = visit.language;
    let wording = Wording::new(&app, t);
    let mut layout = Layout::new(&app, &visit, t.say("my-invitations-title"));
    layout.indexed = false;
    let own = app.store.list_own_invitations(session.person).await?;
    let blocks = app.store.list_own_blocks(session.person).await?;
    let profile = app.store.find_own_profile(session.person).await?;
    let page = MyInvitationsPage {
        t,
        layout,
        visibility: t.say(&format!("visibility-{}", profile.visibility.slug())),
        lines: own.iter().map(|it| line(&wording, it)).collect(),
        blocks: blocks.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
    };
    answer_privately(StatusCode::OK, &page)
}

/// `POST /my/invitations/lift`: lets an organisation find and invite its sender again.
pub(super) async fn lift(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    form: String,
) -> Result<Response, Problem> {
    let organisation: OrganisationId =
        Sent::read(&form).raw("organisation").parse().map_err(|_| Problem::not_found())?;
    app.store.lift_block(session.person, organisation).await?;
    Ok(Redirect::to(&visit.language.path("/my/invitations")).into_response())
}

/// `GET /my/invitations/{id}`
pub(super) async fn show_one(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = id.parse().map_err(|_| Problem::not_found())?;
    let own = app.store.find_own_invitation(session.person, id).await?.ok_or_else(Problem::not_found)?;
    let profile = app.store.find_own_profile(session.person).await?;
    let t = visit.language;
    let wording = Wording::new(&app, t);
    let fit = fit_as_found(&app, &profile, &own.published);
    let line = line(&wording, &own);
    let mut layout = Layout::new(&app, &visit, t.say("my-invitation-title"));
    layout.indexed = false;
    layout.demo = own.published.listing.demo;
    let answers = InvitationAnswer::ALL.iter().map(|&answer| AnswerButton {
        value: answer.slug(),
        words: t.say(&format!("invitation-answer-{}", answer.slug())),
    });
    // Data whose use is restricted is matched with nothing.
    let account = app.store.find_own_account(session.person).await?;
    let is_used = account.is_some_and(|it| it.restricted_since.is_none());
    let whys = if is_used { reasons(&wording, &own.published, &profile.contents, &fit) } else { Vec::new() };
    let page = MyInvitationPage {
        t,
        layout,
        card: Card::plain(&wording, &own.published),
        organisation: line.organisation,
        words: wording.worded(&own.words),
        sent: line.sent,
        slug: line.slug,
        state: line.state,
        score: fit.score.to_string(),
        verdict: Verdict::of(&fit),
        whys,
        answers: answers.collect(),
        path: line.href,
    };
    answer_privately(StatusCode::OK, &page)
}

/// `POST /my/invitations/{id}`: answers it. Whoever is interested is led to the listing.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let t = visit.language;
    let id = id.parse().map_err(|_| Problem::not_found())?;
    let own = app.store.find_own_invitation(session.person, id).await?.ok_or_else(Problem::not_found)?;
    let Some(chosen) = InvitationAnswer::from_slug(Sent::read(&form).raw("answer")) else {
        return Ok(Redirect::to(&own_path(t, &own)).into_response());
    };
    answer(&app, session.person, id, chosen).await?;
    let next = match chosen {
        InvitationAnswer::Interested => t.path(&format!("/listings/{}", own.published.listing.id)),
        InvitationAnswer::NotInterested => own_path(t, &own),
        InvitationAnswer::NoMore => t.path("/my/invitations#blocks"),
    };
    Ok(Redirect::to(&next).into_response())
}

fn own_path(t: Language, own: &OwnInvitation) -> String {
    t.path(&format!("/my/invitations/{}", own.id))
}

fn line(wording: &Wording<'_>, own: &OwnInvitation) -> Line {
    let (t, published) = (wording.t, &own.published);
    let key = match own.state {
        InvitationState::Invited => "my-invitation-waiting",
        InvitationState::Interested => "invitation-interested",
        InvitationState::NotInterested => "invitation-not-interested",
    };
    Line {
        href: own_path(t, own),
        title: wording.either(&published.listing.title, published.listing.title_en.as_deref()),
        organisation: wording.either(&published.organisation_name, published.organisation_name_en.as_deref()),
        slug: own.state.slug(),
        state: t.say(key),
        sent: wording.date_of(own.sent_at),
    }
}
