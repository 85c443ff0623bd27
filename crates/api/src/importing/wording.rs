//! The words in which files name kinds, employment, experience and teaching time, brought to ours.

use rongqiao_model::choice::EmploymentType;
use rongqiao_model::kind::ListingKind;
use rongqiao_model::kind::course::{CourseFormat, TeachingMode};

/// The kind that a slug or one of the words in use names.
pub(super) fn listing_kind(text: &str) -> Option<ListingKind> {
    let text = text.trim().to_lowercase().replace(['_', ' '], "-");
    if let Some(kind) = ListingKind::from_slug(&text) {
        return Some(kind);
    }
    Some(match text.as_str() {
        "岗位" | "职位" | "招聘" | "实习" | "工作" | "internship" | "vacancy" | "position" | "job-posting" => {
            ListingKind::Job
        }
        "课程" | "微专业" | "训练营" | "培训" | "training" | "mooc" => ListingKind::Course,
        "专业" | "major" | "program" => ListingKind::Programme,
        "open-source-project"
        | "mentorship-project"
        | "internship-project"
        | "enterprise-challenge"
        | "project"
        | "技术需求"
        | "揭榜"
        | "揭榜挂帅"
        | "难题"
        | "研发需求"
        | "项目" => ListingKind::Challenge,
        "成果" | "科技成果" | "专利" | "patent" | "result" => ListingKind::Achievement,
        "服务" | "技术服务" | "检测服务" => ListingKind::Service,
        "设施" | "设备" | "仪器设备" | "实验室" | "实训基地" | "laboratory" | "equipment" => {
            ListingKind::Facility
        }
        "合作需求" | "共建需求" => ListingKind::CooperationNeed,
        "合作意向" | "合作供给" | "共建意向" => ListingKind::CooperationOffer,
        "新闻" | "资讯" | "动态" | "通知" | "公告" | "news" => ListingKind::Article,
        "政策" | "政策文件" | "文件" => ListingKind::Policy,
        "活动" | "招聘会" | "宣讲会" | "对接会" | "讲座" => ListingKind::Event,
        _ => return None,
    })
}

/// How somebody is employed, from a word such as `FULL_TIME` or 兼职.
pub(super) fn employment(text: &str) -> Option<EmploymentType> {
    let text = text.trim().to_lowercase().replace(['_', ' '], "-");
    let any = |words: &[&str]| words.iter().any(|word| text.contains(word));
    match () {
        () if any(&["实习", "intern"]) => Some(EmploymentType::Internship),
        () if any(&["学徒", "apprentice"]) => Some(EmploymentType::Apprenticeship),
        () if any(&["兼职", "part-time", "parttime", "小时工"]) => Some(EmploymentType::PartTime),
        () if any(&["全职", "full-time", "fulltime", "社招", "校招", "正式"]) => Some(EmploymentType::FullTime),
        () => None,
    }
}

/// How somebody is employed, as far as a title says it.
pub(super) fn employment_in_title(title: &str) -> Option<EmploymentType> {
    let lower = title.to_lowercase();
    let has_word = |wanted: &[&str]| lower.split(|c: char| !c.is_ascii_alphabetic()).any(|word| wanted.contains(&word));
    match () {
        () if title.contains("实习") || has_word(&["intern", "interns", "internship", "internships"]) => {
            Some(EmploymentType::Internship)
        }
        () if title.contains("学徒") || has_word(&["apprentice", "apprenticeship"]) => {
            Some(EmploymentType::Apprenticeship)
        }
        () if title.contains("兼职") => Some(EmploymentType::PartTime),
        () => None,
    }
}

/// The least years of experience, from words such as 3-5年, 1年以上, 应届 or 不限.
///
/// A bare number is not taken: some files write grades of their own there.
pub(super) fn experience_years(text: &str) -> Option<u8> {
    let lower = text.trim().to_lowercase();
    let any = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let number = first_number(&lower);
    match number {
        Some(_) if any(&["以下", "以内", "less than", "up to"]) => Some(0),
        Some(years) if any(&["年", "year", "yr"]) => Some(years),
        _ if any(&["不限", "无经验", "无需", "应届", "在校", "no experience", "entry level", "none"]) => {
            Some(0)
        }
        _ => None,
    }
}

fn first_number(text: &str) -> Option<u8> {
    let digits: String =
        text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).take(3).collect();
    let in_words = || {
        let at = text.chars().find_map(|c| "零一二三四五六七八九十".chars().position(|it| it == c));
        at.or_else(|| text.contains('两').then_some(2)).and_then(|at| u8::try_from(at).ok())
    };
    digits.parse().ok().or_else(in_words).filter(|years| *years <= 60)
}

