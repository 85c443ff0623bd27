//! Where Chinese words end: two characters side by side need not be a word.

use crate::analysis::is_han;

/// Words of every day; what begins with the last character of a short name was cut in two by it: 设备|课程, not 备课.
const WORDS: [&str; 97] = [
    "安全", "保持", "保护", "保障", "保证", "测量", "测试", "产品", "产线", "产业", "产生", "长期", "长度", "单板",
    "单独", "单件", "单位", "单元", "电脑", "电商", "定位", "定义", "调度", "调试", "法规", "法律", "服务", "副本",
    "工厂", "工程", "工业", "关闭", "关系", "管理", "管控", "货物", "货运", "计划", "计算", "记录", "检查", "接触",
    "接口", "接收", "结构", "结果", "结合", "结算", "救援", "考核", "课程", "课堂", "灵活", "量产", "能力", "商务",
    "审核", "审批", "师傅", "试剂", "试验", "试样", "数据", "数量", "数字", "损伤", "图像", "托管", "网络", "网站",
    "文件", "项目", "销售", "信息", "信号", "宣讲", "宣传", "学生", "压力", "研发", "研究", "研制", "研判", "言语",
    "语言", "招聘", "招募", "招生", "招收", "账单", "账号", "账户", "证明", "薪酬", "薪资", "租赁", "团队",
];

/// Longest name that is looked at, in bytes: three Chinese characters.
const SHORT_BYTES: usize = 9;

/// Whether the short Chinese name from `start` to `end` is only where two other words meet.
pub(super) fn is_cut_from_words(text: &str, start: usize, end: usize) -> bool {
    let name = &text[start..end];
    if name.len() > SHORT_BYTES || !name.chars().all(is_han) {
        return false;
    }
    let Some((last, _)) = name.char_indices().next_back() else { return false };
    let from_last = &text[start + last..];
    WORDS.iter().any(|word| from_last.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_cut(text: &str, name: &str) -> bool {
        let start = text.find(name).expect("it is there");
        is_cut_from_words(text, start, start + name.len())
    }

    #[test]
    fn a_short_name_across_two_words_is_cut_from_them() {
        for (text, name) in [
            ("细胞生物学与制药设备课程", "备课"),
            ("三副本与纠删码", "三副"),
            ("按月结算", "月结"),
            ("提高数据质量", "高数"),
            ("负责产品管理", "品管"),
            ("确定损伤边界", "定损"),
            ("跟着高级工程师", "高级工"),
        ] {
            assert!(is_cut(text, name), "{text}");
        }
    }

    #[test]
    fn a_short_name_that_is_a_word_stands() {
        for (text, name) in
            [("会备课，能讲课", "备课"), ("持三副证", "三副"), ("负责品管工作", "品管"), ("焊接工艺", "焊接")]
        {
            assert!(!is_cut(text, name), "{text}");
        }
    }
}
