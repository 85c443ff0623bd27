//! What fits a person, why, what is missing, where to learn it, and what fits then.

use axum::http::StatusCode;
use rongqiao_model::kind::ListingKind;
use rongqiao_tests::database::{TestDatabase, on_every_database};
use rongqiao_tests::listings::{a_job, a_listing};
use rongqiao_tests::site::{TestSite, encoded};
use serde_json::Value;
use time::macros::datetime;

/// Somebody who knows half of what [`shop`]'s first job asks for.
const SOMEBODY: &str = "skill=python:working&education=bachelor";

/// Two jobs, a course that teaches what is missing for both, and one that teaches something else.
async fn shop(database: TestDatabase) -> anyhow::Result<TestSite> {
    let site = TestSite::with(
        database,
        [
            a_job("现场工程师甲").with_skills(["Python", "PLC编程"]),
            a_job("现场工程师乙").with_skills(["Python", "PLC编程", "工业机器人"]),
            a_listing(ListingKind::Course).titled("可编程控制器实训").from("test", "plc").with_skills(["PLC编程"]),
            a_listing(ListingKind::Course).titled("水彩").from("test", "art").with_skills(["插画"]),
        ],
    )
    .await?;
    Ok(site)
}

async fn best_fit(site: &TestSite, who: &str) -> Value {
    site.json(&format!("/api/v1/fits?{who}")).await["fits"][0].clone()
}

fn points(fit: &Value) -> f64 {
    fit["parts"].as_array().expect("parts are a list").iter().filter_map(|part| part["points"].as_f64()).sum()
}

#[tokio::test]
async fn a_gap_leads_to_a_course_and_the_course_to_a_better_fit() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = shop(database).await?;
        let best = best_fit(&site, SOMEBODY).await;
        assert_eq!(best["listing"]["title"], "现场工程师甲");
        let score = best["fit"]["score"].as_f64().expect("a score");
        assert!((points(&best["fit"]) - score).abs() < 1e-6, "{best}");
        let missing = &best["fit"]["missing"][0];
        assert_eq!(missing["skill"], "plc-programming");

        let id = best["listing"]["id"].as_str().expect("an id");
        let gap = site.json(&format!("/api/v1/listings/{id}/fit?{SOMEBODY}")).await;
        assert_eq!(gap["fewest_courses"].as_array().map(Vec::len), Some(1));
        assert_eq!(gap["courses"][0]["course"]["title"], "可编程控制器实训");
        assert_eq!(gap["courses"][0]["teaches"][0], "plc-programming");

        let after = best_fit(&site, &format!("{SOMEBODY}&skill=plc-programming:working")).await;
        assert_eq!(after["fit"]["score"], gap["after"]["score"]);
        let gained = gap["after"]["score"].as_f64().unwrap_or_default() - score;
        assert!((gained - missing["gain"].as_f64().unwrap_or_default()).abs() < 1e-6, "{gap}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_pasted_text_is_read_and_only_what_was_read_stands_in_the_address() -> anyhow::Result<()> {
    let site = shop(TestDatabase::sqlite()?).await?;
    let about = "我熟悉Python，了解PLC编程，住在某某路12号，电话保密。";
    let answered = site.submit("/fits/read", &format!("about={}&education=bachelor", encoded(about))).await;
    assert_eq!(answered.status, StatusCode::SEE_OTHER);
    let address = answered.header("location");
    assert_eq!(address, "/fits?skill=python%3Afamiliar&skill=plc-programming%3Aaware&education=bachelor#found");
    let page = site.get(address.trim_end_matches("#found")).await;
    assert!(page.text.contains("现场工程师甲") && page.text.contains("技能：Python"), "{}", page.text);
    Ok(())
}

#[tokio::test]
async fn a_text_in_which_nothing_is_known_comes_back_with_a_word_of_advice() -> anyhow::Result<()> {
    let site = shop(TestDatabase::sqlite()?).await?;
    let answered = site.submit("/fits/read", &format!("about={}", encoded("我性格开朗，喜欢旅行。"))).await;
    assert_eq!(answered.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answered.text.contains("没有读出技能或专业"), "{}", answered.text);
    assert!(answered.text.contains("我性格开朗，喜欢旅行。</textarea>"), "the text is not lost");
    assert!(site.get("/fits?education=bachelor").await.text.contains("请至少填写一项技能或专业"));
    Ok(())
}

#[tokio::test]
async fn a_course_that_has_begun_closes_no_gap() -> anyhow::Result<()> {
    let site = shop(TestDatabase::sqlite()?).await?;
    let id = best_fit(&site, SOMEBODY).await["listing"]["id"].as_str().expect("an id").to_owned();
    let address = format!("/api/v1/listings/{id}/fit?{SOMEBODY}");
    assert_eq!(site.json(&address).await["courses"].as_array().map(Vec::len), Some(1));
    site.clock.set(datetime!(2026-09-05 02:00 UTC));
    assert_eq!(site.json(&address).await["courses"].as_array().map(Vec::len), Some(0), "it began on the 4th");
    Ok(())
}

