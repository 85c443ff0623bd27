//! What an author types, and what becomes of it.

use axum::http::StatusCode;
use rongqiao_matching::fit::Description;
use rongqiao_matching::skills::Vocabulary;
use rongqiao_model::kind::{Details, ListingKind};
use rongqiao_model::listing::Listing;
use rongqiao_model::organisation::OrganisationKind;
use rongqiao_model::posting::form_fields;
use rongqiao_model::posting::publishers::may_publish;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::listings::a_listing;
use rongqiao_tests::site::{TestSite, encoded};

use super::{begin, begin_with, day, desk, internship, judge, nonce, recruiter, revision, send, send_at, site};

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
