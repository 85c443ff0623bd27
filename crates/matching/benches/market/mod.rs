//! A made-up market for measuring: listings, people and saved searches whose skills are as unevenly spread as real ones.
//!
//! The same seed always gives the same market.

use std::collections::BTreeMap;

use rongqiao_matching::Filters;
use rongqiao_matching::fit::{Description, Profile};
use rongqiao_matching::skills::{Level, SkillNumber, Vocabulary};
use rongqiao_model::choice::{Education, EmploymentType};
use rongqiao_model::kind::{Details, ListingKind, challenge::ChallengeDetails, course::CourseDetails, job::JobDetails};
use rongqiao_model::listing::{Listing, ListingState, Provenance, PublishedListing};
use rongqiao_model::organisation::OrganisationKind;
use rongqiao_model::pay::{Pay, PayPeriod};
use rongqiao_model::place::Place;
use rongqiao_model::{ListingId, OrganisationId};
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

/// The moment at which everything is measured.
pub(crate) const NOW: OffsetDateTime = datetime!(2026-09-01 08:00 UTC);

/// Skills that every second posting names, whatever it is about.
const COMMON: [&str; 12] = [
    "沟通",
    "团队协作",
    "Office",
    "Excel",
    "Python",
    "英语",
    "数据分析",
    "项目管理",
    "学习能力",
    "SQL",
    "写作",
    "时间管理",
];

/// Cities of which the first ones have the most postings.
pub(crate) const CITIES: [&str; 10] = ["上海", "杭州", "苏州", "北京", "深圳", "广州", "武汉", "成都", "西安", "舟山"];

/// Numbers that look like chance (splitmix64).
#[derive(Clone, Debug)]
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn seeded(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to but not including 1.
    pub(crate) fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub(crate) fn is(&mut self, likelihood: f64) -> bool {
        self.share() < likelihood
    }

    pub(crate) fn between(&mut self, low: usize, high: usize) -> usize {
        low + (self.share() * (high + 1 - low) as f64) as usize
    }

    pub(crate) fn one_of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.between(0, items.len() - 1)]
    }

    /// One of `items` of which each one is less likely than the one before it.
    pub(crate) fn early_of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        let share = self.share();
        &items[(share * share * share * items.len() as f64) as usize]
    }
}

/// What the market is made of.
pub(crate) struct Market {
    vocabulary: &'static Vocabulary,
    pub(crate) common: Vec<SkillNumber>,
    pub(crate) areas: Vec<Vec<SkillNumber>>,
    majors: Vec<(String, Vec<SkillNumber>)>,
}

impl Market {
    pub(crate) fn new() -> Self {
        let vocabulary = Vocabulary::shipped();
        let mut areas: BTreeMap<&str, Vec<SkillNumber>> = BTreeMap::new();
        let mut majors: BTreeMap<&str, Vec<SkillNumber>> = BTreeMap::new();
        for (number, skill) in (0..).zip(vocabulary.skills()) {
            areas.entry(&skill.area).or_default().push(number);
            for major in &skill.programmes {
                majors.entry(major).or_default().push(number);
            }
        }
        // Skills are known about as well as they have relations.
        for skills in areas.values_mut() {
            skills.sort_by_key(|&it| {
                std::cmp::Reverse(vocabulary.skill(it).map_or(0, |it| it.related.len() + 3 * it.occupations.len()))
            });
        }
        let common = COMMON.iter().filter_map(|name| vocabulary.by_name(name)).collect();
        let majors = majors.into_iter().filter(|(_, skills)| skills.len() >= 8);
        let majors = majors.map(|(name, skills)| (name.to_owned(), skills)).collect();
        Self { vocabulary, common, areas: areas.into_values().collect(), majors }
    }

    /// So many skills that go together, the main one first; some of them are common ones.
    fn skills_about(
        &self,
        chance: &mut Chance,
        main: SkillNumber,
        area: &[SkillNumber],
        count: usize,
    ) -> Vec<SkillNumber> {
        let mut skills = vec![main];
        let kin: Vec<SkillNumber> =
            self.vocabulary.skill(main).map(|it| [&it.related[..], &it.broader].concat()).unwrap_or_default();
        for _ in 0..count {
            let skill = match chance.share() {
                share if share < 0.35 && !kin.is_empty() => *chance.one_of(&kin),
                share if share < 0.65 => *chance.early_of(area),
                _ => *chance.early_of(&self.common),
            };
            if !skills.contains(&skill) {
                skills.push(skill);
            }
        }
        skills
    }

    pub(crate) fn name(&self, skill: SkillNumber) -> &str {
        self.vocabulary.skill(skill).map_or("", |it| it.zh.as_str())
    }

    pub(crate) fn occupation(&self, chance: &mut Chance, skill: SkillNumber) -> String {
        let occupations = self.vocabulary.skill(skill).map_or(&[][..], |it| &it.occupations);
        if occupations.is_empty() { self.name(skill).to_owned() } else { chance.one_of(occupations).clone() }
    }

