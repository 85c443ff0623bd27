//! Challenges, in the order of 揭榜挂帅: checked, open, sealed, opened by two desks, reviewed, noticed, signed, accepted.

use super::super::Party::{Expert, FirmsDesk, Program, Public, Publisher, Responder, UniversitiesDesk};
use super::super::Stage::{
    Checking, Confirmed, Delivered, Disputed, Lapsed, Negotiating, Noticed, Objected, Open, Refused, Reviewing,
    Running, Sealed, Terminated, Withdrawn,
};
use super::super::{ConnectionKind, Flow, Limit, Move, Need, Step, Term};

pub(super) static FLOW: Flow = Flow {
    kind: ConnectionKind::Challenge,
    begins: Checking,
    moves: &[
        Move::new(Step::Publish, &[Checking], Open, &[FirmsDesk])
            .once(&[Need::Targets, Need::Opinion, Need::SealingKeys])
            .telling(&[Publisher]),
        Move::new(Step::Refuse, &[Checking], Refused, &[FirmsDesk]).with_reason().telling(&[Publisher]),
        Move::new(Step::Withdraw, &[Checking, Open], Withdrawn, &[Publisher])
            .with_reason()
            .telling(&[Responder, FirmsDesk]),
        Move::new(Step::Seal, &[Open], Sealed, &[Program]).telling(&[Publisher, FirmsDesk, UniversitiesDesk]),
        // Who is told of a half, and who of the opening, stands where halves are added.
        Move::new(Step::Unseal, &[Sealed], Reviewing, &[FirmsDesk, UniversitiesDesk]).by_each(),
        Move::new(Step::Lapse, &[Sealed, Reviewing], Lapsed, &[FirmsDesk])
            .with_reason()
            .telling(&[Publisher, Responder]),
        Move::new(Step::Score, &[Reviewing], Reviewing, &[Expert]).once(&[Need::NoConflict]),
        Move::new(Step::Nominate, &[Reviewing], Noticed, &[FirmsDesk])
            .once(&[Need::Scores])
            .telling(&[Publisher, Responder]),
        Move::new(Step::Object, &[Noticed], Objected, &[Responder, Publisher, Public])
            .with_reason()
            .telling(&[FirmsDesk, UniversitiesDesk]),
        Move::new(Step::Settle, &[Objected], Noticed, &[UniversitiesDesk])
            .with_reason()
            .telling(&[Publisher, Responder]),
        Move::new(Step::PassOn, &[Objected, Negotiating], Reviewing, &[FirmsDesk])
            .with_reason()
            .telling(&[Publisher, Responder]),
        Move::new(Step::Award, &[Noticed], Negotiating, &[Program])
            .once(&[Need::NoObjection])
            .telling(&[Publisher, Responder, FirmsDesk]),
        Move::new(Step::Agree, &[Negotiating], Running, &[Publisher, Responder])
            .by_each()
            .once(&[Need::Agreement])
            .telling(&[Publisher, Responder, FirmsDesk]),
        Move::new(Step::Report, &[Running], Running, &[Responder]).telling(&[Publisher]),
        Move::new(Step::Deliver, &[Running], Delivered, &[Responder])
            .once(&[Need::TargetEvidence])
            .telling(&[Publisher, FirmsDesk]),
        Move::new(Step::Reject, &[Delivered], Running, &[Publisher]).with_reason().telling(&[Responder]),
        Move::new(Step::Confirm, &[Delivered], Confirmed, &[Publisher, Responder])
            .by_each()
            .once(&[Need::TargetEvidence, Need::Milestones])
            .telling(&[Publisher, Responder, FirmsDesk]),
        Move::new(Step::Terminate, &[Negotiating, Running], Terminated, &[Publisher, Responder])
            .with_reason()
            .telling(&[Publisher, Responder, FirmsDesk]),
        Move::new(Step::Dispute, &[Running, Delivered], Disputed, &[Publisher, Responder])
            .with_reason()
            .telling(&[Publisher, Responder, FirmsDesk]),
        Move::new(Step::Settle, &[Disputed], Running, &[FirmsDesk]).with_reason().telling(&[Publisher, Responder]),
        Move::new(Step::Terminate, &[Disputed], Terminated, &[FirmsDesk])
            .with_reason()
            .telling(&[Publisher, Responder]),
    ],
    limits: &[Limit::new(Open, Term::Named, Step::Seal), Limit::new(Noticed, Term::Named, Step::Award)],
};
