//! Sets of credentials, one bit each, in words of 64.

use crate::catalog::CredentialId;

/// A set of places in the catalogue. All sets of one catalogue have as many words; up to 256 places need no memory of their own.
pub type Set = smallvec::SmallVec<[u64; 4]>;

/// How many words a set over so many things has.
#[must_use]
pub const fn words(things: usize) -> usize {
    things.div_ceil(64)
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
pub fn nothing(things: usize) -> Set {
    Set::from_elem(0, words(things))
}

/// Puts the place into the set.
pub fn insert(set: &mut [u64], place: impl Into<usize>) {
    let place = place.into();
    set[place / 64] |= 1 << (place % 64);
}

/// Whether the place is in the set.
#[must_use]
pub fn contains(set: &[u64], place: impl Into<usize>) -> bool {
    let place = place.into();
    set[place / 64] >> (place % 64) & 1 == 1
}

/// Whether nothing is in the set.
#[must_use]
pub fn is_empty(set: &[u64]) -> bool {
    set.iter().all(|word| *word == 0)
}

/// How many places are in the set.
#[must_use]
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
