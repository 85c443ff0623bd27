# Profile
nav-profile = My profile
account-profile = My profile
account-profile-open = Fill it in and look at it
account-profile-note = Nobody else sees it unless you choose so.
field-optional = optional
field-unsaid = not said

profile-title = My profile
profile-lead = Say what you studied, what you can do and what you look for. No photo, sex, age or ID number is needed, and there is no place for them.
profile-way-back = Back to your application
profile-way-reading = Read it from a résumé
profile-way-fits = See what fits me
profile-missing = Not filled in yet:
profile-save = Save
profile-back = Back to my profile
profile-change = Change
profile-change-this = Change “{ $what }”
profile-remove = Remove
profile-remove-this = Remove “{ $what }”
profile-outdated = Your profile was changed in another window after you opened this page, so nothing was saved. What you typed is still here: look at the profile as it is now, then save again.
profile-outdated-removal = Your profile was changed in another window after you opened this page, so nothing was removed. This is the profile as it is now.

profile-education = Education
profile-education-add-title = Add a school
profile-education-change-title = Change a school
profile-skills = Skills
profile-skills-add-title = Add a skill
profile-skills-change-title = Change a skill
profile-certificates = Certificates
profile-certificates-add-title = Add a certificate
profile-certificates-change-title = Change a certificate
profile-experience = Internships, work and projects
profile-experience-add-title = Add experience
profile-experience-change-title = Change experience
profile-wishes = What I look for
profile-wishes-title = Say what you look for
profile-availability = When I have time
profile-availability-title = Say when you have time

field-education-school = School
field-education-school-hint = At least one of school, major and education
field-education-major = Major
field-education-level = Education
field-education-from = First year
field-education-from-hint = For example 2022
field-education-until = Last year
field-education-until-hint = The expected one if you still study
field-skills-skill = Skill
field-skills-skill-hint = For example Python or PLC programming; your own words will do if we know no name for it
field-skills-level = Level
field-skills-evidence = What you did with it
field-skills-evidence-hint = One or two sentences about a course, an internship or a contest
field-skills-link = Address of your work
field-skills-link-hint = Starts with https://
field-certificates-certificate = Name of the certificate
field-certificates-issuer = Issued by
field-certificates-number = Number
field-certificates-number-hint = Shown only to organisations you apply to; leave it out if it is your ID number
field-certificates-month = Month of issue
field-certificates-month-hint = For example 2025-06
field-experience-organisation = Organisation or project
field-experience-organisation-hint = At least one of organisation and role
field-experience-role = Role
field-experience-from = First month
field-experience-from-hint = For example 2025-07
field-experience-until = Last month
field-experience-until-hint = Leave it empty while it goes on
field-experience-done = What you did
field-experience-done-hint = Tasks and results; leave out telephone, e-mail and ID numbers
field-wishes-titles = Work you would like to do
field-wishes-titles-hint = Several may stand here, with commas between them
field-wishes-places = Cities
field-wishes-places-hint = Anywhere, if left empty
field-wishes-would-move = Other cities would do as well
field-wishes-employment = Form
field-wishes-pay-min = Pay a month at least (yuan)
field-wishes-pay-min-hint = Used for matching alone, shown to nobody
field-availability-from = First day
field-availability-from-hint = For example 2026-12-01
field-availability-until = Last day
field-availability-until-hint = For example 2027-05-31; leave it empty if there is none
field-availability-days = Days free a week

profile-certificate-number = No. { $number }
profile-until-now = now
profile-would-move = other cities would do as well
profile-pay-min = at least { $yuan } yuan a month (for matching alone)
profile-free-from = from { $day }
profile-free-until = until { $day }
profile-free-days = { $count ->
    [one] one day a week
   *[other] { $number } days a week
}

profile-mistake-missing-school = Fill in at least one of school, major and education
profile-mistake-missing-skill = Write a skill
profile-mistake-missing-certificate = Write the name of the certificate
profile-mistake-missing-organisation = Fill in at least one of organisation and role
profile-mistake-too-long = At most { $max } characters; now there are { $found }
profile-mistake-number = Write a whole number from { $min } to { $max }
profile-mistake-choice = Choose one of the list
profile-mistake-day = Write a day such as 2026-12-01
profile-mistake-month = Write a month such as 2025-07
profile-mistake-link = Write an address that starts with https://
profile-mistake-ends-first = This ends before it begins; check both
profile-mistake-too-many = At most { $max } of these
profile-mistake-twice = Your profile has this skill already; change it there
profile-mistake-private = This holds { $fact }. Take it out; profiles do not keep such things

private-fact-id-card = an ID-card number
private-fact-bank-card = a bank-card number
private-fact-passport = a passport number
private-fact-birth-date = a date of birth
private-fact-mobile = a mobile number
private-fact-email = an e-mail address

# Who sees it
profile-seen = Who sees it
profile-seen-change = Change who sees it
profile-seen-nothing = Nothing, not even that you have a profile.
profile-seen-with-name = They see your name, your contacts and this:
profile-seen-without-name = They see this, but not who you are: no name, contacts, schools or employers by name, certificate numbers or addresses.
visibility-title = Who sees my profile
visibility-lead = You can change this at any time; it holds at once. The pay you ask for is never shown to anybody.
visibility-submit = Save
field-visibility = Who sees the profile
visibility-private = Only I
visibility-recipients = Organisations I apply to
visibility-findable = Organisations I apply to; other verified organisations can find it without seeing who I am
viewer-recipient = What organisations you apply to see
viewer-organisation = What other verified organisations see

# Reading
profile-reading-title = Read it from a résumé
profile-reading-lead = Paste a résumé or a paragraph about yourself, or upload a PDF or DOCX file. What was read is listed first, for you to correct and choose from; text and file are not kept.
profile-reading-submit = Read
profile-reading-nothing-sent = Paste a text or choose a file
profile-reading-nothing-read = No skill, school or experience was found. Put it another way, or fill in the parts one by one.
field-text = Résumé, or about you
field-text-hint = At most 20,000 characters
field-file = File
field-file-hint = PDF or DOCX, at most 4 MB
unreadable-unknown = This file is neither PDF nor DOCX. Save it as one of them, or paste the text.
unreadable-locked = This file needs a password. Save a copy without one, or paste the text.
unreadable-too-large = This file is too large; 4 MB is the most. Save it without pictures, or paste the text.
unreadable-broken = This file cannot be read. It may be damaged or too complicated; paste the text instead.
unreadable-empty = This file holds no text; it may be a scanned picture. Paste the text instead.
unreadable-busy = Too many files are being read at the moment. Try again later, or paste the text.
profile-read-title = This was read
profile-read-lead = Please check it: untick what you do not want and correct what is wrong. Nothing is kept before you save.
profile-read-left-out = The text held { $facts }. It was taken out and is not kept.
profile-read-known = { $count ->
    [one] One more is in your profile already.
   *[other] { $number } more are in your profile already.
}
profile-read-keep = Keep “{ $what }”
profile-read-found = In the text:
profile-read-submit = Save what is ticked
profile-read-again = Read another one

privacy-profile-heading = With a profile
privacy-profile-text = We keep the education, skills, certificates, experience, wishes and times that you fill in, to find what fits you and to show them to whom you allow; by default nobody else sees them. Texts you paste and files you upload are not kept once they are read; ID-card and bank numbers and the like are taken out. Photo, sex, age, ethnicity and family are not collected at all.
