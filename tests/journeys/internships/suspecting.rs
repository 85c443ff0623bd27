//! What makes a desk wonder, and what it decides.

use rongqiao_tests::database::on_every_database;

use super::*;
use crate::figures::Watched;

const TEXTS: [&str; 3] = [
    "上午随师傅学习减速器壳体装配，下午整理工具并记录检验数据。",
    "上午清点物料，下午学习看装配图，记下三处不懂的公差标注。",
    "跟随质检员抽检二十件，学会使用千分尺，记录偏差并讨论原因。",
];

#[tokio::test]
async fn a_diary_that_stands_word_for_word_in_another_is_shown_to_the_desk_alone() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let first = running(&site, "first", &[]).await?;
        let second = running(&site, "second", &[]).await?;
        site.clock.set(site.clock.now() + Duration::days(3));
        for sides in [&first, &second] {
            for (day, text) in ["2026-09-01", "2026-09-02", "2026-09-03"].into_iter().zip(TEXTS) {
                assert!(sides.write(day, "7.5", text).await.status.is_redirection());
            }
        }
        let desk = site.person_with("desk", Role::UniversitiesDesk, None).await?;
        assert_eq!(desk.get("/desk/internships").await.text.matches("日志与其他日志逐字相同").count(), 2);
        is_hidden(&first.school, "/desk/internships").await;
        let path = format!("/desk/internships/{}", first.id);
        let shown = desk.get(&path).await.text;
        assert!(shown.contains("至少三天的日志"), "{shown}");
        assert!(!first.host.get(&first.page()).await.text.contains("逐字相同"));
        let silent = desk.submit(&path, &[("suspicion", "copied-diary")]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        let decided = [
            ("suspicion", "copied-diary"),
            ("verdict-copied-diary", "explained"),
            ("verdict-words-copied-diary", "两人同组，共用实训记录。"),
        ];
        assert!(desk.submit(&path, &decided).await.status.is_redirection());
        assert!(desk.get(&path).await.text.contains("两人同组，共用实训记录。"));
        assert_eq!(desk.get("/desk/internships").await.text.matches("日志与其他日志逐字相同").count(), 1);
        let other = [
            ("suspicion", "tutor-overloaded"),
            ("verdict-tutor-overloaded", "upheld"),
            ("verdict-words-tutor-overloaded", "没有。"),
        ];
        assert_eq!(desk.submit(&path, &other).await.status, StatusCode::CONFLICT, "it does not show that");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn one_tutor_with_more_interns_than_the_host_has_staff_and_a_quiet_month_are_shown() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let few = [("plan-employees", "1"), ("plan-employees-at-post", "40"), ("plan-interns", "1")];
        let first = running(&site, "first", &few).await?;
        running(&site, "second", &few).await?;
        let desk = site.person_with("desk", Role::UniversitiesDesk, None).await?;
        let shown = desk.get(&format!("/desk/internships/{}", first.id)).await.text;
        assert!(shown.contains("一位导师带的实习生过多") && !shown.contains("没有巡访"), "{shown}");
        site.clock.set(site.clock.now() + Duration::days(30));
        let desk = site.come_back("desk").await?;
        let shown = desk.get(&format!("/desk/internships/{}", first.id)).await.text;
        assert!(shown.contains("一个月没有巡访也没有沟通"), "{shown}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn more_interns_than_the_host_has_staff_are_shown_whoever_their_tutors_are_said_to_be() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let site = site(database).await?;
        let few = |tutor| {
            [
                ("plan-employees", "1"),
                ("plan-employees-at-post", "40"),
                ("plan-interns", "1"),
                ("plan-host-tutor-name", tutor),
            ]
        };
        let many = "同一单位同时实习的人数过多";
        let first = running(&site, "first", &few("王磊")).await?;
        let page = format!("/desk/internships/{}", first.id);
        let desk = site.person_with("desk", Role::UniversitiesDesk, None).await?;
        assert!(!desk.get(&page).await.text.contains(many), "one of one");

        let soon_over = [("plan-last-day", "2026-09-04")];
        running(&site, "second", &[few("李强").as_slice(), soon_over.as_slice()].concat()).await?;
        let shown = desk.get(&page).await.text;
        assert!(shown.contains(many) && !shown.contains("一位导师带的实习生过多"), "{shown}");
        assert!(desk.get("/desk/internships").await.text.contains(many));

        site.clock.set(site.clock.now() + Duration::days(3));
        assert!(site.come_back("desk").await?.get(&page).await.text.contains(many), "on the last day of the other");
        site.clock.set(site.clock.now() + Duration::DAY);
        assert!(!site.come_back("desk").await?.get(&page).await.text.contains(many), "the other is over");
        Ok(())
    })
    .await
}

/// The desk decides about the month without a word.
async fn decide(desk: &Visitor<'_>, sides: &Sides<'_>, verdict: &str) {
    let decided = [
        ("suspicion", "nobody-there"),
        ("verdict-nobody-there", verdict),
        ("verdict-words-nobody-there", "电话核实：学生没有到过车间。"),
    ];
    let answered = desk.submit(&format!("/desk/internships/{}", sides.id), &decided).await;
    assert!(answered.status.is_redirection(), "{verdict}: {}", answered.text);
}

#[tokio::test]
async fn an_internship_of_which_a_suspicion_is_upheld_counts_for_nothing_and_its_sides_are_told() -> anyhow::Result<()>
{
    on_every_database(async |database| {
        let site = site(database).await?;
        let sides = running(&site, "student", &[]).await?;
        assert!(sides.write("2026-09-01", "7.5", "入厂培训。").await.status.is_redirection());
        let sides = later(&site, "student", sides, 35).await?;
        for by in [&sides.host, &sides.school] {
            sides.confirm_week(by, FIRST_WEEK).await;
        }
        sides.end().await;
        let mut internships = Watched::of(&site, "internships").await;
        let mut hours = Watched::of(&site, "internship-hours").await;
        let desk = site.person_with("desk", Role::UniversitiesDesk, None).await?;
        decide(&desk, &sides, "explained").await;
        assert_eq!((internships.now().await, hours.now().await), ((1, false), (7, false)), "there is an explanation");
        assert!(!sides.student.get("/messages").await.text.contains("对接成效；"));

        decide(&desk, &sides, "upheld").await;
        assert_eq!((internships.now().await, hours.now().await), ((0, true), (0, true)));
        for by in [&sides.student, &sides.host, &sides.school] {
            assert!(by.get("/messages").await.text.contains("这次实习不计入对接成效"));
            assert!(by.get(&sides.page()).await.text.contains("学生没有到过车间"), "they read why");
        }
        decide(&desk, &sides, "upheld").await;
        assert_eq!((internships.now().await, hours.now().await), ((0, false), (0, false)), "twice is once");
        let told = sides.student.get("/messages").await.text;
        assert_eq!(told.matches("有异议可以投诉</p>").count(), 1, "{told}");

        decide(&desk, &sides, "explained").await;
        assert_eq!((internships.now().await, hours.now().await), ((1, true), (7, true)), "the desk looked again");
        assert!(sides.student.get("/messages").await.text.contains("重新计入对接成效"));
        assert!(!sides.student.get(&sides.page()).await.text.contains("学生没有到过车间"));
        Ok(())
    })
    .await
}
