//! Work of desks written straight into the database, and counted again in the plainest way.

use rongqiao_model::access::Desk;
use rongqiao_model::clock::day_of;
use rongqiao_model::desk_figures::{DecidedFigures, Queue, QueueFigures, SPANS, WaitingFigures};
use rongqiao_model::working_days::{due_on, is_working_day};
use rongqiao_model::{ListingId, OrganisationId, PersonId};
use rongqiao_tests::listings::an_organisation;
use rongqiao_tests::site::TestSite;
use sea_orm_migration::prelude::{Query, SimpleExpr};
use sea_orm_migration::sea_orm::ConnectionTrait as _;
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

pub(super) const FIRM: &str = "晨芯半导体（上海）有限公司";
pub(super) const UNIVERSITY: &str = "临屿海事大学";

/// Who asks about policies and about personal data.
pub(super) fn asker() -> PersonId {
    PersonId::of_record("people", "asker@example.com")
}

/// A piece of work of a desk.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) queue: Queue,
    pub(super) desk: Desk,
    handed_in: OffsetDateTime,
    /// When it was decided and what came of it; `None` while it waits.
    decided: Option<(OffsetDateTime, &'static str)>,
}

/// Pieces of every queue at both desks, waiting and decided, early and late, lately and long ago.
pub(super) fn pieces(now: OffsetDateTime) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for &queue in Queue::ALL {
        for number in 0..96_i64 {
            let desk = if number % 5 < 2 { Desk::Universities } else { Desk::Firms };
            let desk = if queue == Queue::DataRequests { Desk::Committee } else { desk };
            let handed_in = now - Duration::hours(number * 19 + 5);
            let at = handed_in + Duration::hours(number * 37 % 400);
            let outcome = queue.outcomes()[usize::try_from(number).unwrap_or(0) % queue.outcomes().len()];
            let decided = (number % 4 != 1 && at < now).then_some((at, outcome));
            pieces.push(Piece { queue, desk, handed_in, decided });
        }
    }
    pieces
}

impl Piece {
    fn due_on(&self) -> Date {
        match self.queue {
            Queue::Organisations | Queue::Complaints | Queue::Inquiries => due_on(self.handed_in, 5),
            Queue::Listings => due_on(self.handed_in, 2),
            Queue::Appeals => due_on(self.handed_in, 10),
            Queue::DataRequests => day_of(self.handed_in + Duration::days(15)),
        }
    }

    fn organisation(&self) -> OrganisationId {
        an_organisation(if self.desk == Desk::Universities { UNIVERSITY } else { FIRM }).id
    }

