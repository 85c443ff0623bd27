//! Internships beside each other: two of one student, and several at one host.

use rongqiao_tests::database::on_every_database;

use super::*;

/// What is found when a student works in two of them on one day.
const OVERLAP: &str = "学生同一天已有另一次尚未结束的实习";

#[tokio::test]
async fn a_student_begins_no_internship_on_days_of_one_that_runs_and_begins_it_once_that_is_over() -> anyhow::Result<()>
{
    on_every_database(async |database| {
        let site = site(database).await?;
        let other = an_internship("检验实习生", "another-internship");
        let listing = other.id();
        site.publish([other]).await?;
        let first = running(&site, "student", &[]).await?;
        let second = taken(&site, site.come_back("student").await?, listing).await?;
        approve(&second).await?;
        let other_days = [("plan-weekdays", "thursday"), ("plan-weekdays", "friday")];
        assert!(second.plan(&other_days).await.status.is_redirection());
        assert!(!second.school.get(&second.page()).await.text.contains(OVERLAP), "they share no day of the week");

        assert!(second.plan(&[]).await.status.is_redirection());
        for by in [&second.student, &second.host, &second.school] {
            assert!(second.agree(by, "2").await.status.is_redirection());
        }
        first.done(&first.student, "interrupt", &[("interrupt-words", "学校期末考试两周。")]).await;
        let refused = act(&second.school, &second.page(), "start", &[]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "what rests can go on");
        assert!(refused.text.contains(OVERLAP) && refused.text.contains("先结束另一次实习"), "{}", refused.text);
        assert!(!refused.text.contains("装配实习生"), "it does not say where: {}", refused.text);
        assert_eq!(second.stage().await, "agreed");

        first.done(&first.host, "terminate", &[("terminate-words", "产线停产。")]).await;
        assert!(!second.school.get(&second.page()).await.text.contains(OVERLAP));
        second.done(&second.school, "start", &[]).await;
        assert_eq!(second.stage().await, "running");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_waits_for_its_end_or_is_disputed_is_not_over_and_no_host_is_told_of_it() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let other = an_internship("检验实习生", "another-internship");
        let listing = other.id();
        site.publish([other]).await?;
        let first = running(&site, "student", &[]).await?;
        let second = taken(&site, site.come_back("student").await?, listing).await?;
        approve(&second).await?;
        assert!(second.plan(&[]).await.status.is_redirection());
        for by in [&second.student, &second.host, &second.school] {
            assert!(second.agree(by, "1").await.status.is_redirection());
        }
        let why = [("dispute-words", "还没有结束。")];
        for (stage, step, more) in [("delivered", "deliver", &why[..0]), ("disputed", "dispute", &why[..])] {
            first.done(&first.student, step, more).await;
            assert_eq!(first.stage().await, stage);
            let refused = act(&second.school, &second.page(), "start", &[]).await;
            assert_eq!(refused.status, StatusCode::CONFLICT, "it can run again: {stage}");
            assert!(refused.text.contains(OVERLAP), "{}", refused.text);
        }
        let universities = site.person_with("universities-desk", Role::UniversitiesDesk, None).await?;
        let firms = site.person_with("firms-desk", Role::FirmsDesk, None).await?;
        let at_desk = format!("/desk/internships/{}", second.id);
        for (by, address, is_told) in [
            (&second.student, &second.page(), true),
            (&second.school, &second.page(), true),
            (&universities, &at_desk, true),
            (&second.host, &second.page(), false),
            (&firms, &at_desk, false),
        ] {
            let page = by.get(address).await;
            assert_eq!(page.status, StatusCode::OK, "{address}");
            assert_eq!(page.text.contains(OVERLAP), is_told, "{}", page.text);
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_amendment_does_not_come_to_hold_on_days_of_an_internship_that_began_meanwhile() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let other = an_internship("检验实习生", "another-internship");
        let listing = other.id();
        site.publish([other]).await?;
        let first = running(&site, "student", &[]).await?;
        let longer = [("plan-last-day", "2027-01-15"), ("plan-insured-until", "2027-01-15")];
        assert!(first.plan(&longer).await.status.is_redirection());
        for by in [&first.student, &first.school] {
            assert!(first.agree(by, "2").await.status.is_redirection());
        }
        let second = taken(&site, site.come_back("student").await?, listing).await?;
        approve(&second).await?;
        let spring = [
            ("plan-first-day", "2027-01-04"),
            ("plan-last-day", "2027-03-31"),
            ("plan-insured-from", "2027-01-04"),
            ("plan-insured-until", "2027-03-31"),
        ];
        assert!(second.plan(&spring).await.status.is_redirection());
        for by in [&second.student, &second.host, &second.school] {
            assert!(second.agree(by, "1").await.status.is_redirection());
        }
        second.done(&second.school, "start", &[]).await;

        let refused = first.agree(&first.host, "2").await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(refused.text.contains("这一版协议现在不能生效"), "{}", refused.text);
        assert!(!refused.text.contains(OVERLAP), "the host is not told why: {}", refused.text);
        let theirs = first.school.get(&first.page()).await.text;
        assert!(
            theirs.contains("这一版协议现在不能生效") && theirs.contains(OVERLAP),
            "the school reads why: {theirs}"
        );
        let again = first.plan(&longer).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.text.contains(OVERLAP) && again.text.contains("先结束另一次实习"), "{}", again.text);
        second.done(&second.host, "terminate", &[("terminate-words", "产线停产。")]).await;
        assert!(first.agree(&first.host, "2").await.status.is_redirection(), "it waited for the host all the time");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn interns_who_work_at_the_host_count_whatever_the_school_types() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = approved(&site, "second").await?;
        let small = [
            ("plan-level", "vocational-college"),
            ("plan-born-on", "2006-05-10"),
            ("plan-employees", "15"),
            ("plan-interns", "1"),
        ];
        assert!(sides.plan(&small).await.status.is_redirection(), "one of fifteen");
        running(&site, "first", &[]).await?;
        let asked = sides.plan(&small).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY, "two of fifteen");
        assert!(asked.text.contains("请说明理由：实习生超过在岗职工的 10%"), "{}", asked.text);
        let explained: Vec<(&str, &str)> =
            small.into_iter().chain([("plan-reason-share-of-staff", "另一名学生十月底结束。")]).collect();
        assert!(sides.plan(&explained).await.status.is_redirection());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn interns_past_their_last_day_count_no_more_though_nobody_has_reported_the_result() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = approved(&site, "second").await?;
        let first = running(&site, "first", &[("plan-last-day", "2026-09-04")]).await?;
        let small = [
            ("plan-level", "vocational-college"),
            ("plan-born-on", "2006-05-10"),
            ("plan-first-day", "2026-09-14"),
            ("plan-employees", "15"),
            ("plan-interns", "1"),
        ];
        let sides = later(&site, "second", sides, 3).await?;
        let asked = sides.plan(&small).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY, "on the last day: two of fifteen");
        assert!(asked.text.contains("请说明理由：实习生超过在岗职工的 10%"), "{}", asked.text);
        let sides = later(&site, "second", sides, 1).await?;
        let written = sides.plan(&small).await;
        assert!(written.status.is_redirection(), "the day after: {}", written.text);
        assert_eq!(later(&site, "first", first, 0).await?.stage().await, "running");
        Ok(())
    })
    .await
}
