//! What an agreement says, in words: for its page, and for the paper.

use rongqiao_model::connect::Party;
use rongqiao_model::internship::{
    AgreedPay, Agreement, Hazard, RuleSet, Signatory, Tutor, WorkingDay, clock_time, yuan,
};

use super::super::wording::Wording;
use crate::documents::{Block, Paper};
use crate::language::Language;

/// Version `version` of an agreement as a paper to be set, in the language of `wording`.
pub(super) fn paper(wording: &Wording<'_>, (agreement, version): (&Agreement, i32)) -> Paper {
    let t = wording.t;
    let title = t.say("internship-agreement");
    let mut blocks = vec![Block::Title(title.clone()), Block::Note(number(t, version))];
    blocks.extend(contents(wording, agreement));
    blocks.push(Block::Heading(t.say("internship-part-signatures")));
    blocks.push(Block::Text(t.say("internship-paper-signing")));
    let signs = |it: &Signatory| {
        Block::Fact(t.say(&format!("internship-signatory-{}", it.slug())), t.say("internship-paper-signature"))
    };
    blocks.extend(agreement.signatories().iter().map(signs));
    let language = match t {
        Language::Chinese => "zh-CN",
        Language::English => "en",
    };
    let foot =
        t.fill("internship-paper-foot", &[("name", agreement.student.name.clone()), ("version", version.to_string())]);
    Paper { title: format!("{title} {}", agreement.student.name), language, blocks, foot }
}

/// The number of a version in words.
pub(super) fn number(t: Language, version: i32) -> String {
    if version == 1 { t.say("internship-version-first") } else { t.with("internship-version", "version", version) }
}

/// What an agreement says, part by part.
pub(super) fn contents(wording: &Wording<'_>, it: &Agreement) -> Vec<Block> {
    let mut said = Said { wording, blocks: Vec::new() };
    said.parties(it);
    said.time_and_work(it);
    said.money_and_papers(it);
    said.part("words");
    for (field, words) in [("housing", &it.housing), ("breach", &it.breach), ("disputes", &it.disputes)] {
        said.fact(field, words.clone());
    }
    if !it.reasons.is_empty() {
        said.part("reasons");
        for (gate, reason) in &it.reasons {
            let about = wording.t.say(&format!("internship-gate-{}", gate.slug()));
            said.blocks.push(Block::Fact(about, reason.clone()));
        }
    }
    said.blocks
}

struct Said<'a> {
    wording: &'a Wording<'a>,
    blocks: Vec<Block>,
}

