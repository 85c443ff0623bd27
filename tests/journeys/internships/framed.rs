//! Internships that are done under an agreement of host and school: which ones can be named, and what its two sides are told.

use rongqiao_tests::database::on_every_database;

use super::*;
use crate::cooperation::{agreed, done, own, the_need};

/// The words of the agreement on the internship's pages.
const NAMED: &str = "校企合作《共建产业学院》";

/// A site with a need of the firm, to which schools offer to cooperate.
async fn site_with_need(database: TestDatabase) -> anyhow::Result<TestSite> {
    let site = site(database).await?;
    site.publish([the_need()]).await?;
    Ok(site)
}

/// What the page of the cooperation says of internships.
async fn interns(by: &Visitor<'_>, cooperation: ConnectionId) -> String {
    let page = by.get(&own(cooperation)).await.text;
    between(&page, "aria-labelledby=\"interns\"", "</section>").to_owned()
}

fn told(numbers: [&str; 3], hours: &str) -> String {
    let names = ["正在签约", "正在进行", "企业和学校已确认", "学生、企业与学校一致确认的时长"];
    let values = [numbers[0], numbers[1], numbers[2], hours];
    let row = |(name, value): (&str, &str)| format!("<div><dt>{name}</dt><dd>{value}</dd></div>");
    names.into_iter().zip(values).map(row).collect()
}

#[tokio::test]
async fn an_internship_is_done_under_an_agreement_whose_sides_learn_numbers_and_no_names() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site_with_need(database).await?;
        let sides = approved(&site, "student").await?;
        let form = format!("{}/plan", sides.page());
        assert!(!sides.school.get(&form).await.text.contains("plan-frame"), "there is nothing to choose");
        let cooperation = agreed(&sides.host, (&sides.school, SCHOOL)).await?;
        assert!(interns(&sides.school, cooperation).await.contains(&told(["0 人"; 3], "0 小时")));
        let id = cooperation.to_string();
        assert!(sides.school.get(&form).await.text.contains(&format!("<option value=\"{id}\">{NAMED}</option>")));
        assert!(sides.plan(&[("plan-frame", &id)]).await.status.is_redirection());
        assert!(interns(&sides.host, cooperation).await.contains(&told(["1 人", "0 人", "0 人"], "0 小时")));

        let page = sides.student.get(&sides.page()).await.text;
        assert!(page.matches(NAMED).count() >= 2, "at the top and in the agreement: {page}");
        assert!(!page.contains(&own(cooperation)), "the student has no part in it");
        assert!(
            sides.host.get(&sides.page()).await.text.contains(&format!("<a href=\"{}\">{NAMED}</a>", own(cooperation)))
        );
        let english = sides.school.get(&format!("/en{}", sides.page())).await.text;
        assert!(english.contains("Cooperation “共建产业学院”"), "{english}");

        for by in [&sides.student, &sides.host, &sides.school] {
            assert!(sides.agree(by, "1").await.status.is_redirection());
        }
        sides.done(&sides.school, "start", &[]).await;
        assert!(interns(&sides.host, cooperation).await.contains(&told(["0 人", "1 人", "0 人"], "0 小时")));
        assert!(sides.write("2026-09-01", "7.5", "入厂培训。").await.status.is_redirection());
        let sides = later(&site, "student", sides, 7).await?;
        for (by, hours) in [(&sides.host, "0 小时"), (&sides.school, "7.5 小时")] {
            sides.confirm_week(by, FIRST_WEEK).await;
            let part = interns(&sides.host, cooperation).await;
            assert!(part.contains(&told(["0 人", "1 人", "0 人"], hours)), "{hours}: {part}");
        }
        sides.end().await;
        for by in [&sides.host, &sides.school] {
            let part = interns(by, cooperation).await;
            assert!(part.contains(&told(["0 人", "0 人", "1 人"], "7.5 小时")), "{part}");
            assert!(!part.contains("林𠮷"), "{part}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_agreement_of_others_or_one_that_ended_is_refused_with_words() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site_with_need(database).await?;
        let other = site.person_with("other", Role::CollegeStaff, Some(an_organisation(OTHER_SCHOOL).id)).await?;
        let sides = approved(&site, "student").await?;
        let foreign = agreed(&sides.host, (&other, OTHER_SCHOOL)).await?;
        let ended = agreed(&sides.host, (&sides.school, SCHOOL)).await?;
        done(&sides.host, &own(ended), "terminate", &[("terminate-words", "双方协商终止。")]).await;
        for (frame, why) in [(foreign, "it is not theirs"), (ended, "it ended"), (sides.id, "it is no agreement")] {
            let refused = sides.plan(&[("plan-frame", &frame.to_string())]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{why}");
            assert!(refused.text.contains("所选协议已经不是实习单位与学校正在履行的协议"), "{why}: {}", refused.text);
            assert!(refused.text.contains("在装配车间学习减速器装配与检验。"), "nothing typed is lost");
        }
        assert!(!sides.school.get(&sides.page()).await.text.contains("id=\"agreement\""), "nothing was written");
        assert!(interns(&other, foreign).await.contains(&told(["0 人"; 3], "0 小时")));
        assert_eq!(interns(&sides.school, ended).await, "", "nothing was done under it, and nothing can be any more");
        assert!(sides.plan(&[]).await.status.is_redirection(), "it needs none");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_ends_meanwhile_stays_named_by_the_internships_that_were_done_under_it() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site_with_need(database).await?;
        let school = site.come_back("school").await?;
        let cooperation = agreed(&site.come_back("host").await?, (&school, SCHOOL)).await?;
        let frame = cooperation.to_string();
        let sides = running(&site, "student", &[("plan-frame", &frame)]).await?;
        let late = approved(&site, "late").await?;
        done(&sides.school, &own(cooperation), "terminate", &[("terminate-words", "双方协商终止。")]).await;

        let refused = late.plan(&[("plan-frame", &frame)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
        assert!(
            sides.plan(&[("plan-frame", &frame)]).await.status.is_redirection(),
            "an amendment keeps what it named"
        );
        assert!(sides.plan(&[]).await.status.is_redirection());
        let one = told(["0 人", "1 人", "0 人"], "0 小时");
        assert!(interns(&sides.host, cooperation).await.contains(&one), "what waits for a word holds nothing yet");
        for by in [&sides.student, &sides.host, &sides.school] {
            assert!(sides.agree(by, "3").await.status.is_redirection());
        }
        assert_eq!(interns(&sides.host, cooperation).await, "", "the version that holds names none");
        Ok(())
    })
    .await
}
