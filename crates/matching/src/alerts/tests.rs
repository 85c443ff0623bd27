use proptest::prelude::*;
use rongqiao_model::choice::{Education, EmploymentType, Side};
use rongqiao_model::code::{CodeTable, Codes};
use rongqiao_model::kind::{Details, ListingKind, job::JobDetails};
use rongqiao_model::listing::{Listing, ListingState, Provenance, PublishedListing};
use rongqiao_model::organisation::OrganisationKind;
use rongqiao_model::pay::{Pay, PayPeriod};
use rongqiao_model::place::Place;
use rongqiao_model::{ListingId, OrganisationId, SavedProfileId, SavedSearchId};
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

use super::{SavedProfile, SavedProfiles, SavedSearches};
use crate::fit::{Description, Fit, Points, Profile};
use crate::query::{ExperienceBand, Filters};
use crate::skills::{Level, Vocabulary};
use crate::{Counterpart, FitQuery, IndexDocument, MatchIndex, SearchQuery};

const NOW: OffsetDateTime = datetime!(2026-09-01 08:00 UTC);

/// Words of listings and searches; some contain others, some are misspelt, some are no dictionary words.
const WORDS: &[&str] = &[
    "Java",
    "java开发",
    "软件工程师",
    "软件",
    "工程师",
    "嵌入式",
    "嵌入式软件",
    "氢屿",
    "件工",
    "C++",
    "node.js",
    "node",
    "vue3",
    "machine learning",
    "learning",
    "Pythn",
    "Python",
    "上海",
    "浦东",
    "销售",
    "数据分析",
    "計算機",
    "计算机",
    "晨芯",
];

/// What may stand before a word that is searched for.
const OPERATORS: &[&str] = &["", "", "", "-", "title:", "技能:", "单位:"];

const DIVISIONS: &[&str] = &["310115", "310104", "330106"];

const ORGANISATIONS: &[&str] = &["晨芯", "海算"];

fn organisation(name: &str) -> OrganisationId {
    OrganisationId::of_record("test", name)
}

fn a_few<T: Clone + std::fmt::Debug + 'static>(values: &'static [T], most: usize) -> impl Strategy<Value = Vec<T>> {
    prop_oneof![3 => Just(Vec::new()), 1 => proptest::sample::subsequence(values, 1..=most.min(values.len()))]
}

fn maybe<T: Clone + std::fmt::Debug + 'static>(values: &'static [T]) -> impl Strategy<Value = Option<T>> {
    proptest::option::weighted(0.3, proptest::sample::select(values))
}

fn some_words(most: usize) -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(WORDS), 0..=most).prop_map(|words| words.join(" "))
}

prop_compose! {
    fn a_listing()(
        title in some_words(4),
        skills in proptest::collection::vec(0..60_u32, 0..6),
        occupation in some_words(1),
        place in (maybe(DIVISIONS), maybe(&["lg-core", "lg-ic"])),
        industry in maybe(&["I65", "C39"]),
        owner in proptest::sample::select(ORGANISATIONS),
        days_old in 0..40_i64,
        open_days in proptest::option::weighted(0.4, -2..30_i64),
        details in some_details(),
    ) -> PublishedListing {
        let vocabulary = Vocabulary::shipped();
        let details = match details {
            Details::Job(job) => Details::Job(JobDetails { occupation, ..job }),
            other => other,
        };
        PublishedListing {
            listing: Listing {
                id: ListingId::of_record("test", "new"),
                organisation: organisation(owner),
                state: ListingState::Published,
                title,
                title_en: None,
                description: "熟悉Python，掌握PLC编程".to_owned(),
                place: Place { division: place.0.map(str::to_owned), zone: place.1.map(str::to_owned), text: String::new() },
                industry: industry.map(str::to_owned),
                skills: skills.iter().filter_map(|&it| vocabulary.skill(it)).map(|skill| skill.zh.clone()).collect(),
                skills_denied: Vec::new(),
                details,
                published_at: NOW - Duration::days(days_old),
                valid_through: open_days.map(|days| NOW + Duration::days(days)),
                provenance: Provenance { source: "test".to_owned(), record: "new".to_owned() },
                demo: false,
            },
            organisation_name: format!("{owner}有限公司"),
            organisation_name_en: None,
            organisation_kind: OrganisationKind::Firm,
            by_staffing_agency: false,
            organisation_verified_until: None,
            updated_at: NOW,
            revision: 1,
        }
    }
}

