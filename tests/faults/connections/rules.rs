//! What has to hold of a platform at any moment, however often its program was killed.

use std::collections::BTreeMap;

use anyhow::{Context as _, ensure};
use rongqiao_model::connect::{ConnectionKind, Party, Stage, Step};
use rongqiao_model::milestone::MilestoneStep;
use rongqiao_model::public_figures::PublicFigure;
use rongqiao_tests::server::Server;
use uuid::Uuid;

use super::ground::Ground;
use super::ledger::{Booked, Connected, Ledger};

/// Quarters of an hour in a slot of the facility.
const QUARTERS: usize = 8;

/// Checks everything that the rules below say, and that the index of `server` holds what the database holds.
pub(super) async fn check(ground: &Ground, server: &Server) -> anyhow::Result<Ledger> {
    let ledger = ground.read().await?;
    for connection in &ledger.connections {
        of_connection(&ledger, connection).with_context(|| format!("{connection:?}"))?;
    }
    for booking in &ledger.bookings {
        of_booking(&ledger, booking).with_context(|| format!("{booking:?}"))?;
    }
    let of_bookings: usize = ledger.bookings.iter().map(|it| it.quarters).sum();
    ensure!(ledger.quarters == of_bookings, "each quarter is of a booking");
    of_figures(&ledger)?;
    of_letters(&ledger)?;
    ensure!(ground.store.verify_audit().await?.is_ok(), "the audit is whole");
    let public = ground.store.count_public_listings().await?;
    ensure!(server.found()? == public, "the index holds what the database holds");
    Ok(ledger)
}

fn of_connection(ledger: &Ledger, it: &Connected) -> anyhow::Result<()> {
    let led_to = replayed(it)?;
    ensure!(it.stage == led_to, "its steps lead to {}", led_to.slug());
    ensure!(it.is_open != it.stage.is_end(), "what has ended takes no place");
    let audit = ledger.audit_of(it.id);
    let reasons = |event: &str| -> Vec<&str> {
        audit.iter().filter(|entry| entry.event == event).map(|entry| entry.reason.as_str()).collect()
    };
    let is_opening = |step: &&&str| **step == Step::Unseal.slug();
    let steps: Vec<&str> = it.steps.iter().map(|stepped| stepped.step.slug()).collect();
    ensure!(reasons("connection-begun").len() == 1, "it was begun once: {audit:?}");
    let moved: Vec<&str> = steps.iter().filter(|step| !is_opening(step)).copied().collect();
    ensure!(reasons("connection-moved") == moved, "each step is audited once, in its order: {audit:?}");
    // The opening of proposals has words of its own in the audit.
    let opened = reasons("proposals-half-opened").len() + reasons("proposals-opened").len();
    ensure!(opened == steps.iter().filter(is_opening).count(), "each half is audited once: {audit:?}");
    // The school is named, an agreement and a contract are written down without a step.
    let named = usize::from(it.school.is_some());
    let written = reasons("agreement-entered").len() + reasons("contract-registered").len();
    ensure!(it.revision == i64::try_from(1 + steps.len() + named + written)?, "its revision counts what was done");
    let revisions: Vec<i64> = it.steps.iter().map(|stepped| stepped.revision).collect();
    ensure!(revisions.is_sorted() && revisions.last().is_none_or(|last| *last <= it.revision), "{revisions:?}");
    // Whom the flow of a challenge does not name, the proposers and reviewers, is told otherwise.
    if it.kind != ConnectionKind::Challenge {
        let (told, expected) = (ledger.told_of(it.id), expected(ledger, it));
        ensure!(told == expected, "told {told:?}, expected {expected:?}");
    }
    of_kind(ledger, it)
}

/// Where the steps of a connection lead, by the table of its flow.
fn replayed(it: &Connected) -> anyhow::Result<Stage> {
    let flow = it.kind.flow();
    let (mut stage, mut done) = (flow.begins, Vec::new());
    for stepped in &it.steps {
        let way = flow.way(stage, stepped.step, stepped.party);
        let way = way.with_context(|| format!("nobody may {} at {}", stepped.step.slug(), stage.slug()))?;
        done.push((stepped.step, stepped.party));
        let waits = way.by_each && !way.by.iter().all(|&party| done.contains(&(way.step, party)));
        let to = if waits { stage } else { way.to };
        ensure!(stepped.stage == to, "{} leads to {}", stepped.step.slug(), to.slug());
        if to != stage {
            done.clear();
        }
        stage = to;
    }
    Ok(stage)
}

