//! The tables, read as what people live through.

use std::fmt::Write as _;

use super::super::{Facts, Moved, Need, Party, Refused, Stage, Step};
use super::*;

/// All that may be needed is there, and a reason.
const ALL_THERE: Facts<'static> = Facts { holds: Need::ALL, done_by: &[], has_reason: true };

fn slugs(parties: &[Party]) -> String {
    parties.iter().map(|it| it.slug()).collect::<Vec<_>>().join(" ")
}

/// One line for each kind, stage, step and party that leads somewhere.
fn table() -> String {
    let mut table = String::from("kind\tstage\tstep\tby\tleads to\tneeds\treason\ttells\n");
    for &kind in ConnectionKind::ALL {
        let flow = kind.flow();
        for &stage in Stage::ALL {
            for &step in Step::ALL {
                for &party in Party::ALL {
                    if flow.after(stage, step, party, ALL_THERE).is_err() {
                        continue;
                    }
                    let row = flow.open_to(stage, party).find(|it| it.step == step).expect("it was done");
                    let together = if row.by_each { " when each has" } else { "" };
                    let needs = row.needs.iter().map(|it| it.slug()).collect::<Vec<_>>().join(" ");
                    let (kind, stage, step, by) = (kind.slug(), stage.slug(), step.slug(), party.slug());
                    let (to, tells) = (row.to.slug(), slugs(row.tells));
                    let reason = if row.needs_reason { "yes" } else { "no" };
                    writeln!(table, "{kind}\t{stage}\t{step}\t{by}\t{to}{together}\t{needs}\t{reason}\t{tells}")
                        .expect("text grows");
                }
            }
        }
    }
    table
}

#[test]
fn every_cell_of_kind_stage_step_and_party_is_as_it_was_agreed() {
    let cells = ConnectionKind::ALL.len() * Stage::ALL.len() * Step::ALL.len() * Party::ALL.len();
    assert_eq!(table(), include_str!("agreed.tsv"), "{cells} cells");
}

#[test]
fn every_stage_can_be_reached_and_only_the_ends_lead_nowhere() {
    for &kind in ConnectionKind::ALL {
        let flow = kind.flow();
        let mut reached = vec![flow.begins];
        let mut next = 0;
        while let Some(&stage) = reached.get(next) {
            let to: Vec<Stage> = flow.moves.iter().filter(|it| it.from.contains(&stage)).map(|it| it.to).collect();
            assert_eq!(to.is_empty(), stage.is_end(), "{} {}", kind.slug(), stage.slug());
            reached.extend(to.iter().filter(|it| !reached.contains(it)).copied().collect::<Vec<_>>());
            reached.dedup();
            next += 1;
        }
        for row in flow.moves {
            for from in row.from {
                assert!(reached.contains(from), "{}: nothing leads to {}", kind.slug(), from.slug());
            }
        }
    }
}

#[test]
fn an_end_can_be_reached_from_every_stage() {
    for &kind in ConnectionKind::ALL {
        let flow = kind.flow();
        let mut leads: Vec<Stage> = flow.stages().filter(|it| it.is_end()).collect();
        loop {
            let more = flow.moves.iter().filter(|it| leads.contains(&it.to)).flat_map(|it| it.from);
            let more: Vec<Stage> = more.filter(|it| !leads.contains(it)).copied().collect();
            if more.is_empty() {
                break;
            }
            leads.extend(more);
        }
        for stage in flow.stages() {
            assert!(leads.contains(&stage), "{} {}", kind.slug(), stage.slug());
        }
    }
}

#[test]
fn a_step_stands_once_for_each_stage_and_party() {
    for &kind in ConnectionKind::ALL {
        for &stage in Stage::ALL {
            for &party in Party::ALL {
                let steps: Vec<Step> = kind.flow().open_to(stage, party).map(|it| it.step).collect();
                let mut once = steps.clone();
                once.sort_unstable();
                once.dedup();
                assert_eq!(steps.len(), once.len(), "{} {} {}", kind.slug(), stage.slug(), party.slug());
            }
        }
    }
}

#[test]
fn whoever_ends_what_others_began_says_why() {
    let others = [Stage::Refused, Stage::Terminated, Stage::Disputed];
    for &kind in ConnectionKind::ALL {
        for row in kind.flow().moves.iter().filter(|it| others.contains(&it.to)) {
            assert!(row.needs_reason, "{} {}", kind.slug(), row.step.slug());
            assert!(!row.tells.is_empty(), "{} {}", kind.slug(), row.step.slug());
        }
    }
}

#[test]
fn nobody_waits_for_ever_for_a_first_answer() {
    for kind in [ConnectionKind::Job, ConnectionKind::Internship, ConnectionKind::Service, ConnectionKind::Cooperation]
    {
        let flow = kind.flow();
        for stage in [Stage::Submitted, Stage::Viewed] {
            assert_eq!(flow.limit(stage).map(|it| it.then), Some(Step::Lapse), "{}", kind.slug());
        }
    }
}

#[test]
fn every_limit_is_a_step_that_the_program_may_do() {
    for &kind in ConnectionKind::ALL {
        for limit in kind.flow().limits {
            let moved = kind.flow().after(limit.stage, limit.then, Party::Program, ALL_THERE);
            assert!(matches!(moved, Ok(Moved::To(_))), "{} {limit:?}", kind.slug());
        }
    }
}

#[test]
fn a_refusal_says_who_may_and_what_is_missing() {
    let flow = ConnectionKind::Internship.flow();
    let nothing = Facts::default();
    assert_eq!(flow.after(Stage::Running, Step::Offer, Party::Publisher, nothing), Err(Refused::NotNow));
    assert_eq!(
        flow.after(Stage::Agreed, Step::Start, Party::Responder, ALL_THERE),
        Err(Refused::NotYou { may: &[Party::School] })
    );
    assert_eq!(
        flow.after(Stage::Agreed, Step::Start, Party::School, nothing),
        Err(Refused::Missing { needs: vec![Need::AgreementSigned, Need::InternshipGates], reason: false })
    );
    assert_eq!(
        flow.after(Stage::Running, Step::Terminate, Party::Publisher, nothing),
        Err(Refused::Missing { needs: Vec::new(), reason: true })
    );
}

#[test]
fn what_each_has_to_do_leads_on_with_the_last_of_them_and_nobody_counts_twice() {
    let flow = ConnectionKind::Internship.flow();
    let agree = |party, done_by| {
        flow.after(Stage::Approved, Step::Agree, party, Facts { holds: &[Need::Agreement], done_by, has_reason: false })
    };
    assert_eq!(agree(Party::Responder, &[]), Ok(Moved::WaitsForOthers));
    assert_eq!(agree(Party::Responder, &[Party::Responder]), Err(Refused::Done));
    assert_eq!(agree(Party::School, &[Party::Responder]), Ok(Moved::WaitsForOthers));
    assert_eq!(agree(Party::Publisher, &[Party::School, Party::Responder]), Ok(Moved::To(Stage::Agreed)));
}

#[test]
fn proposals_are_opened_by_two_desks_together_and_by_nobody_else() {
    let flow = ConnectionKind::Challenge.flow();
    for &party in Party::ALL {
        let desk = [Party::FirmsDesk, Party::UniversitiesDesk].contains(&party);
        let moved = flow.after(Stage::Sealed, Step::Unseal, party, ALL_THERE);
        assert_eq!(moved == Ok(Moved::WaitsForOthers), desk, "{}", party.slug());
        assert!(!matches!(moved, Ok(Moved::To(_))), "{}", party.slug());
    }
}
