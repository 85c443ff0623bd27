//! Reads what somebody typed: words, and for those who want them quotes, minus and field names.
//!
//! Visitors' text never reaches tantivy's own query language, with which one could address any field.

use crate::analysis::{self, Run, fold, is_function_word};
use crate::schema::section;

/// Words that are looked at; what comes after them is left out.
const MAX_WORDS: usize = 32;

/// What somebody typed, understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Parsed {
    /// Words to find.
    pub(crate) words: Vec<Word>,
    /// Words that must not be there.
    pub(crate) excluded: Vec<Word>,
}

/// One word to find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Folded text.
    pub(crate) text: String,
    /// How it is put together.
    pub(crate) form: Form,
    /// Bits of the sections that it may stand in.
    pub(crate) sections: u8,
    /// Results never do without it.
    pub(crate) required: bool,
}

/// How a word is put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Form {
    /// Chinese characters.
    Han,
    /// A Latin word.
    Latin,
    /// Several words that must follow one another.
    Phrase,
}

/// Reads `text`; every input gives an answer.
pub(crate) fn parse(text: &str) -> Parsed {
    let mut parsed = Parsed::default();
    for chunk in chunks(text) {
        let list = if chunk.excluded { &mut parsed.excluded } else { &mut parsed.words };
        list.extend(words_of(&chunk));
    }
    let tells = |word: &Word| word.required || !is_function_word(&word.text);
    if parsed.words.iter().any(tells) {
        parsed.words.retain(tells);
    }
    let mut seen = std::collections::HashSet::new();
    parsed.words.retain(|word| seen.insert((word.text.clone(), word.sections)));
    parsed.words.truncate(MAX_WORDS);
    parsed.excluded.truncate(MAX_WORDS);
    parsed
}

struct Chunk {
    text: String,
    quoted: bool,
    excluded: bool,
    sections: u8,
}

/// Cuts at spaces and quotes; reads a minus and a field name in front of each piece.
fn chunks(text: &str) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (excluded, after) = match rest.strip_prefix(['-', '－']) {
            Some(after) if after.starts_with(|c: char| !c.is_whitespace() && c != '-') => (true, after),
            _ => (false, rest),
        };
        let (sections, after) = field_name(after);
        let (piece, quoted, remaining) = piece(after);
        chunks.push(Chunk { text: fold(piece), quoted, excluded, sections });
        rest = remaining.trim_start();
    }
    chunks
}

/// The next quoted or unquoted piece and what follows it. An open quote without its end is no quote.
fn piece(text: &str) -> (&str, bool, &str) {
    const OPEN: [char; 4] = ['"', '“', '「', '＂'];
    const CLOSE: [char; 5] = ['"', '”', '“', '」', '＂'];
    if let Some(inside) = text.strip_prefix(OPEN)
        && let Some(end) = inside.find(CLOSE)
    {
        let after = inside[end..].chars().next().map_or(end, |close| end + close.len_utf8());
        return (&inside[..end], true, &inside[after..]);
    }
    let text_start = text.chars().next().map_or(0, char::len_utf8);
    let end = text[text_start..]
        .find(|c: char| c.is_whitespace() || OPEN.contains(&c))
        .map_or(text.len(), |at| at + text_start);
    (&text[..end], false, &text[end..])
}

fn field_name(text: &str) -> (u8, &str) {
    const FIELDS: [(&str, u8); 16] = [
        ("title", section::TITLE),
        ("标题", section::TITLE),
        ("名称", section::TITLE),
        ("skill", section::SKILL),
        ("技能", section::SKILL),
        ("occupation", section::OCCUPATION),
        ("major", section::OCCUPATION),
        ("职业", section::OCCUPATION),
        ("专业", section::OCCUPATION),
        ("org", section::CONTEXT),
        ("organisation", section::CONTEXT),
        ("单位", section::CONTEXT),
        ("place", section::CONTEXT),
        ("地点", section::CONTEXT),
        ("industry", section::CONTEXT),
        ("行业", section::CONTEXT),
    ];
    let Some((name, value)) = text.split_once([':', '：']) else { return (section::ALL, text) };
    let name = name.to_lowercase();
    let known = FIELDS.iter().find(|(field, _)| *field == name);
    match known {
        Some(&(_, sections)) if value.starts_with(|c: char| !c.is_whitespace()) => (sections, value),
        _ => (section::ALL, text),
    }
}

