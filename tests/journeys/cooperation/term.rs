//! What both agree to and for how long: nothing unseen, every year anew, and not past its last day.

use super::*;
use crate::talents::stand;

#[tokio::test]
async fn both_confirm_every_year_or_it_is_shown_as_dormant_and_its_end_is_told_in_time() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let firm = writer(&site, "firm", FIRM).await?;
        let school = writer(&site, "school", SCHOOL).await?;
        let id = running(&firm, &school, &[]).await?;
        done(&firm, &own(id), "show", &[]).await;
        done(&school, &own(id), "show", &[]).await;
        let begun = site.clock.now();
        site.clock.set(begun + Duration::days(300));
        let (firm, school) = (site.come_back("firm").await?, site.come_back("school").await?);
        done(&firm, &own(id), "renew", &[]).await;
        assert_eq!(step(&firm, &own(id), "renew", &[]).await.status, StatusCode::CONFLICT);
        site.clock.set(begun + Duration::days(365));
        site.tend_postings().await?;
        let (firm, school_later) = (site.come_back("firm").await?, site.come_back("school").await?);
        assert_eq!(stage(&firm, &own(id)).await, "dormant", "one side alone keeps nothing alive");
        let public = format!("/organisations/{}", an_organisation(FIRM).id);
        assert!(site.get(&public).await.text.contains("state state-dormant"));
        drop(school);
        done(&firm, &own(id), "renew", &[]).await;
        done(&school_later, &own(id), "renew", &[]).await;
        assert_eq!(stage(&firm, &own(id)).await, "running");
        for year in 1..=2 {
            site.clock.set(begun + Duration::days(365 + 100 * year));
            let (firm, school) = (site.come_back("firm").await?, site.come_back("school").await?);
            done(&school, &own(id), "renew", &[]).await;
            done(&firm, &own(id), "renew", &[]).await;
        }
        let reader = PersonId::of_record("people", "firm@example.com");
        for (day, told) in [
            (datetime!(2028-06-01 09:00 +8), 0),
            (datetime!(2028-06-02 09:00 +8), 1),
            (datetime!(2028-06-03 09:00 +8), 0),
            (datetime!(2028-08-01 09:00 +8), 1),
            (datetime!(2028-08-02 09:00 +8), 0),
        ] {
            let before = site.store.count_unread_messages(reader).await?;
            site.clock.set(day);
            site.tend_postings().await?;
            assert_eq!(site.store.count_unread_messages(reader).await? - before, told, "{day}");
        }
        assert!(site.come_back("firm").await?.get("/messages").await.text.contains("协议将在 90 天或 30 天内到期"));
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_milestone_is_told_before_its_day_and_after_it_each_once_unless_it_is_reached() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let firm = writer(&site, "firm", FIRM).await?;
        let school = writer(&site, "school", SCHOOL).await?;
        let id = running(&firm, &school, &[]).await?;
        let counted = async |name: &str| -> anyhow::Result<(usize, usize)> {
            let told = site.come_back(name).await?.get("/messages").await.text;
            // Labels beside a message say the same; the message itself ends here.
            let count = |words: &str| told.matches(words).count();
            Ok((count("到期，请核对进度</p>"), count("还没有都确认，请尽快处理</p>")))
        };
        for (day, soon, passed) in [
            (datetime!(2026-12-23 09:00 +8), 0, 0),
            (datetime!(2026-12-24 09:00 +8), 1, 0),
            (datetime!(2026-12-31 23:00 +8), 1, 0),
            (datetime!(2027-01-01 00:00 +8), 1, 1),
            (datetime!(2027-01-04 09:00 +8), 1, 1),
        ] {
            site.clock.set(day);
            site.tend_postings().await?;
            for name in ["firm", "school"] {
                assert_eq!(counted(name).await?, (soon, passed), "{name} {day}");
            }
        }
        let (firm, school) = (site.come_back("firm").await?, site.come_back("school").await?);
        let second = milestone(&firm, id, "首批课程开课").await;
        assert!(answer(&firm, id, ("milestone-report", &second, "已开课。")).await.status.is_redirection());
        assert!(answer(&school, id, ("milestone-confirm", &second, "")).await.status.is_redirection());
        for day in [datetime!(2027-06-25 09:00 +8), datetime!(2027-07-02 09:00 +8)] {
            site.clock.set(day);
            site.tend_postings().await?;
        }
        assert_eq!(counted("school").await?, (1, 1), "nothing of what both confirmed");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nobody_agrees_to_what_they_have_not_seen() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let firm = writer(&site, "firm", FIRM).await?;
        let school = writer(&site, "school", SCHOOL).await?;
        let id = negotiating(&firm, &school).await?;
        enter(&school, id, &[]).await;
        let seen = firm.get(&own(id)).await.text;
        let revision = between(
            seen.split_once("value=\"agree\"").map_or("", |(before, _)| before),
            "name=\"revision\" value=\"",
            "\"",
        );
        enter(&school, id, &[("agreement-amount", "3000000")]).await;
        let stale = firm.submit(&own(id), &[("do", "agree"), ("revision", revision)]).await;
        assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.text);
        assert!(stale.text.contains("300 万元"), "what stands there now is shown: {}", stale.text);
        done(&firm, &own(id), "agree", &[]).await;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_one_has_confirmed_can_be_written_anew_and_is_confirmed_anew_by_both() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let firm = writer(&site, "firm", FIRM).await?;
        let school = writer(&site, "school", SCHOOL).await?;
        let id = negotiating(&firm, &school).await?;
        for (by, amount) in [(&firm, "200000"), (&school, "250000")] {
            enter(&school, id, &[]).await;
            done(&school, &own(id), "agree", &[]).await;
            assert!(firm.get(&own(id)).await.text.contains("对方已确认协议"));
            let entered = enter(by, id, &[("agreement-amount", amount)]).await;
            assert_eq!(entered.header("location"), own(id), "{}", entered.text);
            assert!(!firm.get(&own(id)).await.text.contains("对方已确认协议"), "it was another agreement");
        }
        let plain = step(&firm, &own(id), "amend", &[]).await;
        assert_eq!(plain.status, StatusCode::CONFLICT, "nothing is written anew without words: {}", plain.text);
        done(&firm, &own(id), "agree", &[]).await;
        assert_eq!(stage(&firm, &own(id)).await, "negotiating", "one has not confirmed what stands there now");
        done(&school, &own(id), "agree", &[]).await;
        assert_eq!(stage(&firm, &own(id)).await, "running");
        assert!(firm.get(&own(id)).await.text.contains("25 万元"));
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_runs_rests_when_its_term_is_over_and_milestones_lie_within_it() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let firm = writer(&site, "firm", FIRM).await?;
        let school = writer(&site, "school", SCHOOL).await?;
        let id = negotiating(&firm, &school).await?;
        let outside = [("agreement-until", "2026-12-31"), ("agreement-milestones", "2027-06-30 首批课程开课")];
        let refused = enter(&school, id, &outside).await;
        assert!(refused.text.contains("2026-09-01") && refused.text.contains("2026-12-31"), "{}", refused.text);
        let unread = [("agreement-milestones", "2026-12-31 揭牌\n课程大纲")];
        let refused = enter(&school, id, &unread).await;
        assert!(refused.text.contains("第 2 行"), "{}", refused.text);
        let short = [("agreement-until", "2026-12-31"), ("agreement-milestones", "2026-10-31 揭牌")];
        agree(&firm, &school, (id, &short)).await;
        let again = firm.get(&format!("/listings/{}/cooperate", need())).await;
        assert!(!again.status.is_redirection(), "it is their own");
        let again = school.get(&format!("/listings/{}/cooperate", need())).await;
        assert_eq!(again.header("location"), own(id), "who has answered goes on there");
        site.clock.set(datetime!(2026-12-31 23:59 +8));
        site.tend_postings().await?;
        let firm = site.come_back("firm").await?;
        assert_eq!(stage(&firm, &own(id)).await, "running");
        assert!(firm.get(&own(id)).await.text.contains("已逾期"));
        site.clock.set(datetime!(2027-01-01 00:00 +8));
        site.tend_postings().await?;
        assert_eq!(stage(&firm, &own(id)).await, "dormant");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_has_ended_is_neither_written_down_nor_agreed_to() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let firm = writer(&site, "firm", FIRM).await?;
        let school = writer(&site, "school", SCHOOL).await?;
        let id = negotiating(&firm, &school).await?;
        let ended = [("agreement-from", "2024-09-01"), ("agreement-until", "2026-08-31"), ("agreement-milestones", "")];
        let refused = enter(&school, id, &ended).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("结束日期”应在"), "{}", refused.text);
        let short = [("agreement-until", "2026-09-30"), ("agreement-milestones", "2026-09-15 揭牌")];
        enter(&school, id, &short).await;
        done(&school, &own(id), "agree", &[]).await;
        site.clock.set(datetime!(2026-10-01 00:00 +8));
        let (firm, school) = (site.come_back("firm").await?, site.come_back("school").await?);
        let late = step(&firm, &own(id), "agree", &[]).await;
        assert!(late.status == StatusCode::CONFLICT && late.text.contains("协议就已到期"), "{}", late.text);
        assert_eq!(stage(&firm, &own(id)).await, "negotiating");
        agree(&firm, &school, (id, &[])).await;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn each_is_told_when_the_other_confirms_and_whoever_has_not_once_before_the_year_is_over() -> anyhow::Result<()> {
    // Where a message ends; labels beside it say the same.
    const SOON: &str = "否则将列为长期未确认</p>";
    const RENEWED: &str = "贵单位如未确认，请一并确认</p>";
    on_every_database(async |database| {
        let site = site(database).await?;
        let firm = writer(&site, "firm", FIRM).await?;
        let school = writer(&site, "school", SCHOOL).await?;
        let id = running(&firm, &school, &[]).await?;
        let told = async |name: &str, words: &str| -> anyhow::Result<usize> {
            Ok(site.come_back(name).await?.get("/messages").await.text.matches(words).count())
        };
        let begun = site.clock.now();
        for (day, times) in [(334, 0), (335, 1), (336, 1)] {
            site.clock.set(begun + Duration::days(day));
            site.tend_postings().await?;
            for name in ["firm", "school"] {
                assert_eq!(told(name, SOON).await?, times, "{name} on day {day}");
            }
        }
        done(&site.come_back("firm").await?, &own(id), "renew", &[]).await;
        assert_eq!((told("firm", RENEWED).await?, told("school", RENEWED).await?), (0, 1));
        done(&site.come_back("school").await?, &own(id), "renew", &[]).await;
        assert_eq!(told("firm", RENEWED).await?, 1);
        let renewed = site.clock.now();
        site.clock.set(renewed + Duration::days(330));
        done(&site.come_back("firm").await?, &own(id), "renew", &[]).await;
        site.clock.set(renewed + Duration::days(335));
        site.tend_postings().await?;
        assert_eq!((told("firm", SOON).await?, told("school", SOON).await?), (1, 2));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nobody_agrees_while_one_side_is_suspended_and_what_runs_can_be_ended() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let (firm, school) = (writer(&site, "firm", FIRM).await?, writer(&site, "school", SCHOOL).await?);
        let id = negotiating(&firm, &school).await?;
        assert_eq!(enter(&school, id, &[]).await.header("location"), own(id));
        stand(&site, SCHOOL, "suspended").await?;
        for by in [&firm, &school] {
            let refused = step(by, &own(id), "agree", &[]).await;
            assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text);
            assert!(refused.text.contains("其中一家单位已被暂停，恢复前不能作出或接受新的约定"), "{}", refused.text);
        }
        stand(&site, SCHOOL, "verified").await?;
        done(&school, &own(id), "agree", &[]).await;
        done(&firm, &own(id), "agree", &[]).await;
        stand(&site, SCHOOL, "suspended").await?;
        done(&firm, &own(id), "terminate", &[("terminate-words", "双方商定提前结束。")]).await;
        assert_eq!(stage(&firm, &own(id)).await, "terminated");
        Ok(())
    })
    .await
}
