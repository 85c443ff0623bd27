//! The agreement as somebody finds it in its form: what was said before, in the words in which it is typed.

use time::Time;

use super::{Agreement, Tutor, WorkingDay};

impl Agreement {
    /// What the form holds when somebody goes on from this version.
    #[must_use]
    pub fn typed(&self) -> Vec<(String, String)> {
        let mut typed = Typed::default();
        typed.student_and_time(self);
        typed.places(self);
        typed.money_and_papers(self);
        typed.0
    }
}

/// What fields of the form hold.
#[derive(Default)]
struct Typed(Vec<(String, String)>);

impl Typed {
    fn add(&mut self, field: &str, value: impl ToString) {
        self.0.push((field.to_owned(), value.to_string()));
    }

    fn maybe(&mut self, field: &str, value: Option<impl ToString>) {
        if let Some(value) = value {
            self.add(field, value);
        }
    }

    fn tick(&mut self, field: &str, is_ticked: impl Into<Option<bool>>) {
        if is_ticked.into() == Some(true) {
            self.add(field, "yes");
        }
    }

    fn tutor(&mut self, field: &str, tutor: &Tutor) {
        self.add(&format!("{field}-name"), &tutor.name);
        self.add(&format!("{field}-role"), &tutor.role);
    }

    fn student_and_time(&mut self, it: &Agreement) {
        self.add("born-on", it.student.born_on);
        self.add("level", it.student.level.slug());
        self.add("major", &it.student.major);
        self.add("year-of-study", it.student.year_of_study);
        self.add("kind", it.kind.slug());
        self.add("first-day", it.first_day);
        self.add("last-day", it.last_day);
        for &day in &it.work.weekdays {
            self.add("weekdays", WorkingDay::of(day).slug());
        }
        self.add("begins", clock_time(it.work.hours.0));
        self.add("ends", clock_time(it.work.hours.1));
        self.add("hours-per-day", f64::from(it.work.minutes_per_day) / 60.0);
        self.tick("on-holidays", it.work.on_holidays);
        self.add("tasks", &it.tasks);
        self.tick("relates-to-major", it.relates_to_major);
        for hazard in &it.work.hazards {
            self.add("hazards", hazard.slug());
        }
    }

    fn places(&mut self, it: &Agreement) {
        let facts = &it.host.facts;
        self.add("host-place", &it.host.place);
        self.tutor("host-tutor", &it.host.tutor);
        self.add("venue", facts.venue.slug());
        self.tick("is-agency", facts.is_agency);
        self.add("employees", facts.employees);
        self.add("interns", facts.interns);
        self.add("employees-at-post", facts.employees_at_post);
        self.add("interns-at-post", facts.interns_at_post);
        if let Some(second) = &it.second_host {
            self.add("second-host", &second.name);
            self.add("second-place", &second.place);
            self.tutor("second-tutor", &second.tutor);
            self.add("second-venue", second.venue.slug());
            self.tick("second-is-agency", second.is_agency);
        }
        self.tutor("school-tutor", &it.school.tutor);
        self.maybe("site-visit-on", it.school.site_visit_on);
        self.maybe("frame", it.frame_id());
    }

    fn money_and_papers(&mut self, it: &Agreement) {
        if let Some(filing) = &it.filing {
            self.add("filing-number", &filing.number);
            self.add("filing-on", filing.on);
            for gate in &filing.gates {
                self.add("filing-gates", gate.slug());
            }
        }
        if let Some(pay) = &it.pay {
            self.add("pay-yuan", yuan(pay.fen));
            self.add("pay-period", pay.period.slug());
            self.add("same-post-yuan", yuan(pay.same_post_fen_per_month));
            self.maybe("lowest-step-yuan", pay.lowest_step_fen_per_month.map(yuan));
            self.add("pay-cycle-days", pay.cycle_days);
            self.tick("pay-in-money", pay.in_money_to_student);
        }
        self.tick("charges-student", it.charges_student);
        if let Some(insurance) = &it.insurance {
            self.add("insurer", &insurance.insurer);
            self.add("policy-number", &insurance.number);
            self.add("insured-from", insurance.policy.first_day);
            self.add("insured-until", insurance.policy.last_day);
            self.tick("insured-by-student", insurance.policy.paid_by_student);
        }
        self.maybe("trained-on", it.training.map(|it| it.on));
        self.maybe("training-hours", it.training.map(|it| f64::from(it.minutes) / 60.0));
        self.add("housing", &it.housing);
        self.add("breach", &it.breach);
        self.add("disputes", &it.disputes);
        for (gate, reason) in &it.reasons {
            self.add(&format!("reason-{}", gate.slug()), reason);
        }
    }
}

/// A time of the day as people write it: 8:30 is 08:30.
#[must_use]
pub fn clock_time(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// A sum in yuan, with its 分 only where it has some.
#[must_use]
pub fn yuan(fen: u64) -> String {
    match (fen / 100, fen % 100) {
        (yuan, 0) => yuan.to_string(),
        (yuan, fen) => format!("{yuan}.{fen:02}"),
    }
}
