//! Why an application is refused: a sentence that can be picked, words of one's own, or both.

use rongqiao_model::connect::conversation::{Unsaid, said_within};
use rongqiao_model::connect::{Connection, ConnectionKind, ConnectionStep, Step};

use super::super::form::{Choosable, Field, Input, Sent};
use super::steps::unsaid_sentence;
use crate::actions::applications::REASON_MAX_CHARS;
use crate::language::Language;

/// The sentences that can be picked; the catalogue holds them under `refuse-sentence-<slug>`.
const SENTENCES: [&str; 4] = ["filled", "skills", "circumstances", "chosen"];

const SENTENCE: &str = "refuse-sentence";
const WORDS: &str = "refuse-words";

/// Whether refusing `connection` says no to somebody who applied: what a school refuses is an internship that both took.
pub(super) fn is_of_applicant(connection: &Connection) -> bool {
    matches!(connection.kind, ConnectionKind::Job | ConnectionKind::Internship) && connection.is_waiting()
}

/// The sentences to pick one of, and a field for words, as they were sent before. At first none of the sentences is
/// picked, but that there is none.
pub(in super::super) fn fields(t: Language, sent: &Sent) -> [Field; 2] {
    let sentence = SENTENCES.map(|slug| Choosable { value: slug.to_owned(), words: said_by(t, slug) });
    let none = Choosable { value: String::new(), words: t.say("refuse-sentence-none") };
    let choices = sentence.into_iter().chain([none]).collect();
    let sentence = Field::new(t, SENTENCE, Input::Radios, "off").among(choices).holding(sent.raw(SENTENCE));
    let mut words = Field::new(t, WORDS, Input::Text, "off").holding(sent.raw(WORDS)).optional();
    words.label = t.say("field-refuse-more");
    [sentence, words]
}

/// Whether a form asks for a refusal with these fields.
pub(super) fn is_asked(fields: &[Field]) -> bool {
    fields.iter().any(|field| field.name == SENTENCE)
}

/// The refusal that was sent: the applicant reads the sentence that was picked, and the words below it. What is wrong is
/// told at the words among `fields`.
pub(in super::super) fn read(t: Language, sent: &Sent, fields: &mut [Field]) -> Option<ConnectionStep> {
    match words(t, sent) {
        Ok(words) => Some(ConnectionStep { words, ..ConnectionStep::plain(Step::Refuse) }),
        Err(unsaid) => {
            let mistake = match unsaid {
                Unsaid::Empty => t.say("mistake-refuse-reason"),
                Unsaid::TooLong(_) | Unsaid::Address => unsaid_sentence(t, unsaid, REASON_MAX_CHARS),
            };
            if let Some(field) = fields.iter_mut().find(|field| field.name == WORDS) {
                field.mistake = Some(mistake);
            }
            None
        }
    }
}

fn words(t: Language, sent: &Sent) -> Result<String, Unsaid> {
    let picked = SENTENCES.into_iter().find(|&slug| slug == sent.raw(SENTENCE));
    let sentence = picked.map(|slug| said_by(t, slug)).unwrap_or_default();
    said_within(&format!("{sentence}\n{}", sent.raw(WORDS)), REASON_MAX_CHARS)
}

fn said_by(t: Language, slug: &str) -> String {
    t.say(&format!("{SENTENCE}-{slug}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::MISSING;

    fn read_of(sentence: &str, typed: &str) -> Option<String> {
        let sent = Sent::of([(SENTENCE, sentence.to_owned()), (WORDS, typed.to_owned())]);
        read(Language::Chinese, &sent, &mut []).map(|step| step.words)
    }

    #[test]
    fn an_applicant_reads_the_sentence_that_was_picked_the_words_or_both() {
        let sentence = said_by(Language::Chinese, "filled");
        assert_eq!(read_of("filled", ""), Some(sentence.clone()));
        assert_eq!(read_of("", "请明年再来。"), Some("请明年再来。".to_owned()));
        assert_eq!(read_of("filled", "请明年再来。"), Some(format!("{sentence}\n请明年再来。")));
        for (picked, typed) in [("", ""), ("none", " "), ("something", ""), ("filled", "hr@firm.example")] {
            assert_eq!(read_of(picked, typed), None, "{picked} {typed}");
        }
    }

    #[test]
    fn every_sentence_can_be_said_in_both_languages() {
        for &t in Language::ALL {
            for slug in SENTENCES {
                let sentence = said_by(t, slug);
                assert!(!sentence.contains(MISSING) && said_within(&sentence, REASON_MAX_CHARS).is_ok(), "{sentence}");
            }
        }
    }
}
