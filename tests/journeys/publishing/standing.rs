//! What is public: changed, extended, closed, copied, planned, taken down.

use axum::http::StatusCode;
use rongqiao_model::ListingId;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::site::encoded;
use sea_orm_migration::sea_orm::ConnectionTrait as _;
use time::Duration;

use super::{FIRM, day, desk, internship, judge, nonce, recruiter, send, site, state, submitted};

#[tokio::test]
async fn a_change_is_reviewed_while_the_public_sees_what_was_approved() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let (writer, officer) = (recruiter(&site, "recruiter").await?, desk(&site, "desk").await?);
        let id = submitted(&site, &writer, &[]).await?;
        judge(&officer, id, "approve", &[]).await;
        let changed = internship(&site, &[("title", "光刻设备实习生")]);
        send(&writer, id, "submit", &changed).await;
        assert_eq!(state(&writer, id).await, "submitted");
        assert!(site.get(&format!("/listings/{id}")).await.text.contains("光刻工艺实习生"));
        assert!(officer.get(&format!("/desk/listings/{id}")).await.text.contains("与公开版本不同"));
        judge(&officer, id, "reject", &[("reason", "标题与内容不符。")]).await;
        assert_eq!(state(&writer, id).await, "published");
        let page = writer.get(&format!("/my/listings/{id}")).await;
        assert!(page.text.contains("标题与内容不符。") && page.text.contains("光刻工艺实习生"), "{}", page.text);
        send(&writer, id, "submit", &changed).await;
        judge(&officer, id, "approve", &[]).await;
        site.follow().await?;
        assert!(site.get(&format!("/listings/{id}")).await.text.contains("光刻设备实习生"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_listing_is_extended_closed_and_copied_by_its_organisation_and_taken_down_by_the_desk() -> anyhow::Result<()>
{
    on_every_database(async |database| {
        let site = site(database).await?;
        let (writer, officer) = (recruiter(&site, "recruiter").await?, desk(&site, "desk").await?);
        let id = submitted(&site, &writer, &[]).await?;
        judge(&officer, id, "approve", &[]).await;
        site.clock.set(site.clock.now() + Duration::days(10));
        let extend = format!("/my/listings/{id}/extend");
        let too_late = writer.submit(&extend, &[("valid_through", &day(&site, 91))]).await;
        assert_eq!(too_late.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(writer.submit(&extend, &[("valid_through", &day(&site, 90))]).await.status.is_redirection());
        let stored = site.store.find_public_listing(id).await?.expect("it is public");
        assert_eq!(stored.listing.valid_through.map(|end| end.date().to_string()), Some(day(&site, 90)));

        let close = format!("/my/listings/{id}/close");
        assert_eq!(writer.submit(&close, &[("reason", "")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(writer.submit(&close, &[("reason", "已经招满")]).await.status.is_redirection());
        site.follow().await?;
        assert!(!site.found(&format!("q={}", encoded("光刻工艺实习生"))).await.contains(&id.to_string()));
        assert!(writer.get(&format!("/my/listings/{id}")).await.text.contains("已经招满"));

        let minted = nonce("copy");
        let (landed, page) = writer.submit_and_follow(&format!("/my/listings/{id}/copy"), &[("nonce", &minted)]).await;
        let copy = landed.trim_start_matches("/my/listings/").trim_end_matches("/edit");
        assert!(page.text.contains("光刻工艺实习生") && !page.text.contains(&day(&site, 90)));
        let copy: ListingId = copy.parse()?;
        send(&writer, copy, "submit", &internship(&site, &[])).await;
        judge(&officer, copy, "approve", &[]).await;
        let withdraw = format!("/desk/listings/{copy}/withdraw");
        assert_eq!(officer.submit(&withdraw, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(site.get(&format!("/listings/{copy}")).await.status, StatusCode::OK);
        assert!(officer.submit(&withdraw, &[("reason", "经核实为虚假岗位")]).await.status.is_redirection());
        assert_eq!(state(&writer, copy).await, "withdrawn");
        assert!(writer.get(&format!("/my/listings/{copy}")).await.text.contains("经核实为虚假岗位"));
        for address in [format!("/listings/{copy}"), format!("/en/listings/{copy}"), format!("/api/v1/listings/{copy}")]
        {
            let gone = site.get(&address).await;
            assert_eq!(gone.status, StatusCode::GONE, "{address}");
            assert!(!gone.text.contains("光刻工艺实习生"), "{address} still tells what a desk withdrew");
        }
        let changes = site.changes().await;
        assert!(changes.iter().any(|change| change["id"] == copy.to_string()), "{changes:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_planned_becomes_public_on_its_day_is_reminded_of_and_ends() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let (writer, officer) = (recruiter(&site, "recruiter").await?, desk(&site, "desk").await?);
        let changes = [("publish_at", &*day(&site, 5)), ("valid_through", &*day(&site, 20))];
        let id = submitted(&site, &writer, &changes).await?;
        judge(&officer, id, "approve", &[]).await;
        assert_eq!(state(&writer, id).await, "scheduled");
        site.tend_postings().await?;
        assert_eq!(site.get(&format!("/listings/{id}")).await.status, StatusCode::NOT_FOUND);
        let begun = site.clock.now();
        let subjects = async || -> anyhow::Result<Vec<String>> {
            Ok(site.letters().await?.into_iter().map(|letter| letter.subject).collect())
        };
        for (days, state_then, letters) in [
            (5, "published", 1),
            (16, "published", 1),
            (18, "published", 2),
            (18, "published", 2),
            (20, "published", 3),
            (21, "expired", 3),
        ] {
            site.clock.set(begun + Duration::days(days));
            site.tend_postings().await?;
            assert_eq!(state(&writer, id).await, state_then, "day {days}");
            assert_eq!(subjects().await?.len(), letters, "day {days}: {:?}", subjects().await?);
        }
        let found = site.found(&format!("q={}", encoded("光刻工艺实习生"))).await;
        assert!(!found.contains(&id.to_string()));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_approved_for_a_suspended_organisation_waits_and_its_author_is_told() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let suspended = format!(
            "INSERT INTO standing (organisation_id, state, until, recruiter_class, reason, reminded_days, updated_at) \
             SELECT id, 'suspended', '2099-12-31', NULL, '', 0, created_at FROM organisation WHERE name = '{FIRM}'"
        );
        site.store.connection().execute_unprepared(&suspended).await?;
        let (writer, officer) = (recruiter(&site, "lin").await?, desk(&site, "shen").await?);
        let id = submitted(&site, &writer, &[]).await?;
        let answered = judge(&officer, id, "approve", &[]).await;
        assert!(answered.status.is_redirection(), "{}", answered.text);
        site.follow().await?;
        assert!(!site.found(&format!("q={}", encoded("光刻工艺实习生"))).await.contains(&id.to_string()));
        let own = writer.get(&format!("/my/listings/{id}")).await;
        assert!(own.text.contains("您所在单位已被暂停") && !own.text.contains("重新核验"), "{}", own.text);
        assert!(own.text.contains("暂停展示") && !own.text.contains("公众可以搜到"), "{}", own.text);
        let all = writer.get("/my/listings").await.text;
        assert!(all.contains("暂停展示") && !all.contains("公众可以搜到"), "{all}");
        let other = recruiter(&site, "qiao").await?.get(&format!("/en/my/listings/{id}")).await;
        assert!(other.text.contains("Your organisation is suspended"), "{}", other.text);

        site.store.connection().execute_unprepared("UPDATE standing SET state = 'lapsed'").await?;
        let own = writer.get(&format!("/my/listings/{id}")).await.text;
        assert!(own.contains("您所在单位的核验已到期") && !own.contains("公众可以搜到"), "{own}");
        Ok(())
    })
    .await
}
