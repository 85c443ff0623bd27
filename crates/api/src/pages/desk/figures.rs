//! `GET /desk/figures?desk=` and `GET /desk/figures.csv?desk=`: how the desks stand, each figure with its definition.

use askama::Template;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use rongqiao_model::access::{Actor, Desk};
use rongqiao_model::desk_figures::{
    DecidedFigures, DeskScope, ENDINGS, LATELY_DAYS, PublishedFigures, Queue, QueueFigures, SOON_WORKING_DAYS, SPANS,
};

use super::super::layout::{Layout, answer_privately};
use super::super::text_table::BYTE_ORDER_MARK;
use super::super::visit::Visit;
use super::super::wording::{Moment, Wording};
use super::queues::href_of;
use crate::address::pairs_of;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

#[derive(Template)]
#[template(path = "desk_figures.html")]
struct FiguresPage {
    t: Language,
    layout: Layout,
    as_of: Moment,
    /// Whose figures can be shown, where there is more than one choice.
    choices: Vec<Choice>,
    tables: Vec<Table>,
    csv_href: String,
}

#[derive(Debug)]
struct Choice {
    href: String,
    words: String,
    chosen: bool,
}

/// Figures of one sort: a row for each queue or kind.
#[derive(Debug)]
struct Table {
    id: String,
    title: String,
    /// What the first column names.
    rows_name: String,
    columns: Vec<Column>,
    rows: Vec<Row>,
}

/// A figure, with how it is counted.
#[derive(Debug)]
struct Column {
    name: String,
    definition: String,
}

#[derive(Debug)]
struct Row {
    name: String,
    /// The queue, where whoever looks works on it.
    href: Option<String>,
    cells: Vec<String>,
}

/// `GET /desk/figures`
pub(super) async fn show(State(app): State<App>, visit: Visit, Acting(actor): Acting) -> Result<Response, Problem> {
    let (scope, chosen) = scope_of(&actor, &visit)?;
    let t = visit.language;
    let wording = Wording::new(&app, t);
    let mut layout = Layout::new(&app, &visit, t.say("desk-figures-title"));
    layout.indexed = false;
    let query = chosen.map_or_else(String::new, |desk| format!("?desk={}", desk.slug()));
    let page = FiguresPage {
        t,
        layout,
        as_of: wording.now(),
        choices: choices(t, &actor, chosen)?,
        tables: tables(&app, &wording, &actor, &scope).await?,
        csv_href: t.path(&format!("/desk/figures.csv{query}")),
    };
    answer_privately(StatusCode::OK, &page)
}

/// `GET /desk/figures.csv`: the same figures, a line for each.
pub(super) async fn show_csv(State(app): State<App>, visit: Visit, Acting(actor): Acting) -> Result<Response, Problem> {
    let (scope, _) = scope_of(&actor, &visit)?;
    let t = visit.language;
    let tables = tables(&app, &Wording::new(&app, t), &actor, &scope).await?;
    let mut writer = csv::Writer::from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    let head = ["table", "row", "figure", "value"].map(|column| t.say(&format!("desk-figures-csv-{column}")));
    writer.write_record(head).map_err(Problem::internal)?;
    for table in &tables {
        for row in &table.rows {
            for (column, cell) in table.columns.iter().zip(&row.cells) {
                writer.write_record([&table.title, &row.name, &column.name, cell]).map_err(Problem::internal)?;
            }
        }
    }
    let text = writer.into_inner().map_err(|error| Problem::internal(error.into_error()))?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"desk-figures.csv\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, text).into_response())
}

/// Whose figures are asked for, and by which choice; there are none for whoever may not see them.
fn scope_of(actor: &Actor, visit: &Visit) -> Result<(DeskScope, Option<Desk>), Problem> {
    let all = DeskScope::of(actor)?;
    let pairs = pairs_of(&visit.query);
    let Some((_, slug)) = pairs.iter().find(|(name, value)| name == "desk" && !value.is_empty()) else {
        return Ok((all, None));
    };
    let desk = Desk::from_slug(slug).ok_or_else(Problem::not_found)?;
    Ok((all.only(desk).ok_or_else(Problem::not_found)?, Some(desk)))
}

fn choices(t: Language, actor: &Actor, chosen: Option<Desk>) -> Result<Vec<Choice>, Problem> {
    let all = DeskScope::of(actor)?;
    if all.desks().len() < 2 {
        return Ok(Vec::new());
    }
    let choice = |desk: Option<Desk>| {
        let words = desk.map_or("desk-figures-all".to_owned(), |desk| format!("desk-name-{}", desk.slug()));
        let query = desk.map_or_else(String::new, |desk| format!("?desk={}", desk.slug()));
        Choice { href: t.path(&format!("/desk/figures{query}")), words: t.say(&words), chosen: desk == chosen }
    };
    Ok([None].into_iter().chain(all.desks().iter().copied().map(Some)).map(choice).collect())
}

