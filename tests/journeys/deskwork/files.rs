//! Files of listings that come along with a copy, that programs read of, and that only the desk may see.

use axum::http::StatusCode;
use rongqiao_model::ListingId;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::site::{Answered, TestSite};
use rongqiao_tests::visitor::Visitor;
use serde_json::Value;

use super::super::publishing::{
    begin, begin_with, desk, internship, judge, nonce, recruiter, revision, send_at, site, state,
};

const PDF: &[u8] = b"%PDF-1.7 a brochure";

/// Brings a file for a purpose.
async fn bring(writer: &Visitor<'_>, id: ListingId, purpose: &str, name: &str) -> Answered {
    let file = ("attachment-file", name, PDF);
    writer.upload(&format!("/my/listings/{id}/attachments"), &[("attachment-purpose", purpose)], file).await
}

/// The addresses of the files on a page, in its order.
fn files_on(page: &Answered) -> Vec<String> {
    let hrefs = page.text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    hrefs.filter(|href| href.contains("/attachments/")).map(str::to_owned).collect()
}

async fn send(writer: &Visitor<'_>, id: ListingId, fields: &[(&'static str, String)]) -> Answered {
    let seen = revision(&writer.get(&format!("/my/listings/{id}/edit")).await);
    send_at(writer, id, "submit", &seen, fields).await
}

/// A copy of a listing, asked for by a page with this nonce: where it leads, and which it is.
async fn copy(writer: &Visitor<'_>, id: ListingId, page: &str) -> anyhow::Result<(String, ListingId)> {
    let nonce = nonce(page);
    let answered = writer.submit(&format!("/my/listings/{id}/copy"), &[("nonce", &nonce)]).await;
    let landed = answered.header("location").to_owned();
    let copied = landed.trim_start_matches("/my/listings/").split('/').next().unwrap_or_default().parse()?;
    Ok((landed, copied))
}

#[tokio::test]
async fn a_copy_takes_its_files_along_once_as_files_of_its_own() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let writer = recruiter(&site, "writer").await?;
        let first = begin(&writer).await?;
        bring(&writer, first, "public", "简章.pdf").await;
        bring(&writer, first, "review", "资质.pdf").await;
        let (landed, copied) = copy(&writer, first, "copy").await?;
        assert_eq!(landed, format!("/my/listings/{copied}/edit"));
        assert_eq!(copy(&writer, first, "copy").await?, (landed, copied), "sent twice it is one copy");
        let page = writer.get(&format!("/my/listings/{copied}")).await;
        let files = files_on(&page);
        assert!(page.text.contains("简章.pdf") && page.text.contains("仅供审核，不公开"), "{}", page.text);
        assert_eq!((files.len(), site.listing_files()), (2, 4));
        let of_first = files_on(&writer.get(&format!("/my/listings/{first}")).await);
        for file in &of_first {
            assert!(!files.contains(file));
            writer.submit(&format!("{file}/remove"), &[]).await;
        }
        for file in &files {
            assert_eq!(writer.get(file).await.bytes, PDF);
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_file_that_is_no_longer_there_is_left_out_of_a_copy_and_that_is_told() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let writer = recruiter(&site, "writer").await?;
        let first = begin(&writer).await?;
        bring(&writer, first, "public", "简章.pdf").await;
        for file in std::fs::read_dir(site.app().settings.listing_files_folder())? {
            std::fs::write(file?.path(), "changed behind the back of the program")?;
        }
        let (landed, copied) = copy(&writer, first, "copy").await?;
        let page = writer.get(&landed).await;
        assert!(page.text.contains("附件没有一并带来"), "{landed}: {}", page.text);
        assert!(files_on(&writer.get(&format!("/my/listings/{copied}")).await).is_empty());
        Ok(())
    })
    .await
}

/// What programs read of the files of a listing at an address.
async fn read_files(site: &TestSite, address: &str, id: ListingId) -> anyhow::Result<Vec<Value>> {
    let answer: Value = serde_json::from_str(&site.get(address).await.text)?;
    let lists = ["listings", "changes"].iter().filter_map(|list| answer[list].as_array());
    let entries = lists.flatten().map(|entry| if entry["listing"].is_object() { &entry["listing"] } else { entry });
    let mut listings = entries.chain([&answer]).filter(|it| it["id"] == id.to_string() && it["attachments"].is_array());
    let listing = listings.next_back().ok_or_else(|| anyhow::anyhow!("{address}: {answer}"))?;
    Ok(listing["attachments"].as_array().cloned().unwrap_or_default())
}

