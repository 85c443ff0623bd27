//! What a person says of themself, as it stands in an address: read from a query string and written back.
//!
//! Nothing of it is kept anywhere else. Page and JSON share it, so that an address means the same in both.

use rongqiao_matching::fit::Profile;
use rongqiao_matching::reading::{PlaceNames, Reader};
use rongqiao_matching::skills::{Level, Role, SkillNumber, Vocabulary};
use rongqiao_model::choice::{Choice, Education, EmploymentType};
use rongqiao_model::code::{Codes, DIVISIONS};
use rongqiao_model::kind::ListingKind;
use rongqiao_model::place::city_of;

use crate::address::{AddressWriter, CITY_MAX_CHARS, Ignored, MAX_CITIES, MAX_IGNORED};

/// The kinds of need that a person can answer; the first is looked for unless the address says otherwise.
pub const ANSWERED_BY_PEOPLE: [ListingKind; 2] = [ListingKind::Job, ListingKind::Challenge];

/// Skills that one person may name.
const MAX_SKILLS: usize = 32;

/// Longest wish that is read, in characters.
const WISH_MAX_CHARS: usize = 100;

rongqiao_model::choices! {
    /// The order in which fits are shown.
    #[derive(Default)]
    pub enum FitOrder {
        /// The best fit first.
        #[default]
        Fit = "fit",
        /// The newest first: nothing of the person plays a part in the order.
        Newest = "newest",
    }
}

/// A person who looks for what fits.
#[derive(Clone, Debug, PartialEq)]
pub struct Seeker {
    /// What they say of themself.
    pub profile: Profile,
    /// What they look for, one of [`ANSWERED_BY_PEOPLE`].
    pub kind: ListingKind,
    /// How they want it ordered.
    pub order: FitOrder,
}

impl Default for Seeker {
    fn default() -> Self {
        Self { profile: Profile::default(), kind: ANSWERED_BY_PEOPLE[0], order: FitOrder::default() }
    }
}

impl Seeker {
    /// Whether anything is known by which something could fit.
    #[must_use]
    pub fn says_something(&self) -> bool {
        !self.profile.skills.is_empty() || !self.profile.major.is_empty()
    }

    /// Takes in what a text about the person tells of skills, major, education, years of work and wishes; what they said
    /// themself stays. Where they would go and what they would earn is for them to say.
    pub fn take_in(&mut self, about: &str, vocabulary: &Vocabulary) {
        let told = Reader::new(vocabulary, PlaceNames::default()).read_oneself(about);
        for mention in told.skills.iter().filter(|mention| mention.role == Role::Required) {
            self.add_skill(mention.skill, mention.level);
        }
        let profile = &mut self.profile;
        profile.education = profile.education.or(told.education);
        profile.experience_years = profile.experience_years.or(told.years);
        if profile.major.is_empty() {
            let name = told.major.and_then(|major| vocabulary.major_name(major));
            name.unwrap_or_default().clone_into(&mut profile.major);
        }
        if profile.wish.is_empty() {
            profile.wish = told.wish;
        }
    }

    /// Takes a skill unless it is known; a level that is known stays unless the new one says more.
    pub fn add_skill(&mut self, skill: SkillNumber, level: Option<Level>) {
        let skills = &mut self.profile.skills;
        if let Some(known) = skills.iter_mut().find(|known| known.0 == skill) {
            known.1 = known.1.max(level);
        } else if skills.len() < MAX_SKILLS {
            skills.push((skill, level));
        }
    }
}

/// Reads a person from the pairs of a query string. What it does not understand is left out and reported.
#[must_use]
pub fn read(pairs: &[(String, String)], codes: &Codes, vocabulary: &Vocabulary) -> (Seeker, Vec<Ignored>) {
    let mut reader = AddressReader { seeker: Seeker::default(), ignored: Vec::new(), codes, vocabulary };
    for (parameter, value) in pairs {
        let value = value.trim();
        if !value.is_empty() {
            reader.take(parameter, value);
        }
    }
    (reader.seeker, reader.ignored)
}

struct AddressReader<'a> {
    seeker: Seeker,
    ignored: Vec<Ignored>,
    codes: &'a Codes,
    vocabulary: &'a Vocabulary,
}

