# Publishing
field-kind = Kind of listing
field-organisation = On behalf of
field-organisation-hint = Organisations that let you publish for them
field-reason = Reason
field-reason-hint = A sentence or two, at most 500 characters

my-listings-title = My listings
my-listings-lead = What your organisations publish, how far it has come, and what to do next.
my-listings-none = There are no listings yet. Publish the first one.
my-listings-none-such = No listing is like that.
my-listings-all = Show all listings
my-listings-words = Words in title or text
posting-new-title = Publish a listing
posting-new-lead = Choose a kind first, then fill in the rest. Drafts are kept as you write; nothing is public before it is approved.
posting-new-submit = Begin
posting-new-nobody = No organisation lets you publish yet. Ask its administrator to give you a role, or enter your organisation first.
posting-untitled = (untitled)
posting-state-draft = Draft
posting-state-submitted = In review
posting-state-returned = To be changed
posting-state-scheduled = Planned
posting-state-published = Public
posting-state-paused = Paused
posting-state-rejected = Refused
posting-state-closed = Closed
posting-state-withdrawn = Taken down
posting-state-expired = Expired
posting-next-draft = Submit it for review when it is ready.
posting-next-submitted = It waits for review; we write to you with the outcome.
posting-next-returned = Change what the review asks for and submit it again.
posting-next-scheduled = It is approved and becomes public on its day.
posting-next-published = Everybody can find it. You can change, extend or close it.
posting-next-published-facility = The public finds it. It can be booked once its calendar is set under “Bookings”.
posting-next-published-challenge = The public finds it. To call for proposals, open the call and put it up.
posting-next-published-service = The public finds it. Inquiries come in under “Service orders”.
posting-next-published-cooperation-need = The public finds it. Intents come in under “My cooperations”.
posting-next-published-cooperation-offer = The public finds it. Intents come in under “My cooperations”.
posting-next-rejected = It cannot be submitted again. Copy it, change the copy and submit that.
posting-next-closed = The public no longer sees it. Copy it to publish it again.
posting-next-withdrawn = The review desk took it down; the reason stands in its details.
posting-next-expired = Its time is over. Copy it to publish it again.
posting-older-public = Earlier version public
posting-changed = Changed { $moment }
posting-edit-title = Write the listing
posting-edit = Change
posting-submit = Submit for review
posting-save = Save draft
posting-saved = The draft was saved on { $moment }.
posting-autosave-failed = The draft could not be saved by itself. Use “Save draft”, or check your connection.
posting-conflict = This listing was just changed elsewhere, so what stands on this page was not saved. Save once more to replace the other change, or
posting-conflict-short = This listing was changed elsewhere, so saving by itself has stopped. Use “Save draft” to see more.
posting-conflict-open = open the latest text
posting-preview = Preview what the public will see
posting-preview-note = This is a preview. Only its publisher and the review desk see it.
posting-overview = Progress and versions
posting-public = Open the public page
posting-returned-because = The review says:
posting-reason = Reason:
posting-remark = The review says: { $remark }
posting-recall = Take back
posting-discard = Give up the changes, keep what is public
posting-copy = Copy
posting-extend-title = Extend
posting-extend-lead = The text stays the same and needs no new review. Jobs may be open for 90 more days from today.
posting-extend-submit = Extend
posting-close-title = Close the listing
posting-close-lead = Nobody finds it once it is closed. Its address tells so for 30 days.
posting-close-submit = Close
posting-withdraw-title = Take the listing down
posting-withdraw-lead = Nobody finds it from that moment on. Its author reads the reason, and the audit keeps it.
posting-withdraw-submit = Take down
posting-skills-read = Skills read from your text
posting-skills-read-note = They are used for matching. Untick what was read wrongly and it will never count as asked for; write what was missed into “Skills”.
posting-skills-unread = Once you save, the skills read from your text stand here for you to check.
posting-skill = { $skill } ({ $about })
posting-skill-required = required
posting-skill-preferred = welcome
posting-versions-title = Versions
posting-version = Version { $number } ({ $moment })
posting-version-live = Public now
posting-compare = Compare versions
posting-compare-from = Before
posting-compare-to = After
posting-nothing = (nothing)
posting-same = The two versions say the same.
posting-outcome-waiting = Waiting for review
posting-outcome-approved = Approved
posting-outcome-passed = Published without review
posting-outcome-returned = Sent back for changes
posting-outcome-rejected = Refused
posting-outcome-recalled = Taken back by its publisher
posting-outcome-extended = Extended
posting-outcome-withdrawn = Taken down
posting-note-due = Decided by { $day }
posting-note-planned = It becomes public on { $moment }
posting-note-older = While you change it, the public sees the version that was approved before.
posting-mistake-missing = Fill in “{ $field }”.
posting-mistake-long = “{ $field }” takes at most { $max } characters; there are { $found }.
posting-mistake-number = “{ $field }” must be a number from { $min } to { $max }.
posting-mistake-choice = Choose “{ $field }” from the list.
posting-mistake-day = “{ $field }” must be a day such as 2026-09-01.
posting-mistake-moment = “{ $field }” must be a day and time such as 2026-09-01 13:30.
posting-mistake-time = “{ $field }” has to be a time of the day such as 09:00
posting-mistake-milestone = “{ $field }”, line { $line }: write a day, a space and what is to be reached, such as “2026-12-31 training room ready”
posting-mistake-ends-first = The end must come after the beginning.
posting-mistake-day-outside = “{ $field }” must be from { $first } to { $last }.
posting-mistake-reason = Give a reason.
posting-mistake-reason-long = Keep it within { $max } characters.
posting-hit = “{ $words }”: { $name }. { $advice } (Basis: { $basis })
posting-hit-pay = { $name }. { $advice } (Basis: { $basis })

