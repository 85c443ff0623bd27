//! `rongqiao evaluate reading`: how well texts are read, against spans that people marked.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;

use anyhow::{Context as _, ensure};
use clap::Args;
use rongqiao_matching::reading::quality::{Agreement, Marked, Span, SpanQuality, SpanSort, span_quality};
use rongqiao_matching::reading::{PlaceNames, Reader};
use rongqiao_matching::skills::Vocabulary;
use serde::{Deserialize, Serialize};

use super::Form;
use crate::fault::Fault;
use crate::pack::open_unpacked;

/// The judged file.
#[derive(Debug, Args)]
#[command(
    after_help = "A line is either {\"text\", \"skills\": [{\"start\", \"end\", …}]}, counted in characters, or\n\
                        {\"tokens\", \"tags_skill\", \"tags_knowledge\"} with B, I and O.\n\n\
                        Example:\n  rongqiao evaluate reading --spans judged_sentences.jsonl --json"
)]
pub(super) struct Arguments {
    /// Texts with the spans that people marked: JSON Lines, gzipped or not
    #[arg(long, value_name = "FILE")]
    spans: PathBuf,
}

/// A judged text in either form.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Row {
    Text { text: String, skills: Vec<RowSpan> },
    Tokens { tokens: Vec<String>, tags_skill: Vec<String>, tags_knowledge: Vec<String> },
}

/// A marked span, in characters; what the text says of it is judged where it is told.
#[derive(Debug, Deserialize)]
struct RowSpan {
    start: usize,
    end: usize,
    role: Option<String>,
    level: Option<String>,
}

/// A judged text, its spans in bytes.
#[derive(Debug)]
struct Judged {
    text: String,
    spans: Vec<Span>,
    /// Role and level of each span, where the file tells them.
    said: Vec<Option<(String, Option<String>)>>,
}

/// Figures of one way of reading.
#[derive(Debug, Serialize)]
struct System {
    name: &'static str,
    strict: SpanQuality,
    overlapping: SpanQuality,
    /// Where the file tells knowledge and skills apart.
    knowledge: Option<[SpanQuality; 2]>,
    skill: Option<[SpanQuality; 2]>,
}

/// All figures.
#[derive(Debug, Serialize)]
struct Report {
    texts: usize,
    spans: usize,
    systems: Vec<System>,
    /// Share of the spans found strictly whose role is right, where the file tells roles.
    role_accuracy: Option<f64>,
    /// The same for levels.
    level_accuracy: Option<f64>,
}

/// Prints the figures on standard output.
///
/// # Errors
///
/// Returns a [`Fault`] that names the file and the line at fault.
pub(super) fn run(arguments: &Arguments, form: Form) -> Result<(), Fault> {
    let judged = read_judged(&arguments.spans).map_err(|error| Fault::new(format!("{error:#}.")))?;
    let report = Report::over(&judged);
    crate::commands::say(&match form {
        Form::Json => serde_json::to_string(&report).unwrap_or_default(),
        Form::Table => report.table(),
    });
    Ok(())
}

fn read_judged(path: &std::path::Path) -> anyhow::Result<Vec<Judged>> {
    let mut judged = Vec::new();
    let lines = BufReader::new(open_unpacked(path)?).lines();
    for (number, line) in (1..).zip(lines) {
        let at = || format!("{} line {number}", path.display());
        let line = line.with_context(|| format!("{} is no text in UTF-8", at()))?;
        if line.trim().is_empty() {
            continue;
        }
        let row: Row = serde_json::from_str(&line).with_context(|| format!("{} is no judged text", at()))?;
        judged.push(Judged::of(row).with_context(at)?);
    }
    Ok(judged)
}

