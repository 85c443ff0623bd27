use std::collections::HashMap;

use proptest::prelude::*;
use rongqiao_model::choice::{Education, EmploymentType};
use rongqiao_model::code::{CodeTable, Codes};
use rongqiao_model::kind::{Details, ListingKind, course::CourseDetails, job::JobDetails};
use rongqiao_model::listing::{Listing, ListingState, Provenance, PublishedListing};
use rongqiao_model::organisation::OrganisationKind;
use rongqiao_model::pay::{Pay, PayPeriod};
use rongqiao_model::place::Place;
use rongqiao_model::{ListingId, OrganisationId};
use time::OffsetDateTime;
use time::macros::datetime;

use super::{Counterpart, FitHit, FitQuery, NearMisses};
use crate::fit::{ConditionKind, Description, Fit, Points, Profile, fit};
use crate::skills::{Level, SkillNumber, Vocabulary};
use crate::{Filters, IndexDocument, MatchIndex};

const NOW: OffsetDateTime = datetime!(2026-09-01 08:00 UTC);

const MAJORS: [&str; 4] = ["水产养殖学", "人工智能", "软件工程", "计算机科学与技术"];

fn listing(number: usize, skills: &[SkillNumber], details: Details) -> PublishedListing {
    let vocabulary = Vocabulary::shipped();
    let record = format!("{number}");
    PublishedListing {
        listing: Listing {
            id: ListingId::of_record("test", &record),
            organisation: OrganisationId::of_record("test", if number.is_multiple_of(2) { "晨芯" } else { "海算" }),
            state: ListingState::Published,
            title: format!("养殖 w{number}"),
            title_en: None,
            description: String::new(),
            place: Place {
                division: Some(if number.is_multiple_of(3) { "320505" } else { "310115" }.to_owned()),
                ..Place::default()
            },
            industry: None,
            skills: skills.iter().filter_map(|&it| vocabulary.skill(it)).map(|skill| skill.zh.clone()).collect(),
            skills_denied: Vec::new(),
            details,
            published_at: NOW,
            valid_through: None,
            provenance: Provenance { source: "test".to_owned(), record },
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

fn index_of(listings: &[PublishedListing]) -> MatchIndex {
    let codes = Codes::new(CodeTable::shipped());
    let index = MatchIndex::in_memory().expect("an index in memory can be made");
    // Two segments, so that finding has to join them.
    for (number, half) in (1..).zip(listings.chunks(listings.len().div_ceil(2).max(1))) {
        let documents: Vec<IndexDocument> = half.iter().map(|it| IndexDocument::of(it, &codes)).collect();
        index.apply(&documents, &[], number).expect("documents can be indexed");
        index.commit(number).expect("the index can be committed");
    }
    index
}

fn ask(description: &Description, counterpart: Counterpart) -> FitQuery<'_> {
    FitQuery {
        description,
        counterpart,
        filters: Filters::default(),
        except: Vec::new(),
        not_of: None,
        limit: 10,
        least: Points::of(0.1),
        least_in_common: Points::default(),
    }
}

/// So many listings that say the same.
fn copies(published: &PublishedListing, count: usize) -> impl Iterator<Item = PublishedListing> {
    (0..count).map(|copy| {
        let mut published = published.clone();
        published.listing.id = ListingId::of_record("test", &format!("{} {copy}", published.listing.title));
        published
    })
}

fn scores(hits: &[FitHit]) -> Vec<Points> {
    hits.iter().map(|hit| hit.fit.score).collect()
}

/// All fits that share a skill that counts, best first.
fn weighed_one_by_one(listings: &[PublishedListing], weigh: impl Fn(&Description) -> Fit) -> Vec<Fit> {
    let described = listings.iter().map(|it| Description::of(&it.listing, Vocabulary::shipped()));
    let has_skill = |fit: &Fit| fit.parts.iter().any(|part| matches!(part.ground, crate::fit::Ground::Skill { .. }));
    let fits = described.map(|other| weigh(&other)).filter(|fit| has_skill(fit) && fit.score.is_positive());
    let mut fits: Vec<Fit> = fits.collect();
    fits.sort_by_key(|fit| std::cmp::Reverse(fit.score));
    fits
}

/// The scores of the fits that fail so many conditions.
fn scores_failing(failing: usize, fits: &[Fit]) -> Vec<Points> {
    fits.iter().filter(|fit| fit.unmet.len() == failing).map(|fit| fit.score).collect()
}

prop_compose! {
    fn a_job()(
        skills in proptest::collection::vec(0..120_u32, 0..7),
        education in proptest::option::of(proptest::sample::select(Education::ALL)),
        employment_type in proptest::option::of(proptest::sample::select(EmploymentType::ALL)),
        experience_min_years in proptest::option::of(0..6_u8),
        pay in proptest::option::of(3_000..20_000_i64),
        days_per_week in proptest::option::of(3..6_u32),
        majors in proptest::sample::subsequence(&MAJORS[..], 0..3),
    ) -> (Vec<SkillNumber>, Details) {
        let pay = pay.and_then(|pay| Pay::in_yuan(pay, pay + 2_000, PayPeriod::Month));
        let majors = majors.into_iter().map(str::to_owned).collect();
        let details =
            JobDetails { education, employment_type, experience_min_years, pay, days_per_week, majors, ..JobDetails::default() };
        (skills, Details::Job(details))
    }
}

prop_compose! {
    fn a_person()(
        skills in proptest::collection::vec((0..120_u32, proptest::option::of(proptest::sample::select(Level::ALL))), 0..8),
        education in proptest::option::of(proptest::sample::select(Education::ALL)),
        experience_years in proptest::option::of(0..6_u8),
        pay_min_yuan in proptest::option::of(3_000..20_000_u32),
        major in proptest::option::of(proptest::sample::select(&MAJORS[..])),
        wish in proptest::option::of(proptest::sample::select(&["养殖", "养殖 w7", "教师"][..])),
        wants_internship in any::<bool>(),
        city in proptest::option::of(Just("310000".to_owned())),
        would_move in any::<bool>(),
        days_per_week in proptest::option::of(3..6_u8),
    ) -> Description {
        let employment = if wants_internship { vec![EmploymentType::Internship] } else { Vec::new() };
        let [major, wish] = [major, wish].map(|name| name.unwrap_or_default().to_owned());
        let profile = Profile {
            skills,
            education,
            experience_years,
            pay_min_yuan,
            major,
            employment,
            wish,
            cities: city.into_iter().collect(),
            would_move,
            days_per_week,
            ..Profile::default()
        };
        profile.describe(Vocabulary::shipped())
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_jobs_found_for_a_person_are_the_best_of_all(
        jobs in proptest::collection::vec(a_job(), 1..60),
        person in a_person(),
    ) {
        let listings: Vec<_> = jobs.iter().enumerate().map(|(at, (skills, details))| listing(at, skills, details.clone())).collect();
        let index = index_of(&listings);
        let query = ask(&person, Counterpart::Asks);
        let found = index.best_fits(&query, NOW);
        let market = index.market();
        let weighed = weighed_one_by_one(&listings, |need| fit(need, &person, &market));
        let expected = scores_failing(0, &weighed);
        prop_assert_eq!(&scores(&found)[..], &expected[..expected.len().min(10)]);
        prop_assert_eq!(index.count_fits(&query, NOW), expected.len());
        let ruled_out: HashMap<ConditionKind, usize> = index.count_ruled_out(&query, NOW).into_iter().collect();
        for kind in ConditionKind::ALL {
            let fails = |fit: &&Fit| fit.unmet.iter().any(|condition| condition.kind() == *kind);
            prop_assert_eq!(ruled_out.get(kind).copied().unwrap_or(0), weighed.iter().filter(fails).count());
        }
    }

    #[test]
    fn near_misses_are_the_best_of_those_that_would_be_shown(
        jobs in proptest::collection::vec(a_job(), 1..60),
        alike in 1..4_usize,
        person in a_person(),
        limit in 1..8_usize,
        least_in_common in 0..20_u8,
    ) {
        let different: Vec<_> = jobs.iter().enumerate().map(|(at, (skills, details))| listing(at, skills, details.clone())).collect();
        let index = index_of(&different.iter().flat_map(|it| copies(it, alike)).collect::<Vec<_>>());
        let query = FitQuery { limit, ..ask(&person, Counterpart::Asks) };
        let least_in_common = Points::of(f32::from(least_in_common));
        let near = NearMisses { limit: 3, least: Points::of(0.1), least_in_common };
        let found = index.best_fits_and_near_misses(&query, near, NOW);
        let market = index.market();
        let mut weighed = weighed_one_by_one(&different, |need| fit(need, &person, &market));
        let expected = scores_failing(0, &weighed);
        prop_assert_eq!(&scores(&found.fits)[..], &expected[..expected.len().min(limit)]);
        prop_assert_eq!(&found.fits, &index.best_fits(&query, NOW));
        let last_shown = expected.get(limit - 1).copied().unwrap_or_default();
        weighed.retain(|fit| fit.score >= last_shown && fit.in_common() >= least_in_common);
        let expected = scores_failing(1, &weighed);
        prop_assert_eq!(&scores(&found.near_misses)[..], &expected[..expected.len().min(3)]);
    }

    #[test]
    fn the_courses_found_for_a_job_are_the_best_of_all(
        courses in proptest::collection::vec(proptest::collection::vec(0..120_u32, 0..7), 1..60),
        job in a_job(),
    ) {
        let course = |(at, skills): (usize, &Vec<SkillNumber>)| listing(at, skills, Details::Course(CourseDetails::default()));
        let listings: Vec<_> = courses.iter().enumerate().map(course).collect();
        let index = index_of(&listings);
        let need = Description::of(&listing(999, &job.0, job.1).listing, Vocabulary::shipped());
        let found = index.best_fits(&ask(&need, Counterpart::Offers), NOW);
        let market = index.market();
        let expected = scores_failing(0, &weighed_one_by_one(&listings, |offer| fit(&need, offer, &market)));
        prop_assert_eq!(&scores(&found)[..], &expected[..expected.len().min(10)]);
    }
}

#[test]
fn every_kind_is_described_by_the_index_as_by_its_listing() {
    for &kind in ListingKind::ALL {
        let mut published = listing(1, &[3, 5, 8], Details::sample(kind));
        published.listing.description = "熟悉Python，掌握PLC编程，有SolidWorks经验者优先。".to_owned();
        let index = index_of(std::slice::from_ref(&published));
        let described = index.describe(published.listing.id).expect("the index can be read").expect("it is there");
        assert_eq!(described, Description::of(&published.listing, Vocabulary::shipped()), "{}", kind.slug());
    }
}

#[test]
fn listings_that_say_the_same_are_folded_and_the_own_organisation_is_left_out() {
    let details = || Details::Job(JobDetails::default());
    let mut listings: Vec<_> = (0..4).map(|at| listing(at, &[3, 5], details())).collect();
    let internship = JobDetails { employment_type: Some(EmploymentType::Internship), ..JobDetails::default() };
    listings.push(listing(4, &[3, 5], Details::Job(internship)));
    listings.iter_mut().for_each(|it| it.listing.title = "养殖工程师".to_owned());
    let index = index_of(&listings);
    let person = Profile { skills: vec![(3, None)], ..Profile::default() }.describe(Vocabulary::shipped());
    let found = index.best_fits(&ask(&person, Counterpart::Asks), NOW);
    assert_eq!(found.iter().map(|hit| hit.folded).collect::<Vec<_>>(), [3, 0], "an internship is something else");
    let not_of = Some(OrganisationId::of_record("test", "晨芯"));
    let found = index.best_fits(&FitQuery { not_of, ..ask(&person, Counterpart::Asks) }, NOW);
    assert_eq!(found.iter().map(|hit| hit.folded).collect::<Vec<_>>(), [1]);
    let except = vec![listings[1].listing.id, listings[3].listing.id];
    assert!(index.best_fits(&FitQuery { not_of, except, ..ask(&person, Counterpart::Asks) }, NOW).is_empty());
}

#[test]
fn what_would_not_be_shown_beside_the_copies_of_a_better_listing_is_no_near_miss() {
    let job = |number, skills: &[SkillNumber], education| {
        listing(number, skills, Details::Job(JobDetails { education: Some(education), ..JobDetails::default() }))
    };
    let mut listings: Vec<_> = copies(&job(1, &[3], Education::Bachelor), 9).collect();
    listings.extend([job(2, &[3], Education::Master), job(4, &[3, 5], Education::Master)]);
    let index = index_of(&listings);
    let profile = Profile { skills: vec![(3, None)], education: Some(Education::Bachelor), ..Profile::default() };
    let person = profile.describe(Vocabulary::shipped());
    let near = NearMisses { limit: 5, least: Points::of(0.1), least_in_common: Points::default() };
    let found =
        |limit| index.best_fits_and_near_misses(&FitQuery { limit, ..ask(&person, Counterpart::Asks) }, near, NOW);
    let some = found(2);
    assert_eq!(some.fits.iter().map(|hit| hit.folded).collect::<Vec<_>>(), [5], "no more than six are kept");
    assert_eq!(some.near_misses.iter().map(|hit| hit.id).collect::<Vec<_>>(), [listings[9].listing.id]);
    assert_eq!(found(10).near_misses.len(), 2, "there is room for both");
}
