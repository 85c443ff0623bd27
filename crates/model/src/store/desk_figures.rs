//! What waits for desks and what they decided, read for their figures: moments and outcomes, nothing of persons.

use std::collections::HashMap;

use sea_orm::sea_query::{Expr, Query, SelectStatement};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder, QuerySelect};
use time::{Date, Duration, OffsetDateTime};

use super::entity::{
    complaint_appeal, complaint_case, complaint_ruling, data_request, inquiry, organisation, organisation_file,
    organisation_file_entry, posting, posting_version,
};
use super::{Store, StoreError};
use crate::access::Action;
use crate::complaint::{self, CaseState, appeal_due_on};
use crate::data_request::RequestState;
use crate::desk_figures::{Decided, DeskScope, Queue, QueueFigures, SPANS, Waiting};
use crate::inquiry::InquiryState;
use crate::organisation_file::{self as file, FileState, FileStep};
use crate::posting::{self as listing, PostingState};
use crate::working_days::due_on;
use crate::{ComplaintCaseId, OrganisationFileId};

/// A moment as a row has it.
type At = OffsetDateTime;

impl Store {
    /// How the queues of `scope` stand at `now`. Reads a row for each thing that waits, or was decided within the longest
    /// of [`SPANS`].
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn desk_figures(&self, scope: &DeskScope, now: At) -> Result<Vec<QueueFigures>, StoreError> {
        let since = now - Duration::days(SPANS.into_iter().max().unwrap_or_default());
        let mut figures = Vec::new();
        for queue in scope.queues() {
            let (waiting, decided) = match queue {
                Queue::Organisations => (self.files_waiting(scope).await?, self.files_decided(scope, since).await?),
                Queue::Listings => (self.listings_waiting(scope).await?, self.listings_decided(scope, since).await?),
                Queue::Complaints => (self.cases_waiting(scope).await?, self.cases_decided(scope, since).await?),
                Queue::Appeals => (self.appeals_waiting(scope).await?, self.appeals_decided(scope, since).await?),
                Queue::Inquiries => (self.inquiries_waiting(scope).await?, self.inquiries_decided(scope, since).await?),
                Queue::DataRequests => (self.requests_waiting().await?, self.requests_decided(since).await?),
            };
            figures.push(QueueFigures::count(queue, &waiting, &decided, now));
        }
        Ok(figures)
    }

    async fn files_waiting(&self, scope: &DeskScope) -> Result<Vec<Waiting>, StoreError> {
        use organisation_file::Column;
        // Nothing about a file changes while it waits, so that its last change is the moment at which it was handed in.
        let rows: Vec<(At, Option<Date>)> = organisation_file::Entity::find()
            .filter(Column::State.eq(FileState::Pending.slug()))
            .filter(Column::Kind.is_in(scope.kinds().map(|kind| kind.slug())))
            .select_only()
            .columns([Column::UpdatedAt, Column::DueOn])
            .into_tuple()
            .all(&self.db)
            .await?;
        let due = |since, due: Option<Date>| due.unwrap_or_else(|| due_on(since, file::DAYS_TO_DECIDE));
        Ok(rows.into_iter().map(|(since, day)| Waiting { since, due_on: due(since, day) }).collect())
    }

