# Accounts
nav-sign-in = Sign in
nav-privacy = Privacy
nav-account = My account
sign-out = Sign out
mistakes-title = Something needs to be mended
problem-kind-other-site = Request from another site
problem-kind-other-site-detail = Nothing was done, because the request did not come from a page of this site. Go back to a page of this site and try again.

field-contact = E-mail or mobile number
field-contact-hint = Mobile numbers of mainland China
field-password = Password
field-new-password = Choose a password
field-new-password-hint = At least 12 characters. A few unrelated words in a row are safe and easy to remember.
field-name = Your name
field-name-hint = Seen only by those you agree to
field-code = Six-digit code
field-factor = Code of your device, or a paper code
field-factor-hint = Open your authenticator for the six digits; without your phone, type one of your paper codes
field-agreed = I am 18 or older, and have read and agree to the privacy notice

mistake-contact = Write a whole e-mail address, or a mobile number of 11 digits
mistake-name = Write your name
mistake-name-long = Keep the name within { $max } characters
mistake-agreed = Read the privacy notice and tick that you agree; under 18, your school opens the account
mistake-password-short = A password needs at least { $min } characters
mistake-password-long = A password has at most { $max } characters
mistake-password-guessable = This password is too easy to guess. Choose an unusual one without your name or address.
refusal-wrong = The account or the password is not right. Check both, or sign in with a code.
refusal-wrong-code = That code is not right. Check it and type it again.
refusal-gone = This code can no longer be used. Ask for a new one.
refusal-taken = This e-mail address or mobile number belongs to an account already.
refusal-wait = { $count ->
    [one] That was tried too often. Try again in { $number } minute.
   *[other] That was tried too often. Try again in { $number } minutes.
}

sign-up-title = Create an account
sign-up-lead = With an account you can save searches, apply for posts and keep your own data. Searching needs none.
sign-up-submit = Send me a code
sign-up-privacy = Privacy notice
sign-up-known = I have an account: sign in
sign-in-title = Sign in
sign-in-submit = Sign in
sign-in-code-title = Sign in with a code
sign-in-code-lead = We send a code to the e-mail address or mobile number of your account.
sign-in-code-submit = Send me a code
recovery-title = Choose a new password
recovery-lead = We send a code to the e-mail address or mobile number of your account. With it you can choose a new password.
recovery-submit = Send me a code
way-sign-in = Sign in with a password
way-sign-in-code = Sign in with a code
way-recovery = I forgot my password
way-sign-up = Create an account
code-title = Type the code
code-submit = Confirm
code-sent = If { $contact } can be used, a code has been sent; it is good for { $minutes } minutes. If none comes, look into your spam folder and check the address.
code-again = No code came: ask again
code-recovery-title = Choose a new password
code-recovery-submit = Set password and sign in
second-factor-title = Second step
second-factor-lead = This account asks for a second step.
second-factor-submit = Verify

account-title = My account
account-lead = Hello, { $name }.
account-back = Back to my account
account-details = Name
account-details-change = Change
account-contacts = E-mail and mobile for signing in
account-contacts-add = Add an e-mail address or mobile number
account-contact-remove = Remove
account-contact-remove-this = Remove { $contact }
account-safety = Password and second step
account-password-since = Password chosen on { $day }.
account-password-none = No password yet; you sign in with codes.
account-password-change = Change password
account-factor-none = No second step. With it, signing in also needs a code of your phone.
account-factor-since = Second step since { $day }; paper codes left: { $left }.
account-factor-add = Turn the second step on
account-factor-remove = Turn the second step off
account-sessions = Where you are signed in
account-session-this = this device
account-session-end = Sign out
account-session-end-this = Sign out { $device }
account-sessions-end = Sign out all other devices
account-device-unknown = Unknown device
account-seen = Last used: { $moment }
details-title = Change your name
details-lead = Letters will come in the language of this page.
details-submit = Save
password-title = Change password
password-lead = Your other devices are signed out, and a letter tells you of the change.
password-submit = Change password
contacts-title = Add an e-mail address or mobile number
contacts-lead = Once proven, you can sign in and recover your account with it.
contacts-submit = Send me a code
factor-title = Turn the second step on
factor-lead = Scan the picture with the authenticator of your phone, then type the six digits it shows.
factor-secret = If you cannot scan, type this key into the authenticator: { $secret }
factor-picture = Picture for the authenticator to scan; the key is also written out
factor-submit = Turn on
factor-removal-title = Turn the second step off
factor-removal-lead = After this a password or a code is enough to sign in. First show that it is you.
factor-removal-submit = Turn off
paper-codes-title = Keep your paper codes
paper-codes-lead = The second step is on, and your other devices are signed out. If you lose your phone, sign in with one of these codes; each works once. Write them down or print them; they are not shown again.
paper-codes-kept = I have kept them: back to my account

