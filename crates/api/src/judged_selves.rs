//! The judged texts of invented people about themselves, and how well they are read.

use std::collections::BTreeMap;

use rongqiao_matching::skills::{SkillNumber, Vocabulary};
use rongqiao_model::choice::Education;
use serde::Deserialize;

use crate::fault::Fault;
use crate::profile_address::Seeker;

const SELVES: &str = include_str!("../demo/judged_selves.jsonl");

/// A text about oneself with what a person reads in it.
#[derive(Debug, Deserialize)]
struct Told {
    about: String,
    education: Option<String>,
    major: Option<String>,
    years: Option<u8>,
    /// Names of skills that the writer has.
    held: Vec<String>,
    /// Names of skills that the writer says they lack, or only wishes for.
    not_held: Vec<String>,
    /// Words that the wish holds.
    wish: Vec<String>,
}

/// Reads all judged texts and compares with what a person read.
///
/// Gives the shares of texts whose education, major and years are right; of skills that are taken in where the writer
/// has them, and left out where not; and of wishes that are caught.
///
/// # Errors
///
/// Returns a [`Fault`] if a line of the judged file cannot be read or names a skill that is nowhere, which a test
/// excludes.
pub fn figures() -> Result<BTreeMap<&'static str, f64>, Fault> {
    let mut shares: BTreeMap<&'static str, (u32, u32)> = BTreeMap::new();
    for line in SELVES.lines().filter(|line| !line.is_empty()) {
        let told: Told =
            serde_json::from_str(line).map_err(|error| Fault::because("A judged text cannot be read.", error))?;
        for (what, is_right) in told.compare()? {
            let (right, all) = shares.entry(what).or_default();
            *right += u32::from(is_right);
            *all += 1;
        }
    }
    Ok(shares.into_iter().map(|(what, (right, all))| (what, f64::from(right) / f64::from(all))).collect())
}

impl Told {
    /// What was compared, and whether it is so.
    fn compare(&self) -> Result<Vec<(&'static str, bool)>, Fault> {
        let vocabulary = Vocabulary::current();
        let mut seeker = Seeker::default();
        seeker.take_in(&self.about, vocabulary);
        let profile = &seeker.profile;
        let has = |skill: &SkillNumber| profile.skills.iter().any(|(held, _)| held == skill);
        let education = self.education.as_deref().and_then(Education::from_slug);
        let mut compared = vec![
            ("education", profile.education == education),
            ("major", profile.major == self.major.as_deref().unwrap_or_default()),
            ("years", profile.experience_years == self.years),
        ];
        for skill in numbers(&self.held, vocabulary)? {
            compared.push(("held", has(&skill)));
        }
        for skill in numbers(&self.not_held, vocabulary)? {
            compared.push(("not held", !has(&skill)));
        }
        if !self.wish.is_empty() {
            compared.push(("wish", self.wish.iter().all(|word| profile.wish.contains(word.as_str()))));
        }
        Ok(compared)
    }
}

fn numbers(names: &[String], vocabulary: &Vocabulary) -> Result<Vec<SkillNumber>, Fault> {
    let unknown = |name: &String| Fault::new(format!("The judged texts name the unknown skill {name}."));
    names.iter().map(|name| vocabulary.by_name(name).ok_or_else(|| unknown(name))).collect()
}
