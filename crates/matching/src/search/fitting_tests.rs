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

use super::{Conditions, Counterpart, FitQuery};
use crate::fit::{Description, Fit, Points, Profile, fit};
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
            place: Place { division: Some("310115".to_owned()), ..Place::default() },
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
        conditions: Conditions::default(),
    }
}

/// The scores of all possible fits that share a skill that counts, best first.
fn weighed_one_by_one(
    listings: &[PublishedListing],
    failing: usize,
    weigh: impl Fn(&Description) -> Fit,
) -> Vec<Points> {
    let described = listings.iter().map(|it| Description::of(&it.listing, Vocabulary::shipped()));
    let fits = described.map(|other| weigh(&other));
    let counts = |fit: &Fit| {
        let has_skill = fit.parts.iter().any(|part| matches!(part.ground, crate::fit::Ground::Skill { .. }));
        has_skill && fit.unmet.len() == failing && fit.score.is_positive()
    };
    let mut scores: Vec<Points> = fits.filter(counts).map(|fit| fit.score).collect();
    scores.sort_by(|left, right| right.cmp(left));
    scores
}

prop_compose! {
    fn a_job()(
        skills in proptest::collection::vec(0..120_u32, 0..7),
        education in proptest::option::of(proptest::sample::select(Education::ALL)),
        employment_type in proptest::option::of(proptest::sample::select(EmploymentType::ALL)),
        experience_min_years in proptest::option::of(0..6_u8),
        pay in proptest::option::of(3_000..20_000_i64),
        majors in proptest::sample::subsequence(&MAJORS[..], 0..3),
    ) -> (Vec<SkillNumber>, Details) {
        let pay = pay.and_then(|pay| Pay::in_yuan(pay, pay + 2_000, PayPeriod::Month));
        let majors = majors.into_iter().map(str::to_owned).collect();
        let details =
            JobDetails { education, employment_type, experience_min_years, pay, majors, ..JobDetails::default() };
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
        let found = index.best_fits(&ask(&person, Counterpart::Asks), NOW);
        let market = index.market();
        let expected = weighed_one_by_one(&listings, 0, |need| fit(need, &person, &market));
        let scores: Vec<Points> = found.iter().map(|hit| hit.fit.score).collect();
        prop_assert_eq!(&scores[..], &expected[..expected.len().min(10)]);
        prop_assert_eq!(index.count_fits(&ask(&person, Counterpart::Asks), NOW), expected.len());
        let near = FitQuery { conditions: Conditions::OneFails, ..ask(&person, Counterpart::Asks) };
        let scores: Vec<Points> = index.best_fits(&near, NOW).iter().map(|hit| hit.fit.score).collect();
        let expected = weighed_one_by_one(&listings, 1, |need| fit(need, &person, &market));
        prop_assert_eq!(&scores[..], &expected[..expected.len().min(10)]);
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
        let expected = weighed_one_by_one(&listings, 0, |offer| fit(&need, offer, &market));
        let scores: Vec<Points> = found.iter().map(|hit| hit.fit.score).collect();
        prop_assert_eq!(&scores[..], &expected[..expected.len().min(10)]);
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
