//! A call for an organisation that proposes: its receipt, taking back, objecting, and the work if it is chosen.

use axum::response::Response;
use rongqiao_model::ListingId;
use rongqiao_model::access::{Actor, Permit};
use rongqiao_model::call::{Call, Contract, Objection, Objector, Proposal, TargetEvidence};
use rongqiao_model::connect::{Party, Stage, Step};
use rongqiao_model::form::parse_day;
use rongqiao_model::milestone::MilestoneStep;
use rongqiao_model::organisation::Organisation;

use super::super::connections::paper_way;
use super::super::form::{Field, Input, Sent};
use super::super::internships::facts_under;
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::confirming::{add_confirmed, confirm_form, confirmed_by};
use super::history::history_part;
use super::milestones::{answer_milestone, milestone_forms};
use super::public::notice_part;
use super::publisher::move_on;
use super::sheet::{CallForm, CallPage, Entry, Part, until_note, words_field};
use super::talk::{add_talk, say};
use super::terms::{contract_part, evidence_part, milestones_part, objection_entry, proposal_lines, terms_part};
use crate::actions::calls::answerers;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// A proposal of one's organisation with the leave to go on with it.
pub(super) struct OwnProposal {
    call: Call,
    proposal: Proposal,
    organisation: Organisation,
    permit: Permit,
}

impl OwnProposal {
    /// Whether it is the one that is to be chosen, or is.
    fn is_chosen(&self) -> bool {
        self.call.connection.responder_organisation == Some(self.organisation.id)
    }

    /// What the catalogue calls those who handed it in.
    fn side(&self) -> &'static str {
        if self.proposal.withdrawn_at.is_some() {
            return "taken-back";
        }
        if self.call.is_awarded() && !self.is_chosen() {
            return "unchosen";
        }
        "responder"
    }
}

/// The proposal that an organisation of `actor` handed in to the latest call on `listing` to which one did.
pub(super) async fn find(app: &App, actor: &Actor, listing: ListingId) -> Result<Option<OwnProposal>, Problem> {
    for call in app.store.list_public_calls(listing).await? {
        if let Some(own) = find_in(app, actor, call).await? {
            return Ok(Some(own));
        }
    }
    Ok(None)
}

/// The proposal that an organisation of `actor` handed in to `call`.
async fn find_in(app: &App, actor: &Actor, call: Call) -> Result<Option<OwnProposal>, Problem> {
    let mut own = Vec::new();
    for (organisation, permit) in answerers(app, actor, &call).await? {
        let proposal = app.store.find_own_proposal(&permit).await?;
        own.extend(proposal.map(|proposal| (organisation, permit, proposal)));
    }
    // Of several organisations the one that was chosen is the one that matters, or else one that still proposes.
    let chosen = call.connection.responder_organisation;
    let matters = |(organisation, _, proposal): &(Organisation, Permit, Proposal)| {
        (chosen == Some(organisation.id), proposal.withdrawn_at.is_none())
    };
    let found = own.into_iter().max_by_key(matters);
    Ok(found.map(|(organisation, permit, proposal)| OwnProposal { call, proposal, organisation, permit }))
}

