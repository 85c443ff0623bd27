//! `/my/orders/{id}`: an order, from the inquiry to the rating, as one of its two sides sees it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::ConnectionId;
use rongqiao_model::access::{Actor, Permit};
use rongqiao_model::connect::{ConnectionFile, ConnectionKind, Party, Refused, Stage, Step};
use rongqiao_model::service_order::ServiceOrder;
use rongqiao_model::store::{ConnectionMoved, Rated};

use super::super::connections::{ConnectionPart, Handled, handle};
use super::super::form::{Field, Form, Input, Sent};
use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::super::wording::{Worded, Wording};
use super::{quote, rating};
use crate::actions::orders::{self, find_order};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

/// What a customer can do.
const OF_CUSTOMER: [Step; 7] =
    [Step::Order, Step::Confirm, Step::Reject, Step::Decline, Step::Withdraw, Step::Dispute, Step::Terminate];

/// What a provider can do besides naming a price.
const OF_PROVIDER: [Step; 4] = [Step::Deliver, Step::Refuse, Step::Dispute, Step::Terminate];

#[derive(Template)]
#[template(path = "my_order.html")]
struct OrderPage {
    t: Language,
    layout: Layout,
    title: Worded,
    listing_href: String,
    provider: Worded,
    customer: String,
    part: ConnectionPart,
    next: String,
    /// What the customer needs, as long as they share it.
    needs: Option<String>,
    /// The price with what it is for and until when it can be ordered.
    quoted: Vec<(String, String)>,
    quote: Vec<Field>,
    rate: Vec<Field>,
    /// Stars and words of the rating.
    rated: Option<(String, String)>,
}

impl Form for OrderPage {
    fn fields(&self) -> impl Iterator<Item = &Field> {
        self.quote.iter().chain(&self.rate).chain(self.part.fields())
    }

    fn refusal(&self) -> Option<&str> {
        self.part.refusal.as_deref()
    }
}

/// An order with the side on which whoever looks stands.
struct Seen {
    file: ConnectionFile,
    permit: Permit,
    party: Party,
    order: Option<ServiceOrder>,
}

/// `GET /my/orders/{id}`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let seen = find(&app, &actor, order_of(&id)?).await?;
    let mut page = page(&app, &visit, &seen, &Sent::default());
    page.part.note_suspension(&app, visit.language, &seen.file.connection).await?;
    answer_privately(StatusCode::OK, &page)
}

/// `POST /my/orders/{id}`: names a price, rates, does another step or says something. Of two that exclude each other one
/// is done; whoever is late is told, and what they wrote stays.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let sent = Sent::read(&form);
    let seen = find(&app, &actor, order_of(&id)?).await?;
    let mut page = page(&app, &visit, &seen, &sent);
    let handled = match sent.raw("do") {
        "quote" => name_price(&app, &visit, &seen, &sent, &mut page).await?,
        "rate" => rate(&app, &visit, &seen, &mut page).await?,
        _ => handle(&app, &visit, &seen.permit, &sent, &mut page.part).await?,
    };
    match handled {
        Handled::Done(path) => Ok(Redirect::to(&path).into_response()),
        Handled::Mend(status) => answer_privately(status, &page),
        Handled::Refused(why) => {
            let seen = find(&app, &actor, seen.file.connection.id).await?;
            let mut page = self::page(&app, &visit, &seen, &sent);
            page.part.refusal = Some(why);
            answer_privately(StatusCode::CONFLICT, &page)
        }
    }
}

fn order_of(text: &str) -> Result<ConnectionId, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

async fn find(app: &App, actor: &Actor, id: ConnectionId) -> Result<Seen, Problem> {
    let (file, permit, party) = find_order(app, actor, id).await?;
    let order = app.store.find_order(&permit).await?;
    Ok(Seen { file, permit, party, order })
}

async fn name_price(
    app: &App,
    visit: &Visit,
    seen: &Seen,
    sent: &Sent,
    page: &mut OrderPage,
) -> Result<Handled, Problem> {
    let wording = Wording::new(app, visit.language);
    if page.quote.is_empty() {
        return Ok(Handled::Refused(visit.language.say("order-price-stands")));
    }
    let Some(named) = quote::read(&wording, &mut page.quote, app.clock.now()) else {
        return Ok(Handled::Mend(StatusCode::UNPROCESSABLE_ENTITY));
    };
    let revision = sent.raw("revision").parse().unwrap_or_default();
    Ok(match orders::quote(app, &seen.permit, revision, &named).await? {
        ConnectionMoved::Done(_) => Handled::Done(page.part.action.clone()),
        ConnectionMoved::Refused(Refused::Suspended) => {
            Handled::Refused(visit.language.say("connection-refused-suspended"))
        }
        ConnectionMoved::Changed | ConnectionMoved::Refused(_) => {
            Handled::Refused(visit.language.say("connection-too-late"))
        }
    })
}

