//! One connection: what was shared, how far it has come, what happened and what was said.

use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

use super::{ConnectionKind, Facts, Need, Paper, Party, Refused, Stage, Step, Term};
use crate::choice::EmploymentType;
use crate::kind::Details;
use crate::listing::{Listing, Openness, PUBLISHED_HERE, PublishedListing};
use crate::organisation::Organisation;
use crate::profile::{Contents, Section, Viewer, Visibility, shown_to};
use crate::{ConnectionId, ConnectionMessageId, ListingId, OrganisationId, PersonId};

/// Longest letter that goes with an application, in characters.
pub const LETTER_MAX_CHARS: usize = 1_000;

/// Longest answer to a question of the publisher, in characters.
pub const ANSWER_MAX_CHARS: usize = 500;

/// Longest words that go with a step, in characters.
pub const WORDS_MAX_CHARS: usize = 500;

/// Longest message in a conversation, in characters.
pub const MESSAGE_MAX_CHARS: usize = 1_000;

/// Times to talk that can be offered at once.
pub const TIMES_MAX: usize = 5;

/// Days within which an organisation replies if it promised nothing else.
pub const PROMISE_DAYS: u16 = 7;

/// Days that an organisation can promise.
pub const PROMISES: [u16; 6] = [1, 2, 3, 5, 7, 14];

/// Applications that may wait for each seat; whoever comes later is told to come back.
pub const WAITING_PER_SEAT: u64 = 20;

/// The stages in which an application waits for one of the two sides, and takes a place among those that may.
pub const WAITING_STAGES: [Stage; 5] =
    [Stage::Submitted, Stage::Viewed, Stage::Shortlisted, Stage::Interviewing, Stage::Offered];

/// What brings a person or an organisation together with the organisation whose listing they answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Connection {
    /// Which one it is.
    pub id: ConnectionId,
    /// Which flow it follows.
    pub kind: ConnectionKind,
    /// The listing that was answered.
    pub listing: ListingId,
    /// Its title as it was then.
    pub title: String,
    /// Whose listing it is.
    pub organisation: OrganisationId,
    /// Who answered: for themself, or for the organisation that did. `None` once they left, and while nobody has answered.
    pub responder: Option<PersonId>,
    /// The organisation that answered; `None` where a person did for themself.
    pub responder_organisation: Option<OrganisationId>,
    /// The school of the student who answered.
    pub school: Option<OrganisationId>,
    /// The second host of an internship, once the student has confirmed the agreement that names it.
    pub second_host: Option<OrganisationId>,
    /// How far it has come.
    pub stage: Stage,
    /// Rises with each step.
    pub revision: i64,
    /// What its owner shared; `None` once they took that back.
    pub shared: Option<Shared>,
    /// Times to talk that were offered last.
    pub times: Vec<OffsetDateTime>,
    /// The one of them that was chosen.
    pub chosen: Option<OffsetDateTime>,
    /// Days within which the organisation had promised to reply.
    pub promise_days: u16,
    /// When the program does something if nobody else does.
    pub due_at: Option<OffsetDateTime>,
    /// When it began.
    pub created_at: OffsetDateTime,
    /// When the stage last changed.
    pub moved_at: OffsetDateTime,
    /// When the organisation first replied.
    pub replied_at: Option<OffsetDateTime>,
}

/// What somebody shared with one organisation: a copy, which later changes of the profile do not touch.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Shared {
    /// Their name.
    pub name: String,
    /// Where they want to be reached besides the platform; empty for nowhere.
    pub contact: String,
    /// What they shared of their profile.
    pub profile: Contents,
    /// What they wrote.
    pub letter: String,
    /// The questions of the publisher with their answers.
    pub answers: Vec<QuestionAnswered>,
}

/// A question as it was asked, and its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionAnswered {
    /// What was asked.
    pub question: String,
    /// What was answered; empty for nothing.
    pub answer: String,
}

/// A step that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConnectionEvent {
    /// The revision that it led to.
    pub revision: i64,
    /// What was done.
    pub step: Step,
    /// By which side.
    pub party: Party,
    /// The stage afterwards.
    pub stage: Stage,
    /// What was said with it: the reason, or where to talk.
    pub words: String,
    /// When.
    pub at: OffsetDateTime,
}

/// Something that one side said to the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConnectionMessage {
    /// Which one it is.
    pub id: ConnectionMessageId,
    /// Who said it.
    pub party: Party,
    /// What they said; empty where the paper says all.
    pub text: String,
    /// What they handed over with it.
    pub paper: Option<Paper>,
    /// When.
    pub at: OffsetDateTime,
}

