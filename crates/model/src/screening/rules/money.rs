//! Money and papers taken from whoever is hired.

use super::super::Rule;
use super::super::words::{Scope, Words};

/// Who speaks of money in the course of business instead of hiring.
macro_rules! business {
    ($word:literal) => {
        concat!(
            "(?:负责|协助|处理|办理|核对|核算|审核|跟进|管理|登记|统计|客户|租户|租客|业主|房东|会员|供应商|经销商|加盟商|投标|招标|履约|质量|质保|房屋|租赁|设备|商户|酒店|住客|客人|用户|催收|工程|单据|家长|公司承担|公司支付|公司报销|报销|补贴|垫付|信用证)[^;。\n]{0,20}",
            $word
        )
    };
}

/// What takes a demand for money back: a denial before it, or a warning around it.
macro_rules! denied {
    ($word:literal) => {
        concat!(
            "<deny><reach>", $word, "[^,;。\n]{0,4}|<no>", $word, "[^,;。\n]{0,4}|", $word, "<fraud>|",
            "(?:冒充|假借|打着|声称|自称|任何(?:人|机构|单位|个人)|他人|不法分子|骗子|第三方|黑中介)[^。\n]{0,24}", $word
        )
    };
}

/// What an employee gets back or is spared.
macro_rules! spared {
    ($word:literal) => {
        concat!($word, "(?:全免|免费|全额报销|报销|由公司|公司承担|公司出|均由|减免|:?无|:?不收|补贴|优惠|:?0元?(?:[,;。\n]|$))")
    };
}

