//! A call for its publisher: putting it up, answering questions, objecting, and seeing the work through.

use std::collections::BTreeMap;

use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::ListingId;
use rongqiao_model::access::{Actor, Permit};
use rongqiao_model::call::{Call, Criterion, DEADLINE_DAYS, Terms, WEIGHTS_USUAL, is_weighed};
use rongqiao_model::connect::{ConnectionStep, Party, Stage, Step};
use rongqiao_model::form::parse_moment;
use rongqiao_model::listing::{ListingState, PublishedListing};
use rongqiao_model::milestone::MilestoneStep;
use rongqiao_model::store::CallBegun;
use time::{Duration, OffsetDateTime};

use super::super::form::{Field, Input, Sent};
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::confirming::{add_confirmed, confirm_form};
use super::history::history_part;
use super::milestones::answer_milestone;
use super::public::notice_part;
use super::responder::{add_objecting, agreement_forms, interns_part, read_contract, work_parts};
use super::sheet::{CallForm, CallPage, Entry, Part, late_note, until_note, words_field};
use super::talk::{add_talk, say};
use super::team::{can_form_team, team};
use super::terms::{proposal_lines, questions_part, target_words, terms_part};
use crate::actions::calls::{find_challenge, publishes, put_up};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// What there is to see for the publisher of the challenge `listing`.
pub(super) async fn show(app: &App, visit: &Visit, actor: &Actor, listing: ListingId) -> Result<Response, Problem> {
    match app.store.find_call_of(actor, listing).await? {
        Some((call, permit)) => {
            let mut page = page(app, visit, (&call, &permit), &Sent::default()).await?;
            if can_form_team(&call) {
                page.team = team(app, &Wording::new(app, visit.language), (&call, &permit)).await?;
            }
            if let Some(team) = &mut page.team {
                team.people_href = Some(visit.language.path(&format!("/my/listings/{listing}/people")));
            }
            page.show()
        }
        None => {
            let published = own_challenge(app, actor, listing).await?;
            begin_page(app, visit, &published, &Sent::default()).show()
        }
    }
}

/// Does what the publisher sent.
pub(super) async fn submit(
    app: &App,
    visit: &Visit,
    actor: &Actor,
    (listing, sent): (ListingId, &Sent),
) -> Result<Response, Problem> {
    if sent.raw("do") == "put-up" {
        return begin(app, visit, actor, (listing, sent)).await;
    }
    let (call, permit) = app.store.find_call_of(actor, listing).await?.ok_or_else(Problem::not_found)?;
    let mut page = page(app, visit, (&call, &permit), sent).await?;
    let (now, number) = (app.clock.now(), sent.raw("number").parse().unwrap_or_default());
    match sent.raw("do") {
        "say" => say(app, &permit, sent, page).await,
        "answer" => {
            let Some(words) = page.read_words(sent, &format!("answer-{number}")) else { return page.show_mistakes() };
            let answered = app.store.answer_call_question(&permit, (number, &words), (&app.chance, now)).await?;
            app.letters_wait.notify_one();
            page.answer(answered)
        }
        "object" => {
            let Some(words) = page.read_words(sent, "object-words") else { return page.show_mistakes() };
            let moved = app.store.object(&permit, &words, (&app.chance, now)).await?;
            app.letters_wait.notify_one();
            page.answer_moved(&moved)
        }
        "contract" => {
            let Some(contract) = read_contract(&mut page, sent) else { return page.show_mistakes() };
            let entered = app.store.register_contract(&permit, &contract, (&app.chance, now)).await?;
            app.letters_wait.notify_one();
            page.answer(entered)
        }
        step => {
            if let Some(step) = MilestoneStep::from_slug(step) {
                return answer_milestone(app, &permit, (step, sent), page).await;
            }
            let step = Step::from_slug(step).ok_or_else(Problem::not_found)?;
            move_on(app, &permit, (step, sent), page).await
        }
    }
}

/// Does a step of the connection, with words where the page asks for them.
pub(super) async fn move_on(
    app: &App,
    permit: &Permit,
    (step, sent): (Step, &Sent),
    mut page: CallPage,
) -> Result<Response, Problem> {
    let name = format!("{}-words", step.slug());
    let asks = page.forms.iter().flat_map(|form| &form.fields).any(|field| field.name == name);
    let words = if asks { page.read_words(sent, &name) } else { Some(String::new()) };
    let Some(words) = words else { return page.show_mistakes() };
    let step = ConnectionStep { words, ..ConnectionStep::plain(step) };
    let revision = sent.raw("revision").parse().unwrap_or_default();
    let moved = app.store.move_call(permit, revision, &step, (&app.chance, app.clock.now())).await?;
    app.letters_wait.notify_one();
    page.answer_moved(&moved)
}

