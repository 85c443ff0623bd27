//! Forms of a profile, read into what it says.

use serde_json::{Map, Value};

use super::Section;
use super::contents::{
    Availability, Certificate, Contents, Entries, Entry, Experience, KnownSkill, Schooling, SkillName, Wishes,
};
use crate::EntryId;
use crate::choice::EmploymentType;
use crate::form::{FieldError, Mistake, Reader};
use crate::private_facts::{PrivateFact, find_private_facts};

/// Most schools, certificates, and places of work.
const MOST_ENTRIES: usize = 20;

/// Most skills.
const MOST_SKILLS: usize = 60;

/// Most occupations and places that somebody may wish for.
const MOST_WISHES: usize = 10;

/// Longest name, in characters.
const NAME_MAX_CHARS: usize = 80;

/// Longest number of a certificate, in characters.
const NUMBER_MAX_CHARS: usize = 40;

/// Longest evidence of a skill, in characters.
const EVIDENCE_MAX_CHARS: usize = 500;

/// Longest address, in characters.
const LINK_MAX_CHARS: usize = 300;

/// Longest account of what was done, in characters.
const DONE_MAX_CHARS: usize = 2_000;

impl Contents {
    /// Takes in what the form of `section` says: into the entry `id` of a list, which is added if there is none.
    /// `recognise` gives the vocabulary's id of a skill that it knows by these words.
    ///
    /// # Errors
    ///
    /// Returns every mistake in the form; nothing is changed then.
    pub fn fill(
        &mut self,
        section: Section,
        id: EntryId,
        record: &Map<String, Value>,
        recognise: impl Fn(&str) -> Option<String>,
    ) -> Result<(), Vec<FieldError>> {
        let mut form = Reader::new(record);
        match section {
            Section::Education => {
                let said = schooling(&mut form);
                put(&mut self.education, id, said, form, ("school", MOST_ENTRIES))
            }
            Section::Skills => {
                let said = known_skill(&mut form, recognise);
                let is_twin = |it: &Entry<KnownSkill>| it.id != id && it.said.name == said.name;
                if self.skills.entries().iter().any(is_twin) {
                    form.fail("skill", Mistake::Twice);
                }
                put(&mut self.skills, id, said, form, ("skill", MOST_SKILLS))
            }
            Section::Certificates => {
                let said = certificate(&mut form);
                put(&mut self.certificates, id, said, form, ("certificate", MOST_ENTRIES))
            }
            Section::Experience => {
                let said = experience(&mut form);
                put(&mut self.experience, id, said, form, ("organisation", MOST_ENTRIES))
            }
            Section::Wishes => {
                let said = wishes(&mut form);
                form.finish(said).map(|said| self.wishes = said)
            }
            Section::Availability => {
                let said = availability(&mut form);
                form.finish(said).map(|said| self.availability = said)
            }
        }
    }
}

/// Puts what a form says into its entry, if nothing is wrong and there is room; a list that is full is told at `field`.
fn put<T>(
    entries: &mut Entries<T>,
    id: EntryId,
    said: T,
    mut form: Reader<'_>,
    (field, max): (&str, usize),
) -> Result<(), Vec<FieldError>> {
    if entries.len() >= max && entries.find(id).is_none() {
        form.fail(field, Mistake::TooMany { max });
    }
    let said = form.finish(said)?;
    entries.put(id, said);
    Ok(())
}

fn schooling(form: &mut Reader<'_>) -> Schooling {
    let year = |form: &mut Reader<'_>, field| form.whole(field, 1950..=2100).and_then(|it| u16::try_from(it).ok());
    let said = Schooling {
        school: form.public_text("school", NAME_MAX_CHARS),
        major: form.public_text("major", NAME_MAX_CHARS),
        level: form.choice("level"),
        from: year(form, "from"),
        until: year(form, "until"),
    };
    form.in_order(said.from, said.until);
    let given = ["school", "major", "level"].iter().any(|field| is_given(form, field));
    if !given {
        form.fail("school", Mistake::Missing);
    }
    said
}

fn known_skill(form: &mut Reader<'_>, recognise: impl Fn(&str) -> Option<String>) -> KnownSkill {
    let words = form.required_text("skill", NAME_MAX_CHARS);
    if let Some(found) = find_private_facts(&words).first() {
        form.fail("skill", Mistake::Private { fact: found.fact });
    }
    KnownSkill {
        name: recognise(&words).map_or(SkillName::Words(words), SkillName::Known),
        level: form.choice("level"),
        evidence: form.public_text("evidence", EVIDENCE_MAX_CHARS),
        link: form.link("link", LINK_MAX_CHARS),
    }
}

