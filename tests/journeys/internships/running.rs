//! While it runs: the diary, what both tutors say of it, amendments, interruptions, and an early end.

use rongqiao_tests::database::on_every_database;
use sea_orm_migration::sea_orm::ConnectionTrait as _;

use super::*;

/// Judges the first week as `by` sees it.
pub(super) async fn judge(by: &Visitor<'_>, sides: &Sides<'_>, more: &[(&str, &str)]) -> StatusCode {
    let seen = sides.seen(by, FIRST_WEEK).await;
    judge_as_seen(by, sides, &seen, more).await
}

/// Judges the first week as it was `seen` before.
pub(super) async fn judge_as_seen(
    by: &Visitor<'_>,
    sides: &Sides<'_>,
    seen: &str,
    more: &[(&str, &str)],
) -> StatusCode {
    let week = [("monday", FIRST_WEEK), ("seen", seen)];
    let fields: Vec<(&str, &str)> = week.into_iter().chain(more.iter().copied()).collect();
    by.submit(&format!("{}/weeks", sides.page()), &fields).await.status
}

#[tokio::test]
async fn a_week_is_confirmed_as_it_was_seen_and_a_disputed_one_is_open_again() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = running(&site, "student", &[]).await?;
        let form = sides.student.get(&format!("{}/diary", sides.page())).await.text;
        assert!(!form.contains("有内容需要改一下") && form.contains("可写 2026年9月1日 至 2026年9月1日"), "{form}");
        for (day, words) in [("2026-08-31", "还没有开始。"), ("2026-09-02", "明天的事。")] {
            let refused = sides.write(day, "7.5", words).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{day}");
            assert!(refused.text.contains("请选择 2026年9月1日") && refused.text.contains(words), "{}", refused.text);
        }
        assert_eq!(sides.write("2026-09-01", "25", "太长。").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(sides.write("2026-09-01", "7.5", "入厂培训。").await.status.is_redirection());
        let again = [("diary-day", "2026-09-01"), ("diary-hours", "6"), ("diary-text", "又写了一次。")];
        let asked = sides.student.submit(&format!("{}/diary", sides.page()), &again).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing is replaced unasked");
        assert!(asked.text.contains("这一天已经写过（7.5 小时）：“入厂培训。”"), "{}", asked.text);
        assert_eq!(judge(&sides.host, &sides, &[("do", "confirm")]).await, StatusCode::CONFLICT, "it goes on");
        let sides = later(&site, "student", sides, 7).await?;
        assert_eq!(judge(&sides.student, &sides, &[("do", "confirm")]).await, StatusCode::NOT_FOUND);
        let seen = sides.seen(&sides.host, FIRST_WEEK).await;
        assert!(sides.write("2026-09-01", "7.5", "入厂培训，另有安全考试。").await.status.is_redirection());
        let stale = judge_as_seen(&sides.host, &sides, &seen, &[("do", "confirm")]).await;
        assert_eq!(stale, StatusCode::CONFLICT, "as many hours, and other words");
        assert_eq!(judge(&sides.host, &sides, &[("do", "dispute")]).await, StatusCode::UNPROCESSABLE_ENTITY);
        let why = [("do", "dispute"), ("week-words", "当天只有半天。")];
        assert!(judge(&sides.host, &sides, &why).await.is_redirection());
        let page = sides.school.get(&sides.page()).await.text;
        assert!(page.contains("有争议") && page.contains("当天只有半天。"), "{page}");
        let told = sides.student.get("/messages").await.text;
        assert!(told.contains("有一周的实习日志有争议，请查看原因") && !told.contains("当天只有半天。"), "{told}");
        let message = [("message", between(&told, "name=\"message\" value=\"", "\""))];
        let (landed, page) = sides.student.submit_and_follow("/messages/open", &message).await;
        assert!(landed == sides.page() && page.text.contains("当天只有半天。"), "the reason stands there: {landed}");
        assert!(sides.write("2026-09-01", "4", "入厂培训，半天。").await.status.is_redirection());
        for (by, times) in [(&sides.host, 1), (&sides.school, 0)] {
            let told = by.get("/messages").await.text;
            let changed = told.matches("学生修改了您这一方看过的一周日志，请重新核对</p>").count();
            assert_eq!(changed, times, "whoever had said something is told: {told}");
        }
        sides.student.submit("/messages/read", &[]).await;
        assert!(judge(&sides.host, &sides, &[("do", "confirm")]).await.is_redirection());
        assert!(judge(&sides.host, &sides, &[("do", "confirm")]).await.is_redirection(), "twice is once");
        let messages = sides.student.get("/messages").await.text;
        assert!(!messages.contains("class=\"message-new\""), "of a confirmed week nobody is told: {messages}");
        let page = sides.host.get(&sides.page()).await.text;
        assert!(
            page.contains(&format!("/weeks?monday={FIRST_WEEK}")),
            "whoever confirmed it can still dispute it: {page}"
        );
        for day in ["2026-09-01", "2026-09-03"] {
            let closed = sides.write(day, "8", "改多一点。").await;
            assert_eq!(closed.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(
                closed.text.contains("这一周已经有人确认") && closed.text.contains("改多一点。"),
                "{}",
                closed.text
            );
        }
        let page = sides.student.get(&sides.page()).await.text;
        assert!(page.contains("企业和学校均已确认 0 小时") && page.contains("待学校确认"), "{page}");
        assert!(judge(&sides.school, &sides, &[("do", "confirm")]).await.is_redirection());
        assert!(sides.student.get(&sides.page()).await.text.contains("企业和学校均已确认 4 小时"));
        Ok(())
    })
    .await
}

