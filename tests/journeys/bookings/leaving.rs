//! Cancelling, calendars of bookers, and what remains of those who leave.

use axum::http::StatusCode;
use rongqiao_model::store::{Booked, Closing};
use rongqiao_tests::database::on_every_database;
use time::Duration;
use time::macros::datetime;

use super::*;

#[tokio::test]
async fn whoever_cancels_gives_the_slot_back_and_late_is_called_late() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site_with(database, &rules(1)).await?;
        let (guest, owner) = (site.person("guest").await?, keeper(&site, "owner", FIRM).await?);
        let day_after = SLOT + Duration::days(1);
        let (late, _) = booked_by_form(&guest, SLOT, &[("book-people", "2"), ("book-roster", "张三")]).await?;
        let (free, _) = booked_by_form(&guest, day_after, &[]).await?;
        let file = guest.get(&format!("{late}/booking.ics")).await;
        assert!(file.header("content-type").starts_with("text/calendar"), "{}", file.text);
        for line in ["DTSTART:20260902T010000Z", "DTEND:20260902T030000Z", "STATUS:CONFIRMED", "SUMMARY:机器人工作站"]
        {
            assert!(file.text.contains(line), "{line}: {}", file.text);
        }
        // 23 hours before the one and 47 before the other.
        for (path, words) in [(&late, "现在取消会记为临时取消"), (&free, "之前可自由取消")] {
            let page = guest.get(path).await.text;
            assert!(page.contains(words), "{words}: {page}");
        }
        for path in [&late, &free] {
            assert_eq!(step(&guest, path, "cancel", &[]).await.status, StatusCode::SEE_OTHER);
        }
        assert_eq!([state(&guest, &late).await, state(&guest, &free).await], ["cancelled-late", "cancelled"]);
        let page = guest.get(&late).await.text;
        assert!(!page.contains("张三"), "names go with the booking: {page}");
        assert!(guest.get(&format!("{late}/booking.ics")).await.text.contains("STATUS:CANCELLED"));
        assert!(owner.get("/messages").await.text.contains("的一个预约已被取消"));
        let (again, _) = booked_by_form(&guest, SLOT, &[]).await?;
        site.clock.set(SLOT);
        let guest = site.come_back("guest").await?;
        let begun = guest.submit(&again, &[("do", "cancel"), ("revision", "1")]).await;
        assert_eq!(begun.status, StatusCode::CONFLICT, "it has begun");
        let mine = guest.get("/my/bookings").await.text;
        assert!(mine.contains("使用中") && mine.contains("临时取消"), "{mine}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_keeper_calls_off_with_a_reason_and_the_slot_is_free_again() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site_with(database, &rules(1)).await?;
        let (guest, owner) = (site.person("guest").await?, keeper(&site, "owner", FIRM).await?);
        let (own, id) = booked_by_form(&guest, SLOT, &[]).await?;
        let kept = format!("/my/listings/{}/bookings/{id}", the_facility().id());
        assert_eq!(step(&owner, &kept, "call-off", &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        step(&owner, &kept, "call-off", &[("call-off-reason", "主轴故障。")]).await;
        assert_eq!(state(&guest, &own).await, "called-off");
        assert!(guest.get(&own).await.text.contains("主轴故障。"));
        let other = site.person("other").await?;
        assert!(book_by_form(&other, SLOT, &[]).await.status.is_redirection());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn names_are_erased_in_time_and_whoever_leaves_leaves_no_word_behind() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site_with(database, &rules(1)).await?;
        keeper(&site, "owner", FIRM).await?;
        let guest = site.person("guest").await?;
        let roster = [("book-people", "2"), ("book-roster", "张三\n李四"), ("book-note", "做装夹练习")];
        let (used, _) = booked_by_form(&guest, SLOT, &roster).await?;
        let ends = datetime!(2026-09-02 11:00 +8);
        site.clock.set(ends + Duration::days(30) - Duration::seconds(1));
        site.tend_postings().await?;
        let guest = site.come_back("guest").await?;
        assert!(guest.get(&used).await.text.contains("张三"));
        site.clock.set(ends + Duration::days(30));
        site.tend_postings().await?;
        assert!(!guest.get(&used).await.text.contains("张三"));

        let ahead = datetime!(2026-10-09 09:00 +8);
        booked_by_form(&guest, ahead, &roster).await?;
        let copy = guest.submit("/account/privacy/copy", &[]).await.text;
        assert!(copy.contains("做装夹练习") && copy.contains("李四"), "{copy}");
        assert_eq!(site.store.close_account(person("guest"), &[], site.clock.now()).await?, Closing::Done);
        let (firm, now, id) = (an_organisation(FIRM), site.clock.now(), the_facility().id());
        let actor = site.store.find_actor(person("owner"), now).await?;
        let permit = actor.permit(Action::KeepCalendar, Thing::listing(id, (firm.id, firm.kind), None))?;
        let span = [now - Duration::days(60), now + Duration::days(60)];
        let left = site.store.list_bookings(&permit, span).await?;
        assert_eq!(left.len(), 2, "when it was stays for the figures");
        for kept in left {
            let booking = &kept.booking;
            let nothing = booking.person.is_none() && booking.roster.is_empty() && booking.note.is_empty();
            assert!(nothing && kept.booker.is_empty(), "{kept:?}");
        }
        let other = people(&site, 1).await?[0];
        assert!(matches!(book(&site.store, other, ahead, now).await?, Booked::Done(_)), "the slot is free again");
        Ok(())
    })
    .await
}
