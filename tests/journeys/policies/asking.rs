//! Questions about a policy document, from asking to closing.

use axum::http::StatusCode;
use rongqiao_model::InquiryId;
use rongqiao_model::access::Role;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::people::Somebody;
use rongqiao_tests::site::{Answered, TestSite};
use rongqiao_tests::visitor::Visitor;
use time::Duration;
use time::macros::datetime;

use super::{between, known, nonce, site};

const ASKED: &str = "试行期间备案的基地还要重新认定吗？";

async fn citizen<'a>(site: &'a TestSite, name: &str) -> anyhow::Result<Somebody<'a>> {
    Somebody::new(site, "林汐", &format!("{name}@example.com")).await
}

async fn ask(asker: &Visitor<'_>, name: &str, text: &str, public: &str) -> Answered {
    let address = format!("/listings/{}/ask", known());
    asker.submit(&address, &[("nonce", &nonce(name)), ("question", text), ("question-public", public)]).await
}

fn id_in(answered: &Answered) -> anyhow::Result<InquiryId> {
    Ok(answered.header("location").trim_start_matches("/my/inquiries/").parse()?)
}

/// Asks in public and returns the identity of the question.
async fn asked(asker: &Visitor<'_>, name: &str) -> anyhow::Result<InquiryId> {
    id_in(&ask(asker, name, ASKED, "yes").await)
}

async fn revision(officer: &Visitor<'_>, id: InquiryId) -> String {
    between(&officer.get(&format!("/desk/inquiries/{id}")).await.text, "name=\"revision\" value=\"").to_owned()
}

async fn act_at(officer: &Visitor<'_>, id: InquiryId, seen: &str, step: &str, more: &[(&str, &str)]) -> Answered {
    let fields: Vec<(&str, &str)> =
        [("do", step), ("revision", seen)].into_iter().chain(more.iter().copied()).collect();
    officer.submit(&format!("/desk/inquiries/{id}"), &fields).await
}

async fn act(officer: &Visitor<'_>, id: InquiryId, step: &str, more: &[(&str, &str)]) -> Answered {
    act_at(officer, id, &revision(officer, id).await, step, more).await
}

