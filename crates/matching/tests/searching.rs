//! What a search finds, as somebody who searches sees it.

use rongqiao_model::choice::Education;
use rongqiao_model::code::{CodeTable, Codes};
use rongqiao_model::kind::{Details, ListingKind, job::JobDetails};
use rongqiao_model::listing::{Listing, ListingState, Provenance, PublishedListing};
use rongqiao_model::organisation::OrganisationKind;
use rongqiao_model::pay::{Pay, PayPeriod};
use rongqiao_model::place::Place;
use rongqiao_model::{ListingId, OrganisationId};
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

use rongqiao_matching::{Dimension, ExperienceBand, Filters, IndexDocument, MatchIndex, SearchPage, SearchQuery, Sort};

const NOW: OffsetDateTime = datetime!(2026-09-01 08:00 UTC);

/// A job in Shanghai that says nothing but its title.
fn a_job(title: &str) -> PublishedListing {
    let details = Details::Job(JobDetails::default());
    PublishedListing {
        listing: Listing {
            id: ListingId::of_record("test", title),
            organisation: OrganisationId::of_record("test", "晨芯"),
            state: ListingState::Published,
            title: title.to_owned(),
            title_en: None,
            description: String::new(),
            place: Place { division: Some("310115".to_owned()), ..Place::default() },
            industry: Some("3973".to_owned()),
            skills: Vec::new(),
            skills_denied: Vec::new(),
            details,
            published_at: NOW - Duration::days(3),
            valid_through: None,
            provenance: Provenance { source: "test".to_owned(), record: title.to_owned() },
            demo: false,
        },
        organisation_name: "晨芯半导体有限公司".to_owned(),
        organisation_name_en: None,
        organisation_kind: OrganisationKind::Firm,
        by_staffing_agency: false,
        organisation_verified_until: None,
        updated_at: NOW,
        revision: 1,
    }
}

fn with_job(title: &str, change: impl FnOnce(&mut JobDetails)) -> PublishedListing {
    let mut published = a_job(title);
    if let Details::Job(job) = &mut published.listing.details {
        change(job);
    }
    published
}

fn index_of(listings: &[PublishedListing]) -> MatchIndex {
    let codes = Codes::new(CodeTable::shipped());
    let index = MatchIndex::in_memory().expect("an index in memory can be made");
    let documents: Vec<IndexDocument> = listings.iter().map(|it| IndexDocument::of(it, &codes)).collect();
    index.apply(&documents, &[], 1).expect("documents can be indexed");
    index.commit(1).expect("the index can be committed");
    index
}

fn ask(text: &str) -> SearchQuery {
    SearchQuery { text: text.to_owned(), limit: 20, ..SearchQuery::default() }
}

fn titles(page: &SearchPage, listings: &[PublishedListing]) -> Vec<String> {
    let title =
        |id| listings.iter().find(|it| it.listing.id == id).expect("a hit is one of them").listing.title.clone();
    page.hits.iter().map(|hit| title(hit.id)).collect()
}

fn found(text: &str, listings: &[PublishedListing]) -> Vec<String> {
    let page = index_of(listings).search(&ask(text), NOW).expect("the index can be searched");
    if page.total.value == 0 { Vec::new() } else { titles(&page, listings) }
}

#[test]
fn a_title_is_found_by_its_words_in_any_order_and_script() {
    let title = "嵌入式软件工程师";
    for text in
        ["嵌入式", "软件工程师", "工程师嵌入式", "嵌入式 软件", "入式", "ＱＲＳ嵌入式", "嵌入式軟件工程師", "软件"]
    {
        assert_eq!(found(text, &[a_job(title), a_job("会计")])[..1], [title], "{text}");
    }
}

#[test]
fn names_of_techniques_are_found_as_people_write_them() {
    for (title, text) in [
        ("C++开发工程师", "c++"),
        ("C++开发工程师", "C++开发"),
        (".NET软件工程师", ".net"),
        ("5G基站测试实习生", "5g 基站"),
        ("SolidWorks结构设计", "solidworks"),
        ("Node.js后端", "node"),
        ("Java后端", "ＪＡＶＡ"),
        ("氢屿储能运维", "氢屿"),
        ("机器学习工程师 machine learning engineers", "engineer"),
    ] {
        assert_eq!(found(text, &[a_job(title), a_job("C语言讲师"), a_job("会计")])[..1], [title], "{text}");
    }
}

#[test]
fn a_skill_is_found_by_its_name_in_the_other_language() {
    let mut job = a_job("产线调试员");
    job.listing.skills = vec!["可编程控制器".to_owned()];
    let listings = [job, a_job("仓库管理员")];
    for text in ["PLC programming", "PLC编程", "可编程控制器"] {
        assert_eq!(found(text, &listings), ["产线调试员"], "{text}");
    }
}

