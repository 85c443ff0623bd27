//! The agreement: who has to sign it, what stops the beginning, and that what was typed comes back.

use serde_json::{Map, Value, json};
use time::macros::date;

use super::*;
use crate::connect::{ConnectionKind, Stage};
use crate::organisation::OrganisationKind;
use crate::pay::PayPeriod;

fn names() -> AgreementNames {
    AgreementNames {
        student: "林𠮷·阿依古丽".to_owned(),
        host: "临港精密制造有限公司".to_owned(),
        host_is_agency: false,
        school: "上海电子信息职业技术学院".to_owned(),
        // One at which somebody can study for everything.
        school_kind: OrganisationKind::University,
        frames: vec![Frame {
            connection: "018f0000-0000-7000-8000-000000000001".parse().expect("it is an identity"),
            kind: ConnectionKind::Cooperation,
            listing: "018f0000-0000-7000-8000-000000000002".parse().expect("it is an identity"),
            title: "共建产业学院".to_owned(),
        }],
    }
}

/// What a school types for a vocational student against whose internship nothing can be said.
fn typed() -> Map<String, Value> {
    let typed = json!({
        "born-on": "2006-05-10", "level": "vocational-college", "major": "机电一体化技术", "year-of-study": "3",
        "kind": "post", "first-day": "2026-09-01", "last-day": "2026-12-31",
        "weekdays": ["monday", "tuesday", "wednesday", "thursday", "friday"],
        "begins": "8:30", "ends": "17:00", "hours-per-day": "7.5",
        "tasks": "在装配车间学习减速器装配与检验。", "relates-to-major": "yes",
        "host-place": "临港新片区云汉路979号", "host-tutor-name": "王磊", "host-tutor-role": "车间主任",
        "venue": "ordinary", "employees": "1000", "interns": "20", "employees-at-post": "60", "interns-at-post": "4",
        "school-tutor-name": "陈静", "school-tutor-role": "专业教师", "site-visit-on": "2026-06-15",
        "pay-yuan": "4000", "pay-period": "month", "same-post-yuan": "5000", "pay-cycle-days": "31",
        "pay-in-money": "yes",
        "insurer": "太平洋财产保险", "policy-number": "SX2026-0099",
        "insured-from": "2026-09-01", "insured-until": "2026-12-31",
        "trained-on": "2026-08-28", "training-hours": "8",
        "housing": "公司提供宿舍和工作餐。", "breach": "违约方承担相应责任。", "disputes": "协商解决，协商不成的向人民法院起诉。",
    });
    typed.as_object().expect("it is an object").clone()
}

fn agreement(change: impl FnOnce(&mut Map<String, Value>)) -> Agreement {
    let mut typed = typed();
    change(&mut typed);
    Agreement::read(&names(), &typed).expect("it can be read")
}

fn put(field: &'static str, value: &'static str) -> impl Fn(&mut Map<String, Value>) {
    move |typed| drop(typed.insert(field.to_owned(), Value::String(value.to_owned())))
}

const DAY: time::Date = date!(2026 - 09 - 01);

#[test]
fn what_was_typed_comes_back_as_it_was_meant() {
    let first = agreement(|it| {
        put("frame", "018f0000-0000-7000-8000-000000000001")(it);
        put("second-host", "临港物流有限公司")(it);
        put("second-place", "同顺大道333号")(it);
        put("second-tutor-name", "赵强")(it);
        put("second-tutor-role", "班组长")(it);
        put("second-venue", "entertainment")(it);
        put("second-is-agency", "yes")(it);
        put("hazards", "forbidden-to-women")(it);
        put("filing-number", "沪教备〔2026〕1号")(it);
        put("filing-on", "2026-08-01")(it);
        put("filing-gates", "night")(it);
        put("reason-length", "培养方案写明两学期。")(it);
        put("lowest-step-yuan", "3500.50")(it);
    });
    let mut again = Map::new();
    for (name, value) in first.typed() {
        let value = Value::String(value);
        match again.get_mut(&name) {
            Some(Value::Array(values)) => values.push(value),
            Some(one) => *one = Value::Array(vec![one.take(), value]),
            None => drop(again.insert(name, value)),
        }
    }
    assert_eq!(Agreement::read(&names(), &again), Ok(first));
}

