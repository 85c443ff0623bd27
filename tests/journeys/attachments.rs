//! Files of listings: what is taken, which version has them, who may download them, and that none is left behind.

use std::io::{Cursor, Write as _};

use anyhow::Context as _;
use axum::http::StatusCode;
use rongqiao_api::actions::attachments::{Coming, attach, clear_attachments};
use rongqiao_model::access::{Action, Permit, Role};
use rongqiao_model::attachment::{ATTACHMENTS_MAX, AttachmentPurpose};
use rongqiao_model::{ListingId, OrganisationId, PersonId};
use rongqiao_tests::database::{TestDatabase, on_every_database};
use rongqiao_tests::listings::{a_job, an_organisation};
use rongqiao_tests::site::{Answered, TestSite};
use rongqiao_tests::visitor::Visitor;
use time::{Date, Duration};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const FIRM: &str = "晨芯半导体（上海）有限公司";
const OTHER_FIRM: &str = "滨海重工（上海）有限公司";
const PDF: &[u8] = b"%PDF-1.7 a brochure";

async fn site(database: TestDatabase) -> anyhow::Result<TestSite> {
    TestSite::with(database, [a_job("已有岗位").by(FIRM), a_job("别家岗位").by(OTHER_FIRM)]).await
}

fn firm(name: &str) -> OrganisationId {
    an_organisation(name).id
}

async fn recruiter<'a>(site: &'a TestSite, name: &str) -> anyhow::Result<Visitor<'a>> {
    site.person_with(name, Role::Recruiter, Some(firm(FIRM))).await
}

fn between<'a>(page: &'a str, before: &str) -> &'a str {
    page.split_once(before).and_then(|(_, rest)| rest.split_once('"')).map_or("", |(value, _)| value)
}

/// Begins a job and returns its address.
async fn begin(writer: &Visitor<'_>) -> anyhow::Result<String> {
    let page = writer.get("/my/listings/new").await;
    let (nonce, organisation) = (between(&page.text, "name=\"nonce\" value=\"").to_owned(), firm(FIRM).to_string());
    let fields = [("nonce", nonce.as_str()), ("kind", "job"), ("organisation", &organisation)];
    let (landed, _) = writer.submit_and_follow("/my/listings/new", &fields).await;
    Ok(landed.trim_end_matches("/edit").to_owned())
}

async fn bring(writer: &Visitor<'_>, posting: &str, name: &str, content: &[u8]) -> Answered {
    writer.upload(&format!("{posting}/attachments"), &[], ("attachment-file", name, content)).await
}

/// The address of the first file on a page.
fn first_file(page: &Answered) -> Option<String> {
    let start = page.text.find("/attachments/")?;
    let before = page.text[..start].rfind('"')? + 1;
    let end = page.text[start..].find('"')? + start;
    Some(page.text[before..end].to_owned())
}

/// Sends the form of the posting filled in, at the revision that its page shows.
async fn submit(site: &TestSite, writer: &Visitor<'_>, posting: &str) -> Answered {
    let day = |days: i64| {
        let today: Date = site.clock.now().date();
        (today + Duration::days(days)).to_string()
    };
    let edit = format!("{posting}/edit");
    let revision = between(&writer.get(&edit).await.text, "name=\"revision\" value=\"").to_owned();
    let until = day(60);
    let fields = [
        ("title", "光刻工艺实习生"),
        ("duties", "跟随工程师调试光刻设备，整理良率数据。"),
        ("requirements", "熟悉Python，了解光刻工艺。"),
        ("employment_type", "internship"),
        ("headcount", "2"),
        ("pay_min", "200"),
        ("pay_max", "260"),
        ("pay_period", "day"),
        ("place", "上海市浦东新区"),
        ("valid_through", &until),
        ("do", "submit"),
        ("revision", &revision),
    ];
    writer.submit(&edit, &fields).await
}

async fn judge(officer: &Visitor<'_>, posting: &str, button: &str) -> Answered {
    let address = posting.replace("/my/", "/desk/");
    let revision = between(&officer.get(&address).await.text, "name=\"revision\" value=\"").to_owned();
    officer.submit(&address, &[("do", button), ("reason", "原因"), ("revision", &revision)]).await
}

