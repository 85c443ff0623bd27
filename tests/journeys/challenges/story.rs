//! The whole way, as those who go it see it.

use axum::http::StatusCode;
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::listings::NOW;
use rongqiao_tests::site::Answered;
use rongqiao_tests::visitor::Visitor;
use time::macros::format_description;

use super::*;
use crate::figures::Watched;

const COLLEGE: &str = "临港大学";
const LATE_COLLEGE: &str = "海洋学院";

/// The people of a story, each with a browser.
struct Cast<'a> {
    site: &'a TestSite,
    publisher: Visitor<'a>,
    firms: Visitor<'a>,
    schools: Visitor<'a>,
    college: Visitor<'a>,
    other_college: Visitor<'a>,
}

/// Text between `before` and `after`.
fn between<'p>(page: &'p str, before: &str, after: &str) -> &'p str {
    page.split_once(before).and_then(|(_, rest)| rest.split_once(after)).map_or("", |(value, _)| value)
}

fn listing() -> ListingId {
    the_challenge().id()
}

fn public() -> String {
    format!("/listings/{}/call", listing())
}

fn mine() -> String {
    format!("/my/challenges/{}", listing())
}

/// Does `what` as the page at `path` holds it.
async fn act(browser: &Visitor<'_>, path: &str, what: &str, more: &[(&str, &str)]) -> Answered {
    let page = browser.get(path).await.text;
    let revision = between(&page, "name=\"revision\" value=\"", "\"").to_owned();
    let fields: Vec<(&str, &str)> =
        [("do", what), ("revision", revision.as_str())].into_iter().chain(more.iter().copied()).collect();
    browser.submit(path, &fields).await
}

/// Does something that has to succeed, and leads back to the page.
async fn done(browser: &Visitor<'_>, path: &str, what: &str, more: &[(&str, &str)]) {
    let answered = act(browser, path, what, more).await;
    assert_eq!(answered.header("location"), path, "{what}: {} {}", answered.status, answered.text);
}

/// The stage that a page shows, by the name of its class.
async fn stage(browser: &Visitor<'_>, path: &str) -> String {
    between(&browser.get(path).await.text, "<p class=\"next\"><span class=\"state state-", "\"").to_owned()
}