    async fn files_decided(&self, scope: &DeskScope, since: At) -> Result<Vec<Decided>, StoreError> {
        use organisation_file_entry::Column;
        let mut files = Query::select();
        files.column(organisation_file::Column::Id).from(organisation_file::Entity);
        files.and_where(organisation_file::Column::Kind.is_in(scope.kinds().map(|kind| kind.slug())));
        let mut decided = Query::select();
        decided.column(Column::FileId).from(organisation_file_entry::Entity).and_where(Column::At.gt(since));
        let steps = Queue::Organisations.outcomes().iter().copied().chain([FileStep::HandIn.slug()]);
        let rows: Vec<(OrganisationFileId, At, String)> = organisation_file_entry::Entity::find()
            .filter(Column::FileId.in_subquery(files))
            .filter(Column::FileId.in_subquery(decided))
            .filter(Column::Step.is_in(steps))
            .order_by_asc(Column::FileId)
            .order_by_asc(Column::Revision)
            .select_only()
            .columns([Column::FileId, Column::At, Column::Step])
            .into_tuple()
            .all(&self.db)
            .await?;
        let handed_in =
            |one: &(_, _, String), next: &(_, _, String)| one.0 == next.0 && one.2 == FileStep::HandIn.slug();
        let pairs = rows.windows(2).filter_map(|pair| match pair {
            [one, next] if handed_in(one, next) && next.1 > since => Some((one.1, next.1, next.2.as_str())),
            _ => None,
        });
        Ok(pairs.filter_map(|row| decided_in(Queue::Organisations, row, due_on(row.0, file::DAYS_TO_DECIDE))).collect())
    }

    async fn listings_waiting(&self, scope: &DeskScope) -> Result<Vec<Waiting>, StoreError> {
        use posting::Column;
        let rows: Vec<Option<At>> = posting::Entity::find()
            .filter(Column::State.eq(PostingState::Submitted.slug()))
            .filter(Column::OrganisationId.in_subquery(organisations_of(scope)))
            .select_only()
            .column(Column::SubmittedAt)
            .into_tuple()
            .all(&self.db)
            .await?;
        let wait = |since| Waiting { since, due_on: listing::due_on(since) };
        Ok(rows.into_iter().flatten().map(wait).collect())
    }

    async fn listings_decided(&self, scope: &DeskScope, since: At) -> Result<Vec<Decided>, StoreError> {
        use posting_version::Column;
        let rows: Vec<(At, Option<At>, Option<String>)> = posting_version::Entity::find()
            .filter(Column::DecidedAt.gt(since))
            .filter(Column::Outcome.is_in(Queue::Listings.outcomes().iter().copied()))
            .filter(Column::OrganisationId.in_subquery(organisations_of(scope)))
            .select_only()
            .columns([Column::At, Column::DecidedAt, Column::Outcome])
            .into_tuple()
            .all(&self.db)
            .await?;
        let decided = |(handed_in, at, outcome): &(At, Option<At>, Option<String>)| {
            let row = (*handed_in, (*at)?, outcome.as_deref()?);
            decided_in(Queue::Listings, row, listing::due_on(*handed_in))
        };
        Ok(rows.iter().filter_map(decided).collect())
    }

    async fn cases_waiting(&self, scope: &DeskScope) -> Result<Vec<Waiting>, StoreError> {
        use complaint_case::Column;
        let rows: Vec<(At, Date)> = complaint_case::Entity::find()
            .filter(waits_for(Action::ExamineComplaint))
            .filter(Column::OrganisationId.in_subquery(organisations_of(scope)))
            .select_only()
            .columns([Column::OpenedAt, Column::DueOn])
            .into_tuple()
            .all(&self.db)
            .await?;
        Ok(rows.into_iter().map(|(since, due_on)| Waiting { since, due_on }).collect())
    }

    async fn cases_decided(&self, scope: &DeskScope, since: At) -> Result<Vec<Decided>, StoreError> {
        let rows = self.rulings(scope, Queue::Complaints, since).await?;
        let opened: HashMap<ComplaintCaseId, At> = complaint_case::Entity::find()
            .filter(complaint_case::Column::Id.in_subquery(ruled_cases(Queue::Complaints, since)))
            .select_only()
            .columns([complaint_case::Column::Id, complaint_case::Column::OpenedAt])
            .into_tuple()
            .all(&self.db)
            .await?
            .into_iter()
            .collect();
        let decided = |(case, at, step): &(ComplaintCaseId, At, String)| {
            let handed_in = *opened.get(case)?;
            decided_in(Queue::Complaints, (handed_in, *at, step), due_on(handed_in, complaint::DAYS_TO_DECIDE))
        };
        Ok(rows.iter().filter_map(decided).collect())
    }

