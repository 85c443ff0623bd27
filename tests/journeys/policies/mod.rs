//! News and policy documents: who publishes them, how they are found, and what is asked about them.

mod asking;

use axum::http::StatusCode;
use rongqiao_model::access::Role;
use rongqiao_model::kind::article::{ArticleDetails, Column};
use rongqiao_model::kind::policy::{PolicyDetails, PolicyState};
use rongqiao_model::kind::{Details, ListingKind};
use rongqiao_model::{ListingId, OrganisationId};
use rongqiao_tests::database::{TestDatabase, on_every_database};
use rongqiao_tests::listings::{ListingDraft, a_job, a_listing, an_organisation};
use rongqiao_tests::site::{Answered, TestSite, encoded};
use rongqiao_tests::visitor::Visitor;
use time::macros::{date, datetime};

const AUTHORITY: &str = "临屿产业教育协调委员会";
const FIRM: &str = "晨芯半导体（上海）有限公司";

/// A document of the authority with this number, in force.
fn a_policy(title: &str, details: PolicyDetails) -> ListingDraft {
    let details = Details::Policy(PolicyDetails { policy_state: Some(PolicyState::InForce), ..details });
    a_listing(ListingKind::Policy).titled(title).from("test", title).by(AUTHORITY).with_details(details)
}

fn numbered(number: &str) -> PolicyDetails {
    PolicyDetails { document_number: number.to_owned(), issuers: vec![AUTHORITY.to_owned()], ..Default::default() }
}

fn an_article(title: &str, column: Column) -> ListingDraft {
    let details = Details::Article(ArticleDetails { column: Some(column), ..Default::default() });
    a_listing(ListingKind::Article).titled(title).from("test", title).by(AUTHORITY).with_details(details)
}

fn authority() -> OrganisationId {
    an_organisation(AUTHORITY).id
}

async fn site(database: TestDatabase) -> anyhow::Result<TestSite> {
    TestSite::with(database, [a_policy("实训基地管理办法", numbered("临屿产教〔2023〕2号")), a_job("岗位").by(FIRM)])
        .await
}

fn known() -> ListingId {
    a_policy("实训基地管理办法", numbered("临屿产教〔2023〕2号")).id()
}

fn between<'a>(page: &'a str, before: &str) -> &'a str {
    page.split_once(before).and_then(|(_, rest)| rest.split_once('"')).map_or("", |(value, _)| value)
}

fn nonce(name: &str) -> String {
    ListingId::of_record("nonce", name).to_string()
}

/// Begins a listing of `kind` and answers with where it leads.
async fn begin(writer: &Visitor<'_>, kind: &str, organisation: OrganisationId, name: &str) -> Answered {
    let (nonce, organisation) = (nonce(name), organisation.to_string());
    writer.submit("/my/listings/new", &[("nonce", &nonce), ("kind", kind), ("organisation", &organisation)]).await
}

fn id_in(answered: &Answered) -> anyhow::Result<ListingId> {
    let location = answered.header("location");
    Ok(location.trim_start_matches("/my/listings/").trim_end_matches("/edit").parse()?)
}

/// Writes a document and hands it in.
async fn hand_in(writer: &Visitor<'_>, name: &str, changes: &[(&str, &str)]) -> anyhow::Result<(ListingId, Answered)> {
    let id = id_in(&begin(writer, "policy", authority(), name).await)?;
    let edit = format!("/my/listings/{id}/edit");
    let page = writer.get(&edit).await;
    let revision = between(&page.text, "name=\"revision\" value=\"").to_owned();
    let mut fields = vec![
        ("title", name),
        ("description", "# 总则\n\n**适用**于片区。"),
        ("document_number", "临屿产教[2026]1号"),
        ("issuers", AUTHORITY),
        ("issued_on", "2026-08-20"),
        ("policy_state", "in-force"),
        ("measures", "一、补贴，最高 5 万元\n二、场地开放"),
    ];
    fields.retain(|(known, _)| changes.iter().all(|(changed, _)| changed != known));
    fields.extend(changes);
    fields.extend([("do", "submit"), ("revision", &revision)]);
    Ok((id, writer.submit(&edit, &fields).await))
}

