//! Who is reminded of bookings, and when.

use axum::http::StatusCode;
use rongqiao_model::booking::{Approval, CalendarRules};
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::site::TestSite;
use time::macros::datetime;

use super::{FIRM, booked_by_form, keeper, rules, site_with, state, step, the_facility};

/// Labels beside a message say the same; the message itself ends so.
const BEGINS: &str = "不能来请尽早取消</p>";
const DECIDE: &str = "到时未答复即失效</p>";
const NOTE: &str = "请记录是否使用</p>";
const ANSWER: &str = "逾期将不能再提出异议</p>";

/// How often `name` was told `words`, after time did twice what it does.
async fn told(site: &TestSite, name: &str, words: &str) -> anyhow::Result<usize> {
    site.tend_postings().await?;
    site.tend_postings().await?;
    Ok(site.come_back(name).await?.get("/messages").await.text.matches(words).count())
}

#[tokio::test]
async fn bookers_and_keepers_are_reminded_of_each_matter_once_while_it_waits_for_them() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site_with(database, &rules(1)).await?;
        keeper(&site, "owner", FIRM).await?;
        let starts_at = datetime!(2026-09-04 09:00 +8);
        let (path, id) = booked_by_form(&site.person("booker").await?, starts_at, &[]).await?;
        for (now, times) in [(datetime!(2026-09-03 08:59 +8), 0), (datetime!(2026-09-03 09:00 +8), 1)] {
            site.clock.set(now);
            assert_eq!(told(&site, "booker", BEGINS).await?, times, "{now}");
        }
        for (now, times) in [(datetime!(2026-09-05 10:59 +8), 0), (datetime!(2026-09-05 11:00 +8), 1)] {
            site.clock.set(now);
            assert_eq!(told(&site, "owner", NOTE).await?, times, "{now}");
        }
        let kept = format!("/my/listings/{}/bookings/{id}", the_facility().id());
        let noted = step(&site.come_back("owner").await?, &kept, "note-came", &[]).await;
        assert_eq!(noted.status, StatusCode::SEE_OTHER);
        for (now, times) in [(datetime!(2026-09-10 10:59 +8), 0), (datetime!(2026-09-10 11:00 +8), 1)] {
            site.clock.set(now);
            assert_eq!(told(&site, "booker", ANSWER).await?, times, "{now}");
        }
        let booker = site.come_back("booker").await?;
        step(&booker, &path, "say-came", &[]).await;
        assert_eq!(state(&booker, &path).await, "confirmed");
        site.clock.set(datetime!(2026-09-12 10:00 +8));
        assert_eq!((told(&site, "booker", ANSWER).await?, told(&site, "owner", NOTE).await?), (1, 1));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_keeper_is_reminded_of_what_they_have_to_approve_and_nobody_of_what_was_just_booked() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let by_keeper = CalendarRules { approval: Approval::ByKeeper, ..rules(2) };
        let site = site_with(database, &by_keeper).await?;
        keeper(&site, "owner", FIRM).await?;
        booked_by_form(&site.person("early").await?, datetime!(2026-09-04 09:00 +8), &[]).await?;
        site.clock.set(datetime!(2026-09-03 09:00 +8));
        assert_eq!(told(&site, "owner", DECIDE).await?, 1);
        assert_eq!(told(&site, "early", BEGINS).await?, 0, "it does not hold yet");
        booked_by_form(&site.person("late").await?, datetime!(2026-09-04 09:00 +8), &[]).await?;
        assert_eq!(told(&site, "owner", DECIDE).await?, 1, "they were told of it just now");
        Ok(())
    })
    .await
}
