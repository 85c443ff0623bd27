//! Teachers of schools who practise in firms: who agrees to what, who learns of it, and what is confirmed.

use axum::http::StatusCode;
use rongqiao_model::access::Role;
use rongqiao_model::{ListingId, PersonId};
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::listings::an_organisation;
use rongqiao_tests::site::{Answered, TestSite};
use rongqiao_tests::visitor::Visitor;

use crate::figures::Watched;
use crate::mentors::{FIRM, HOURS, SCHOOL, done, people, site, step};

async fn teacher(site: &TestSite) -> anyhow::Result<Visitor<'_>> {
    site.person_with("teacher", Role::Teacher, Some(an_organisation(SCHOOL).id)).await
}

/// Sends whoever is called `name` to the firm; `nonce` sets one time apart from another.
async fn send(school: &Visitor<'_>, name: &str, nonce: &str) -> Answered {
    let (of, to) = (an_organisation(SCHOOL).id.to_string(), an_organisation(FIRM).id.to_string());
    let who = PersonId::of_record("people", &format!("{name}@example.com")).to_string();
    let nonce = ListingId::of_record("nonce", nonce).to_string();
    let fields = [
        ("nonce", nonce.as_str()),
        ("mentor-school", of.as_str()),
        ("mentor-teacher", who.as_str()),
        ("mentor-firm", to.as_str()),
        ("mentor-subject", "光刻产线轮岗"),
        ("mentor-from", "2026-09-01"),
        ("mentor-until", "2026-12-31"),
        ("mentor-hours", "160"),
    ];
    school.submit("/my/mentoring/practice", &fields).await
}

#[tokio::test]
async fn a_practice_holds_once_teacher_and_firm_agree_and_is_no_figure_of_mentors() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let people = people(&site).await?;
        let teacher = teacher(&site).await?;
        let sent = send(&people.school, "teacher", "practice").await;
        let path = sent.header("location").to_owned();
        assert!(path.starts_with("/my/mentoring/"), "{}", sent.text);
        assert_eq!(send(&people.school, "teacher", "practice").await.header("location"), path, "sent twice it is one");
        assert!(teacher.get("/messages").await.text.contains("学校想派您到企业实践"));
        assert_eq!(people.firm.get(&path).await.status, StatusCode::NOT_FOUND, "the teacher has not agreed");
        assert!(!people.firm.get("/my/mentoring").await.text.contains("光刻产线轮岗"));
        assert_eq!(step(&people.firm, &path, "accept", &[]).await.status, StatusCode::NOT_FOUND);
        done(&teacher, &path, "accept", &[]).await;
        assert!(people.firm.get("/messages").await.text.contains("请企业答复"));
        assert!(people.firm.get(&path).await.text.contains("待企业同意"));
        assert_eq!(step(&teacher, &path, "accept", &[]).await.status, StatusCode::CONFLICT, "it is the firm's turn");
        done(&people.firm, &path, "accept", &[]).await;
        assert!(people.school.get(&path).await.text.contains("实践期内"));

        let mut figure = Watched::of(&site, "mentor-hours").await;
        done(&teacher, &path, "log-hours", HOURS).await;
        assert!(!people.school.get(&path).await.text.contains("value=\"confirm-hours\""), "the firm has seen it");
        assert_eq!(step(&teacher, &path, "confirm-hours", &[]).await.status, StatusCode::NOT_FOUND);
        let table = people.school.get("/my/mentoring").await.text;
        assert!(table.contains("data-label=\"实践小时\">0<") && table.contains("教师〔2016〕3号"), "{table}");
        done(&people.firm, &path, "confirm-hours", &[]).await;
        assert!(teacher.get(&path).await.text.contains("双方确认 4，待确认 0"));
        assert_eq!(figure.now().await, (0, false), "no mentor taught");
        let table = people.school.get("/my/mentoring").await.text;
        let told = ["data-label=\"实践天数\">1<", "data-label=\"实践小时\">4<"];
        assert!(told.iter().all(|it| table.contains(it)), "{table}");
        assert!(!people.firm.get("/my/mentoring").await.text.contains("教师〔2016〕3号"), "the school's own table");
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_firm_says_why_it_refuses_and_never_hears_of_what_the_teacher_refuses() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let people = people(&site).await?;
        let teacher = teacher(&site).await?;
        let path = send(&people.school, "teacher", "first").await.header("location").to_owned();
        done(&teacher, &path, "refuse", &[("refuse-reason", "本学期有课。")]).await;
        assert!(people.school.get(&path).await.text.contains("本学期有课。"));
        assert_eq!(people.firm.get(&path).await.status, StatusCode::NOT_FOUND);
        assert!(!people.firm.get("/messages").await.text.contains("教师企业实践“"));

        let path = send(&people.school, "teacher", "wrong").await.header("location").to_owned();
        done(&people.school, &path, "withdraw", &[]).await;
        assert!(teacher.get("/messages").await.text.contains("学校已撤回"));
        assert_eq!(step(&teacher, &path, "accept", &[]).await.status, StatusCode::CONFLICT, "it is taken back");

        let path = send(&people.school, "teacher", "second").await.header("location").to_owned();
        done(&teacher, &path, "accept", &[]).await;
        let unsaid = step(&people.firm, &path, "refuse", &[]).await;
        assert!(unsaid.status == StatusCode::UNPROCESSABLE_ENTITY && unsaid.text.contains("请写明原因"));
        done(&people.firm, &path, "refuse", &[("refuse-reason", "年内产线检修。")]).await;
        let page = people.school.get(&path).await.text;
        assert!(page.contains("state state-refused") && page.contains("年内产线检修。"), "{page}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn only_a_schools_own_teachers_are_sent_and_only_by_the_school() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let people = people(&site).await?;
        let nobody = people.school.get("/my/mentoring/practice").await;
        assert!(nobody.status == StatusCode::CONFLICT && nobody.text.contains("还没有本校的教师"), "{}", nobody.text);
        let teacher = teacher(&site).await?;
        for stranger in ["mentor", "firm"] {
            let wrong = send(&people.school, stranger, stranger).await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{stranger}");
        }
        for browser in [&teacher, &people.firm] {
            assert_eq!(browser.get("/my/mentoring/practice").await.status, StatusCode::NOT_FOUND);
            assert_eq!(send(browser, "teacher", "theirs").await.status, StatusCode::NOT_FOUND);
        }
        Ok(())
    })
    .await
}
