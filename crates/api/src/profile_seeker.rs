//! A person who looks for what fits, as their profile tells it.

use rongqiao_matching::fit::Profile as Seeking;
use rongqiao_matching::skills::Vocabulary;
use rongqiao_model::code::{Codes, DIVISIONS};
use rongqiao_model::month::Month;
use rongqiao_model::place::city_of;
use rongqiao_model::profile::{Contents, SkillName};
use time::Date;

use crate::profile_address::Seeker;

impl Seeker {
    /// Somebody whose profile says `contents`, as seen on the day `today`. What matching does not understand is left out.
    #[must_use]
    pub fn of_profile(contents: &Contents, codes: &Codes, vocabulary: &Vocabulary, today: Date) -> Self {
        let mut seeker = Self::default();
        for skill in contents.skills.iter() {
            let number = match &skill.name {
                SkillName::Known(id) => vocabulary.by_id(id),
                SkillName::Words(words) => vocabulary.by_name(words),
            };
            number.into_iter().for_each(|number| seeker.add_skill(number, skill.level));
        }
        let certificates = contents.certificates.iter().filter_map(|it| vocabulary.by_name(&it.name));
        certificates.for_each(|number| seeker.add_skill(number, None));
        let known_major = |name: &str| vocabulary.major(name).and_then(|major| vocabulary.major_name(major));
        // The last one known counts, which is where somebody is now.
        let majors = contents.education.iter().filter_map(|it| Some((it.until, known_major(&it.major)?)));
        let wishes = &contents.wishes;
        let city = |place: &String| codes.read(DIVISIONS, place).and_then(|row| city_of(&row.code));
        seeker.profile = Seeking {
            major: majors.max_by_key(|it| it.0).map_or_else(String::new, |it| it.1.to_owned()),
            education: contents.education.iter().filter_map(|it| it.level).max(),
            experience_years: u8::try_from(contents.years_of_work(Month::of(today))).ok().filter(|&it| it > 0),
            cities: wishes.places.iter().map(|place| city(place).unwrap_or_else(|| place.clone())).collect(),
            would_move: wishes.would_move,
            pay_min_yuan: wishes.pay_min_yuan,
            employment: wishes.employment.clone(),
            days_per_week: contents.availability.days_per_week,
            months: months_free(contents, today),
            wish: wishes.titles.join(" "),
            skills: std::mem::take(&mut seeker.profile.skills),
        };
        seeker
    }
}

/// Whole months between the days on which somebody is free, not counting what is over.
fn months_free(contents: &Contents, today: Date) -> Option<u8> {
    let from = contents.availability.from.map_or(today, |from| from.max(today));
    let days = (contents.availability.until? - from).whole_days();
    u8::try_from((days + 1) / 30).ok().filter(|&months| months > 0)
}

#[cfg(test)]
mod tests {
    use rongqiao_model::EntryId;
    use rongqiao_model::code::CodeTable;
    use rongqiao_model::profile::Section;
    use serde_json::{Value, json};
    use time::macros::date;
    use uuid::Uuid;

    use super::*;
    use crate::actions::profiles::skill_id;
    use crate::profile_address::write;

    #[test]
    fn a_profile_becomes_the_address_of_what_fits() {
        let mut contents = Contents::default();
        let forms: [(Section, Value); 8] = [
            (Section::Education, json!({"school": "海大", "major": "机械工程", "level": "bachelor", "until": "2026"})),
            (Section::Education, json!({"school": "电机", "major": "软件工程", "level": "associate", "until": "2023"})),
            (Section::Skills, json!({"skill": "Python", "level": "working"})),
            (Section::Skills, json!({"skill": "打铁花"})),
            (Section::Certificates, json!({"certificate": "英语六级"})),
            (Section::Experience, json!({"role": "实习生", "from": "2024-01", "until": "2025-06"})),
            (
                Section::Wishes,
                json!({"titles": "设计", "places": "上海", "employment": "internship", "pay-min": "4000"}),
            ),
            (Section::Availability, json!({"from": "2026-01-01", "until": "2027-05-31", "days": "4"})),
        ];
        for (number, (section, form)) in forms.iter().enumerate() {
            let id = EntryId::from_uuid(Uuid::from_u128(number as u128));
            let form = form.as_object().expect("it is a form");
            assert_eq!(contents.fill(*section, id, form, skill_id), Ok(()), "{form:?}");
        }
        let codes = Codes::new(CodeTable::shipped());
        let seeker = Seeker::of_profile(&contents, &codes, Vocabulary::current(), date!(2026 - 11 - 22));
        let major = "%E6%9C%BA%E6%A2%B0%E5%B7%A5%E7%A8%8B";
        assert_eq!(
            write(&seeker, Vocabulary::current()),
            format!(
                "skill=python%3Aworking&skill=cet-6&major={major}&education=bachelor&years=1&city=310000\
                 &employment=internship&pay_min=4000&days=4&months=6&wish=%E8%AE%BE%E8%AE%A1"
            )
        );
    }
}
