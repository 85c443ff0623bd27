//! `/figures`: what both sides confirmed, in numbers, each with what counts and the rows that it is made of.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use rongqiao_model::public_figures::{FigureUnit, LEAST_PERSONS, PublicFigure, PublicFigureRow};

use super::layout::{Layout, answer};
use super::text_table::{BYTE_ORDER_MARK, plain_cell};
use super::visit::Visit;
use super::wording::{Worded, Wording};
use crate::app::App;
use crate::language::{Language, grouped};
use crate::problem::Problem;

#[derive(Template)]
#[template(path = "figures.html")]
struct FiguresPage {
    t: Language,
    layout: Layout,
    figures: Vec<FigureView>,
}

#[derive(Debug)]
struct FigureView {
    href: String,
    name: String,
    means: String,
    count: String,
}

#[derive(Template)]
#[template(path = "figure.html")]
struct FigurePage {
    t: Language,
    layout: Layout,
    figure: FigureView,
    /// What the numbers of the rows are.
    column: String,
    rows: Vec<RowView>,
    /// Why some numbers are not told.
    hidden: Option<String>,
}

#[derive(Debug)]
struct RowView {
    year: i32,
    organisation: Worded,
    /// Address of the organisation; `None` where it is not named.
    href: Option<String>,
    count: String,
}

/// The pages of figures in one language.
pub(super) fn routes(language: Language) -> Router<App> {
    let at = |path: &str| language.path(path);
    Router::new().route(&at("/figures"), get(list)).route(&at("/figures/{name}"), get(show))
}

/// `GET /figures`
async fn list(State(app): State<App>, visit: Visit) -> Result<Response, Problem> {
    let t = visit.language;
    let mut figures = Vec::new();
    for &figure in PublicFigure::ALL {
        figures.push(view(t, figure, app.store.count_public_figure(figure).await?));
    }
    let layout = Layout::new(&app, &visit, t.say("figures-title"));
    answer(StatusCode::OK, &FiguresPage { t, layout, figures })
}

/// `GET /figures/{name}`, and `GET /figures/{name}.csv` for spreadsheets.
async fn show(State(app): State<App>, visit: Visit, Path(name): Path<String>) -> Result<Response, Problem> {
    let slug = name.strip_suffix(".csv").unwrap_or(&name);
    let figure = PublicFigure::from_slug(slug).ok_or_else(Problem::not_found)?;
    let rows = app.store.list_public_figure_rows(figure).await?;
    if slug != name {
        return table(visit.language, figure, &rows);
    }
    let t = visit.language;
    let wording = Wording::new(&app, t);
    let mut layout = Layout::new(&app, &visit, t.say(&format!("figure-{slug}")));
    layout.demo = rows.iter().filter_map(|row| row.organisation.as_ref()).any(|organisation| organisation.demo);
    let row = |row: &PublicFigureRow| RowView {
        year: row.year,
        organisation: row.organisation.as_ref().map_or_else(
            || wording.worded(&t.say("figures-not-named")),
            |it| wording.either(&it.name, it.name_en.as_deref()),
        ),
        href: row.organisation.as_ref().map(|it| t.path(&format!("/organisations/{}", it.id))),
        count: told(t, figure, row),
    };
    let hidden = rows.iter().any(|row| figure.told(row).is_none());
    let page = FigurePage {
        t,
        layout,
        figure: view(t, figure, app.store.count_public_figure(figure).await?),
        column: column(t, figure),
        hidden: hidden.then(|| t.with("figures-few", "least", LEAST_PERSONS)),
        rows: rows.iter().map(row).collect(),
    };
    answer(StatusCode::OK, &page)
}

fn view(t: Language, figure: PublicFigure, count: u64) -> FigureView {
    let slug = figure.slug();
    FigureView {
        href: t.path(&format!("/figures/{slug}")),
        name: t.say(&format!("figure-{slug}")),
        means: t.say(&format!("figure-{slug}-means")),
        count: amount(t, figure, count),
    }
}

/// A number with what it is measured in.
fn amount(t: Language, figure: PublicFigure, count: u64) -> String {
    match figure.unit() {
        FigureUnit::Number => grouped(count),
        unit @ (FigureUnit::Hours | FigureUnit::ClassHours) => {
            t.count(&format!("figures-amount-{}", unit.slug()), count)
        }
    }
}

/// What the numbers of the rows are.
fn column(t: Language, figure: PublicFigure) -> String {
    t.say(&format!("figures-column-{}", figure.unit().slug()))
}

/// The number of a row as the public may know it.
fn told(t: Language, figure: PublicFigure, row: &PublicFigureRow) -> String {
    figure.told(row).map_or_else(|| t.with("figures-less", "least", LEAST_PERSONS), grouped)
}

fn table(t: Language, figure: PublicFigure, rows: &[PublicFigureRow]) -> Result<Response, Problem> {
    let mut writer = csv::Writer::from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    let head = [t.say("figures-column-year"), t.say("figures-column-organisation"), column(t, figure)];
    writer.write_record(head).map_err(Problem::internal)?;
    for row in rows {
        let name = row.organisation.as_ref().map_or_else(|| t.say("figures-not-named"), |it| it.name.clone());
        let cells = [row.year.to_string(), plain_cell(name), told(t, figure, row)];
        writer.write_record(cells).map_err(Problem::internal)?;
    }
    let table = writer.into_inner().map_err(|error| Problem::internal(error.into_error()))?;
    let file = format!("attachment; filename=\"{}.csv\"", figure.slug());
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, file),
        (header::CACHE_CONTROL, "no-cache".to_owned()),
    ];
    Ok((headers, table).into_response())
}