/// Does what somebody sent who proposes.
pub(super) async fn submit(app: &App, visit: &Visit, own: &OwnProposal, sent: &Sent) -> Result<Response, Problem> {
    let mut page = page(app, visit, own, sent).await?;
    let (now, permit) = (app.clock.now(), &own.permit);
    let number = sent.raw("number").parse().unwrap_or_default();
    match sent.raw("do") {
        "say" => say(app, permit, sent, page).await,
        "take-back" => {
            let taken_back = app.store.withdraw_proposal(permit, now).await?;
            page.answer(taken_back)
        }
        "object" => {
            let Some(words) = page.read_words(sent, "object-words") else { return page.show_mistakes() };
            let moved = app.store.object(permit, &words, (&app.chance, now)).await?;
            app.letters_wait.notify_one();
            page.answer_moved(&moved)
        }
        "contract" => {
            let Some(contract) = read_contract(&mut page, sent) else { return page.show_mistakes() };
            let entered = app.store.register_contract(permit, &contract, (&app.chance, now)).await?;
            app.letters_wait.notify_one();
            page.answer(entered)
        }
        "evidence" => {
            let Some(evidence) = read_evidence(&mut page, sent, number) else { return page.show_mistakes() };
            let handed_in = app.store.hand_in_evidence(permit, &evidence, (&app.chance, now)).await?;
            app.letters_wait.notify_one();
            page.answer(handed_in)
        }
        step => {
            if let Some(step) = MilestoneStep::from_slug(step) {
                return answer_milestone(app, permit, (step, sent), page).await;
            }
            let step = Step::from_slug(step).ok_or_else(Problem::not_found)?;
            move_on(app, permit, (step, sent), page).await
        }
    }
}

/// The page for whoever proposes.
pub(super) async fn page(app: &App, visit: &Visit, own: &OwnProposal, sent: &Sent) -> Result<CallPage, Problem> {
    let (t, call) = (visit.language, &own.call);
    let wording = Wording::new(app, t);
    let (is_chosen, is_withdrawn) = (own.is_chosen(), own.proposal.withdrawn_at.is_some());
    let mut page = CallPage::of(app, visit, call, own.side());
    page.notes.extend(until_note(&wording, call));
    page.parts.extend(notice_part(app, &wording, call).await?);
    page.parts.push(receipt_part(&wording, own));
    page.parts.extend(history_part(app, &wording, call, is_chosen.then_some(Party::Responder)).await?);
    if call.takes_proposals(app.clock.now()) {
        let href = t.path(&format!("/listings/{}/proposal", call.connection.listing));
        page.start = Some((t.say("proposal-anew"), href));
        if !is_withdrawn {
            page.forms.push(CallForm::new(t, "take-back"));
        }
    }
    if !is_withdrawn {
        add_objecting(app, &mut page, (call, &own.permit), sent).await?;
    }
    if is_chosen {
        add_confirmed(&mut page, call, Party::Responder);
        page.forms.extend(chosen_forms(t, call, sent));
        page.parts.extend(work_parts(app, &wording, (call, &own.permit), (Step::Report, sent)).await?);
        add_talk(app, &mut page, (call, &own.permit), sent).await?;
        page.parts.extend(interns_part(app, &wording, (call, &own.permit)).await?);
    }
    page.parts.push(terms_part(&wording, call));
    page.links.push((t.say("call-title"), t.path(&format!("/listings/{}/call", call.connection.listing))));
    page.links.push((t.say("my-challenges-title"), t.path("/my/challenges")));
    Ok(page)
}

/// What the chosen one can do to the whole call.
fn chosen_forms(t: Language, call: &Call, sent: &Sent) -> Vec<CallForm> {
    let stage = call.connection.stage;
    let with_words = |what: &str| {
        let name = format!("{what}-words");
        CallForm::new(t, what).asking(vec![words_field(t, &name, &format!("call-{name}"), sent)])
    };
    let mut forms = Vec::new();
    if stage == Stage::Negotiating {
        forms.extend(agreement_forms(t, (call, Party::Responder), sent));
    }
    if stage == Stage::Running {
        forms.push(CallForm::new(t, "deliver").primary());
    }
    forms.extend(confirm_form(t, call, Party::Responder));
    if matches!(stage, Stage::Running | Stage::Delivered) {
        forms.push(with_words("dispute"));
    }
    if matches!(stage, Stage::Negotiating | Stage::Running) {
        forms.push(with_words("terminate"));
    }
    forms
}