async fn approve(officer: &Visitor<'_>, id: ListingId) -> Answered {
    let desk = format!("/desk/listings/{id}");
    let page = officer.get(&desk).await;
    let revision = between(&page.text, "name=\"revision\" value=\"").to_owned();
    officer.submit(&desk, &[("do", "approve"), ("revision", &revision)]).await
}

#[tokio::test]
async fn a_document_is_found_by_its_number_in_whatever_marks_it_is_typed() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(
            database,
            [
                a_policy("一个办法", numbered("沪发改社〔2023〕18号")),
                a_policy("另一个办法", numbered("沪发改社〔2022〕18号")),
                a_policy("又一个办法", numbered("沪发改社〔2023〕81号")),
            ],
        )
        .await?;
        let wanted = a_policy("一个办法", numbered("")).id().to_string();
        for typed in ["沪发改社〔2023〕18号", "沪发改社[2023]18号", "沪发改社（2023）18号", "沪发改社(2023) 18号"]
        {
            let found = site.found(&format!("q={}&kind=policy", encoded(typed))).await;
            assert_eq!(found.first(), Some(&wanted), "{typed}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_another_document_repeals_is_nowhere_shown_as_in_force_from_its_day_on() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let repealing = PolicyDetails {
            repeals: vec!["临屿产教〔2023〕2号".to_owned()],
            effective_on: Some(date!(2026 - 09 - 03)),
            ..numbered("临屿产教〔2026〕3号")
        };
        let repealing = a_policy("新的办法", repealing);
        let (old, new) = (known(), repealing.id());
        let site = site(database).await?;
        site.publish([repealing]).await?;
        site.tend_postings().await?;
        let page = site.get(&format!("/listings/{old}")).await.text;
        assert!(page.contains("standing-in-force") && page.contains(&format!("/listings/{new}")), "{page}");
        assert!(site.get(&format!("/listings/{new}")).await.text.contains("standing-not-yet"), "its day has not come");

        site.clock.set(datetime!(2026-09-03 08:00 +8));
        site.tend_postings().await?;
        site.follow().await?;
        for address in
            [format!("/listings/{old}"), "/policies".to_owned(), "/search?kind=policy".to_owned(), "/".to_owned()]
        {
            let page = site.get(&address).await.text;
            assert!(page.contains("已废止"), "{address}: {page}");
        }
        let page = site.get(&format!("/listings/{old}")).await.text;
        assert!(page.contains("废止本文件") && page.contains("standing-repealed"), "{page}");
        assert!(page.contains("schema.org/NotInForce"), "machines are told too");
        let english = site.get(&format!("/en/listings/{old}")).await.text;
        assert!(english.contains("Repealed") && english.contains("Repeals this document"), "{english}");
        let page = site.get(&format!("/listings/{new}")).await.text;
        assert!(page.contains("standing-in-force") && page.contains(&format!("/listings/{old}")), "{page}");
        assert_eq!(site.store.settle_policies(site.clock.now()).await?, 0, "it is settled once");
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn publishing_a_document_repeals_in_the_same_step_and_no_number_stands_twice() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let writer = site.person_with("writer", Role::OrganisationAdministrator, Some(authority())).await?;
        let officer = site.person_with("officer", Role::Committee, None).await?;
        let (id, sent) = hand_in(&writer, "新办法", &[("repeals", "临屿产教(2023)2号")]).await?;
        assert_eq!(sent.header("location"), format!("/my/listings/{id}"), "{}", sent.text);
        let (twin, _) = hand_in(&writer, "同号办法", &[]).await?;
        assert_eq!(approve(&officer, id).await.header("location"), "/desk/listings");
        let page = site.get(&format!("/listings/{id}")).await.text;
        for words in ["临屿产教〔2026〕1号", "<h3>总则</h3>", "<strong>适用</strong>", "<li>一、补贴，最高 5 万元</li>"]
        {
            assert!(page.contains(words), "{words} in {page}");
        }
        let old = site.get(&format!("/listings/{}", known())).await.text;
        assert!(old.contains("standing-repealed\">已废止</span>"), "{old}");

        let refused = approve(&officer, twin).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(refused.text.contains("另一份已公开的文件相同"), "{}", refused.text);
        let (_, wrong) = hand_in(&writer, "又是同号", &[("document_number", "临屿产教（2026）1号")]).await?;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "the author is told before the desk");
        assert!(wrong.text.contains("又是同号"), "nothing typed is lost");
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn policies_are_for_authorities_and_notices_for_those_who_may_announce() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let firm = an_organisation(FIRM).id;
        let writer = site.person_with("recruiter", Role::Recruiter, Some(firm)).await?;
        let offered = writer.get("/my/listings/new").await.text;
        assert!(!offered.contains("value=\"policy\"") && offered.contains("value=\"article\""), "{offered}");
        let refused = begin(&writer, "policy", firm, "forged").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("政策文件只能由政府部门和运营服务台发布"), "{}", refused.text);

        let id = id_in(&begin(&writer, "article", firm, "article").await)?;
        let edit = format!("/my/listings/{id}/edit");
        let send = async |column: &str, origin: &str| {
            let revision = between(&writer.get(&edit).await.text, "name=\"revision\" value=\"").to_owned();
            let fields = [("title", "招标公告中写“限男性”属违法"), ("description", "案例说明。"), ("do", "submit")];
            let more = [("column", column), ("origin", origin), ("revision", revision.as_str())];
            writer.submit(&edit, &fields.into_iter().chain(more).collect::<Vec<_>>()).await
        };
        let misplaced = send("notice", "own").await;
        assert!(misplaced.text.contains("通知公告由政府部门"), "{}", misplaced.text);
        let unnamed = send("case", "taken-over").await;
        assert!(unnamed.text.contains("taken_from-mistake"), "{}", unnamed.text);
        let sent = send("case", "own").await;
        assert_eq!(sent.header("location"), format!("/my/listings/{id}"), "news may quote what offers may not say");
        assert_eq!(site.get(&format!("/listings/{id}")).await.status, StatusCode::NOT_FOUND, "it is reviewed first");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nothing_in_an_article_becomes_a_script_on_any_page() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let payload = "<script>alert(1)</script>\n\n[x](javascript:alert(1)) ![x](https://evil.example/p.png)\n\n\
                       <img src=x onerror=alert(1)>\n\n**正文**";
        let article = an_article("载荷", Column::Trend).saying(payload);
        let id = article.id();
        let site = TestSite::with(database, [article]).await?;
        for address in
            [format!("/listings/{id}"), "/news".to_owned(), "/".to_owned(), "/search?q=%E8%BD%BD%E8%8D%B7".to_owned()]
        {
            let page = site.get(&address).await.text;
            for words in ["<script>alert", "<img", "href=\"javascript:", "src=\"https://evil"] {
                assert!(!page.contains(words), "{address}: {words} in {page}");
            }
        }
        assert!(site.get(&format!("/listings/{id}")).await.text.contains("<strong>正文</strong>"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn each_column_has_its_page_and_its_feed() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let closed = an_article("已过期的通知", Column::Notice).closing(datetime!(2026-08-31 00:00 UTC));
        let articles = [an_article("一则通知", Column::Notice), an_article("一个案例", Column::Case), closed];
        let site = TestSite::with(database, articles).await?;
        let all = site.get("/news").await.text;
        assert!(all.contains("一则通知") && all.contains("一个案例") && !all.contains("已过期的通知"), "{all}");
        for (language, words) in [("", "典型案例"), ("/en", "Case")] {
            let page = site.get(&format!("{language}/news?column=case")).await.text;
            assert!(page.contains(words) && page.contains("一个案例") && !page.contains("一则通知"), "{page}");
            let feed = site.get(&format!("{language}/news.atom?column=case")).await;
            assert!(feed.header("content-type").starts_with("application/atom+xml"));
            assert!(feed.text.contains("一个案例") && !feed.text.contains("一则通知"), "{}", feed.text);
        }
        assert_eq!(site.get("/news?column=rumour").await.status, StatusCode::NOT_FOUND);
        assert!(site.get("/sitemaps/pages.xml").await.text.contains("/policies<"), "the pages are in the sitemap");
        Ok(())
    })
    .await
}
