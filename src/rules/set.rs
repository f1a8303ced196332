//! Sets of credentials, one bit each, in words of 64.

use std::ops::{Deref, DerefMut};

use serde::{Deserialize, Serialize};

use crate::catalog::CredentialId;

/// Words of a set that needs no memory of its own.
const FEW: usize = 4;

/// A set of places in the catalogue. All sets of one catalogue have as many words; up to 256 places need no memory of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Set(Words);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Words {
    Few([u64; FEW]),
    Many(Box<[u64]>),
}

impl Deref for Set {
    type Target = [u64];

    #[inline]
    fn deref(&self) -> &[u64] {
        match &self.0 {
            Words::Few(words) => words,
            Words::Many(words) => words,
        }
    }
}

impl DerefMut for Set {
    #[inline]
    fn deref_mut(&mut self) -> &mut [u64] {
        match &mut self.0 {
            Words::Few(words) => words,
            Words::Many(words) => words,
        }
    }
}

/// The set of those places, of so many things.
#[must_use]
pub fn set_of(things: usize, places: impl IntoIterator<Item = impl Into<usize>>) -> Set {
    let mut set = nothing(things);
    for place in places {
        insert(&mut set, place);
    }
    set
}

/// The empty set, of so many things.
#[must_use]
#[inline]
pub fn nothing(things: usize) -> Set {
    filled(things, 0)
}

/// The set of everything, of so many things; what lies behind the last of them is in it too.
#[must_use]
pub fn everything(things: usize) -> Set {
    filled(things, !0)
}

#[inline]
fn filled(things: usize, word: u64) -> Set {
    let words = things.div_ceil(64);
    Set(if words <= FEW { Words::Few([word; FEW]) } else { Words::Many(vec![word; words].into()) })
}

/// Keeps what is in the other too.
#[inline]
pub fn and(set: &mut Set, other: &[u64]) {
    each_word(set, other, |word, other| word & other);
}

/// Adds what is in the other.
#[inline]
pub fn or(set: &mut Set, other: &[u64]) {
    each_word(set, other, |word, other| word | other);
}

/// Takes away what is in the other.
#[inline]
pub fn and_not(set: &mut Set, other: &[u64]) {
    each_word(set, other, |word, other| word & !other);
}

#[inline]
fn each_word(set: &mut Set, other: &[u64], change: impl Fn(u64, u64) -> u64) {
    match (&mut set.0, <&[u64; FEW]>::try_from(other)) {
        (Words::Few(words), Ok(other)) => *words = std::array::from_fn(|number| change(words[number], other[number])),
        _ => set.iter_mut().zip(other).for_each(|(word, other)| *word = change(*word, *other)),
    }
}

/// Puts the place into the set.
#[inline]
pub fn insert(set: &mut [u64], place: impl Into<usize>) {
    let place = place.into();
    set[place / 64] |= 1 << (place % 64);
}

/// Takes the place out of the set.
#[inline]
pub fn remove(set: &mut [u64], place: impl Into<usize>) {
    let place = place.into();
    set[place / 64] &= !(1 << (place % 64));
}

/// Whether the place is in the set.
#[must_use]
#[inline]
pub fn contains(set: &[u64], place: impl Into<usize>) -> bool {
    let place = place.into();
    set[place / 64] >> (place % 64) & 1 == 1
}

/// Whether nothing is in the set.
#[must_use]
#[inline]
pub fn is_empty(set: &[u64]) -> bool {
    set.iter().all(|word| *word == 0)
}

/// How many places are in the set.
#[must_use]
#[inline]
pub fn count(set: &[u64]) -> usize {
    set.iter().map(|word| word.count_ones() as usize).sum()
}

/// The credentials of the set, in the catalogue's order.
pub fn ids(set: &[u64]) -> impl Iterator<Item = CredentialId> + '_ {
    places(set).map(CredentialId::new)
}

/// The places of the set, in order.
pub fn places(set: &[u64]) -> impl Iterator<Item = usize> + '_ {
    set.iter().enumerate().flat_map(|(number, word)| bits(*word).map(move |bit| number * 64 + bit))
}

/// The bits of one word, in order.
pub fn bits(mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = word.trailing_zeros() as usize;
        (word != 0).then(|| word &= word - 1).map(|()| bit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The order of the bits of a word is the order of the catalogue.
    #[test]
    fn bits_come_in_order() {
        assert_eq!(bits(0b1010_0001).collect::<Vec<_>>(), [0, 5, 7]);
        assert_eq!(bits(1 << 63).collect::<Vec<_>>(), [63]);
        assert_eq!(ids(&set_of(200, [199_usize, 0, 64])).map(CredentialId::index).collect::<Vec<_>>(), [0, 64, 199]);
    }
}