fn some_details() -> impl Strategy<Value = Details> {
    prop_oneof![
        3 => a_job().prop_map(Details::Job),
        1 => proptest::sample::select(ListingKind::ALL).prop_map(Details::sample),
    ]
}

prop_compose! {
    fn a_job()(
        education in maybe(Education::ALL),
        employment_type in maybe(EmploymentType::ALL),
        experience_min_years in proptest::option::of(0..12_u8),
        pay in proptest::option::of(3_000..20_000_i64),
    ) -> JobDetails {
        let pay = pay.and_then(|pay| Pay::in_yuan(pay, pay + 2_000, PayPeriod::Month));
        JobDetails { education, employment_type, experience_min_years, pay, ..JobDetails::default() }
    }
}

prop_compose! {
    fn some_filters()(
        chosen in (a_few(ListingKind::ALL, 3), a_few(Side::ALL, 2), a_few(EmploymentType::ALL, 2)),
        places in (a_few(&["310000", "330100", ""], 2), a_few(&["lg-core", "lg-ic"], 2)),
        industries in a_few(&["I", "C", "M"], 2),
        asked in (a_few(Education::ALL, 2), a_few(ExperienceBand::ALL, 2), a_few(OrganisationKind::ALL, 2)),
        owner in maybe(ORGANISATIONS),
        pay in (maybe(&[5_000, 12_000]), maybe(&[6_000, 15_000])),
        days in (maybe(&[0, 7, 30]), maybe(&[0, 10])),
    ) -> Filters {
        let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
        Filters {
            kinds: chosen.0,
            sides: chosen.1,
            employment: chosen.2,
            cities: owned(places.0),
            zones: owned(places.1),
            industries: owned(industries),
            education: asked.0,
            experience: asked.1,
            organisation_kinds: asked.2,
            organisation: owner.map(organisation),
            pay_min_yuan: pay.0,
            pay_max_yuan: pay.1,
            published_within_days: days.0,
            closing_within_days: days.1,
        }
    }
}

prop_compose! {
    fn a_search()(
        words in proptest::collection::vec((proptest::sample::select(OPERATORS), proptest::sample::select(WORDS), any::<bool>()), 0..4),
        filters in prop_oneof![Just(Filters::default()), some_filters()],
    ) -> SearchQuery {
        let word = |(operator, word, quoted): (&str, &str, bool)| match quoted {
            true => format!("{operator}\"{word}\""),
            false => format!("{operator}{word}"),
        };
        let text = words.into_iter().map(word).collect::<Vec<_>>().join(" ");
        SearchQuery { text, filters, exactly: true, limit: 10, ..SearchQuery::default() }
    }
}

prop_compose! {
    fn a_profile()(
        skills in proptest::collection::vec((0..60_u32, maybe(Level::ALL)), 0..8),
        is_person in prop_oneof![3 => Just(true), 1 => Just(false)],
        major in maybe(&["水产养殖学", "人工智能", "软件工程"]),
        personal in (maybe(Education::ALL), proptest::option::of(0..6_u8), maybe(&[4_000, 12_000])),
        wish in some_words(2),
        cities in a_few(&["310000", "330100"], 2),
        would_move in any::<bool>(),
        asks in any::<bool>(),
        filters in prop_oneof![3 => Just(Filters::default()), 1 => some_filters()],
        least in 1..40_u8,
    ) -> SavedProfile {
        let profile = Profile {
            skills,
            major: major.unwrap_or_default().to_owned(),
            education: personal.0,
            experience_years: personal.1,
            pay_min_yuan: personal.2,
            wish,
            cities: cities.into_iter().map(str::to_owned).collect(),
            would_move,
            ..Profile::default()
        };
        let description = Description { is_person, ..profile.describe(Vocabulary::shipped()) };
        let counterpart = if asks { Counterpart::Asks } else { Counterpart::Offers };
        SavedProfile { description, counterpart, filters, least: Points::of(f32::from(least)) }
    }
}

