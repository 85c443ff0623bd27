//! What is asked for beside what is taught.

use axum::extract::{RawQuery, State};
use rongqiao_matching::mirror::{ASKING, MirrorQuery, SkillGap, TEACHING, Trend};
use rongqiao_matching::skills::{SkillNumber, Vocabulary};
use rongqiao_model::choice::Side;
use rongqiao_model::kind::ListingKind;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::accept::Accepted;
use super::answer::{Answer, Keep};
use super::parameters::ListReader;
use super::refusals::{BadParameters, Refusals, Unchanged};
use super::schema::KindWord;
use crate::address::pairs_of;
use crate::app::App;
use crate::language::Language;
use crate::mirror::{self, listings_path};
use crate::problem::{BadParameterOut, Problem};

/// Skills that are told unless asked otherwise.
const LIMIT: u64 = 50;

/// Most skills that are told.
const LIMIT_MAX: u64 = 1_000;

/// Which demand to look at; what is taught always counts across the platform.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct MirrorParameters {
    /// Zones of Lingang: codes of `/api/v1/codes/zones` or names; several with commas between them.
    #[param(example = "lg-ic")]
    pub zone: Option<String>,
    /// Industries: codes of GB/T 4754 or names; they count for their section.
    #[param(example = "C")]
    pub industry: Option<String>,
    /// Only demand that names this major: its Chinese name in the catalogue of majors.
    #[param(example = "软件工程")]
    pub major: Option<String>,
    /// Only demand with all these words in its title or occupation.
    #[param(example = "嵌入式")]
    pub occupation: Option<String>,
    /// Skills to tell, those with the largest gap.
    #[param(minimum = 1, maximum = 1000, default = json!(50))]
    pub limit: Option<u32>,
}

/// Demand and teaching, skill by skill.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Mirror)]
pub struct MirrorOut {
    /// Open listings that ask for any skill.
    #[schema(example = 64)]
    asking: u32,
    /// How many times these listings ask for a skill.
    #[schema(example = 410)]
    claims: u64,
    /// How many of those times no open course teaches it.
    #[schema(example = 95)]
    claims_without_course: u64,
    /// Months of the trends in Shanghai, oldest first.
    #[schema(example = json!(["2026-08", "2026-09"]))]
    months: Vec<String>,
    /// All listings by month, whatever their skills.
    trend: TrendOut,
    /// Skills that are asked for, of which `skills` tells the first.
    #[schema(example = 320)]
    skills_total: usize,
    /// Skills that are asked for, the largest gap first.
    skills: Vec<SkillGapOut>,
    /// Skills that the chosen major teaches and nobody asks for; empty without a major.
    unasked: Vec<SkillNameOut>,
    /// Parts of the choice that were not understood and left out, with what can stand there.
    mistakes: Vec<BadParameterOut>,
}

/// A skill by its name.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SkillName)]
pub struct SkillNameOut {
    /// Name for programs; never changes.
    #[schema(example = "plc-programming")]
    id: &'static str,
    /// Name for people, in the language of `Accept-Language`.
    #[schema(example = "PLC编程")]
    name: &'static str,
}

/// One skill on both sides. Who does not say how many people it concerns counts as one, on both sides.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SkillGap)]
pub struct SkillGapOut {
    #[serde(flatten)]
    skill: SkillNameOut,
    /// People that jobs and training needs seek, at least.
    #[schema(example = 12)]
    sought: u64,
    /// Seats of courses and yearly graduates of programmes, at least.
    #[schema(example = 30)]
    taught: u64,
    /// People sought minus people taught.
    #[schema(example = -18)]
    gap: i64,
    /// Whether fewer than five listings ask for it: read with care.
    few: bool,
    /// Whether the chosen major teaches it; null without a major.
    #[schema(required = true)]
    in_major: Option<bool>,
    /// Searches for it on the whole platform that found nothing in the last 90 days.
    #[schema(example = 3)]
    searches_without_result: u64,
    /// Open listings on both sides; kinds without any are left out.
    listings: Vec<TallyOut>,
    /// Listings by month.
    trend: TrendOut,
    /// Address of the page of its months and listings.
    #[schema(format = "uri-reference")]
    url: String,
}

