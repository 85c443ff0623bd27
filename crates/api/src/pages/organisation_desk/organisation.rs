//! `/desk/organisations/{id}`: one organisation: suspended or not, who acts for it, and what it is a duplicate of.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::OrganisationId;
use rongqiao_model::access::{Action, Actor, Permit};
use rongqiao_model::organisation::Organisation;
use rongqiao_model::organisation_file::REMARK_MAX_CHARS;
use rongqiao_model::standing::{StandingState, StandingStep};

use super::super::form::Sent;
use super::super::layout::{Layout, answer_privately};
use super::super::membership::{MemberLine, find, member_line};
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::{Mistakes, attributes, mistake_in};
use crate::actions::organisations::deciding::{change_standing as change, merge as merge_into};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

#[derive(Template)]
#[template(path = "organisation_desk_organisation.html")]
struct OrganisationPage {
    t: Language,
    layout: Layout,
    path: String,
    public_href: String,
    standing: String,
    reason: String,
    /// What can be done to its standing, as a word for the form.
    step: Option<&'static str>,
    members: Vec<MemberLine>,
    typed_standing_reason: String,
    typed_merge_reason: String,
    typed_kept: String,
    mistakes: Mistakes,
}

impl OrganisationPage {
    fn mistake_in(&self, name: &str) -> Option<&String> {
        mistake_in(&self.mistakes, name)
    }

    fn attributes(&self, name: &str, hint: &str) -> String {
        attributes(&self.mistakes, name, hint)
    }
}

/// `GET /desk/organisations/{id}`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (organisation, permit) = find(&app, &actor, Action::ReviewOrganisation, &id).await?;
    let page = page(&app, &visit, (&organisation, &permit), &Sent::read(""), Vec::new()).await?;
    answer_privately(StatusCode::OK, &page)
}

/// `POST /desk/organisations/{id}/standing`: suspends, or lifts the suspension.
pub(super) async fn change_standing(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let (organisation, permit) = find(&app, &actor, Action::ReviewOrganisation, &id).await?;
    let sent = Sent::read(&form);
    let reason = sent.text("standing-reason");
    let step = match sent.raw("step") {
        "suspend" => StandingStep::Suspend,
        "lift" => StandingStep::Lift,
        _ => return Err(Problem::not_found()),
    };
    if let Some(mistake) = reason_mistake(visit.language, &reason) {
        let wrong = vec![("standing-reason", mistake)];
        return refused(&page(&app, &visit, (&organisation, &permit), &sent, wrong).await?);
    }
    change(&app, &permit, &organisation, (step, &reason)).await?;
    Ok(back(&visit, organisation.id))
}

/// `POST /desk/organisations/{id}/members/end`: ends a role, also of the last administrator.
pub(super) async fn end_membership(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let (organisation, permit) = find(&app, &actor, Action::ReviewOrganisation, &id).await?;
    let grant = Sent::read(&form).raw("role").parse().map_err(|_| Problem::not_found())?;
    app.store.end_membership(&permit, grant, "", app.clock.now()).await?;
    Ok(back(&visit, organisation.id))
}

/// `POST /desk/organisations/{id}/merge`: lets the organisation go into another one.
pub(super) async fn merge(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let (organisation, permit) = find(&app, &actor, Action::ReviewOrganisation, &id).await?;
    let (t, sent) = (visit.language, Sent::read(&form));
    let reason = sent.text("merge-reason");
    let mut mistakes = Vec::new();
    let kept = read_kept(&app, &actor, &sent).await?.filter(|kept| *kept != organisation.id);
    if kept.is_none() {
        mistakes.push(("merge-kept", t.say("mistake-merge-kept")));
    }
    if let Some(mistake) = reason_mistake(t, &reason) {
        mistakes.push(("merge-reason", mistake));
    }
    match kept {
        Some(kept) if mistakes.is_empty() => {
            merge_into(&app, &actor, &permit, (kept, &reason)).await?;
            Ok(back(&visit, kept))
        }
        _ => refused(&page(&app, &visit, (&organisation, &permit), &sent, mistakes).await?),
    }
}

/// The organisation whose address or identity was typed, if the actor may decide about it.
async fn read_kept(app: &App, actor: &Actor, sent: &Sent) -> Result<Option<OrganisationId>, Problem> {
    let typed = sent.text("merge-kept");
    let id = typed.rsplit('/').next().unwrap_or_default();
    Ok(find(app, actor, Action::ReviewOrganisation, id).await.ok().map(|(kept, _)| kept.id))
}

fn reason_mistake(t: Language, reason: &str) -> Option<String> {
    if reason.is_empty() {
        return Some(t.say("mistake-decision-reason"));
    }
    (reason.chars().count() > REMARK_MAX_CHARS).then(|| t.with("mistake-decision-long", "max", REMARK_MAX_CHARS))
}

fn refused(page: &OrganisationPage) -> Result<Response, Problem> {
    answer_privately(StatusCode::UNPROCESSABLE_ENTITY, page)
}

fn back(visit: &Visit, id: OrganisationId) -> Response {
    Redirect::to(&visit.language.path(&format!("/desk/organisations/{id}"))).into_response()
}

async fn page(
    app: &App,
    visit: &Visit,
    (organisation, permit): (&Organisation, &Permit),
    sent: &Sent,
    mistakes: Mistakes,
) -> Result<OrganisationPage, Problem> {
    let t = visit.language;
    let wording = Wording::new(app, t);
    let mut layout = Layout::new(app, visit, organisation.name.clone());
    layout.indexed = false;
    let standing = app.store.find_standing(organisation.id).await?;
    let members = app.store.list_grants(permit).await?;
    Ok(OrganisationPage {
        t,
        layout,
        path: t.path(&format!("/desk/organisations/{}", organisation.id)),
        public_href: t.path(&format!("/organisations/{}", organisation.id)),
        standing: standing.as_ref().map_or_else(
            || t.say("standing-none"),
            |it| t.with(&format!("standing-{}", it.state.slug()), "day", wording.day(it.until)),
        ),
        step: standing.as_ref().map(|it| match it.state {
            StandingState::Suspended | StandingState::Banned => "lift",
            StandingState::Verified | StandingState::Lapsed => "suspend",
        }),
        reason: standing.map(|it| it.reason).unwrap_or_default(),
        members: members.iter().map(|it| member_line(&wording, it)).collect(),
        typed_standing_reason: sent.raw("standing-reason").to_owned(),
        typed_merge_reason: sent.raw("merge-reason").to_owned(),
        typed_kept: sent.raw("merge-kept").to_owned(),
        mistakes,
    })
}
