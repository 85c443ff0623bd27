# Entering an organisation
field-choose = Choose
verified-mark = Verified
fact-verified = Verification
verified-until = Verified until { $day }
organisation-join = I work for this organisation
listing-paused = The verification of the publisher has ended or was suspended; this listing is paused.
recruiter-class-employer = Employer recruiting for itself
recruiter-class-commercial = Commercial recruitment service
recruiter-class-public = Public recruitment service
recruiter-class-none = Does not recruit

field-entry-name = Full name of the organisation
field-entry-name-hint = As the business licence or certificate writes it
field-entry-name-en = Name in English
field-entry-credit-code = Unified social credit code
field-entry-credit-code-hint = 18 digits and capital letters, never I, O, S, V or Z
field-entry-kind = What it is
field-entry-recruiter-class = How it recruits
field-entry-recruiter-class-hint = Leave it open if you will publish no posts
field-entry-legal-representative = Legal representative or head
field-entry-zone = Zone of Lingang
field-entry-division = District
field-entry-division-hint = Outside Shanghai, write it in the address
field-entry-address = Address
field-entry-industry = Industry
field-entry-summary = What the organisation does
field-entry-staffing-agency = This is a staffing or recruitment agency
field-entry-staffing-agency-hint = Every listing will say so
field-entry-staffing-number = Number of the agency licence
field-entry-licence = Licence
field-entry-mandate = Mandate
field-entry-identity = Identity document
field-entry-prospectus = Recruitment prospectus
field-entry-staffing-licence = Agency licence
field-evidence-slot = What it shows
field-evidence-file = File
field-evidence-file-hint = PDF, JPEG or PNG, at most 10 MB
evidence-licence = Business licence, certificate or approval
evidence-mandate = Mandate of the person acting, issued by the organisation
evidence-identity = Identity document of the person acting
evidence-prospectus = Recruitment prospectus
evidence-staffing-licence = Licence as a staffing or recruitment agency
evidence-about = { $size } KB, added on { $day }
evidence-title = Add evidence
evidence-lead = Only the staff who verify can see it, and every look is recorded. On identity documents, cover what is not needed and write “only for verification by Rongqiao”.
evidence-submit = Add

entry-start-title = Enter an organisation
entry-start-lead = For the person whom the organisation has asked to do this. We first see whether it is here already; then you fill in its file, or ask to join it.
entry-start-submit = Next
entry-edit-title = About the organisation
entry-edit-submit = Save
entry-back = Back to the file
entry-remarked = Remark of the desk: { $words }

refusal-files = You are entering too many organisations at once. Finish or withdraw some of them first.
mistake-entry-missing = Fill in: { $field }
mistake-entry-long = Keep “{ $field }” within { $max } characters
mistake-entry-choice = Choose from the list: { $field }
mistake-code-length = A credit code has 18 characters; this one has { $found }
mistake-code-letter = Credit codes hold no “{ $letter }”; check it
mistake-code-look-alike = Credit codes hold no letter { $letter }. Is it { $meant }?
mistake-code-division = The third to eighth characters of a credit code are digits; check them
mistake-code-taken = This code belongs to another organisation that is here already. Check it, or ask to join that one
mistake-licence-wanted = An agency has to name its licence
mistake-agency-untold = A commercial recruitment service ticks this
mistake-evidence-slot = Choose what the file shows
mistake-evidence-empty = Choose a file that is not empty
mistake-evidence-large = A file has at most { $max } MB; make it smaller and try again
mistake-evidence-kind = Only PDF, JPEG and PNG are taken; convert the file and try again
mistake-evidence-infected = The file did not pass the security check and was not kept. Choose another
mistake-evidence-later = The file cannot be kept just now; try again in a few minutes
code-doubt-check = The check character of the code does not fit. Some early codes are like that; the desk compares it with the licence.
code-doubt-inner-check = The check character of the organisation code inside does not fit; the desk compares it with the licence.
code-doubt-both-checks = Both check characters of the code do not fit. Check it again; if it is as on the licence, the desk compares it.

