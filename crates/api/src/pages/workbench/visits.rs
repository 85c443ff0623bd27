//! `/desk/workbench/visits` and `/desk/workbench/visits/new`: where officers of a desk went, and noting it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::PersonId;
use rongqiao_model::access::{Action, Actor, Thing};
use rongqiao_model::workbench::visit::{FiledVisit, VisitNote, VisitPurpose};
use uuid::Uuid;

use super::super::form::{Choosable, Field, FormPage, Input, Sent};
use super::super::layout::{Layout, answer_privately, shortened};
use super::super::paging::{Ways, page_asked};
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::{MEANT, kinds_of_needs, nonce, question_of_name, tell};
use crate::actions::workbench::{desk_of, note_visit};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

/// Visits on a page, the latest first.
const VISITS: u64 = 50;

/// Characters of a note that a line shows.
const BEGINNING_CHARS: usize = 60;

#[derive(Template)]
#[template(path = "workbench_visits.html")]
struct VisitsPage {
    t: Language,
    layout: Layout,
    lines: Vec<VisitLine>,
    ways: Ways,
}

#[derive(Debug)]
struct VisitLine {
    href: String,
    name: String,
    day: String,
    purpose: String,
    officers: String,
    notes: String,
    is_wanting: bool,
}

/// `GET /desk/workbench/visits`
pub(super) async fn show(State(app): State<App>, visit: Visit, Acting(actor): Acting) -> Result<Response, Problem> {
    desk_of(&actor)?;
    let t = visit.language;
    let wording = Wording::new(&app, t);
    let asked = page_asked(&visit, VISITS);
    let visits = app.store.list_desk_visits(&actor, asked).await?;
    let mut layout = Layout::new(&app, &visit, t.say("desk-visits-title"));
    layout.indexed = false;
    let ways = Ways::from(&visit, asked, &visits);
    let lines = visits.rows.iter().map(|it| line(&wording, it)).collect();
    answer_privately(StatusCode::OK, &VisitsPage { t, layout, lines, ways })
}

fn line(wording: &Wording<'_>, filed: &FiledVisit) -> VisitLine {
    let (t, visit) = (wording.t, &filed.visit);
    VisitLine {
        href: t.path(&format!("/desk/workbench/visits/{}", visit.id)),
        name: visit.name.clone(),
        day: wording.day(visit.visited_on),
        purpose: t.say(&format!("visit-purpose-{}", visit.purpose.slug())),
        officers: filed.officers.join(&t.say("desk-visit-between")),
        notes: shortened(&visit.notes, BEGINNING_CHARS),
        is_wanting: visit.can_become_need(),
    }
}

/// `GET /desk/workbench/visits/new`
pub(super) async fn show_form(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
) -> Result<Response, Problem> {
    form_page(&app, &visit, &actor, &Sent::default()).await?.show()
}

/// `POST /desk/workbench/visits/new`; a name that is almost one of those known here is asked about once.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    form: String,
) -> Result<Response, Problem> {
    let sent = Sent::read(&form);
    let note = match VisitNote::read(&sent.record(""), app.clock.today()) {
        Ok(note) => note,
        Err(wrong) => {
            let mut page = form_page(&app, &visit, &actor, &sent).await?;
            tell(visit.language, &mut page.fields, &wrong);
            return page.show_mistakes();
        }
    };
    if let Some(question) = question_of_name(&app, visit.language, &note.name, &sent).await? {
        let mut page = form_page(&app, &visit, &actor, &sent).await?;
        page.fields[0].mistake = Some(question);
        page.hidden.push((MEANT, note.name));
        return page.show_mistakes();
    }
    let nonce = sent.raw("nonce").parse().map_err(|_| Problem::not_found())?;
    let others: Vec<PersonId> = sent.all("visit-officers").filter_map(|id| id.parse().ok()).collect();
    let id = note_visit(&app, &actor, nonce, (&note, &others)).await?;
    Ok(Redirect::to(&visit.language.path(&format!("/desk/workbench/visits/{id}"))).into_response())
}

async fn form_page(app: &App, visit: &Visit, actor: &Actor, sent: &Sent) -> Result<FormPage, Problem> {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, "desk-visit-new");
    let field = |name: &str, input| Field::new(t, name, input, "off").holding(sent.raw(name));
    let purposes = |field: Field| field.of_choices(t, "visit-purpose", VisitPurpose::ALL, &[sent.raw("visit-purpose")]);
    page.fields = vec![
        field("visit-name", Input::Line),
        field("visit-day", Input::Day),
        purposes(field("visit-purpose", Input::Choice)),
    ];
    page.fields.extend(colleagues(app, t, actor, sent).await?);
    page.fields.extend([
        field("visit-met", Input::Line).optional(),
        field("visit-notes", Input::Text),
        field("visit-wants", Input::Text).optional(),
        field("visit-kind", Input::Choice).among(kinds_of_needs(t)).optional(),
    ]);
    page.hidden = vec![("nonce", nonce(app, sent))];
    page.others = vec![(t.say("desk-visits-title"), t.path("/desk/workbench/visits"))];
    Ok(page)
}

/// Those of the same desk who can have gone, too; nothing where nobody else works there.
async fn colleagues(app: &App, t: Language, actor: &Actor, sent: &Sent) -> Result<Option<Field>, Problem> {
    let desk = desk_of(actor)?;
    let permit = actor.permit(Action::UseWorkbench, Thing::desk_work(Uuid::nil(), None))?;
    let officers = app.store.list_officers(&permit, app.clock.now()).await?;
    let others = officers.into_iter().filter(|it| it.desk == desk && it.person != actor.person());
    let choices: Vec<Choosable> = others.map(|it| Choosable { value: it.person.to_string(), words: it.name }).collect();
    let field = || Field::new(t, "visit-officers", Input::Picks, "off").optional().among(choices.clone());
    Ok((!choices.is_empty()).then(|| field().picking(sent.all("visit-officers"))))
}
