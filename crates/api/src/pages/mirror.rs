//! `GET /mirror`: what the market asks for beside what is taught, for colleges that plan.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_matching::mirror::{Mirror, MirrorQuery, Month, SkillGap, Trend};
use rongqiao_matching::skills::Vocabulary;
use rongqiao_model::code::{INDUSTRIES, ZONES};

use super::finding::shows_demo_content;
use super::layout::{Layout, answer};
use super::mirror_chart::Lines;
use super::mirror_row::SkillRow;
use super::visit::Visit;
use super::wording::{Moment, Wording};
use crate::address;
use crate::app::App;
use crate::language::{Language, grouped};
use crate::mirror::{self, MISSED_DAYS, Reflection};
use crate::problem::Problem;

/// Skills shown; the table to download holds all.
const SHOWN: usize = 30;

/// Skills shown that a major teaches and nobody asks for, or that were searched for in vain.
const NAMED: usize = 20;

/// One value to choose.
#[derive(Debug)]
struct Choice {
    value: String,
    words: String,
    selected: bool,
}

/// The form, filled with what was asked.
#[derive(Debug)]
struct Form {
    zones: Vec<Choice>,
    industries: Vec<Choice>,
    major: String,
    majors: Vec<&'static str>,
    occupation: String,
}

/// One month of a trend.
#[derive(Debug)]
pub(crate) struct MonthRow {
    /// What the month is called.
    pub month: String,
    /// Listings that ask.
    pub asking: String,
    /// Listings that teach.
    pub teaching: String,
}

/// What was found.
#[derive(Debug)]
struct Shown {
    summary: String,
    rows: Vec<SkillRow>,
    unasked: Vec<&'static str>,
    missed: Vec<String>,
    lines: Lines,
    scale: String,
    months: Vec<MonthRow>,
    table_href: String,
    as_of: Moment,
}

#[derive(Template)]
#[template(path = "mirror.html")]
struct MirrorPage {
    t: Language,
    layout: Layout,
    mistakes: String,
    form: Form,
    shown: Option<Shown>,
}

/// `GET /mirror?…`; the parameters are those of [`mirror::read`].
pub(super) async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Problem> {
    let t = visit.language;
    let pairs = address::pairs_of(&visit.query);
    let (query, mistakes) = mirror::read(&pairs, &app.codes);
    let mut layout = Layout::new(&app, &visit, t.say("mirror-title"));
    layout.describe(&t.say("mirror-lead"));
    layout.demo = shows_demo_content(&app).await?;
    let wording = Wording::new(&app, t);
    let form = Form::new(&wording, &query, &pairs);
    if !mistakes.is_empty() {
        layout.indexed = false;
        let mistakes = Problem::bad_parameters(mistakes).detail(t);
        return answer(StatusCode::BAD_REQUEST, &MirrorPage { t, layout, mistakes, form, shown: None });
    }
    let reflection = mirror::reflect(&app, &query).await?;
    let shown = Some(Shown::new(&wording, &query, &reflection));
    answer(StatusCode::OK, &MirrorPage { t, layout, mistakes: String::new(), form, shown })
}

impl Form {
    fn new(wording: &Wording<'_>, query: &MirrorQuery, pairs: &[(String, String)]) -> Self {
        let typed = |name: &str| pairs.iter().rev().find(|pair| pair.0 == name).map_or("", |pair| pair.1.trim());
        Self {
            zones: choices(wording, ZONES, &query.zones),
            industries: choices(wording, INDUSTRIES, &query.industries),
            major: typed("major").to_owned(),
            majors: Vocabulary::current().majors().collect(),
            occupation: typed("occupation").to_owned(),
        }
    }
}

fn choices(wording: &Wording<'_>, table: &str, chosen: &[String]) -> Vec<Choice> {
    let rows = wording.top_codes(table).into_iter();
    let choice = |code: &str| Choice {
        value: code.to_owned(),
        words: if table == ZONES { wording.code(ZONES, code) } else { wording.industry(code) },
        selected: chosen.iter().any(|it| it == code),
    };
    rows.map(|row| choice(&row.code)).collect()
}

impl Shown {
    fn new(wording: &Wording<'_>, query: &MirrorQuery, reflection: &Reflection) -> Self {
        let (t, mirror) = (wording.t, &reflection.mirror);
        let shown = &mirror.skills[..mirror.skills.len().min(SHOWN)];
        let longest = shown.iter().filter(|gap| gap.gap() > 0).map(SkillGap::sought).max().unwrap_or(0);
        let missed = |gap: &SkillGap| reflection.missed.get(&gap.skill).copied().unwrap_or(0);
        let written = mirror::write(query);
        let separator = if written.is_empty() { "" } else { "?" };
        Self {
            summary: summary(t, mirror),
            rows: shown.iter().map(|gap| SkillRow::of(t, query, gap, missed(gap), longest)).collect(),
            unasked: mirror.unasked.iter().take(NAMED).map(|&skill| t.skill_name(skill)).collect(),
            missed: searched_in_vain(t, reflection),
            lines: Lines::of(&mirror.trend),
            scale: scale(t, &mirror.months, &mirror.trend),
            months: month_rows(wording, &mirror.months, &mirror.trend),
            table_href: t.path(&format!("/mirror.csv{separator}{written}")),
            as_of: wording.now(),
        }
    }
}

fn summary(t: Language, mirror: &Mirror) -> String {
    let mut sentences =
        vec![t.count("mirror-asking", mirror.asking), t.count("mirror-skills", mirror.skills.len() as u64)];
    let percent = (mirror.claims_without_course * 100 + mirror.claims / 2).checked_div(mirror.claims);
    sentences.extend(percent.map(|percent| t.with("mirror-without-course", "percent", percent)));
    sentences.join(if t == Language::English { " " } else { "" })
}

/// The skills that were searched for most without any result.
fn searched_in_vain(t: Language, reflection: &Reflection) -> Vec<String> {
    let mut missed: Vec<_> = reflection.missed.iter().collect();
    missed.sort_by_key(|&(skill, count)| (std::cmp::Reverse(*count), *skill));
    let words = |(skill, count): (&u32, &u64)| {
        t.fill("mirror-missed-skill", &[("skill", t.skill_name(*skill).to_owned()), ("number", grouped(*count))])
    };
    missed.into_iter().take(NAMED).map(words).collect()
}

/// The months of `trend`, the newest first.
pub(crate) fn month_rows(wording: &Wording<'_>, months: &[Month], trend: &Trend) -> Vec<MonthRow> {
    let both = trend.asking.iter().zip(&trend.teaching);
    let rows = months.iter().zip(both).map(|(&month, (&asking, &teaching))| MonthRow {
        month: month_words(wording.t, month),
        asking: grouped(asking.into()),
        teaching: grouped(teaching.into()),
    });
    rows.rev().collect()
}

/// What the edges of a chart of months stand for.
pub(crate) fn scale(t: Language, months: &[Month], trend: &Trend) -> String {
    let month = |month: Option<&Month>| month.map(|&month| month_words(t, month)).unwrap_or_default();
    let top = grouped(Lines::of(trend).top.into());
    t.fill("mirror-scale", &[("first", month(months.first())), ("last", month(months.last())), ("top", top)])
}

/// A month, such as `2026年9月`.
pub(crate) fn month_words(t: Language, month: Month) -> String {
    let name = t.say(&format!("month-{}", month.number()));
    t.fill("mirror-month", &[("year", month.year().to_string()), ("month", name)])
}
