//! What programs see of the API.

use axum::http::{Method, StatusCode, header};
use rongqiao_model::ListingId;
use rongqiao_model::choice::Side;
use rongqiao_model::kind::ListingKind;
use rongqiao_model::listing::Listing;
use serde_json::{Value, json};
use time::Duration;

use super::document;
use super::testing::{Answered, TODAY, TestSite, a_listing, by_the_test_firm, from_another_source, the_test_firm};
use crate::config::Limits;

/// Addresses that read something, one for each route.
fn addresses() -> Vec<String> {
    let listing = a_listing(ListingKind::Job).id;
    let organisation = the_test_firm().id;
    let described = document::whole().paths.paths.keys();
    described
        .map(|path| {
            let path = path.replace("/listings/{id}", &format!("/listings/{listing}"));
            path.replace("{id}", &organisation.to_string()).replace("{table}", "zones")
        })
        .collect()
}

fn assert_problem(answered: &Answered, status: StatusCode) -> Value {
    let problem = answered.json();
    assert_eq!(answered.status, status, "{problem}");
    assert_eq!(answered.header("content-type"), "application/problem+json");
    assert_eq!(problem["status"], status.as_u16());
    for member in ["type", "title", "detail", "instance", "request_id"] {
        assert!(problem[member].as_str().is_some_and(|text| !text.is_empty()), "{member} in {problem}");
    }
    problem
}

#[tokio::test]
async fn every_described_route_answers() {
    let site = TestSite::with_samples().await;
    for address in addresses() {
        let answered = site.get(&address).await;
        assert_eq!(answered.status, StatusCode::OK, "{address}: {}", answered.text());
        assert!(answered.json().is_object(), "{address}");
    }
}

#[tokio::test]
async fn what_a_program_already_has_is_not_sent_again() {
    let site = TestSite::with_samples().await;
    for address in addresses() {
        let first = site.get(&address).await;
        let tag = first.header("etag").to_owned();
        assert!(!tag.is_empty() && !first.header("cache-control").is_empty(), "{address}");

        let again = site.ask(Method::GET, &address, &[(header::IF_NONE_MATCH, &tag)]).await;
        assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0), "{address}");
        assert_eq!(again.header("etag"), tag);

        let other = site.ask(Method::GET, &address, &[(header::IF_NONE_MATCH, "\"other\"")]).await;
        assert_eq!(other.status, StatusCode::OK, "{address}");
    }
}

#[tokio::test]
async fn scripts_of_any_site_may_read() {
    let site = TestSite::with_samples().await;
    let origin = [(header::ORIGIN, "https://school.example")];
    for address in ["/api/v1/search", "/api/v1/listings/none", "/api/v1/nothing"] {
        let answered = site.ask(Method::GET, address, &origin).await;
        assert_eq!(answered.header("access-control-allow-origin"), "*", "{address}");
    }
}

#[tokio::test]
async fn a_search_has_the_parts_that_programs_rely_on() {
    let site = TestSite::with_samples().await;
    let found = site.get("/api/v1/search?q=%E5%B5%8C%E5%85%A5%E5%BC%8F&facets=kind").await.json();
    for part in ["total", "hits", "facets", "next", "rescue", "ignored"] {
        assert!(found.get(part).is_some(), "{part} in {found}");
    }
    assert!(found["total"]["value"].is_u64() && found["total"]["exact"].is_boolean());
}

#[tokio::test]
async fn a_search_refuses_nothing_and_says_what_it_left_out() {
    let site = TestSite::with_samples().await;
    let odd = "/api/v1/search?kind=spaceship&limit=many&cursor=%FF&q=%00%FF%22(((&salary_min=-1&sort=best&&=&x";
    let answered = site.get(odd).await;
    assert_eq!(answered.status, StatusCode::OK);
    let found = answered.json();
    let ignored: Vec<&Value> = found["ignored"].as_array().unwrap().iter().map(|it| &it["parameter"]).collect();
    assert_eq!(ignored, ["kind", "limit", "cursor", "salary_min", "sort"]);
}

