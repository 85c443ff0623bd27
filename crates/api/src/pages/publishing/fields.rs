//! The fields of a listing's form: shown, read, and told when they are wrong.

use rongqiao_matching::Piece;
use rongqiao_matching::skills::{Mention, Role, SkillNumber, Vocabulary};
use rongqiao_model::form::{FieldError, Mistake, Reader, parse_moment};
use rongqiao_model::kind::ListingKind;
use rongqiao_model::kind::field::{FieldInput, FieldSpec};
use rongqiao_model::posting::{Record, form_fields};
use rongqiao_model::screening::{Hit, Part};
use serde_json::Value;

use super::super::form::{Choosable, Field, Input, Sent};
use super::super::wording::Wording;
use crate::actions::postings::{Wrong, division_of};
use crate::app::App;
use crate::importing::places::Places;
use crate::language::Language;
use crate::screening::RuleTold;

/// A skill that was read from a text.
#[derive(Debug)]
pub(super) struct ReadSkill {
    /// Name for programs.
    pub(super) id: String,
    /// Its name, with how much and how well it is asked for.
    pub(super) words: String,
    /// Whether its author says that it is meant.
    pub(super) meant: bool,
}

/// The input for a field, holding what `record` says.
pub(super) fn field_of(wording: &Wording<'_>, spec: &FieldSpec, record: &Record) -> Field {
    let t = wording.t;
    let hint = format!("posting-{}-hint", spec.name.replace('_', "-"));
    let mut field = Field::new(t, spec.name, input_of(spec.input), "off").holding(text_of(record, spec.name));
    field.label = label(t, spec);
    field.hint = t.knows(&hint).then(|| t.say(&hint));
    field.required = spec.required;
    field.among(choices(wording, spec.input))
}

const fn input_of(input: FieldInput) -> Input {
    match input {
        FieldInput::Line(_) | FieldInput::Words => Input::Line,
        FieldInput::Text(_) => Input::Text,
        FieldInput::Number | FieldInput::Decimal => Input::Number,
        FieldInput::Choice { .. } | FieldInput::Code(_) => Input::Choice,
        FieldInput::Day => Input::Day,
        FieldInput::Moment => Input::Moment,
    }
}

fn choices(wording: &Wording<'_>, input: FieldInput) -> Vec<Choosable> {
    match input {
        FieldInput::Choice { list, slugs } => {
            let choice =
                |slug: &&str| Choosable { value: (*slug).to_owned(), words: wording.t.say(&format!("{list}-{slug}")) };
            slugs.iter().map(choice).collect()
        }
        FieldInput::Code(table) => {
            let codes = wording.top_codes(table).into_iter();
            codes.map(|row| Choosable { value: row.code.clone(), words: wording.code(table, &row.code) }).collect()
        }
        FieldInput::Line(_)
        | FieldInput::Text(_)
        | FieldInput::Number
        | FieldInput::Decimal
        | FieldInput::Words
        | FieldInput::Day
        | FieldInput::Moment => Vec::new(),
    }
}

/// What a field is called.
pub(super) fn label(t: Language, spec: &FieldSpec) -> String {
    t.say(&format!("fact-{}", spec.label))
}

/// What a record says in a field, in words.
pub(super) fn said(wording: &Wording<'_>, spec: &FieldSpec, record: &Record) -> String {
    let text = text_of(record, spec.name);
    match spec.input {
        FieldInput::Choice { slugs, list } if slugs.contains(&text.as_str()) => {
            wording.t.say(&format!("{list}-{text}"))
        }
        FieldInput::Code(table) if !text.is_empty() => wording.code(table, &text),
        FieldInput::Choice { .. }
        | FieldInput::Code(_)
        | FieldInput::Line(_)
        | FieldInput::Text(_)
        | FieldInput::Number
        | FieldInput::Decimal
        | FieldInput::Words
        | FieldInput::Day => text,
        FieldInput::Moment => parse_moment(&text).map_or(text, |moment| wording.minute_of(moment).words),
    }
}

/// What a record says in a field, as it was typed.
pub(super) fn text_of(record: &Record, name: &str) -> String {
    match record.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(words)) => words.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("、"),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Bool(_) | Value::Null | Value::Object(_)) | None => String::new(),
    }
}

