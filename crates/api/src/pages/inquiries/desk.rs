//! `/desk/inquiries`: the questions at somebody's desks, the earliest due first, with the desks' figures.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_model::inquiry::{FiledInquiry, InquiryFigures, InquiryQueue};

use super::super::layout::{Layout, answer_privately, shortened};
use super::super::visit::Visit;
use super::super::wording::{Moment, Worded, Wording};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

/// Open questions shown.
const OPEN: u64 = 200;

/// Questions that are done with shown, the latest first.
const DONE: u64 = 30;

/// Characters of a question that a line shows.
const BEGINNING_CHARS: usize = 60;

#[derive(Template)]
#[template(path = "desk_inquiries.html")]
struct DeskInquiriesPage {
    t: Language,
    layout: Layout,
    figures: Vec<String>,
    queues: Vec<Queue>,
}

#[derive(Debug)]
struct Queue {
    name: &'static str,
    lines: Vec<Line>,
}

#[derive(Debug)]
struct Line {
    href: String,
    beginning: String,
    policy: Worded,
    slug: &'static str,
    state: String,
    desk: String,
    asked: Moment,
    due: String,
    overdue: bool,
}

/// `GET /desk/inquiries`
pub(super) async fn show(State(app): State<App>, visit: Visit, Acting(actor): Acting) -> Result<Response, Problem> {
    if actor.desks().next().is_none() {
        return Err(Problem::not_found());
    }
    let t = visit.language;
    let figures = app.store.inquiry_figures(&actor, app.clock.today(), app.clock.now()).await?;
    let mut queues = Vec::new();
    for (queue, limit) in [(InquiryQueue::Open, OPEN), (InquiryQueue::Done, DONE)] {
        let filed = app.store.list_inquiries_at_desks(&actor, queue, limit).await?;
        queues.push(Queue { name: queue.slug(), lines: filed.iter().map(|it| line(&app, t, it)).collect() });
    }
    let mut layout = Layout::new(&app, &visit, t.say("desk-inquiries-title"));
    layout.indexed = false;
    let page = DeskInquiriesPage { t, layout, figures: figures_in_words(t, figures), queues };
    answer_privately(StatusCode::OK, &page)
}

fn figures_in_words(t: Language, figures: InquiryFigures) -> Vec<String> {
    let mut words = vec![
        t.count("inquiry-figure-open", figures.open),
        t.count("inquiry-figure-overdue", figures.overdue),
        t.count("inquiry-figure-answered", figures.answered),
    ];
    words.extend(figures.median_days.map(|days| t.count("inquiry-figure-median", days)));
    words
}

fn line(app: &App, t: Language, filed: &FiledInquiry) -> Line {
    let (inquiry, listing) = (&filed.inquiry, &filed.policy.listing);
    let wording = Wording::new(app, t);
    Line {
        href: t.path(&format!("/desk/inquiries/{}", inquiry.id)),
        beginning: shortened(&inquiry.question, BEGINNING_CHARS),
        policy: wording.either(&listing.title, listing.title_en.as_deref()),
        slug: inquiry.state.slug(),
        state: t.say(&format!("inquiry-state-{}", inquiry.state.slug())),
        desk: t.say(&format!("desk-name-{}", inquiry.desk.slug())),
        asked: wording.date_of(inquiry.asked_at),
        due: t.with("inquiry-due", "day", wording.day(inquiry.due_on)),
        overdue: inquiry.is_overdue(app.clock.today()),
    }
}