async fn tables(app: &App, wording: &Wording<'_>, actor: &Actor, scope: &DeskScope) -> Result<Vec<Table>, Problem> {
    let now = app.clock.now();
    let queues = app.store.desk_figures(scope, now).await?;
    let published = app.store.published_figures(scope, now).await?;
    let mut tables = vec![waiting_table(wording, actor, &queues)];
    for (at, days) in SPANS.into_iter().enumerate() {
        tables.push(decided_table(wording.t, actor, (at, days), &queues));
    }
    tables.push(published_table(wording.t, &published));
    Ok(tables)
}

/// The columns of a table, by the names of their texts.
fn columns(t: Language, table: &str, names: &[&str]) -> Vec<Column> {
    let values = [("days", LATELY_DAYS.to_string()), ("soon", SOON_WORKING_DAYS.to_string())];
    let column = |name: &&str| Column {
        name: t.fill(&format!("desk-figures-{table}-{name}"), &values),
        definition: t.fill(&format!("desk-figures-{table}-{name}-means"), &values),
    };
    names.iter().map(column).collect()
}

fn waiting_table(wording: &Wording<'_>, actor: &Actor, queues: &[QueueFigures]) -> Table {
    let t = wording.t;
    let row = |it: &QueueFigures| {
        let oldest = it.waiting.oldest.map_or_else(|| t.say("desk-figures-none"), |day| wording.day(day));
        let counts = [it.waiting.waiting, it.waiting.due_soon, it.waiting.overdue].map(|count| count.to_string());
        queue_row(t, actor, it.queue, counts.into_iter().chain([oldest]).collect())
    };
    Table {
        id: "waiting".to_owned(),
        title: t.say("desk-figures-waiting"),
        rows_name: t.say("desk-figures-queue"),
        columns: columns(t, "waiting", &["all", "soon", "overdue", "oldest"]),
        rows: queues.iter().map(row).collect(),
    }
}

fn decided_table(t: Language, actor: &Actor, (at, days): (usize, i64), queues: &[QueueFigures]) -> Table {
    let row = |it: &QueueFigures| queue_row(t, actor, it.queue, decided_cells(t, it.queue, &it.decided[at]));
    Table {
        id: format!("decided-{days}"),
        title: t.with("desk-figures-decided", "days", days),
        rows_name: t.say("desk-figures-queue"),
        columns: columns(t, "decided", &["all", "outcomes", "median", "ninetieth", "in-time"]),
        rows: queues.iter().map(row).collect(),
    }
}

fn decided_cells(t: Language, queue: Queue, figures: &DecidedFigures) -> Vec<String> {
    let none = || t.say("desk-figures-none");
    let outcome = |&(outcome, count): &(&str, usize)| {
        let words = t.say(&format!("desk-figures-{}-{outcome}", queue.slug()));
        t.fill("desk-figures-outcome", &[("outcome", words), ("number", count.to_string())])
    };
    let outcomes: Vec<String> = figures.outcomes.iter().map(outcome).collect();
    let days = |days: Option<u32>| days.map_or_else(none, |days| t.count("desk-figures-working-days", days));
    let in_time = |percent: usize| {
        let values = [("number", figures.in_time.to_string()), ("percent", percent.to_string())];
        t.fill("desk-figures-in-time", &values)
    };
    vec![
        figures.decided.to_string(),
        outcomes.join(&t.say("desk-figures-between")),
        days(figures.median_days),
        days(figures.ninetieth_days),
        figures.in_time_percent().map_or_else(none, in_time),
    ]
}

fn queue_row(t: Language, actor: &Actor, queue: Queue, cells: Vec<String>) -> Row {
    let name = t.say(&format!("desk-figures-{}", queue.slug()));
    Row { name, href: href_of(actor, queue).map(|path| t.path(path)), cells }
}

fn published_table(t: Language, published: &[PublishedFigures]) -> Table {
    let row = |it: &PublishedFigures| {
        let counts = [it.open, it.new].into_iter().chain(it.ended);
        let cells = counts.map(|count| count.to_string()).collect();
        Row { name: t.say(&format!("kind-{}", it.kind.slug())), href: None, cells }
    };
    let names: Vec<&str> = ["open", "new"].into_iter().chain(ENDINGS.map(|how| how.slug())).collect();
    Table {
        id: "published".to_owned(),
        title: t.say("desk-figures-published"),
        rows_name: t.say("desk-figures-kind"),
        columns: columns(t, "published", &names),
        rows: published.iter().map(row).collect(),
    }
}
