//! Makes one of each thing that somebody may have, for the crawler.

use anyhow::Context as _;
use rongqiao_model::access::{Action, Actor, Role, Thing};
use rongqiao_model::kind::ListingKind;
use rongqiao_model::sheet::{KEPT_FOR, Sheet};
use rongqiao_model::{ListingId, OrganisationId, PersonId, SheetId};
use rongqiao_tests::listings::{a_calendar, an_organisation};
use rongqiao_tests::site::TestSite;
use rongqiao_tests::visitor::Visitor;
use sea_orm_migration::sea_orm::ConnectionTrait as _;
use time::macros::datetime;

use super::world::{FIRM, NOTHING, OTHER_FIRM, make};

const SCHOOL: &str = "临智职业技术学院";
const PDF: &[u8] = b"%PDF-1.7 a file";

/// Those who make the world what it is.
pub(super) struct Makers<'a> {
    pub(super) site: &'a TestSite,
    pub(super) owner: Visitor<'a>,
    pub(super) officer: Visitor<'a>,
}

pub(super) fn person(name: &str) -> PersonId {
    PersonId::of_record("people", &format!("{name}@example.com"))
}

pub(super) async fn actor(site: &TestSite, name: &str) -> anyhow::Result<Actor> {
    Ok(site.store.find_actor(person(name), site.clock.now()).await?)
}

