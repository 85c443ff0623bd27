//! What waits while an internship runs: all sides hear that its last day has passed, and tutors of weeks without their word.

use rongqiao_tests::database::on_every_database;
use time::Date;
use time::macros::date;

use super::*;

/// How the reminders end where they are read; their buttons repeat them.
const OVER: &str = "还要继续的请由学校修改协议</p>";
const WEEKS: &str = "日志仍待贵方确认，请核对后确认</p>";

/// It is `day`, on which the program looks twice; how often each of the three sides has read `words` by then.
async fn told_by(site: &TestSite, day: Date, words: &str) -> anyhow::Result<[usize; 3]> {
    site.clock.set(day.with_hms(2, 0, 0)?.assume_utc());
    for _ in 0..2 {
        site.tend_postings().await?;
    }
    let mut told = [0; 3];
    for (told, name) in told.iter_mut().zip(["student", "host", "school"]) {
        *told = site.come_back(name).await?.get("/messages").await.text.matches(words).count();
    }
    Ok(told)
}

#[tokio::test]
async fn after_the_last_day_all_three_sides_are_told_and_once_more_after_a_fortnight() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = running(&site, "student", &[("plan-last-day", "2026-09-30")]).await?;
        for (day, times) in [
            (date!(2026 - 09 - 29), 0),
            (date!(2026 - 09 - 30), 0),
            (date!(2026 - 10 - 01), 1),
            (date!(2026 - 10 - 14), 1),
            (date!(2026 - 10 - 15), 2),
            (date!(2026 - 10 - 29), 2),
        ] {
            assert_eq!(told_by(&site, day, OVER).await?, [times; 3], "{day}");
        }
        let sides = later(&site, "student", sides, 0).await?;
        sides.done(&sides.host, "deliver", &[]).await;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nobody_is_told_of_an_internship_that_is_reported_or_goes_on_by_an_amendment() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = running(&site, "student", &[("plan-last-day", "2026-09-30")]).await?;
        assert!(sides.plan(&[("plan-last-day", "2026-10-10")]).await.status.is_redirection());
        for by in [&sides.student, &sides.host, &sides.school] {
            assert!(sides.agree(by, "2").await.status.is_redirection());
        }
        assert_eq!(told_by(&site, date!(2026 - 10 - 10), OVER).await?, [0; 3], "it goes on");
        let sides = later(&site, "student", sides, 0).await?;
        sides.done(&sides.student, "deliver", &[]).await;
        assert_eq!(told_by(&site, date!(2026 - 10 - 11), OVER).await?, [0; 3], "the result is reported");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_tutor_whose_word_a_week_waits_for_is_reminded_every_fortnight_and_nobody_else() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = running(&site, "student", &[]).await?;
        assert_eq!(told_by(&site, date!(2026 - 09 - 02), WEEKS).await?, [0; 3]);
        let sides = later(&site, "student", sides, 0).await?;
        assert!(sides.write("2026-09-01", "7.5", "入厂培训。").await.status.is_redirection());
        assert_eq!(told_by(&site, date!(2026 - 09 - 20), WEEKS).await?, [0; 3], "thirteen days after it was over");
        assert_eq!(told_by(&site, date!(2026 - 09 - 21), WEEKS).await?, [0, 1, 1]);
        assert_eq!(told_by(&site, date!(2026 - 10 - 04), WEEKS).await?, [0, 1, 1]);

        let sides = later(&site, "student", sides, 0).await?;
        sides.confirm_week(&sides.host, FIRST_WEEK).await;
        for (day, times) in [
            (date!(2026 - 10 - 05), 2),
            (date!(2026 - 10 - 19), 3),
            (date!(2026 - 11 - 02), 4),
            (date!(2026 - 11 - 16), 4),
        ] {
            assert_eq!(told_by(&site, day, WEEKS).await?, [0, 1, times], "the host has confirmed it: {day}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn weeks_are_still_asked_for_in_the_sixty_days_after_an_early_end() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = running(&site, "student", &[]).await?;
        let sides = later(&site, "student", sides, 0).await?;
        assert!(sides.write("2026-09-01", "7.5", "入厂培训。").await.status.is_redirection());
        sides.done(&sides.host, "terminate", &[("terminate-words", "产线停产。")]).await;
        for (day, times) in [
            (date!(2026 - 09 - 20), 0),
            (date!(2026 - 09 - 21), 1),
            (date!(2026 - 10 - 05), 2),
            (date!(2026 - 10 - 19), 3),
            (date!(2026 - 11 - 16), 3),
        ] {
            assert_eq!(told_by(&site, day, WEEKS).await?, [0, times, times], "{day}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn past_the_last_day_of_a_rest_the_sides_read_that_the_school_resumes_it_first() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = running(&site, "student", &[("plan-last-day", "2026-09-30")]).await?;
        let sides = later(&site, "student", sides, 0).await?;
        sides.done(&sides.host, "interrupt", &[("interrupt-words", "设备检修。")]).await;
        assert_eq!(told_by(&site, date!(2026 - 10 - 01), OVER).await?, [1; 3]);
        let told = site.come_back("student").await?.get("/messages").await.text;
        assert!(told.contains("中止中的，先由学校恢复"), "{told}");
        Ok(())
    })
    .await
}