/// Those on the side of `party`.
fn people(ledger: &Ledger, it: &Connected, party: Party) -> Vec<Uuid> {
    match party {
        Party::Publisher => ledger.members(it.organisation),
        Party::Responder => it.responder.map_or(it.person.into_iter().collect(), |own| ledger.members(own)),
        Party::School => it.school.map(|school| ledger.members(school)).unwrap_or_default(),
        Party::FirmsDesk => ledger.officers("firms-desk"),
        Party::UniversitiesDesk => ledger.officers("universities-desk"),
        Party::Expert | Party::Public | Party::Program => Vec::new(),
    }
}

/// Whom the table of the flow wants to be told what, and who is told besides.
fn expected(ledger: &Ledger, it: &Connected) -> Vec<(Uuid, String)> {
    let mut expected = Vec::new();
    let mut tell = |party: Party, what: &str, by: Option<Uuid>| {
        let others = people(ledger, it, party).into_iter().filter(|&person| Some(person) != by);
        expected.extend(others.map(|person| (person, what.to_owned())));
    };
    tell(Party::Publisher, "begun", it.person);
    let mut stage = it.kind.flow().begins;
    for stepped in &it.steps {
        let way = it.kind.flow().way(stage, stepped.step, stepped.party);
        for &party in way.map_or(&[][..], |way| way.tells).iter().filter(|&&party| party != stepped.party) {
            tell(party, stepped.step.slug(), stepped.person);
        }
        stage = stepped.stage;
    }
    let sides = [Party::Responder, Party::Publisher];
    for &(party, by) in &it.said {
        for side in sides.into_iter().filter(|&side| side != party) {
            tell(side, "message", by);
        }
    }
    for entry in ledger.audit_of(it.id) {
        let is_publisher = entry.person.is_some_and(|person| ledger.members(it.organisation).contains(&person));
        let other = sides[usize::from(!is_publisher)];
        match (entry.event.as_str(), entry.reason.as_str()) {
            ("agreement-entered", _) => tell(other, "agreement", entry.person),
            ("milestone-moved", reason) => {
                tell(other, MilestoneStep::from_slug(reason).map_or(reason, |step| step.told()), entry.person);
            }
            ("internship-recorded", "assessment") => {
                let own = if is_publisher { Party::Publisher } else { Party::School };
                let others = [Party::Responder, Party::Publisher, Party::School].into_iter().filter(|&it| it != own);
                others.for_each(|party| tell(party, "assessment", entry.person));
            }
            _ => {}
        }
    }
    if it.school.is_some() {
        tell(Party::School, "accept", None);
    }
    expected.sort();
    expected
}

/// What the tables of one kind hold, by what was done.
fn of_kind(ledger: &Ledger, it: &Connected) -> anyhow::Result<()> {
    let kept = ledger.kept_of(it.id);
    let count = |word: &str| kept.iter().filter(|kept| kept.starts_with(word)).count();
    let did = |step: Step| it.steps.iter().any(|stepped| stepped.step == step);
    let audited = |event: &str| ledger.audit_of(it.id).iter().filter(|entry| entry.event == event).count();
    if it.responder.is_none() && it.kind != ConnectionKind::Challenge {
        ensure!(it.shared.starts_with('{'), "what was shared is kept with it");
        let agreed = ledger.consents.iter().any(|(person, purpose, recipient)| {
            let is_theirs = Some(*person) == it.person && recipient.contains(&it.organisation.to_string());
            is_theirs && ["application", "order"].contains(&purpose.as_str())
        });
        ensure!(agreed, "nothing is shared without leave: {:?}", ledger.consents);
    }
    match it.kind {
        ConnectionKind::Service => {
            ensure!(count("price") == usize::from(did(Step::Quote)), "a price comes with its step");
        }
        ConnectionKind::Cooperation => {
            let agreements = usize::from(audited("agreement-entered") > 0);
            ensure!(count("agreement") == agreements && count("milestone") == 2 * agreements, "with milestones");
            let agreed = kept.iter().any(|kept| kept.starts_with("agreement") && kept.contains(" agreed"));
            let runs = it.steps.iter().any(|stepped| stepped.stage == Stage::Running);
            ensure!(agreed == runs, "both agreed on what runs: {kept:?}");
        }
        ConnectionKind::Internship => {
            let versions = it.steps.iter().filter(|stepped| stepped.step == Step::Amend).count();
            ensure!(count("version") == versions, "each version is a step");
            let signed = it.steps.iter().filter(|stepped| stepped.step == Step::Agree).count();
            ensure!(count("signature") == signed, "each signature is a step");
        }
        ConnectionKind::Challenge => {
            ensure!(count("call") == 1 && kept.iter().any(|kept| kept.starts_with("call keyed")) == did(Step::Publish));
            of_proposals(ledger, it)?;
        }
        ConnectionKind::Job => {}
    }
    Ok(())
}