#[test]
fn a_misspelt_word_finds_what_was_meant_and_says_so() {
    let listings = [a_job("Kubernetes平台工程师"), a_job("会计")];
    let page = index_of(&listings).search(&ask("kubrnetes"), NOW).unwrap();
    assert_eq!(titles(&page, &listings), ["Kubernetes平台工程师"]);
    assert_eq!(page.rescue.unwrap().did_you_mean.as_deref(), Some("kubernetes"));
}

#[test]
fn a_long_sentence_finds_what_it_is_about() {
    let listings = [a_job("测试工程师"), a_job("会计"), a_job("焊工")];
    let page = index_of(&listings).search(&ask("我想找一份在上海做测试的工作，最好双休，熟悉Rust"), NOW).unwrap();
    assert_eq!(titles(&page, &listings)[0], "测试工程师");
    assert!(page.rescue.unwrap().dropped.contains(&"Rust".to_owned()));
}

#[test]
fn text_alone_does_not_admit_a_listing_while_others_have_the_word_in_their_title() {
    let mut mention = a_job("仓库管理员");
    mention.listing.description = "与焊工协作".to_owned();
    assert_eq!(found("焊工", &[a_job("焊工"), mention.clone()]), ["焊工"]);
    assert_eq!(found("焊工", &[a_job("会计"), mention]), ["仓库管理员"], "but it does when nothing else has it");
}

#[test]
fn nothing_at_all_still_shows_the_nearest_and_counts_none() {
    let listings = [a_job("会计")];
    let page = index_of(&listings).search(&ask("qqqqzzzz"), NOW).unwrap();
    assert_eq!(page.total.value, 0);
    assert_eq!(titles(&page, &listings), ["会计"]);
    assert!(page.rescue.unwrap().nearest);
}

#[test]
fn asked_exactly_nothing_takes_the_place_of_what_is_not_there() {
    let listings = [a_job("光刻工程师"), a_job("刻蚀工程师")];
    let exactly = |text: &str| {
        let query = SearchQuery { exactly: true, ..ask(text) };
        titles(&index_of(&listings).search(&query, NOW).expect("the index can be searched"), &listings)
    };
    assert_eq!(exactly("光刻 工程师"), ["光刻工程师"]);
    for text in ["光刻 会计", "光刻 kubernetes", "会计"] {
        assert!(exactly(text).is_empty() && !found(text, &listings).is_empty(), "{text}");
    }
}

#[test]
fn the_filter_that_excludes_most_is_named_when_nothing_is_left() {
    let listings = [a_job("焊工")];
    let filters = Filters { kinds: vec![ListingKind::Course], ..Filters::default() };
    let page = index_of(&listings).search(&SearchQuery { filters, ..ask("焊工") }, NOW).unwrap();
    assert_eq!(page.total.value, 0);
    assert_eq!(page.rescue.unwrap().widest_filter, Some((Dimension::Kind, 1)));
}

#[test]
fn a_score_is_the_sum_of_its_reasons() {
    let mut job = a_job("嵌入式软件工程师");
    job.listing.skills = vec!["嵌入式".to_owned(), "Linux".to_owned()];
    job.listing.description = "嵌入式Linux驱动开发".to_owned();
    let page = index_of(&[job, a_job("会计")]).search(&ask("嵌入式 linux"), NOW).unwrap();
    let hit = &page.hits[0];
    let sum: f32 = hit.why.iter().map(|part| part.points).sum();
    assert!((hit.score - sum).abs() < 1e-4 && hit.why.len() >= 3, "{hit:?}");
}

#[test]
fn reasons_show_words_as_they_were_typed() {
    let listings = [a_job("UDS诊断与PLC编程工程师")];
    let page = index_of(&listings).search(&ask("UDS诊断 ＰＬＣ"), NOW).expect("it can be searched");
    let words: Vec<&str> = page.hits[0].why.iter().flat_map(|part| &part.words).map(String::as_str).collect();
    assert!(words.contains(&"UDS"), "{words:?}");
    assert!(words.contains(&"plc"), "what was folded beyond its case is shown folded: {words:?}");
}

#[test]
fn what_is_chosen_in_a_facet_does_not_shrink_the_facet() {
    let level = |title: &str, education| with_job(title, |job| job.education = Some(education));
    let listings =
        [level("焊工甲", Education::Bachelor), level("焊工乙", Education::Master), level("焊工丙", Education::Master)];
    let query = SearchQuery {
        filters: Filters { education: vec![Education::Bachelor], ..Filters::default() },
        facets: vec![Dimension::Education, Dimension::Kind],
        ..ask("焊工")
    };
    let page = index_of(&listings).search(&query, NOW).unwrap();
    let counts: Vec<(&str, u64)> = page.facets[0].values.iter().map(|it| (it.value.as_str(), it.count)).collect();
    assert_eq!(counts, [("bachelor", 1), ("master", 2)]);
    assert_eq!(page.facets[1].values[0].count, 1, "other facets count what is left");
}

