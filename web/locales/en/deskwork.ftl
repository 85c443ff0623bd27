# Figures of the desks
desk-work-waiting = { $number } waiting
desk-work-overdue = { $number } overdue
desk-figures-title = Figures
desk-figures-lead = What waits, by when, and what was decided; and what the organisations of this side publish.
desk-figures-whose = Whose figures
desk-figures-all = All
desk-figures-queue = Queue
desk-figures-kind = Kind of listing
desk-figures-none = none
desk-figures-empty = There is nothing to count.
desk-figures-means = How “{ $table }” is counted
desk-figures-csv = Download all figures (CSV)
desk-figures-csv-table = Table
desk-figures-csv-row = Row
desk-figures-csv-figure = Figure
desk-figures-csv-value = Value
desk-figures-between = {", "}
desk-figures-outcome = { $outcome } { $number }
desk-figures-working-days = { $count ->
    [one] { $number } working day
   *[other] { $number } working days
}
desk-figures-in-time = { $number } ({ $percent }%)

desk-figures-organisations = Organisations to verify
desk-figures-listings = Listings to review
desk-figures-complaints = Complaints
desk-figures-appeals = Appeals
desk-figures-inquiries = Questions about policies
desk-figures-data-requests = Requests about personal data

desk-figures-organisations-verify = verified
desk-figures-organisations-return = returned
desk-figures-organisations-refuse = refused
desk-figures-listings-approved = approved
desk-figures-listings-returned = returned
desk-figures-listings-rejected = refused
desk-figures-complaints-uphold = upheld
desk-figures-complaints-dismiss = not upheld
desk-figures-appeals-confirm = decision stands
desk-figures-appeals-overturn = decision changed
desk-figures-inquiries-answered = answered
desk-figures-inquiries-refused = refused
desk-figures-data-requests-done = done
desk-figures-data-requests-refused = refused

desk-figures-waiting = Waiting
desk-figures-waiting-all = Waiting
desk-figures-waiting-all-means = What was handed in and is not decided yet. Complaints are counted by what they are about: several about one thing count once.
desk-figures-waiting-soon = Due within { $soon } working days
desk-figures-waiting-soon-means = What waits and is due today or within { $soon } working days; what is overdue is not among it.
desk-figures-waiting-overdue = Overdue
desk-figures-waiting-overdue-means = What waits and was due before today.
desk-figures-waiting-oldest = Longest waiting since
desk-figures-waiting-oldest-means = The day on which the longest waiting was handed in; of appeals, the day of the appeal.

desk-figures-decided = Decided in the last { $days } days
desk-figures-decided-all = Decided
desk-figures-decided-all-means = What officers decided within this time. What was taken back by whoever handed it in, or published without a review, is not counted; what was returned and handed in again counts again. A listing that was taken from the public later is no longer counted.
desk-figures-decided-outcomes = Outcome
desk-figures-decided-outcomes-means = The same, by what was decided.
desk-figures-decided-median = Median time
desk-figures-decided-median-means = Half of it was decided within so many working days of being handed in; 0 stands for the same day. Complaints count from the first one about a thing, appeals from the appeal.
desk-figures-decided-ninetieth = Nine of ten within
desk-figures-decided-ninetieth-means = Nine of ten were decided within so many working days of being handed in.
desk-figures-decided-in-time = In time
desk-figures-decided-in-time-means = What was decided on or before the day on which it was due, and its share of what was decided, rounded down.

desk-figures-published = What this side publishes
desk-figures-published-open = Open
desk-figures-published-open-means = Listings that everybody can see now and whose time is not over, those brought in from elsewhere among them; copies of one count once.
desk-figures-published-new = New in { $days } days
desk-figures-published-new-means = Those of them that were published within the last { $days } days.
desk-figures-published-closed = Closed in { $days } days
desk-figures-published-closed-means = Listings written on the platform that their organisation closed, with a reason.
desk-figures-published-expired = Ran out in { $days } days
desk-figures-published-expired-means = Listings written on the platform whose time is over.
desk-figures-published-withdrawn = Taken down in { $days } days
desk-figures-published-withdrawn-means = Listings written on the platform that an officer took from the public.

# What files are for
field-attachment-purpose = Purpose
attachment-purpose-public = Public: anybody can download it
attachment-purpose-review = For the review only
attachment-purpose-fair-rules = Implementation plan of a job fair (for the review only)
attachment-purpose-fair-emergency = Emergency plan of a job fair (for the review only)
attachment-purpose-fair-security = Security plan of a job fair (for the review only)
attachment-about-for-desk = { $purpose } · { $about }
posting-mistake-not-attached = A job fair needs these files first: { $files } (Interim Regulations on the Human Resources Market, article 28). Upload them under “Add or remove files” at the end of this page, each with its purpose
posting-between-files = {", "}
posting-copy-files-left-out = Copied. Some files did not come along; upload them again under “Add or remove files” at the end of this page.

# Evidence of complaints
complaint-evidence-title = Add a picture or a PDF
complaint-evidence-lead = Only those who work on this complaint can download the file; the organisation cannot. The name of the file is not kept. Pictures may carry the time, the place and the device with which they were taken: upload a screenshot in place of the original, and cover names, numbers and whatever has nothing to do with the complaint.
complaint-evidence-submit = Upload
complaint-evidence-back = Back to the complaint
complaint-evidence-room = { $count ->
    [one] There is room for { $number } more file. What is uploaded cannot be taken back.
   *[other] There is room for { $number } more files. What is uploaded cannot be taken back.
}
complaint-evidence-piece = File { $number } · { $media } · { $size } KB
complaint-told-evidence = The file was received.
