# Booking facilities: public pages
label-separator = {": "}
booking-heading = Booking
booking-next-free = Free next:
booking-none-free = Nothing is free at present.
booking-used = In the last 90 days people from outside used it for { $hours } h in { $bookings } bookings, as both sides confirmed.
booking-used-few = In the last 90 days fewer than { $least } people from outside used it; no more is told of so few.
booking-no-calendar = There is no booking calendar yet.
booking-facility = Back to the facility
slots-title = Free slots
slots-hint = In Shanghai time. Choose a slot to book it; booking needs an account.
slots-weeks = Weeks
slots-earlier = Earlier week
slots-later = Later week
slots-closed = Closed
slots-over = All slots of today have begun or are over
slots-first-free = Nothing is free in this week. Free next:
slot-free = { $number } free
slot-full = Full
slot-too-soon = Too late to book
slot-too-far = Not yet open
slot-paused = Paused
booking-fact-price = Price
booking-fact-approval = Confirmation
booking-fact-lead = When to book
booking-fact-cancel = Cancelling
booking-fact-people = People
booking-fact-briefing = Safety briefing
booking-fact-note = Note
booking-fact-reason = Reason given
booking-fact-made = Made
booking-fact-booker = Booked by
booking-fact-organisation = For
booking-fact-inside = Used by
approval-at-once = Holds at once
approval-by-keeper = Holds when the keeper has approved it
booking-lead-rule = Between { $hours } h and { $days } d ahead
booking-cancel-rule = { $count ->
    [0] Cancel freely until it begins
    [one] Cancel freely until { $number } hour before it begins; later counts as late
   *[other] Cancel freely until { $number } hours before it begins; later counts as late
    }
booking-people-max = { $count ->
    [one] { $number } person in a booking
   *[other] Up to { $number } people in a booking
    }
booking-people = { $count ->
    [one] { $number } person
   *[other] { $number } people
    }
booking-inside = The keeper’s own people
booking-nobody = Somebody who closed their account

# Booking
book-title = Book a slot
book-submit = Book
book-for-oneself = Myself
field-book-for = For whom
field-book-people = How many people come
field-book-roster = Who comes
field-book-roster-hint = One name a line and nothing else; tell those on it first. The keeper uses it to let people in and to brief them. It is erased 30 days after the booking. Anybody under 18 needs somebody who is responsible for them.
book-roster-needed = There is a safety briefing: where more than one person comes, list everybody (yourself, too, if you come). One name a line and nothing else; tell those on it first. The keeper uses it to let people in and to brief them. It is erased 30 days after the booking. Anybody under 18 needs somebody who is responsible for them.
field-book-note = Note to the keeper
field-book-note-hint = What you want to do, samples, help you need; at most 500 characters. Dangerous samples must be named.
field-book-briefing = I have read the safety briefing above and will tell everybody who comes.
field-book-consent = Consent
book-consent = I agree that the keeper, { $organisation }, is given my name, the organisation I book for and what stands above, for this booking only.
mistake-book-for = Choose for whom you book
mistake-book-people = Enter a whole number from 1 to { $max }
mistake-book-roster = The list has { $found } names, more than the { $people } people who come
mistake-book-roster-short = There is a safety briefing, so list everybody who comes: { $people } people come, and the list has { $found } names
mistake-book-name = A name may have { $max } characters
mistake-book-roster-private = List names only; take out telephone and identity numbers
mistake-book-briefing = Read the safety briefing and confirm it
mistake-book-consent = Agree that the keeper is given this
mistake-booking-long = At most { $max } characters; it has { $found }
mistake-booking-reason = Say why
mistake-booking-address = Leave out telephone numbers, addresses and other contacts
book-instead = Book { $when } instead
book-refused-full = This slot has just been taken. The slots below are free next.
book-refused-too-soon = It is too late to book this slot. The slots below are free next.
book-refused-too-far = This slot cannot be booked yet. Come back later.
book-refused-closed = No bookings are taken here at present.
book-refused-suspended = The keeper or the organisation you book for is suspended; no new bookings are taken until that is lifted.
book-refused-too-many = More people than one booking may have.
book-refused-terms-changed = The keeper has just changed the terms. Read them and book again.
book-refused-hoarding = You have five bookings here that are still ahead. Use or cancel one first.