file-purpose-entry = New entry
file-purpose-claim = Claim
file-purpose-renewal = Renewal
file-state-draft = Draft
file-state-pending = With the desk
file-state-returned = Given back
file-state-verified = Verified
file-state-refused = Refused
file-state-superseded = Done by somebody else
file-state-withdrawn = Withdrawn
file-step-hand-in = Handed in
file-step-return = Given back
file-step-verify = Verified
file-step-refuse = Refused
file-step-supersede = Another file was verified first
file-step-withdraw = Withdrawn
file-next-draft = Fill in what is missing, add the evidence, then hand it in.
file-next-pending = It is with the desk, which answers by { $day }.
file-next-returned = Mend what the desk remarked, then hand it in again.
file-next-verified = Verified: you can publish for the organisation.
file-next-refused = It was refused, for the reason below. If that changes, enter it again.
file-next-superseded = Somebody else has entered this organisation. You can ask its administrators to join.
file-next-withdrawn = Withdrawn. You can enter it again at any time.
file-to-organisation = Manage this organisation
file-facts = About the organisation
file-edit = Change
file-evidence = Evidence
file-evidence-hint = It serves verification alone and is never public.
file-evidence-add = Add
file-evidence-add-this = Add: { $name }
file-evidence-remove = Remove
file-evidence-remove-this = Remove { $name }
file-evidence-none = Nothing yet
file-next = Next
file-incomplete = Something about the organisation is missing.
file-missing = Before you hand it in, add: { $slots }.
file-hand-in = Hand it in
file-withdraw = Withdraw
file-history = What happened

my-organisations-title = My organisations
my-organisations-lead = The organisations you act for, those you are entering, and invitations to you.
my-organisations-new = Enter an organisation
my-offers = Invitations to you
my-offer-by = Invited by { $name }
my-offer-accept = Accept
my-offer-decline = Decline
my-hats = My roles
my-hats-none = You act for no organisation yet.
my-role-end = Give up
my-files = Entries and renewals
my-requests = What I asked for
my-request-withdraw = Withdraw
hat-since = Since { $since }
hat-until = { $since } to { $until }
hat-of-platform = Rongqiao
account-hats = My roles
account-hats-none = You are here as a private person.
standing-none = Not verified yet.
standing-verified = Verified until { $day }.
standing-lapsed = The verification ended on { $day }; what the organisation published is paused. Hand in a renewal.
standing-suspended = Suspended: what the organisation published is not shown. Until that is lifted it agrees to nothing new; what is under way goes on. Its verification runs until { $day }.
my-organisation-public = Public page
my-organisation-back = Back to the organisation
my-organisation-files = Files
my-organisation-renew = Begin a renewal
my-organisation-renew-hint = A verification holds for six months at most. Renewed in time, what you published goes on without a break.
members-title = Who acts for it
members-new = Invite somebody
members-none = Nobody acts for this organisation.
members-asking = Waiting for your answer
members-offered = Invitations sent
members-hand-over = To hand over: invite your successor as administrator, and end your own role once they have accepted. An organisation always has at least one administrator.
member-end = End
member-accept = Accept
member-refuse = Refuse
member-offer-back = Take back
told-offered = The invitation is sent. Whoever signs in with that address or number can accept it under “My organisations”.
told-ended = The role has ended.
told-last-administrator = This is the last administrator and stays. Hand over first, or ask the desk.
told-answered = Answered; they are told.
offer-title = Invite somebody
offer-lead = We write to them. The role counts once they have signed in with that address or number and accepted.
offer-submit = Send the invitation
field-member-contact = Their e-mail or mobile number
field-member-role = Role
field-member-until = Until
field-member-until-hint = Leave it open for no end; administrators have none
field-member-note = A word to the administrators
mistake-member-role = Choose a role
mistake-member-until = Choose today or a later day
mistake-member-administrator = Administrators have no end; leave this open
mistake-member-note = Keep it within { $max } characters
join-title = Ask to join an organisation
join-about = You ask to act for “{ $organisation }”; its administrators answer.
join-nobody = Nobody administers this organisation, so nobody could answer. If it has asked you to, enter it.
join-submit = Ask