#[test]
fn every_mistake_is_told_at_once() {
    let errors = Agreement::read(&names(), &Map::new()).expect_err("nothing was typed");
    let fields: Vec<&str> = errors.iter().map(|it| it.field.as_str()).collect();
    for field in
        ["born-on", "level", "first-day", "weekdays", "begins", "hours-per-day", "host-place", "tasks", "disputes"]
    {
        assert!(fields.contains(&field), "{field} is missing in {fields:?}");
    }
    assert!(!fields.contains(&"insurer"), "what the rules ask for is told by the rules");
    let ends_first = Agreement::read(&names(), &{
        let mut typed = typed();
        put("last-day", "2026-08-31")(&mut typed);
        typed
    });
    assert_eq!(ends_first.expect_err("it ends first")[0].field, "last-day");
}

/// The fields in which there is a mistake once `change` was made.
fn mistaken(names: &AgreementNames, change: impl FnOnce(&mut Map<String, Value>)) -> Vec<String> {
    let mut typed = typed();
    change(&mut typed);
    let errors = Agreement::read(names, &typed).err().unwrap_or_default();
    errors.into_iter().map(|it| it.field).collect()
}

#[test]
fn hours_fit_between_begin_and_end_with_three_hours_of_breaks_at_most() {
    let day = |begins, ends, hours| {
        mistaken(&names(), |it| {
            put("begins", begins)(it);
            put("ends", ends)(it);
            put("hours-per-day", hours)(it);
        })
    };
    for (begins, ends, hours) in [
        ("8:00", "16:00", "8"),
        ("8:00", "19:00", "8"),
        ("22:00", "6:00", "8"),
        ("20:00", "0:00", "1"),
        ("9:00", "9:00", "21"),
    ] {
        assert_eq!(day(begins, ends, hours), [""; 0], "{begins}–{ends}, {hours}");
    }
    for (begins, ends, hours) in [
        ("8:00", "21:59", "8"),
        ("8:00", "19:01", "8"),
        ("8:00", "15:59", "8"),
        ("22:00", "5:59", "8"),
        ("22:00", "6:00", "4.9"),
        ("9:00", "9:00", "8"),
    ] {
        assert_eq!(day(begins, ends, hours), ["hours-per-day"], "{begins}–{ends}, {hours}");
    }
}

#[test]
fn a_vocational_college_has_no_students_to_whom_its_rules_do_not_apply() {
    let of = |kind, level| mistaken(&AgreementNames { school_kind: kind, ..names() }, put("level", level));
    for level in ["undergraduate", "postgraduate"] {
        assert_eq!(of(OrganisationKind::VocationalCollege, level), ["level"], "{level}");
    }
    for level in ["secondary-vocational", "vocational-college", "vocational-bachelor"] {
        assert_eq!(of(OrganisationKind::VocationalCollege, level), [""; 0], "{level}");
    }
    for &level in StudentLevel::SLUGS {
        assert_eq!(of(OrganisationKind::University, level), [""; 0], "{level}");
    }
}

#[test]
fn what_was_written_before_anybody_asked_about_the_second_host_is_still_read() {
    let before = json!({
        "name": "临港物流有限公司", "place": "同顺大道333号", "tutor": { "name": "赵强", "role": "班组长" },
    });
    let second: SecondHost = serde_json::from_value(before).expect("it can be read");
    assert_eq!(second.facts(), SecondPlace { is_agency: false, venue: Venue::Ordinary });
}

