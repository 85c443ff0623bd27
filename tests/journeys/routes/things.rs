//! One of everything that an address can name, all of it the owner's.

use std::collections::BTreeMap;

use anyhow::Context as _;
use rongqiao_model::access::{Action, Actor, Role, Thing};
use rongqiao_model::choice::EmploymentType;
use rongqiao_model::kind::event::{EventDetails, EventType};
use rongqiao_model::kind::job::JobDetails;
use rongqiao_model::kind::policy::{PolicyDetails, PolicyState};
use rongqiao_model::kind::{Details, ListingKind};
use rongqiao_model::sheet::{KEPT_FOR, Sheet};
use rongqiao_model::{ListingId, OrganisationId, PersonId, SheetId};
use rongqiao_tests::listings::{ListingDraft, a_calendar, a_job, a_listing, an_organisation};
use rongqiao_tests::site::TestSite;
use rongqiao_tests::visitor::Visitor;
use sea_orm_migration::sea_orm::ConnectionTrait as _;
use time::macros::datetime;

use super::world::{FIRM, NOTHING, OTHER_FIRM, make};

const AUTHORITY: &str = "临屿产业教育协调委员会";
const SCHOOL: &str = "临智职业技术学院";
const PDF: &[u8] = b"%PDF-1.7 a file";

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

/// Those who make the world what it is.
struct Makers<'a> {
    site: &'a TestSite,
    owner: Visitor<'a>,
    officer: Visitor<'a>,
}

/// What the owner has, by what stands before it in a route.
pub(super) async fn things(site: &TestSite) -> anyhow::Result<BTreeMap<&'static str, String>> {
    let [_, job, event, policy, offer, facility, service, challenge, internship] =
        published_by_others().map(|listing| listing.id());
    make(site, "owner", Role::OrganisationAdministrator, Some(FIRM)).await?;
    make(site, "officer", Role::FirmsDesk, None).await?;
    let makers = Makers { site, owner: site.come_back("owner").await?, officer: site.come_back("officer").await? };
    let (owner, firm) = (&makers.owner, an_organisation(FIRM).id.to_string());
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
        ("/my/orders/", makers.order(service).await?),
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
        ("/desk/workbench/cases/", makers.case().await?),
        ("/desk/workbench/visits/", makers.visit().await?),
        // What nobody has: only that it is hidden is seen here.
        ("/my/listings/{id}/applications/", NOTHING.to_owned()),
        ("/my/listings/{id}/bookings/", NOTHING.to_owned()),
        ("/my/internships/{id}/agreements/", "1".to_owned()),
        ("/my/internships/{id}/agreements/{version}/", "zh-CN.pdf".to_owned()),
        ("/desk/internships/", NOTHING.to_owned()),
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

fn person(name: &str) -> PersonId {
    PersonId::of_record("people", &format!("{name}@example.com"))
}

async fn actor(site: &TestSite, name: &str) -> anyhow::Result<Actor> {
    Ok(site.store.find_actor(person(name), site.clock.now()).await?)
}