/// The form of teaching, from a slug or a word.
pub(super) fn course_format(text: &str) -> Option<CourseFormat> {
    let text = text.trim().to_lowercase();
    CourseFormat::from_slug(&text).or(match text.as_str() {
        "课程" | "mooc" | "慕课" => Some(CourseFormat::Course),
        "微专业" | "micro programme" | "micro-program" => Some(CourseFormat::MicroProgramme),
        "训练营" | "实训营" | "bootcamp" => Some(CourseFormat::Camp),
        _ => None,
    })
}

/// Where teaching takes place, from a slug or a word.
pub(super) fn teaching_mode(text: &str) -> Option<TeachingMode> {
    let text = text.trim().to_lowercase();
    TeachingMode::from_slug(&text).or(match text.as_str() {
        "线下" | "面授" | "offline" | "onsite" => Some(TeachingMode::OnSite),
        "线上" | "在线" | "网络" => Some(TeachingMode::Online),
        "混合" | "线上线下混合" | "线上线下" | "hybrid" => Some(TeachingMode::Blended),
        _ => None,
    })
}

/// How much teaching there is, as far as a text tells it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct TeachingTime {
    pub(super) hours: Option<f64>,
    pub(super) credits: Option<f64>,
    /// The words themselves, where they say more than one number.
    pub(super) schedule: Option<String>,
}

impl TeachingTime {
    /// Reads `2.0 学分`, `12 units`, `100 小时`, `10周 3-5小时每周`.
    ///
    /// Hours a week are taken in the middle of their range and multiplied with the weeks.
    pub(super) fn read(text: &str) -> Self {
        let text = text.trim();
        let lower = text.to_lowercase();
        let any = |words: &[&str]| words.iter().any(|word| lower.contains(word));
        let numbers = decimals(&lower);
        let Some(&first) = numbers.first() else { return Self::default() };
        if any(&["学分", "unit", "credit"]) {
            return Self { credits: Some(first), ..Self::default() };
        }
        let in_hours = any(&["小时", "学时", "课时", "hour", "h+"]) || lower.ends_with('h');
        let weekly = any(&["周", "week"]);
        let middle = |range: &[f64]| range.iter().sum::<f64>() / range.len() as f64;
        match (in_hours, weekly, numbers.as_slice()) {
            (true, true, [weeks, range @ ..])
                if (1..=2).contains(&range.len()) && lower.find('周') < lower.find('时') =>
            {
                Self { hours: Some(weeks * middle(range)), schedule: Some(text.to_owned()), ..Self::default() }
            }
            (true, false, [hours]) => Self { hours: Some(*hours), ..Self::default() },
            (true, false, [_, _]) => {
                Self { hours: Some(middle(&numbers)), schedule: Some(text.to_owned()), ..Self::default() }
            }
            _ => Self { schedule: Some(text.to_owned()), ..Self::default() },
        }
    }
}

fn decimals(text: &str) -> Vec<f64> {
    let words = text.split(|c: char| !c.is_ascii_digit() && c != '.');
    words.filter_map(|word| word.trim_matches('.').parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_known_by_its_slug() {
        for &kind in ListingKind::ALL {
            assert_eq!(listing_kind(kind.slug()), Some(kind));
        }
        assert_eq!(listing_kind("enterprise_challenge"), Some(ListingKind::Challenge));
        assert_eq!(listing_kind("天气"), None);
    }

    #[test]
    fn experience_is_read_from_the_words_of_postings() {
        for (text, years) in [
            ("1年以上", Some(1)),
            ("3-5年", Some(3)),
            ("5年及以上经验", Some(5)),
            ("三年以上", Some(3)),
            ("1年以下", Some(0)),
            ("不限", Some(0)),
            ("应届毕业生", Some(0)),
            ("10 years", Some(10)),
            ("5B", None),
            ("4", None),
            ("", None),
        ] {
            assert_eq!(experience_years(text), years, "{text}");
        }
    }

    #[test]
    fn employment_is_read_from_words_and_titles() {
        assert_eq!(employment("FULL_TIME"), Some(EmploymentType::FullTime));
        assert_eq!(employment("Part Time"), Some(EmploymentType::PartTime));
        assert_eq!(employment("TEMPORARY"), None);
        assert_eq!(employment_in_title("运营助理/实习生"), Some(EmploymentType::Internship));
        assert_eq!(employment_in_title("Internal Auditor"), None);
    }

    #[test]
    fn teaching_time_is_read_in_hours_and_credits() {
        let read = |text| {
            let time = TeachingTime::read(text);
            (time.hours, time.credits)
        };
        for (text, expected) in [
            ("2.0 学分", (None, Some(2.0))),
            ("12 units", (None, Some(12.0))),
            (" units", (None, None)),
            ("100 小时", (Some(100.0), None)),
            ("100+ hours", (Some(100.0), None)),
            ("10周 3-5小时每周", (Some(40.0), None)),
            ("8周 每周2小时", (Some(16.0), None)),
            ("待定周 待定", (None, None)),
            ("因人而异", (None, None)),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