#[test]
fn an_amendment_does_not_antedate_what_held_before_it() {
    let it = agreement(|_| ());
    let later = date!(2026 - 09 - 02);
    assert!(!it.may_begin(&it.signatories(), None, later), "nobody had agreed by the first day");
    assert!(!it.may_begin(&it.signatories(), Some(later), later));
    assert!(it.may_begin(&it.signatories(), Some(DAY), later), "everybody had");
    let version = |number, agreed_at| AgreementVersion {
        version: number,
        agreement: agreement(|_| ()),
        written_at: time::macros::datetime!(2026-08-01 02:00 UTC),
        agreed_at,
        documents: Vec::new(),
        signatures: Vec::new(),
    };
    let first = version(1, Some(time::macros::datetime!(2026-08-31 16:00 UTC)));
    let second = version(2, Some(time::macros::datetime!(2026-09-05 02:00 UTC)));
    let file = InternshipFile { versions: vec![version(3, None), second, first], ..InternshipFile::default() };
    assert_eq!(file.agreed_on(), Some(DAY), "the first of them, by the day in Shanghai");
    assert_eq!(InternshipFile::default().agreed_on(), None);
}

#[test]
fn neither_a_deposit_nor_papers_that_are_kept_back_are_agreed_on() {
    // 劳动合同法第九条
    let wrong = |field: &'static str, text: &'static str| -> Vec<String> {
        let mut typed = typed();
        put(field, text)(&mut typed);
        let mistakes = Agreement::read(&names(), &typed).err().unwrap_or_default();
        mistakes.into_iter().map(|it| it.field).collect()
    };
    assert_eq!(wrong("housing", "宿舍由公司提供，入住需交押金200元，退宿时退还。"), ["housing"]);
    assert_eq!(wrong("breach", "实习期间身份证由公司统一保管。"), ["breach"]);
    let as_the_rules_say = "不得向学生收取实习押金、培训费，不得扣押学生的居民身份证，不得要求学生提供担保。";
    for field in ["tasks", "housing", "breach", "disputes"] {
        assert_eq!(wrong(field, as_the_rules_say), [""; 0], "{field}");
    }
    assert_eq!(wrong("housing", "如需缴纳宿舍押金，由企业承担。"), [""; 0], "the student pays none");
    assert_eq!(wrong("tasks", "学习向顾客说明租车规则：租车需交押金200元。"), [""; 0], "it is the work");
}

#[test]
fn while_it_runs_or_rests_no_version_may_say_what_the_rules_forbid() {
    let file = InternshipFile {
        elsewhere: vec![DaysOfWork {
            first_day: date!(2027 - 01 - 04),
            last_day: date!(2027 - 01 - 08),
            weekdays: vec![time::Weekday::Monday],
        }],
        versions: vec![AgreementVersion {
            version: 1,
            agreement: agreement(|_| ()),
            written_at: time::macros::datetime!(2026-08-01 02:00 UTC),
            agreed_at: Some(time::macros::datetime!(2026-08-28 02:00 UTC)),
            documents: Vec::new(),
            signatures: Vec::new(),
        }],
        ..InternshipFile::default()
    };
    let (later, running) = (date!(2026 - 10 - 12), Stage::Running);
    let forbidden = |it: &Agreement, stage| file.forbidden(it, (stage, later));
    assert_eq!(forbidden(&agreement(|_| ()), running), [], "what began in time is not antedated");
    let night = agreement(|it| {
        put("begins", "14:00")(it);
        put("ends", "23:00")(it);
    });
    for stage in [running, Stage::Interrupted] {
        assert_eq!(forbidden(&night, stage), [Gate::Night]);
    }
    for stage in [Stage::Approved, Stage::Agreed] {
        assert_eq!(forbidden(&night, stage), [], "the beginning is stopped instead");
    }
    let longer = agreement(put("last-day", "2027-01-15"));
    assert_eq!(forbidden(&longer, running), [Gate::Overlap, Gate::Insurance]);
    let earlier = agreement(|it| {
        put("first-day", "2026-08-27")(it);
        put("insured-from", "2026-08-27")(it);
        put("trained-on", "2026-08-26")(it);
    });
    assert_eq!(forbidden(&earlier, running), [Gate::Antedating], "before the day on which everybody had confirmed");
    let unfair = agreement(put("pay-yuan", "1000"));
    assert_eq!(forbidden(&unfair, running), [], "of that the rules only warn");
}