impl Makers<'_> {
    /// A listing that is public, with the file that everybody can download.
    async fn published(&self) -> anyhow::Result<(String, String)> {
        let id = self.draft().await?;
        let file = self.attach(&id).await?;
        self.submit(&id).await?;
        let page = self.officer.get(&format!("/desk/listings/{id}")).await.text;
        let seen = between(&page, "name=\"revision\" value=\"", "\"");
        self.officer.submit(&format!("/desk/listings/{id}"), &[("do", "approve"), ("revision", seen)]).await;
        self.site.follow().await?;
        Ok((id, file))
    }

    /// A listing that is being written.
    async fn draft(&self) -> anyhow::Result<String> {
        let firm: OrganisationId = an_organisation(FIRM).id;
        let page = self.owner.get("/my/listings/new").await.text;
        let nonce = between(&page, "name=\"nonce\" value=\"", "\"");
        let fields = [("nonce", nonce), ("kind", "job"), ("organisation", &firm.to_string())];
        named_in(&self.owner.submit_and_follow("/my/listings/new", &fields).await.0)
    }

    async fn attach(&self, listing: &str) -> anyhow::Result<String> {
        let address = format!("/my/listings/{listing}/attachments");
        self.owner.upload(&address, &[], ("attachment-file", "简章.pdf", PDF)).await;
        named_after(&self.owner.get(&address).await.text, &format!("href=\"{address}/"))
    }

    async fn submit(&self, listing: &str) -> anyhow::Result<()> {
        let edit = format!("/my/listings/{listing}/edit");
        let form = self.owner.get(&edit).await.text;
        let revision = between(&form, "name=\"revision\" value=\"", "\"");
        let typed: Vec<(&str, &str)> = INTERNSHIP.iter().copied().chain([("revision", revision)]).collect();
        let handed_in = self.owner.submit(&edit, &typed).await;
        anyhow::ensure!(handed_in.status.is_redirection(), "{}", handed_in.text);
        Ok(())
    }

    /// A measure against the owner's firm, after somebody else complained about what it publishes.
    async fn measure(&self, public: &str, firm: &str) -> anyhow::Result<String> {
        make(self.site, "neighbour", Role::Person, None).await?;
        let neighbour = self.site.come_back("neighbour").await?;
        neighbour.submit(&format!("/listings/{public}/complain"), COMPLAINT).await;
        let case = format!("/desk/complaints/{}", self.first_case().await?);
        for (step, more) in [("examine", &[][..]), ("decide", RULING)] {
            let page = self.officer.get(&case).await.text;
            let seen = between(&page, "name=\"revision\" value=\"", "\"");
            let fields: Vec<(&str, &str)> = more.iter().copied().chain([("revision", seen)]).collect();
            let done = self.officer.submit(&format!("{case}/{step}"), &fields).await;
            anyhow::ensure!(done.status.is_redirection(), "{step}: {}", done.text);
        }
        let measures = format!("/my/organisations/{firm}/measures");
        named_after(&self.owner.get(&measures).await.text, &format!("href=\"{measures}/"))
    }

    /// The case that waits for the officer.
    async fn first_case(&self) -> anyhow::Result<String> {
        named_after(&self.officer.get("/desk/complaints").await.text, "href=\"/desk/complaints/")
    }

    /// A file that came with the owner's complaint, as the officer finds it.
    async fn case_evidence(&self, complaint: &str) -> anyhow::Result<String> {
        let address = format!("/my/complaints/{complaint}/evidence");
        self.owner.upload(&address, &[], ("evidence-file", "截图.pdf", PDF)).await;
        let case = format!("/desk/complaints/{}", self.first_case().await?);
        named_after(&self.officer.get(&case).await.text, &format!("{case}/evidence/"))
    }

    async fn complain(&self, about: ListingId) -> anyhow::Result<String> {
        named_in(&self.owner.submit_and_follow(&format!("/listings/{about}/complain"), COMPLAINT).await.0)
    }

    /// The file of an organisation that is being filled in, with a piece of evidence.
    async fn file_with_evidence(&self, name: &str, code: &str) -> anyhow::Result<(String, String)> {
        let entry = [("entry-name", name), ("entry-credit-code", code), ("entry-kind", "firm")];
        let file = named_in(&self.owner.submit_and_follow("/organisations/new", &entry).await.0)?;
        let address = format!("/my/organisations/files/{file}");
        self.add_evidence(&address, "licence").await?;
        let evidence = named_after(&self.owner.get(&address).await.text, &format!("{address}/evidence/"))?;
        Ok((file, evidence))
    }

    async fn add_evidence(&self, address: &str, slot: &str) -> anyhow::Result<()> {
        let piece = ("evidence-file", "证明.pdf", PDF);
        let added = self.owner.upload(&format!("{address}/evidence"), &[("evidence-slot", slot)], piece).await;
        anyhow::ensure!(added.status.is_redirection(), "{slot}: {}", added.text);
        Ok(())
    }

    /// The file of an organisation that waits for the desk, with a piece of evidence.
    async fn file_that_waits(&self) -> anyhow::Result<(String, String)> {
        let (name, code) = ("待核验单位有限公司", "91310115MA1684033Q");
        let (file, evidence) = self.file_with_evidence(name, code).await?;
        let address = format!("/my/organisations/files/{file}");
        let said = [("entry-name", name), ("entry-credit-code", code)].into_iter().chain(ENTRY.iter().copied());
        self.owner.submit(&format!("{address}/edit"), &said.collect::<Vec<_>>()).await;
        for slot in ["mandate", "identity", "prospectus"] {
            self.add_evidence(&address, slot).await?;
        }
        let page = self.owner.get(&address).await.text;
        let seen = between(&page, "name=\"revision\" value=\"", "\"");
        self.owner.submit(&format!("{address}/hand-in"), &[("revision", seen)]).await;
        let at_desk = self.officer.get(&format!("/desk/organisations/files/{file}")).await;
        anyhow::ensure!(at_desk.status.is_success(), "{}", self.owner.get(&address).await.text);
        Ok((file, evidence))
    }

    async fn sheet(&self) -> anyhow::Result<String> {
        let (firm, now) = (an_organisation(FIRM), self.site.clock.now());
        let thing = Thing::organisation(firm.id, firm.kind);
        let permit = actor(self.site, "owner").await?.permit(Action::WriteListing, thing)?;
        let id = SheetId::of_record("routes", "sheet");
        let sheet = Sheet {
            id,
            organisation: firm.id,
            kind: ListingKind::Job,
            person: person("owner"),
            name: "岗位.xlsx".to_owned(),
            unread: Vec::new(),
            made_at: now,
            expires_at: now + KEPT_FOR,
        };
        self.site.store.open_sheet(&permit, &sheet, &[]).await?;
        Ok(id.to_string())
    }

    async fn saved_search(&self) -> anyhow::Result<String> {
        self.owner.submit("/saved/searches", &[("search", "q=python")]).await;
        named_after(&self.owner.get("/saved").await.text, "/saved/searches/")
    }

    async fn skill(&self) -> anyhow::Result<String> {
        let form = self.owner.get("/profile/skills").await.text;
        let revision = between(&form, "name=\"revision\" value=\"", "\"");
        let fields = [("skill", "Python"), ("level", "working"), ("revision", revision)];
        self.owner.submit("/profile/skills", &fields).await;
        Ok(between(&self.owner.get("/profile").await.text, "/profile/skills/", "\"").to_owned())
    }

    async fn registration(&self, event: ListingId) -> anyhow::Result<String> {
        let address = format!("/listings/{event}/register");
        let form = self.owner.get(&address).await.text;
        let reach = between(between(&form, "<select id=\"reach\"", "</select>"), "<option value=\"", "\"");
        self.owner.submit(&address, &[("reach", reach), ("consent", "yes")]).await;
        let own = self.owner.get(&format!("/my/registrations/{event}")).await;
        anyhow::ensure!(own.status.is_success(), "{}", self.owner.get(&address).await.text);
        Ok(event.to_string())
    }

    async fn application(&self, job: ListingId) -> anyhow::Result<String> {
        let given = [("section", "skills"), ("reach", "none"), ("consent", "yes")];
        named_after(
            &self.owner.submit_and_follow(&format!("/listings/{job}/apply"), &given).await.0,
            "/my/applications/",
        )
    }

    async fn booking(&self, facility: ListingId) -> anyhow::Result<String> {
        self.site.store.keep_calendar_of_demonstration(facility, &a_calendar(1), self.site.clock.now()).await?;
        let slot = datetime!(2026-09-02 09:00 +8).unix_timestamp().to_string();
        let nonce = ListingId::of_record("routes", "booking").to_string();
        let fields = [("slot", slot.as_str()), ("nonce", &nonce), ("calendar", "1"), ("book-consent", "yes")];
        let fields = fields.into_iter().chain([("book-for", "self"), ("book-people", "1")]);
        let fields: Vec<(&str, &str)> = fields.collect();
        named_after(
            &self.owner.submit_and_follow(&format!("/listings/{facility}/book"), &fields).await.0,
            "/my/bookings/",
        )
    }

    async fn order(&self, service: ListingId) -> anyhow::Result<String> {
        let fields = [("order-for", "self"), ("order-needs", "三个样品的温度循环。"), ("order-consent", "yes")];
        named_after(
            &self.owner.submit_and_follow(&format!("/listings/{service}/quote"), &fields).await.0,
            "/my/orders/",
        )
    }

    /// An internship whose offer the owner has taken.
    async fn internship(&self, listing: ListingId) -> anyhow::Result<String> {
        let id = self.application(listing).await?;
        let taken = "UPDATE connection SET stage = 'accepted' WHERE kind = 'internship'";
        self.site.store.connection().execute_unprepared(taken).await?;
        Ok(id)
    }

    /// An application that the owner sent and the firm took, about which they do not agree.
    async fn disputed_application(&self, job: ListingId) -> anyhow::Result<String> {
        let id = self.application(job).await?;
        make(self.site, "answerer", Role::Recruiter, Some(OTHER_FIRM)).await?;
        let answerer = self.site.come_back("answerer").await?;
        let (received, own) = (format!("/my/listings/{job}/applications/{id}"), format!("/my/applications/{id}"));
        let words = ("dispute-words", "到岗时间与约定不同。");
        for (browser, path, revision, step) in [
            (&answerer, &received, "1", "view"),
            (&answerer, &received, "2", "offer"),
            (&self.owner, &own, "3", "accept"),
            (&self.owner, &own, "4", "dispute"),
        ] {
            let done = browser.submit(path, &[("do", step), ("revision", revision), words]).await;
            anyhow::ensure!(done.status.is_redirection(), "{step}: {} {}", done.status, done.text);
        }
        Ok(id)
    }

    async fn inquiry(&self, policy: ListingId) -> anyhow::Result<String> {
        let nonce = ListingId::of_record("routes", "question").to_string();
        let fields = [("nonce", nonce.as_str()), ("question", "备案后还要重新认定吗？"), ("question-public", "no")];
        named_in(&self.owner.submit_and_follow(&format!("/listings/{policy}/ask"), &fields).await.0)
    }

    /// What the owner's firm offers a school, in talks that a desk began.
    async fn cooperation(&self, offer: ListingId) -> anyhow::Result<String> {
        let firm = an_organisation(FIRM).id.to_string();
        let fields = [("cooperate-for", firm.as_str()), ("cooperate-words", "我司可提供两间实训车间。")];
        let sent = self.owner.submit(&format!("/listings/{offer}/cooperate"), &fields).await;
        let id = named_in(sent.header("location"))?;
        for (step, seen) in [("mediate", "1"), ("negotiate", "2")] {
            let at_desk = format!("/desk/cooperations/{id}");
            let done = self.officer.submit(&at_desk, &[("do", step), ("revision", seen)]).await;
            anyhow::ensure!(done.status.is_redirection(), "{step}: {}", done.text);
        }
        Ok(id)
    }

    /// An appointment that a school proposed to the owner's firm.
    async fn appointment(&self) -> anyhow::Result<String> {
        make(self.site, "appointer", Role::CollegeStaff, Some(SCHOOL)).await?;
        make(self.site, "tutor", Role::Mentor, Some(FIRM)).await?;
        let appointer = self.site.come_back("appointer").await?;
        let (school, firm) = (an_organisation(SCHOOL).id.to_string(), an_organisation(FIRM).id.to_string());
        let nonce = ListingId::of_record("routes", "appointment").to_string();
        let fields = [
            ("nonce", nonce.as_str()),
            ("mentor-school", school.as_str()),
            ("mentor-firm", firm.as_str()),
            ("mentor-subject", "光刻工艺"),
            ("mentor-from", "2026-09-01"),
            ("mentor-until", "2027-01-31"),
            ("mentor-hours", "32"),
        ];
        named_in(appointer.submit("/my/mentoring/new", &fields).await.header("location"))
    }

    async fn case(&self) -> anyhow::Result<String> {
        let nonce = ListingId::of_record("routes", "case").to_string();
        let fields = [
            ("nonce", nonce.as_str()),
            ("case-name", OTHER_FIRM),
            ("case-source", "inbound"),
            ("case-kind", "cooperation-need"),
            ("case-wants", "想与学院共建课程。"),
        ];
        named_in(self.officer.submit("/desk/workbench/cases/new", &fields).await.header("location"))
    }

    async fn visit(&self) -> anyhow::Result<String> {
        let nonce = ListingId::of_record("routes", "visit").to_string();
        let fields = [
            ("nonce", nonce.as_str()),
            ("visit-name", OTHER_FIRM),
            ("visit-day", "2026-08-31"),
            ("visit-purpose", "survey"),
            ("visit-notes", "看了车间。"),
            ("visit-wants", "想与学院共建课程。"),
            ("visit-kind", "cooperation-need"),
        ];
        named_in(self.officer.submit("/desk/workbench/visits/new", &fields).await.header("location"))
    }

    /// A call on a challenge of the owner's firm, known by the listing.
    async fn call(&self, challenge: ListingId) -> anyhow::Result<String> {
        let weights = [("weight-targets", "40"), ("weight-plan", "25"), ("weight-team", "20"), ("weight-price", "15")];
        let fields: Vec<_> = [("do", "put-up"), ("deadline", "2026-09-20T18:00")].into_iter().chain(weights).collect();
        let put_up = self.owner.submit(&format!("/my/challenges/{challenge}"), &fields).await;
        anyhow::ensure!(put_up.status.is_redirection(), "{}", put_up.text);
        Ok(challenge.to_string())
    }

    async fn data_request(&self) -> anyhow::Result<String> {
        let asked = [("request-kind", "explain"), ("request-words", "为什么没有推荐这个岗位给我？")];
        self.owner.submit("/account/privacy/requests/new", &asked).await;
        let requests = self.site.store.list_own_data_requests(person("owner")).await?;
        Ok(requests.first().context("it is asked")?.id.to_string())
    }
}

