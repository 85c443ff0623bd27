//! The words of the rules: what makes a hit, and what excuses it.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{Part, Rule, rules};

/// Where the words of a rule are sought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// In every text.
    Everywhere,
    /// In the title alone.
    Title,
    /// In every text but the title.
    BelowTitle,
}

/// Words that hit a rule, as regular expressions over folded text.
///
/// `<name>` stands for an expression of [`NAMES`]. No repetition is without an end, which keeps the search linear.
pub(super) struct Words {
    pub(super) rule: Rule,
    pub(super) scope: Scope,
    /// What is a hit.
    pub(super) hits: &'static [&'static str],
    /// What excuses a hit that it overlaps: a denial, a warning, another sense.
    pub(super) unless: &'static [&'static str],
}

/// Expressions that several rules use.
const NAMES: &[(&str, &str)] = &[
    // Something that is put between digits or Latin letters.
    ("x", "[ */+._|·~-]{0,3}"),
    // A border between Latin words; Chinese characters count as none.
    ("b", r"(?-u:\b)"),
    ("gender", "[男女](?:性|士|生|孩|同学|青年|员工)?"),
    ("limit", "(?:(?:仅|只|限)(?:限|定|招聘?|收|要|考虑|接受|面向|录用|录取|对|聘)?|专(?:招|收|限))"),
    (
        "shun",
        "(?:勿扰|勿投|勿来|免投|免谈|除外|不要|不招|不收|不考虑|不予考虑|不录用?|不予录[用取]|恕不|请绕[道行]|请勿(?:投递?|申请|打扰)?|止步|绕道|莫扰)",
    ),
    ("refuse", "(?:不要|不招聘?|不收|不考虑|不录用?|不接受|谢绝|拒绝|拒收)"),
    ("prefer", "(?:优先|为佳|为宜|更佳|最佳|尤佳|佳|可优先|加分|(?:最好|更好)(?:[,;。!)\n]|$))"),
    // Words that turn what follows them into its contrary, or into a warning of it.
    (
        "deny",
        "(?:不(?:收|交|缴|扣|付|用|必|会|得|存在|向|需要?|要|含|设|强制|涉及|允许|是|做|以|因|将|再|另|额外)|不要需要|免(?:收|交|缴|除)|从未|未曾|未要求|无需|无须|禁止|严禁|谨防|警惕|拒绝|杜绝|切勿|请勿|从不|绝不|凡|如遇|如有|遇到|举报|防范|防止|小心|避免|投诉|打击|远离|识破)",
    ),
    // What may stand between such a word and what it denies; a new demand ends it.
    ("reach", "[^,;。!?\n但需须先请可也就即]{0,24}?"),
    // Words that deny what follows them at once, or in a list.
    ("no", "(?:无任何|没有任何|无|没有|免|零|非)(?:[^,;。!?、\n]{1,5}、){0,4}"),
    // Money that is spoken of in the course of business instead of hiring.
    (
        "business",
        "(?:负责|协助|处理|办理|核对|核算|审核|跟进|管理|登记|统计|客户|租户|租客|业主|房东|会员|供应商|经销商|加盟商|投标|招标|履约|质量|质保|房屋|租赁|设备|商户|酒店|住客|客人|用户|催收|工程|单据|家长|公司承担|公司支付|公司报销|报销|补贴|垫付|信用证)[^;。\n]{0,20}",
    ),
    // Money that an employee gets back or is spared.
    (
        "spared",
        "(?:全免|免费|全额报销|报销|由公司|公司承担|公司出|均由|减免|:?无|:?不收|补贴|优惠|:?0元?(?:[,;。\n]|$))",
    ),
    ("fraud", "[^,;。!?\n]{0,16}(?:诈骗|骗|欺诈|虚假|违法|假冒|举报|报警|投诉|警惕|勿信|拒绝)"),
    ("prestige", "(?:[9九玖]<x>[8八捌]<x>[5五伍]|[2二贰]<x>[1一壹]<x>[1一壹]|双[一1]流|c9)"),
    ("school", "<prestige>(?:[、,/+ 或和及与&-]{0,2}(?:<prestige>)){0,3}"),
    ("college", "(?:等)?(?:建设|重点)?(?:院校|高校|大学|学校|名校|工程|类|系列)?"),
    ("wechat", "(?:微<x>信|薇信|威信|徽信|v<x>信|v<x>x|w<x>x|wechat|weixin|薇x)"),
    ("qq", "(?:q<x>q|扣扣|抠抠|企鹅号)"),
    (
        "region",
        "(?:北京|天津|河北|山西|内蒙古?|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|四川|重庆|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|东北|上海|温州|苏北|外地|外省|农村)",
    ),
];

struct Matcher {
    rule: Rule,
    scope: Scope,
    hits: Regex,
    unless: Option<Regex>,
}

