//! A listing from its first draft to its end: its organisation writes it, a desk reviews it, the public finds it.

use axum::http::StatusCode;
use rongqiao_matching::fit::Description;
use rongqiao_matching::skills::Vocabulary;
use rongqiao_model::access::Role;
use rongqiao_model::kind::{Details, ListingKind};
use rongqiao_model::listing::Listing;
use rongqiao_model::organisation::OrganisationKind;
use rongqiao_model::posting::form_fields;
use rongqiao_model::posting::publishers::may_publish;
use rongqiao_model::{ListingId, OrganisationId};
use rongqiao_tests::database::{TestDatabase, on_every_database};
use rongqiao_tests::listings::{a_job, a_listing, an_organisation};
use rongqiao_tests::site::{Answered, TestSite, encoded};
use rongqiao_tests::visitor::Visitor;
use sea_orm_migration::sea_orm::ConnectionTrait as _;
use time::{Date, Duration};

pub(super) const FIRM: &str = "晨芯半导体（上海）有限公司";
const OTHER_FIRM: &str = "滨海重工（上海）有限公司";

/// A site that knows two firms.
pub(crate) async fn site(database: TestDatabase) -> anyhow::Result<TestSite> {
    TestSite::with(database, [a_job("已有岗位").by(FIRM), a_job("别家岗位").by(OTHER_FIRM)]).await
}

pub(crate) fn firm(name: &str) -> OrganisationId {
    an_organisation(name).id
}

pub(crate) async fn recruiter<'a>(site: &'a TestSite, name: &str) -> anyhow::Result<Visitor<'a>> {
    site.person_with(name, Role::Recruiter, Some(firm(FIRM))).await
}

pub(crate) async fn desk<'a>(site: &'a TestSite, name: &str) -> anyhow::Result<Visitor<'a>> {
    site.person_with(name, Role::FirmsDesk, None).await
}

/// The day `days` from now, as it is typed.
fn day(site: &TestSite, days: i64) -> String {
    let today: Date = site.clock.now().date();
    (today + Duration::days(days)).to_string()
}

/// What somebody types for an internship, with `changes` in the place of what stands there.
pub(crate) fn internship(site: &TestSite, changes: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    let mut fields = vec![
        ("title", "光刻工艺实习生".to_owned()),
        ("duties", "跟随工程师调试光刻设备，整理良率数据。".to_owned()),
        ("requirements", "熟悉Python，了解光刻工艺。".to_owned()),
        ("employment_type", "internship".to_owned()),
        ("headcount", "2".to_owned()),
        ("pay_min", "200".to_owned()),
        ("pay_max", "260".to_owned()),
        ("pay_period", "day".to_owned()),
        ("place", "上海市浦东新区".to_owned()),
        ("zone", "lg-ic".to_owned()),
        ("skills", "Python".to_owned()),
        ("valid_through", day(site, 60)),
    ];
    for &(name, value) in changes {
        fields.retain(|(known, _)| *known != name);
        fields.push((name, value.to_owned()));
    }
    fields
}

/// Text between `before` and the next quote.
fn between<'a>(page: &'a str, before: &str) -> &'a str {
    page.split_once(before).and_then(|(_, rest)| rest.split_once('"')).map_or("", |(value, _)| value)
}

pub(crate) fn revision(page: &Answered) -> String {
    between(&page.text, "name=\"revision\" value=\"").to_owned()
}

/// Begins a job and returns its identity.
pub(crate) async fn begin(writer: &Visitor<'_>) -> anyhow::Result<ListingId> {
    let page = writer.get("/my/listings/new").await;
    begin_with(writer, between(&page.text, "name=\"nonce\" value=\""), "job").await
}

async fn begin_with(writer: &Visitor<'_>, nonce: &str, kind: &str) -> anyhow::Result<ListingId> {
    let organisation = firm(FIRM).to_string();
    let fields = [("nonce", nonce), ("kind", kind), ("organisation", &organisation)];
    let (landed, _) = writer.submit_and_follow("/my/listings/new", &fields).await;
    Ok(landed.trim_start_matches("/my/listings/").trim_end_matches("/edit").parse()?)
}

/// What stands for something that a page minted.
fn nonce(name: &str) -> String {
    ListingId::of_record("nonce", name).to_string()
}

