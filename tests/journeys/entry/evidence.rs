//! Evidence: what is taken, who sees it, and that every look of staff is kept.

use anyhow::Context as _;
use axum::http::StatusCode;
use rongqiao_model::access::Role;
use rongqiao_model::audit::Event;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::site::TestSite;

use super::{CODE, FIRM, PDF, a_verified_firm, at_desk, begin, enter, officer, sign_up};

/// The address of the first piece of evidence on a page.
fn first_piece(page: &str) -> Option<String> {
    let start = page.find("/evidence/")?;
    let before = page[..start].rfind('"')? + 1;
    let end = page[start..].find('"')? + start;
    Some(page[before..end].to_owned())
}

#[tokio::test]
async fn wrong_files_are_refused_and_leave_nothing_behind() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let (clerk, _) = sign_up(&site, "clerk@example.com").await?;
        let file = begin(&clerk, FIRM, CODE, "firm").await;
        let address = format!("{file}/evidence");
        let bring = async |slot: &str, content: &[u8]| {
            clerk.upload(&address, &[("evidence-slot", slot)], ("evidence-file", "执照.pdf", content)).await
        };
        let mut large = b"%PDF-1.7".to_vec();
        large.resize(10 * 1024 * 1024 + 1, b' ');
        for (content, words) in [
            (&b"<html><script>alert(1)</script>"[..], "只接受 PDF"),
            (b"MZ\x90\x00", "只接受 PDF"),
            (b"", "请选择一个有内容的文件"),
            (&large, "不能超过 10 MB"),
        ] {
            let refused = bring("licence", content).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
            assert!(refused.text.contains(words), "{words}: {}", refused.text);
        }
        assert!(bring("passport", PDF).await.text.contains("请选择材料类型"));
        large.resize(17 * 1024 * 1024, b' ');
        assert_eq!(bring("licence", &large).await.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(site.evidence_files(), 0);

        assert!(bring("licence", PDF).await.status.is_redirection());
        assert_eq!(site.evidence_files(), 1);
        let piece = first_piece(&clerk.get(&file).await.text).context("it is listed")?;
        assert!(clerk.submit(&format!("{piece}/remove"), &[]).await.status.is_redirection());
        assert_eq!(site.evidence_files(), 0);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn evidence_comes_back_as_a_download_and_a_look_of_the_desk_is_kept() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let (clerk, _) = sign_up(&site, "clerk@example.com").await?;
        let desk = officer(&site, "desk@example.com", Role::FirmsDesk).await?;
        let file = enter(&clerk, FIRM, CODE).await?;
        let seen = async || -> anyhow::Result<usize> {
            let entries = site.store.list_audit(0, 1_000).await?;
            Ok(entries.iter().filter(|entry| entry.event == Event::EvidenceSeen && entry.person.is_some()).count())
        };
        let piece = first_piece(&clerk.get(&file).await.text).context("it is listed")?;
        assert_eq!(clerk.get(&piece).await.text.as_bytes(), PDF);
        assert_eq!(seen().await?, 0, "whoever brought it may look");
        let piece = first_piece(&desk.get(&at_desk(&file)).await.text).context("the desk sees it")?;
        let download = desk.get(&piece).await;
        assert_eq!((download.status, download.text.as_bytes()), (StatusCode::OK, PDF));
        assert!(download.header("content-disposition").starts_with("attachment; filename*=UTF-8''%E8"));
        assert_eq!(download.header("x-content-type-options"), "nosniff");
        assert!(download.header("content-security-policy").starts_with("sandbox"));
        assert_eq!(download.header("cache-control"), "no-store");
        assert_eq!(seen().await?, 1);
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nobody_reaches_anothers_file_or_evidence() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let (clerk, _) = sign_up(&site, "first@example.com").await?;
        let desk = officer(&site, "desk@example.com", Role::FirmsDesk).await?;
        let schools = officer(&site, "schools@example.com", Role::UniversitiesDesk).await?;
        // Its owner loses to somebody else, who then administers the organisation.
        let file = enter(&clerk, FIRM, CODE).await?;
        let piece = first_piece(&clerk.get(&file).await.text).context("it is listed")?;
        let (winner, _) = a_verified_firm(&site, &desk).await?;
        let (stranger, _) = sign_up(&site, "stranger@example.com").await?;
        for visitor in [&stranger, &winner, &schools] {
            for path in [file.clone(), format!("{file}/edit"), format!("{file}/evidence"), piece.clone()] {
                assert_eq!(visitor.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
            }
            for path in ["hand-in", "withdraw", "edit"].map(|it| format!("{file}/{it}")) {
                let refused = visitor.submit(&path, &[("revision", "1")]).await;
                assert_eq!(refused.status, StatusCode::NOT_FOUND, "{path}");
            }
            let refused = visitor.submit(&format!("{piece}/remove"), &[]).await;
            assert_eq!(refused.status, StatusCode::NOT_FOUND);
            let brought = visitor
                .upload(&format!("{file}/evidence"), &[("evidence-slot", "licence")], ("evidence-file", "a.pdf", PDF))
                .await;
            assert_eq!(brought.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(schools.get(&at_desk(&piece)).await.status, StatusCode::NOT_FOUND);
        assert_eq!(stranger.get(&at_desk(&file)).await.status, StatusCode::NOT_FOUND);
        let own = format!("/my/organisations/{}", rongqiao_model::OrganisationId::of_name(FIRM));
        assert_eq!(stranger.get(&own).await.status, StatusCode::NOT_FOUND);
        assert!(site.get(&file).await.header("location").starts_with("/sign-in"));
        // A piece is reached through its own file alone.
        let theirs = enter(&stranger, "别家企业有限公司", "91310115MA1684033Q").await?;
        let crossed = format!("{theirs}/evidence/{}", piece.rsplit('/').next().unwrap_or_default());
        assert_eq!(stranger.get(&crossed).await.status, StatusCode::NOT_FOUND);
        Ok(())
    })
    .await
}