desk-listings-title = Review listings
desk-listings-lead = The longest waiting comes first; each is decided within two working days. Your own and those of your organisation are for your colleagues.
desk-waiting = { $count ->
    [one] { $number } waiting
   *[other] { $number } waiting
}
desk-since = Submitted { $moment }
desk-overdue = Overdue
desk-tick = Tick to approve together
desk-tick-this = Tick to approve together: { $title }
desk-approve-many = Approve what is ticked
desk-approved-many = { $count ->
    [one] { $number } listing was approved.
   *[other] { $number } listings were approved.
}
desk-public = Published lately
desk-changed = differs from the public version
desk-remark = Remark
desk-remark-on = Remark on “{ $field }”
desk-judgement = Overall remark
desk-judgement-hint = Needed to send back or refuse; its author reads it
desk-approve = Approve
desk-return = Send back
desk-reject = Refuse
desk-too-late = Nothing was done: the listing was just taken back, changed, or decided by a colleague. Below is what it says now.
desk-verdict-pass = Screening found nothing.
desk-verdict-review = Screening marked what you have to judge.
desk-verdict-block = Screening marked what is forbidden. Send it back.

fact-title = Title
fact-title-en = Title in English
fact-description = Text
fact-duties = What is to be done
fact-requirements = What is asked for
fact-employer = About the employer
fact-skills = Skills
fact-zone = Zone of Lingang
fact-valid-through = Open until
fact-publish-at = Publish on
fact-pay-min = Lowest pay (yuan before tax)
fact-pay-max = Highest pay (yuan before tax)
fact-pay-period = Paid by
fact-experience-min-years = Experience (years at least)
fact-duration-months = Duration (months)
fact-fee-yuan = Fee (yuan)
fact-budget-min = Budget from (yuan)
fact-budget-max = Budget to (yuan)
fact-duration-years = Duration (years)
fact-turnaround-days = Turnaround (days)
fact-period-months = Period (months)
pay-period-hour = the hour
pay-period-day = the day
pay-period-month = the month
pay-period-year = the year
posting-title-hint = Name the work or the matter itself, without ways to get in touch
posting-duties-hint = What is done from day to day, and who guides it
posting-requirements-hint = The knowledge and abilities that the work needs; no sex, marriage, household registration or names of schools
posting-employer-hint = Needed when your organisation has no description yet
posting-majors-hint = Separate them by commas
posting-occupations-hint = Separate them by commas
posting-qualifications-hint = Separate them by commas
posting-skills-hint = Separate them by commas, the most important first
posting-targets-hint = One a line: name | value | unit | test method
posting-place-hint = For example 上海市浦东新区海港大道 1550 号
posting-valid-through-hint = Jobs are open for 90 days at most, everything else for a year
posting-publish-at-hint = Leave it empty to publish as soon as it is approved
posting-fee-yuan-hint = 0 when it is free
posting-experience-min-years-hint = 0 when none is needed
posting-trl-from-hint = Level 1 to 9 (GB/T 22900)
posting-trl-to-hint = Level 1 to 9 (GB/T 22900)
posting-trl-hint = Level 1 to 9 (GB/T 22900)

letter-listing-published-subject = Your listing is public
letter-listing-published = Hello,

    A listing that you submitted for your organisation was approved and is public. Sign in to Rongqiao and open “My listings” to see it.
letter-listing-published-short = [Rongqiao] A listing you submitted was approved and is public. Sign in and open “My listings” for details.
letter-listing-returned-subject = Your listing needs changes
letter-listing-returned = Hello,

    A listing that you submitted for your organisation needs changes. Sign in to Rongqiao, read the remarks under “My listings”, and submit it again.
letter-listing-returned-short = [Rongqiao] A listing you submitted needs changes. Sign in and read the remarks under “My listings”.
letter-listing-rejected-subject = Your listing was refused
letter-listing-rejected = Hello,

    A listing that you submitted for your organisation was refused. Sign in to Rongqiao and read the reason under “My listings”.
letter-listing-rejected-short = [Rongqiao] A listing you submitted was refused. Sign in and read the reason under “My listings”.
letter-listing-withdrawn-subject = Your listing was taken down
letter-listing-withdrawn = Hello,

    A listing of your organisation was taken down by the review desk; the public no longer sees it. Sign in to Rongqiao and read the reason under “My listings”.
letter-listing-withdrawn-short = [Rongqiao] A listing of yours was taken down. Sign in and read the reason under “My listings”.
letter-listing-ends-soon-subject = Your listing ends soon
letter-listing-ends-soon = Hello,

    A listing of your organisation ends within days and will no longer be found. To extend it, sign in to Rongqiao and open “My listings”.
letter-listing-ends-soon-short = [Rongqiao] A listing of yours ends within days. To extend it, sign in and open “My listings”.
message-listing-published = “{ $title }” is public
message-listing-returned = “{ $title }” needs changes; see the remarks
message-listing-rejected = “{ $title }” was refused; see the reason
message-listing-withdrawn = “{ $title }” was taken down; see the reason
message-listing-ends-soon = “{ $title }” ends soon
posting-note-standing = The verification of your organisation has ended. Its listings are not public until it is verified again; they come back by themselves then. Please ask its administrator.
posting-note-suspended = Your organisation is suspended. Its listings are not public until a desk lifts that; they come back by themselves then. Its administrator reads why under “My organisations”.