    /// Writes it down as what it would have left.
    pub(super) async fn store(&self, site: &TestSite, number: usize) -> anyhow::Result<()> {
        let id = Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("{} {number}", self.queue.slug()).as_bytes());
        match self.queue {
            Queue::Organisations => self.store_file(site, id).await,
            Queue::Listings => self.store_posting(site, id).await,
            Queue::Complaints => self.store_case(site, id, ["examining", "closed"]).await,
            Queue::Appeals => self.store_appeal(site, id).await,
            Queue::Inquiries => self.store_inquiry(site, id).await,
            Queue::DataRequests => self.store_request(site, id).await,
        }
    }

    fn state(&self, waiting: &'static str) -> &'static str {
        self.decided.map_or(waiting, |(_, outcome)| outcome)
    }

    fn moved_at(&self) -> OffsetDateTime {
        self.decided.map_or(self.handed_in, |(at, _)| at)
    }

    async fn store_file(&self, site: &TestSite, id: Uuid) -> anyhow::Result<()> {
        let kind = if self.desk == Desk::Universities { "university" } else { "firm" };
        let due = self.decided.is_none().then(|| self.due_on());
        let file = vec![
            ("id", id.into()),
            ("organisation_id", self.organisation().as_uuid().into()),
            ("person_id", id.into()),
            ("purpose", "entry".into()),
            ("state", if self.decided.is_some() { "refused" } else { "pending" }.into()),
            ("credit_code", "91310115MA11672128".into()),
            ("kind", kind.into()),
            ("entered", "{}".into()),
            ("revision", 3.into()),
            ("due_on", due.into()),
            ("created_at", (self.handed_in - Duration::days(1)).into()),
            ("updated_at", self.moved_at().into()),
        ];
        insert(site, "organisation_file", file).await?;
        let entry = |revision: i64, at: OffsetDateTime, step: &'static str| {
            vec![
                ("file_id", id.into()),
                ("revision", revision.into()),
                ("at", at.into()),
                ("step", step.into()),
                ("reason", "".into()),
                ("remarks", "[]".into()),
            ]
        };
        insert(site, "organisation_file_entry", entry(2, self.handed_in, "hand-in")).await?;
        if let Some((at, step)) = self.decided {
            insert(site, "organisation_file_entry", entry(3, at, step)).await?;
        }
        Ok(())
    }

    async fn store_posting(&self, site: &TestSite, id: Uuid) -> anyhow::Result<()> {
        let waiting = self.decided.is_none();
        let posting = vec![
            ("id", id.into()),
            ("organisation_id", self.organisation().as_uuid().into()),
            ("kind", "job".into()),
            ("author_id", id.into()),
            ("state", if waiting { "submitted" } else { "returned" }.into()),
            ("record", "{}".into()),
            ("version", 1.into()),
            ("revision", 2.into()),
            ("submitted_at", waiting.then_some(self.handed_in).into()),
            ("reminders", 0.into()),
            ("reason", "".into()),
            ("created_at", self.handed_in.into()),
            ("updated_at", self.moved_at().into()),
        ];
        insert(site, "posting", posting).await?;
        let version = vec![
            ("posting_id", id.into()),
            ("number", 1.into()),
            ("organisation_id", self.organisation().as_uuid().into()),
            ("record", "{}".into()),
            ("by_id", id.into()),
            ("at", self.handed_in.into()),
            ("verdict", "pass".into()),
            ("outcome", self.decided.map(|(_, outcome)| outcome).into()),
            ("reason", "".into()),
            ("remarks", "{}".into()),
            ("decided_at", self.decided.map(|(at, _)| at).into()),
        ];
        insert(site, "posting_version", version).await
    }

    async fn store_case(&self, site: &TestSite, id: Uuid, [waiting, done]: [&'static str; 2]) -> anyhow::Result<()> {
        let case = vec![
            ("id", id.into()),
            ("subject", "organisation".into()),
            ("subject_id", self.organisation().as_uuid().into()),
            ("organisation_id", self.organisation().as_uuid().into()),
            ("title", "某信息".into()),
            ("snapshot", "{}".into()),
            ("state", if self.decided.is_some() { done } else { waiting }.into()),
            ("revision", 2.into()),
            ("opened_at", self.handed_in.into()),
            ("due_on", self.due_on().into()),
            ("updated_at", self.moved_at().into()),
        ];
        insert(site, "complaint_case", case).await?;
        let Some((at, step)) = self.decided else { return Ok(()) };
        let ruling = vec![
            ("case_id", id.into()),
            ("number", 1.into()),
            ("step", step.into()),
            ("by_id", id.into()),
            ("role", "firms-desk".into()),
            ("at", at.into()),
            ("reason", "".into()),
            ("answer", "".into()),
        ];
        insert(site, "complaint_ruling", ruling).await
    }

    async fn store_appeal(&self, site: &TestSite, id: Uuid) -> anyhow::Result<()> {
        self.store_case(site, id, ["reporter-appealed", "closed"]).await?;
        // The earlier side's appeal was decided long before.
        for (side, at) in [("reporter", self.handed_in - Duration::days(40)), ("organisation", self.handed_in)] {
            let columns =
                vec![("case_id", id.into()), ("side", side.into()), ("text", "请复核".into()), ("at", at.into())];
            insert(site, "complaint_appeal", columns).await?;
        }
        Ok(())
    }

    async fn store_inquiry(&self, site: &TestSite, id: Uuid) -> anyhow::Result<()> {
        let inquiry = vec![
            ("id", id.into()),
            ("policy_id", ListingId::of_record("test", "办法").as_uuid().into()),
            ("person_id", asker().as_uuid().into()),
            ("desk", self.desk.slug().into()),
            ("state", self.state("accepted").into()),
            ("question", "怎样申报？".into()),
            ("may_be_public", false.into()),
            ("asked_at", self.handed_in.into()),
            ("due_on", self.due_on().into()),
            ("reason", "".into()),
            ("answer", "".into()),
            ("is_public", false.into()),
            ("decided_at", self.decided.map(|(at, _)| at).into()),
            ("revision", 1.into()),
        ];
        insert(site, "inquiry", inquiry).await
    }

    async fn store_request(&self, site: &TestSite, id: Uuid) -> anyhow::Result<()> {
        let request = vec![
            ("id", id.into()),
            ("person_id", asker().as_uuid().into()),
            ("kind", "other".into()),
            ("state", self.state("verified").into()),
            ("words", "".into()),
            ("answer", "".into()),
            ("due_on", self.due_on().into()),
            ("asked_at", self.handed_in.into()),
            ("moved_at", self.moved_at().into()),
        ];
        insert(site, "data_request", request).await
    }
}