/// How many students intern under what was agreed; `None` before it runs.
pub(super) async fn interns_part(
    app: &App,
    wording: &Wording<'_>,
    (call, permit): (&Call, &Permit),
) -> Result<Option<Part>, Problem> {
    let facts = facts_under(app, wording, (permit, call.connection.stage)).await?;
    let t = wording.t;
    let part = |facts| Part {
        id: "interns",
        title: t.say("interns-title"),
        about: Some(t.say("interns-note")),
        facts,
        ..Part::default()
    };
    Ok(facts.map(part))
}

fn receipt_part(wording: &Wording<'_>, own: &OwnProposal) -> Part {
    let (t, receipt) = (wording.t, &own.proposal.receipt);
    let mut facts = vec![
        (t.say("field-organisation"), wording.worded(&own.organisation.name)),
        (t.say("proposal-arrived"), wording.worded(&wording.minute_of(receipt.at).words)),
        (t.say("proposal-revision"), wording.worded(&receipt.revision.to_string())),
        (t.say("proposal-digest"), wording.worded(&receipt.digest)),
    ];
    if let Some(at) = own.proposal.withdrawn_at {
        facts.push((t.say("proposal-taken-back"), wording.worded(&wording.minute_of(at).words)));
    }
    let mut entries = Vec::new();
    let unreadable = match (own.proposal.withdrawn_at, own.call.opened_at) {
        (Some(_), _) => "proposal-forgotten",
        (None, Some(_)) => "call-unreadable",
        (None, None) => "proposal-unseen",
    };
    let about = match own.proposal.text {
        Some(_) => {
            let mut lines = proposal_lines(wording, &own.call, &own.proposal);
            // The last one is the digest, which stands above already.
            if lines.len() > 1 {
                lines.pop();
            }
            entries.push(Entry { heading: wording.worded(&t.say("proposal-said")), lines, ..Entry::default() });
            None
        }
        None => Some(t.say(unreadable)),
    };
    Part { id: "receipt", title: t.say("proposal-receipt-facts"), about, facts, entries }
}

/// Adds what the public objects to, and the form to object; to whoever has done so, the page says that instead.
pub(super) async fn add_objecting(
    app: &App,
    page: &mut CallPage,
    (call, permit): (&Call, &Permit),
    sent: &Sent,
) -> Result<(), Problem> {
    let (t, stage) = (page.t, call.connection.stage);
    if call.nominated_at().is_none() {
        return Ok(());
    }
    let wording = Wording::new(app, t);
    let objections = app.store.list_objections(permit).await?;
    let (own, in_public): (Vec<&Objection>, Vec<&Objection>) =
        objections.iter().partition(|it| matches!(it.by, Objector::Organisation(_)));
    let public = t.say("objection-public");
    let entries: Vec<Entry> = in_public.into_iter().map(|it| objection_entry(&wording, it, &public)).collect();
    if !entries.is_empty() {
        page.parts.push(Part { id: "objections", title: t.say("call-objections"), entries, ..Part::default() });
    }
    if !matches!(stage, Stage::Noticed | Stage::Objected) {
        return Ok(());
    }
    let objected = own.into_iter().rfind(|it| Some(it.at) >= call.nominated_at());
    if let Some(objection) = objected
        && let Some((_, _, next)) = &mut page.state
    {
        *next = t.with("call-objected", "moment", wording.minute_of(objection.at).words);
        return Ok(());
    }
    if stage == Stage::Noticed {
        let words = words_field(t, "object-words", "call-object-words", sent);
        page.forms.push(CallForm::new(t, "object").asking(vec![words]));
    }
    Ok(())
}

/// What `party` can do about the contract: enter it, and agree to what was entered, once.
pub(super) fn agreement_forms(t: Language, (call, party): (&Call, Party), sent: &Sent) -> Vec<CallForm> {
    let agreed = confirmed_by(call);
    let field = |name: &str, input| {
        let name = format!("contract-{name}");
        Field::new(t, &name, input, "off").holding(sent.raw(&name))
    };
    let fields = vec![
        field("number", Input::Line),
        field("amount", Input::Number),
        field("day", Input::Day),
        field("digest", Input::Line),
    ];
    let enter = agreed.is_empty().then(|| CallForm::new(t, "contract").asking(fields));
    let is_asked = call.contract.is_some() && !agreed.contains(&party);
    let agree = is_asked.then(|| CallForm::new(t, "agree").primary());
    agree.into_iter().chain(enter).collect()
}

