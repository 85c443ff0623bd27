//! `/organisations/new`: which organisation somebody wants to act for, and where that leads.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::access::Action;
use rongqiao_model::credit_code::{Assessment, CreditCode};
use rongqiao_model::organisation::OrganisationKind;
use rongqiao_model::organisation_file::{EntryMistake, FileField};

use super::super::form::{Choosable, Field, FormPage, Input, Sent};
use super::super::visit::Visit;
use super::FILES;
use super::facts::mistake;
use crate::actions::organisations::entering::{Begun, FirstWords, begin};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

/// Longest name of an organisation, in characters.
const NAME_MAX_CHARS: usize = 200;

/// `GET /organisations/new`
pub(super) async fn show(State(app): State<App>, visit: Visit, _who: Acting) -> Result<Response, Problem> {
    page(&app, &visit, &Sent::read("")).show()
}

/// `POST /organisations/new`: opens a file, or leads to those who act for the organisation already.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    form: String,
) -> Result<Response, Problem> {
    let (t, sent) = (visit.language, Sent::read(&form));
    let said = match read(&sent) {
        Ok(said) => said,
        Err(mistakes) => return with_mistakes(page(&app, &visit, &sent), t, &mistakes).show_mistakes(),
    };
    let to = match begin(&app, &actor, said).await? {
        Begun::TooMany => {
            let mut page = page(&app, &visit, &sent);
            page.refusal = Some(t.say("refusal-files"));
            return page.show_mistakes();
        }
        Begun::File(id) => format!("{FILES}/{id}"),
        Begun::Known(id) if actor.organisations_for(Action::EditOrganisation).any(|own| own == id) => {
            format!("/my/organisations/{id}")
        }
        Begun::Known(id) => format!("/organisations/{id}/join"),
    };
    Ok(Redirect::to(&t.path(&to)).into_response())
}

fn read(sent: &Sent) -> Result<FirstWords, Vec<(FileField, EntryMistake)>> {
    let mut mistakes = Vec::new();
    let name = sent.text("entry-name");
    match name.chars().count() {
        0 => mistakes.push((FileField::Name, EntryMistake::Missing)),
        count if count > NAME_MAX_CHARS => mistakes.push((FileField::Name, EntryMistake::TooLong(NAME_MAX_CHARS))),
        _ => {}
    }
    let code = match CreditCode::assess(sent.raw("entry-credit-code")) {
        Assessment::Right(code) | Assessment::ForAPerson(code, _) => Some(code),
        Assessment::NotACode(why) => {
            mistakes.push((FileField::CreditCode, EntryMistake::NotACode(why)));
            None
        }
    };
    let kind = OrganisationKind::from_slug(sent.raw("entry-kind"));
    if kind.is_none() {
        mistakes.push((FileField::Kind, EntryMistake::Missing));
    }
    match (code, kind) {
        (Some(code), Some(kind)) if mistakes.is_empty() => Ok(FirstWords { code, name, kind }),
        _ => Err(mistakes),
    }
}

fn page(app: &App, visit: &Visit, sent: &Sent) -> FormPage {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, "entry-start");
    page.fields = vec![
        Field::new(t, "entry-name", Input::Line, "organization").holding(sent.raw("entry-name")),
        Field::new(t, "entry-credit-code", Input::Line, "off").holding(sent.raw("entry-credit-code")),
        Field::new(t, "entry-kind", Input::Choice, "off").among(kinds(t)).holding(sent.raw("entry-kind")),
    ];
    page.others = vec![(t.say("my-organisations-title"), t.path("/my/organisations"))];
    page
}

/// The kinds that can enter by themselves.
pub(super) fn kinds(t: Language) -> Vec<Choosable> {
    let kinds = OrganisationKind::ALL.iter().filter(|&&kind| kind != OrganisationKind::OperatorDesk);
    kinds
        .map(|kind| Choosable {
            value: kind.slug().to_owned(),
            words: t.say(&format!("organisation-kind-{}", kind.slug())),
        })
        .collect()
}

/// The page with each mistake at its field.
pub(super) fn with_mistakes(mut page: FormPage, t: Language, mistakes: &[(FileField, EntryMistake)]) -> FormPage {
    for (field, wrong) in mistakes {
        let name = format!("entry-{}", field.slug());
        if let Some(shown) = page.fields.iter_mut().find(|shown| shown.name == name) {
            shown.mistake = Some(mistake(t, *field, wrong));
        }
    }
    page
}
