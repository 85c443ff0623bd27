//! What people do with each other, step by step, by the forms that they find: from the first word to the result.
//!
//! In addresses and values stand `{listing}`, `{id}` for what came of the first step, `{slot}`, `{number}` of the walker, and
//! `{day:7}` for the day a week from now; `{held:name}` is what the form itself holds. A name that ends with `*` is somebody of
//! this walk alone.

/// Who does what time alone does: the page of such a step is a statement that lets the time come.
pub(super) const CLOCK: &str = "the clock";

/// One step.
#[derive(Debug)]
pub(super) struct Deed {
    /// Who does it.
    pub(super) by: &'static str,
    /// The page with the form.
    pub(super) page: &'static str,
    /// What stands in the form, and in no other of the page.
    pub(super) mark: &'static str,
    /// What is typed into it.
    pub(super) typed: &'static [(&'static str, &'static str)],
}

/// A whole way.
#[derive(Debug)]
pub(super) struct Walk {
    pub(super) name: &'static str,
    /// The listing that it begins with, by the record of its provenance; with `*` one of this walk alone, with `+` one of
    /// this round.
    pub(super) listing: &'static str,
    pub(super) deeds: &'static [Deed],
}

pub(super) const fn deed(
    by: &'static str,
    page: &'static str,
    mark: &'static str,
    typed: &'static [(&'static str, &'static str)],
) -> Deed {
    Deed { by, page, mark, typed }
}

/// The mark of the form whose button does this.
macro_rules! does {
    ($step:literal) => {
        concat!("name=\"do\" value=\"", $step, "\"")
    };
}
pub(super) use does;

const APPLICATION: &str = "/my/applications/{id}";
const RECEIVED: &str = "/my/listings/{listing}/applications/{id}";
const ORDER: &str = "/my/orders/{id}";
const COOPERATION: &str = "/my/cooperations/{id}";
const INTERNSHIP: &str = "/my/internships/{id}";

const APPLY: Deed = deed(
    "student*",
    "/listings/{listing}/apply",
    "name=\"consent\"",
    &[("section", "skills"), ("reach", "none"), ("consent", "yes")],
);
const VIEW: Deed = deed("recruiter", RECEIVED, does!("view"), &[]);
const OFFER: Deed = deed("colleague", RECEIVED, does!("offer"), &[]);
const ACCEPT: Deed = deed("student*", APPLICATION, does!("accept"), &[]);

pub(super) static JOB: Walk = Walk {
    name: "job",
    listing: "job+",
    deeds: &[
        APPLY,
        VIEW,
        deed("colleague", RECEIVED, does!("shortlist"), &[]),
        deed("student*", APPLICATION, does!("say"), &[("message", "请问面试带什么材料？")]),
        deed(
            "recruiter",
            RECEIVED,
            does!("invite"),
            &[("time-1", "{day:7}T14:00"), ("time-2", "{day:8}T10:00"), ("invite-words", "3 号会议室")],
        ),
        deed("student*", APPLICATION, does!("choose-time"), &[("time", "{held:time}")]),
        OFFER,
        ACCEPT,
        deed("student*", APPLICATION, does!("confirm"), &[]),
        deed("recruiter", RECEIVED, does!("confirm"), &[]),
    ],
};

const QUOTE: &[(&str, &str)] =
    &[("quote-price", "3,200.50"), ("quote-work", "一炉，77颗，含报告。"), ("quote-until", "{day:9}")];

pub(super) static SERVICE: Walk = Walk {
    name: "service",
    listing: "service",
    deeds: &[
        deed(
            "customer*",
            "/listings/{listing}/quote",
            "name=\"order-needs\"",
            &[("order-for", "self"), ("order-needs", "77颗样品，温度循环。"), ("order-consent", "yes")],
        ),
        deed("lab", ORDER, does!("quote"), QUOTE),
        deed("customer*", ORDER, does!("say"), &[("message", "样品下周寄出。")]),
        deed("customer*", ORDER, does!("order"), &[]),
        deed("assistant", ORDER, does!("deliver"), &[("deliver-words", "报告 R-1")]),
        deed("customer*", ORDER, does!("reject"), &[("reject-words", "缺少原始记录。")]),
        deed("lab", ORDER, does!("deliver"), &[]),
        deed("customer*", ORDER, does!("confirm"), &[]),
        deed("customer*", ORDER, does!("rate"), &[("rating-stars", "5"), ("rating-words", "报告清楚。")]),
    ],
};

const TERMS: &[(&str, &str)] = &[
    ("agreement-form", "industry-college"),
    ("agreement-number", "CX-2026-7"),
    ("agreement-signed", "{day:0}"),
    ("agreement-from", "{day:0}"),
    ("agreement-until", "{day:700}"),
    ("agreement-amount", "300000"),
    ("agreement-confidentiality", "ordinary"),
    ("agreement-milestones", "{day:30} 产业学院揭牌\n{day:60} 首批课程开课"),
];
const REPORT: Deed =
    deed("recruiter", COOPERATION, does!("milestone-report"), &[("milestone-report-{held:milestone}", "已完成。")]);
