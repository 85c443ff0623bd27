//! Every kind of record that tells something of a person: why it is kept, for how long, and what becomes of it when its
//! owner leaves.
//!
//! The privacy notice is written from this table, and a test walks over the schema: a table with a column that names a
//! person and no line here fails it.

use time::{Duration, OffsetDateTime};

/// How long the law wants kept what was published and how its publishers were checked (网络招聘服务管理规定: at least
/// three years; counted with leap years).
pub const KEPT_BY_LAW: Duration = Duration::days(3 * 365 + 1);

/// When what is restricted at `closed` is purged.
#[must_use]
pub fn purge_at(closed: OffsetDateTime) -> OffsetDateTime {
    closed + KEPT_BY_LAW
}

crate::choices! {
    /// A kind of personal record, as people are told of it.
    pub enum RecordKind {
        /// Name, language, age group.
        Account = "account",
        /// Addresses and numbers.
        Contacts = "contacts",
        /// Password, second factor, devices, codes.
        Security = "security",
        /// Accounts elsewhere that open the account.
        Identities = "identities",
        /// The profile.
        Profile = "profile",
        /// Saved searches and listings.
        Saved = "saved",
        /// Messages in the platform.
        Messages = "messages",
        /// Letters on their way, and which ones somebody wants.
        Letters = "letters",
        /// Events for which somebody registered.
        Registrations = "registrations",
        /// Bookings of facilities, with the names of groups.
        Bookings = "bookings",
        /// Questions about policy documents.
        Inquiries = "inquiries",
        /// Who found the profile, invitations, and who may send none.
        Invitations = "invitations",
        /// Applications with what was shared, what was done to them and what was said.
        Connections = "connections",
        /// What somebody did in calls for proposals: questions, proposals, reviews, objections, and sealing keys.
        Calls = "calls",
        /// Roles, and those that were asked for or offered.
        Roles = "roles",
        /// Files of organisations with their evidence.
        OrganisationFiles = "organisation-files",
        /// Who wrote and who decided about listings.
        Authorship = "authorship",
        /// Appointments as a mentor and practice as a teacher, with their hours.
        Mentoring = "mentoring",
        /// Visits and cases of officers at their desks.
        Workbench = "workbench",
        /// Sheets that somebody brought.
        Sheets = "sheets",
        /// The audit.
        Audit = "audit",
        /// Consents.
        Consents = "consents",
        /// What was asked for about personal data.
        Requests = "requests",
        /// Complaints, and what was decided about them.
        Complaints = "complaints",
        /// What the law wants kept of those who left.
        Restricted = "restricted",
        /// Whose data was erased.
        Erasures = "erasures",
    }
}

crate::choices! {
    /// What lets the platform keep a record (个人信息保护法, article 13).
    pub enum Basis {
        /// It is needed for what somebody asked for.
        Service = "service",
        /// They agreed to it.
        Consent = "consent",
        /// The law demands it.
        Law = "law",
        /// Accounts could not be protected without it.
        Safety = "safety",
    }
}

crate::choices! {
    /// For how long a record is kept.
    pub enum Kept {
        /// Until its owner deletes it or closes the account.
        UntilDeleted = "until-deleted",
        /// Until its owner closes the account.
        UntilClosed = "until-closed",
        /// Until it has served or run out: 30 days at most.
        UntilServed = "until-served",
        /// A year.
        Year = "year",
        /// Three years after it has ended or the account was closed.
        ThreeYears = "three-years",
        /// As long as the platform is run.
        Always = "always",
    }
}

crate::choices! {
    /// What becomes of a record when its owner closes the account.
    pub enum Ending {
        /// It is erased at once.
        Erased = "erased",
        /// It is put away where no page reads it, and erased after three years.
        Restricted = "restricted",
        /// It stays with a number that leads to nobody any more.
        Pseudonymous = "pseudonymous",
    }
}

/// A line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Retention {
    /// What it is about.
    pub kind: RecordKind,
    /// The tables that hold it, each with the columns that name a person or where they are reached.
    pub tables: &'static [(&'static str, &'static [&'static str])],
    /// What lets the platform keep it.
    pub basis: Basis,
    /// For how long it is kept.
    pub kept: Kept,
    /// What becomes of it when its owner leaves.
    pub ending: Ending,
}