#[tokio::test]
async fn a_question_is_accepted_handed_over_answered_and_stands_below_the_document() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let Somebody { id: person, browser: asker, .. } = citizen(&site, "asker").await?;
        let committee = site.person_with("committee", Role::Committee, None).await?;
        let desk = site.person_with("desk", Role::FirmsDesk, None).await?;
        let id = asked(&asker, "one").await?;
        let own = asker.get(&format!("/my/inquiries/{id}")).await.text;
        assert!(own.contains("待受理") && own.contains("2026年9月8日前答复"), "five working days: {own}");
        assert!(!desk.get("/desk/inquiries").await.text.contains("试行期间"), "it is with the committee");

        assert_eq!(act(&committee, id, "answer", &[("answer", "不用。")]).await.status, StatusCode::CONFLICT);
        act(&committee, id, "accept", &[]).await;
        assert_eq!(act(&committee, id, "assign", &[("desk", "firms")]).await.header("location"), "/desk/inquiries");
        let queue = desk.get("/desk/inquiries").await.text;
        assert!(queue.contains("试行期间") && queue.contains("待办 1 件") && !queue.contains("林汐"), "{queue}");
        let private = act(&desk, id, "answer", &[("answer", "请拨 13912345678"), ("public", "yes")]).await;
        assert_eq!(private.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing personal stands in public");
        site.clock.set(datetime!(2026-09-03 10:00 +8));
        let answer = [("answer", "不用重新认定，到期前按新办法复核。"), ("public", "yes")];
        assert_eq!(act(&desk, id, "answer", &answer).await.header("location"), "/desk/inquiries");

        let below = site.get(&format!("/listings/{}", known())).await.text;
        assert!(below.contains(ASKED) && below.contains("不用重新认定") && !below.contains("林汐"), "{below}");
        let own = asker.get(&format!("/my/inquiries/{id}")).await.text;
        assert!(own.contains("已答复") && own.contains("不用重新认定") && own.contains("追问一次"), "{own}");
        assert_eq!(site.store.count_unread_messages(person).await?, 2, "accepted and answered");
        assert!(asker.get("/messages").await.text.contains("您就《实训基地管理办法》提出的问题有了新进展"));
        let letters = site.letters().await?;
        assert!(letters.iter().all(|letter| !letter.text.contains("实训基地")), "a letter does not say what about");
        let figures = desk.get("/desk/inquiries").await.text;
        assert!(figures.contains("近 90 天答复 1 件") && figures.contains("答复用时中位数 2 天"), "{figures}");

        let further = format!("/my/inquiries/{id}/ask");
        let sent = asker.submit(&further, &[("nonce", &nonce("further")), ("question", "复核要交哪些材料？")]).await;
        let next = id_in(&sent)?;
        assert!(asker.get(&format!("/my/inquiries/{id}")).await.text.contains("已办结"));
        let again = asker.submit(&further, &[("nonce", &nonce("again")), ("question", "还有一问")]).await;
        assert_eq!(again.status, StatusCode::CONFLICT, "one goes on once");
        assert!(again.text.contains("还有一问"));
        act(&committee, next, "accept", &[]).await;
        act(&committee, next, "answer", &[("answer", "见附件清单。")]).await;
        assert!(!asker.get(&format!("/my/inquiries/{next}")).await.text.contains("追问一次"));
        let closed = asker.submit(&format!("/my/inquiries/{next}"), &[("do", "close")]).await;
        assert!(closed.status.is_redirection());
        assert!(asker.get(&format!("/my/inquiries/{next}")).await.text.contains("已办结"));
        assert!(!site.get(&format!("/listings/{}", known())).await.text.contains("复核要交哪些材料"), "it is private");
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_off_topic_is_refused_with_a_reason_and_pointed_to_its_place() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let asker = citizen(&site, "asker").await?.browser;
        let officer = site.person_with("committee", Role::Committee, None).await?;
        let id = asked(&asker, "one").await?;
        let unsaid = act(&officer, id, "refuse", &[("referral", "petition")]).await;
        assert!(unsaid.status == StatusCode::UNPROCESSABLE_ENTITY && unsaid.text.contains("请说明不予受理的原因"));
        act(&officer, id, "refuse", &[("reason", "反映的是个人纠纷。"), ("referral", "petition")]).await;
        let own = asker.get(&format!("/my/inquiries/{id}")).await.text;
        for words in ["不予受理", "反映的是个人纠纷。", "请向信访部门提出"] {
            assert!(own.contains(words), "{words} in {own}");
        }
        assert!(!site.get(&format!("/listings/{}", known())).await.text.contains(ASKED));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn whoever_is_not_signed_in_is_invited_and_loses_nothing_they_wrote() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let stranger = Visitor::new(&site);
        let invited = stranger.get(&format!("/listings/{}", known())).await.text;
        assert!(invited.contains("就本文件提问") && invited.contains("提问需要先登录"), "{invited}");
        let led = stranger.get(&format!("/listings/{}/ask", known())).await;
        assert!(led.status.is_redirection() && led.header("location").contains("/sign-in?back="), "{led:?}");
        let sent = ask(&stranger, "one", ASKED, "").await;
        assert_eq!(sent.status, StatusCode::UNAUTHORIZED);
        assert!(sent.text.contains(ASKED) && sent.text.contains("您写的内容还在下面"), "{}", sent.text);
        let asker = citizen(&site, "asker").await?.browser;
        for (text, words) in [
            ("", "请写下您的问题"),
            ("我的身份证是310115200305121234", "请删去身份证号"),
            (&"问".repeat(1_001), "最多 1000 个字符"),
        ] {
            let wrong = ask(&asker, "one", text, "yes").await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(wrong.text.contains(words) && wrong.text.contains(text), "{words} in {}", wrong.text);
        }
        let job = site.found("kind=job").await.pop().unwrap_or_default();
        assert_eq!(asker.get(&format!("/listings/{job}/ask")).await.status, StatusCode::NOT_FOUND);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_question_is_its_askers_and_its_desks_alone() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let asker = citizen(&site, "asker").await?.browser;
        let other = citizen(&site, "other").await?.browser;
        let desk = site.person_with("desk", Role::UniversitiesDesk, None).await?;
        let officer = citizen(&site, "officer").await?.given(Role::Committee, None).await?.browser;
        let id = asked(&asker, "one").await?;
        for stranger in [&other, &desk] {
            for address in
                [format!("/my/inquiries/{id}"), format!("/my/inquiries/{id}/ask"), format!("/desk/inquiries/{id}")]
            {
                assert_eq!(stranger.get(&address).await.status, StatusCode::NOT_FOUND, "{address}");
            }
            let withdrawn = stranger.submit(&format!("/my/inquiries/{id}"), &[("do", "withdraw")]).await;
            assert_eq!(withdrawn.status, StatusCode::NOT_FOUND);
            assert_eq!(act_at(stranger, id, "1", "accept", &[]).await.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(other.get("/desk/inquiries").await.status, StatusCode::NOT_FOUND);
        let own = asked(&officer, "officer").await?;
        assert_eq!(officer.get(&format!("/desk/inquiries/{own}")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(officer.get(&format!("/desk/inquiries/{id}")).await.status, StatusCode::OK);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn asking_twice_asks_once_and_nobody_floods_the_desk() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let asker = citizen(&site, "asker").await?.browser;
        let (one, two) = tokio::join!(ask(&asker, "same", ASKED, ""), ask(&asker, "same", ASKED, ""));
        assert_eq!(id_in(&one)?, id_in(&two)?);
        assert_eq!(asker.get("/my/inquiries").await.text.matches("<li>\n<h2>").count(), 1);
        for number in 1..10 {
            id_in(&ask(&asker, &number.to_string(), ASKED, "").await)?;
        }
        let full = ask(&asker, "eleventh", "第十一问", "").await;
        assert!(full.status == StatusCode::CONFLICT && full.text.contains("第十一问"), "{}", full.text);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn two_officers_answer_once_and_the_second_keeps_what_they_wrote() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let Somebody { id: person, browser: asker, .. } = citizen(&site, "asker").await?;
        let one = site.person_with("one", Role::Committee, None).await?;
        let two = site.person_with("two", Role::Committee, None).await?;
        let id = asked(&asker, "one").await?;
        act(&one, id, "accept", &[]).await;
        let seen = revision(&one, id).await;
        let (first, second) = tokio::join!(
            act_at(&one, id, &seen, "answer", &[("answer", "甲的答复")]),
            act_at(&two, id, &seen, "answer", &[("answer", "乙的答复")]),
        );
        let done = [&first, &second].map(|it| it.header("location") == "/desk/inquiries");
        assert_eq!(done.iter().filter(|&&it| it).count(), 1, "{} {}", first.status, second.status);
        let own = asker.get(&format!("/my/inquiries/{id}")).await.text;
        assert_eq!([own.contains("甲的答复"), own.contains("乙的答复")], done);
        assert_eq!(site.store.count_unread_messages(person).await?, 2, "accepted and answered, each once");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn of_an_answer_and_a_withdrawal_exactly_one_is_done() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let asker = citizen(&site, "asker").await?.browser;
        let officer = site.person_with("officer", Role::Committee, None).await?;
        for round in 0..6 {
            let id = asked(&asker, &round.to_string()).await?;
            act(&officer, id, "accept", &[]).await;
            let seen = revision(&officer, id).await;
            let own = format!("/my/inquiries/{id}");
            let (answered, _) = tokio::join!(
                act_at(&officer, id, &seen, "answer", &[("answer", "一份答复"), ("public", "yes")]),
                asker.submit(&own, &[("do", "withdraw")]),
            );
            let done = answered.header("location") == "/desk/inquiries";
            assert!(done || answered.status == StatusCode::CONFLICT, "round {round}: {}", answered.status);
            let page = asker.get(&own).await.text;
            assert!(page.contains(if done { "state-answered" } else { "state-withdrawn" }), "round {round}: {page}");
            assert_eq!(page.contains("一份答复"), done, "round {round}");
        }
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_late_is_told_to_the_desk_and_counted() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let asker = citizen(&site, "asker").await?.browser;
        let officer = site.person_with("officer", Role::Committee, None).await?;
        asked(&asker, "one").await?;
        assert!(officer.get("/desk/inquiries").await.text.contains("超期 0 件"));
        site.clock.set(datetime!(2026-09-08 23:59 +8));
        assert!(officer.get("/desk/inquiries").await.text.contains("超期 0 件"), "the last day is not over");
        site.clock.set(datetime!(2026-09-08 23:59 +8) + Duration::minutes(2));
        let queue = officer.get("/desk/inquiries").await.text;
        assert!(queue.contains("超期 1 件") && queue.contains("state-overdue"), "{queue}");
        Ok(())
    })
    .await
}
