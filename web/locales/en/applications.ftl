# Applications for jobs and internships
apply-title = Apply
apply-submit = Send application
apply-own = See my application
apply-back = Back to the listing
apply-full = As many applications wait for an answer as can be looked at, so no further ones are taken now. It reopens by itself when some are answered; you can save this listing meanwhile.
apply-often = You have applied for this three times within half a year and cannot apply again for now.
apply-insider = You publish for this organisation here, so you cannot apply to it yourself.
apply-closed = This listing takes no more applications.
apply-elsewhere = This listing comes from another platform; please apply there.
apply-restricted = You have restricted the use of your data. Lift that first to apply.
apply-no-profile = You have not filled in a profile yet. Fill it in first, then come back to apply.
apply-fill-in = Fill in my profile
apply-shared = Parts of your profile to share
apply-shared-hint = Only what is ticked is shared. It is a copy as of now: later changes of your profile do not change it. The least pay you wish for is never shared.
apply-shared-name = Name: { $name }
apply-change-profile = Change my profile
apply-reach = How they may reach you
apply-reach-hint = You need not tell: interviews and conversation work on the platform.
apply-reach-nowhere = On the platform only
apply-consent = I agree that the parts of my profile ticked above, my name, the contact chosen and what I wrote are given to “{ $organisation }”, for this application only.
apply-consent-hint = This holds for this one organisation. You can withdraw it at any time in the privacy centre; they then no longer see any of it.
field-letter = What you want to say
field-letter-hint = Why it suits you, at most { $max } characters. Choose a contact above instead of writing it here.
mistake-apply-consent = Agree first that this is given to the organisation
mistake-apply-nothing = Tick at least one part of your profile
mistake-apply-reach = Choose how they may reach you
mistake-words-missing = Write something
mistake-words-long = At most { $max } characters; there are { $found }
mistake-words-address = Leave out telephone numbers, e-mail addresses, QQ, WeChat and numbers of documents; keep the conversation on the platform
fact-questions = Questions to applicants
posting-questions-hint = Optional, at most 3, one a line, shown to applicants only. Do not ask about marriage, children, origin, illness or anything else that has nothing to do with the work.
fact-replies = Replies to applications
reply-promised = { $count ->
    [one] Promises a reply within a day.
   *[other] Promises a reply within { $number } days.
    }
ledger-told = Over the last 180 days: usually replies within { $days } d, { $percent }% got a reply, { $in-time }% within the promised time.
ledger-none-answered = No application of the last 180 days was answered.
reply-promise-title = Promise to reply
reply-promise-lead = Within how many days you promise to reply to applications; it is shown beside your listings. You are reminded when half of the time and when all of it has passed. After twice the time an unanswered application ends by itself. This holds for applications to come.
reply-promise-submit = Save
reply-promise-back = Back to the organisation
field-reply-days = Days until the reply
reply-days = { $count ->
    [one] 1 day
   *[other] { $number } days
    }
mistake-reply-days = Choose a number of days

