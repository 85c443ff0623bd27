# News and policies
nav-news = News
nav-policies = Policy documents
news-title = News
news-lead = What the committee, the two desks and organisations publish, by column. Each article was reviewed.
news-all = All
policies-title = Policy documents
policies-lead = Policy documents on the integration of industry and education, each with its number, who issued it and whether it is in force. Questions about one can be asked at the foot of its page.
home-news = Latest news
home-news-all = All news
home-policies = Policy documents
home-policies-all = All policy documents
fact-origin = Origin
fact-description-en = Text in English
origin-own = Original
origin-taken-over = Taken over
standing-not-yet = Not yet in force
standing-in-force = In force
standing-amended = Amended
standing-repealed = Repealed
standing-expired = Expired
policy-related = Related documents
policy-not-here = not held here
policy-repealed-note = This document is repealed. Before you ask, see the documents in force under “Related documents”.
named-by-based-on = Rests on this document
named-by-explains = Explains this document
named-by-amends = Amends this document
named-by-repeals = Repeals this document

# Writing news and policies
posting-markdown-hint = Markdown is understood: an empty line between paragraphs, # heading, - list, **bold**, [words](address). No pictures and no HTML.
posting-description-en-hint = Optional; shown on the English pages. Markdown is understood too
posting-taken-from-hint = What is taken over names the medium or organisation that published it first; political news come from official sources only
posting-document-number-hint = Such as 沪发改社〔2023〕18号, with brackets of any sort
posting-issuers-hint = Several authorities separated by commas, the leading one first
posting-written-on-hint = The day at the foot of the document
posting-issued-on-hint = The day on which it was made public
posting-effective-on-hint = The day from which it holds; empty if from the day of publication
posting-effective-until-hint = The last day on which it holds; empty if it names none
posting-measures-hint = One on each line
posting-based-on-hint = Document numbers, separated by commas
posting-explains-hint = Numbers of the documents that this one explains
posting-amends-hint = Once this document holds, these are marked as amended; document numbers
posting-repeals-hint = Once this document holds, these are marked as repealed; document numbers
posting-mistake-not-yours = “{ $field }” cannot be this: notices come from authorities, the desks and associations. Choose another column
posting-mistake-number-taken = This document itself or another public one has this number. Check the number; if it is the same document, change the one that is public
posting-mistake-not-publisher = Policy documents are published by authorities and the desks alone. You can hand in an article instead; it is public once it was reviewed

# Questions
inquiries-title = Questions and answers
inquiries-none = No questions were answered in public yet.
inquiries-ask = Ask about this document
inquiries-sign-in = Sign in first to ask
inquiry-ask-title = Ask about a policy document
inquiry-ask-submit = Send the question
inquiry-ask-about = Your question is about “{ $title }” { $number }
inquiry-ask-days = { $number ->
    [one] Answered within { $number } working day.
   *[other] Answered within { $number } working days.
}
inquiry-ask-not-here = Only questions about this document are answered here. Petitions go to the petition office (信访); for labour rights call 12333; for other public matters call 12345.
inquiry-back = Back to the document
inquiry-refusal-full = { $max } of your questions wait to be answered. Please wait for answers before you ask more.
inquiry-refusal-once = Somebody went on from this question already, or it is closed. Ask anew on the document's page.
inquiry-sign-in-first = You are signed out. What you wrote is still below: sign in in a new window, then come back here and send it.
inquiry-too-late = A colleague has just dealt with this question, or its asker withdrew it. What you wrote is still below.
inquiry-mistake-missing-question = Write your question
inquiry-mistake-missing-answer = Write an answer
inquiry-mistake-missing-reason = Say why it is refused; its asker reads this
inquiry-mistake-long = At most { $max } characters; there are { $found } now. Please shorten it
inquiry-mistake-private = Leave this out: { $fact }. Nothing personal is kept here; the answer comes to your account
inquiry-mistake-choice = Please choose again
inquiry-state-received = Received
inquiry-state-accepted = Accepted
inquiry-state-assigned = With a desk
inquiry-state-answered = Answered
inquiry-state-closed = Closed
inquiry-state-refused = Refused
inquiry-state-withdrawn = Withdrawn
inquiry-due = due { $day }
inquiry-asked = asked { $moment }
inquiry-about = About:
inquiry-question = Question
inquiry-answer = Answer
inquiry-reason = Why it was refused
inquiry-is-public = Question and answer stand below the document, without your name.
inquiry-may-be-public = You let it be public; the desk that answers decides. Your name is not shown.
inquiry-is-private = Only you and the desk that answers can see it.
inquiry-withdraw = Withdraw the question
inquiry-close = This settles it: close
inquiry-ask-further = Ask once more
inquiry-before = The question before
inquiry-further = The further question
inquiry-accept = Accept
inquiry-assign = Hand over
inquiry-refuse = Refuse
inquiry-do-answer = Answer the asker
inquiry-do-assign = Hand over to a desk
inquiry-do-refuse = Not about the document
inquiry-figure-open = { $number } open
inquiry-figure-overdue = { $number } overdue
inquiry-figure-answered = { $number } answered in 90 days
inquiry-figure-median = { $number ->
    [one] half are answered within { $number } day
   *[other] half are answered within { $number } days
}
referral-petition = This is a petition; please turn to the petition office (信访).
referral-hotline = This is another public matter; please call the citizens' hotline 12345.
referral-labour = This is about labour rights; please call 12333.
referral-complaint = This is a complaint about something on the platform; please report it on its page.
referral-name-petition = Petition office (信访)
referral-name-hotline = Citizens' hotline 12345
referral-name-labour = Labour hotline 12333
referral-name-complaint = Complaints on the platform
desk-name-firms = Firms' desk
desk-name-universities = Universities' desk
desk-name-committee = Committee
field-question = Your question
field-question-hint = At most { $max } characters. Leave out identity and telephone numbers and the like
field-question-public = Question and answer may stand below the document, without my name
field-answer = Answer
field-answer-hint = At most { $max } characters
field-public = Show it below the document (its asker agrees; nothing personal may stand in it)
field-desk = Desk
field-referral = Where it belongs
my-inquiries-title = My questions
my-inquiries-lead = What you asked about policy documents, and the answers.
my-inquiries-none = You have asked nothing yet. Choose “Ask about this document” at the foot of a policy document.
my-inquiry-title = My question
desk-inquiries-title = Questions about policies
desk-inquiries-lead = Questions about policy documents, the earliest due first. Who asked is not shown.
desk-inquiries-none = None.
desk-inquiries-open = Open
desk-inquiries-done = Done
desk-inquiry-title = A question
desk-inquiry-public = Its asker lets it be public.
desk-inquiry-private = Its asker wants it kept private.
message-kind-inquiry = Questions about policies
message-inquiry = Something new about your question on “{ $name }”
letter-inquiry-subject = Something new about your question
letter-inquiry = Hello,

    there is something new about a question of yours. Sign in to read it: { $link }

    To stop letters of this kind: { $leave }
letter-inquiry-short = [Rongqiao] There is something new about a question of yours. Sign in to read it.
event-policy-repealed = Policy document repealed by another that took effect
event-policy-amended = Policy document amended by another that took effect
event-inquiry-asked = Question asked
event-inquiry-accepted = Question accepted
event-inquiry-refused = Question refused
event-inquiry-assigned = Question handed over
event-inquiry-answered = Question answered
event-inquiry-withdrawn = Question withdrawn
event-inquiry-closed = Question closed
