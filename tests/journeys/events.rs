//! An event from its announcement to its door: people register, wait, move up, are told, and come in once.

use axum::http::StatusCode;
use rongqiao_model::access::Role;
use rongqiao_model::chance::Chance;
use rongqiao_model::kind::ListingKind;
use rongqiao_model::kind::event::{EventDetails, EventType};
use rongqiao_model::registration::{Figures, NewRegistration, RegistrationState};
use rongqiao_model::store::Registering;
use rongqiao_model::{ListingId, PersonId, RegistrationId};
use rongqiao_tests::database::{TestDatabase, on_every_database};
use rongqiao_tests::listings::{ListingDraft, a_job, a_listing, an_organisation};
use rongqiao_tests::people::{Somebody, make_person};
use rongqiao_tests::site::{Answered, TestSite};
use rongqiao_tests::visitor::Visitor;
use time::macros::datetime;
use tokio::task::JoinSet;

const FIRM: &str = "晨芯半导体（上海）有限公司";
const OTHER_FIRM: &str = "滨海重工（上海）有限公司";

/// A matchmaking event on 16 October, 13:30 to 16:30, with so many seats and registration until 18:00 on the 14th.
fn an_event(seats: u32) -> ListingDraft {
    let details = EventDetails {
        event_type: Some(EventType::Matchmaking),
        starts_at: Some(datetime!(2026-10-16 13:30 +8)),
        ends_at: Some(datetime!(2026-10-16 16:30 +8)),
        register_until: Some(datetime!(2026-10-14 18:00 +8)),
        seats: Some(seats),
        audience: "企业技术负责人".to_owned(),
        agenda: "13:30 签到\n14:00 企业出题".to_owned(),
    };
    a_listing(ListingKind::Event).titled("装备技术对接会").from("rongqiao", "event").by(FIRM).with_event(details)
}

async fn somebody<'a>(site: &'a TestSite, name: &str) -> anyhow::Result<Somebody<'a>> {
    Somebody::new(site, name, &format!("{name}@example.com")).await
}

async fn recruiter<'a>(site: &'a TestSite, name: &str, firm: &str) -> anyhow::Result<Visitor<'a>> {
    site.person_with(name, Role::Recruiter, Some(an_organisation(firm).id)).await
}

/// Text between `before` and `after`.
fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    page.split_once(before).and_then(|(_, rest)| rest.split_once(after)).map_or("", |(value, _)| value)
}

/// Registers by the form as its page holds it.
async fn register(browser: &Visitor<'_>, event: ListingId, more: &[(&str, &str)]) -> Answered {
    let address = format!("/listings/{event}/register");
    let page = browser.get(&address).await;
    let reach = between(between(&page.text, "<select id=\"reach\"", "</select>"), "<option value=\"", "\"").to_owned();
    let fields: Vec<(&str, &str)> =
        [("reach", reach.as_str()), ("consent", "yes")].into_iter().chain(more.iter().copied()).collect();
    browser.submit(&address, &fields).await
}

/// The state that somebody's own page shows, by the name of its class.
async fn own_state(browser: &Visitor<'_>, event: ListingId) -> String {
    let page = browser.get(&format!("/my/registrations/{event}")).await;
    between(&page.text, "class=\"state state-", "\"").to_owned()
}

/// The code that somebody shows at the door.
async fn own_code(browser: &Visitor<'_>, event: ListingId) -> String {
    let page = browser.get(&format!("/my/registrations/{event}")).await;
    between(&page.text, "<p class=\"entry-code\">", "</p>").to_owned()
}

/// The unread messages of somebody, as their page shows them.
async fn messages(browser: &Visitor<'_>) -> String {
    browser.get("/messages").await.text
}

