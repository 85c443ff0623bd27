//! Listings that show only what matters to a test.

use rongqiao_model::booking::{Approval, CalendarRules, Holidays, SlotLength, Taking, read_hours};
use rongqiao_model::kind::event::EventDetails;
use rongqiao_model::kind::job::JobDetails;
use rongqiao_model::kind::{Details, ListingKind};
use rongqiao_model::listing::{Listing, ListingState, Provenance};
use rongqiao_model::organisation::{Organisation, OrganisationKind};
use rongqiao_model::place::Place;
use rongqiao_model::store::Incoming;
use rongqiao_model::{ListingId, OrganisationId};
use time::macros::datetime;
use time::{OffsetDateTime, UtcOffset};

/// The moment at which every test starts.
pub const NOW: OffsetDateTime = datetime!(2026-09-01 02:00 UTC);

/// A listing in the making, with the organisation that publishes it.
#[derive(Clone, Debug)]
pub struct ListingDraft(Incoming);

/// A believable listing of `kind`, named after it, open without an end.
#[must_use]
pub fn a_listing(kind: ListingKind) -> ListingDraft {
    let record = kind.slug().to_owned();
    let organisation = an_organisation("晨芯半导体（上海）有限公司");
    let listing = Listing {
        id: ListingId::of_record("test", &record),
        organisation: organisation.id,
        state: ListingState::Published,
        title: format!("样例信息 {record}"),
        title_en: None,
        description: "在临港新片区进行的一项示例，写给测试。".to_owned(),
        place: Place { division: Some("310115".to_owned()), zone: Some("lg-ic".to_owned()), text: String::new() },
        industry: Some("3973".to_owned()),
        skills: vec!["Python".to_owned()],
        skills_denied: Vec::new(),
        details: Details::sample(kind),
        published_at: NOW,
        valid_through: None,
        provenance: Provenance { source: "test".to_owned(), record },
        demo: false,
    };
    ListingDraft(Incoming { listing, organisation, dated: true })
}

/// A job with this title, known by it.
#[must_use]
pub fn a_job(title: &str) -> ListingDraft {
    a_listing(ListingKind::Job).titled(title).from("test", title)
}

/// A calendar that is open every day but holidays from 9:00 to 17:00, in slots of two hours of which so many are booked at
/// once.
///
/// # Panics
///
/// Never: the hours can be read.
#[must_use]
pub fn a_calendar(units: u16) -> CalendarRules {
    CalendarRules {
        week: std::array::from_fn(|_| read_hours("9:00-17:00").expect("they can be read")),
        special_days: Vec::new(),
        holidays: Holidays::Closed,
        slot: SlotLength::TwoHours,
        units,
        people_max: 3,
        lead_hours: 1,
        ahead_days: 60,
        free_cancel_hours: 24,
        approval: Approval::AtOnce,
        taking: Taking::Open,
        briefing: String::new(),
        price_note: "400元/半天".to_owned(),
    }
}

/// A firm called `name`.
#[must_use]
pub fn an_organisation(name: &str) -> Organisation {
    Organisation {
        id: OrganisationId::of_record("test", name),
        kind: OrganisationKind::guess(name),
        name: name.to_owned(),
        name_en: None,
        short_name: None,
        credit_code: None,
        place: Place { division: Some("310115".to_owned()), ..Place::default() },
        industry: None,
        summary: "写给测试的机构。".to_owned(),
        summary_en: None,
        staffing_agency: false,
        provenance: Provenance { source: "test".to_owned(), record: name.to_owned() },
        demo: false,
    }
}

impl ListingDraft {
    /// With this title.
    #[must_use]
    pub fn titled(mut self, title: &str) -> Self {
        title.clone_into(&mut self.0.listing.title);
        self
    }

    /// With this text.
    #[must_use]
    pub fn saying(mut self, description: &str) -> Self {
        description.clone_into(&mut self.0.listing.description);
        self
    }

    /// Delivered by `source` as `record`, which together give it its identity.
    #[must_use]
    pub fn from(mut self, source: &str, record: &str) -> Self {
        self.0.listing.id = ListingId::of_record(source, record);
        self.0.listing.provenance = Provenance { source: source.to_owned(), record: record.to_owned() };
        self
    }

    /// Published by the organisation called `name`.
    #[must_use]
    pub fn by(mut self, name: &str) -> Self {
        self.0.organisation = an_organisation(name);
        self.0.listing.organisation = self.0.organisation.id;
        self
    }

    /// Open until `end`.
    #[must_use]
    pub const fn closing(mut self, end: OffsetDateTime) -> Self {
        self.0.listing.valid_through = Some(end);
        self
    }

    /// In the division with this code, outside every zone.
    #[must_use]
    pub fn in_division(mut self, code: &str) -> Self {
        self.0.listing.place = Place { division: Some(code.to_owned()), ..Place::default() };
        self
    }

    /// As a job with these details.
    #[must_use]
    pub fn with_job(mut self, details: JobDetails) -> Self {
        self.0.listing.details = Details::Job(details);
        self
    }

    /// As an event with these details, over when they say so.
    #[must_use]
    pub fn with_event(mut self, details: EventDetails) -> Self {
        self.0.listing.valid_through = details.ends_at.map(|end| end.to_offset(UtcOffset::UTC));
        self.0.listing.details = Details::Event(details);
        self
    }

    /// With these details, whatever kind they are of.
    #[must_use]
    pub fn with_details(mut self, details: Details) -> Self {
        self.0.listing.details = details;
        self
    }

    /// With these skills and no others, neither named nor in its text.
    #[must_use]
    pub fn with_skills<const N: usize>(mut self, skills: [&str; N]) -> Self {
        self.0.listing.skills = skills.map(str::to_owned).to_vec();
        self
    }

    /// Without skills, so that it tells less than others.
    #[must_use]
    pub fn without_skills(mut self) -> Self {
        self.0.listing.skills.clear();
        self
    }

    /// Its identity.
    #[must_use]
    pub const fn id(&self) -> ListingId {
        self.0.listing.id
    }

    /// As the store takes it in.
    #[must_use]
    pub fn incoming(self) -> Incoming {
        self.0
    }
}
