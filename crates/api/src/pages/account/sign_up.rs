//! `/sign-up`: makes an account, once its contact is proven. `/sign-up/school`: one for somebody under age, whom their
//! school has invited.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::contact::Contact;
use rongqiao_model::person::{AgeGroup, NAME_MAX_CHARS};
use rongqiao_model::session::Purpose;

use super::super::form::{Field, Form, FormPage, Input, Sent, weakness_sentence};
use super::super::visit::Visit;
use super::{back_of, contact_field};
use crate::actions::codes::{Then, Wanted, ask_for_code};
use crate::app::App;
use crate::language::Language;
use crate::limits::VisitorAddress;
use crate::notice;
use crate::passwords::{Weakness, hash, weakness};
use crate::problem::Problem;
use crate::session::with_back;

/// `GET /sign-up`
pub(super) async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Problem> {
    page(&app, &visit, &Sent::read(&visit.query), AgeGroup::Adult, Told::Nothing).show()
}

/// `GET /sign-up/school`
pub(super) async fn show_school(State(app): State<App>, visit: Visit) -> Result<Response, Problem> {
    page(&app, &visit, &Sent::read(&visit.query), AgeGroup::Minor, Told::Nothing).show()
}

/// `POST /sign-up`: sends a code to the contact. What was typed wrongly comes back with what to mend.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    asker: VisitorAddress,
    form: String,
) -> Result<Response, Problem> {
    send_code(&app, &visit, &asker, &Sent::read(&form), AgeGroup::Adult).await
}

/// `POST /sign-up/school`: likewise. Whether a school has invited them is told to nobody but whoever proves the contact.
pub(super) async fn submit_school(
    State(app): State<App>,
    visit: Visit,
    asker: VisitorAddress,
    form: String,
) -> Result<Response, Problem> {
    send_code(&app, &visit, &asker, &Sent::read(&form), AgeGroup::Minor).await
}

async fn send_code(
    app: &App,
    visit: &Visit,
    asker: &VisitorAddress,
    sent: &Sent,
    age_group: AgeGroup,
) -> Result<Response, Problem> {
    let t = visit.language;
    let weakness = weakness(sent.raw("new-password"), &[&sent.text("name"), sent.raw("contact")]).await?;
    let page = page(app, visit, sent, age_group, Told::Mistakes(weakness));
    let Some(contact) = Contact::parse(sent.raw("contact")).filter(|_| page.is_right()) else {
        return page.show_mistakes();
    };
    let then = Then {
        back: back_of(sent),
        name: sent.text("name"),
        language: t.of_letters(),
        password_hash: Some(hash(sent.raw("new-password").to_owned()).await?),
        age_group,
        agreed: Some(notice::text(t)),
    };
    let wanted =
        Wanted { purpose: Purpose::SignUp, contact, then, person: None, language: t, asker: asker.to_string() };
    match ask_for_code(app, wanted).await {
        Ok(id) => Ok(Redirect::to(&t.path(&format!("/codes/{id}"))).into_response()),
        Err(refusal) => page.refuse(app, refusal),
    }
}

/// What a form tells of what stands in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    /// Nothing, before it was sent.
    Nothing,
    /// Every mistake, with what is wrong with the password.
    Mistakes(Option<Weakness>),
}

/// The form with what was `sent`.
fn page(app: &App, visit: &Visit, sent: &Sent, age_group: AgeGroup, tells: Told) -> FormPage {
    let t = visit.language;
    let told = |mistake: Option<String>| mistake.filter(|_| tells != Told::Nothing);
    let weak = match tells {
        Told::Nothing => None,
        Told::Mistakes(weakness) => weakness.map(|weakness| weakness_sentence(t, weakness)),
    };
    let (key, agreed, unticked, other) = match age_group {
        AgeGroup::Adult => ("sign-up", "agreed", "mistake-agreed", ("sign-up-under-age", "/sign-up/school")),
        AgeGroup::Minor => ("sign-up-school", "agreed-minor", "mistake-agreed-minor", ("sign-up-of-age", "/sign-up")),
    };
    let (name, contact) = (sent.text("name"), sent.raw("contact"));
    let unread = Contact::parse(contact).is_none().then(|| t.say("mistake-contact"));
    let unticked = sent.raw(agreed).is_empty().then(|| t.say(unticked));
    let mut page = FormPage::new(app, visit, key);
    page.fields = vec![
        Field::new(t, "name", Input::Line, "name").wrong(told(name_mistake(t, &name))).holding(name),
        contact_field(t).holding(contact).wrong(told(unread)),
        Field::new(t, "new-password", Input::Secret, "new-password").wrong(weak),
        Field::new(t, agreed, Input::Tick, "off").holding(sent.raw(agreed)).wrong(told(unticked)),
    ];
    let back = back_of(sent);
    page.others = vec![
        (t.say("sign-up-privacy"), t.path("/privacy")),
        (t.say(other.0), t.path(other.1)),
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
