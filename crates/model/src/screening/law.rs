//! What the rules rest on.

crate::choices! {
    /// An article, or a notice where no article is known for certain.
    ///
    /// The catalogue of texts holds its name under `law-<slug>`.
    pub enum Law {
        /// 人力资源市场暂行条例（国令700）第十一条: no limits by household registration, region or status.
        HumanResourcesMarket11 = "human-resources-market-11",
        /// 人力资源市场暂行条例 第二十四条: postings are true and free of discrimination.
        HumanResourcesMarket24 = "human-resources-market-24",
        /// 人力资源市场暂行条例 第二十七条: no fraud, no gain in the guise of recruiting, no unlawful work.
        HumanResourcesMarket27 = "human-resources-market-27",
        /// 就业促进法 第三条: no discrimination by ethnic group, race, sex or belief.
        EmploymentPromotion3 = "employment-promotion-3",
        /// 就业促进法 第二十六条: equal chances and fair conditions.
        EmploymentPromotion26 = "employment-promotion-26",
        /// 就业促进法 第二十七条: women, and the work that is excepted.
        EmploymentPromotion27 = "employment-promotion-27",
        /// 就业促进法 第二十八条: ethnic groups, minorities being given due care.
        EmploymentPromotion28 = "employment-promotion-28",
        /// 就业促进法 第二十九条: disabled people.
        EmploymentPromotion29 = "employment-promotion-29",
        /// 就业促进法 第三十条: carriers of infectious diseases, and the work that is excepted.
        EmploymentPromotion30 = "employment-promotion-30",
        /// 就业促进法 第三十一条: people from the countryside.
        EmploymentPromotion31 = "employment-promotion-31",
        /// 妇女权益保障法 第四十三条: what is forbidden when recruiting.
        Women43 = "women-43",
        /// 九部门 2019: recruiting and the employment of women.
        NineDepartments2019 = "nine-departments-2019",
        /// 国办发〔2013〕35号: graduates are not limited by school, age or household registration.
        Graduates2013 = "graduates-2013",
        /// 教育部 “三严禁”: no 985 or 211, among others, in postings for graduates.
        ThreeBans = "three-bans",
        /// 人社部发〔2010〕12号: no tests for hepatitis B.
        HepatitisB2010 = "hepatitis-b-2010",
        /// 劳动合同法 第九条: no documents kept, no security or money taken.
        LabourContract9 = "labour-contract-9",
        /// 劳动法 第四十八条: minimum wages.
        Labour48 = "labour-48",
        /// 禁止传销条例 第七条: what pyramid selling is.
        PyramidSelling7 = "pyramid-selling-7",
        /// 五部门, published 2026-01-13: postings on platforms.
        Platforms2026 = "platforms-2026",
        /// No law: the platform's own rule against fraud.
        Platform = "platform",
    }
}
