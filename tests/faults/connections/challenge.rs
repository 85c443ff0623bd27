//! A challenge from the call for proposals to the result, and proposals that are handed in again and again.

use super::walks::{CLOCK, Deed, Walk, deed, does};

/// What opens the keys of all officers.
pub(super) const PASSPHRASE: &str = "滴水湖 边 三只 白鹭 2026";

const DESK: &str = "/desk/challenges/{id}";
const MINE: &str = "/my/challenges/{listing}";
const PUBLIC: &str = "/listings/{listing}/call";
const OPINION: &str = "/my/reviews/{id}/opinion";
const SCORE: &str = "/my/reviews/{id}/score";

const PUT_UP: Deed = deed(
    "recruiter",
    MINE,
    does!("put-up"),
    &[
        ("deadline", "{day:10}T10:00"),
        ("weight-targets", "40"),
        ("weight-plan", "25"),
        ("weight-team", "20"),
        ("weight-price", "15"),
    ],
);
const ASK_EXPERT: Deed =
    deed("firms", DESK, does!("invite-opinion"), &[("invite-opinion-contact", "expert{number}@example.com")]);
const DECLARE_EXPERT: Deed = deed("expert*", OPINION, does!("declare"), &[("declared", "none")]);
const GIVE_OPINION: Deed = deed("expert*", OPINION, does!("opinion"), &[("opinion", "指标可测，建议张榜。")]);
const PUBLISH: Deed = deed("firms", DESK, does!("publish"), &[]);

const HAND_IN: Deed = deed(
    "teacher",
    "/listings/{listing}/proposal",
    "name=\"team\"",
    &[
        ("team", "微电子学院键合课题组"),
        ("approach-1", "等离子活化后低温键合。"),
        ("promised-1", "9.5"),
        ("plan", "先做工艺窗口，再做样机。"),
        ("milestones", "样机通过测试 | {day:300}"),
        ("price", "450000"),
        ("intellectual-property", "共同申请，企业优先实施。"),
    ],
);

/// Lets the day come that the connection itself names.
const DUE: &str = "UPDATE connection SET due_at = created_at WHERE kind = 'challenge' AND open_key IS NOT NULL";
const DEADLINE: &str = "UPDATE challenge_call SET deadline = \
                        (SELECT created_at FROM connection WHERE id = challenge_call.connection_id)";

const SHEET: &[(&str, &str)] =
    &[("points-0-targets", "80"), ("points-0-plan", "81"), ("points-0-team", "82"), ("points-0-price", "83")];

/// A call until it takes proposals.
pub(super) static OPEN_CALL: Walk =
    Walk { name: "call", listing: "challenge*", deeds: &[PUT_UP, ASK_EXPERT, DECLARE_EXPERT, GIVE_OPINION, PUBLISH] };

/// A proposal that is handed in, revised and taken back.
pub(super) static PROPOSE: Walk = Walk {
    name: "proposal",
    listing: "challenge*",
    deeds: &[HAND_IN, HAND_IN, deed("teacher", MINE, does!("take-back"), &[])],
};

pub(super) static CHALLENGE: Walk = Walk {
    name: "challenge",
    listing: "challenge*",
    deeds: &[
        PUT_UP,
        ASK_EXPERT,
        DECLARE_EXPERT,
        GIVE_OPINION,
        PUBLISH,
        deed("teacher", PUBLIC, does!("ask"), &[("question", "样品尺寸是多少？")]),
        deed("recruiter", MINE, does!("answer"), &[("answer-{held:number}", "八英寸晶圆。")]),
        HAND_IN,
        deed(CLOCK, DEADLINE, "", &[]),
        deed(CLOCK, DUE, "seal", &[]),
        deed("firms", DESK, does!("unseal"), &[("unseal-passphrase", PASSPHRASE)]),
        deed("schools", DESK, does!("unseal"), &[("unseal-passphrase", PASSPHRASE)]),
        deed("firms", DESK, does!("invite-score"), &[("invite-score-contact", "judge-a{number}@example.com")]),
        deed("firms", DESK, does!("invite-score"), &[("invite-score-contact", "judge-b{number}@example.com")]),
        deed("firms", DESK, does!("invite-score"), &[("invite-score-contact", "judge-c{number}@example.com")]),
        deed("judge-a*", SCORE, does!("declare"), &[("declared", "none")]),
        deed("judge-b*", SCORE, does!("declare"), &[("declared", "none")]),
        deed("judge-c*", SCORE, does!("declare"), &[("declared", "none")]),
        deed("judge-a*", SCORE, does!("score"), SHEET),
        deed("judge-b*", SCORE, does!("score"), SHEET),
        deed("judge-c*", SCORE, does!("score"), SHEET),
        deed("firms", DESK, does!("nominate"), &[]),
        deed("recruiter", MINE, does!("object"), &[("object-words", "评审中有一项指标没有比较。")]),
        deed("schools", DESK, does!("settle"), &[("settle-words", "经核对，各项指标均已比较。")]),
        deed(CLOCK, DUE, "award", &[]),
        deed(
            "recruiter",
            MINE,
            does!("contract"),
            &[
                ("contract-number", "LG-2026-018"),
                ("contract-amount", "450000"),
                ("contract-day", "{day:0}"),
                ("contract-digest", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
            ],
        ),
        deed("teacher", MINE, does!("agree"), &[]),
        deed("recruiter", MINE, does!("agree"), &[]),
        deed("teacher", MINE, does!("milestone-report"), &[]),
        deed("recruiter", MINE, does!("milestone-confirm"), &[]),
        deed(
            "teacher",
            MINE,
            does!("evidence"),
            &[("measured-1", "9.2"), ("evidence-1", "第三方检测，报告编号 J-77。")],
        ),
        deed("teacher", MINE, does!("deliver"), &[]),
        deed("recruiter", MINE, does!("confirm"), &[]),
        deed("teacher", MINE, does!("confirm"), &[]),
    ],
};
