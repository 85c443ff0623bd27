# Pages of events
nav-events = Events
home-events = See all events
events-title = Events
events-lead = Job fairs, talks, matchmaking, lectures and open days in the order in which they begin, in Shanghai time.
events-none = No events are planned yet.
events-over-title = Past events
events-over-none = No event has ended in the last 30 days.
events-month = { $month } { $year }
events-subscribe = Subscribe in your calendar (.ics)
events-feed = Follow updates (Atom)
events-calendar-name = Rongqiao events
events-organiser = Organised by { $name }
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
event-day = { $weekday } { $day }
event-moment = { $day }, { $time }
event-one-day = { $day }, { $from }–{ $until }
event-several-days = { $from } to { $until }
event-begins = Begins { $moment }
event-venue = { $text }, { $area }
event-heading = When, where and registration
event-when = Shanghai time
event-where = Place
event-registration = Registration
event-phase-open = Open
event-phase-full = Full, with a waiting list
event-phase-closed = Registration has closed
event-phase-over = This event is over
event-phase-called-off = This event is cancelled
event-phase-elsewhere = Register with the organiser
event-seats-left = { $left } of { $seats } seats left
event-seats-any = No limit on seats
event-waiting = { $count ->
    [one] { $number } person waits
   *[other] { $number } people wait
    }
event-register-until = Register until { $moment }
event-register = Register
event-wait = Join the waiting list
event-own = { $state }: see my registration
event-calendar = Add to calendar (.ics)
event-back = Back to the event

# Registering
register-title = Register for the event
register-submit = Register
register-waiting-title = Join the waiting list
register-waiting-submit = Join the waiting list
register-waiting-note = { $count ->
    [0] Every seat is taken and nobody waits yet. When somebody cancels, whoever waits longest gets the seat and is told.
    [one] Every seat is taken and { $number } person waits. When somebody cancels, whoever waits longest gets the seat and is told.
   *[other] Every seat is taken and { $number } people wait. When somebody cancels, whoever waits longest gets the seat and is told.
    }
register-consent = I agree that the organiser, { $organisation }, is given my name and the contact chosen here, to reach me and check me in at this event only.
field-reach = How the organiser may reach me
field-note-to-organiser = Note to the organiser
field-note-to-organiser-hint = At most 200 characters. Leave out identity numbers and anything else that needs protection.
mistake-consent = Agree that the organiser is given your name and contact
mistake-reach = Choose how you may be reached
mistake-note-to-organiser = The note may have { $max } characters; it has { $found }
registration-registered = Registered
registration-waiting = Waiting
registration-cancelled = Cancelled
registration-checked-in = Checked in
registration-absent = Did not come
registration-ended = Event cancelled
registration-next-registered = Show the code at the door. If you cannot come, cancel before the event begins, so that somebody who waits gets the seat.
registration-next-waiting = Seats that become free go to whoever waits longest; you are told when one is yours.
registration-next-cancelled = You cancelled. Until registration closes you can register again on the event's page.
registration-next-checked-in = Enjoy the event.
registration-next-absent = The event is over, and you were not checked in.
registration-next-ended = The event was cancelled; there is nothing for you to do.
registration-code = Check-in code
registration-picture = Check-in code as a QR code
registration-code-note = Show it at the door, where the organiser scans or types it. A code works once; keep it to yourself.
registration-cancel = Cancel my registration
my-registrations-title = My events
my-registrations-none = You have not registered for an event.
my-registrations-ahead = Coming up
my-registrations-past = Past and cancelled

# Organisers
roll-title = Registrations
roll-seats = Seats: { $seats }
roll-registered = Registered
roll-waiting = Waiting
roll-came = Checked in
roll-export = Export the list (CSV)
roll-note = Use the list to reach people and check them in at this event only. Exports are recorded in the audit.
roll-none = Nobody has registered yet.
roll-column-name = Name
roll-column-contact = Contact
roll-column-state = State
roll-column-note = Note
roll-column-registered-at = Registered
door-title = Check-in
door-submit = Check in
door-done = Checked in: { $name } ({ $moment })
door-already = This code was used before: { $name }, checked in { $moment }.
door-not-today = People are checked in on the days of the event only.
field-check-in-code = Check-in code
field-check-in-code-hint = Eight letters and digits, in capitals or not.
mistake-check-in-code-missing = Type the check-in code
mistake-check-in-code = Nobody registered has this code. Compare it with the one under “My events”.
posting-mistake-seats-taken = { $count ->
    [one] { $number } person has registered; there cannot be fewer seats
   *[other] { $number } people have registered; there cannot be fewer seats
    }
posting-mistake-ends-last = Registration cannot close after the event ends
posting-event-type-hint = For a job fair on site, the Interim Regulations on the Human Resources Market (article 28) demand an implementation plan, an emergency plan and a security plan, and that employers and their offers are verified.
posting-register-until-hint = Leave empty to close registration when the event begins. Without a number of seats, any number may come.
event-registration-checked-in = Person checked in at an event
event-registrations-exported = Event registrations exported

# Messages
message-kind-event = Changes to events
message-event = { $what ->
    [moved-up] A seat at “{ $name }” is yours: you have moved up from the waiting list
    [called-off] “{ $name }” is cancelled, and your registration with it
   *[changed] “{ $name }” takes place at another time or place; see the new one
    }
letter-event-subject = An event you registered for has changed
letter-event = Hello,

    An event for which you registered has changed. Sign in to see it.
letter-event-short = [Rongqiao] An event you registered for has changed. Sign in to see it.

# Privacy
privacy-events-heading = Registering for events
privacy-events-text = When you register for an event you agree that its organiser is given your name and one contact. The organiser sees these and your note, nothing else, and each export of the list is recorded in the audit. We keep the edition of the text you agreed to and when you registered and checked in. You can cancel until the event begins.