    /// The listing numbered `number`.
    pub(crate) fn listing(&self, number: u64) -> PublishedListing {
        let chance = &mut Chance::seeded(number.wrapping_mul(0x5851_f42d_4c95_7f2d));
        let area = chance.early_of(&self.areas);
        let main = *chance.early_of(area);
        let count = chance.between(1, 12);
        let skills = self.skills_about(chance, main, area, count);
        let occupation = self.occupation(chance, main);
        let rank = *chance.one_of(&["", "", "", "高级", "资深", "初级", "实习"]);
        let organisation = format!("{}", chance.between(0, 20_000));
        let details = match chance.share() {
            share if share < 0.85 => Details::Job(self.job(chance, &occupation, main)),
            share if share < 0.95 => Details::Course(CourseDetails::default()),
            _ => Details::Challenge(ChallengeDetails::default()),
        };
        let named = if chance.is(0.4) { skills.len().min(4) } else { 0 };
        let listing = Listing {
            id: ListingId::of_record("bench", &number.to_string()),
            organisation: OrganisationId::of_record("bench", &organisation),
            state: ListingState::Published,
            title: if chance.is(0.5) {
                format!("{rank}{occupation}")
            } else {
                format!("{}{rank}工程师", self.name(main))
            },
            title_en: None,
            description: self.text(chance, &skills),
            place: Place { text: (*chance.early_of(&CITIES)).to_owned(), ..Place::default() },
            industry: None,
            skills: skills[..named].iter().map(|&skill| self.name(skill).to_owned()).collect(),
            skills_denied: Vec::new(),
            details,
            published_at: NOW - Duration::days(chance.between(0, 90) as i64),
            valid_through: None,
            provenance: Provenance { source: "bench".to_owned(), record: number.to_string() },
            demo: false,
        };
        PublishedListing {
            listing,
            organisation_name: format!("{organisation}号科技有限公司"),
            organisation_name_en: None,
            organisation_kind: OrganisationKind::Firm,
            by_staffing_agency: false,
            organisation_verified_until: None,
            updated_at: NOW,
            revision: 1,
        }
    }

    fn job(&self, chance: &mut Chance, occupation: &str, main: SkillNumber) -> JobDetails {
        let low = chance.between(4, 30) as i64 * 1_000;
        let programmes = self.vocabulary.skill(main).map_or(&[][..], |it| &it.programmes);
        JobDetails {
            employment_type: Some(if chance.is(0.15) { EmploymentType::Internship } else { EmploymentType::FullTime }),
            education: chance.is(0.8).then(|| *chance.early_of(&Education::ALL[2..])),
            experience_min_years: chance.is(0.6).then(|| chance.between(0, 5) as u8),
            pay: chance.is(0.8).then(|| Pay::in_yuan(low, low * 3 / 2, PayPeriod::Month)).flatten(),
            occupation: occupation.to_owned(),
            majors: programmes.iter().take(if chance.is(0.4) { 3 } else { 0 }).cloned().collect(),
            ..JobDetails::default()
        }
    }

    fn text(&self, chance: &mut Chance, skills: &[SkillNumber]) -> String {
        let mut text = "岗位要求：\n".to_owned();
        for &skill in skills {
            text.push_str(chance.one_of::<&str>(&["熟悉", "掌握", "精通", "了解", "具备"]));
            text.push_str(self.name(skill));
            text.push_str(chance.one_of::<&str>(&["；\n", "，", "。", "者优先；\n"]));
        }
        text
    }

    /// The person numbered `number`: a major with what it teaches, and five to fifteen skills.
    fn profile(&self, number: u64) -> Profile {
        let chance = &mut Chance::seeded(number.wrapping_mul(0x2545_f491_4f6c_dd1d) ^ 7);
        let (major, taught) = chance.one_of(&self.majors);
        let main = *chance.one_of(taught);
        let count = chance.between(5, 15);
        let skills = self.skills_about(chance, main, taught, count);
        let level = |chance: &mut Chance| chance.is(0.7).then(|| *chance.one_of(Level::ALL));
        Profile {
            skills: skills.into_iter().map(|skill| (skill, level(chance))).collect(),
            major: major.clone(),
            education: chance.is(0.9).then(|| *chance.one_of(&Education::ALL[3..])),
            experience_years: chance.is(0.7).then(|| chance.between(0, 4) as u8),
            cities: if chance.is(0.6) { vec![CITIES[0].to_owned()] } else { Vec::new() },
            would_move: chance.is(0.5),
            pay_min_yuan: chance.is(0.5).then(|| chance.between(3, 15) as u32 * 1_000),
            employment: if chance.is(0.3) { vec![EmploymentType::Internship] } else { Vec::new() },
            days_per_week: None,
            months: None,
            wish: if chance.is(0.5) { self.occupation(chance, main) } else { String::new() },
        }
    }

    /// The person numbered `number`, described for fitting.
    pub(crate) fn person(&self, number: u64) -> Description {
        self.profile(number).describe(self.vocabulary)
    }
}

/// Only jobs.
pub(crate) fn jobs() -> Filters {
    Filters { kinds: vec![ListingKind::Job], ..Filters::default() }
}
