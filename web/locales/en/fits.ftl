# What a fit is made of
level-aware = aware
level-familiar = familiar
level-working = working level
level-expert = expert
ground-skill-same = Skill: { $asked }
ground-skill-kin = Related: { $held } → { $asked } asked for
ground-skill-major = The major often touches { $asked }
ground-levels = { " " }({ $asked } asked, { $held } there)
ground-level-asked = { " " }({ $asked } asked)
ground-words = The same words in title or wish
ground-words-named = Words in common: { $words }
ground-major = The major asked for: { $major }
ground-near-major = A major close to { $major }, which is asked for
ground-other-major = Other majors are asked for
ground-experience = Years of experience: { $asked } asked for, { $had } there
ground-place = In the same city
ground-elsewhere = Not in a city of your choice
ground-pay = Pay reaches what you wish for, at most { $yuan } yuan a month
ground-pay-below = Pay stays below what you wish for, at most { $yuan } yuan a month
ground-time = Days or months can be met
condition-education = Education must reach { $level }
condition-employment = This is { $form }, which you did not choose
condition-certificate = Required: { $name }
condition-place = It is not in a city of your choice
condition-days = { $count ->
    [one] One day of presence a week is required
   *[other] { $number } days of presence a week are required
}
condition-months = { $count ->
    [one] It takes one month without a break
   *[other] It takes { $number } months without a break
}
missing-required = { $skill } ({ $level })
missing-preferred = { $skill } ({ $level }, welcome)
missing-required-certificate = { $skill }
missing-preferred-certificate = { $skill } (welcome)

# Try it
fits-title = What fits me
fits-lead = No account needed. Say what you studied and what you can do; see which jobs and challenges fit, why, what is missing, and where to learn it.
fits-paste = Paste a paragraph about yourself
fits-about = About you, a résumé, or a list of courses
fits-about-note = Only skills and the like are read from it; the text itself is not kept. What was read is listed for you to correct.
fits-read = Read and match
fits-say = Or fill it in
fits-skills = Your skills
fits-level-unsaid = can do it
fits-skill-remove = take away
fits-add = Add skills
fits-add-example = e.g. Python, PLC programming, CET-6
fits-major = Major (in Chinese)
fits-major-example = e.g. 机械工程
fits-education = Education
fits-no-education = no degree
fits-any = Any
fits-wishes = Wishes and conditions
fits-kind = Looking for
fits-employment = Form (any, if none is ticked)
fits-wish = Work you would like to do
fits-city = Add a city (anywhere, if left empty)
fits-city-example = e.g. 上海
fits-elsewhere = Other cities would do as well
fits-years = Years of work
fits-pay = Pay a month at least (yuan)
fits-days = Days free a week
fits-months = Months free without a break
fits-show = Show what fits me
fits-found = What fits you
fits-order-fit = Best fit first
fits-order-newest = Newest first (not ordered by person)
fits-none = Nothing fits yet. Add a few skills or loosen the conditions.
fits-near = One condition short
fits-near-note = These would fit, but for one condition. See whether it can be met.
fits-ruled-out = There are listings with much in common that a condition rules out:
ruled-out-education = { $count ->
    [one] One listing: education is not enough
   *[other] { $number } listings: education is not enough
}
ruled-out-employment = { $count ->
    [one] One listing: another form of work
   *[other] { $number } listings: another form of work
}
ruled-out-certificate = { $count ->
    [one] One listing: a certificate is missing
   *[other] { $number } listings: a certificate is missing
}
ruled-out-place = { $count ->
    [one] One listing: not in a city of your choice
   *[other] { $number } listings: not in a city of your choice
}
ruled-out-days = { $count ->
    [one] One listing: too few days a week
   *[other] { $number } listings: too few days a week
}
ruled-out-months = { $count ->
    [one] One listing: too few months
   *[other] { $number } listings: too few months
}
fit-unsaid-education = Asks for { $level }; you did not say your education.
fits-how = How a fit is reckoned
fits-unknown-skill = The skill “{ $value }” is not known and was left out. Try another common name.
fit-title = Fit with “{ $title }”
fit-score = Fit
fit-strengths = Fits:
fit-missing = Missing:
fit-folded = { $count ->
    [one] One more says the same
   *[other] { $number } more say the same
}
fit-more = See each point, the gap and courses
fit-back = Back to all fits
fit-nothing-said = You have not said anything about yourself yet.
fit-conditions = Conditions that are not met
fit-sum = What the fit is made of
fit-ground = Ground
fit-points = Points
fit-nothing-shared = Nothing in common so far.
fit-sum-note = The points add up to the fit, 100 at most; both sides see the same.
fit-gaps = What is missing, and where to learn it
fit-no-course = No course on the platform teaches this yet.
fit-plan = The fewest courses that close the gap
fit-courses = { $count ->
    [one] this course
   *[other] these { $number } courses
}
fit-more-listings = { $count ->
    [0] no more listings
    [one] one more listing
   *[other] { $number } more listings
}
fit-after = After { $courses } you fit { $more }.
fit-plan-score = The fit here rises from { $before } to { $after }.
fit-plan-after = See what fits me after that
fit-course-starts = starts { $day }
fit-course-seats = { $count ->
    [one] one seat
   *[other] { $number } seats
}
nav-fits = What fits me
nav-ranking = How matching works
listing-fit = Does it fit me? Try it

