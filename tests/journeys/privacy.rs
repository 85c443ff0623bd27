//! What people see of their own data and do about it, and what is left when they leave.

mod agreeing;
mod asking;
mod closing;
mod copying;
mod leaving;
mod looking;
mod minors;
mod schema;

pub(crate) use self::closing::count;

use anyhow::Context as _;
use rongqiao_model::PersonId;
use rongqiao_model::contact::Contact;
use rongqiao_tests::site::TestSite;

pub(crate) const PASSWORD: &str = "滴水湖边三棵樟树一只白鹭";

/// Who is reached at `mail`.
async fn person_at(site: &TestSite, mail: &str) -> anyhow::Result<PersonId> {
    let contact = Contact::parse(mail).context("it is a contact")?;
    Ok(site.store.find_credentials(&contact).await?.context("there is an account")?.person)
}

/// What stands in the first hidden field called `name` on a page.
fn hidden<'a>(page: &'a str, name: &str) -> &'a str {
    let before = format!("name=\"{name}\" value=\"");
    page.split_once(&before).and_then(|(_, rest)| rest.split_once('"')).map_or("", |(value, _)| value)
}