my-applications-title = My applications
my-applications-open = Going on
my-applications-ended = Ended
my-applications-none = You have not applied for anything yet.
application-sent = Sent { $day }
application-fits = See what fits me
application-next-submitted = They have not opened it yet; once they do, “Viewed” stands here.
application-next-viewed = They have opened it. Wait for their reply.
application-next-shortlisted = You are on the shorter list. Wait for what they suggest.
application-next-interviewing = Choose a time to talk; if none suits you, say so in the conversation.
application-next-time-chosen = The time to talk is chosen. You can still choose another one.
application-next-offered = They want to take you. Decide whether you accept.
application-next-accepted = You have accepted. Confirm the result once you have begun; it counts when both sides have.
application-next-accepted-internship = You have accepted. Name your school on the page of the internship; it decides and writes the agreement of three.
application-next-approved = Your school agrees; the agreement comes next.
application-next-agreed = The agreement is confirmed; it begins next.
application-next-running = It is going on.
application-next-interrupted = It rests for now.
application-next-delivered = The result waits to be confirmed.
application-next-disputed = The two sides disagree; it waits to be decided.
application-next-confirmed = Both sides have confirmed. All the best.
application-next-declined = You did not accept the offer.
application-next-refused = Unfortunately not this time.
application-next-refused-by-school = Your school did not agree to this internship; the reason stands in the history below.
application-next-withdrawn = You have withdrawn it; they no longer see what you shared.
application-next-lapsed = They did not reply in time. The application has ended and you are free to look elsewhere.
application-next-terminated = It was given up.
application-todo-submitted = Not opened yet.
application-todo-viewed = Shortlist, offer times to talk, or answer.
application-todo-shortlisted = Offer times to talk, or answer.
application-todo-interviewing = A time is to be chosen; answer after you have talked.
application-todo-offered = The decision is theirs.
application-todo-accepted = They have accepted. Confirm the result once they have begun; it counts when both sides have.
application-todo-approved = The school agrees; the agreement comes next.
application-todo-agreed = The agreement is confirmed; it begins next.
application-todo-running = It is going on.
application-todo-interrupted = It rests for now.
application-todo-delivered = The result waits to be confirmed.
application-todo-disputed = The two sides disagree; it waits to be decided.
application-todo-confirmed = Both sides have confirmed.
application-todo-declined = They did not accept.
application-todo-refused = Refused.
application-todo-refused-by-school = The student's school did not agree to this internship.
application-todo-time-chosen = They have chosen a time to talk; reply after it. Offering other times takes the place of the one chosen.
application-todo-withdrawn = They have withdrawn it.
application-todo-lapsed = Not answered in time; it ended by itself.
application-todo-terminated = It was given up.
application-lapses-on = If nothing new comes from them by { $day }, the application ends by itself and you are free to look elsewhere.
application-answer-by = Answer by { $day }; after that the offer no longer holds.
application-promised-by = Reply promised by { $day }
application-ends-on = Ends by itself on { $day } if nothing is done.
application-instead = What might suit you instead
application-instead-late = The promised time has passed without a reply. Your application still stands; you can look at others meanwhile.
field-message = Your message
field-message-hint = They are told of it. Leave out telephone numbers, e-mail addresses, QQ and WeChat.
application-nameless = An applicant who no longer shares their name
application-shared = What was shared
application-no-contact = On the platform only
application-unanswered = (no answer)
application-shared-note = This is the copy as of the application; later changes of your profile do not change it.
application-shared-gone = You withdrew your consent; what you shared was erased.
application-taken-back = The applicant took it back; what they shared is no longer shown.
application-open = Open application
application-open-hint = The applicant then sees “Viewed”. Opening is written into the audit.
field-interview-time = Time { $number }
field-time = Choose a time to talk
field-invite-words = Place or way
field-invite-words-hint = For example: meeting room 3 of the Lingang office, or a link to a meeting. Leave out telephone numbers and e-mail addresses.
field-offer-words = Particulars
field-offer-words-hint = For example the position, the pay, the first day
field-refuse-words = Reason
field-refuse-words-hint = The applicant reads it; be particular and kind
field-refuse-more = In your own words
field-refuse-sentence = Reason
field-refuse-sentence-hint = What you pick is sent to the applicant as it stands. You can also send only your own words, or both.
refuse-sentence-filled = The position is filled. Thank you for applying.
refuse-sentence-skills = Your experience or skills are rather far from what the position asks for. Thank you for applying.
refuse-sentence-circumstances = Your time or place does not go together with the position. Thank you for applying.
refuse-sentence-chosen = We have chosen somebody who fits better. Thank you for applying.
refuse-sentence-none = (none of these, only my own words)
mistake-refuse-reason = Pick a reason, or write one in your own words
field-terminate-words = Reason
field-terminate-words-hint = The other side reads it
field-settle-words = Decision and reasons
mistake-interview-time = Enter a day and a time
mistake-interview-over = That time is over; choose another
mistake-interview-far = Choose a time within { $days } days
mistake-interview-choice = Choose one of the times
interview-title = Interview: { $title } ({ $organisation })

applications-title = Applications received
applications-none = No applications yet.
applications-tick = Select { $name }
applications-answer-title = Answer those selected
applications-shortlist-note = Only applications that were opened can be shortlisted; a refusal needs a reason.
applications-shortlist = Shortlist those selected
applications-shortlisted = { $count ->
    [one] 1 application was shortlisted.
   *[other] { $number } applications were shortlisted.
    }
