//! How far a mean over queries could have come out otherwise.

/// How often the queries are drawn anew.
const DRAWS: usize = 1_000;

/// Where the pseudo-random numbers begin: the same values always give the same interval.
const SEED: u64 = 0x5851_f42d_4c95_7f2d;

/// The interval that holds the mean of `values` in 95 of 100 draws of as many of them; nought to nought without any.
#[must_use]
pub fn interval_of_mean(values: &[f64]) -> [f64; 2] {
    if values.is_empty() {
        return [0.0, 0.0];
    }
    let mut state = SEED;
    let mut means: Vec<f64> = (0..DRAWS).map(|_| mean_of_draw(values, &mut state)).collect();
    means.sort_by(f64::total_cmp);
    [means[DRAWS / 40], means[DRAWS - 1 - DRAWS / 40]]
}

fn mean_of_draw(values: &[f64], state: &mut u64) -> f64 {
    let sum: f64 = (0..values.len()).map(|_| values[next_below(values.len(), state)]).sum();
    sum / values.len() as f64
}

fn next_below(bound: usize, state: &mut u64) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    (*state >> 16) as usize % bound
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_leave_no_doubt_and_no_values_give_nothing() {
        assert_eq!(interval_of_mean(&[0.25; 30]), [0.25, 0.25]);
        assert_eq!(interval_of_mean(&[]), [0.0, 0.0]);
    }

    #[test]
    fn the_interval_is_as_wide_as_theory_says() {
        let values: Vec<f64> = (0..400).map(|at| f64::from(at % 2)).collect();
        let [low, high] = interval_of_mean(&values);
        // Two standard errors of a coin thrown 400 times.
        assert!((low - 0.451).abs() < 0.01 && (high - 0.549).abs() < 0.01, "{low} to {high}");
        assert_eq!(interval_of_mean(&values), [low, high]);
    }
}
