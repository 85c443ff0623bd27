//! `GET /my/orders`: what somebody asked for and ordered, and what others did of their organisations.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_model::connect::{ConnectionKind, Party};
use rongqiao_model::store::SidedConnection;

use super::super::layout::{Layout, answer_privately};
use super::super::paging::{Ways, page_asked};
use super::super::visit::Visit;
use super::super::wording::{Moment, Worded, Wording};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

/// Orders on a page, those that moved last first.
const SHOWN: u64 = 50;

#[derive(Template)]
#[template(path = "my_orders.html")]
struct MyOrdersPage {
    t: Language,
    layout: Layout,
    /// Those that go on and those that ended, by sides, as far as there are any.
    groups: Vec<(&'static str, Vec<Line>)>,
    ways: Ways,
}

#[derive(Debug)]
struct Line {
    href: String,
    title: Worded,
    /// Who is on the other side.
    other: String,
    slug: &'static str,
    stage: String,
    moved: Moment,
}

/// `GET /my/orders`
pub(super) async fn show(State(app): State<App>, visit: Visit, Acting(actor): Acting) -> Result<Response, Problem> {
    let t = visit.language;
    let wording = Wording::new(&app, t);
    let mut layout = Layout::new(&app, &visit, t.say("my-orders-title"));
    layout.indexed = false;
    let asked = page_asked(&visit, SHOWN);
    let page = app.store.list_connections_as(&actor, ConnectionKind::Service, asked).await?;
    let (ways, orders) = (Ways::from(&visit, asked, &page), page.rows);
    layout.demo = orders.iter().any(|it| it.organisation.demo);
    let group = |name: &'static str| {
        let those = orders.iter().filter(|it| group_of(it) == name);
        (name, those.map(|it| line(&wording, it)).collect::<Vec<_>>())
    };
    let groups = ["received", "sent", "ended"].map(group);
    let groups = groups.into_iter().filter(|(_, lines)| !lines.is_empty()).collect();
    answer_privately(StatusCode::OK, &MyOrdersPage { t, layout, groups, ways })
}

fn group_of(it: &SidedConnection) -> &'static str {
    match it.party {
        _ if it.connection.stage.is_end() => "ended",
        Party::Publisher => "received",
        _ => "sent",
    }
}

fn line(wording: &Wording<'_>, it: &SidedConnection) -> Line {
    let (t, slug) = (wording.t, it.connection.stage.slug());
    let named = |name: &str, english: Option<&str>| wording.either(name, english).text;
    let other = match (it.party, &it.responder_organisation) {
        (Party::Publisher, Some(customer)) => named(&customer.name, customer.name_en.as_deref()),
        (Party::Publisher, None) => it.connection.shown_to_publisher().map(|it| it.name.clone()).unwrap_or_default(),
        _ => named(&it.organisation.name, it.organisation.name_en.as_deref()),
    };
    Line {
        href: t.path(&format!("/my/orders/{}", it.connection.id)),
        title: wording.worded(&it.connection.title),
        other,
        slug,
        stage: t.say(&format!("connection-stage-{slug}")),
        moved: wording.date_of(it.connection.moved_at),
    }
}
