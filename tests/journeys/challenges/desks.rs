//! What the desks hear of, and ways out of where a call cannot go on.

use axum::http::StatusCode;
use rongqiao_model::kind::Details;
use rongqiao_model::kind::challenge::{ChallengeDetails, Target};
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::listings::NOW;

use super::cast::{act, done, proposal_of, stage};
use super::story::{cast, is_told};
use super::*;

#[tokio::test]
async fn the_desks_hear_of_what_waits_for_them_and_of_the_opening() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let cast = cast(&site).await?;
        cast.put_up().await;
        assert!(is_told(&cast.firms, "有单位申请张榜").await && !is_told(&cast.schools, "有单位申请张榜").await);
        cast.keys().await?;
        assert!(!is_told(&cast.firms, "专家提交了论证意见").await);
        cast.opinion().await?;
        assert!(is_told(&cast.firms, "专家提交了论证意见").await);
        let desk = cast.desk().await;
        done(&cast.firms, &desk, "publish", &[]).await;
        cast.propose(&cast.college, "微电子学院").await;
        site.clock.set(NOW + Duration::days(11));
        site.tend_postings().await?;

        done(&cast.firms, &desk, "unseal", &[("unseal-passphrase", PASSPHRASE)]).await;
        assert!(is_told(&cast.schools, "另一部门已加入开启密钥").await);
        for other in [&cast.firms, &cast.publisher, &cast.college] {
            assert!(!is_told(other, "开启密钥").await);
        }
        for officer in [&cast.firms, &cast.schools] {
            let page = officer.get(&desk).await.text;
            assert!(page.contains("促进中心已加入开启密钥，等待另一部门。"), "{page}");
        }
        done(&cast.schools, &desk, "unseal", &[("unseal-passphrase", PASSPHRASE)]).await;
        for told in [&cast.publisher, &cast.firms, &cast.college] {
            assert!(is_told(told, "方案已全部开启，开始评审").await);
        }
        assert!(!is_told(&cast.schools, "方案已全部开启").await, "who did it knows");
        assert!(!is_told(&cast.firms, "另一部门已加入开启密钥").await, "all is open");
        assert!(!cast.firms.get(&desk).await.text.contains("等待另一部门"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_call_whose_deadline_passes_while_it_is_checked_is_refused_and_put_up_anew() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let cast = cast(&site).await?;
        let (mine, public) = (cast.mine(), format!("href=\"{}\"", cast.public()));
        cast.put_up().await;
        cast.keys().await?;
        cast.opinion().await?;
        let desk = cast.desk().await;
        assert!(cast.firms.get(&desk).await.text.contains("value=\"publish\""));
        assert!(!cast.publisher.get(&mine).await.text.contains(&public), "nobody reads it there yet");

        site.clock.set(NOW + Duration::days(10));
        let page = cast.firms.get(&desk).await.text;
        assert!(page.contains("方案截止时间已过，不能张榜") && !page.contains("value=\"publish\""), "{page}");
        assert_eq!(act(&cast.firms, &desk, "publish", &[]).await.status, StatusCode::CONFLICT);
        let page = cast.publisher.get(&mine).await.text;
        assert!(page.contains("可以撤榜后重新申请") && !page.contains("value=\"put-up\""), "{page}");
        done(&cast.firms, &desk, "refuse", &[("refuse-words", "截止时间已过。")]).await;
        let page = cast.publisher.get(&mine).await.text;
        assert!(page.contains("value=\"put-up\"") && page.contains("再重新申请张榜"), "{page}");
        assert!(!page.contains(&public), "it never was public: {page}");
        cast.put_up_until(NOW + Duration::days(40)).await;
        assert_eq!(stage(&cast.publisher, &mine).await, "checking");
        assert_ne!(cast.desk().await, desk, "it is another call");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_publisher_reads_what_each_target_lacks() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let target = |unit: &str, value: &str| Target {
            name: "良率".to_owned(),
            unit: unit.to_owned(),
            target: value.to_owned(),
            method: "抽样检验".to_owned(),
        };
        let targets = vec![target("%", "95%以上"), target("", "很高")];
        let details = Details::Challenge(ChallengeDetails { targets, ..ChallengeDetails::default() });
        site.publish([the_challenge().with_details(details)]).await?;
        let publisher = site.person_with("publisher", Role::Recruiter, Some(an_organisation(FIRM).id)).await?;
        let listing: ListingId = the_challenge().id();
        let page = publisher.get(&format!("/my/challenges/{listing}")).await.text;
        assert!(page.contains("指标 2：缺少带比较且与单位一致的数值、单位。"), "{page}");
        assert!(!page.contains("指标 1：缺少"), "{page}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nobody_is_led_to_propose_for_their_own_call_or_takes_a_milestone_that_has_passed() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let cast = cast(&site).await?;
        cast.open().await?;
        let (public, proposal) = (cast.public(), format!("/listings/{}/proposal", cast.listing));
        assert!(cast.publisher.get(&cast.mine()).await.text.contains(&format!("href=\"{public}\"")));
        let own = cast.publisher.get(&public).await.text;
        assert!(own.contains("发榜单位不能对自己的榜单提交方案") && !own.contains(&proposal), "{own}");
        let refused = cast.publisher.get(&proposal).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(refused.text.contains("发榜单位不能对自己的榜单提交方案"), "{}", refused.text);
        assert!(cast.college.get(&public).await.text.contains(&proposal));

        let mut fields = proposal_of("微电子学院");
        for (name, value) in &mut fields {
            if *name == "milestones" {
                *value = "样机通过测试 | 2026-08-31".to_owned();
            }
        }
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let past = cast.college.submit(&proposal, &fields).await;
        assert_eq!(past.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(past.text.contains("里程碑的日期不能早于今天"), "{}", past.text);
        Ok(())
    })
    .await
}
