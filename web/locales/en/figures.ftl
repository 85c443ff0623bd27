# Public figures: what both sides confirmed
nav-figures = Results
figures-title = Results that both sides confirmed
figures-lead = Every number here counts only what both sides confirmed on the platform: not what one side alone says, not what is disputed, and not agreements on paper that nobody has confirmed for a year.
figures-column-number = Number
figures-column-hours = Hours
figures-column-class-hours = Class hours
figures-column-year = Year
figures-column-organisation = Organisation
figures-note = Each number leads to the organisations and years that it is made of, and to a table. It belongs to the organisation that published the listing; class hours of mentors to the school that appointed them. Where organisations were merged, the one that was kept counts.
figures-programs = The same for programs
figures-none = Both sides have confirmed nothing yet.
figures-less = fewer than { $least } people
figures-few = Where a row is about people, what fewer than { $least } of them did is not told; the total includes it.
figures-not-named = Organisations that do not make their agreement public
figures-amount-hours = { $count ->
    [one] { $number } hour
   *[other] { $number } hours
    }
figures-amount-class-hours = { $count ->
    [one] { $number } class hour
   *[other] { $number } class hours
    }
figures-table = Download as a table (CSV)
figure-jobs = Jobs begun
figure-jobs-means = People who applied here and began to work, confirmed by them and by the organisation.
figure-internships = Internships completed
figure-internships-means = Internships under an agreement of three, assessed and confirmed by the firm and the school at their end; those of which a desk found a suspicion to be true do not count.
figure-internship-hours = Hours of internships
figure-internship-hours-means = Hours that students wrote into the diary of their internship, by weeks that both the firm and the school confirmed and that neither disputes; internships of which a desk found a suspicion to be true do not count; whole hours, rounded down.
figure-mentor-hours = Class hours of mentors
figure-mentor-hours-means = Class hours that mentors of firms taught under an appointment: the mentor or the school wrote them down, and the other one confirmed them.
figure-challenges = Challenges solved
figure-challenges-means = Projects whose measured targets are evidenced one by one, with milestones and result confirmed by both sides.
figure-services = Services delivered
figure-services-means = Orders that were delivered, and accepted and confirmed by whoever ordered.
figure-cooperations = Cooperation in effect
figure-cooperations-means = Agreements that both sides confirmed and that are alive, or that both confirmed at their end; what nobody confirmed for a year is dormant and does not count. Organisations are named only where the agreement is not confidential and both sides make it public.
figure-milestones = Milestones reached
figure-milestones-means = Milestones of challenges and of cooperation that one side reported and the other one confirmed; of cooperation only those of agreements that are not confidential and that both sides make public.
figure-facility-hours = Use of facilities by others
figure-facility-hours-means = Hours for which people of other organisations used bookable equipment, laboratories and training bases: the keeper noted that they came, and the booker said so, too. Bookings about which the booker was silent and what its own people use are not counted; whole hours, rounded down.
