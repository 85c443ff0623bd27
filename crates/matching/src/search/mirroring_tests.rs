use rongqiao_model::choice::Side;
use rongqiao_model::code::{CodeTable, Codes};
use rongqiao_model::kind::challenge::ChallengeDetails;
use rongqiao_model::kind::course::CourseDetails;
use rongqiao_model::kind::job::JobDetails;
use rongqiao_model::kind::programme::ProgrammeDetails;
use rongqiao_model::kind::{Details, ListingKind};
use rongqiao_model::listing::{Listing, ListingState, Provenance, PublishedListing};
use rongqiao_model::organisation::OrganisationKind;
use rongqiao_model::place::Place;
use rongqiao_model::{ListingId, OrganisationId};
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

use crate::mirror::{Mirror, MirrorQuery, MirrorRow, Month, SkillGap};
use crate::skills::{SkillNumber, Vocabulary};
use crate::{IndexDocument, MatchIndex};

/// Noon of 1 September in Shanghai.
const NOW: OffsetDateTime = datetime!(2026-09-01 04:00 UTC);

fn skill(id: &str) -> SkillNumber {
    Vocabulary::shipped().by_id(id).expect("it is shipped")
}

fn listing(record: &str, skills: &[&str], details: Details) -> Listing {
    Listing {
        id: ListingId::of_record("test", record),
        organisation: OrganisationId::of_record("test", "晨芯"),
        state: ListingState::Published,
        title: record.to_owned(),
        title_en: None,
        description: String::new(),
        place: Place { division: Some("310115".to_owned()), zone: Some("lg-ic".to_owned()), text: String::new() },
        industry: Some("3973".to_owned()),
        skills: skills.iter().map(|&it| it.to_owned()).collect(),
        skills_denied: Vec::new(),
        details,
        published_at: NOW - Duration::hours(1),
        valid_through: None,
        provenance: Provenance { source: "test".to_owned(), record: record.to_owned() },
        demo: false,
    }
}

fn job(record: &str, skills: &[&str], headcount: Option<u32>) -> Listing {
    listing(record, skills, Details::Job(JobDetails { headcount, ..JobDetails::default() }))
}

fn course(record: &str, skills: &[&str], seats: Option<u32>) -> Listing {
    listing(record, skills, Details::Course(CourseDetails { seats, ..CourseDetails::default() }))
}

fn index_of(listings: Vec<Listing>) -> MatchIndex {
    let codes = Codes::new(CodeTable::shipped());
    let index = MatchIndex::in_memory().expect("an index in memory can be made");
    // A segment for each, so that counting has to join them.
    for (number, listing) in (1..).zip(listings) {
        let published = PublishedListing {
            listing,
            organisation_name: "晨芯半导体有限公司".to_owned(),
            organisation_name_en: None,
            organisation_kind: OrganisationKind::Firm,
            by_staffing_agency: false,
            organisation_verified_until: None,
            updated_at: NOW,
            revision: 1,
        };
        index.apply(&[IndexDocument::of(&published, &codes)], &[], number).expect("a document can be indexed");
        index.commit(number).expect("the index can be committed");
    }
    index
}

fn mirror(index: &MatchIndex, query: &MirrorQuery) -> Mirror {
    index.mirror(query, NOW).expect("the index can be read")
}

fn gap<'a>(mirror: &'a Mirror, id: &str) -> &'a SkillGap {
    mirror.skills.iter().find(|gap| gap.skill == skill(id)).expect("it is asked for")
}

#[test]
fn demand_and_teaching_are_counted_apart_and_the_largest_gap_comes_first() {
    let challenge = listing("国产化", &["Python"], Details::Challenge(ChallengeDetails::default()));
    let listings = vec![
        job("甲", &["Python", "Java"], Some(3)),
        job("乙", &["Python"], None),
        challenge,
        course("丙", &["Python"], Some(2)),
    ];
    let mirror = mirror(&index_of(listings), &MirrorQuery::default());
    let order: Vec<SkillNumber> = mirror.skills.iter().map(|gap| gap.skill).collect();
    assert_eq!(order, [skill("java"), skill("python")]);
    let python = gap(&mirror, "python");
    assert_eq!((python.sought(), python.taught(), python.gap()), (4, 2, 2));
    assert_eq!((python.of(ListingKind::Challenge).listings, python.of(ListingKind::Job).untold), (1, 1));
    assert_eq!((mirror.asking, mirror.claims, mirror.claims_without_course), (3, 4, 1));
}

