//! A technical service from the inquiry to the rating: the price, the order, the delivery, and what the public learns.

use axum::http::StatusCode;
use rongqiao_model::ListingId;
use rongqiao_model::access::Role;
use rongqiao_model::kind::service::ServiceDetails;
use rongqiao_model::kind::{Details, ListingKind};
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::listings::{ListingDraft, a_listing, an_organisation};
use rongqiao_tests::people::Somebody;
use rongqiao_tests::site::{Answered, TestSite};
use rongqiao_tests::visitor::Visitor;
use time::macros::{date, datetime};

use crate::talents::stand;

const LAB: &str = "临屿测试有限公司";
const FIRM: &str = "晨芯半导体（上海）有限公司";

fn the_service() -> ListingDraft {
    let details = ServiceDetails {
        prices: "温度循环：3200元/炉\n方案会：免费".to_owned(),
        cma_number: "2026-0001".to_owned(),
        cma_until: Some(date!(2026 - 09 - 01)),
        cnas_number: "L0002".to_owned(),
        cnas_until: Some(date!(2027 - 06 - 30)),
        ..ServiceDetails::default()
    };
    let service = a_listing(ListingKind::Service).titled("芯片可靠性试验").from("rongqiao", "service").by(LAB);
    service.with_details(Details::Service(details))
}

/// A site with the service, and a listing by which the customer's firm is known.
async fn site(database: rongqiao_tests::database::TestDatabase) -> anyhow::Result<TestSite> {
    TestSite::with(database, [the_service(), a_listing(ListingKind::Job).by(FIRM)]).await
}

async fn writer<'a>(site: &'a TestSite, name: &str, firm: &str) -> anyhow::Result<Visitor<'a>> {
    site.person_with(name, Role::Recruiter, Some(an_organisation(firm).id)).await
}

fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    page.split_once(before).and_then(|(_, rest)| rest.split_once(after)).map_or("", |(value, _)| value)
}

/// Asks for a price, for the firm or, without one, for oneself; returns the order's page.
async fn ask(browser: &Visitor<'_>, service: ListingId, firm: Option<&str>) -> anyhow::Result<String> {
    let firm = firm.map_or("self".to_owned(), |firm| an_organisation(firm).id.to_string());
    let fields = [("order-for", firm.as_str()), ("order-needs", "77颗样品，温度循环。"), ("order-consent", "yes")];
    let answered = browser.submit(&format!("/listings/{service}/quote"), &fields).await;
    let path = answered.header("location").to_owned();
    anyhow::ensure!(path.starts_with("/my/orders/"), "{} {path}: {}", answered.status, answered.text);
    Ok(path)
}

/// Does something on the page of an order as it holds its form.
async fn act(browser: &Visitor<'_>, path: &str, step: &str, more: &[(&str, &str)]) -> Answered {
    let page = browser.get(path).await.text;
    let revision = between(&page, "name=\"revision\" value=\"", "\"").to_owned();
    let fields: Vec<(&str, &str)> =
        [("do", step), ("revision", revision.as_str())].into_iter().chain(more.iter().copied()).collect();
    browser.submit(path, &fields).await
}

const PRICE: [(&str, &str); 3] =
    [("quote-price", "3,200.50"), ("quote-work", "一炉，77颗，含报告。"), ("quote-until", "2026-09-10")];

async fn stage(browser: &Visitor<'_>, path: &str) -> String {
    between(&browser.get(path).await.text, "class=\"state state-", "\"").to_owned()
}