impl Judged {
    fn of(row: Row) -> anyhow::Result<Self> {
        match row {
            Row::Text { text, skills } => Self::of_text(text, skills),
            Row::Tokens { tokens, tags_skill, tags_knowledge } => {
                ensure!(
                    tags_skill.len() == tokens.len() && tags_knowledge.len() == tokens.len(),
                    "there are as many tags as tokens"
                );
                Ok(Self::of_tokens(&tokens, &tags_skill, &tags_knowledge))
            }
        }
    }

    fn of_text(text: String, skills: Vec<RowSpan>) -> anyhow::Result<Self> {
        let mut places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        places.push(text.len());
        let (mut spans, mut said) = (Vec::new(), Vec::new());
        for it in skills {
            ensure!(it.start < it.end && it.end < places.len(), "a span lies outside the text");
            spans.push(Span { start: places[it.start], end: places[it.end], sort: None });
            said.push(it.role.map(|role| (role, it.level)));
        }
        Ok(Self { text, spans, said })
    }

    fn of_tokens(tokens: &[String], tags_skill: &[String], tags_knowledge: &[String]) -> Self {
        let mut text = String::new();
        let mut places = Vec::new();
        for token in tokens {
            if !text.is_empty() {
                text.push(' ');
            }
            places.push((text.len(), text.len() + token.len()));
            text.push_str(token);
        }
        let mut spans = tagged(tags_skill, &places, SpanSort::Skill);
        spans.extend(tagged(tags_knowledge, &places, SpanSort::Knowledge));
        let said = vec![None; spans.len()];
        Self { text, spans, said }
    }

    fn tells_sorts(&self) -> bool {
        self.spans.iter().any(|it| it.sort.is_some())
    }
}

/// The spans that tags in B, I and O mark.
fn tagged(tags: &[String], places: &[(usize, usize)], sort: SpanSort) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut is_open = false;
    for (tag, &(start, end)) in tags.iter().zip(places) {
        match (tag.as_str(), spans.last_mut()) {
            ("I", Some(span)) if is_open => span.end = end,
            ("B" | "I", _) => spans.push(Span { start, end, sort: Some(sort) }),
            (_, _) => {}
        }
        is_open = tag != "O";
    }
    spans
}

impl Report {
    fn over(judged: &[Judged]) -> Self {
        let vocabulary = Vocabulary::current();
        let reader = Reader::new(vocabulary, PlaceNames::default());
        let kind = |skill| vocabulary.skill(skill).map(|skill| SpanSort::from(skill.kind));
        let names = |text: &str| {
            let span = |(skill, start, end)| Span { start, end, sort: kind(skill) };
            vocabulary.names_in(text).into_iter().map(span).collect()
        };
        let in_context = |text: &str| {
            let mentions = vocabulary.read(text).into_iter();
            mentions.map(|it| Span { start: it.start, end: it.end, sort: kind(it.skill) }).collect()
        };
        let whole = |text: &str| {
            let phrases = reader.read(text).phrases.into_iter();
            let phrase = |it: rongqiao_matching::reading::Phrase| Span {
                start: it.start,
                end: it.end,
                sort: Some(it.kind.into()),
            };
            let mut spans: Vec<Span> = in_context(text);
            spans.extend(phrases.map(phrase));
            spans
        };
        let (role_accuracy, level_accuracy) = said_right(judged, vocabulary);
        Self {
            texts: judged.len(),
            spans: judged.iter().map(|it| it.spans.len()).sum(),
            systems: vec![
                System::over("rongqiao", judged, &whole),
                System::over("vocabulary in context", judged, &in_context),
                System::over("vocabulary names alone", judged, &names),
            ],
            role_accuracy,
            level_accuracy,
        }
    }

