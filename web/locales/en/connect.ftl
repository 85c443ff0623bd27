# Bringing two sides together: stages, steps, parties and needs of each flow
connection-kind-job = Application for a job
connection-kind-internship = Internship
connection-kind-challenge = Challenge
connection-kind-service = Technical service
connection-kind-cooperation = Cooperation
connection-stage-submitted = Submitted
connection-stage-viewed = Viewed
connection-stage-shortlisted = Shortlisted
connection-stage-interviewing = Interviewing
connection-stage-offered = Offered
connection-stage-accepted = Accepted
connection-stage-approved = Approved by the school
connection-stage-agreed = Agreement confirmed
connection-stage-checking = Being checked
connection-stage-mediating = Being mediated
connection-stage-open = Open for proposals
connection-stage-sealed = Proposals sealed
connection-stage-reviewing = Being reviewed
connection-stage-noticed = Publicly noticed
connection-stage-objected = Objected to
connection-stage-negotiating = Negotiating
connection-stage-quoted = Quoted
connection-stage-ordered = Ordered
connection-stage-running = Running
connection-stage-interrupted = Interrupted
connection-stage-dormant = Dormant
connection-stage-delivered = Awaiting confirmation
connection-stage-disputed = Disputed
connection-stage-confirmed = Confirmed by both sides
connection-stage-declined = Declined
connection-stage-refused = Refused
connection-stage-withdrawn = Withdrawn
connection-stage-lapsed = Lapsed
connection-stage-terminated = Terminated
connection-step-view = View
connection-step-shortlist = Shortlist
connection-step-invite = Offer interview times
connection-step-choose-time = Choose a time
connection-step-offer = Make an offer
connection-step-accept = Accept
connection-step-decline = Decline
connection-step-refuse = Refuse
connection-step-withdraw = Withdraw
connection-step-approve = Approve as the school
connection-step-agree = Confirm the agreement
connection-step-start = Start
connection-step-interrupt = Interrupt
connection-step-resume = Resume
connection-step-terminate = Terminate
connection-step-report = Report progress
connection-step-deliver = Report the result
connection-step-reject = Send the result back
connection-step-confirm = Confirm the result
connection-step-dispute = Dispute
connection-step-settle = Settle
connection-step-publish = Publish
connection-step-seal = Seal at the deadline
connection-step-unseal = Open the proposals
connection-step-score = Score
connection-step-nominate = Nominate and give notice
connection-step-object = Object
connection-step-award = End of the notice
connection-step-pass-on = Pass to the next proposal
connection-step-quote = Quote
connection-step-order = Order
connection-step-mediate = Mediate
connection-step-negotiate = Negotiate
connection-step-renew = Confirm that it is alive
connection-step-rest = No sign of life
connection-step-lapse = Lapse
connection-party-responder = the side that answers
connection-party-publisher = the publisher
connection-party-school = the school
connection-party-firms-desk = the firms’ desk
connection-party-universities-desk = the universities’ desk
connection-party-expert = an expert
connection-party-public = a member of the public
connection-party-program = the clock
connection-need-consent = consent that names the recipient
connection-need-times = times to choose from
connection-need-time-chosen = a time that was chosen
connection-need-agreement = an agreement in writing
connection-need-agreement-signed = the agreement, confirmed by every party
connection-need-internship-gates = everything the rules demand before an internship begins
connection-need-assessment = an assessment
connection-need-targets = measured targets
connection-need-opinion = an expert’s opinion
connection-need-no-conflict = a declaration of no conflict of interest
connection-need-scores = as many scores as were asked for
connection-need-target-evidence = evidence for every target
connection-need-no-objection = no objection waiting to be decided
connection-need-price = a price and until when it holds
connection-need-milestones = every milestone that is not struck confirmed by both sides, and at least one
diagram-way = { $step } ({ $by })
diagram-way-each = { $step } ({ $by }, each of them)
diagram-after-days = after { $days } days
diagram-after-promises = after { $times } times the promised days
diagram-after-named = on its day

