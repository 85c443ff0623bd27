//! Organisations: entered, claimed, verified, asked again; and who acts for them.

mod deciding;
mod evidence;
mod members;
mod merging;
mod standing;

use anyhow::Context as _;
use axum::http::StatusCode;
use rongqiao_model::access::{Grant, Role};
use rongqiao_model::contact::Contact;
use rongqiao_model::store::{Granted, SecondFactor};
use rongqiao_model::{GrantId, OrganisationId, PersonId};
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::site::TestSite;
use rongqiao_tests::visitor::Visitor;
use time::Duration;
use uuid::Uuid;

pub(crate) const PASSWORD: &str = "滴水湖边三棵樟树一只白鹭";
pub(crate) const FIRM: &str = "晨芯半导体（上海）有限公司";
pub(crate) const CODE: &str = "91310115MA11672128";
pub(crate) const PDF: &[u8] = b"%PDF-1.7 evidence";

/// Makes an account and returns the browser that is signed in with it.
pub(crate) async fn sign_up<'a>(site: &'a TestSite, contact: &str) -> anyhow::Result<(Visitor<'a>, PersonId)> {
    let visitor = Visitor::new(site);
    let fields = [("name", "林汐"), ("contact", contact), ("new-password", PASSWORD), ("agreed", "yes")];
    let (code_page, _) = visitor.submit_and_follow("/sign-up", &fields).await;
    let contact = Contact::parse(contact).context("it is a contact")?;
    let code = site.last_code(contact.value()).await?;
    let (landed, _) = visitor.submit_and_follow(&code_page, &[("code", &code)]).await;
    anyhow::ensure!(landed == "/account", "{landed}");
    let known = site.store.find_credentials(&contact).await?.context("there is an account")?;
    Ok((visitor, known.person))
}

/// Gives `person` a role as whoever operates the machine can.
async fn give(
    site: &TestSite,
    person: PersonId,
    role: Role,
    organisation: Option<OrganisationId>,
) -> anyhow::Result<()> {
    let id = GrantId::from_uuid(Uuid::new_v4());
    let grant = Grant { id, person, role, organisation, until: None, granted_at: site.clock.now() };
    let granted = site.store.grant_role_by_operator(&grant, site.clock.now()).await?;
    anyhow::ensure!(granted == Granted::Done, "{granted:?}");
    Ok(())
}

/// Somebody who works at a desk, with a second factor.
pub(crate) async fn officer<'a>(site: &'a TestSite, contact: &str, role: Role) -> anyhow::Result<Visitor<'a>> {
    let (visitor, person) = sign_up(site, contact).await?;
    let now = site.clock.now();
    let session = site.store.list_own_sessions(person, now).await?.pop().context("they are signed in")?;
    let codes = ["0".repeat(64)];
    let factor = SecondFactor { secret: "JBSWY3DPEHPK3PXP", step: 0, recovery_hashes: &codes };
    site.store.set_second_factor(person, factor, session.id, now).await?;
    give(site, person, role, None).await?;
    Ok(visitor)
}

/// Begins to enter the organisation with `code`; returns the address of its file.
pub(crate) async fn begin(visitor: &Visitor<'_>, name: &str, code: &str, kind: &str) -> String {
    let fields = [("entry-name", name), ("entry-credit-code", code), ("entry-kind", kind)];
    visitor.submit_and_follow("/organisations/new", &fields).await.0
}

/// What is said of a firm.
pub(crate) fn said<'a>(name: &'a str, code: &'a str) -> Vec<(&'static str, &'a str)> {
    vec![
        ("entry-name", name),
        ("entry-credit-code", code),
        ("entry-kind", "firm"),
        ("entry-recruiter-class", "employer"),
        ("entry-zone", "lg-ic"),
        ("entry-division", "310115"),
        ("entry-address", "东方芯港云水路1000号"),
        ("entry-summary", "设计汽车芯片。"),
    ]
}

/// The value of the first field called `name` on a page.
pub(crate) fn value_of<'a>(page: &'a str, name: &str) -> Option<&'a str> {
    page.split(&format!("name=\"{name}\" value=\"")).nth(1)?.split('"').next()
}

