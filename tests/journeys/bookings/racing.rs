//! Many at once, and clocks that go back: nothing ever overlaps.

use std::collections::HashSet;

use rongqiao_model::booking::{Slot, SlotLength, quarter_of};
use rongqiao_model::store::Booked;
use rongqiao_tests::database::on_every_database;
use time::Duration;
use time::macros::datetime;
use tokio::task::JoinSet;

use super::*;

/// Lets everybody in `people` book the same slot at once.
async fn all_at_once(site: &TestSite, people: &[PersonId], starts_at: OffsetDateTime) -> anyhow::Result<Vec<Booked>> {
    let mut all = JoinSet::new();
    for &booker in people {
        let (store, now) = (site.store.clone(), site.clock.now());
        all.spawn(async move { book(&store, booker, starts_at, now).await });
    }
    all.join_all().await.into_iter().collect()
}

#[tokio::test]
async fn of_fifty_who_want_the_last_unit_at_once_one_has_it_and_the_others_are_told_what_is_free() -> anyhow::Result<()>
{
    on_every_database(async |database| {
        let site = site_with(database, &rules(1)).await?;
        let people = people(&site, 50).await?;
        let outcomes = all_at_once(&site, &people, SLOT).await?;
        let next = [11, 13, 15].map(|hour| SLOT + Duration::hours(hour - 9));
        let next = next.map(|starts_at| Slot { starts_at, ends_at: starts_at + Duration::hours(2) });
        let done = outcomes.iter().filter(|it| matches!(it, Booked::Done(_))).count();
        let told = outcomes.iter().filter(|it| **it == Booked::Full(next.to_vec())).count();
        assert_eq!((done, told), (1, 49), "{outcomes:?}");
        let late = site.person("late").await?;
        let address = format!("/listings/{}/book?slot={}", the_facility().id(), SLOT.unix_timestamp());
        let answered = late.get(&address).await;
        assert_eq!(answered.status, axum::http::StatusCode::CONFLICT);
        assert!(
            answered.text.contains("这个时段刚刚约满") && answered.text.contains("11:00–13:00"),
            "{}",
            answered.text
        );
        Ok(())
    })
    .await
}

#[tokio::test]
async fn ten_at_once_share_three_units_also_when_the_day_is_cut_otherwise_later() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site_with(database, &rules(3)).await?;
        let people = people(&site, 20).await?;
        let outcomes = all_at_once(&site, &people[..10], SLOT).await?;
        assert_eq!(outcomes.iter().filter(|it| matches!(it, Booked::Done(_))).count(), 3);
        assert!(outcomes.iter().all(|it| matches!(it, Booked::Done(_) | Booked::Full(_))), "{outcomes:?}");

        // One goes, and slots are three hours long from now on: 9:00 to 12:00 meets the two who are left until 11:00.
        keeper(&site, "owner", FIRM).await?;
        let gone = outcomes.iter().find_map(|it| if let Booked::Done(id) = it { Some(*id) } else { None });
        let gone = gone.expect("three have it");
        let booker = people[..10].iter().copied();
        for booker in booker {
            if site.store.find_own_booking(booker, gone).await?.is_some() {
                cancel(&site, booker, gone).await?;
            }
        }
        let longer = rongqiao_model::booking::CalendarRules { slot: SlotLength::ThreeHours, ..rules(3) };
        keep(&site, "owner", &longer).await?;
        let outcomes = all_at_once(&site, &people[10..], SLOT).await?;
        assert_eq!(outcomes.iter().filter(|it| matches!(it, Booked::Done(_))).count(), 1, "{outcomes:?}");
        assert_no_quarter_is_taken_twice(&site).await?;
        Ok(())
    })
    .await
}

async fn cancel(site: &TestSite, booker: PersonId, id: BookingId) -> anyhow::Result<()> {
    let (firm, now) = (an_organisation(FIRM), site.clock.now());
    let actor = site.store.find_actor(booker, now).await?;
    let permit = actor.permit(Action::Book, Thing::booking(id, (firm.id, firm.kind), Some(booker)))?;
    let step = (rongqiao_model::booking::BookingStep::Cancel, "");
    let moved = site.store.move_booking(&permit, 1, step, &Chance::system(), now).await?;
    anyhow::ensure!(matches!(moved, rongqiao_model::store::BookingMoved::Done(_)), "{moved:?}");
    Ok(())
}