#[tokio::test]
async fn programs_read_which_public_files_an_open_listing_has_and_where_they_are() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let (writer, officer) = (recruiter(&site, "writer").await?, desk(&site, "officer").await?);
        let id = begin(&writer).await?;
        bring(&writer, id, "public", "简章.pdf").await;
        bring(&writer, id, "review", "资质.pdf").await;
        send(&writer, id, &internship(&site, &[])).await;
        judge(&officer, id, "approve", &[]).await;
        site.follow().await?;
        let one = format!("/api/v1/listings/{id}");
        for address in [&one, "/api/v1/listings?limit=100", "/api/v1/changes"] {
            let files = read_files(&site, address, id).await?;
            let [file] = files.as_slice() else { anyhow::bail!("{address}: {files:?}") };
            assert_eq!(
                (file["name"].as_str(), file["media_type"].as_str()),
                (Some("简章.pdf"), Some("application/pdf"))
            );
            assert_eq!(file["bytes"], PDF.len());
            assert_eq!(file["sha256"].as_str().map(str::len), Some(64));
            let url = file["url"].as_str().unwrap_or_default();
            assert!(url.starts_with("https://rongqiao.example/listings/"), "{url}");
            let path = url.trim_start_matches("https://rongqiao.example");
            assert_eq!(site.get(path).await.bytes, PDF, "{url}");
        }
        let description = site.get("/api/v1/openapi.json").await.text;
        assert!(description.contains("\"media_type\"") && description.contains("#/components/schemas/Attachment\""));
        writer.submit(&format!("/my/listings/{id}/close"), &[("reason", "已招满")]).await;
        assert!(read_files(&site, &one, id).await?.is_empty(), "what is closed gives no files");
        Ok(())
    })
    .await
}

/// What is typed for a job fair.
fn a_job_fair() -> Vec<(&'static str, String)> {
    [
        ("title", "临港秋季招聘会"),
        ("description", "三十家企业到场，提供二百个岗位。"),
        ("event_type", "job-fair"),
        ("starts_at", "2026-10-16T13:30"),
        ("ends_at", "2026-10-16T16:30"),
        ("place", "上海市浦东新区"),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .into()
}

#[tokio::test]
async fn a_job_fair_is_not_submitted_without_its_three_documents_which_only_the_desk_sees() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let (writer, officer) = (recruiter(&site, "writer").await?, desk(&site, "officer").await?);
        let id = begin_with(&writer, &nonce("fair"), "event").await?;
        let refused = send(&writer, id, &a_job_fair()).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in ["组织实施办法（仅供审核）、招聘会应急预案", "第二十八条", "临港秋季招聘会"]
        {
            assert!(refused.text.contains(words), "{words}: {}", refused.text);
        }
        assert!(refused.text.contains(&format!("/my/listings/{id}/attachments")), "it says where to go");
        bring(&writer, id, "fair-rules", "实施办法.pdf").await;
        bring(&writer, id, "fair-emergency", "应急预案.pdf").await;
        let check = writer.get(&format!("/en/my/listings/{id}/edit?check")).await.text;
        assert!(check.contains("needs these files first: Security plan of a job fair"), "{check}");
        bring(&writer, id, "fair-security", "安保方案.pdf").await;
        bring(&writer, id, "public", "展位图.pdf").await;
        let sent = send(&writer, id, &a_job_fair()).await;
        assert_eq!(sent.header("location"), format!("/my/listings/{id}"), "{}", sent.text);
        assert_eq!(state(&writer, id).await, "submitted");

        let review = officer.get(&format!("/desk/listings/{id}")).await;
        assert!(review.text.contains("招聘会安全保卫工作方案（仅供审核） · PDF"), "{}", review.text);
        let files = files_on(&review);
        assert_eq!(files.len(), 4);
        for file in &files {
            assert_eq!(officer.get(file).await.bytes, PDF);
        }
        let preview = writer.get(&format!("/my/listings/{id}/preview")).await;
        assert_eq!(files_on(&preview).len(), 1, "the public will see one");
        judge(&officer, id, "approve", &[]).await;
        let page = site.get(&format!("/listings/{id}")).await;
        assert!(page.text.contains("展位图.pdf") && !page.text.contains("应急预案"), "{}", page.text);
        let public: Vec<String> = files.iter().map(|file| file.replace("/my/", "/")).collect();
        let mut open = 0;
        for file in &public {
            open += usize::from(site.get(file).await.status == StatusCode::OK);
        }
        assert_eq!(open, 1, "of four files one is public");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_purpose_that_a_listing_does_not_have_is_refused() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let writer = recruiter(&site, "writer").await?;
        let job = begin(&writer).await?;
        for purpose in ["fair-rules", "secret"] {
            assert_eq!(bring(&writer, job, purpose, "a.pdf").await.status, StatusCode::BAD_REQUEST, "{purpose}");
        }
        assert_eq!(site.listing_files(), 0);
        let page = writer.get(&format!("/my/listings/{job}/attachments")).await.text;
        assert!(page.contains("value=\"review\"") && !page.contains("value=\"fair-rules\""), "{page}");
        Ok(())
    })
    .await
}
