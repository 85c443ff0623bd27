//! A facility from its calendar to the use that both sides confirm.

mod calendar;
mod counting;
mod keeping;
mod leaving;
mod racing;
mod reminding;

use rongqiao_model::access::{Action, Role, Thing};
use rongqiao_model::booking::{Approval, CalendarRules, Holidays, SlotLength, Taking, read_hours};
use rongqiao_model::chance::Chance;
use rongqiao_model::kind::ListingKind;
use rongqiao_model::store::{Booked, NewBooking, Store};
use rongqiao_model::{BookingId, PersonId};
use rongqiao_tests::listings::{ListingDraft, a_calendar as rules, a_listing, an_organisation};
use rongqiao_tests::people::make_person;
use rongqiao_tests::site::{Answered, TestSite};
use rongqiao_tests::visitor::Visitor;
use time::OffsetDateTime;
use time::macros::datetime;

const FIRM: &str = "晨芯半导体（上海）有限公司";
const OTHER_FIRM: &str = "滨海重工（上海）有限公司";

/// The first slot that can be booked at the moment at which tests start: the next day's, in Shanghai.
const SLOT: OffsetDateTime = datetime!(2026-09-02 09:00 +8);

fn the_facility() -> ListingDraft {
    a_listing(ListingKind::Facility).titled("机器人工作站").from("rongqiao", "facility").by(FIRM)
}

/// A site with the facility, whose calendar says `rules`.
async fn site_with(
    database: rongqiao_tests::database::TestDatabase,
    rules: &CalendarRules,
) -> anyhow::Result<TestSite> {
    let site =
        TestSite::with(database, [the_facility(), the_facility().from("rongqiao", "other").by(OTHER_FIRM)]).await?;
    site.store.keep_calendar_of_demonstration(the_facility().id(), rules, site.clock.now()).await?;
    Ok(site)
}

async fn keeper<'a>(site: &'a TestSite, name: &str, firm: &str) -> anyhow::Result<Visitor<'a>> {
    site.person_with(name, Role::Recruiter, Some(an_organisation(firm).id)).await
}

fn person(name: &str) -> PersonId {
    PersonId::of_record("people", &format!("{name}@example.com"))
}

/// Makes so many accounts.
async fn people(site: &TestSite, count: usize) -> anyhow::Result<Vec<PersonId>> {
    let mut people = Vec::new();
    for number in 0..count {
        let mail = format!("guest{number}@example.com");
        people.push(make_person(&site.store, ("林汐", &mail), None, site.clock.now()).await?);
    }
    Ok(people)
}

/// Books the slot that begins at `starts_at`, as its page would, under an identity of its own.
async fn book(
    store: &Store,
    booker: PersonId,
    starts_at: OffsetDateTime,
    now: OffsetDateTime,
) -> anyhow::Result<Booked> {
    let id = BookingId::of_record("test", &format!("{booker} {starts_at} {now}"));
    let facility = the_facility().id();
    let actor = store.find_actor(booker, now).await?;
    let firm = an_organisation(FIRM);
    let permit = actor.permit(Action::Book, Thing::booking(id, (firm.id, firm.kind), Some(booker)))?;
    let calendar = store.find_calendar(facility).await?.map_or(0, |it| it.revision);
    let new = NewBooking {
        listing: facility,
        starts_at,
        organisation: None,
        people: 1,
        roster: Vec::new(),
        note: String::new(),
        calendar,
    };
    Ok(store.book(&permit, &new, &Chance::system(), now).await?)
}

/// Text between `before` and `after`.
fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    page.split_once(before).and_then(|(_, rest)| rest.split_once(after)).map_or("", |(value, _)| value)
}

/// Books by the form as its page holds it; `more` stands beside.
async fn book_by_form(browser: &Visitor<'_>, starts_at: OffsetDateTime, more: &[(&str, &str)]) -> Answered {
    let address = format!("/listings/{}/book", the_facility().id());
    let slot = starts_at.unix_timestamp().to_string();
    let page = browser.get(&format!("{address}?slot={slot}")).await.text;
    let hidden = ["nonce", "calendar"].map(|name| (name, between(&page, &format!("name=\"{name}\" value=\""), "\"")));
    let fields = [("slot", slot.as_str()), ("book-consent", "yes"), ("book-people", "1")];
    let given: Vec<&str> = more.iter().map(|(name, _)| *name).collect();
    let fields = fields.into_iter().filter(|(name, _)| !given.contains(name));
    let fields: Vec<(&str, &str)> = fields.chain(hidden).chain(more.iter().copied()).collect();
    browser.submit(&address, &fields).await
}

/// Books by the form and returns the page of the booking and which one it is.
async fn booked_by_form(
    browser: &Visitor<'_>,
    starts_at: OffsetDateTime,
    more: &[(&str, &str)],
) -> anyhow::Result<(String, String)> {
    let answered = book_by_form(browser, starts_at, more).await;
    let path = answered.header("location").to_owned();
    let id = path.strip_prefix("/my/bookings/").map(str::to_owned);
    let id = id.ok_or_else(|| anyhow::anyhow!("{} {path}: {}", answered.status, answered.text))?;
    Ok((path, id))
}

/// Does `step` on the page at `path` as it holds its form; `more` stands beside.
async fn step(browser: &Visitor<'_>, path: &str, step: &str, more: &[(&str, &str)]) -> Answered {
    let page = browser.get(path).await.text;
    let revision = between(&page, "name=\"revision\" value=\"", "\"").to_owned();
    let fields: Vec<(&str, &str)> =
        [("do", step), ("revision", revision.as_str())].into_iter().chain(more.iter().copied()).collect();
    browser.submit(path, &fields).await
}

/// The state that a booking's page shows, by the name of its class.
async fn state(browser: &Visitor<'_>, path: &str) -> String {
    between(&browser.get(path).await.text, "class=\"state state-", "\"").to_owned()
}
