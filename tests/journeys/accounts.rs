//! Making an account, signing in and out, and keeping others from doing it in one's place.

use std::collections::HashSet;

use anyhow::Context as _;
use axum::http::StatusCode;
use rongqiao_api::tokens;
use rongqiao_model::contact::Contact;
use rongqiao_model::throttle::GUESSES_FROM;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::site::{Answered, TestSite};
use rongqiao_tests::visitor::{Visitor, form};
use time::Duration;
use totp_rs::{Builder, Secret};

const MAIL: &str = "linxi@example.edu.cn";
const PASSWORD: &str = "滴水湖边三棵樟树一只白鹭";

/// Makes the account of `contact` and returns the browser that is signed in with it.
pub(crate) async fn sign_up<'a>(site: &'a TestSite, contact: &str) -> anyhow::Result<Visitor<'a>> {
    let visitor = Visitor::new(site);
    let (code_page, _) = visitor.submit_and_follow("/sign-up", &sign_up_form(contact)).await;
    let stored = Contact::parse(contact).context("it is a contact")?;
    let code = site.last_code(stored.value()).await?;
    let (landed, page) = visitor.submit_and_follow(&code_page, &[("code", &code)]).await;
    anyhow::ensure!(landed == "/account" && page.text.contains("林汐"), "{landed}: {}", page.text);
    Ok(visitor)
}

const fn sign_up_form(contact: &str) -> [(&'static str, &str); 4] {
    [("name", "林汐"), ("contact", contact), ("new-password", PASSWORD), ("agreed", "yes")]
}

async fn sign_in<'a>(site: &'a TestSite, contact: &str, password: &str) -> (Visitor<'a>, Answered) {
    let visitor = Visitor::new(site);
    let answered = visitor.submit("/sign-in", &[("contact", contact), ("password", password)]).await;
    (visitor, answered)
}

fn is_signed_in(page: &Answered) -> bool {
    page.status == StatusCode::OK
}

