//! Screening held against a corpus of sentences, and against texts that nobody wrote.

use std::collections::BTreeSet;

use proptest::prelude::*;
use rongqiao_model::kind::job::JobDetails;
use rongqiao_model::kind::{Details, KindDetails as _};
use rongqiao_model::listing::{Listing, ListingState, Provenance};
use rongqiao_model::pay::{Pay, PayPeriod};
use rongqiao_model::place::Place;
use rongqiao_model::screening::{
    Hit, MinimumWage, Part, Posting, Rule, Screening, Verdict, screen, shipped_minimum_wages,
};
use rongqiao_model::{ListingId, OrganisationId};
use time::OffsetDateTime;

/// One line of the corpus.
struct Line {
    group: &'static str,
    verdict: Verdict,
    rules: BTreeSet<&'static str>,
    text: String,
}

fn corpus() -> Vec<Line> {
    let lines = include_str!("screening/corpus.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| Line::read(line).unwrap_or_else(|| panic!("{line}"))).collect()
}

impl Line {
    fn read(line: &'static str) -> Option<Self> {
        let cells: Vec<&str> = line.split('\t').collect();
        let [group, verdict, rules, text] = cells[..] else { return None };
        let rules = rules.split(',').filter(|rule| *rule != "-").map(|rule| Rule::from_slug(rule).map(Rule::slug));
        Some(Self {
            group,
            verdict: Verdict::from_slug(verdict)?,
            rules: rules.collect::<Option<_>>()?,
            text: plain(text)?,
        })
    }

    fn screen(&self) -> Screening {
        match self.text.strip_prefix("title: ") {
            Some(title) => screen(&Posting { title, ..Posting::default() }, shanghai()),
            None => screen(&described(&self.text), shanghai()),
        }
    }
}

/// A text without the ways in which the corpus writes what cannot be seen.
fn plain(text: &str) -> Option<String> {
    let text = text.replace("\\n", "\n");
    let mut parts = text.split("\\u{");
    let mut plain = parts.next()?.to_owned();
    for part in parts {
        let (number, rest) = part.split_once('}')?;
        plain.push(char::from_u32(u32::from_str_radix(number, 16).ok()?)?);
        plain.push_str(rest);
    }
    Some(plain)
}

fn described(description: &str) -> Posting<'_> {
    Posting { description, ..Posting::default() }
}

fn shanghai() -> Option<&'static MinimumWage> {
    shipped_minimum_wages().last()
}

fn rules_of(screening: &Screening) -> BTreeSet<&'static str> {
    screening.hits.iter().map(|hit| hit.rule.slug()).collect()
}

