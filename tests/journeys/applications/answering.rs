//! The whole way, the conversation, and who sees none of it.

use axum::http::StatusCode;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::site::TestSite;

use super::*;

#[tokio::test]
async fn a_student_and_a_firm_go_the_whole_way_until_both_confirm() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [the_job()]).await?;
        let listing = the_job().id();
        let (writer, student) = (recruiter(&site, "recruiter", FIRM).await?, student(&site, "student").await?);
        let id = applied(&student.browser, listing).await?;
        let (theirs, own) = (received(listing, id), own(id));
        assert!(writer.get("/messages").await.text.contains("“工艺工程师”收到新的申请"));
        let list = writer.get(&format!("/my/listings/{listing}/applications")).await.text;
        assert!(list.contains("林汐") && list.contains("已提交 1"), "{list}");

        done(&writer, &theirs, "view", &[]).await;
        done(&writer, &theirs, "shortlist", &[]).await;
        let over = step(&writer, &theirs, "invite", &[("time-1", "2026-08-31T10:00")]).await;
        assert!(over.text.contains("这个时间已经过去"), "{}", over.text);
        let times = [("time-1", "2026-09-03T14:00"), ("time-2", "2026-09-04T10:00"), ("invite-words", "3 号会议室")];
        done(&writer, &theirs, "invite", &times).await;
        let page = student.browser.get(&own).await.text;
        assert!(page.contains("3 号会议室") && page.contains("周四 14:00"), "{page}");
        let chosen = between(&page, "type=\"radio\" name=\"time\" value=\"", "\"").to_owned();
        let wrong = step(&student.browser, &own, "choose-time", &[("time", "1")]).await;
        assert_eq!(wrong.status, StatusCode::CONFLICT, "it was not offered");
        done(&student.browser, &own, "choose-time", &[("time", &chosen)]).await;
        for (browser, path) in [(&student.browser, &own), (&writer, &theirs)] {
            let file = browser.get(&format!("{path}/interview.ics")).await;
            assert_eq!(file.header("content-type"), "text/calendar; charset=utf-8");
            assert!(
                file.text.contains("DTSTART:20260903T060000Z") && file.text.contains("工艺工程师"),
                "{}",
                file.text
            );
        }

        done(&writer, &theirs, "offer", &[("offer-words", "10 月 8 日到岗")]).await;
        assert!(student.browser.get(&own).await.text.contains("10 月 8 日到岗"));
        done(&student.browser, &own, "accept", &[]).await;
        done(&student.browser, &own, "confirm", &[]).await;
        assert_eq!(stage(&student.browser, &own).await, "accepted", "one alone confirms nothing");
        assert!(student.browser.get(&own).await.text.contains("等待对方确认"));
        assert!(writer.get(&theirs).await.text.contains("对方已确认"));
        done(&writer, &theirs, "confirm", &[]).await;
        assert_eq!(stage(&student.browser, &own).await, "confirmed");
        let page = student.browser.get(&own).await.text;
        assert!(!page.contains("name=\"do\""), "nothing follows: {page}");
        for words in ["您：提交申请", "您：接受", "晨芯半导体（上海）有限公司：列入初选", "您：确认结果"]
        {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_said_reaches_the_other_side_without_addresses() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [the_job()]).await?;
        let listing = the_job().id();
        let (writer, student) = (recruiter(&site, "recruiter", FIRM).await?, student(&site, "student").await?);
        let id = applied(&student.browser, listing).await?;
        let (theirs, own) = (received(listing, id), own(id));
        done(&writer, &theirs, "view", &[]).await;
        for text in ["加我微信 linxi_2026", "电话 138-1234-5678", "hr@firm.example", "  "] {
            let refused = student.browser.submit(&own, &[("do", "say"), ("message", text)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
        }
        let said = student.browser.submit(&own, &[("do", "say"), ("message", "请问<b>需要</b>倒班吗？")]).await;
        assert!(said.status.is_redirection(), "{}", said.text);
        let page = writer.get(&theirs).await.text;
        assert!(page.contains("请问&#60;b&#62;需要&#60;/b&#62;倒班吗？"), "{page}");
        let before = unread(&site, student.id).await?;
        writer.submit(&theirs, &[("do", "say"), ("message", "不需要。")]).await;
        assert_eq!(unread(&site, student.id).await?, before + 1);
        assert!(student.browser.get(&own).await.text.contains("不需要。"));
        // Whoever got no answer sends the same form once more: it is said once.
        let page = student.browser.get(&own).await.text;
        let nonce = between(&page, "name=\"nonce\" value=\"", "\"").to_owned();
        let form = [("do", "say"), ("message", "好的。"), ("nonce", nonce.as_str())];
        let (one, two) = tokio::join!(student.browser.submit(&own, &form), student.browser.submit(&own, &form));
        assert!(one.status.is_redirection() && two.status.is_redirection(), "{} {}", one.status, two.status);
        let page = writer.get(&theirs).await.text;
        assert_eq!(page.matches("好的。").count(), 1, "{page}");
        let other = writer.submit(&theirs, &[("do", "say"), ("message", "谢谢。"), ("nonce", nonce.as_str())]).await;
        assert_eq!(other.status, StatusCode::CONFLICT, "nobody says anything under what another said");
        let letters = site.letters().await?;
        assert!(letters.iter().all(|letter| !letter.text.contains("不需要") && !letter.text.contains("工艺工程师")));
        done(&writer, &theirs, "refuse", &[("refuse-words", "岗位已满")]).await;
        let late = student.browser.submit(&own, &[("do", "say"), ("message", "还能再考虑吗？")]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nobody_else_learns_that_there_is_an_application() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [the_job(), a_job("别家岗位").by(OTHER_FIRM)]).await?;
        let listing = the_job().id();
        let student = student(&site, "student").await?;
        let id = applied(&student.browser, listing).await?;
        let others = [
            recruiter(&site, "elsewhere", OTHER_FIRM).await?,
            site.person("somebody").await?,
            site.person_with("desk", Role::FirmsDesk, None).await?,
        ];
        let (own, theirs, list) = (own(id), received(listing, id), format!("/my/listings/{listing}/applications"));
        for other in &others {
            for path in [&own, &theirs, &list, &format!("{own}/interview.ics"), &format!("{theirs}/interview.ics")] {
                assert_eq!(other.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
            }
            for (path, what) in [(&own, "withdraw"), (&theirs, "view"), (&theirs, "say"), (&own, "say")] {
                let answered = other.submit(path, &[("do", what), ("revision", "1"), ("message", "您好")]).await;
                assert_eq!(answered.status, StatusCode::NOT_FOUND, "{path} {what}");
            }
            for path in [format!("{list}.csv"), format!("{list}/refuse")] {
                assert_eq!(other.submit(&path, &[]).await.status, StatusCode::NOT_FOUND, "{path}");
            }
        }
        // Their own side is not the other one.
        assert_eq!(student.browser.get(&theirs).await.status, StatusCode::NOT_FOUND);
        let writer = recruiter(&site, "recruiter", FIRM).await?;
        assert_eq!(writer.get(&own).await.status, StatusCode::NOT_FOUND);
        assert_eq!(stage(&student.browser, &own).await, "submitted");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn many_are_refused_at_once_for_a_reason_and_the_table_holds_no_formula() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [the_job()]).await?;
        let listing = the_job().id();
        let writer = recruiter(&site, "recruiter", FIRM).await?;
        let (one, two, three) =
            (student(&site, "one").await?, student(&site, "two").await?, student(&site, "three").await?);
        let sent = apply(&one.browser, listing, &[("letter", "=1+1 的人")]).await;
        let first: ConnectionId = sent.header("location").trim_start_matches("/my/applications/").parse()?;
        let second = applied(&two.browser, listing).await?;
        let third = applied(&three.browser, listing).await?;
        done(&writer, &received(listing, first), "view", &[]).await;
        let list = format!("/my/listings/{listing}/applications");
        let table = writer.submit(&format!("{list}.csv"), &[]).await;
        assert!(table.text.starts_with('\u{feff}') && table.text.contains("'=1+1 的人"), "{}", table.text);
        assert!(!table.text.contains("one@example.com"), "nobody shared a contact");

        let page = writer.get(&format!("{list}?stage=submitted")).await.text;
        assert!(page.contains(&third.to_string()) && !page.contains(&first.to_string()), "{page}");
        // The third is withdrawn while the page stands open.
        done(&three.browser, &own(third), "withdraw", &[]).await;
        let refuse = format!("{list}/refuse");
        let ticked = [("application", format!("{first}:2")), ("application", format!("{second}:1"))];
        let third_ticked = format!("{third}:1");
        let mut fields: Vec<(&str, &str)> = ticked.iter().map(|(name, value)| (*name, value.as_str())).collect();
        fields.push(("application", &third_ticked));
        let wordless = writer.submit(&refuse, &fields).await;
        assert_eq!(wordless.status, StatusCode::UNPROCESSABLE_ENTITY);
        fields.push(("refuse-words", "岗位已满，谢谢您的申请。"));
        let told = writer.submit(&refuse, &fields).await;
        assert_eq!(told.status, StatusCode::CONFLICT);
        for words in ["已婉拒 2 份申请", "没有婉拒：不再提供姓名的申请人"] {
            assert!(told.text.contains(words), "{words}: {}", told.text);
        }
        assert_eq!(stage(&one.browser, &own(first)).await, "refused");
        assert_eq!(stage(&two.browser, &own(second)).await, "refused");
        assert_eq!(stage(&three.browser, &own(third)).await, "withdrawn");
        assert!(two.browser.get(&own(second)).await.text.contains("岗位已满，谢谢您的申请。"));
        let withdrawn = writer.get(&received(listing, third)).await.text;
        assert!(!withdrawn.contains("Python") && !withdrawn.contains("林汐"), "{withdrawn}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn many_are_shortlisted_at_once_and_who_cannot_be_is_named() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [the_job(), a_job("别家岗位").by(OTHER_FIRM)]).await?;
        let listing = the_job().id();
        let writer = recruiter(&site, "recruiter", FIRM).await?;
        let mut all = Vec::new();
        for (name, mail) in [("苏晴", "one"), ("顾远", "two"), ("陆遥", "three")] {
            let somebody = Somebody::new(&site, name, &format!("{mail}@example.com")).await?;
            tell_skill(&somebody.browser, "Python").await;
            let id = applied(&somebody.browser, listing).await?;
            all.push((somebody, id));
        }
        // The first is looked at, the second as well but changes meanwhile, the third was never opened.
        for (_, id) in &all[..2] {
            done(&writer, &received(listing, *id), "view", &[]).await;
        }
        let list = format!("/my/listings/{listing}/applications");
        let shortlist = format!("{list}/shortlist");
        assert!(writer.get(&list).await.text.contains(&format!("formaction=\"{shortlist}\"")));
        let none = writer.submit(&shortlist, &[]).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(none.text.contains("请先选中申请"), "{}", none.text);
        let elsewhere = recruiter(&site, "elsewhere", OTHER_FIRM).await?;
        let first = format!("{}:2", all[0].1);
        assert_eq!(elsewhere.submit(&shortlist, &[("application", &first)]).await.status, StatusCode::NOT_FOUND);

        done(&writer, &received(listing, all[1].1), "offer", &[]).await;
        let (second, third) = (format!("{}:2", all[1].1), format!("{}:1", all[2].1));
        let ticked = [&first, &second, &third].map(|value| ("application", value.as_str()));
        let told = writer.submit(&shortlist, &ticked).await;
        assert_eq!(told.status, StatusCode::CONFLICT);
        for words in ["已把 1 份申请列入初选", "没有列入初选：顾远、陆遥。"] {
            assert!(told.text.contains(words), "{words}: {}", told.text);
        }
        for ((somebody, id), expected) in all.iter().zip(["shortlisted", "offered", "submitted"]) {
            assert_eq!(stage(&somebody.browser, &own(*id)).await, expected);
        }
        done(&writer, &received(listing, all[2].1), "view", &[]).await;
        let third = format!("{}:2", all[2].1);
        let (_, told) = writer.submit_and_follow(&shortlist, &[("application", &third)]).await;
        assert!(told.text.contains("已把 1 份申请列入初选") && !told.text.contains("没有列入初选"), "{}", told.text);
        let (_, again) = writer.submit_and_follow(&shortlist, &[("application", &third)]).await;
        assert!(!again.text.contains("没有列入初选"), "what was done already is not called undone: {}", again.text);
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_applicant_reads_the_reason_that_was_picked_with_the_words_beside_it() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [the_job()]).await?;
        let listing = the_job().id();
        let writer = recruiter(&site, "recruiter", FIRM).await?;
        let (one, two) = (student(&site, "one").await?, student(&site, "two").await?);
        let (first, second) = (applied(&one.browser, listing).await?, applied(&two.browser, listing).await?);
        let theirs = received(listing, first);
        done(&writer, &theirs, "view", &[]).await;
        let page = writer.get(&theirs).await.text;
        assert!(page.contains("岗位已招满，感谢您的申请。") && page.contains("value=\"chosen\""), "{page}");
        let wordless = step(&writer, &theirs, "refuse", &[("refuse-sentence", "")]).await;
        assert_eq!(wordless.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wordless.text.contains("请选一个原因，或者自己写几句"), "{}", wordless.text);
        let beside = [("refuse-sentence", "skills"), ("refuse-words", "欢迎明年再来。")];
        done(&writer, &theirs, "refuse", &beside).await;
        let page = one.browser.get(&own(first)).await.text;
        assert!(page.contains("与岗位要求差距较大，感谢您的申请。\n欢迎明年再来。"), "{page}");

        let list = format!("/my/listings/{listing}/applications");
        let value = format!("{second}:1");
        let fields = [("application", value.as_str()), ("refuse-sentence", "filled")];
        let (_, told) = writer.submit_and_follow(&format!("{list}/refuse"), &fields).await;
        assert!(told.text.contains("已婉拒 1 份申请"), "{}", told.text);
        assert!(two.browser.get(&own(second)).await.text.contains("岗位已招满，感谢您的申请。"));
        Ok(())
    })
    .await
}