/// What somebody types who complains.
const COMPLAINT: &[(&str, &str)] =
    &[("complaint-category", "outdated"), ("complaint-text", "岗位早已招满，页面仍显示在招。")];

/// What an officer types who finds a complaint right.
const RULING: &[(&str, &str)] = &[
    ("complaint-outcome", "warn"),
    ("complaint-ground", "outdated"),
    ("complaint-reason", "信息已经过时。"),
    ("complaint-answer", "感谢您的反映，我们已作处理。"),
];

/// What is said of a firm beside its name and its code.
const ENTRY: &[(&str, &str)] = &[
    ("entry-kind", "firm"),
    ("entry-recruiter-class", "employer"),
    ("entry-zone", "lg-ic"),
    ("entry-division", "310115"),
    ("entry-address", "东方芯港云水路1000号"),
    ("entry-summary", "设计汽车芯片。"),
];

/// What is typed to submit an internship.
const INTERNSHIP: &[(&str, &str)] = &[
    ("do", "submit"),
    ("title", "光刻工艺实习生"),
    ("duties", "跟随工程师调试光刻设备，整理良率数据。"),
    ("requirements", "熟悉Python，了解光刻工艺。"),
    ("employment_type", "internship"),
    ("headcount", "2"),
    ("pay_min", "200"),
    ("pay_max", "260"),
    ("pay_period", "day"),
    ("place", "上海市浦东新区"),
    ("skills", "Python"),
    ("valid_through", "2026-10-01"),
];

/// The identity in an address.
fn named_in(path: &str) -> anyhow::Result<String> {
    let id = path.split(['/', '?']).find(|part| part.len() == NOTHING.len());
    id.map(str::to_owned).with_context(|| format!("{path} names nothing"))
}

/// The identity that stands after `before` on a page.
fn named_after(page: &str, before: &str) -> anyhow::Result<String> {
    let mut ids = page.split(before).skip(1).filter_map(|rest| rest.get(..NOTHING.len()));
    let id = ids.find(|id| id.chars().all(|it| it.is_ascii_hexdigit() || it == '-'));
    id.map(str::to_owned).with_context(|| format!("nothing stands after {before} in {page}"))
}

fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    page.split_once(before).and_then(|(_, rest)| rest.split_once(after)).map_or("", |(value, _)| value)
}