fn new_registration(event: ListingId, person: PersonId) -> NewRegistration {
    let id = RegistrationId::of_record("test", &person.to_string());
    NewRegistration { id, listing: event, person, contact: None, note: String::new() }
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

#[tokio::test]
async fn of_fifty_who_want_the_last_seat_at_once_one_has_it_and_the_others_wait_in_order() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [an_event(1)]).await?;
        let event = an_event(1).id();
        let now = site.clock.now();
        let mut all = JoinSet::new();
        for person in people(&site, 50).await? {
            let (store, chance) = (site.store.clone(), Chance::system());
            all.spawn(async move { store.register(&new_registration(event, person), &chance, now).await });
        }
        let mut seated = Vec::new();
        for done in all.join_all().await {
            match done? {
                Registering::Done(own) if own.state == RegistrationState::Registered => seated.push(own.person),
                Registering::Done(own) => assert_eq!(own.state, RegistrationState::Waiting),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(seated.len(), 1);
        let figures = site.store.count_registrations(event).await?;
        assert_eq!(figures, Figures { registered: 1, waiting: 49, came: 0 });

        let writer = recruiter(&site, "recruiter", FIRM).await?;
        let roll = writer.get(&format!("/my/listings/{event}/registrations")).await.text;
        assert_eq!(roll.matches("<td>候补中</td>").count(), 49);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn seats_given_back_at_once_go_to_those_who_wait_longest_and_none_twice() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [an_event(8)]).await?;
        let event = an_event(8).id();
        let (now, people) = (site.clock.now(), people(&site, 20).await?);
        for &person in &people {
            site.store.register(&new_registration(event, person), &site.app().chance, now).await?;
        }
        let mut all = JoinSet::new();
        // Five give a seat back, two of them twice at once, and one who waits goes too.
        for person in [0, 1, 2, 3, 4, 0, 1, 8].map(|at: usize| people[at]) {
            let (store, chance) = (site.store.clone(), Chance::system());
            all.spawn(async move { store.cancel_registration(person, event, &chance, now).await });
        }
        let done = all.join_all().await.into_iter().collect::<Result<Vec<bool>, _>>()?;
        assert_eq!(done.into_iter().filter(|&it| it).count(), 6);
        let figures = site.store.count_registrations(event).await?;
        assert_eq!(figures, Figures { registered: 8, waiting: 6, came: 0 });
        for (at, &person) in people.iter().enumerate() {
            let own = site.store.find_own_registration(person, event).await?.expect("they registered");
            let told = site.store.count_unread_messages(person).await?;
            match at {
                0..=4 => assert_eq!((own.state, told), (RegistrationState::Cancelled, 0), "{at}"),
                5..=7 => assert_eq!((own.state, told), (RegistrationState::Registered, 0), "{at}"),
                // Whoever goes may have moved up just before.
                8 => assert_eq!(own.state, RegistrationState::Cancelled),
                9..=13 => assert_eq!((own.state, told), (RegistrationState::Registered, 1), "{at}"),
                _ => assert_eq!((own.state, told), (RegistrationState::Waiting, 0), "{at}"),
            }
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn somebody_registers_once_waits_moves_up_and_is_told_without_a_word_in_the_mail() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [an_event(1)]).await?;
        let event = an_event(1).id();
        let page = site.get(&format!("/listings/{event}")).await.text;
        for words in
            ["2026年10月16日 周五 13:30–16:30", "报名中", "剩余 1 个名额，共 1 个", "14:00 企业出题", "加入日历"]
        {
            assert!(page.contains(words), "{words}");
        }
        let to_sign_in = site.get(&format!("/listings/{event}/register")).await;
        assert!(to_sign_in.header("location").starts_with("/sign-in?back="), "{}", to_sign_in.status);
        let (one, other) = (somebody(&site, "one").await?, somebody(&site, "other").await?);

        let refused =
            one.browser.submit(&format!("/listings/{event}/register"), &[("note-to-organiser", "素食")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("请先同意向主办方提供") && refused.text.contains("素食"), "{}", refused.text);
        let long = "长".repeat(201);
        let refused = register(&one.browser, event, &[("note-to-organiser", &long)]).await;
        assert!(refused.text.contains("留言最多 200 个字符，现在是 201 个"), "{}", refused.text);
        let own = format!("/my/registrations/{event}");
        let form = [("note-to-organiser", "素食")];
        let (first, second) = tokio::join!(register(&one.browser, event, &form), register(&one.browser, event, &form));
        assert_eq!([first.header("location"), second.header("location")], [own.as_str(), own.as_str()]);
        assert_eq!(site.store.count_registrations(event).await?.registered, 1);
        assert_eq!(own_state(&one.browser, event).await, "registered");
        assert_eq!(one.browser.get(&format!("/listings/{event}/register")).await.header("location"), own);
        assert_eq!(other.browser.get(&own).await.status, StatusCode::NOT_FOUND, "it is nobody else's");

        assert!(site.get(&format!("/en/listings/{event}")).await.text.contains("Full, with a waiting list"));
        assert_eq!(register(&other.browser, event, &[]).await.header("location"), own);
        assert_eq!(own_state(&other.browser, event).await, "waiting");
        assert_eq!(own_code(&other.browser, event).await, "", "who waits has no code");
        one.browser.submit(&format!("{own}/cancel"), &[]).await;
        assert_eq!(
            [own_state(&one.browser, event).await, own_state(&other.browser, event).await],
            ["cancelled", "registered"]
        );
        assert!(messages(&other.browser).await.contains("“装备技术对接会”有了名额"));
        let letters = site.letters().await?;
        let letter = letters.iter().find(|it| it.to.value() == "other@example.com").expect("a letter went there");
        assert!(letter.text.contains(&own) && !letter.text.contains("装备"), "{letter:?}");
        assert_eq!(register(&one.browser, event, &[]).await.header("location"), own, "one may come back");
        assert_eq!(own_state(&one.browser, event).await, "waiting");
        let mine = one.browser.get("/my/registrations").await.text;
        assert!(mine.contains("装备技术对接会") && mine.contains("候补中"), "{mine}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nobody_registers_or_cancels_too_late_or_for_what_is_announced_elsewhere() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let elsewhere = an_event(5).titled("别处的活动").from("elsewhere", "event");
        let site = TestSite::with(database, [an_event(5), elsewhere.clone()]).await?;
        let event = an_event(5).id();
        let one = somebody(&site, "one").await?;
        somebody(&site, "other").await?;
        let at_theirs = register(&one.browser, elsewhere.id(), &[]).await;
        assert!(at_theirs.status == StatusCode::CONFLICT && at_theirs.text.contains("请向主办方报名"));
        let job = a_listing(ListingKind::Job).id();
        assert_eq!(one.browser.get(&format!("/listings/{job}/register")).await.status, StatusCode::NOT_FOUND);
        register(&one.browser, event, &[]).await;

        site.clock.set(datetime!(2026-10-14 18:00 +8));
        let other = site.come_back("other").await?;
        let late = register(&other, event, &[]).await;
        assert!(late.status == StatusCode::CONFLICT && late.text.contains("报名已截止"), "{}", late.text);
        site.clock.set(datetime!(2026-10-16 13:30 +8));
        let one = site.come_back("one").await?;
        let path = format!("/my/registrations/{event}");
        assert!(!one.get(&path).await.text.contains("取消报名"));
        one.submit(&format!("{path}/cancel"), &[]).await;
        assert_eq!(own_state(&one, event).await, "registered", "it has begun");
        site.clock.set(datetime!(2026-10-16 16:31 +8));
        assert_eq!(own_state(&one, event).await, "absent");
        let page = site.get(&format!("/listings/{event}")).await.text;
        assert!(page.contains("活动已结束") && !page.contains("/register\""), "{page}");
        assert!(!site.get("/events").await.text.contains("装备技术对接会"));
        assert!(site.get("/events?over").await.text.contains("装备技术对接会"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_code_opens_the_door_once_on_the_day_and_for_its_event_alone() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let second = an_event(5).titled("另一场对接会").from("rongqiao", "second");
        let of_others = a_job("别家岗位").by(OTHER_FIRM);
        let site = TestSite::with(database, [an_event(5), second.clone(), of_others]).await?;
        let event = an_event(5).id();
        let guest = Somebody::new(&site, "=HYPERLINK(\"x\")", "guest@example.com").await?;
        register(&guest.browser, event, &[("note-to-organiser", "+一人同行")]).await;
        let code = own_code(&guest.browser, event).await;
        assert_eq!(code.len(), 9, "{code}");
        let typed = code.to_lowercase().replace('-', " ");
        let door = |id: ListingId| format!("/my/listings/{id}/check-in");

        let writer = recruiter(&site, "recruiter", FIRM).await?;
        let early = writer.submit(&door(event), &[("check-in-code", &typed)]).await;
        assert!(early.status == StatusCode::CONFLICT && early.text.contains("只能在活动当天签到"), "{}", early.text);
        site.clock.set(datetime!(2026-10-16 13:00 +8));
        let (writer, stranger) = (site.come_back("recruiter").await?, recruiter(&site, "stranger", OTHER_FIRM).await?);
        assert_eq!(stranger.submit(&door(event), &[("check-in-code", &typed)]).await.status, StatusCode::NOT_FOUND);
        let elsewhere = writer.submit(&door(second.id()), &[("check-in-code", &typed)]).await;
        assert_eq!(elsewhere.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", elsewhere.text);
        let nobody = writer.submit(&door(event), &[("check-in-code", "AAAA-AAAA")]).await;
        assert!(nobody.text.contains("名单中没有这个签到码") && nobody.text.contains("AAAA-AAAA"), "{}", nobody.text);
        let fields = [("check-in-code", typed.as_str())];
        let here = door(event);
        let (first, again) = tokio::join!(writer.submit(&here, &fields), writer.submit(&here, &fields));
        let statuses = [first.status, again.status];
        assert!(statuses.contains(&StatusCode::SEE_OTHER) && statuses.contains(&StatusCode::CONFLICT), "{statuses:?}");
        let shown = writer.get(&format!("{}?code={}", door(event), code.replace('-', ""))).await;
        assert!(shown.text.contains("已签到：=HYPERLINK"), "{}", shown.text);
        assert_eq!(site.store.count_registrations(event).await?, Figures { registered: 1, waiting: 0, came: 1 });

        for path in [format!("/my/listings/{event}/registrations"), door(event)] {
            assert_eq!(stranger.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let export = format!("/my/listings/{event}/registrations.csv");
        assert_eq!(stranger.submit(&export, &[]).await.status, StatusCode::NOT_FOUND);
        let table = writer.submit(&export, &[]).await;
        assert!(table.header("content-type").starts_with("text/csv") && table.header("cache-control") == "no-store");
        assert!(
            table.text.contains("\"'=HYPERLINK(\"\"x\"\")\",guest@example.com,已签到,'+一人同行"),
            "{}",
            table.text
        );
        let audit = site.store.list_audit(0, 1_000).await?;
        let told = |slug: &str| audit.iter().filter(|entry| entry.event.slug() == slug).count();
        assert_eq!([told("registration-checked-in"), told("registrations-exported")], [1, 1]);
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

/// What an organiser types for an event, with `changes` in the place of what stands there.
fn typed(changes: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let mut fields = vec![
        ("title", "光刻工艺宣讲会"),
        ("description", "两位工程师讲自己的头一年。"),
        ("event_type", "talk"),
        ("starts_at", "2026-10-16T13:30"),
        ("ends_at", "2026-10-16T16:30"),
        ("seats", "1"),
        ("place", "创新中心 201"),
        ("zone", "lg-ic"),
        ("skills", "光刻工艺"),
    ];
    for &(name, value) in changes {
        fields.retain(|(known, _)| *known != name);
        fields.push((name, value));
    }
    fields
}

async fn send(writer: &Visitor<'_>, event: ListingId, changes: &[(&'static str, &'static str)]) -> Answered {
    let edit = format!("/my/listings/{event}/edit");
    let page = writer.get(&edit).await.text;
    let revision = between(&page, "name=\"revision\" value=\"", "\"").to_owned();
    let mut fields = typed(changes);
    fields.push(("do", "submit"));
    let fields: Vec<(&str, &str)> = fields.into_iter().chain([("revision", revision.as_str())]).collect();
    writer.submit(&edit, &fields).await
}

async fn approve(officer: &Visitor<'_>, event: ListingId) -> Answered {
    let path = format!("/desk/listings/{event}");
    let page = officer.get(&path).await.text;
    let revision = between(&page, "name=\"revision\" value=\"", "\"").to_owned();
    officer.submit(&path, &[("do", "approve"), ("revision", &revision)]).await
}

/// An event that was written, reviewed and published.
async fn published(site: &TestSite, writer: &Visitor<'_>, officer: &Visitor<'_>) -> anyhow::Result<ListingId> {
    let page = writer.get("/my/listings/new").await.text;
    let nonce = between(&page, "name=\"nonce\" value=\"", "\"").to_owned();
    let organisation = an_organisation(FIRM).id.to_string();
    let fields = [("nonce", nonce.as_str()), ("kind", "event"), ("organisation", &organisation)];
    let (landed, form) = writer.submit_and_follow("/my/listings/new", &fields).await;
    assert!(!form.text.contains("name=\"valid_through\""), "an event is over when it ends");
    let event: ListingId = landed.trim_start_matches("/my/listings/").trim_end_matches("/edit").parse()?;
    let wrong = [("register_until", "2026-10-17T09:00"), ("ends_at", "2028-10-16T16:30")];
    assert_eq!(send(writer, event, &wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let wrong = send(writer, event, &[("register_until", "2026-10-17T09:00")]).await;
    assert!(wrong.text.contains("报名截止不能晚于活动结束"), "{}", wrong.text);
    assert_eq!(send(writer, event, &[]).await.header("location"), format!("/my/listings/{event}"));
    assert_eq!(approve(officer, event).await.header("location"), "/desk/listings");
    site.follow().await?;
    Ok(event)
}

#[tokio::test]
async fn a_later_version_gives_more_seats_never_takes_one_and_tells_of_another_time() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [an_event(1)]).await?;
        let writer = recruiter(&site, "recruiter", FIRM).await?;
        let officer = site.person_with("desk", Role::FirmsDesk, None).await?;
        let event = published(&site, &writer, &officer).await?;
        let overview = writer.get(&format!("/my/listings/{event}")).await.text;
        assert!(overview.contains("/registrations\"") && !overview.contains("/extend\""), "{overview}");
        let (one, other) = (somebody(&site, "one").await?, somebody(&site, "other").await?);
        register(&one.browser, event, &[]).await;
        register(&other.browser, event, &[]).await;
        assert_eq!(own_state(&other.browser, event).await, "waiting");
        site.tend_postings().await?;
        assert_eq!(site.store.count_unread_messages(one.id).await?, 0, "nothing has changed");

        let more = [("seats", "3"), ("starts_at", "2026-10-16T14:00")];
        send(&writer, event, &more).await;
        approve(&officer, event).await;
        for _ in 0..2 {
            site.tend_postings().await?;
        }
        assert_eq!(own_state(&other.browser, event).await, "registered");
        assert_eq!(site.store.count_unread_messages(one.id).await?, 1, "told once");
        assert_eq!(site.store.count_unread_messages(other.id).await?, 2, "of the time and of the seat");
        assert!(messages(&one.browser).await.contains("“光刻工艺宣讲会”的时间或地点有变动"));

        let fewer = send(&writer, event, &[("seats", "1"), ("starts_at", "2026-10-16T14:00")]).await;
        assert_eq!(fewer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(fewer.text.contains("已有 2 人报名，名额不能少于这个数"), "{}", fewer.text);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_event_that_is_called_off_ends_its_registrations_and_stays_in_calendars_as_cancelled() -> anyhow::Result<()>
{
    on_every_database(async |database| {
        let site = TestSite::with(database, [an_event(1)]).await?;
        let writer = recruiter(&site, "recruiter", FIRM).await?;
        let officer = site.person_with("desk", Role::FirmsDesk, None).await?;
        let event = published(&site, &writer, &officer).await?;
        let one = somebody(&site, "one").await?;
        register(&one.browser, event, &[]).await;
        let file = format!("/listings/{event}.ics");
        let before = site.get(&file).await;
        assert!(before.header("content-type").starts_with("text/calendar"), "{}", before.text);
        assert!(before.text.contains("STATUS:CONFIRMED") && before.text.contains("DTSTART:20261016T053000Z"));

        writer.submit(&format!("/my/listings/{event}/close"), &[("reason", "讲者生病。")]).await;
        assert_eq!(own_state(&one.browser, event).await, "ended", "before the roll is settled");
        let late = register(&somebody(&site, "late").await?.browser, event, &[]).await;
        assert!(late.status == StatusCode::CONFLICT && late.text.contains("活动已取消"), "{}", late.text);
        for _ in 0..2 {
            site.tend_postings().await?;
        }
        assert_eq!(site.store.count_unread_messages(one.id).await?, 1);
        assert!(messages(&one.browser).await.contains("“光刻工艺宣讲会”已取消"));
        assert_eq!(site.store.count_registrations(event).await?, Figures::default());
        let page = site.get(&format!("/listings/{event}")).await.text;
        assert!(page.contains("活动已取消") && page.contains("https://schema.org/EventCancelled"), "{page}");
        let after = site.get(&file).await.text;
        let sequence = |file: &str| between(file, "SEQUENCE:", "\r\n").parse::<u32>();
        assert!(after.contains("STATUS:CANCELLED") && sequence(&after)? > sequence(&before.text)?, "{after}");
        assert_eq!(between(&after, "UID:", "\r\n"), format!("{event}@rongqiao"));
        assert!(site.get("/events.ics").await.text.contains("STATUS:CANCELLED"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn events_stand_by_months_and_a_calendar_reads_each_line() -> anyhow::Result<()> {
    let said = "第一行；有逗号, 分号; 和反斜线\\。\n第二行很长：从一支压力传感器的标定讲起，谈耐压壳体、补偿油路和密封圈在深海里的日子。";
    let draft = an_event(5).saying(said);
    let later = EventDetails {
        starts_at: Some(datetime!(2026-11-02 09:00 +8)),
        ends_at: Some(datetime!(2026-11-04 17:00 +8)),
        ..EventDetails::default()
    };
    let exhibition = a_listing(ListingKind::Event).titled("装备展").from("rongqiao", "fair").by(FIRM).with_event(later);
    let site = TestSite::with(TestDatabase::sqlite()?, [exhibition, draft]).await?;
    let page = site.get("/events").await.text;
    let places = ["2026年10月", "装备技术对接会", "2026年11月", "装备展"].map(|words| page.find(words));
    assert!(places.is_sorted() && places.iter().all(Option::is_some), "{places:?}");
    assert!(page.contains("2026年11月2日 周一 09:00 至 2026年11月4日 周三 17:00"), "{page}");
    let english = site.get("/en/events").await.text;
    assert!(english.contains("Friday 16 October 2026, 13:30–16:30"), "{english}");

    let file = site.get("/events.ics").await.text;
    assert!(file.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{file}");
    assert_eq!(file.matches("BEGIN:VEVENT").count(), 2);
    let unfolded = file.replace("\r\n ", "");
    assert!(unfolded.contains(r"第一行；有逗号\, 分号\; 和反斜线\\。\n第二行很长"), "{unfolded}");
    assert!(site.get("/feed.atom?kind=event").await.text.matches("<entry>").count() == 2);
    Ok(())
}
