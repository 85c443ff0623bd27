//! What happens while an internship runs: the diary, what both tutors say of its weeks, visits, assessments.

use std::collections::BTreeMap;

use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait as _,
    IntoActiveModel as _, PaginatorTrait as _, QueryFilter, QueryOrder,
};
use sha2::{Digest as _, Sha256};
use time::{Date, Duration, OffsetDateTime};

use super::connection_news::{NewsOf, tell};
use super::connection_steps::find;
use super::connections::decode;
use super::entity::{connection, internship_assessment, internship_entry, internship_visit, internship_week};
use super::internships::versions_of;
use super::public_figures::tell_figure;
use super::{Store, StoreError, audit};
use crate::ConnectionId;
use crate::access::Permit;
use crate::audit::Event;
use crate::chance::Chance;
use crate::clock::day_of;
use crate::connect::{Connection, ConnectionKind, Party, Stage};
use crate::internship::{
    Assessment, COPIED_LEAST_CHARS, DiaryEntry, DiaryWeek, STAGES_OF_DISPUTED_WEEKS, STAGES_OF_WEEKS, WeekWord,
    WeekWords, monday_of,
};
use crate::public_figures::PublicFigure;

/// What became of what somebody wrote down about an internship.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recorded {
    /// It is written down.
    Done,
    /// It was said before; nothing was changed.
    Known,
    /// Somebody changed what it is about meanwhile.
    Changed,
    /// It cannot be written down at this stage, for this day, or not by them.
    NotNow,
}

/// What one side says about a week.
#[derive(Clone, Copy, Debug)]
pub struct NewWeekWord<'a> {
    /// The Monday of the week.
    pub monday: Date,
    /// What somebody saw when they said it, as [`DiaryWeek::digest`] tells it.
    pub seen: &'a str,
    /// Why it was otherwise; `None` to confirm it.
    pub disputed: Option<&'a str>,
    /// Whether it is said of many weeks at once, and so of none about which somebody says that it was otherwise.
    pub at_once: bool,
}

impl Store {
    /// Writes what the student did on a day, or writes it anew, until somebody has confirmed the week; without minutes it
    /// takes back what was written about that day. A week about which somebody said that it was otherwise is open again, and
    /// whoever had said something about it is told to look anew.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is written then.
    pub async fn write_diary(
        &self,
        permit: &Permit,
        (day, minutes, text): (Date, u16, &str),
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<Recorded, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some((row, connection)) = running(&transaction, permit, Party::Responder).await? else {
            return Ok(Recorded::NotNow);
        };
        let days = begun_days(&transaction, &connection, now).await?;
        let week = week_row(&transaction, connection.id, monday_of(day)).await?;
        if !days.contains(&day) || week.as_ref().is_some_and(|row| words_of(row).is_closed()) {
            return Ok(Recorded::NotNow);
        }
        // The same once more changes nothing, nor does anybody have to confirm it anew.
        let before = internship_entry::Entity::find_by_id((connection.id, day)).one(&transaction).await?;
        let stays = match &before {
            Some(before) => before.minutes == i32::from(minutes) && before.text == text,
            None => minutes == 0,
        };
        if stays {
            return Ok(Recorded::Done);
        }
        if minutes == 0 {
            internship_entry::Entity::delete_by_id((connection.id, day)).exec(&transaction).await?;
        } else {
            put_entry(&transaction, connection.id, (day, minutes, text), now).await?;
        }
        if let Some(week) = week {
            internship_week::Entity::delete_by_id((connection.id, monday_of(day))).exec(&transaction).await?;
            let news = NewsOf { what: "week-changed", chance, now };
            let words = words_of(&week);
            for party in [Party::Publisher, Party::School].into_iter().filter(|&party| words.of(party).is_some()) {
                tell(&transaction, &row, party, (&news, Some(permit.person()))).await?;
            }
        }
        audit::append(&transaction, permit, Event::InternshipRecorded, "diary", now).await?;
        transaction.commit().await?;
        Ok(Recorded::Done)
    }

