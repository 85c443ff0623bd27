//! A site where somebody owns one of everything, and those who come to it.

use std::collections::BTreeMap;

use anyhow::Context as _;
use rongqiao_model::access::Role;
use rongqiao_model::{GrantId, ListingId, OrganisationId, PersonId};
use rongqiao_tests::database::TestDatabase;
use rongqiao_tests::listings::{a_job, an_organisation};
use rongqiao_tests::site::TestSite;
use rongqiao_tests::visitor::Visitor;

use super::source::Route;

const FIRM: &str = "晨芯半导体（上海）有限公司";
const OTHER_FIRM: &str = "滨海重工（上海）有限公司";

/// An identity that nothing has.
const NOTHING: &str = "019e0000-0000-7000-8000-000000000000";

/// Somebody who comes to the site.
#[derive(Clone, Debug)]
pub(super) struct Caller {
    /// What the table calls them.
    pub(super) name: String,
    role: Option<(Role, Option<&'static str>)>,
}

impl Caller {
    /// Somebody without an account.
    pub(super) fn nobody() -> Self {
        Self { name: "nobody".to_owned(), role: None }
    }

    /// Whether they have no account.
    pub(super) fn is_nobody(&self) -> bool {
        self.name == "nobody"
    }

    /// Whether everything in the world is theirs.
    pub(super) fn is_owner(&self) -> bool {
        self.name == "owner"
    }
}

/// Nobody, the owner of everything, somebody without a role, and somebody with each role: where it is held in an
/// organisation, in the owner's and in another.
pub(super) fn callers() -> Vec<Caller> {
    let mut callers = vec![Caller::nobody()];
    let of = |name: String, role, organisation| Caller { name, role: Some((role, organisation)) };
    callers.push(of("owner".to_owned(), Role::OrganisationAdministrator, Some(FIRM)));
    for &role in Role::ALL {
        match role.is_in_organisation() {
            true => callers.extend([
                of(role.slug().to_owned(), role, Some(FIRM)),
                of(format!("{}-elsewhere", role.slug()), role, Some(OTHER_FIRM)),
            ]),
            false => callers.push(of(role.slug().to_owned(), role, None)),
        }
    }
    callers
}

/// A site where the owner has one of everything that an address can name.
pub(super) struct World {
    site: TestSite,
    /// What stands at an address, by what stands before it in the route.
    things: BTreeMap<&'static str, String>,
}

impl World {
    /// Builds the site for `caller`.
    pub(super) async fn new(caller: &Caller) -> anyhow::Result<Self> {
        let listings = [a_job("已有岗位").by(FIRM), a_job("别家岗位").by(OTHER_FIRM)];
        let public = [listings[0].id(), listings[1].id()];
        let site = TestSite::with(TestDatabase::sqlite()?, listings).await?;
        let things = things(&site, public).await?;
        if let Some((role, organisation)) = caller.role.filter(|_| !caller.is_owner()) {
            make(&site, &caller.name, role, organisation).await?;
        }
        Ok(Self { site, things })
    }

    /// A browser of `caller` that is signed in anew, since what was asked before may have signed them out.
    pub(super) async fn enter(&self, caller: &Caller) -> anyhow::Result<Visitor<'_>> {
        match caller.is_nobody() {
            true => Ok(Visitor::new(&self.site)),
            false => self.site.come_back(&caller.name).await,
        }
    }

    /// The address of `route` with what the owner has.
    pub(super) fn path(&self, route: &Route) -> anyhow::Result<String> {
        self.filled(route, None).map(|(path, _)| path)
    }

    /// The address of `route` with an identity that nothing has; `None` when it names nothing.
    pub(super) fn path_of_nothing(&self, route: &Route) -> anyhow::Result<Option<String>> {
        let (path, named) = self.filled(route, Some(NOTHING))?;
        Ok(named.then_some(path))
    }

    fn filled(&self, route: &Route, instead: Option<&str>) -> anyhow::Result<(String, bool)> {
        let mut path = String::new();
        let mut named = false;
        let mut rest = route.path.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            path += before;
            let start = &route.path[..route.path.len() - after.len() - 1];
            let thing = self.things.get(start).with_context(|| format!("nothing is made for {start}"))?;
            let is_identity = thing.len() == NOTHING.len();
            path += instead.filter(|_| is_identity).unwrap_or(thing);
            named |= is_identity;
            rest = after.split_once('}').map_or("", |(_, rest)| rest);
        }
        Ok((path + rest, named))
    }
}

async fn make(site: &TestSite, name: &str, role: Role, organisation: Option<&str>) -> anyhow::Result<()> {
    let organisation: Option<OrganisationId> = organisation.map(|name| an_organisation(name).id);
    match role {
        Role::Person => site.person(name).await.map(drop),
        role => site.person_with(name, role, organisation).await.map(drop),
    }
}

