//! The register of agreements between firms and schools: written down by one side, agreed by both, milestones confirmed.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel as _,
    QueryFilter, QueryOrder,
};
use time::{Duration, OffsetDateTime, Time, UtcOffset};

use super::connection_news::{NewsOf, tell};
use super::connection_steps::{Doer, apply, find};
use super::connections::events_of;
use super::entity::{agreement, agreement_milestone, connection};
use super::public_figures::tell_figure;
use super::standings::is_any_suspended;
use super::{Store, StoreError, agreement_milestones, audit, choice};
use crate::access::Permit;
use crate::audit::Event;
use crate::chance::Chance;
use crate::clock::{SHANGHAI, day_of};
use crate::connect::{Connection, ConnectionStep, Need, Party, Stage, Step, done_by};
use crate::cooperation::{Agreement, AgreementFile, NewAgreement, RENEWAL_REMINDED_BEFORE};
use crate::public_figures::PublicFigure;
use crate::{ConnectionId, MilestoneId, OrganisationId};

/// What became of something that one side did to an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgreementMoved {
    /// It is done.
    Done,
    /// Somebody changed it meanwhile.
    Changed,
    /// It cannot be done now, or not by this side.
    NotNow,
    /// One of the sides is suspended.
    Suspended,
}

impl Store {
    /// Writes down what the two sides of the connection that `permit` is about agreed on, as long as they negotiate. What
    /// one of them has confirmed before is confirmed anew; `revision` is that of what was seen, 0 for nothing.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is written then.
    pub async fn enter_agreement(
        &self,
        permit: &Permit,
        revision: i64,
        new: &NewAgreement,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<AgreementMoved, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some((row, party)) = find(&transaction, permit).await? else { return Ok(AgreementMoved::NotNow) };
        let events = events_of(&transaction, row.id).await?;
        let confirmed = done_by(&events, Step::Agree, Stage::Negotiating);
        let Some(responder) = row.responder_organisation_id.filter(|_| is_side(party)) else {
            return Ok(AgreementMoved::NotNow);
        };
        if row.stage != Stage::Negotiating.slug() {
            return Ok(AgreementMoved::NotNow);
        }
        if is_any_suspended(&transaction, [row.organisation_id, responder]).await? {
            return Ok(AgreementMoved::Suspended);
        }
        let before = agreement::Entity::find_by_id(row.id).one(&transaction).await?;
        if before.map_or(0, |before| before.revision) != revision {
            return Ok(AgreementMoved::Changed);
        }
        let amended = if confirmed.is_empty() {
            Some(row)
        } else {
            amend(&transaction, row, (permit, party), (chance, now)).await?
        };
        let Some(row) = amended else { return Ok(AgreementMoved::NotNow) };
        let entered = row_of((&row, responder, party), new, revision + 1);
        replace(&transaction, (row.id, entered), new, (chance, now)).await?;
        let row = seen_anew(&transaction, row).await?;
        audit::append(&transaction, permit, Event::AgreementEntered, &new.number, now).await?;
        tell_other(&transaction, &row, (party, permit), &NewsOf { what: "agreement", chance, now }).await?;
        transaction.commit().await?;
        Ok(AgreementMoved::Done)
    }

    /// Lets the public know of the agreement, or no longer, as far as the side of `permit` goes.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn show_agreement(
        &self,
        permit: &Permit,
        shows: bool,
        now: OffsetDateTime,
    ) -> Result<AgreementMoved, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some((row, party)) = find(&transaction, permit).await? else { return Ok(AgreementMoved::NotNow) };
        let Some(agreement) = agreement::Entity::find_by_id(row.id).one(&transaction).await? else {
            return Ok(AgreementMoved::NotNow);
        };
        let was_public = decode(agreement.clone())?.is_shown();
        let shown = if party == Party::Publisher { agreement.publisher_shows } else { agreement.responder_shows };
        if is_side(party) && shown == shows {
            return Ok(AgreementMoved::Done);
        }
        let mut agreement = agreement.into_active_model();
        match party {
            Party::Publisher => agreement.publisher_shows = Set(shows),
            Party::Responder => agreement.responder_shows = Set(shows),
            Party::School
            | Party::FirmsDesk
            | Party::UniversitiesDesk
            | Party::Expert
            | Party::Public
            | Party::Program => {
                return Ok(AgreementMoved::NotNow);
            }
        }
        if decode(agreement.update(&transaction).await?)?.is_shown() != was_public {
            tell_figure(&transaction, PublicFigure::Milestones, now).await?;
        }
        let event = if shows { Event::AgreementShown } else { Event::AgreementHidden };
        audit::append(&transaction, permit, event, "", now).await?;
        transaction.commit().await?;
        Ok(AgreementMoved::Done)
    }

    /// Finds what the two sides of the connection that `permit` is about agreed on.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn find_agreement(&self, permit: &Permit) -> Result<Option<AgreementFile>, StoreError> {
        file(&self.db, ConnectionId::from_uuid(permit.thing().id)).await
    }
}