/// Open listings of one kind.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Tally)]
pub struct TallyOut {
    /// The kind.
    #[schema(value_type = KindWord)]
    kind: &'static str,
    /// How many there are.
    #[schema(example = 5)]
    listings: u32,
    /// People they concern, at least; 0 for kinds that concern no people.
    #[schema(example = 12)]
    people: u64,
    /// Listings that do not say how many people they concern and count as one.
    #[schema(example = 2)]
    untold: u32,
    /// Address of the page that lists exactly these.
    #[schema(format = "uri-reference")]
    url: String,
}

/// Listings published in each month of `months`, those that have closed since included.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Trend)]
pub struct TrendOut {
    /// Those that ask.
    asking: Vec<u32>,
    /// Those that teach.
    teaching: Vec<u32>,
}

impl TrendOut {
    fn of(trend: &Trend) -> Self {
        Self { asking: trend.asking.to_vec(), teaching: trend.teaching.to_vec() }
    }
}

impl SkillNameOut {
    fn of(skill: SkillNumber, language: Language) -> Self {
        let id = Vocabulary::current().skill(skill).map_or("", |skill| skill.id.as_str());
        Self { id, name: language.skill_name(skill) }
    }
}

/// Writes the skills of one answer.
struct Teller<'a> {
    app: &'a App,
    query: &'a MirrorQuery,
    language: Language,
}

impl Teller<'_> {
    fn skill(&self, gap: &SkillGap, missed: u64) -> SkillGapOut {
        let kinds = ASKING.iter().chain(&TEACHING).filter(|&&kind| gap.of(kind).listings > 0);
        SkillGapOut {
            skill: SkillNameOut::of(gap.skill, self.language),
            sought: gap.sought(),
            taught: gap.taught(),
            gap: gap.gap(),
            few: gap.is_few(),
            in_major: self.query.major.map(|_| gap.in_major),
            searches_without_result: missed,
            listings: kinds.map(|&kind| self.tally(gap, kind)).collect(),
            trend: TrendOut::of(&gap.trend),
            url: self.url(gap.skill, None),
        }
    }

    fn tally(&self, gap: &SkillGap, kind: ListingKind) -> TallyOut {
        let tally = gap.of(kind);
        let (listings, people, untold) = (tally.listings, tally.people, tally.untold);
        TallyOut { kind: kind.slug(), listings, people, untold, url: self.url(gap.skill, Some(kind)) }
    }

    fn url(&self, skill: SkillNumber, kind: Option<ListingKind>) -> String {
        let row = rongqiao_matching::mirror::MirrorRow { skill, kind, side: Side::Demand, month: None };
        format!("{}{}", self.app.settings.public_url, self.language.path(&listings_path(self.query, &row)))
    }
}

/// Holds demand against teaching.
///
/// For each skill that jobs, challenges, training, service and cooperation needs ask for: how many listings and people
/// ask, how many courses, programmes and facilities there are for it, the gap in people, and the last twelve months.
#[utoipa::path(
    get,
    path = "/api/v1/mirror",
    operation_id = "showMirror",
    tag = "finding",
    params(MirrorParameters),
    responses(
        (status = 200, description = "Demand and teaching, skill by skill.", body = MirrorOut),
        Unchanged,
        BadParameters,
        Refusals,
    )
)]
pub async fn show(
    State(app): State<App>,
    Accepted(language): Accepted,
    RawQuery(address): RawQuery,
) -> Result<Answer, Problem> {
    let mut reader = ListReader::new(address.as_deref());
    let limit = reader.limit(1..=LIMIT_MAX, LIMIT);
    let (query, mistakes) = mirror::read(&pairs_of(address.as_deref().unwrap_or_default()), &app.codes);
    let limit = reader.finish(limit)?;
    let reflection = mirror::reflect(&app, &query).await?;
    let (mirror, missed) = (&reflection.mirror, &reflection.missed);
    let teller = Teller { app: &app, query: &query, language };
    let told = mirror.skills.iter().take(limit as usize);
    let out = MirrorOut {
        mistakes: mistakes.iter().map(|mistake| mistake.told(language)).collect(),
        asking: mirror.asking,
        claims: mirror.claims,
        claims_without_course: mirror.claims_without_course,
        months: mirror.months.iter().map(ToString::to_string).collect(),
        trend: TrendOut::of(&mirror.trend),
        skills_total: mirror.skills.len(),
        skills: told.map(|gap| teller.skill(gap, missed.get(&gap.skill).copied().unwrap_or(0))).collect(),
        unasked: mirror.unasked.iter().map(|&skill| SkillNameOut::of(skill, language)).collect(),
    };
    Answer::of(&out, Keep::Revalidate)
}