    async fn appeals_waiting(&self, scope: &DeskScope) -> Result<Vec<Waiting>, StoreError> {
        use complaint_case::Column;
        let rows: Vec<(ComplaintCaseId, Date)> = complaint_case::Entity::find()
            .filter(waits_for(Action::DecideAppeal))
            .filter(Column::OrganisationId.in_subquery(organisations_of(scope)))
            .select_only()
            .columns([Column::Id, Column::DueOn])
            .into_tuple()
            .all(&self.db)
            .await?;
        let waiting = Query::select()
            .column(Column::Id)
            .from(complaint_case::Entity)
            .and_where(waits_for(Action::DecideAppeal))
            .to_owned();
        let appeals = self.appeals_of(waiting).await?;
        let latest = |case| appeals.iter().filter(|(of, _)| *of == case).map(|&(_, at)| at).max();
        Ok(rows.into_iter().filter_map(|(case, due_on)| Some(Waiting { since: latest(case)?, due_on })).collect())
    }

    async fn appeals_decided(&self, scope: &DeskScope, since: At) -> Result<Vec<Decided>, StoreError> {
        let rows = self.rulings(scope, Queue::Appeals, since).await?;
        let appeals = self.appeals_of(ruled_cases(Queue::Appeals, since)).await?;
        let decided = |(case, at, step): &(ComplaintCaseId, At, String)| {
            let before = appeals.iter().filter(|(of, appealed)| of == case && appealed <= at);
            let handed_in = before.map(|&(_, appealed)| appealed).max()?;
            decided_in(Queue::Appeals, (handed_in, *at, step), appeal_due_on(handed_in))
        };
        Ok(rows.iter().filter_map(decided).collect())
    }

    /// What was decided in cases, by the steps of `queue`.
    async fn rulings(
        &self,
        scope: &DeskScope,
        queue: Queue,
        since: At,
    ) -> Result<Vec<(ComplaintCaseId, At, String)>, StoreError> {
        use complaint_ruling::Column;
        let mut cases = Query::select();
        cases.column(complaint_case::Column::Id).from(complaint_case::Entity);
        cases.and_where(complaint_case::Column::OrganisationId.in_subquery(organisations_of(scope)));
        let rulings = complaint_ruling::Entity::find()
            .filter(ruled_by(queue, since))
            .filter(Column::CaseId.in_subquery(cases))
            .select_only()
            .columns([Column::CaseId, Column::At, Column::Step]);
        Ok(rulings.into_tuple().all(&self.db).await?)
    }

    async fn appeals_of(&self, cases: SelectStatement) -> Result<Vec<(ComplaintCaseId, At)>, StoreError> {
        use complaint_appeal::Column;
        let appeals = complaint_appeal::Entity::find().filter(Column::CaseId.in_subquery(cases));
        let appeals = appeals.select_only().columns([Column::CaseId, Column::At]);
        Ok(appeals.into_tuple().all(&self.db).await?)
    }

    async fn inquiries_waiting(&self, scope: &DeskScope) -> Result<Vec<Waiting>, StoreError> {
        use inquiry::Column;
        let open = InquiryState::ALL.iter().filter(|state| state.is_open()).map(|state| state.slug());
        let rows: Vec<(At, Date)> = inquiry::Entity::find()
            .filter(Column::State.is_in(open))
            .filter(Column::Desk.is_in(scope.desks().iter().map(|desk| desk.slug())))
            .select_only()
            .columns([Column::AskedAt, Column::DueOn])
            .into_tuple()
            .all(&self.db)
            .await?;
        Ok(rows.into_iter().map(|(since, due_on)| Waiting { since, due_on }).collect())
    }