/// Fills a file in, adds all evidence and hands it in.
pub(crate) async fn complete(visitor: &Visitor<'_>, file: &str, said: &[(&str, &str)]) -> anyhow::Result<()> {
    let kept = visitor.submit(&format!("{file}/edit"), said).await;
    anyhow::ensure!(kept.status.is_redirection(), "{}", kept.text);
    for slot in ["licence", "mandate", "identity", "prospectus"] {
        let piece = ("evidence-file", "证明.pdf", PDF);
        let added = visitor.upload(&format!("{file}/evidence"), &[("evidence-slot", slot)], piece).await;
        anyhow::ensure!(added.status.is_redirection(), "{slot}: {} {}", added.status, added.text);
    }
    hand_in(visitor, file).await
}

async fn hand_in(visitor: &Visitor<'_>, file: &str) -> anyhow::Result<()> {
    let page = visitor.get(file).await.text;
    let revision = value_of(&page, "revision").context("it can be handed in")?.to_owned();
    let (_, page) = visitor.submit_and_follow(&format!("{file}/hand-in"), &[("revision", &revision)]).await;
    anyhow::ensure!(page.text.contains("核验中"), "{}", page.text);
    Ok(())
}

/// Enters a firm up to the desk; returns the address of its file.
pub(crate) async fn enter(visitor: &Visitor<'_>, name: &str, code: &str) -> anyhow::Result<String> {
    let file = begin(visitor, name, code, "firm").await;
    complete(visitor, &file, &said(name, code)).await?;
    Ok(file)
}

/// The file at `file` as a desk sees it.
pub(crate) fn at_desk(file: &str) -> String {
    file.replace("/my/organisations/files", "/desk/organisations/files")
}

/// What a desk sends so as to verify until `until`, as it saw the file.
async fn verdict(desk: &Visitor<'_>, file: &str, until: &str) -> anyhow::Result<Vec<(&'static str, String)>> {
    let page = desk.get(&at_desk(file)).await.text;
    let revision = value_of(&page, "revision").context("the desk sees the file")?.to_owned();
    Ok(vec![("revision", revision), ("decision", "verify".to_owned()), ("until", until.to_owned())])
}

async fn send(desk: &Visitor<'_>, file: &str, verdict: &[(&'static str, String)]) -> StatusCode {
    let fields: Vec<(&str, &str)> = verdict.iter().map(|(name, value)| (*name, value.as_str())).collect();
    desk.submit(&at_desk(file), &fields).await.status
}

/// Verifies a file for the longest time.
pub(crate) async fn verify(site: &TestSite, desk: &Visitor<'_>, file: &str) -> anyhow::Result<()> {
    let until = rongqiao_model::standing::latest_end(site.clock.today()).to_string();
    let status = send(desk, file, &verdict(desk, file, &until).await?).await;
    anyhow::ensure!(status.is_redirection(), "{status}");
    Ok(())
}

/// A firm that is verified: whoever administers it, and its identity.
pub(crate) async fn a_verified_firm<'a>(
    site: &'a TestSite,
    desk: &Visitor<'_>,
) -> anyhow::Result<(Visitor<'a>, OrganisationId)> {
    let (clerk, _) = sign_up(site, "clerk@example.com").await?;
    let file = enter(&clerk, FIRM, CODE).await?;
    verify(site, desk, &file).await?;
    Ok((clerk, OrganisationId::of_name(FIRM)))
}