#[tokio::test]
async fn a_search_finds_the_sample_of_every_kind_and_says_why() {
    let site = TestSite::with_samples().await;
    let found = site.get("/api/v1/search?q=%E5%B5%8C%E5%85%A5%E5%BC%8F&facets=kind,side").await.json();
    let hits = found["hits"].as_array().unwrap();
    assert_eq!((hits.len(), &found["total"]), (ListingKind::ALL.len(), &json!({"value": hits.len(), "exact": true})));
    for hit in hits {
        assert!(hit["excerpt"].as_str().unwrap().contains("<mark>嵌入式</mark>"), "{hit}");
        assert!(hit["score"].as_f64().unwrap() > 0.0 && !hit["why"].as_array().unwrap().is_empty(), "{hit}");
        assert_eq!((&hit["organisation"], &hit["city"]), (&json!(the_test_firm().name), &json!("310000")));
    }
    assert_eq!(found["facets"]["kind"].as_array().unwrap().len(), ListingKind::ALL.len());
    assert_eq!(found["facets"]["side"][0]["selected"], false);
    let names: Vec<&Value> = found["facets"]["kind"].as_array().unwrap().iter().map(|it| &it["name"]).collect();
    assert!(names.contains(&&json!("岗位")), "{names:?}");
}

#[tokio::test]
async fn a_search_is_read_page_by_page_without_gap_or_repetition() {
    let site = TestSite::with_samples().await;
    let first = "/api/v1/search?q=%E5%B5%8C%E5%85%A5%E5%BC%8F&limit=4";
    let (mut ids, mut address) = (Vec::new(), first.to_owned());
    loop {
        let page = site.get(&address).await.json();
        ids.extend(page["hits"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap().to_owned()));
        let Some(next) = page["next"].as_str() else { break };
        address = format!("{first}&cursor={next}");
    }
    ids.sort();
    let mut expected: Vec<String> = ListingKind::ALL.iter().map(|&kind| a_listing(kind).id.to_string()).collect();
    expected.sort();
    assert_eq!(ids, expected);
}

#[tokio::test]
async fn a_listing_that_was_withdrawn_is_not_found_even_before_the_index_knows() {
    let site = TestSite::with_samples().await;
    let job = a_listing(ListingKind::Job).id;
    site.store.withdraw_listing(job, TODAY).await.unwrap();
    let found = site.get("/api/v1/search").await.json();
    let hits = found["hits"].as_array().unwrap();
    assert!(hits.iter().all(|hit| hit["id"] != job.to_string()), "{found}");
    assert_eq!((hits.len(), &found["total"]["exact"]), (ListingKind::ALL.len() - 1, &json!(false)));
}

#[tokio::test]
async fn initials_of_pinyin_are_completed() {
    let site = TestSite::with_samples().await;
    let suggestions = site.get("/api/v1/suggest?q=qrs").await.json();
    let texts: Vec<&Value> = suggestions["suggestions"].as_array().unwrap().iter().map(|it| &it["text"]).collect();
    assert!(texts.contains(&&json!("嵌入式")), "{suggestions}");
}

#[tokio::test]
async fn facets_are_counted_for_every_dimension_without_being_asked() {
    let site = TestSite::with_samples().await;
    let counted = site.get("/api/v1/facets?side=supply").await.json();
    let dimensions: Vec<&String> = counted["facets"].as_object().unwrap().keys().collect();
    assert!(dimensions.len() > 8, "{dimensions:?}");
    // The facet of a dimension does not shrink itself.
    assert_eq!(counted["facets"]["side"].as_array().unwrap().len(), Side::ALL.len());
    assert_eq!(counted["facets"]["city"][0]["value"], "310000");
}

#[tokio::test]
async fn listings_are_walked_over_page_by_page() {
    let site = TestSite::with_samples().await;
    let mut ids = Vec::new();
    let mut address = "/api/v1/listings?limit=4".to_owned();
    loop {
        let page = site.get(&address).await.json();
        ids.extend(page["listings"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap().to_owned()));
        let Some(next) = page["next"].as_str() else { break };
        address = format!("/api/v1/listings?limit=4&cursor={next}");
    }
    let mut expected: Vec<String> = ListingKind::ALL.iter().map(|&kind| a_listing(kind).id.to_string()).collect();
    expected.sort();
    assert_eq!(ids, expected);
}