# Messages and letters: orders, cooperation, challenges, internships come further
message-kind-connection = Orders, cooperation, challenges and internships
message-connection = { $kind ->
    [internship] Internship
    [challenge] Challenge
    [service] Service
    [cooperation] Cooperation
   *[other] Connection
    } “{ $name }”: { $what ->
    [begun] somebody answered
    [message] the other side wrote
    [reminder] an answer waits for a reply; half of the promised time has passed
    [overdue] an answer was not replied to within the promised time
    [quote] a price was named
    [order] the order was placed
    [deliver] { $kind ->
        [internship] one side says that it is over; please look
       *[other] the result was handed in; please confirm it
        }
    [reject] { $kind ->
        [internship] one side says that it is not over; it goes on
       *[other] the result was sent back
        }
    [confirm] the other side confirmed the result
    [agree] the other side confirmed the agreement
    [second-host] an agreement the student has confirmed names your organisation as second host; please read and confirm it
    [approve] the school agrees
    [amend] the school wrote the agreement; check and confirm it
    [week-changed] the student has changed a week of the diary that your side had looked at; please check it again
    [accept] a student has named your school; please decide whether you agree
    [week-disputed] a week of the diary is disputed; please read why
    [visit] the school wrote down a visit
    [assessment] one side handed in its assessment
    [last-day-passed] its last day has passed: if it is over, please report the result (while it is interrupted, the school resumes it first); if it goes on, the school amends the agreement
    [weeks-wait] a week of the diary that ended more than a fortnight ago still waits for your side; please check and confirm it
    [incident] one side reported an incident; please look at once
    [incident-taken-up] the school takes up the incident; please see what is being done
    [incident-closed] the incident is closed; please read how it ended
    [incident-overdue] the school has not taken up an incident within 24 hours; please see to it now
    [start] it has begun
    [interrupt] it rests
    [resume] it goes on
    [terminate] it was given up
    [dispute] one side says that it was otherwise
    [settle] the objection or dispute was decided
    [notice-goes-on] an objection was decided; the public notice goes on
    [mediate] a desk brings the two sides together
    [negotiate] talks have begun
    [refuse] it was refused
    [decline] it was not accepted
    [withdraw] it was withdrawn
    [lapse] nobody answered in time; it has ended
    [renew] the other side confirmed that it goes on; if you have not, confirm it, too
    [renew-soon] a year will soon be over; confirm that it goes on, or it is shown as dormant
    [rest] nobody confirmed it for a year; it is shown as dormant
    [ends-soon] the agreement ends within 90 or 30 days; decide whether to renew it
    [agreement] the other side wrote down the agreement; check and confirm it
    [report] the other side reported progress; please check
    [question] an organisation asked a question; please answer it
    [answer] the question of your organisation was answered
    [contract] the other side entered or changed the contract; check and confirm it
    [milestone-reported] the other side reported a milestone; check and confirm it
    [milestone-confirmed] the other side confirmed a milestone
    [milestone-disputed] the other side disputed a milestone; please read why
    [strike] the other side proposes to strike a milestone; read why, and agree or decline
    [strike-agree] the other side agreed to strike a milestone
    [strike-decline] the other side did not agree to strike a milestone
    [strike-take-back] the other side took back its proposal to strike a milestone
    [milestone-soon] a milestone is due within 7 days; see how far it is
    [milestone-passed] the day of a milestone has passed, and not both sides have confirmed it; please see to it
    [evidence] the other side handed in evidence for a target; please check it
    [put-up] an organisation put it up; please have it checked
    [opinion] an expert handed in an opinion
    [publish] the call is open
    [seal] no more proposals are taken, and they are sealed
    [unseal] the other desk added its half of the key; please add yours
    [opened] all proposals are open, and the review begins
    [score] an expert handed in scores
    [scores-complete] all scores are handed in
    [nominate] the public is told who is to be chosen
    [object] somebody objected
    [objection-decided] your objection was decided; read how
    [award] the time for objections is over
    [unchosen] the time for objections is over, and your proposal was not chosen
    [pass-on] another proposal is taken
    [excused] you are no longer asked as an expert
    [upheld] a desk found a suspicion about the internship to be true, and it does not count among the results; see why on its page, and complain if you disagree
    [cleared] a desk looked again and found an explanation; the internship counts among the results again
    [review] you are asked as an expert
    [review-soon] the day until which you are asked as an expert comes; please hand in soon
    [turn] it waits for your side: please see to it
   *[other] it came further
    }
letter-connection-subject = Something that you take part in came further
letter-connection = Hello,

    Something that you take part in came further. Sign in to see how.
