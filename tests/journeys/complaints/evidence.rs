//! Files that come with complaints: who brings them, who sees them, and when they go.

use anyhow::Context as _;
use axum::http::StatusCode;
use rongqiao_model::access::Role;
use rongqiao_model::complaint::COMPLAINT_EVIDENCE_MAX;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::site::Answered;
use rongqiao_tests::visitor::Visitor;
use time::Duration;

use super::{citizen, committee, complain, decide, desk, examine, first_case, keeper, published, recruiter, site};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n a receipt";

/// The name under which a file comes; it is nobody's business.
const NAME: &str = "周明远的转账记录.png";

async fn bring(reporter: &Visitor<'_>, complaint: &str, content: &[u8]) -> Answered {
    reporter.upload(&format!("{complaint}/evidence"), &[], ("evidence-file", NAME, content)).await
}

/// The addresses of the files on the page of a case.
fn files_on(page: &Answered) -> Vec<String> {
    let hrefs = page.text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    hrefs.filter(|href| href.contains("/evidence/")).map(str::to_owned).collect()
}

#[tokio::test]
async fn files_of_a_complaint_are_for_those_who_decide_it_and_for_nobody_else() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let (writer, officer) = (recruiter(&site, "recruiter").await?, desk(&site, "desk").await?);
        let (owner, lin) = (keeper(&site, "keeper").await?, citizen(&site, "lin@example.com").await?);
        let job = published(&site, &writer, &officer).await?;
        let own = complain(&lin.browser, &format!("/listings/{job}")).await;
        let form = lin.browser.get(&format!("{own}/evidence")).await;
        assert!(form.text.contains("还可以上传 3 个文件") && form.text.contains("用截图代替原图"), "{}", form.text);
        let (landed, page) = (bring(&lin.browser, &own, PNG).await, lin.browser.get(&own).await);
        assert_eq!(landed.header("location"), format!("{own}?told=evidence"));
        assert!(page.text.contains("文件 1 · PNG · 1 KB"), "{}", page.text);

        let nobody = Visitor::new(&site);
        let secret = complain(&nobody, &format!("/listings/{job}")).await;
        assert!(secret.starts_with("/complaints/"), "{secret}");
        assert!(bring(&nobody, &secret, b"%PDF-1.7 a contract").await.status.is_redirection());

        let case = first_case(&officer).await?;
        let shown = officer.get(&case).await;
        // Complaints that came at the same moment stand in any order.
        let mut files = files_on(&shown);
        if files.len() == 2 && officer.get(&files[0]).await.bytes != PNG {
            files.swap(0, 1);
        }
        assert!(!shown.text.contains("周明远"), "what it was called tells who brought it");
        let [picture, contract] = files.as_slice() else { anyhow::bail!("{files:?}") };
        let download = officer.get(picture).await;
        assert_eq!((download.status, download.bytes.as_slice()), (StatusCode::OK, PNG));
        assert_eq!(download.header("content-disposition"), "attachment; filename*=UTF-8''evidence.png");
        assert!(download.header("content-security-policy").starts_with("sandbox"));
        assert_eq!(officer.get(contract).await.bytes, b"%PDF-1.7 a contract");
        let schools = site.person_with("schools", Role::UniversitiesDesk, None).await?;
        for other in [&writer, &owner, &schools, &lin.browser] {
            assert_eq!(other.get(picture).await.status, StatusCode::NOT_FOUND);
        }
        assert!(nobody.get(picture).await.header("location").starts_with("/sign-in"));
        // A file is reached through its own case alone.
        let piece = picture.rsplit('/').next().context("it has an identity")?;
        let elsewhere = complain(&nobody, &format!("/organisations/{}", super::firm(super::FIRM))).await;
        assert!(elsewhere.starts_with("/complaints/"));
        let cases = officer.get("/desk/complaints").await.text;
        let other_case = cases.split("href=\"").filter_map(|rest| rest.split('"').next());
        let other_case = other_case.filter(|it| it.starts_with("/desk/complaints/") && *it != case);
        let other_case = other_case.last().context("two cases wait")?;
        assert_eq!(officer.get(&format!("{other_case}/evidence/{piece}")).await.status, StatusCode::NOT_FOUND);

        // The committee, which decides the appeal, sees them too.
        examine(&officer, &case).await;
        decide(&officer, &case, "not-upheld").await;
        assert_eq!(bring(&lin.browser, &own, PNG).await.header("location"), own, "it is decided");
        assert_eq!(site.evidence_files(), 2);
        lin.browser.submit(&format!("{own}/appeal"), &[("complaint-appeal", "证据没有看。")]).await;
        let committee = committee(&site, "committee").await?;
        assert_eq!(committee.get(picture).await.bytes, PNG);
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_complaint_takes_three_files_of_known_kinds_also_of_many_that_come_at_once() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let (writer, officer) = (recruiter(&site, "recruiter").await?, desk(&site, "desk").await?);
        let lin = citizen(&site, "lin@example.com").await?;
        let job = published(&site, &writer, &officer).await?;
        let own = complain(&lin.browser, &format!("/listings/{job}")).await;
        for (content, words) in [
            (&b"<svg onload=alert(1)>"[..], "只接受 PDF、JPEG 和 PNG"),
            (b"PK\x03\x04", "只接受 PDF、JPEG 和 PNG"),
            (b"", "请选择一个有内容的文件"),
        ] {
            let refused = bring(&lin.browser, &own, content).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.text.contains(words) && refused.text.contains("aria-invalid=\"true\""), "{words}");
        }
        let mut large = b"%PDF-1.7".to_vec();
        large.resize(10 * 1024 * 1024 + 1, b' ');
        assert!(bring(&lin.browser, &own, &large).await.text.contains("不能超过 10 MB"));
        assert_eq!(site.evidence_files(), 0);
        let one = || bring(&lin.browser, &own, PNG);
        tokio::join!(one(), one(), one(), one(), one());
        assert_eq!(site.evidence_files(), COMPLAINT_EVIDENCE_MAX, "what was refused left nothing");
        let page = lin.browser.get(&own).await.text;
        assert!(page.contains("文件 3 ·") && !page.contains("文件 4 ·") && !page.contains(&format!("{own}/evidence")));
        let stranger = citizen(&site, "stranger@example.com").await?;
        assert_eq!(bring(&stranger.browser, &own, PNG).await.status, StatusCode::NOT_FOUND);
        assert_eq!(stranger.browser.get(&format!("{own}/evidence")).await.status, StatusCode::NOT_FOUND);
        let copy = site.store.copy_own_data(lin.id, site.clock.now()).await?.context("they have an account")?;
        let files = copy["complaints"][0]["files"].as_array().context("files are copied")?;
        assert_eq!((files.len(), &files[0]["media"]), (COMPLAINT_EVIDENCE_MAX, &"image/png".into()));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn files_of_a_complaint_are_purged_with_its_case() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let (writer, officer) = (recruiter(&site, "recruiter").await?, desk(&site, "desk").await?);
        let lin = citizen(&site, "lin@example.com").await?;
        let job = published(&site, &writer, &officer).await?;
        let own = complain(&lin.browser, &format!("/listings/{job}")).await;
        bring(&lin.browser, &own, PNG).await;
        let case = first_case(&officer).await?;
        examine(&officer, &case).await;
        decide(&officer, &case, "not-upheld").await;
        let years = |count: i64| Duration::days(count * 366);
        site.clock.set(site.clock.now() + Duration::days(30));
        site.store.close_cases(site.clock.now()).await?;
        site.clock.set(site.clock.now() + years(2));
        rongqiao_api::tasks::settle_retention(site.app()).await?;
        assert_eq!(site.evidence_files(), 1, "the law wants it kept");
        site.clock.set(site.clock.now() + years(2));
        rongqiao_api::tasks::settle_retention(site.app()).await?;
        assert_eq!(site.evidence_files(), 0);
        Ok(())
    })
    .await
}
