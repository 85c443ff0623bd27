//! Small charts as the points of an SVG; the numbers stand beside them as a table.

use rongqiao_matching::mirror::{TREND_MONTHS, Trend};

/// Height of a chart of months, and the room that its strokes need above and below.
const HEIGHT: f64 = 32.0;
const MARGIN: f64 = 2.0;

/// Distance of two months.
const STEP: usize = 10;

/// Width of the longest bar.
const WHOLE_BAR: f64 = 100.0;

/// Two lines over the same months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lines {
    /// Points of what is asked for.
    pub asking: String,
    /// Points of what is taught.
    pub teaching: String,
    /// The highest number of all.
    pub top: u32,
}

/// Two bars on one scale, in hundredths of the longest bar of all rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bars {
    /// People sought.
    pub sought: String,
    /// People taught.
    pub taught: String,
}

impl Lines {
    /// Draws `trend`; the highest of all its numbers reaches the top.
    pub(crate) fn of(trend: &Trend) -> Self {
        let top = trend.asking.iter().chain(&trend.teaching).copied().max().unwrap_or(0);
        let line = |counts: &[u32; TREND_MONTHS]| {
            let points = counts.iter().enumerate().map(|(at, &count)| {
                let share = f64::from(count) / f64::from(top.max(1));
                format!("{},{:.1}", at * STEP, HEIGHT - MARGIN - share * (HEIGHT - 2.0 * MARGIN))
            });
            points.collect::<Vec<_>>().join(" ")
        };
        Self { asking: line(&trend.asking), teaching: line(&trend.teaching), top }
    }
}

impl Bars {
    /// Draws two numbers beside others of which the largest is `longest`.
    pub(crate) fn of(sought: u64, taught: u64, longest: u64) -> Self {
        let width = |people: u64| format!("{:.1}", people as f64 / longest.max(1) as f64 * WHOLE_BAR);
        Self { sought: width(sought), taught: width(taught) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_month_reaches_the_top_and_nothing_lies_at_the_bottom() {
        let mut trend = Trend::default();
        trend.asking[11] = 4;
        trend.teaching[0] = 2;
        let lines = Lines::of(&trend);
        assert!(lines.asking.starts_with("0,30.0 10,30.0") && lines.asking.ends_with("110,2.0"), "{}", lines.asking);
        assert!(lines.teaching.starts_with("0,16.0 "), "{}", lines.teaching);
        assert!(Lines::of(&Trend::default()).asking.ends_with("110,30.0"));
    }

    #[test]
    fn bars_share_one_scale() {
        assert_eq!(Bars::of(5, 20, 20), Bars { sought: "25.0".to_owned(), taught: "100.0".to_owned() });
        assert_eq!(Bars::of(0, 0, 0).taught, "0.0");
    }
}
