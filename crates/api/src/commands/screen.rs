//! `rongqiao screen`: says what in a posting the law or the platform forbids, and what to write instead.

use std::ops::Range;

use rongqiao_model::clock::Clock;
use rongqiao_model::listing::TITLE_MAX_CHARS;
use rongqiao_model::screening::{Hit, MinimumWage, Part, Posting, screen, shipped_minimum_wages};
use serde::Serialize;

use super::characters::Characters;
use crate::fault::Fault;
use crate::language::Language;
use crate::screening::RuleTold;

/// The place whose minimum wage holds: Shanghai.
const DIVISION: &str = "310000";

/// In which language to tell and what to print.
#[derive(Clone, Debug, clap::Args)]
#[command(
    after_help = "The text comes on standard input, Chinese or English. Its first line is the title, unless it is \
                        longer than a title may be. Pay is held against the minimum wage of Shanghai.\n\n\
                        Example:\n  printf '仓库管理员\\n限男性，35岁以下，入职交押金200元' | rongqiao screen --json"
)]
pub(super) struct Arguments {
    /// Language of the reasons and the advice
    #[arg(long, value_name = "zh|en", default_value = "zh", value_parser = super::language)]
    lang: Language,
    /// Prints one line of JSON instead of a table
    #[arg(long)]
    json: bool,
}

/// All that is printed.
#[derive(Debug, Serialize)]
struct ScreeningOut<'a> {
    verdict: &'static str,
    hits: Vec<HitOut<'a>>,
}

/// Words that offend a rule; places count the characters of the text from 0, the end is the first one after them.
#[derive(Debug, Serialize)]
struct HitOut<'a> {
    rule: &'static str,
    verdict: &'static str,
    start: usize,
    end: usize,
    text: &'a str,
    basis: String,
    advice: String,
}

/// Prints what screening finds in the text on standard input.
///
/// # Errors
///
/// Returns a [`Fault`] if the text is not UTF-8 or too long.
pub(super) fn run(arguments: &Arguments) -> Result<(), Fault> {
    let text = super::standard_input()?;
    let minimum = MinimumWage::at(shipped_minimum_wages(), DIVISION, Clock::system().today());
    let out = ScreeningOut::of(&text, minimum, arguments.lang);
    if arguments.json {
        super::say(&serde_json::to_string(&out).unwrap_or_default());
    } else {
        out.say();
    }
    Ok(())
}

impl<'a> ScreeningOut<'a> {
    fn of(text: &'a str, minimum: Option<&MinimumWage>, language: Language) -> Self {
        let first_line = text.split('\n').next().unwrap_or_default();
        let title = if first_line.chars().count() <= TITLE_MAX_CHARS { first_line } else { "" };
        let posting = Posting { title, description: &text[title.len()..], ..Posting::default() };
        let screening = screen(&posting, minimum);
        let characters = Characters::of(text);
        let place = |hit: &Hit| match hit.part {
            Part::Description => title.len() + hit.span.start..title.len() + hit.span.end,
            Part::Title | Part::Field(_) | Part::Pay => hit.span.clone(),
        };
        let hits = screening.hits.iter().map(|hit| HitOut::of(hit, place(hit), &characters, language));
        Self { verdict: screening.verdict().slug(), hits: hits.collect() }
    }

    /// Prints the verdict and a table.
    fn say(&self) {
        super::say(self.verdict);
        for hit in &self.hits {
            let words = hit.text.replace(['\n', '\t'], " ");
            super::say(&format!("{}\t{}\t{words}\t{}\t{}", hit.verdict, hit.rule, hit.basis, hit.advice));
        }
    }
}

impl<'a> HitOut<'a> {
    fn of(hit: &Hit, span: Range<usize>, characters: &Characters<'a>, language: Language) -> Self {
        let RuleTold { name: _, basis, advice } = RuleTold::of(hit.rule, language);
        Self {
            rule: hit.rule.slug(),
            verdict: hit.rule.verdict().slug(),
            start: characters.before(span.start),
            end: characters.before(span.end),
            text: characters.between(span),
            basis,
            advice,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn screened(text: &str) -> ScreeningOut<'_> {
        ScreeningOut::of(text, None, Language::English)
    }

    #[test]
    fn places_count_the_characters_of_the_whole_text() {
        let out = screened("仓库管理员\n负责盘点，限 男 性。");
        let told: Vec<_> = out.hits.iter().map(|hit| (hit.rule, hit.start, hit.end, hit.text)).collect();
        assert_eq!((out.verdict, told), ("block", vec![("gender", 11, 16, "限 男 性")]));
    }

    #[test]
    fn only_a_first_line_that_is_short_enough_is_a_title() {
        assert_eq!(screened("招前台 电话13800001234").verdict, "block");
        let long = format!("{}电话13800001234", "负责接待来访人员".repeat(30));
        assert_eq!(screened(&long).verdict, "pass");
    }
}
