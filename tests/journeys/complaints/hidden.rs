//! Whoever complains stays hidden from the organisation, from other people and from the desk.

use rongqiao_model::access::Role;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::visitor::Visitor;
use time::macros::datetime;

use super::{FIRM, TEXT, citizen, complain, desk, firm, first_measure, keeper, published, recruiter, settle, site};

/// Name, address and the minute in which they complained.
const TRACES: [&str; 5] = ["周明远", "reporter@example.com", "11:37", "03:37", TEXT];

/// Fails if `page` holds a trace of whoever complained.
fn assert_untraced(place: &str, page: &str, ids: &[String]) {
    for trace in TRACES.iter().copied().chain(ids.iter().map(String::as_str)) {
        assert!(!page.contains(trace), "{place} holds {trace}");
    }
}

#[tokio::test]
async fn neither_pages_nor_letters_of_the_organisation_hold_a_trace_of_whoever_complained() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let (writer, officer) = (recruiter(&site, "recruiter").await?, desk(&site, "desk").await?);
        let owner = keeper(&site, "keeper").await?;
        let job = published(&site, &writer, &officer).await?;
        site.clock.set(datetime!(2026-09-01 03:37 UTC));
        let reporter = citizen(&site, "reporter@example.com").await?;
        let own = complain(&reporter.browser, &format!("/listings/{job}")).await;
        let secret = complain(&Visitor::new(&site), &format!("/listings/{job}")).await;
        site.clock.set(datetime!(2026-09-02 02:05 UTC));
        let case = settle(&officer, "hide").await?;
        let last = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
        let ids = [reporter.id.to_string(), last(&own), last(&secret), last(&case)];

        let measure = first_measure(&owner).await?;
        assert!(owner.get(&measure).await.text.contains("《劳动合同法》第九条"));
        let home = format!("/my/organisations/{}", firm(FIRM));
        let listing = format!("/my/listings/{job}");
        let paths = [
            &home,
            &format!("{home}/measures"),
            &measure,
            &format!("{measure}/appeal"),
            &listing,
            &format!("{listing}/versions"),
            &"/messages".to_owned(),
            &format!("/organisations/{}", firm(FIRM)),
            &format!("/listings/{job}"),
        ];
        for (name, visitor) in [("keeper", &owner), ("recruiter", &writer)] {
            for path in paths {
                assert_untraced(&format!("{path} of the {name}"), &visitor.get(path).await.text, &ids);
            }
        }
        let letters = site.letters().await?;
        let to_them = letters.iter().filter(|it| it.to.value() != "reporter@example.com");
        for letter in to_them {
            assert_untraced("a letter", &format!("{} {}", letter.subject, letter.text), &ids);
        }
        let told = |mail: &str| letters.iter().any(|it| it.to.value() == mail && it.subject.contains("采取的措施"));
        assert!(told("keeper@example.com") && told("recruiter@example.com"));
        // The desk reads what was written, and nothing that says by whom or at which minute.
        let page = officer.get(&case).await.text;
        assert!(page.contains(TEXT) && page.contains("举报人 1") && page.contains("举报人 2"));
        for trace in TRACES[..4].iter().copied().chain(ids[..3].iter().map(String::as_str)) {
            assert!(!page.contains(trace), "the desk reads {trace}");
        }
        // Nor does the audit know.
        let auditor = site.person_with("auditor", Role::AuditAdministrator, None).await?;
        let audit = auditor.get("/desk/audit").await.text;
        let received: Vec<&str> = audit.split("<tr>").filter(|row| row.contains("收到举报")).collect();
        assert!(received.len() == 2 && received.iter().all(|row| !row.contains("周明远")), "{audit}");
        Ok(())
    })
    .await
}
