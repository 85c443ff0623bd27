//! Illness and disability.

use super::super::Rule;
use super::super::words::{Scope, Words};

pub(super) const WORDS: &[Words] = &[
    Words {
        rule: Rule::Carrier,
        scope: Scope::Everywhere,
        hits: &[
            "(?:<refuse>|无|没有|排除|限制)(?:患有?)?(?:乙肝|乙型肝炎|大三阳|小三阳|艾滋病?|hiv|澳抗)",
            "(?:乙肝|乙型肝炎|大三阳|小三阳|艾滋病?|hiv)(?:病毒|病原|表面抗原){0,2}[^,;。\n不]{0,8}(?:<shun>|阴性)",
            "(?:体检|检查|查|检测|须|需|提供|入职)[^,;。\n不]{0,8}(?:乙肝|乙型肝炎|两对半|澳抗)",
            "(?:乙肝|乙型肝炎|两对半|澳抗)(?:病毒|五项|表面抗原){0,2}(?:检查|检测|体检|筛查|化验)?(?:报告|证明|阴性|合格|必查|正常)",
            "乙肝(?:五项|检测证明)",
            "<b>(?:hepatitis b|hiv)(?: virus)?(?: carriers?)?[^.\n]{0,12}(?:negative|need not apply|not accepted|excluded)|<b>no hepatitis b",
        ],
        unless: &[
            "(?:不查|不检|不得|禁止|无需|不要求|不含|不做|不歧视|不限|严禁|不会|不以|不因|取消)[^;。\n]{0,16}(?:乙肝|乙型肝炎|两对半|澳抗|艾滋|hiv)[^,;。\n]{0,6}",
            "(?:乙肝|艾滋|hiv)(?:病毒)?(?:疫苗|新药|药物|治疗|临床|诊断|试剂|防治|预防|病毒学|领域|项目|研究|管线|抗体)",
            "(?:疫苗|试剂|研发|诊断|药物|实验|检验科|研究|疾控|门诊|开展)[^,;。\n]{0,12}(?:乙肝|艾滋|hiv|两对半)[^,;。\n]{0,4}",
        ],
    },
    Words {
        rule: Rule::Disability,
        scope: Scope::Everywhere,
        hits: &[
            "(?:无|没有)(?:任何|明显)?(?:身体|肢体)?(?:残疾|伤残|残障|残缺)|无(?:身体|生理|肢体)缺陷",
            "(?:残疾人?|残障人?)(?:者|士)?<shun>|<refuse>残(?:疾|障)?|非残疾|健全人",
            "<b>(?:no disabled|no disabilit(?:y|ies)|disabled (?:persons|people|applicants) (?:need not|will not|cannot))",
        ],
        unless: &["有无(?:残疾|缺陷)", "无残(?:疾|障)人?(?:歧视|限制)"],
    },
    Words {
        rule: Rule::Health,
        scope: Scope::Everywhere,
        hits: &[
            "(?:无|没有)(?:任何)?[^,;。\n险保]{0,10}(?:病史|遗传病|传染病|传染性?疾病|慢性病|精神病|精神性?疾病|疾病|隐疾)",
            "(?:抑郁症?|癫痫|精神病|高血压|糖尿病|心脏病|传染病|慢性病)(?:患者|病人|者|史)?(?:[^,;。\n]{0,4})?<shun>|(?:疾病|病)史?(?:者|的|患者)<shun>",
            "<refuse>(?:抑郁症?|癫痫|精神病|传染病)",
            "<b>no (?:chronic|mental|infectious|serious) (?:illness|diseases?|conditions?)",
        ],
        unless: &["疾病(?:险|保险|保障|津贴)", "(?:医疗|护理|诊疗|采集|询问|治疗)[^,;。\n]{0,6}病史"],
    },
];