#[test]
fn every_facet_count_is_the_number_of_results_that_choosing_it_gives() {
    let listings: Vec<PublishedListing> = (0..40)
        .map(|n: u8| {
            let mut job = with_job(&format!("焊工{n}"), |job| {
                job.education = Education::ALL.get(usize::from(n % 8)).copied();
                job.experience_min_years = (!n.is_multiple_of(5)).then_some(n % 12);
            });
            if n.is_multiple_of(3) {
                job.listing.place.division = Some("440300".to_owned());
            }
            job
        })
        .collect();
    let index = index_of(&listings);
    let facets = vec![Dimension::Education, Dimension::Experience, Dimension::City, Dimension::Industry];
    let page = index.search(&SearchQuery { facets, ..ask("焊工") }, NOW).unwrap();
    for facet in &page.facets {
        for value in &facet.values {
            let mut filters = Filters::default();
            match facet.dimension {
                Dimension::Education => filters.education = vec![Education::from_slug(&value.value).unwrap()],
                Dimension::Experience => filters.experience = vec![ExperienceBand::from_slug(&value.value).unwrap()],
                Dimension::City => filters.cities = vec![value.value.clone()],
                _ => filters.industries = vec![value.value.clone()],
            }
            let chosen = index.search(&SearchQuery { filters, ..ask("焊工") }, NOW).unwrap();
            assert_eq!(chosen.total.value, value.count, "{:?} {}", facet.dimension, value.value);
        }
    }
}

#[test]
fn pay_is_filtered_by_the_month_and_unknown_pay_does_not_fit() {
    let paid = |title: &str, sum, period| with_job(title, |job| job.pay = Pay::in_yuan(sum, sum, period));
    let listings =
        [paid("焊工月薪", 9_000, PayPeriod::Month), paid("焊工日薪", 200, PayPeriod::Day), a_job("焊工面议")];
    let filters = Filters { pay_min_yuan: Some(6_000), ..Filters::default() };
    let page = index_of(&listings).search(&SearchQuery { filters, ..ask("焊工") }, NOW).unwrap();
    assert_eq!(titles(&page, &listings), ["焊工月薪"]);
}

#[test]
fn pages_to_any_depth_hold_every_listing_once_while_new_ones_arrive() {
    let listings: Vec<PublishedListing> = (0..57).map(|n| a_job(&format!("焊工 {n}"))).collect();
    let codes = Codes::new(CodeTable::shipped());
    for sort in [Sort::Relevance, Sort::Newest, Sort::Closing, Sort::Pay] {
        let index = index_of(&listings);
        let mut seen = Vec::new();
        let mut cursor = None;
        for round in 2.. {
            let page =
                index.search(&SearchQuery { limit: 10, sort, cursor: cursor.clone(), ..ask("焊工") }, NOW).unwrap();
            seen.extend(page.hits.iter().map(|hit| hit.id));
            let late = a_job(&format!("焊工 新 {round}"));
            index.apply(&[IndexDocument::of(&late, &codes)], &[], round).unwrap();
            index.commit(round).unwrap();
            cursor = page.next;
            if cursor.is_none() || round > 20 {
                break;
            }
        }
        let mut once = seen.clone();
        once.sort();
        once.dedup();
        assert_eq!((seen.len(), once.len()), (57, 57), "{sort:?}");
    }
}

#[test]
fn a_listing_that_has_ended_is_not_found() {
    let mut job = a_job("焊工");
    job.listing.valid_through = Some(NOW - Duration::seconds(1));
    assert_eq!(found("焊工", &[job, a_job("会计")]), Vec::<String>::new());
}

#[test]
fn excluded_words_and_phrases_are_obeyed() {
    let listings = [a_job("机械设计工程师"), a_job("机械销售"), a_job("设计机械图纸")];
    assert_eq!(found("机械 -销售 -图纸", &listings), ["机械设计工程师"]);
    assert_eq!(found("\"机械设计\"", &listings), ["机械设计工程师"]);
    assert_eq!(found("org:晨芯 销售", &listings)[..1], ["机械销售"]);
}

#[test]
fn suggestions_come_by_characters_pinyin_initials_and_within_one_edit() {
    let mut job = a_job("嵌入式软件工程师");
    job.listing.skills = vec!["Kubernetes".to_owned()];
    let index = index_of(&[job, a_job("会计")]);
    for typed in ["嵌入", "qianru", "qrs", "软件工程", "QRS"] {
        let first = index.suggest(typed, 5).first().map(|it| it.text.clone());
        assert_eq!(first.as_deref(), Some("嵌入式软件工程师"), "{typed}");
    }
    assert_eq!(index.suggest("kubern", 5)[0].text, "Kubernetes");
    assert_eq!(index.suggest("kubrn", 5)[0].text, "Kubernetes");
    assert!(index.suggest("pudong", 5)[0].text.starts_with("浦东"));
}