/// Writes down that what one side had confirmed is written anew, so that its word counts no more; `None` where that cannot
/// be done.
async fn amend(
    transaction: &DatabaseTransaction,
    row: connection::Model,
    (permit, party): (&Permit, Party),
    (chance, now): (&Chance, OffsetDateTime),
) -> Result<Option<connection::Model>, StoreError> {
    let doer = Doer { party, person: Some(permit.person()) };
    let step = ConnectionStep::plain(Step::Amend);
    let Ok(row) = apply(transaction, row, doer, &step, (chance, now)).await? else { return Ok(None) };
    audit::append(transaction, permit, Event::ConnectionMoved, step.step.slug(), now).await?;
    Ok(Some(row))
}

/// Raises the revision of a connection to which something else was written down, so that nobody agrees to what they have
/// not seen.
pub(super) async fn seen_anew(
    transaction: &DatabaseTransaction,
    row: connection::Model,
) -> Result<connection::Model, StoreError> {
    let revision = row.revision + 1;
    let mut row = row.into_active_model();
    row.revision = Set(revision);
    Ok(row.update(transaction).await?)
}

/// What the register contributes at `now` to what steps of a cooperation need: nobody agrees to what has ended meanwhile.
pub(super) async fn held_of_agreement(
    transaction: &DatabaseTransaction,
    connection: &Connection,
    now: OffsetDateTime,
) -> Result<Vec<Need>, StoreError> {
    let Some(file) = file(transaction, connection.id).await? else { return Ok(Vec::new()) };
    let mut holds = Vec::new();
    if !file.agreement.is_over(day_of(now)) {
        holds.push(Need::Agreement);
    }
    if file.is_fulfilled() {
        holds.push(Need::Milestones);
    }
    Ok(holds)
}

/// Moves the agreements of an organisation that goes into another one.
pub(super) async fn move_to(
    transaction: &DatabaseTransaction,
    (from, into): (OrganisationId, OrganisationId),
) -> Result<(), StoreError> {
    use agreement::Column;
    for column in [Column::OrganisationId, Column::ResponderOrganisationId] {
        agreement::Entity::update_many()
            .col_expr(column, Expr::value(into.as_uuid()))
            .filter(column.eq(from))
            .exec(transaction)
            .await?;
    }
    Ok(())
}

const fn is_side(party: Party) -> bool {
    matches!(party, Party::Publisher | Party::Responder)
}

/// What follows from a step of a cooperation: what both have agreed on counts from then on, and only what both confirm
/// anew keeps it alive for another year, or past its last day.
pub(super) async fn follow_step(
    transaction: &DatabaseTransaction,
    before: &Connection,
    row: connection::Model,
    (step, now): (&ConnectionStep, OffsetDateTime),
) -> Result<connection::Model, StoreError> {
    let stayed = row.stage == before.stage.slug();
    if step.step == Step::Agree && !stayed {
        set_agreed(transaction, row.id, now).await?;
    }
    let is_told = stayed && step.step == Step::Renew;
    let is_renewed = is_told && before.done_in_round(Step::Renew, &events_of(transaction, row.id).await?).is_empty();
    if !stayed || is_renewed {
        return end_with_term(transaction, row, now).await;
    }
    let mut kept = row.into_active_model();
    kept.due_at = Set(before.due_at);
    Ok(kept.update(transaction).await?)
}

/// Lets what runs rest no later than its term is over. Where the year is over first both are reminded of that; of the end of
/// the term they are told by [`Store::remind_of_endings`].
async fn end_with_term(
    transaction: &DatabaseTransaction,
    row: connection::Model,
    now: OffsetDateTime,
) -> Result<connection::Model, StoreError> {
    let Some(due) = row.due_at.filter(|_| row.stage == Stage::Running.slug()) else { return Ok(row) };
    let Some(agreement) = agreement::Entity::find_by_id(row.id).one(transaction).await? else { return Ok(row) };
    let over = agreement.until_on.saturating_add(Duration::days(1)).with_time(Time::MIDNIGHT).assume_offset(SHANGHAI);
    let ends_first = now < over && over < due;
    let mut row = row.into_active_model();
    row.due_at = Set(Some(if ends_first { over.to_offset(UtcOffset::UTC) } else { due }));
    row.remind_at = Set((!ends_first).then(|| due - RENEWAL_REMINDED_BEFORE));
    Ok(row.update(transaction).await?)
}

/// Reminds those sides of a running cooperation that have not confirmed for another year that it goes on.
pub(super) async fn remind_of_renewal(
    transaction: &DatabaseTransaction,
    (row, connection): (&connection::Model, &Connection),
    news: &NewsOf<'_>,
) -> Result<(), StoreError> {
    let confirmed = connection.done_in_round(Step::Renew, &events_of(transaction, row.id).await?);
    for party in [Party::Publisher, Party::Responder] {
        if !confirmed.contains(&party) {
            tell(transaction, row, party, (news, None)).await?;
        }
    }
    Ok(())
}

