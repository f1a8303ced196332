//! Where everything of a catalogue is written.

use super::{CredentialId, OutsideId, Thing};
use crate::diagnostic::{Diagnostic, KeyPart, SourceMap};

/// Where a catalogue is written: its files in the order of their layers, and each credential's places in them.
#[derive(Debug)]
pub struct CatalogMap<'f> {
    /// The files, lowest layer first.
    pub files: Vec<SourceMap<'f>>,
    pub(super) layer: Vec<usize>,
    /// Each credential's files, and its places in their lists.
    pub(crate) parts: Vec<Vec<(usize, usize)>>,
    /// Each outside qualification's file, and its place in that file's list.
    pub(super) outside: Vec<(usize, usize)>,
}

impl CatalogMap<'_> {
    /// The uppermost place at which the credential is written: the number of the file, and its place in it.
    pub(super) fn uppermost(&self, credential: CredentialId) -> Option<(usize, usize)> {
        self.parts[credential.index()].last().copied()
    }

    /// A fault at a value of the credential at that place of the catalogue: in the uppermost file that has it, else at its id.
    #[must_use]
    pub fn fault(&self, credential: CredentialId, way: &[KeyPart<'_>], message: impl Into<String>) -> Diagnostic {
        self.fault_in(&self.parts[credential.index()], way, message)
    }

    /// A fault at one of some values of the credential: in the uppermost file that has any of them, of those the first; else at its id.
    #[must_use]
    pub fn last_fault(&self, credential: CredentialId, ways: &[&[KeyPart<'_>]], message: impl Into<String>) -> Diagnostic {
        let has = |(file, place): (usize, usize), way: &[KeyPart<'_>]| {
            self.files[file].place(&[&[KeyPart::Key("credential"), KeyPart::At(place)], way].concat()).is_some()
        };
        let mut parts = self.parts[credential.index()].iter().rev();
        let way = parts.find_map(|part| ways.iter().find(|way| has(*part, way)));
        self.fault(credential, way.copied().unwrap_or_default(), message)
    }

    pub(super) fn fault_in(&self, parts: &[(usize, usize)], way: &[KeyPart<'_>], message: impl Into<String>) -> Diagnostic {
        let way = if way.is_empty() { &[KeyPart::Key("id")] } else { way };
        let place = |way: &[KeyPart<'_>]| {
            parts.iter().rev().find_map(|&(file, place)| {
                let mut whole = vec![KeyPart::Key("credential"), KeyPart::At(place)];
                whole.extend(way);
                self.files[file].place(&whole).map(|span| (file, span))
            })
        };
        let (file, span) = place(way).or_else(|| place(&[KeyPart::Key("id")])).unwrap_or((0, 0..0));
        self.files[file].fault(span, message)
    }

    /// A fault at the id of an outside qualification.
    #[must_use]
    pub fn outside_fault(&self, id: OutsideId, message: impl Into<String>) -> Diagnostic {
        let (file, place) = self.outside[id.index()];
        self.id_of("outside", file, place, message)
    }

    /// A fault at a value of an outside qualification.
    pub(super) fn outside_value(&self, id: OutsideId, way: &[KeyPart<'_>], message: impl Into<String>) -> Diagnostic {
        let (file, place) = self.outside[id.index()];
        self.in_list("outside", file, place, way, message)
    }

    /// Whether the one is written in a lower layer than the other.
    pub(super) fn lies_below(&self, one: Thing, other: Thing) -> bool {
        let layer = |thing: Thing| match thing {
            Thing::Credential(id) => self.parts[id.index()].first().map(|(file, _)| self.layer[*file]),
            Thing::Outside(id) => Some(self.layer[self.outside[id.index()].0]),
        };
        layer(one) < layer(other)
    }

    /// A fault at the id of that entry of that list of that file.
    pub(crate) fn id_of(&self, list: &str, file: usize, place: usize, message: impl Into<String>) -> Diagnostic {
        self.in_list(list, file, place, &[KeyPart::Key("id")], message)
    }

    /// A fault at a value of that entry of that list of that file.
    pub(super) fn in_list(&self, list: &str, file: usize, place: usize, way: &[KeyPart<'_>], message: impl Into<String>) -> Diagnostic {
        let whole: Vec<KeyPart<'_>> = [KeyPart::Key(list), KeyPart::At(place)].into_iter().chain(way.iter().copied()).collect();
        self.files[file].fault(self.files[file].place(&whole).unwrap_or_default(), message)
    }
}
