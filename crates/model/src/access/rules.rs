//! The rules: which role may do what, to things that stand how to its holder.

use super::Role;

crate::choices! {
    /// Something that not everybody may do to everything.
    pub enum Action {
        /// To see a listing that is not public, with what was remarked on it.
        ReadListing = "read-listing",
        /// To write, submit, extend and close listings of an organisation.
        WriteListing = "write-listing",
        /// To publish, return, reject and withdraw listings.
        ReviewListing = "review-listing",
        /// To see who registered for an event, and to check them in.
        ManageRegistrations = "manage-registrations",
        /// To see which profiles that may be found fit a listing, and to invite those whose they are.
        FindPeople = "find-people",
        /// To ask about a policy document, to withdraw the question, to ask once more.
        AskInquiry = "ask-inquiry",
        /// To see what was asked about policy documents, to accept, refuse, hand over and answer it.
        AnswerInquiry = "answer-inquiry",
        /// To answer a listing, and to do what its answerer may do: read, choose a time, accept, withdraw.
        Respond = "respond",
        /// To answer a listing for an organisation, and to do what its answerer may do.
        RespondForOrganisation = "respond-for-organisation",
        /// To agree to the internships of students of one's school, and to see to them.
        SuperviseInternship = "supervise-internship",
        /// To see what two sides do not agree on, to bring them together, and to decide.
        SettleConnection = "settle-connection",
        /// To read what people answered to listings of an organisation, and to answer them.
        AnswerResponse = "answer-response",
        /// To keep the calendar of a facility, and to see who booked it.
        KeepCalendar = "keep-calendar",
        /// To book a facility, and to do what its booker may do: cancel, say whether it was used.
        Book = "book",
        /// To approve, refuse and call off bookings, and to say whether somebody came.
        KeepBooking = "keep-booking",
        /// To hold a key with which a desk opens what is sealed.
        HoldSealingKey = "hold-sealing-key",
        /// To give an opinion and scores that one was asked for.
        ReviewCall = "review-call",
        /// To object for oneself to a choice of which the public is told.
        ObjectInPublic = "object-in-public",
        /// To enter an organisation, or to claim one for which nobody acts.
        EnterOrganisation = "enter-organisation",
        /// To ask to act for an organisation that the platform knows.
        JoinOrganisation = "join-organisation",
        /// To see the file of an organisation: its evidence, what was decided about it, who acts for it.
        ReadOrganisation = "read-organisation",
        /// To change what an organisation says of itself, and its evidence.
        EditOrganisation = "edit-organisation",
        /// To verify, refuse, suspend and merge organisations, and to decide who acts for them when it is disputed.
        ReviewOrganisation = "review-organisation",
        /// To decide who acts for an organisation.
        ManageMembers = "manage-members",
        /// To examine complaints about what an organisation is or publishes, and to take measures.
        ExamineComplaint = "examine-complaint",
        /// To decide appeals against what was decided about complaints.
        DecideAppeal = "decide-appeal",
        /// To see the measures that were taken against an organisation, and to appeal against them.
        AppealMeasure = "appeal-measure",
        /// To see how the desks stand with their work.
        ReadDeskFigures = "read-desk-figures",
        /// To appoint mentors for a school, to say and confirm what they taught, and to send its teachers to firms.
        AppointMentor = "appoint-mentor",
        /// To lend a mentor of a firm to a school, to say what its people teach, and to take in teachers who practise.
        LendMentor = "lend-mentor",
        /// To serve as the mentor that one was named as, or to practise as the teacher who is sent.
        ServeAsMentor = "serve-as-mentor",
        /// To note visits, and to work on the cases of one's desk.
        UseWorkbench = "use-workbench",
        /// To see who holds roles of the platform.
        ReadRoles = "read-roles",
        /// To give and take roles of the platform.
        GrantRole = "grant-role",
        /// To read the audit.
        ReadAudit = "read-audit",
        /// To invite pupils and students of one's school, also those under age.
        InviteStudents = "invite-students",
        /// To look at a person's account, for a reason that they are told.
        LookAtPerson = "look-at-person",
        /// To answer what persons ask for about their data.
        AnswerDataRequest = "answer-data-request",
    }
}

crate::choices! {
    /// How a thing stands to somebody in one of their roles; the closest that holds.
    pub enum Relation {
        /// It is their own work, or it concerns themself.
        Own = "own",
        /// It belongs to their organisation.
        SameOrganisation = "same-organisation",
        /// It belongs to an organisation for which their desk is responsible.
        InCharge = "in-charge",
        /// It belongs to another organisation.
        OtherOrganisation = "other-organisation",
        /// It belongs to no organisation.
        Public = "public",
    }
}

/// Writers of listings.
const WRITERS: &[Role] = &[Role::OrganisationAdministrator, Role::Recruiter, Role::CollegeStaff];
/// Those who see to the students of a school.
const SCHOOL: &[Role] = &[Role::OrganisationAdministrator, Role::CollegeStaff];
/// Those who look after an organisation.
const KEEPERS: &[Role] = &[Role::OrganisationAdministrator];
/// Those who decide about what organisations are and say.
const DESKS: &[Role] = &[Role::FirmsDesk, Role::UniversitiesDesk];
/// Those above the desks.
const COMMITTEE: &[Role] = &[Role::Committee];

/// What belongs to one's own organisation.
const OF_ONES_OWN: &[Relation] = &[Relation::Own, Relation::SameOrganisation];
/// What a desk is responsible for. Neither its author nor a member of its organisation decides about anything
/// (作者≠审核人), which is why these relations are further off.
const IN_CHARGE: &[Relation] = &[Relation::InCharge];
/// What is overseen.
const OVERSEEN: &[Relation] = &[Relation::InCharge, Relation::OtherOrganisation];