impl AddressReader<'_> {
    fn take(&mut self, parameter: &str, value: &str) {
        match parameter {
            "skill" => self.skill(value),
            "add" => self.names(value),
            "major" => self.major(value),
            "education" => {
                self.seeker.profile.education = Education::from_text(value).or_else(|| self.one(parameter, value))
            }
            "years" => self.seeker.profile.experience_years = self.number(parameter, value, 60),
            "city" => {
                let code = self.codes.read(DIVISIONS, value).and_then(|row| city_of(&row.code));
                let city = code.unwrap_or_else(|| value.chars().take(CITY_MAX_CHARS).collect());
                let cities = &mut self.seeker.profile.cities;
                if cities.len() < MAX_CITIES && !cities.contains(&city) {
                    cities.push(city);
                }
            }
            "elsewhere" => self.seeker.profile.would_move = value == "1",
            "employment" => {
                let form: Option<EmploymentType> = self.one(parameter, value);
                let forms = &mut self.seeker.profile.employment;
                forms.extend(form.filter(|form| !forms.contains(form)));
            }
            "pay_min" => self.seeker.profile.pay_min_yuan = self.number(parameter, value, 10_000_000),
            "days" => self.seeker.profile.days_per_week = self.number(parameter, value, 7),
            "months" => self.seeker.profile.months = self.number(parameter, value, 60),
            "wish" => self.seeker.profile.wish = value.chars().take(WISH_MAX_CHARS).collect(),
            "kind" => self.kind(value),
            "order" => self.seeker.order = self.one(parameter, value).unwrap_or_default(),
            _ => {}
        }
    }

    /// Takes a skill by its id or name, with its level after a colon.
    fn skill(&mut self, value: &str) {
        let (name, level) = match value.rsplit_once(':') {
            Some((name, level)) if Level::from_slug(level).is_some() => (name, Level::from_slug(level)),
            _ => (value, None),
        };
        match self.vocabulary.by_id(name).or_else(|| self.vocabulary.by_name(name)) {
            Some(skill) => self.seeker.add_skill(skill, level),
            None => self.ignore("skill", value, "the name or id of a skill, and a level after a colon"),
        }
    }

    /// Takes skills as somebody types them: names with commas between them, or a sentence.
    fn names(&mut self, value: &str) {
        for name in value.split([',', '，', '、', ';', '；', '\n']).map(str::trim).filter(|name| !name.is_empty()) {
            if let Some(skill) = self.vocabulary.by_name(name) {
                self.seeker.add_skill(skill, None);
                continue;
            }
            let mentions = self.vocabulary.read(name);
            if mentions.is_empty() {
                self.ignore("add", name, "names of skills");
            }
            mentions.iter().for_each(|mention| self.seeker.add_skill(mention.skill, mention.level));
        }
    }

    fn major(&mut self, value: &str) {
        let known = self.vocabulary.major(value).and_then(|major| self.vocabulary.major_name(major));
        match known {
            Some(name) => name.clone_into(&mut self.seeker.profile.major),
            None => self.ignore("major", value, "the Chinese name of a major"),
        }
    }

    fn kind(&mut self, value: &str) {
        match ANSWERED_BY_PEOPLE.iter().find(|kind| kind.slug() == value) {
            Some(&kind) => self.seeker.kind = kind,
            None => self.ignore("kind", value, &ANSWERED_BY_PEOPLE.map(ListingKind::slug).join(", ")),
        }
    }

    fn one<C: Choice>(&mut self, parameter: &str, value: &str) -> Option<C> {
        let found = C::ALL.iter().copied().find(|choice| choice.slug() == value);
        if found.is_none() {
            let allowed = C::ALL.iter().map(|choice| choice.slug()).collect::<Vec<_>>().join(", ");
            self.ignore(parameter, value, &allowed);
        }
        found
    }

    fn number<N: TryFrom<u32>>(&mut self, parameter: &str, value: &str, most: u32) -> Option<N> {
        let number = value.parse::<u32>().ok().filter(|&number| number <= most).and_then(|it| N::try_from(it).ok());
        if number.is_none() {
            self.ignore(parameter, value, &format!("a whole number up to {most}"));
        }
        number
    }

    fn ignore(&mut self, parameter: &str, value: &str, allowed: &str) {
        if self.ignored.len() < MAX_IGNORED {
            let (parameter, value, allowed) = (parameter.to_owned(), value.to_owned(), allowed.to_owned());
            self.ignored.push(Ignored { parameter, value, allowed });
        }
    }
}

