//! Long lists, page by page.

/// Which page of a list is wanted, and how long pages are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageAsked {
    number: u64,
    size: u64,
}

impl PageAsked {
    /// Page `number`, counted from 1, of a list with `size` rows to a page. A number beyond a million is a million: no
    /// list is longer, and no product overflows with that.
    #[must_use]
    pub const fn new(number: u64, size: u64) -> Self {
        let number = if number < 1 { 1 } else { number };
        Self { number: if number > 1_000_000 { 1_000_000 } else { number }, size }
    }

    /// The first page.
    #[must_use]
    pub const fn first(size: u64) -> Self {
        Self::new(1, size)
    }

    /// Which page it is, from 1.
    #[must_use]
    pub const fn number(self) -> u64 {
        self.number
    }

    /// Rows that stand on pages before it.
    #[must_use]
    pub const fn passed(self) -> u64 {
        (self.number - 1) * self.size
    }

    /// Rows to read: one more than the page shows tells whether the list goes on.
    #[must_use]
    pub const fn read(self) -> u64 {
        self.size + 1
    }
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// What stands on it.
    pub rows: Vec<T>,
    /// Whether more rows follow on the next page.
    pub goes_on: bool,
}

impl<T> Page<T> {
    /// The page that was asked for, of what was read from its first row on.
    #[must_use]
    pub fn of(mut rows: Vec<T>, asked: PageAsked) -> Self {
        let size = usize::try_from(asked.size).unwrap_or(usize::MAX);
        let goes_on = rows.len() > size;
        rows.truncate(size);
        Self { rows, goes_on }
    }

    /// The same page with `rows` made of its own.
    #[must_use]
    pub fn with<U>(self, make: impl FnOnce(Vec<T>) -> Vec<U>) -> Page<U> {
        Page { rows: make(self.rows), goes_on: self.goes_on }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_goes_on_when_one_row_more_was_read_than_it_shows() {
        let asked = PageAsked::new(3, 2);
        assert_eq!((asked.passed(), asked.read()), (4, 3));
        assert_eq!(Page::of(vec![5, 6, 7], asked), Page { rows: vec![5, 6], goes_on: true });
        assert_eq!(Page::of(vec![5, 6], asked), Page { rows: vec![5, 6], goes_on: false });
    }

    #[test]
    fn no_number_of_a_page_overflows() {
        assert_eq!(PageAsked::new(0, 50).passed(), 0);
        assert_eq!(PageAsked::new(u64::MAX, 50).number(), 1_000_000);
    }
}
