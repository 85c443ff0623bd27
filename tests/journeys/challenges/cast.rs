//! The people of a challenge's story, each with a browser, and what each of them does.

use axum::http::StatusCode;
use rongqiao_tests::listings::NOW;
use rongqiao_tests::site::Answered;
use rongqiao_tests::visitor::Visitor;
use time::macros::format_description;

use super::*;

/// The people of a story, each with a browser, about one challenge.
pub(crate) struct Cast<'a> {
    pub(crate) site: &'a TestSite,
    pub(crate) listing: ListingId,
    /// What they are called, in the order of their browsers.
    names: [&'static str; 5],
    pub(crate) publisher: Visitor<'a>,
    pub(crate) firms: Visitor<'a>,
    pub(crate) schools: Visitor<'a>,
    pub(crate) college: Visitor<'a>,
    pub(crate) other_college: Visitor<'a>,
}

/// Text between `before` and `after`.
pub(crate) fn between<'p>(page: &'p str, before: &str, after: &str) -> &'p str {
    page.split_once(before).and_then(|(_, rest)| rest.split_once(after)).map_or("", |(value, _)| value)
}

/// Does `what` as the page at `path` holds it.
pub(crate) async fn act(browser: &Visitor<'_>, path: &str, what: &str, more: &[(&str, &str)]) -> Answered {
    let page = browser.get(path).await.text;
    let revision = between(&page, "name=\"revision\" value=\"", "\"").to_owned();
    let fields: Vec<(&str, &str)> =
        [("do", what), ("revision", revision.as_str())].into_iter().chain(more.iter().copied()).collect();
    browser.submit(path, &fields).await
}

/// Does something that has to succeed, and leads back to the page.
pub(crate) async fn done(browser: &Visitor<'_>, path: &str, what: &str, more: &[(&str, &str)]) {
    let answered = act(browser, path, what, more).await;
    assert_eq!(answered.header("location"), path, "{what}: {} {}", answered.status, answered.text);
}

/// The stage that a page shows, by the name of its class.
pub(crate) async fn stage(browser: &Visitor<'_>, path: &str) -> String {
    between(&browser.get(path).await.text, "<p class=\"next\"><span class=\"state state-", "\"").to_owned()
}

