//! A description as the index keeps it: one small number for each thing known.

use rongqiao_model::choice::{Education, EmploymentType, Side};
use rongqiao_model::kind::ListingKind;

use super::description::{Description, SkillClaim, Source};
use crate::facts::UNKNOWN;
use crate::skills::{Level, MajorNumber, Role, SkillNumber};

/// Bits that say what a mark is.
const TAG_BITS: u32 = 3;

/// Bits of a [`SkillCode`].
const CODE_BITS: u32 = 6;

/// One thing that is known of a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Skill(SkillNumber, SkillCode),
    Major(MajorNumber),
    Word(u32),
    DaysPerWeek(u8),
    Months(u8),
    /// Seats, posts or graduates a year: how many people it concerns.
    Capacity(u32),
}

/// A claim without its skill, in six bits: role, level, source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct SkillCode(u8);

impl SkillCode {
    /// How many there are.
    pub(crate) const COUNT: usize = 1 << CODE_BITS;

    pub(crate) fn of(claim: &SkillClaim) -> Self {
        let level = claim.level.map_or(0, |level| level.ordinal() + 1);
        let is_preferred = u8::from(claim.role == Role::Preferred);
        Self(is_preferred | level << 1 | claim.source.ordinal() << 4)
    }

    /// A table of what each of them is worth, by its bits.
    pub(crate) fn worths(worth: impl Fn(Self) -> f32) -> [f32; Self::COUNT] {
        std::array::from_fn(|bits| worth(Self::from_bits(bits as u8)))
    }

    /// What it is worth by such a table.
    #[inline]
    pub(crate) const fn worth(self, worths: &[f32; Self::COUNT]) -> f32 {
        worths[self.0 as usize % Self::COUNT]
    }

    pub(crate) const fn from_bits(bits: u8) -> Self {
        Self(bits & (Self::COUNT as u8 - 1))
    }

    pub(crate) const fn bits(self) -> u8 {
        self.0
    }

    /// The claim on `skill` that it stands for.
    pub(crate) fn claim(self, skill: SkillNumber) -> SkillClaim {
        let role = if self.0 & 1 == 1 { Role::Preferred } else { Role::Required };
        let level = (self.0 >> 1 & 7).checked_sub(1).and_then(|level| Level::ALL.get(usize::from(level)));
        let source = Source::ALL.get(usize::from(self.0 >> 4)).copied().unwrap_or(Source::Read);
        SkillClaim { skill, role, level: level.copied(), source }
    }
}

impl Mark {
    pub(crate) fn pack(self) -> u64 {
        let (tag, number) = match self {
            Self::Skill(skill, code) => (0, u64::from(skill) << CODE_BITS | u64::from(code.bits())),
            Self::Major(major) => (1, u64::from(major)),
            Self::Word(key) => (2, u64::from(key)),
            Self::DaysPerWeek(days) => (3, u64::from(days)),
            Self::Months(months) => (4, u64::from(months)),
            Self::Capacity(people) => (5, u64::from(people)),
        };
        number << TAG_BITS | tag
    }

    /// Reads a packed mark; `None` for one that this program does not know.
    pub(crate) fn unpack(packed: u64) -> Option<Self> {
        let number = packed >> TAG_BITS;
        let small = u8::try_from(number).ok();
        Some(match packed & ((1 << TAG_BITS) - 1) {
            0 => Self::Skill(u32::try_from(number >> CODE_BITS).ok()?, SkillCode::from_bits(number as u8)),
            1 => Self::Major(u16::try_from(number).ok()?),
            2 => Self::Word(u32::try_from(number).ok()?),
            3 => Self::DaysPerWeek(small?),
            4 => Self::Months(small?),
            5 => Self::Capacity(u32::try_from(number).ok()?),
            _ => return None,
        })
    }
}

/// What a listing demands besides skills, as the index keeps it for filters.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Demands {
    pub(crate) kind: u8,
    pub(crate) education: u8,
    pub(crate) experience: u8,
    pub(crate) employment: u8,
    /// Yuan a month; both ends 0 when not known.
    pub(crate) pay: (u32, u32),
}

impl Description {
    /// Describes a listing as [`Description::of`] did from what the index keeps of it.
    pub(crate) fn kept(marks: impl Iterator<Item = Mark>, demands: Demands, city: Option<&str>) -> Self {
        let mut described = Self::default();
        let kind = ListingKind::ALL.get(usize::from(demands.kind));
        if kind.is_some_and(|kind| kind.side() == Side::Information) {
            return described;
        }
        marks.for_each(|mark| described.take(mark));
        described.cities.extend(city.filter(|city| !city.is_empty()).map(str::to_owned));
        if kind.is_some_and(|kind| kind.side() == Side::Demand) {
            let education = Education::ALL.get(usize::from(demands.education)).copied();
            described.education = education.filter(|&level| level != Education::None);
            described.experience_years = Some(demands.experience).filter(|&years| years != UNKNOWN);
            described.pay_yuan = Some(demands.pay).filter(|pay| pay.1 > 0);
            described.employment.extend(EmploymentType::ALL.get(usize::from(demands.employment)));
        }
        described
    }

    /// What the index keeps of it besides the facts that filters use.
    pub(crate) fn marks(&self) -> Vec<Mark> {
        let skills = self.skills.iter().map(|claim| Mark::Skill(claim.skill, SkillCode::of(claim)));
        let majors = self.majors.iter().copied().map(Mark::Major);
        let words = self.words.iter().copied().map(Mark::Word);
        let days = self.days_per_week.map(Mark::DaysPerWeek);
        let months = self.months.map(Mark::Months);
        skills.chain(majors).chain(words).chain(days).chain(months).collect()
    }

    /// Takes over what a mark says.
    fn take(&mut self, mark: Mark) {
        match mark {
            Mark::Skill(skill, code) => self.skills.push(code.claim(skill)),
            Mark::Major(major) => self.majors.push(major),
            Mark::Word(key) => self.words.push(key),
            Mark::DaysPerWeek(days) => self.days_per_week = Some(days),
            Mark::Months(months) => self.months = Some(months),
            Mark::Capacity(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_survives_packing() {
        for source in Source::ALL {
            for role in [Role::Required, Role::Preferred] {
                for level in [None, Some(Level::Aware), Some(Level::Expert)] {
                    let claim = SkillClaim { skill: 70_000, role, level, source: *source };
                    let mark = Mark::Skill(claim.skill, SkillCode::of(&claim));
                    assert_eq!(Mark::unpack(mark.pack()), Some(mark));
                    assert_eq!(SkillCode::of(&claim).claim(claim.skill), claim);
                }
            }
        }
        for mark in
            [Mark::Major(800), Mark::Word(1 << 19), Mark::DaysPerWeek(5), Mark::Months(12), Mark::Capacity(9_999)]
        {
            assert_eq!(Mark::unpack(mark.pack()), Some(mark));
        }
        assert_eq!(Mark::unpack(7), None);
    }
}
