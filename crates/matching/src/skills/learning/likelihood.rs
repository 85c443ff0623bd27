//! How far from chance it is that two things stand together.

/// Dunning's log-likelihood ratio: of `all` places `first` hold the one, `second` the other, `both` hold both. It is 0
/// where the two stand together no more often than by chance.
pub(super) fn log_likelihood(both: u32, first: u32, second: u32, all: u32) -> f64 {
    let [both, first, second, all] = [both, first, second, all].map(f64::from);
    if both * all <= first * second {
        return 0.0;
    }
    let cell =
        |seen: f64, row: f64, column: f64| if seen > 0.0 { seen * (seen * all / (row * column)).ln() } else { 0.0 };
    2.0 * (cell(both, first, second)
        + cell(first - both, first, all - second)
        + cell(second - both, all - first, second)
        + cell(all - first - second + both, all - first, all - second))
}

/// How closely two things stand together: 0 by chance, 1 if one is never without the other (normalised pointwise mutual
/// information).
pub(super) fn closeness(both: u32, first: u32, second: u32, all: u32) -> f64 {
    let [both, first, second, all] = [both, first, second, all].map(f64::from);
    if both >= all {
        return 1.0;
    }
    (both * all / (first * second)).ln() / (all / both).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_together_by_chance_scores_nothing_and_what_never_parts_most() {
        assert!(log_likelihood(25, 50, 50, 100) < 1e-9);
        assert!(log_likelihood(1, 50, 50, 100) < 1e-9);
        assert!(log_likelihood(50, 50, 50, 100) > log_likelihood(40, 50, 50, 100));
        // By hand: 2 (2 · 50 ln 2) for two halves that agree in all of a hundred.
        assert!((log_likelihood(50, 50, 50, 100) - 200.0 * 2_f64.ln()).abs() < 1e-9);
        assert!((closeness(50, 50, 50, 100) - 1.0).abs() < 1e-9);
        assert!(closeness(25, 50, 50, 100).abs() < 1e-9);
    }
}
