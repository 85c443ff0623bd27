//! Those under age: here by their school alone, found by nobody, pushed nothing.

use anyhow::Context as _;
use axum::http::StatusCode;
use rongqiao_model::OrganisationId;
use rongqiao_model::access::Role;
use rongqiao_model::contact::Contact;
use rongqiao_model::person::AgeGroup;
use rongqiao_model::saved::Pace;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::listings::a_job;
use rongqiao_tests::people::Somebody;
use rongqiao_tests::site::{Answered, TestSite};
use rongqiao_tests::visitor::Visitor;

use super::{PASSWORD, person_at};
use crate::entry::{self, begin, complete, said};

const PUPIL: &str = "pupil@example.com";
const SCHOOL: &str = "临港示范职业学院";
const CODE: &str = "12310000MB2F30081U";

/// Goes through signing up as somebody under age; what the code led to.
async fn sign_up_under_age<'a>(site: &'a TestSite, mail: &str) -> anyhow::Result<(Visitor<'a>, Answered)> {
    // The invitation goes out before the code.
    site.letters().await?;
    let visitor = Visitor::new(site);
    let fields = [("name", "小林"), ("contact", mail), ("new-password", PASSWORD), ("agreed-minor", "yes")];
    let (code_page, _) = visitor.submit_and_follow("/sign-up/school", &fields).await;
    let contact = Contact::parse(mail).context("it is a contact")?;
    let code = site.last_code(contact.value()).await?;
    let answered = visitor.submit(&code_page, &[("code", &code)]).await;
    Ok((visitor, answered))
}

/// A school whose administrator is signed in, verified if `verified`.
async fn a_school<'a>(site: &'a TestSite) -> anyhow::Result<(Visitor<'a>, String)> {
    let (keeper, _) = entry::sign_up(site, "keeper@example.com").await?;
    let file = begin(&keeper, SCHOOL, CODE, "vocational-college").await;
    let mut fields = said(SCHOOL, CODE);
    fields.retain(|(name, _)| !matches!(*name, "entry-kind" | "entry-recruiter-class"));
    fields.push(("entry-kind", "vocational-college"));
    complete(&keeper, &file, &fields).await?;
    Ok((keeper, file))
}

#[tokio::test]
async fn a_pupil_comes_by_the_invitation_of_a_school_that_was_verified() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [a_job("光刻工程师")]).await?;
        let desk = entry::officer(&site, "desk@example.com", Role::UniversitiesDesk).await?;
        let (keeper, file) = a_school(&site).await?;
        entry::verify(&site, &desk, &file).await?;
        let school = OrganisationId::of_name(SCHOOL);
        let teacher = Somebody::new(&site, "程砚秋", "staff@example.com").await?;
        let teacher = teacher.given(Role::CollegeStaff, Some(school)).await?;
        let invite = format!("/my/organisations/{school}/students/new");
        assert!(teacher.browser.get("/my/organisations").await.text.contains(&invite));
        let wrong = teacher.browser.submit(&invite, &[("member-contact", "x")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        teacher.browser.submit_and_follow(&invite, &[("member-contact", PUPIL)]).await;

        let (pupil, landed) = sign_up_under_age(&site, PUPIL).await?;
        assert_eq!(landed.header("location"), "/account", "{}", landed.text);
        let person = person_at(&site, PUPIL).await?;
        let account = site.store.find_own_account(person).await?.context("it was made")?;
        assert_eq!((account.age_group, account.school), (AgeGroup::Minor, Some(school)));
        assert!(pupil.get("/account/privacy").await.text.contains(SCHOOL));
        let found = pupil.submit("/profile/visibility", &[("visibility", "findable"), ("revision", "0")]).await;
        assert!(found.status == StatusCode::UNPROCESSABLE_ENTITY && found.text.contains("未满 18 周岁"));
        pupil.submit_and_follow("/saved/searches", &[("search", "q=%E5%85%89%E5%88%BB")]).await;
        assert_eq!(site.store.list_own_searches(person).await?[0].pace, Pace::Never, "nothing is pushed");
        pupil.submit_and_follow("/account/privacy/of-age", &[]).await;
        let found = pupil.submit("/profile/visibility", &[("visibility", "findable"), ("revision", "0")]).await;
        assert!(found.status.is_redirection(), "{}", found.text);
        for stranger in [&pupil, &desk] {
            assert_eq!(stranger.get(&invite).await.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(keeper.get(&invite).await.status, StatusCode::OK);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn without_such_an_invitation_nobody_under_age_gets_an_account() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::with(database, [a_job("光刻工程师").by(SCHOOL)]).await?;
        let unread = Visitor::new(&site).submit("/sign-up/school", &[("name", "小林"), ("contact", PUPIL)]).await;
        assert!(unread.status == StatusCode::UNPROCESSABLE_ENTITY && unread.text.contains("监护人"));
        let (_, refused) = sign_up_under_age(&site, PUPIL).await?;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("没有找到学校"), "{}", refused.text);
        // A school that nobody has verified vouches for nobody.
        let known = site.store.list_public_organisations(None, None, 1).await?;
        let school = known.first().context("the listing names it")?.id;
        let keeper = Somebody::new(&site, "程砚秋", "keeper@example.com").await?;
        let keeper = keeper.given(Role::OrganisationAdministrator, Some(school)).await?;
        let fields = [("member-contact", "other@example.com"), ("member-role", "student"), ("member-until", "")];
        keeper.browser.submit(&format!("/my/organisations/{school}/members/new"), &fields).await;
        let (_, refused) = sign_up_under_age(&site, "other@example.com").await?;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let contact = Contact::parse(PUPIL).context("it is a contact")?;
        assert!(site.store.find_credentials(&contact).await?.is_none());
        Ok(())
    })
    .await
}