/// Every open week as the form of `by` holds it.
async fn open_weeks(by: &Visitor<'_>, sides: &Sides<'_>) -> Vec<String> {
    let page = by.get(&sides.page()).await.text;
    let held = page.split("name=\"week\" value=\"").skip(1);
    held.filter_map(|rest| rest.split_once('"')).map(|(week, _)| week.to_owned()).collect()
}

/// Confirms these weeks at once.
async fn confirm_all(by: &Visitor<'_>, sides: &Sides<'_>, weeks: &[String]) -> Answered {
    let weeks = weeks.iter().map(|week| ("week", week.as_str()));
    let fields: Vec<(&str, &str)> = weeks.chain([("do", "confirm-all")]).collect();
    by.submit(&format!("{}/weeks", sides.page()), &fields).await
}

#[tokio::test]
async fn a_tutor_confirms_all_open_weeks_at_once_and_none_that_has_changed_since() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = running(&site, "student", &[]).await?;
        let sides = later(&site, "student", sides, 15).await?;
        assert!(sides.write("2026-09-01", "7.5", "入厂培训。").await.status.is_redirection());
        assert_eq!(open_weeks(&sides.host, &sides).await, [""; 0], "one week has its own button");
        assert!(sides.write("2026-09-08", "7.5", "装配壳体。").await.status.is_redirection());
        let seen = open_weeks(&sides.host, &sides).await;
        assert_eq!(seen.len(), 2);
        assert_eq!(open_weeks(&sides.student, &sides).await, [""; 0], "the student confirms nothing");
        assert_eq!(confirm_all(&sides.student, &sides, &seen).await.status, StatusCode::NOT_FOUND);

        assert!(sides.write("2026-09-08", "4", "装配壳体，半天。").await.status.is_redirection());
        let refused = confirm_all(&sides.host, &sides, &seen).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(refused.text.contains("有的周刚刚有变化"), "{}", refused.text);
        let seen = open_weeks(&sides.school, &sides).await;
        assert!(confirm_all(&sides.school, &sides, &seen).await.status.is_redirection());
        let page = sides.student.get(&sides.page()).await.text;
        assert!(page.contains("企业和学校均已确认 7.5 小时（学生共写 11.5 小时）"), "{page}");
        assert!(confirm_all(&sides.host, &sides, &seen).await.status.is_redirection(), "one of them is known");
        let page = sides.student.get(&sides.page()).await.text;
        assert!(page.contains("企业和学校均已确认 11.5 小时"), "{page}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_dispute_that_came_meanwhile_is_left_by_both_who_confirm_all_weeks_at_once() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = running(&site, "student", &[]).await?;
        let sides = later(&site, "student", sides, 15).await?;
        for (day, words) in [("2026-09-01", "入厂培训。"), ("2026-09-08", "装配壳体。")] {
            assert!(sides.write(day, "7.5", words).await.status.is_redirection(), "{day}");
        }
        let of_host = open_weeks(&sides.host, &sides).await;
        let of_school = open_weeks(&sides.school, &sides).await;
        assert_eq!((of_host.len(), of_school.len()), (2, 2));
        let why = [("do", "dispute"), ("week-words", "当天只有半天。")];
        assert!(judge(&sides.host, &sides, &why).await.is_redirection());
        for (by, seen) in [(&sides.host, &of_host), (&sides.school, &of_school)] {
            let refused = confirm_all(by, &sides, seen).await;
            assert_eq!(refused.status, StatusCode::CONFLICT);
            assert!(refused.text.contains("有的周刚刚有变化"), "{}", refused.text);
        }
        let page = sides.student.get(&sides.page()).await.text;
        assert!(page.contains("当天只有半天。"), "the host's own dispute stands: {page}");
        assert!(page.contains("企业和学校均已确认 7.5 小时（学生共写 15 小时）"), "the other week counts: {page}");
        let page = sides.school.get(&sides.page()).await.text;
        let open = format!("name=\"monday\" value=\"{FIRST_WEEK}\"");
        assert!(page.contains(&open), "the school has said nothing about the disputed week: {page}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn once_it_has_begun_no_version_is_written_that_the_rules_forbid() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        // Nobody signs for a student of age who watches.
        let vocational =
            [("plan-level", "vocational-college"), ("plan-born-on", "2006-05-10"), ("plan-kind", "observation")];
        let with = |more: [(&'static str, &'static str); 2]| [&vocational[..], &more[..]].concat();
        let sides = running(&site, "student", &vocational).await?;
        let night = with([("plan-begins", "14:00"), ("plan-ends", "23:00")]);
        let uninsured = with([("plan-insured-until", "2026-10-31"), ("plan-host-tutor-name", "李明")]);
        for stage in ["running", "interrupted"] {
            assert_eq!(sides.stage().await, stage);
            for (typed, todo, stays) in [
                (&night, "改为白天；专业确有特殊要求的，事先备案。", "value=\"23:00\""),
                (&uninsured, "保险没有覆盖整个实习期", "value=\"李明\""),
            ] {
                let refused = sides.plan(typed).await;
                assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{todo}");
                assert!(refused.text.contains("协议不能改成规定不允许的内容"), "{}", refused.text);
                assert!(refused.text.contains(todo) && refused.text.contains(stays), "{stays}: {}", refused.text);
            }
            if stage == "running" {
                sides.done(&sides.student, "interrupt", &[("interrupt-words", "学校期末考试两周。")]).await;
            }
        }
        assert_eq!(sides.agree(&sides.student, "2").await.status, StatusCode::CONFLICT, "no second one was written");
        let another_tutor = with([("plan-host-tutor-name", "李明"), ("plan-host-tutor-role", "班组长")]);
        assert!(sides.plan(&another_tutor).await.status.is_redirection());
        for by in [&sides.student, &sides.school] {
            assert!(sides.agree(by, "2").await.status.is_redirection());
        }
        // It is verified as an agency before the last of them confirms.
        let agency = |is: &str| format!("UPDATE organisation SET staffing_agency = {is} WHERE name = '{FIRM}'");
        site.store.connection().execute_unprepared(&agency("TRUE")).await?;
        let refused = sides.agree(&sides.host, "2").await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        let told = "这一版协议现在不能生效：实习已经开始，协议里有规定不允许的内容（通过中介或派遣机构安排）";
        assert!(refused.text.contains(told), "{}", refused.text);
        let paper = sides.bring(&sides.host, "2", "host").await;
        assert!(paper.status == StatusCode::CONFLICT && paper.text.contains(told), "{}", paper.text);
        site.store.connection().execute_unprepared(&agency("FALSE")).await?;
        assert!(sides.agree(&sides.host, "2").await.status.is_redirection(), "their word was not kept before");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_amendment_holds_once_everybody_has_confirmed_it_and_the_old_one_until_then() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = running(&site, "student", &[]).await?;
        let longer = [("plan-last-day", "2027-01-15"), ("plan-insured-until", "2027-01-15")];
        assert!(sides.plan(&longer).await.status.is_redirection());
        assert_eq!(sides.stage().await, "running");
        assert_eq!(sides.agree(&sides.student, "1").await.status, StatusCode::CONFLICT, "there is a second version");
        for by in [&sides.student, &sides.host] {
            assert!(sides.agree(by, "2").await.status.is_redirection());
        }
        let early = site.clock.now();
        let sides = later(&site, "student", sides, 130).await?;
        let outside = sides.write("2027-01-08", "7.5", "盘点。").await.status;
        assert_eq!(outside, StatusCode::UNPROCESSABLE_ENTITY, "the first holds");
        assert!(site.clock.now() > early);
        assert!(sides.agree(&sides.school, "2").await.status.is_redirection());
        assert!(sides.write("2027-01-08", "7.5", "盘点。").await.status.is_redirection());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn each_side_can_let_it_rest_or_end_it_with_a_reason_and_the_school_lets_it_go_on() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = running(&site, "student", &[]).await?;
        let silent = act(&sides.student, &sides.page(), "interrupt", &[]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        sides.done(&sides.student, "interrupt", &[("interrupt-words", "学校期末考试两周。")]).await;
        assert_eq!(sides.stage().await, "interrupted");
        is_hidden(&sides.student, &format!("{}/diary", sides.page())).await;
        sides.done(&sides.school, "resume", &[]).await;
        assert_eq!(sides.stage().await, "running");
        sides.done(&sides.host, "terminate", &[("terminate-words", "产线停产。")]).await;
        assert_eq!(sides.stage().await, "terminated");
        assert!(sides.student.get(&sides.page()).await.text.contains("产线停产。"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn whoever_does_not_find_that_it_is_over_says_so_and_it_goes_on() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = running(&site, "student", &[]).await?;
        sides.done(&sides.host, "deliver", &[]).await;
        assert_eq!(sides.stage().await, "delivered");
        let wordless = act(&sides.student, &sides.page(), "reject", &[]).await;
        assert_eq!(wordless.status, StatusCode::UNPROCESSABLE_ENTITY);
        sides.done(&sides.student, "reject", &[("reject-words", "实习到十二月底才结束。")]).await;
        assert_eq!(sides.stage().await, "running");
        assert!(sides.host.get(&sides.page()).await.text.contains("实习到十二月底才结束。"));
        assert!(sides.write("2026-09-01", "7.5", "入厂培训。").await.status.is_redirection());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_student_is_told_of_a_visit_and_the_other_two_sides_of_an_assessment() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = running(&site, "student", &[]).await?;
        let visited = [("school-visit-day", "2026-09-01"), ("visit-words", "到车间看望，一切正常。")];
        let visit = sides.school.submit(&format!("{}/visits", sides.page()), &visited).await;
        assert!(visit.status.is_redirection(), "{}", visit.text);
        let told = sides.student.get("/messages").await.text;
        assert!(told.contains("学校记录了一次走访") && !told.contains("一切正常"), "{told}");
        sides.done(&sides.student, "deliver", &[]).await;
        let assessed = sides.host.submit(&format!("{}/assessment", sides.page()), ASSESSMENT).await;
        assert!(assessed.status.is_redirection(), "{}", assessed.text);
        for (by, is_told) in [(&sides.student, true), (&sides.school, true), (&sides.host, false)] {
            let told = by.get("/messages").await.text;
            assert_eq!(told.contains("有一方提交了考核评价"), is_told, "{told}");
            assert!(!told.contains("踏实肯学"), "{told}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_desk_that_settles_talks_with_student_host_and_school() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let desk = site.person_with("desk", Role::UniversitiesDesk, None).await?;
        let sides = running(&site, "student", &[]).await?;
        let at_desk = format!("/desk/internships/{}", sides.id);
        let say = async |by: &Visitor<'_>, path: &str, words: &str| {
            by.submit(path, &[("do", "say"), ("message", words)]).await.status.is_redirection()
        };
        assert!(say(&sides.host, &sides.page(), "下周改到二号车间。").await);
        sides.done(&sides.student, "deliver", &[]).await;
        sides.done(&sides.host, "dispute", &[("dispute-words", "最后一周没有到岗。")]).await;
        site.clock.set(site.clock.now() + Duration::minutes(1));
        assert!(say(&sides.student, &sides.page(), "最后一周病假，已请假。").await);
        assert!(say(&desk, &at_desk, "请企业核对请假记录。").await);
        let page = desk.get(&at_desk).await.text;
        assert!(page.contains("最后一周病假，已请假。") && !page.contains("下周改到二号车间。"), "{page}");
        for by in [&sides.student, &sides.host, &sides.school] {
            let page = by.get(&sides.page()).await.text;
            assert!(page.contains("请企业核对请假记录。") && page.contains("工作人员也能看到"), "{page}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_day_that_was_written_by_mistake_is_taken_back() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = running(&site, "student", &[]).await?;
        let none = sides.write("2026-09-01", "0", "没有到岗。").await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing is there to take back: {}", none.text);
        assert!(sides.write("2026-09-01", "7.5", "入厂培训。").await.status.is_redirection());
        let page = sides.student.get(&sides.page()).await.text;
        assert!(page.contains(&format!("{}/diary?day=2026-09-01", sides.page())), "{page}");
        assert!(!sides.host.get(&sides.page()).await.text.contains("/diary?day="), "only the student writes");
        assert!(sides.write("2026-09-01", "0", "入厂培训。").await.status.is_redirection());
        let page = sides.student.get(&sides.page()).await.text;
        assert!(!page.contains("入厂培训。") && !page.contains("/diary?day="), "{page}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn whoever_confirmed_what_was_written_anew_since_confirms_anew_before_it_begins() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = approved(&site, "student").await?;
        assert!(sides.plan(&[]).await.status.is_redirection());
        assert!(sides.agree(&sides.student, "1").await.status.is_redirection());
        assert!(sides.plan(&[("plan-host-tutor-name", "李明")]).await.status.is_redirection());
        for by in [&sides.school, &sides.host] {
            assert!(sides.agree(by, "2").await.status.is_redirection());
        }
        assert_eq!(sides.stage().await, "approved", "the student has confirmed another one");
        assert!(sides.agree(&sides.student, "2").await.status.is_redirection());
        assert_eq!(sides.stage().await, "agreed");
        sides.done(&sides.school, "start", &[]).await;

        assert!(sides.plan(&[("plan-host-tutor-name", "王强")]).await.status.is_redirection());
        let page = sides.student.get(&sides.page()).await.text;
        assert!(page.contains("第 2 版仍然有效，直到各方都确认新的一版。"), "{page}");
        assert!(sides.agree(&sides.host, "3").await.status.is_redirection());
        assert!(sides.plan(&[("plan-host-tutor-name", "李明")]).await.status.is_redirection());
        for by in [&sides.student, &sides.school, &sides.host] {
            assert!(sides.agree(by, "4").await.status.is_redirection());
        }
        let page = sides.student.get(&sides.page()).await.text;
        assert!(!page.contains("仍然有效"), "the fourth holds: {page}");
        Ok(())
    })
    .await
}
