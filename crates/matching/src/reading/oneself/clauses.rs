//! The clauses of a text about oneself, and whether they tell of what one has, lacks or wishes.

use crate::skills::{Folded, ends_part};

/// What a clause tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    Has,
    Lacks,
    Wishes,
}

/// A piece of a folded text between two stops.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clause<'a> {
    pub(super) text: &'a str,
    /// Where it begins in the folded text.
    pub(super) start: usize,
    pub(super) sense: Sense,
}

/// All clauses of a folded text, in order.
#[derive(Debug)]
pub(super) struct Clauses<'a>(Vec<Clause<'a>>);

/// Words that turn a sentence round: what stands before them does not hold behind them.
const TURNS: [&str; 6] = ["但", "不过", " but ", " although ", " though ", " however "];

/// Words of what one cannot do, has not done or does not want.
const LACKS: [&str; 60] = [
    "不会",
    "不太",
    "不懂",
    "不好",
    "不行",
    "不熟",
    "不想",
    "不愿",
    "不考虑",
    "不打算",
    "不擅",
    "不了解",
    "不精",
    "不怎么",
    "没学",
    "没用",
    "没做",
    "没碰",
    "没试",
    "没接触",
    "没考",
    "没有",
    "从没",
    "还没",
    "从未",
    "尚未",
    "未学",
    "很差",
    "较差",
    "太差",
    "薄弱",
    "在考",
    "备考",
    "准备考",
    "打算考",
    "明年考",
    "刚开始学",
    "正在学",
    "do not",
    "don't",
    "don’t",
    "no experience",
    "never",
    "not good",
    "not familiar",
    "unfamiliar",
    "not know",
    "weak",
    "lack",
    "have not",
    "haven't",
    "haven’t",
    "not yet",
    "only heard",
    "rather not",
    "poor",
    "cannot",
    "can't",
    "not used",
    " no ",
];

/// Words with which the same letters lack nothing.
const REASSURING: [&str; 8] =
    ["没有问题", "没有障碍", "没有压力", "没有困难", "not only", "no problem", "no longer", "poor man"];

/// Words of what one looks for.
const WISHES: [&str; 23] = [
    "希望",
    "期望",
    "期待",
    "打算",
    "意向",
    "应聘",
    "求职",
    "感兴趣",
    "想要",
    "想",
    "looking for",
    "looking to",
    "would like",
    "i'd like",
    "want",
    "hoping",
    "hope",
    "wish",
    "interested in",
    "seeking",
    "aiming",
    "aim to",
    "dream of",
];

/// Letters before 想 with which it is another word: 思想, 理想.
const NOT_WISH_BEFORE: [char; 7] = ['思', '理', '感', '联', '设', '猜', '构'];

/// Letters behind 想 with which it is another word: 想法, 想象.
const NOT_WISH_AFTER: [char; 4] = ['法', '象', '像', '过'];

/// What stands between the word of a wish and what is wished.
const BEFORE_WISH: [&str; 52] = [
    "能够",
    "可以",
    "能",
    "去",
    "到",
    "进入",
    "进",
    "找",
    "做",
    "从事",
    "一份",
    "一个",
    "一家",
    "个",
    "家",
    "份",
    "转行",
    "转去",
    "继续",
    "参加",
    "往",
    "的",
    "是",
    ":",
    "岗位",
    "于",
    "成为",
    "to ",
    "an ",
    "a ",
    "the ",
    "for ",
    "of ",
    "in ",
    "as ",
    "work on ",
    "work in ",
    "work as ",
    "working on ",
    "working in ",
    "join ",
    "do ",
    "find ",
    "get ",
    "internship",
    "apprenticeship",
    "post ",
    "position ",
    "job ",
    "role ",
    "my ",
    " ",
];

/// What may stand behind it.
const BEHIND_WISH: [&str; 15] = [
    "的实习",
    "实习",
    "的工作",
    "工作",
    "的岗位",
    "岗位",
    "的职位",
    "职位",
    "方向",
    "方面",
    "相关",
    "的",
    "等",
    ".",
    " ",
];

/// Words of clauses that wish for pay, time or a place rather than for a task.
const CIRCUMSTANCES: [&str; 20] = [
    "薪",
    "元",
    "个月",
    "夜班",
    "每周",
    "一周",
    "加班",
    "包住",
    "包吃",
    "宿舍",
    "上班",
    "落户",
    "出差",
    "离家",
    "稳定",
    "salary",
    "days a week",
    "per month",
    "per week",
    "full time",
];

/// Longest wish, in characters.
const WISH_MAX_CHARS: usize = 60;

