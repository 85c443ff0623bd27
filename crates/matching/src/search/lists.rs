//! For each number of a skill, a major or a word, the documents that have it.

use std::ops::Range;

/// Lists of documents by number; `C` is what a list says of each document besides.
#[derive(Debug)]
pub(super) struct Lists<C> {
    /// The numbers that any document has, in rising order.
    numbers: Vec<u32>,
    /// Where the documents of each number begin; one more than there are numbers.
    starts: Vec<u32>,
    docs: Vec<u32>,
    codes: Vec<C>,
}

/// The documents that have one number, in rising order.
#[derive(Debug)]
pub(super) struct List<'a, C> {
    docs: &'a [u32],
    codes: &'a [C],
}

impl<C: Copy + Default> Lists<C> {
    /// Sorts what documents have, given as number, document and code in the order of the documents.
    pub(super) fn of(claims: &[(u32, u32, C)]) -> Self {
        let mut next = vec![0_u32; claims.iter().map(|claim| claim.0 as usize + 1).max().unwrap_or(0)];
        claims.iter().for_each(|claim| next[claim.0 as usize] += 1);
        let (mut numbers, mut starts) = (Vec::new(), vec![0]);
        let mut end = 0;
        for (number, count) in (0..).zip(&mut next).filter(|(_, count)| **count > 0) {
            let start = end;
            end += std::mem::replace(count, start);
            numbers.push(number);
            starts.push(end);
        }
        let (mut docs, mut codes) = (vec![0; claims.len()], vec![C::default(); claims.len()]);
        for &(number, doc, code) in claims {
            let at = &mut next[number as usize];
            docs[*at as usize] = doc;
            codes[*at as usize] = code;
            *at += 1;
        }
        Self { numbers, starts, docs, codes }
    }

    /// The numbers that any document has, in rising order.
    pub(super) fn numbers(&self) -> impl Iterator<Item = u32> {
        self.numbers.iter().copied()
    }

    /// The documents that have `number`.
    pub(super) fn list(&self, number: u32) -> List<'_, C> {
        let range = match self.numbers.binary_search(&number) {
            Ok(at) => self.starts[at] as usize..self.starts[at + 1] as usize,
            Err(_) => 0..0,
        };
        List { docs: &self.docs[range.clone()], codes: &self.codes[range] }
    }
}

impl<'a, C: Copy> List<'a, C> {
    /// How many documents it has left.
    pub(super) const fn len(&self) -> usize {
        self.docs.len()
    }

    /// The documents, each with its code.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, C)> + use<'a, C> {
        self.docs.iter().copied().zip(self.codes.iter().copied())
    }

    /// Takes off the documents up to the end of `range` and gives those within it to `take`.
    #[inline]
    pub(super) fn take_within(&mut self, range: Range<u32>, mut take: impl FnMut(u32, C)) {
        if self.docs.first().is_some_and(|&first| first < range.start) {
            self.skip(self.docs.partition_point(|&doc| doc < range.start));
        }
        let mut taken = 0;
        for (doc, code) in self.iter().take_while(|&(doc, _)| doc < range.end) {
            take(doc, code);
            taken += 1;
        }
        self.skip(taken);
    }

    fn skip(&mut self, documents: usize) {
        self.docs = &self.docs[documents..];
        self.codes = &self.codes[documents..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_hold_what_was_claimed_and_are_taken_off_piece_by_piece() {
        let lists = Lists::of(&[(7, 0, 'a'), (2, 1, 'b'), (7, 3, 'c'), (7, 8, 'd')]);
        assert_eq!(lists.numbers().collect::<Vec<_>>(), [2, 7]);
        assert_eq!(lists.list(2).iter().collect::<Vec<_>>(), [(1, 'b')]);
        assert_eq!(lists.list(3).len(), 0);
        let mut list = lists.list(7);
        let mut taken = Vec::new();
        list.take_within(0..2, |doc, code| taken.push((doc, code)));
        assert_eq!(taken, [(0, 'a')]);
        list.take_within(4..9, |doc, code| taken.push((doc, code)));
        assert_eq!((taken, list.len()), (vec![(0, 'a'), (8, 'd')], 0));
    }

    #[test]
    fn no_claims_make_no_lists() {
        let lists = Lists::<()>::of(&[]);
        assert_eq!((lists.numbers().count(), lists.list(0).len()), (0, 0));
    }
}