static MATCHERS: LazyLock<Vec<Matcher>> = LazyLock::new(|| rules::all().map(Matcher::of).collect());

/// Words about work for which the law lets a sex be named; a desk judges whether they are true.
static EXCEPTIONS: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = "禁忌(?:从事|劳动|岗位|范围)|不适合妇女|genuine occupational";
    Regex::new(pattern).expect("tests screen with it")
});

/// The rules that `folded` offends and where, in the order of the rules.
pub(super) fn hits(folded: &str, part: Part) -> Vec<(Rule, Range<usize>)> {
    let applies = |matcher: &&Matcher| match matcher.scope {
        Scope::Everywhere => true,
        Scope::Title => part == Part::Title,
        Scope::BelowTitle => part != Part::Title,
    };
    let mut hits: Vec<_> = MATCHERS.iter().filter(applies).flat_map(|matcher| matcher.hits_in(folded)).collect();
    if hits.iter().any(|(rule, _)| *rule == Rule::Gender) && EXCEPTIONS.is_match(folded) {
        let gender = hits.iter_mut().filter(|(rule, _)| *rule == Rule::Gender);
        gender.for_each(|(rule, _)| *rule = Rule::GenderException);
    }
    hits
}

impl Matcher {
    fn of(words: &Words) -> Self {
        Self {
            rule: words.rule,
            scope: words.scope,
            hits: any_of(words.hits),
            unless: (!words.unless.is_empty()).then(|| any_of(words.unless)),
        }
    }

    fn hits_in(&self, folded: &str) -> Vec<(Rule, Range<usize>)> {
        let mut found = Vec::new();
        let mut line = Line::default();
        let mut from = 0;
        while let Some(hit) = self.hits.find_at(folded, from) {
            if hit.end() > line.span.end {
                line = Line::around(folded, hit.end() - 1, self.unless.as_ref());
            }
            if line.excuses(&hit.range()) {
                // Words inside an excused hit may make another one.
                from = hit.start() + folded[hit.start()..].chars().next().map_or(1, char::len_utf8);
            } else {
                found.push((self.rule, trimmed(hit.as_str(), hit.start())));
                from = hit.end();
            }
        }
        found
    }
}

/// The place of `words`, which start at `start`, without the marks around them.
fn trimmed(words: &str, start: usize) -> Range<usize> {
    let inner = words.trim_start_matches(is_mark);
    let start = start + words.len() - inner.len();
    start..start + inner.trim_end_matches(is_mark).len()
}

fn is_mark(letter: char) -> bool {
    matches!(letter, ' ' | '\n' | '。' | '、' | ',' | ';' | ':' | '!' | '?' | '(' | ')')
}

/// A line of the text with the excuses in it, none of which goes beyond a line.
#[derive(Default)]
struct Line {
    span: Range<usize>,
    /// In their order, not overlapping.
    excuses: Vec<Range<usize>>,
}

impl Line {
    /// The line in which the byte `at` stands, its end included.
    fn around(folded: &str, at: usize, unless: Option<&Regex>) -> Self {
        let (before, after) = folded.as_bytes().split_at(at);
        let start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
        let end = after.iter().position(|&byte| byte == b'\n').map_or(folded.len(), |length| at + length + 1);
        let excuses = unless.into_iter().flat_map(|unless| unless.find_iter(&folded[start..end]));
        let excuses = excuses.map(|excuse| start + excuse.start()..start + excuse.end()).collect();
        Self { span: start..end, excuses }
    }

    /// Whether an excuse overlaps `hit`.
    fn excuses(&self, hit: &Range<usize>) -> bool {
        let next = self.excuses.partition_point(|excuse| excuse.end <= hit.start);
        self.excuses.get(next).is_some_and(|excuse| excuse.start < hit.end)
    }
}

/// One expression for all of them.
fn any_of(expressions: &[&str]) -> Regex {
    let mut pattern = expressions.join("|");
    // Names may use names that stand before them.
    for (name, meaning) in NAMES.iter().rev() {
        pattern = pattern.replace(&format!("<{name}>"), meaning);
    }
    Regex::new(&pattern).expect("a test compiles the words of every rule")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_every_rule_compile_use_known_names_and_repeat_nothing_without_an_end() {
        for words in rules::all() {
            let matcher = Matcher::of(words);
            for pattern in [Some(&matcher.hits), matcher.unless.as_ref()].into_iter().flatten().map(Regex::as_str) {
                assert!(!pattern.contains('<'), "{:?} uses an unknown name", words.rule);
                let endless = [")*", "]*", ")+", "]+", ".*", ".+", ",}"];
                assert!(!endless.iter().any(|it| pattern.contains(it)), "{:?} repeats without an end", words.rule);
            }
        }
    }
}