    fn table(&self) -> String {
        let mut lines = vec![format!("{} texts, {} spans; F1 with its 95 % interval", self.texts, self.spans)];
        for system in &self.systems {
            lines.push(system.name.to_owned());
            lines.push(line("  strict", &system.strict));
            lines.push(line("  overlapping", &system.overlapping));
            for (sort, figures) in [("knowledge", &system.knowledge), ("skill", &system.skill)] {
                if let Some([strict, overlapping]) = figures {
                    lines.push(line(&format!("  {sort}, strict"), strict));
                    lines.push(line(&format!("  {sort}, overlapping"), overlapping));
                }
            }
        }
        let shares = [("role", self.role_accuracy), ("level", self.level_accuracy)];
        lines.extend(
            shares.iter().filter_map(|(name, share)| Some(format!("{name} right where found  {:.3}", (*share)?))),
        );
        lines.join("\n")
    }
}

impl System {
    fn over(name: &'static str, judged: &[Judged], read: &dyn Fn(&str) -> Vec<Span>) -> Self {
        let marked = |it: &Judged| Marked { judged: it.spans.clone(), read: read(&it.text) };
        let texts: Vec<Marked> = judged.iter().map(marked).collect();
        let both = |sort| [Agreement::Strict, Agreement::Overlapping].map(|how| span_quality(&texts, how, sort));
        let [strict, overlapping] = both(None);
        let of_sort = |sort| judged.iter().any(Judged::tells_sorts).then(|| both(Some(sort)));
        let (knowledge, skill) = (of_sort(SpanSort::Knowledge), of_sort(SpanSort::Skill));
        Self { name, strict, overlapping, knowledge, skill }
    }
}

fn line(name: &str, it: &SpanQuality) -> String {
    format!(
        "{name:<26} precision {:.3}  recall {:.3}  F1 {:.3} ({:.3}–{:.3})",
        it.precision, it.recall, it.f1, it.f1_low, it.f1_high
    )
}

/// Shares of the spans found strictly whose role and whose level are right.
fn said_right(judged: &[Judged], vocabulary: &Vocabulary) -> (Option<f64>, Option<f64>) {
    let (mut found, mut roles, mut levels) = (0_u32, 0_u32, 0_u32);
    for it in judged {
        let mentions = vocabulary.read(&it.text);
        for (span, said) in it.spans.iter().zip(&it.said) {
            let mention = mentions.iter().find(|mention| (mention.start, mention.end) == (span.start, span.end));
            if let (Some(mention), Some((role, level))) = (mention, said) {
                found += 1;
                roles += u32::from(mention.role.slug() == role);
                levels += u32::from(mention.level.map(|level| level.slug()) == level.as_deref());
            }
        }
    }
    let share = |part: u32| (found > 0).then(|| f64::from(part) / f64::from(found));
    (share(roles), share(levels))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(row: &str) -> anyhow::Result<Judged> {
        Judged::of(serde_json::from_str(row)?)
    }

    #[test]
    fn spans_are_counted_in_characters() -> anyhow::Result<()> {
        let it = judged(
            r#"{"text": "精通C++", "lang": "zh", "skills": [{"start": 2, "end": 5, "role": "required", "level": "expert"}]}"#,
        )?;
        assert_eq!(&it.text[it.spans[0].start..it.spans[0].end], "C++");
        let report = Report::over(&[it]);
        assert!((report.systems[0].strict.f1 - 1.0).abs() < 1e-9);
        assert_eq!((report.role_accuracy, report.level_accuracy), (Some(1.0), Some(1.0)));
        Ok(())
    }

    #[test]
    fn tags_mark_spans_of_tokens() -> anyhow::Result<()> {
        let it = judged(
            r#"{"tokens": ["Fix", "cranes", "with", "Python"], "tags_skill": ["B", "I", "O", "O"],
                "tags_knowledge": ["O", "O", "O", "B"]}"#,
        )?;
        let words: Vec<&str> = it.spans.iter().map(|span| &it.text[span.start..span.end]).collect();
        assert_eq!(words, ["Fix cranes", "Python"]);
        Ok(())
    }

    #[test]
    fn a_span_outside_its_text_is_refused() {
        assert!(judged(r#"{"text": "C++", "skills": [{"start": 0, "end": 9}]}"#).is_err());
    }
}