fn archive(parts: &[&str]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for part in parts {
        archive.start_file(*part, SimpleFileOptions::default()).expect("it starts");
        archive.write_all(b"<a/>").expect("it is written");
    }
    archive.finish().expect("it ends").into_inner()
}

#[tokio::test]
async fn wrong_files_are_refused_and_leave_nothing_behind() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let writer = recruiter(&site, "recruiter").await?;
        let posting = begin(&writer).await?;
        let mut large = b"%PDF-1.7".to_vec();
        large.resize(10 * 1024 * 1024 + 1, b' ');
        let macros = archive(&["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"]);
        for (content, words) in [
            (&b"<svg onload=alert(1)>"[..], "只接受 PDF、docx"),
            (b"MZ\x90\x00", "只接受 PDF、docx"),
            (&macros, "不能带宏"),
            (b"", "请选择一个有内容的文件"),
            (&large, "不能超过 10 MB"),
        ] {
            let refused = bring(&writer, &posting, "简介.pdf", content).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
            assert!(refused.text.contains(words), "{words}: {}", refused.text);
            assert!(refused.text.contains("aria-invalid=\"true\""));
        }
        large.resize(17 * 1024 * 1024, b' ');
        assert_eq!(bring(&writer, &posting, "a.pdf", &large).await.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(site.listing_files(), 0);
        let docx = archive(&["[Content_Types].xml", "word/document.xml"]);
        assert!(bring(&writer, &posting, "招聘简章.docx", &docx).await.status.is_redirection());
        for number in 1..ATTACHMENTS_MAX {
            assert!(bring(&writer, &posting, &format!("{number}.pdf"), PDF).await.status.is_redirection());
        }
        let page = writer.get(&format!("{posting}/attachments")).await;
        assert!(page.text.contains("Word · 1 KB · SHA-256") && page.text.contains("附件已满"), "{}", page.text);
        assert_eq!(bring(&writer, &posting, "9.pdf", PDF).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(site.listing_files(), ATTACHMENTS_MAX);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_public_gets_the_files_of_what_was_approved_as_downloads_and_of_nothing_else() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let writer = recruiter(&site, "recruiter").await?;
        let officer = site.person_with("desk", Role::FirmsDesk, None).await?;
        let posting = begin(&writer).await?;
        let id: ListingId = posting.trim_start_matches("/my/listings/").parse()?;
        bring(&writer, &posting, "../简章;x=1.pdf", PDF).await;
        let own = first_file(&writer.get(&posting).await).context("it is listed")?;
        assert_eq!(writer.get(&own).await.bytes, PDF);
        let public = own.replace("/my/", "/");
        assert_eq!(site.get(&public).await.status, StatusCode::NOT_FOUND, "a draft is nobody else's");
        assert!(submit(&site, &writer, &posting).await.status.is_redirection());
        assert_eq!(site.get(&public).await.status, StatusCode::NOT_FOUND, "nor is what waits");
        let review = officer.get(&posting.replace("/my/", "/desk/")).await;
        let at_desk = first_file(&review).context("the desk sees it")?;
        assert_eq!(officer.get(&at_desk).await.bytes, PDF);
        judge(&officer, &posting, "approve").await;

        let page = site.get(&format!("/listings/{id}")).await;
        assert!(page.text.contains("PDF · 1 KB · SHA-256"), "{}", page.text);
        assert_eq!(first_file(&page).as_deref(), Some(public.as_str()));
        let download = site.get(&public).await;
        assert_eq!((download.status, download.bytes.as_slice()), (StatusCode::OK, PDF));
        let disposition = download.header("content-disposition");
        assert!(
            disposition.starts_with("attachment; filename*=UTF-8''%E7%AE%80%E7%AB%A0%3Bx%3D1.pdf"),
            "{disposition}"
        );
        assert_eq!(download.header("x-content-type-options"), "nosniff");
        assert!(download.header("content-security-policy").starts_with("sandbox"));
        assert!(site.get(&format!("/en{public}")).await.status == StatusCode::OK);

        // What is changed now is seen after the next review only.
        bring(&writer, &posting, "二.pdf", b"%PDF-1.7 two").await;
        writer.submit(&format!("{own}/remove"), &[]).await;
        let pages = (site.get(&format!("/listings/{id}")).await, writer.get(&posting).await);
        assert!(pages.0.text.contains("简章") && !pages.0.text.contains("二.pdf"), "{}", pages.0.text);
        assert!(pages.1.text.contains("二.pdf"), "{}", pages.1.text);
        let second = first_file(&pages.1).context("it is listed")?.replace("/my/", "/");
        assert_eq!(site.get(&second).await.status, StatusCode::NOT_FOUND);
        submit(&site, &writer, &posting).await;
        let review = officer.get(&posting.replace("/my/", "/desk/")).await;
        assert!(review.text.contains("与公开版本不同"), "{}", review.text);
        let compared = writer.get(&format!("{posting}/versions")).await;
        assert!(compared.text.contains("二.pdf") && compared.text.contains("简章"), "{}", compared.text);
        judge(&officer, &posting, "approve").await;
        assert_eq!(site.get(&public).await.status, StatusCode::NOT_FOUND);
        assert_eq!(site.get(&second).await.status, StatusCode::OK);
        assert_eq!(writer.get(&own).await.status, StatusCode::OK, "the version before has it still");

        let withdraw = posting.replace("/my/", "/desk/");
        officer.submit(&format!("{withdraw}/withdraw"), &[("reason", "原因")]).await;
        assert_eq!(site.get(&second).await.status, StatusCode::NOT_FOUND);
        assert!(!site.get(&format!("/listings/{id}")).await.text.contains("二.pdf"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn changes_that_are_given_up_bring_back_the_files_that_the_public_sees() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let writer = recruiter(&site, "recruiter").await?;
        let officer = site.person_with("desk", Role::FirmsDesk, None).await?;
        let posting = begin(&writer).await?;
        bring(&writer, &posting, "一.pdf", PDF).await;
        submit(&site, &writer, &posting).await;
        let fixed = writer.get(&format!("{posting}/attachments")).await;
        assert!(fixed.text.contains("现在不能修改附件"), "{}", fixed.text);
        assert!(bring(&writer, &posting, "晚.pdf", PDF).await.status.is_redirection());
        assert!(!writer.get(&posting).await.text.contains("晚.pdf"), "what waits is not changed");
        judge(&officer, &posting, "approve").await;
        let own = first_file(&writer.get(&posting).await).context("it is listed")?;
        writer.submit(&format!("{own}/remove"), &[]).await;
        bring(&writer, &posting, "二.pdf", PDF).await;
        writer.submit(&format!("{posting}/discard"), &[]).await;
        let page = writer.get(&posting).await;
        assert!(page.text.contains("一.pdf") && !page.text.contains("二.pdf"), "{}", page.text);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_paused_or_closed_listing_gives_no_files() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let writer = recruiter(&site, "recruiter").await?;
        let officer = site.person_with("desk", Role::FirmsDesk, None).await?;
        let mut public = Vec::new();
        for _ in 0..2 {
            let posting = begin(&writer).await?;
            bring(&writer, &posting, "一.pdf", PDF).await;
            submit(&site, &writer, &posting).await;
            judge(&officer, &posting, "approve").await;
            let file = first_file(&writer.get(&posting).await).context("it is listed")?.replace("/my/", "/");
            assert_eq!(site.get(&file).await.status, StatusCode::OK);
            public.push((posting, file));
        }
        writer.submit(&format!("{}/close", public[0].0), &[("reason", "招满")]).await;
        assert_eq!(site.get(&public[0].1).await.status, StatusCode::NOT_FOUND);
        site.clock.set(site.clock.now() + Duration::days(70));
        site.tend_postings().await?;
        assert_eq!(site.get(&public[1].1).await.status, StatusCode::NOT_FOUND);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nobody_else_reaches_a_file_or_attaches_one() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let writer = recruiter(&site, "recruiter").await?;
        let stranger = site.person_with("stranger", Role::Recruiter, Some(firm(OTHER_FIRM))).await?;
        let schools = site.person_with("schools", Role::UniversitiesDesk, None).await?;
        let posting = begin(&writer).await?;
        bring(&writer, &posting, "一.pdf", PDF).await;
        let own = first_file(&writer.get(&posting).await).context("it is listed")?;
        for other in [&stranger, &schools] {
            assert_eq!(other.get(&own).await.status, StatusCode::NOT_FOUND);
            assert_eq!(other.get(&format!("{posting}/attachments")).await.status, StatusCode::NOT_FOUND);
            assert_eq!(other.submit(&format!("{own}/remove"), &[]).await.status, StatusCode::NOT_FOUND);
            assert_eq!(bring(other, &posting, "a.pdf", PDF).await.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(site.listing_files(), 1);
        // A file is reached through its own listing alone.
        let second = begin(&writer).await?;
        let piece = own.rsplit('/').next().unwrap_or_default();
        assert_eq!(writer.get(&format!("{second}/attachments/{piece}")).await.status, StatusCode::NOT_FOUND);
        writer.submit(&format!("{second}/attachments/{piece}/remove"), &[]).await;
        assert_eq!(writer.get(&own).await.status, StatusCode::OK);
        Ok(())
    })
    .await
}

/// The leave of the recruiter to change a posting.
async fn may_write(site: &TestSite, posting: &str) -> anyhow::Result<Permit> {
    let id: ListingId = posting.trim_start_matches("/my/listings/").parse()?;
    let person = PersonId::of_record("people", "recruiter@example.com");
    let actor = site.store.find_actor(person, site.clock.now()).await?;
    let filed = site.store.find_posting_for(&actor, id).await?.context("it is there")?;
    Ok(actor.permit(Action::WriteListing, filed.thing())?)
}

#[tokio::test]
async fn of_many_files_that_come_at_once_no_more_are_attached_than_may_be() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let writer = recruiter(&site, "recruiter").await?;
        let posting = begin(&writer).await?;
        let permit = may_write(&site, &posting).await?;
        let file = Coming { name: "a.pdf", content: PDF, purpose: AttachmentPurpose::Public };
        let app = site.app();
        let one = || async {
            let mut taken = 0;
            for _ in 0..ATTACHMENTS_MAX {
                taken += usize::from(attach(app, &permit, file).await.is_ok());
            }
            taken
        };
        let (first, second, third) = tokio::join!(one(), one(), one());
        assert_eq!(first + second + third, ATTACHMENTS_MAX);
        assert_eq!(site.listing_files(), ATTACHMENTS_MAX, "what was refused left nothing");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_file_that_no_version_has_is_cleared_away_and_one_that_a_version_has_stays() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let writer = recruiter(&site, "recruiter").await?;
        let posting = begin(&writer).await?;
        bring(&writer, &posting, "草稿.pdf", PDF).await;
        let dropped = first_file(&writer.get(&posting).await).context("it is listed")?;
        writer.submit(&format!("{dropped}/remove"), &[]).await;
        bring(&writer, &posting, "正式.pdf", PDF).await;
        submit(&site, &writer, &posting).await;
        writer.submit(&format!("{posting}/recall"), &[]).await;
        let kept = first_file(&writer.get(&posting).await).context("it is listed")?;
        writer.submit(&format!("{kept}/remove"), &[]).await;
        assert_eq!(site.listing_files(), 2);
        clear_attachments(site.app()).await?;
        assert_eq!(site.listing_files(), 2, "whoever is just attaching is left alone");
        site.clock.set(site.clock.now() + Duration::hours(2));
        clear_attachments(site.app()).await?;
        assert_eq!(site.listing_files(), 1);
        let writer = site.come_back("recruiter").await?;
        assert_eq!(writer.get(&dropped).await.status, StatusCode::NOT_FOUND);
        assert_eq!(writer.get(&kept).await.bytes, PDF, "the version that was submitted has it");
        Ok(())
    })
    .await
}
