//! How schools find mentors, and how they and the firms hear that an appointment ends.

use axum::http::StatusCode;
use rongqiao_model::access::Role;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::listings::an_organisation;
use rongqiao_tests::site::encoded;
use time::macros::datetime;

use crate::mentors::{FIRM, SCHOOL, active, people, site};

#[tokio::test]
async fn what_a_firms_people_teach_is_read_and_searched_by_schools_and_by_no_student() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let people = people(&site).await?;
        let student = site.person_with("student", Role::Student, Some(an_organisation(SCHOOL).id)).await?;
        let firm = an_organisation(FIRM).id;
        let own = format!("/my/mentoring/firms/{firm}");
        let told = people.firm.submit(&own, &[("mentor-subjects", "光刻工艺\n版图设计")]).await;
        assert!(told.status.is_redirection(), "{}", told.text);
        let wrong = people.firm.submit(&own, &[("mentor-subjects", "光刻，请打 13812345678")]).await;
        assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.text.contains("不写电话"), "{}", wrong.text);
        assert!(people.firm.get("/my/mentoring").await.text.contains("版图设计"));
        assert_eq!(people.school.get(&own).await.status, StatusCode::NOT_FOUND, "it is the firm's to say");

        let page = people.school.get(&format!("/my/mentoring/firms?q={}", encoded("晨芯 版图"))).await.text;
        let propose = format!("/my/mentoring/new?firm={firm}");
        assert!(page.contains("版图设计") && page.contains(&propose), "{page}");
        let page = people.school.get(&format!("/my/mentoring/firms?q={}", encoded("焊接"))).await.text;
        assert!(page.contains("没有找到这样的企业") && !page.contains("版图设计"), "{page}");
        let form = people.school.get(&propose).await.text;
        assert!(form.contains(&format!("<option value=\"{firm}\" selected>")), "{form}");

        for browser in [&student, &people.firm] {
            assert_eq!(browser.get("/my/mentoring/firms").await.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(student.get(&own).await.status, StatusCode::NOT_FOUND);
        assert!(!student.get(&format!("/organisations/{firm}")).await.text.contains("版图设计"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_month_before_the_end_everybody_is_told_once_and_the_school_can_renew() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let path = active(&people(&site).await?).await;
        let told = async |name: &str| {
            let page = site.come_back(name).await?.get("/messages").await.text;
            // Labels beside the message say the same; the message itself ends here.
            anyhow::Ok(page.matches("聘期将满，学校可以沿用原内容再次发起</p>").count())
        };
        site.clock.set(datetime!(2026-12-31 23:59 +8));
        site.tend_postings().await?;
        assert_eq!(told("school").await?, 0, "it is too early");
        site.clock.set(datetime!(2027-01-01 00:00 +8));
        site.tend_postings().await?;
        site.tend_postings().await?;
        for name in ["school", "firm", "mentor"] {
            assert_eq!(told(name).await?, 1, "{name}");
        }
        let renew = format!("/my/mentoring/new?after={}", path.rsplit('/').next().unwrap_or_default());
        assert!(!site.come_back("firm").await?.get(&path).await.text.contains(&renew), "schools appoint");
        let school = site.come_back("school").await?;
        assert!(school.get(&path).await.text.contains(&renew));
        let form = school.get(&renew).await.text;
        assert!(form.contains("value=\"光刻工艺\"") && form.contains("value=\"2027-02-01\""), "{form}");
        Ok(())
    })
    .await
}