#[test]
fn what_is_known_of_a_second_host_is_not_said_of_another_one() {
    let with = |name: &'static str| {
        agreement(|it| {
            put("second-host", name)(it);
            put("second-place", "同顺大道333号")(it);
            put("second-tutor-name", "赵强")(it);
            put("second-tutor-role", "班组长")(it);
            put("second-venue", "ordinary")(it);
        })
    };
    let version = AgreementVersion {
        version: 1,
        agreement: with("临港物流有限公司"),
        written_at: time::macros::datetime!(2026-08-01 02:00 UTC),
        agreed_at: None,
        documents: Vec::new(),
        signatures: Vec::new(),
    };
    let file = InternshipFile { versions: vec![version], second_host_is_agency: true, ..InternshipFile::default() };
    let forbidden = |name| file.forbidden(&with(name), (Stage::Running, DAY));
    assert_eq!(forbidden("临港物流有限公司"), [Gate::Agency]);
    assert_eq!(forbidden("临港仪表有限公司"), []);
}

#[test]
fn of_the_interns_that_were_typed_and_those_that_run_there_the_larger_number_is_asked_about() {
    let it = agreement(|_| ());
    let unexplained = |at_host: usize, at_post: usize, last_day| {
        let beside = |number: usize| InternBeside { last_day, is_at_post: number < at_post };
        let interns_besides = (0..at_host).map(beside).collect();
        InternshipFile { interns_besides, ..InternshipFile::default() }.unexplained(&it, DAY)
    };
    assert_eq!(unexplained(99, 11, DAY), [], "with this one a tenth of a thousand, and a fifth of sixty");
    assert_eq!(unexplained(100, 12, DAY), [Gate::ShareOfStaff, Gate::ShareAtPost]);
    assert_eq!(unexplained(100, 12, DAY - time::Duration::DAY), [], "they are over, though nobody has reported it");
}

#[test]
fn who_is_under_age_signs_with_a_parent_and_so_does_every_vocational_student_at_a_post() {
    let needed = |change: &dyn Fn(&mut Map<String, Value>)| agreement(change).signatories();
    let three = [Signatory::Student, Signatory::Host, Signatory::School];
    let four = [Signatory::Student, Signatory::Guardian, Signatory::Host, Signatory::School];
    assert_eq!(needed(&|_| ()), four);
    let undergraduate = put("level", "undergraduate");
    assert_eq!(needed(&undergraduate), three);
    let minor = |born: &'static str| {
        needed(&move |it| {
            put("level", "undergraduate")(it);
            put("born-on", born)(it);
        })
    };
    assert_eq!(minor("2008-09-01"), three, "eighteen on the first day");
    assert_eq!(minor("2008-09-02"), four, "a day younger");
}

#[test]
fn it_begins_once_everybody_has_signed_and_not_before() {
    let it = agreement(|_| ());
    assert!(it.may_begin(&it.signatories(), None, DAY));
    for missing in it.signatories() {
        let signed: Vec<Signatory> = it.signatories().into_iter().filter(|other| *other != missing).collect();
        assert!(!it.may_begin(&signed, None, DAY), "without {}", missing.slug());
    }
}

#[test]
fn a_training_that_lies_ahead_was_not_passed() {
    let it = agreement(|_| ());
    assert!(it.may_begin(&it.signatories(), None, date!(2026 - 08 - 28)));
    assert!(!it.may_begin(&it.signatories(), None, date!(2026 - 08 - 27)));
}

