//! The chain of entries, and what breaks it.

use time::macros::datetime;

use super::*;

fn chain(length: usize) -> Vec<Entry> {
    let mut end = ChainEnd::of_none();
    let mut entries = Vec::new();
    for number in 0..length {
        let entry = Entry {
            seq: 0,
            at: datetime!(2026-11-22 08:00 UTC),
            person: Some(PersonId::from_uuid(Uuid::from_u128(number as u128))),
            role: Some(Role::SecurityAdministrator),
            event: Event::RoleGranted,
            noun: Noun::Person,
            thing: Uuid::from_u128(7),
            organisation: None,
            reason: "新学期接手".to_owned(),
            previous: String::new(),
            hash: String::new(),
        };
        let entry = end.continued_by(entry);
        end.follow(&entry).expect("it follows");
        entries.push(entry);
    }
    entries
}

fn verified(entries: &[Entry]) -> Result<(), Broken> {
    let mut end = ChainEnd::of_none();
    entries.iter().try_for_each(|entry| end.follow(entry))
}

#[test]
fn a_chain_that_nobody_touched_holds() {
    assert_eq!(verified(&chain(5)), Ok(()));
    assert_eq!(verified(&[]), Ok(()));
}

#[test]
fn changing_leaving_out_and_exchanging_entries_is_seen() {
    let entries = chain(5);
    let mut changed = entries.clone();
    changed[2].reason = "没有理由".to_owned();
    assert_eq!(verified(&changed), Err(Broken::Changed(3)));
    let without: Vec<Entry> = entries.iter().filter(|entry| entry.seq != 3).cloned().collect();
    assert_eq!(verified(&without), Err(Broken::Gap { expected: 3, found: 4 }));
    let mut closed_up = without;
    closed_up[2].seq = 3;
    assert_eq!(verified(&closed_up), Err(Broken::Follows(3)));
    let mut forged = entries.clone();
    forged[2].reason = "没有理由".to_owned();
    forged[2].hash = forged[2].reckoned_hash();
    assert_eq!(verified(&forged), Err(Broken::Follows(4)));
}

#[test]
fn every_part_of_an_entry_counts() {
    let entry = &chain(1)[0];
    let others = [
        Entry { at: entry.at + time::Duration::milliseconds(1), ..entry.clone() },
        Entry { person: None, ..entry.clone() },
        Entry { role: None, ..entry.clone() },
        Entry { event: Event::RoleEnded, ..entry.clone() },
        Entry { noun: Noun::Platform, ..entry.clone() },
        Entry { thing: Uuid::nil(), ..entry.clone() },
        Entry { organisation: Some(OrganisationId::from_uuid(Uuid::nil())), ..entry.clone() },
        Entry { reason: String::new(), ..entry.clone() },
    ];
    for other in others {
        assert_ne!(other.reckoned_hash(), entry.hash, "{other:?}");
    }
}
