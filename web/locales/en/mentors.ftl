# Mentors, and teachers’ practice
mentoring-title = Mentors of firms, teachers’ practice
mentoring-lead = A school appoints somebody of a firm: the firm agrees and names a mentor, and the mentor agrees, too. A school sends a teacher to practise in a firm: the firm learns who it is once the teacher agrees, and answers. Hours that one side notes count once the other confirms them.
mentoring-kind-mentor = Mentor of a firm
mentoring-kind-teacher-practice = Teacher’s practice
mentoring-none = None yet.
mentoring-new-title = Propose an appointment
mentoring-new-lead = It goes to the firm, which agrees and names a mentor, and then to the mentor.
mentoring-new-submit = Send it to the firm
mentoring-no-firms = No firm has registered a mentor yet. Its administrator invites people under “My organisations” with the role “Mentor”; come back then.
mentoring-new-practice-title = Send a teacher to practise in a firm
mentoring-new-practice-lead = It goes to the teacher first. Once they agree, the firm learns who it is and answers.
mentoring-new-practice-submit = Send it to the teacher
mentoring-no-firms-practice = There is no firm yet that can take teachers in.
mentoring-no-teachers = No teacher of your school is here yet. Its administrator invites people under “My organisations” with the role “Teacher”.
mentoring-firms-title = What firms can teach
mentoring-firms-lead = Firms that have mentors, and what they say that their people teach. Only schools that appoint mentors see this.
mentoring-firms-words = Find by the name of the firm or by what is taught
mentoring-firms-none = No such firm was found.
mentoring-subjects-title = What your people teach
mentoring-subjects-lead = For schools that look for mentors: what people of your organisation can teach. Name subjects, not people.
mentoring-subjects-submit = Save
mentoring-subjects-change = Change what your people teach
mentoring-subjects-unsaid = Nothing is said yet of what its people teach.
mentoring-practised-title = Teachers’ practice in firms, last five years
mentoring-practised-rule = Teachers of special subjects at vocational schools practise in firms or in production or services for at least { $months } months within five years (Provisions on practice of vocational teachers in firms 职业学校教师企业实践规定, article 4, 教师〔2016〕3号). Told here is what your school sent them to and teacher and firm both confirmed; how many days make a month is for the school to say.
mentoring-practised-days = Days
mentoring-practised-hours = Hours
mentoring-renew = Propose the same once more
mentoring-facts = Appointment
mentoring-facts-practice = Practice
mentoring-fact-person-practice = Teacher
mentoring-fact-period-practice = Period
mentoring-fact-certificate-practice = Number
mentoring-fact-person = Mentor
mentoring-fact-period = Period
mentoring-fact-certificate = Certificate
mentoring-name = Agree and name a mentor
mentoring-accept = Agree
mentoring-refuse = Do not agree
mentoring-withdraw = Take it back
mentoring-end = End it early
mentoring-log-hours = Note hours
mentoring-confirm-hours = Confirm the hours
mentoring-dispute-hours = Disagree
mentoring-accept-practice = Agree
mentoring-refuse-practice = Do not agree
mentoring-withdraw-practice = Take it back
mentoring-end-practice = End it early
mentoring-log-hours-practice = Note hours of practice
mentoring-confirm-hours-practice = Confirm the hours
mentoring-dispute-hours-practice = Disagree
mentoring-name-practice = Agree and name a teacher
mentoring-hours-title = Class hours
mentoring-hours-title-practice = Hours of practice
mentoring-hours-practice = hours: { $number }
mentoring-hours-told-practice = planned: { $planned }, confirmed by both: { $confirmed }, waiting: { $logged }, disputed: { $disputed }
mentoring-hours = class hours: { $number }
mentoring-hours-told = planned: { $planned }, confirmed by both: { $confirmed }, waiting: { $logged }, disputed: { $disputed }
mentoring-logged-mentor = noted by the mentor
mentoring-logged-school = noted by the school
mentoring-logged-firm = noted by the firm
mentoring-logged-teacher = noted by the teacher
mentoring-too-late = Something has just changed; nothing of yours was done. See how it stands now, then try again.
mentoring-no-mentor = Whom you chose is no mentor of this firm. Choose somebody else.
mentoring-too-many-hours = One day has at most { $max } hours in all, besides those disputed; with these it would have more.
mentoring-suspended = The school or the firm is suspended; until that is lifted nothing new is proposed or agreed to. What is under way goes on.
mistake-mentor-reason = Say why, in at most 500 characters
mistake-mentor-person = Choose a mentor
mistake-mentor-teacher = Whom you chose is no teacher of this school. Choose somebody else
mistake-mentor-subjects = Write at most { $lines } lines of at most { $chars } characters each, without telephone numbers, addresses or other personal data
field-mentor-school = School
field-mentor-firm = Firm
field-mentor-firm-hint = Firms that have mentors on the platform
field-mentor-firm-practice = Firm
field-mentor-firm-practice-hint = Firms for which somebody answers on the platform
field-mentor-school-practice = School
field-mentor-teacher = Teacher
field-mentor-subject-practice = What is practised
field-mentor-from-practice = First day
field-mentor-until-practice = Last day
field-mentor-hours-practice = Hours planned
field-mentor-subjects = What your people teach
field-mentor-subjects-hint = One on each line, for example “lithography” or “commissioning of production lines”
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
field-hours-day-practice = Day
field-hours-number-practice = Hours
field-hours-words-practice = What was done
appointment-proposed = Waits for the firm
appointment-named = Waits for the mentor
appointment-active = Holds
appointment-refused = Did not come about
appointment-ended = Ended
appointment-proposed-practice = Waits for the teacher
appointment-named-practice = Waits for the firm
appointment-active-practice = Holds
appointment-refused-practice = Did not come about
appointment-ended-practice = Ended
mentor-hours-logged = Waits for the other side
mentor-hours-confirmed = Confirmed by both
mentor-hours-disputed = Disputed
message-mentoring = { $what ->
    [propose] Mentor for “{ $name }”: a school proposes an appointment; please answer
    [name] Mentor for “{ $name }”: the firm agrees and named a mentor
    [accept] Mentor for “{ $name }”: the mentor agrees; the appointment holds
    [refuse] Mentor for “{ $name }”: not agreed
    [withdraw] Mentor for “{ $name }”: the school took it back
    [end] Mentor for “{ $name }”: the appointment has ended
    [log-hours] Mentor for “{ $name }”: the other side noted hours; please confirm them
    [confirm-hours] Mentor for “{ $name }”: the other side confirmed the hours
    [dispute-hours] Mentor for “{ $name }”: the other side disputes hours
    [ends-soon] Mentor for “{ $name }”: the appointment ends soon; the school can propose the same once more
    [practice-propose] Practice “{ $name }”: your school wants to send you to a firm; please answer
    [practice-agree] Practice “{ $name }”: the teacher agrees; the firm has to answer
    [practice-accept] Practice “{ $name }”: the firm agrees; the practice holds
    [practice-refuse] Practice “{ $name }”: not agreed
    [practice-withdraw] Practice “{ $name }”: the school took it back
    [practice-end] Practice “{ $name }”: the practice has ended
    [practice-log-hours] Practice “{ $name }”: the other side noted hours; please confirm them
    [practice-confirm-hours] Practice “{ $name }”: the other side confirmed the hours
    [practice-dispute-hours] Practice “{ $name }”: the other side disputes hours
    [practice-ends-soon] Practice “{ $name }”: the practice ends soon; the school can propose the same once more
   *[other] Something new about “{ $name }”
    }
letter-mentoring-subject = Something new about a mentor's appointment or a teacher's practice
letter-mentoring = Hello,

    there is something new about a mentor's appointment or a teacher's practice in which you take part. Sign in to read it.
letter-mentoring-short = [Rongqiao] There is something new about a mentor's appointment or a teacher's practice. Sign in to read it.
event-appointment-moved = Mentor's appointment or teacher's practice moved on
event-mentor-subjects-kept = Said what its people teach
noun-appointment = Mentor's appointment or teacher's practice
record-mentoring = Your appointments as a mentor, your practice as a teacher, and their hours