/// Writes a person as a query string without the leading `?`; what is not known or stands at its default is left out.
#[must_use]
pub fn write(seeker: &Seeker, vocabulary: &Vocabulary) -> String {
    let profile = &seeker.profile;
    let mut writer = AddressWriter::default();
    for &(skill, level) in &profile.skills {
        writer.pair("skill", &skill_value(skill, level, vocabulary));
    }
    writer.pair("major", &profile.major);
    writer.choices("education", profile.education.as_slice());
    writer.number("years", profile.experience_years.map(u32::from));
    writer.list("city", &profile.cities);
    writer.pair("elsewhere", if profile.would_move { "1" } else { "" });
    writer.choices("employment", &profile.employment);
    writer.number("pay_min", profile.pay_min_yuan);
    writer.number("days", profile.days_per_week.map(u32::from));
    writer.number("months", profile.months.map(u32::from));
    writer.pair("wish", &profile.wish);
    if seeker.kind != ANSWERED_BY_PEOPLE[0] {
        writer.pair("kind", seeker.kind.slug());
    }
    if seeker.order != FitOrder::default() {
        writer.pair("order", seeker.order.slug());
    }
    writer.0
}

/// A skill with its level as an address holds it.
#[must_use]
pub fn skill_value(skill: SkillNumber, level: Option<Level>, vocabulary: &Vocabulary) -> String {
    let id = vocabulary.skill(skill).map_or("", |skill| &skill.id);
    level.map_or_else(|| id.to_owned(), |level| format!("{id}:{}", level.slug()))
}

#[cfg(test)]
mod tests {
    use rongqiao_model::code::CodeTable;

    use super::*;
    use crate::address::pairs_of;

    fn seeker(address: &str) -> (Seeker, Vec<Ignored>) {
        read(&pairs_of(address), &Codes::new(CodeTable::shipped()), Vocabulary::current())
    }

    #[test]
    fn a_person_survives_being_written_into_an_address() {
        let address = "skill=python%3Aworking&skill=plc-programming&major=%E8%BD%AF%E4%BB%B6%E5%B7%A5%E7%A8%8B\
                       &education=bachelor&years=2&city=310000&elsewhere=1&employment=internship&pay_min=3000&days=4\
                       &months=6&wish=PLC&kind=challenge&order=newest";
        let (seeker, ignored) = seeker(address);
        assert_eq!(ignored, []);
        assert_eq!(write(&seeker, Vocabulary::current()), address);
    }

    #[test]
    fn skills_are_understood_as_people_type_them() {
        let (typed, ignored) = seeker("add=Python、PLC编程，熟悉SolidWorks,&city=浦东新区&education=本科");
        assert_eq!(ignored, []);
        let written = write(&typed, Vocabulary::current());
        assert_eq!(
            written,
            "skill=python&skill=plc-programming&skill=solidworks%3Afamiliar&education=bachelor&city=310000"
        );
    }

    #[test]
    fn a_text_tells_skills_major_education_and_years_but_not_over_what_was_said() {
        let about = "微电子科学与工程大四在读，本科学历，熟悉Python，两年实习经验，希望在杭州工作";
        let mut person = seeker("years=0").0;
        person.take_in(about, Vocabulary::shipped());
        let written = write(&person, Vocabulary::shipped());
        let major = "%E5%BE%AE%E7%94%B5%E5%AD%90%E7%A7%91%E5%AD%A6%E4%B8%8E%E5%B7%A5%E7%A8%8B";
        assert_eq!(written, format!("skill=python%3Afamiliar&major={major}&education=bachelor&years=0"));
    }

    #[test]
    fn what_is_not_understood_is_left_out_and_reported() {
        let (seeker, ignored) =
            seeker("skill=juggling&add=杂耍&major=占星学&years=many&days=8&kind=course&order=random");
        assert_eq!(seeker, Seeker::default());
        let parameters: Vec<&str> = ignored.iter().map(|it| it.parameter.as_str()).collect();
        assert_eq!(parameters, ["skill", "add", "major", "years", "days", "kind", "order"]);
    }
}
