# Kinds of listing
kind-job = Job
kind-course = Course
kind-training-need = Training sought
kind-programme = Degree programme
kind-challenge = Technical challenge
kind-achievement = Research result
kind-service = Technical service
kind-service-need = Service sought
kind-facility = Facility
kind-cooperation-need = Cooperation sought
kind-cooperation-offer = Cooperation offered
kind-article = News
kind-policy = Policy document
kind-event = Event
about-kind-job = Internships, full-time, part-time and apprentice posts, published by employers.
about-kind-course = Courses, micro-programmes and camps for students and people at work.
about-kind-training-need = Employers looking for courses for their staff, or for an order class.
about-kind-programme = What colleges teach and how many graduate each year, for firms planning ahead.
about-kind-challenge = Problems from research and production that firms want universities and institutes to solve.
about-kind-achievement = Patents, prototypes, software and processes ready to be licensed, bought or developed together.
about-kind-service = Testing, analysis, calibration, consulting.
about-kind-service-need = Firms that want something tested, analysed, calibrated or made.
about-kind-facility = Equipment, laboratories and training bases open to others.
about-kind-cooperation-need = Firms looking for schools to build courses, order classes or industry colleges with.
about-kind-cooperation-offer = Schools looking for firms, with teachers, students and space to bring.
about-kind-article = Notices, industry news and case studies for everybody to read.
about-kind-policy = Policy documents with their numbers, issuers and whether they are in force.
about-kind-event = Job fairs, talks, matchmaking meetings, lectures and open days that one can register for.
kind-note = { $side } · { $about }
side-demand = Needed
side-supply = Offered
side-information = For everybody
employment-type-internship = Internship
employment-type-full-time = Full time
employment-type-part-time = Part time
employment-type-apprenticeship = Apprenticeship
education-none = Any education
education-secondary-vocational = Secondary school
education-associate = Associate degree
education-bachelor = Bachelor
education-master = Master
education-doctor = Doctorate
experience-none = No experience needed
experience-1-2 = 1–2 years
experience-3-4 = 3–4 years
experience-5-9 = 5–9 years
experience-10 = 10 years or more
organisation-kind-firm = Firm
organisation-kind-university = University
organisation-kind-vocational-college = Vocational college
organisation-kind-training-institution = Training institution
organisation-kind-research-institute = Research institute
organisation-kind-association = Association
organisation-kind-park = Park
organisation-kind-government = Government
organisation-kind-operator-desk = Operator desk
course-format-course = Course
course-format-micro-programme = Micro-programme
course-format-camp = Camp
teaching-mode-on-site = On site
teaching-mode-online = Online
teaching-mode-blended = On site and online
column-notice = Notices
column-trend = Industry news
column-talent-demand = Talent demand
column-school-resource = School resources
column-case = Case studies
column-activity = Event reports
policy-state-in-force = In force
policy-state-amended = Amended
policy-state-repealed = Repealed
event-type-job-fair = Job fair
event-type-talk = Company talk
event-type-matchmaking = Matchmaking meeting
event-type-lecture = Lecture
event-type-exhibition = Exhibition
event-type-competition = Competition
event-type-open-day = Open day
programme-level-secondary-vocational = Secondary vocational
programme-level-associate = Higher vocational (associate)
programme-level-vocational-bachelor = Vocational bachelor
programme-level-bachelor = Bachelor
programme-level-master = Master
achievement-form-patent = Patent
achievement-form-prototype = Prototype
achievement-form-software = Software
achievement-form-process = Process
achievement-form-standard = Standard
achievement-form-dataset = Data set
transfer-licence = Licence
transfer-assignment = Assignment
transfer-joint-development = Joint development
transfer-spin-off = Equity in a spin-off
cooperation-form-programme-building = Building a programme together
cooperation-form-course-building = Building courses together
cooperation-form-training-base = Shared training base
cooperation-form-order-class = Order class
cooperation-form-apprenticeship = Modern apprenticeship
cooperation-form-industry-college = Industry college
cooperation-form-mentor-exchange = Exchange of teachers and mentors
cooperation-form-joint-laboratory = Joint laboratory
cooperation-form-technology = Technical cooperation
cooperation-form-training = Training of talent and staff
cooperation-form-standards = Shared occupational and quality standards
cooperation-form-activities = Competitions, culture and public service
cooperation-form-other = Other cooperation
facility-type-equipment = Equipment
facility-type-laboratory = Laboratory
facility-type-training-base = Training base
facility-type-platform = Public platform

# Searching
sort-relevance = Best match
sort-newest = Newest
sort-closing = Closing soonest
sort-pay = Highest pay
dimension-kind = Kind
dimension-side = Needed or offered
dimension-employment = Employment
dimension-city = City
dimension-zone = Lingang zone
dimension-industry = Industry
dimension-education = Education
dimension-experience = Experience
dimension-pay = Pay
dimension-organisation-kind = Type of organisation
dimension-organisation = Organisation
dimension-published = Published
dimension-closing = Closing
reason-title = In the title: { $words }
reason-occupation = Occupation or major: { $words }
reason-skill = Among the skills: { $words }
reason-context = Organisation, place or industry: { $words }
reason-text = In the text: { $words }
reason-exact = The title says little else
reason-fresh = Published recently
suggestion-kind-title = title
suggestion-kind-skill = skill
suggestion-kind-organisation = organisation
suggestion-kind-place = place

