# Where complaints begin
complain-listing = Report this listing
complain-organisation = Report this organisation
complain-title = Report a problem
complain-submit = Send the report
complain-about = You are reporting: { $title }
complain-hidden = The organisation does not learn who reported it, and those who examine it see neither your name nor your account. You follow it under “My reports”.
complain-without-account = You can report without an account. Keep the address that you are led to: it is the only way to follow your report. If you sign in first, you follow it under “My reports” and are told how it goes.
complain-sign-in = Sign in and report
complain-back = Back
field-complaint-category = What is wrong
field-complaint-text = What happened
field-complaint-text-hint = Say when, how, and what shows it, in at most 1,000 characters. Leave out your own name and how to reach you.
field-complaint-link = Web address
field-complaint-link-hint = A page where it can be seen; begins with https://
complaint-about = Reported: { $title }
complaint-category-untrue = It is not true
complaint-category-discrimination = It discriminates
complaint-category-money = It asks for fees, a deposit or a guarantee
complaint-category-personal-data = It is there to collect personal data
complaint-category-impersonation = It uses another organisation’s name
complaint-category-infringement = It infringes somebody’s rights
complaint-category-unlawful = It is unlawful
complaint-category-outdated = It is out of date
complaint-category-other = Something else
complaint-basis-untrue = Provisional Regulations on the Human Resources Market, art. 24: what is published has to be true and lawful
complaint-basis-discrimination = Employment Promotion Law, art. 3, and Provisional Regulations on the Human Resources Market, art. 24: no discrimination
complaint-basis-money = Labour Contract Law, art. 9: no guarantee may be demanded, and no money taken under another name
complaint-basis-personal-data = Personal Information Protection Law, art. 10: no unlawful collecting or use of personal information
complaint-basis-impersonation = Rules of the platform: one publishes in the name of one’s own organisation and with its mandate
complaint-basis-infringement = Civil Code, art. 1195: what is needed has to be done once an infringement is notified
complaint-basis-unlawful = Measures on Internet Information Services, art. 15: nothing that laws and regulations forbid may be published
complaint-basis-outdated = Rules of the platform: what has changed or run out has to be updated or withdrawn
complaint-basis-other = Rules of the platform
mistake-complaint-category = Choose what is wrong
mistake-complaint-empty = Write something here
mistake-complaint-long = Shorten it to { $max } characters. It now has { $found }.
mistake-complaint-link = An address begins with https:// or http:// and has at most { $max } characters
refusal-complaints-too-many = No more reports can be taken today. What you wrote is still here: send it tomorrow, or sign in and send it.
refusal-appeal-late = No appeal can be sent now: the time is over, somebody has appealed already, or the measure was lifted.

# My reports
my-complaints-title = My reports
my-complaints-lead = Nobody but you sees what stands here.
my-complaints-none = You have not reported anything. Each listing and each organisation has a link to report it.
complaint-title = How your report goes
complaint-told-received = We have your report and will decide within 5 working days.
complaint-told-known = You have reported this before, and it is being examined; there is no need to report it again.
complaint-told-appealed = We have the appeal. Somebody who had no part in the decision will decide within 10 working days.
complaint-secret = Keep the address of this page: it is the only way to follow your report and cannot be found again. Do not pass it on.
complaint-measure = What was done: { $measure }
complaint-answers = Answers
complaint-appeal-until = If you do not accept this, you can appeal once until { $day }. Somebody who had no part in the decision decides.
complaint-written = What you reported
complaint-hidden = We tell nobody who you are.
complaint-appeal-title = Appeal
complaint-appeal-lead = Say why you do not accept what was found.
complaint-appeal-submit = Send the appeal
field-complaint-appeal = Reasons
field-complaint-appeal-hint = At most 1,000 characters
case-state-received = Received
case-state-examining = Being examined
case-state-upheld = Upheld
case-state-not-upheld = Not upheld
case-state-reporter-appealed = Appeal by a reporter
case-state-organisation-appealed = Appeal by the organisation
case-state-closed = Closed
complaint-state-received = It waits to be taken up.
complaint-state-examining = It is being examined.
complaint-state-upheld = You were right, and something was done about it.
complaint-state-not-upheld = Nothing was found that breaks the rules.
complaint-state-reporter-appealed = Somebody who reported it has appealed; it is being decided anew.
complaint-state-organisation-appealed = The organisation has appealed against the measure; it is being decided anew.
complaint-state-closed = It is closed.

