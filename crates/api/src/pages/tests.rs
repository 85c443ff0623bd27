//! Every page in both languages, as a browser gets it.

use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use axum::middleware;
use rongqiao_matching::{Contribution, Dimension, Facet, FacetValue, Hit, MatchIndex, Reason, Rescue, SearchPage};
use rongqiao_model::choice::Choice;
use rongqiao_model::clock::Clock;
use rongqiao_model::code::{CodeTable, Codes};
use rongqiao_model::kind::{Details, ListingKind, Shown};
use rongqiao_model::listing::{Listing, ListingState, Provenance, PublishedListing};
use rongqiao_model::organisation::{Organisation, OrganisationKind};
use rongqiao_model::place::Place;
use rongqiao_model::store::{Incoming, Store};
use rongqiao_model::{ListingId, OrganisationId};
use time::macros::datetime;
use time::{Duration, OffsetDateTime};
use tower::ServiceExt as _;

use super::finding::Found;
use super::layout::answer;
use super::search::Results;
use super::visit::Visit;
use crate::address;
use crate::app::{App, Outside};
use crate::config::Settings;
use crate::language::{Language, MISSING};

const NOW: OffsetDateTime = datetime!(2026-11-21 04:00 UTC);

fn firm() -> Organisation {
    Organisation {
        id: OrganisationId::of_record("test", "firm"),
        kind: OrganisationKind::Firm,
        name: "晨芯半导体（上海）有限公司".to_owned(),
        name_en: Some("Chenxin Semiconductor".to_owned()),
        short_name: None,
        credit_code: Some("91310000MA1TEST00X".to_owned()),
        place: Place { division: Some("310115".to_owned()), zone: Some("lg-ic".to_owned()), text: String::new() },
        industry: Some("3973".to_owned()),
        summary: "演示用虚构企业。".to_owned(),
        summary_en: None,
        staffing_agency: true,
        provenance: Provenance { source: "test".to_owned(), record: "firm".to_owned() },
        demo: true,
    }
}

fn a_listing(kind: ListingKind) -> Listing {
    let firm = firm();
    Listing {
        id: ListingId::of_record("test", kind.slug()),
        organisation: firm.id,
        state: ListingState::Published,
        title: format!("{}样例 </script><b>", kind.slug()),
        title_en: Some("Sample & example".to_owned()),
        description: "第一段。\n第二段 <script>alert(1)</script>".to_owned(),
        place: firm.place,
        industry: firm.industry,
        skills: vec!["Python".to_owned(), "光刻工艺".to_owned()],
        skills_denied: Vec::new(),
        details: Details::sample(kind),
        published_at: NOW - Duration::days(3),
        valid_through: Some(NOW + Duration::days(10)),
        provenance: Provenance { source: "test".to_owned(), record: kind.slug().to_owned() },
        demo: true,
    }
}

/// A site with one listing of every kind, and `more`.
async fn site_with(more: Vec<Listing>) -> App {
    let store = Store::connect("sqlite::memory:").await.expect("memory is there");
    rongqiao_migrations::run(store.connection()).await.expect("the schema fits");
    let listings = ListingKind::ALL.iter().map(|&kind| a_listing(kind)).chain(more);
    let incoming: Vec<Incoming> =
        listings.map(|listing| Incoming { listing, organisation: firm(), dated: true }).collect();
    store.import_listings(&incoming, NOW).await.expect("the listings fit");
    let index = MatchIndex::in_memory().expect("memory is there");
    App::new(store, index, Codes::new(CodeTable::shipped()), Outside::still(Clock::fixed(NOW)), Settings::default())
}

async fn respond(app: &App, request: Request<Body>) -> Response<Body> {
    let site = super::routes(app).layer(middleware::from_fn_with_state(app.clone(), crate::problem::render));
    site.with_state(app.clone()).oneshot(request).await.expect("routes always answer")
}

async fn get(app: &App, path: &str) -> (StatusCode, String) {
    let request = Request::get(path).header(header::HOST, "rongqiao.example").body(Body::empty()).unwrap();
    read(respond(app, request).await).await
}

async fn read(response: Response<Body>) -> (StatusCode, String) {
    let status = response.status();
    let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.expect("the body ends");
    (status, String::from_utf8(body.to_vec()).expect("pages are UTF-8"))
}

