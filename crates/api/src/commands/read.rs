//! `rongqiao read`: says which skills a text names, and what it says about them.

use std::io::Read as _;

use rongqiao_matching::skills::{Mention, Vocabulary};
use serde::Serialize;

use crate::fault::Fault;
use crate::language::Language;

/// Longest text that is read, in bytes.
const MAX_BYTES: u64 = 10_000_000;

/// How to read and what to print.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "The text comes on standard input, Chinese or English.\n\n\
                        Example:\n  echo '精通C++，熟悉Linux；有CUDA经验者优先' | rongqiao read --json")]
pub(super) struct Arguments {
    /// Language of the names that are printed
    #[arg(long, value_name = "zh|en", default_value = "zh", value_parser = language)]
    lang: Language,
    /// Prints one line of JSON instead of a table
    #[arg(long)]
    json: bool,
}

fn language(text: &str) -> Result<Language, String> {
    match text {
        "zh" => Ok(Language::Chinese),
        "en" => Ok(Language::English),
        _ => Err("write zh or en".to_owned()),
    }
}

/// A mention as it is printed; places count characters of the text from 0, the end is the first one after it.
#[derive(Debug, Serialize)]
struct MentionOut<'a> {
    skill: &'a str,
    name: &'a str,
    text: &'a str,
    start: usize,
    end: usize,
    role: &'static str,
    level: Option<&'static str>,
}

/// Prints what the text on standard input says about skills.
///
/// # Errors
///
/// Returns a [`Fault`] if the text is not UTF-8 or too long.
pub(super) fn run(arguments: &Arguments) -> Result<(), Fault> {
    let mut text = String::new();
    let unreadable = |error| Fault::because("Standard input cannot be read as UTF-8 text.", error);
    let read = std::io::stdin().take(MAX_BYTES + 1).read_to_string(&mut text).map_err(unreadable)?;
    if read as u64 > MAX_BYTES {
        return Err(Fault::new("The text is longer than 10 MB. Read it in parts."));
    }
    let vocabulary = Vocabulary::current();
    let mut counter = Counter { text: &text, byte: 0, chars: 0 };
    let mentions = vocabulary.read(&text);
    let out: Vec<MentionOut<'_>> =
        mentions.iter().filter_map(|mention| shown(vocabulary, mention, &mut counter, arguments.lang)).collect();
    if arguments.json {
        super::say(&serde_json::json!({ "mentions": out }).to_string());
        return Ok(());
    }
    for it in &out {
        super::say(&format!("{}\t{}\t{}\t{}", it.text, it.name, it.role, it.level.unwrap_or("-")));
    }
    Ok(())
}

fn shown<'a>(
    vocabulary: &'a Vocabulary,
    mention: &Mention,
    counter: &mut Counter<'a>,
    language: Language,
) -> Option<MentionOut<'a>> {
    let skill = vocabulary.skill(mention.skill)?;
    Some(MentionOut {
        skill: &skill.id,
        name: if language == Language::Chinese { &skill.zh } else { &skill.en },
        text: &counter.text[mention.start..mention.end],
        start: counter.chars_before(mention.start),
        end: counter.chars_before(mention.end),
        role: mention.role.slug(),
        level: mention.level.map(|level| level.slug()),
    })
}

/// Counts characters up to places that come in rising order.
struct Counter<'a> {
    text: &'a str,
    byte: usize,
    chars: usize,
}

impl Counter<'_> {
    fn chars_before(&mut self, byte: usize) -> usize {
        self.chars += self.text[self.byte..byte].chars().count();
        self.byte = byte;
        self.chars
    }
}