/// What somebody typed for something of `kind`; `before` is what it said until now.
///
/// The place is brought to codes where codes cover it. A skill that was shown and unticked is denied for good, until its
/// author ticks it again.
pub(super) fn read_form(app: &App, sent: &Sent, kind: ListingKind, before: &Record) -> Record {
    let mut record = Record::new();
    for field in form_fields(kind) {
        let text = match field.input {
            FieldInput::Code(table) => app.codes.find(table, sent.raw(field.name)).map(|row| row.code.clone()),
            FieldInput::Line(_)
            | FieldInput::Text(_)
            | FieldInput::Number
            | FieldInput::Decimal
            | FieldInput::Choice { .. }
            | FieldInput::Words
            | FieldInput::Day
            | FieldInput::Moment => Some(sent.text(field.name)),
        };
        let text = text.filter(|text| !text.is_empty());
        text.and_then(|text| record.insert(field.name.to_owned(), Value::from(text)));
    }
    if let Some(division) = division_of(app, &mut Places::new(app.codes.clone()), &record) {
        record.insert("division".to_owned(), Value::from(division));
    }
    let denied = denied(sent, before);
    if !denied.is_empty() {
        record.insert("skills_denied".to_owned(), Value::from(denied));
    }
    record
}

fn denied(sent: &Sent, before: &Record) -> Vec<String> {
    let shown: Vec<&str> = sent.all("skill_read").collect();
    let kept: Vec<&str> = sent.all("skill_kept").collect();
    let mut denied = Reader::new(before).words("skills_denied");
    denied.retain(|id| !shown.contains(&id.as_str()));
    denied.extend(shown.into_iter().filter(|id| !kept.contains(id)).map(str::to_owned));
    denied.retain(|id| Vocabulary::current().by_id(id).is_some());
    denied
}

/// The skills that are read from the long texts of `record`, each once.
pub(super) fn skills_read(t: Language, kind: ListingKind, record: &Record) -> Vec<ReadSkill> {
    let vocabulary = Vocabulary::current();
    let denied = Reader::new(record).words("skills_denied");
    let mut shown: Vec<SkillNumber> = Vec::new();
    let mut skills = Vec::new();
    let texts = std::iter::once("title").chain(kind.texts().iter().map(|field| field.name));
    for mention in texts.flat_map(|name| vocabulary.read(&text_of(record, name))) {
        let asked = matches!(mention.role, Role::Required | Role::Preferred);
        let Some(skill) = vocabulary.skill(mention.skill).filter(|_| asked && !shown.contains(&mention.skill)) else {
            continue;
        };
        shown.push(mention.skill);
        let meant = !denied.contains(&skill.id);
        skills.push(ReadSkill { id: skill.id.clone(), words: skill_words(t, &mention), meant });
    }
    skills
}

fn skill_words(t: Language, mention: &Mention) -> String {
    let role = t.say(&format!("posting-skill-{}", mention.role.slug()));
    let level = mention.level.map(|level| t.say(&format!("level-{}", level.slug())));
    let about = std::iter::once(role).chain(level).collect::<Vec<_>>().join(&t.say("list-separator"));
    t.fill("posting-skill", &[("skill", t.skill_name(mention.skill).to_owned()), ("about", about)])
}

/// Puts what is wrong at the fields in which it is.
pub(super) fn tell(wording: &Wording<'_>, record: &Record, wrong: &Wrong, fields: &mut [Field]) {
    let t = wording.t;
    for field in fields {
        let sentences = sentences(t, record, wrong, (&field.name, &field.label));
        if !sentences.is_empty() {
            field.mistake = Some(sentences.join(if t == Language::English { " " } else { "" }));
        }
    }
}

/// What is wrong in the field of this name and label, and what to do.
pub(super) fn sentences(t: Language, record: &Record, wrong: &Wrong, (name, label): (&str, &str)) -> Vec<String> {
    let mistakes = wrong.mistakes.iter().filter(|error| error.field == name);
    let mistakes = mistakes.map(|error| mistake_sentence(t, label, error));
    let hits = wrong.hits.iter().filter(|hit| field_of_hit(hit) == name);
    mistakes.chain(hits.map(|hit| hit_sentence(t, hit, &text_of(record, name)))).collect()
}

/// The field in which a hit stands.
pub(super) const fn field_of_hit(hit: &Hit) -> &'static str {
    match hit.part {
        Part::Title => "title",
        Part::Description => "description",
        Part::Field(name) => name,
        Part::Pay => "pay_min",
    }
}

