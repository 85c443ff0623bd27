//! Technical services: asked for, priced, ordered, delivered, accepted.

use super::super::Party::{FirmsDesk, Program, Publisher, Responder, UniversitiesDesk};
use super::super::Stage::{
    Confirmed, Declined, Delivered, Disputed, Lapsed, Ordered, Quoted, Refused, Submitted, Terminated, Viewed,
    Withdrawn,
};
use super::super::{ConnectionKind, Flow, Limit, Move, Need, Step, Term};

pub(super) static FLOW: Flow = Flow {
    kind: ConnectionKind::Service,
    begins: Submitted,
    moves: &[
        Move::new(Step::View, &[Submitted], Viewed, &[Publisher]),
        Move::new(Step::Quote, &[Submitted, Viewed, Quoted], Quoted, &[Publisher])
            .once(&[Need::Price])
            .telling(&[Responder]),
        Move::new(Step::Refuse, &[Submitted, Viewed], Refused, &[Publisher]).with_reason().telling(&[Responder]),
        Move::new(Step::Withdraw, &[Submitted, Viewed], Withdrawn, &[Responder]).telling(&[Publisher]),
        Move::new(Step::Decline, &[Quoted], Declined, &[Responder]).telling(&[Publisher]),
        Move::new(Step::Order, &[Quoted], Ordered, &[Responder]).once(&[Need::Price]).telling(&[Publisher]),
        Move::new(Step::Terminate, &[Ordered], Terminated, &[Responder, Publisher])
            .with_reason()
            .telling(&[Responder, Publisher]),
        Move::new(Step::Deliver, &[Ordered], Delivered, &[Publisher]).telling(&[Responder]),
        Move::new(Step::Reject, &[Delivered], Ordered, &[Responder]).with_reason().telling(&[Publisher]),
        Move::new(Step::Confirm, &[Delivered], Confirmed, &[Responder]).telling(&[Publisher]),
        Move::new(Step::Dispute, &[Delivered], Disputed, &[Responder, Publisher]).with_reason().telling(&[
            Responder,
            Publisher,
            UniversitiesDesk,
        ]),
        Move::new(Step::Settle, &[Disputed], Delivered, &[FirmsDesk, UniversitiesDesk])
            .with_reason()
            .telling(&[Responder, Publisher]),
        Move::new(Step::Terminate, &[Disputed], Terminated, &[FirmsDesk, UniversitiesDesk])
            .with_reason()
            .telling(&[Responder, Publisher]),
        Move::new(Step::Lapse, &[Submitted, Viewed, Quoted], Lapsed, &[Program]).telling(&[Responder, Publisher]),
    ],
    limits: &[
        Limit::new(Submitted, Term::Promises(2), Step::Lapse),
        Limit::new(Viewed, Term::Promises(2), Step::Lapse),
        Limit::new(Quoted, Term::Named, Step::Lapse),
    ],
};