# Letters
letter-foot = This letter was sent by Rongqiao by itself; please do not answer it. { $site }
letter-link = See it here: { $link }
letter-leave = Stop these letters: { $leave }
letter-sign-up-subject = Your code for Rongqiao: { $code }
letter-sign-up = Hello,

    you are creating a Rongqiao account with this address. Your code: { $code }

    It is good for 10 minutes. Tell it to nobody; our staff never ask for it. If this was not you, do nothing.
letter-sign-up-short = [Rongqiao] Code to create your account: { $code }. Good for 10 minutes. Tell it to nobody.
letter-known-already-subject = You have a Rongqiao account already
letter-known-already = Hello,

    somebody wanted to create an account with this address, or to add it to one, but it belongs to an account already. If this was you, sign in; if you forgot your password, choose a new one. If not, do nothing: nothing about your account has changed.
letter-known-already-short = [Rongqiao] This number has an account already. Sign in, or choose a new password.
letter-sign-in-subject = Your code to sign in to Rongqiao: { $code }
letter-sign-in = Hello,

    you are signing in to Rongqiao. Your code: { $code }

    It is good for 10 minutes. Tell it to nobody; our staff never ask for it. If this was not you, do not use it; if it happens again, change your password.
letter-sign-in-short = [Rongqiao] Code to sign in: { $code }. Good for 10 minutes. Tell it to nobody.
letter-recovery-subject = Your code for a new Rongqiao password: { $code }
letter-recovery = Hello,

    you are choosing a new password for Rongqiao. Your code: { $code }

    It is good for 10 minutes. Tell it to nobody. If this was not you, do nothing: your password stays as it is.
letter-recovery-short = [Rongqiao] Code for a new password: { $code }. Good for 10 minutes. Tell it to nobody.
letter-unknown-subject = No Rongqiao account has this address
letter-unknown = Hello,

    somebody wanted to sign in to Rongqiao with this address, but it belongs to no account. If this was you, your account may have another address or number; you can also create a new one. If not, do nothing.
letter-unknown-short = [Rongqiao] No account has this number; yours may have another number or an e-mail address.
letter-new-contact-subject = Your code for Rongqiao: { $code }
letter-new-contact = Hello,

    you are adding this address to your Rongqiao account. Your code: { $code }

    It is good for 10 minutes. Tell it to nobody. If this was not you, do nothing.
letter-new-contact-short = [Rongqiao] Code to add this number: { $code }. Good for 10 minutes. Tell it to nobody.
letter-password-changed-subject = Your Rongqiao password was changed
letter-password-changed = Hello,

    the password of your Rongqiao account was just changed, and your other devices were signed out. If this was not you, choose a new password on the sign-in page at once.
letter-password-changed-short = [Rongqiao] Your password was just changed. If this was not you, choose a new one at once.
letter-account-changed-subject = The safety of your Rongqiao account: something changed
letter-account-changed = Hello,

    { $what ->
        [contact-added] an address or number was just added to your Rongqiao account and can be used to sign in.
        [contact-removed] an address or number was just taken from your Rongqiao account and cannot be used to sign in any more.
        [second-factor-set] your Rongqiao account now asks for a second factor; your other devices were signed out.
        [second-factor-removed] your Rongqiao account no longer asks for a second factor.
        [identity-linked] an account elsewhere now opens your Rongqiao account.
       *[other] an account elsewhere no longer opens your Rongqiao account.
    } If this was not you, choose a new password on the sign-in page at once and look over your account.
letter-account-changed-short = [Rongqiao] Your account’s safety settings just changed. If this was not you, choose a new password at once.
