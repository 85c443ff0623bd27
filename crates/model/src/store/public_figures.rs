//! Counts what both sides confirmed, for the public.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use sea_orm::sea_query::{CaseStatement, Condition, Expr, ExprTrait as _, Order, Query, SelectStatement, UnionType};
use sea_orm::{ColumnTrait, ConnectionTrait as _, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter};
use time::{Date, Month, OffsetDateTime, Time, UtcOffset};

use super::entity::{
    agreement, agreement_milestone, booking, booking_quarter, call_milestone, connection, internship_verdict,
    internship_week, listing, mentor_appointment, mentor_hours,
};
use super::outbox::{self, Noun};
use super::{Store, StoreError, choice};
use crate::OrganisationId;
use crate::booking::Word;
use crate::clock::{SHANGHAI, day_of};
use crate::connect::{ConnectionKind, Stage};
use crate::cooperation::Confidentiality;
use crate::internship::SuspicionVerdict;
use crate::mentoring::AppointmentKind;
use crate::public_figures::{Counted, PublicFigure, PublicFigureRow};

/// Whose a fact is; null where its sides let nobody know.
const ORGANISATION: &str = "organisation_id";
/// When it was confirmed.
const AT: &str = "at";
/// How much it is.
const AMOUNT: &str = "amount";
/// Of whom; null where it is about nobody, or about somebody who left.
const PERSON: &str = "person_id";
/// The facts of a figure.
const FACTS: &str = "fact";

/// Minutes of what a booking takes at a time.
const QUARTER_MINUTES: i32 = 15;

impl Store {
    /// Counts what both sides confirmed, in the unit of the figure.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn count_public_figure(&self, figure: PublicFigure) -> Result<u64, StoreError> {
        let sum = Query::select().expr(Expr::col(AMOUNT).sum()).from_subquery(facts(figure), FACTS).take();
        let row = self.db.query_one(&sum).await?;
        let sum: Option<i64> = row.map(|row| row.try_get_by_index(0)).transpose()?.flatten();
        Ok(figure.measured(sum.unwrap_or_default().unsigned_abs()))
    }

    /// The rows that a figure is made of: by year, the latest first, and by organisation, most first. The database adds
    /// them up, one request a year.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_public_figure_rows(&self, figure: PublicFigure) -> Result<Vec<PublicFigureRow>, StoreError> {
        let first = self.find_moment(figure, Order::Asc).await?;
        let last = self.find_moment(figure, Order::Desc).await?;
        let mut rows = Vec::new();
        if let Some((first, last)) = first.zip(last) {
            for year in (day_of(first).year()..=day_of(last).year()).rev() {
                rows.extend(self.list_rows_of_year(figure, year).await?);
            }
        }
        Ok(rows)
    }

    /// The moment of the first or the last fact of a figure.
    async fn find_moment(&self, figure: PublicFigure, order: Order) -> Result<Option<OffsetDateTime>, StoreError> {
        let mut moment = Query::select();
        moment.column(AT).from_subquery(facts(figure), FACTS).order_by(AT, order).limit(1);
        let row = self.db.query_one(&moment).await?;
        Ok(row.map(|row| row.try_get_by_index(0)).transpose()?)
    }

    async fn list_rows_of_year(&self, figure: PublicFigure, year: i32) -> Result<Vec<PublicFigureRow>, StoreError> {
        let mut summed = Query::select();
        summed
            .column(ORGANISATION)
            .expr_as(Expr::col(AMOUNT).sum(), AMOUNT)
            .expr_as(Expr::col(PERSON).count_distinct(), PERSON)
            .from_subquery(facts(figure), FACTS)
            .and_where(Expr::col(AT).gte(new_year(year)))
            .and_where(Expr::col(AT).lt(new_year(year + 1)))
            .group_by_col(ORGANISATION);
        let mut sums: Vec<(Option<OrganisationId>, i64, i64)> = Vec::new();
        for row in self.db.query_all(&summed).await? {
            sums.push((row.try_get("", ORGANISATION)?, row.try_get("", AMOUNT)?, row.try_get("", PERSON)?));
        }
        sums.sort_by_key(|&(organisation, sum, _)| (organisation.is_none(), Reverse(sum), organisation));
        let ids: Vec<OrganisationId> = sums.iter().filter_map(|&(id, ..)| id).collect();
        let organisations = self.map_organisations(&ids).await?;
        let row = |(id, sum, persons): (Option<OrganisationId>, i64, i64)| {
            let named = |id: OrganisationId| {
                let lost = StoreError::Corrupt { noun: "figure", id: id.as_uuid(), field: ORGANISATION };
                organisations.get(&id).cloned().ok_or(lost)
            };
            let (count, persons) = (figure.measured(sum.unsigned_abs()), persons.unsigned_abs());
            Ok(PublicFigureRow { organisation: id.map(named).transpose()?, year, count, persons })
        };
        sums.into_iter().map(row).collect()
    }
}

