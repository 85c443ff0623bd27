//! People who are signed in already, with or without roles, for tests of what comes after.

use rongqiao_api::tokens;
use rongqiao_model::access::{Grant, Role};
use rongqiao_model::chance::Chance;
use rongqiao_model::contact::Contact;
use rongqiao_model::person::LetterLanguage;
use rongqiao_model::session::Session;
use rongqiao_model::store::{Granted, NewPerson, SecondFactor};
use rongqiao_model::{ContactId, GrantId, OrganisationId, PersonId, SessionId};

use crate::site::TestSite;
use crate::visitor::Visitor;

/// A secret of a second factor, in Base32.
const SECRET: &str = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

/// Somebody with an account and a browser in which they are signed in.
#[derive(Debug)]
pub struct Somebody<'a> {
    /// Who it is.
    pub id: PersonId,
    /// Where they are reached.
    pub contact: Contact,
    /// Their browser.
    pub browser: Visitor<'a>,
    site: &'a TestSite,
    session: SessionId,
}

impl<'a> Somebody<'a> {
    /// Makes the account of `name`, reached at `contact`, and signs them in.
    ///
    /// # Errors
    ///
    /// Returns an error if `contact` is none or belongs to somebody.
    pub async fn new(site: &'a TestSite, name: &str, contact: &str) -> anyhow::Result<Self> {
        let (now, chance) = (site.clock.now(), Chance::system());
        let id = PersonId::from_uuid(chance.id(now));
        let contact = Contact::parse(contact).ok_or_else(|| anyhow::anyhow!("{contact} is no contact"))?;
        let new = NewPerson {
            id,
            name: name.to_owned(),
            language: LetterLanguage::Chinese,
            password_hash: None,
            contact: (ContactId::from_uuid(chance.id(now)), contact.clone()),
        };
        anyhow::ensure!(site.store.sign_up(&new, now).await?, "the contact belongs to somebody");
        let session = SessionId::from_uuid(chance.id(now));
        let token = tokens::session_token(&chance);
        let started = Session::begin(session, id, "Firefox · Linux".to_owned(), true, now);
        site.store.start_session(&started, &tokens::hash("session", &token)).await?;
        let browser = Visitor::new(site);
        browser.carry(&format!("__Host-session={token}"));
        Ok(Self { id, contact, browser, site, session })
    }

    /// Gives them `role`, in `organisation` or on the platform, and a second factor where the role demands one.
    ///
    /// # Errors
    ///
    /// Returns an error if they hold it already or another that must stay apart from it.
    pub async fn given(self, role: Role, organisation: Option<OrganisationId>) -> anyhow::Result<Self> {
        let now = self.site.clock.now();
        let id = GrantId::from_uuid(Chance::system().id(now));
        let grant = Grant { id, person: self.id, role, organisation, until: None, granted_at: now };
        let granted = self.site.store.grant_role_by_operator(&grant, now).await?;
        anyhow::ensure!(granted == Granted::Done, "{} is not given: {granted:?}", role.slug());
        if role.needs_second_factor() {
            self.set_second_factor().await?;
        }
        Ok(self)
    }

    /// Makes the site ask them for a second factor at the next sign-in.
    ///
    /// # Errors
    ///
    /// Returns an error if the database refuses.
    pub async fn set_second_factor(&self) -> anyhow::Result<()> {
        let factor = SecondFactor { secret: SECRET, step: 0, recovery_hashes: &["0".repeat(64)] };
        self.site.store.set_second_factor(self.id, factor, self.session, self.site.clock.now()).await?;
        Ok(())
    }
}