/// A proposal is sealed under the digest that its author was told, or was taken back and is gone.
fn of_proposals(ledger: &Ledger, it: &Connected) -> anyhow::Result<()> {
    let audit = ledger.audit_of(it.id).iter().filter(|entry| entry.event.starts_with("proposal-"));
    let audit: Vec<(&str, &str)> = audit.map(|entry| (entry.event.as_str(), entry.reason.as_str())).collect();
    let handed_in = audit.iter().filter(|(event, _)| *event == "proposal-handed-in").count();
    let state = match audit.last() {
        Some(("proposal-withdrawn", _)) => format!("proposal {handed_in} withdrawn empty"),
        Some((_, digest)) => format!("proposal {handed_in} {digest} sealed"),
        None => "no proposal".to_owned(),
    };
    let proposals: Vec<&String> = ledger.kept_of(it.id).iter().filter(|kept| kept.starts_with("proposal")).collect();
    ensure!(proposals.len() == usize::from(handed_in > 0), "one organisation proposes: {proposals:?}");
    ensure!(proposals.iter().all(|kept| kept.starts_with(&state)), "{proposals:?}, expected {state}");
    Ok(())
}

fn of_booking(ledger: &Ledger, it: &Booked) -> anyhow::Result<()> {
    let is_live = ["requested", "booked"].contains(&it.state.as_str());
    ensure!(it.quarters == if is_live { QUARTERS } else { 0 }, "it takes what it takes");
    let audit: Vec<&str> = ledger.audit_of(it.id).iter().map(|entry| entry.event.as_str()).collect();
    ensure!(it.revision == i64::try_from(audit.len())?, "each step is audited once: {audit:?}");
    let keepers = ledger.members(it.organisation);
    let told = |event: &&str| match *event {
        "booking-made" => keepers.iter().map(|&keeper| (keeper, "requested".to_owned())).collect(),
        "booking-cancelled" => keepers.iter().map(|&keeper| (keeper, "cancel".to_owned())).collect(),
        "booking-approved" => vec![(it.person, "approve".to_owned())],
        _ => Vec::new(),
    };
    let mut expected: Vec<(Uuid, String)> = audit.iter().flat_map(told).collect();
    expected.sort();
    ensure!(ledger.told_of(it.id) == expected, "each side is told once: {:?}", ledger.told_of(it.id));
    Ok(())
}

/// Every time that a connection came to count, or counted no more, stands in the feed of changes once.
fn of_figures(ledger: &Ledger) -> anyhow::Result<()> {
    let mut expected: BTreeMap<Uuid, usize> = BTreeMap::new();
    for it in &ledger.connections {
        let mut counts = false;
        for stepped in &it.steps {
            let after = PublicFigure::has(it.kind, stepped.stage);
            *expected.entry(PublicFigure::of(it.kind).id()).or_default() += usize::from(counts != after);
            counts = after;
        }
        // No agreement here is public, so that of milestones those of challenges alone count.
        let is_confirmed = |kept: &&String| kept.starts_with("work ") && kept.ends_with(" confirmed");
        let milestones = ledger.kept_of(it.id).iter().filter(is_confirmed).count();
        *expected.entry(PublicFigure::Milestones.id()).or_default() += milestones;
    }
    expected.retain(|_, count| *count > 0);
    let mut found: BTreeMap<Uuid, usize> = BTreeMap::new();
    for figure in &ledger.figures {
        *found.entry(*figure).or_default() += 1;
    }
    ensure!(found == expected, "changes of figures: {found:?}, expected {expected:?}");
    Ok(())
}

/// For each message there is one letter, whether it waits or was carried away.
fn of_letters(ledger: &Ledger) -> anyhow::Result<()> {
    for (person, messages) in ledger.messages() {
        let mail = ledger.mails.get(&person).context("whoever is told has an address")?;
        let letters = ledger.letters.get(mail).map_or(0, std::collections::BTreeSet::len);
        ensure!(letters == messages, "{mail} has {messages} messages and {letters} letters");
    }
    Ok(())
}