/// Tells the feed of changes that a figure stands at something else, inside the transaction that makes it so.
pub(super) async fn tell_figure(
    transaction: &DatabaseTransaction,
    figure: PublicFigure,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    outbox::record(transaction, Noun::Figure, &[figure.id()], now).await
}

/// Tells the feed of changes which figures stand at something else when these connections are erased, or do not count any
/// more, or count again.
pub(super) async fn tell_figures_of(
    transaction: &DatabaseTransaction,
    rows: &[connection::Model],
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    let mut figures = BTreeSet::new();
    for row in rows {
        let kind = choice(&row.kind, "connection", row.id.as_uuid(), "kind")?;
        let stage = choice(&row.stage, "connection", row.id.as_uuid(), "stage")?;
        figures.extend(PublicFigure::has(kind, stage).then_some(PublicFigure::of(kind)));
    }
    let weeks = internship_week::Column::ConnectionId.is_in(rows.iter().map(|row| row.id));
    let counted = weeks.and(week_counts());
    if internship_week::Entity::find().filter(counted).count(transaction).await? > 0 {
        figures.insert(PublicFigure::InternshipHours);
    }
    for figure in figures {
        tell_figure(transaction, figure, now).await?;
    }
    Ok(())
}

/// The first moment of a year in Shanghai.
fn new_year(year: i32) -> OffsetDateTime {
    let day = Date::from_calendar_date(year, Month::January, 1).unwrap_or(Date::MAX);
    day.with_time(Time::MIDNIGHT).assume_offset(SHANGHAI).to_offset(UtcOffset::UTC)
}

/// The facts that a figure counts, one a row.
fn facts(figure: PublicFigure) -> SelectStatement {
    match figure.counted() {
        Counted::Connections(kind, stages) => connections(kind, stages),
        Counted::DiaryWeeks => diary_weeks(),
        Counted::MentorHours => mentor_hours_taught(),
        Counted::Milestones => agreement_milestones().union(UnionType::All, call_milestones()).take(),
        Counted::Bookings => bookings(),
    }
}

fn connections(kind: ConnectionKind, stages: &[Stage]) -> SelectStatement {
    use connection::Column;
    let of = |column: Column| Expr::col((connection::Entity, column));
    let mut query = Query::select();
    query.from(connection::Entity);
    if kind == ConnectionKind::Cooperation {
        // Who keeps an agreement from the public is counted and not named.
        let agreed = of(Column::Id).equals((agreement::Entity, agreement::Column::ConnectionId));
        let named = CaseStatement::new().case(public_agreement(), of(Column::OrganisationId));
        query.left_join(agreement::Entity, agreed).expr_as(named, ORGANISATION);
    } else {
        query.expr_as(of(Column::OrganisationId), ORGANISATION);
    }
    if kind == ConnectionKind::Internship {
        query.and_where(of(Column::Id).not_in_subquery(upheld_suspects()));
    }
    query
        .expr_as(of(Column::MovedAt), AT)
        .expr_as(one(), AMOUNT)
        .expr_as(of(Column::PersonId), PERSON)
        .and_where(of(Column::Kind).eq(kind.slug()))
        .and_where(of(Column::Stage).is_in(stages.iter().map(|stage: &Stage| stage.slug())))
        .take()
}

/// Internships about which a desk decided that something is what it looks like: neither they nor their hours count.
fn upheld_suspects() -> SelectStatement {
    use internship_verdict::Column;
    Query::select()
        .column(Column::ConnectionId)
        .from(internship_verdict::Entity)
        .and_where(Expr::col(Column::Verdict).eq(SuspicionVerdict::Upheld.slug()))
        .take()
}

/// What [`WeekWords::counts`](crate::internship::WeekWords::counts) says, in the words of the database. When it came to be
/// so is kept; earlier, the word of the host was enough for that.
pub(super) fn week_counts() -> Expr {
    use internship_week::Column;
    Column::ConfirmedAt.is_not_null().and(Column::SchoolAt.is_not_null())
}

/// Weeks whose hours count.
fn diary_weeks() -> SelectStatement {
    use internship_week::Column;
    let of = |column: Column| Expr::col((internship_week::Entity, column));
    let whose = |column: connection::Column| Expr::col((connection::Entity, column));
    Query::select()
        .expr_as(whose(connection::Column::OrganisationId), ORGANISATION)
        .expr_as(of(Column::ConfirmedAt), AT)
        .expr_as(of(Column::Minutes), AMOUNT)
        .expr_as(whose(connection::Column::PersonId), PERSON)
        .from(internship_week::Entity)
        .inner_join(connection::Entity, of(Column::ConnectionId).equals((connection::Entity, connection::Column::Id)))
        .and_where(week_counts())
        .and_where(of(Column::ConnectionId).not_in_subquery(upheld_suspects()))
        .take()
}

