//! Skills that English texts put into words of their own: `experience with grid connection`, `resolve customer issues`.
//!
//! The vocabulary cannot hold them. Three wordings show them: a noun behind a cue, a clause led by a verb, a trait.

mod clauses;
mod nouns;
mod traits;
mod words;

use self::words::Line;
use crate::analysis::is_han;
use crate::skills::{Level, Mention, Part, Role, SkillKind};

/// A skill in words that no vocabulary knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Whether it is something one knows or something one does.
    pub kind: SkillKind,
    /// Where it begins in the text, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// How much the text wants it.
    pub role: Role,
    /// How well it has to be known, where the text says so.
    pub level: Option<Level>,
}

/// Words of a line, by their places in it, that put a skill into words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    first: usize,
    /// The first word after it.
    end: usize,
}

/// The phrases of the English lines of `text`, in order; none overlaps one of `mentions`, but a clause may contain one.
pub(super) fn find(text: &str, mentions: &[Mention]) -> Vec<Phrase> {
    let lower = text.to_ascii_lowercase();
    let mut found = Vec::new();
    let mut at = 0;
    let mut known = mentions;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        let passed = known.iter().take_while(|it| it.end <= at).count();
        known = &known[passed..];
        let here = &known[..known.iter().take_while(|it| it.start < end).count()];
        if !line.chars().any(is_han) {
            let line = Line::new(text, &lower, at, end);
            found.extend(phrases_of(&line, here).into_iter().map(|(kind, start, end)| {
                let part = Part::around(&lower, start);
                Phrase { kind, start, end, role: part.role(), level: part.level_of(start, end) }
            }));
        }
        at = end;
    }
    found
}

/// The phrases of one line as kind, start and end in the text.
fn phrases_of(line: &Line<'_>, mentions: &[Mention]) -> Vec<(SkillKind, usize, usize)> {
    let mut kept: Vec<(SkillKind, usize, usize)> = Vec::new();
    let traits = traits::find(line).into_iter().map(|run| (SkillKind::Ability, run, false));
    let nouns = nouns::find(line).into_iter().map(|run| (SkillKind::Knowledge, run, false));
    let clauses = clauses::find(line).into_iter().map(|run| (SkillKind::Ability, run, true));
    for (kind, run, may_contain) in traits.chain(nouns).chain(clauses) {
        let (start, end) = line.span(run.first, run.end);
        let meets = |from: usize, to: usize| from < end && start < to;
        let clashes = |from: usize, to: usize| meets(from, to) && !(may_contain && start <= from && to <= end);
        let is_free = !mentions.iter().any(|it| clashes(it.start, it.end))
            && !kept.iter().any(
                |&(kind, from, to)| {
                    if kind == SkillKind::Knowledge { clashes(from, to) } else { meets(from, to) }
                },
            );
        if is_free {
            kept.push((kind, start, end));
        }
    }
    kept.sort_by_key(|&(_, start, end)| (start, std::cmp::Reverse(end)));
    kept
}

#[cfg(test)]
mod tests {
    use crate::reading::testing::read;

    fn phrases(text: &str) -> Vec<&str> {
        read(text).phrases.iter().map(|it| &text[it.start..it.end]).collect()
    }

    #[test]
    fn what_stands_behind_a_cue_is_a_skill() {
        for (text, found) in [
            ("Experience with grid connection and wave energy.", vec!["grid connection", "wave energy"]),
            ("You have a solid understanding of the retail market", vec!["retail market"]),
            ("Familiar with tenancy law (residential)", vec!["tenancy law", "residential"]),
            ("Our offices are in the old town", vec![]),
        ] {
            assert_eq!(phrases(text), found, "{text}");
        }
    }

    #[test]
    fn a_clause_led_by_a_verb_is_a_skill() {
        for (text, found) in [
            ("- Resolve tenant disputes in a timely manner", vec!["Resolve tenant disputes"]),
            ("You will design, build and maintain harbour cranes", vec!["design, build and maintain harbour cranes"]),
            ("Ability to explain tariffs to ensure clarity", vec!["explain tariffs", "ensure clarity"]),
            ("We strive to build partnerships", vec![]),
        ] {
            assert_eq!(phrases(text), found, "{text}");
        }
    }

    #[test]
    fn a_trait_of_a_person_is_a_skill() {
        assert_eq!(phrases("You are curious and have strong bargaining skills."), ["curious", "bargaining skills"]);
        assert_eq!(phrases("a proactive approach"), [] as [&str; 0]);
    }

    #[test]
    fn chinese_lines_have_no_phrases() {
        assert_eq!(phrases("熟悉 experience with grid connection"), [] as [&str; 0]);
    }
}
