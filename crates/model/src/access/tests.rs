//! The rules as a full table, and what holds whatever the table says.

use std::fmt::Write as _;

use time::macros::{date, datetime};

use super::*;

const TODAY: Date = date!(2026 - 11 - 22);

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn grant(person: u128, role: Role, organisation: Option<u128>) -> Grant {
    Grant {
        id: GrantId::from_uuid(id(900)),
        person: PersonId::from_uuid(id(person)),
        role,
        organisation: organisation.map(|it| OrganisationId::from_uuid(id(it))),
        until: None,
        granted_at: datetime!(2026-11-01 08:00 UTC),
    }
}

fn actor(grants: Vec<Grant>) -> Actor {
    Actor::new(PersonId::from_uuid(id(1)), grants, TODAY)
}

fn listing(organisation: u128, kind: OrganisationKind, author: u128) -> Thing {
    let organisation = (OrganisationId::from_uuid(id(organisation)), kind);
    Thing::listing(ListingId::from_uuid(id(7)), organisation, Some(PersonId::from_uuid(id(author))))
}

/// One line for each action and role that may do it to anything, with the relations in which it may.
fn table() -> String {
    let mut table = String::from("action\trole\trelations\n");
    for &action in Action::ALL {
        for &role in Role::ALL {
            let relations = Relation::ALL.iter().filter(|&&relation| allows(role, action, relation));
            let relations: Vec<&str> = relations.map(|it| it.slug()).collect();
            if !relations.is_empty() {
                writeln!(table, "{}\t{}\t{}", action.slug(), role.slug(), relations.join(" ")).expect("text grows");
            }
        }
    }
    table
}

#[test]
fn every_cell_of_the_table_is_as_it_was_agreed() {
    let agreed = include_str!("agreed.tsv");
    let cells = Role::ALL.len() * Action::ALL.len() * Relation::ALL.len();
    assert_eq!(table(), agreed, "{cells} cells");
}

#[test]
fn an_actor_may_do_exactly_what_the_table_says_of_things_in_each_relation() {
    for &role in Role::ALL {
        let held_in = role.is_in_organisation().then_some(10);
        let held = if role == Role::Person { Vec::new() } else { vec![grant(1, role, held_in)] };
        let actor = actor(held);
        for &action in Action::ALL {
            for &relation in Relation::ALL {
                let Some(thing) = thing_in(relation, role) else { continue };
                let by_table = allows(role, action, relation) || allows(Role::Person, action, as_person(relation));
                let told = actor.permit(action, thing).is_ok();
                assert_eq!(told, by_table, "{} {} {}", role.slug(), action.slug(), relation.slug());
            }
        }
    }
}

/// A thing that stands in `relation` to the holder of `role`; `None` where there can be none.
fn thing_in(relation: Relation, role: Role) -> Option<Thing> {
    let in_charge = match role.desk() {
        Some(Desk::Firms) => OrganisationKind::Firm,
        Some(Desk::Universities) => OrganisationKind::University,
        Some(Desk::Committee) => OrganisationKind::Government,
        None => OrganisationKind::Firm,
    };
    let not_in_charge = OrganisationKind::ALL.iter().copied().find(|kind| Some(kind.desk()) != role.desk())?;
    match relation {
        Relation::Own if role.is_in_organisation() => Some(listing(10, OrganisationKind::Firm, 1)),
        Relation::Own => Some(Thing::person(PersonId::from_uuid(id(1)))),
        Relation::SameOrganisation => role.is_in_organisation().then(|| listing(10, OrganisationKind::Firm, 2)),
        Relation::InCharge => role.desk().map(|_| listing(20, in_charge, 2)),
        Relation::OtherOrganisation => Some(listing(20, not_in_charge, 2)),
        Relation::Public => Some(Thing::person(PersonId::from_uuid(id(2)))),
    }
}

/// How a thing stands to a plain person that stands in `relation` to one of their roles.
const fn as_person(relation: Relation) -> Relation {
    match relation {
        Relation::InCharge => Relation::OtherOrganisation,
        Relation::Own | Relation::SameOrganisation | Relation::OtherOrganisation | Relation::Public => relation,
    }
}

#[test]
fn nobody_decides_about_their_own_work_or_organisation() {
    let review = [Action::ReviewListing, Action::ReviewOrganisation, Action::ExamineComplaint, Action::DecideAppeal];
    for action in review {
        for &role in Role::ALL {
            assert!(!allows(role, action, Relation::Own) && !allows(role, action, Relation::SameOrganisation));
        }
    }
    assert!(Role::ALL.iter().all(|&role| !allows(role, Action::AnswerResponse, Relation::Own)));
    let officer = actor(vec![grant(1, Role::FirmsDesk, None), grant(1, Role::Mentor, Some(10))]);
    assert!(officer.permit(Action::ReviewListing, listing(20, OrganisationKind::Firm, 2)).is_ok());
    assert_eq!(officer.permit(Action::ReviewListing, listing(10, OrganisationKind::Firm, 2)), Err(Denied));
    assert_eq!(officer.permit(Action::ReviewListing, listing(20, OrganisationKind::Firm, 1)), Err(Denied));
}

#[test]
fn a_role_in_one_organisation_opens_nothing_of_another() {
    let both = actor(vec![grant(1, Role::Recruiter, Some(10)), grant(1, Role::Student, Some(20))]);
    assert!(both.permit(Action::WriteListing, listing(10, OrganisationKind::Firm, 2)).is_ok());
    assert_eq!(both.permit(Action::WriteListing, listing(20, OrganisationKind::University, 2)), Err(Denied));
    let left = actor(vec![grant(1, Role::Recruiter, Some(10))]);
    assert_eq!(left.permit(Action::WriteListing, listing(20, OrganisationKind::Firm, 1)), Err(Denied));
}

#[test]
fn a_hat_counts_until_the_end_of_its_last_day_and_for_its_owner_alone() {
    let until = |until| Grant { until: Some(until), ..grant(1, Role::Recruiter, Some(10)) };
    let may = |grant| actor(vec![grant]).permit(Action::WriteListing, listing(10, OrganisationKind::Firm, 2)).is_ok();
    assert!(may(until(TODAY)) && !may(until(date!(2026 - 11 - 21))));
    assert!(!may(grant(2, Role::Recruiter, Some(10))));
}

#[test]
fn administrators_are_different_persons_and_do_no_other_work() {
    let system = Role::SystemAdministrator;
    assert_eq!(system.goes_with([Role::AuditAdministrator]), Err(SeparateDuties(Role::AuditAdministrator)));
    assert_eq!(Role::FirmsDesk.goes_with([system]), Err(SeparateDuties(system)));
    assert_eq!(system.goes_with([system, Role::Student, Role::Reviewer]), Ok(()));
    assert_eq!(Role::FirmsDesk.goes_with([Role::UniversitiesDesk, Role::Teacher]), Ok(()));
}

#[test]
fn every_role_of_staff_needs_a_second_factor_and_no_other_does() {
    for &role in Role::ALL {
        assert_eq!(role.needs_second_factor(), role.is_administrator() || role.desk().is_some(), "{}", role.slug());
        assert!(!(role.is_of_staff() && role.is_in_organisation()), "{}", role.slug());
    }
    assert!(actor(vec![grant(1, Role::Committee, None)]).needs_second_factor());
}