/// Hours by the school for which they were taught; those of teachers who practise are no class hours.
fn mentor_hours_taught() -> SelectStatement {
    use mentor_hours::Column;
    let of = |column: Column| Expr::col((mentor_hours::Entity, column));
    let whose = |column: mentor_appointment::Column| Expr::col((mentor_appointment::Entity, column));
    Query::select()
        .expr_as(whose(mentor_appointment::Column::SchoolId), ORGANISATION)
        .expr_as(of(Column::ConfirmedAt), AT)
        .expr_as(of(Column::Hours), AMOUNT)
        .expr_as(whose(mentor_appointment::Column::PersonId), PERSON)
        .from(mentor_hours::Entity)
        .inner_join(
            mentor_appointment::Entity,
            of(Column::AppointmentId).equals((mentor_appointment::Entity, mentor_appointment::Column::Id)),
        )
        .and_where(of(Column::ConfirmedAt).is_not_null())
        .and_where(whose(mentor_appointment::Column::Kind).eq(AppointmentKind::Mentor.slug()))
        .take()
}

/// Milestones of agreements that the public may know of: others would tell that there is an agreement.
fn agreement_milestones() -> SelectStatement {
    use agreement_milestone::Column;
    let of = |column: Column| Expr::col((agreement_milestone::Entity, column));
    let agreed = (agreement::Entity, agreement::Column::ConnectionId);
    Query::select()
        .expr_as(Expr::col((agreement::Entity, agreement::Column::OrganisationId)), ORGANISATION)
        .expr_as(of(Column::ConfirmedAt), AT)
        .expr_as(one(), AMOUNT)
        .expr_as(nobody(), PERSON)
        .from(agreement_milestone::Entity)
        .inner_join(agreement::Entity, of(Column::ConnectionId).equals(agreed))
        .and_where(of(Column::ConfirmedAt).is_not_null())
        .cond_where(public_agreement())
        .take()
}

/// Milestones of calls, of which everybody reads.
fn call_milestones() -> SelectStatement {
    use call_milestone::Column;
    let of = |column: Column| Expr::col((call_milestone::Entity, column));
    Query::select()
        .expr_as(Expr::col((connection::Entity, connection::Column::OrganisationId)), ORGANISATION)
        .expr_as(of(Column::ConfirmedAt), AT)
        .expr_as(one(), AMOUNT)
        .expr_as(nobody(), PERSON)
        .from(call_milestone::Entity)
        .inner_join(connection::Entity, of(Column::ConnectionId).equals((connection::Entity, connection::Column::Id)))
        .and_where(of(Column::ConfirmedAt).is_not_null())
        .take()
}

/// The quarters of an hour of bookings by others than the keeper's own people, who are no second side. Both sides have to
/// have said that they came: earlier, the silence of a booker was written down as if they had.
fn bookings() -> SelectStatement {
    use booking::Column;
    let of = |column: Column| Expr::col((booking::Entity, column));
    let taken = (booking_quarter::Entity, booking_quarter::Column::BookingId);
    Query::select()
        .expr_as(Expr::col((listing::Entity, listing::Column::OrganisationId)), ORGANISATION)
        .expr_as(of(Column::ConfirmedAt), AT)
        .expr_as(Expr::cust(QUARTER_MINUTES.to_string()), AMOUNT)
        .expr_as(nobody(), PERSON)
        .from(booking::Entity)
        .inner_join(booking_quarter::Entity, of(Column::Id).equals(taken))
        .inner_join(listing::Entity, of(Column::ListingId).equals((listing::Entity, listing::Column::Id)))
        .and_where(of(Column::ConfirmedAt).is_not_null())
        .and_where(of(Column::BookerWord).eq(Word::Came.slug()))
        .and_where(of(Column::Inside).eq(false))
        .take()
}

/// What [`Agreement::is_shown`](crate::cooperation::Agreement::is_shown) says, in the words of the database.
fn public_agreement() -> Condition {
    use agreement::Column;
    let of = |column: Column| Expr::col((agreement::Entity, column));
    Condition::all()
        .add(of(Column::Confidentiality).eq(Confidentiality::Ordinary.slug()))
        .add(of(Column::AgreedAt).is_not_null())
        .add(of(Column::PublisherShows).eq(true))
        .add(of(Column::ResponderShows).eq(true))
}

fn one() -> Expr {
    Expr::cust("1")
}

fn nobody() -> Expr {
    Expr::cust("NULL")
}
