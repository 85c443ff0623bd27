//! People with accounts and roles, already signed in.

use anyhow::Context as _;
use rongqiao_api::tokens;
use rongqiao_model::access::{Grant, Role};
use rongqiao_model::contact::Contact;
use rongqiao_model::person::{AgeGroup, LetterLanguage};
use rongqiao_model::session::Session;
use rongqiao_model::store::{Granted, NewPerson, SecondFactor, SignedUp, Store};
use rongqiao_model::{ContactId, GrantId, OrganisationId, PersonId, SessionId};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::site::TestSite;
use crate::visitor::Visitor;

/// Secret of the second factor of everybody here, in Base32.
const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/// Makes the account of somebody called `name` and reached at `mail`, with `password_hash` and without any role.
///
/// # Errors
///
/// Returns an error if the database refuses.
pub async fn make_person(
    store: &Store,
    (name, mail): (&str, &str),
    password_hash: Option<String>,
    now: OffsetDateTime,
) -> anyhow::Result<PersonId> {
    let person = PersonId::of_record("people", mail);
    let contact = Contact::parse(mail).context("it is an address")?;
    let new = NewPerson {
        id: person,
        name: name.to_owned(),
        language: LetterLanguage::Chinese,
        password_hash,
        contact: (ContactId::of_record("people", mail), contact),
        age_group: AgeGroup::Adult,
        agreed: None,
    };
    anyhow::ensure!(store.sign_up(&new, now).await? == SignedUp::Done, "{mail} has an account already");
    Ok(person)
}

/// Gives `person` a role, in an organisation or on the platform; whoever needs a second factor gets `secret`.
///
/// # Errors
///
/// Returns an error if the database refuses or the role cannot be given.
pub async fn give_role(
    store: &Store,
    person: PersonId,
    (role, organisation): (Role, Option<OrganisationId>),
    secret: &str,
    now: OffsetDateTime,
) -> anyhow::Result<()> {
    let id = GrantId::from_uuid(Uuid::new_v5(&person.as_uuid(), format!("{role:?} {organisation:?}").as_bytes()));
    let grant = Grant { id, person, role, organisation, until: None, granted_at: now };
    let granted = store.grant_role_by_operator(&grant, now).await?;
    anyhow::ensure!(granted == Granted::Done, "{granted:?}");
    if role.needs_second_factor() {
        let hashes = ["0".repeat(64)];
        let factor = SecondFactor { secret, step: 0, recovery_hashes: &hashes };
        store.set_second_factor(person, factor, SessionId::of_record("people", &person.to_string()), now).await?;
    }
    Ok(())
}

/// Somebody with an account and a browser in which they are signed in.
#[derive(Debug)]
pub struct Somebody<'a> {
    /// Who it is.
    pub id: PersonId,
    /// Their browser.
    pub browser: Visitor<'a>,
    site: &'a TestSite,
}

impl<'a> Somebody<'a> {
    /// Makes the account of `name`, reached at `mail`, and signs them in.
    ///
    /// # Errors
    ///
    /// Returns an error if `mail` belongs to somebody.
    pub async fn new(site: &'a TestSite, name: &str, mail: &str) -> anyhow::Result<Self> {
        let now = site.clock.now();
        let id = make_person(&site.store, (name, mail), None, now).await?;
        let session = Session::begin(SessionId::of_record("people", &id.to_string()), id, String::new(), true, now);
        site.store.start_session(&session, &tokens::hash("session", mail)).await?;
        let browser = Visitor::new(site);
        browser.carry(&format!("__Host-session={mail}"));
        Ok(Self { id, browser, site })
    }

    /// Gives them `role`, in `organisation` or on the platform, and a second factor where the role demands one.
    ///
    /// # Errors
    ///
    /// Returns an error if they hold it already or another that must stay apart from it.
    pub async fn given(self, role: Role, organisation: Option<OrganisationId>) -> anyhow::Result<Self> {
        give_role(&self.site.store, self.id, (role, organisation), SECRET, self.site.clock.now()).await?;
        Ok(self)
    }

    /// Makes the site ask them for a second factor at the next sign-in.
    ///
    /// # Errors
    ///
    /// Returns an error if the database refuses.
    pub async fn set_second_factor(&self) -> anyhow::Result<()> {
        let kept = SessionId::of_record("people", &self.id.to_string());
        let factor = SecondFactor { secret: SECRET, step: 0, recovery_hashes: &["0".repeat(64)] };
        Ok(self.site.store.set_second_factor(self.id, factor, kept, self.site.clock.now()).await?)
    }
}

impl TestSite {
    /// Somebody called `name` who is signed in and holds no role.
    ///
    /// # Errors
    ///
    /// Returns an error if the account cannot be made.
    pub async fn person(&self, name: &str) -> anyhow::Result<Visitor<'_>> {
        let mail = format!("{name}@example.com");
        let person = make_person(&self.store, ("林汐", &mail), None, self.clock.now()).await?;
        self.enter(name, person).await
    }

    /// Somebody called `name` who is signed in and holds `role`, in an organisation or on the platform.
    ///
    /// # Errors
    ///
    /// Returns an error if the account cannot be made or the role not given.
    pub async fn person_with(
        &self,
        name: &str,
        role: Role,
        organisation: Option<OrganisationId>,
    ) -> anyhow::Result<Visitor<'_>> {
        let now = self.clock.now();
        let person = make_person(&self.store, ("林汐", &format!("{name}@example.com")), None, now).await?;
        give_role(&self.store, person, (role, organisation), SECRET, now).await?;
        self.enter(name, person).await
    }

    /// The account called `name`, signed in anew now.
    ///
    /// # Errors
    ///
    /// Returns an error if the database refuses.
    pub async fn come_back(&self, name: &str) -> anyhow::Result<Visitor<'_>> {
        self.enter(name, PersonId::of_record("people", &format!("{name}@example.com"))).await
    }

    async fn enter(&self, name: &str, person: PersonId) -> anyhow::Result<Visitor<'_>> {
        let now = self.clock.now();
        let token = format!("{name}-{}", self.app().chance.id(now));
        let session = Session::begin(SessionId::of_record("people", &token), person, String::new(), true, now);
        self.store.start_session(&session, &tokens::hash("session", &token)).await?;
        let visitor = Visitor::new(self);
        visitor.carry(&format!("__Host-session={token}"));
        Ok(visitor)
    }
}