#[test]
fn every_line_of_the_corpus_gets_its_verdict_and_its_rules() {
    let corpus = corpus();
    let mut wrong = Vec::new();
    for line in &corpus {
        let screening = line.screen();
        if screening.verdict() != line.verdict || rules_of(&screening) != line.rules {
            let found = rules_of(&screening);
            wrong.push(format!("{} {:?} for {:?}: {}", screening.verdict().slug(), found, line.rules, line.text));
        }
    }
    for group in ["block", "review", "pass", "evasion"] {
        eprintln!("{group}: {} lines", corpus.iter().filter(|line| line.group == group).count());
    }
    eprintln!("right: {} of {}", corpus.len() - wrong.len(), corpus.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_corpus_shows_every_rule_and_has_enough_of_each_group() {
    let corpus = corpus();
    let shown: BTreeSet<_> = corpus.iter().flat_map(|line| line.rules.iter().copied()).collect();
    let rules: BTreeSet<_> = Rule::ALL.iter().map(|rule| rule.slug()).collect();
    assert_eq!(rules.difference(&shown).collect::<Vec<_>>(), Vec::<&&str>::new());
    for (group, least) in [("block", 60), ("review", 40), ("pass", 80), ("evasion", 40)] {
        assert!(corpus.iter().filter(|line| line.group == group).count() >= least, "{group}");
    }
    let texts: BTreeSet<_> = corpus.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(texts.len(), corpus.len(), "a text stands twice");
}

#[test]
fn no_line_of_the_corpus_is_saved_or_doomed_by_what_stands_around_it() {
    for line in corpus().iter().filter(|line| !line.text.starts_with("title: ")) {
        let around = format!("岗位职责：负责设备点检。\n{}\n岗位要求：责任心强，良好的沟通能力。", line.text);
        assert_eq!(rules_of(&screen(&described(&around), shanghai())), line.rules, "{}", line.text);
    }
}

#[test]
fn a_hit_tells_its_part_and_its_words() {
    let posting = Posting {
        title: "司机（男）",
        description: "急聘！加薇信",
        fields: vec![("occupation", "限 男 性".to_owned())],
        ..Posting::default()
    };
    let hits = screen(&posting, None).hits;
    let told: Vec<_> = hits.iter().map(|hit| (hit.rule, hit.part, hit.span.clone())).collect();
    assert_eq!(told, [(Rule::Gender, Part::Title, 9..12), (Rule::Gender, Part::Field("occupation"), 0..11)]);
}

#[test]
fn a_listing_is_screened_with_the_texts_and_the_pay_of_its_details() {
    let mut job = JobDetails::sample();
    (job.majors, job.pay) =
        (vec!["机械工程".to_owned(), "限男".to_owned()], Pay::in_yuan(1, 999_999, PayPeriod::Month));
    let listing = Listing {
        id: ListingId::of_record("tests", "1"),
        organisation: OrganisationId::of_record("tests", "1"),
        state: ListingState::Draft,
        title: "设备工程师".to_owned(),
        title_en: Some("Equipment engineer, male only".to_owned()),
        description: "入职交押金200元".to_owned(),
        place: Place::default(),
        industry: None,
        skills: Vec::new(),
        skills_denied: Vec::new(),
        details: Details::Job(job),
        published_at: OffsetDateTime::UNIX_EPOCH,
        valid_through: None,
        provenance: Provenance { source: "tests".to_owned(), record: "1".to_owned() },
        demo: false,
    };
    let hits = screen(&Posting::of(&listing), None).hits;
    let told: Vec<_> = hits.iter().map(|hit| (hit.part, hit.rule)).collect();
    assert_eq!(
        told,
        [
            (Part::Description, Rule::Deposit),
            (Part::Field("title-en"), Rule::Gender),
            (Part::Field("majors"), Rule::Gender),
            (Part::Pay, Rule::PayImplausible)
        ]
    );
}

#[test]
fn pay_is_held_against_the_minimum_wage_except_for_trainees() {
    use rongqiao_model::choice::EmploymentType::{FullTime, Internship};
    for (min, max, period, employment, rule) in [
        (2_000, 2_500, PayPeriod::Month, FullTime, Some(Rule::PayTooLow)),
        (2_000, 2_500, PayPeriod::Month, Internship, None),
        (20, 22, PayPeriod::Hour, FullTime, Some(Rule::PayTooLow)),
        (20, 25, PayPeriod::Hour, FullTime, None),
        (1, 999_999, PayPeriod::Month, FullTime, Some(Rule::PayImplausible)),
        (200_000, 300_000, PayPeriod::Year, FullTime, None),
        (200_000, 300_000, PayPeriod::Month, Internship, Some(Rule::PayImplausible)),
    ] {
        let pay = Pay::in_yuan(min, max, period);
        let posting = Posting { pay, employment: Some(employment), ..Posting::default() };
        let hits = screen(&posting, shanghai()).hits;
        assert_eq!(hits.iter().map(|hit| hit.rule).collect::<Vec<_>>(), Vec::from_iter(rule), "{min}-{max}");
    }
}

#[test]
fn every_rule_that_blocks_or_asks_for_a_review_names_a_law() {
    for rule in Rule::ALL {
        assert!(!rule.laws().is_empty() && rule.verdict() != Verdict::Pass, "{}", rule.slug());
    }
}

/// Whether the spans of `hits` lie in `text`, hold something, and end between characters.
fn spans_are_sound(hits: &[Hit], text: &str) -> bool {
    hits.iter().all(|hit| !hit.span.is_empty() && text.get(hit.span.clone()).is_some())
}

/// A sentence that is blocked, with something put between or onto its letters.
fn disguised() -> impl Strategy<Value = String> {
    let blocked = prop::sample::select(vec![
        "限男性",
        "女士优先",
        "已婚已育优先",
        "仅限985院校",
        "不招乙肝",
        "入职交押金200",
        "需交培训费",
        "培训贷",
        "内推费",
        "扣押身份证",
        "不招河南人",
        "发展下线",
    ]);
    blocked.prop_flat_map(|phrase| {
        let letters: Vec<char> = phrase.chars().collect();
        let marks = prop::collection::vec(
            prop::sample::select(vec!["", "", " ", "\u{200b}", "\u{feff}", "\u{2060}", "\u{fe0f}", "　", "\u{336}"]),
            letters.len(),
        );
        let wide = prop::collection::vec(any::<bool>(), letters.len());
        (Just(letters), marks, wide).prop_map(|(letters, marks, wide)| {
            let each = letters.iter().zip(marks).zip(wide);
            each.map(|((&letter, mark), wide)| format!("{}{mark}", if wide { widened(letter) } else { letter }))
                .collect()
        })
    })
}

/// The full-width form of a letter that has one.
fn widened(letter: char) -> char {
    if letter.is_ascii_graphic() { char::from_u32(letter as u32 + 0xfee0).unwrap_or(letter) } else { letter }
}

/// Texts in which pieces of rules meet each other and letters of all kinds.
fn any_text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "限",
        "男",
        "女",
        "优先",
        "不",
        "押金",
        "交",
        "985",
        "/",
        "，",
        "。",
        "岁",
        "35",
        "以下",
        "㊚",
        "\u{200d}",
        "月薪",
        "-",
        "9999999",
        "万",
        "k",
        "加",
        "微信",
        "only",
        "male",
        " ",
        "\n",
        "é",
        "\u{1f469}",
        "㍿",
        "ﷺ",
    ]);
    let piece = prop_oneof![3 => pieces.prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn a_blocked_sentence_stays_blocked_in_disguise(text in disguised()) {
        let screening = screen(&described(&text), None);
        prop_assert_eq!(screening.verdict(), Verdict::Block, "{}", text);
        prop_assert!(spans_are_sound(&screening.hits, &text));
    }

    #[test]
    fn any_text_is_screened_and_its_hits_lie_in_it(title in any_text(), text in any_text()) {
        let posting = Posting { title: &title, description: &text, ..Posting::default() };
        let (in_title, in_text): (Vec<Hit>, Vec<Hit>) =
            screen(&posting, shanghai()).hits.into_iter().partition(|hit| hit.part == Part::Title);
        prop_assert!(spans_are_sound(&in_title, &title) && spans_are_sound(&in_text, &text));
    }
}
