//! `/listings/{id}/proposal`: the one page on which an organisation proposes. What is sent is sealed at once; its author
//! gets the very text back in the answer, and nobody can show it again before the opening.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_model::access::{Actor, Permit};
use rongqiao_model::call::{
    APPROACH_MAX_CHARS, Call, MILESTONES_MAX, PLAN_MAX_CHARS, ProposalText, Receipt, TEAM_MAX_CHARS,
};
use rongqiao_model::clock::day_of;
use rongqiao_model::form::{FieldError, Mistake};
use rongqiao_model::organisation::Organisation;
use rongqiao_model::store::HandedIn;

use super::super::form::{Field, FormPage, Input, Sent};
use super::super::layout::answer_privately;
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::public::{listing_of, organisation_field};
use super::sheet::{CallPage, Entry, Part};
use super::terms::target_words;
use crate::actions::calls::{answerers, find_public, hand_in, is_publisher};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

/// `GET /listings/{id}/proposal`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let call = find_public(&app, listing_of(&id)?).await?;
    let own = answerers(&app, &actor, &call).await?;
    let mut page = page(&app, &visit, &call, (&own, &Sent::default()));
    for (organisation, permit) in &own {
        if let Some(proposal) = app.store.find_own_proposal(permit).await?.filter(|it| it.withdrawn_at.is_none()) {
            let at = Wording::new(&app, visit.language).minute_of(proposal.receipt.at).words;
            let values = [("organisation", organisation.name.clone()), ("moment", at)];
            page.lead.push(visit.language.fill("proposal-before", &values));
        }
    }
    if let [(organisation, _)] = own.as_slice()
        && app.store.find_standing(organisation.id).await?.is_some_and(|it| it.is_suspended())
    {
        page.submit = String::new();
        return page.show_conflict(visit.language.say("proposal-suspended"));
    }
    refuse_or(&app, &visit, &call, (&actor, &own), page)
}

/// `POST /listings/{id}/proposal`
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let sent = Sent::read(&form);
    let call = find_public(&app, listing_of(&id)?).await?;
    let own = answerers(&app, &actor, &call).await?;
    let mut page = page(&app, &visit, &call, (&own, &sent));
    if own.is_empty() || !call.takes_proposals(app.clock.now()) {
        return refuse_or(&app, &visit, &call, (&actor, &own), page);
    }
    let chosen = own.iter().find(|(it, _)| own.len() == 1 || it.id.to_string() == sent.raw("organisation"));
    let text = ProposalText::read(&sent.record(""), &call.terms);
    if let Err(wrong) = &text {
        tell(visit.language, &mut page.fields, wrong);
    }
    if chosen.is_none() {
        tell_at(&mut page, "organisation", visit.language.say("call-mistake-organisation"));
    }
    let (Some((organisation, permit)), Ok(text)) = (chosen, text) else { return page.show_mistakes() };
    if text.has_past_milestone(day_of(app.clock.now())) {
        tell_at(&mut page, "milestones", visit.language.say("proposal-mistake-past"));
        return page.show_mistakes();
    }
    answer_handed_in(&app, &visit, &call, (organisation, permit), (text, page)).await
}

async fn answer_handed_in(
    app: &App,
    visit: &Visit,
    call: &Call,
    (organisation, permit): (&Organisation, &Permit),
    (text, page): (ProposalText, FormPage),
) -> Result<Response, Problem> {
    match hand_in(app, permit, text).await? {
        (HandedIn::Done(receipt), written) => {
            answer_privately(StatusCode::OK, &receipt_page(app, visit, call, (organisation, &receipt, &written)))
        }
        (HandedIn::Suspended, _) => page.show_conflict(visit.language.say("proposal-suspended")),
        (HandedIn::NotNow | HandedIn::NotYours, _) => page.show_conflict(visit.language.say("proposal-late")),
    }
}

/// What whoever has handed in gets: when it arrived, its digest, and the text itself, this once.
fn receipt_page(
    app: &App,
    visit: &Visit,
    call: &Call,
    (organisation, receipt, written): (&Organisation, &Receipt, &str),
) -> CallPage {
    let t = visit.language;
    let wording = Wording::new(app, t);
    let mut page = CallPage::plain(app, visit, wording.worded(&t.say("proposal-receipt")));
    page.notes = vec![t.with("proposal-sealed", "moment", wording.minute_of(call.deadline).words)];
    let facts = [
        ("call-of-listing", call.connection.title.clone()),
        ("field-organisation", organisation.name.clone()),
        ("proposal-arrived", wording.instant(receipt.at)),
        ("proposal-revision", receipt.revision.to_string()),
        ("proposal-digest", receipt.digest.clone()),
    ];
    let facts = facts.map(|(label, value)| (t.say(label), wording.worded(&value))).into();
    page.parts.push(Part { id: "receipt", title: t.say("proposal-receipt-facts"), facts, ..Part::default() });
    let entry = Entry { heading: wording.worded(&t.say("proposal-copy")), ..Entry::default() };
    let entry = Entry { lines: vec![wording.worded(written)], ..entry };
    let about = Some(t.say("proposal-copy-note"));
    page.parts.push(Part { id: "copy", title: t.say("proposal-sent"), about, entries: vec![entry], ..Part::default() });
    page.links.push((t.say("my-challenges-title"), t.path("/my/challenges")));
    page
}