#[tokio::test]
async fn conditions_that_are_not_met_keep_a_listing_out_and_are_told_on_its_page() -> anyhow::Result<()> {
    let site = shop(TestDatabase::sqlite()?).await?;
    let too_few_days = format!("{SOMEBODY}&days=2");
    let answer = site.json(&format!("/api/v1/fits?{too_few_days}")).await;
    assert_eq!(answer["fits"], Value::Array(Vec::new()));
    assert_eq!(answer["near_misses"][0]["listing"]["title"], "现场工程师甲");
    assert_eq!(answer["near_misses"][0]["fit"]["unmet"][0], "每周须到岗 4 天");
    assert_eq!(answer["ruled_out"][0]["condition"], "days");
    let page = site.get(&format!("/fits?{too_few_days}")).await;
    assert!(page.text.contains("差一个条件") && page.text.contains("每周天数不够："), "{}", page.text);
    let id = best_fit(&site, SOMEBODY).await["listing"]["id"].as_str().expect("an id").to_owned();
    let page = site.get(&format!("/fits/{id}?{too_few_days}")).await;
    assert!(page.text.contains("每周须到岗 4 天"), "{}", page.text);
    let gap = site.json(&format!("/api/v1/listings/{id}/fit?{too_few_days}")).await;
    assert_eq!(gap["fit"]["verdict"], "excluded");
    Ok(())
}

#[tokio::test]
async fn both_sides_see_what_answers_them_but_not_themselves() -> anyhow::Result<()> {
    let site = TestSite::with_demonstration(TestDatabase::sqlite()?).await?;
    for kind in ListingKind::ALL {
        let found = site.json(&format!("/api/v1/search?kind={}&limit=1", kind.slug())).await;
        let listing = &found["hits"][0];
        let id = listing["id"].as_str().expect("an id");
        let answers = site.json(&format!("/api/v1/listings/{id}/counterparts?limit=5")).await;
        for answer in answers["fits"].as_array().expect("a list") {
            let other: ListingKind =
                answer["listing"]["kind"].as_str().and_then(ListingKind::from_slug).expect("a kind");
            assert!(kind.counterparts().contains(&other), "{answer}");
            assert_ne!(answer["listing"]["organisation"], listing["organisation"], "{answer}");
        }
        let similar = site.json(&format!("/api/v1/listings/{id}/similar")).await;
        for other in similar["fits"].as_array().expect("a list") {
            assert_eq!(other["listing"]["kind"], kind.slug());
            assert_ne!(other["listing"]["id"], id);
        }
    }
    Ok(())
}

#[tokio::test]
async fn newest_first_needs_nothing_of_the_person() -> anyhow::Result<()> {
    let site = shop(TestDatabase::sqlite()?).await?;
    let titles = |who: &'static str| {
        let site = &site;
        async move {
            let answer = site.json(&format!("/api/v1/fits?order=newest&{who}")).await;
            let fits = answer["fits"].as_array().expect("a list").clone();
            fits.iter().map(|fit| fit["listing"]["title"].clone()).collect::<Vec<_>>()
        }
    };
    let titles_of_one = titles("skill=python").await;
    assert_eq!(titles_of_one, titles("skill=plc-programming&education=doctor").await);
    assert_eq!(titles_of_one.len(), 2);
    Ok(())
}

#[tokio::test]
async fn what_is_not_known_is_said_and_nothing_is_refused() -> anyhow::Result<()> {
    let site = shop(TestDatabase::sqlite()?).await?;
    let page = site.get(&format!("/fits?add={}&major={}&skill=python", encoded("杂耍"), encoded("占星学"))).await;
    assert!(page.text.contains("没有认出技能“杂耍”") && page.text.contains("名为“占星学”的专业"), "{}", page.text);
    assert!(page.text.contains("value=\"杂耍\"") && page.text.contains("value=\"占星学\""), "what was typed stays");
    assert_eq!(site.get("/fits/read").await.header("location"), "/fits");
    let course = a_listing(ListingKind::Course).from("test", "plc").id();
    let elsewhere = site.get(&format!("/fits/{course}")).await;
    assert_eq!(elsewhere.header("location"), format!("/listings/{course}"), "people do not answer a course");
    assert_eq!(site.get("/fits/none").await.status, StatusCode::NOT_FOUND);
    Ok(())
}

#[tokio::test]
async fn whoever_tells_little_of_themself_sees_a_few_that_come_nearest() -> anyhow::Result<()> {
    let site = TestSite::with_demonstration(TestDatabase::sqlite()?).await?;
    for skill in ["python", "siemens-plc%3Aworking", "solidworks"] {
        let answer = site.json(&format!("/api/v1/fits?skill={skill}")).await;
        let fits = answer["fits"].as_array().map_or(0, Vec::len);
        assert!((1..=5).contains(&fits), "{skill}: {fits}");
    }
    Ok(())
}
