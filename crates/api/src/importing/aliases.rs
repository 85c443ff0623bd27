//! The names of our fields, and the foreign names under which files bring them.

use std::collections::HashMap;

use rongqiao_model::naming::name_key;

/// Every field that a row can fill, each with the foreign names that stand for it.
///
/// Case, spaces, hyphens and underscores do not matter: `Salary Min`, `salary_min` and `salaryMin` are one name.
const FIELDS: &[(&str, &[&str])] = &[
    // What every row has.
    ("id", &["record_id", "job_id", "uuid", "编号", "职位编号", "记录编号"]),
    ("n", &["no", "number", "序号"]),
    ("kind", &["noun", "listing_kind", "种类"]),
    ("source", &["来源", "数据来源"]),
    ("platform", &["平台", "招聘平台", "来源平台"]),
    ("title", TITLES),
    ("title_en", &["英文标题", "英文名称", "english_title"]),
    ("description", DESCRIPTIONS),
    ("organisation", ORGANISATIONS),
    ("province", &["省", "省份", "所在省"]),
    ("city", &["location", "job_location", "place", "城市", "工作城市", "工作地点", "地点", "所在地", "所在城市"]),
    ("district", &["area", "区", "区县", "行政区", "所在区", "区域"]),
    ("division", &["division_code", "行政区划", "行政区划代码"]),
    ("zone", &["片区", "园区"]),
    ("industry", &["industry_code", "sector", "行业", "所属行业", "行业类别"]),
    (
        "skills",
        &["skill", "tags", "keywords", "skill_tags", "技能", "技能要求", "技能标签", "标签", "关键词", "关键技术"],
    ),
    ("published_at", PUBLISHED),
    ("published_days_ago", &[]),
    (
        "valid_through",
        &["deadline", "expires", "expires_at", "closing_date", "截止日期", "截止时间", "截止", "有效期至"],
    ),
    ("closes_in_days", &[]),
    ("year", &["年份", "年度"]),
    // Jobs.
    ("salary", &["wage", "compensation", "薪资", "薪酬", "工资", "月薪", "薪资待遇", "薪资范围"]),
    ("pay", &[]),
    ("pay_min", &["salary_min", "min_salary", "salary_from", "最低薪资", "最低工资", "最低月薪", "薪资下限"]),
    ("pay_max", &["salary_max", "max_salary", "salary_to", "最高薪资", "最高工资", "最高月薪", "薪资上限"]),
    ("pay_unit", &["salary_unit", "薪资单位"]),
    ("pay_period", &["salary_period", "计薪方式"]),
    ("pay_currency", &["salary_currency", "currency", "币种"]),
    ("education", &["degree", "education_level", "学历", "学历要求", "最低学历"]),
    ("experience", &["work_experience", "work_year", "经验", "工作经验", "经验要求", "工作年限"]),
    ("experience_min_years", &["min_experience_years"]),
    ("employment_type", &["job_type", "employment", "用工性质", "用工形式", "工作性质", "职位类型", "岗位类型"]),
    ("headcount", &["openings", "vacancies", "招聘人数", "人数"]),
    ("occupation", &["职业", "职业名称"]),
    ("majors", &["所需专业", "专业要求", "相关专业"]),
    ("duration_months", &["实习时长", "周期", "工期"]),
    ("days_per_week", &["每周天数"]),
    ("questions", &["对申请人的提问", "申请问题"]),
    // Courses.
    ("format", &["课程形式"]),
    ("mode", &["teaching_mode", "授课方式", "教学方式"]),
    ("hours", &["学时", "课时"]),
    ("credits", &["units", "学分"]),
    ("seats", &["名额", "招生人数"]),
    ("fee_yuan", &["fee", "学费", "费用"]),
    ("starts_on", &["starts", "start_date", "开课时间", "开课日期", "开始日期"]),
    ("starts_in_days", &[]),
    ("schedule", &["上课时间", "时间安排"]),
    ("certificate", &["证书"]),
    ("audience", &["面向对象", "适合对象", "适用人群"]),
    ("category", &["subject", "faculty", "department", "类别", "学科", "学院", "院系"]),
    ("prerequisites", &["prereq", "prerequisite", "先修", "先修课程", "先修要求"]),
    // Programmes.
    ("major", &["专业", "专业名称"]),
    ("major_code", &["专业代码"]),
    ("level", &["层次", "培养层次"]),
    ("duration_years", &["学制"]),
    ("graduates_per_year", &["毕业生人数", "年毕业生"]),
    ("enrolled", &["在校生人数"]),
    ("occupations", &["就业方向"]),
    // Needs for training and for services.
    ("trainees", &["培训人数"]),
    ("starts_by", &["最迟开班"]),
    ("outcome", &["培训目标"]),
    ("object", &["检测对象", "送检对象"]),
    ("quantity", &["数量"]),
    ("needed_by", &["最迟交付"]),
    // Challenges.
    ("budget_min_yuan", &["budget_min"]),
    ("budget_max_yuan", &["budget_max"]),
    ("trl_from", &[]),
    ("trl_to", &[]),
    ("targets", &[]),
    ("intellectual_property", &["知识产权"]),
    ("confidentiality", &["保密要求"]),
    ("conditions", &["揭榜条件"]),
    ("programme", &["计划", "所属计划"]),
    ("topics", &["topic", "主题", "方向"]),
    // Achievements, services, facilities, cooperation.
    ("form", &["合作形式", "成果形式"]),
    ("trl", &["技术成熟度"]),
    ("transfer", &["转化方式"]),
    ("patents", &["专利数"]),
    ("price", &["价格", "收费标准"]),
    ("turnaround_days", &["服务周期"]),
    ("prices", &["价目", "价目表"]),
    ("qualifications", &["资质"]),
    ("cma_number", &["CMA编号"]),
    ("cma_until", &["CMA有效期"]),
    ("cnas_number", &["CNAS编号"]),
    ("cnas_until", &["CNAS有效期"]),
    ("sample_requirements", &["样品要求"]),
    ("facility_type", &["设施类型"]),
    ("model", &["型号"]),
    ("capacity", &["容量"]),
    ("opening", &["开放时间"]),
    ("period_months", &["合作期限"]),
    ("contribution", &["提供资源", "我方投入"]),
    ("expectation", &["期望", "对方条件"]),
    // News, policies, events.
    ("column", &["栏目"]),
    ("origin", &["原创或转载"]),
    ("description_en", &["英文正文"]),
    ("author", &["作者"]),
    ("taken_from", &["转载自", "转载来源"]),
    ("document_number", &["文号", "发文字号"]),
    ("issuers", &["issuer", "发布机构", "发文机关"]),
    ("written_on", &["成文日期"]),
    ("issued_on", &["发文日期"]),
    ("effective_on", &["施行日期", "生效日期"]),
    ("effective_until", &["废止日期"]),
    ("policy_state", &["效力", "有效性"]),
    ("measures", &["主要措施"]),
    ("based_on", &["依据"]),
    ("explains", &["解读"]),
    ("amends", &["修订"]),
    ("repeals", &["废止"]),
    ("event_type", &["活动类型"]),
    ("starts_at", &["活动时间", "开始时间"]),
    ("ends_at", &["结束时间"]),
    ("register_until", &["报名截止"]),
    ("agenda", &["日程", "议程"]),
    ("venue", &["活动地点", "举办地点", "场地"]),
    ("starts_time", &[]),
    ("ends_in_days", &[]),
    ("ends_time", &[]),
    ("register_in_days", &[]),
    ("register_time", &[]),
    // Organisations.
    ("name", &["名称", "全称"]),
    ("name_en", &[]),
    ("short_name", &["简称"]),
    ("credit_code", &["统一社会信用代码", "信用代码"]),
    ("summary_en", &[]),
    ("staffing_agency", &["劳务派遣"]),
];