async fn set_agreed(
    transaction: &DatabaseTransaction,
    id: ConnectionId,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    let agreed = agreement::ActiveModel { connection_id: Set(id), agreed_at: Set(Some(now)), ..Default::default() };
    agreed.update(transaction).await?;
    Ok(())
}

pub(super) async fn tell_other(
    transaction: &DatabaseTransaction,
    row: &connection::Model,
    (party, permit): (Party, &Permit),
    news: &NewsOf<'_>,
) -> Result<(), StoreError> {
    let other = if party == Party::Publisher { Party::Responder } else { Party::Publisher };
    tell(transaction, row, other, (news, Some(permit.person()))).await
}

/// Puts the agreement with its milestones in the place of what stood there.
async fn replace(
    transaction: &DatabaseTransaction,
    (id, row): (ConnectionId, agreement::ActiveModel),
    new: &NewAgreement,
    (chance, now): (&Chance, OffsetDateTime),
) -> Result<(), StoreError> {
    agreement::Entity::delete_by_id(id).exec(transaction).await?;
    let of_it = agreement_milestone::Column::ConnectionId.eq(id);
    agreement_milestone::Entity::delete_many().filter(of_it).exec(transaction).await?;
    agreement::Entity::insert(row).exec_without_returning(transaction).await?;
    let milestone = |(due_on, title): &(time::Date, String)| agreement_milestone::ActiveModel {
        id: Set(MilestoneId::from_uuid(chance.id(now))),
        connection_id: Set(id),
        title: Set(title.clone()),
        due_on: Set(*due_on),
        reported_by: Set(None),
        reported_at: Set(None),
        words: Set(String::new()),
        confirmed_at: Set(None),
        disputed_at: Set(None),
        dispute: Set(String::new()),
        revision: Set(1),
        reminded_days: Set(None),
        strike_by: Set(None),
        strike_at: Set(None),
        strike_reason: Set(String::new()),
        struck_at: Set(None),
    };
    let milestones: Vec<_> = new.milestones.iter().map(milestone).collect();
    if !milestones.is_empty() {
        agreement_milestone::Entity::insert_many(milestones).exec_without_returning(transaction).await?;
    }
    Ok(())
}

fn row_of(
    (row, responder, party): (&connection::Model, OrganisationId, Party),
    new: &NewAgreement,
    revision: i64,
) -> agreement::ActiveModel {
    agreement::ActiveModel {
        connection_id: Set(row.id),
        organisation_id: Set(row.organisation_id),
        responder_organisation_id: Set(responder),
        form: Set(new.form.slug().to_owned()),
        number: Set(new.number.clone()),
        signed_on: Set(new.signed_on),
        from_on: Set(new.from_on),
        until_on: Set(new.until_on),
        amount_yuan: Set(new.amount_yuan),
        confidentiality: Set(new.confidentiality.slug().to_owned()),
        entered_by: Set(party.slug().to_owned()),
        agreed_at: Set(None),
        publisher_shows: Set(false),
        responder_shows: Set(false),
        reminded_days: Set(None),
        revision: Set(revision),
    }
}

/// The agreement of a connection with its milestones; `None` while there is none.
pub(super) async fn file(db: &impl ConnectionTrait, id: ConnectionId) -> Result<Option<AgreementFile>, StoreError> {
    let Some(row) = agreement::Entity::find_by_id(id).one(db).await? else { return Ok(None) };
    let milestones = agreement_milestone::Entity::find()
        .filter(agreement_milestone::Column::ConnectionId.eq(id))
        .order_by_asc(agreement_milestone::Column::DueOn)
        .order_by_asc(agreement_milestone::Column::Id);
    let milestones =
        milestones.all(db).await?.into_iter().map(agreement_milestones::decode).collect::<Result<_, _>>()?;
    Ok(Some(AgreementFile { agreement: decode(row)?, milestones }))
}

pub(super) fn decode(row: agreement::Model) -> Result<Agreement, StoreError> {
    let id = row.connection_id.as_uuid();
    Ok(Agreement {
        connection: row.connection_id,
        terms: NewAgreement {
            form: choice(&row.form, "agreement", id, "form")?,
            number: row.number,
            signed_on: row.signed_on,
            from_on: row.from_on,
            until_on: row.until_on,
            amount_yuan: row.amount_yuan,
            confidentiality: choice(&row.confidentiality, "agreement", id, "confidentiality")?,
            milestones: Vec::new(),
        },
        entered_by: choice(&row.entered_by, "agreement", id, "entered_by")?,
        agreed_at: row.agreed_at,
        publisher_shows: row.publisher_shows,
        responder_shows: row.responder_shows,
        revision: row.revision,
    })
}