/// What is wrong in a field and what to do.
pub(in crate::pages) fn mistake_sentence(t: Language, label: &str, error: &FieldError) -> String {
    let label = ("field", label.to_owned());
    match &error.mistake {
        Mistake::Missing => t.fill("posting-mistake-missing", &[label]),
        Mistake::TooLong { max, found } => {
            t.fill("posting-mistake-long", &[label, ("max", max.to_string()), ("found", found.to_string())])
        }
        Mistake::NotANumber { min, max } => {
            t.fill("posting-mistake-number", &[label, ("min", min.to_string()), ("max", max.to_string())])
        }
        Mistake::NotAChoice { .. } => t.fill("posting-mistake-choice", &[label]),
        Mistake::NotADay => t.fill("posting-mistake-day", &[label]),
        Mistake::EndsFirst => t.say("posting-mistake-ends-first"),
        Mistake::NotATime => t.fill("posting-mistake-time", &[label]),
        Mistake::NotAMilestone { line } => t.fill("posting-mistake-milestone", &[label, ("line", line.to_string())]),
        Mistake::NotAMoment => t.fill("posting-mistake-moment", &[label]),
        Mistake::EndsLast => t.say("posting-mistake-ends-last"),
        Mistake::SeatsTaken { registered } => t.count("posting-mistake-seats-taken", *registered),
        Mistake::DayOutside { first, last } => {
            t.fill("posting-mistake-day-outside", &[label, ("first", first.clone()), ("last", last.clone())])
        }
        Mistake::NotYours => t.fill("posting-mistake-not-yours", &[label]),
        Mistake::Twice => t.say("posting-mistake-number-taken"),
        Mistake::NotAttached { missing } => {
            let names = missing.iter().map(|purpose| t.say(&format!("attachment-purpose-{}", purpose.slug())));
            t.with(
                "posting-mistake-not-attached",
                "files",
                names.collect::<Vec<_>>().join(&t.say("posting-between-files")),
            )
        }
        // What fields of listings do not have.
        Mistake::NotAMonth | Mistake::NotALink | Mistake::TooMany { .. } | Mistake::Private { .. } => {
            t.fill("posting-mistake-choice", &[label])
        }
    }
}

/// What the law or the platform forbids in `text`, and what to write instead.
pub(super) fn hit_sentence(t: Language, hit: &Hit, text: &str) -> String {
    let RuleTold { name, basis, advice } = RuleTold::of(hit.rule, t);
    let told = [("name", name), ("basis", basis), ("advice", advice)];
    match text.get(hit.span.clone()).filter(|words| !words.is_empty()) {
        Some(words) => {
            let [name, basis, advice] = told;
            t.fill("posting-hit", &[("words", words.to_owned()), name, basis, advice])
        }
        None => t.fill("posting-hit-pay", &told),
    }
}

/// `text` with the words of `hits` marked.
pub(super) fn marked(text: &str, hits: &[&Hit]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut reached = 0;
    for hit in hits {
        let (start, end) = (hit.span.start.max(reached), hit.span.end);
        let (Some(before), Some(words)) = (text.get(reached..start), text.get(start..end)) else { continue };
        pieces.push(Piece { text: before.to_owned(), marked: false });
        pieces.push(Piece { text: words.to_owned(), marked: true });
        reached = end;
    }
    pieces.push(Piece { text: text.get(reached..).unwrap_or_default().to_owned(), marked: false });
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use rongqiao_model::screening::{Posting, screen};

    use super::*;
    use crate::language::MISSING;

    #[test]
    fn every_field_of_every_kind_has_its_words_in_every_language() {
        for &t in Language::ALL {
            for &kind in ListingKind::ALL {
                for spec in form_fields(kind) {
                    let label = label(t, &spec);
                    assert!(!label.contains(MISSING), "{label}");
                    let FieldInput::Choice { list, slugs } = spec.input else { continue };
                    assert!(slugs.iter().all(|slug| t.knows(&format!("{list}-{slug}"))), "{list} in {t:?}");
                }
            }
        }
    }

    #[test]
    fn the_words_of_a_hit_are_marked_where_they_stand() {
        let text = "熟悉C语言，限男性，男士优先。";
        let posting = Posting { description: text, ..Posting::default() };
        let found = screen(&posting, None);
        let hits: Vec<&Hit> = found.hits.iter().collect();
        let pieces = marked(text, &hits);
        let words: Vec<&str> = pieces.iter().filter(|it| it.marked).map(|it| it.text.as_str()).collect();
        assert_eq!(words, ["限男性", "男士优先"]);
        assert_eq!(pieces.iter().map(|it| it.text.as_str()).collect::<String>(), text);
    }

    #[test]
    fn a_skill_that_was_unticked_stays_denied_until_it_is_ticked_again() {
        let sent = Sent::read("skill_read=python&skill_read=c-language&skill_kept=python");
        assert_eq!(denied(&sent, &Record::new()), ["c-language"]);
        let before: Record = [("skills_denied".to_owned(), Value::from(vec!["c-language"]))].into_iter().collect();
        assert_eq!(denied(&Sent::read(""), &before), ["c-language"]);
        assert!(denied(&Sent::read("skill_read=c-language&skill_kept=c-language"), &before).is_empty());
    }
}
