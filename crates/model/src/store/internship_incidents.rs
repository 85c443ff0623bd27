//! Incidents that the sides of an internship report, what is done about them, and who is told; and that a desk took an
//! archive of an internship.

use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait as _,
    IntoActiveModel as _, QueryFilter, QueryOrder, QuerySelect, QueryTrait as _, Select,
};
use time::{OffsetDateTime, UtcOffset};

use super::connection_news::{NewsOf, tell, tell_desk_of_internship};
use super::connection_steps::find;
use super::connections::{decode, known};
use super::entity::{connection, internship_incident};
use super::internship_diaries::Recorded;
use super::paging::page_of;
use super::{Store, StoreError, audit, choice};
use crate::access::{Actor, Permit, Role};
use crate::audit::Event;
use crate::chance::Chance;
use crate::clock::day_of;
use crate::connect::{Connection, ConnectionKind, Party, Stage};
use crate::internship::{Incident, IncidentKind, IncidentStep, IncidentWord, TAKEN_UP_WITHIN, has_too_many_open};
use crate::organisation::Organisation;
use crate::paging::{Page, PageAsked};
use crate::{ConnectionId, IncidentId, OrganisationId, PersonId};

/// The sides that report incidents and are told of them.
const SIDES: [Party; 3] = [Party::Responder, Party::Publisher, Party::School];

/// Incidents that are told once more at a time; the next time goes on.
const BATCH: u64 = 200;

/// An incident as somebody reports it.
#[derive(Clone, Copy, Debug)]
pub struct NewIncident<'a> {
    /// What kind it is.
    pub kind: IncidentKind,
    /// When it happened.
    pub happened_at: OffsetDateTime,
    /// What happened.
    pub words: &'a str,
    /// Whether somebody needs help now.
    pub needs_help: bool,
}

/// An incident that is not over, for a desk.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenIncident {
    /// What brought student and host together.
    pub connection: Connection,
    /// The host.
    pub host: Organisation,
    /// The incident.
    pub incident: Incident,
}

