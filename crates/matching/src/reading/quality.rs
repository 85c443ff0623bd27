//! How well spans that were read agree with spans that people marked.

use serde::Serialize;

use crate::skills::SkillKind;

/// How often the texts are drawn anew for an interval.
const RESAMPLES: usize = 1_000;

/// A span of a text, in whatever unit both sides use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What is told of it, where the judged file tells it apart.
    pub sort: Option<SpanSort>,
}

rongqiao_model::choices! {
    /// What a span marks.
    pub enum SpanSort {
        /// Something one knows: a field, a tool, a language.
        Knowledge = "knowledge",
        /// Something one does or is.
        Skill = "skill",
    }
}

impl From<SkillKind> for SpanSort {
    fn from(kind: SkillKind) -> Self {
        match kind {
            SkillKind::Knowledge | SkillKind::Tool | SkillKind::Language | SkillKind::Certificate => Self::Knowledge,
            SkillKind::Ability => Self::Skill,
        }
    }
}

/// When two spans agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// When they begin and end together.
    Strict,
    /// When they share a place.
    Overlapping,
}

/// A text with the spans that people marked and those that were read.
#[derive(Clone, Debug, Default)]
pub struct Marked {
    /// What people marked.
    pub judged: Vec<Span>,
    /// What was read.
    pub read: Vec<Span>,
}

/// How well what was read agrees with what people marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct SpanQuality {
    /// Share of the spans read that agree with a marked one.
    pub precision: f64,
    /// Share of the marked spans that agree with one read.
    pub recall: f64,
    /// Harmonic mean of the two.
    pub f1: f64,
    /// Lower end of the 95 % interval of `f1`, from drawing the texts anew.
    pub f1_low: f64,
    /// Its upper end.
    pub f1_high: f64,
}

/// Counts of one text.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    read: usize,
    read_right: usize,
    judged: usize,
    judged_found: usize,
}

/// Measures over all `texts`; with a `sort`, only the spans of that sort on both sides.
#[must_use]
pub fn span_quality(texts: &[Marked], agreement: Agreement, sort: Option<SpanSort>) -> SpanQuality {
    let counts: Vec<Counts> = texts.iter().map(|text| counts(text, agreement, sort)).collect();
    let (precision, recall, f1) = figures(counts.iter());
    let mut resampled: Vec<f64> = Vec::with_capacity(RESAMPLES);
    let mut draw = Draw(0x9e37_79b9_7f4a_7c15);
    for _ in 0..RESAMPLES {
        resampled.push(figures((0..counts.len()).map(|_| &counts[draw.below(counts.len())])).2);
    }
    resampled.sort_by(f64::total_cmp);
    let at = |share: f64| resampled.get((share * RESAMPLES as f64) as usize).copied().unwrap_or(f1);
    SpanQuality { precision, recall, f1, f1_low: at(0.025), f1_high: at(0.975) }
}

fn counts(text: &Marked, agreement: Agreement, sort: Option<SpanSort>) -> Counts {
    let of_sort = |spans: &[Span]| -> Vec<Span> {
        let mut spans: Vec<Span> = spans.iter().filter(|it| sort.is_none() || it.sort == sort).copied().collect();
        spans.sort_by_key(|it| (it.start, it.end));
        spans.dedup_by_key(|it| (it.start, it.end));
        spans
    };
    let (judged, read) = (of_sort(&text.judged), of_sort(&text.read));
    let agree = |a: &Span, b: &Span| match agreement {
        Agreement::Strict => (a.start, a.end) == (b.start, b.end),
        Agreement::Overlapping => a.start < b.end && b.start < a.end,
    };
    Counts {
        read: read.len(),
        read_right: read.iter().filter(|a| judged.iter().any(|b| agree(a, b))).count(),
        judged: judged.len(),
        judged_found: judged.iter().filter(|a| read.iter().any(|b| agree(a, b))).count(),
    }
}

/// Precision, recall and F1 over all counts; 0 where nothing was read or marked.
fn figures<'a>(counts: impl Iterator<Item = &'a Counts>) -> (f64, f64, f64) {
    let mut sum = Counts::default();
    for it in counts {
        sum.read += it.read;
        sum.read_right += it.read_right;
        sum.judged += it.judged;
        sum.judged_found += it.judged_found;
    }
    let share = |part: usize, whole: usize| if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
    let (precision, recall) = (share(sum.read_right, sum.read), share(sum.judged_found, sum.judged));
    let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
    (precision, recall, f1)
}

/// Draws numbers, the same ones each time (splitmix64).
struct Draw(u64);

impl Draw {
    const fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(places: &[(usize, usize)]) -> Vec<Span> {
        places.iter().map(|&(start, end)| Span { start, end, sort: None }).collect()
    }

    #[test]
    fn strict_and_overlapping_figures_agree_with_a_count_by_hand() {
        let text = Marked { judged: spans(&[(0, 4), (10, 14)]), read: spans(&[(0, 4), (12, 20), (30, 33)]) };
        let strict = span_quality(std::slice::from_ref(&text), Agreement::Strict, None);
        assert!((strict.precision - 1.0 / 3.0).abs() < 1e-9 && (strict.recall - 0.5).abs() < 1e-9);
        let overlapping = span_quality(&[text], Agreement::Overlapping, None);
        assert!((overlapping.precision - 2.0 / 3.0).abs() < 1e-9 && (overlapping.recall - 1.0).abs() < 1e-9);
        assert!((overlapping.f1 - 0.8).abs() < 1e-9 && overlapping.f1_low <= 0.8 && overlapping.f1_high >= 0.8);
    }

    #[test]
    fn nothing_marked_and_nothing_read_is_no_error() {
        assert_eq!(span_quality(&[], Agreement::Strict, None), SpanQuality::default());
        assert_eq!(span_quality(&[Marked::default()], Agreement::Strict, None), SpanQuality::default());
    }
}