# What a listing says
fact-employment-type = Employment
fact-pay = Pay
fact-education = Education
fact-experience = Experience
fact-occupation = Occupation
fact-majors = Fitting majors
fact-headcount = Openings
fact-duration = Duration
fact-days-per-week = Days a week
fact-course-format = Format
fact-teaching-mode = Teaching
fact-starts-on = Starts
fact-column = Column
fact-author = Author
fact-taken-from = Taken over from
fact-document-number = Document number
fact-issuers = Issued by
fact-policy-state = Validity
fact-written-on = Date of the document
fact-issued-on = Date of issue
fact-effective-on = In force from
fact-effective-until = In force until
fact-measures = Main measures
fact-based-on = Based on
fact-explains = Explains
fact-amends = Amends
fact-repeals = Repeals
fact-event-type = Type of event
fact-starts-at = Begins
fact-ends-at = Ends
fact-register-until = Register until
fact-agenda = Agenda
fact-schedule = Schedule
fact-hours = Hours
fact-credits = Credits
fact-seats = Seats
fact-fee = Fee
fact-certificate = Certificate
fact-audience = For whom
fact-trainees = People to train
fact-starts-by = Begins by
fact-outcome = What they shall be able to do
fact-category = Subject
fact-prerequisites = What to know before
fact-major = Major
fact-major-code = Code of the major
fact-level = Level
fact-graduates = Graduates
fact-enrolled = Enrolled
fact-occupations = Graduates work as
fact-budget = Budget
fact-trl = Technology readiness
fact-trl-from = Readiness at the start
fact-trl-to = Readiness to reach
fact-targets = Measured targets
fact-intellectual-property = Intellectual property
fact-confidentiality = Confidentiality
fact-conditions = Who may answer
fact-programme-year = Programme
fact-achievement-form = Form
fact-transfer = Transfer by
fact-patents = Patents
fact-price = Price
fact-turnaround = Turnaround
fact-qualifications = Qualifications
fact-sample-requirements = What to bring
fact-object = What it is about
fact-quantity = Quantity
fact-needed-by = Needed by
fact-facility-type = Type
fact-model = Model
fact-capacity = Capacity
fact-opening = Opening and booking
fact-cooperation-form = Form of cooperation
fact-period = Period
fact-contribution = What we bring
fact-expectation = What we hope for
fact-place = Place
fact-industry = Industry
fact-published = Published here
fact-updated = Last change
fact-validity = Open until
fact-credit-code = Unified social credit code
fact-listings = Open listings
target-method = Tested by: { $method }
unit-months = { $count ->
    [one] { $number } month
   *[other] { $number } months
}
unit-years = { $count ->
    [one] { $number } year
   *[other] { $number } years
}
unit-years-at-least = { $count ->
    [one] { $number } year or more
   *[other] { $number } years or more
}
unit-days = { $count ->
    [one] { $number } day
   *[other] { $number } days
}
unit-days-per-week = { $count ->
    [one] { $number } day a week
   *[other] { $number } days a week
}
unit-hours = { $count ->
    [one] { $number } hour
   *[other] { $number } hours
}
unit-credits = { $count ->
    [one] { $number } credit
   *[other] { $number } credits
}
unit-seats = { $count ->
    [one] { $number } seat
   *[other] { $number } seats
}
unit-people = { $count ->
    [one] { $number } person
   *[other] { $number } people
}
unit-people-per-year = { $number } a year
unit-level = Level { $number }
unit-pieces = { $number }
unit-capacity = { $number } at once

# Sums and times
currency-yuan = CNY
pay-hour = { $currency } { $range } an hour
pay-day = { $currency } { $range } a day
pay-month = { $currency } { $range } a month
pay-year = { $currency } { $range } a year
sum-yuan = CNY { $range }
sum-ten-thousand-yuan = CNY { $range } × 10,000
sum-free = Free
date = { $day } { $month } { $year }
moment = { $day }, { $time }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
published-today = Published today
published-days-ago = { $count ->
    [one] Published yesterday
   *[other] Published { $number } days ago
}
published-on = Published { $day }
closes-today = Closes today
closes-in-days = { $count ->
    [one] Closes tomorrow
   *[other] Closes in { $number } days
}
closes-on = Closes { $day }
closed-on = Closed { $day }
open-ended = No end date
within-any = Any time
within-published = { $count ->
    [one] Within a day
   *[other] Within { $number } days
}
within-closing = { $count ->
    [one] Within a day
   *[other] Within { $number } days
}
list-separator = {", "}
quoted = “{ $text }”