# One's own bookings
my-bookings-title = My bookings
my-bookings-none = You have booked nothing.
my-bookings-ahead = Coming up
my-bookings-past = Past and cancelled
my-bookings-search = Find facilities and training bases
booking-title = Booking
booking-roster = Who comes
booking-roster-note = For the keeper to let people in and brief them; erased 30 days after the booking.
booking-too-late = This cannot be done any more, because the booking has just changed. This is how it stands now.
booking-suspended = Your organisation, or the one for which it is booked, is suspended; until that is lifted the booking cannot be approved. Those approved before go on.
booking-requested = Waiting for approval
booking-ahead = Booked
booking-running = Taking place
booking-unconfirmed = Use to be confirmed
booking-noted = Use noted by the keeper
booking-confirmed = Used
booking-unopposed = Not confirmed by the booker
booking-noted-absent = Noted as a no-show
booking-absent = No-show
booking-disputed = Disputed
booking-refused = Refused
booking-cancelled = Cancelled
booking-cancelled-late = Cancelled late
booking-called-off = Called off by the keeper
booking-lapsed = Lapsed without an answer
booking-next-own-requested = The keeper has to approve it. You can cancel at any time before.
booking-next-own-ahead = Cancel freely until { $free }; later counts as late.
booking-next-own-ahead-late = It could be cancelled freely until { $free }; cancelled now it counts as late.
booking-next-own-unconfirmed = Say whether you used it. It counts when both sides say so.
booking-next-own-noted = Say whether you used it; if that is wrong, say so before { $until }. It counts once you confirm it.
booking-next-own-unopposed = It is too late to object. It counts once you confirm that you used it, and not before.
booking-next-own-confirmed = Both sides agree, and it counts.
booking-next-own-noted-absent = If that is wrong, say so before { $until }; otherwise it stands.
booking-next-own-disputed = It counts as nothing until both sides say the same.
booking-next-own-refused = The reason stands below. You can choose another slot.
booking-next-own-called-off = The reason stands below. You can choose another slot.
booking-next-own-lapsed = The keeper did not answer in time. You can choose another slot.
booking-next-kept-requested = Approve or refuse it before it begins; otherwise it lapses.
booking-next-kept-unconfirmed = Note whether somebody came; it cannot count before.
booking-next-kept-noted = The booker can object until { $until }; it counts once they confirm it.
booking-next-kept-unopposed = The booker said nothing, and it does not count; they can still confirm it.
booking-next-kept-noted-absent = The booker can object until { $until }; otherwise it stands.
booking-next-kept-disputed = It counts as nothing until both sides say the same. You can correct what you noted.
booking-step-approve = Approve
booking-step-refuse = Refuse
booking-step-call-off = Call this booking off
booking-step-cancel = Cancel the booking
booking-step-note-came = They came
booking-step-note-absent = Nobody came
booking-step-say-came = We used it
booking-step-say-absent = We did not use it
field-refuse-reason = Why it is refused
field-refuse-reason-hint = The booker reads it; at most 500 characters.
field-call-off-reason = Why it is called off
field-call-off-reason-hint = The booker reads it; at most 500 characters.

