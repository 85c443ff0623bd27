//! Values that many share, each kept once.

use std::borrow::Borrow;
use std::hash::Hash;
use std::sync::Arc;

use rustc_hash::FxHashMap;

/// Place of a value among those that are shared.
pub(super) type SharedNumber = u32;

/// Values that many share, each kept once and as long as somebody has it.
#[derive(Debug)]
pub(super) struct Shared<T: ?Sized> {
    numbers: FxHashMap<Arc<T>, SharedNumber>,
    values: Vec<Held<T>>,
    free: Vec<SharedNumber>,
}

#[derive(Debug)]
struct Held<T: ?Sized> {
    value: Arc<T>,
    times: u32,
}

impl<T: ?Sized + Hash + Eq> Default for Shared<T> {
    fn default() -> Self {
        Self { numbers: FxHashMap::default(), values: Vec::new(), free: Vec::new() }
    }
}

impl<T: ?Sized + Hash + Eq> Shared<T> {
    /// The number of `value`, which one more has from now on.
    pub(super) fn hold(&mut self, value: impl Borrow<T> + Into<Arc<T>>) -> SharedNumber {
        if let Some(&known) = self.numbers.get(value.borrow()) {
            self.values[known as usize].times += 1;
            return known;
        }
        let value: Arc<T> = value.into();
        let number = self.free.pop().unwrap_or(self.values.len() as SharedNumber);
        self.numbers.insert(Arc::clone(&value), number);
        let held = Held { value, times: 1 };
        match self.values.get_mut(number as usize) {
            Some(free) => *free = held,
            None => self.values.push(held),
        }
        number
    }

    /// Notes that one fewer has the value; its number is given to another once nobody has it.
    pub(super) fn release(&mut self, number: SharedNumber) {
        let held = &mut self.values[number as usize];
        held.times -= 1;
        if held.times == 0 {
            self.numbers.remove(&*held.value);
            self.free.push(number);
        }
    }

    /// The value of this number, which somebody has.
    pub(super) fn value(&self, number: SharedNumber) -> &T {
        &self.values[number as usize].value
    }

    /// Room for what comes out for each value.
    pub(super) fn outcomes<O: Copy>(&self) -> Outcomes<O> {
        Outcomes(vec![None; self.values.len()])
    }
}

/// What comes out for each shared value, found out when it is first asked for.
#[derive(Debug)]
pub(super) struct Outcomes<O>(Vec<Option<O>>);

impl<O: Copy> Outcomes<O> {
    /// What comes out for the value of this number, which `find_out` says.
    pub(super) fn of(&mut self, number: SharedNumber, find_out: impl FnOnce() -> O) -> O {
        *self.0[number as usize].get_or_insert_with(find_out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_have_one_number_until_nobody_has_them() {
        let mut shared: Shared<[u8]> = Shared::default();
        let first = shared.hold(vec![1, 2]);
        assert_eq!(shared.hold(vec![1, 2]), first);
        assert_ne!(shared.hold(vec![2]), first);

        shared.release(first);
        assert_eq!(shared.value(first), [1, 2]);
        shared.release(first);
        assert_eq!(shared.hold(vec![3]), first);
        assert_eq!(shared.value(first), [3]);
        assert_ne!(shared.hold(vec![1, 2]), first);
    }
}
