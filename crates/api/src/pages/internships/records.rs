//! What an internship's page shows of its agreement, its diary and what was thought of it.

use rongqiao_model::connect::{Party, Stage};
use rongqiao_model::internship::{
    AgreementVersion, Assessment, DiaryWeek, Finding, Gate, RuleSet, Scan, Signatory, Signature, Weight,
    confirmed_minutes,
};
use time::{Date, Duration};

use super::super::wording::Wording;
use super::contents::{contents, hours_words, number, party_words};
use super::path_of;
use crate::actions::internships::Internship;
use crate::documents::Block;
use crate::language::Language;

/// A version of the agreement.
#[derive(Debug)]
pub(super) struct VersionView {
    pub(super) number: String,
    pub(super) written: String,
    pub(super) agreed: Option<String>,
    /// Words, address and SHA-256 of each paper.
    pub(super) papers: Vec<(String, String, String)>,
    pub(super) signatures: Vec<SignatureView>,
    /// Headings, and labels with what belongs to them.
    pub(super) contents: Vec<ContentView>,
}

/// A piece of what an agreement says.
#[derive(Debug)]
pub(super) enum ContentView {
    Heading(String),
    Fact(String, String),
}

/// Somebody whose word the agreement needs, and what they said.
#[derive(Debug)]
pub(super) struct SignatureView {
    pub(super) who: String,
    pub(super) said: String,
    pub(super) is_there: bool,
    /// Address and SHA-256 of the signed paper.
    pub(super) paper: Option<(String, String)>,
}

/// Something that the rules do not find in order.
#[derive(Debug)]
pub(super) struct FindingView {
    pub(super) words: String,
    /// Whether it stops the beginning.
    pub(super) is_hard: bool,
    pub(super) weight: String,
    pub(super) article: String,
    /// What to do.
    pub(super) todo: String,
    /// Why the school passes it.
    pub(super) reason: Option<String>,
}

/// A week of the diary.
#[derive(Debug)]
pub(super) struct WeekView {
    pub(super) monday: String,
    pub(super) days: String,
    pub(super) hours: String,
    /// What is seen, as it is confirmed.
    pub(super) seen: String,
    pub(super) state: String,
    pub(super) slug: &'static str,
    /// What both tutors said.
    pub(super) said: Vec<String>,
    /// Day, hours, what was done, and where it is written anew.
    pub(super) entries: Vec<(String, String, String, Option<String>)>,
    /// Whether whoever looks can say something about it now.
    pub(super) waits: bool,
    /// Whether they have confirmed it, and can still say that it was otherwise.
    pub(super) confirmed: bool,
}

/// What one side thinks of it in the end.
#[derive(Debug)]
pub(super) struct AssessmentView {
    pub(super) who: String,
    pub(super) grade: String,
    pub(super) words: String,
    pub(super) signed: String,
}

pub(super) fn version(wording: &Wording<'_>, it: &AgreementVersion, at: &str) -> VersionView {
    let t = wording.t;
    let at = format!("{at}/agreements/{}", it.version);
    let paper = |it: &rongqiao_model::internship::AgreementDocument| {
        let words = t.say(&format!("internship-paper-{}", it.language));
        (words, format!("{at}/{}.pdf", it.language), it.sha256.clone())
    };
    let signature = |signatory: &Signatory| {
        let found = it.signatures.iter().find(|it| it.signatory == *signatory);
        signed(wording, *signatory, found, &at)
    };
    let content = |block: Block| match block {
        Block::Heading(words) | Block::Title(words) | Block::Note(words) | Block::Text(words) => {
            ContentView::Heading(words)
        }
        Block::Fact(label, value) => ContentView::Fact(label, value),
    };
    VersionView {
        number: number(t, it.version),
        written: t.with("internship-written", "moment", wording.minute_of(it.written_at).words),
        agreed: it.agreed_at.map(|at| t.with("internship-agreed", "moment", wording.minute_of(at).words)),
        papers: it.documents.iter().map(paper).collect(),
        signatures: it.agreement.signatories().iter().map(signature).collect(),
        contents: contents(wording, &it.agreement).into_iter().map(content).collect(),
    }
}

fn signed(wording: &Wording<'_>, signatory: Signatory, found: Option<&Signature>, at: &str) -> SignatureView {
    let t = wording.t;
    let words = |it: &Signature| {
        let key = if it.scan.is_some() { "internship-signed-on-paper" } else { "internship-signed-here" };
        t.with(key, "moment", wording.minute_of(it.at).words)
    };
    let address = |scan: &Scan| (format!("{at}/{}", signatory.slug()), scan.sha256.clone());
    SignatureView {
        who: t.say(&format!("internship-signatory-{}", signatory.slug())),
        said: found.map_or_else(|| t.say("internship-not-signed"), words),
        is_there: found.is_some(),
        paper: found.and_then(|it| it.scan.as_ref()).map(address),
    }
}

/// What stands between the internship and its beginning, or makes the school say why.
pub(super) fn findings(wording: &Wording<'_>, internship: &Internship, today: Date) -> Vec<FindingView> {
    let t = wording.t;
    let records = &internship.records;
    let has_begun = matches!(internship.file.connection.stage, Stage::Running | Stage::Interrupted);
    let Some(version) = records.judged(has_begun) else { return Vec::new() };
    let rules = version.agreement.rules();
    let view = |it: Finding| {
        let reason = version.agreement.reasons.get(&it.gate).filter(|_| it.weight == Weight::Warn).cloned();
        FindingView { reason, ..finding(t, it, rules) }
    };
    let found = records.findings(today, has_begun).into_iter();
    found.filter(|it| is_told(internship.party, it.gate)).map(view).collect()
}

