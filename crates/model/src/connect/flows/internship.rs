//! Internships: no beginning without the agreement of three and all that the rules demand.
//!
//! Rules: 职业学校学生实习管理规定 (教职成〔2021〕4号) for vocational students, 教高函〔2019〕12号 for undergraduates.

use super::super::Party::{Publisher, Responder, School, UniversitiesDesk};
use super::super::Stage::{
    Accepted, Agreed, Approved, Confirmed, Delivered, Disputed, Interrupted, Refused, Running, Submitted, Terminated,
};
use super::super::{ConnectionKind, Flow, Move, Need, Step};
use super::hiring;

pub(super) static FLOW: Flow = Flow {
    kind: ConnectionKind::Internship,
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
        Move::new(Step::Approve, &[Accepted], Approved, &[School]).telling(&[Responder, Publisher]),
        Move::new(Step::Refuse, &[Accepted, Approved], Refused, &[School])
            .with_reason()
            .telling(&[Responder, Publisher]),
        Move::new(Step::Amend, &[Approved, Agreed], Approved, &[School]).telling(&[Responder, Publisher]),
        Move::new(Step::Amend, &[Running], Running, &[School]).telling(&[Responder, Publisher]),
        Move::new(Step::Amend, &[Interrupted], Interrupted, &[School]).telling(&[Responder, Publisher]),
        Move::new(Step::Agree, &[Running], Running, &[Responder, Publisher, School])
            .by_each()
            .once(&[Need::Agreement])
            .telling(&[Responder, Publisher, School]),
        Move::new(Step::Agree, &[Interrupted], Interrupted, &[Responder, Publisher, School])
            .by_each()
            .once(&[Need::Agreement])
            .telling(&[Responder, Publisher, School]),
        Move::new(Step::Agree, &[Approved], Agreed, &[Responder, Publisher, School])
            .by_each()
            .once(&[Need::Agreement])
            .telling(&[Responder, Publisher, School]),
        Move::new(Step::Start, &[Agreed], Running, &[School])
            .once(&[Need::AgreementSigned, Need::InternshipGates])
            .telling(&[Responder, Publisher]),
        Move::new(Step::Interrupt, &[Running], Interrupted, &[Responder, Publisher, School])
            .with_reason()
            .telling(&[Responder, Publisher, School]),
        Move::new(Step::Resume, &[Interrupted], Running, &[School])
            .once(&[Need::InternshipGates])
            .telling(&[Responder, Publisher]),
        Move::new(
            Step::Terminate,
            &[Accepted, Approved, Agreed, Running, Interrupted],
            Terminated,
            &[Responder, Publisher, School],
        )
        .with_reason()
        .telling(&[Responder, Publisher, School]),
        Move::new(Step::Deliver, &[Running], Delivered, &[Responder, Publisher, School])
            .telling(&[Responder, Publisher, School]),
        // Whoever does not find that it is over says so, and it goes on.
        Move::new(Step::Reject, &[Delivered], Running, &[Responder, Publisher, School])
            .with_reason()
            .telling(&[Responder, Publisher, School]),
        Move::new(Step::Confirm, &[Delivered], Confirmed, &[Publisher, School])
            .by_each()
            .once(&[Need::Assessment])
            .telling(&[Responder, Publisher, School]),
        Move::new(Step::Dispute, &[Delivered], Disputed, &[Responder, Publisher, School]).with_reason().telling(&[
            Responder,
            Publisher,
            School,
            UniversitiesDesk,
        ]),
        Move::new(Step::Settle, &[Disputed], Delivered, &[UniversitiesDesk])
            .with_reason()
            .telling(&[Responder, Publisher, School]),
        Move::new(Step::Terminate, &[Disputed], Terminated, &[UniversitiesDesk])
            .with_reason()
            .telling(&[Responder, Publisher, School]),
    ],
    limits: &[hiring::UNREAD, hiring::READ, hiring::LOOKED_AT, hiring::TALKED, hiring::UNTAKEN],
};
