//! Minimum wages: figures with a beginning and a source, kept as data.

use std::sync::LazyLock;

use time::Date;

/// The minimum wage of a place from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MinimumWage {
    /// Code of the place in GB/T 2260.
    pub division: String,
    /// First day.
    pub since: Date,
    /// For full-time work, in yuan.
    pub yuan_per_month: u32,
    /// For work by the hour, in yuan.
    pub yuan_per_hour: u32,
    /// Who says so.
    pub source: String,
}

/// The figures that come with the program, the earliest first in each place.
static SHIPPED: LazyLock<Vec<MinimumWage>> = LazyLock::new(|| {
    let mut rows = csv::Reader::from_reader(&include_bytes!("../../codes/minimum_wages.csv")[..]);
    rows.records().map(|row| MinimumWage::read(&row.ok()?)).collect::<Option<_>>().expect("a test reads them")
});

/// The figures that come with the program.
#[must_use]
pub fn shipped_minimum_wages() -> &'static [MinimumWage] {
    &SHIPPED
}

impl MinimumWage {
    /// The one of `wages` that holds at `division`, or at a place above it, on `day`.
    #[must_use]
    pub fn at<'a>(wages: &'a [Self], division: &str, day: Date) -> Option<&'a Self> {
        let holds = |wage: &&Self| {
            let whole_province = wage.division.trim_end_matches('0');
            wage.since <= day && division.starts_with(whole_province)
        };
        wages.iter().filter(holds).max_by_key(|wage| (wage.division.trim_end_matches('0').len(), wage.since))
    }

    fn read(row: &csv::StringRecord) -> Option<Self> {
        let format = time::macros::format_description!("[year]-[month]-[day]");
        Some(Self {
            division: row.get(0)?.to_owned(),
            since: Date::parse(row.get(1)?, format).ok()?,
            yuan_per_month: row.get(2)?.parse().ok()?,
            yuan_per_hour: row.get(3)?.parse().ok()?,
            source: row.get(4)?.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn the_figure_of_the_day_and_place_holds() {
        let month = |division, day| MinimumWage::at(shipped_minimum_wages(), division, day).map(|it| it.yuan_per_month);
        assert_eq!(month("310115", date!(2025 - 06 - 30)), Some(2690));
        assert_eq!(month("310000", date!(2025 - 07 - 01)), Some(2740));
        assert_eq!(month("320500", date!(2026 - 01 - 01)), None);
        assert_eq!(month("310115", date!(2020 - 01 - 01)), None);
    }
}
