//! A challenge from the call for proposals to the result that both sides confirm.

pub(crate) mod cast;
mod desks;
mod milestones;
mod noticed;
mod reading;
mod running;
mod sealing;
mod story;
mod suspended;
mod team;

use std::sync::LazyLock;

use rongqiao_model::access::{Action, Actor, Grant, Permit, Role, Thing};
use rongqiao_model::call::{Declaration, Task, Terms, WEIGHTS_USUAL};
use rongqiao_model::chance::Chance;
use rongqiao_model::connect::Stage;
use rongqiao_model::kind::ListingKind;
use rongqiao_model::message::{News, Telling, Topic};
use rongqiao_model::organisation::{Organisation, OrganisationKind};
use rongqiao_model::sealing::{LockedKey, OpenKey};
use rongqiao_model::store::{CallBegun, ConnectionMoved, HandedIn, NewCall};
use rongqiao_model::{ConnectionId, GrantId, ListingId, PersonId, ProposalId, SealingKeyId};
use rongqiao_tests::listings::{ListingDraft, a_listing, an_organisation};
use rongqiao_tests::people::{give_role, make_person};
use rongqiao_tests::site::TestSite;
use time::{Duration, OffsetDateTime};

const FIRM: &str = "晨芯半导体（上海）有限公司";
pub(crate) const PASSPHRASE: &str = "滴水湖 边 三只 白鹭 2026";
const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/// Keys of officers: making one takes a second here, so that all tests share them.
static KEYS: LazyLock<Vec<LockedKey>> =
    LazyLock::new(|| (0..5).map(|_| LockedKey::new(PASSPHRASE).expect("it is made")).collect());

/// What the keys hold once their owners have typed the passphrase.
static OPEN: LazyLock<Vec<OpenKey>> =
    LazyLock::new(|| KEYS.iter().map(|key| key.open(PASSPHRASE).expect("it opens")).collect());

/// A challenge published here.
fn the_challenge() -> ListingDraft {
    a_listing(ListingKind::Challenge).titled("低温键合工艺").from("rongqiao", "challenge").by(FIRM)
}

/// A site with a call that is open, two officers with keys at each desk, and somebody who proposes.
struct World {
    site: TestSite,
    call: ConnectionId,
    deadline: OffsetDateTime,
    /// Two of the firms' desk, then two of the universities'.
    officers: Vec<PersonId>,
    proposer: PersonId,
}

impl World {
    async fn with_an_open_call(site: TestSite) -> anyhow::Result<Self> {
        let now = site.clock.now();
        site.publish([the_challenge()]).await?;
        // Organisations are known by what they publish.
        let facility = |name: &str| a_listing(ListingKind::Facility).titled(name).from("test", name).by(name);
        site.publish(["临港大学", "海洋学院"].map(facility)).await?;
        let mut officers = Vec::new();
        for (number, role) in
            [Role::FirmsDesk, Role::FirmsDesk, Role::UniversitiesDesk, Role::UniversitiesDesk].into_iter().enumerate()
        {
            let person = person(&site, &format!("officer{number}")).await?;
            give_role(&site.store, person, (role, None), SECRET, now).await?;
            officers.push(person);
        }
        let proposer = person(&site, "proposer").await?;
        let deadline = now + Duration::days(30);
        let id = ConnectionId::from_uuid(site.app().chance.id(now));
        let world = Self { site, call: id, deadline, officers, proposer };
        for number in 0..4 {
            world.make_key(number, number).await?;
        }
        world.put_up().await?;
        world.give_opinion().await?;
        let permit = world.desk(0).await?;
        let opened = world.site.store.open_call(&permit, 1, (&Chance::system(), now)).await?;
        anyhow::ensure!(matches!(&opened, ConnectionMoved::Done(it) if it.stage == Stage::Open), "{opened:?}");
        Ok(world)
    }

    /// Gives officer `number` the key `key`.
    async fn make_key(&self, number: usize, key: usize) -> anyhow::Result<()> {
        let now = self.site.clock.now();
        let actor = self.site.store.find_actor(self.officers[number], now).await?;
        let permit = actor.permit(Action::HoldSealingKey, Thing::platform())?;
        let id = SealingKeyId::from_uuid(self.site.app().chance.id(now));
        Ok(self.site.store.make_sealing_key(&permit, (id, &KEYS[key]), now).await?)
    }