    /// Writes what one of the tutors' sides says about a week that is over: that it was so, or why not, of which the student
    /// is told. Nobody confirms anything else than they saw. Once the internship is over, weeks can only be confirmed.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is written then.
    pub async fn judge_week(
        &self,
        permit: &Permit,
        new: &NewWeekWord<'_>,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<Recorded, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some((row, party)) = find(&transaction, permit).await? else { return Ok(Recorded::NotNow) };
        let connection = decode(row.clone())?;
        let weeks = weeks_of(&transaction, connection.id).await?;
        let week = weeks.into_iter().find(|week| week.monday == new.monday);
        let is_side = matches!(party, Party::Publisher | Party::School);
        let week = week.filter(|week| is_side && is_there(&connection, new) && may_judge(&connection, week, now));
        let Some(week) = week else { return Ok(Recorded::NotNow) };
        if week.digest() != new.seen || (new.at_once && week.words.is_disputed()) {
            return Ok(Recorded::Changed);
        }
        if week.words.of(party).is_some_and(|word| word.disputed.as_deref() == new.disputed) {
            return Ok(Recorded::Known);
        }
        if put_word(&transaction, (connection.id, party), (new, &week), (permit, now)).await? != week.words.counts() {
            tell_figure(&transaction, PublicFigure::InternshipHours, now).await?;
        }
        let said = if new.disputed.is_some() { "week-disputed" } else { "week-confirmed" };
        audit::append(&transaction, permit, Event::InternshipRecorded, said, now).await?;
        if new.disputed.is_some() {
            let news = NewsOf { what: said, chance, now };
            tell(&transaction, &row, Party::Responder, (&news, Some(permit.person()))).await?;
        }
        transaction.commit().await?;
        Ok(Recorded::Done)
    }

    /// Writes down that the school visited the student, and tells them; the same once more is written once.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is written then.
    pub async fn note_visit(
        &self,
        permit: &Permit,
        (on, words): (Date, &str),
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<Recorded, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some((found, connection)) = running(&transaction, permit, Party::School).await? else {
            return Ok(Recorded::NotNow);
        };
        if !begun_days(&transaction, &connection, now).await?.contains(&on) {
            return Ok(Recorded::NotNow);
        }
        use internship_visit::Column;
        let same = Column::ConnectionId.eq(connection.id).and(Column::OnDay.eq(on)).and(Column::Words.eq(words));
        if internship_visit::Entity::find().filter(same).count(&transaction).await? > 0 {
            return Ok(Recorded::Done);
        }
        let row = internship_visit::ActiveModel {
            id: Set(chance.id(now)),
            connection_id: Set(connection.id),
            person_id: Set(Some(permit.person())),
            on_day: Set(on),
            words: Set(words.to_owned()),
            at: Set(now),
        };
        internship_visit::Entity::insert(row).exec_without_returning(&transaction).await?;
        audit::append(&transaction, permit, Event::InternshipRecorded, "visit", now).await?;
        let news = NewsOf { what: "visit", chance, now };
        tell(&transaction, &found, Party::Responder, (&news, Some(permit.person()))).await?;
        transaction.commit().await?;
        Ok(Recorded::Done)
    }