fn index_of(document: &IndexDocument) -> MatchIndex {
    let index = MatchIndex::in_memory().expect("an index in memory can be made");
    index.apply(std::slice::from_ref(document), &[], 1).expect("a document can be indexed");
    index.commit(1).expect("the index can be committed");
    index
}

/// Whether `index` answers, apart from words whose spelling it corrects.
fn answers(index: &MatchIndex, query: &SearchQuery) -> bool {
    let page = index.search(query, NOW).expect("the index can be searched");
    let corrected = page.rescue.is_some_and(|rescue| rescue.did_you_mean.is_some());
    !page.hits.is_empty() && !corrected
}

fn found_by_fit(index: &MatchIndex, profile: &SavedProfile) -> Option<Fit> {
    let query = FitQuery {
        description: &profile.description,
        counterpart: profile.counterpart,
        filters: profile.filters.clone(),
        except: Vec::new(),
        not_of: None,
        limit: 1,
        least: profile.least,
        least_in_common: Points::default(),
    };
    index.best_fits(&query, NOW).pop().map(|hit| hit.fit)
}

fn search_id(number: usize) -> SavedSearchId {
    SavedSearchId::of_record("test", &number.to_string())
}

fn profile_id(number: usize) -> SavedProfileId {
    SavedProfileId::of_record("test", &number.to_string())
}

#[test]
fn what_is_saved_can_be_shared_between_threads() {
    fn is_shared<T: Send + Sync>(_: &T) {}
    is_shared(&SavedSearches::default());
    is_shared(&SavedProfiles::default());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_listing_answers_the_searches_that_find_it_in_an_index_of_its_own(
        listing in a_listing(),
        before in proptest::collection::vec(a_search(), 0..12),
        searches in proptest::collection::vec(a_search(), 1..40),
    ) {
        let document = IndexDocument::of(&listing, &Codes::new(CodeTable::shipped()));
        let mut saved = SavedSearches::default();
        // Some are replaced, and every third is forgotten.
        for (number, query) in before.iter().enumerate().chain(searches.iter().enumerate()) {
            saved.save(search_id(number), query);
        }
        let is_kept = |number: usize| !number.is_multiple_of(3);
        (0..before.len().max(searches.len())).filter(|&it| !is_kept(it)).for_each(|it| saved.forget(search_id(it)));
        let last = |number: usize| searches.get(number).or_else(|| before.get(number));
        let kept: Vec<usize> = (0..before.len().max(searches.len())).filter(|&it| is_kept(it)).collect();
        prop_assert_eq!(saved.len(), kept.len());

        let index = index_of(&document);
        let mut expected: Vec<SavedSearchId> = kept
            .into_iter()
            .filter(|&number| last(number).is_some_and(|query| answers(&index, query)))
            .map(search_id)
            .collect();
        let mut answered = saved.answered_by(&document, NOW);
        expected.sort_unstable();
        answered.sort_unstable();
        prop_assert_eq!(answered, expected);
    }

    #[test]
    fn a_listing_fits_the_profiles_that_find_it_in_an_index_of_its_own(
        listing in a_listing(),
        profiles in proptest::collection::vec(a_profile(), 1..30),
    ) {
        let document = IndexDocument::of(&listing, &Codes::new(CodeTable::shipped()));
        let mut saved = SavedProfiles::default();
        for (number, profile) in profiles.iter().enumerate() {
            saved.save(profile_id(number), profiles[0].clone());
            saved.save(profile_id(number), profile.clone());
        }
        saved.save(profile_id(profiles.len()), profiles[0].clone());
        saved.forget(profile_id(profiles.len()));
        prop_assert_eq!(saved.len(), profiles.len());

        let index = index_of(&document);
        let found = profiles.iter().map(|profile| found_by_fit(&index, profile)).enumerate();
        let mut expected: Vec<(SavedProfileId, Fit)> =
            found.filter_map(|(number, fit)| Some((profile_id(number), fit?))).collect();
        let mut fitted = saved.fitted_by(&document, &index.market(), NOW);
        expected.sort_by_key(|(id, _)| *id);
        fitted.sort_by_key(|(id, _)| *id);
        prop_assert_eq!(fitted, expected);
    }
}