fn certificate(form: &mut Reader<'_>) -> Certificate {
    let name = form.required_text("certificate", NAME_MAX_CHARS);
    let number = form.text("number", NUMBER_MAX_CHARS);
    // Numbers of certificates are long too; only that of an identity card can be told apart.
    if find_private_facts(&number).iter().any(|it| it.fact == PrivateFact::IdCard) {
        form.fail("number", Mistake::Private { fact: PrivateFact::IdCard });
    }
    Certificate { name, issuer: form.public_text("issuer", NAME_MAX_CHARS), number, month: form.month("month") }
}

fn experience(form: &mut Reader<'_>) -> Experience {
    let said = Experience {
        organisation: form.public_text("organisation", NAME_MAX_CHARS),
        role: form.public_text("role", NAME_MAX_CHARS),
        from: form.month("from"),
        until: form.month("until"),
        done: form.public_text("done", DONE_MAX_CHARS),
    };
    form.in_order(said.from, said.until);
    if !is_given(form, "organisation") && !is_given(form, "role") {
        form.fail("organisation", Mistake::Missing);
    }
    said
}

fn wishes(form: &mut Reader<'_>) -> Wishes {
    Wishes {
        titles: names(form, "titles"),
        places: names(form, "places"),
        would_move: is_given(form, "would-move"),
        employment: employment(form),
        pay_min_yuan: form.whole("pay-min", 0..=1_000_000).and_then(|it| u32::try_from(it).ok()),
    }
}

fn availability(form: &mut Reader<'_>) -> Availability {
    let said = Availability {
        from: form.day("from"),
        until: form.day("until"),
        days_per_week: form.whole("days", 1..=7).and_then(|it| u8::try_from(it).ok()),
    };
    form.in_order(said.from, said.until);
    said
}

/// Names in one field, with commas between them.
fn names(form: &mut Reader<'_>, field: &str) -> Vec<String> {
    let names = form.words(field);
    if names.len() > MOST_WISHES {
        form.fail(field, Mistake::TooMany { max: MOST_WISHES });
    }
    for name in &names {
        let found = name.chars().count();
        if found > NAME_MAX_CHARS {
            form.fail(field, Mistake::TooLong { max: NAME_MAX_CHARS, found });
        }
    }
    if let Some(found) = names.iter().find_map(|name| find_private_facts(name).into_iter().next()) {
        form.fail(field, Mistake::Private { fact: found.fact });
    }
    names
}

/// The forms of employment that were ticked; what is none was not written by our page.
fn employment(form: &Reader<'_>) -> Vec<EmploymentType> {
    let ticked = match form.raw("employment") {
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(one)) => vec![one.as_str()],
        _ => Vec::new(),
    };
    EmploymentType::ALL.iter().copied().filter(|form| ticked.contains(&form.slug())).collect()
}

