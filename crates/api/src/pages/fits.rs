//! `GET /fits`: without an account, say what you know and see what fits, why, and what is missing.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_matching::fit::{ConditionKind, Points, shared_words};
use rongqiao_matching::skills::{Level, Vocabulary};
use rongqiao_model::choice::{Choice, Education, EmploymentType};
use rongqiao_model::code::DIVISIONS;

use super::card::{Card, Why};
use super::grounds::{condition_words, missing_words, unsaid_words, whys};
use super::layout::{Layout, answer};
use super::visit::Visit;
use super::wording::Wording;
use crate::address::{Ignored, pairs_of};
use crate::app::App;
use crate::fits::{Asked, Found, FoundFit, Verdict, fits_for, ruled_out_for};
use crate::language::Language;
use crate::mirror::near_majors;
use crate::problem::Problem;
use crate::profile_address::{self, ANSWERED_BY_PEOPLE, FitOrder, Seeker, skill_value};

/// Listings on a page.
const SHOWN: Asked = Asked { fits: 20, near_misses: 3 };

/// Reasons that a list shows of each listing without being asked.
const STRENGTHS_SHOWN: usize = 3;

/// What brings fewer points is no reason to be told there.
const LEAST_STRENGTH: f32 = 1.0;

/// Missing skills that a list shows of each listing.
const MISSING_SHOWN: usize = 4;

/// Longest text about oneself that is read, in characters.
const ABOUT_MAX_CHARS: usize = 20_000;

#[derive(Template)]
#[template(path = "fits.html")]
struct FitsPage {
    t: Language,
    layout: Layout,
    form: SeekerForm,
    asked: bool,
    said: Vec<String>,
    notices: Vec<String>,
    cards: Vec<FitCard>,
    near_misses: Vec<FitCard>,
    ruled_out: Vec<String>,
    orders: Vec<OrderLink>,
}

/// A link to the same person in another order.
#[derive(Debug)]
struct OrderLink {
    words: String,
    href: String,
    current: bool,
}

/// A listing in a list of fits.
#[derive(Debug)]
pub(super) struct FitCard {
    pub(super) card: Card,
    pub(super) score: String,
    pub(super) verdict: Verdict,
    pub(super) href: String,
    pub(super) strengths: Vec<Why>,
    pub(super) missing: Vec<Gain>,
    pub(super) unmet: Vec<String>,
    pub(super) unsaid: Option<String>,
    pub(super) folded: Option<String>,
}

/// A missing skill and what it would gain.
#[derive(Debug)]
pub(super) struct Gain {
    pub(super) words: String,
    pub(super) points: String,
}

/// One choice of a list.
#[derive(Debug)]
struct Choosable {
    value: String,
    words: String,
    chosen: bool,
}

/// A skill with the levels to choose from; an empty value takes it away.
#[derive(Debug)]
struct SkillRow {
    name: &'static str,
    levels: Vec<Choosable>,
}

/// The form as it was filled in.
#[derive(Debug)]
struct SeekerForm {
    about: String,
    add: String,
    skills: Vec<SkillRow>,
    major: String,
    education: Vec<Choosable>,
    years: String,
    cities: Vec<(String, String)>,
    elsewhere: bool,
    employment: Vec<Choosable>,
    pay_min: String,
    days: String,
    months: String,
    wish: String,
    kinds: Vec<Choosable>,
    kept: Vec<(String, String)>,
}

/// `GET /fits?…`; the parameters are those of [`profile_address::read`].
pub(super) async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Problem> {
    let (seeker, ignored) = profile_address::read(&pairs_of(&visit.query), &app.codes, Vocabulary::current());
    let mut page = FitsPage::new(&app, &visit, &seeker, &ignored);
    if page.asked {
        page.find(&app, &seeker).await?;
    }
    if !page.asked && !visit.query.is_empty() {
        page.notices.push(visit.language.say("fits-nothing-said"));
    }
    answer(StatusCode::OK, &page)
}