pub(super) const WORDS: &[Words] = &[
    Words {
        rule: Rule::Deposit,
        scope: Scope::Everywhere,
        hits: &[
            "(?:入职|上岗|报到|面试|录用|应聘|员工|试用|签约|岗前|到岗|本人|求职者|学员|新人|先|需要?|须|要|必须|请|自行|另)[^,;。\n]{0,10}(?:交|缴|收|付|扣|存|转|垫|押)(?:纳|取|付|齐|清|了|上|一定|部分|少量){0,3}(?:[0-9]{2,5}元?)?(?:的)?[^,;。\n]{0,4}(?:押金|压金|保证金|诚意金|风险金|抵押金|岗位金)",
            "(?:交|缴|收|付|扣)(?:纳|取|付)?(?:一定|少量|部分)?(?:的)?(?:[0-9]{2,5}元?)?(?:押金|压金|保证金|诚意金|风险金|抵押金|岗位金)",
            "(?:押金|压金|保证金|诚意金|风险金)(?:为|是|约|收|交)?[:]?[0-9]{2,5}(?:元|块|[,;。)\n]|$)",
            "(?:押金|压金|保证金|诚意金|风险金)[^,;。\n]{0,4}(?:离职|到期|期满|干满|做满)[^,;。\n]{0,8}(?:退|返)",
            "<b>(?:pay|require[sd]?|submit|provide|leave|hand over)[^.\n]{0,20}<b>(?:deposit|bond)<b>|<b>(?:security |refundable )?deposit (?:is |of |will be )?(?:required|[0-9¥$]{2,6})",
        ],
        unless: &[
            denied!("(?:押金|压金|保证金|诚意金|风险金|抵押金|定金|订金)"),
            business!("(?:押金|压金|保证金|诚意金|定金|订金)"),
            spared!("(?:押金|压金|保证金)"),
            "[抵质]押金融",
            "<b>(?:no|not|never|without|don't|won't|do not|does not|will not|beware)<b>[^.\n]{0,40}<b>(?:deposit|bond)",
            "(?:customer|client|bank|tenant|direct|account|cash|rent|accommodation)s?[^.\n]{0,24}deposit",
        ],
    },
    Words {
        rule: Rule::Fee,
        scope: Scope::Everywhere,
        hits: &[
            "(?:入职|上岗|报到|面试|录用|应聘|求职者|员工|试用|签约|岗前|到岗|新人|本人|个人|学员|先|需要?|须|要|必须|请|另)[^,;。\n]{0,10}(?:交|缴|付|收|扣|出|承担|自理|支付)(?:纳|取|付|齐|清|除){0,2}[^,;。\n]{0,8}(?:(?:服|工|制|工作|置)装费|工服费|制服费|(?:岗前|入职)?培训费|报名费|建档费|档案费|资料费|材料费|入职费|岗位费|中介费|介绍费|办卡费|办证费|面试费|安置费|体检费|工牌费|代办费|管理费|会员费|入会费)",
            "(?:服装费|工装费|工服费|制服费|培训费|报名费|建档费|资料费|入职费|岗位费|中介费|办卡费|面试费|安置费|工牌费)[:为]?约?(?:一律|共|每人)?[0-9]{2,5}(?:元|块|/|[,;。)\n]|$)",
            "(?:服装费|工装费|工服费|制服费|培训费|报名费|资料费|材料费|岗前培训费|工作服费)(?:由)?(?:本人|个人|自己|求职者|员工|学员)?(?:自理|自费|自付|自行承担|自行负担|承担|[从在][^,;。\n]{0,6}工资[^,;。\n]{0,3}扣)",
            "工资(?:中|里|内)?(?:扣除?|抵扣)[^,;。\n]{0,4}(?:服装费|工装费|工服费|培训费|体检费|中介费|介绍费)",
            "(?:收|交|缴)(?:取|纳)?[^,;。\n]{0,4}(?:服装费|工装费|工服费|建档费|入职费|岗位费|中介费|介绍费|办卡费|面试费)",
            "<b>(?:pay|paying)[^.\n]{0,20}<b>(?:registration|training|application|uniform|processing|placement|agency|onboarding|administration) fees?|<b>(?:registration|training|application|uniform|processing|placement|agency|onboarding) fees? (?:is |are |of |will be )?(?:required|charged|payable|[0-9¥$]{2,6})",
        ],
        unless: &[
            denied!("(?:[装服训名案料介证试绍卡检位职续理员会险置档牌]费|费用|收费)"),
            business!("[装服训名案料介证试绍卡检位职续理员会险置档]费"),
            spared!("[装服训名案料介证试绍卡检位职续理员会险置档]费"),
            "(?:满|入职)[^,;。\n]{0,8}报销[^,;。\n]{0,4}费",
            "<b>(?:no|not|never|without|don't|won't|do not|does not|will not|beware|free of|we pay|company pays)<b>[^.\n]{0,40}<b>fees?",
        ],
    },
    Words {
        rule: Rule::TrainingLoan,
        scope: Scope::Everywhere,
        hits: &[
            "培训<x>贷|招转培|先学后付|贷款(?:参加)?(?:培训|学习|交学费)",
            "(?:培训费|学费)[^,;。\n]{0,6}(?:分期|贷款)|(?:分期|贷款)(?:支付|付|缴纳|偿还|交|还)?(?:的)?(?:培训费|学费)",
            "(?:培训|入职|上岗)[^,;。\n]{0,10}(?:办理|签订?|申请)[^,;。\n]{0,6}(?:贷款|分期|网贷)",
            "<b>training loans?<b>",
        ],
        unless: &[
            denied!("(?:培训贷|招转培|贷款|分期)"),
            "培训贷款?(?:业务|政策|风控|整治|纠纷|案件)|助学(?:贷款|金)",
            "<b>(?:no|not|never|without|beware)<b>[^.\n]{0,30}training loan",
        ],
    },
    Words {
        rule: Rule::ReferralFee,
        scope: Scope::Everywhere,
        hits: &[
            "内推费|付费内推|有偿内推|内推(?:需|要|先|须)[^,;。\n]{0,4}(?:付|交|缴|收)|内推(?:名额|机会|服务|岗位)?[^,;。\n]{0,4}(?:收费|[0-9]{3,6}元)",
            "付费实习|实习(?:需|须|要)[^,;。\n]{0,2}(?:付费|缴费|交费)|(?:购买|买|卖|出售)(?:offer|岗位名额|实习(?:岗位|名额|证明))",
            "(?:offer|岗位|实习|入职)名额?(?:明码标价|有偿转让|出售|有偿)",
            "<b>(?:paid referral|referral fees?|pay for (?:the )?internship|internship fees?)<b>",
        ],
        unless: &[
            denied!("(?:内推费|付费内推|有偿内推|付费实习|收费)"),
            "内推[^,;。\n]{0,4}(?:奖|激励)|奖[^,;。\n]{0,6}[0-9]{3,6}元",
            "<b>(?:no|not|never|without|beware)<b>[^.\n]{0,30}(?:referral|internship) fee",
        ],
    },
    Words {
        rule: Rule::Documents,
        scope: Scope::Everywhere,
        hits: &[
            "(?:扣押|扣留|抵押|质押|没收|上交|收缴|暂扣|押|扣)(?:求职者|员工|本人|个人|您的|你的|的){0,2}(?:居民)?(?:身份证|毕业证|学位证|学历证|资格证|户口本|驾驶证|护照|证件|银行卡)|压(?:员工|本人|个人|您的|你的|的)?身份证",
            "(?:身份证|毕业证|学位证|学历证|资格证|户口本|护照|证件)书?(?:的)?(?:原件)?[^,;。\n不]{0,4}(?:由|交|归|交由|交给)(?:公司|单位|我司|人事|部门|经理)?(?:统一)?(?:保管|扣押|扣留|抵押|暂扣|收存|代管|代为保管)",
            "(?:身份证|毕业证|学位证|学历证|资格证|户口本|护照)书?(?:原件)?(?:作为?|做|当)?(?:抵押|质押|扣押|押在|统一保管)",
            "<b>(?:retain|keep|withhold|hand over|surrender)[^.\n]{0,24}<b>(?:passports?|id cards?|identity cards?|diplomas?|original certificates?)",
        ],
        unless: &[
            "(?:不|无需|无须|禁止|严禁|不得|谨防|警惕|拒绝|绝不|不会|从不|如遇|凡)[^,;。\n但需须先请]{0,16}(?:押|压|扣|收|交)[^,;。\n]{0,12}(?:证|户口本|护照|银行卡)",
            "(?:扣押|扣留|抵押|扣)[^,;。\n]{0,8}(?:证|护照)<fraud>",
            "(?:负责|协助|客户|贷款|车辆|房产|不动产|业务|复印件)[^,;。\n]{0,12}(?:抵押|质押|保管|押|扣)[^,;。\n]{0,6}",
            "<b>(?:never|not|no)<b>[^.\n]{0,30}(?:passports?|id cards?|identity|diplomas?|certificates?)",
        ],
    },
];