#[test]
fn without_insurance_or_training_nothing_begins_under_either_set_of_rules() {
    for level in ["vocational-college", "undergraduate"] {
        for field in ["insurer", "trained-on"] {
            let it = agreement(|typed| {
                put("level", level)(typed);
                typed.remove(field);
            });
            assert!(!it.may_begin(&it.signatories(), None, DAY), "{level} without {field}");
        }
    }
}

#[test]
fn a_warning_is_passed_with_a_reason_and_a_prohibition_is_not() {
    let saturdays = |level: &'static str, reason: bool| {
        agreement(|typed| {
            put("level", level)(typed);
            typed.insert("weekdays".to_owned(), json!(["monday", "saturday"]));
            if reason {
                put("reason-rest-days", "展会只在周末举行。")(typed);
            }
        })
    };
    let soft = saturdays("undergraduate", false);
    assert_eq!(soft.unexplained(None, DAY), [Gate::RestDays]);
    assert!(!soft.may_begin(&soft.signatories(), None, DAY));
    let explained = saturdays("undergraduate", true);
    assert_eq!(explained.unexplained(None, DAY), []);
    assert!(explained.may_begin(&explained.signatories(), None, DAY));
    let hard = saturdays("vocational-college", true);
    assert!(!hard.may_begin(&hard.signatories(), None, DAY), "the rules of 2021 know no reason");
}

#[test]
fn pay_by_the_day_or_hour_comes_to_a_month_of_twenty_one_and_three_quarter_days() {
    let pay = |fen, period| {
        let it = agreement(|_| ()).pay.expect("it pays");
        AgreedPay { fen, period, ..it }.fen_per_month(450)
    };
    assert_eq!(pay(400_000, PayPeriod::Month), 400_000);
    assert_eq!(pay(20_000, PayPeriod::Day), 435_000);
    assert_eq!(pay(2_000, PayPeriod::Hour), 326_250);
    assert_eq!(pay(1_200_000, PayPeriod::Year), 100_000);
}

#[test]
fn hours_count_once_both_tutors_confirmed_them_and_neither_objects() {
    let said = |disputed: Option<&str>| {
        Some(WeekWord { disputed: disputed.map(str::to_owned), at: time::macros::datetime!(2026-09-08 02:00 UTC) })
    };
    let week = |host, school| WeekWords { host, school };
    assert!(!week(None, None).counts() && week(said(None), said(None)).counts());
    for one_side in [week(said(None), None), week(None, said(None))] {
        assert!(!one_side.counts() && one_side.is_closed(), "the word of one of them closes the diary and no more");
    }
    assert!(!week(said(Some("周三请假")), said(None)).counts());
    let disputed = week(said(None), said(Some("那天在学校考试")));
    assert!(!disputed.counts() && disputed.is_disputed() && !disputed.is_closed());
}

#[test]
fn weeks_begin_on_monday_and_are_over_after_sunday() {
    assert_eq!(monday_of(date!(2026 - 09 - 06)), date!(2026 - 08 - 31));
    let week = DiaryWeek { monday: date!(2026 - 08 - 31), entries: Vec::new(), words: WeekWords::default() };
    assert!(!week.is_over(date!(2026 - 09 - 06)) && week.is_over(date!(2026 - 09 - 07)));
}

#[test]
fn a_vocational_student_is_outside_the_agreement_on_days_of_rest_on_holidays_and_an_hour_later() {
    let vocational = agreement(|_| ());
    for (day, minutes, expected) in [
        (date!(2026 - 09 - 01), 510, false),
        (date!(2026 - 09 - 01), 511, true),
        // A Saturday, another one that is worked in exchange, and the first day of October.
        (date!(2026 - 09 - 05), 60, true),
        (date!(2026 - 10 - 10), 450, false),
        (date!(2026 - 10 - 01), 60, true),
    ] {
        assert_eq!(Trail::is_outside(&vocational, (day, minutes)), expected, "{day} {minutes}");
    }
    let undergraduate = agreement(put("level", "undergraduate"));
    assert!(!Trail::is_outside(&undergraduate, (date!(2026 - 10 - 01), 720)));
}