impl Said<'_> {
    fn part(&mut self, part: &str) {
        self.blocks.push(Block::Heading(self.wording.t.say(&format!("internship-part-{part}"))));
    }

    fn fact(&mut self, field: &str, value: impl Into<String>) {
        self.blocks.push(Block::Fact(self.wording.t.say(&format!("field-plan-{field}")), value.into()));
    }

    fn choice(&mut self, field: &str, slug: &str) {
        let words = self.wording.t.say(&format!("internship-{field}-{slug}"));
        self.fact(field, words);
    }

    fn yes(&mut self, field: &str, is_so: bool) {
        let words = self.wording.t.say(if is_so { "internship-yes" } else { "internship-no" });
        self.fact(field, words);
    }

    fn tutor(&mut self, field: &str, tutor: &Tutor) {
        let words = [("name", tutor.name.clone()), ("role", tutor.role.clone())];
        let words = self.wording.t.fill("internship-tutor", &words);
        self.blocks.push(Block::Fact(self.wording.t.say(&format!("internship-{field}")), words));
    }

    fn parties(&mut self, it: &Agreement) {
        let t = self.wording.t;
        self.part("student");
        self.blocks.push(Block::Fact(t.say("internship-signatory-student"), it.student.name.clone()));
        self.fact("born-on", self.wording.day(it.student.born_on));
        self.choice("level", it.student.level.slug());
        self.fact("major", it.student.major.clone());
        self.fact("year-of-study", it.student.year_of_study.to_string());
        self.part("host");
        self.blocks.push(Block::Fact(t.say("internship-signatory-host"), it.host.name.clone()));
        self.fact("host-place", it.host.place.clone());
        self.tutor("host-tutor", &it.host.tutor);
        if let Some(second) = &it.second_host {
            self.fact("second-host", second.name.clone());
            self.fact("second-place", second.place.clone());
            self.tutor("second-tutor", &second.tutor);
        }
        self.part("school");
        self.blocks.push(Block::Fact(t.say("internship-signatory-school"), it.school.name.clone()));
        self.tutor("school-tutor", &it.school.tutor);
        if let Some(on) = it.school.site_visit_on {
            self.fact("site-visit-on", self.wording.day(on));
        }
        if let Some(frame) = &it.frame {
            self.fact("frame", super::frames::words(t, frame));
        }
    }

    fn time_and_work(&mut self, it: &Agreement) {
        let (t, wording) = (self.wording.t, self.wording);
        self.part("time");
        self.choice("kind", it.kind.slug());
        let days = [("first", wording.day(it.first_day)), ("last", wording.day(it.last_day))];
        self.blocks.push(Block::Fact(t.say("internship-days"), t.fill("internship-from-until", &days)));
        let day = |day| t.say(&format!("internship-weekdays-{}", WorkingDay::of(day).slug()));
        self.fact("weekdays", listed(t, it.work.weekdays.iter().map(|&it| day(it))));
        let (begins, ends) = it.work.hours;
        let hours = [("begins", clock_time(begins)), ("ends", clock_time(ends))];
        self.blocks.push(Block::Fact(t.say("internship-hours"), t.fill("internship-begins-ends", &hours)));
        self.fact("hours-per-day", hours_words(t, it.work.minutes_per_day.into()));
        let week = u32::from(it.work.minutes_per_day) * it.work.weekdays.len() as u32;
        self.blocks.push(Block::Fact(t.say("internship-hours-per-week"), hours_words(t, week)));
        self.yes("on-holidays", it.work.on_holidays);
        self.part("work");
        self.fact("tasks", it.tasks.clone());
        self.yes("relates-to-major", it.relates_to_major);
        let hazard = |it: &Hazard| t.say(&format!("internship-hazards-{}", it.slug()));
        let hazards = listed(t, it.work.hazards.iter().map(hazard));
        self.fact("hazards", if hazards.is_empty() { t.say("internship-none") } else { hazards });
        if let Some(filing) = &it.filing {
            let words = [("number", filing.number.clone()), ("day", wording.day(filing.on))];
            self.fact("filing-number", t.fill("internship-filing", &words));
        }
    }

    fn money_and_papers(&mut self, it: &Agreement) {
        let (t, wording) = (self.wording.t, self.wording);
        self.part("pay");
        let pay = it.pay.as_ref().map_or_else(|| t.say("internship-none"), |pay| pay_words(t, pay));
        self.blocks.push(Block::Fact(t.say("internship-pay"), pay));
        self.yes("charges-student", it.charges_student);
        self.part("insurance");
        match &it.insurance {
            Some(insurance) => {
                self.fact("insurer", insurance.insurer.clone());
                self.fact("policy-number", insurance.number.clone());
                let policy = insurance.policy;
                let days = [("first", wording.day(policy.first_day)), ("last", wording.day(policy.last_day))];
                self.blocks.push(Block::Fact(t.say("internship-insured"), t.fill("internship-from-until", &days)));
                self.yes("insured-by-student", policy.paid_by_student);
            }
            None => self.fact("insurer", t.say("internship-none")),
        }
        let training = it.training.map_or_else(
            || t.say("internship-none"),
            |it| {
                let words = [("day", wording.day(it.on)), ("hours", hours_words(t, it.minutes.into()))];
                t.fill("internship-training", &words)
            },
        );
        self.blocks.push(Block::Fact(t.say("internship-training-title"), training));
    }
}

fn pay_words(t: Language, pay: &AgreedPay) -> String {
    let period = t.say(&format!("internship-pay-period-{}", pay.period.slug()));
    let in_money = t.say(if pay.in_money_to_student { "internship-pay-in-money" } else { "internship-pay-otherwise" });
    let cycle = ("days", pay.cycle_days.to_string());
    t.fill("internship-pay-words", &[("yuan", yuan(pay.fen)), ("period", period), cycle, ("how", in_money)])
}

/// Minutes in hours, such as `7.5 小时`.
pub(super) fn hours_words(t: Language, minutes: u32) -> String {
    let hours = f64::from(minutes) / 60.0;
    let rounded = (hours * 100.0).round() / 100.0;
    t.with("internship-hours-words", "hours", rounded)
}

fn listed(t: Language, words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join(&t.say("internship-between"))
}

/// What a rule set is called.
pub(super) fn rules_words(t: Language, rules: RuleSet) -> String {
    t.say(&format!("internship-rules-{}", rules.slug()))
}

/// What `party` is called.
pub(super) fn party_words(t: Language, party: Party) -> String {
    match Signatory::of(party) {
        Some(signatory) => t.say(&format!("internship-signatory-{}", signatory.slug())),
        None => t.say(&format!("connection-party-{}", party.slug())),
    }
}
