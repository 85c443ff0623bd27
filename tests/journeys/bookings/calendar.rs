//! When a facility is open, what the public sees of it, and who keeps it.

use axum::http::StatusCode;
use rongqiao_model::store::{Booked, Unbookable};
use rongqiao_tests::database::on_every_database;
use sea_orm_migration::sea_orm::ConnectionTrait as _;
use time::macros::datetime;

use super::*;

/// What a keeper types, with `changes` in the place of what stands there.
fn typed(changes: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let mut fields = vec![
        ("calendar-day-1", "9:00-12:00, 13:00-17:00"),
        ("calendar-day-2", "9:00-12:00, 13:00-17:00"),
        ("calendar-day-3", "9:00-12:00"),
        ("calendar-day-4", ""),
        ("calendar-day-5", ""),
        ("calendar-day-6", ""),
        ("calendar-day-7", ""),
        ("calendar-special-days", "2026-09-03 20:00-24:00\n2026-09-07 休"),
        ("calendar-holidays", "closed"),
        ("calendar-slot", "60"),
        ("calendar-units", "2"),
        ("calendar-people", "10"),
        ("calendar-lead", "24"),
        ("calendar-ahead", "30"),
        ("calendar-cancel", "48"),
        ("calendar-approval", "by-keeper"),
        ("calendar-price", "400元/半天"),
        ("calendar-briefing", "穿工作服，不戴手套。"),
        ("calendar-taking", "open"),
    ];
    for &(name, value) in changes {
        fields.retain(|(known, _)| *known != name);
        fields.push((name, value));
    }
    fields
}