async fn own_challenge(app: &App, actor: &Actor, listing: ListingId) -> Result<PublishedListing, Problem> {
    let published = find_challenge(app, listing).await?;
    publishes(actor, rongqiao_model::ConnectionId::from_uuid(uuid::Uuid::nil()), &published)?;
    Ok(published)
}

async fn begin(
    app: &App,
    visit: &Visit,
    actor: &Actor,
    (listing, sent): (ListingId, &Sent),
) -> Result<Response, Problem> {
    let t = visit.language;
    let published = own_challenge(app, actor, listing).await?;
    let mut page = begin_page(app, visit, &published, sent);
    let deadline = parse_moment(sent.raw("deadline")).filter(|&it| is_fair(it, app.clock.now()));
    let weights = read_weights(sent);
    if deadline.is_none() {
        page.tell("deadline", t.fill("call-mistake-deadline", &days()));
    }
    if weights.is_none() {
        page.tell("weight-targets", t.say("call-mistake-weights"));
    }
    let (Some(deadline), Some(weights)) = (deadline, weights) else { return page.show_mistakes() };
    let terms = Terms::of(&published.listing, weights).ok_or_else(Problem::not_found)?;
    if !terms.is_measurable() {
        return page.show_conflict(t.say("call-mistake-targets"));
    }
    match put_up(app, actor, &published, (terms, deadline)).await? {
        CallBegun::Done(_) | CallBegun::Known(_) => Ok(Redirect::to(&page.action).into_response()),
        CallBegun::NotNow => page.answer(false),
    }
}