/// Sends the form of a posting with one of its buttons, at the revision that its page shows.
async fn send(writer: &Visitor<'_>, id: ListingId, button: &str, fields: &[(&'static str, String)]) -> Answered {
    let edit = format!("/my/listings/{id}/edit");
    let revision = revision(&writer.get(&edit).await);
    send_at(writer, id, button, &revision, fields).await
}

pub(crate) async fn send_at(
    writer: &Visitor<'_>,
    id: ListingId,
    button: &str,
    revision: &str,
    fields: &[(&'static str, String)],
) -> Answered {
    let mut all: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    all.extend([("do", button), ("revision", revision)]);
    writer.submit(&format!("/my/listings/{id}/edit"), &all).await
}

/// A job that waits for its desk.
pub(crate) async fn submitted(
    site: &TestSite,
    writer: &Visitor<'_>,
    changes: &[(&'static str, &str)],
) -> anyhow::Result<ListingId> {
    let id = begin(writer).await?;
    let answered = send(writer, id, "submit", &internship(site, changes)).await;
    assert_eq!(answered.header("location"), format!("/my/listings/{id}"), "{}", answered.text);
    Ok(id)
}

/// Sends the desk's judgement on what its page shows.
pub(crate) async fn judge(officer: &Visitor<'_>, id: ListingId, button: &str, more: &[(&str, &str)]) -> Answered {
    let page = officer.get(&format!("/desk/listings/{id}")).await;
    judge_at(officer, id, button, &revision(&page), more).await
}

async fn judge_at(
    officer: &Visitor<'_>,
    id: ListingId,
    button: &str,
    revision: &str,
    more: &[(&str, &str)],
) -> Answered {
    let fields: Vec<(&str, &str)> =
        [("do", button), ("revision", revision)].into_iter().chain(more.iter().copied()).collect();
    officer.submit(&format!("/desk/listings/{id}"), &fields).await
}

/// What the page of a posting says of its state, by the name of its class.
pub(super) async fn state(writer: &Visitor<'_>, id: ListingId) -> String {
    let page = writer.get(&format!("/my/listings/{id}")).await;
    assert_eq!(page.status, StatusCode::OK);
    between(&page.text, "class=\"state state-").to_owned()
}

#[tokio::test]
async fn a_posting_is_blocked_mended_returned_mended_published_and_found() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let (writer, officer) = (recruiter(&site, "recruiter").await?, desk(&site, "desk").await?);
        let id = begin(&writer).await?;
        let blocked = internship(&site, &[("requirements", "熟悉Python，限男性。")]);
        let page = send(&writer, id, "submit", &blocked).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in ["“限男性”：限定性别", "人力资源市场暂行条例", "请删去性别条件", "熟悉Python，限男性。"]
        {
            assert!(page.text.contains(words), "{words}");
        }
        assert_eq!(state(&writer, id).await, "draft");
        let sent = send(&writer, id, "submit", &internship(&site, &[])).await;
        assert_eq!(sent.header("location"), format!("/my/listings/{id}"));
        assert_eq!(state(&writer, id).await, "submitted", "a first-time publisher is always reviewed");
        assert_eq!(site.get(&format!("/listings/{id}")).await.status, StatusCode::NOT_FOUND);

        let queue = officer.get("/desk/listings").await;
        assert!(queue.text.contains("光刻工艺实习生") && queue.text.contains("2026年9月3日"), "{}", queue.text);
        let untold = judge(&officer, id, "return", &[]).await;
        assert_eq!(untold.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody returns without a reason");
        let remarks = [("reason", "还差一点。"), ("remark-duties", "请写明谁带教。")];
        assert_eq!(judge(&officer, id, "return", &remarks).await.header("location"), "/desk/listings");
        let edit = writer.get(&format!("/my/listings/{id}/edit")).await;
        assert!(edit.text.contains("还差一点。") && edit.text.contains("审核意见：请写明谁带教。"), "{}", edit.text);
        let told = site.letters().await?.pop().expect("its author is told");
        assert!(told.subject.contains("需要修改") && !told.text.contains("光刻"), "{told:?}");

        let mended = internship(&site, &[("duties", "由两位工程师带教，调试光刻设备。")]);
        send(&writer, id, "submit", &mended).await;
        assert_eq!(judge(&officer, id, "approve", &[]).await.header("location"), "/desk/listings");
        assert_eq!(state(&writer, id).await, "published");
        site.follow().await?;
        assert_eq!(site.found(&format!("q={}", encoded("光刻工艺实习生"))).await.first(), Some(&id.to_string()));
        let public = site.get(&format!("/listings/{id}")).await;
        for words in ["岗位职责：", "由两位工程师带教", "任职要求：", FIRM, "200–260 元/天", "东方芯港"]
        {
            assert!(public.text.contains(words), "{words}");
        }
        let compared = writer.get(&format!("/my/listings/{id}/versions")).await;
        assert!(
            compared.text.contains("由两位工程师带教") && compared.text.contains("跟随工程师"),
            "{}",
            compared.text
        );
        assert!(!compared.text.contains("熟悉Python"), "what is the same is left out");
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn all_that_is_missing_or_forbidden_is_told_at_once_and_nothing_typed_is_lost() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let writer = recruiter(&site, "recruiter").await?;
        let id = begin(&writer).await?;
        let changes = [
            ("headcount", "许多"),
            ("pay_max", ""),
            ("valid_through", &*day(&site, 91)),
            ("title", "诚聘 电话13800001234"),
            ("requirements", "已婚已育优先"),
        ];
        let page = send(&writer, id, "submit", &internship(&site, &changes)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in ["“招收人数”应是 1 到", "请填写“最高薪酬", "13800001234", "已婚已育", "许多"]
        {
            assert!(page.text.contains(words), "{words} in {}", page.text);
        }
        let stored = writer.get(&format!("/my/listings/{id}/edit")).await;
        assert!(stored.text.contains("许多"), "it is kept as a draft");
        let late = send(&writer, id, "submit", &internship(&site, &[("valid_through", &day(&site, 91))])).await;
        assert!(late.text.contains("应在 2026-09-02 到 2026-11-30 之间"), "{}", late.text);
        assert_eq!(send(&writer, id, "submit", &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_draft_is_kept_however_little_is_in_it_and_two_tabs_do_not_overwrite_each_other() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let writer = recruiter(&site, "recruiter").await?;
        let id = begin(&writer).await?;
        let edit = format!("/my/listings/{id}/edit");
        let seen = revision(&writer.get(&edit).await);
        let saved = send_at(&writer, id, "save", &seen, &[("title", "第一个窗口".to_owned())]).await;
        assert_eq!(saved.header("location"), format!("{edit}?saved"));
        let other = send_at(&writer, id, "save", &seen, &[("title", "第二个窗口".to_owned())]).await;
        assert_eq!(other.status, StatusCode::CONFLICT);
        assert!(other.text.contains("第二个窗口") && other.text.contains("刚在别处被修改过"));
        let by_itself = send_at(&writer, id, "autosave", &seen, &[("title", "第二个窗口".to_owned())]).await;
        assert_eq!(by_itself.status, StatusCode::CONFLICT);
        assert!(writer.get(&edit).await.text.contains("第一个窗口"));
        let again = send_at(&writer, id, "autosave", &revision(&other), &[("title", "自动保存".to_owned())]).await;
        assert!(again.status == StatusCode::OK && again.text.contains("\"revision\":3"), "{}", again.text);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn beginning_and_submitting_twice_makes_one_posting_and_one_version() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let writer = recruiter(&site, "recruiter").await?;
        let id = begin_with(&writer, &nonce("twice"), "job").await?;
        assert_eq!(begin_with(&writer, &nonce("twice"), "job").await?, id);
        let colleague = recruiter(&site, "colleague").await?;
        let theirs = begin_with(&colleague, &nonce("twice"), "job").await?;
        assert_ne!(theirs, id, "what somebody else minted leads to nothing of theirs");
        let seen = revision(&writer.get(&format!("/my/listings/{id}/edit")).await);
        let form = internship(&site, &[]);
        let (first, second) =
            tokio::join!(send_at(&writer, id, "submit", &seen, &form), send_at(&writer, id, "submit", &seen, &form));
        let outcomes = [first.status, second.status];
        assert!(outcomes.iter().any(|status| status.is_redirection()), "{outcomes:?}");
        let page = writer.get(&format!("/my/listings/{id}")).await;
        assert_eq!(page.text.matches("<li value=").count(), 1, "one version");
        assert_eq!(writer.get("/my/listings").await.text.matches("<li>\n<h2>").count(), 2);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn of_a_review_and_taking_back_exactly_one_is_done() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let (writer, officer) = (recruiter(&site, "recruiter").await?, desk(&site, "desk").await?);
        // However often they are approved before: what screening finds something in waits for a desk.
        let reviewed = [("requirements", "熟悉Python，35岁以下。")];
        for round in 0..8 {
            let id = submitted(&site, &writer, &reviewed).await?;
            let seen = revision(&officer.get(&format!("/desk/listings/{id}")).await);
            let recall = format!("/my/listings/{id}/recall");
            let (judged, _) = tokio::join!(judge_at(&officer, id, "approve", &seen, &[]), writer.submit(&recall, &[]));
            let done = judged.header("location") == "/desk/listings";
            let now = state(&writer, id).await;
            assert_eq!(now, if done { "published" } else { "draft" }, "round {round}: {}", judged.status);
            let is_public = site.get(&format!("/listings/{id}")).await.status == StatusCode::OK;
            assert_eq!(is_public, done, "round {round}");
            assert!(done || judged.status == StatusCode::CONFLICT, "round {round}: {}", judged.status);
        }
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn two_officers_decide_once_and_the_second_is_told() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let writer = recruiter(&site, "recruiter").await?;
        let (one, other) = (desk(&site, "desk-one").await?, desk(&site, "desk-two").await?);
        let id = submitted(&site, &writer, &[]).await?;
        let seen = revision(&one.get(&format!("/desk/listings/{id}")).await);
        let reason = [("reason", "内容不真实。")];
        let (approved, rejected) =
            tokio::join!(judge_at(&one, id, "approve", &seen, &[]), judge_at(&other, id, "reject", &seen, &reason));
        let done = [&approved, &rejected].map(|it| it.header("location") == "/desk/listings");
        assert_eq!(done.iter().filter(|&&it| it).count(), 1, "{} {}", approved.status, rejected.status);
        assert_eq!(state(&writer, id).await, if done[0] { "published" } else { "rejected" });
        let decided = |subject: &str| subject.contains("已公开") || subject.contains("未通过");
        assert_eq!(site.letters().await?.iter().filter(|letter| decided(&letter.subject)).count(), 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nothing_of_others_can_be_seen_or_done() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let writer = recruiter(&site, "recruiter").await?;
        let id = submitted(&site, &writer, &[]).await?;
        let elsewhere = site.person_with("elsewhere", Role::Recruiter, Some(firm(OTHER_FIRM))).await?;
        let other_desk = site.person_with("universities", Role::UniversitiesDesk, None).await?;
        let student = site.person_with("student", Role::Student, Some(firm(FIRM))).await?;
        for below in ["", "/edit", "/preview", "/versions", "/close", "/extend"] {
            for stranger in [&elsewhere, &other_desk, &student] {
                let answered = stranger.get(&format!("/my/listings/{id}{below}")).await;
                assert_eq!(answered.status, StatusCode::NOT_FOUND, "{below}");
            }
            let unknown = site.get(&format!("/my/listings/{id}{below}")).await;
            assert!(unknown.status.is_redirection() && unknown.header("location").starts_with("/sign-in"), "{below}");
        }
        for address in ["recall", "discard", "copy", "close", "extend", "edit"] {
            let answered = elsewhere.submit(&format!("/my/listings/{id}/{address}"), &[("reason", "无")]).await;
            assert_eq!(answered.status, StatusCode::NOT_FOUND, "{address}");
        }
        for stranger in [&writer, &elsewhere, &other_desk, &student] {
            assert_eq!(judge_at(stranger, id, "approve", "2", &[]).await.status, StatusCode::NOT_FOUND);
            let withdrawn = stranger.submit(&format!("/desk/listings/{id}/withdraw"), &[("reason", "无")]).await;
            assert_eq!(withdrawn.status, StatusCode::NOT_FOUND);
            let ticked = format!("{id}.2");
            let many = stranger.submit("/desk/listings/approve", &[("posting", &ticked)]).await;
            assert_eq!(many.status, StatusCode::NOT_FOUND);
        }
        let organisation = firm(FIRM).to_string();
        let another = nonce("another");
        let fields = [("nonce", another.as_str()), ("kind", "job"), ("organisation", &organisation)];
        assert_eq!(elsewhere.submit("/my/listings/new", &fields).await.status, StatusCode::NOT_FOUND);
        assert_eq!(state(&writer, id).await, "submitted");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn whoever_writes_for_an_organisation_never_reviews_for_it() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let writer = recruiter(&site, "recruiter").await?;
        let id = submitted(&site, &writer, &[]).await?;
        let both = desk(&site, "both").await?;
        let person = rongqiao_model::PersonId::of_record("people", "both@example.com");
        let hat = (Role::Mentor, Some(firm(FIRM)));
        rongqiao_tests::people::give_role(&site.store, person, hat, "", site.clock.now()).await?;
        assert_eq!(both.get(&format!("/desk/listings/{id}")).await.status, StatusCode::NOT_FOUND);
        assert!(!both.get("/desk/listings").await.text.contains("光刻工艺实习生"));
        Ok(())
    })
    .await
}

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
        assert!(officer.submit(&withdraw, &[("reason", "经核实为虚假岗位")]).await.status.is_redirection());
        assert_eq!(state(&writer, copy).await, "withdrawn");
        assert!(writer.get(&format!("/my/listings/{copy}")).await.text.contains("经核实为虚假岗位"));
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
async fn a_publisher_is_trusted_after_five_approvals_until_one_refusal() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let (writer, officer) = (recruiter(&site, "recruiter").await?, desk(&site, "desk").await?);
        let mut waiting = Vec::new();
        for _ in 0..6 {
            waiting.push(submitted(&site, &writer, &[]).await?);
        }
        let tick = async |id: ListingId| -> Answered {
            let seen = revision(&officer.get(&format!("/desk/listings/{id}")).await);
            officer.submit("/desk/listings/approve", &[("posting", &format!("{id}.{seen}"))]).await
        };
        assert!(tick(waiting[0]).await.header("location").ends_with("approved=0"), "it is not trusted yet");
        for &id in &waiting[..5] {
            assert_eq!(state(&writer, id).await, "submitted");
            judge(&officer, id, "approve", &[]).await;
        }
        assert!(tick(waiting[5]).await.header("location").ends_with("approved=1"));
        let trusted = submitted(&site, &writer, &[]).await?;
        assert_eq!(state(&writer, trusted).await, "published", "nobody has to look");
        let doubtful = submitted(&site, &writer, &[("requirements", "熟悉Python，35岁以下。")]).await?;
        assert_eq!(state(&writer, doubtful).await, "submitted", "what screening marks is reviewed");
        assert!(officer.get(&format!("/desk/listings/{doubtful}")).await.text.contains("<mark>35岁以下</mark>"));
        judge(&officer, doubtful, "reject", &[("reason", "年龄歧视。")]).await;
        let again = submitted(&site, &writer, &[]).await?;
        assert_eq!(state(&writer, again).await, "submitted");
        site.clock.set(site.clock.now() + Duration::days(91));
        let writer = site.come_back("recruiter").await?;
        let much_later = submitted(&site, &writer, &[]).await?;
        assert_eq!(state(&writer, much_later).await, "published");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_skill_that_its_publisher_denies_is_never_asked_for() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let (writer, officer) = (recruiter(&site, "recruiter").await?, desk(&site, "desk").await?);
        let id = begin(&writer).await?;
        let mut fields = internship(&site, &[("requirements", "熟悉Python和MATLAB。")]);
        send(&writer, id, "save", &fields).await;
        let page = writer.get(&format!("/my/listings/{id}/edit")).await;
        assert!(page.text.contains("MATLAB（要求、熟悉）"), "{}", page.text);
        let matlab = Vocabulary::shipped().by_name("MATLAB").expect("it is shipped");
        let matlab_id = &Vocabulary::shipped().skill(matlab).expect("it is shipped").id;
        fields.push(("skill_read", matlab_id.clone()));
        send(&writer, id, "submit", &fields).await;
        judge(&officer, id, "approve", &[]).await;
        let listing = site.store.find_public_listing(id).await?.expect("it is public").listing;
        assert_eq!(listing.skills_denied, [matlab_id.as_str()]);
        let asks = |listing: &Listing| {
            Description::of(listing, Vocabulary::shipped()).skills.iter().any(|it| it.skill == matlab)
        };
        assert!(!asks(&listing));
        let undenied = Listing { skills_denied: Vec::new(), ..listing };
        assert!(asks(&undenied), "the text does speak of it");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn one_of_every_kind_is_written_reviewed_and_found() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let (writer, officer) = (recruiter(&site, "recruiter").await?, desk(&site, "desk").await?);
        // What a firm may not publish is published by those who may, in the journeys of policies.
        let by_firms = ListingKind::ALL.iter().filter(|&&kind| may_publish(kind, OrganisationKind::Firm));
        for &kind in by_firms {
            let id = begin_with(&writer, &nonce(kind.slug()), kind.slug()).await?;
            let form = writer.get(&format!("/my/listings/{id}/edit")).await;
            let typed = typed(&site, kind);
            for (name, _) in &typed {
                assert!(form.text.contains(&format!("name=\"{name}\"")), "{} has no {name}", kind.slug());
            }
            let sent = send(&writer, id, "submit", &typed).await;
            assert!(sent.status.is_redirection(), "{}: {}", kind.slug(), sent.text);
            let english = writer.get(&format!("/en/my/listings/{id}/preview")).await;
            assert_eq!(english.status, StatusCode::OK, "{}", kind.slug());
            judge(&officer, id, "approve", &[]).await;
            site.follow().await?;
            let found = site.found(&format!("kind={}&q={}", kind.slug(), encoded("独一无二的例子"))).await;
            assert!(found.contains(&id.to_string()), "{}", kind.slug());
            let stored = site.store.find_public_listing(id).await?.expect("it is public").listing;
            assert_eq!(stored.details.kind(), kind);
        }
        Ok(())
    })
    .await
}

/// What somebody types for the sample of `kind`.
fn typed(site: &TestSite, kind: ListingKind) -> Vec<(&'static str, String)> {
    let sample = serde_json::to_value(Details::sample(kind)).expect("details serialize");
    let mut fields = vec![("title", format!("独一无二的例子 {}", a_listing(kind).id()))];
    fields.extend(kind.texts().iter().map(|text| (text.name, "在临港进行的一项工作，写给测试。".to_owned())));
    for spec in kind.fields() {
        let text = match (spec.name, &sample[spec.name]) {
            ("pay_min" | "pay_max", _) => "6000".to_owned(),
            ("pay_period", _) => "month".to_owned(),
            ("targets", _) => "键合强度 | 不低于8 | g | 拉力测试".to_owned(),
            (_, serde_json::Value::String(text)) => text.clone(),
            (_, serde_json::Value::Array(words)) => {
                words.iter().filter_map(serde_json::Value::as_str).collect::<Vec<_>>().join("、")
            }
            (_, other) => other.to_string(),
        };
        fields.push((spec.name, text));
    }
    fields.extend([("place", "上海市浦东新区".to_owned()), ("valid_through", day(site, 60))]);
    // Not every kind asks until when it is open.
    fields.retain(|(name, _)| form_fields(kind).iter().any(|field| field.name == *name));
    fields
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
        assert!(own.text.contains("核验已到期或被暂停"), "{}", own.text);
        let other = recruiter(&site, "qiao").await?.get(&format!("/en/my/listings/{id}")).await;
        assert!(other.text.contains("has ended or is suspended"), "{}", other.text);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_desk_sees_what_was_submitted_and_never_the_pen_at_work() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let (writer, desk) = (recruiter(&site, "writer").await?, desk(&site, "desk").await?);
        let id = begin(&writer).await?;
        send(&writer, id, "save", &internship(&site, &[])).await;
        let at_desk = format!("/desk/listings/{id}");
        let preview = format!("/my/listings/{id}/preview");
        for path in [&at_desk, &preview] {
            assert_eq!(desk.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        send(&writer, id, "submit", &internship(&site, &[])).await;
        assert!(desk.get(&at_desk).await.text.contains("光刻工艺实习生"));
        let revision = revision(&desk.get(&at_desk).await);
        let returned = [("do", "return"), ("revision", revision.as_str()), ("reason", "请补充工作内容")];
        desk.submit(&at_desk, &returned).await;
        send(&writer, id, "save", &internship(&site, &[("title", "写到一半的标题")])).await;
        for path in [&at_desk, &preview] {
            let seen = desk.get(path).await.text;
            assert!(seen.contains("光刻工艺实习生") && !seen.contains("写到一半的标题"), "{path}: {seen}");
        }
        Ok(())
    })
    .await
}