applications-not-shortlisted = Not shortlisted: { $names }. What was not opened, is past the shorter list or has just changed stays as it is.
applications-not-refused = Not refused: { $names }. These have just changed and stay as they are.
applications-refuse = Refuse those selected
applications-refused = { $count ->
    [one] 1 application was refused.
   *[other] { $number } applications were refused.
    }
applications-none-ticked = Select applications first
applications-export = Export as CSV
applications-export-note = For this recruitment only; exports are written into the audit. Of applications that are not opened only name and time are listed.
applications-back = Back to the listing's page
applications-column-name = Name
applications-column-contact = Contact
applications-column-stage = Stage
applications-column-sent = Sent
applications-column-replied = First reply
applications-column-letter = Letter

# Messages
message-kind-application = Applications
message-application = { $what ->
    [shortlist] Your application for “{ $name }” is on the shorter list
    [invite] { $organisation } offers times to talk about “{ $name }”: choose one
    [offer] { $organisation } wants to take you for “{ $name }”: decide whether you accept
    [refuse] Your application for “{ $name }” was refused
    [lapse] { $organisation } did not reply about “{ $name }” in time; you are free to look elsewhere
    [confirm] { $organisation } confirmed the result of “{ $name }”
    [terminate] “{ $name }” was given up
    [message] { $organisation } wrote to you about “{ $name }”
    [upheld] “{ $name }”: a desk found a suspicion about the internship to be true, and it does not count among the results; see why on its page, and complain if you disagree
    [cleared] “{ $name }”: a desk looked again and found an explanation; the internship counts among the results again
    [turn] Your application for “{ $name }” waits for you: please see to it
   *[other] Your application for “{ $name }” came further
    }
message-application-received = { $what ->
    [begun] A new application for “{ $name }”
    [withdraw] An application for “{ $name }” was withdrawn
    [choose-time] An applicant for “{ $name }” chose a time to talk
    [accept] An applicant for “{ $name }” accepted the offer
    [decline] An applicant for “{ $name }” did not accept the offer
    [lapse] An application for “{ $name }” was not answered in time and ended by itself
    [confirm] An applicant for “{ $name }” confirmed the result
    [terminate] An application for “{ $name }” was given up
    [message] An applicant for “{ $name }” wrote to you
    [reminder] An application for “{ $name }” waits for a reply; half of the promised time has passed
    [overdue] An application for “{ $name }” was not answered within the promised time
    [upheld] “{ $name }”: a desk found a suspicion about the internship to be true, and it does not count among the results; see why on its page, and complain if you disagree
    [cleared] “{ $name }”: a desk looked again and found an explanation; the internship counts among the results again
    [turn] Something about “{ $name }” waits for you: please see to it
   *[other] An application for “{ $name }” came further
    }
letter-application-subject = Your application came further
letter-application = Hello,

    Your application came further. Sign in to see how.
letter-application-short = [Rongqiao] Your application came further. Sign in to see how.
letter-application-received-subject = An application to your organisation came further
letter-application-received = Hello,

    An application to your organisation came in or came further. Sign in to see it.
letter-application-received-short = [Rongqiao] An application to your organisation came further. Sign in to see it.

# Audit and privacy
event-connection-begun = Application sent
event-connection-moved = Application moved on
event-connections-exported = Applications exported
event-reply-promised = Promise to reply changed
record-connections = Applications and internships: the copy of what was shared, what happened, what was said, the agreement with its signed papers, the diary with its confirmed weeks, visits, incidents and assessments; orders and cooperation that you attended to for an organisation: what happened and what was said
privacy-applications-heading = When you apply
privacy-applications-text = When you apply, only the parts of your profile that you tick, your name, the contact you choose and what you write are given to that one organisation, each with a consent of its own. They see a copy as of that moment. Once you withdraw the application they no longer see it; once you withdraw the consent in the privacy centre the copy is erased. Opening and exporting applications is written into the audit. How soon an organisation replies is published as a figure over all applications, with nothing about persons.
