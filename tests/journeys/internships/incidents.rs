//! Incidents: each side reports them, the others and the desk are told, the school takes them up within a day.

use rongqiao_model::PersonId;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::people::give_role;

use super::second_host::{SHARED, with_both};
use super::*;

const WORDS: &str = "装配时手指被划伤，已经包扎。";
/// How one that was just reported stands in the desk's list.
const WAITS: &str = "突发情况（人身伤害）：等待学校受理，已上报 0 小时";
const TOLD: &str = "有一方上报了突发情况";

/// Reports what happened half an hour before the clock of the site began, as `words` tell it.
pub(super) async fn report(by: &Visitor<'_>, sides: &Sides<'_>, words: &str) -> Answered {
    let fields = [
        ("incident-kind", "injury"),
        ("incident-moment", "2026-09-01T09:30"),
        ("incident-words", words),
        ("incident-help", "yes"),
    ];
    by.submit(&format!("{}/incidents", sides.page()), &fields).await
}

/// The same where nobody needs help.
async fn report_calmly(by: &Visitor<'_>, sides: &Sides<'_>, words: &str) -> Answered {
    let fields = [("incident-kind", "injury"), ("incident-moment", "2026-09-01T09:30"), ("incident-words", words)];
    by.submit(&format!("{}/incidents", sides.page()), &fields).await
}

/// The address at which the school answers the only incident that is open.
async fn open_incident(sides: &Sides<'_>) -> String {
    let page = sides.school.get(&sides.page()).await.text;
    let start = format!("{}/incidents/", sides.page());
    let id = between(&page, &start, "\"");
    assert!(!id.is_empty(), "{page}");
    format!("{start}{id}")
}

async fn say(by: &Visitor<'_>, address: &str, step: &str, words: &str) -> StatusCode {
    by.submit(address, &[("incident-step", step), ("incident-answer", words)]).await.status
}