const TITLES: &[&str] = &[
    "job_title",
    "position",
    "position_name",
    "job_name",
    "course_name",
    "project_name",
    "标题",
    "职位",
    "职位名称",
    "岗位",
    "岗位名称",
    "招聘岗位",
    "课程名称",
    "项目名称",
    "需求名称",
    "成果名称",
    "服务名称",
    "设备名称",
];

const DESCRIPTIONS: &[&str] = &[
    "summary",
    "body",
    "detail",
    "details",
    "content",
    "job_description",
    "responsibilities",
    "requirements",
    "描述",
    "职位描述",
    "岗位描述",
    "岗位职责",
    "工作职责",
    "工作内容",
    "职位要求",
    "任职要求",
    "简介",
    "课程简介",
    "内容",
    "详情",
    "经营范围",
];

const ORGANISATIONS: &[&str] = &[
    "organization",
    "org",
    "company",
    "company_name",
    "employer",
    "enterprise",
    "firm",
    "provider",
    "university",
    "school",
    "institution",
    "公司",
    "公司名称",
    "企业",
    "企业名称",
    "单位",
    "单位名称",
    "用人单位",
    "机构",
    "机构名称",
    "学校",
    "学校名称",
    "院校",
    "发布单位",
    "开课单位",
];

const PUBLISHED: &[&str] = &[
    "posted",
    "posted_at",
    "date_posted",
    "publish_date",
    "publish_time",
    "published",
    "pub_date",
    "发布时间",
    "发布日期",
    "发布于",
];

/// Our names of fields, in the order of the list.
pub(super) fn known_fields() -> impl Iterator<Item = &'static str> {
    FIELDS.iter().map(|(field, _)| *field)
}

/// Our name of a field, if that is one.
pub(super) fn known_field(name: &str) -> Option<&'static str> {
    let name = if name == "summary" { "description" } else { name };
    known_fields().find(|field| *field == name)
}

/// Our field for every name that is known, by the key of the name.
pub(super) fn fields_by_name() -> HashMap<String, &'static str> {
    let mut fields = HashMap::new();
    for (field, foreign) in FIELDS {
        for name in foreign.iter().chain([field]) {
            fields.insert(name_key(name), *field);
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_foreign_name_stands_for_two_fields() {
        let mut seen = HashMap::new();
        for (field, foreign) in FIELDS {
            for name in foreign.iter().chain([field]) {
                let before = seen.insert(name_key(name), *field);
                assert!(before.is_none_or(|before| before == *field), "{name}: {before:?} and {field}");
            }
        }
    }

    #[test]
    fn names_are_known_in_any_spelling() {
        let fields = fields_by_name();
        for name in ["Salary Min", "salary_min", "salaryMin", "薪资下限"] {
            assert_eq!(fields.get(&name_key(name)), Some(&"pay_min"), "{name}");
        }
    }
}