fn words_of(chunk: &Chunk) -> Vec<Word> {
    let word = |text: &str, form| Word {
        text: text.to_owned(),
        form,
        sections: chunk.sections,
        required: chunk.quoted || chunk.sections != section::ALL,
    };
    let runs = analysis::runs(&chunk.text);
    if chunk.quoted && !runs.is_empty() {
        return vec![word(chunk.text.trim(), Form::Phrase)];
    }
    let mut words = Vec::new();
    for run in runs {
        match run {
            Run::Han(han) => words.extend(analysis::words(han).into_iter().map(|text| word(text, Form::Han))),
            Run::Word(latin) => words.push(word(latin, Form::Latin)),
        }
    }
    words
}

/// The ways in which a text can have a word: the first one whose terms a head or an index knows stands for the word.
pub(crate) fn ways(word: &Word) -> Vec<Vec<String>> {
    let pairs = |han: &str| analysis::pairs(han).map(str::to_owned).collect();
    let mut ways = match word.form {
        Form::Han => vec![vec![word.text.clone()], pairs(&word.text)],
        Form::Latin => vec![vec![analysis::latin_term(&word.text)], analysis::latin_parts(&word.text)],
        Form::Phrase => vec![neighbours_in(&word.text)],
    };
    ways.retain(|terms| !terms.is_empty());
    ways
}

/// Every pair of neighbours in the phrase, which in short texts is as good as the phrase itself.
fn neighbours_in(phrase: &str) -> Vec<String> {
    let mut terms = Vec::new();
    let mut previous: Option<String> = None;
    for run in analysis::runs(phrase) {
        match run {
            Run::Han(han) => {
                let before = terms.len();
                terms.extend(analysis::pairs(han).map(str::to_owned));
                if terms.len() == before {
                    terms.push(han.to_owned());
                }
                previous = None;
            }
            Run::Word(word) => {
                let term = analysis::latin_term(word);
                terms.extend(previous.map(|left| analysis::neighbours(&left, &term)));
                terms.push(term.clone());
                previous = Some(term);
            }
        }
    }
    terms
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(text: &str) -> Vec<String> {
        parse(text).words.into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn words_around_what_is_meant_are_left_out() {
        assert_eq!(texts("我想找一份在上海做测试的工作，最好双休，熟悉Python"), ["上海", "测试", "双休", "python"]);
    }

    #[test]
    fn function_words_alone_are_searched_for() {
        assert_eq!(texts("工作"), ["工作"]);
    }

    #[test]
    fn quotes_minus_and_field_names_are_understood() {
        let parsed = parse("\"嵌入式软件\" -销售 title:C++ 说明");
        assert_eq!(
            parsed.words[0],
            Word { text: "嵌入式软件".into(), form: Form::Phrase, sections: section::ALL, required: true }
        );
        assert_eq!(parsed.words[1].sections, section::TITLE);
        assert_eq!(parsed.excluded[0].text, "销售");
        assert_eq!(parsed.words[2].text, "说明");
    }

    #[test]
    fn stray_operators_are_ordinary_text() {
        assert_eq!(texts("title: [ AND (( \" - java"), ["title", "java"]);
        assert_eq!(texts("--- : \""), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn any_input_whatever_is_read(text in "\\PC{0,200}") {
            parse(&text);
        }

        #[test]
        fn any_heap_of_operators_is_read(text in "[-\"“”「」:：a嵌 ]{0,60}") {
            parse(&text);
        }
    }
}