/// What a college fills in; `team` tells its proposal apart.
pub(crate) fn proposal_of(team: &str) -> Vec<(&'static str, String)> {
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

/// What a reviewer sends who gives each proposal so many points, whatever they look at.
pub(crate) fn points(of: &[&str]) -> Vec<(String, String)> {
    let of_one = |(place, points): (usize, &&str)| {
        let points = (*points).to_owned();
        ["targets", "plan", "team", "price"].map(|name| (format!("points-{place}-{name}"), points.clone()))
    };
    of.iter().enumerate().flat_map(of_one).collect()
}

impl<'a> Cast<'a> {
    /// Those who are called so and hold their roles already, about the challenge `listing`: the firm's, an officer of each
    /// desk, and of two colleges.
    pub(crate) async fn enter(
        site: &'a TestSite,
        listing: ListingId,
        names: [&'static str; 5],
    ) -> anyhow::Result<Self> {
        let [publisher, firms, schools, college, other_college] = names;
        Ok(Self {
            site,
            listing,
            names,
            publisher: site.come_back(publisher).await?,
            firms: site.come_back(firms).await?,
            schools: site.come_back(schools).await?,
            college: site.come_back(college).await?,
            other_college: site.come_back(other_college).await?,
        })
    }

    /// The same people, who sign in anew after a long time.
    pub(crate) async fn later(&self) -> anyhow::Result<Self> {
        Self::enter(self.site, self.listing, self.names).await
    }

    /// What everybody reads.
    pub(crate) fn public(&self) -> String {
        format!("/listings/{}/call", self.listing)
    }

    /// What its two sides read.
    pub(crate) fn mine(&self) -> String {
        format!("/my/challenges/{}", self.listing)
    }

    /// Puts up the call, with a deadline in ten days.
    pub(crate) async fn put_up(&self) {
        self.put_up_until(NOW + Duration::days(10)).await;
    }

    /// Puts up the call, with this deadline.
    pub(crate) async fn put_up_until(&self, deadline: OffsetDateTime) {
        let deadline = deadline.to_offset(rongqiao_model::clock::SHANGHAI);
        let format = format_description!("[year]-[month]-[day]T[hour]:[minute]");
        let deadline = deadline.format(&format).expect("it is a day");
        let weights = [("weight-targets", "40"), ("weight-plan", "25"), ("weight-team", "20"), ("weight-price", "15")];
        let fields: Vec<(&str, &str)> = [("deadline", deadline.as_str())].into_iter().chain(weights).collect();
        done(&self.publisher, &self.mine(), "put-up", &fields).await;
    }

    /// Makes a colleague of the officer of each desk, and gives the four keys.
    pub(crate) async fn keys(&self) -> anyhow::Result<()> {
        let (store, now) = (&self.site.store, self.site.clock.now());
        self.site.person_with("firms-too", Role::FirmsDesk, None).await?;
        self.site.person_with("schools-too", Role::UniversitiesDesk, None).await?;
        let [_, firms, schools, ..] = self.names;
        for (name, key) in [firms, "firms-too", schools, "schools-too"].into_iter().zip(KEYS.iter()) {
            let person = PersonId::of_record("people", &format!("{name}@example.com"));
            let permit = store.find_actor(person, now).await?.permit(Action::HoldSealingKey, Thing::platform())?;
            store.make_sealing_key(&permit, (SealingKeyId::of_record("test", name), key), now).await?;
        }
        Ok(())
    }

    /// The page of the call at the desks.
    pub(crate) async fn desk(&self) -> String {
        let list = self.firms.get("/desk/challenges").await.text;
        format!("/desk/challenges/{}", between(&list, "href=\"/desk/challenges/", "\""))
    }

    /// Somebody called `name` who was asked for `task` and has no interest.
    pub(crate) async fn reviewer(&self, name: &str, task: &str) -> anyhow::Result<(Visitor<'a>, String)> {
        let reviewer = self.site.person(name).await?;
        let (what, field) = (format!("invite-{task}"), format!("invite-{task}-contact"));
        let mail = format!("{name}@example.com");
        done(&self.firms, &self.desk().await, &what, &[(&field, &mail)]).await;
        let path = format!("{}/{task}", self.desk().await.replace("/desk/challenges/", "/my/reviews/"));
        done(&reviewer, &path, "declare", &[("declared", "none")]).await;
        Ok((reviewer, path))
    }

    /// An expert says that it can be put up.
    pub(crate) async fn opinion(&self) -> anyhow::Result<()> {
        let (expert, path) = self.reviewer("expert", "opinion").await?;
        done(&expert, &path, "opinion", &[("opinion", "指标可测，建议张榜。")]).await;
        Ok(())
    }

    /// Puts it up, and the desk opens it.
    pub(crate) async fn open(&self) -> anyhow::Result<()> {
        self.put_up().await;
        self.keys().await?;
        self.opinion().await?;
        done(&self.firms, &self.desk().await, "publish", &[]).await;
        Ok(())
    }

    /// Hands in the proposal of `team`.
    pub(crate) async fn propose(&self, browser: &Visitor<'_>, team: &str) -> Answered {
        let fields = proposal_of(team);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.submit(&format!("/listings/{}/proposal", self.listing), &fields).await
    }

    /// Lets the deadline pass, and both desks open what was sealed.
    pub(crate) async fn unseal(&self) -> anyhow::Result<()> {
        self.site.clock.set(NOW + Duration::days(11));
        self.site.tend_postings().await?;
        let desk = self.desk().await;
        done(&self.firms, &desk, "unseal", &[("unseal-passphrase", PASSPHRASE)]).await;
        assert_eq!(stage(&self.firms, &desk).await, "sealed");
        done(&self.schools, &desk, "unseal", &[("unseal-passphrase", PASSPHRASE)]).await;
        assert_eq!(stage(&self.firms, &desk).await, "reviewing");
        Ok(())
    }

    /// Lets the firms' desk nominate what the organisation called `name` proposed.
    pub(crate) async fn nominate(&self, name: &str) {
        let desk = self.desk().await;
        let page = self.firms.get(&desk).await.text;
        let nominee = between(&page, &format!("<h3><span>{name}"), "nominate");
        let number = between(nominee, "name=\"number\" value=\"", "\"").to_owned();
        assert!(!number.is_empty(), "{page}");
        done(&self.firms, &desk, "nominate", &[("number", &number)]).await;
    }

    /// One side enters the contract, and both confirm it.
    pub(crate) async fn agree(&self) {
        let digest = "a".repeat(64);
        let contract = [
            ("contract-number", "LG-2026-018"),
            ("contract-amount", "450000"),
            ("contract-day", "2026-09-18"),
            ("contract-digest", digest.as_str()),
        ];
        done(&self.publisher, &self.mine(), "contract", &contract).await;
        done(&self.college, &self.mine(), "agree", &[]).await;
        done(&self.publisher, &self.mine(), "agree", &[]).await;
        assert_eq!(stage(&self.college, &self.mine()).await, "running");
    }

    /// The college says that the milestone is reached, which the publisher could not confirm before.
    pub(crate) async fn report_milestone(&self) {
        let early = self.answer_milestone(&self.publisher, ("milestone-confirm", "")).await;
        assert_eq!(early.status, StatusCode::CONFLICT, "nobody has reported it");
        let reported = self.answer_milestone(&self.college, ("milestone-report", "")).await;
        assert_eq!(reported.header("location"), self.mine(), "{}", reported.text);
    }

    /// The publisher says so, too.
    pub(crate) async fn confirm_milestone(&self) {
        let confirmed = self.answer_milestone(&self.publisher, ("milestone-confirm", "")).await;
        assert_eq!(confirmed.header("location"), self.mine(), "{}", confirmed.text);
    }

    /// Does something to the first milestone as `browser` sees it, with these words.
    pub(crate) async fn answer_milestone(&self, browser: &Visitor<'_>, (what, words): (&str, &str)) -> Answered {
        let page = browser.get(&self.mine()).await.text;
        let part = page.split_once("id=\"milestones\"").map_or("", |(_, part)| part);
        let revision = between(part, "name=\"revision\" value=\"", "\"").to_owned();
        let field = format!("{what}-1");
        let fields = [("do", what), ("revision", revision.as_str()), ("number", "1"), (field.as_str(), words)];
        browser.submit(&self.mine(), &fields).await
    }

    /// What was measured is delivered, which cannot be done without evidence.
    pub(crate) async fn deliver(&self) {
        let mine = self.mine();
        let early = act(&self.college, &mine, "deliver", &[]).await;
        assert!(early.text.contains("每项指标的达成证明"), "{}", early.text);
        let evidence = [("number", "1"), ("measured-1", "9.2"), ("evidence-1", "第三方检测，报告编号 J-77。")];
        done(&self.college, &mine, "evidence", &evidence).await;
        done(&self.college, &mine, "deliver", &[]).await;
        assert!(self.publisher.get(&mine).await.text.contains("达到指标"));
    }

    /// Both sides confirm the result.
    pub(crate) async fn confirm(&self) {
        let mine = self.mine();
        done(&self.publisher, &mine, "confirm", &[]).await;
        assert_eq!(stage(&self.college, &mine).await, "delivered");
        done(&self.college, &mine, "confirm", &[]).await;
        assert_eq!(stage(&self.college, &mine).await, "confirmed");
    }
}