async fn insert(site: &TestSite, table: &'static str, values: Vec<(&'static str, SimpleExpr)>) -> anyhow::Result<()> {
    let (columns, values): (Vec<_>, Vec<_>) = values.into_iter().unzip();
    let insert = Query::insert().into_table(table).columns(columns).values(values)?.to_owned();
    site.store.connection().execute(&insert).await?;
    Ok(())
}

/// The figures of a queue over `pieces`, counted one by one.
pub(super) fn recount(queue: Queue, pieces: &[Piece], now: OffsetDateTime) -> QueueFigures {
    let pieces: Vec<&Piece> = pieces.iter().filter(|it| it.queue == queue).collect();
    let mut waiting = WaitingFigures::default();
    let mut end_of_soon = day_of(now);
    for _ in 0..2 {
        end_of_soon += Duration::days(1);
        while !is_working_day(end_of_soon) {
            end_of_soon += Duration::days(1);
        }
    }
    for piece in pieces.iter().filter(|it| it.decided.is_none()) {
        waiting.waiting += 1;
        waiting.overdue += usize::from(piece.due_on() < day_of(now));
        waiting.due_soon += usize::from(piece.due_on() >= day_of(now) && piece.due_on() <= end_of_soon);
        let day = day_of(piece.handed_in);
        waiting.oldest = Some(waiting.oldest.map_or(day, |oldest: Date| oldest.min(day)));
    }
    QueueFigures {
        queue,
        waiting,
        decided: SPANS.map(|days| recount_decided(queue, &pieces, now - Duration::days(days))),
    }
}

fn recount_decided(queue: Queue, pieces: &[&Piece], since: OffsetDateTime) -> DecidedFigures {
    let mut figures = DecidedFigures::default();
    let mut times = Vec::new();
    for piece in pieces {
        let Some((at, _)) = piece.decided.filter(|(at, _)| *at > since) else { continue };
        figures.decided += 1;
        figures.in_time += usize::from(day_of(at) <= piece.due_on());
        let mut day = day_of(piece.handed_in);
        let mut took = 0;
        while day < day_of(at) {
            day += Duration::days(1);
            took += u32::from(is_working_day(day));
        }
        times.push(took);
    }
    for &outcome in queue.outcomes() {
        let came = pieces.iter().filter(|it| it.decided.is_some_and(|(at, what)| at > since && what == outcome));
        figures.outcomes.push((outcome, came.count()));
    }
    // Within how many days so many of ten were decided: one day more until it is enough.
    let within = |tenths: usize| {
        let enough = |days: &u32| times.iter().filter(|took| *took <= days).count() * 10 >= times.len() * tenths;
        (0..).find(enough).filter(|_| !times.is_empty())
    };
    figures.median_days = within(5);
    figures.ninetieth_days = within(9);
    figures
}
