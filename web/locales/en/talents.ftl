# Finding people: organisations
people-title = Find people
people-note = Only people who chose to be found by verified organisations are here, without name, contacts, schools and employers. Each is told that your organisation saw their profile, and on which day.
people-how = Ordered by how well they fit this listing, reckoned as people see it themselves; sex, age, the name of a school and the pay that somebody asks for play no part. Of those who fit alike the order is drawn by lot.
people-ranked = People who fit
people-count = { $fitting ->
    [1] { $fitting } person fits
   *[other] { $fitting } people fit
}
people-count-most = { $fitting } people fit; the first { $max } are shown
people-none = Nobody fits at the moment. Look again when people have changed their profiles or more let themselves be found.
people-nothing-asked = This listing names neither skills nor majors, so nobody can be ranked for it. Add the skills it asks for first.
people-hindrance-not-verified = Only verified organisations can find people. Yours is not verified yet, or its verification has ended or is suspended.
people-hindrance-not-open = This listing is not public at the moment or has closed, so nobody can be found for it.
people-unnamed = No major and no wishes told
people-invited = Invitations sent
people-invited-none = Nobody has been invited yet.
people-invited-note = Only the answers are shown, never whose they are. Profiles of those who no longer let themselves be found are not shown.
people-invited-profile = See the profile
people-invited-limit = Each person can be invited once to a listing; an organisation sends at most { $max } invitations a day.
people-back = Back to the people who fit
people-for = For:
people-why = Why they fit
invitation-invited = Invited
invitation-interested = Interested
invitation-not-interested = Not interested
invite-title = Invite
invite-submit = Send the invitation
field-invitation-words = What you want to say
field-invitation-words-note = At most { $max } characters. No telephone numbers, mail addresses, chat accounts or links; who is interested applies on the platform.
mistake-invitation-words = Write a sentence or two on why you invite them
mistake-invitation-words-long = At most { $max } characters; there are { $found } now
mistake-invitation-words-private = Take this out: { $fact }
mistake-invitation-words-forbidden = { $name }: { $advice }
invitation-too-many = Your organisation has sent { $max } invitations today. Go on tomorrow.

# Finding people: those who are found
my-invitations-title = My invitations
my-invitations-lead = Invitations from verified organisations that found your profile. They do not know who you are; they learn it when you apply.
my-invitations-none = No invitations yet.
my-invitations-back = Back to my invitations
my-invitation-title = Invitation
my-invitation-waiting = Not answered
my-invitation-words = { $organisation } writes
my-invitation-note = Your answer tells them only whether you are interested. You can change it at any time.
my-invitation-why = Why you were found
my-invitation-why-note = This is the fit that the organisation sees. The pay you ask for is no part of it.
invitation-answer-interested = Interested, show me the listing
invitation-answer-not-interested = Not interested
invitation-answer-no-more = No more invitations from this organisation
my-blocks-title = Organisations that may not invite me
my-blocks-note = They can neither invite you nor find your profile.
my-blocks-none = None.
my-blocks-lift = Allow again
my-blocks-lift-this = Allow invitations from { $organisation } again
field-visibility-hint = Before organisations can find your profile, see at the foot of it what they will see; what you write yourself should not name you, your school or an employer.
privacy-finders = Which organisations found my profile
privacy-finders-note = When an organisation sees your profile while looking for people, the day is noted. It does not see your name, contacts, schools and employers.
privacy-finders-none = None has seen it yet.
finder-line = { $organisation } saw your profile while looking for people: { $days }, last on { $day }
finder-days = { $count ->
    [one] on { $number } day
   *[other] on { $number } days
}
record-invitations = Which organisations found your profile, invitations to you, and who may send you none
event-person-invited = Invited somebody who lets themselves be found

# Messages
message-kind-invitation = Invitations from organisations
message-invitation = { $organisation } invites you to look at “{ $title }”
letter-invitation-subject = You have an invitation
letter-invitation = Hello,

    an organisation sends you an invitation on Rongqiao. Sign in to see it.
letter-invitation-short = [Rongqiao] You have an invitation. Sign in to see it.

# Privacy notice
privacy-found-heading = If you let organisations find your profile
privacy-found-text = Verified organisations then see your profile, without name, contacts, schools and employers, for a job or need that they have published, ordered by how well it fits; the pay you ask for is neither shown nor part of that order. The publisher of a call for proposals and the desks are also told how many people have the skills it asks for: a total only, and none below 5. Each organisation knows you by another number, so that they cannot compare. Your privacy page tells which organisation saw it on which day. Organisations can invite you and learn only whether you are interested; you can shut one out at any time, or stop being found, and then vanish from all results at once.