# The organisation
measures-title = Measures after complaints
measures-none = No measure was taken against this organisation.
measures-hint = A measure is in force until it is lifted. Appeals are decided by the committee, by somebody who had no part in the decision.
measures-back = Back to the organisation
measure-title = A measure
measure-warn = Warning
measure-hide = Listing taken down
measure-suspend = Publishing suspended
measure-ban = Publishing forbidden
about-measure-warn = Put it right at once. The warning stays on record, and for 90 days each listing is reviewed.
about-measure-hide = The listing is no longer shown; what stood there is kept.
about-measure-suspend = What the organisation published is not shown, and until the suspension is lifted nothing can be published, offered, ordered, booked or agreed. What is under way goes on.
about-measure-ban = Nothing of the organisation is shown, those who wrote for it have lost that role, and nothing can be published or agreed until the ban is lifted. What is under way goes on.
measure-taken = Taken on { $day }
measure-in-force = In force
measure-appealed = Appeal being decided
measure-lifted = Lifted on { $day }
measure-ground = What is wrong
measure-basis = Rule
measure-reason = Reason
measure-own-appeal = Your appeal
measure-answer = Answer to the appeal
measure-appeal-until = If you do not accept this, you can appeal once until { $day }. Somebody who had no part in the decision decides.
measure-appeal-title = Appeal against it
measure-appeal-lead = Say why. The measure stays in force meanwhile. Do not guess or look for who reported it.
measure-appeal-submit = Send the appeal
standing-banned = Forbidden to publish: nothing of the organisation is shown. Its verification runs until { $day }.

# The desks
desk-complaints-title = Complaints
desk-complaints-lead = Take up, examine and answer complaints; decide appeals.
desk-complaints-waiting = { $count ->
    [one] { $number } case waits
   *[other] { $number } cases wait
}
desk-complaints-late = { $count ->
    [one] { $number } of them is overdue
   *[other] { $number } of them are overdue
}
desk-complaints-figures = Last { $days } days: { $decided } decided, { $upheld } of them upheld
desk-complaints-decided = Decided
desk-complaints-gathered = { $count ->
    [one] { $number } complaint
   *[other] { $number } complaints
}
desk-complaints-due = due { $day }
complaint-subject-listing = Listing
complaint-subject-organisation = Organisation
complaint-reporter = Reporter { $number }
desk-complaint-hidden = Nobody is shown who complained. Write nothing into the reason that could give them away.
desk-complaint-examine = Take it up
desk-complaint-appeals = Appeals
appeal-of-reporter = Appeal by a reporter
appeal-of-organisation = Appeal by the organisation
desk-complaint-rulings = What was decided
desk-complaint-reason = To the organisation: { $text }
desk-complaint-answer = To those who reported it: { $text }
desk-complaint-snapshot = What stood there when it was first reported ({ $day })
desk-complaint-before = Other complaints and measures about the same organisation
desk-complaint-before-none = There are none.
desk-complaint-decide = Decide
desk-complaint-submit = Send the decision
desk-complaint-too-late = Nothing was done: a colleague has just decided, or the case has changed. Below is how it stands now.
case-step-examine = Taken up
case-step-uphold = Upheld
case-step-dismiss = Not upheld
case-step-appeal-as-reporter = Appeal by a reporter
case-step-appeal-as-organisation = Appeal by the organisation
case-step-confirm = The decision stands
case-step-overturn = The decision was changed
case-step-close = Closed in time
field-complaint-outcome = Finding
field-complaint-outcome-hint = The lesser first; each measure includes the lesser ones
complaint-outcome-not-upheld = Not upheld
complaint-outcome-warn = Upheld: warning
complaint-outcome-hide = Upheld: take the listing down
complaint-outcome-suspend = Upheld: suspend publishing
complaint-outcome-ban = Upheld: forbid publishing, and end the roles of those who write
complaint-outcome-measure-stands = The measure stands
complaint-outcome-measure-lifted = Lift the measure
field-complaint-ground = What was found to be wrong
field-complaint-ground-hint = Needed when it is upheld; the organisation reads the rule that goes with it
field-complaint-reason = Reason for the organisation
field-complaint-reason-hint = Needed for a measure and for an answer to the organisation’s appeal; at most 500 characters. Give nothing away about those who reported it, not even when.
field-complaint-answer = Answer to those who reported it
field-complaint-answer-hint = All of them read it; at most 500 characters
mistake-complaint-outcome = Choose a finding
mistake-complaint-ground = Choose what was found to be wrong

