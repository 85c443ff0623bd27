//! One of everything that an address can name, all of it the owner's.

use std::collections::BTreeMap;

use rongqiao_model::access::Role;
use rongqiao_model::choice::EmploymentType;
use rongqiao_model::kind::event::{EventDetails, EventType};
use rongqiao_model::kind::job::JobDetails;
use rongqiao_model::kind::policy::{PolicyDetails, PolicyState};
use rongqiao_model::kind::{Details, ListingKind};
use rongqiao_tests::listings::{ListingDraft, a_job, a_listing, an_organisation};
use rongqiao_tests::site::TestSite;
use time::macros::datetime;

use super::makers::{Makers, actor, named_after, person};
use super::world::{FIRM, NOTHING, OTHER_FIRM, make};

const AUTHORITY: &str = "临屿产业教育协调委员会";
const SCHOOL: &str = "临智职业技术学院";

/// What is published by others: a job, an internship, an event, a facility and a service of another firm, a document of an
/// authority, and what a school offers; and a challenge of the owner's firm.
pub(super) fn published_by_others() -> [ListingDraft; 9] {
    let details = EventDetails {
        event_type: Some(EventType::Lecture),
        starts_at: Some(datetime!(2026-10-16 13:30 +8)),
        ends_at: Some(datetime!(2026-10-16 16:30 +8)),
        seats: Some(50),
        ..EventDetails::default()
    };
    let policy = Details::Policy(PolicyDetails {
        document_number: "临屿产教〔2023〕2号".to_owned(),
        issuers: vec![AUTHORITY.to_owned()],
        policy_state: Some(PolicyState::InForce),
        ..PolicyDetails::default()
    });
    let internship = JobDetails { employment_type: Some(EmploymentType::Internship), ..JobDetails::default() };
    [
        a_job("已有岗位").by(FIRM),
        a_job("别家岗位").from("rongqiao", "job").by(OTHER_FIRM).with_job(JobDetails::default()),
        a_listing(ListingKind::Event).from("rongqiao", "讲座").by(OTHER_FIRM).with_event(details),
        a_listing(ListingKind::Policy).from("test", "办法").by(AUTHORITY).with_details(policy),
        a_listing(ListingKind::CooperationOffer).from("rongqiao", "合作").by(SCHOOL),
        a_listing(ListingKind::Facility).from("rongqiao", "设备").by(OTHER_FIRM),
        a_listing(ListingKind::Service).from("rongqiao", "检测").by(OTHER_FIRM),
        a_listing(ListingKind::Challenge).from("rongqiao", "难题").by(FIRM),
        a_job("别家实习").from("rongqiao", "internship").by(OTHER_FIRM).with_job(internship),
    ]
}

