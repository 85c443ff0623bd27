//! Cooperation of a firm and a school: intent, talks, agreement, and a sign of life from both every year.

use super::super::Party::{FirmsDesk, Program, Publisher, Responder, UniversitiesDesk};
use super::super::Stage::{
    Confirmed, Disputed, Dormant, Lapsed, Mediating, Negotiating, Refused, Running, Submitted, Terminated, Viewed,
    Withdrawn,
};
use super::super::{ConnectionKind, Flow, Limit, Move, Need, Step, Term};

/// After how many days without a sign of life from both sides an agreement is shown as dormant.
const ALIVE_DAYS: u16 = 365;

pub(super) static FLOW: Flow =
    Flow {
        kind: ConnectionKind::Cooperation,
        begins: Submitted,
        moves: &[
            Move::new(Step::View, &[Submitted], Viewed, &[Publisher]),
            Move::new(Step::Mediate, &[Submitted, Viewed, Negotiating], Mediating, &[FirmsDesk, UniversitiesDesk])
                .telling(&[Responder, Publisher]),
            Move::new(Step::Negotiate, &[Submitted, Viewed], Negotiating, &[Publisher]).telling(&[Responder]),
            Move::new(Step::Negotiate, &[Mediating], Negotiating, &[Publisher, FirmsDesk, UniversitiesDesk])
                .telling(&[Responder, Publisher]),
            Move::new(Step::Refuse, &[Submitted, Viewed, Mediating, Negotiating], Refused, &[Publisher])
                .with_reason()
                .telling(&[Responder, FirmsDesk, UniversitiesDesk]),
            Move::new(Step::Withdraw, &[Submitted, Viewed, Mediating, Negotiating], Withdrawn, &[Responder])
                .telling(&[Publisher]),
            Move::new(Step::Lapse, &[Submitted, Viewed], Lapsed, &[Program]).telling(&[Responder, Publisher]),
            // Done by writing the agreement down anew, of which the other side is told with it.
            Move::new(Step::Amend, &[Negotiating], Negotiating, &[Responder, Publisher]),
            Move::new(Step::Agree, &[Negotiating], Running, &[Responder, Publisher])
                .by_each()
                .once(&[Need::Agreement])
                .telling(&[Responder, Publisher, FirmsDesk, UniversitiesDesk]),
            Move::new(Step::Report, &[Running], Running, &[Responder, Publisher]).telling(&[Responder, Publisher]),
            Move::new(Step::Renew, &[Running, Dormant], Running, &[Responder, Publisher])
                .by_each()
                .telling(&[Responder, Publisher]),
            Move::new(Step::Rest, &[Running], Dormant, &[Program]).telling(&[Responder, Publisher]),
            Move::new(Step::Confirm, &[Running, Dormant], Confirmed, &[Responder, Publisher])
                .by_each()
                .once(&[Need::Milestones])
                .telling(&[Responder, Publisher, FirmsDesk, UniversitiesDesk]),
            Move::new(Step::Terminate, &[Running, Dormant], Terminated, &[Responder, Publisher])
                .with_reason()
                .telling(&[Responder, Publisher, FirmsDesk, UniversitiesDesk]),
            Move::new(Step::Dispute, &[Running], Disputed, &[Responder, Publisher]).with_reason().telling(&[
                Responder,
                Publisher,
                FirmsDesk,
                UniversitiesDesk,
            ]),
            Move::new(Step::Settle, &[Disputed], Running, &[FirmsDesk, UniversitiesDesk])
                .with_reason()
                .telling(&[Responder, Publisher]),
            Move::new(Step::Terminate, &[Disputed], Terminated, &[FirmsDesk, UniversitiesDesk])
                .with_reason()
                .telling(&[Responder, Publisher]),
        ],
        limits: &[
            Limit::new(Submitted, Term::Promises(4), Step::Lapse),
            Limit::new(Viewed, Term::Promises(4), Step::Lapse),
            Limit::new(Running, Term::Days(ALIVE_DAYS), Step::Rest),
        ],
    };