# The audit
event-listing-restored = Listing shown again
event-organisation-banned = Organisation forbidden to publish
event-complaint-received = Complaint received
event-complaint-examined = Complaint taken up
event-complaint-upheld = Complaint upheld
event-complaint-dismissed = Complaint not upheld
event-complaint-appealed = Appeal received
event-appeal-dismissed = Appeal dismissed
event-appeal-upheld = Appeal upheld
event-complaint-closed = Complaint closed in time

# Messages
message-kind-complaint = My reports
message-complaint = { $what ->
    [received] We have your report about “{ $name }”
    [upheld] You were right about “{ $name }”, and something was done about it
    [not-upheld] Your report about “{ $name }” was not upheld
    [appeal-dismissed] After the appeal, the decision about “{ $name }” stands
    [appeal-upheld] After the appeal, your report about “{ $name }” was upheld, and something was done about it
    [measure-stands] The organisation’s appeal about “{ $name }” was dismissed; the measure stands
    [measure-lifted] The organisation’s appeal about “{ $name }” was upheld; the measure is lifted
   *[other] There is news of your report about “{ $name }”
}
letter-complaint-subject = News of your report
letter-complaint = Hello,

    There is news of your report. Sign in to read it.
letter-complaint-short = [Rongqiao] There is news of your report. Sign in to read it.
message-kind-measure = Measures after complaints
message-measure = { $what ->
    [warn] Your organisation was warned because of “{ $name }”. Its administrators can read why and appeal
    [hide] “{ $name }” was taken down. The administrators of your organisation can read why and appeal
    [suspend] Your organisation may not publish for now because of “{ $name }”. Its administrators can read why and appeal
    [ban] Your organisation was forbidden to publish because of “{ $name }”. Its administrators can read why and appeal
    [appeal-upheld] Your organisation’s appeal about “{ $name }” was upheld; the measure is lifted
    [appeal-dismissed] Your organisation’s appeal about “{ $name }” was dismissed; the measure stands
   *[other] There is news of a measure about “{ $name }”
}
letter-measure-subject = News of a measure against your organisation
letter-measure = Hello,

    There is news of a measure against your organisation. Sign in to read the reason, the rule and how to appeal.
letter-measure-short = [Rongqiao] There is news of a measure against your organisation. Sign in to read why and how to appeal.

# The privacy notice
privacy-complaints-heading = Reports
privacy-complaints-text = What you report is read by those who examine it, and by nobody else. Who you are is shown to nobody: not to them, not to the organisation, not in the audit. Without an account we keep nothing but what you wrote; against false reports in numbers, a hash of your network address is kept for a day, for counting alone. What was decided is kept for three years.