fn assert_whole(path: &str, language: Language, page: &str) {
    assert!(!page.contains(MISSING), "{path} lacks a text: {}", &page[page.find(MISSING).unwrap_or(0)..]);
    assert!(page.contains(&format!("<html lang=\"{}\"", language.slug())), "{path}");
    assert_eq!(page.matches("<h1").count(), 1, "{path} has one first heading");
    assert!(page.contains("class=\"skip\"") && page.contains("id=\"main\""), "{path}");
    let sheet = format!("<style>{}</style>", crate::assets::style());
    assert!(page.contains(&sheet), "{path} carries the sheet whose hash the security policy names");
    assert_eq!(page.matches("<style").count(), 1, "{path}");
    assert!(!page.contains(" style=") && !page.contains(" onclick"), "{path}");
    assert!(!page.contains("<script>"), "{path}");
}

fn paths() -> Vec<String> {
    let fixed = ["/", "/search", "/search?q=x&kind=job&salary_min=5000&sort=newest&kind=none&cursor=1"];
    let more = ["/organisations", "/organisations?kind=firm", "/kinds", "/zones", "/industries", "/help", "/about"];
    let events = ["/events", "/events?over"];
    let accounts = ["/privacy", "/sign-up", "/sign-in", "/sign-in/code", "/recovery"];
    let mirrors = ["/mirror", "/mirror?zone=lg-ic&industry=C&major=软件工程", "/mirror/listings?skill=python"];
    let more = more.into_iter().chain(events).chain(accounts).chain(mirrors);
    let listings = ListingKind::ALL.iter().map(|&kind| format!("/listings/{}", a_listing(kind).id));
    let organisation = format!("/organisations/{}", firm().id);
    let complain = format!("/listings/{}/complain", a_listing(ListingKind::Job).id);
    let complain_about_firm = format!("{organisation}/complain");
    let fixed = fixed
        .into_iter()
        .chain(more)
        .chain(["/imprint", "/api", "/ranking", "/fits", "/fits?skill=python:working&skill=x&education=bachelor"])
        .map(str::to_owned);
    let fit = format!("/fits/{}?skill=plc-programming", a_listing(ListingKind::Job).id);
    fixed.chain(listings).chain([organisation, fit, complain, complain_about_firm]).collect()
}

#[tokio::test]
async fn every_page_opens_in_both_languages_with_every_text() {
    let app = site_with(Vec::new()).await;
    for &language in Language::ALL {
        for path in paths().iter().map(|path| language.path(path)) {
            let (status, page) = get(&app, &path).await;
            assert_eq!(status, StatusCode::OK, "{path}");
            assert_whole(&path, language, &page);
        }
    }
}

#[tokio::test]
async fn an_address_that_leads_nowhere_leads_on() {
    let app = site_with(Vec::new()).await;
    for &language in Language::ALL {
        let id = ListingId::of_record("test", "none");
        for path in ["/nothing", "/listings/x", &format!("/listings/{id}"), "/organisations/x", "/sitemaps/x.xml"] {
            let path = language.path(path);
            let (status, page) = get(&app, &path).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
            if !path.contains("sitemaps") {
                assert_whole(&path, language, &page);
            }
            assert!(page.contains("name=\"q\"") && page.contains("noindex"), "{path}");
        }
    }
}

#[tokio::test]
async fn a_closed_listing_stays_with_a_notice_and_a_long_closed_one_is_gone() {
    let closed = |days: i64, record: &str| Listing {
        id: ListingId::of_record("test", record),
        valid_through: Some(NOW - Duration::days(days)),
        title: record.to_owned(),
        provenance: Provenance { source: "test".to_owned(), record: record.to_owned() },
        ..a_listing(ListingKind::Job)
    };
    let (lately, long_ago) = (closed(2, "closed lately"), closed(40, "closed long ago"));
    let app = site_with(vec![lately.clone(), long_ago.clone()]).await;
    let (status, page) = get(&app, &format!("/listings/{}", lately.id)).await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("这条信息已经截止") && page.contains("noindex") && !page.contains("ld+json"));
    let (status, page) = get(&app, &format!("/en/listings/{}", long_ago.id)).await;
    assert_eq!(status, StatusCode::GONE);
    assert_whole("gone", Language::English, &page);
}

