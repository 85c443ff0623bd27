# Mentors
mentoring-title = Mentors of firms
mentoring-lead = A school appoints somebody of a firm: the firm agrees and names a mentor, and the mentor agrees, too. Hours that one side notes count once the other confirms them.
mentoring-none = None yet.
mentoring-new-title = Propose an appointment
mentoring-new-lead = It goes to the firm, which agrees and names a mentor, and then to the mentor.
mentoring-new-submit = Send it to the firm
mentoring-no-firms = No firm has registered a mentor yet. Its administrator invites people under “My organisations” with the role “Mentor”; come back then.
mentoring-facts = Appointment
mentoring-fact-person = Mentor
mentoring-fact-period = Period
mentoring-fact-certificate = Certificate
mentoring-name = Agree and name a mentor
mentoring-accept = Agree
mentoring-refuse = Do not agree
mentoring-end = End it early
mentoring-log-hours = Note hours
mentoring-confirm-hours = Confirm the hours
mentoring-dispute-hours = Disagree
mentoring-hours-title = Class hours
mentoring-hours = class hours: { $number }
mentoring-hours-told = planned: { $planned }, confirmed by both: { $confirmed }, waiting: { $logged }, disputed: { $disputed }
mentoring-logged-mentor = noted by the mentor
mentoring-logged-school = noted by the school
mentoring-too-late = Something has just changed; nothing of yours was done. See how it stands now, then try again.
mentoring-no-mentor = Whom you chose is no mentor of this firm. Choose somebody else.
mistake-mentor-reason = Say why, in at most 500 characters
mistake-mentor-person = Choose a mentor
field-mentor-school = School
field-mentor-firm = Firm
field-mentor-firm-hint = Firms that have mentors on the platform
field-mentor-subject = Course or project
field-mentor-from = First day
field-mentor-until = Last day
field-mentor-hours = Class hours planned
field-mentor-certificate = Number of the certificate
field-mentor-person = Mentor
field-mentor-reason = Reason
field-mentor-dispute = What is not right
field-hours-day = Day
field-hours-number = Class hours
field-hours-words = What was taught
appointment-proposed = Waits for the firm
appointment-named = Waits for the mentor
appointment-active = Holds
appointment-refused = Not agreed
appointment-ended = Ended
mentor-hours-logged = Waits for the other side
mentor-hours-confirmed = Confirmed by both
mentor-hours-disputed = Disputed
message-mentoring = Mentor for “{ $name }”: { $what ->
    [propose] a school proposes an appointment; please answer
    [name] the firm agrees and named a mentor
    [accept] the mentor agrees; the appointment holds
    [refuse] not agreed
    [end] the appointment has ended
    [log-hours] the other side noted hours; please confirm them
    [confirm-hours] the other side confirmed the hours
    [dispute-hours] the other side disputes hours
   *[other] something new
    }
letter-mentoring-subject = Something new about a mentor's appointment
letter-mentoring = Hello,

    there is something new about a mentor's appointment in which you take part. Sign in to read it.
letter-mentoring-short = [Rongqiao] There is something new about a mentor's appointment. Sign in to read it.
event-appointment-moved = Mentor's appointment moved on
noun-appointment = Mentor's appointment
record-mentoring = Your appointments as a mentor and their hours