/// A finding under `rules`, for which no reason is given.
pub(super) fn finding(t: Language, it: Finding, rules: RuleSet) -> FindingView {
    let slug = it.gate.slug();
    FindingView {
        words: t.say(&format!("internship-gate-{slug}")),
        is_hard: it.weight == Weight::Block,
        weight: t.say(&format!("internship-weight-{}", it.weight.slug())),
        article: article(t, it.gate, rules),
        todo: t.say(&format!("internship-gate-{slug}-do")),
        reason: None,
    }
}

/// Whether `party` is told that a gate is not passed: where else a student works is nothing for the host.
const fn is_told(party: Party, gate: Gate) -> bool {
    !matches!(gate, Gate::Overlap) || matches!(party, Party::Responder | Party::School | Party::UniversitiesDesk)
}

/// Why a version cannot come into force while the internship runs or rests: what of `gates` `party` is told.
pub(super) fn forbidden(t: Language, party: Party, gates: &[Gate]) -> String {
    let told = gates.iter().filter(|gate| is_told(party, **gate));
    let told: Vec<String> = told.map(|gate| t.say(&format!("internship-gate-{}", gate.slug()))).collect();
    if told.is_empty() {
        return t.say("internship-version-forbidden");
    }
    t.with("internship-version-forbidden-gates", "gates", told.join(&t.say("list-separator")))
}

/// The article on which a gate rests: of the rules that hold, or of the law for everybody.
pub(super) fn article(t: Language, gate: Gate, rules: RuleSet) -> String {
    let own = format!("internship-gate-{}-article-{}", gate.slug(), rules.slug());
    let key = if t.knows(&own) { own } else { format!("internship-gate-{}-article", gate.slug()) };
    t.say(&key)
}

/// The weeks, the latest first, as `party` sees them; `is_open` says whether weeks can be judged at all.
pub(super) fn weeks(
    wording: &Wording<'_>,
    internship: &Internship,
    is_over: impl Fn(&DiaryWeek) -> bool,
) -> Vec<WeekView> {
    let t = wording.t;
    let (party, connection) = (internship.party, &internship.file.connection);
    let writes = party == Party::Responder && connection.stage == Stage::Running;
    let mended_at = |week: &DiaryWeek, day: Date| {
        let diary = format!("{}/diary?day={day}", path_of(t, connection.id));
        (writes && !week.words.is_closed()).then_some(diary)
    };
    let view = |week: &DiaryWeek| {
        let last = week.monday + Duration::days(6);
        let days = [("first", wording.day(week.monday)), ("last", wording.day(last))];
        let slug = match &week.words {
            words if words.is_disputed() => "disputed",
            words if words.counts() => "counts",
            _ => "waits",
        };
        let waits_for = match (slug, &week.words.host, &week.words.school) {
            ("waits", Some(_), None) => "waits-school",
            ("waits", None, Some(_)) => "waits-host",
            _ => slug,
        };
        let said = [(Party::Publisher, &week.words.host), (Party::School, &week.words.school)];
        let said = said.into_iter().filter_map(|(by, word)| word.as_ref().map(|word| (by, word)));
        let said = said.map(|(by, word)| {
            let who = ("who", party_words(t, by));
            match &word.disputed {
                Some(why) => t.fill("internship-week-said-otherwise", &[who, ("why", why.clone())]),
                None => t.fill("internship-week-said-so", &[who]),
            }
        });
        let is_tutor = matches!(party, Party::Publisher | Party::School);
        WeekView {
            monday: week.monday.to_string(),
            days: t.fill("internship-from-until", &days),
            hours: hours_words(t, week.minutes()),
            seen: week.digest(),
            state: t.say(&format!("internship-week-{waits_for}")),
            slug,
            said: said.collect(),
            entries: week
                .entries
                .iter()
                .map(|it| {
                    (wording.day(it.day), hours_words(t, it.minutes.into()), it.text.clone(), mended_at(week, it.day))
                })
                .collect(),
            // Whoever said that it was otherwise can still say that it was so.
            waits: is_tutor && week.words.of(party).is_none_or(|it| it.disputed.is_some()) && is_over(week),
            confirmed: is_tutor && week.words.of(party).is_some_and(|it| it.disputed.is_none()) && is_over(week),
        }
    };
    internship.records.weeks.iter().rev().map(view).collect()
}

/// A week that whoever looks can confirm together with others, as a form holds it; `None` for any other week, and for one
/// about which the other tutor says that it was otherwise.
pub(super) fn open_week(week: &WeekView) -> Option<String> {
    (week.waits && week.slug != "disputed").then(|| format!("{} {}", week.monday, week.seen))
}

/// How many hours count.
pub(super) fn total(wording: &Wording<'_>, internship: &Internship) -> String {
    let written: u32 = internship.records.weeks.iter().map(DiaryWeek::minutes).sum();
    let confirmed = hours_words(wording.t, confirmed_minutes(&internship.records.weeks));
    let words = [("confirmed", confirmed), ("written", hours_words(wording.t, written))];
    wording.t.fill("internship-total", &words)
}

pub(super) fn assessment(wording: &Wording<'_>, it: &Assessment) -> AssessmentView {
    let t = wording.t;
    let signed = [("name", it.signed_by.clone()), ("moment", wording.minute_of(it.at).words)];
    AssessmentView {
        who: party_words(t, it.party),
        grade: t.say(&format!("internship-grade-{}", it.grade.slug())),
        words: it.words.clone(),
        signed: t.fill("internship-assessment-signed", &signed),
    }
}