    async fn inquiries_decided(&self, scope: &DeskScope, since: At) -> Result<Vec<Decided>, StoreError> {
        use inquiry::Column;
        let ended = [InquiryState::Answered, InquiryState::Closed, InquiryState::Refused].map(InquiryState::slug);
        let rows: Vec<(At, Option<At>, Date, String)> = inquiry::Entity::find()
            .filter(Column::State.is_in(ended))
            .filter(Column::DecidedAt.gt(since))
            .filter(Column::Desk.is_in(scope.desks().iter().map(|desk| desk.slug())))
            .select_only()
            .columns([Column::AskedAt, Column::DecidedAt, Column::DueOn, Column::State])
            .into_tuple()
            .all(&self.db)
            .await?;
        let decided = |(asked, at, due_on, state): &(At, Option<At>, Date, String)| {
            // A question that its asker needs no more was answered before.
            let closed = state == InquiryState::Closed.slug();
            let outcome = if closed { InquiryState::Answered.slug() } else { state.as_str() };
            decided_in(Queue::Inquiries, (*asked, (*at)?, outcome), *due_on)
        };
        Ok(rows.iter().filter_map(decided).collect())
    }

    async fn requests_waiting(&self) -> Result<Vec<Waiting>, StoreError> {
        use data_request::Column;
        let open = RequestState::ALL.iter().filter(|state| !state.is_end()).map(|state| state.slug());
        let rows: Vec<(At, Date)> = data_request::Entity::find()
            .filter(Column::State.is_in(open))
            .select_only()
            .columns([Column::AskedAt, Column::DueOn])
            .into_tuple()
            .all(&self.db)
            .await?;
        Ok(rows.into_iter().map(|(since, due_on)| Waiting { since, due_on }).collect())
    }

    async fn requests_decided(&self, since: At) -> Result<Vec<Decided>, StoreError> {
        use data_request::Column;
        let rows: Vec<(At, At, Date, String)> = data_request::Entity::find()
            .filter(Column::State.is_in(Queue::DataRequests.outcomes().iter().copied()))
            .filter(Column::MovedAt.gt(since))
            .select_only()
            .columns([Column::AskedAt, Column::MovedAt, Column::DueOn, Column::State])
            .into_tuple()
            .all(&self.db)
            .await?;
        let decided = |(asked, at, due_on, state): &(At, At, Date, String)| {
            decided_in(Queue::DataRequests, (*asked, *at, state), *due_on)
        };
        Ok(rows.iter().filter_map(decided).collect())
    }
}

/// What was handed in, decided and came to something, if that is an outcome of `queue`.
fn decided_in(queue: Queue, (handed_in_at, decided_at, outcome): (At, At, &str), due_on: Date) -> Option<Decided> {
    queue.outcome(outcome).map(|outcome| Decided { handed_in_at, decided_at, due_on, outcome })
}

fn waits_for(action: Action) -> Expr {
    let states = CaseState::ALL.iter().filter(move |state| state.waits_for() == Some(action));
    complaint_case::Column::State.is_in(states.map(|state| state.slug()))
}

fn ruled_by(queue: Queue, since: At) -> Expr {
    use complaint_ruling::Column;
    Column::At.gt(since).and(Column::Step.is_in(queue.outcomes().iter().copied()))
}

fn ruled_cases(queue: Queue, since: At) -> SelectStatement {
    Query::select()
        .column(complaint_ruling::Column::CaseId)
        .from(complaint_ruling::Entity)
        .and_where(ruled_by(queue, since))
        .to_owned()
}

/// The organisations for which the desks of `scope` are responsible.
pub(super) fn organisations_of(scope: &DeskScope) -> SelectStatement {
    Query::select()
        .column(organisation::Column::Id)
        .from(organisation::Entity)
        .and_where(organisation::Column::Kind.is_in(scope.kinds().map(|kind| kind.slug())))
        .to_owned()
}