/// A connection with all that happened, for one of its sides.
#[derive(Clone, Debug, PartialEq)]
pub struct ConnectionFile {
    /// The connection.
    pub connection: Connection,
    /// The organisation whose listing it is about.
    pub organisation: Organisation,
    /// The organisation that answered.
    pub responder_organisation: Option<Organisation>,
    /// The school of the student who answered.
    pub school: Option<Organisation>,
    /// What was done, the first step first.
    pub events: Vec<ConnectionEvent>,
    /// What was said, the first words first.
    pub messages: Vec<ConnectionMessage>,
}

/// A step with all that goes with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConnectionStep {
    /// What is done.
    pub step: Step,
    /// Why, or what else there is to say.
    pub words: String,
    /// Times that are offered.
    pub times: Vec<OffsetDateTime>,
    /// The time that is chosen.
    pub chosen: Option<OffsetDateTime>,
    /// The moment that the thing itself names, for a stage whose limit is [`Term::Named`].
    pub until: Option<OffsetDateTime>,
}

/// How often one person applies for one listing within [`LEDGER_SPAN`](super::LEDGER_SPAN): each time is a line of the reply
/// ledger.
pub const APPLICATIONS_MAX: u64 = 3;

/// How far ahead times to talk are offered.
pub const TIMES_AHEAD: Duration = Duration::days(90);

/// Whether a listing takes applications.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intake {
    /// It does.
    Open,
    /// As many wait as can be looked at; it opens by itself when fewer do.
    Full,
    /// It is closed, or rests.
    Closed,
    /// One applies with whoever announced it elsewhere.
    Elsewhere,
    /// Whoever wants to answer writes for the organisation whose listing it is.
    Own,
    /// Whoever wants to answer has done so [`APPLICATIONS_MAX`] times lately.
    Often,
}

impl ConnectionKind {
    /// What answering `listing` leads to; `None` where the platform does not bring people together with it yet.
    #[must_use]
    pub fn of_listing(listing: &Listing) -> Option<Self> {
        match &listing.details {
            Details::Job(job) if job.employment_type == Some(EmploymentType::Internship) => Some(Self::Internship),
            Details::Job(_) => Some(Self::Job),
            // What a firm wants done or taught, or can take into use of a college, begins with a word between the two.
            Details::CooperationNeed(_)
            | Details::CooperationOffer(_)
            | Details::ServiceNeed(_)
            | Details::TrainingNeed(_)
            | Details::Achievement(_) => Some(Self::Cooperation),
            _ => None,
        }
    }
}

impl Intake {
    /// Whether `published` takes applications at `now` while `waiting` of them wait.
    #[must_use]
    pub fn of(published: &PublishedListing, waiting: u64, now: OffsetDateTime) -> Self {
        let listing = &published.listing;
        let is_open = published.openness(now) == Openness::Open;
        let is_announced_here = listing.provenance.source == PUBLISHED_HERE || listing.demo;
        Self::read(is_open, is_announced_here, is_full(waiting, listing.details.capacity()))
    }

    pub(crate) const fn read(is_open: bool, is_announced_here: bool, is_full: bool) -> Self {
        match (is_open, is_announced_here, is_full) {
            (false, ..) => Self::Closed,
            (true, false, _) => Self::Elsewhere,
            (true, true, true) => Self::Full,
            (true, true, false) => Self::Open,
        }
    }
}

/// Whether as many wait as may for so many seats; where nobody says how many seats there are, there is one.
#[must_use]
pub fn is_full(waiting: u64, seats: Option<u32>) -> bool {
    waiting >= WAITING_PER_SEAT * u64::from(seats.unwrap_or(1).max(1))
}

impl Shared {
    /// What an organisation gets of a profile that says `contents` when its owner sends it these `sections`.
    ///
    /// Whoever sends it agrees to that for this one organisation, whatever else they show to nobody. The least pay is
    /// for matching alone.
    #[must_use]
    pub fn profile_of(contents: &Contents, sections: &[Section]) -> Contents {
        let shown = shown_to(Viewer::Recipient, Visibility::Recipients, contents);
        shown.map(|shown| shown.contents.only(sections)).unwrap_or_default()
    }
}

impl ConnectionStep {
    /// A step that says nothing more.
    #[must_use]
    pub const fn plain(step: Step) -> Self {
        Self { step, words: String::new(), times: Vec::new(), chosen: None, until: None }
    }
}

