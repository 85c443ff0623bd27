//! A table of what may follow what, and what can be asked of it.

use super::{ConnectionKind, Need, Party, Stage, Step};

/// How the connections of a kind go: every step that may be done, and every time that runs.
#[derive(Debug)]
pub struct Flow {
    /// Which kind it is.
    pub kind: ConnectionKind,
    /// Where each connection begins.
    pub begins: Stage,
    /// All that may be done; whatever is not here may not.
    pub moves: &'static [Move],
    /// What the program does when nobody does anything.
    pub limits: &'static [Limit],
}

/// One row of a [`Flow`].
#[derive(Clone, Copy, Debug)]
pub struct Move {
    /// What is done.
    pub step: Step,
    /// In which stages.
    pub from: &'static [Stage],
    /// Where it leads.
    pub to: Stage,
    /// Who may do it.
    pub by: &'static [Party],
    /// Whether it leads on only when each of them has done it.
    pub by_each: bool,
    /// What has to be there first.
    pub needs: &'static [Need],
    /// Whether nobody may do it without saying why.
    pub needs_reason: bool,
    /// Who is told of it.
    pub tells: &'static [Party],
}

/// What the program does once a connection has been in a stage for too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// In which stage.
    pub stage: Stage,
    /// How long it may stay there.
    pub term: Term,
    /// What is done then.
    pub then: Step,
}

/// How long something may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// So many days.
    Days(u16),
    /// So many times the days within which the publisher promised to reply.
    Promises(u16),
    /// Until the day that the thing itself names: a deadline, the end of what was agreed.
    Named,
}

/// What is known of a connection when somebody wants to do something to it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts<'a> {
    /// What there is of what the step may need.
    pub holds: &'a [Need],
    /// Who has done the same step in the same stage already, where each has to.
    pub done_by: &'a [Party],
    /// Whether a reason was given.
    pub has_reason: bool,
}

/// What a step leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// To another stage, or to the same anew.
    To(Stage),
    /// Nowhere until the others have done it, too.
    WaitsForOthers,
}

/// Why a step cannot be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Nobody can do it at this stage.
    NotNow,
    /// Others can.
    NotYou {
        /// Who they are.
        may: &'static [Party],
    },
    /// They have done it already, and the others have not.
    Done,
    /// It would bind an organisation that is suspended ([`Step::binds`]).
    Suspended,
    /// Something has to be there first.
    Missing {
        /// What that is.
        needs: Vec<Need>,
        /// Whether the reason is one of it.
        reason: bool,
    },
}

impl Move {
    /// A step that any of `by` may do without more, and of which nobody is told.
    pub(super) const fn new(step: Step, from: &'static [Stage], to: Stage, by: &'static [Party]) -> Self {
        Self { step, from, to, by, by_each: false, needs: &[], needs_reason: false, tells: &[] }
    }

    /// The same once all of `needs` is there.
    pub(super) const fn once(mut self, needs: &'static [Need]) -> Self {
        self.needs = needs;
        self
    }

    /// The same only with a reason.
    pub(super) const fn with_reason(mut self) -> Self {
        self.needs_reason = true;
        self
    }

    /// The same, leading on only when each has done it.
    pub(super) const fn by_each(mut self) -> Self {
        self.by_each = true;
        self
    }

    /// The same, and `tells` are told of it.
    pub(super) const fn telling(mut self, tells: &'static [Party]) -> Self {
        self.tells = tells;
        self
    }
}

impl Limit {
    /// What is done once a connection has been at `stage` for `term`.
    pub(super) const fn new(stage: Stage, term: Term, then: Step) -> Self {
        Self { stage, term, then }
    }
}

impl Flow {
    /// What `step` leads to from `stage` when `party` does it and `facts` hold.
    ///
    /// # Errors
    ///
    /// Says why it cannot be done, who can, and what is missing: in this order.
    pub fn after(&self, stage: Stage, step: Step, party: Party, facts: Facts<'_>) -> Result<Moved, Refused> {
        let there = || self.moves.iter().filter(|it| it.step == step && it.from.contains(&stage));
        let first = there().next().ok_or(Refused::NotNow)?;
        let way = there().find(|it| it.by.contains(&party)).ok_or(Refused::NotYou { may: first.by })?;
        if way.by_each && facts.done_by.contains(&party) {
            return Err(Refused::Done);
        }
        let missing = |need: &Need| !facts.holds.contains(need);
        let needs: Vec<Need> = way.needs.iter().copied().filter(missing).collect();
        let reason = way.needs_reason && !facts.has_reason;
        if reason || !needs.is_empty() {
            return Err(Refused::Missing { needs, reason });
        }
        let done = |it: &&Party| **it == party || facts.done_by.contains(it);
        let waits = way.by_each && way.by.iter().filter(done).count() < way.by.len();
        Ok(if waits { Moved::WaitsForOthers } else { Moved::To(way.to) })
    }

    /// The row by which `party` does `step` at `stage`, if there is one.
    #[must_use]
    pub fn way(&self, stage: Stage, step: Step, party: Party) -> Option<&'static Move> {
        self.open_to(stage, party).find(|it| it.step == step)
    }

    /// The rows that `party` could do at `stage` if all they need is there, in the order of the table.
    pub fn open_to(&self, stage: Stage, party: Party) -> impl Iterator<Item = &'static Move> {
        self.moves.iter().filter(move |it| it.from.contains(&stage) && it.by.contains(&party))
    }

    /// Every stage that a connection of this kind can come to, in the order of [`Stage::ALL`].
    pub fn stages(&self) -> impl Iterator<Item = Stage> {
        let named = |stage: &Stage| *stage == self.begins || self.moves.iter().any(|it| it.to == *stage);
        Stage::ALL.iter().copied().filter(named)
    }

    /// What the program does when a connection stays at `stage` for too long.
    #[must_use]
    pub fn limit(&self, stage: Stage) -> Option<Limit> {
        self.limits.iter().copied().find(|it| it.stage == stage)
    }
}
