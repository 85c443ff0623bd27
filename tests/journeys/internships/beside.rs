//! Internships beside each other: two of one student, and several at one host.

use rongqiao_tests::database::on_every_database;

use super::*;

/// What is found when a student works in two of them on one day.
const OVERLAP: &str = "学生同一天已有另一次正在进行的实习";

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