#[tokio::test]
async fn a_firm_is_entered_verified_and_shown_to_be() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let (clerk, _) = sign_up(&site, "clerk@example.com").await?;
        let desk = officer(&site, "desk@example.com", Role::FirmsDesk).await?;
        let file = begin(&clerk, FIRM, " 91310115 ma1167 2128", "firm").await;
        let draft = clerk.get(&file).await.text;
        assert!(draft.contains("草稿") && draft.contains(CODE) && !draft.contains("提交核验</button>"), "{draft}");
        assert_eq!(desk.get(&at_desk(&file)).await.status, StatusCode::NOT_FOUND, "a draft is its owner's alone");
        complete(&clerk, &file, &said(FIRM, CODE)).await?;

        let queue = desk.get("/desk/organisations").await.text;
        assert!(queue.contains(FIRM) && queue.contains("待办 1 件") && queue.contains("2026年9月8日前答复"), "{queue}");
        assert!(desk.get("/desk").await.text.contains("/desk/organisations"));
        assert_eq!(site.get(&format!("/organisations/{}", OrganisationId::of_name(FIRM))).await.status, 404);
        verify(&site, &desk, &file).await?;

        let id = OrganisationId::of_name(FIRM);
        let page = site.get(&format!("/organisations/{id}")).await.text;
        for words in ["已核验，有效期至 2027年3月1日", "用人单位自主招聘", CODE, "设计汽车芯片"]
        {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(site.get("/organisations").await.text.contains("已核验"));
        let mine = clerk.get(&format!("/my/organisations/{id}")).await;
        assert!(mine.status == StatusCode::OK && mine.text.contains("单位管理员"), "{}", mine.text);
        assert!(clerk.get("/account").await.text.contains(&format!("{FIRM} · 单位管理员")));
        let told = site.letters().await?.pop().context("a letter was sent")?;
        assert!(told.subject.contains(FIRM) && told.to.value() == "clerk@example.com", "{told:?}");
        assert!(desk.get("/desk/organisations").await.text.contains("没有待办"));
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_wrong_with_an_entry_is_told_all_at_once_and_nothing_is_lost() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let (clerk, _) = sign_up(&site, "clerk@example.com").await?;
        let wrong = [("entry-name", ""), ("entry-credit-code", "9I310115MA11672128"), ("entry-kind", "")];
        let page = clerk.submit("/organisations/new", &wrong).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in ["请填写单位全称", "没有字母 I，是不是 1？", "请填写单位类型", "9I310115MA11672128"]
        {
            assert!(page.text.contains(words), "{words}");
        }
        let file = begin(&clerk, FIRM, CODE, "firm").await;
        let mut agency = said(FIRM, CODE);
        agency.push(("entry-staffing-agency", "yes"));
        agency.retain(|(name, _)| *name != "entry-address");
        agency.push(("entry-industry", "Z9"));
        let page = clerk.submit(&format!("{file}/edit"), &agency).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in ["请填写地址", "请填写许可证编号", "请从列表中选择行业", "设计汽车芯片。"]
        {
            assert!(page.text.contains(words), "{words}");
        }
        let english = clerk.submit(&format!("/en{file}/edit"), &agency).await.text;
        assert!(english.contains("Fill in: Address") && english.contains("An agency has to name its licence"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn sending_the_first_form_twice_opens_one_file() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let (clerk, person) = sign_up(&site, "clerk@example.com").await?;
        let (one, other) = tokio::join!(begin(&clerk, FIRM, CODE, "firm"), begin(&clerk, FIRM, CODE, "firm"));
        assert_eq!(one, other);
        assert_eq!(site.store.list_own_files(person).await?.len(), 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_real_code_whose_check_fails_is_for_the_desk_to_look_at() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let (clerk, _) = sign_up(&site, "clerk@example.com").await?;
        let desk = officer(&site, "desk@example.com", Role::FirmsDesk).await?;
        let file = enter(&clerk, "厦门试点企业有限公司", "91350203M0001QAY9B").await?;
        assert!(desk.get(&at_desk(&file)).await.text.contains("信用代码的校验位不符"));
        verify(&site, &desk, &file).await?;
        assert!(clerk.get(&file).await.text.contains("已核验"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_organisation_that_somebody_acts_for_leads_to_those_who_do() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let desk = officer(&site, "desk@example.com", Role::FirmsDesk).await?;
        let (clerk, id) = a_verified_firm(&site, &desk).await?;
        site.clock.set(site.clock.now() + Duration::hours(1));
        let (other, _) = sign_up(&site, "other@example.com").await?;
        assert_eq!(begin(&other, FIRM, CODE, "firm").await, format!("/organisations/{id}/join"));
        assert_eq!(begin(&other, "另一个名字", CODE, "firm").await, format!("/organisations/{id}/join"));
        assert_eq!(begin(&clerk, FIRM, CODE, "firm").await, format!("/my/organisations/{id}"));
        // Another firm of the same name has a code of its own.
        assert!(begin(&other, FIRM, "91310115MA1684033Q", "firm").await.contains("/files/"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nobody_fills_the_desk_with_files() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let (clerk, _) = sign_up(&site, "clerk@example.com").await?;
        let codes = (0..11).map(|number| format!("91310115MA1{number:02}0000X"));
        let mut opened = 0;
        for (number, code) in codes.enumerate() {
            let name = format!("第{number}家有限公司");
            let fields = [("entry-name", name.as_str()), ("entry-credit-code", &code), ("entry-kind", "firm")];
            let answered = clerk.submit("/organisations/new", &fields).await;
            opened += u32::from(answered.status.is_redirection());
            assert!(answered.status.is_redirection() || answered.text.contains("正在办理的单位太多"));
        }
        assert_eq!(opened, 10);
        Ok(())
    })
    .await
}
