//! What both sides of a call confirm, each for itself: the contract, and the result.

use rongqiao_model::call::Call;
use rongqiao_model::connect::{Party, Stage, Step, done_by};

use super::sheet::{CallForm, CallPage};
use crate::language::Language;

/// The stages in which each side confirms something, with the step that does it.
const CONFIRMED: [(Stage, Step); 2] = [(Stage::Negotiating, Step::Agree), (Stage::Delivered, Step::Confirm)];

/// The sides that have confirmed what both confirm at this stage of `call`.
pub(super) fn confirmed_by(call: &Call) -> Vec<Party> {
    let stage = call.connection.stage;
    let step = CONFIRMED.into_iter().find(|&(at, _)| at == stage);
    step.map(|(_, step)| done_by(&call.events, step, stage)).unwrap_or_default()
}

/// The form to confirm the result, as long as `party` has not.
pub(super) fn confirm_form(t: Language, call: &Call, party: Party) -> Option<CallForm> {
    let is_asked = call.connection.stage == Stage::Delivered && !confirmed_by(call).contains(&party);
    is_asked.then(|| CallForm::new(t, "confirm").primary())
}

/// Tells `party` that one of the two sides has confirmed: whoever has done so waits, and that is what comes next.
pub(super) fn add_confirmed(page: &mut CallPage, call: &Call, party: Party) {
    let (t, confirmed) = (page.t, confirmed_by(call));
    if !confirmed.contains(&party) {
        page.notes.extend((!confirmed.is_empty()).then(|| t.say("connection-other-confirmed")));
        return;
    }
    if let Some((_, _, next)) = &mut page.state {
        *next = t.say("connection-own-confirmed");
    }
}
