//! From wanting a slot to the use that both sides confirm.

use axum::http::StatusCode;
use rongqiao_model::booking::UseFigures;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::people::Somebody;
use time::Duration;
use time::macros::datetime;

use super::*;
use crate::talents::stand;

fn with_approval() -> CalendarRules {
    CalendarRules { approval: Approval::ByKeeper, briefing: "进场先断电、验电。".to_owned(), ..rules(1) }
}

#[tokio::test]
async fn a_group_is_booked_with_names_and_briefing_and_the_keeper_decides_once() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site_with(database, &with_approval()).await?;
        let guest = Somebody::new(&site, "=林汐", "guest@example.com").await?.browser;
        let owner = keeper(&site, "owner", FIRM).await?;
        let facility = the_facility().id();
        let address = format!("/listings/{facility}/book?slot={}", SLOT.unix_timestamp());
        assert!(site.get(&address).await.header("location").starts_with("/sign-in?back="));

        let roster = "张三\n李四\n王五 13812345678\n赵六";
        let wrong =
            [("book-people", "3"), ("book-roster", roster), ("book-consent", ""), ("book-note", "电话 13812345678")];
        let refused = book_by_form(&guest, SLOT, &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in ["名单只填姓名", "请先阅读并确认安全须知", "请先同意向开放方提供", "请不要填写电话", "李四"]
        {
            assert!(refused.text.contains(words), "{words}: {}", refused.text);
        }
        let many = [("book-people", "2"), ("book-roster", "张三\n李四\n王五"), ("book-briefing", "yes")];
        let refused = book_by_form(&guest, SLOT, &many).await;
        assert!(refused.text.contains("名单有 3 个姓名，多于填写的人数 2"), "{}", refused.text);
        let many = [("book-people", "4"), ("book-briefing", "yes")];
        assert!(book_by_form(&guest, SLOT, &many).await.text.contains("人数应为 1 至 3"));

        for (names, found) in [("", "0"), ("张三", "1")] {
            let unnamed = [("book-people", "2"), ("book-roster", names), ("book-briefing", "yes")];
            let refused = book_by_form(&guest, SLOT, &unnamed).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            let words = format!("填写的人数是 2，名单只有 {found} 个姓名");
            assert!(refused.text.contains(&words), "{words}: {}", refused.text);
        }

        let right = [
            ("book-people", "2"),
            ("book-roster", "张三\n李四"),
            ("book-briefing", "yes"),
            ("book-note", "做装夹练习"),
        ];
        let (own, id) = booked_by_form(&guest, SLOT, &right).await?;
        assert_eq!(state(&guest, &own).await, "requested");
        let kept = format!("/my/listings/{facility}/bookings/{id}");
        assert!(owner.get("/messages").await.text.contains("“机器人工作站”有新的预约等待确认"));
        let page = owner.get(&kept).await.text;
        for words in ["张三", "做装夹练习", "=林汐", "进场先断电、验电。", "400元/半天"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        let (stranger, other) = (keeper(&site, "stranger", OTHER_FIRM).await?, site.person("other").await?);
        assert_eq!(stranger.get(&kept).await.status, StatusCode::NOT_FOUND);
        assert_eq!(other.get(&own).await.status, StatusCode::NOT_FOUND);
        assert_eq!(other.submit(&own, &[("do", "cancel"), ("revision", "1")]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(guest.get(&kept).await.status, StatusCode::NOT_FOUND);

        // Who comes second of two that exclude each other is told, and nothing is half done.
        let approve = [("do", "approve"), ("revision", "1")];
        let cancel = [("do", "cancel"), ("revision", "1")];
        let (approved, cancelled) = tokio::join!(owner.submit(&kept, &approve), guest.submit(&own, &cancel));
        let statuses = [approved.status, cancelled.status];
        assert!(statuses.contains(&StatusCode::SEE_OTHER) && statuses.contains(&StatusCode::CONFLICT), "{statuses:?}");
        let expected = if approved.status == StatusCode::SEE_OTHER { "ahead" } else { "cancelled" };
        assert_eq!(state(&guest, &own).await, expected);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_refusal_says_why_gives_the_slot_back_and_an_unanswered_booking_lapses() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site_with(database, &with_approval()).await?;
        let (guest, owner) = (site.person("guest").await?, keeper(&site, "owner", FIRM).await?);
        let facility = the_facility().id();
        let briefed = [("book-briefing", "yes"), ("book-people", "1")];
        let (own, id) = booked_by_form(&guest, SLOT, &briefed).await?;
        let kept = format!("/my/listings/{facility}/bookings/{id}");
        let wordless = step(&owner, &kept, "refuse", &[]).await;
        assert!(wordless.status == StatusCode::UNPROCESSABLE_ENTITY && wordless.text.contains("请写明理由"));
        let refused = step(&owner, &kept, "refuse", &[("refuse-reason", "设备检修，请改约下周。")]).await;
        assert_eq!(refused.status, StatusCode::SEE_OTHER, "{}", refused.text);
        let page = guest.get(&own).await.text;
        assert!(page.contains("未通过") && page.contains("设备检修，请改约下周。"), "{page}");
        assert!(guest.get("/messages").await.text.contains("“机器人工作站”的预约未通过"));
        let again = step(&owner, &kept, "approve", &[]).await;
        assert_eq!(again.status, StatusCode::CONFLICT);

        let (second, _) = booked_by_form(&guest, SLOT, &briefed).await?;
        site.clock.set(SLOT);
        site.tend_postings().await?;
        let guest = site.come_back("guest").await?;
        assert_eq!(state(&guest, &second).await, "lapsed");
        assert!(guest.get("/messages").await.text.contains("没有得到确认，已失效"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn terms_that_change_while_somebody_books_are_read_first_and_those_agreed_to_stay() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site_with(database, &rules(2)).await?;
        let (early, late) = (site.person("early").await?, site.person("late").await?);
        let (own, _) = booked_by_form(&early, SLOT, &[]).await?;
        let address = format!("/listings/{}/book", the_facility().id());
        let slot = SLOT.unix_timestamp().to_string();
        let page = late.get(&format!("{address}?slot={slot}")).await.text;
        let nonce = between(&page, "name=\"nonce\" value=\"", "\"");
        keeper(&site, "owner", FIRM).await?;
        let dearer = CalendarRules { price_note: "900元/半天".to_owned(), ..rules(2) };
        super::racing::keep(&site, "owner", &dearer).await?;
        let fields = [
            ("slot", slot.as_str()),
            ("nonce", nonce),
            ("calendar", "1"),
            ("book-consent", "yes"),
            ("book-people", "1"),
        ];
        let refused = late.submit(&address, &fields).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(refused.text.contains("刚刚修改了预约规则") && refused.text.contains("900元/半天"), "{}", refused.text);
        let current = between(&refused.text, "name=\"calendar\" value=\"", "\"").to_owned();
        let fields = fields.map(|(name, value)| (name, if name == "calendar" { current.as_str() } else { value }));
        assert!(late.submit(&address, &fields).await.status.is_redirection());
        assert!(early.get(&own).await.text.contains("400元/半天"), "what was agreed to stays");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn use_counts_when_both_say_so_and_a_no_show_can_be_contested() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site_with(database, &rules(3)).await?;
        keeper(&site, "owner", FIRM).await?;
        let mut own = Vec::new();
        for name in ["agrees", "silent", "contests"] {
            own.push(booked_by_form(&site.person(name).await?, SLOT, &[("book-people", "2")]).await?);
        }
        let facility = the_facility().id();
        let kept = |at: usize| format!("/my/listings/{facility}/bookings/{}", own[at].1);
        site.clock.set(datetime!(2026-09-02 10:59 +8));
        let owner = site.come_back("owner").await?;
        assert_eq!(step(&owner, &kept(0), "note-came", &[]).await.status, StatusCode::CONFLICT, "it goes on");
        site.clock.set(datetime!(2026-09-02 11:00 +8));
        for (at, word) in [(0, "note-came"), (1, "note-came"), (2, "note-absent")] {
            assert_eq!(step(&owner, &kept(at), word, &[]).await.status, StatusCode::SEE_OTHER);
        }
        let agrees = site.come_back("agrees").await?;
        let (first, again) =
            tokio::join!(step(&agrees, &own[0].0, "say-came", &[]), step(&agrees, &own[0].0, "say-came", &[]));
        assert!(first.status == StatusCode::SEE_OTHER || again.status == StatusCode::SEE_OTHER);
        assert_eq!(state(&agrees, &own[0].0).await, "confirmed");
        let contests = site.come_back("contests").await?;
        assert!(contests.get("/messages").await.text.contains("开放方记录您没有到"));
        step(&contests, &own[2].0, "say-came", &[]).await;
        assert_eq!(state(&contests, &own[2].0).await, "disputed");
        assert_eq!(use_of(&site).await?.confirmed_minutes, 120);

        site.clock.set(datetime!(2026-09-09 11:00 +8));
        site.tend_postings().await?;
        let silent = site.come_back("silent").await?;
        assert_eq!(state(&silent, &own[1].0).await, "unopposed");
        let stored = site.store.find_own_booking(person("silent"), own[1].1.parse()?).await?.expect("it is theirs");
        assert_eq!(stored.confirmed_at, None);
        let figures = use_of(&site).await?;
        let expected = UseFigures {
            // Nine days of eight hours with three units, as the calendar held from the first day on.
            open_minutes: 9 * 8 * 60 * 3,
            booked_minutes: 360,
            confirmed_minutes: 120,
            unopposed_minutes: 120,
            people: 2,
            disputed: 1,
            ..UseFigures::default()
        };
        assert_eq!(figures, expected);
        let owner = site.come_back("owner").await?;
        let list = owner.get(&format!("/my/listings/{facility}/bookings")).await.text;
        assert!(list.contains("双方说法不一") && list.contains("216 小时") && list.contains("预约人未确认"), "{list}");
        let table = owner.submit(&format!("/my/listings/{facility}/bookings.csv"), &[]).await;
        assert!(table.header("content-type").starts_with("text/csv"), "{}", table.text);
        assert_eq!(table.text.lines().count(), 4, "{}", table.text);
        let stranger = keeper(&site, "stranger", OTHER_FIRM).await?;
        let theirs = stranger.submit(&format!("/my/listings/{facility}/bookings.csv"), &[]).await;
        assert_eq!(theirs.status, StatusCode::NOT_FOUND);
        step(&owner, &kept(2), "note-came", &[]).await;
        assert_eq!(use_of(&site).await?.confirmed_minutes, 240, "the keeper gave way");
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

async fn use_of(site: &TestSite) -> anyhow::Result<UseFigures> {
    let (firm, now, id) = (an_organisation(FIRM), site.clock.now(), the_facility().id());
    let actor = site.store.find_actor(person("owner"), now).await?;
    let permit = actor.permit(Action::KeepCalendar, Thing::listing(id, (firm.id, firm.kind), None))?;
    let today = site.clock.today();
    Ok(site.store.measure_use(&permit, [today - Duration::days(89), today], now).await?)
}

#[tokio::test]
async fn nobody_approves_or_confirms_what_they_booked_themselves() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site_with(database, &with_approval()).await?;
        let (owner, colleague) = (keeper(&site, "owner", FIRM).await?, keeper(&site, "colleague", FIRM).await?);
        let (_, id) = booked_by_form(&owner, SLOT, &[("book-briefing", "yes"), ("book-for", "self")]).await?;
        let kept = format!("/my/listings/{}/bookings/{id}", the_facility().id());
        let page = owner.get(&kept).await;
        assert!(page.status == StatusCode::OK && !page.text.contains("value=\"approve\""), "{}", page.text);
        let tried = owner.submit(&kept, &[("do", "approve"), ("revision", "1")]).await;
        assert_eq!(tried.status, StatusCode::NOT_FOUND);
        assert!(colleague.get(&kept).await.text.contains("本单位人员"));
        assert_eq!(step(&colleague, &kept, "approve", &[]).await.status, StatusCode::SEE_OTHER);
        let elsewhere = an_organisation(OTHER_FIRM).id.to_string();
        let forged = [("book-briefing", "yes"), ("book-for", elsewhere.as_str())];
        let refused = book_by_form(&owner, SLOT + Duration::hours(2), &forged).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "they do not act for that firm");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_suspended_keeper_takes_and_approves_no_bookings_and_keeps_what_it_approved() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site_with(database, &with_approval()).await?;
        let (guest, other) = (site.person("guest").await?, site.person("other").await?);
        let owner = keeper(&site, "owner", FIRM).await?;
        let kept = |id: &str| format!("/my/listings/{}/bookings/{id}", the_facility().id());
        let briefed = [("book-briefing", "yes")];
        let (own, approved) = booked_by_form(&guest, SLOT, &briefed).await?;
        assert_eq!(step(&owner, &kept(&approved), "approve", &[]).await.status, StatusCode::SEE_OTHER);
        let (waits, requested) = booked_by_form(&guest, datetime!(2026-09-03 09:00 +8), &briefed).await?;
        stand(&site, FIRM, "suspended").await?;
        let refused = step(&owner, &kept(&requested), "approve", &[]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text);
        assert!(refused.text.contains("开放方或预约单位已被暂停，恢复前不能确认新的预约"), "{}", refused.text);
        assert_eq!(state(&guest, &waits).await, "requested");
        let late = book_by_form(&other, datetime!(2026-09-04 09:00 +8), &briefed).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.text);
        assert!(late.text.contains("开放方或您代表的单位已被暂停，恢复前不接受新的预约"), "{}", late.text);
        let reason = [("refuse-reason", "设施暂不开放。")];
        assert_eq!(step(&owner, &kept(&requested), "refuse", &reason).await.status, StatusCode::SEE_OTHER);
        assert_eq!(state(&guest, &own).await, "ahead");
        stand(&site, FIRM, "verified").await?;
        booked_by_form(&other, datetime!(2026-09-04 09:00 +8), &briefed).await?;

        let far = keeper(&site, "far", OTHER_FIRM).await?;
        let for_firm = an_organisation(OTHER_FIRM).id.to_string();
        let bound = [("book-briefing", "yes"), ("book-for", for_firm.as_str())];
        let (asked, of_firm) = booked_by_form(&far, datetime!(2026-09-08 09:00 +8), &bound).await?;
        stand(&site, OTHER_FIRM, "suspended").await?;
        let refused = step(&owner, &kept(&of_firm), "approve", &[]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "whoever booked is suspended: {}", refused.text);
        assert!(refused.text.contains("开放方或预约单位已被暂停"), "{}", refused.text);
        assert_eq!(state(&far, &asked).await, "requested");
        let refused = book_by_form(&far, datetime!(2026-09-07 09:00 +8), &bound).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text);
        assert!(refused.text.contains("开放方或您代表的单位已被暂停"), "{}", refused.text);
        Ok(())
    })
    .await
}