impl<'a> Clauses<'a> {
    /// The clauses of folded `text`; linear in it.
    pub(super) fn of(text: &'a str) -> Self {
        let mut bounds: Vec<(usize, usize)> = text
            .char_indices()
            .filter(|&(at, c)| ends_part(text, at, c))
            .map(|(at, c)| (at, at + c.len_utf8()))
            .collect();
        bounds.extend(TURNS.iter().flat_map(|turn| text.match_indices(turn).map(|(at, it)| (at, at + it.len()))));
        bounds.push((text.len(), text.len()));
        bounds.sort_unstable();
        let mut clauses = Vec::with_capacity(bounds.len());
        let mut from = 0;
        for (end, next) in bounds {
            if end > from && !text[from..end].trim().is_empty() {
                clauses.push(Clause::of(&text[from..end], from));
            }
            from = next.max(from);
        }
        Self(clauses)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Clause<'a>> {
        self.0.iter()
    }

    /// The clauses that tell what one has.
    pub(super) fn told(&self) -> impl Iterator<Item = &Clause<'a>> {
        self.0.iter().filter(|clause| clause.sense == Sense::Has)
    }

    /// Where each clause begins in the text as it was written.
    pub(super) fn starts_in(&self, text: &str, folded: &Folded) -> Vec<usize> {
        self.0.iter().map(|clause| folded.span_in(text, clause.start, clause.start + 1).0).collect()
    }

    /// The sense of the clause in which `at` stands, given where each begins.
    pub(super) fn sense_before(&self, starts: &[usize], at: usize) -> Sense {
        let clause = starts.partition_point(|&start| start <= at).checked_sub(1).and_then(|place| self.0.get(place));
        clause.map_or(Sense::Has, |clause| clause.sense)
    }

    /// What is wished for, as it was written.
    pub(super) fn wish(&self, text: &str, folded: &Folded) -> String {
        let mut wishes: Vec<&str> = Vec::new();
        for clause in self.0.iter().filter(|clause| clause.sense == Sense::Wishes) {
            if let Some((start, end)) = clause.wished() {
                let (start, end) = folded.span_in(text, clause.start + start, clause.start + end);
                wishes.push(&text[start..end]);
            }
        }
        wishes.join(" ").chars().take(WISH_MAX_CHARS).collect()
    }
}

impl<'a> Clause<'a> {
    fn of(whole: &'a str, from: usize) -> Self {
        let text = whole.trim_start();
        let start = from + whole.len() - text.len();
        let mut clause = Self { text, start, sense: Sense::Has };
        if clause.lacks() {
            clause.sense = Sense::Lacks;
        } else if clause.wish_at().is_some() {
            clause.sense = Sense::Wishes;
        }
        clause
    }

    pub(super) fn has(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.text.contains(word))
    }

    fn lacks(&self) -> bool {
        let denies = self.text.starts_with("no ") || self.text.ends_with("在学") || self.has(&LACKS);
        denies && !self.has(&REASSURING)
    }

    /// Where the word of a wish begins and ends.
    fn wish_at(&self) -> Option<(usize, usize)> {
        let is_meant = |&(at, word): &(usize, &str)| {
            let (before, behind) = (&self.text[..at], &self.text[at + word.len()..]);
            word != "想" || !before.ends_with(NOT_WISH_BEFORE) && !behind.starts_with(NOT_WISH_AFTER)
        };
        let places = WISHES.iter().flat_map(|word| self.text.match_indices(word));
        places.filter(is_meant).map(|(at, word)| (at, at + word.len())).min()
    }

    /// Where in the clause stands what is wished; `None` where that is pay, time or a place.
    fn wished(&self) -> Option<(usize, usize)> {
        let (at, end) = self.wish_at()?;
        if self.has(&CIRCUMSTANCES) {
            return None;
        }
        // 对数据合规感兴趣.
        let about = self.text[..at].rfind('对').filter(|_| self.text[at..].starts_with("感兴趣"));
        let (mut start, mut end) = about.map_or((end, self.text.len()), |about| (about + '对'.len_utf8(), at));
        if self.text[start..end].starts_with('在') {
            return None;
        }
        while let Some(word) = first_of(&BEFORE_WISH, |word| self.text[start..end].starts_with(word)) {
            start += word.len();
        }
        while let Some(word) = first_of(&BEHIND_WISH, |word| self.text[start..end].ends_with(word)) {
            end -= word.len();
        }
        (start < end).then_some((start, end))
    }
}

fn first_of<'w>(words: &[&'w str], is_it: impl Fn(&str) -> bool) -> Option<&'w str> {
    words.iter().copied().find(|word| is_it(word))
}
