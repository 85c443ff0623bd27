//! `rongqiao create-admin`: gives a role of the platform to the first persons, who then give the others.

use rongqiao_model::access::{Grant, Role};
use rongqiao_model::chance::Chance;
use rongqiao_model::contact::Contact;
use rongqiao_model::person::{AgeGroup, LetterLanguage, NAME_MAX_CHARS};
use rongqiao_model::store::{Granted, NewPerson, SignedUp, Store};
use rongqiao_model::{ContactId, GrantId, PersonId};
use time::OffsetDateTime;

use super::{open, say};
use crate::config::Settings;
use crate::fault::Fault;

#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "Roles: system-administrator, security-administrator, audit-administrator (three different \
                        persons), firms-desk, universities-desk, committee, reviewer.\n\n\
                        Example:\n  rongqiao create-admin --contact shen@example.org --role security-administrator --name 沈若溪")]
pub(super) struct Arguments {
    /// E-mail address or mobile number by which the person signs in
    #[arg(long, value_parser = contact)]
    contact: Contact,
    /// The role to give
    #[arg(long, value_parser = role)]
    role: Role,
    /// What the person is called, if there is no account with that contact yet
    #[arg(long, default_value = "")]
    name: String,
}

pub(super) async fn run(settings: Settings, arguments: Arguments) -> Result<(), Fault> {
    let ground = open(settings).await?;
    let Arguments { contact, role, name } = arguments;
    let now = ground.clock.now();
    let chance = Chance::system();
    let person = match ground.store.find_credentials(&contact).await? {
        Some(known) => known.person,
        None => make_account(&ground.store, &chance, &contact, name, now).await?,
    };
    let id = GrantId::from_uuid(chance.id(now));
    let grant = Grant { id, person, role, organisation: None, until: None, granted_at: now };
    match ground.store.grant_role_by_operator(&grant, now).await? {
        Granted::Done => say(&format!("{} is {} now.", contact.value(), role.slug())),
        Granted::Held => say(&format!("{} is {} already.", contact.value(), role.slug())),
        Granted::Apart(apart) => {
            return Err(Fault::new(format!(
                "{} is {} already, which another person must be. Give the role to somebody else.",
                contact.value(),
                apart.0.slug()
            )));
        }
        Granted::Nobody => return Err(Fault::new(format!("The account of {} was just closed.", contact.value()))),
    }
    if role.needs_second_factor() {
        say("Sign in at /sign-in/code with a code that is sent there; the site then asks for a second factor.");
    }
    Ok(ground.store.close().await?)
}

/// Makes an account that signs in by codes to `contact`, which proves it at the first time.
async fn make_account(
    store: &Store,
    chance: &Chance,
    contact: &Contact,
    name: String,
    now: OffsetDateTime,
) -> Result<PersonId, Fault> {
    let name = rongqiao_model::naming::clean_text(&name);
    if name.is_empty() || name.chars().count() > NAME_MAX_CHARS {
        return Err(Fault::new(format!(
            "Nobody with an account is reached at {}. Say with --name what the person is called, in at most \
             {NAME_MAX_CHARS} characters.",
            contact.value()
        )));
    }
    let id = PersonId::from_uuid(chance.id(now));
    let contact = (ContactId::from_uuid(chance.id(now)), contact.clone());
    let new = NewPerson {
        id,
        name,
        language: LetterLanguage::Chinese,
        password_hash: None,
        contact,
        age_group: AgeGroup::Adult,
        agreed: None,
    };
    if store.sign_up(&new, now).await? == SignedUp::Done {
        return Ok(id);
    }
    Err(Fault::new("Somebody signed up with that contact at this moment. Run the command again."))
}

fn contact(text: &str) -> Result<Contact, String> {
    Contact::parse(text).ok_or_else(|| "write an e-mail address or a mobile number of mainland China".to_owned())
}

/// Reads a role that is held on the platform.
fn role(text: &str) -> Result<Role, String> {
    let on_platform = |role: &Role| role.is_of_staff() || *role == Role::Reviewer;
    Role::from_slug(text).filter(on_platform).ok_or_else(|| "write one of the roles named below".to_owned())
}
