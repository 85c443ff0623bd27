//! The papers that the two sides of a challenge hand each other while it runs.

use rongqiao_model::access::Permit;
use rongqiao_model::call::Call;
use rongqiao_model::connect::{ConnectionMessage, Paper, Party};

use super::super::connections::{PaperView, paper_way};
use super::super::wording::{Worded, Wording};
use super::sheet::{Entry, Part};
use crate::app::App;
use crate::problem::Problem;

/// What was handed over, and the way to hand over more; `None` where there is neither.
pub(super) async fn papers_part(
    app: &App,
    wording: &Wording<'_>,
    (call, permit): (&Call, &Permit),
) -> Result<Option<Part>, Problem> {
    let t = wording.t;
    let Some(party) = call.connection.party_of(permit) else { return Ok(None) };
    let said = app.store.list_call_papers(permit).await?;
    let way = paper_way(t, &call.connection, party).map(|href| (t.say("connection-paper-title"), href));
    if said.is_empty() && way.is_none() {
        return Ok(None);
    }
    let chosen = match call.connection.responder_organisation {
        Some(chosen) => app.store.find_public_organisation(chosen).await?,
        None => None,
    };
    let who = |party: Party| match (party, &chosen) {
        (Party::Publisher, _) => call.organisation.name.clone(),
        (Party::Responder, Some(chosen)) => chosen.name.clone(),
        (party, _) => t.say(&format!("connection-party-{}", party.slug())),
    };
    let entry = |message: &ConnectionMessage| {
        message.paper.as_ref().map(|paper| paper_entry(wording, call, (message, paper), &who(message.party)))
    };
    let entries: Vec<Entry> = said.iter().filter_map(entry).collect();
    let about = entries.is_empty().then(|| t.say("call-papers-none"));
    Ok(Some(Part { id: "said", title: t.say("call-papers"), about, entries, way, ..Part::default() }))
}

/// A paper with whose it is, its SHA-256 and what was said with it; where it is the contract that is said, too.
fn paper_entry(wording: &Wording<'_>, call: &Call, (message, paper): (&ConnectionMessage, &Paper), who: &str) -> Entry {
    let t = wording.t;
    let view = PaperView::new(t, &call.connection, (message.id, paper));
    let by = [("who", who.to_owned()), ("moment", wording.minute_of(message.at).words)];
    let is_contract = call.contract.as_ref().is_some_and(|it| it.digest == paper.sha256);
    let contract = if is_contract { t.say("call-paper-is-contract") } else { String::new() };
    let lines = [t.fill("call-paper-by", &by), view.about, contract, message.text.clone()];
    let lines: Vec<Worded> = lines.iter().filter(|it| !it.is_empty()).map(|it| wording.worded(it)).collect();
    Entry { heading: wording.worded(&view.name), lines, href: Some(view.href), ..Entry::default() }
}
