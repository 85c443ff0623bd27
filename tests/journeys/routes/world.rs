//! A site where somebody owns one of everything, and those who come to it.

use std::collections::BTreeMap;

use anyhow::Context as _;
use rongqiao_model::OrganisationId;
use rongqiao_model::access::Role;
use rongqiao_tests::database::TestDatabase;
use rongqiao_tests::listings::an_organisation;
use rongqiao_tests::site::TestSite;
use rongqiao_tests::visitor::Visitor;

use super::source::Route;
use super::things::{published_by_others, things};

pub(super) const FIRM: &str = "晨芯半导体（上海）有限公司";
pub(super) const OTHER_FIRM: &str = "滨海重工（上海）有限公司";

/// An identity that nothing has.
pub(super) const NOTHING: &str = "019e0000-0000-7000-8000-000000000000";

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
        let site = TestSite::with(TestDatabase::sqlite()?, published_by_others()).await?;
        let things = things(&site).await?;
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

/// Makes the account of somebody with a role.
pub(super) async fn make(site: &TestSite, name: &str, role: Role, organisation: Option<&str>) -> anyhow::Result<()> {
    let organisation: Option<OrganisationId> = organisation.map(|name| an_organisation(name).id);
    match role {
        Role::Person => site.person(name).await.map(drop),
        role => site.person_with(name, role, organisation).await.map(drop),
    }
}