    async fn put_up(&self) -> anyhow::Result<()> {
        let (now, firm) = (self.site.clock.now(), an_organisation(FIRM));
        let publisher = person(&self.site, "publisher").await?;
        give_role(&self.site.store, publisher, (Role::Recruiter, Some(firm.id)), SECRET, now).await?;
        let actor = self.site.store.find_actor(publisher, now).await?;
        let thing = Thing::connection(self.call, (firm.id, firm.kind), None);
        let permit = actor.permit(Action::AnswerResponse, thing)?;
        let listing = the_challenge().id();
        let found = self.site.store.find_public_listing(listing).await?.expect("it is public").listing;
        let mut terms = Terms::of(&found, WEIGHTS_USUAL).expect("it is a challenge");
        terms.background = "公开的背景说明".to_owned();
        let new = NewCall { listing, terms, deadline: self.deadline };
        let begun = self.site.store.put_up_call(&permit, &new, (&Chance::system(), now)).await?;
        anyhow::ensure!(begun == CallBegun::Done(self.call), "{begun:?}");
        Ok(())
    }

    async fn give_opinion(&self) -> anyhow::Result<()> {
        let (now, store) = (self.site.clock.now(), &self.site.store);
        let expert = person(&self.site, "expert").await?;
        let desk = self.desk(0).await?;
        store.invite_reviewer(&desk, (expert, Task::Opinion), &self.news(expert), now).await?;
        let actor = store.find_actor(expert, now).await?;
        let asked = store.find_call_to_review(&actor, (self.call, Task::Opinion)).await?;
        let (_, _, permit) = asked.expect("they were asked");
        let declared = (Task::Opinion, Declaration::None);
        anyhow::ensure!(store.declare_interest(&permit, declared, (&Chance::system(), now)).await?);
        anyhow::ensure!(store.give_opinion(&permit, "指标可测，建议张榜。", (&Chance::system(), now)).await?);
        Ok(())
    }

    fn news(&self, person: PersonId) -> News {
        let chance = &self.site.app().chance;
        let telling = Telling {
            topic: Topic::Connection,
            words: [("kind", "challenge"), ("name", "低温键合工艺"), ("what", "invite")]
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .into(),
            letter_words: std::collections::BTreeMap::new(),
            link: "/my/reviews".to_owned(),
            chance,
        };
        telling.to(person, self.site.clock.now())
    }

    /// What officer `number` may do to the call.
    async fn desk(&self, number: usize) -> anyhow::Result<Permit> {
        let actor = self.site.store.find_actor(self.officers[number], self.site.clock.now()).await?;
        let found = self.site.store.find_call_at_desk(&actor, self.call).await?;
        found.map(|(_, permit)| permit).ok_or_else(|| anyhow::anyhow!("it is not at their desk"))
    }

    /// What the proposer may do for the organisation called `name`.
    fn answers_for(&self, name: &str) -> Permit {
        answers_for(self.proposer, self.call, &an_organisation(name))
    }

    /// Hands in `text` for the organisation called `name` at `at`.
    async fn hand_in(&self, name: &str, text: &str, at: OffsetDateTime) -> anyhow::Result<HandedIn> {
        let id = ProposalId::from_uuid(self.site.app().chance.id(at));
        Ok(self.site.store.hand_in_proposal(&self.answers_for(name), (id, text), at).await?)
    }

    /// Lets the program do what is due at `at`.
    async fn tend(&self, at: OffsetDateTime) -> anyhow::Result<()> {
        self.site.store.tend_connections(&Chance::system(), at).await?;
        Ok(())
    }

    async fn stage(&self) -> anyhow::Result<Stage> {
        let listing: ListingId = the_challenge().id();
        Ok(self.site.store.find_public_call(listing).await?.expect("it is public").connection.stage)
    }
}

fn answers_for(person: PersonId, call: ConnectionId, organisation: &Organisation) -> Permit {
    let grant = Grant {
        id: GrantId::of_record("test", &organisation.name),
        person,
        role: Role::CollegeStaff,
        organisation: Some(organisation.id),
        until: None,
        granted_at: OffsetDateTime::UNIX_EPOCH,
    };
    let actor = Actor::new(person, vec![grant], OffsetDateTime::UNIX_EPOCH.date());
    let thing = Thing::connection(call, (organisation.id, OrganisationKind::University), None);
    actor.permit(Action::RespondForOrganisation, thing).expect("they write for it")
}

async fn person(site: &TestSite, name: &str) -> anyhow::Result<PersonId> {
    make_person(&site.store, ("林汐", &format!("{name}@example.com")), None, site.clock.now()).await
}

/// A proposal that says `marker`, as it is sealed.
fn proposal(marker: &str) -> String {
    serde_json::json!({
        "team": format!("课题组 {marker}"),
        "approaches": [{ "how": "等离子活化", "promised": 9.5 }],
        "plan": "先做工艺窗口",
        "milestones": [{ "title": "样机", "due_on": "2027-06-30" }],
        "price_yuan": 450_000,
        "intellectual_property": "共同申请",
        "seal": "0123",
    })
    .to_string()
}
