//! `/sign-up`: makes an account, once its contact is proven.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::contact::Contact;
use rongqiao_model::person::NAME_MAX_CHARS;
use rongqiao_model::session::Purpose;

use super::super::form::{Field, FormPage, Input, Sent, weakness_sentence};
use super::super::visit::Visit;
use super::{back_of, contact_field};
use crate::actions::codes::{Then, Wanted, ask_for_code};
use crate::app::App;
use crate::language::Language;
use crate::limits::VisitorAddress;
use crate::passwords::{hash, weakness};
use crate::problem::Problem;
use crate::session::with_back;

/// `GET /sign-up`
pub(super) async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Problem> {
    page(&app, &visit, &Sent::read(&visit.query), false).show()
}

/// `POST /sign-up`: sends a code to the contact. What was typed wrongly comes back with what to mend.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    asker: VisitorAddress,
    form: String,
) -> Result<Response, Problem> {
    let (t, sent) = (visit.language, Sent::read(&form));
    let page = page(&app, &visit, &sent, true);
    let Some(contact) = Contact::parse(sent.raw("contact")).filter(|_| page.is_right()) else {
        return page.show_mistakes();
    };
    let then = Then {
        back: back_of(&sent),
        name: sent.text("name"),
        language: t.of_letters(),
        password_hash: Some(hash(sent.raw("new-password").to_owned()).await?),
    };
    let wanted =
        Wanted { purpose: Purpose::SignUp, contact, then, person: None, language: t, asker: asker.to_string() };
    match ask_for_code(&app, wanted).await {
        Ok(id) => Ok(Redirect::to(&t.path(&format!("/codes/{id}"))).into_response()),
        Err(refusal) => page.refuse(&app, refusal),
    }
}

/// The form with what was `sent`; its mistakes are told once it was `submitted`.
fn page(app: &App, visit: &Visit, sent: &Sent, submitted: bool) -> FormPage {
    let t = visit.language;
    let told = |mistake: Option<String>| mistake.filter(|_| submitted);
    let (name, contact, password) = (sent.text("name"), sent.raw("contact"), sent.raw("new-password"));
    let weak = weakness(password, &[&name, contact]).map(|weakness| weakness_sentence(t, weakness));
    let unread = Contact::parse(contact).is_none().then(|| t.say("mistake-contact"));
    let unticked = sent.raw("agreed").is_empty().then(|| t.say("mistake-agreed"));
    let mut page = FormPage::new(app, visit, "sign-up");
    page.fields = vec![
        Field::new(t, "name", Input::Line, "name").wrong(told(name_mistake(t, &name))).holding(name),
        contact_field(t).holding(contact).wrong(told(unread)),
        Field::new(t, "new-password", Input::Secret, "new-password").wrong(told(weak)),
        Field::new(t, "agreed", Input::Tick, "off").holding(sent.raw("agreed")).wrong(told(unticked)),
    ];
    let back = back_of(sent);
    page.others = vec![
        (t.say("sign-up-privacy"), t.path("/privacy")),
        (t.say("sign-up-known"), t.path(&with_back("/sign-in", &back))),
    ];
    page.hidden = vec![("back", back)];
    page
}

/// What is wrong with a name, if anything is.
pub(super) fn name_mistake(t: Language, name: &str) -> Option<String> {
    match name.chars().count() {
        0 => Some(t.say("mistake-name")),
        1..=NAME_MAX_CHARS => None,
        _ => Some(t.with("mistake-name-long", "max", NAME_MAX_CHARS)),
    }
}