#[tokio::test]
async fn an_order_goes_from_the_inquiry_to_the_rating_and_its_price_stands() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let service = the_service().id();
        let (lab, firm) = (writer(&site, "lab", LAB).await?, writer(&site, "firm", FIRM).await?);
        let public = site.get(&format!("/listings/{service}")).await.text;
        for words in
            ["询价", "2026-0001，有效期至 2026年9月1日", "L0002，有效期至 2027年6月30日", "温度循环：3200元/炉"]
        {
            assert!(public.contains(words), "{words}: {public}");
        }
        let wrong = [("order-for", "self"), ("order-needs", "请打 13812345678")];
        let refused = firm.submit(&format!("/listings/{service}/quote"), &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("请先同意向服务方提供"), "{}", refused.text);

        let path = ask(&firm, service, Some(FIRM)).await?;
        assert_eq!(ask(&firm, service, Some(FIRM)).await?, path, "twice asks once");
        let stranger = writer(&site, "stranger", "别家有限公司").await;
        assert!(stranger.is_err(), "that firm is unknown");
        let nobody = site.person("nobody").await?;
        assert_eq!(nobody.get(&path).await.status, StatusCode::NOT_FOUND);
        assert!(lab.get(&path).await.text.contains("77颗样品，温度循环。"));
        assert!(lab.get("/my/orders").await.text.contains("收到的询价和订单"));

        let unsound = [("quote-price", "0"), ("quote-work", ""), ("quote-until", "2026-08-31")];
        let refused = act(&lab, &path, "quote", &unsound).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in ["请填写大于 0 的价格", "请填写今天至"] {
            assert!(refused.text.contains(words), "{words}: {}", refused.text);
        }
        assert_eq!(act(&firm, &path, "quote", &PRICE).await.status, StatusCode::CONFLICT, "customers name no price");
        assert_eq!(act(&lab, &path, "quote", &PRICE).await.status, StatusCode::SEE_OTHER);
        let page = firm.get(&path).await.text;
        assert!(page.contains("3,200.50 元") && page.contains("一炉，77颗，含报告。"), "{page}");
        assert!(page.contains("可下单至"), "{page}");
        assert_eq!(act(&firm, &path, "order", &[]).await.status, StatusCode::SEE_OTHER);
        let dearer = [("quote-price", "9000"), ("quote-work", "涨价"), ("quote-until", "2026-09-10")];
        let refused = act(&lab, &path, "quote", &dearer).await;
        assert!(refused.status == StatusCode::CONFLICT && refused.text.contains("价格不能再改"), "{}", refused.text);
        let ordered = firm.get(&path).await.text;
        assert!(ordered.contains("3,200.50 元") && !ordered.contains("可下单至"), "{ordered}");

        act(&lab, &path, "deliver", &[("deliver-words", "报告 R-1")]).await;
        let wordless = act(&firm, &path, "reject", &[]).await;
        assert_eq!(wordless.status, StatusCode::UNPROCESSABLE_ENTITY);
        act(&firm, &path, "reject", &[("reject-words", "缺少原始记录。")]).await;
        assert_eq!(stage(&lab, &path).await, "ordered");
        let early = act(&firm, &path, "rate", &[("rating-stars", "5")]).await;
        assert_eq!(early.status, StatusCode::CONFLICT, "only what was accepted is rated");
        act(&lab, &path, "deliver", &[]).await;
        let page = firm.get(&path).await.text;
        let revision = between(&page, "name=\"revision\" value=\"", "\"");
        let confirm = [("do", "confirm"), ("revision", revision)];
        let (one, other) = tokio::join!(firm.submit(&path, &confirm), firm.submit(&path, &confirm));
        let statuses = [one.status, other.status];
        assert!(statuses.contains(&StatusCode::SEE_OTHER) && statuses.contains(&StatusCode::CONFLICT), "{statuses:?}");
        assert_eq!(stage(&lab, &path).await, "confirmed");

        assert_eq!(act(&firm, &path, "rate", &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let rating = [("rating-stars", "4"), ("rating-words", "报告清楚。")];
        assert_eq!(act(&firm, &path, "rate", &rating).await.status, StatusCode::SEE_OTHER);
        assert_eq!(act(&firm, &path, "rate", &[("rating-stars", "1")]).await.status, StatusCode::CONFLICT, "once");
        assert!(lab.get(&path).await.text.contains("报告清楚。"));
        assert!(!site.get(&format!("/listings/{service}")).await.text.contains("客户平均评价"), "one is too few");
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_public_is_told_an_average_of_three_ratings() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let service = the_service().id();
        let lab = writer(&site, "lab", LAB).await?;
        for (name, stars) in [("one", "5"), ("two", "5"), ("three", "4")] {
            let customer = Somebody::new(&site, name, &format!("{name}@example.com")).await?.browser;
            let told = site.get(&format!("/listings/{service}")).await.text;
            assert!(!told.contains("客户平均评价"), "{name}");
            let path = ask(&customer, service, None).await?;
            act(&lab, &path, "quote", &PRICE).await;
            act(&customer, &path, "order", &[]).await;
            act(&lab, &path, "deliver", &[]).await;
            act(&customer, &path, "confirm", &[]).await;
            let rated = act(&customer, &path, "rate", &[("rating-stars", stars)]).await;
            assert_eq!(rated.status, StatusCode::SEE_OTHER, "{}", rated.text);
        }
        let told = site.get(&format!("/listings/{service}")).await.text;
        assert!(told.contains("客户平均评价 4.7 分（满分 5 分，共 3 次）"), "{told}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn of_two_prices_at_once_one_is_named_and_what_lapsed_is_not_ordered() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let service = the_service().id();
        let (lab, colleague) = (writer(&site, "lab", LAB).await?, writer(&site, "colleague", LAB).await?);
        let firm = writer(&site, "firm", FIRM).await?;
        let path = ask(&firm, service, Some(FIRM)).await?;
        let page = lab.get(&path).await.text;
        let revision = between(&page, "name=\"revision\" value=\"", "\"").to_owned();
        let named = |price: &'static str| {
            let fields =
                [("do", "quote"), ("quote-price", price), ("quote-work", "一炉"), ("quote-until", "2026-09-10")];
            fields.into_iter().chain([("revision", revision.as_str())]).collect::<Vec<_>>()
        };
        let (first, second) = (named("3000"), named("5000"));
        let (one, other) = tokio::join!(lab.submit(&path, &first), colleague.submit(&path, &second));
        let statuses = [one.status, other.status];
        assert!(statuses.contains(&StatusCode::SEE_OTHER) && statuses.contains(&StatusCode::CONFLICT), "{statuses:?}");
        let expected = if one.status == StatusCode::SEE_OTHER { "3,000 元" } else { "5,000 元" };
        assert!(firm.get(&path).await.text.contains(expected));

        // The price changes while the customer looks at the old one: that one cannot be ordered any more.
        let page = firm.get(&path).await.text;
        let seen = between(&page, "name=\"revision\" value=\"", "\"").to_owned();
        act(&lab, &path, "quote", &PRICE).await;
        let stale = firm.submit(&path, &[("do", "order"), ("revision", &seen)]).await;
        assert!(stale.status == StatusCode::CONFLICT && stale.text.contains("3,200.50 元"), "{}", stale.text);

        // Through the last day it can be ordered; a second later nobody can, whether or not the clock's work was done.
        site.clock.set(datetime!(2026-09-11 00:00 +8));
        let firm = site.come_back("firm").await?;
        let late = act(&firm, &path, "order", &[]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.text.contains("报价及其有效期"), "{}", late.text);
        site.tend_postings().await?;
        assert_eq!(stage(&firm, &path).await, "lapsed");
        let again = ask(&firm, service, Some(FIRM)).await?;
        assert_ne!(again, path, "one may ask once more");
        let public = site.get(&format!("/listings/{service}")).await.text;
        assert!(public.contains("2026-0001，已于 2026年9月1日 到期"), "{public}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nobody_orders_from_themselves_and_what_was_shared_is_taken_back() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let service = the_service().id();
        let lab = writer(&site, "lab", LAB).await?;
        let form = lab.get(&format!("/listings/{service}/quote")).await.text;
        assert!(!form.contains(&an_organisation(LAB).id.to_string()), "{form}");
        let one = Somebody::new(&site, "林汐", "one@example.com").await?;
        let path = ask(&one.browser, service, None).await?;
        assert!(lab.get(&path).await.text.contains("林汐"));
        let consents = site.store.list_own_consents(one.id).await?;
        let given = consents.iter().find(|it| it.purpose.slug() == "order").expect("they agreed");
        let withdraw = [("consent", given.id.to_string())];
        let fields: Vec<(&str, &str)> = withdraw.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let done = one.browser.submit("/account/privacy/withdraw", &fields).await;
        assert!(done.status.is_redirection(), "{} {}", done.status, done.text);
        let page = lab.get(&path).await.text;
        assert!(!page.contains("林汐") && page.contains("客户已收回所提供的内容"), "{page}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_paper_is_handed_over_once_and_read_by_the_two_sides_alone() -> anyhow::Result<()> {
    const REPORT: &[u8] = b"%PDF-1.7 report R-1";
    on_every_database(async |database| {
        let site = site(database).await?;
        let lab = writer(&site, "lab", LAB).await?;
        let customer = Somebody::new(&site, "林汐", "customer@example.com").await?;
        let path = ask(&customer.browser, the_service().id(), None).await?;
        act(&lab, &path, "quote", &PRICE).await;
        act(&customer.browser, &path, "order", &[]).await;
        let papers = path.replace("/my/orders/", "/my/connections/");
        let form = lab.get(&format!("{papers}/paper")).await.text;
        let nonce = between(&form, "name=\"nonce\" value=\"", "\"").to_owned();
        let bring = async |by: &Visitor<'_>, nonce: &str, words: &str, name: &str, content: &[u8]| {
            let fields = [("nonce", nonce), ("paper-words", words)];
            by.upload(&format!("{papers}/paper"), &fields, ("paper", name, content)).await
        };
        let wrong = bring(&lab, &nonce, "初稿", "a.txt", b"no paper").await;
        assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.text.contains("初稿"), "{}", wrong.text);
        let wrong = bring(&lab, &nonce, "电话 13812345678", "a.pdf", REPORT).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "no address beside it");
        for _ in 0..2 {
            let sent = bring(&lab, &nonce, "检测报告，请核对。", "报告R-1.exe", REPORT).await;
            assert_eq!(sent.header("location"), format!("{path}#said"), "{}", sent.text);
        }
        let page = customer.browser.get(&path).await.text;
        assert_eq!(page.matches("报告R-1.pdf").count(), 1, "sent twice it is one: {page}");
        assert!(page.contains("检测报告，请核对。") && page.contains("SHA-256"), "{page}");
        let file = format!("{papers}/papers/{nonce}");
        for by in [&lab, &customer.browser] {
            let read = by.get(&file).await;
            assert!(read.text.as_bytes() == REPORT && read.header("content-disposition").starts_with("attachment"));
        }
        let others = [site.person("stranger").await?, writer(&site, "other", FIRM).await?];
        let officer = site.person_with("officer", Role::UniversitiesDesk, None).await?;
        for other in others.iter().chain([&officer]) {
            for address in [file.clone(), format!("{papers}/paper")] {
                assert_eq!(other.get(&address).await.status, StatusCode::NOT_FOUND, "{address}");
            }
        }
        // What was handed over before the desk was called stays between the sides.
        act(&lab, &path, "deliver", &[]).await;
        act(&customer.browser, &path, "dispute", &[("dispute-words", "报告缺一页。")]).await;
        assert_eq!(officer.get(&file).await.status, StatusCode::NOT_FOUND);
        site.clock.set(site.clock.now() + time::Duration::minutes(1));
        let second = ListingId::of_record("nonce", "second").to_string();
        let sent = bring(&customer.browser, &second, "", "缺页 13812345678.pdf", REPORT).await;
        assert!(sent.status.is_redirection(), "{}", sent.text);
        let heard = officer.get(&format!("{papers}/papers/{second}")).await;
        assert_eq!(heard.status, StatusCode::OK, "it was called by then");
        assert!(!heard.header("content-disposition").contains("138"), "no address in the name");

        let copy = site.store.copy_own_data(customer.id, site.clock.now()).await?.expect("they have an account");
        let copied = serde_json::to_string(&copy["connections"])?;
        assert!(copied.contains("报告R-1.pdf") && !copied.contains("stored_as"), "{copied}");
        let before = site.store.list_discarded_files().await?.len();
        site.store.close_account(customer.id, &[], site.clock.now()).await?;
        assert_eq!(site.store.list_discarded_files().await?.len() - before, 2, "the papers go with the order");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_suspended_provider_quotes_nothing_nothing_is_ordered_of_it_and_it_delivers_what_was() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let service = the_service().id();
        let (lab, firm) = (writer(&site, "lab", LAB).await?, writer(&site, "firm", FIRM).await?);
        let (guest, other) = (site.person("guest").await?, site.person("other").await?);
        let (ordered, quoted) = (ask(&firm, service, Some(FIRM)).await?, ask(&guest, service, None).await?);
        let asked = ask(&other, service, None).await?;
        for path in [&ordered, &quoted] {
            assert_eq!(act(&lab, path, "quote", &PRICE).await.status, StatusCode::SEE_OTHER);
        }
        assert_eq!(act(&firm, &ordered, "order", &[]).await.status, StatusCode::SEE_OTHER);
        stand(&site, LAB, "suspended").await?;
        for refused in [act(&lab, &asked, "quote", &PRICE).await, act(&guest, &quoted, "order", &[]).await] {
            assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text);
            assert!(refused.text.contains("其中一家单位已被暂停"), "{}", refused.text);
        }
        assert_ne!(stage(&other, &asked).await, "quoted");
        assert_eq!(stage(&guest, &quoted).await, "quoted");
        for (who, path) in [(&lab, &ordered), (&firm, &ordered), (&guest, &quoted)] {
            let page = who.get(path).await.text;
            assert_eq!(page.matches("其中一家单位已被暂停").count(), 1, "{page}");
        }
        assert_eq!(act(&guest, &quoted, "decline", &[]).await.status, StatusCode::SEE_OTHER);
        act(&lab, &ordered, "deliver", &[("deliver-words", "报告 R-2")]).await;
        assert_eq!(act(&firm, &ordered, "confirm", &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(stage(&lab, &ordered).await, "confirmed");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_desk_that_settles_reads_what_was_ordered_and_for_what_price() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let (lab, firm) = (writer(&site, "lab", LAB).await?, writer(&site, "firm", FIRM).await?);
        let officer = site.person_with("officer", Role::FirmsDesk, None).await?;
        let path = ask(&firm, the_service().id(), Some(FIRM)).await?;
        let at_desk = path.replace("/my/orders/", "/desk/connections/");
        act(&lab, &path, "quote", &PRICE).await;
        act(&firm, &path, "order", &[]).await;
        assert_eq!(officer.get(&at_desk).await.status, StatusCode::NOT_FOUND, "nobody has called the desk");
        act(&lab, &path, "deliver", &[("deliver-words", "报告 R-1")]).await;
        act(&firm, &path, "dispute", &[("dispute-words", "报告缺一页。")]).await;
        let page = officer.get(&at_desk).await.text;
        for words in ["77颗样品，温度循环。", "3,200.50 元", "一炉，77颗，含报告。", "报告缺一页。"]
        {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(!page.contains("可下单至"), "{page}");
        Ok(())
    })
    .await
}