# Keepers
calendar-title = Booking calendar
calendar-lead = Say when it is open and on which terms. Changes hold at once; bookings that were made stay as they are.
calendar-submit = Save the calendar
calendar-changed = A colleague has just changed the calendar. What you typed is still here; saving again puts it in place.
calendar-day-hint = Such as 09:00-12:00, 13:30-17:00; it may end on the next day, such as 20:00-02:00. Leave empty when closed.
calendar-closed = closed
field-calendar-special-days = Special days
field-calendar-special-days-hint = One a line: “2026-10-01 closed” or “2026-10-10 09:00-12:00”. They go before the week and before holidays.
field-calendar-holidays = Public holidays and days off in exchange
calendar-holidays-closed = Closed
calendar-holidays-as-usual = Open as usual
field-calendar-slot = Length of a slot
calendar-slot-30 = 30 minutes
calendar-slot-60 = 1 hour
calendar-slot-90 = 1 hour 30 minutes
calendar-slot-120 = 2 hours
calendar-slot-180 = 3 hours
calendar-slot-240 = 4 hours
calendar-slot-480 = 8 hours
field-calendar-units = Bookings at the same time (machines, places or groups)
field-calendar-people = People in one booking at most
field-calendar-lead = Hours ahead at least
field-calendar-ahead = Days ahead at most
field-calendar-cancel = Hours before the begin until which it is cancelled freely
field-calendar-approval = When a booking holds
calendar-approval-at-once = At once
calendar-approval-by-keeper = When we have approved it
field-calendar-price = Price
field-calendar-price-hint = Whoever books agrees to these words; later changes do not touch bookings that were made. The platform takes no payments.
field-calendar-briefing = Safety briefing
field-calendar-briefing-hint = If you write one, whoever books has to confirm having read it, and groups have to list everybody who comes.
field-calendar-taking = Bookings are taken
calendar-taking-open = Yes
calendar-taking-paused = Not at present
mistake-calendar-hours = “{ $part }” cannot be read. Write 09:00-12:00, on quarters of an hour
mistake-calendar-overlap = The hours of { $first } and { $second } overlap
mistake-calendar-day = “{ $line }” cannot be read. Write “2026-10-01 closed” or “2026-10-10 09:00-12:00”
mistake-calendar-twice = The day of “{ $line }” stands there twice
mistake-calendar-many = At most 200 special days
mistake-calendar-number = Enter a whole number from { $min } to { $max }
mistake-calendar-choice = Choose one
kept-bookings-title = Bookings
kept-bookings-none = Nothing was booked lately.
kept-bookings-requested = Waiting for approval
kept-bookings-to-confirm = Say what became of these
kept-bookings-ahead = Coming up
kept-bookings-past = Last 90 days
kept-export = Export bookings (CSV)
kept-export-note = The last year and what is ahead, without the names of groups. Exports are recorded in the audit.
kept-column-from = From
kept-column-until = Until
kept-column-booker = Booked by
kept-column-organisation = For
kept-column-people = People
kept-column-inside = Own people
kept-column-state = State
kept-column-hours = Hours
kept-column-confirmed = Use confirmed
use-heading = Use in the last 90 days
use-note = Open hours are reckoned by the calendar that held on each day. A booking counts as used when the keeper noted it and the booker confirmed it. What the booker said nothing about within seven days stands apart; what is disputed counts as nothing.
use-open = Open
use-booked = Booked
use-confirmed = Used, confirmed
use-share = Share used
use-unopposed = Not confirmed by the booker
use-inside = Used by own people
use-people = People who came
use-absences = No-shows
use-late = Cancelled late
use-disputed = Disputed
use-hours = { $hours } h

# Audit, messages, privacy
event-calendar-kept = Booking calendar changed
event-booking-made = Facility booked
event-booking-approved = Booking approved
event-booking-refused = Booking refused
event-booking-called-off = Booking called off by the keeper
event-booking-cancelled = Booking cancelled by the booker
event-booking-noted = Keeper noted whether somebody came
event-booking-answered = Booker said whether they came
event-bookings-exported = Bookings exported
message-kind-booking = Bookings of facilities
message-booking = { $what ->
    [approve] Your booking of “{ $name }” is approved
    [refuse] Your booking of “{ $name }” was refused; see why
    [call-off] The keeper called off your booking of “{ $name }”; see why
    [note-came] The keeper noted that you used “{ $name }”; confirm it, or if that is wrong, say so within seven days
    [note-absent] The keeper noted that you did not come to “{ $name }”; if that is wrong, say so within seven days
    [remind-begins] Your booking of “{ $name }” begins within 24 hours; if you cannot come, cancel it soon
    [remind-answer] What the keeper noted about your use of “{ $name }” still waits for your answer; before long you can no longer object
   *[lapsed] Nobody approved your booking of “{ $name }”, and it has lapsed
    }
message-booking-received = { $what ->
    [requested] A booking of “{ $name }” waits for approval
    [booked] “{ $name }” was booked
    [cancel] A booking of “{ $name }” was cancelled
    [remind-decide] A booking of “{ $name }” begins within 24 hours and waits for your answer; it lapses otherwise
    [remind-note] A booking of “{ $name }” is over; please note whether somebody came
    [say-came] Whoever booked “{ $name }” says that they used it
   *[say-absent] Whoever booked “{ $name }” says that they did not use it
    }
letter-booking-subject = Something about your booking
letter-booking = Hello,

    Something happened to a booking of yours. Sign in to see it.
letter-booking-short = [Rongqiao] Something happened to a booking of yours. Sign in to see it.
letter-booking-received-subject = Something about a booking at your organisation
letter-booking-received = Hello,

    Something happened to a booking of a facility of your organisation. Sign in to see it.
letter-booking-received-short = [Rongqiao] Something happened to a booking at your organisation. Sign in to see it.
record-bookings = Bookings of facilities, with the names of groups
privacy-bookings-heading = Booking facilities
privacy-bookings-text = When you book a facility you agree that the organisation that keeps it is given your name, the organisation you book for, how many come, their names and your note, for this booking only. The list holds names and nothing else; it is erased 30 days after the booking, or at once when the booking is cancelled. When you close your account, bookings ahead are cancelled and earlier ones no longer lead to you: only when it was and whether it was used remains, for the figures of use.
