//! Household registration, region, ethnic group, belief.

use super::super::Rule;
use super::super::words::{Scope, Words};

pub(super) const WORDS: &[Words] = &[
    Words {
        rule: Rule::Household,
        scope: Scope::Everywhere,
        hits: &[
            "(?:<limit>|要求|须|需|必须|具有?|持有|拥有)(?:招|为|是|有|持有?|具有?)?[^,;。、\n不限或]{0,6}(?:户籍|户口)",
            "(?:<region>|本地|本市|本省|本区|本县|沪|京|城镇|当地|非沪|外地)(?:市|省)?(?:户籍|户口|籍)(?:者|人员|人士|人|的|应届生|毕业生|考生)?[,、]?(?:<prefer>|<shun>)",
            "(?:户籍|户口)(?:要求|限制|所在地)?[:为](?:<region>|本|沪|京|城镇|当地)",
            "(?:本地|当地|本市|上海|北京|广州|深圳|杭州|苏州|南京)人(?:员|士)?[^,;。\n]{0,6}(?:<prefer>)",
            "<limit>(?:本地|当地|上海|本市)(?:人|户)",
            "(?:要求|须|需|必须)(?:为|是)?[^,;。\n]{0,4}(?:本地|当地)人",
            "<b>(?:local|shanghai|beijing) (?:hukou|residents?|household registration)(?: holders?)?(?: is| are)? (?:only|preferred|required)|<b>hukou (?:is )?(?:required|preferred|only)",
        ],
        unless: &[
            "(?:户籍|户口)(?:所在地|性质)?[:]?(?:不限|均可|无要求)",
            "[不无](?:限|要求)(?:制)?[^,;。\n]{0,4}(?:户籍|户口)",
            "户口(?:本|簿|迁移|页|所在地证明)|户籍(?:证明|管理|民警|业务|科|窗口)",
            "(?:户籍|户口)(?:登记)?[^,;。\n]{0,6}(?:失业青年|见习)",
            "(?:解决|办理|申请|提供|落|给|可落?|协助|有机会|享受)[^,;。\n]{0,6}(?:户籍|户口)",
            "客户(?:籍|口)",
        ],
    },
    Words {
        rule: Rule::Origin,
        scope: Scope::Everywhere,
        hits: &[
            "<refuse><region>(?:省|市)?(?:籍|人|户|的(?:[,;。\n]|$))",
            "<region>(?:省|市)?(?:籍|人|户籍|户口)(?:的|者|士|员)?[,、]?<shun>",
            "除<region>(?:省|市|人|籍){0,2}外",
            "(?:外地|外省)<shun>",
            "<b>no (?:applicants?|people|candidates?|one) from (?:henan|hebei|anhui|shandong|the northeast|dongbei|xinjiang|tibet|sichuan|guangdong|other provinces)",
        ],
        unless: &["(?:不得|禁止|不会|严禁)[^,;。\n]{0,8}<region>"],
    },
    Words {
        rule: Rule::Ethnicity,
        scope: Scope::Everywhere,
        hits: &[
            "(?:<limit>|要求|须为?|必须为?是?)汉族|(?:^|[,;。\n])汉族[,;。\n]|汉族(?:者|人)?(?:<prefer>)|民族(?:要求)?[:为]汉",
            "<refuse>(?:少数民族|[回维藏蒙满苗彝壮]族|维吾尔族?)|(?:少数民族|[回维藏蒙满苗彝壮]族|维吾尔族)(?:者|人)?<shun>",
            "<b>(?:whites?|caucasians?|han(?: chinese)?) (?:only|preferred)|<b>no (?:blacks|minorities|muslims|foreigners)<b>",
        ],
        unless: &["民族(?:不限|均可)|汉族不限"],
    },
    Words {
        rule: Rule::Religion,
        scope: Scope::Everywhere,
        hits: &[
            "(?:无|没有|不得有|不能有|不信|不信仰)(?:任何)?宗教(?:信仰|背景)?",
            "(?:不信教|无信仰)(?:者|的)?(?:<prefer>)?|信教(?:者|的)?<shun>|<refuse>信教",
            "信(?:仰|奉)?(?:佛|基督|天主|伊斯兰|道)教?(?:者|的|人士)?<shun>",
            "(?:基督徒|基督教徒|佛教徒|穆斯林|信佛|有信仰)(?:者|的)?(?:<prefer>|<shun>)|<limit>(?:基督徒|佛教徒|穆斯林)",
            "<b>(?:christians?|buddhists?|muslims?|atheists?) (?:only|preferred)|<b>no religious (?:belief|background)",
        ],
        unless: &[
            "无宗教(?:信仰)?(?:限制|要求|歧视)",
            "(?:种族|民族|性别)[、,]宗教|宗教(?:信仰)?[、,](?:种族|民族|性别)",
        ],
    },
];
