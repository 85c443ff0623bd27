//! Sparse matrices and their leading directions, found by a seeded power iteration: the same input gives the same
//! output on every machine.

/// Rounds of the power iteration; more change nothing that can be measured.
const ROUNDS: usize = 3;

/// Where the pseudo-random numbers begin.
const SEED: u64 = 0x9e37_79b9_7f4a_7c15;

/// A row of a sparse matrix: columns in rising order with their values.
pub(super) type SparseRow = Vec<(u32, f32)>;

/// Rows of equal width, one after the other.
#[derive(Clone, Debug)]
pub(super) struct Dense {
    pub(super) values: Vec<f32>,
    pub(super) width: usize,
}

impl Dense {
    fn zero(rows: usize, width: usize) -> Self {
        Self { values: vec![0.0; rows * width], width }
    }

    fn random(rows: usize, width: usize) -> Self {
        let mut state = SEED;
        let values = (0..rows * width).map(|_| next_random(&mut state) * 2.0 - 1.0).collect();
        Self { values, width }
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = &[f32]> {
        self.values.chunks_exact(self.width)
    }

    fn transposed(&self) -> Self {
        let rows = self.values.len() / self.width;
        let mut turned = Self::zero(self.width, rows);
        for (at, row) in self.rows().enumerate() {
            for (column, value) in row.iter().enumerate() {
                turned.values[column * rows + at] = *value;
            }
        }
        turned
    }

    /// Makes the columns unit vectors at right angles to each other.
    fn orthonormalise(&mut self) {
        let mut columns = self.transposed();
        let length = columns.width;
        for at in 0..self.width {
            let (before, rest) = columns.values.split_at_mut(at * length);
            let column = &mut rest[..length];
            // The second pass removes what rounding left of the first.
            for _ in 0..2 {
                for other in before.chunks_exact(length) {
                    add_scaled(column, other, -dot(column, other));
                }
            }
            normalise(column);
        }
        *self = columns.transposed();
    }
}

/// A pseudo-random number from 0 to 1; `state` moves on.
pub(crate) fn next_random(state: &mut u64) -> f32 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    (*state >> 40) as f32 / (1u64 << 24) as f32
}

pub(super) fn dot(left: &[f32], right: &[f32]) -> f32 {
    left.iter().zip(right).map(|(left, right)| left * right).sum()
}

pub(super) fn add_scaled(to: &mut [f32], from: &[f32], factor: f32) {
    for (to, from) in to.iter_mut().zip(from) {
        *to += factor * from;
    }
}

/// Gives `vector` the length one; one of no length stays as it is.
pub(super) fn normalise(vector: &mut [f32]) {
    let length = dot(vector, vector).sqrt();
    if length > f32::EPSILON {
        vector.iter_mut().for_each(|value| *value /= length);
    }
}

/// The product of sparse `rows` and a dense matrix that has a row for each of their columns.
pub(super) fn product(rows: &[SparseRow], dense: &Dense) -> Dense {
    let width = dense.width;
    let mut out = Dense::zero(rows.len(), width);
    for (row, sum) in rows.iter().zip(out.values.chunks_exact_mut(width)) {
        for &(column, value) in row {
            let from = column as usize * width;
            add_scaled(sum, &dense.values[from..from + width], value);
        }
    }
    out
}

pub(super) fn transposed(rows: &[SparseRow], columns: usize) -> Vec<SparseRow> {
    let mut turned = vec![SparseRow::new(); columns];
    for (at, row) in rows.iter().enumerate() {
        for &(column, value) in row {
            turned[column as usize].push((at as u32, value));
        }
    }
    turned
}

/// Where each column of `rows` lies along their `width` leading directions, the stronger directions drawn together.
pub(super) fn column_positions(rows: &[SparseRow], columns: usize, width: usize) -> Dense {
    let turned = transposed(rows, columns);
    let mut directions = Dense::random(rows.len(), width);
    directions.orthonormalise();
    for _ in 0..ROUNDS {
        directions = product(rows, &product(&turned, &directions));
        directions.orthonormalise();
    }
    let mut positions = product(&turned, &directions);
    let mut strengths = vec![0.0f32; width];
    for row in positions.rows() {
        strengths.iter_mut().zip(row).for_each(|(sum, value)| *sum += value * value);
    }
    for row in positions.values.chunks_exact_mut(width) {
        // The fourth root of a sum of squares: the root of the strength.
        row.iter_mut().zip(&strengths).for_each(|(value, sum)| *value /= sum.sqrt().sqrt().max(f32::EPSILON));
    }
    positions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_that_share_rows_point_the_same_way() {
        let rows = [vec![(0, 1.0), (1, 1.0)], vec![(0, 1.0), (1, 0.9)], vec![(2, 1.0), (3, 1.0)]];
        let mut positions = column_positions(&rows, 4, 2);
        positions.values.chunks_exact_mut(2).for_each(normalise);
        let row = |at: usize| &positions.values[at * 2..at * 2 + 2];
        assert!(dot(row(0), row(1)) > 0.99);
        assert!(dot(row(2), row(3)) > 0.99);
        assert!(dot(row(0), row(2)).abs() < 0.1);
    }

    #[test]
    fn the_columns_are_orthonormal() {
        let mut matrix = Dense::random(20, 5);
        matrix.orthonormalise();
        let columns = matrix.transposed();
        for (at, left) in columns.rows().enumerate() {
            for (other, right) in columns.rows().enumerate() {
                let expected = if at == other { 1.0 } else { 0.0 };
                assert!((dot(left, right) - expected).abs() < 1e-4);
            }
        }
    }
}