fn is_given(form: &Reader<'_>, field: &str) -> bool {
    form.raw(field).and_then(Value::as_str).is_some_and(|text| !text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use uuid::Uuid;

    use super::*;

    fn id(number: u128) -> EntryId {
        EntryId::from_uuid(Uuid::from_u128(number))
    }

    fn recognise(words: &str) -> Option<String> {
        (words == "蟒蛇语言" || words == "Python").then(|| "python".to_owned())
    }

    fn fill(contents: &mut Contents, section: Section, number: u128, form: Value) -> Result<(), Vec<String>> {
        let told = |mistakes: Vec<FieldError>| mistakes.into_iter().map(|it| it.field).collect();
        contents.fill(section, id(number), form.as_object().expect("it is a form"), recognise).map_err(told)
    }

    /// What is written of an entry, as a browser would send it again.
    fn sent_again(contents: &Contents, section: Section) -> Value {
        let pairs = contents.written(section, Some(id(1)), |id| format!("name of {id}")).expect("it is there");
        let mut record = Map::new();
        for (field, value) in pairs {
            match record.get_mut(field) {
                None => drop(record.insert(field.to_owned(), Value::String(value))),
                Some(Value::Array(list)) => list.push(Value::String(value)),
                Some(one) => *one = json!([one.clone(), value]),
            }
        }
        Value::Object(record)
    }

    #[test]
    fn what_is_written_reads_as_it_was_said() {
        let forms = [
            (
                Section::Education,
                json!({"school": "上海海洋大学", "major": "机械工程", "level": "bachelor", "from": "2022", "until": "2026"}),
            ),
            (
                Section::Skills,
                json!({"skill": "打铁", "level": "expert", "evidence": "三年", "link": "https://a.example/b"}),
            ),
            (
                Section::Certificates,
                json!({"certificate": "车工", "issuer": "人社局", "number": "2025310000123456", "month": "2025-06"}),
            ),
            (
                Section::Experience,
                json!({"organisation": "重装", "role": "实习生", "from": "2025-07", "until": "2025-09", "done": "画图\n出图"}),
            ),
            (
                Section::Wishes,
                json!({"titles": "设计、绘图", "places": "上海", "would-move": "yes", "employment": ["internship", "full-time"], "pay-min": "4000"}),
            ),
            (Section::Availability, json!({"from": "2026-12-01", "until": "2027-05-31", "days": "4"})),
        ];
        for (section, form) in forms {
            let (mut first, mut again) = (Contents::default(), Contents::default());
            assert_eq!(fill(&mut first, section, 1, form), Ok(()), "{section:?}");
            assert!(!first.lacks(section), "{section:?}");
            assert_eq!(fill(&mut again, section, 1, sent_again(&first, section)), Ok(()), "{section:?}");
            assert_eq!(first, again, "{section:?}");
        }
    }

    #[test]
    fn all_mistakes_are_told_at_once_and_nothing_is_changed() {
        let long = "长".repeat(2_001);
        let cases = [
            (Section::Education, json!({"from": "22", "level": "genius"}), vec!["level", "from"]),
            (Section::Education, json!({}), vec!["school"]),
            (Section::Education, json!({"school": "海大", "from": "2026", "until": "2022"}), vec!["until"]),
            (Section::Skills, json!({"skill": " ", "link": "javascript:alert(1)"}), vec!["skill", "link"]),
            (Section::Skills, json!({"skill": "13912345678"}), vec!["skill"]),
            (
                Section::Certificates,
                json!({"number": "310115200305121234", "month": "2025"}),
                vec!["certificate", "number", "month"],
            ),
            (
                Section::Experience,
                json!({"done": long, "until": "2025-09", "from": "2026-01"}),
                vec!["done", "until", "organisation"],
            ),
            (Section::Experience, json!({"role": "工程师", "done": "电话13912345678"}), vec!["done"]),
            (
                Section::Wishes,
                json!({"titles": "a,b,c,d,e,f,g,h,i,j,k", "pay-min": "a lot"}),
                vec!["titles", "pay-min"],
            ),
            (Section::Availability, json!({"from": "soon", "days": "8"}), vec!["from", "days"]),
        ];
        for (section, form, fields) in cases {
            let mut contents = Contents::default();
            let told = fields.iter().map(|&it| it.to_owned()).collect();
            assert_eq!(fill(&mut contents, section, 1, form.clone()), Err(told), "{form}");
            assert_eq!(contents, Contents::default(), "{form}");
        }
    }

    #[test]
    fn a_skill_is_known_by_any_of_its_names_and_stands_there_once() {
        let mut contents = Contents::default();
        assert_eq!(fill(&mut contents, Section::Skills, 1, json!({"skill": "蟒蛇语言"})), Ok(()));
        assert_eq!(contents.skills.find(id(1)).map(|it| &it.name), Some(&SkillName::Known("python".to_owned())));
        assert_eq!(fill(&mut contents, Section::Skills, 2, json!({"skill": "Python"})), Err(vec!["skill".to_owned()]));
        assert_eq!(fill(&mut contents, Section::Skills, 1, json!({"skill": "Python", "level": "expert"})), Ok(()));
        assert_eq!(contents.skills.len(), 1);
    }

    #[test]
    fn a_list_that_is_full_takes_changes_but_nothing_more() {
        let mut contents = Contents::default();
        for number in 0..MOST_ENTRIES as u128 {
            assert_eq!(fill(&mut contents, Section::Education, number, json!({"school": "海大"})), Ok(()));
        }
        let one_more = fill(&mut contents, Section::Education, 99, json!({"school": "海大"}));
        assert_eq!(one_more, Err(vec!["school".to_owned()]));
        assert_eq!(fill(&mut contents, Section::Education, 3, json!({"school": "电机"})), Ok(()));
        assert!(contents.remove(Section::Education, id(3)) && !contents.remove(Section::Education, id(3)));
    }
}
