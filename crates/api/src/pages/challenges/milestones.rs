//! The milestones of a call for its two sides: what each can do about them, and doing it.

use axum::response::Response;
use rongqiao_model::access::Permit;
use rongqiao_model::call::Milestone;
use rongqiao_model::connect::Party;
use rongqiao_model::milestone::MilestoneStep;

use super::super::form::{Form as _, Sent};
use super::sheet::{CallForm, CallPage, words_field};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// The forms about `milestone` for whoever stands on the side of `party`.
pub(super) fn milestone_forms(t: Language, milestone: &Milestone, party: Party, sent: &Sent) -> Vec<CallForm> {
    let form = |&step: &MilestoneStep| {
        let slug = step.slug();
        let words = |name: &str| words_field(t, name, &format!("{slug}-words"), sent);
        CallForm {
            what: slug.to_owned(),
            number: milestone.number.to_string(),
            revision: Some(milestone.revision),
            words: t.say(&format!("agreement-{slug}")),
            fields: step.needs_words().then(|| words(&name_of(step, milestone.number))).into_iter().collect(),
            ..CallForm::default()
        }
    };
    MilestoneStep::ALL.iter().filter(|step| milestone.can(**step, party)).map(form).collect()
}

/// Does `step` to the milestone that is named, as somebody saw it.
pub(super) async fn answer_milestone(
    app: &App,
    permit: &Permit,
    (step, sent): (MilestoneStep, &Sent),
    mut page: CallPage,
) -> Result<Response, Problem> {
    let number: i32 = sent.raw("number").parse().unwrap_or_default();
    let words = if step.needs_words() { page.read_words(sent, &name_of(step, number)) } else { Some(String::new()) };
    let is_asked = |it: &CallPage| it.fields().any(|field| field.name == name_of(step, number));
    let Some(words) = words else {
        // Where it was changed meanwhile nothing is asked for any more.
        return if is_asked(&page) { page.show_mistakes() } else { page.answer(false) };
    };
    let seen = (number, sent.raw("revision").parse().unwrap_or_default());
    let moved = app.store.move_call_milestone(permit, seen, (step, &words), (&app.chance, app.clock.now())).await?;
    app.letters_wait.notify_one();
    page.answer(moved)
}

/// Several stand on one page, and the field of each has its own name.
fn name_of(step: MilestoneStep, number: i32) -> String {
    format!("{}-{number}", step.slug())
}
