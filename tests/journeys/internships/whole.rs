//! The whole way, with every form in which somebody can confirm.

use rongqiao_tests::database::on_every_database;
use sha2::{Digest as _, Sha256};

use super::*;

/// A vocational student's agreement, which a parent signs too, and of which two parts wait.
const VOCATIONAL: &[(&str, &str)] = &[
    ("plan-level", "vocational-college"),
    ("plan-born-on", "2006-05-10"),
    ("plan-insurer", ""),
    ("plan-trained-on", ""),
];

#[tokio::test]
async fn an_internship_goes_from_the_taken_offer_to_the_confirmed_result() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = approved(&site, "student").await?;
        assert_eq!(sides.stage().await, "approved");
        assert!(sides.plan(VOCATIONAL).await.status.is_redirection());
        papers_hold_what_the_page_says(&sides).await;
        signed_in_any_mixture(&sides, "1").await;
        assert_eq!(sides.stage().await, "agreed");
        waits_for_insurance_and_training(&sides).await;
        sides.done(&sides.school, "start", &[]).await;
        let sides = a_week_that_counts(&site, sides).await?;
        ends(&sides).await;
        assert_eq!(sides.stage().await, "confirmed");
        assert!(site.store.verify_audit().await?.is_ok());
        Ok(())
    })
    .await
}

/// Each paper is a PDF whose SHA-256 stands on the page, where there is a typeface to set it in.
async fn papers_hold_what_the_page_says(sides: &Sides<'_>) {
    let page = sides.host.get(&sides.page()).await.text;
    let mut papers = 0;
    for language in ["zh-CN", "en"] {
        let address = format!("{}/agreements/1/{language}.pdf", sides.page());
        if !page.contains(&address) {
            assert!(page.contains("没有生成 PDF"), "a page without papers says why");
            continue;
        }
        let paper = sides.host.get(&address).await;
        assert!(paper.bytes.starts_with(b"%PDF-"));
        let sha256: String = Sha256::digest(&paper.bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(page.contains(&sha256), "{language}");
        papers += 1;
    }
    assert!(papers == 0 || papers == 2, "both languages or none");
}

/// The student confirms here, the host on paper, a parent on paper that the school brings, the school here.
async fn signed_in_any_mixture(sides: &Sides<'_>, version: &str) {
    assert!(sides.agree(&sides.student, version).await.status.is_redirection());
    assert!(sides.bring(&sides.host, version, "host").await.status.is_redirection());
    assert!(sides.agree(&sides.school, version).await.status.is_redirection());
    let waits = sides.school.get(&sides.page()).await.text;
    assert!(waits.contains("家长（监护人）</strong> <span class=\"state\">待确认"), "{waits}");
    assert!(sides.bring(&sides.school, version, "guardian").await.status.is_redirection());
    let page = sides.school.get(&sides.page()).await.text;
    let sha256: String = Sha256::digest(PDF).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(page.matches(&sha256).count() % 2, 0, "host and parent signed on paper");
    assert!(page.contains(&sha256));
    let scan = sides.school.get(&format!("{}/agreements/{version}/host", sides.page())).await;
    assert_eq!(scan.bytes, PDF);
}

/// Without insurance and training nothing begins; what is changed is confirmed anew by everybody.
async fn waits_for_insurance_and_training(sides: &Sides<'_>) {
    let refused = act(&sides.school, &sides.page(), "start", &[]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    for missing in ["保险没有覆盖整个实习期", "还没有完成安全培训", "《上海市职业教育条例》第五十一条"]
    {
        assert!(refused.text.contains(missing), "{missing}");
    }
    let complete: Vec<(&str, &str)> = VOCATIONAL[..2].to_vec();
    assert!(sides.plan(&complete).await.status.is_redirection());
    assert_eq!(sides.stage().await, "approved", "what was confirmed before counts no more");
    let refused = act(&sides.school, &sides.page(), "start", &[]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "nobody has confirmed the second version");
    signed_in_any_mixture(sides, "2").await;
    assert_eq!(sides.stage().await, "agreed");
}

async fn a_week_that_counts<'a>(site: &'a TestSite, sides: Sides<'_>) -> anyhow::Result<Sides<'a>> {
    for (day, text) in [("2026-09-01", "入厂培训，认识装配线。"), ("2026-09-02", "随师傅装配减速器壳体。")]
    {
        site.clock.set(time::macros::datetime!(2026-09-03 02:00 UTC));
        assert!(sides.write(day, "7.5", text).await.status.is_redirection(), "{day}");
    }
    let sides = later(site, "student", sides, 5).await?;
    let visited = [("school-visit-day", "2026-09-04"), ("visit-words", "到车间看望，岗位与协议一致。")];
    let visit = sides.school.submit(&format!("{}/visits", sides.page()), &visited).await;
    assert!(visit.status.is_redirection(), "{}", visit.text);
    let again = sides.school.submit(&format!("{}/visits", sides.page()), &visited).await;
    assert!(again.status.is_redirection(), "{}", again.text);
    let before = sides.student.get(&sides.page()).await.text;
    assert!(before.contains("企业和学校均已确认 0 小时（学生共写 15 小时）"), "{before}");
    for by in [&sides.host, &sides.school] {
        sides.confirm_week(by, "2026-08-31").await;
    }
    let after = sides.student.get(&sides.page()).await.text;
    assert!(after.contains("企业和学校均已确认 15 小时"), "{after}");
    assert_eq!(after.matches("岗位与协议一致").count(), 1, "the same visit is written down once: {after}");
    Ok(sides)
}

/// Nobody confirms before both have assessed; then both do.
async fn ends(sides: &Sides<'_>) {
    sides.done(&sides.student, "deliver", &[]).await;
    let assessment = format!("{}/assessment", sides.page());
    assert!(sides.host.submit(&assessment, ASSESSMENT).await.status.is_redirection());
    let early = act(&sides.host, &sides.page(), "confirm", &[]).await;
    assert_eq!(early.status, StatusCode::CONFLICT, "the school has not assessed");
    assert!(sides.school.submit(&assessment, ASSESSMENT).await.status.is_redirection());
    is_hidden(&sides.student, &assessment).await;
    sides.done(&sides.host, "confirm", &[]).await;
    assert_eq!(sides.stage().await, "delivered", "the school has not confirmed");
    sides.done(&sides.school, "confirm", &[]).await;
}