async fn rate(app: &App, visit: &Visit, seen: &Seen, page: &mut OrderPage) -> Result<Handled, Problem> {
    let t = visit.language;
    if page.rate.is_empty() {
        return Ok(Handled::Refused(t.say("order-not-rated")));
    }
    let Some(rating) = rating::read(t, &mut page.rate) else {
        return Ok(Handled::Mend(StatusCode::UNPROCESSABLE_ENTITY));
    };
    Ok(match orders::rate(app, &seen.permit, &rating).await? {
        Rated::Done | Rated::Known => Handled::Done(page.part.action.clone()),
        Rated::NotNow => Handled::Refused(t.say("order-not-rated")),
    })
}

fn page(app: &App, visit: &Visit, seen: &Seen, sent: &Sent) -> OrderPage {
    let (t, file, connection) = (visit.language, &seen.file, &seen.file.connection);
    let wording = Wording::new(app, t);
    let mut layout = Layout::new(app, visit, connection.title.clone());
    layout.indexed = false;
    layout.demo = file.organisation.demo;
    let (side, offered): (&str, &[Step]) = match seen.party {
        Party::Publisher => ("provider", &OF_PROVIDER),
        _ => ("customer", &OF_CUSTOMER),
    };
    let action = t.path(&format!("/my/orders/{}", connection.id));
    let mut part = ConnectionPart::new((app, &wording), file, (seen.party, offered), (action, sent));
    let key = if connection.stage == Stage::Quoted { "order-holds-until" } else { "order-lapses-on" };
    part.notes.extend(connection.due_at.map(|due| t.with(key, "moment", wording.minute_of(due).words)));
    let may_quote = connection.kind.flow().way(connection.stage, Step::Quote, seen.party).is_some();
    let last = seen.order.as_ref().map(|order| &order.quote);
    let rating = seen.order.as_ref().and_then(|order| order.rating.as_ref());
    let may_rate = seen.party == Party::Responder && connection.stage == Stage::Confirmed && rating.is_none();
    OrderPage {
        t,
        layout,
        title: wording.worded(&connection.title),
        listing_href: t.path(&format!("/listings/{}", connection.listing)),
        provider: wording.either(&file.organisation.name, file.organisation.name_en.as_deref()),
        customer: customer(&wording, file),
        next: t.say(&format!("order-next-{side}-{}", connection.stage.slug())),
        needs: connection.shown_to_publisher().map(|shared| shared.letter.clone()),
        quoted: last.map(|quote| quoted(&wording, connection.stage, quote)).unwrap_or_default(),
        quote: if may_quote { quote::fields(&wording, sent, last) } else { Vec::new() },
        rate: if may_rate { rating::fields(t, sent) } else { Vec::new() },
        rated: rating.map(|it| (t.say(&format!("rating-stars-{}", it.stars)), it.words.clone())),
        part,
    }
}

/// Who asks: an organisation, or a person as long as they share their name.
fn customer(wording: &Wording<'_>, file: &ConnectionFile) -> String {
    match &file.responder_organisation {
        Some(own) => wording.either(&own.name, own.name_en.as_deref()).text,
        None => file.connection.shown_to_publisher().map(|it| it.name.clone()).unwrap_or_default(),
    }
}

/// What is ordered and for what price, for a desk while it settles a dispute; nothing otherwise, or of what is no service.
pub(in super::super) async fn told_of_order(
    app: &App,
    wording: &Wording<'_>,
    (file, permit): (&ConnectionFile, &Permit),
) -> Result<Vec<(String, String)>, Problem> {
    let (t, connection) = (wording.t, &file.connection);
    if connection.kind != ConnectionKind::Service || connection.stage != Stage::Disputed {
        return Ok(Vec::new());
    }
    let order = app.store.find_order(permit).await?;
    let letter = connection.shown_to_publisher().map(|shared| shared.letter.clone());
    let needs = letter.unwrap_or_else(|| t.say("order-needs-gone"));
    let price = order.map(|order| quoted(wording, connection.stage, &order.quote)).unwrap_or_default();
    Ok([(t.say("order-needs"), needs)].into_iter().chain(price).collect())
}

/// The price, and while it can be ordered, until when.
fn quoted(wording: &Wording<'_>, stage: Stage, quote: &rongqiao_model::service_order::Quote) -> Vec<(String, String)> {
    let t = wording.t;
    let (yuan, fen) = (quote.price_fen / 100, quote.price_fen % 100);
    let yuan = crate::language::grouped(yuan.unsigned_abs());
    let price = if fen == 0 { yuan } else { format!("{yuan}.{fen:02}") };
    let until = (stage == Stage::Quoted).then(|| (t.say("order-price-until"), wording.day(quote.last_day)));
    let told = [
        (t.say("order-price"), t.with("sum-yuan", "range", price)),
        (t.say("order-price-for"), quote.price_for.clone()),
    ];
    told.into_iter().chain(until).collect()
}
