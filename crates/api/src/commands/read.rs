//! `rongqiao read`: says what a text asks for or offers: skills, education, majors, experience, pay, places.

use rongqiao_matching::reading::{Fact, Phrase, PlaceNames, Reader, Reading};
use rongqiao_matching::skills::{Mention, Role, SkillKind, Vocabulary};
use rongqiao_model::code::{CodeTable, Codes, DIVISIONS, ZONES};
use rongqiao_model::place::Place;
use serde::Serialize;
use serde_json::{Value, json};

use super::characters::Characters;
use crate::fault::Fault;
use crate::json::pay::PayOut;
use crate::language::Language;

/// How to read and what to print.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "The text comes on standard input, Chinese or English.\n\n\
                        Example:\n  echo '本科，3年以上经验，精通C++；有CUDA经验者优先' | rongqiao read --json")]
pub(super) struct Arguments {
    /// Language of the names that are printed
    #[arg(long, value_name = "zh|en", default_value = "zh", value_parser = super::language)]
    lang: Language,
    /// Prints one line of JSON instead of a table
    #[arg(long)]
    json: bool,
}

/// A skill as it is printed; `skill` and `name` are empty for one that the vocabulary does not know.
#[derive(Debug, Serialize)]
struct MentionOut<'a> {
    skill: Option<&'a str>,
    name: Option<&'a str>,
    kind: &'static str,
    level: Option<&'static str>,
    #[serde(flatten)]
    told: Told<'a>,
}

/// Words of the text; places count its characters from 0, the end is the first one after them.
#[derive(Debug, Serialize)]
struct Told<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    role: &'static str,
}

/// Another fact as it is printed.
#[derive(Debug, Serialize)]
struct FactOut<'a> {
    #[serde(flatten)]
    value: Value,
    #[serde(flatten)]
    told: Told<'a>,
}

/// All that is printed.
#[derive(Debug, Serialize)]
struct ReadingOut<'a> {
    mentions: Vec<MentionOut<'a>>,
    education: Vec<FactOut<'a>>,
    majors: Vec<FactOut<'a>>,
    experience: Vec<FactOut<'a>>,
    pay: Vec<FactOut<'a>>,
    places: Vec<FactOut<'a>>,
    languages: Vec<MentionOut<'a>>,
    certificates: Vec<MentionOut<'a>>,
}

/// Prints what the text on standard input says.
///
/// # Errors
///
/// Returns a [`Fault`] if the text is not UTF-8 or too long.
pub(super) fn run(arguments: &Arguments) -> Result<(), Fault> {
    let text = super::standard_input()?;
    let codes = Codes::new(CodeTable::shipped());
    let reading = Reader::new(Vocabulary::current(), PlaceNames::new(&codes)).read(&text);
    let names = Names { language: arguments.lang, codes: &codes };
    let out = ReadingOut::of(&text, &reading, &names);
    if arguments.json {
        super::say(&serde_json::to_string(&out).unwrap_or_default());
    } else {
        out.say();
    }
    Ok(())
}

/// What things are called.
struct Names<'a> {
    language: Language,
    codes: &'a Codes,
}

impl<'a> ReadingOut<'a> {
    fn of(text: &'a str, reading: &Reading, names: &Names<'_>) -> Self {
        let characters = Characters::of(text);
        let known = |mention: &Mention| skill_out(mention, names, &characters);
        let of_kind = |kind: SkillKind| {
            reading.skills.iter().filter_map(known).filter(|it| it.kind == kind.slug()).collect::<Vec<_>>()
        };
        let phrases = reading.phrases.iter().map(|phrase| phrase_out(phrase, &characters));
        let mut mentions: Vec<MentionOut<'_>> = reading.skills.iter().filter_map(known).chain(phrases).collect();
        mentions.sort_by_key(|it| it.told.start);
        Self {
            mentions,
            education: facts(&reading.education, &characters, |level| json!({ "level": level.slug() })),
            majors: facts(&reading.majors, &characters, |name| json!({ "name": name })),
            experience: facts(
                &reading.experience,
                &characters,
                |years| json!({ "min_years": years.min, "max_years": years.max }),
            ),
            pay: facts(&reading.pay, &characters, |pay| json!(PayOut::of(pay.clone()))),
            places: facts(&reading.places, &characters, |place| place_out(place, names)),
            languages: of_kind(SkillKind::Language),
            certificates: of_kind(SkillKind::Certificate),
        }
    }

    /// Prints a table; languages and certificates stand among the skills.
    fn say(&self) {
        for it in &self.mentions {
            let (name, level) = (it.name.unwrap_or("-"), it.level.unwrap_or("-"));
            super::say(&format!("{}\t{}\t{name}\t{}\t{level}", it.kind, it.told.text, it.told.role));
        }
        let lists = [
            ("education", &self.education),
            ("major", &self.majors),
            ("experience", &self.experience),
            ("pay", &self.pay),
            ("place", &self.places),
        ];
        for (kind, fact) in lists.iter().flat_map(|(kind, facts)| facts.iter().map(move |fact| (kind, fact))) {
            super::say(&format!("{kind}\t{}\t{}\t{}\t-", fact.told.text, fact.value, fact.told.role));
        }
    }
}

fn skill_out<'a>(mention: &Mention, names: &Names<'_>, characters: &Characters<'a>) -> Option<MentionOut<'a>> {
    let skill = Vocabulary::current().skill(mention.skill)?;
    Some(MentionOut {
        skill: Some(&skill.id),
        name: Some(if names.language == Language::Chinese { &skill.zh } else { &skill.en }),
        kind: skill.kind.slug(),
        level: mention.level.map(|level| level.slug()),
        told: told(characters, mention.start, mention.end, mention.role),
    })
}

fn phrase_out<'a>(phrase: &Phrase, characters: &Characters<'a>) -> MentionOut<'a> {
    MentionOut {
        skill: None,
        name: None,
        kind: phrase.kind.slug(),
        level: phrase.level.map(|level| level.slug()),
        told: told(characters, phrase.start, phrase.end, phrase.role),
    }
}

fn facts<'a, T>(facts: &[Fact<T>], characters: &Characters<'a>, value: impl Fn(&T) -> Value) -> Vec<FactOut<'a>> {
    let out = |it: &Fact<T>| FactOut { value: value(&it.value), told: told(characters, it.start, it.end, it.role) };
    facts.iter().map(out).collect()
}

fn told<'a>(characters: &Characters<'a>, start: usize, end: usize, role: Role) -> Told<'a> {
    Told {
        text: characters.between(start..end),
        start: characters.before(start),
        end: characters.before(end),
        role: role.slug(),
    }
}

fn place_out(place: &Place, names: &Names<'_>) -> Value {
    let zone = place.zone.as_deref().and_then(|code| names.codes.find(ZONES, code));
    let row = zone.or_else(|| names.codes.find(DIVISIONS, place.division.as_deref()?));
    let name = row.map(|row| if names.language == Language::Chinese { &row.name } else { &row.name_en });
    json!({ "division": place.division, "zone": place.zone, "name": name })
}
