//! For what reasons the steps of a call were done, as those who take part read them.

use rongqiao_model::call::Call;
use rongqiao_model::connect::{ConnectionEvent, Party, Stage, Step};

use super::super::wording::Wording;
use super::sheet::{Entry, Part};
use crate::app::App;
use crate::problem::Problem;

/// The steps that were done with a reason, the latest first, as `viewer` reads them; `None` proposed and is not chosen.
/// Objections with what was decided about them have a part of their own.
pub(super) async fn history_part(
    app: &App,
    wording: &Wording<'_>,
    call: &Call,
    viewer: Option<Party>,
) -> Result<Option<Part>, Problem> {
    let t = wording.t;
    let chosen = match call.connection.responder_organisation {
        Some(chosen) => app.store.find_public_organisation(chosen).await?,
        None => None,
    };
    let who = |party: Party| {
        let organisation = match party {
            Party::Publisher => Some(&call.organisation),
            Party::Responder => chosen.as_ref(),
            Party::School
            | Party::FirmsDesk
            | Party::UniversitiesDesk
            | Party::Expert
            | Party::Public
            | Party::Program => None,
        };
        match organisation {
            Some(_) if viewer == Some(party) => t.say("connection-self-organisation"),
            Some(it) => wording.either(&it.name, it.name_en.as_deref()).text,
            None => t.say(&format!("connection-party-{}", party.slug())),
        }
    };
    let entry = |event: &ConnectionEvent| {
        let slug = event.step.slug();
        let step = t.say(&format!("call-do-{slug}"));
        let did = t.fill("connection-did", &[("who", who(event.party)), ("slug", slug.to_owned()), ("step", step)]);
        let at = wording.minute_of(event.at).words;
        let lines = [at, event.words.clone()].iter().map(|line| wording.worded(line)).collect();
        Entry { heading: wording.worded(&did), lines, ..Entry::default() }
    };
    let entries: Vec<Entry> = call.events.iter().rev().filter(|it| is_read_by(it, viewer)).map(entry).collect();
    let is_any = !entries.is_empty();
    let part = Part { id: "history", title: t.say("connection-history"), entries, ..Part::default() };
    Ok(is_any.then_some(part))
}

/// Whether the reason of `event` stands in the history that `viewer` reads; whoever is not chosen reads what ended it for
/// all of them, or passed on.
fn is_read_by(event: &ConnectionEvent, viewer: Option<Party>) -> bool {
    let objects = event.step == Step::Object || (event.step == Step::Settle && event.stage == Stage::Noticed);
    let is_for_all = matches!(event.step, Step::Withdraw | Step::PassOn | Step::Lapse);
    !event.words.is_empty() && !objects && (is_for_all || viewer.is_some())
}

#[cfg(test)]
mod tests {
    use time::OffsetDateTime;

    use super::*;

    fn event(step: Step, stage: Stage) -> ConnectionEvent {
        ConnectionEvent {
            revision: 2,
            step,
            party: Party::FirmsDesk,
            stage,
            words: "原因".to_owned(),
            at: OffsetDateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn whoever_is_not_chosen_reads_no_reason_that_is_between_the_two_sides() {
        let events = [
            (event(Step::Lapse, Stage::Lapsed), true),
            (event(Step::PassOn, Stage::Reviewing), true),
            (event(Step::Dispute, Stage::Disputed), false),
            (event(Step::Settle, Stage::Running), false),
        ];
        for (event, is_for_all) in events {
            assert!(is_read_by(&event, Some(Party::Publisher)), "{event:?}");
            assert_eq!(is_read_by(&event, None), is_for_all, "{event:?}");
        }
    }

    #[test]
    fn what_was_decided_about_an_objection_stands_with_it_alone() {
        for event in [event(Step::Object, Stage::Objected), event(Step::Settle, Stage::Noticed)] {
            assert!(!is_read_by(&event, Some(Party::FirmsDesk)), "{event:?}");
        }
    }
}
