//! The rules: what each is about, what becomes of a posting that offends it, and the law behind it.

use super::{Law, Verdict};

crate::choices! {
    /// A rule that the texts of a posting have to keep.
    ///
    /// The catalogue of texts holds its name under `screening-<slug>` and what to write instead under
    /// `screening-<slug>-advice`.
    pub enum Rule {
        /// One sex only, preferred, or shut out.
        Gender = "gender",
        /// The same, beside words about work that the state forbids to women: such work may name a sex.
        GenderException = "gender-exception",
        /// Marriage, pregnancy or children as a condition.
        Marriage = "marriage",
        /// A highest age.
        Age = "age",
        /// Household registration, or locals preferred.
        Household = "household",
        /// People of a region shut out.
        Origin = "origin",
        /// An ethnic group or race as a condition. To prefer a minority is lawful.
        Ethnicity = "ethnicity",
        /// Belief as a condition.
        Religion = "religion",
        /// 985, 211 or 双一流 as a condition.
        School = "school",
        /// Such schools, or schools of rank, preferred or named.
        SchoolPreferred = "school-preferred",
        /// Carriers of hepatitis B or HIV shut out, or tests for them.
        Carrier = "carrier",
        /// Disabled people shut out.
        Disability = "disability",
        /// Illnesses as a condition, which few kinds of work allow.
        Health = "health",
        /// Looks or height.
        Looks = "looks",
        /// A deposit from whoever is hired.
        Deposit = "deposit",
        /// A fee from whoever is hired.
        Fee = "fee",
        /// A loan for training, or training sold as a job.
        TrainingLoan = "training-loan",
        /// A price for a referral, a place or an internship.
        ReferralFee = "referral-fee",
        /// Identity cards or certificates kept back.
        Documents = "documents",
        /// High pay or easy money held out.
        Bait = "bait",
        /// Success or a place guaranteed.
        Guarantee = "guarantee",
        /// A telephone number, account or link in the title.
        ContactInTitle = "contact-in-title",
        /// An invitation to go on elsewhere, in the text.
        ContactAside = "contact-aside",
        /// Commission without basic pay.
        CommissionOnly = "commission-only",
        /// Signs of pyramid selling.
        Pyramid = "pyramid",
        /// Pay below the minimum wage.
        PayTooLow = "pay-too-low",
        /// Pay that cannot be meant.
        PayImplausible = "pay-implausible",
        /// Help with fraud or another offence sought.
        Crime = "crime",
        /// Work for gambling.
        Gambling = "gambling",
    }
}

impl Rule {
    /// What becomes of a posting that offends the rule.
    #[must_use]
    pub const fn verdict(self) -> Verdict {
        match self {
            Self::Gender
            | Self::Marriage
            | Self::Origin
            | Self::Ethnicity
            | Self::Religion
            | Self::School
            | Self::Carrier
            | Self::Disability
            | Self::Deposit
            | Self::Fee
            | Self::TrainingLoan
            | Self::ReferralFee
            | Self::Documents
            | Self::ContactInTitle
            | Self::Pyramid
            | Self::Crime => Verdict::Block,
            Self::GenderException
            | Self::Age
            | Self::Household
            | Self::SchoolPreferred
            | Self::Health
            | Self::Looks
            | Self::Bait
            | Self::Guarantee
            | Self::ContactAside
            | Self::CommissionOnly
            | Self::PayTooLow
            | Self::PayImplausible
            | Self::Gambling => Verdict::Review,
        }
    }

    /// What the rule rests on, the nearest first.
    #[must_use]
    pub const fn laws(self) -> &'static [Law] {
        use Law::*;
        match self {
            Self::Gender => &[HumanResourcesMarket24, Women43, EmploymentPromotion27, NineDepartments2019],
            Self::GenderException => &[EmploymentPromotion27, Women43],
            Self::Marriage => &[Women43, EmploymentPromotion27, NineDepartments2019],
            Self::Age => &[EmploymentPromotion26, Graduates2013],
            Self::Household => &[HumanResourcesMarket11, Platforms2026, Graduates2013],
            Self::Origin => &[HumanResourcesMarket11, EmploymentPromotion26, EmploymentPromotion31],
            Self::Ethnicity => &[HumanResourcesMarket24, EmploymentPromotion28],
            Self::Religion => &[HumanResourcesMarket24, EmploymentPromotion3],
            Self::School | Self::SchoolPreferred => &[ThreeBans, Graduates2013, EmploymentPromotion26],
            Self::Carrier => &[EmploymentPromotion30, HepatitisB2010],
            Self::Disability => &[EmploymentPromotion29],
            Self::Health => &[EmploymentPromotion30, EmploymentPromotion26],
            Self::Looks => &[EmploymentPromotion26],
            Self::Deposit | Self::Fee | Self::Documents => &[LabourContract9, HumanResourcesMarket27],
            Self::TrainingLoan => &[Platforms2026, LabourContract9],
            Self::ReferralFee => &[HumanResourcesMarket27, LabourContract9],
            Self::Bait | Self::Guarantee => &[Platforms2026, HumanResourcesMarket24],
            Self::ContactInTitle | Self::ContactAside => &[Platform],
            Self::CommissionOnly | Self::PayTooLow => &[Labour48, HumanResourcesMarket24],
            Self::PayImplausible => &[HumanResourcesMarket24],
            Self::Pyramid => &[PyramidSelling7, Platforms2026],
            Self::Crime | Self::Gambling => &[HumanResourcesMarket27, Platforms2026],
        }
    }
}