/// What the owner has, by what stands before it in a route.
pub(super) async fn things(site: &TestSite) -> anyhow::Result<BTreeMap<&'static str, String>> {
    let [_, job, event, policy, offer, facility, service, challenge, internship] =
        published_by_others().map(|listing| listing.id());
    make(site, "owner", Role::OrganisationAdministrator, Some(FIRM)).await?;
    make(site, "officer", Role::FirmsDesk, None).await?;
    let makers = Makers { site, owner: site.come_back("owner").await?, officer: site.come_back("officer").await? };
    let (owner, firm) = (&makers.owner, an_organisation(FIRM).id.to_string());
    let firm_that_lends = firm.clone();
    let (public, public_file) = makers.published().await?;
    let draft = makers.draft().await?;
    let draft_file = makers.attach(&draft).await?;
    let submitted = makers.draft().await?;
    makers.submit(&submitted).await?;
    let measure = makers.measure(&public, &firm).await?;
    let complaint = makers.complain(job).await?;
    let (file, evidence) = makers.file_with_evidence("新入驻单位", "91310115MA11672128").await?;
    let (waiting, waiting_evidence) = makers.file_that_waits().await?;
    let cooperation = makers.cooperation(offer).await?;
    let skill = makers.skill().await?;
    let application = makers.disputed_application(job).await?;
    let order = makers.order(service).await?;
    let secret = "nothing".to_owned();
    let things = [
        ("/listings/", public.clone()),
        ("/listings/{id}/attachments/", public_file),
        ("/fits/", public),
        ("/figures/", "jobs".to_owned()),
        ("/organisations/", firm.clone()),
        ("/my/organisations/", firm.clone()),
        ("/my/organisations/{id}/measures/", measure),
        ("/desk/organisations/", firm),
        ("/my/organisations/files/", file),
        ("/my/organisations/files/{id}/evidence/", evidence),
        ("/desk/organisations/files/", waiting),
        ("/desk/organisations/files/{id}/evidence/", waiting_evidence),
        ("/my/listings/", draft),
        ("/my/listings/{id}/attachments/", draft_file),
        ("/my/listings/sheets/", makers.sheet().await?),
        ("/my/listings/sheets/templates/", "course".to_owned()),
        ("/desk/listings/", submitted),
        ("/saved/searches/", makers.saved_search().await?),
        ("/profile/", "skills".to_owned()),
        ("/profile/{section}/", skill),
        ("/desk/roles/", actor(site, "officer").await?.grants()[0].id.to_string()),
        ("/my/complaints/", complaint.clone()),
        ("/desk/complaints/", makers.first_case().await?),
        ("/desk/complaints/{id}/evidence/", makers.case_evidence(&complaint).await?),
        ("/my/registrations/", makers.registration(event).await?),
        ("/my/internships/", makers.internship(internship).await?),
        ("/my/applications/", application.clone()),
        ("/desk/connections/", application),
        ("/my/bookings/", makers.booking(facility).await?),
        ("/my/orders/", order.clone()),
        ("/my/connections/{id}/papers/", makers.paper(&order).await?),
        ("/my/connections/", order),
        ("/my/inquiries/", makers.inquiry(policy).await?),
        ("/desk/inquiries/", makers.inquiry(policy).await?),
        ("/my/challenges/", makers.call(challenge).await?),
        ("/desk/challenges/", named_after(&makers.officer.get("/desk/challenges").await.text, "/desk/challenges/")?),
        ("/my/reviews/{id}/", "opinion".to_owned()),
        ("/desk/people/", person("owner").to_string()),
        ("/desk/requests/", makers.data_request().await?),
        ("/my/cooperations/", cooperation.clone()),
        ("/desk/cooperations/", cooperation),
        ("/my/mentoring/", makers.appointment().await?),
        ("/my/mentoring/firms/", firm_that_lends),
        ("/desk/workbench/cases/", makers.case().await?),
        ("/desk/workbench/visits/", makers.visit().await?),
        // What nobody has: only that it is hidden is seen here.
        ("/my/listings/{id}/applications/", NOTHING.to_owned()),
        ("/my/listings/{id}/bookings/", NOTHING.to_owned()),
        ("/my/internships/{id}/agreements/", "1".to_owned()),
        ("/my/internships/{id}/agreements/{version}/", "zh-CN.pdf".to_owned()),
        ("/desk/internships/", NOTHING.to_owned()),
        ("/my/internships/{id}/incidents/", NOTHING.to_owned()),
        ("/desk/internships/{id}/incidents/", NOTHING.to_owned()),
        ("/my/invitations/", NOTHING.to_owned()),
        ("/my/reviews/", NOTHING.to_owned()),
        ("/my/listings/{id}/people/", secret.clone()),
        ("/complaints/", secret.clone()),
        ("/codes/", secret.clone()),
        ("/leave/", secret.clone()),
        ("/assets/", secret),
        ("/sign-in/with/", "nobody".to_owned()),
        ("/sitemaps/", "1.xml".to_owned()),
    ];
    for (start, thing) in &things {
        anyhow::ensure!(!thing.is_empty(), "the owner has nothing at {start}");
    }
    anyhow::ensure!(owner.get("/account").await.status.is_success(), "the owner is signed in");
    Ok(things.into())
}