/// What is answered. Whoever works for the authority that issued a document knows it best; nobody answers themself.
const ANSWERED: &[Relation] = &[Relation::SameOrganisation, Relation::InCharge, Relation::OtherOrganisation];

/// What is worked on, whether the platform knows the organisation or not.
const WORKED_ON: &[Relation] = &[Relation::InCharge, Relation::OtherOrganisation, Relation::Public];

/// Who may do what to what; whatever is not here nobody may.
const RULES: &[(Action, &[Role], &[Relation])] = &[
    (Action::ReadListing, WRITERS, OF_ONES_OWN),
    (Action::ReadListing, DESKS, IN_CHARGE),
    (Action::ReadListing, COMMITTEE, OVERSEEN),
    (Action::WriteListing, WRITERS, OF_ONES_OWN),
    (Action::ReviewListing, DESKS, IN_CHARGE),
    (Action::ReviewListing, COMMITTEE, OVERSEEN),
    (Action::ManageRegistrations, WRITERS, OF_ONES_OWN),
    // That its standing holds is asked besides.
    (Action::FindPeople, WRITERS, OF_ONES_OWN),
    (Action::AskInquiry, &[Role::Person], &[Relation::Own]),
    // A question is handed from desk to desk, so that the kind of the organisation does not bind it to one.
    (Action::AnswerInquiry, DESKS, ANSWERED),
    (Action::AnswerInquiry, COMMITTEE, ANSWERED),
    (Action::Respond, &[Role::Person], &[Relation::Own]),
    (Action::RespondForOrganisation, WRITERS, OF_ONES_OWN),
    // Nobody agrees to their own internship.
    (Action::SuperviseInternship, SCHOOL, &[Relation::SameOrganisation]),
    // Two sides may belong to two desks: each of them can bring them together. Nobody judges their own organisation.
    (Action::SettleConnection, DESKS, OVERSEEN),
    // Nobody decides about their own application.
    (Action::AnswerResponse, WRITERS, &[Relation::SameOrganisation]),
    (Action::KeepCalendar, WRITERS, OF_ONES_OWN),
    (Action::Book, &[Role::Person], &[Relation::Own]),
    // Nobody confirms that they used what they booked themselves.
    (Action::KeepBooking, WRITERS, &[Relation::SameOrganisation]),
    (Action::HoldSealingKey, DESKS, &[Relation::Public]),
    // That they were asked is seen to by the store.
    (Action::ReviewCall, &[Role::Person], &[Relation::Own]),
    (Action::ObjectInPublic, &[Role::Person], &[Relation::Own]),
    (Action::EnterOrganisation, &[Role::Person], &[Relation::Public]),
    (Action::JoinOrganisation, &[Role::Person], &[Relation::SameOrganisation, Relation::OtherOrganisation]),
    (Action::ReadOrganisation, &[Role::Person], &[Relation::Own]),
    (Action::ReadOrganisation, KEEPERS, OF_ONES_OWN),
    (Action::ReadOrganisation, DESKS, IN_CHARGE),
    (Action::ReadOrganisation, COMMITTEE, OVERSEEN),
    (Action::EditOrganisation, &[Role::Person], &[Relation::Own]),
    (Action::EditOrganisation, KEEPERS, OF_ONES_OWN),
    (Action::ReviewOrganisation, DESKS, IN_CHARGE),
    (Action::ReviewOrganisation, COMMITTEE, OVERSEEN),
    (Action::ManageMembers, KEEPERS, OF_ONES_OWN),
    (Action::ExamineComplaint, DESKS, IN_CHARGE),
    (Action::ExamineComplaint, COMMITTEE, OVERSEEN),
    // Never by whoever decided before, which the store sees to.
    (Action::DecideAppeal, COMMITTEE, OVERSEEN),
    (Action::AppealMeasure, KEEPERS, OF_ONES_OWN),
    (Action::ReadDeskFigures, DESKS, &[Relation::Public]),
    (Action::ReadDeskFigures, COMMITTEE, &[Relation::Public]),
    (Action::AppointMentor, SCHOOL, OF_ONES_OWN),
    (Action::LendMentor, WRITERS, OF_ONES_OWN),
    (Action::ServeAsMentor, &[Role::Person], &[Relation::Own]),
    // Cases go from desk to desk. Nobody works for a desk on what concerns their own organisation.
    (Action::UseWorkbench, DESKS, WORKED_ON),
    (Action::UseWorkbench, COMMITTEE, WORKED_ON),
    (Action::ReadRoles, &[Role::SecurityAdministrator, Role::AuditAdministrator], &[Relation::Public]),
    // A person stands to themself as their own: nobody gives roles to themself.
    (Action::GrantRole, &[Role::SecurityAdministrator], &[Relation::Public]),
    (Action::ReadAudit, &[Role::AuditAdministrator], &[Relation::Public]),
    (Action::InviteStudents, SCHOOL, OF_ONES_OWN),
    // Nobody answers themself, and one's own data needs no look by office.
    (Action::LookAtPerson, &[Role::SecurityAdministrator], &[Relation::Public]),
    (Action::AnswerDataRequest, &[Role::SecurityAdministrator], &[Relation::Public]),
];

/// Whether `role` may do `action` to things that stand in `relation` to its holder.
#[must_use]
pub fn allows(role: Role, action: Action, relation: Relation) -> bool {
    RULES
        .iter()
        .any(|&(ruled, roles, relations)| ruled == action && roles.contains(&role) && relations.contains(&relation))
}