#[tokio::test]
async fn a_listing_is_shown_whole() {
    let site = TestSite::with_samples().await;
    let shown = site.get(&format!("/api/v1/listings/{}", a_listing(ListingKind::Job).id)).await.json();
    assert_eq!(shown["organisation"]["name"], the_test_firm().name);
    assert_eq!(shown["place"]["name"], "东方芯港");
    assert_eq!(shown["details"]["employment_type"], "internship");
    assert_eq!(shown["published_at"], "2026-11-21T04:00:00Z");
    assert_eq!((&shown["open"], &shown["valid_through"]), (&json!(true), &Value::Null));
}

#[tokio::test]
async fn a_closed_listing_stays_thirty_days_and_is_gone_afterwards() {
    let closing = Listing { valid_through: Some(TODAY + Duration::DAY), ..a_listing(ListingKind::Job) };
    let address = format!("/api/v1/listings/{}", closing.id);
    let site = TestSite::with(vec![closing]).await;

    site.clock.set(TODAY + Duration::days(30));
    assert_eq!(site.get(&address).await.json()["open"], false);

    site.clock.set(TODAY + Duration::days(32));
    assert_problem(&site.get(&address).await, StatusCode::GONE);
}

#[tokio::test]
async fn a_copy_leads_to_the_listing_that_is_shown_in_its_place() {
    let kept = a_listing(ListingKind::Job);
    let copy = from_another_source(kept.clone());
    let site = TestSite::with(vec![kept.clone(), copy.clone()]).await;
    let answered = site.get(&format!("/api/v1/listings/{}", copy.id)).await;
    assert_eq!(answered.status, StatusCode::PERMANENT_REDIRECT);
    assert_eq!(answered.header("location"), format!("/api/v1/listings/{}", kept.id));
}

#[tokio::test]
async fn changes_end_with_a_tombstone_after_a_withdrawal() {
    let job = a_listing(ListingKind::Job);
    let site = TestSite::with(vec![job.clone()]).await;
    let first = site.get("/api/v1/changes").await.json();
    let of_job = |page: &Value| {
        let changes = page["changes"].as_array().unwrap();
        let of_job: Vec<Value> = changes.iter().filter(|it| it["id"] == job.id.to_string()).cloned().collect();
        assert_eq!(of_job.len(), 1, "{page}");
        of_job[0].clone()
    };
    assert_eq!((&of_job(&first)["deleted"], &of_job(&first)["listing"]["title"]), (&json!(false), &json!(job.title)));

    site.store.withdraw_listing(job.id, TODAY).await.unwrap();

    let since = first["next"].as_str().unwrap();
    let second = site.get(&format!("/api/v1/changes?since={since}")).await.json();
    let tombstone = of_job(&second);
    assert_eq!((&tombstone["deleted"], tombstone.get("listing")), (&json!(true), None));
    assert_eq!(second["more"], false);

    let end = second["next"].as_str().unwrap();
    let nothing = site.get(&format!("/api/v1/changes?since={end}")).await.json();
    assert_eq!(nothing, json!({"changes": [], "next": end, "more": false}));
}

#[tokio::test]
async fn changes_are_read_to_the_end_in_small_steps() {
    let site = TestSite::with_samples().await;
    let (mut seen, mut since) = (Vec::new(), "0".to_owned());
    loop {
        let page = site.get(&format!("/api/v1/changes?limit=3&since={since}")).await.json();
        seen.extend(page["changes"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap().to_owned()));
        since = page["next"].as_str().unwrap().to_owned();
        if page["more"] == false {
            break;
        }
    }
    let mut expected: Vec<String> = ListingKind::ALL.iter().map(|&kind| a_listing(kind).id.to_string()).collect();
    expected.insert(0, the_test_firm().id.to_string());
    assert_eq!(seen, expected);
}

#[tokio::test]
async fn strict_parameters_are_refused_in_words_and_all_at_once() {
    let site = TestSite::with_samples().await;
    for (address, parameters) in [
        ("/api/v1/changes?since=yesterday", &["since"][..]),
        ("/api/v1/changes?since=-1", &["since"]),
        ("/api/v1/changes?limit=0", &["limit"]),
        ("/api/v1/changes?limit=101&since=x", &["since", "limit"]),
        ("/api/v1/listings?limit=101", &["limit"]),
        ("/api/v1/listings?cursor=x", &["cursor"]),
        ("/api/v1/organisations?kind=club&limit=", &["kind", "limit"]),
        ("/api/v1/mirror?zone=moon&limit=0", &["limit"]),
    ] {
        let problem = assert_problem(&site.get(address).await, StatusCode::BAD_REQUEST);
        let at_fault: Vec<&Value> =
            problem["parameters"].as_array().unwrap().iter().map(|it| &it["parameter"]).collect();
        assert_eq!(at_fault, parameters, "{address}");
    }
}

