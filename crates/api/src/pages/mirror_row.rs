//! A skill of the mirror in words, each number with the listings behind it.

use rongqiao_matching::mirror::{ASKING, MirrorQuery, MirrorRow, SkillGap, TEACHING};
use rongqiao_matching::skills::SkillNumber;
use rongqiao_model::choice::Side;
use rongqiao_model::kind::ListingKind;

use super::mirror_chart::{Bars, Lines};
use crate::language::{Language, grouped};
use crate::mirror::listings_path;

/// A number with the address of the listings that it counts.
#[derive(Clone, Debug)]
pub(crate) struct Counted {
    /// Kind and number.
    pub words: String,
    /// The listings.
    pub href: String,
}

/// One skill.
#[derive(Clone, Debug)]
pub(crate) struct SkillRow {
    /// Its name.
    pub name: &'static str,
    /// Its months and all its listings.
    pub href: String,
    /// What to know before reading its numbers.
    pub notes: Vec<String>,
    /// People sought.
    pub sought: String,
    /// People taught.
    pub taught: String,
    /// What is lacking, in words.
    pub gap: String,
    /// Whether more are sought than taught.
    pub lacks: bool,
    /// Listings that ask, by kind.
    pub asking: Vec<Counted>,
    /// Listings that teach, by kind.
    pub teaching: Vec<Counted>,
    /// Searches that found nothing; empty where there were none.
    pub missed: String,
    /// Both numbers as bars, where people are lacking: beside a skill that thousands learn no other bar could be seen.
    pub bars: Option<Bars>,
    /// Its months.
    pub lines: Lines,
}

impl SkillRow {
    /// Puts `gap` into words; the longest bar of all rows stands for `longest` people sought.
    pub(crate) fn of(t: Language, query: &MirrorQuery, gap: &SkillGap, missed: u64, longest: u64) -> Self {
        Self {
            name: t.skill_name(gap.skill),
            href: t.path(&listings_path(query, &of_side(gap.skill, Side::Demand))),
            notes: notes(t, query, gap),
            sought: t.count("mirror-people", gap.sought()),
            taught: t.count("mirror-people", gap.taught()),
            gap: gap_words(t, gap.gap()),
            lacks: gap.gap() > 0,
            asking: counted(t, query, gap, &ASKING),
            teaching: counted(t, query, gap, &TEACHING),
            missed: if missed > 0 { t.count("mirror-missed", missed) } else { String::new() },
            bars: (gap.gap() > 0).then(|| Bars::of(gap.sought(), gap.taught(), longest)),
            lines: Lines::of(&gap.trend),
        }
    }
}

/// All listings on one side of a skill.
pub(crate) const fn of_side(skill: SkillNumber, side: Side) -> MirrorRow {
    MirrorRow { skill, kind: None, side, month: None }
}

fn notes(t: Language, query: &MirrorQuery, gap: &SkillGap) -> Vec<String> {
    let few = gap.is_few().then(|| t.say("mirror-few"));
    let in_major = if gap.in_major { "mirror-in-major" } else { "mirror-not-in-major" };
    few.into_iter().chain(query.major.map(|_| t.say(in_major))).collect()
}

/// How many people are lacking or to spare.
pub(crate) fn gap_words(t: Language, gap: i64) -> String {
    match gap {
        0 => t.say("mirror-gap-even"),
        1.. => t.count("mirror-gap-lacking", gap.unsigned_abs()),
        _ => t.count("mirror-gap-to-spare", gap.unsigned_abs()),
    }
}

fn counted(t: Language, query: &MirrorQuery, gap: &SkillGap, kinds: &[ListingKind]) -> Vec<Counted> {
    let present = kinds.iter().filter(|&&kind| gap.of(kind).listings > 0);
    let link = |&kind: &ListingKind| {
        let row = MirrorRow { kind: Some(kind), ..of_side(gap.skill, kind.side()) };
        let number = grouped(gap.of(kind).listings.into());
        let words = t.fill("mirror-counted", &[("kind", t.say(&format!("kind-{}", kind.slug()))), ("number", number)]);
        Counted { words, href: t.path(&listings_path(query, &row)) }
    };
    present.map(link).collect()
}