/// What the owner has, by what stands before it in a route.
async fn things(site: &TestSite, [public, other]: [ListingId; 2]) -> anyhow::Result<BTreeMap<&'static str, String>> {
    let firm = an_organisation(FIRM).id;
    make(site, "owner", Role::OrganisationAdministrator, Some(FIRM)).await?;
    let owner = site.come_back("owner").await?;
    let draft = draft(&owner, firm).await?;
    let submitted = self::draft(&owner, firm).await?;
    let form = owner.get(&format!("/my/listings/{submitted}/edit")).await.text;
    let revision = between(&form, "name=\"revision\" value=\"", "\"");
    let typed: Vec<(&str, &str)> = INTERNSHIP.iter().copied().chain([("revision", revision)]).collect();
    let handed_in = owner.submit(&format!("/my/listings/{submitted}/edit"), &typed).await;
    anyhow::ensure!(handed_in.status.is_redirection(), "{}", handed_in.text);
    let entry = [("entry-name", "新入驻单位"), ("entry-credit-code", "91310115MA11672128"), ("entry-kind", "firm")];
    let file = named_in(&owner.submit_and_follow("/organisations/new", &entry).await.0)?;
    owner.submit("/saved/searches", &[("search", "q=python")]).await;
    let saved = owner.get("/saved").await.text;
    let search = between(&saved, "/saved/searches/", "\"").to_owned();
    let form = owner.get("/profile/skills").await.text;
    let revision = between(&form, "name=\"revision\" value=\"", "\"");
    owner.submit("/profile/skills", &[("skill", "Python"), ("level", "working"), ("revision", revision)]).await;
    let skills = owner.get("/profile").await.text;
    let entry = between(&skills, "/profile/skills/", "\"").to_owned();
    let grant = GrantId::of_record("routes", "nothing").to_string();
    let owner_id = PersonId::of_record("people", "owner@example.com").to_string();
    let told = [("complaint-category", "outdated"), ("complaint-text", "岗位早已招满，页面仍显示在招。")];
    let complaint = named_in(&owner.submit_and_follow(&format!("/listings/{other}/complain"), &told).await.0)?;
    let things = [
        ("/listings/", public.to_string()),
        ("/fits/", public.to_string()),
        ("/organisations/", firm.to_string()),
        ("/my/organisations/", firm.to_string()),
        ("/desk/organisations/", firm.to_string()),
        ("/my/organisations/files/", file.clone()),
        ("/my/organisations/files/{id}/evidence/", grant.clone()),
        ("/desk/organisations/files/", file),
        ("/desk/organisations/files/{id}/evidence/", grant.clone()),
        ("/my/listings/", draft),
        ("/desk/listings/", submitted),
        ("/saved/searches/", search),
        ("/profile/", "skills".to_owned()),
        ("/profile/{section}/", entry),
        ("/desk/roles/", grant.clone()),
        ("/my/complaints/", complaint),
        ("/complaints/", "nothing".to_owned()),
        ("/my/listings/sheets/templates/", "course".to_owned()),
        // What nobody has: only that it is hidden is seen here.
        ("/my/listings/sheets/", grant.clone()),
        ("/my/listings/{id}/attachments/", grant.clone()),
        ("/listings/{id}/attachments/", grant.clone()),
        ("/my/organisations/{id}/measures/", grant.clone()),
        ("/my/registrations/", grant.clone()),
        ("/my/applications/", grant.clone()),
        ("/my/listings/{id}/applications/", grant.clone()),
        ("/my/inquiries/", grant.clone()),
        ("/my/invitations/", grant.clone()),
        ("/my/listings/{id}/people/", "nothing".to_owned()),
        ("/desk/inquiries/", grant.clone()),
        ("/desk/complaints/", grant.clone()),
        ("/desk/people/", owner_id),
        ("/desk/requests/", grant),
        ("/codes/", "nothing".to_owned()),
        ("/leave/", "nothing".to_owned()),
        ("/sign-in/with/", "nobody".to_owned()),
        ("/assets/", "nothing".to_owned()),
        ("/sitemaps/", "1.xml".to_owned()),
    ];
    for (start, thing) in &things {
        anyhow::ensure!(!thing.is_empty(), "the owner has nothing at {start}");
    }
    Ok(things.into())
}

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

/// Begins a listing of `firm`; returns its identity.
async fn draft(owner: &Visitor<'_>, firm: OrganisationId) -> anyhow::Result<String> {
    let page = owner.get("/my/listings/new").await.text;
    let nonce = between(&page, "name=\"nonce\" value=\"", "\"");
    let fields = [("nonce", nonce), ("kind", "job"), ("organisation", &firm.to_string())];
    named_in(&owner.submit_and_follow("/my/listings/new", &fields).await.0)
}

/// The identity in an address.
fn named_in(path: &str) -> anyhow::Result<String> {
    let id = path.split(['/', '?']).find(|part| part.len() == NOTHING.len());
    id.map(str::to_owned).with_context(|| format!("{path} names nothing"))
}

fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    page.split_once(before).and_then(|(_, rest)| rest.split_once(after)).map_or("", |(value, _)| value)
}