#[tokio::test]
async fn a_mirror_says_which_choices_it_left_out() {
    let site = TestSite::with_samples().await;
    let told = site.get("/api/v1/mirror?zone=moon&industry=magic&major=alchemy").await.json();
    let left_out: Vec<&Value> = told["mistakes"].as_array().unwrap().iter().map(|it| &it["parameter"]).collect();
    assert_eq!(left_out, ["zone", "industry", "major"]);
}

#[tokio::test]
async fn a_search_clamps_its_limit() {
    let site = TestSite::with_samples().await;
    for limit in ["0", "1000", "18446744073709551616"] {
        assert_eq!(site.get(&format!("/api/v1/search?limit={limit}")).await.status, StatusCode::OK, "{limit}");
    }
}

#[tokio::test]
async fn errors_speak_the_language_that_was_asked_for() {
    let site = TestSite::with(Vec::new()).await;
    let nobody = ListingId::of_record("test", "nobody");
    let address = format!("/api/v1/listings/{nobody}?x=y");
    let problem = assert_problem(&site.get(&address).await, StatusCode::NOT_FOUND);
    assert_eq!(problem["title"], "没有找到");
    assert_eq!(problem["type"], "/api#problem-not-found");
    assert_eq!(problem["instance"], format!("/api/v1/listings/{nobody}"));

    let english = site.ask(Method::GET, &address, &[(header::ACCEPT_LANGUAGE, "en-GB, zh;q=0.5")]).await;
    assert_eq!(assert_problem(&english, StatusCode::NOT_FOUND)["title"], "Not found");
    assert_eq!(english.header("content-language"), "en");
}