#[tokio::test]
async fn an_account_is_made_by_proving_a_contact_and_opens_with_its_password() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let visitor = sign_up(&site, MAIL).await?;
        assert!(visitor.cookie().starts_with("__Host-session="), "{}", visitor.cookie());
        let out = visitor.submit("/sign-out", &[]).await;
        assert!(out.status.is_redirection() && visitor.cookie().is_empty());
        let turned_away = visitor.get("/account").await;
        assert_eq!(turned_away.header("location"), "/sign-in?back=%2Faccount");
        let (again, answered) = sign_in(&site, "LinXi@Example.edu.cn", PASSWORD).await;
        assert_eq!(answered.header("location"), "/account");
        let page = again.get("/account").await;
        assert!(is_signed_in(&page) && page.header("cache-control") == "no-store");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_cookie_that_was_signed_out_opens_nothing_any_more() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let visitor = sign_up(&site, MAIL).await?;
        let thief = Visitor::new(&site);
        thief.carry(&visitor.cookie());
        assert!(is_signed_in(&thief.get("/account").await));
        visitor.submit("/sign-out", &[]).await;
        assert!(!is_signed_in(&thief.get("/account").await));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn every_mistake_of_a_form_is_told_at_once_and_nothing_typed_is_lost() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let wrong = [("name", ""), ("contact", "linxi@"), ("new-password", "short")];
        let page = Visitor::new(&site).submit("/sign-up", &wrong).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        for sentence in ["请填写姓名或称呼", "请填写完整的邮箱", "密码至少需要 12 个字符", "勾选同意", "linxi@"]
        {
            assert!(page.text.contains(sentence), "{sentence}");
        }
        assert!(!page.text.contains("short\""), "a password never comes back");
        assert!(site.letters().await?.is_empty());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nobody_can_tell_from_outside_whether_there_is_an_account() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        sign_up(&site, MAIL).await?;
        let stranger = "nobody@example.edu.cn";
        for (path, known, unknown) in [
            ("/sign-up", "已经有融桥账号", "注册验证码"),
            ("/sign-in/code", "登录验证码", "还没有融桥账号"),
            ("/recovery", "重设密码验证码", "还没有融桥账号"),
        ] {
            let mut pages = Vec::new();
            for (contact, subject) in [(MAIL, known), (stranger, unknown)] {
                site.clock.set(site.clock.now() + Duration::hours(2));
                let (to, page) = Visitor::new(&site).submit_and_follow(path, &sign_up_form(contact)).await;
                let last = site.letters().await?.pop().context("a letter was sent")?;
                assert!(last.subject.contains(subject) && last.to.value() == contact, "{last:?}");
                let id = to.rsplit('/').next().unwrap_or_default().to_owned();
                pages.push((page.status, page.text.replace(&id, "").replace("n***@", "l***@")));
            }
            assert_eq!(pages[0], pages[1], "{path}");
        }
        let answers = [(MAIL, "wrong password"), (stranger, "wrong password")];
        let mut refusals = Vec::new();
        for (contact, password) in answers {
            let (_, answered) = sign_in(&site, contact, password).await;
            refusals.push((answered.status, answered.text.replace(contact, "")));
        }
        assert_eq!(refusals[0], refusals[1]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn after_five_wrong_passwords_even_the_right_one_has_to_wait() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        sign_up(&site, MAIL).await?;
        for contact in [MAIL, "nobody@example.edu.cn"] {
            for _ in 0..5 {
                assert_eq!(sign_in(&site, contact, "wrong password").await.1.status, StatusCode::UNPROCESSABLE_ENTITY);
            }
            let (_, refused) = sign_in(&site, contact, PASSWORD).await;
            assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS, "{contact}");
            assert!(refused.text.contains("1 分钟后再试") && refused.header("retry-after") == "61", "{}", refused.text);
        }
        site.clock.set(site.clock.now() + Duration::minutes(1));
        assert!(sign_in(&site, MAIL, PASSWORD).await.1.status.is_redirection());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_code_is_good_once_for_ten_minutes_and_five_tries() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        sign_up(&site, MAIL).await?;
        let ask = async || {
            site.clock.set(site.clock.now() + Duration::hours(2));
            let visitor = Visitor::new(&site);
            let (to, _) = visitor.submit_and_follow("/sign-in/code", &[("contact", MAIL)]).await;
            anyhow::Ok((visitor, to, site.last_code(MAIL).await?))
        };
        let (visitor, to, code) = ask().await?;
        assert!(visitor.submit(&to, &[("code", &code)]).await.status.is_redirection());
        assert!(visitor.submit(&to, &[("code", &code)]).await.text.contains("已失效"), "a code is used once");

        let (visitor, to, code) = ask().await?;
        site.clock.set(site.clock.now() + Duration::minutes(10));
        assert!(visitor.submit(&to, &[("code", &code)]).await.text.contains("已失效"), "a code runs out");

        let (visitor, to, code) = ask().await?;
        let wrong = if code == "000000" { "000001" } else { "000000" };
        for tries in 1..=5 {
            let page = visitor.submit(&to, &[("code", wrong)]).await;
            assert!(page.text.contains(if tries < 5 { "验证码不对" } else { "已失效" }), "{tries}");
        }
        site.clock.set(site.clock.now() + Duration::minutes(2));
        assert!(visitor.submit(&to, &[("code", &code)]).await.text.contains("已失效"), "wrong tries use a code up");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn of_many_who_type_the_same_code_at_once_one_enters() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        sign_up(&site, MAIL).await?;
        site.clock.set(site.clock.now() + Duration::hours(2));
        let (to, _) = Visitor::new(&site).submit_and_follow("/sign-in/code", &[("contact", MAIL)]).await;
        let code = site.last_code(MAIL).await?;
        let enter = async || Visitor::new(&site).submit(&to, &[("code", &code)]).await.status.is_redirection();
        let (a, b, c, d) = tokio::join!(enter(), enter(), enter(), enter());
        assert_eq!([a, b, c, d].iter().filter(|entered| **entered).count(), 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn of_two_who_prove_the_same_contact_at_once_one_gets_the_account() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let ask = async || {
            let visitor = Visitor::new(&site);
            let (to, _) = visitor.submit_and_follow("/sign-up", &sign_up_form(MAIL)).await;
            anyhow::Ok((visitor, to, site.last_code(MAIL).await?))
        };
        let (first, second) = (ask().await?, ask().await?);
        let prove = async |it: &(Visitor<'_>, String, String)| it.0.submit(&it.1, &[("code", &it.2)]).await;
        let (one, other) = tokio::join!(prove(&first), prove(&second));
        let entered = [&one, &other].into_iter().filter(|it| it.status.is_redirection()).count();
        assert_eq!(entered, 1, "{} {}", one.text, other.text);
        let refused = if one.status.is_redirection() { &other } else { &one };
        assert!(refused.text.contains("已经属于一个账号"), "{}", refused.text);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn whoever_forgot_their_password_gets_another_and_every_other_session_ends() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let before = sign_up(&site, "13900000001").await?;
        site.clock.set(site.clock.now() + Duration::hours(2));
        let visitor = Visitor::new(&site);
        let (to, _) = visitor.submit_and_follow("/recovery", &[("contact", "139 0000 0001")]).await;
        let code = site.last_code("+8613900000001").await?;
        let weak = visitor.submit(&to, &[("code", &code), ("new-password", "123456789012")]).await;
        assert!(weak.text.contains("太容易被猜到"), "{}", weak.text);
        let new = "码头灯塔与夜航的渡轮汽笛";
        let (landed, page) = visitor.submit_and_follow(&to, &[("code", &code), ("new-password", new)]).await;
        assert!(landed == "/account" && is_signed_in(&page));
        assert!(!is_signed_in(&before.get("/account").await));
        let told = site.letters().await?.pop().context("a letter was sent")?;
        assert!(told.text.contains("刚刚修改了密码"), "{told:?}");
        assert!(!sign_in(&site, "13900000001", PASSWORD).await.1.status.is_redirection());
        assert!(sign_in(&site, "13900000001", new).await.1.status.is_redirection());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_password_is_changed_only_by_whoever_knows_the_present_one() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let visitor = sign_up(&site, MAIL).await?;
        let (elsewhere, _) = sign_in(&site, MAIL, PASSWORD).await;
        let new = "码头灯塔与夜航的渡轮汽笛";
        let change = async |present: &str| {
            visitor.submit("/account/password", &[("password", present), ("new-password", new)]).await
        };
        assert_eq!(change("wrong password").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(change(PASSWORD).await.status.is_redirection());
        assert!(is_signed_in(&visitor.get("/account").await) && !is_signed_in(&elsewhere.get("/account").await));
        Ok(())
    })
    .await
}

