//! Needs for services and training, and results of research: what somebody of the other side begins with an intent.

use super::*;

fn listing(kind: ListingKind, organisation: &str) -> ListingDraft {
    a_listing(kind).by(organisation).from("rongqiao", kind.slug()).titled("等人回应的信息")
}

async fn send(browser: &Visitor<'_>, to: ListingId, organisation: &str) -> Answered {
    let organisation = an_organisation(organisation).id.to_string();
    let fields = [("cooperate-for", organisation.as_str()), ("cooperate-words", "我们可以做，愿意当面详谈。")];
    browser.submit(&format!("/listings/{to}/cooperate"), &fields).await
}

#[tokio::test]
async fn needs_for_services_and_training_and_results_of_research_are_answered_by_the_other_side() -> anyhow::Result<()>
{
    on_every_database(async |database| {
        let wanted = [ListingKind::ServiceNeed, ListingKind::TrainingNeed].map(|kind| listing(kind, FIRM));
        let result = listing(ListingKind::Achievement, SCHOOL);
        let others = [a_listing(ListingKind::Job).by(OTHER_FIRM), result.clone()];
        let site = TestSite::with(database, wanted.iter().cloned().chain(others)).await?;
        let firm = writer(&site, "firm", FIRM).await?;
        let other_firm = writer(&site, "other", OTHER_FIRM).await?;
        let school = writer(&site, "school", SCHOOL).await?;
        for draft in &wanted {
            let id = draft.id();
            let way = format!("href=\"/listings/{id}/cooperate\"");
            assert!(site.get(&format!("/listings/{id}")).await.text.contains(&way), "{id}");
            let begun = id_in(&send(&school, id, SCHOOL).await)?;
            assert!(firm.get("/messages").await.text.contains("收到新的意向"));
            done(&firm, &own(begun), "negotiate", &[]).await;
            assert_eq!(stage(&school, &own(begun)).await, "negotiating");
            let form = other_firm.get(&format!("/listings/{id}/cooperate")).await;
            assert_eq!(form.status, StatusCode::CONFLICT, "a firm's need is answered by schools and institutes");
            let refused = send(&other_firm, id, OTHER_FIRM).await;
            assert!(!refused.status.is_redirection(), "{}", refused.status);
        }
        let begun = id_in(&send(&firm, result.id(), FIRM).await)?;
        done(&school, &own(begun), "negotiate", &[]).await;
        assert_eq!(stage(&firm, &own(begun)).await, "negotiating");
        Ok(())
    })
    .await
}
