//! What waits for somebody's step: whoever's turn it is hears of it every fortnight, and nobody else does.

use rongqiao_tests::database::on_every_database;

use super::*;

/// How a reminder ends where it is read; its buttons repeat it.
const TURN: &str = "等待您这一方处理，请尽快查看</p>";

/// A fortnight passes; how often each of the three sides has been reminded by then.
async fn a_fortnight_later(site: &TestSite) -> anyhow::Result<[usize; 3]> {
    site.clock.set(site.clock.now() + Duration::days(14));
    site.tend_postings().await?;
    let mut reminded = [0; 3];
    for (told, name) in reminded.iter_mut().zip(["student", "host", "school"]) {
        *told = site.come_back(name).await?.get("/messages").await.text.matches(TURN).count();
    }
    Ok(reminded)
}

#[tokio::test]
async fn whoever_an_internship_waits_for_is_reminded_every_fortnight_and_nobody_else() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = accepted(&site, "student").await?;
        assert_eq!(a_fortnight_later(&site).await?, [1, 0, 0], "the student has not named a school");

        let sides = later(&site, "student", sides, 0).await?;
        let school = an_organisation(SCHOOL).id.to_string();
        let named = sides.student.submit(&format!("{}/school", sides.page()), &[("internship-school", &school)]).await;
        assert!(named.status.is_redirection(), "{}", named.text);
        assert_eq!(a_fortnight_later(&site).await?, [1, 0, 1], "the school has not answered");

        let sides = later(&site, "student", sides, 0).await?;
        sides.done(&sides.school, "approve", &[]).await;
        assert_eq!(a_fortnight_later(&site).await?, [1, 0, 2], "the school has not written the agreement");

        let sides = later(&site, "student", sides, 0).await?;
        let days = [("plan-first-day", "2027-03-01"), ("plan-last-day", "2027-06-30")];
        let insured = [("plan-insured-from", "2027-03-01"), ("plan-insured-until", "2027-06-30")];
        let written = sides.plan(&[days, insured].concat()).await;
        assert!(written.status.is_redirection(), "{}", written.text);
        assert!(sides.agree(&sides.host, "1").await.status.is_redirection());
        assert_eq!(a_fortnight_later(&site).await?, [2, 0, 3], "the host has confirmed, the others have not");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn whoever_does_nothing_for_two_months_is_reminded_no_more() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        accepted(&site, "student").await?;
        for times in [1, 2, 3, 4, 4, 4] {
            assert_eq!(a_fortnight_later(&site).await?, [times, 0, 0]);
        }
        Ok(())
    })
    .await
}