#[tokio::test]
async fn each_side_reports_an_incident_and_the_others_and_the_desk_are_told_without_its_words() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let desk = site.person_with("desk", Role::UniversitiesDesk, None).await?;
        let sides = running(&site, "student", &[]).await?;
        for _ in 0..2 {
            let reported = report(&sides.student, &sides, WORDS).await;
            assert!(reported.status.is_redirection(), "{}", reported.text);
        }
        for (by, is_told) in [(&sides.student, false), (&sides.host, true), (&sides.school, true), (&desk, true)] {
            let messages = by.get("/messages").await.text;
            assert_eq!(messages.contains(TOLD), is_told, "{messages}");
            assert!(!messages.contains("手指"), "messages hold no words of it: {messages}");
        }
        let message = desk.get("/messages").await.text;
        let message = [("message", between(&message, "name=\"message\" value=\"", "\""))];
        let (landed, page) = desk.submit_and_follow("/messages/open", &message).await;
        assert_eq!(landed, format!("/desk/internships/{}", sides.id));
        assert!(page.text.contains(WORDS) && page.text.contains("等待学校受理"), "{}", page.text);

        for (by, words) in [(&sides.host, "学生在更衣室晕倒。"), (&sides.school, "学生与班组长发生争执。")]
        {
            let reported = report(by, &sides, words).await;
            assert!(reported.status.is_redirection(), "{}", reported.text);
        }
        for by in [&sides.student, &sides.host, &sides.school] {
            let page = by.get(&sides.page()).await.text;
            assert_eq!(page.matches(WORDS).count(), 1, "twice is once: {page}");
            assert!(page.contains("学生在更衣室晕倒。") && page.contains("学生与班组长发生争执。"));
        }
        let list = desk.get("/desk/internships").await.text;
        let line = "突发情况（人身伤害）：等待学校受理，已上报 0 小时；上报时有人需要帮助";
        assert_eq!(list.matches(line).count(), 3, "{list}");
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_the_school_does_not_take_up_within_a_day_is_overdue_and_told_again_once() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        site.person_with("desk", Role::UniversitiesDesk, None).await?;
        let sides = running(&site, "student", &[]).await?;
        assert!(report(&sides.student, &sides, WORDS).await.status.is_redirection());
        let overdue = "请立即过问</p>";
        site.clock.set(site.clock.now() + Duration::hours(23));
        site.tend_postings().await?;
        assert!(!site.come_back("desk").await?.get("/messages").await.text.contains(overdue), "an hour is left");
        site.clock.set(site.clock.now() + Duration::hours(1));
        for _ in 0..2 {
            site.tend_postings().await?;
        }
        let sides = later(&site, "student", sides, 0).await?;
        let desk = site.come_back("desk").await?;
        for (by, times) in [(&desk, 1), (&sides.school, 1), (&sides.host, 0), (&sides.student, 0)] {
            let messages = by.get("/messages").await.text;
            assert_eq!(messages.matches(overdue).count(), times, "{messages}");
        }
        let list = desk.get("/desk/internships").await.text;
        assert!(list.contains("突发情况（人身伤害）：超过 24 小时未受理，已上报 24 小时"), "{list}");

        let address = open_incident(&sides).await;
        assert_eq!(say(&sides.school, &address, "take-up", "").await, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(say(&sides.school, &address, "take-up", "班主任已到医院。").await.is_redirection());
        assert!(say(&sides.school, &address, "take-up", "班主任已到医院。").await.is_redirection(), "twice is once");
        assert_eq!(say(&sides.school, &address, "take-up", "另一句。").await, StatusCode::CONFLICT);
        for by in [&sides.student, &sides.host] {
            assert!(by.get("/messages").await.text.contains("学校受理了上报的突发情况"));
            let page = by.get(&sides.page()).await.text;
            assert!(page.contains("班主任已到医院。") && page.contains("学校没有在 24 小时内受理"), "{page}");
        }
        assert!(desk.get("/desk/internships").await.text.contains("突发情况（人身伤害）：处理中"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn school_or_desk_close_an_incident_with_an_outcome_once() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let desk = site.person_with("desk", Role::UniversitiesDesk, None).await?;
        let sides = running(&site, "student", &[]).await?;
        assert!(report(&sides.host, &sides, WORDS).await.status.is_redirection());
        let address = open_incident(&sides).await;
        let at_desk = address.replace("/my/", "/desk/");
        assert_eq!(say(&desk, &at_desk, "take-up", "我们来处理。").await, StatusCode::CONFLICT, "the school does that");
        assert!(say(&desk, &at_desk, "close", "伤口已愈合，保险已理赔。").await.is_redirection());
        for by in [&sides.student, &sides.host, &sides.school] {
            let messages = by.get("/messages").await.text;
            assert!(messages.contains("上报的突发情况已办结") && !messages.contains("理赔"), "{messages}");
            let page = by.get(&sides.page()).await.text;
            assert!(page.contains("已办结") && page.contains("伤口已愈合，保险已理赔。"), "{page}");
        }
        assert!(!desk.get("/desk/internships").await.text.contains("突发情况（"), "it is over");
        assert_eq!(say(&sides.school, &address, "close", "另一个结果。").await, StatusCode::CONFLICT);
        assert_eq!(sides.school.get(&address).await.status, StatusCode::CONFLICT);
        site.clock.set(site.clock.now() + Duration::hours(25));
        site.tend_postings().await?;
        let desk = site.come_back("desk").await?;
        assert!(!desk.get("/messages").await.text.contains("请立即过问"), "it was closed in time");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_report_says_kind_moment_and_words_and_is_taken_while_it_runs_or_rests() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let early = approved(&site, "early").await?;
        is_hidden(&early.student, &format!("{}/incidents", early.page())).await;
        let sides = running(&site, "student", &[]).await?;
        let address = format!("{}/incidents", sides.page());
        let form = sides.student.get(&address).await;
        assert!(form.status == StatusCode::OK && !form.text.contains("请选择类别"), "{}", form.text);
        for (moment, mistake) in [
            ("", "请填写日期和时间"),
            ("2026-09-01T10:01", "这个时间还没有到"),
            ("1026-09-01T09:30", "早于申请实习之日"),
        ] {
            let typed = [("incident-kind", "illness"), ("incident-moment", moment), ("incident-words", "头晕。")];
            let refused = sides.student.submit(&address, &typed).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{moment}");
            assert!(refused.text.contains(mistake) && refused.text.contains("头晕。"), "{}", refused.text);
        }
        let nothing = sides.student.submit(&address, &[]).await;
        assert!(nothing.text.contains("请选择类别"), "{}", nothing.text);
        sides.done(&sides.student, "interrupt", &[("interrupt-words", "在家养伤。")]).await;
        assert!(report(&sides.student, &sides, WORDS).await.status.is_redirection(), "while it rests, too");
        sides.done(&sides.school, "resume", &[]).await;
        sides.done(&sides.host, "deliver", &[]).await;
        is_hidden(&sides.student, &address).await;
        let open = open_incident(&sides).await;
        assert!(say(&sides.school, &open, "close", "已康复。").await.is_redirection(), "what is open is closed later");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nobody_but_the_sides_and_the_desk_of_universities_sees_an_incident() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = with_both(database).await?;
        let sides = approved(&site, "student").await?;
        assert!(sides.plan(SHARED).await.status.is_redirection());
        for by in [&sides.student, &sides.host, &sides.school] {
            assert!(sides.agree(by, "1").await.status.is_redirection());
        }
        let second = site.come_back("second").await?;
        let at_second = format!("{}/second-host", sides.page());
        assert!(second.submit(&at_second, &[("version", "1")]).await.status.is_redirection());
        sides.done(&sides.school, "start", &[]).await;
        assert!(report(&sides.student, &sides, WORDS).await.status.is_redirection());
        let address = open_incident(&sides).await;
        assert!(!second.get(&at_second).await.text.contains("手指"));
        assert!(!second.get("/messages").await.text.contains("突发情况"));

        let firms = site.person_with("firms-desk", Role::FirmsDesk, None).await?;
        for address in ["/desk", "/desk/internships"] {
            let page = firms.get(address).await.text;
            assert!(page.contains("实习疑点") && !page.contains("突发情况"), "{address}: {page}");
        }
        assert!(!firms.get(&format!("/desk/internships/{}", sides.id)).await.text.contains("手指"));
        let stranger = site.person("stranger").await?;
        for by in [&second, &firms, &stranger] {
            is_hidden(by, &format!("{}/incidents", sides.page())).await;
            is_hidden(by, &address).await;
            is_hidden(by, &address.replace("/my/", "/desk/")).await;
            assert_eq!(report(by, &sides, "别人的话。").await.status, StatusCode::NOT_FOUND);
        }
        for by in [&sides.student, &sides.host] {
            is_hidden(by, &address).await;
            assert_eq!(say(by, &address, "close", "没有事。").await, StatusCode::NOT_FOUND, "the school says that");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_side_with_ten_open_ones_keeps_no_other_from_reporting_and_help_comes_first_at_the_desk() -> anyhow::Result<()>
{
    on_every_database(async |database| {
        let site = site(database).await?;
        let desk = site.person_with("desk", Role::UniversitiesDesk, None).await?;
        let sides = running(&site, "student", &[]).await?;
        for by in [&sides.host, &sides.school] {
            for number in 0..10 {
                let reported = report_calmly(by, &sides, &format!("第 {number} 次争执。")).await;
                assert!(reported.status.is_redirection(), "{number}: {}", reported.text);
            }
            let beyond = report_calmly(by, &sides, "又一次争执。").await;
            assert_eq!(beyond.status, StatusCode::CONFLICT);
            assert!(beyond.text.contains("还有很多没有办结"), "{}", beyond.text);
            let again = report_calmly(by, &sides, "第 0 次争执。").await;
            assert!(again.status.is_redirection(), "the same once more is no other one: {}", again.text);
        }
        site.clock.set(site.clock.now() + Duration::MINUTE);
        let reported = report(&sides.student, &sides, WORDS).await;
        assert!(reported.status.is_redirection(), "{}", reported.text);

        let line = |page: &str| between(page, "<p class=\"remark\">", "</p>").to_owned();
        let first = desk.get("/desk/internships").await.text;
        assert_eq!(line(&first), format!("{WAITS}；上报时有人需要帮助"), "the latest comes first: {first}");
        assert_eq!(first.matches(WAITS).count(), 20, "{first}");
        assert!(first.contains("/desk/internships?page=2"), "{first}");
        let second = desk.get("/desk/internships?page=2").await.text;
        assert_eq!((second.matches(WAITS).count(), line(&second).as_str()), (1, WAITS), "{second}");

        let address = open_incident(&sides).await;
        assert!(say(&sides.school, &address, "take-up", "班主任已到医院。").await.is_redirection());
        assert_eq!(line(&desk.get("/desk/internships").await.text), WAITS, "nobody took that up");
        let last = line(&desk.get("/desk/internships?page=2").await.text);
        assert!(last.contains("处理中") && last.contains("有人需要帮助"), "{last}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn whoever_works_at_both_desks_sees_to_incidents_for_the_universities_desk() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        site.person_with("both", Role::FirmsDesk, None).await?;
        let person = PersonId::of_record("people", "both@example.com");
        give_role(&site.store, person, (Role::UniversitiesDesk, None), "GEZDGNBV", site.clock.now()).await?;
        let both = site.come_back("both").await?;
        let sides = running(&site, "student", &[]).await?;
        assert!(report(&sides.student, &sides, WORDS).await.status.is_redirection());
        assert!(both.get("/desk/internships").await.text.contains(WAITS));
        assert_eq!(both.get("/desk").await.text.matches("/desk/internships\"").count(), 1, "it stands there once");

        let at_desk = format!("/desk/internships/{}", sides.id);
        let page = both.get(&at_desk).await.text;
        assert!(page.contains(WORDS) && page.contains(&format!("{at_desk}/archive")), "{page}");
        let address = open_incident(&sides).await.replace("/my/", "/desk/");
        assert_eq!(both.get(&address).await.status, StatusCode::OK);
        assert!(say(&both, &address, "close", "伤口已愈合，保险已理赔。").await.is_redirection());
        assert!(!both.get("/desk/internships").await.text.contains("突发情况（"), "it is over");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn officers_who_take_part_themselves_are_not_told_as_a_desk() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let desk = site.person_with("desk", Role::UniversitiesDesk, None).await?;
        site.person_with("torn", Role::UniversitiesDesk, None).await?;
        for (name, hat) in
            [("torn", (Role::Teacher, Some(an_organisation(SCHOOL).id))), ("host", (Role::UniversitiesDesk, None))]
        {
            let person = PersonId::of_record("people", &format!("{name}@example.com"));
            give_role(&site.store, person, hat, "GEZDGNBV", site.clock.now()).await?;
        }
        let sides = running(&site, "student", &[]).await?;
        assert!(report(&sides.host, &sides, WORDS).await.status.is_redirection());
        let torn = site.come_back("torn").await?;
        for (by, is_told) in
            [(&desk, true), (&sides.student, true), (&sides.school, true), (&torn, false), (&sides.host, false)]
        {
            let messages = by.get("/messages").await.text;
            assert_eq!(messages.contains(TOLD), is_told, "{messages}");
        }
        for (by, is_listed) in [(&desk, true), (&torn, false), (&sides.host, false)] {
            assert_eq!(by.get("/desk/internships").await.text.contains("突发情况（"), is_listed);
        }
        is_hidden(&torn, &format!("/desk/internships/{}", sides.id)).await;

        site.clock.set(site.clock.now() + Duration::hours(24));
        site.tend_postings().await?;
        for (name, is_told) in [("desk", true), ("school", true), ("torn", false), ("host", false)] {
            let messages = site.come_back(name).await?.get("/messages").await.text;
            assert_eq!(messages.contains("请立即过问</p>"), is_told, "{name}: {messages}");
        }
        Ok(())
    })
    .await
}
