//! What an officer can do to a call, stage by stage.

use rongqiao_model::call::{Call, Task};
use rongqiao_model::connect::{Party, Stage, Step, done_by};

use super::super::form::{Field, Input, Sent};
use super::sheet::{CallForm, words_field};
use crate::app::App;
use crate::language::Language;

/// The forms of the desk of `party`.
pub(super) fn forms(app: &App, t: Language, (call, party): (&Call, Party), sent: &Sent) -> Vec<CallForm> {
    let flow = call.connection.kind.flow();
    let stage = call.connection.stage;
    let may = |step: Step| flow.way(stage, step, party).is_some();
    let mut forms = Vec::new();
    if stage == Stage::Checking {
        forms.push(invite(t, Task::Opinion, sent));
    }
    if stage == Stage::Reviewing {
        forms.push(invite(t, Task::Score, sent));
    }
    let has_done = done_by(&call.events, Step::Unseal, stage).contains(&party);
    if call.may_be_opened(app.clock.now()) && !has_done {
        forms.push(secret(t, "unseal").primary());
    }
    if matches!(stage, Stage::Open | Stage::Sealed) {
        forms.push(secret(t, "share"));
    }
    if may(Step::Publish) && !call.is_too_late(app.clock.now()) {
        forms.push(CallForm::new(t, "publish").primary());
    }
    let with_words = [Step::Refuse, Step::Settle, Step::PassOn, Step::Lapse, Step::Terminate];
    forms.extend(with_words.into_iter().filter(|&step| may(step)).map(|step| {
        let name = format!("{}-words", step.slug());
        CallForm::new(t, step.slug()).asking(vec![words_field(t, &name, &format!("call-{name}"), sent)])
    }));
    forms
}

fn invite(t: Language, task: Task, sent: &Sent) -> CallForm {
    let what = format!("invite-{}", task.slug());
    let name = format!("{what}-contact");
    let mut field = Field::new(t, "reviewer-contact", Input::Line, "off").holding(sent.raw(&name));
    field.name = name;
    CallForm::new(t, &what).asking(vec![field])
}

/// A form that asks for the passphrase, which never comes back.
fn secret(t: Language, what: &str) -> CallForm {
    let mut field = Field::new(t, "passphrase", Input::Secret, "off");
    field.name = format!("{what}-passphrase");
    CallForm::new(t, what).asking(vec![field])
}