# How ranking works
ranking-title = How ranking and matching work
ranking-lead = Why results stand in the order they do, how a fit is reckoned, and how to do without a personal order.
ranking-search = How search results are ordered
ranking-search-text = A search looks only at the words you type and the conditions you choose, not at who you are: words in the title, the skills or the occupation count, rarer words count more, and what is newer counts a little more. Every result can be opened to show its points. The same search shows everybody the same.
ranking-fit = How a fit is reckoned
ranking-fit-text = “What fits me” compares what you filled in with what a listing asks for, point by point; the points add up to the fit. Each is listed so that you can check it, and the publisher sees the same as you, but for the pay you ask for.
ranking-most = Points at most
ranking-part-skills = Skills
ranking-part-words = Words of title and wish
ranking-part-major = Major
ranking-part-experience = Years of experience
ranking-part-place = Place
ranking-part-pay = Pay reaches what is wished for
ranking-part-time = Days and months
ranking-skills-text = The points for skills are shared out over what is asked for: a skill that is rare in the market takes more, one that everybody is asked for (languages, office software, communication) less, a required one more than a welcome one, and one that the publisher named more than one that was read from the text. A lower level brings a part; so does a related skill, and from its second use on a skill counts by half; one that only your major suggests brings three tenths, all of them together 6 points at most. What is missing says how much it would add at least.
ranking-minus-text = Missing years, pay below your wish, a place outside your choice and majors of another class take points away; how many is shown as well. What is not asked for brings nothing.
ranking-replies = Replies
ranking-replies-text = Silence after applying disappoints most. Where an organisation got at least five applications within half a year, the share it left unanswered moves its listings down among your fits, by as much as 6 points where it answered nobody. The fit itself stays as it is, and the organisation’s page tells how it replies.
ranking-conditions = Conditions are not points
ranking-conditions-text = Education, form of work, certificates named as required, the only cities you accept, days a week and months are conditions: where one is not met the listing is not proposed, and no score makes up for it. When you open a single listing, unmet conditions stand first.
ranking-never = What never plays a part
ranking-never-text = Gender, age, ethnicity, household registration, family, health, political affiliation, photographs, names and the prestige of a school play no part in search or matching, and the platform does not ask for them. Every change to the program is tested: changing them leaves every fit as it was.
ranking-off = Doing without a personal order
ranking-off-text = Searching and browsing are never personal. Only “What fits me” uses what you fill in, and it stands in the address alone: close the page and it is gone; the platform keeps no profile. Choose “Newest first” above its results to see the latest listings in an order that does not depend on you, with the fit shown for information only.
fits-change = Change what I said
verdict-good = good fit
verdict-partial = fits in part
verdict-slight = slight link
verdict-excluded = a condition is not met
fit-listing = The listing
fits-nothing-said = Name at least one skill or a major, so that something can fit.
fits-nothing-read = No skill or major was found in this text. It still stands below: add courses, software or what you have done, and try again.