letter-connection-short = [Rongqiao] Something that you take part in came further. Sign in to see how.

# What the pages of every kind share
connection-conversation = Conversation
connection-nothing-said = Nothing has been said yet.
connection-say = Send
connection-history = What happened
connection-did = { $who }: { $slug ->
    [view] viewed it
    [shortlist] shortlisted it
    [invite] offered interview times
    [choose-time] chose a time
    [offer] made an offer
    [accept] accepted
    [decline] declined
    [refuse] refused
    [withdraw] withdrew
    [approve] agreed as the school
    [amend] wrote the agreement
    [agree] confirmed the agreement
    [start] started it
    [interrupt] interrupted it
    [resume] resumed it
    [terminate] terminated it
    [report] reported progress
    [deliver] reported the result
    [reject] sent the result back
    [confirm] confirmed the result
    [dispute] disputed it
    [settle] settled it
    [publish] published the call
    [seal] sealed the proposals
    [unseal] opened the proposals
    [score] handed in scores
    [nominate] nominated and gave notice
    [object] objected
    [award] the notice has ended
    [pass-on] passed to another proposal
    [quote] named a price
    [order] ordered
    [mediate] mediated
    [negotiate] entered into talks
    [renew] confirmed that it is alive
    [rest] no sign of life
    [lapse] it lapsed
   *[other] { $step }
    }
connection-over = It has ended; nothing can be said any more.
connection-interview = Time to talk:
connection-own-confirmed = You have confirmed; the other side has not yet.
connection-other-confirmed = The other side has confirmed; you have not yet.
connection-not-here = This step is done on another page.
connection-said-much = At most 30 messages can be sent within an hour. Say it a little later; what you wrote is still here.
connection-paper-title = Hand over a paper
connection-paper-lead = A signed agreement, a report, what shows that something is reached: PDF, JPEG or PNG, up to 10 MB. The platform keeps it as it is and shows its SHA-256, so that both sides can compare. It cannot be taken back.
connection-paper-about = { $media } · { $size } · SHA-256 { $digits }
connection-paper-submit = Hand it over
connection-paper-back = Back
connection-papers-many = There is room for { $max } papers here, and it is used up.
field-paper = The paper
field-paper-words = A word with it
field-paper-words-hint = What it is, for example. No addresses or numbers.
connection-too-late = It has just changed. Look at it as it is now before you decide; what you wrote is still here.
connection-self-person = You
connection-self-organisation = Your organisation
connection-about-refuse = The other side reads your reason. Be particular and kind.
connection-about-terminate = The other side reads your reason. It cannot be taken back.
connection-about-invite = Offer one to five times to choose from.
connection-about-withdraw = The other side no longer sees what you shared, and it ends at once.
connection-about-decline = It ends at once.
connection-about-dispute = The other side reads what you write; a desk listens to both and decides. Say which point is not as it happened.
connection-about-reject = The other side reads why. Say what is still missing.
connection-about-interrupt = Everybody reads why; nothing counts until it goes on.
connection-about-settle = Everybody reads what you decide and why; it goes on from there.
connection-refused-who = This is for { $who } to do.
connection-refused-missing = This cannot be done yet. Still missing: { $what }.
connection-refused-reason = a reason
connection-refused-done = You have done this already; the others have not yet.
connection-refused-suspended = One of the organisations is suspended; until that is lifted nothing that binds is offered or agreed. What is under way goes on and can be confirmed, ended or disputed.
connection-begun = { $kind ->
    [job] Application sent
    [internship] Application sent
    [service] Inquiry sent
   *[other] Intent sent
    }

# Desk: disputes, and bringing sides together
desk-connections-title = Disputes and introductions
desk-connections-lead = Where two sides do not agree on what happened, and those who want to be brought together. Disputes come first, then the longest waiting.
desk-connections-none = There is no dispute, and nobody waits to be brought together.
desk-connections-since = since { $day }
desk-connections-heard = Only what was said since the dispute or since a desk was called is shown here; what was said before stays between the sides. Both sides read what you say here.
connection-desk-hears = What is said after a dispute began, or after a desk was called, is read by the desk, too.
connection-steps = Next step
desk-connections-sides = The sides
desk-connections-order = What is ordered
