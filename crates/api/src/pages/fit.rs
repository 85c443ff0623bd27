//! `GET /fits/{id}`: how well a person fits one listing, what is missing, and the courses that close the gap.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_matching::fit::shared_words;
use rongqiao_matching::skills::Vocabulary;
use rongqiao_model::ListingId;
use rongqiao_model::kind::{Details, course::CourseDetails};
use rongqiao_model::listing::{Openness, PublishedListing};

use super::card::{Card, Why};
use super::fits::{Gain, fits_href};
use super::grounds::{condition_words, unsaid_words, whys};
use super::layout::{Layout, answer};
use super::visit::Visit;
use super::wording::{Worded, Wording};
use crate::address::pairs_of;
use crate::app::App;
use crate::fits::{Gap, Verdict, gap_between};
use crate::language::Language;
use crate::problem::Problem;
use crate::profile_address::{self, ANSWERED_BY_PEOPLE, Seeker};

/// Courses named for each missing skill.
const COURSES_PER_SKILL: usize = 3;

#[derive(Template)]
#[template(path = "fit.html")]
struct FitPage {
    t: Language,
    layout: Layout,
    card: Card,
    asked: bool,
    back_href: String,
    score: String,
    verdict: Verdict,
    whys: Vec<Why>,
    unmet: Vec<String>,
    unsaid: Option<String>,
    gaps: Vec<SkillGap>,
    plan: Option<Plan>,
}

/// A missing skill and where to learn it.
#[derive(Debug)]
struct SkillGap {
    gain: Gain,
    courses: Vec<CourseLine>,
}

/// A course in one line.
#[derive(Clone, Debug)]
struct CourseLine {
    href: String,
    title: Worded,
    organisation: Worded,
    facts: Vec<String>,
}

/// The fewest courses that close the gap, and what follows from them.
#[derive(Debug)]
struct Plan {
    courses: Vec<CourseLine>,
    score: String,
    more: String,
    after_href: String,
}

/// `GET /fits/{id}?…`; the parameters are those of [`profile_address::read`].
pub(super) async fn show(State(app): State<App>, visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    let asked: ListingId = id.parse().map_err(|_| Problem::not_found())?;
    let published = app.store.find_public_listing(asked).await?.ok_or_else(Problem::not_found)?;
    let by_people = ANSWERED_BY_PEOPLE.contains(&published.listing.kind());
    if !by_people || published.openness(app.clock.now()) != Openness::Open || published.listing.id != asked {
        let href = visit.language.path(&format!("/listings/{}", published.listing.id));
        return Ok(Redirect::to(&href).into_response());
    }
    let (mut seeker, _) = profile_address::read(&pairs_of(&visit.query), &app.codes, Vocabulary::current());
    seeker.kind = published.listing.kind();
    let gap = gap_between(&app, &seeker, &published).await?;
    answer(StatusCode::OK, &page(&app, &visit, &published, &seeker, &gap))
}

fn page(app: &App, visit: &Visit, published: &PublishedListing, seeker: &Seeker, gap: &Gap) -> FitPage {
    let t = visit.language;
    let wording = Wording::new(app, t);
    let card = Card::plain(&wording, published);
    let title: String = card.title.iter().map(|piece| piece.text.as_str()).collect();
    let mut layout = Layout::new(app, visit, t.with("fit-title", "title", title));
    layout.indexed = false;
    layout.demo = published.listing.demo;
    let lines: Vec<CourseLine> = gap.courses.iter().map(|course| CourseLine::new(&wording, course)).collect();
    let skill_gap = |(missing, places): &(_, Vec<usize>)| SkillGap {
        gain: Gain::new(t, missing),
        courses: places.iter().take(COURSES_PER_SKILL).map(|&place| lines[place].clone()).collect(),
    };
    let shared = shared_words(&seeker.profile.wish, &published.listing, Vocabulary::current());
    FitPage {
        t,
        layout,
        asked: seeker.says_something(),
        back_href: fits_href(t, "/fits", seeker),
        score: gap.fit.score.to_string(),
        verdict: Verdict::of(&gap.fit),
        whys: whys(&wording, &gap.fit, &shared),
        unmet: gap.fit.unmet.iter().map(|condition| condition_words(&wording, condition)).collect(),
        unsaid: unsaid_words(t, &gap.fit),
        gaps: gap.teaching.iter().map(skill_gap).collect(),
        plan: plan(t, seeker, gap, &lines),
        card,
    }
}

fn plan(t: Language, seeker: &Seeker, gap: &Gap, lines: &[CourseLine]) -> Option<Plan> {
    let after = gap.after.as_ref()?;
    let mut taught = seeker.clone();
    after.learned.iter().for_each(|&(skill, level)| taught.add_skill(skill, Some(level)));
    let courses: Vec<CourseLine> = gap.fewest.iter().map(|&place| lines[place].clone()).collect();
    let more = after.fitting_after.saturating_sub(after.fitting_before) as u64;
    let values =
        [("courses", t.count("fit-courses", courses.len() as u64)), ("more", t.count("fit-more-listings", more))];
    let more = if more > 0 { t.fill("fit-after", &values) } else { String::new() };
    Some(Plan { score: after.score.to_string(), more, after_href: fits_href(t, "/fits", &taught), courses })
}

impl CourseLine {
    fn new(wording: &Wording<'_>, published: &PublishedListing) -> Self {
        let listing = &published.listing;
        let facts = match &listing.details {
            Details::Course(course) => course_facts(wording, course),
            _ => Vec::new(),
        };
        Self {
            href: wording.t.path(&format!("/listings/{}", listing.id)),
            title: wording.either(&listing.title, listing.title_en.as_deref()),
            organisation: wording.either(&published.organisation_name, published.organisation_name_en.as_deref()),
            facts,
        }
    }
}

/// When a course starts, how long it takes, how many seats it has.
pub(super) fn course_facts(wording: &Wording<'_>, course: &CourseDetails) -> Vec<String> {
    let start = course.starts_on.map(|day| wording.t.with("fit-course-starts", "day", wording.day(day)));
    let hours = course.hours.map(|hours| wording.quantity(hours, "hours"));
    let seats = course.seats.map(|seats| wording.t.count("fit-course-seats", seats));
    [start, hours, seats].into_iter().flatten().collect()
}