/// Every kind of personal record, in the order in which people are told of them.
pub const RETENTION: &[Retention] = &[
    Retention {
        kind: RecordKind::Account,
        tables: &[("person", &["id"])],
        basis: Basis::Service,
        kept: Kept::UntilClosed,
        ending: Ending::Erased,
    },
    Retention {
        kind: RecordKind::Contacts,
        tables: &[("contact", &["person_id", "value"])],
        basis: Basis::Service,
        kept: Kept::UntilDeleted,
        ending: Ending::Erased,
    },
    Retention {
        kind: RecordKind::Security,
        tables: &[
            ("session", &["person_id"]),
            ("recovery_code", &["person_id"]),
            ("challenge", &["person_id", "contact_value"]),
        ],
        basis: Basis::Safety,
        kept: Kept::UntilServed,
        ending: Ending::Erased,
    },
    Retention {
        kind: RecordKind::Identities,
        tables: &[("identity", &["person_id"]), ("pending_identity", &["subject"])],
        basis: Basis::Service,
        kept: Kept::UntilDeleted,
        ending: Ending::Erased,
    },
    Retention {
        kind: RecordKind::Profile,
        tables: &[("profile", &["person_id"])],
        basis: Basis::Consent,
        kept: Kept::UntilDeleted,
        ending: Ending::Erased,
    },
    Retention {
        kind: RecordKind::Saved,
        tables: &[("saved_search", &["person_id"]), ("saved_listing", &["person_id"])],
        basis: Basis::Service,
        kept: Kept::UntilDeleted,
        ending: Ending::Erased,
    },
    Retention {
        kind: RecordKind::Messages,
        tables: &[("message", &["person_id"])],
        basis: Basis::Service,
        kept: Kept::Year,
        ending: Ending::Erased,
    },
    Retention {
        kind: RecordKind::Letters,
        tables: &[("letter", &["contact_value"]), ("letter_preference", &["person_id"])],
        basis: Basis::Service,
        kept: Kept::UntilServed,
        ending: Ending::Erased,
    },
    Retention {
        kind: RecordKind::Registrations,
        tables: &[("registration", &["person_id"])],
        basis: Basis::Consent,
        kept: Kept::UntilClosed,
        ending: Ending::Erased,
    },
    Retention {
        kind: RecordKind::Bookings,
        tables: &[("booking", &["person_id", "roster"])],
        basis: Basis::Service,
        kept: Kept::UntilClosed,
        ending: Ending::Erased,
    },
    Retention {
        kind: RecordKind::Inquiries,
        tables: &[("inquiry", &["person_id"])],
        basis: Basis::Service,
        kept: Kept::UntilClosed,
        ending: Ending::Erased,
    },
    Retention {
        kind: RecordKind::Invitations,
        tables: &[
            ("talent_handle", &["person_id"]),
            ("talent_look", &["person_id"]),
            ("invitation", &["person_id"]),
            ("invitation_block", &["person_id"]),
        ],
        basis: Basis::Consent,
        kept: Kept::UntilClosed,
        ending: Ending::Erased,
    },
    Retention {
        kind: RecordKind::Connections,
        tables: &[
            ("connection", &["person_id"]),
            ("connection_event", &["person_id"]),
            ("connection_message", &["person_id", "paper"]),
            ("internship_agreement", &["person_id"]),
            ("internship_signature", &["person_id", "stored_as"]),
            ("internship_week", &["host_by_id", "school_by_id"]),
            ("internship_visit", &["person_id"]),
            ("internship_incident", &["person_id", "taken_up_by_id", "closed_by_id"]),
            ("internship_assessment", &["person_id"]),
            ("internship_verdict", &["person_id"]),
        ],
        basis: Basis::Consent,
        kept: Kept::UntilClosed,
        ending: Ending::Erased,
    },
    Retention {
        kind: RecordKind::Calls,
        tables: &[
            ("sealing_key", &["person_id"]),
            ("call_question", &["person_id"]),
            ("proposal", &["person_id"]),
            ("call_reviewer", &["person_id"]),
            ("proposal_score", &["person_id"]),
            ("call_objection", &["person_id"]),
        ],
        basis: Basis::Service,
        kept: Kept::UntilClosed,
        ending: Ending::Erased,
    },
    Retention {
        kind: RecordKind::Roles,
        tables: &[("role_grant", &["person_id"]), ("membership_request", &["person_id", "contact_value"])],
        basis: Basis::Service,
        kept: Kept::UntilClosed,
        ending: Ending::Restricted,
    },
    Retention {
        kind: RecordKind::OrganisationFiles,
        tables: &[
            ("organisation_file", &["person_id"]),
            ("organisation_file_entry", &["person_id"]),
            ("evidence", &["stored_as"]),
            ("restricted_evidence", &["person_id"]),
        ],
        basis: Basis::Law,
        kept: Kept::ThreeYears,
        ending: Ending::Restricted,
    },
    Retention {
        kind: RecordKind::Authorship,
        tables: &[("posting", &["author_id"]), ("posting_version", &["by_id", "decided_by"])],
        basis: Basis::Law,
        kept: Kept::ThreeYears,
        ending: Ending::Restricted,
    },
    Retention {
        kind: RecordKind::Mentoring,
        tables: &[("mentor_appointment", &["person_id"])],
        basis: Basis::Service,
        kept: Kept::Always,
        ending: Ending::Pseudonymous,
    },
    Retention {
        kind: RecordKind::Workbench,
        tables: &[
            ("desk_case", &["person_id"]),
            ("desk_case_event", &["person_id"]),
            ("desk_visit_officer", &["person_id"]),
        ],
        basis: Basis::Service,
        kept: Kept::Always,
        ending: Ending::Pseudonymous,
    },
    Retention {
        kind: RecordKind::Sheets,
        tables: &[("sheet", &["person_id"])],
        basis: Basis::Service,
        kept: Kept::UntilServed,
        ending: Ending::Erased,
    },
    Retention {
        kind: RecordKind::Audit,
        tables: &[("audit_entry", &["person_id", "thing"])],
        basis: Basis::Law,
        kept: Kept::Always,
        ending: Ending::Pseudonymous,
    },
    Retention {
        kind: RecordKind::Consents,
        tables: &[("consent", &["person_id"])],
        basis: Basis::Law,
        kept: Kept::ThreeYears,
        ending: Ending::Pseudonymous,
    },
    Retention {
        kind: RecordKind::Requests,
        tables: &[("data_request", &["person_id"])],
        basis: Basis::Law,
        kept: Kept::ThreeYears,
        ending: Ending::Pseudonymous,
    },
    Retention {
        kind: RecordKind::Complaints,
        tables: &[
            ("complaint", &["reporter_id"]),
            ("complaint_case", &["author_id"]),
            ("complaint_ruling", &["by_id"]),
        ],
        basis: Basis::Law,
        kept: Kept::ThreeYears,
        ending: Ending::Pseudonymous,
    },
    Retention {
        kind: RecordKind::Restricted,
        tables: &[("restricted_person", &["person_id"])],
        basis: Basis::Law,
        kept: Kept::ThreeYears,
        ending: Ending::Restricted,
    },
    Retention {
        kind: RecordKind::Erasures,
        tables: &[("erasure", &["person_id"])],
        basis: Basis::Safety,
        kept: Kept::Always,
        ending: Ending::Pseudonymous,
    },
];

crate::choices! {
    /// What somebody can delete by themself and keep their account.
    pub enum Part {
        /// The profile.
        Profile = "profile",
        /// Saved searches, with what waits to be told of them.
        Searches = "searches",
        /// Saved listings.
        Listings = "listings",
        /// Messages.
        Messages = "messages",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use time::macros::datetime;

    use super::*;

    #[test]
    fn every_kind_of_record_has_one_line_and_no_table_two() {
        let kinds: Vec<RecordKind> = RETENTION.iter().map(|line| line.kind).collect();
        assert_eq!(kinds, RecordKind::ALL);
        let mut tables = HashSet::new();
        assert!(RETENTION.iter().flat_map(|line| line.tables).all(|(table, _)| tables.insert(table)));
    }

    #[test]
    fn what_is_kept_by_law_is_kept_for_three_whole_years() {
        for closed in [datetime!(2026-11-22 08:00 UTC), datetime!(2028-02-29 08:00 UTC)] {
            let least = datetime!(2000-01-01 00:00 UTC).replace_year(closed.year() + 3).expect("it is a year");
            assert!(purge_at(closed) - closed >= Duration::days(1_096) && purge_at(closed) >= least);
        }
    }
}