impl Connection {
    /// Whether it waits for one of the two sides.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        WAITING_STAGES.contains(&self.stage)
    }

    /// When the promised time to reply is over, as long as a reply is waited for and none has come.
    #[must_use]
    pub fn reply_due(&self) -> Option<OffsetDateTime> {
        let waits = self.is_waiting() && self.replied_at.is_none();
        waits.then(|| self.created_at + Duration::days(self.promise_days.into()))
    }

    /// What the organisation sees of what was shared: nothing once it was taken back.
    #[must_use]
    pub fn shown_to_publisher(&self) -> Option<&Shared> {
        self.shared.as_ref().filter(|_| self.stage != Stage::Withdrawn)
    }

    /// Where `step` of `party` leads, with what is done already and what is there of what it may need: see
    /// [`holds`](Self::holds).
    ///
    /// # Errors
    ///
    /// Says why it cannot be done.
    pub fn after(
        &self,
        step: &ConnectionStep,
        party: Party,
        events: &[ConnectionEvent],
        holds: &[Need],
    ) -> Result<super::Moved, Refused> {
        let done_by = self.done_in_round(step.step, events);
        let facts = Facts { holds, done_by: &done_by, has_reason: !step.words.is_empty() };
        self.kind.flow().after(self.stage, step.step, party, facts)
    }

    /// Whether it waits for somebody's step, of which they are reminded.
    #[must_use]
    pub const fn is_awaited(&self) -> bool {
        !self.kind.awaited(self.stage).is_empty()
    }

    /// Who did `step` since the connection came to its stage, since everybody had done what is done anew again and again, or
    /// since what they agreed to was written anew.
    #[must_use]
    pub fn done_in_round(&self, step: Step, events: &[ConnectionEvent]) -> Vec<Party> {
        let stayed: Vec<&ConnectionEvent> = events.iter().rev().take_while(|event| event.stage == self.stage).collect();
        // What led to the stage was done before it.
        let since = if stayed.len() < events.len() { &stayed[..stayed.len().saturating_sub(1)] } else { &stayed[..] };
        // Whoever agreed, agreed to what was written then, and agrees anew to what was written since.
        let since = since.iter().take_while(|event| step != Step::Agree || event.step != Step::Amend);
        let mut done: Vec<Party> = since.filter(|event| event.step == step).map(|event| event.party).collect();
        let there = |it: &&super::Move| it.step == step && it.by_each && it.from.contains(&self.stage);
        if let Some(way) = self.kind.flow().moves.iter().find(there) {
            done.truncate(done.len() % way.by.len());
        }
        done
    }

    /// What it and `step` themselves hold at `now` of what steps may need. A time that is over can neither be offered nor
    /// be chosen.
    #[must_use]
    pub fn holds(&self, step: &ConnectionStep, now: OffsetDateTime) -> Vec<Need> {
        let mut holds = Vec::new();
        if !step.times.is_empty()
            && step.times.len() <= TIMES_MAX
            && step.times.iter().all(|&it| it > now && it <= now + TIMES_AHEAD)
        {
            holds.push(Need::Times);
        }
        if step.chosen.is_some_and(|chosen| chosen > now && self.times.contains(&chosen)) {
            holds.push(Need::TimeChosen);
        }
        holds
    }

    /// When the program does something if `step` led to `stage` at `now`. While a time to talk lies ahead, that is not before
    /// the organisation could reply after it.
    #[must_use]
    pub fn due_after(&self, stage: Stage, step: &ConnectionStep, now: OffsetDateTime) -> Option<OffsetDateTime> {
        let limit = self.kind.flow().limit(stage)?;
        if limit.term == Term::Named {
            return step.until;
        }
        let talk = if step.chosen.is_some() { step.chosen } else { step.times.iter().max().copied() };
        let talk = talk.filter(|_| stage == Stage::Interviewing);
        let replied = talk.map(|at| at + Duration::days(self.promise_days.into()));
        due(self.kind, stage, self.promise_days, now).map(|due| replied.map_or(due, |replied| Ord::max(due, replied)))
    }
}

/// When the program moves a connection on that came to `stage` at `now`.
#[must_use]
pub fn due(kind: ConnectionKind, stage: Stage, promise_days: u16, now: OffsetDateTime) -> Option<OffsetDateTime> {
    match kind.flow().limit(stage)?.term {
        Term::Days(days) => Some(now + Duration::days(days.into())),
        Term::Promises(times) => Some(now + Duration::days(times.into()) * i32::from(promise_days)),
        Term::Named => None,
    }
}

/// Who did `step` since the connection came to `stage`, and since what they did it to was last written anew.
#[must_use]
pub fn done_by(events: &[ConnectionEvent], step: Step, stage: Stage) -> Vec<Party> {
    let counts = |event: &&ConnectionEvent| event.stage == stage && event.step != Step::Amend;
    let since = events.iter().rev().take_while(counts);
    since.filter(|event| event.step == step).map(|event| event.party).collect()
}

#[cfg(test)]
pub(super) mod tests;