/// The contract that was sent; what is wrong with it is told at its fields.
pub(super) fn read_contract(page: &mut CallPage, sent: &Sent) -> Option<Contract> {
    let t = page.t;
    let number = sent.text("contract-number");
    let amount = sent.text("contract-amount").replace(',', "").parse().ok().filter(|it: &i64| *it >= 0);
    let day = parse_day(sent.raw("contract-day"));
    let digest = sent.text("contract-digest").to_lowercase();
    if number.is_empty() || number.chars().count() > 100 {
        page.tell("contract-number", t.say("contract-mistake-number"));
    }
    if amount.is_none() {
        page.tell("contract-amount", t.say("contract-mistake-amount"));
    }
    if day.is_none() {
        page.tell("contract-day", t.say("contract-mistake-day"));
    }
    let contract = Contract { number, amount_yuan: amount?, signed_on: day?, digest };
    if !contract.has_digest() {
        page.tell("contract-digest", t.say("contract-mistake-digest"));
        return None;
    }
    Some(contract).filter(|it| !it.number.is_empty() && it.number.chars().count() <= 100)
}

fn read_evidence(page: &mut CallPage, sent: &Sent, number: i32) -> Option<TargetEvidence> {
    let words = page.read_words(sent, &format!("evidence-{number}"));
    let measured = sent.text(&format!("measured-{number}")).parse().ok().filter(|it: &f64| it.is_finite());
    if measured.is_none() {
        let mistake = page.t.say("evidence-mistake-number");
        page.tell(&format!("measured-{number}"), mistake);
    }
    Some(TargetEvidence { number, measured: measured?, evidence: words? })
}

/// What is agreed and done: for whoever does the work (`Step::Report`) with forms to report, for the publisher with forms
/// to confirm; for both with forms to strike a milestone.
pub(super) async fn work_parts(
    app: &App,
    wording: &Wording<'_>,
    (call, permit): (&Call, &Permit),
    (does, sent): (Step, &Sent),
) -> Result<Vec<Part>, Problem> {
    let t = wording.t;
    let mut parts: Vec<Part> = contract_part(wording, call).into_iter().collect();
    if call.contract.is_none() {
        return Ok(parts);
    }
    let (milestones, evidence) = app.store.list_call_work(permit).await?;
    let works = matches!(call.connection.stage, Stage::Running | Stage::Delivered);
    let party = if does == Step::Report { Party::Responder } else { Party::Publisher };
    if let Some(mut part) = milestones_part(wording, &milestones) {
        for (entry, milestone) in part.entries.iter_mut().zip(&milestones) {
            if works {
                entry.forms = milestone_forms(t, milestone, party, sent);
            }
        }
        parts.push(part);
    }
    let mut part = evidence_part(wording, call, &evidence);
    if does == Step::Report && call.connection.stage == Stage::Running {
        let report = paper_way(t, &call.connection, Party::Responder);
        let report = report.map(|href| (t.say("call-report-first"), href));
        for (number, entry) in (1..).zip(&mut part.entries) {
            let name = format!("measured-{number}");
            let mut measured = Field::new(t, "measured", Input::Number, "off").holding(sent.raw(&name));
            measured.name = name;
            let words = words_field(t, &format!("evidence-{number}"), "evidence", sent);
            let form = CallForm::new(t, "evidence").of(number).asking(vec![measured, words]);
            entry.forms.push(form.after(report.clone()));
        }
    }
    parts.push(part);
    Ok(parts)
}
