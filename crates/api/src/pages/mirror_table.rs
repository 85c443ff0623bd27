//! `GET /mirror.csv`: every skill of the mirror as a table for spreadsheets.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use rongqiao_matching::mirror::{ASKING, SkillGap, TEACHING};
use rongqiao_matching::skills::Vocabulary;
use rongqiao_model::kind::ListingKind;

use super::text_table::BYTE_ORDER_MARK;
use super::visit::Visit;
use crate::address;
use crate::app::App;
use crate::language::Language;
use crate::mirror;
use crate::problem::Problem;

/// `GET /mirror.csv?…`; the parameters are those of [`mirror::read`].
pub(super) async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Problem> {
    let t = visit.language;
    let (query, mistakes) = mirror::read(&address::pairs_of(&visit.query), &app.codes);
    if !mistakes.is_empty() {
        return Err(Problem::bad_parameters(mistakes));
    }
    let reflection = mirror::reflect(&app, &query).await?;
    let mut writer = csv::Writer::from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    writer.write_record(head(t)).map_err(Problem::internal)?;
    for gap in &reflection.mirror.skills {
        let missed = reflection.missed.get(&gap.skill).copied().unwrap_or(0);
        writer.write_record(record(t, gap, missed)).map_err(Problem::internal)?;
    }
    let table = writer.into_inner().map_err(|error| Problem::internal(error.into_error()))?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"skills-mirror.csv\""),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    Ok((headers, table).into_response())
}

fn kinds() -> impl Iterator<Item = ListingKind> {
    ASKING.into_iter().chain(TEACHING)
}

fn head(t: Language) -> Vec<String> {
    let figures = ["skill", "sought", "taught", "gap"].map(|column| t.say(&format!("mirror-column-{column}")));
    let kinds = kinds().map(|kind| t.say(&format!("kind-{}", kind.slug())));
    let more = ["missed", "id"].map(|column| t.say(&format!("mirror-column-{column}")));
    figures.into_iter().chain(kinds).chain(more).collect()
}

fn record(t: Language, gap: &SkillGap, missed: u64) -> Vec<String> {
    let id = Vocabulary::current().skill(gap.skill).map(|skill| skill.id.clone()).unwrap_or_default();
    let figures = [gap.sought().to_string(), gap.taught().to_string(), gap.gap().to_string()];
    let kinds = kinds().map(|kind| gap.of(kind).listings.to_string());
    let name = t.skill_name(gap.skill).to_owned();
    [name].into_iter().chain(figures).chain(kinds).chain([missed.to_string(), id]).collect()
}
