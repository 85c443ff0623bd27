//! Roles, the desks, and which roles must not come together in one person.

crate::choices! {
    /// A part that somebody plays. Some are held in an organisation, some on the platform.
    pub enum Role {
        /// 个人: what everybody with an account is, without being given it.
        Person = "person",
        /// 学生: studies at a school.
        Student = "student",
        /// 教师: teaches at a school.
        Teacher = "teacher",
        /// 企业导师: guides students for a firm.
        Mentor = "mentor",
        /// 招聘专员: publishes for a firm.
        Recruiter = "recruiter",
        /// 院校工作人员: publishes for a school.
        CollegeStaff = "college-staff",
        /// 单位管理员: looks after an organisation and who acts for it.
        OrganisationAdministrator = "organisation-administrator",
        /// 评审专家: gives an expert's judgement.
        Reviewer = "reviewer",
        /// 促进中心: the desk of the firms' side.
        FirmsDesk = "firms-desk",
        /// 协同育人工作办公室: the desk of the universities' side.
        UniversitiesDesk = "universities-desk",
        /// 管委会: oversees both desks.
        Committee = "committee",
        /// 系统管理员: keeps the system running (三员分立).
        SystemAdministrator = "system-administrator",
        /// 安全管理员: gives and takes roles of the platform (三员分立).
        SecurityAdministrator = "security-administrator",
        /// 审计管理员: reads the audit (三员分立).
        AuditAdministrator = "audit-administrator",
    }
}

crate::choices! {
    /// A desk that operates the platform for one side.
    pub enum Desk {
        /// 促进中心, for firms, parks and associations.
        Firms = "firms",
        /// 协同育人工作办公室, for schools and institutes.
        Universities = "universities",
        /// 管委会, for authorities and the desks themselves.
        Committee = "committee",
    }
}

/// Two roles would come together in one person that must stay apart (GB/T 22239-2019, 三员分立).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the roles must be held by different persons")]
pub struct SeparateDuties(
    /// The role that is held already.
    pub Role,
);

impl Role {
    /// Whether the role is held in an organisation.
    #[must_use]
    pub const fn is_in_organisation(self) -> bool {
        match self {
            Self::Student
            | Self::Teacher
            | Self::Mentor
            | Self::Recruiter
            | Self::CollegeStaff
            | Self::OrganisationAdministrator => true,
            Self::Person
            | Self::Reviewer
            | Self::FirmsDesk
            | Self::UniversitiesDesk
            | Self::Committee
            | Self::SystemAdministrator
            | Self::SecurityAdministrator
            | Self::AuditAdministrator => false,
        }
    }

    /// Whether it is one of the three administrators.
    #[must_use]
    pub const fn is_administrator(self) -> bool {
        matches!(self, Self::SystemAdministrator | Self::SecurityAdministrator | Self::AuditAdministrator)
    }

    /// Whether it is held by those who operate the platform.
    #[must_use]
    pub const fn is_of_staff(self) -> bool {
        self.is_administrator() || matches!(self, Self::FirmsDesk | Self::UniversitiesDesk | Self::Committee)
    }

    /// Whether its holder must be asked for a second factor (GB/T 22239-2019: two factors for those who administer).
    #[must_use]
    pub const fn needs_second_factor(self) -> bool {
        self.is_of_staff()
    }

    /// The desk at which it is held.
    #[must_use]
    pub const fn desk(self) -> Option<Desk> {
        match self {
            Self::FirmsDesk => Some(Desk::Firms),
            Self::UniversitiesDesk => Some(Desk::Universities),
            Self::Committee => Some(Desk::Committee),
            Self::Person
            | Self::Student
            | Self::Teacher
            | Self::Mentor
            | Self::Recruiter
            | Self::CollegeStaff
            | Self::OrganisationAdministrator
            | Self::Reviewer
            | Self::SystemAdministrator
            | Self::SecurityAdministrator
            | Self::AuditAdministrator => None,
        }
    }

    /// Confirms that whoever holds `held` may be given this role too.
    ///
    /// # Errors
    ///
    /// Returns [`SeparateDuties`] if both an administrator's role and another one of those who operate the platform
    /// would be held.
    pub fn goes_with(self, held: impl IntoIterator<Item = Self>) -> Result<(), SeparateDuties> {
        let apart = |other: Self| {
            let one_administers = self.is_administrator() || other.is_administrator();
            other != self && one_administers && self.is_of_staff() && other.is_of_staff()
        };
        held.into_iter().find(|&other| apart(other)).map_or(Ok(()), |other| Err(SeparateDuties(other)))
    }
}
