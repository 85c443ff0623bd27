//! What both sides confirmed, in numbers.

use axum::extract::State;
use rongqiao_model::public_figures::PublicFigure;
use serde::Serialize;
use utoipa::ToSchema;

use super::accept::Accepted;
use super::answer::{Answer, Keep};
use super::refusals::{Refusals, Unchanged};
use super::schema::{FigureUnitWord, PublicFigureWord};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// Every public figure.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Figures)]
pub struct FiguresOut {
    figures: Vec<FigureOut>,
}

/// A number counted from what both sides confirmed and from nothing else.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Figure)]
pub struct FigureOut {
    /// What is counted.
    #[schema(value_type = PublicFigureWord)]
    figure: &'static str,
    /// What it is called.
    name: String,
    /// What counts and what does not.
    means: String,
    /// How much, in `unit`.
    count: u64,
    /// What it is measured in.
    #[schema(value_type = FigureUnitWord)]
    unit: &'static str,
    /// Address of its rows, by year and organisation.
    #[schema(format = "uri-reference")]
    url: String,
}

impl FigureOut {
    /// A figure that stands at `count`, in words of `t`.
    pub(super) fn of(figure: PublicFigure, count: u64, t: Language) -> Self {
        let slug = figure.slug();
        Self {
            figure: slug,
            name: t.say(&format!("figure-{slug}")),
            means: t.say(&format!("figure-{slug}-means")),
            count,
            unit: figure.unit().slug(),
            url: t.path(&format!("/figures/{slug}")),
        }
    }
}

/// Lists the public figures.
///
/// Only what both sides confirmed counts; what one of them disputes does not.
#[utoipa::path(
    get,
    path = "/api/v1/figures",
    operation_id = "listFigures",
    tag = "reading",
    responses(
        (status = 200, description = "Every public figure.", body = FiguresOut),
        Unchanged,
        Refusals,
    )
)]
pub async fn list(State(app): State<App>, Accepted(language): Accepted) -> Result<Answer, Problem> {
    let mut figures = Vec::new();
    for &figure in PublicFigure::ALL {
        figures.push(FigureOut::of(figure, app.store.count_public_figure(figure).await?, language));
    }
    Answer::of(&FiguresOut { figures }, Keep::Revalidate)
}