#[tokio::test]
async fn a_listing_tells_machines_what_it_is_and_who_it_is_from() {
    let app = site_with(Vec::new()).await;
    let (_, page) = get(&app, &format!("/listings/{}", a_listing(ListingKind::Job).id)).await;
    let json = page.split_once("application/ld+json\">").unwrap().1.split_once("</script>").unwrap().0;
    let posting: serde_json::Value = serde_json::from_str(json).expect("JSON-LD is JSON");
    assert_eq!(posting["@type"], "JobPosting");
    assert_eq!(posting["employmentType"], "INTERN");
    assert_eq!(posting["baseSalary"]["value"]["unitText"], "DAY");
    assert!(page.contains("<link rel=\"canonical\" href=\"http://rongqiao.example/listings/"));
    assert!(page.contains("hreflang=\"en\" href=\"http://rongqiao.example/en/listings/"));
    assert!(page.contains("演示内容") && page.contains("劳务派遣"));
}

#[tokio::test]
async fn preferences_are_kept_and_lead_back() {
    let app = site_with(Vec::new()).await;
    let form = Request::post("/en/preferences").body(Body::from("theme=dark&size=large&back=%2Fen%2Fhelp")).unwrap();
    let kept = respond(&app, form).await;
    assert_eq!(kept.status(), StatusCode::SEE_OTHER);
    assert_eq!(kept.headers()[header::LOCATION], "/en/help");
    let cookie = kept.headers()[header::SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned();
    let request = Request::get("/en/help").header(header::COOKIE, cookie).body(Body::empty()).unwrap();
    let (_, page) = read(respond(&app, request).await).await;
    assert!(page.contains("data-theme=\"dark\" data-size=\"large\""));
}

#[tokio::test]
async fn feed_sitemap_and_robots_name_what_is_open() {
    let app = site_with(Vec::new()).await;
    let (status, feed) = get(&app, "/feed.atom?q=x").await;
    assert_eq!(status, StatusCode::OK);
    assert!(feed.contains("<feed") && !feed.contains(MISSING));
    let (_, index) = get(&app, "/sitemap.xml").await;
    assert!(index.contains("http://rongqiao.example/sitemaps/start.xml"));
    let (_, listings) = get(&app, "/sitemaps/start.xml").await;
    assert_eq!(listings.matches("/listings/").count(), 2 * ListingKind::ALL.len());
    let (_, pages) = get(&app, "/sitemaps/pages.xml").await;
    assert!(pages.contains(&format!("/en/organisations/{}", firm().id)));
    assert!(get(&app, "/robots.txt").await.1.contains("Sitemap: http://rongqiao.example/sitemap.xml"));
    assert!(get(&app, "/en/opensearch.xml").await.1.contains("/en/search?q={searchTerms}"));
}

/// A page of results with everything on it that results can have.
fn full_page(listings: &[PublishedListing]) -> SearchPage {
    let why = Reason::ALL.iter().map(|&reason| Contribution { reason, words: vec!["x".to_owned()], points: 1.5 });
    let facet = |dimension: Dimension, value: &str| Facet {
        dimension,
        values: vec![FacetValue { value: value.to_owned(), count: 1_234, selected: dimension == Dimension::Kind }],
    };
    SearchPage {
        hits: listings.iter().map(|it| Hit { id: it.listing.id, score: 9.0, why: why.clone().collect() }).collect(),
        facets: vec![
            facet(Dimension::Kind, "job"),
            facet(Dimension::City, "310000"),
            facet(Dimension::Industry, "C"),
            facet(Dimension::Education, "bachelor"),
        ],
        next: "1.00000000000000000000000000000001.1.1.1".parse().ok(),
        rescue: Some(Rescue {
            did_you_mean: Some("嵌入式".to_owned()),
            dropped: vec!["嵌".to_owned()],
            widest_filter: Some((Dimension::City, 12)),
            nearest: true,
        }),
        ..SearchPage::default()
    }
}

#[tokio::test]
async fn results_show_chips_counts_reasons_and_ways_on() {
    let app = site_with(Vec::new()).await;
    let listings = app.store.list_public_listings_after(None, 20).await.expect("the store answers");
    let text = "q=x&kind=job&city=上海&industry=C&education=本科&salary_min=5000&published=7&organisation_kind=firm";
    let (query, ignored) = address::read(&address::pairs_of(text), &app.codes);
    for &language in Language::ALL {
        let visit = Visit { language, path: "/search".to_owned(), ..Visit::default() };
        let results = Results { app: &app, visit: &visit, query: &query, organisation: "" };
        let found = Found { page: full_page(&listings), listings: listings.clone() };
        let page = results.page(&found, &Found::default(), &ignored);
        let (_, page) = read(answer(StatusCode::OK, &page).expect("the page renders")).await;
        assert_whole("/search", language, &page);
        assert_eq!(page.matches("class=\"chip\"").count(), 7);
        assert_eq!(page.matches("<article").count(), ListingKind::ALL.len());
        assert!(page.contains("1,234") && page.contains("rel=\"next\"") && page.contains("+1.5"));
        assert!(
            page.contains(
                &language.path("/search?q=%E5%B5%8C%E5%85%A5%E5%BC%8F&amp;kind=job").replace("&amp;", "&#38;")
            )
        );
    }
}

fn assert_words<C: Choice>(list: &str) {
    for &language in Language::ALL {
        for choice in C::ALL {
            let key = format!("{list}-{}", choice.slug());
            let values = ["words", "range", "currency"].map(|name| (name, String::new()));
            assert!(!language.fill(&key, &values).contains(MISSING), "{key} in {}", language.slug());
        }
    }
}

#[test]
fn every_choice_has_words_in_both_languages() {
    use rongqiao_matching::{ExperienceBand, Sort, SuggestionKind};
    use rongqiao_model::choice::{Education, EmploymentType, Side};
    use rongqiao_model::inquiry;
    use rongqiao_model::kind::{achievement, article, cooperation, course, facility, policy, programme};
    use rongqiao_model::pay::PayPeriod;

    assert_words::<ListingKind>("kind");
    assert_words::<article::Column>("column");
    assert_words::<article::Origin>("origin");
    assert_words::<policy::Standing>("standing");
    assert_words::<policy::PolicyRelation>("fact");
    assert_words::<policy::PolicyRelation>("named-by");
    assert_words::<inquiry::InquiryState>("inquiry-state");
    assert_words::<inquiry::InquiryQueue>("desk-inquiries");
    assert_words::<inquiry::Referral>("referral");
    assert_words::<inquiry::Referral>("referral-name");
    assert_words::<rongqiao_model::access::Desk>("desk-name");
    assert_words::<ListingKind>("about-kind");
    assert_words::<Side>("side");
    assert_words::<EmploymentType>("employment-type");
    assert_words::<Education>("education");
    assert_words::<ExperienceBand>("experience");
    assert_words::<OrganisationKind>("organisation-kind");
    assert_words::<PayPeriod>("pay");
    assert_words::<Sort>("sort");
    assert_words::<Dimension>("dimension");
    assert_words::<Reason>("reason");
    assert_words::<Reason>("help-reason");
    assert_words::<SuggestionKind>("suggestion-kind");
    assert_words::<course::CourseFormat>("course-format");
    assert_words::<course::TeachingMode>("teaching-mode");
    assert_words::<programme::ProgrammeLevel>("programme-level");
    assert_words::<achievement::AchievementForm>("achievement-form");
    assert_words::<achievement::TransferForm>("transfer");
    assert_words::<cooperation::CooperationForm>("cooperation-form");
    assert_words::<facility::FacilityType>("facility-type");
    assert_words::<rongqiao_model::access::Role>("role");
    assert_words::<rongqiao_model::audit::Event>("event");
    assert_words::<rongqiao_model::complaint::Category>("complaint-category");
    assert_words::<rongqiao_model::complaint::Category>("complaint-basis");
    assert_words::<rongqiao_model::complaint::CaseState>("case-state");
    assert_words::<rongqiao_model::complaint::CaseState>("complaint-state");
    assert_words::<rongqiao_model::complaint::CaseStep>("case-step");
    assert_words::<rongqiao_model::complaint::MeasureKind>("measure");
    assert_words::<rongqiao_model::complaint::MeasureKind>("about-measure");
    assert_words::<rongqiao_model::complaint::Side>("appeal-of");
    assert_words::<super::preferences::Theme>("theme");
    assert_words::<super::preferences::TypeSize>("size");
}

#[test]
fn every_fact_of_every_kind_has_words_in_both_languages() {
    for &language in Language::ALL {
        for fact in ListingKind::ALL.iter().flat_map(|&kind| Details::sample(kind).facts()) {
            assert!(language.knows(&format!("fact-{}", fact.label)), "fact-{} in {language:?}", fact.label);
            let word = match fact.value {
                Shown::Quantity(_, unit) => language.count(&format!("unit-{unit}"), 2_u64),
                Shown::Term(list, slug) => language.say(&format!("{list}-{slug}")),
                _ => continue,
            };
            assert!(!word.contains(MISSING), "{word} in {language:?}");
        }
    }
    for &language in Language::ALL {
        assert!(!language.count("unit-years-at-least", 3_u64).contains(MISSING));
    }
}
