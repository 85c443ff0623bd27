//! From an application to an offer that is taken: the same for jobs and internships.

use super::super::Party::{Program, Publisher, Responder};
use super::super::Stage::{
    Accepted, Declined, Interviewing, Lapsed, Offered, Refused, Shortlisted, Submitted, Viewed, Withdrawn,
};
use super::super::{Limit, Move, Need, Stage, Step, Term};

/// Where the publisher has not said yes or no.
const WAITING: &[Stage] = &[Submitted, Viewed, Shortlisted, Interviewing];
/// Where nothing is settled.
const OPEN: &[Stage] = &[Submitted, Viewed, Shortlisted, Interviewing, Offered];

/// How long an offer holds, in days.
const OFFER_DAYS: u16 = 14;

pub(super) const VIEW: Move = Move::new(Step::View, &[Submitted], Viewed, &[Publisher]);
pub(super) const SHORTLIST: Move =
    Move::new(Step::Shortlist, &[Submitted, Viewed], Shortlisted, &[Publisher]).telling(&[Responder]);
pub(super) const INVITE: Move =
    Move::new(Step::Invite, WAITING, Interviewing, &[Publisher]).once(&[Need::Times]).telling(&[Responder]);
pub(super) const CHOOSE_TIME: Move = Move::new(Step::ChooseTime, &[Interviewing], Interviewing, &[Responder])
    .once(&[Need::TimeChosen])
    .telling(&[Publisher]);
pub(super) const OFFER: Move = Move::new(Step::Offer, WAITING, Offered, &[Publisher]).telling(&[Responder]);
pub(super) const ACCEPT: Move = Move::new(Step::Accept, &[Offered], Accepted, &[Responder]).telling(&[Publisher]);
pub(super) const DECLINE: Move = Move::new(Step::Decline, &[Offered], Declined, &[Responder]).telling(&[Publisher]);
pub(super) const REFUSE: Move =
    Move::new(Step::Refuse, OPEN, Refused, &[Publisher]).with_reason().telling(&[Responder]);
pub(super) const WITHDRAW: Move = Move::new(Step::Withdraw, OPEN, Withdrawn, &[Responder]).telling(&[Publisher]);
pub(super) const LAPSE: Move = Move::new(Step::Lapse, OPEN, Lapsed, &[Program]).telling(&[Responder, Publisher]);

/// Nobody waits for ever: once the promise has passed twice, the application is free.
pub(super) const UNREAD: Limit = Limit::new(Submitted, Term::Promises(2), Step::Lapse);
pub(super) const READ: Limit = Limit::new(Viewed, Term::Promises(2), Step::Lapse);
pub(super) const LOOKED_AT: Limit = Limit::new(Shortlisted, Term::Promises(4), Step::Lapse);
pub(super) const TALKED: Limit = Limit::new(Interviewing, Term::Promises(4), Step::Lapse);
pub(super) const UNTAKEN: Limit = Limit::new(Offered, Term::Days(OFFER_DAYS), Step::Lapse);