#[tokio::test]
async fn unknown_addresses_and_methods_are_problems_too() {
    let site = TestSite::with(Vec::new()).await;
    for address in ["/api/v1/nothing", "/api/v2/search", "/api/v1/listings/not-an-id", "/api/v1/codes/nothing"] {
        assert_problem(&site.get(address).await, StatusCode::NOT_FOUND);
    }
    let posted = site.ask(Method::POST, "/api/v1/search", &[]).await;
    assert_problem(&posted, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(posted.header("allow"), "GET,HEAD");
}

#[tokio::test]
async fn too_long_and_too_large_requests_are_refused_in_words() {
    let site = TestSite::with(Vec::new()).await;
    let long = format!("/api/v1/search?q={}", "a".repeat(9_000));
    assert_problem(&site.get(&long).await, StatusCode::URI_TOO_LONG);
    let large = [(header::CONTENT_LENGTH, "99999999")];
    assert_problem(&site.ask(Method::GET, "/api/v1/search", &large).await, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn who_asks_too_fast_is_told_when_to_come_back() {
    let limits = Limits { rate_per_second: 1, rate_burst: 2, ..Limits::default() };
    let site = TestSite::limited(Vec::new(), limits).await;
    for _ in 0..2 {
        assert_eq!(site.get("/api/v1/codes").await.status, StatusCode::OK);
    }
    let refused = site.get("/api/v1/codes").await;
    assert_problem(&refused, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(refused.header("retry-after"), "1");
    assert_eq!(site.get("/healthz").await.status, StatusCode::OK);
}

#[tokio::test]
async fn large_answers_are_compressed_and_small_ones_are_not() {
    let site = TestSite::with_samples().await;
    let accepts = [(header::ACCEPT_ENCODING, "gzip")];
    let large = site.ask(Method::GET, "/api/v1/openapi.json", &accepts).await;
    assert_eq!(large.header("content-encoding"), "gzip");
    let small = site.ask(Method::GET, "/api/v1/suggest?q=zzzz", &accepts).await;
    assert_eq!(small.header("content-encoding"), "");
}

#[tokio::test]
async fn every_answer_is_protected_and_named() {
    let site = TestSite::with_samples().await;
    for address in ["/api/v1/search", "/api/v1/nothing", "/healthz", "/nothing"] {
        let answered = site.get(address).await;
        for name in ["content-security-policy", "x-content-type-options", "referrer-policy", "x-request-id"] {
            assert!(!answered.header(name).is_empty(), "{name} at {address}");
        }
    }
    let given = [(crate::observing::REQUEST_ID, "gateway-7")];
    assert_eq!(site.ask(Method::GET, "/healthz", &given).await.header("x-request-id"), "gateway-7");
}

#[tokio::test]
async fn the_page_of_the_api_describes_every_route_in_both_languages() {
    let site = TestSite::with(Vec::new()).await;
    for (address, language) in [("/api", "zh-CN"), ("/en/api", "en")] {
        let page = site.get(address).await;
        assert_eq!(page.status, StatusCode::OK);
        let html = page.text();
        assert!(html.contains(&format!("lang=\"{language}\"")));
        assert!(!html.contains(crate::language::MISSING), "a text is missing in {language}");
        for path in document::whole().paths.paths.keys() {
            assert!(html.contains(path), "{path} in {language}");
        }
    }
}

#[tokio::test]
async fn every_operation_is_described_with_its_parameters_and_refusals() {
    let document = serde_json::to_value(document::whole()).unwrap();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    for (path, item) in document["paths"].as_object().unwrap() {
        let operation = &item["get"];
        assert!(operation["operationId"].is_string() && operation["summary"].is_string(), "{path}");
        for status in ["200", "304", "405", "414", "429", "500", "503"] {
            assert!(operation["responses"][status]["description"].is_string(), "{status} at {path}");
        }
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            assert!(parameter["description"].as_str().is_some_and(|it| !it.is_empty()), "{parameter} at {path}");
            assert!(parameter["schema"].is_object(), "{parameter} at {path}");
        }
    }
}

#[tokio::test]
async fn every_name_in_the_document_leads_somewhere() {
    let document = serde_json::to_value(document::whole()).unwrap();
    let text = document.to_string();
    for reference in text.split("\"$ref\":\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(document.pointer(reference).is_some(), "{reference}");
    }
}

#[tokio::test]
async fn a_copy_that_arrives_later_is_no_change_for_the_public() {
    let kept = a_listing(ListingKind::Job);
    let site = TestSite::with(vec![kept.clone()]).await;
    let before = site.get("/api/v1/changes").await.json()["next"].clone();
    let copy = by_the_test_firm(from_another_source(kept));
    site.store.import_listings(&[copy], TODAY).await.unwrap();
    assert_eq!(site.get("/api/v1/changes").await.json()["next"], before);
}

#[tokio::test]
async fn the_mirror_counts_both_sides_and_says_when_the_numbers_are_small() {
    let site = TestSite::with_samples().await;
    let mirror = site.get("/api/v1/mirror?zone=lg-ic&limit=1000").await.json();
    let skills = mirror["skills"].as_array().unwrap();
    let cpp = skills.iter().find(|skill| skill["id"] == "cpp").unwrap_or_else(|| panic!("{mirror}"));
    // One job with three posts and 24 trainees; the course's seats and the programme's graduates.
    assert_eq!((&cpp["sought"], &cpp["in_major"], &cpp["few"]), (&json!(27), &Value::Null, &json!(false)));
    assert_eq!(cpp["gap"].as_i64().unwrap(), 27 - cpp["taught"].as_i64().unwrap());
    assert_eq!(mirror["months"][11], "2026-11");
    assert_eq!(cpp["trend"]["asking"][11], 5);
    assert_eq!(mirror["asking"], 5);
    let jobs = site
        .get(
            "/api/v1/mirror?occupation=%E5%B5%8C%E5%85%A5%E5%BC%8F%E7%B3%BB%E7%BB%9F&major=%E8%87%AA%E5%8A%A8%E5%8C%96",
        )
        .await
        .json();
    assert_eq!((&jobs["asking"], &jobs["skills"][0]["few"]), (&json!(1), &json!(true)), "one job names both");
    assert!(jobs["skills"][0]["in_major"].is_boolean() && !jobs["unasked"].as_array().unwrap().is_empty());
}
