//! A list that only grows, in pieces: what it holds never moves, so that a longer list needs no second place beside the
//! first while it is copied, and leaves none behind.

use std::ops::Index;

/// How many elements a piece has.
const PIECE: usize = 1024;

/// Elements in order, the first pieces full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunked<T> {
    pieces: Vec<Vec<T>>,
}

impl<T> Default for Chunked<T> {
    fn default() -> Chunked<T> {
        Chunked { pieces: Vec::new() }
    }
}

impl<T> Chunked<T> {
    /// Number of elements.
    pub fn len(&self) -> usize {
        let last = self.pieces.last().map_or(0, Vec::len);
        self.pieces.len().saturating_sub(1) * PIECE + last
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The element at this index, if there are so many.
    pub fn get(&self, index: usize) -> Option<&T> {
        self.pieces.get(index / PIECE)?.get(index % PIECE)
    }

    /// Adds one.
    pub fn push(&mut self, one: T) {
        match self.pieces.last_mut() {
            Some(last) if last.len() < PIECE => last.push(one),
            // Most lists stay short: the first piece grows as it is filled.
            None => self.pieces.push(vec![one]),
            Some(_) => {
                let mut piece = Vec::with_capacity(PIECE);
                piece.push(one);
                self.pieces.push(piece);
            }
        }
    }

    /// The elements from this index on.
    pub fn iter_from(&self, index: usize) -> impl Iterator<Item = &T> {
        let mut pieces = self.pieces.get(index / PIECE..).unwrap_or_default().iter();
        let first = pieces.next().and_then(|piece| piece.get(index % PIECE..));
        first.unwrap_or_default().iter().chain(pieces.flatten())
    }

    /// The elements before this index.
    pub fn iter_to(&self, index: usize) -> impl Iterator<Item = &T> {
        self.iter_from(0).take(index)
    }
}

impl<T> Index<usize> for Chunked<T> {
    type Output = T;

    fn index(&self, index: usize) -> &T {
        &self.pieces[index / PIECE][index % PIECE]
    }
}

impl<T> Extend<T> for Chunked<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, more: I) {
        more.into_iter().for_each(|one| self.push(one));
    }
}

impl<T> FromIterator<T> for Chunked<T> {
    fn from_iter<I: IntoIterator<Item = T>>(all: I) -> Chunked<T> {
        let mut chunked = Chunked::default();
        chunked.extend(all);
        chunked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_list_that_was_put_in() {
        for count in [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 7] {
            let chunked: Chunked<usize> = (0..count).collect();
            assert_eq!((chunked.len(), chunked.is_empty()), (count, count == 0));
            for at in [
                0,
                1,
                PIECE - 1,
                PIECE,
                PIECE + 1,
                2 * PIECE + 3,
                count,
                count + 1,
            ] {
                assert_eq!(chunked.get(at).copied(), (at < count).then_some(at));
                let from: Vec<usize> = chunked.iter_from(at).copied().collect();
                assert_eq!(
                    from,
                    (at..count).collect::<Vec<usize>>(),
                    "{count} from {at}"
                );
                let to: Vec<usize> = chunked.iter_to(at).copied().collect();
                assert_eq!(to, (0..count.min(at)).collect::<Vec<usize>>());
            }
        }
    }
}