/// `POST /fits/read`: reads a text about oneself and leads to the fits of what was read. The text is not kept; one in
/// which nothing is known comes back to its writer.
pub(super) async fn submit(State(app): State<App>, visit: Visit, form: String) -> Result<Response, Problem> {
    let vocabulary = Vocabulary::current();
    let pairs = pairs_of(&form);
    let (mut seeker, ignored) = profile_address::read(&pairs, &app.codes, vocabulary);
    let about = pairs.iter().find(|(name, _)| name == "about").map(|(_, text)| text.as_str()).unwrap_or_default();
    let about: String = about.chars().take(ABOUT_MAX_CHARS).collect();
    seeker.take_in(&about, vocabulary);
    if seeker.says_something() {
        let href = format!("{}#found", fits_href(visit.language, "/fits", &seeker));
        return Ok(Redirect::to(&href).into_response());
    }
    let mut page = FitsPage::new(&app, &visit, &seeker, &ignored);
    page.layout.indexed = false;
    page.notices.push(visit.language.say("fits-nothing-read"));
    page.form.about = about;
    answer(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

impl FitsPage {
    /// The page of `seeker` before anything was found; what was `ignored` is told and stays in the form.
    fn new(app: &App, visit: &Visit, seeker: &Seeker, ignored: &[Ignored]) -> Self {
        let t = visit.language;
        let wording = Wording::new(app, t);
        let mut layout = Layout::new(app, visit, t.say("fits-title"));
        layout.description = t.say("fits-lead");
        // What somebody says of themself is nothing for search engines.
        layout.indexed = visit.query.is_empty();
        Self {
            t,
            layout,
            form: SeekerForm::new(&wording, seeker, app, ignored),
            asked: seeker.says_something(),
            said: said(&wording, app, seeker),
            notices: ignored.iter().map(|it| ignored_sentence(t, it)).collect(),
            cards: Vec::new(),
            near_misses: Vec::new(),
            ruled_out: Vec::new(),
            orders: orders(t, seeker),
        }
    }
}

impl FitsPage {
    /// Fills in what fits `seeker`, what a single condition keeps from them and, if nothing fits, what stood in the way.
    async fn find(&mut self, app: &App, seeker: &Seeker) -> Result<(), Problem> {
        let wording = Wording::new(app, self.t);
        let Found { fits, near_misses } = fits_for(app, seeker, SHOWN).await?;
        self.cards = fits.iter().map(|it| FitCard::new(&wording, it, seeker)).collect();
        self.near_misses = near_misses.iter().map(|it| FitCard::new(&wording, it, seeker)).collect();
        self.layout.demo = fits.iter().chain(&near_misses).any(|it| it.published.listing.demo);
        if fits.is_empty() {
            let ruled_out = ruled_out_for(app, seeker).await?;
            self.ruled_out =
                ruled_out.iter().map(|&(condition, count)| ruled_out_words(self.t, condition, count)).collect();
        }
        Ok(())
    }
}

/// How many listings a condition rules out.
pub(crate) fn ruled_out_words(t: Language, condition: ConditionKind, count: usize) -> String {
    t.count(&format!("ruled-out-{}", condition.slug()), count as u64)
}

/// `GET /fits/read`: leads to the form; what is read comes by `POST` alone.
pub(super) async fn lead_to_form(visit: Visit) -> Redirect {
    Redirect::to(&visit.language.path("/fits"))
}

/// The address of `path` for this person.
pub(super) fn fits_href(t: Language, path: &str, seeker: &Seeker) -> String {
    let written = profile_address::write(seeker, Vocabulary::current());
    let query = if written.is_empty() { String::new() } else { format!("?{written}") };
    t.path(&format!("{path}{query}"))
}

/// What was said, in a few words each, for the head of the results.
fn said(wording: &Wording<'_>, app: &App, seeker: &Seeker) -> Vec<String> {
    let (t, profile) = (wording.t, &seeker.profile);
    let skills = profile.skills.iter().map(|&(skill, _)| t.skill_name(skill).to_owned());
    let major = Some(profile.major.clone()).filter(|major| !major.is_empty());
    // The word that a listing has for it says that it asks for none.
    let word = |level: Education| match level == Education::None {
        true => t.say("fits-no-education"),
        false => t.say(&format!("education-{}", level.slug())),
    };
    let education = profile.education.map(word);
    let cities = profile.cities.iter().map(|city| city_name(wording, app, city));
    let employment = profile.employment.iter().map(|form| t.say(&format!("employment-type-{}", form.slug())));
    major.into_iter().chain(education).chain(employment).chain(cities).chain(skills).collect()
}

fn orders(t: Language, seeker: &Seeker) -> Vec<OrderLink> {
    let link = |&order: &FitOrder| OrderLink {
        words: t.say(&format!("fits-order-{}", order.slug())),
        href: fits_href(t, "/fits", &Seeker { order, ..seeker.clone() }),
        current: order == seeker.order,
    };
    FitOrder::ALL.iter().map(link).collect()
}

fn ignored_sentence(t: Language, ignored: &Ignored) -> String {
    let value = ignored.value.clone();
    match ignored.parameter.as_str() {
        "skill" | "add" => t.with("fits-unknown-skill", "value", value),
        "major" => {
            let near = near_majors(&value).join(&t.say("list-separator"));
            t.fill("mistake-not-a-major", &[("value", value), ("near", near)])
        }
        _ => t.fill("results-ignored", &[("parameter", ignored.parameter.clone()), ("value", value)]),
    }
}

impl FitCard {
    /// `found` as an answer to `seeker`.
    fn new(wording: &Wording<'_>, found: &FoundFit, seeker: &Seeker) -> Self {
        let t = wording.t;
        let mut card = Card::plain(wording, &found.published);
        let shared = shared_words(&seeker.profile.wish, &found.published.listing, Vocabulary::current());
        card.why = whys(wording, &found.fit, &shared);
        let told = found.fit.parts.iter().zip(&card.why);
        let strengths = told.filter(|(part, _)| part.points >= Points::of(LEAST_STRENGTH));
        Self {
            score: found.fit.score.to_string(),
            verdict: Verdict::of(&found.fit),
            href: fits_href(t, &format!("/fits/{}", found.published.listing.id), seeker),
            strengths: strengths.take(STRENGTHS_SHOWN).map(|(_, why)| why.clone()).collect(),
            missing: found.fit.missing.iter().take(MISSING_SHOWN).map(|missing| Gain::new(t, missing)).collect(),
            unmet: found.fit.unmet.iter().map(|condition| condition_words(wording, condition)).collect(),
            unsaid: unsaid_words(t, &found.fit),
            folded: (found.folded > 0).then(|| t.count("fit-folded", found.folded as u64)),
            card,
        }
    }
}

impl Gain {
    pub(super) fn new(t: Language, missing: &rongqiao_matching::fit::Missing) -> Self {
        Self { words: missing_words(t, missing), points: format!("{:+.1}", missing.gain.as_f64()) }
    }
}

impl SeekerForm {
    fn new(wording: &Wording<'_>, seeker: &Seeker, app: &App, ignored: &[Ignored]) -> Self {
        let t = wording.t;
        let profile = &seeker.profile;
        // What was not understood stays where it was typed.
        let typed = |name: &str| {
            let values: Vec<&str> =
                ignored.iter().filter(|it| it.parameter == name).map(|it| it.value.as_str()).collect();
            values.join(&t.say("list-separator"))
        };
        let number = |name, number: Option<u32>| number.map_or_else(|| typed(name), |number| number.to_string());
        Self {
            about: String::new(),
            add: typed("add"),
            skills: profile.skills.iter().map(|&(skill, level)| skill_row(t, skill, level)).collect(),
            major: if profile.major.is_empty() { typed("major") } else { profile.major.clone() },
            education: choices(t, "education", profile.education.as_slice(), &Education::ALL[1..]),
            years: number("years", profile.experience_years.map(u32::from)),
            cities: profile.cities.iter().map(|city| (city.clone(), city_name(wording, app, city))).collect(),
            elsewhere: profile.would_move,
            employment: choices(t, "employment-type", &profile.employment, EmploymentType::ALL),
            pay_min: number("pay_min", profile.pay_min_yuan),
            days: number("days", profile.days_per_week.map(u32::from)),
            months: number("months", profile.months.map(u32::from)),
            wish: profile.wish.clone(),
            kinds: choices(t, "kind", &[seeker.kind], &ANSWERED_BY_PEOPLE),
            kept: pairs_of(&profile_address::write(seeker, Vocabulary::current())),
        }
    }
}

fn skill_row(t: Language, skill: u32, level: Option<Level>) -> SkillRow {
    let vocabulary = Vocabulary::current();
    let option = |it: Option<Level>, words: String| Choosable {
        value: skill_value(skill, it, vocabulary),
        words,
        chosen: it == level,
    };
    let mut levels = vec![option(None, t.say("fits-level-unsaid"))];
    levels.extend(Level::ALL.iter().map(|&it| option(Some(it), t.say(&format!("level-{}", it.slug())))));
    levels.push(Choosable { value: String::new(), words: t.say("fits-skill-remove"), chosen: false });
    SkillRow { name: t.skill_name(skill), levels }
}

fn choices<C: Choice + PartialEq>(t: Language, list: &str, chosen: &[C], all: &[C]) -> Vec<Choosable> {
    let choosable = |it: &C| Choosable {
        value: it.slug().to_owned(),
        words: t.say(&format!("{list}-{}", it.slug())),
        chosen: chosen.contains(it),
    };
    all.iter().map(choosable).collect()
}

fn city_name(wording: &Wording<'_>, app: &App, city: &str) -> String {
    if app.codes.find(DIVISIONS, city).is_some() { wording.code(DIVISIONS, city) } else { city.to_owned() }
}