/// Puts `rules` in the calendar as the keeper called `name`.
pub(super) async fn keep(site: &TestSite, name: &str, rules: &CalendarRules) -> anyhow::Result<()> {
    let (firm, now, id) = (an_organisation(FIRM), site.clock.now(), the_facility().id());
    let actor = site.store.find_actor(person(name), now).await?;
    let permit = actor.permit(Action::KeepCalendar, Thing::listing(id, (firm.id, firm.kind), None))?;
    let revision = site.store.find_calendar(id).await?.map_or(0, |it| it.revision);
    let kept = site.store.keep_calendar(&permit, rules, revision, now).await?;
    anyhow::ensure!(kept == rongqiao_model::store::CalendarKept::Done, "{kept:?}");
    Ok(())
}

/// Reckons from the bookings themselves, not from what the store takes for taken: never more at once than there are units.
async fn assert_no_quarter_is_taken_twice(site: &TestSite) -> anyhow::Result<()> {
    let (firm, now, id) = (an_organisation(FIRM), site.clock.now(), the_facility().id());
    let actor = site.store.find_actor(person("owner"), now).await?;
    let permit = actor.permit(Action::KeepCalendar, Thing::listing(id, (firm.id, firm.kind), None))?;
    let span = [now - Duration::days(400), now + Duration::days(400)];
    let live = site.store.list_bookings(&permit, span).await?;
    let live: Vec<Slot> = live.iter().filter(|it| it.booking.state.is_live()).map(|it| it.booking.slot).collect();
    let quarters: HashSet<i64> = live.iter().flat_map(Slot::quarters).collect();
    for quarter in quarters {
        let at_once = live.iter().filter(|slot| slot.quarters().contains(&quarter)).count();
        assert!(at_once <= 3, "{at_once} at {quarter}");
    }
    assert_eq!(live.len(), 3);
    assert!(live.iter().any(|slot| quarter_of(slot.ends_at) - quarter_of(slot.starts_at) == 12));
    Ok(())
}

#[tokio::test]
async fn the_same_form_sent_twice_at_once_books_once_and_nobody_hoards() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site_with(database, &rules(9)).await?;
        let one = site.person("one").await?;
        let slot = SLOT.unix_timestamp().to_string();
        let address = format!("/listings/{}/book", the_facility().id());
        let page = one.get(&format!("{address}?slot={slot}")).await.text;
        let hidden =
            ["nonce", "calendar"].map(|name| (name, between(&page, &format!("name=\"{name}\" value=\""), "\"")));
        let fields = [("slot", slot.as_str()), ("book-consent", "yes"), ("book-people", "1"), hidden[0], hidden[1]];
        let (first, second) = tokio::join!(one.submit(&address, &fields), one.submit(&address, &fields));
        assert!(first.status.is_redirection(), "{}", first.text);
        assert_eq!(first.header("location"), second.header("location"));
        let again = book_by_form(&one, SLOT, &[]).await;
        assert_eq!(again.header("location"), first.header("location"), "one person needs one unit at a time");

        for hours in [2, 4, 6, 24] {
            booked_by_form(&one, SLOT + Duration::hours(hours), &[]).await?;
        }
        let sixth = book_by_form(&one, SLOT + Duration::hours(26), &[]).await;
        assert_eq!(sixth.status, axum::http::StatusCode::CONFLICT);
        assert!(sixth.text.contains("已有 5 个未使用的预约"), "{}", sixth.text);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_clock_set_back_gives_no_slot_twice_and_undoes_nothing() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site_with(database, &rules(1)).await?;
        let people = people(&site, 3).await?;
        assert!(matches!(book(&site.store, people[0], SLOT, site.clock.now()).await?, Booked::Done(_)));
        site.clock.set(datetime!(2026-08-25 09:00 +8));
        let early = site.clock.now();
        assert!(matches!(book(&site.store, people[1], SLOT, early).await?, Booked::Full(_)));
        // A calendar that is changed on the earlier day holds all the same.
        keeper(&site, "owner", FIRM).await?;
        keep(&site, "owner", &rules(2)).await?;
        assert!(matches!(book(&site.store, people[1], SLOT, early).await?, Booked::Done(_)));
        site.clock.set(datetime!(2026-09-02 12:00 +8));
        site.tend_postings().await?;
        site.clock.set(datetime!(2026-09-01 12:00 +8));
        site.tend_postings().await?;
        assert!(matches!(book(&site.store, people[2], SLOT, site.clock.now()).await?, Booked::Full(_)));
        Ok(())
    })
    .await
}