impl Makers<'_> {
    /// A listing that is public, with the file that everybody can download.
    pub(super) async fn published(&self) -> anyhow::Result<(String, String)> {
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
    pub(super) async fn draft(&self) -> anyhow::Result<String> {
        let firm: OrganisationId = an_organisation(FIRM).id;
        let page = self.owner.get("/my/listings/new").await.text;
        let nonce = between(&page, "name=\"nonce\" value=\"", "\"");
        let fields = [("nonce", nonce), ("kind", "job"), ("organisation", &firm.to_string())];
        named_in(&self.owner.submit_and_follow("/my/listings/new", &fields).await.0)
    }

    pub(super) async fn attach(&self, listing: &str) -> anyhow::Result<String> {
        let address = format!("/my/listings/{listing}/attachments");
        self.owner.upload(&address, &[], ("attachment-file", "简章.pdf", PDF)).await;
        named_after(&self.owner.get(&address).await.text, &format!("href=\"{address}/"))
    }

    pub(super) async fn submit(&self, listing: &str) -> anyhow::Result<()> {
        let edit = format!("/my/listings/{listing}/edit");
        let form = self.owner.get(&edit).await.text;
        let revision = between(&form, "name=\"revision\" value=\"", "\"");
        let typed: Vec<(&str, &str)> = INTERNSHIP.iter().copied().chain([("revision", revision)]).collect();
        let handed_in = self.owner.submit(&edit, &typed).await;
        anyhow::ensure!(handed_in.status.is_redirection(), "{}", handed_in.text);
        Ok(())
    }

    /// A measure against the owner's firm, after somebody else complained about what it publishes.
    pub(super) async fn measure(&self, public: &str, firm: &str) -> anyhow::Result<String> {
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
    pub(super) async fn first_case(&self) -> anyhow::Result<String> {
        named_after(&self.officer.get("/desk/complaints").await.text, "href=\"/desk/complaints/")
    }

    /// A file that came with the owner's complaint, as the officer finds it.
    pub(super) async fn case_evidence(&self, complaint: &str) -> anyhow::Result<String> {
        let address = format!("/my/complaints/{complaint}/evidence");
        self.owner.upload(&address, &[], ("evidence-file", "截图.pdf", PDF)).await;
        let case = format!("/desk/complaints/{}", self.first_case().await?);
        named_after(&self.officer.get(&case).await.text, &format!("{case}/evidence/"))
    }

    pub(super) async fn complain(&self, about: ListingId) -> anyhow::Result<String> {
        named_in(&self.owner.submit_and_follow(&format!("/listings/{about}/complain"), COMPLAINT).await.0)
    }

    /// The file of an organisation that is being filled in, with a piece of evidence.
    pub(super) async fn file_with_evidence(&self, name: &str, code: &str) -> anyhow::Result<(String, String)> {
        let entry = [("entry-name", name), ("entry-credit-code", code), ("entry-kind", "firm")];
        let file = named_in(&self.owner.submit_and_follow("/organisations/new", &entry).await.0)?;
        let address = format!("/my/organisations/files/{file}");
        self.add_evidence(&address, "licence").await?;
        let evidence = named_after(&self.owner.get(&address).await.text, &format!("{address}/evidence/"))?;
        Ok((file, evidence))
    }

    pub(super) async fn add_evidence(&self, address: &str, slot: &str) -> anyhow::Result<()> {
        let piece = ("evidence-file", "证明.pdf", PDF);
        let added = self.owner.upload(&format!("{address}/evidence"), &[("evidence-slot", slot)], piece).await;
        anyhow::ensure!(added.status.is_redirection(), "{slot}: {}", added.text);
        Ok(())
    }

    /// The file of an organisation that waits for the desk, with a piece of evidence.
    pub(super) async fn file_that_waits(&self) -> anyhow::Result<(String, String)> {
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

    pub(super) async fn sheet(&self) -> anyhow::Result<String> {
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

    pub(super) async fn saved_search(&self) -> anyhow::Result<String> {
        self.owner.submit("/saved/searches", &[("search", "q=python")]).await;
        named_after(&self.owner.get("/saved").await.text, "/saved/searches/")
    }

    pub(super) async fn skill(&self) -> anyhow::Result<String> {
        let form = self.owner.get("/profile/skills").await.text;
        let revision = between(&form, "name=\"revision\" value=\"", "\"");
        let fields = [("skill", "Python"), ("level", "working"), ("revision", revision)];
        self.owner.submit("/profile/skills", &fields).await;
        Ok(between(&self.owner.get("/profile").await.text, "/profile/skills/", "\"").to_owned())
    }

    pub(super) async fn registration(&self, event: ListingId) -> anyhow::Result<String> {
        let address = format!("/listings/{event}/register");
        let form = self.owner.get(&address).await.text;
        let reach = between(between(&form, "<select id=\"reach\"", "</select>"), "<option value=\"", "\"");
        self.owner.submit(&address, &[("reach", reach), ("consent", "yes")]).await;
        let own = self.owner.get(&format!("/my/registrations/{event}")).await;
        anyhow::ensure!(own.status.is_success(), "{}", self.owner.get(&address).await.text);
        Ok(event.to_string())
    }

    pub(super) async fn application(&self, job: ListingId) -> anyhow::Result<String> {
        let given = [("section", "skills"), ("reach", "none"), ("consent", "yes")];
        named_after(
            &self.owner.submit_and_follow(&format!("/listings/{job}/apply"), &given).await.0,
            "/my/applications/",
        )
    }

    pub(super) async fn booking(&self, facility: ListingId) -> anyhow::Result<String> {
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

    pub(super) async fn order(&self, service: ListingId) -> anyhow::Result<String> {
        let fields = [("order-for", "self"), ("order-needs", "三个样品的温度循环。"), ("order-consent", "yes")];
        named_after(
            &self.owner.submit_and_follow(&format!("/listings/{service}/quote"), &fields).await.0,
            "/my/orders/",
        )
    }

    /// A paper that the owner handed over with an order.
    pub(super) async fn paper(&self, order: &str) -> anyhow::Result<String> {
        let nonce = ListingId::of_record("routes", "paper").to_string();
        let paper = ("paper", "需求.pdf", b"%PDF-1.7 needs".as_slice());
        let address = format!("/my/connections/{order}/paper");
        let sent = self.owner.upload(&address, &[("nonce", &nonce), ("paper-words", "")], paper).await;
        anyhow::ensure!(sent.status.is_redirection(), "{}", sent.text);
        Ok(nonce)
    }

    /// An internship whose offer the owner has taken.
    pub(super) async fn internship(&self, listing: ListingId) -> anyhow::Result<String> {
        let id = self.application(listing).await?;
        let taken = "UPDATE connection SET stage = 'accepted' WHERE kind = 'internship'";
        self.site.store.connection().execute_unprepared(taken).await?;
        Ok(id)
    }

    /// An application that the owner sent and the firm took, about which they do not agree.
    pub(super) async fn disputed_application(&self, job: ListingId) -> anyhow::Result<String> {
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

    pub(super) async fn inquiry(&self, policy: ListingId) -> anyhow::Result<String> {
        let nonce = ListingId::of_record("routes", "question").to_string();
        let fields = [("nonce", nonce.as_str()), ("question", "备案后还要重新认定吗？"), ("question-public", "no")];
        named_in(&self.owner.submit_and_follow(&format!("/listings/{policy}/ask"), &fields).await.0)
    }

    /// What the owner's firm offers a school, in talks that a desk began.
    pub(super) async fn cooperation(&self, offer: ListingId) -> anyhow::Result<String> {
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
    pub(super) async fn appointment(&self) -> anyhow::Result<String> {
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

    pub(super) async fn case(&self) -> anyhow::Result<String> {
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

    pub(super) async fn visit(&self) -> anyhow::Result<String> {
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
    pub(super) async fn call(&self, challenge: ListingId) -> anyhow::Result<String> {
        let weights = [("weight-targets", "40"), ("weight-plan", "25"), ("weight-team", "20"), ("weight-price", "15")];
        let fields: Vec<_> = [("do", "put-up"), ("deadline", "2026-09-20T18:00")].into_iter().chain(weights).collect();
        let put_up = self.owner.submit(&format!("/my/challenges/{challenge}"), &fields).await;
        anyhow::ensure!(put_up.status.is_redirection(), "{}", put_up.text);
        Ok(challenge.to_string())
    }

    pub(super) async fn data_request(&self) -> anyhow::Result<String> {
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
pub(super) fn named_after(page: &str, before: &str) -> anyhow::Result<String> {
    let mut ids = page.split(before).skip(1).filter_map(|rest| rest.get(..NOTHING.len()));
    let id = ids.find(|id| id.chars().all(|it| it.is_ascii_hexdigit() || it == '-'));
    id.map(str::to_owned).with_context(|| format!("nothing stands after {before} in {page}"))
}

fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    page.split_once(before).and_then(|(_, rest)| rest.split_once(after)).map_or("", |(value, _)| value)
}