organisation-desk-title = Verifying organisations
organisation-desk-lead = Check codes, licences and mandates of organisations that enter; pass, return or refuse them.
organisation-desk-waiting = { $count ->
    [one] { $number } file waits
   *[other] { $number } files wait
}
organisation-desk-late = { $number } overdue
organisation-desk-due = Answer by { $day }
organisation-desk-overdue = Overdue: answer was due by { $day }
organisation-desk-none = Nothing waits.
desk-file-check = Check each line
desk-file-alike = Organisations with the same code or name:
desk-file-remark = Remark
desk-file-remark-on = Remark on “{ $field }”
desk-file-decide = Decide
desk-file-decision = Decision
decision-verify = Verify
decision-return = Give back with remarks
decision-refuse = Refuse
decision-moot = This file has just changed. Look at it as it is now, then decide.
decision-taken = Another file of this organisation was verified, or the code belongs to another one that is. Give it back or refuse it.
desk-file-until = Verified until
desk-file-until-hint = Six months at most
desk-file-reason = Reason
desk-file-reason-hint = Needed for giving back and refusing; whoever entered it reads it
desk-file-submit = Confirm
mistake-decision = Choose a decision
mistake-decision-until = Choose a day from tomorrow on, at most six months ahead
mistake-decision-reason = Say why
mistake-decision-long = Keep the reason and each remark within { $max } characters
organisation-at-desk = Decide about this organisation at the desk
desk-suspend = Suspend the organisation
desk-suspend-hint = What the organisation published is not shown, and until the suspension is lifted it can publish, offer, order, book or agree to nothing. What is under way goes on.
desk-lift = Lift the suspension
desk-lift-hint = While its verification holds, what was paused comes back by itself; otherwise it does once the organisation is verified again.
desk-reason = Reason
desk-merge = Merge a duplicate
desk-merge-hint = Listings, people and files of this organisation move to the one that is kept, and its address leads there. This cannot be undone.
desk-merge-kept = The one that is kept (address of its page)
desk-merge-submit = Merge into it
mistake-merge-kept = Write the address of another organisation that your desk is in charge of

letter-organisation-decided-subject = Rongqiao: an answer about { $organisation }
letter-organisation-decided = Hello,

    there is an answer about { $organisation }, which you entered or renewed. Sign in to Rongqiao and look under “My organisations”.
letter-organisation-decided-short = [Rongqiao] There is an answer about the organisation you entered. See “My organisations”.
letter-verification-ending-subject = Rongqiao: the verification of { $organisation } ends on { $day }
letter-verification-ending = Hello,

    the verification of { $organisation } ends on { $day }. After that, what the organisation published is paused. Sign in to Rongqiao and hand in a renewal under “My organisations”.
letter-verification-ending-short = [Rongqiao] Your organisation’s verification ends on { $day }. Please hand in a renewal.
letter-verification-lapsed-subject = Rongqiao: the verification of { $organisation } has ended
letter-verification-lapsed = Hello,

    the verification of { $organisation } ended on { $day }, and what the organisation published is paused. Sign in to Rongqiao and hand in a renewal under “My organisations”; once it is verified, everything goes on by itself.
letter-verification-lapsed-short = [Rongqiao] Your organisation’s verification has ended; its listings are paused. Please renew it.
letter-standing-changed-subject = Rongqiao: something changed for { $organisation }
letter-standing-changed = Hello,

    the standing of { $organisation } on Rongqiao has changed. Sign in to Rongqiao and look under “My organisations”.
letter-standing-changed-short = [Rongqiao] The standing of your organisation has changed. See “My organisations”.
letter-role-offered-subject = Rongqiao: { $organisation } invites you
letter-role-offered = Hello,

    { $organisation } invites you to act for it on Rongqiao. Sign in with this address (or create an account with it first) and accept or decline under “My organisations”. If you do not know the organisation, do nothing.
letter-role-offered-short = [Rongqiao] An organisation invites you. Sign in with this number and see “My organisations”.
letter-role-asked-subject = Rongqiao: somebody asks to join { $organisation }
letter-role-asked = Hello,

    somebody asks to act for { $organisation } and waits for your answer. Sign in to Rongqiao and look under “My organisations”.
letter-role-asked-short = [Rongqiao] Somebody asks to join your organisation. Please answer under “My organisations”.
letter-role-answered-subject = Rongqiao: { $organisation } has answered you
letter-role-answered = Hello,

    { $organisation } has answered your wish to join. Sign in to Rongqiao and look under “My organisations”.
letter-role-answered-short = [Rongqiao] Your wish to join was answered. See “My organisations”.
message-organisation-decided = There is an answer about { $organisation }
message-verification-ending = The verification of { $organisation } ends on { $day }; please hand in a renewal
message-verification-lapsed = The verification of { $organisation } ended on { $day }; what it published is paused
message-standing-changed = The standing of { $organisation } has changed
message-role-asked = Somebody asks to act for { $organisation }
message-role-answered = { $organisation } has answered your wish to join

privacy-organisation-heading = When you enter an organisation
privacy-organisation-text = We keep what you write about it, the licence, mandate and identity document you bring, and how it was verified. They serve the desk in charge to verify the organisation and are never public; every look of staff is recorded. Other administrators of the organisation see files that were verified. As the rules for recruitment ask, files are kept for three years after the organisation leaves the platform.
