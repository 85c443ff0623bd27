//! The queues that somebody's roles open: where they are, and how much waits in them.

use rongqiao_model::access::{Action, Actor, Role, Thing};
use rongqiao_model::desk_figures::Queue;
use rongqiao_model::inquiry::InquiryQueue;
use rongqiao_model::posting::{PostingState, due_on};
use time::Date;

use crate::app::App;
use crate::problem::Problem;

/// As much of a queue as is counted.
const COUNTED: u64 = 1_000;

/// How much waits in a queue for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Load {
    /// All of it.
    pub(super) waiting: u64,
    /// What was due before today.
    pub(super) overdue: u64,
}

/// The page of a queue, for whoever works on it.
pub(super) fn href_of(actor: &Actor, queue: Queue) -> Option<&'static str> {
    match queue {
        Queue::Organisations => Some("/desk/organisations"),
        Queue::Listings => Some("/desk/listings"),
        Queue::Complaints | Queue::Appeals => Some("/desk/complaints"),
        Queue::Inquiries => Some("/desk/inquiries"),
        Queue::DataRequests => actor.holds(Role::SecurityAdministrator).then_some("/desk/requests"),
    }
}

/// How much waits for `actor` on the page of `queue`: what they may decide themself, and nothing else.
pub(super) async fn load_of(app: &App, actor: &Actor, queue: Queue) -> Result<Load, Problem> {
    let due: Vec<Option<Date>> = match queue {
        Queue::Organisations => {
            app.store.list_files_waiting_for(actor).await?.iter().map(|line| line.file.due_on).collect()
        }
        Queue::Listings => {
            let filed = app.store.list_postings_at_desks(actor, PostingState::Submitted, COUNTED).await?;
            filed.iter().map(|it| it.posting.submitted_at.map(due_on)).collect()
        }
        Queue::Complaints | Queue::Appeals => {
            app.store.list_cases_waiting_for(actor).await?.iter().map(|line| Some(line.filed.case.due_on)).collect()
        }
        Queue::Inquiries => {
            let filed = app.store.list_inquiries_at_desks(actor, InquiryQueue::Open, COUNTED).await?;
            filed.iter().map(|it| Some(it.inquiry.due_on)).collect()
        }
        Queue::DataRequests => {
            let permit = actor.permit(Action::AnswerDataRequest, Thing::platform())?;
            let waiting = app.store.list_data_requests_waiting(&permit).await?;
            // Nobody answers themself.
            waiting.iter().filter(|it| it.person != actor.person()).map(|it| Some(it.due_on)).collect()
        }
    };
    let today = app.clock.today();
    let overdue = due.iter().flatten().filter(|day| **day < today).count();
    Ok(Load { waiting: due.len() as u64, overdue: overdue as u64 })
}
