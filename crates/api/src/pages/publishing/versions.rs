//! `GET /my/listings/{id}/versions?from=1&to=2`: two versions of a listing, field beside field.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_model::access::Action;
use rongqiao_model::posting::{Filed, Step, Version, differences, form_fields};

use super::super::form::{Choosable, Sent};
use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::fields::{label, said};
use super::{id_of, own_path, title_of};
use crate::actions::postings::{find, permit_for};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

#[derive(Template)]
#[template(path = "posting_versions.html")]
struct VersionsPage {
    t: Language,
    layout: Layout,
    choices: Vec<Choosable>,
    from: String,
    to: String,
    rows: Vec<Row>,
    action: String,
    /// The name of the listing, and where whoever looks works on it.
    title: String,
    back: String,
}

/// One field in which the two differ.
#[derive(Debug)]
struct Row {
    label: String,
    from: String,
    to: String,
}

/// `GET /my/listings/{id}/versions`; without numbers it compares the last two.
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (t, asked) = (visit.language, Sent::read(&visit.query));
    let filed = find(&app, &actor, id_of(&id)?).await?;
    let permit = actor.permit(Action::ReadListing, filed.thing())?;
    let versions = app.store.list_versions(&permit).await?;
    let last = versions.last().ok_or_else(Problem::not_found)?.number;
    let number = |name: &str, default: u32| asked.raw(name).parse().unwrap_or(default);
    let (from, to) = (number("from", last.saturating_sub(1).max(1)), number("to", last));
    let find = |number: u32| versions.iter().find(|it| it.number == number).ok_or_else(Problem::not_found);
    let wording = Wording::new(&app, t);
    let mut rows = rows(&wording, &filed, find(from)?, find(to)?);
    let names = async |version| -> Result<String, Problem> {
        let files = app.store.list_attachments_of_version(&permit, version).await?;
        Ok(files.into_iter().map(|file| file.name).collect::<Vec<_>>().join("\n"))
    };
    let files = Row { label: t.say("attachments-title"), from: names(from).await?, to: names(to).await? };
    rows.extend(Some(files).filter(|files| files.from != files.to));
    let mut layout = Layout::new(&app, &visit, t.say("posting-versions-title"));
    layout.indexed = false;
    let page = VersionsPage {
        t,
        layout,
        choices: versions.iter().map(|version| choice(&wording, version)).collect(),
        from: from.to_string(),
        to: to.to_string(),
        rows,
        action: t.path(&visit.path),
        title: title_of(t, &filed.posting),
        back: match permit_for(&actor, Step::Save, &filed) {
            Ok(_) => own_path(t, filed.posting.id, ""),
            Err(_) => t.path(&format!("/desk/listings/{}", filed.posting.id)),
        },
    };
    answer_privately(StatusCode::OK, &page)
}

fn choice(wording: &Wording<'_>, version: &Version) -> Choosable {
    let told = [("number", version.number.to_string()), ("moment", wording.minute_of(version.at).words)];
    Choosable { value: version.number.to_string(), words: wording.t.fill("posting-version", &told) }
}

fn rows(wording: &Wording<'_>, filed: &Filed, from: &Version, to: &Version) -> Vec<Row> {
    let kind = filed.posting.kind;
    let changed = differences(kind, &from.record, &to.record);
    let fields = form_fields(kind).into_iter().filter(|spec| changed.iter().any(|name| name == spec.name));
    let row = |spec| Row {
        label: label(wording.t, &spec),
        from: said(wording, &spec, &from.record),
        to: said(wording, &spec, &to.record),
    };
    fields.map(row).collect()
}
