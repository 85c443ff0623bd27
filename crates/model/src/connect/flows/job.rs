//! Jobs: from the application to the first day of work, which both sides confirm.

use super::super::Party::{FirmsDesk, Publisher, Responder, UniversitiesDesk};
use super::super::Stage::{Accepted, Confirmed, Disputed, Submitted, Terminated};
use super::super::{ConnectionKind, Flow, Move, Step};
use super::hiring;

pub(super) static FLOW: Flow = Flow {
    kind: ConnectionKind::Job,
    begins: Submitted,
    moves: &[
        hiring::VIEW,
        hiring::SHORTLIST,
        hiring::INVITE,
        hiring::CHOOSE_TIME,
        hiring::OFFER,
        hiring::ACCEPT,
        hiring::DECLINE,
        hiring::REFUSE,
        hiring::WITHDRAW,
        hiring::LAPSE,
        Move::new(Step::Confirm, &[Accepted], Confirmed, &[Responder, Publisher])
            .by_each()
            .telling(&[Responder, Publisher]),
        Move::new(Step::Terminate, &[Accepted], Terminated, &[Responder, Publisher])
            .with_reason()
            .telling(&[Responder, Publisher]),
        Move::new(Step::Dispute, &[Accepted], Disputed, &[Responder, Publisher])
            .with_reason()
            .telling(&[Responder, Publisher, FirmsDesk]),
        Move::new(Step::Settle, &[Disputed], Accepted, &[FirmsDesk, UniversitiesDesk])
            .with_reason()
            .telling(&[Responder, Publisher]),
        Move::new(Step::Terminate, &[Disputed], Terminated, &[FirmsDesk, UniversitiesDesk])
            .with_reason()
            .telling(&[Responder, Publisher]),
    ],
    limits: &[hiring::UNREAD, hiring::READ, hiring::LOOKED_AT, hiring::TALKED, hiring::UNTAKEN],
};
