//! Milestones that will not be reached: one side proposes to strike them, and the other one agrees.

use super::*;

const REASON: &str = "场地改作他用，不再揭牌。";

/// How many of two at once were done.
fn done_of(two: [&Answered; 2]) -> usize {
    two.into_iter().filter(|it| it.status.is_redirection()).count()
}

#[tokio::test]
async fn what_both_strike_stays_in_sight_and_the_rest_comes_to_its_good_end() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let (firm, school) = (writer(&site, "firm", FIRM).await?, writer(&site, "school", SCHOOL).await?);
        let id = running(&firm, &school, &[]).await?;
        let first = milestone(&firm, id, "产业学院揭牌").await;
        let second = milestone(&firm, id, "首批课程开课").await;
        let told = async |by: &Visitor<'_>, words: &str| by.get("/messages").await.text.contains(words);

        let unsaid = answer(&firm, id, ("milestone-strike", &first, "")).await;
        assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer(&firm, id, ("milestone-strike", &first, REASON)).await.status.is_redirection());
        assert!(told(&school, "对方提议取消一个里程碑").await);
        assert!(school.get(&own(id)).await.text.contains(REASON));
        for own_word in ["milestone-strike-agree", "milestone-strike-decline", "milestone-strike"] {
            let refused = answer(&firm, id, (own_word, &first, REASON)).await;
            assert_eq!(refused.status, StatusCode::CONFLICT, "{own_word}");
        }
        assert!(answer(&school, id, ("milestone-strike-decline", &first, "")).await.status.is_redirection());
        assert!(told(&firm, "对方不同意取消一个里程碑").await);
        assert!(!school.get(&own(id)).await.text.contains(REASON));

        assert!(answer(&firm, id, ("milestone-strike", &first, REASON)).await.status.is_redirection());
        assert!(answer(&firm, id, ("milestone-strike-take-back", &first, "")).await.status.is_redirection());
        let late = answer(&school, id, ("milestone-strike-agree", &first, "")).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "it was taken back");
        assert!(answer(&school, id, ("milestone-strike", &first, REASON)).await.status.is_redirection());
        assert!(answer(&firm, id, ("milestone-strike-agree", &first, "")).await.status.is_redirection());
        let page = school.get(&own(id)).await.text;
        assert!(page.contains("state state-struck") && page.contains(REASON), "{page}");
        assert!(!page.contains("value=\"confirm\""), "the other one is still waited for");

        assert!(answer(&firm, id, ("milestone-report", &second, "已开课。")).await.status.is_redirection());
        assert!(answer(&school, id, ("milestone-confirm", &second, "")).await.status.is_redirection());
        let gone = answer(&firm, id, ("milestone-strike", &second, REASON)).await;
        assert_eq!(gone.status, StatusCode::CONFLICT, "what is confirmed is not struck");
        done(&firm, &own(id), "confirm", &[]).await;
        done(&school, &own(id), "confirm", &[]).await;
        assert_eq!(stage(&firm, &own(id)).await, "confirmed");
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn of_what_both_struck_nobody_is_reminded_and_nothing_is_no_good_end() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let (firm, school) = (writer(&site, "firm", FIRM).await?, writer(&site, "school", SCHOOL).await?);
        let id = running(&firm, &school, &[("agreement-milestones", "2026-12-31 产业学院揭牌")]).await?;
        let only = milestone(&firm, id, "产业学院揭牌").await;
        assert!(answer(&firm, id, ("milestone-strike", &only, REASON)).await.status.is_redirection());
        assert!(answer(&school, id, ("milestone-strike-agree", &only, "")).await.status.is_redirection());
        let page = firm.get(&own(id)).await.text;
        assert!(!page.contains("value=\"confirm\"") && page.contains("里程碑已全部取消"), "{page}");
        assert_eq!(step(&firm, &own(id), "confirm", &[]).await.status, StatusCode::CONFLICT);
        for day in [datetime!(2026-12-24 09:00 +8), datetime!(2027-01-01 09:00 +8)] {
            site.clock.set(day);
            site.tend_postings().await?;
        }
        let told = site.come_back("firm").await?.get("/messages").await.text;
        assert!(!told.contains("到期，请核对进度</p>") && !told.contains("还没有都确认，请尽快处理</p>"), "{told}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn of_two_at_once_one_strikes_or_confirms() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let (firm, school) = (writer(&site, "firm", FIRM).await?, writer(&site, "school", SCHOOL).await?);
        let id = running(&firm, &school, &[]).await?;
        let first = milestone(&firm, id, "产业学院揭牌").await;
        let second = milestone(&firm, id, "首批课程开课").await;
        let (one, two) = tokio::join!(
            answer(&firm, id, ("milestone-strike", &second, REASON)),
            answer(&school, id, ("milestone-strike", &second, REASON)),
        );
        assert_eq!(done_of([&one, &two]), 1, "one proposes");
        let other = if one.status.is_redirection() { &school } else { &firm };
        let (one, two) = tokio::join!(
            answer(other, id, ("milestone-strike-agree", &second, "")),
            answer(other, id, ("milestone-strike-agree", &second, "")),
        );
        assert_eq!(done_of([&one, &two]), 1, "it is struck once");

        assert!(answer(&firm, id, ("milestone-report", &first, "已揭牌。")).await.status.is_redirection());
        assert!(answer(&firm, id, ("milestone-strike", &first, REASON)).await.status.is_redirection());
        let (confirmed, struck) = tokio::join!(
            answer(&school, id, ("milestone-confirm", &first, "")),
            answer(&school, id, ("milestone-strike-agree", &first, "")),
        );
        assert_eq!(done_of([&confirmed, &struck]), 1, "{} {}", confirmed.status, struck.status);
        let page = firm.get(&own(id)).await.text;
        assert_eq!(page.contains("state state-confirmed"), confirmed.status.is_redirection(), "{page}");
        let struck_in_all = page.matches("state state-struck").count();
        assert_eq!(struck_in_all, 1 + usize::from(struck.status.is_redirection()), "{page}");
        Ok(())
    })
    .await
}