fn days() -> [(&'static str, String); 2] {
    [("min", DEADLINE_DAYS.start().to_string()), ("max", DEADLINE_DAYS.end().to_string())]
}

/// Whether a deadline leaves time enough, and not too much.
fn is_fair(deadline: OffsetDateTime, now: OffsetDateTime) -> bool {
    (now + Duration::days(*DEADLINE_DAYS.start())..=now + Duration::days(*DEADLINE_DAYS.end())).contains(&deadline)
}

fn read_weights(sent: &Sent) -> Option<[u32; 4]> {
    let mut weights = [0; 4];
    for (weight, criterion) in weights.iter_mut().zip(Criterion::ALL) {
        *weight = sent.text(&format!("weight-{}", criterion.slug())).parse().ok().filter(|it| *it <= 100)?;
    }
    Some(weights).filter(|&weights| is_weighed(weights))
}

fn begin_page(app: &App, visit: &Visit, published: &PublishedListing, sent: &Sent) -> CallPage {
    let t = visit.language;
    let wording = Wording::new(app, t);
    let mut page = CallPage::plain(app, visit, wording.worded(&published.listing.title));
    page.layout.demo = published.listing.demo;
    let terms = add_put_up(&mut page, published, sent);
    let facts = (1..).zip(terms.targets()).map(|(number, target)| {
        (t.with("call-target-number", "number", number), wording.worded(&target_words(&wording, target)))
    });
    page.parts.push(Part { id: "terms", title: t.say("call-terms"), facts: facts.collect(), ..Part::default() });
    page
}

/// Adds the form to put up a call, with what the targets lack; says what the call would ask for.
fn add_put_up(page: &mut CallPage, published: &PublishedListing, sent: &Sent) -> Terms {
    let t = page.t;
    let terms = Terms::of(&published.listing, WEIGHTS_USUAL).unwrap_or_default();
    page.notes.push(t.say("call-begin-lead"));
    if !terms.is_measurable() {
        page.notes.push(t.say("call-mistake-targets"));
        page.notes.extend(lacking_notes(t, &terms));
    }
    page.links.push((t.say("posting-edit"), t.path(&format!("/my/listings/{}/edit", published.listing.id))));
    page.forms.push(put_up_form(t, sent));
    terms
}

/// What the targets lack, a sentence for each.
fn lacking_notes(t: Language, terms: &Terms) -> Vec<String> {
    let mut lacking: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for (number, part) in terms.lacking() {
        lacking.entry(number).or_default().push(t.say(&format!("target-part-{}", part.slug())));
    }
    let note = |(number, parts): (usize, Vec<String>)| {
        let values = [("number", number.to_string()), ("parts", parts.join(&t.say("call-missing-and")))];
        t.fill("call-target-lacking", &values)
    };
    lacking.into_iter().map(note).collect()
}

fn put_up_form(t: Language, sent: &Sent) -> CallForm {
    let mut fields = vec![Field::new(t, "deadline", Input::Moment, "off").holding(sent.raw("deadline"))];
    fields[0].hint = Some(t.fill("field-deadline-hint", &days()));
    fields.extend(Criterion::ALL.iter().zip(WEIGHTS_USUAL).map(|(criterion, usual)| {
        let name = format!("weight-{}", criterion.slug());
        let typed = Some(sent.raw(&name)).filter(|it| !it.is_empty()).map_or(usual.to_string(), str::to_owned);
        let mut field = Field::new(t, &name, Input::Number, "off").holding(typed);
        field.label = t.with("field-weight", "criterion", t.say(&format!("criterion-{}", criterion.slug())));
        field
    }));
    CallForm::new(t, "put-up").asking(fields).primary()
}

/// Adds the form to put the same challenge up anew, where nothing came of `call` and the challenge is still public.
async fn add_put_up_anew(app: &App, page: &mut CallPage, call: &Call, sent: &Sent) -> Result<(), Problem> {
    // What was agreed to and ended early stays in sight: it is put up anew as a listing of its own.
    let failed = [Stage::Refused, Stage::Withdrawn, Stage::Lapsed];
    if !failed.contains(&call.connection.stage) {
        return Ok(());
    }
    let id = call.connection.listing;
    let is_up = |it: &PublishedListing| it.listing.id == id && it.listing.state == ListingState::Published;
    if let Some(published) = app.store.find_public_listing(id).await?.filter(is_up) {
        page.notes.push(page.t.say("call-put-up-anew"));
        add_put_up(page, &published, sent);
    }
    Ok(())
}

async fn page(app: &App, visit: &Visit, (call, permit): (&Call, &Permit), sent: &Sent) -> Result<CallPage, Problem> {
    let t = visit.language;
    let wording = Wording::new(app, t);
    let mut page = CallPage::of(app, visit, call, "publisher");
    let stage = call.connection.stage;
    page.notes.extend(until_note(&wording, call));
    page.notes.extend(late_note(t, (call, app.clock.now()), "publisher"));
    let with_words = |what: &str| {
        let name = format!("{what}-words");
        CallForm::new(t, what).asking(vec![words_field(t, &name, &format!("call-{name}"), sent)])
    };
    if matches!(stage, Stage::Checking | Stage::Open) {
        page.forms.push(with_words("withdraw"));
    }
    page.parts.extend(notice_part(app, &wording, call).await?);
    page.parts.extend(history_part(app, &wording, call, Some(Party::Publisher)).await?);
    page.parts.extend(chosen_part(app, &wording, (call, permit)).await?);
    add_objecting(app, &mut page, (call, permit), sent).await?;
    add_confirmed(&mut page, call, Party::Publisher);
    page.forms.extend(confirm_form(t, call, Party::Publisher));
    if stage == Stage::Delivered {
        page.forms.push(with_words("reject"));
    }
    if stage == Stage::Negotiating {
        page.forms.extend(agreement_forms(t, (call, Party::Publisher), sent));
    }
    if matches!(stage, Stage::Running | Stage::Delivered) {
        page.forms.push(with_words("dispute"));
    }
    if matches!(stage, Stage::Negotiating | Stage::Running) {
        page.forms.push(with_words("terminate"));
    }
    page.parts.extend(work_parts(app, &wording, (call, permit), (Step::Confirm, sent)).await?);
    add_talk(app, &mut page, (call, permit), sent).await?;
    page.parts.extend(interns_part(app, &wording, (call, permit)).await?);
    page.parts.push(questions(app, &wording, call, sent).await?);
    page.parts.push(terms_part(&wording, call));
    add_put_up_anew(app, &mut page, call, sent).await?;
    if call.is_public() {
        page.links.push((t.say("call-title"), t.path(&format!("/listings/{}/call", call.connection.listing))));
    }
    page.links.push((t.say("my-challenges-title"), t.path("/my/challenges")));
    Ok(page)
}

/// The proposal that was chosen, for which the publisher signs.
async fn chosen_part(
    app: &App,
    wording: &Wording<'_>,
    (call, permit): (&Call, &Permit),
) -> Result<Option<Part>, Problem> {
    let Some(chosen) = app.store.find_chosen_proposal(permit).await? else { return Ok(None) };
    let heading = wording.either(&chosen.organisation.name, chosen.organisation.name_en.as_deref());
    let entry = Entry { heading, lines: proposal_lines(wording, call, &chosen.proposal), ..Entry::default() };
    let title = wording.t.say("call-chosen-proposal");
    Ok(Some(Part { id: "chosen", title, entries: vec![entry], ..Part::default() }))
}

/// The questions, each that waits with a form for its answer.
async fn questions(app: &App, wording: &Wording<'_>, call: &Call, sent: &Sent) -> Result<Part, Problem> {
    let t = wording.t;
    let questions = app.store.list_call_questions(call.connection.id).await?;
    let mut part = questions_part(wording, &questions);
    for (entry, question) in part.entries.iter_mut().zip(&questions) {
        if question.answer.is_empty() {
            let field = words_field(t, &format!("answer-{}", question.number), "call-answer", sent);
            entry.forms.push(CallForm::new(t, "answer").of(question.number).asking(vec![field]));
        }
    }
    Ok(part)
}
