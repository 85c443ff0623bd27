//! Arranges a small site for tests and asks it.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use rongqiao_matching::{IndexDocument, MatchIndex};
use rongqiao_model::clock::Clock;
use rongqiao_model::code::{CodeTable, Codes};
use rongqiao_model::kind::{Details, ListingKind};
use rongqiao_model::listing::{Listing, ListingState, Provenance};
use rongqiao_model::organisation::{Organisation, OrganisationKind};
use rongqiao_model::place::Place;
use rongqiao_model::store::{Incoming, Store};
use rongqiao_model::{ListingId, OrganisationId};
use serde_json::Value;
use time::OffsetDateTime;
use time::macros::datetime;
use tower::ServiceExt as _;

use crate::app::{App, Outside};
use crate::config::{Limits, Settings};
use crate::router;

/// The day on which every test starts.
pub(crate) const TODAY: OffsetDateTime = datetime!(2026-11-21 04:00 UTC);

const DESCRIPTION: &str =
    "参与车规级芯片的嵌入式软件开发，编写驱动与测试程序，熟悉C++与RTOS者优先，每周在临港到岗四天。";

/// A site with a database and an index in memory.
pub(crate) struct TestSite {
    pub(crate) store: Store,
    pub(crate) clock: Clock,
    router: Router,
}

/// What the site answered.
pub(crate) struct Answered {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answered {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn header(&self, name: impl AsRef<str>) -> &str {
        self.headers.get(name.as_ref()).map_or("", |value| value.to_str().unwrap())
    }
}

impl TestSite {
    /// A site that holds `listings` and is limited by `limits`.
    pub(crate) async fn limited(listings: Vec<Listing>, limits: Limits) -> Self {
        let store = Store::connect("sqlite::memory:").await.unwrap();
        rongqiao_migrations::run(store.connection()).await.unwrap();
        let codes = Codes::new(CodeTable::shipped());
        let batch: Vec<Incoming> = listings.into_iter().map(by_the_test_firm).collect();
        store.import_listings(&batch, TODAY).await.unwrap();
        let index = MatchIndex::in_memory().unwrap();
        let ids: Vec<ListingId> = batch.iter().map(|it| it.listing.id).collect();
        let public = store.find_public_listings(&ids).await.unwrap();
        let documents: Vec<IndexDocument> = public.iter().map(|it| IndexDocument::of(it, &codes)).collect();
        let seq = store.latest_change().await.unwrap();
        index.apply(&documents, &[], seq).unwrap();
        index.commit(seq).unwrap();
        let clock = Clock::fixed(TODAY);
        let settings = Settings { limits, ..Settings::default() };
        let app = App::new(store.clone(), index, codes, Outside::still(clock.clone()), settings);
        Self { store, clock, router: router::site(app) }
    }

    /// A site that holds `listings`.
    pub(crate) async fn with(listings: Vec<Listing>) -> Self {
        Self::limited(listings, Limits::default()).await
    }

    /// A site that holds the sample of every kind.
    pub(crate) async fn with_samples() -> Self {
        Self::with(ListingKind::ALL.iter().map(|&kind| a_listing(kind)).collect()).await
    }

    pub(crate) async fn get(&self, address: &str) -> Answered {
        self.ask(Method::GET, address, &[]).await
    }

    pub(crate) async fn ask(&self, method: Method, address: &str, headers: &[(header::HeaderName, &str)]) -> Answered {
        let mut request = Request::builder().method(method).uri(address);
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        let response = self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answered { status: parts.status, headers: parts.headers, body }
    }
}

/// A believable listing of `kind`.
pub(crate) fn a_listing(kind: ListingKind) -> Listing {
    let record = format!("sample-{}", kind.slug());
    Listing {
        id: ListingId::of_record("test", &record),
        organisation: the_test_firm().id,
        state: ListingState::Published,
        title: "嵌入式软件开发".to_owned(),
        title_en: None,
        description: DESCRIPTION.to_owned(),
        place: Place { division: Some("310115".to_owned()), zone: Some("lg-ic".to_owned()), text: String::new() },
        industry: Some("3973".to_owned()),
        skills: vec!["嵌入式".to_owned(), "C++".to_owned()],
        skills_denied: Vec::new(),
        details: Details::sample(kind),
        published_at: TODAY,
        valid_through: None,
        provenance: Provenance { source: "test".to_owned(), record },
        demo: false,
    }
}

/// `listing` as another source delivered it, under a record of its own.
pub(crate) fn from_another_source(listing: Listing) -> Listing {
    let provenance = Provenance { source: "other".to_owned(), record: "copy".to_owned() };
    Listing { id: ListingId::of_record(&provenance.source, &provenance.record), provenance, ..listing }
}

pub(crate) fn the_test_firm() -> Organisation {
    Organisation {
        id: OrganisationId::of_record("test", "firm"),
        kind: OrganisationKind::Firm,
        name: "晨芯半导体（上海）有限公司".to_owned(),
        name_en: Some("Morning Chip".to_owned()),
        short_name: None,
        credit_code: None,
        place: Place::default(),
        industry: None,
        summary: "设计车规级芯片。".to_owned(),
        summary_en: None,
        staffing_agency: false,
        provenance: Provenance { source: "test".to_owned(), record: "firm".to_owned() },
        demo: false,
    }
}

pub(crate) fn by_the_test_firm(listing: Listing) -> Incoming {
    Incoming { listing, organisation: the_test_firm(), dated: true }
}
