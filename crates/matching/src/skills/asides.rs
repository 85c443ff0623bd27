//! What a text mentions without asking it of whom it looks for: what the firm gives, what one will be taught, what
//! others do, where the way may lead.

/// Words of what is given or taught to whoever comes, and of what may become of them.
const GIVEN: [&str; 49] = [
    "缴纳",
    "五险",
    "公积金",
    "补贴",
    "津贴",
    "补助",
    "报销",
    "奖金",
    "奖励",
    "公寓",
    "评价费",
    "报名费",
    "费用由",
    "公司提供",
    "我们提供",
    "企业提供",
    "公司配",
    "已配",
    "晋升",
    "转岗",
    "可转",
    "转为正式",
    "可报考",
    "可报名",
    "终面",
    "发展方向",
    "发展路径",
    "入职培训",
    "岗前培训",
    "上岗培训",
    "脱产培训",
    "带薪培训",
    "提供培训",
    "接受培训",
    "培训涵盖",
    "入职后",
    "入职先",
    "入职第一",
    "上岗前",
    "首周",
    "可学习",
    "会教",
    "教你",
    "教用",
    "带教",
    "师傅",
    "导师",
    "等级评价",
    "技能评价",
];

/// The same in English.
const GIVEN_ENGLISH: [&str; 11] = [
    "training provided",
    "training is provided",
    "we offer",
    "we provide",
    "will be provided",
    "you will be trained",
    "we will teach",
    "we will train",
    "on the job training",
    "health insurance",
    "opportunity to learn",
];

/// Words that ask all the same, in the part itself.
const ASKING: [&str; 13] =
    ["负责", "熟悉", "熟练", "精通", "掌握", "经验", "经历", "具备", "做过", "带过", "必须", "experience", "required"];

/// Headings of what a firm gives.
const HEADINGS: [&str; 9] =
    ["福利", "待遇", "我们提供", "公司提供", "晋升", "发展方向", "what we offer", "benefits", "perks"];

/// A promise that sounds like a preference: who does well is interviewed first.
const PROMISES: [&str; 6] = ["优先进入", "优先面谈", "优先转正", "优先留用", "优先推荐", "优先入职"];

/// Who else does something: 由企业安全员评分.
const OTHERS: [&str; 18] = [
    "人员",
    "员",
    "师",
    "导师",
    "公司",
    "企业",
    "部门",
    "同事",
    "团队",
    "组长",
    "专人",
    "院校",
    "学校",
    "客户",
    "厂家",
    "供应商",
    "院里",
    "所里",
];

/// Letters before 由 with which it is another word: 自由, 理由, 路由.
const NOT_BY_BEFORE: [char; 8] = ['自', '理', '缘', '经', '路', '游', '因', '事'];

/// Letters after 由 with which it names no other: 由于, 由此, 由你.
const NOT_BY_AFTER: [char; 7] = ['于', '此', '你', '您', '其', '本', '浅'];

/// How far behind 由 it is said who does it, in characters.
const BY_WHOM_CHARS: usize = 12;

/// Words of teaching: what is taught by others is what a course is about.
const TAUGHT: [&str; 5] = ["讲授", "主讲", "讲解", "授课", "牵头"];

/// Whether what stands in `part`, behind what its sentence says before it and under `heading`, is asked of nobody.
pub(super) fn is_aside(part: &str, lead: &str, heading: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| part.contains(word));
    if done_by_others(part) || HEADINGS.iter().any(|word| heading.contains(word)) {
        return true;
    }
    let is_asked = has(&ASKING) || is_duty(part) || is_duty(lead);
    !is_asked && (has(&GIVEN) || has(&GIVEN_ENGLISH))
}

/// Whether `text` names a duty; 负责人 is somebody.
fn is_duty(text: &str) -> bool {
    text.match_indices("负责").any(|(at, word)| !text[at + word.len()..].starts_with('人'))
}

/// Whether `part` promises something to whoever does well.
pub(super) fn is_promise(part: &str) -> bool {
    PROMISES.iter().any(|word| part.contains(word))
}

fn done_by_others(part: &str) -> bool {
    let by_others = |(at, by): (usize, &str)| {
        let (before, behind) = (&part[..at], &part[at + by.len()..]);
        let whom = behind.char_indices().nth(BY_WHOM_CHARS).map_or(behind, |(end, _)| &behind[..end]);
        !before.ends_with(NOT_BY_BEFORE)
            && !behind.starts_with(NOT_BY_AFTER)
            && OTHERS.iter().any(|other| whom.contains(other))
    };
    part.match_indices('由').any(by_others) && !TAUGHT.iter().any(|word| part.contains(word))
}

/// Words that demand what stands in their part.
const DEMANDING: [&str; 29] = [
    "须",
    "需",
    "必备",
    "应",
    "要求",
    "持",
    "具备",
    "具有",
    "有",
    "取得",
    "通过",
    "以上",
    "即可",
    "上岗",
    "must",
    "requir",
    "need",
    "mandatory",
    "valid",
    "hold",
    "possess",
    "under a",
    "with a",
    "essential",
    "above",
    "minimum",
    "at least",
    "考过",
    "已",
];

/// Words by which a certificate is welcome, or may be earned later.
const LATER: [&str; 13] = [
    "入职后",
    "后取得",
    "后考取",
    "后考",
    "后补",
    "可考",
    "上浮",
    "另加",
    "上限",
    "加薪",
    "不是必须",
    "within six months",
    "after joining",
];

/// Whether what stands in `part` is demanded in words.
pub(super) fn demands(part: &str) -> bool {
    DEMANDING.iter().any(|word| part.contains(word))
}

/// Whether a certificate that stands in `part` is welcome, or may be earned later.
pub(super) fn comes_later(part: &str) -> bool {
    LATER.iter().any(|word| part.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_taught_promised_or_done_by_others_is_asked_of_nobody() {
        for part in [
            "并缴纳社会保险",
            "双导师制",
            "由企业安全员评分",
            "登高布线由持证人员完成",
            "三个月后可学习外参标定",
            "入职后先参加四周的适航与构型管理培训",
            "training provided in welding",
        ] {
            assert!(is_aside(part, "", ""), "{part}");
        }
        assert!(is_aside("急救与消防", "", "福利待遇"));
    }

    #[test]
    fn what_sounds_alike_is_asked() {
        for part in ["负责新员工带教", "熟悉路由交换", "采购计划由你提出", "由于使用python", "有带教经验"]
        {
            assert!(!is_aside(part, "", ""), "{part}");
        }
        assert!(!is_aside("五险一金缴纳", "负责考勤,", ""));
    }

    #[test]
    fn a_certificate_is_demanded_or_welcome() {
        assert!(demands("须持低压电工证") && !comes_later("须持低压电工证"));
        assert!(comes_later("高处作业证可入职后取得"));
        assert!(comes_later("持注册安全工程师证书者薪酬上浮"));
    }
}