#[test]
fn a_choice_narrows_the_asking_side_only() {
    let elsewhere = Listing { place: Place::default(), industry: None, ..job("甲", &["Python"], Some(7)) };
    let here = job("嵌入式软件工程师", &["Python"], Some(2));
    let taught = Listing { place: Place::default(), industry: None, ..course("乙", &["Python"], Some(1)) };
    let index = index_of(vec![elsewhere, here, taught]);
    let all = MirrorQuery::default();
    for (query, sought) in [
        (all.clone(), 9),
        (MirrorQuery { zones: vec!["lg-ic".to_owned()], ..all.clone() }, 2),
        (MirrorQuery { industries: vec!["C".to_owned()], ..all.clone() }, 2),
        (MirrorQuery { occupation: "嵌入式".to_owned(), ..all.clone() }, 2),
    ] {
        let mirror = mirror(&index, &query);
        assert_eq!((gap(&mirror, "python").sought(), gap(&mirror, "python").taught()), (sought, 1), "{query:?}");
    }
    assert!(mirror(&index, &MirrorQuery { occupation: "养殖".to_owned(), ..all }).skills.is_empty());
}

#[test]
fn a_major_shows_what_is_asked_and_not_taught() {
    let vocabulary = Vocabulary::shipped();
    let major = vocabulary.major("软件工程").expect("it is named");
    let details = JobDetails { majors: vec!["软件工程".to_owned()], ..JobDetails::default() };
    let named = listing("甲", &["Java", "水产养殖技术", "PLC编程"], Details::Job(details));
    let index = index_of(vec![named, job("乙", &["Python"], None)]);
    let mirror = mirror(&index, &MirrorQuery { major: Some(major), ..MirrorQuery::default() });
    assert!(mirror.skills.iter().all(|gap| gap.skill != skill("python")), "its job does not name the major");
    assert!(gap(&mirror, "java").in_major);
    assert!(!gap(&mirror, "plc-programming").in_major);
    assert!(mirror.unasked.contains(&skill("python")));
    assert!(!mirror.unasked.contains(&skill("java")));
}

#[test]
fn a_programme_teaches_what_its_major_teaches() {
    let details =
        ProgrammeDetails {
            major: "软件工程".to_owned(), graduates_per_year: Some(80), ..ProgrammeDetails::default()
        };
    let programme = listing("软件工程", &[], Details::Programme(details));
    let mirror = mirror(&index_of(vec![programme, job("甲", &["Java"], Some(5))]), &MirrorQuery::default());
    let java = gap(&mirror, "java");
    assert_eq!((java.of(ListingKind::Programme).people, java.gap()), (80, -75));
}

#[test]
fn months_end_at_midnight_in_shanghai_and_count_what_has_closed_since() {
    let at = |record: &str, published_at: OffsetDateTime| Listing { published_at, ..job(record, &["Python"], None) };
    let closed = Listing { valid_through: Some(NOW - Duration::DAY), ..at("丙", datetime!(2025-10-01 00:00 UTC)) };
    let listings = vec![
        at("甲", datetime!(2026-08-31 15:59:59 UTC)),
        at("乙", datetime!(2026-08-31 16:00 UTC)),
        closed,
        at("丁", datetime!(2025-09-30 15:59 UTC)),
    ];
    let index = index_of(listings);
    let mirror = mirror(&index, &MirrorQuery::default());
    let python = gap(&mirror, "python");
    assert_eq!(python.trend.asking, [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1], "the oldest is too old");
    assert_eq!(python.of(ListingKind::Job).listings, 3, "the closed one is no open post");
    let row = |month: Option<Month>| MirrorRow { skill: skill("python"), kind: None, side: Side::Demand, month };
    let listed = |row: &MirrorRow| {
        index.mirror_listings(&MirrorQuery::default(), row, 0..10, NOW).expect("the index can be read")
    };
    assert_eq!(listed(&row(Some(mirror.months[0]))).ids, [ListingId::of_record("test", "丙")]);
    let open = listed(&row(None));
    assert_eq!((open.total, open.ids[0]), (3, ListingId::of_record("test", "乙")));
}

#[test]
fn each_number_has_exactly_so_many_listings_behind_it() {
    let mut listings: Vec<Listing> = (0..7).map(|at| job(&format!("职位{at}"), &["Python", "Java"], None)).collect();
    listings.extend((0..3).map(|at| course(&format!("课程{at}"), &["Python"], Some(9))));
    let index = index_of(listings);
    let mirror = mirror(&index, &MirrorQuery::default());
    for gap in &mirror.skills {
        for &kind in ListingKind::ALL {
            let row = MirrorRow { skill: gap.skill, kind: Some(kind), side: kind.side(), month: None };
            let found = index.mirror_listings(&MirrorQuery::default(), &row, 2..4, NOW).expect("it can be read");
            assert_eq!(found.total, gap.of(kind).listings as usize);
            assert_eq!(found.ids.len(), found.total.saturating_sub(2).min(2));
        }
    }
}
