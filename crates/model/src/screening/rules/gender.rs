//! Sex, marriage and children.

use super::super::Rule;
use super::super::words::{Scope, Words};

/// Texts that say that both sexes are meant.
const BOTH: &str = "男女|女男|男[、,或和与及]{1,2}女|女[、,或和与及]{1,2}男|(?:性别|男|女)(?:要求)?:?(?:不限|均可|皆可|都可)|[不无](?:限|要求|分)(?:制)?(?:性别|男)";

/// Words about things and people that are not hired.
const THINGS: &str = "[男女](?:性|士|生|孩|童)?(?:装|鞋|包|裤|裙|袜|表|款|科|团|足|篮|排|频|频道|健康|用户|消费|客户|客群|顾客|会员|群体|人群|市场|时尚|护肤|美妆|内衣|用品|向|医院|疾病|职工禁忌|厕|宿舍|更衣|浴|神|王|企业家|创业|权益|就业|友好|心理|主角|患者|病人|嘉宾|歧视|球迷|粉丝|玩家|观众|读者|老师带|教育)";

pub(super) const WORDS: &[Words] = &[
    Words {
        rule: Rule::Gender,
        scope: Scope::Everywhere,
        hits: &[
            "<limit>[聘为于收是(]{0,2}<gender>",
            "<limit>[^,;。\n不男女]{1,6}[男女]性(?:[,;。\n]|$)",
            "限(?:nan|nv)",
            "<gender>(?:者|的)?[,、:(]?(?:<prefer>|<shun>)",
            "优先(?:考虑|录用|录取|招聘)<gender>",
            "性别(?:要求|限制)?[:(]?(?:要求|限制|限定|限|为|是|须|需|仅){0,2}[男女]",
            "<refuse>[男女](?:性|士|生|的|孩|员工)?",
            "(?:招聘?|招募|诚聘|急聘|诚招|急招|聘请|需要?|要求|必须|须)(?:为|是|有|多名|若干|数名|[0-9一二两三四五六七八九十]{1,3}名)?[男女](?:性|士|生|员工|职工|工|司机|主播|保安|文员|助理|销售|服务员|技师|教练|店员|收银|客服|秘书|前台|业务员|保洁|安检|迎宾|同学|大学生|孩)",
            "(?:要求|必须|须为|须|需|限为|最好是?)(?:为|是)?[男女](?:[,;。!\n、)0-9]|$)",
            "适合[男女](?:性|士|生|孩)(?:从事|应聘|求职|做|岗位|的?(?:工作|岗位|职业)|报名|[,;。!\n)]|$)",
            "<b>(?:fe)?males?(?: candidates?| applicants?| staff| employees?)?[ (,-]{1,3}(?:only|preferred|wanted|needed|required)<b>",
            "<b>(?:men|women|ladies|gentlemen|girls|boys)[ (,-]{1,3}(?:only|preferred|wanted|need not apply)<b>",
            "<b>(?:only|preferably|prefer|hiring|must be|no|seeking|looking for)(?: an?| young){0,2} (?:fe)?males?<b>",
            "<b>(?:only|no|prefer|preferably) (?:men|women|ladies|girls)<b>",
            "<b>(?:gender|sex) {0,1}: {0,1}(?:fe)?male",
        ],
        unless: &[
            BOTH,
            THINGS,
            "[不无未][受]?限",
            "[权年期上有界]限|子女",
            "(?:禁止|不得|严禁|不会|杜绝)[^,;。\n]{0,12}[男女]",
            "<b>males? ?(?:/|or|and|&) ?females?|<b>females? ?(?:/|or|and|&) ?males?",
            "<b>(?:wo)?men (?:and|or) (?:wo)?men|wom[ae]n[- ](?:led|owned|founded)|regardless of",
            "(?:fe)?males?[- ]only[^.\n]{0,30}(?:ward|unit|service|team|hospital|bed|admission)|(?:ward|unit|service|hospital|picu)[^.\n]{0,30}(?:fe)?males?[- ]?(?:only)?",
        ],
    },
    Words {
        rule: Rule::Gender,
        scope: Scope::Everywhere,
        hits: &[
            "(?:^|[,;。:、(\n])[0-9]?[男女](?:性|士|生)?[,、]?(?:年龄)?在?[1-6][0-9](?:周?岁)?[~至到—-]{0,2}(?:[1-6][0-9])?周?岁",
            "[1-6][0-9]周?岁(?:及)?(?:以下|以内|左右|之间)?的?[,、]?[男女](?:性|士|生)(?:[,;。、\n)]|$)",
            "[;。\n][0-9]?、?[男女]性[,;。\n]",
        ],
        unless: &[
            "(?:用户|客户|客群|画像|人群|受众|患者|会员)[^。]{0,24}[男女]",
            "男[^。\n]{0,30}女",
            "女[^。\n]{0,30}男",
        ],
    },
    Words {
        rule: Rule::Gender,
        scope: Scope::Title,
        hits: &[
            "[(][男女](?:性|士|生)?[)]",
            "^[男女](?:性|士|生)?(?:司机|助理|文员|秘书|保安|服务员|技师|导购|销售|业务员|主播|教练|普工|前台)",
        ],
        unless: &["(?:装|鞋|包|裤|款|科|内衣)[(][男女]"],
    },
    Words {
        rule: Rule::Marriage,
        scope: Scope::Everywhere,
        hits: &[
            "(?:要求|须|需|必须|<limit>|优先考虑|优先录用)[^,;。\n不]{0,4}(?:已婚|未婚|已育|未育|单身|离异)",
            "(?:已婚|未婚|已育|未育|单身|婚育|离异|孕期|怀孕|孕妇|哺乳期|备孕)(?:已育|未育|已婚|期|中){0,2}(?:者|的|人士|女性|男性|女士|男士|女生|男生|人员|求职者|妇女)?[,、]?(?:<prefer>|<shun>)",
            "(?:已婚已育|未婚未育|已婚未育)",
            "(?:婚姻状况|婚姻|婚否|婚育状况|婚育情况|婚育)(?:要求)?[:为](?:已|未|单身|离)",
            "[0-9一二两三四五]{1,2}年(?:之|以)?内(?:不(?:得|会|能|打算|准备|要)?|无|没有)(?:结婚|生育|怀孕|要孩子|婚育|生小?孩|生子)",
            "(?:无|没有|暂无|近期无|不打算|无近期)(?:近期)?(?:生育|怀孕|结婚|婚育|备孕|要孩子|二胎)(?:计划|打算|要求|需求)?",
            "(?:试用期|合同期|在职期间|服务期|入职)[^,;。\n]{0,6}不(?:得|能|准|许)(?:怀孕|结婚|生育)",
            "(?:入职|体检|录用|须|需|提供)[^,;。\n不]{0,8}(?:孕检|妊娠测试|妊娠检测|验孕|早孕)",
            "<refuse>(?:孕妇|已婚|未婚|怀孕|哺乳期)",
            "<b>(?:un)?married (?:only|preferred|women|men|female|male)|<b>single (?:women|men|female|male|only|preferred)|<b>not pregnant|<b>no (?:pregnancy|pregnant|plans? to have children|children)<b>|<b>married with children preferred",
        ],
        unless: &[
            "(?:婚姻|婚否|婚育|已婚|未婚)[^,;。\n]{0,8}(?:不限|均可|皆可|都可|不作要求)",
            "(?:不得|禁止|不会|严禁|不|杜绝)(?:询问|调查|过问|以|将|因|歧视|限制|问)[^;。\n]{0,20}(?:婚|育|孕|妊娠)[^,;。\n]{0,8}",
            "(?:已婚|未婚|单身|已育)(?:已育|未育)?(?:员工|职工|同事|公寓|宿舍|女工|用户|人群|男女|女性用户|青年联谊|家庭)",
            "(?:已婚已育|未婚未育|已婚未育)[^,;。\n]{0,6}(?:享|福利|补贴|津贴|假)",
            "无(?:结婚|生育|婚育)(?:歧视|限制)",
        ],
    },
];
