//! What is refused, to whom, and what they are told.

use rongqiao_tests::database::on_every_database;
use sea_orm_migration::sea_orm::ConnectionTrait as _;

use super::*;

#[tokio::test]
async fn an_internship_is_not_there_for_anybody_else() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = running(&site, "student", &[]).await?;
        let others = [
            site.person_with("other-host", Role::Recruiter, Some(an_organisation(OTHER_FIRM).id)).await,
            site.person_with("other-school", Role::CollegeStaff, Some(an_organisation(OTHER_SCHOOL).id)).await,
            site.person("other-student").await,
        ];
        for other in others {
            let other = other?;
            for part in ["", "/plan", "/diary", "/visits", "/scan", "/agreements/1/zh-CN.pdf", "/agreements/1/host"] {
                is_hidden(&other, &format!("{}{part}", sides.page())).await;
            }
            is_hidden(&other, &format!("/desk/internships/{}", sides.id)).await;
            assert_eq!(sides.agree(&other, "1").await.status, StatusCode::NOT_FOUND);
        }
        for (by, part) in [(&sides.student, "/plan"), (&sides.host, "/plan"), (&sides.host, "/diary")] {
            is_hidden(by, &format!("{}{part}", sides.page())).await;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_verified_school_other_than_the_host_is_named_and_another_one_until_it_answers() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        stand(&site, OTHER_SCHOOL, "suspended").await?;
        stand(&site, FIRM, "verified").await?;
        let sides = accepted(&site, "student").await?;
        is_hidden(&sides.school, &sides.page()).await;
        let address = format!("{}/school", sides.page());
        let name = async |organisation: &str| {
            let id = an_organisation(organisation).id.to_string();
            sides.student.submit(&address, &[("internship-school", &id)]).await.status
        };
        assert_eq!(name(OTHER_SCHOOL).await, StatusCode::CONFLICT, "it is suspended");
        assert_eq!(name(FIRM).await, StatusCode::CONFLICT, "it is no school");
        assert!(name(SCHOOL).await.is_redirection());
        assert!(name(SCHOOL).await.is_redirection(), "the same once more is named once");
        assert!(sides.student.get(&sides.page()).await.text.contains("改选学校"));
        stand(&site, OTHER_SCHOOL, "verified").await?;
        assert!(name(OTHER_SCHOOL).await.is_redirection(), "it has not answered");
        is_hidden(&sides.school, &sides.page()).await;
        assert!(name(SCHOOL).await.is_redirection());
        assert!(sides.school.get("/my/internships").await.text.contains("林𠮷·古丽"));
        let reasonless = act(&sides.school, &sides.page(), "refuse", &[]).await;
        assert_eq!(reasonless.status, StatusCode::UNPROCESSABLE_ENTITY);
        sides.done(&sides.school, "refuse", &[("refuse-words", "与培养方案时间冲突。")]).await;
        assert_eq!(sides.stage().await, "refused");
        assert_eq!(name(OTHER_SCHOOL).await, StatusCode::NOT_FOUND, "it has answered");
        let told = sides.student.get(&format!("/my/applications/{}", sides.id)).await.text;
        assert!(told.contains("学校没有同意这次实习"), "{told}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn each_of_three_sides_finds_its_internships_by_stage_and_nobody_elses() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let (first, _second) = (running(&site, "first", &[]).await?, approved(&site, "second").await?);
        let titles = |text: String| text.matches("<h2><a href=").count();
        assert_eq!(titles(first.school.get("/my/internships").await.text), 2);
        assert_eq!(titles(first.school.get("/my/internships?stage=running").await.text), 1);
        assert_eq!(titles(first.school.get("/my/internships?stage=running&page=2").await.text), 0);
        let of = |name| Some(an_organisation(name).id);
        let other = site.person_with("elsewhere", Role::OrganisationAdministrator, of(OTHER_SCHOOL)).await?;
        assert_eq!(titles(other.get("/my/internships").await.text), 0, "it administers a school that has none");
        assert_eq!(titles(first.host.get("/my/internships").await.text), 2);
        let own = first.student.get("/my/internships").await.text;
        assert!(titles(own.clone()) == 1 && own.contains("我的实习"), "{own}");
        assert!(first.student.get("/account").await.text.contains("/my/internships"));
        let firm = site.person_with("firm", Role::OrganisationAdministrator, of(OTHER_FIRM)).await?;
        assert_eq!(titles(firm.get("/my/internships").await.text), 0, "it has none");
        assert!(!firm.get("/account").await.text.contains("/my/internships"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_the_rules_only_warn_of_is_passed_with_a_reason_that_is_kept() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = approved(&site, "student").await?;
        let saturdays = [("plan-weekdays", "saturday")];
        let asked = sides.plan(&saturdays).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(asked.text.contains("请说明理由：休息日安排实习"), "{}", asked.text);
        assert!(asked.text.contains("在装配车间学习减速器装配与检验。"), "nothing typed is lost");
        let explained = [saturdays[0], ("plan-reason-rest-days", "展会只在周末举行。")];
        assert!(sides.plan(&explained).await.status.is_redirection());
        let page = sides.student.get(&sides.page()).await.text;
        assert!(page.contains("展会只在周末举行。") && page.contains("已说明"), "{page}");
        assert!(sides.plan(&explained[1..]).await.status.is_redirection());
        let page = sides.school.get(&sides.page()).await.text;
        let latest = page.split("以前的版本").next().unwrap_or_default();
        assert!(!latest.contains("展会只在周末举行。"), "on weekdays nothing has to be explained: {latest}");
        assert!(sides.plan(&explained).await.status.is_redirection());
        for by in [&sides.student, &sides.host, &sides.school] {
            assert!(sides.agree(by, "3").await.status.is_redirection());
        }
        sides.done(&sides.school, "start", &[]).await;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_the_rules_of_vocational_schools_forbid_no_reason_allows() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = approved(&site, "student").await?;
        let forbidden = [
            ("plan-level", "vocational-college"),
            ("plan-born-on", "2006-05-10"),
            ("plan-weekdays", "saturday"),
            ("plan-reason-rest-days", "展会只在周末举行。"),
        ];
        assert!(sides.plan(&forbidden).await.status.is_redirection());
        for by in [&sides.student, &sides.host, &sides.school] {
            assert!(sides.agree(by, "1").await.status.is_redirection());
        }
        assert!(sides.bring(&sides.school, "1", "guardian").await.status.is_redirection());
        let refused = act(&sides.school, &sides.page(), "start", &[]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(refused.text.contains("第十七条") && refused.text.contains("必须解决"), "{}", refused.text);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nobody_brings_the_paper_of_somebody_else() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = approved(&site, "student").await?;
        assert!(sides.plan(&[]).await.status.is_redirection());
        for (by, signatory) in [(&sides.student, "host"), (&sides.host, "student"), (&sides.school, "host")] {
            assert_eq!(sides.bring(by, "1", signatory).await.status, StatusCode::CONFLICT, "{signatory}");
        }
        assert_eq!(sides.bring(&sides.school, "1", "guardian").await.status, StatusCode::CONFLICT, "not asked for");
        let kept = site.evidence_files();
        assert!(kept == 0 || kept == 2, "only the two papers that were made lie there, if any: {kept}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_paper_of_a_parent_comes_from_the_school_and_not_from_the_student() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = approved(&site, "student").await?;
        assert!(sides.plan(&[("plan-born-on", "2009-05-10")]).await.status.is_redirection());
        let (note, waits) = ("请学生把签好的协议交给学校", "家长（监护人）</strong> <span class=\"state\">待确认");
        let page = sides.student.get(&sides.page()).await.text;
        assert!(page.contains(note) && page.contains(waits), "{page}");
        assert_eq!(sides.bring(&sides.student, "1", "guardian").await.status, StatusCode::CONFLICT);
        assert!(sides.agree(&sides.student, "1").await.status.is_redirection());
        is_hidden(&sides.student, &format!("{}/scan", sides.page())).await;
        sides.bring(&sides.student, "1", "guardian").await;
        let page = sides.school.get(&sides.page()).await.text;
        assert!(page.contains(waits), "{page}");
        assert!(sides.bring(&sides.school, "1", "guardian").await.status.is_redirection());
        let page = sides.student.get(&sides.page()).await.text;
        assert!(!page.contains(note) && !page.contains(waits), "{page}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_deposit_in_the_agreement_is_refused_at_its_field_with_the_article() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = approved(&site, "student").await?;
        let deposit = sides.plan(&[("plan-housing", "宿舍由公司提供，入住需交押金200元。")]).await;
        assert_eq!(deposit.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(deposit.text.contains("《劳动合同法》第九条"), "{}", deposit.text);
        let without = sides.plan(&[("plan-housing", "宿舍由公司提供，不收押金。")]).await;
        assert!(without.status.is_redirection(), "{}", without.text);
        let borne = sides.plan(&[("plan-housing", "如需缴纳宿舍押金，由企业承担。")]).await;
        assert!(borne.status.is_redirection(), "{}", borne.text);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_firm_that_was_verified_as_an_agency_is_one_whatever_the_school_ticks() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = approved(&site, "student").await?;
        let typed = [("plan-level", "vocational-college"), ("plan-born-on", "2006-05-10")];
        assert!(sides.plan(&typed).await.status.is_redirection());
        for by in [&sides.student, &sides.host, &sides.school] {
            assert!(sides.agree(by, "1").await.status.is_redirection());
        }
        assert!(sides.bring(&sides.school, "1", "guardian").await.status.is_redirection());
        // It is verified as an agency after everybody has confirmed.
        let agency = format!("UPDATE organisation SET staffing_agency = TRUE WHERE name = '{FIRM}'");
        site.store.connection().execute_unprepared(&agency).await?;
        let refused = act(&sides.school, &sides.page(), "start", &[]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text);
        assert!(refused.text.contains("通过中介或派遣机构安排"), "it says why: {}", refused.text);
        assert!(sides.plan(&typed).await.status.is_redirection());
        let page = sides.school.get(&sides.page()).await.text;
        assert!(page.contains("通过中介或派遣机构安排") && page.contains("第十六条"), "{page}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn before_the_beginning_the_latest_version_is_judged() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = approved(&site, "student").await?;
        let untrained = [("plan-trained-on", ""), ("plan-training-hours", "")];
        assert!(sides.plan(&untrained).await.status.is_redirection());
        for by in [&sides.student, &sides.host, &sides.school] {
            assert!(sides.agree(by, "1").await.status.is_redirection());
        }
        assert!(sides.school.get(&sides.page()).await.text.contains("还没有完成安全培训"));
        assert!(sides.plan(&[]).await.status.is_redirection());
        let page = sides.school.get(&sides.page()).await.text;
        assert!(!page.contains("还没有完成安全培训") && page.contains("协议还没有全部签署"), "{page}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn hours_that_do_not_fit_and_a_level_that_the_school_does_not_have_are_told_at_their_fields() -> anyhow::Result<()>
{
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = approved(&site, "student").await?;
        let long = sides.plan(&[("plan-begins", "08:00"), ("plan-ends", "21:59"), ("plan-hours-per-day", "8")]).await;
        assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(long.text.contains("每日工时与起止时间不符"), "{}", long.text);
        let college = format!("UPDATE organisation SET kind = 'vocational-college' WHERE name = '{SCHOOL}'");
        site.store.connection().execute_unprepared(&college).await?;
        let form = sides.school.get(&format!("{}/plan", sides.page())).await.text;
        assert!(form.contains("value=\"vocational-bachelor\"") && !form.contains("value=\"undergraduate\""), "{form}");
        let softer = sides.plan(&[]).await;
        assert_eq!(softer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(softer.text.contains("职业院校的学生请选择"), "{}", softer.text);
        assert!(sides.plan(&[("plan-level", "vocational-bachelor")]).await.status.is_redirection());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn work_that_is_forbidden_to_some_is_stopped_by_age_and_otherwise_explained() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = approved(&site, "student").await?;
        let minor = [("plan-born-on", "2009-05-10"), ("plan-hazards", "forbidden-to-minors")];
        assert!(sides.plan(&minor).await.status.is_redirection());
        let page = sides.school.get(&sides.page()).await.text;
        assert!(page.contains("未成年学生从事未成年工禁忌的劳动") && page.contains("第六十四条"), "{page}");
        assert!(sides.plan(&[("plan-hazards", "forbidden-to-minors")]).await.status.is_redirection());
        let page = sides.school.get(&sides.page()).await.text;
        assert!(!page.contains("未成年学生从事未成年工禁忌的劳动"), "the student is of age: {page}");
        let women = ("plan-hazards", "forbidden-to-women");
        let asked = sides.plan(&[women]).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(asked.text.contains("请说明理由：岗位有女职工禁忌从事的劳动"), "{}", asked.text);
        let explained = [women, ("plan-reason-forbidden-to-women", "该学生不涉及这项禁忌。")];
        assert!(sides.plan(&explained).await.status.is_redirection());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_begins_before_it_is_agreed_wants_a_reason_and_no_vocational_student_begins_so() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = approved(&site, "student").await?;
        let [day, insured] = [("plan-first-day", "2026-08-31"), ("plan-insured-from", "2026-08-31")];
        let asked = sides.plan(&[day, insured]).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(asked.text.contains("请说明理由：开始日期早于协议全部签署之日"), "{}", asked.text);
        let vocational = [day, insured, ("plan-level", "vocational-college"), ("plan-born-on", "2006-05-10")];
        assert!(sides.plan(&vocational).await.status.is_redirection());
        for by in [&sides.student, &sides.host, &sides.school] {
            assert!(sides.agree(by, "1").await.status.is_redirection());
        }
        assert!(sides.bring(&sides.school, "1", "guardian").await.status.is_redirection());
        let refused = act(&sides.school, &sides.page(), "start", &[]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(refused.text.contains("开始日期早于协议全部签署之日"), "{}", refused.text);
        let explained = [day, insured, ("plan-reason-antedating", "纸质协议八月已经签署。")];
        assert!(sides.plan(&explained).await.status.is_redirection());
        for by in [&sides.student, &sides.host, &sides.school] {
            assert!(sides.agree(by, "2").await.status.is_redirection());
        }
        sides.done(&sides.school, "start", &[]).await;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_amendment_of_what_began_in_time_is_not_antedated() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = running(&site, "student", &[]).await?;
        let sides = later(&site, "student", sides, 7).await?;
        let amended = sides.plan(&[("plan-host-tutor-name", "李明")]).await;
        assert!(amended.status.is_redirection(), "no reason is asked for: {}", amended.text);
        for by in [&sides.student, &sides.host, &sides.school] {
            assert!(sides.agree(by, "2").await.status.is_redirection());
        }
        sides.done(&sides.student, "interrupt", &[("interrupt-words", "学校期末考试两周。")]).await;
        sides.done(&sides.school, "resume", &[]).await;
        Ok(())
    })
    .await
}