impl Store {
    /// Writes down an incident while the internship runs or rests, and tells the other two sides and the universities'
    /// desk; the same once more is written once. It happened no earlier than the day of the application, and not ahead.
    /// Of a side that has too many open ([`has_too_many_open`]) nothing else is written.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is written then.
    pub async fn report_incident(
        &self,
        permit: &Permit,
        new: &NewIncident<'_>,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<Recorded, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some((row, party)) = find(&transaction, permit).await?.filter(|(_, party)| SIDES.contains(party)) else {
            return Ok(Recorded::NotNow);
        };
        let connection = decode(row.clone())?;
        let is_past = new.happened_at <= now && day_of(new.happened_at) >= day_of(connection.created_at);
        if !takes_reports(&connection) || !is_past {
            return Ok(Recorded::NotNow);
        }
        let before = incidents_of(&transaction, row.id).await?;
        if before.iter().any(|it| is_the_same(it, party, new)) {
            return Ok(Recorded::Known);
        }
        if has_too_many_open(&before, party) {
            return Ok(Recorded::NotNow);
        }
        let reported = internship_incident::ActiveModel {
            id: Set(IncidentId::from_uuid(chance.id(now))),
            connection_id: Set(row.id),
            person_id: Set(Some(permit.person())),
            party: Set(party.slug().to_owned()),
            kind: Set(new.kind.slug().to_owned()),
            happened_at: Set(new.happened_at.to_offset(UtcOffset::UTC)),
            words: Set(new.words.to_owned()),
            needs_help: Set(new.needs_help),
            reported_at: Set(now),
            ..Default::default()
        };
        internship_incident::Entity::insert(reported).exec_without_returning(&transaction).await?;
        audit::append(&transaction, permit, Event::InternshipRecorded, "incident", now).await?;
        let news = NewsOf { what: "incident", chance, now };
        tell_others(&transaction, &row, party, (&news, permit.person())).await?;
        tell_desk_of_internship(&transaction, &row, &news).await?;
        transaction.commit().await?;
        Ok(Recorded::Done)
    }

    /// Writes down what the school does about an incident, or how it ended by the school's or the desk's word, and
    /// tells the sides that did not say it. Either is said once.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is written then.
    pub async fn answer_incident(
        &self,
        permit: &Permit,
        (id, step): (IncidentId, IncidentStep),
        words: &str,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<Recorded, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some((row, party)) = find(&transaction, permit).await? else { return Ok(Recorded::NotNow) };
        let found = internship_incident::Entity::find_by_id(id).one(&transaction).await?;
        let Some(found) = found.filter(|it| it.connection_id == row.id) else { return Ok(Recorded::NotNow) };
        let incident = read(found.clone())?;
        if incident.word_of(step).is_some_and(|it| it.party == party && it.words == words) {
            return Ok(Recorded::Known);
        }
        if !incident.may(step, party) {
            return Ok(Recorded::NotNow);
        }
        let mut changed = found.into_active_model();
        let (by, at, words) = (Set(Some(permit.person())), Set(Some(now)), Set(Some(words.to_owned())));
        let said = match step {
            IncidentStep::TakeUp => {
                (changed.taken_up_by_id, changed.taken_up_at, changed.taken_up_words) = (by, at, words);
                "incident-taken-up"
            }
            IncidentStep::Close => {
                (changed.closed_by_id, changed.closed_at, changed.outcome) = (by, at, words);
                changed.closed_party = Set(Some(party.slug().to_owned()));
                "incident-closed"
            }
        };
        changed.update(&transaction).await?;
        audit::append(&transaction, permit, Event::InternshipRecorded, said, now).await?;
        let news = NewsOf { what: said, chance, now };
        tell_others(&transaction, &row, party, (&news, permit.person())).await?;
        transaction.commit().await?;
        Ok(Recorded::Done)
    }

    /// Lists the incidents that are not over, for an officer of the universities' desk: those that nobody took up and where
    /// somebody needs help, then the others that nobody took up, then the rest, each the longest waiting first. What the
    /// officer takes part in is for other officers, and nobody else is shown any.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_open_incidents(&self, actor: &Actor, asked: PageAsked) -> Result<Page<OpenIncident>, StoreError> {
        use internship_incident::Column;
        if !actor.holds(Role::UniversitiesDesk) {
            return Ok(Page::of(Vec::new(), asked));
        }
        let open = internship_incident::Entity::find()
            .filter(Column::ClosedAt.is_null())
            .filter(Column::ConnectionId.not_in_subquery(involving(actor).into_query()))
            .order_by_desc(Column::TakenUpAt.is_null().and(Column::NeedsHelp.eq(true)))
            .order_by_asc(Column::TakenUpAt.is_not_null())
            .order_by_asc(Column::ReportedAt)
            .order_by_asc(Column::Id);
        let page = page_of(open, asked, &self.db).await?;
        let ids = page.rows.iter().map(|row| row.connection_id);
        let of_them = connection::Entity::find().filter(connection::Column::Id.is_in(ids));
        let connections = of_them.all(&self.db).await?;
        let organisations = self.organisations_beside(&connections).await?;
        let mut rows = Vec::new();
        for row in page.rows {
            let Some(of_it) = connections.iter().find(|it| it.id == row.connection_id) else { continue };
            let host = known(&organisations, of_it, of_it.organisation_id)?;
            rows.push(OpenIncident { connection: decode(of_it.clone())?, host, incident: read(row)? });
        }
        Ok(Page { rows, goes_on: page.goes_on })
    }

    /// Tells the universities' desk and the school once more of what the school has not taken up in time, each once.
    /// Says of how many it told.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; calling again goes on.
    pub async fn escalate_incidents(&self, chance: &Chance, now: OffsetDateTime) -> Result<usize, StoreError> {
        use internship_incident::Column;
        let waits = Column::TakenUpAt.is_null().and(Column::ClosedAt.is_null()).and(Column::EscalatedAt.is_null());
        let late = waits.and(Column::ReportedAt.lte(now - TAKEN_UP_WITHIN));
        let ids: Vec<IncidentId> = internship_incident::Entity::find()
            .select_only()
            .column(Column::Id)
            .filter(late)
            .order_by_asc(Column::ReportedAt)
            .limit(BATCH)
            .into_tuple()
            .all(&self.db)
            .await?;
        for &id in &ids {
            self.escalate(id, (chance, now)).await?;
        }
        Ok(ids.len())
    }

    async fn escalate(&self, id: IncidentId, (chance, now): (&Chance, OffsetDateTime)) -> Result<(), StoreError> {
        let transaction = self.begin_writing().await?;
        let found = internship_incident::Entity::find_by_id(id).one(&transaction).await?;
        let Some(found) = found.filter(|it| it.taken_up_at.or(it.closed_at).or(it.escalated_at).is_none()) else {
            return Ok(());
        };
        let of_it = connection::Entity::find_by_id(found.connection_id).one(&transaction).await?;
        let mut told = found.into_active_model();
        told.escalated_at = Set(Some(now));
        told.update(&transaction).await?;
        if let Some(row) = of_it {
            let news = NewsOf { what: "incident-overdue", chance, now };
            tell_desk_of_internship(&transaction, &row, &news).await?;
            tell(&transaction, &row, Party::School, (&news, None)).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Writes down that an officer took the archive of the internship that `permit` is about.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nobody is given the archive then.
    pub async fn note_archive_taken(&self, permit: &Permit, now: OffsetDateTime) -> Result<(), StoreError> {
        let transaction = self.begin_writing().await?;
        audit::append(&transaction, permit, Event::InternshipRecorded, "archive", now).await?;
        transaction.commit().await?;
        Ok(())
    }
}

fn takes_reports(connection: &Connection) -> bool {
    let is_internship = connection.kind == ConnectionKind::Internship;
    is_internship && matches!(connection.stage, Stage::Running | Stage::Interrupted)
}

fn is_the_same(before: &Incident, party: Party, new: &NewIncident<'_>) -> bool {
    let at_once = before.kind == new.kind && before.happened_at == new.happened_at;
    before.party == party && at_once && before.words == new.words
}

/// The connections in which `actor` takes part, as [`Connection::involves`] tells it of a single one.
fn involving(actor: &Actor) -> Select<connection::Entity> {
    use connection::Column;
    let theirs: Vec<OrganisationId> = actor.grants().iter().filter_map(|grant| grant.organisation).collect();
    let sides = [Column::OrganisationId, Column::ResponderOrganisationId, Column::SchoolId, Column::SecondHostId];
    let own = Column::PersonId.eq(actor.person());
    let involved = sides.into_iter().fold(own, |any, side| any.or(side.is_in(theirs.iter().copied())));
    connection::Entity::find().select_only().column(Column::Id).filter(involved)
}

/// Tells the sides but that of `party`.
async fn tell_others(
    transaction: &DatabaseTransaction,
    row: &connection::Model,
    party: Party,
    (news, by): (&NewsOf<'_>, PersonId),
) -> Result<(), StoreError> {
    for other in SIDES.into_iter().filter(|&other| other != party) {
        tell(transaction, row, other, (news, Some(by))).await?;
    }
    Ok(())
}

/// The incidents of an internship, the first that was reported first.
pub(super) async fn incidents_of(db: &impl ConnectionTrait, id: ConnectionId) -> Result<Vec<Incident>, StoreError> {
    let rows = internship_incident::Entity::find()
        .filter(internship_incident::Column::ConnectionId.eq(id))
        .order_by_asc(internship_incident::Column::ReportedAt)
        .order_by_asc(internship_incident::Column::Id);
    rows.all(db).await?.into_iter().map(read).collect()
}

fn read(row: internship_incident::Model) -> Result<Incident, StoreError> {
    const NOUN: &str = "internship_incident";
    let id = row.id.as_uuid();
    let taken_up = row.taken_up_at.zip(row.taken_up_words);
    let closed_party = row.closed_party.map(|party| choice(&party, NOUN, id, "closed_party")).transpose()?;
    let outcome = row.closed_at.zip(row.outcome).zip(closed_party);
    Ok(Incident {
        id: row.id,
        party: choice(&row.party, NOUN, id, "party")?,
        kind: choice(&row.kind, NOUN, id, "kind")?,
        happened_at: row.happened_at,
        words: row.words,
        needs_help: row.needs_help,
        reported_at: row.reported_at,
        taken_up: taken_up.map(|(at, words)| IncidentWord { party: Party::School, words, at }),
        outcome: outcome.map(|((at, words), party)| IncidentWord { party, words, at }),
    })
}
