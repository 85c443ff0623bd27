//! The rank of schools.

use super::super::Rule;
use super::super::words::{Scope, Words};

/// Words that tell of a team, a customer or a project instead of a condition, and what waives the condition.
const DESCRIPTIONS: &[&str] = &[
    "(?:创始|团队|成员|导师|讲师|教师|老师|师资|顾问|合伙人|高管|同事|服务|合作|客户|对接|覆盖|拓展|联合|核心|走进|进驻|校招站点)[^;。\n]{0,20}<school>[^,;。\n]{0,6}",
    "<school><college>(?:[^,;。\n]{0,4})(?:项目|教师|教授|团队|导师|老师|师资|渠道|客户|合作|市场|招生|学科|宣讲|背景介绍|牛人带)",
    "(?:不限|不要求|无需|不必|非必须|不强求|不看|不唯|不以|不限定|不设|不得|严禁|禁止)[^;。\n]{0,12}<school>[^,;。\n]{0,6}",
    "<school>[^,;。\n]{0,4}(?:不限|均可|皆可|不作要求|不做要求|不是门槛)",
];

const PREFERRED: &str = "<school><college>[^;。\n,]{0,20}(?:<prefer>)";
const RELAXED: &str = "<school><college>[^;。\n,]{0,10}(?:放低|放宽|降低|破格|不受此限)";
const PREFERRED_FIRST: &str = "优先(?:考虑|录用|录取)?[^,;。\n]{0,8}<school>";

pub(super) const WORDS: &[Words] = &[
    Words {
        rule: Rule::School,
        scope: Scope::Everywhere,
        hits: &[
            "(?:<limit>|必须|须|需|要求|非|第一学历|全日制|统招|本硕(?:均|都)?)(?:是|为|来自|毕业于|招|国内|的){0,2}[^,;。\n]{0,2}<school>",
            "<school><college>(?:[(]?[^,;。\n]{0,4}[)]?)(?:毕业|应届|本科|硕士|博士|研究生|本硕|学历|学位|及?以上|出身|背景|学生)",
            "(?:学历|毕业于|毕业院校|教育背景|院校|本科|硕士)[^,;。\n]{0,10}<school>",
            "双非(?:院校|学校|本科)?(?:毕业生?|的|者)?<shun>",
            "<b>(?:985|211)[ /]{0,3}(?:985|211)?[^.,;\n]{0,20}(?:only|required|must)<b>|<b>(?:only|must)[^.,;\n]{0,24}<b>(?:985|211)<b>",
        ],
        unless: &[
            DESCRIPTIONS[0],
            DESCRIPTIONS[1],
            DESCRIPTIONS[2],
            DESCRIPTIONS[3],
            PREFERRED,
            PREFERRED_FIRST,
            RELAXED,
        ],
    },
    Words {
        rule: Rule::SchoolPreferred,
        scope: Scope::Everywhere,
        hits: &[
            PREFERRED,
            PREFERRED_FIRST,
            RELAXED,
            "<school>(?:院校|高校|学校|大学)(?:[,;。\n)]|$)",
            "(?:名校|重点(?:大学|院校|高校|本科)|一本|藤校|qs[^,;。\n]{0,10}[0-9]{2,3})[^,;。\n]{0,12}(?:<prefer>|毕业|学历|背景|以上|硕士|本科|院校)",
            "<b>(?:985|211|ivy league|c9)[^.,;\n]{0,24}(?:preferred|a plus|graduates?)",
        ],
        unless: &[
            DESCRIPTIONS[0],
            DESCRIPTIONS[1],
            DESCRIPTIONS[2],
            DESCRIPTIONS[3],
            // Those are conditions.
            "(?:<limit>|必须|须|需|要求|非|第一学历|全日制|统招|学历|毕业于|本科|硕士)[^,;。\n]{0,10}<school>(?:院校|高校|学校|大学)",
        ],
    },
];
