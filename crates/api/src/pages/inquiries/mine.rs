//! `/my/inquiries`: what somebody asked, and what became of it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::inquiry::{FiledInquiry, InquiryMove, InquiryState, InquiryStep};

use super::super::form::Sent;
use super::super::layout::{Layout, answer_privately};
use super::super::paging::{Ways, page_asked};
use super::super::visit::Visit;
use super::super::wording::{Moment, Worded, Wording};
use super::id_of;
use crate::actions::inquiries::{find_own, move_on};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::{Acting, SignedIn};

/// Questions on a page, the latest first.
const SHOWN: u64 = 50;

#[derive(Template)]
#[template(path = "my_inquiries.html")]
struct MyInquiriesPage {
    t: Language,
    layout: Layout,
    lines: Vec<Line>,
    ways: Ways,
}

#[derive(Debug)]
struct Line {
    href: String,
    title: Worded,
    slug: &'static str,
    state: String,
    asked: Moment,
    /// Until when an answer is to be expected.
    due: Option<String>,
}

#[derive(Template)]
#[template(path = "my_inquiry.html")]
struct MyInquiryPage {
    t: Language,
    layout: Layout,
    policy: Worded,
    policy_href: String,
    slug: &'static str,
    state: String,
    asked: Moment,
    due: Option<String>,
    question: String,
    /// Who may read it.
    public: String,
    answer: String,
    answered: Option<Moment>,
    reason: String,
    referral: Option<String>,
    revision: i64,
    action: String,
    can_withdraw: bool,
    can_close: bool,
    /// Where to ask once more.
    further: Option<String>,
    /// What it goes on from, and what goes on from it.
    others: Vec<(String, String)>,
}

/// `GET /my/inquiries`
pub(super) async fn show_all(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
) -> Result<Response, Problem> {
    let t = visit.language;
    let wording = Wording::new(&app, t);
    let asked = page_asked(&visit, SHOWN);
    let page = app.store.list_own_inquiries(session.person, asked).await?;
    let mut layout = Layout::new(&app, &visit, t.say("my-inquiries-title"));
    layout.indexed = false;
    let lines = page.rows.iter().map(|filed| line(&wording, filed)).collect();
    let ways = Ways::from(&visit, asked, &page);
    answer_privately(StatusCode::OK, &MyInquiriesPage { t, layout, lines, ways })
}

/// `GET /my/inquiries/{id}`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let filed = find_own(&app, session.person, id_of(&id)?).await?;
    answer_privately(StatusCode::OK, &page(&app, &visit, &filed).await?)
}

/// `POST /my/inquiries/{id}`: withdraws or closes it. Of a withdrawal and an answer one is done; the page then says which.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let sent = Sent::read(&form);
    let filed = find_own(&app, actor.person(), id_of(&id)?).await?;
    let step = match InquiryStep::from_slug(sent.raw("do")) {
        Some(InquiryStep::Withdraw) => InquiryMove::Withdraw,
        Some(InquiryStep::Close) => InquiryMove::Close,
        Some(InquiryStep::Accept | InquiryStep::Refuse | InquiryStep::Assign | InquiryStep::Answer) | None => {
            return Err(Problem::not_found());
        }
    };
    move_on(&app, &actor, &filed, filed.inquiry.revision, &step).await?;
    Ok(Redirect::to(&visit.language.path(&format!("/my/inquiries/{}", filed.inquiry.id))).into_response())
}

fn line(wording: &Wording<'_>, filed: &FiledInquiry) -> Line {
    let (t, inquiry, listing) = (wording.t, &filed.inquiry, &filed.policy.listing);
    Line {
        href: t.path(&format!("/my/inquiries/{}", inquiry.id)),
        title: wording.either(&listing.title, listing.title_en.as_deref()),
        slug: inquiry.state.slug(),
        state: t.say(&format!("inquiry-state-{}", inquiry.state.slug())),
        asked: wording.date_of(inquiry.asked_at),
        due: due(wording, filed),
    }
}

fn due(wording: &Wording<'_>, filed: &FiledInquiry) -> Option<String> {
    let inquiry = &filed.inquiry;
    inquiry.state.is_open().then(|| wording.t.with("inquiry-due", "day", wording.day(inquiry.due_on)))
}

async fn page(app: &App, visit: &Visit, filed: &FiledInquiry) -> Result<MyInquiryPage, Problem> {
    let (t, inquiry, listing) = (visit.language, &filed.inquiry, &filed.policy.listing);
    let wording = Wording::new(app, t);
    let mut layout = Layout::new(app, visit, t.say("my-inquiry-title"));
    layout.indexed = false;
    layout.demo = listing.demo;
    let path = |id| t.path(&format!("/my/inquiries/{id}"));
    let mut others = Vec::new();
    others.extend(inquiry.follows.map(|before| (t.say("inquiry-before"), path(before))));
    let further = app.store.find_own_further_inquiry(inquiry.asker, inquiry.id).await?;
    others.extend(further.map(|further| (t.say("inquiry-further"), path(further.id))));
    let may_go_on = inquiry.state == InquiryState::Answered && inquiry.follows.is_none();
    let public = if inquiry.is_public {
        "inquiry-is-public"
    } else if inquiry.may_be_public {
        "inquiry-may-be-public"
    } else {
        "inquiry-is-private"
    };
    Ok(MyInquiryPage {
        t,
        layout,
        policy: wording.either(&listing.title, listing.title_en.as_deref()),
        policy_href: t.path(&format!("/listings/{}", listing.id)),
        slug: inquiry.state.slug(),
        state: t.say(&format!("inquiry-state-{}", inquiry.state.slug())),
        asked: wording.minute_of(inquiry.asked_at),
        due: due(&wording, filed),
        question: inquiry.question.clone(),
        public: t.say(public),
        answer: inquiry.answer.clone(),
        answered: inquiry.decided_at.map(|at| wording.minute_of(at)),
        reason: inquiry.reason.clone(),
        referral: inquiry.referral.map(|it| t.say(&format!("referral-{}", it.slug()))),
        revision: inquiry.revision,
        action: path(inquiry.id),
        can_withdraw: inquiry.can(InquiryStep::Withdraw),
        can_close: inquiry.can(InquiryStep::Close),
        further: may_go_on.then(|| format!("{}/ask", path(inquiry.id))),
        others,
    })
}
