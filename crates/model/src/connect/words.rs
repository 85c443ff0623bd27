//! The words of 对接: its kinds, who takes part, how far it has come, what is done, what has to be there first.

crate::choices! {
    /// What brings two sides together.
    pub enum ConnectionKind {
        /// A person applies for a job.
        Job = "job",
        /// A student applies for an internship and does it under an agreement of three.
        Internship = "internship",
        /// Teams offer to solve a challenge; their proposals are sealed until the deadline (揭榜挂帅).
        Challenge = "challenge",
        /// Somebody orders a technical service.
        Service = "service",
        /// A firm and a school agree on cooperation.
        Cooperation = "cooperation",
    }
}

crate::choices! {
    /// Who takes part.
    pub enum Party {
        /// Whoever answered the listing: a person, or the organisation that they act for.
        Responder = "responder",
        /// The organisation whose listing it is.
        Publisher = "publisher",
        /// The school of the student who answered.
        School = "school",
        /// The desk on the firms' side.
        FirmsDesk = "firms-desk",
        /// The desk on the universities' side.
        UniversitiesDesk = "universities-desk",
        /// Those who were asked to review.
        Expert = "expert",
        /// A member of the public, for themself.
        Public = "public",
        /// The program, by the clock.
        Program = "program",
    }
}

crate::choices! {
    /// How far a connection has come.
    pub enum Stage {
        /// It lies with the other side, unread.
        Submitted = "submitted",
        /// The other side has opened it.
        Viewed = "viewed",
        /// The other side looks at it more closely.
        Shortlisted = "shortlisted",
        /// The two sides talk to each other at times they have agreed on.
        Interviewing = "interviewing",
        /// The other side has made an offer.
        Offered = "offered",
        /// The offer is taken.
        Accepted = "accepted",
        /// The school agrees to the internship.
        Approved = "approved",
        /// The agreement is confirmed by everybody who is party to it.
        Agreed = "agreed",
        /// A desk and an expert check whether a challenge can be published as it is.
        Checking = "checking",
        /// A desk brings the two sides together.
        Mediating = "mediating",
        /// Proposals can be handed in.
        Open = "open",
        /// The deadline has passed; nobody has read a proposal.
        Sealed = "sealed",
        /// The proposals are open and reviewed.
        Reviewing = "reviewing",
        /// The public is told who is to be chosen, and can object.
        Noticed = "noticed",
        /// Somebody objected.
        Objected = "objected",
        /// The two sides work out an agreement.
        Negotiating = "negotiating",
        /// A price has been named.
        Quoted = "quoted",
        /// The order is placed.
        Ordered = "ordered",
        /// What was agreed is being done.
        Running = "running",
        /// What was agreed rests for a time.
        Interrupted = "interrupted",
        /// Both sides have long confirmed nothing.
        Dormant = "dormant",
        /// One side says that it is done.
        Delivered = "delivered",
        /// The two sides do not agree on what happened.
        Disputed = "disputed",
        /// Both sides have confirmed the result. An end.
        Confirmed = "confirmed",
        /// The offer was not taken. An end.
        Declined = "declined",
        /// The other side said no. An end.
        Refused = "refused",
        /// Whoever answered took it back. An end.
        Withdrawn = "withdrawn",
        /// Nobody answered in time. An end.
        Lapsed = "lapsed",
        /// It was given up after it had been agreed. An end.
        Terminated = "terminated",
    }
}

crate::choices! {
    /// What somebody does to a connection.
    pub enum Step {
        /// Opens it.
        View = "view",
        /// Puts it on the shorter list.
        Shortlist = "shortlist",
        /// Offers times to talk.
        Invite = "invite",
        /// Chooses one of the times.
        ChooseTime = "choose-time",
        /// Makes an offer.
        Offer = "offer",
        /// Takes the offer.
        Accept = "accept",
        /// Does not take the offer.
        Decline = "decline",
        /// Says no.
        Refuse = "refuse",
        /// Takes back what was answered.
        Withdraw = "withdraw",
        /// Agrees to it as the school.
        Approve = "approve",
        /// Writes the agreement anew; what was confirmed of it before counts no more.
        Amend = "amend",
        /// Confirms the agreement.
        Agree = "agree",
        /// Lets it begin.
        Start = "start",
        /// Lets it rest.
        Interrupt = "interrupt",
        /// Lets it go on.
        Resume = "resume",
        /// Gives it up.
        Terminate = "terminate",
        /// Says that a part of it has been done.
        Report = "report",
        /// Says that it is done.
        Deliver = "deliver",
        /// Does not take what was delivered.
        Reject = "reject",
        /// Confirms the result.
        Confirm = "confirm",
        /// Says that it was otherwise.
        Dispute = "dispute",
        /// Decides a dispute.
        Settle = "settle",
        /// Publishes the challenge.
        Publish = "publish",
        /// Ends the time for proposals.
        Seal = "seal",
        /// Opens the proposals.
        Unseal = "unseal",
        /// Hands in a score.
        Score = "score",
        /// Names who is to be chosen.
        Nominate = "nominate",
        /// Objects to the choice.
        Object = "object",
        /// Ends the time for objections.
        Award = "award",
        /// Takes the next proposal instead.
        PassOn = "pass-on",
        /// Names a price.
        Quote = "quote",
        /// Places the order.
        Order = "order",
        /// Takes the two sides by the hand.
        Mediate = "mediate",
        /// Goes into talks.
        Negotiate = "negotiate",
        /// Confirms that it is alive.
        Renew = "renew",
        /// Notes that nobody confirmed that it is alive.
        Rest = "rest",
        /// Notes that nobody answered in time.
        Lapse = "lapse",
    }
}

crate::choices! {
    /// What has to be there before a step.
    pub enum Need {
        /// Consent that names the recipient (个人信息保护法 article 23).
        Consent = "consent",
        /// Times that can be chosen.
        Times = "times",
        /// One of the times, chosen.
        TimeChosen = "time-chosen",
        /// An agreement in writing (职业教育法 article 40; 职业学校学生实习管理规定).
        Agreement = "agreement",
        /// The agreement, confirmed by everybody who is party to it.
        AgreementSigned = "agreement-signed",
        /// Everything that the rules of the internship demand before it begins.
        InternshipGates = "internship-gates",
        /// An assessment.
        Assessment = "assessment",
        /// Measured targets, each with unit, value and test method.
        Targets = "targets",
        /// What an expert thinks of it.
        Opinion = "opinion",
        /// A declaration of no interest in it.
        NoConflict = "no-conflict",
        /// As many scores as were asked for.
        Scores = "scores",
        /// Evidence for every target.
        TargetEvidence = "target-evidence",
        /// No objection that waits to be decided.
        NoObjection = "no-objection",
        /// A price with what it is for and until when it holds.
        Price = "price",
        /// Every milestone confirmed by both sides.
        Milestones = "milestones",
        /// At both desks enough officers with keys that open what is sealed.
        SealingKeys = "sealing-keys",
    }
}

impl Stage {
    /// Whether nothing follows.
    #[must_use]
    pub const fn is_end(self) -> bool {
        matches!(
            self,
            Self::Confirmed | Self::Declined | Self::Refused | Self::Withdrawn | Self::Lapsed | Self::Terminated
        )
    }
}