const CONFIRM_MILESTONE: Deed = deed("teacher", COOPERATION, does!("milestone-confirm"), &[]);

pub(super) static COOPERATE: Walk = Walk {
    name: "cooperation",
    listing: "need",
    deeds: &[
        deed(
            "teacher",
            "/listings/{listing}/cooperate",
            "name=\"cooperate-words\"",
            &[("cooperate-for", "{school}"), ("cooperate-words", "我院可提供两间教室和师资。")],
        ),
        deed("colleague", COOPERATION, does!("negotiate"), &[]),
        deed("teacher", "/my/cooperations/{id}/agreement", "name=\"agreement-form\"", TERMS),
        deed("teacher", COOPERATION, does!("agree"), &[]),
        deed("recruiter", COOPERATION, does!("agree"), &[]),
        REPORT,
        CONFIRM_MILESTONE,
        REPORT,
        CONFIRM_MILESTONE,
        deed("recruiter", COOPERATION, does!("show"), &[]),
        deed("teacher", COOPERATION, does!("confirm"), &[]),
        deed("recruiter", COOPERATION, does!("confirm"), &[]),
    ],
};

pub(super) static BOOKING: Walk = Walk {
    name: "booking",
    listing: "facility",
    deeds: &[
        deed(
            "booker*",
            "/listings/{listing}/book?slot={slot}",
            "name=\"book-consent\"",
            &[("slot", "{slot}"), ("book-consent", "yes"), ("book-people", "1")],
        ),
        deed("recruiter", "/my/listings/{listing}/bookings/{id}", does!("approve"), &[]),
        deed("booker*", "/my/bookings/{id}", does!("cancel"), &[]),
    ],
};

const PLAN: &[(&str, &str)] = &[
    ("plan-born-on", "2004-05-10"),
    ("plan-level", "undergraduate"),
    ("plan-major", "机械设计制造及其自动化"),
    ("plan-year-of-study", "3"),
    ("plan-kind", "post"),
    ("plan-first-day", "{day:0}"),
    ("plan-last-day", "{day:90}"),
    ("plan-weekdays", "monday"),
    ("plan-weekdays", "tuesday"),
    ("plan-begins", "9:00"),
    ("plan-ends", "17:30"),
    ("plan-hours-per-day", "7.5"),
    ("plan-tasks", "在装配车间学习减速器装配与检验。"),
    ("plan-relates-to-major", "yes"),
    ("plan-host-place", "云汉路979号"),
    ("plan-host-tutor-name", "王磊"),
    ("plan-host-tutor-role", "车间主任"),
    ("plan-venue", "ordinary"),
    ("plan-employees", "300"),
    ("plan-interns", "5"),
    ("plan-employees-at-post", "40"),
    ("plan-interns-at-post", "2"),
    ("plan-school-tutor-name", "陈静"),
    ("plan-school-tutor-role", "专业教师"),
    ("plan-site-visit-on", "{day:-30}"),
    ("plan-insurer", "太平洋财产保险"),
    ("plan-policy-number", "SX2026-0099"),
    ("plan-insured-from", "{day:0}"),
    ("plan-insured-until", "{day:90}"),
    ("plan-trained-on", "{day:-3}"),
    ("plan-training-hours", "8"),
    ("plan-housing", "公司提供宿舍和工作餐。"),
    ("plan-breach", "违约方承担相应责任。"),
    ("plan-disputes", "协商解决。"),
];
const SIGNED: &str = "/agree\"";
const ASSESSMENT: &str = "/my/internships/{id}/assessment";
const GRADE: &[(&str, &str)] =
    &[("grade", "good"), ("assessment-words", "踏实肯学，能独立完成装配。"), ("signed-by", "王磊")];

pub(super) static INTERN: Walk = Walk {
    name: "internship",
    listing: "internship+",
    deeds: &[
        APPLY,
        VIEW,
        OFFER,
        ACCEPT,
        deed(
            "student*",
            "/my/internships/{id}/school",
            "name=\"internship-school\"",
            &[("internship-school", "{school}")],
        ),
        deed("teacher", INTERNSHIP, does!("approve"), &[]),
        deed("teacher", "/my/internships/{id}/plan", "name=\"plan-level\"", PLAN),
        deed("student*", INTERNSHIP, SIGNED, &[]),
        deed("recruiter", INTERNSHIP, SIGNED, &[]),
        deed("teacher", INTERNSHIP, SIGNED, &[]),
        deed("teacher", INTERNSHIP, does!("start"), &[]),
        deed(
            "student*",
            "/my/internships/{id}/diary",
            "name=\"diary-text\"",
            &[("diary-day", "{day:0}"), ("diary-hours", "7.5"), ("diary-text", "入厂培训，认识装配线。")],
        ),
        deed("student*", INTERNSHIP, does!("deliver"), &[]),
        deed("recruiter", ASSESSMENT, "name=\"signed-by\"", GRADE),
        deed("teacher", ASSESSMENT, "name=\"signed-by\"", GRADE),
        deed("recruiter", INTERNSHIP, does!("confirm"), &[]),
        deed("teacher", INTERNSHIP, does!("confirm"), &[]),
    ],
};