    /// Writes what one side thinks of an internship that is done, or writes it anew, until both have confirmed it, and tells
    /// the other two.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is written then.
    pub async fn assess_internship(
        &self,
        permit: &Permit,
        new: &Assessment,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<Recorded, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some((found, party)) = find(&transaction, permit).await? else { return Ok(Recorded::NotNow) };
        let connection = decode(found.clone())?;
        let may = connection.kind == ConnectionKind::Internship && connection.stage == Stage::Delivered;
        if !may || party != new.party || !matches!(party, Party::Publisher | Party::School) {
            return Ok(Recorded::NotNow);
        }
        let key = (connection.id, party.slug().to_owned());
        let before = internship_assessment::Entity::find_by_id(key.clone()).one(&transaction).await?;
        let says_the_same = |it: &internship_assessment::Model| {
            it.grade == new.grade.slug() && it.words == new.words && it.signed_by == new.signed_by
        };
        if before.as_ref().is_some_and(says_the_same) {
            return Ok(Recorded::Done);
        }
        internship_assessment::Entity::delete_by_id(key).exec(&transaction).await?;
        let row = internship_assessment::ActiveModel {
            connection_id: Set(connection.id),
            party: Set(party.slug().to_owned()),
            person_id: Set(Some(permit.person())),
            grade: Set(new.grade.slug().to_owned()),
            words: Set(new.words.clone()),
            signed_by: Set(new.signed_by.clone()),
            at: Set(now),
        };
        internship_assessment::Entity::insert(row).exec_without_returning(&transaction).await?;
        audit::append(&transaction, permit, Event::InternshipRecorded, "assessment", now).await?;
        let news = NewsOf { what: "assessment", chance, now };
        for other in connection.conversing().filter(|&other| other != party) {
            tell(&transaction, &found, other, (&news, Some(permit.person()))).await?;
        }
        transaction.commit().await?;
        Ok(Recorded::Done)
    }
}

/// The internship that `permit` is about, as its row and read, while it runs and its holder stands on the side of `party`.
async fn running(
    transaction: &DatabaseTransaction,
    permit: &Permit,
    party: Party,
) -> Result<Option<(connection::Model, Connection)>, StoreError> {
    let found = find(transaction, permit).await?.filter(|(_, side)| *side == party);
    let Some((row, _)) = found else { return Ok(None) };
    let connection = decode(row.clone())?;
    let runs = connection.kind == ConnectionKind::Internship && connection.stage == Stage::Running;
    Ok(runs.then_some((row, connection)))
}

/// The days of the agreement that are not ahead.
async fn begun_days(
    transaction: &DatabaseTransaction,
    connection: &Connection,
    now: OffsetDateTime,
) -> Result<std::ops::RangeInclusive<Date>, StoreError> {
    let versions = versions_of(transaction, connection.id).await?;
    let in_force = versions.iter().find(|it| it.agreed_at.is_some());
    let today = day_of(now);
    let tomorrow = today + Duration::days(1);
    // Without an agreement nothing runs.
    Ok(in_force.map_or(tomorrow..=today, |it| it.agreement.first_day..=Ord::min(it.agreement.last_day, today)))
}

/// Whether such a word about weeks is taken at this stage. Once it is over nobody can write the diary anew, and a week is
/// confirmed or left.
fn is_there(connection: &Connection, new: &NewWeekWord<'_>) -> bool {
    let stages = if new.disputed.is_some() { &STAGES_OF_DISPUTED_WEEKS[..] } else { &STAGES_OF_WEEKS[..] };
    connection.kind == ConnectionKind::Internship && stages.contains(&connection.stage)
}

/// Whether a week can be judged: it is over, or the internship is.
fn may_judge(connection: &Connection, week: &DiaryWeek, now: OffsetDateTime) -> bool {
    let goes_on = matches!(connection.stage, Stage::Running | Stage::Interrupted);
    !goes_on || week.is_over(day_of(now))
}

async fn put_entry(
    transaction: &DatabaseTransaction,
    id: ConnectionId,
    (day, minutes, text): (Date, u16, &str),
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    let before = internship_entry::Entity::find_by_id((id, day)).one(transaction).await?;
    let is_new = before.is_none();
    let row = internship_entry::ActiveModel {
        connection_id: Set(id),
        day: Set(day),
        minutes: Set(minutes.into()),
        text: Set(text.to_owned()),
        text_key: Set(text_key(text)),
        written_at: Set(before.map_or(now, |it| it.written_at)),
    };
    if is_new {
        internship_entry::Entity::insert(row).exec_without_returning(transaction).await?;
    } else {
        row.update(transaction).await?;
    }
    Ok(())
}

