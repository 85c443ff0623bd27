# Skills mirror
nav-mirror = Skills mirror
mirror-title = Skills mirror
mirror-lead = Which skills the market asks for, which of them are taught, and how far the two are apart: for colleges that plan courses and programmes.
mirror-form = Choose the demand to look at
mirror-every-zone = All zones
mirror-every-industry = All industries
mirror-major = Major
mirror-major-hint = Its Chinese name in the catalogue of majors, such as 微电子科学与工程. Only demand that names the major counts then.
mirror-occupation = Occupation or post
mirror-occupation-hint = Such as “embedded engineer”. Only demand with these words in its title or occupation counts then.
mirror-show = Show
mirror-asking = { $count ->
    [one] { $number } open listing asks
   *[other] { $number } open listings ask
}
mirror-skills = { $count ->
    [one] for { $number } skill.
   *[other] for { $number } skills.
}
mirror-without-course = No open course teaches { $percent }% of what they ask for.
mirror-none = No listing in this choice names a skill. Choose another zone or industry, or leave out the major and the occupation.
mirror-gaps = Skills on both sides
mirror-sought = People sought
mirror-taught = People taught
mirror-column-skill = Skill
mirror-column-sought = Sought
mirror-column-taught = Taught
mirror-column-gap = Gap
mirror-column-months = Last twelve months
mirror-column-month = Month
mirror-column-missed = Searches without result
mirror-column-id = Skill id
mirror-people = { $count ->
    [one] { $number } person
   *[other] { $number } people
}
mirror-counted = { $kind }: { $number }
mirror-gap-lacking = { $number } short
mirror-gap-to-spare = { $number } to spare
mirror-gap-even = Even
mirror-few = Few listings; read with care
mirror-in-major = Taught by this major
mirror-not-in-major = Not taught by this major
mirror-missed = { $count ->
    [one] { $number } search found nothing
   *[other] { $number } searches found nothing
}
mirror-table-link = Download all skills as a table (CSV)
mirror-unasked = Taught by this major and not asked for here
mirror-missed-heading = Searched for in vain
mirror-missed-text = How often searches for these skills found nothing in the last { $days } days, on the whole platform. Only skill and day are counted; neither the words nor the searcher are kept.
mirror-missed-skill = { $skill } ({ $number })
mirror-months = Published by month
mirror-months-text = Listings published in each of the last twelve months on both sides, those that have closed since included.
mirror-scale = From { $first } to { $last }; the top stands for { $top }.
mirror-month = { $month } { $year }
mirror-side-demand = Demand
mirror-side-supply = Teaching
mirror-sides = Both sides
mirror-back = Back to the mirror
mirror-listings-heading = { $skill }: { $what }
mirror-listings-heading-month = { $skill }: { $what }, published in { $month }
mirror-listings-total = { $count ->
    [one] { $number } listing
   *[other] { $number } listings
}
mirror-listings-none = There are no such listings.
mirror-method = Where the numbers come from
mirror-method-text = Demand is jobs, technical challenges, and training, services and cooperation sought; its people are the posts of jobs and the trainees of training sought. Teaching is courses, degree programmes and facilities; its people are the seats of courses and the yearly graduates of programmes. What does not say how many people it concerns counts as one person, on both sides, so the numbers of people are lower bounds. The gap is people sought minus people taught; the largest comes first. Zone, industry, major and occupation narrow the demand only: colleges teach for the whole region, so teaching always counts across the platform. What a major teaches is taken from the platform’s skill vocabulary. Fewer than five listings that ask are marked as few. Follow any number of listings to see exactly those that it counts.
mistake-not-a-zone = There is no zone “{ $value }”. Write one of: { $allowed }.
mistake-not-an-industry = There is no industry “{ $value }”. Write one of: { $allowed }.
mistake-not-a-major = The vocabulary knows no major “{ $value }”. Write its full Chinese name in the catalogue of majors; near ones are: { $near }.
mistake-not-a-month = “{ $value }” is no month; write it like 2026-09.
api-operation-showMirror = Hold demand against teaching
