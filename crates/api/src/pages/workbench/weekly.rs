//! `GET /desk/workbench/weekly?week=2026-W36` and `.csv`: what the desks did in a week, each number with its definition.

use askama::Template;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use rongqiao_model::workbench::week::{DeskWeek, Week, WeekFigures};

use super::super::layout::{Layout, answer_privately};
use super::super::text_table::BYTE_ORDER_MARK;
use super::super::visit::Visit;
use super::super::wording::Wording;
use crate::actions::workbench::desk_of;
use crate::address::pairs_of;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

#[derive(Template)]
#[template(path = "workbench_weekly.html")]
struct WeeklyPage {
    t: Language,
    layout: Layout,
    span: String,
    desks: Vec<String>,
    rows: Vec<Row>,
    before_href: String,
    after_href: Option<String>,
    csv_href: String,
}

/// One number, for each desk.
#[derive(Debug)]
struct Row {
    name: String,
    means: String,
    numbers: Vec<u64>,
}

/// `GET /desk/workbench/weekly`
pub(super) async fn show(State(app): State<App>, visit: Visit, Acting(actor): Acting) -> Result<Response, Problem> {
    desk_of(&actor)?;
    let (t, wording) = (visit.language, Wording::new(&app, visit.language));
    let week = week_of(&app, &visit)?;
    let lines = app.store.desk_weeks(&actor, week).await?;
    let mut layout = Layout::new(&app, &visit, title(t, week));
    layout.indexed = false;
    let at = |week: Week| t.path(&format!("/desk/workbench/weekly?week={week}"));
    let span = [("first", wording.day(week.monday())), ("last", wording.day(week.sunday()))];
    let page = WeeklyPage {
        t,
        layout,
        span: t.fill("weekly-span", &span),
        desks: lines.iter().map(|it| t.say(&format!("desk-name-{}", it.desk.slug()))).collect(),
        rows: rows(t, &lines),
        before_href: at(week.before()),
        after_href: (week < Week::of(app.clock.now())).then(|| at(week.after())),
        csv_href: t.path(&format!("/desk/workbench/weekly.csv?week={week}")),
    };
    answer_privately(StatusCode::OK, &page)
}

fn title(t: Language, week: Week) -> String {
    let (year, number) = week.year_and_number();
    t.fill("weekly-title", &[("year", year.to_string()), ("number", number.to_string())])
}

/// `GET /desk/workbench/weekly.csv`: the same numbers with their definitions.
pub(super) async fn show_csv(State(app): State<App>, visit: Visit, Acting(actor): Acting) -> Result<Response, Problem> {
    desk_of(&actor)?;
    let t = visit.language;
    let week = week_of(&app, &visit)?;
    let lines = app.store.desk_weeks(&actor, week).await?;
    let mut writer = csv::Writer::from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    let head = ["week", "figure", "desk", "number", "means"].map(|column| t.say(&format!("weekly-csv-{column}")));
    writer.write_record(head).map_err(Problem::internal)?;
    for row in rows(t, &lines) {
        for (line, number) in lines.iter().zip(&row.numbers) {
            let desk = t.say(&format!("desk-name-{}", line.desk.slug()));
            let cells = [week.to_string(), row.name.clone(), desk, number.to_string(), row.means.clone()];
            writer.write_record(cells).map_err(Problem::internal)?;
        }
    }
    let text = writer.into_inner().map_err(|error| Problem::internal(error.into_error()))?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"workbench-{week}.csv\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, text).into_response())
}

/// The week that is asked for, or the one that runs.
fn week_of(app: &App, visit: &Visit) -> Result<Week, Problem> {
    let pairs = pairs_of(&visit.query);
    match pairs.iter().find(|(name, value)| name == "week" && !value.is_empty()) {
        Some((_, week)) => week.parse().map_err(|_| Problem::not_found()),
        None => Ok(Week::of(app.clock.now())),
    }
}

fn rows(t: Language, lines: &[DeskWeek]) -> Vec<Row> {
    let names = WeekFigures::default().named().map(|(name, _)| name);
    let row = |(at, name): (usize, &str)| Row {
        name: t.say(&format!("weekly-{name}")),
        means: t.say(&format!("weekly-{name}-means")),
        numbers: lines.iter().map(|line| line.figures.named()[at].1).collect(),
    };
    names.into_iter().enumerate().map(row).collect()
}