/// What a college fills in; `team` tells its proposal apart.
fn proposal_of(team: &str) -> Vec<(&'static str, String)> {
    [
        ("team", team),
        ("approach-1", "等离子活化后低温键合。"),
        ("promised-1", "9.5"),
        ("plan", "先做工艺窗口，再做样机。"),
        ("milestones", "样机通过测试 | 2027-06-30"),
        ("price", "450000"),
        ("intellectual-property", "共同申请，企业优先实施。"),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .into()
}

async fn propose(browser: &Visitor<'_>, team: &str) -> Answered {
    let fields = proposal_of(team);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.submit(&format!("/listings/{}/proposal", listing()), &fields).await
}

impl<'a> Cast<'a> {
    async fn new(site: &'a TestSite) -> anyhow::Result<Self> {
        site.publish([the_challenge()]).await?;
        // Organisations are known by what they publish.
        for name in [COLLEGE, LATE_COLLEGE] {
            site.publish([a_listing(ListingKind::Facility).titled(name).from("test", name).by(name)]).await?;
        }
        let of = |name: &str| Some(an_organisation(name).id);
        site.person_with("firms-too", Role::FirmsDesk, None).await?;
        site.person_with("schools-too", Role::UniversitiesDesk, None).await?;
        let cast = Self {
            site,
            publisher: site.person_with("publisher", Role::Recruiter, of(FIRM)).await?,
            firms: site.person_with("firms", Role::FirmsDesk, None).await?,
            schools: site.person_with("schools", Role::UniversitiesDesk, None).await?,
            college: site.person_with("college", Role::CollegeStaff, of(COLLEGE)).await?,
            other_college: site.person_with("other-college", Role::CollegeStaff, of(LATE_COLLEGE)).await?,
        };
        Ok(cast)
    }

    /// The same people, who sign in anew after a long time.
    async fn later(site: &'a TestSite) -> anyhow::Result<Self> {
        Ok(Self {
            site,
            publisher: site.come_back("publisher").await?,
            firms: site.come_back("firms").await?,
            schools: site.come_back("schools").await?,
            college: site.come_back("college").await?,
            other_college: site.come_back("other-college").await?,
        })
    }

    /// Puts up the call, with a deadline in ten days.
    async fn put_up(&self) {
        let deadline = (NOW + Duration::days(10)).to_offset(rongqiao_model::clock::SHANGHAI);
        let format = format_description!("[year]-[month]-[day]T[hour]:[minute]");
        let deadline = deadline.format(&format).expect("it is a day");
        let weights = [("weight-targets", "40"), ("weight-plan", "25"), ("weight-team", "20"), ("weight-price", "15")];
        let fields: Vec<(&str, &str)> = [("deadline", deadline.as_str())].into_iter().chain(weights).collect();
        done(&self.publisher, &mine(), "put-up", &fields).await;
    }

    /// Gives two officers of each desk keys.
    async fn keys(&self) -> anyhow::Result<()> {
        let (store, now) = (&self.site.store, self.site.clock.now());
        for (name, key) in ["firms", "firms-too", "schools", "schools-too"].into_iter().zip(KEYS.iter()) {
            let person = PersonId::of_record("people", &format!("{name}@example.com"));
            let permit = store.find_actor(person, now).await?.permit(Action::HoldSealingKey, Thing::platform())?;
            store.make_sealing_key(&permit, (SealingKeyId::of_record("test", name), key), now).await?;
        }
        Ok(())
    }

    /// The page of the call at the desks.
    async fn desk(&self) -> String {
        let list = self.firms.get("/desk/challenges").await.text;
        format!("/desk/challenges/{}", between(&list, "href=\"/desk/challenges/", "\""))
    }

    /// Somebody called `name` who was asked for `task` and has no interest.
    async fn reviewer(&self, name: &str, task: &str) -> anyhow::Result<(Visitor<'a>, String)> {
        let reviewer = self.site.person(name).await?;
        let (what, field) = (format!("invite-{task}"), format!("invite-{task}-contact"));
        let mail = format!("{name}@example.com");
        done(&self.firms, &self.desk().await, &what, &[(&field, &mail)]).await;
        let path = format!("{}/{task}", self.desk().await.replace("/desk/challenges/", "/my/reviews/"));
        done(&reviewer, &path, "declare", &[("declared", "none")]).await;
        Ok((reviewer, path))
    }

    async fn open(&self) -> anyhow::Result<()> {
        self.put_up().await;
        self.keys().await?;
        let (expert, path) = self.reviewer("expert", "opinion").await?;
        done(&expert, &path, "opinion", &[("opinion", "指标可测，建议张榜。")]).await;
        done(&self.firms, &self.desk().await, "publish", &[]).await;
        Ok(())
    }

    /// Lets the deadline pass, and both desks open what was sealed.
    async fn unseal(&self) -> anyhow::Result<()> {
        self.site.clock.set(NOW + Duration::days(11));
        self.site.tend_postings().await?;
        let desk = self.desk().await;
        done(&self.firms, &desk, "unseal", &[("unseal-passphrase", PASSPHRASE)]).await;
        assert_eq!(stage(&self.firms, &desk).await, "sealed");
        done(&self.schools, &desk, "unseal", &[("unseal-passphrase", PASSPHRASE)]).await;
        assert_eq!(stage(&self.firms, &desk).await, "reviewing");
        Ok(())
    }
}

#[tokio::test]
async fn a_challenge_goes_from_the_call_to_the_result_that_both_sides_confirm() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let cast = Cast::new(&site).await?;
        cast.open().await?;
        assert_eq!(stage(&cast.publisher, &mine()).await, "open");
        assert!(site.get(&format!("/listings/{}", listing())).await.text.contains(&public()));

        // A question, answered for everybody.
        for _ in 0..2 {
            done(&cast.college, &public(), "ask", &[("question", "样品尺寸是多少？")]).await;
        }
        assert_eq!(site.get(&public()).await.text.matches("样品尺寸是多少？").count(), 1, "asked twice, it is one");
        done(&cast.publisher, &mine(), "answer", &[("number", "1"), ("answer-1", "八英寸晶圆。")]).await;
        assert!(site.get(&public()).await.text.contains("八英寸晶圆。"));

        // Two colleges propose; what they sent comes back once and is nowhere else.
        let sent = propose(&cast.college, "微电子学院键合课题组").await;
        assert_eq!(sent.status, StatusCode::OK, "{}", sent.text);
        assert!(sent.text.contains("微电子学院键合课题组") && sent.text.contains("SHA-256"));
        site.clock.set(NOW + Duration::minutes(1));
        assert_eq!(propose(&cast.other_college, "海洋材料实验室").await.status, StatusCode::OK);
        let desk = cast.desk().await;
        for (browser, path) in [(&cast.college, &mine()), (&cast.firms, &desk), (&cast.publisher, &mine())] {
            assert!(!browser.get(path).await.text.contains("微电子学院键合课题组"), "{path}");
        }
        cast.unseal().await?;
        let opened = cast.firms.get(&desk).await.text;
        assert!(opened.contains("微电子学院键合课题组") && opened.contains("海洋材料实验室"));

        // Three reviewers; none sees a mean before having handed in all scores.
        for (number, name) in ["one", "two", "three"].into_iter().enumerate() {
            let refused = act(&cast.firms, &desk, "nominate", &[]).await;
            assert!(!refused.status.is_redirection(), "nobody is nominated before the scores are in");
            let (reviewer, path) = cast.reviewer(name, "score").await?;
            assert!(!reviewer.get(&path).await.text.contains("位评审，匿名"));
            let points = (80 + number).to_string();
            let names = ["targets", "plan", "team", "price"];
            let fields: Vec<(String, &str)> = [("0", points.as_str()), ("1", "60")]
                .iter()
                .flat_map(|(place, points)| names.map(|name| (format!("points-{place}-{name}"), *points)))
                .collect();
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), *value)).collect();
            done(&reviewer, &path, "score", &fields).await;
            assert!(reviewer.get(&path).await.text.contains("位评审，匿名"));
            assert!(!act(&reviewer, &path, "score", &fields).await.status.is_redirection(), "once and for all");
        }
        let page = cast.firms.get(&desk).await.text;
        assert!(page.contains("平均 81.00 分") && page.contains("平均 60.00 分"), "{page}");

        // The notice, an objection, the decision, and the clock.
        let nominee = between(&page, "<h3><span>临港大学", "nominate");
        let number = between(nominee, "name=\"number\" value=\"", "\"").to_owned();
        assert!(!number.is_empty(), "{page}");
        done(&cast.firms, &desk, "nominate", &[("number", &number)]).await;
        assert!(site.get(&public()).await.text.contains("拟中榜单位"));
        done(&cast.other_college, &mine(), "object", &[("object-words", "评审中有一项指标没有比较。")]).await;
        assert_eq!(stage(&cast.firms, &desk).await, "objected");
        assert!(!act(&cast.firms, &desk, "settle", &[]).await.status.is_redirection(), "the other desk decides");
        done(&cast.schools, &desk, "settle", &[("settle-words", "经核对，各项指标均已比较。")]).await;
        site.clock.set(NOW + Duration::days(12));
        site.tend_postings().await?;
        assert_eq!(stage(&cast.firms, &desk).await, "noticed", "the notice is not over");
        site.clock.set(NOW + Duration::days(20));
        site.tend_postings().await?;
        let cast = Cast::later(&site).await?;
        assert_eq!(stage(&cast.firms, &desk).await, "negotiating");

        // Contract, milestones, evidence, result: each side says so.
        assert!(!act(&cast.college, &mine(), "agree", &[]).await.status.is_redirection(), "there is no contract");
        let digest = "a".repeat(64);
        let contract = [
            ("contract-number", "LG-2026-018"),
            ("contract-amount", "450000"),
            ("contract-day", "2026-09-18"),
            ("contract-digest", digest.as_str()),
        ];
        done(&cast.publisher, &mine(), "contract", &contract).await;
        done(&cast.college, &mine(), "agree", &[]).await;
        done(&cast.publisher, &mine(), "agree", &[]).await;
        assert_eq!(stage(&cast.college, &mine()).await, "running");
        assert!(!act(&cast.publisher, &mine(), "milestone", &[("number", "1")]).await.status.is_redirection());
        done(&cast.college, &mine(), "milestone", &[("number", "1")]).await;
        let mut milestones = Watched::of(&site, "milestones").await;
        assert_eq!(milestones.now().await, (0, false), "the publisher has not confirmed it");
        done(&cast.publisher, &mine(), "milestone", &[("number", "1")]).await;
        assert_eq!(milestones.now().await, (1, true));
        assert!(milestones.page().await.contains(FIRM));
        let early = act(&cast.college, &mine(), "deliver", &[]).await;
        assert!(early.text.contains("每项指标的达成证明"), "{}", early.text);
        let evidence = [("number", "1"), ("measured-1", "9.2"), ("evidence-1", "第三方检测，报告编号 J-77。")];
        done(&cast.college, &mine(), "evidence", &evidence).await;
        done(&cast.college, &mine(), "deliver", &[]).await;
        assert!(cast.publisher.get(&mine()).await.text.contains("达到指标"));
        done(&cast.publisher, &mine(), "confirm", &[]).await;
        assert_eq!(stage(&cast.college, &mine()).await, "delivered");
        done(&cast.college, &mine(), "confirm", &[]).await;
        assert_eq!(stage(&cast.college, &mine()).await, "confirmed");
        assert_eq!(stage(&cast.publisher, &format!("/en{}", mine())).await, "confirmed");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_wrong_passphrase_opens_nothing_and_cannot_be_tried_for_long() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let cast = Cast::new(&site).await?;
        cast.open().await?;
        propose(&cast.college, "微电子学院").await;
        site.clock.set(NOW + Duration::days(11));
        site.tend_postings().await?;
        let desk = cast.desk().await;
        for _ in 0..5 {
            let wrong = act(&cast.firms, &desk, "unseal", &[("unseal-passphrase", "别的 口令 一二三四")]).await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(wrong.text.contains("口令不对") && !wrong.text.contains("别的 口令"));
        }
        let right = act(&cast.firms, &desk, "unseal", &[("unseal-passphrase", PASSPHRASE)]).await;
        assert_eq!(right.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(stage(&cast.firms, &desk).await, "sealed");
        site.clock.set(NOW + Duration::days(11) + Duration::minutes(2));
        done(&cast.firms, &desk, "unseal", &[("unseal-passphrase", PASSPHRASE)]).await;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_call_is_opened_with_a_measured_target_an_opinion_and_two_keys_at_each_desk() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let cast = Cast::new(&site).await?;
        cast.put_up().await;
        assert_eq!(site.get(&public()).await.status, StatusCode::NOT_FOUND, "nobody is told before it is open");
        let missing = act(&cast.firms, &cast.desk().await, "publish", &[]).await;
        assert_eq!(missing.status, StatusCode::CONFLICT);
        assert!(missing.text.contains("专家论证意见、两个工作部门各至少两人的封存密钥"), "{}", missing.text);
        // Others see nothing of it at all.
        for (browser, path) in [(&cast.college, mine()), (&cast.publisher, cast.desk().await)] {
            assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        // Whoever belongs to the publisher is not asked.
        let field = [("invite-opinion-contact", "publisher@example.com")];
        let refused = act(&cast.firms, &cast.desk().await, "invite-opinion", &field).await;
        assert!(refused.text.contains("有关联"), "{}", refused.text);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_reviewer_with_an_interest_reads_nothing_and_a_proposer_is_refused() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = TestSite::empty(database).await?;
        let cast = Cast::new(&site).await?;
        cast.open().await?;
        propose(&cast.college, "微电子学院").await;
        cast.unseal().await?;
        let desk = cast.desk().await;
        let field = [("invite-score-contact", "college@example.com")];
        assert!(act(&cast.firms, &desk, "invite-score", &field).await.text.contains("有关联"));
        let reviewer = site.person("friend").await?;
        done(&cast.firms, &desk, "invite-score", &[("invite-score-contact", "friend@example.com")]).await;
        let path = format!("{}/score", desk.replace("/desk/challenges/", "/my/reviews/"));
        assert!(!reviewer.get(&path).await.text.contains("微电子学院"), "the interest is declared first");
        done(&reviewer, &path, "declare", &[("declared", "conflict")]).await;
        assert!(!reviewer.get(&path).await.text.contains("微电子学院"));
        assert!(!act(&reviewer, &path, "score", &[]).await.status.is_redirection());
        let stranger = site.person("stranger").await?;
        assert_eq!(stranger.get(&path).await.status, StatusCode::NOT_FOUND);
        Ok(())
    })
    .await
}