#[tokio::test]
async fn a_keeper_sets_the_calendar_and_the_public_sees_it_at_once() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let other = the_facility().from("rongqiao", "other").by(OTHER_FIRM);
        let site = TestSite::with(database, [the_facility(), other]).await?;
        let id = the_facility().id();
        let address = format!("/my/listings/{id}/calendar");
        assert_eq!(site.get(&format!("/listings/{id}/slots")).await.status, StatusCode::NOT_FOUND);
        assert!(!site.get(&format!("/listings/{id}")).await.text.contains("/slots"));
        let (owner, colleague) = (keeper(&site, "owner", FIRM).await?, keeper(&site, "colleague", FIRM).await?);
        let (stranger, nobody) = (keeper(&site, "stranger", OTHER_FIRM).await?, site.person("nobody").await?);
        for other in [&stranger, &nobody] {
            assert_eq!(other.get(&address).await.status, StatusCode::NOT_FOUND);
            assert_eq!(other.submit(&address, &typed(&[("revision", "0")])).await.status, StatusCode::NOT_FOUND);
        }
        let form = owner.get(&address).await.text;
        assert!(form.contains("name=\"revision\" value=\"0\"") && form.contains("400元/半天"), "{form}");

        let wrong = [
            ("revision", "0"),
            ("calendar-day-1", "9点到12点"),
            ("calendar-special-days", "国庆 休"),
            ("calendar-units", "0"),
            ("calendar-slot", "7"),
        ];
        let refused = owner.submit(&address, &typed(&wrong)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in
            ["看不懂“9点到12点”", "看不懂“国庆 休”", "请填写 1 至 200 的整数", "请选择一项", "穿工作服，不戴手套。"]
        {
            assert!(refused.text.contains(words), "{words}: {}", refused.text);
        }
        let twice = [("revision", "0"), ("calendar-day-1", "9:00-12:00, 11:00-13:00")];
        let refused = owner.submit(&address, &typed(&twice)).await;
        assert!(refused.text.contains("周一和周一的时间有重叠"), "{}", refused.text);

        let first = typed(&[("revision", "0")]);
        let second = typed(&[("revision", "0"), ("calendar-units", "3")]);
        let (one, other) = tokio::join!(owner.submit(&address, &first), colleague.submit(&address, &second));
        let statuses = [one.status, other.status];
        assert!(statuses.contains(&StatusCode::SEE_OTHER) && statuses.contains(&StatusCode::CONFLICT), "{statuses:?}");

        let page = site.get(&format!("/listings/{id}/slots")).await.text;
        for words in [
            "2026年9月3日 周四",
            "20:00–21:00",
            "23:00–00:00",
            "09:00–10:00",
            "不开放",
            "穿工作服，不戴手套。",
            "由开放方确认后生效",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(
            between(&page, "id=\"d2026-09-07\"", "</section>").contains("不开放"),
            "a special day goes before Monday"
        );
        assert!(!between(&page, "id=\"d2026-09-01\"", "</section>").contains("/book?"), "too late for today");
        let english = site.get(&format!("/en/listings/{id}/slots?from=2026-09-08")).await.text;
        assert!(english.contains("Tuesday 8 September 2026") && english.contains("Earlier week"), "{english}");
        let listing = site.get(&format!("/listings/{id}")).await.text;
        assert!(listing.contains("最近可约") && listing.contains("2026年9月3日 周四 20:00–21:00"), "{listing}");
        assert!(!listing.contains("/calendar\""), "only keepers are led there");
        assert!(owner.get(&format!("/listings/{id}")).await.text.contains(&address));
        let audit = site.store.list_audit(0, 1_000).await?;
        assert_eq!(audit.iter().filter(|entry| entry.event.slug() == "calendar-kept").count(), 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn slots_go_over_midnight_and_the_end_of_the_year_and_overlap_with_nothing() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let night = CalendarRules {
            week: std::array::from_fn(|_| read_hours("21:00-5:00").expect("they can be read")),
            slot: SlotLength::FourHours,
            holidays: Holidays::AsUsual,
            ..rules(1)
        };
        let site = site_with(database, &night).await?;
        let people = people(&site, 4).await?;
        site.clock.set(datetime!(2026-12-30 12:00 +8));
        let now = site.clock.now();
        assert!(matches!(book(&site.store, people[0], datetime!(2026-12-31 21:00 +8), now).await?, Booked::Done(_)));
        keeper(&site, "owner", FIRM).await?;
        super::racing::keep(&site, "owner", &CalendarRules { slot: SlotLength::Hour, ..night }).await?;
        for (number, starts_at) in [(1, datetime!(2026-12-31 23:00 +8)), (2, datetime!(2027-01-01 00:00 +8))] {
            let full = book(&site.store, people[number], starts_at, now).await?;
            let Booked::Full(next) = full else { panic!("{full:?}") };
            assert_eq!(next[0].starts_at, datetime!(2027-01-01 01:00 +8));
        }
        let after = book(&site.store, people[3], datetime!(2027-01-01 01:00 +8), now).await?;
        assert!(matches!(after, Booked::Done(_)), "{after:?}");
        let page = site.get(&format!("/listings/{}/slots?from=2026-12-31", the_facility().id())).await.text;
        let eve = between(&page, "id=\"d2026-12-31\"", "</section>");
        assert!(eve.contains("23:00–00:00") && eve.contains("约满"), "{eve}");
        let new_year = between(&page, "id=\"d2027-01-01\"", "</section>");
        assert!(new_year.contains("02:00–03:00") && new_year.contains("余 1"), "{new_year}");

        site.clock.set(datetime!(2026-12-31 22:00 +8));
        let page = site.get(&format!("/listings/{}/slots", the_facility().id())).await.text;
        let eve = between(&page, "id=\"d2026-12-31\"", "</section>");
        assert!(eve.contains("23:00–00:00") && !eve.contains("22:00–23:00"), "what has begun is not listed: {eve}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nothing_is_booked_on_holidays_too_late_too_far_or_where_nobody_opens() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site_with(database, &rules(1)).await?;
        let one = people(&site, 1).await?[0];
        let now = site.clock.now();
        for (starts_at, expected) in [
            // 国庆节 by law, then a day off in exchange, then a day on which offices work again.
            (datetime!(2026-10-01 09:00 +8), Unbookable::NoSlot),
            (datetime!(2026-10-06 09:00 +8), Unbookable::NoSlot),
            (datetime!(2026-09-02 10:00 +8), Unbookable::NoSlot),
            (datetime!(2026-09-01 09:00 +8), Unbookable::TooSoon),
            (datetime!(2026-11-01 09:00 +8), Unbookable::TooFar),
        ] {
            assert_eq!(book(&site.store, one, starts_at, now).await?, Booked::NotNow(expected), "{starts_at}");
        }
        let opened = book(&site.store, one, datetime!(2026-10-08 09:00 +8), now).await?;
        assert!(matches!(opened, Booked::Done(_)), "{opened:?}");
        let holiday = site.get(&format!("/listings/{}/slots?from=2026-10-01", the_facility().id())).await.text;
        assert!(between(&holiday, "id=\"d2026-10-01\"", "</section>").contains("不开放"));

        let guest = site.person("guest").await?;
        let nowhere =
            format!("/listings/{}/book?slot={}", the_facility().id(), datetime!(2026-10-01 09:00 +8).unix_timestamp());
        assert_eq!(guest.get(&nowhere).await.status, StatusCode::NOT_FOUND);
        keeper(&site, "owner", FIRM).await?;
        super::racing::keep(&site, "owner", &CalendarRules { taking: Taking::Paused, ..rules(1) }).await?;
        let paused = book(&site.store, one, SLOT, now).await?;
        assert_eq!(paused, Booked::NotNow(Unbookable::Closed));
        assert!(site.get(&format!("/listings/{}/slots", the_facility().id())).await.text.contains("暂停预约"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_slots_of_a_paused_facility_are_paused_and_not_closed() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site_with(database, &rules(1)).await?;
        site.store.connection().execute_unprepared("UPDATE listing SET state = 'paused'").await?;
        let page = site.get(&format!("/listings/{}/slots", the_facility().id())).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        assert!(page.text.contains("这条信息暂停展示") && !page.text.contains("已经截止"), "{}", page.text);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn whoever_writes_for_one_firm_books_for_it_unless_they_say_otherwise() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site_with(database, &rules(1)).await?;
        let writer = keeper(&site, "writer", OTHER_FIRM).await?;
        let form = format!("/listings/{}/book?slot={}", the_facility().id(), SLOT.unix_timestamp());
        let page = writer.get(&form).await.text;
        let chosen = format!("value=\"{}\" checked", an_organisation(OTHER_FIRM).id);
        assert!(page.contains(&chosen) && page.contains("value=\"self\">"), "{page}");
        Ok(())
    })
    .await
}