fn refuse_or(
    app: &App,
    visit: &Visit,
    call: &Call,
    (actor, own): (&Actor, &[(Organisation, Permit)]),
    mut page: FormPage,
) -> Result<Response, Problem> {
    let t = visit.language;
    if !call.takes_proposals(app.clock.now()) {
        page.submit = String::new();
        return page.show_conflict(t.say("proposal-late"));
    }
    if own.is_empty() && is_publisher(actor, call) {
        page.submit = String::new();
        return page.show_conflict(t.say("call-own"));
    }
    if own.is_empty() {
        page.submit = String::new();
        page.others.insert(0, (t.say("my-organisations-title"), t.path("/my/organisations")));
        return page.show_conflict(t.say("proposal-for-organisations"));
    }
    page.show()
}

fn page(app: &App, visit: &Visit, call: &Call, (own, sent): (&[(Organisation, Permit)], &Sent)) -> FormPage {
    let t = visit.language;
    let wording = Wording::new(app, t);
    let mut page = FormPage::new(app, visit, "proposal");
    page.lead.insert(0, t.with("call-of", "title", &call.connection.title));
    page.lead.push(t.with("call-until", "moment", wording.minute_of(call.deadline).words));
    let field = |name: &str, input| Field::new(t, name, input, "off").holding(sent.raw(name));
    let limited = |name: &str, max: usize| {
        let mut field = field(name, Input::Text);
        field.hint = Some(t.with("field-proposal-hint", "max", max));
        field
    };
    let mut fields: Vec<Field> = organisation_field(&wording, own.iter().map(|(it, _)| it), sent).into_iter().collect();
    fields.push(limited("team", TEAM_MAX_CHARS));
    for (number, target) in (1..).zip(call.terms.targets()) {
        let words = target_words(&wording, target);
        let mut how = limited(&format!("approach-{number}"), APPROACH_MAX_CHARS);
        how.label = t.fill("field-approach", &[("number", number.to_string()), ("target", words)]);
        let mut promised = field(&format!("promised-{number}"), Input::Number);
        let values = [("number", number.to_string()), ("name", target.name.clone()), ("unit", target.unit.clone())];
        promised.label = t.fill("field-promised", &values);
        fields.extend([how, promised]);
    }
    fields.push(limited("plan", PLAN_MAX_CHARS));
    let mut milestones = field("milestones", Input::Text);
    milestones.hint = Some(t.with("field-milestones-hint", "max", MILESTONES_MAX));
    fields.extend([milestones, field("price", Input::Number), limited("intellectual-property", APPROACH_MAX_CHARS)]);
    page.fields = fields;
    page.others = vec![(t.say("call-title"), t.path(&format!("/listings/{}/call", call.connection.listing)))];
    page
}

/// Puts `mistake` at the field called `name`.
fn tell_at(page: &mut FormPage, name: &str, mistake: String) {
    if let Some(field) = page.fields.iter_mut().find(|field| field.name == name) {
        field.mistake = Some(mistake);
    }
}

/// Puts what is wrong at the fields in which it is.
fn tell(t: Language, fields: &mut [Field], wrong: &[FieldError]) {
    for field in fields {
        let error = wrong.iter().find(|error| error.field == field.name);
        field.mistake = error.map(|error| mistake_sentence(t, &field.label, &error.mistake));
    }
}

fn mistake_sentence(t: Language, label: &str, mistake: &Mistake) -> String {
    match mistake {
        Mistake::Missing => t.with("proposal-mistake-missing", "field", label),
        Mistake::TooLong { max, found } => {
            t.fill("mistake-words-long", &[("max", max.to_string()), ("found", found.to_string())])
        }
        Mistake::NotANumber { .. } => t.with("proposal-mistake-number", "field", label),
        Mistake::TooMany { max } => t.with("proposal-mistake-many", "max", max),
        // What else can be wrong here stands in the milestones.
        Mistake::NotADay
        | Mistake::NotAChoice { .. }
        | Mistake::NotAMoment
        | Mistake::NotATime
        | Mistake::NotAMilestone { .. }
        | Mistake::NotAMonth
        | Mistake::NotALink
        | Mistake::EndsFirst
        | Mistake::EndsLast
        | Mistake::Twice
        | Mistake::Private { .. }
        | Mistake::SeatsTaken { .. }
        | Mistake::NotYours
        | Mistake::NotAttached { .. }
        | Mistake::DayOutside { .. } => t.say("proposal-mistake-milestones"),
    }
}