/// What tells texts apart but for their spaces; `None` for a text so short that it says the same everywhere.
fn text_key(text: &str) -> Option<String> {
    let plain: String = text.chars().filter(|it| !it.is_whitespace()).collect();
    let long = plain.chars().count() >= COPIED_LEAST_CHARS;
    long.then(|| Sha256::digest(plain.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Writes down what one side says of a week; says whether its hours count now.
async fn put_word(
    transaction: &DatabaseTransaction,
    (id, party): (ConnectionId, Party),
    (new, week): (&NewWeekWord<'_>, &DiaryWeek),
    (permit, now): (&Permit, OffsetDateTime),
) -> Result<bool, StoreError> {
    let before = week_row(transaction, id, new.monday).await?;
    let is_new = before.is_none();
    let mut row = before.map_or_else(Default::default, |row| row.into_active_model());
    row.connection_id = Set(id);
    row.monday = Set(new.monday);
    row.minutes = Set(i32::try_from(week.minutes()).unwrap_or(i32::MAX));
    let (by, at, disputes) = (Set(Some(permit.person())), Set(Some(now)), Set(new.disputed.map(str::to_owned)));
    if party == Party::Publisher {
        (row.host_by_id, row.host_at, row.host_disputes) = (by, at, disputes);
    } else {
        (row.school_by_id, row.school_at, row.school_disputes) = (by, at, disputes);
    }
    let word = WeekWord { disputed: new.disputed.map(str::to_owned), at: now };
    let mut words = week.words.clone();
    *(if party == Party::Publisher { &mut words.host } else { &mut words.school }) = Some(word);
    row.confirmed_at = Set(words.counts().then_some(now));
    if is_new {
        internship_week::Entity::insert(row).exec_without_returning(transaction).await?;
    } else {
        row.update(transaction).await?;
    }
    Ok(words.counts())
}

async fn week_row(
    db: &impl ConnectionTrait,
    id: ConnectionId,
    monday: Date,
) -> Result<Option<internship_week::Model>, StoreError> {
    Ok(internship_week::Entity::find_by_id((id, monday)).one(db).await?)
}

fn words_of(row: &internship_week::Model) -> WeekWords {
    let word = |at: Option<OffsetDateTime>, disputed: &Option<String>| {
        at.map(|at| WeekWord { disputed: disputed.clone(), at })
    };
    WeekWords { host: word(row.host_at, &row.host_disputes), school: word(row.school_at, &row.school_disputes) }
}

/// The weeks of the diary, the first one first.
pub(super) async fn weeks_of(db: &impl ConnectionTrait, id: ConnectionId) -> Result<Vec<DiaryWeek>, StoreError> {
    let entries = internship_entry::Entity::find().filter(internship_entry::Column::ConnectionId.eq(id));
    let entries = entries.order_by_asc(internship_entry::Column::Day).all(db).await?;
    let said = internship_week::Entity::find().filter(internship_week::Column::ConnectionId.eq(id)).all(db).await?;
    let mut weeks: BTreeMap<Date, DiaryWeek> = BTreeMap::new();
    for row in entries {
        let monday = monday_of(row.day);
        let empty = || DiaryWeek { monday, entries: Vec::new(), words: WeekWords::default() };
        let entry = DiaryEntry {
            day: row.day,
            minutes: u16::try_from(row.minutes).unwrap_or(0),
            text: row.text,
            written_at: row.written_at,
        };
        weeks.entry(monday).or_insert_with(empty).entries.push(entry);
    }
    for row in said {
        if let Some(week) = weeks.get_mut(&row.monday) {
            week.words = words_of(&row);
        }
    }
    Ok(weeks.into_values().collect())
}