/// The code that the device of whoever has `secret` shows now.
fn device_code(site: &TestSite, secret: &str) -> anyhow::Result<String> {
    let secret = Secret::try_from_base32(secret).map_err(|_| anyhow::anyhow!("the secret is Base32"))?;
    let totp = Builder::new().with_secret(secret).build().map_err(|error| anyhow::anyhow!("{error}"))?;
    Ok(totp.generate(site.clock.now().unix_timestamp().unsigned_abs()).to_string())
}

#[tokio::test]
async fn a_second_factor_is_asked_for_and_each_of_its_codes_is_good_once() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let owner = sign_up(&site, MAIL).await?;
        let page = owner.get("/account/second-factor").await.text;
        let secret = page.split("name=\"secret\" value=\"").nth(1).and_then(|it| it.split('"').next());
        let secret = secret.context("the form holds a secret")?.to_owned();
        assert!(page.contains("<svg") && page.contains(&secret[..4]));
        let set_up = async |secret: &str, code: &str, password: &str, factor: &str| {
            let fields = [("secret", secret), ("code", code), ("password", password), ("factor", factor)];
            owner.submit("/account/second-factor", &fields).await
        };
        let refused = set_up(&secret, "abc", PASSWORD, "").await;
        assert!(refused.text.contains("验证码不对") && refused.text.contains(&secret), "the same secret stays");
        let first = device_code(&site, &secret)?;
        let found_open = set_up(&secret, &first, "", "").await;
        assert!(!found_open.text.contains("<li>"), "whoever finds the session open cannot set one up");
        let codes = set_up(&secret, &first, PASSWORD, "").await;
        let paper: Vec<&str> = codes.text.split("<li>").skip(1).filter_map(|it| it.split("</li>").next()).collect();
        assert_eq!(paper.iter().collect::<HashSet<_>>().len(), 10, "{}", codes.text);

        let enter = async |code: &str| {
            let (visitor, answered) = sign_in(&site, MAIL, PASSWORD).await;
            assert_eq!(answered.header("location"), "/second-factor");
            assert!(!is_signed_in(&visitor.get("/account").await), "the first factor alone opens nothing");
            let half = visitor.cookie();
            let answered = visitor.submit("/second-factor", &[("factor", code)]).await;
            let entered = is_signed_in(&visitor.get("/account").await);
            assert_eq!(answered.status.is_redirection(), entered);
            assert!(!entered || visitor.cookie() != half, "the session is a new one");
            entered
        };
        assert!(!enter(&first).await, "the code that set it up is used up");
        site.clock.set(site.clock.now() + Duration::minutes(1));
        let second = device_code(&site, &secret)?;
        assert!(enter(&second).await);
        assert!(!enter(&second).await, "a code is good once");
        assert!(enter(paper[0]).await && !enter(paper[0]).await && enter(&paper[1].to_uppercase()).await);

        let others = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
        let taken_over = set_up(others, &device_code(&site, others)?, PASSWORD, "").await;
        assert_eq!(taken_over.status, StatusCode::UNPROCESSABLE_ENTITY, "the factor so far is asked for, too");
        site.clock.set(site.clock.now() + Duration::minutes(1));
        assert!(enter(&device_code(&site, &secret)?).await, "and it stays");

        let removal = [("password", PASSWORD), ("factor", paper[2])];
        assert!(owner.submit("/account/second-factor/remove", &removal).await.status.is_redirection());
        assert_eq!(sign_in(&site, MAIL, PASSWORD).await.1.header("location"), "/account");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_session_is_ended_by_its_owner_alone() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let owner = sign_up(&site, MAIL).await?;
        let (elsewhere, _) = sign_in(&site, MAIL, PASSWORD).await;
        let page = owner.get("/account").await.text;
        let id = page.split("name=\"session\" value=\"").nth(1).and_then(|it| it.split('"').next());
        let id = id.context("the other session is listed")?.to_owned();

        let stranger = sign_up(&site, "13900000002").await?;
        stranger.submit("/account/sessions/end", &[("session", &id)]).await;
        assert!(is_signed_in(&elsewhere.get("/account").await), "nobody ends the session of another");
        owner.submit("/account/sessions/end", &[("session", &id)]).await;
        assert!(!is_signed_in(&elsewhere.get("/account").await) && is_signed_in(&owner.get("/account").await));

        let (third, _) = sign_in(&site, MAIL, PASSWORD).await;
        owner.submit("/account/sessions/end", &[]).await;
        assert!(!is_signed_in(&third.get("/account").await) && is_signed_in(&owner.get("/account").await));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_session_ends_when_it_is_not_used_and_goes_on_when_it_is() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let (idle, busy) = (sign_up(&site, MAIL).await?, sign_up(&site, "13900000003").await?);
        for _ in 0..3 {
            site.clock.set(site.clock.now() + Duration::days(9));
            assert!(is_signed_in(&busy.get("/account").await));
        }
        assert!(!is_signed_in(&idle.get("/account").await));
        site.clock.set(site.clock.now() + Duration::days(4));
        assert!(!is_signed_in(&busy.get("/account").await), "after thirty days everybody signs in again");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_further_contact_is_proven_first_and_the_last_one_stays() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let owner = sign_up(&site, MAIL).await?;
        site.clock.set(site.clock.now() + Duration::minutes(1));
        let (to, _) =
            owner.submit_and_follow("/account/contacts", &[("contact", "13900000004"), ("password", PASSWORD)]).await;
        let found_open = owner.submit("/account/contacts", &[("contact", "13900000005")]).await;
        assert_eq!(found_open.status, StatusCode::UNPROCESSABLE_ENTITY, "whoever finds the session open adds nothing");
        assert!(!sign_in(&site, "13900000004", PASSWORD).await.1.status.is_redirection(), "it is not proven yet");
        let code = site.last_code("+8613900000004").await?;
        assert_eq!(owner.submit(&to, &[("code", &code)]).await.header("location"), "/account");
        assert!(sign_in(&site, "13900000004", PASSWORD).await.1.status.is_redirection());

        let page = owner.get("/account").await.text;
        let ids: Vec<&str> =
            page.split("name=\"contact\" value=\"").skip(1).filter_map(|it| it.split('"').next()).collect();
        assert_eq!(ids.len(), 2);
        for id in &ids {
            owner.submit("/account/contacts/remove", &[("contact", id)]).await;
        }
        assert!(!sign_in(&site, MAIL, PASSWORD).await.1.status.is_redirection());
        assert!(sign_in(&site, "13900000004", PASSWORD).await.1.status.is_redirection(), "the last one stays");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_telephone_cannot_be_flooded_with_codes() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let ask = async || Visitor::new(&site).submit("/sign-in/code", &[("contact", "13900000005")]).await.status;
        let mut sent = 0;
        for _ in 0..10 {
            sent += u32::from(ask().await.is_redirection());
        }
        assert_eq!(sent, 3);
        assert_eq!(site.letters().await?.len(), 3);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_form_of_another_site_changes_nothing() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let owner = sign_up(&site, MAIL).await?;
        let paths =
            ["/sign-out", "/en/sign-out", "/account/details", "/account/sessions/end", "/preferences", "/fits/read"];
        for (origin, path) in
            ["https://evil.example", "null", ""].into_iter().flat_map(|it| paths.map(|path| (it, path)))
        {
            let refused = owner.submit_from(origin, path, &form(&[("name", "别人")])).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{origin} {path}");
            assert!(refused.text.contains("请求来自别的网站") || path.starts_with("/en"), "{}", refused.text);
        }
        assert!(is_signed_in(&owner.get("/account").await));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn signing_in_leads_back_to_where_somebody_was_and_never_to_another_site() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        sign_up(&site, MAIL).await?;
        for (back, landed) in [
            ("/en/account/password", "/en/account/password"),
            ("https://evil.example", "/account"),
            ("//evil.example", "/account"),
            ("/\\evil.example", "/account"),
        ] {
            let fields = [("contact", MAIL), ("password", PASSWORD), ("back", back)];
            assert_eq!(Visitor::new(&site).submit("/sign-in", &fields).await.header("location"), landed, "{back}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn whoever_loses_or_gains_a_way_to_sign_in_is_told_at_every_contact_also_at_the_one_that_is_gone()
-> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let visitor = sign_up(&site, MAIL).await?;
        let told = async |part: &str| -> anyhow::Result<Vec<String>> {
            let letters = site.letters().await?.into_iter().filter(|it| it.text.contains(part));
            let mut told: Vec<String> = letters.map(|it| it.to.value().to_owned()).collect();
            told.sort();
            Ok(told)
        };
        let second = [("contact", "second@example.com"), ("password", PASSWORD)];
        let (code_page, _) = visitor.submit_and_follow("/account/contacts", &second).await;
        let code = site.last_code("second@example.com").await?;
        visitor.submit_and_follow(&code_page, &[("code", &code)]).await;
        assert_eq!(told("增加了一个邮箱或手机号").await?, [MAIL, "second@example.com"]);
        let page = visitor.get("/account").await.text;
        let (_, rest) = page.split_once("name=\"contact\" value=\"").context("contacts can be removed")?;
        let first = rest.split('"').next().unwrap_or_default();
        for _ in 0..2 {
            visitor.submit("/account/contacts/remove", &[("contact", first)]).await;
        }
        assert_eq!(told("移除了一个邮箱或手机号").await?, [MAIL, "second@example.com"], "once, also where it was");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn wrong_passwords_from_one_address_are_counted_over_all_accounts_and_right_ones_are_not() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        sign_up(&site, MAIL).await?;
        // Whoever comes without an address is counted as one.
        let here = tokens::hash("sign-in-from", "0.0.0.0");
        for _ in 1..GUESSES_FROM.free {
            let counted = site.store.count_attempt(&here, GUESSES_FROM, site.clock.now()).await?;
            assert!(counted.is_ok());
        }
        for _ in 0..2 {
            assert!(sign_in(&site, MAIL, PASSWORD).await.1.status.is_redirection(), "a right one takes no place");
        }
        let wrong = sign_in(&site, "somebody-else@example.com", "a guess for everybody").await.1;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "the last one that is free");
        assert_eq!(sign_in(&site, MAIL, PASSWORD).await.1.status, StatusCode::TOO_MANY_REQUESTS);
        site.clock.set(site.clock.now() + Duration::hours(1));
        assert!(sign_in(&site, MAIL, PASSWORD).await.1.status.is_redirection());
        Ok(())
    })
    .await
}
