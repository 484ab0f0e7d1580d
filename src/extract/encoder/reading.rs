//! Readings: what the encoder makes of a run of paragraphs, as chances: of each piece's labels, and of every
//! piece's role beside each possible cue. Decides nothing.

use std::ops::Range;

use super::heads::{LABELS, ROLES};
use super::layer::Scratch;
use super::pieces::{Piece, Pieces};
use super::quote_state::QuoteState;
use super::shape::Shape;
use super::weights::Weights;
use super::wide::wide;
use super::window::windows;

/// A piece is looked at as a cue from this chance on.
const FAIR: f32 = 0.15;
/// From this chance of being a cue's first piece on, it may begin a cue right after another one.
const ANEW: f32 = 0.3;

/// What a piece may be as a label.
pub type Labels = [f32; LABELS];
/// What a piece may be beside a cue.
pub type Roles = [f32; ROLES];

/// A possible cue with the roles of the pieces around it.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// Its piece.
    pub piece: usize,
    /// The first piece of the table.
    pub first: usize,
    /// The chances of roles of the pieces from there on.
    pub table: Vec<Roles>,
}

impl Query {
    /// The roles of `piece`, where the table has it.
    #[must_use]
    pub fn roles(&self, piece: usize) -> Option<&Roles> {
        self.table.get(piece.checked_sub(self.first)?)
    }
}

/// What the encoder makes of a run of pieces.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Which pieces.
    pub pieces: Range<usize>,
    /// Their chances of labels.
    pub labels: Vec<Labels>,
    /// The possible cues among them, in order.
    pub queries: Vec<Query>,
}

impl Reading {
    /// The labels of `piece`.
    #[must_use]
    pub fn labels(&self, piece: usize) -> Labels {
        let row = piece.checked_sub(self.pieces.start).and_then(|at| self.labels.get(at));
        row.copied().unwrap_or_default()
    }
}

/// Reads `parts` of the text: paragraphs one after another, as [`super::window::parts`] cuts them.
#[must_use]
pub fn read(weights: &Weights, pieces: &Pieces, parts: &[Range<usize>]) -> Reading {
    let start = parts.first().map_or(0, |part| part.start);
    let end = parts.last().map_or(start, |part| part.end);
    let mut reading = Reading { pieces: start..end, labels: Vec::new(), queries: Vec::new() };
    let mut scratch = Scratch::default();
    for window in windows(parts) {
        read_window(weights, pieces, window, &mut reading, &mut scratch);
    }
    reading
}

fn read_window(
    weights: &Weights,
    pieces: &Pieces,
    window: &[Range<usize>],
    reading: &mut Reading,
    scratch: &mut Scratch,
) {
    let places = places(weights, pieces, window);
    let rows = encode(weights, &places, scratch);
    let width = weights.size.width;
    let labels = weights.heads.labels(&scratch.rounded, &mut scratch.multiplier);
    let own = |row: &usize| places.get(*row).is_some_and(|place| place.at != Place::NONE);
    let own: Vec<usize> = (0..places.len()).filter(own).collect();
    reading.labels.extend(own.iter().filter_map(|row| labels.get(*row)));
    let cues = cues(&own, &labels);
    if cues.is_empty() {
        return;
    }
    let pieces = weights.heads.pieces(&scratch.rounded, &mut scratch.multiplier);
    let first = window.first().map_or(0, |part| part.start);
    scratch.rounded.clear(width);
    cues.iter()
        .filter_map(|row| rows.chunks_exact(width).nth(*row))
        .for_each(|row| scratch.rounded.push(row));
    let sides = weights.heads.cues(&scratch.rounded, &mut scratch.multiplier);
    for (cue, row) in cues.into_iter().enumerate() {
        let Some(place) = places.get(row) else { continue };
        let roles = weights.heads.roles(&pieces, &sides, cue, row);
        let real = places.iter().zip(roles).filter(|(place, _)| place.at != Place::NONE);
        let table = real.map(|(_, roles)| roles).collect();
        reading.queries.push(Query { piece: place.at, first, table });
    }
}

/// One row of a window.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// The text's piece, or [`Self::NONE`].
    at: usize,
    piece: Piece,
}

impl Place {
    const NONE: usize = usize::MAX;

    fn special(id: u32) -> Self {
        let piece = Piece { id, shape: Shape::Special, quote: QuoteState::Special, ..Piece::default() };
        Self { at: Self::NONE, piece }
    }
}

/// The rows of `window`: its pieces, one before them all and one after each paragraph.
pub(super) fn places(weights: &Weights, pieces: &Pieces, window: &[Range<usize>]) -> Vec<Place> {
    let special = weights.vocabulary.special;
    let mut places = vec![Place::special(special.start)];
    for part in window {
        let own = part.clone().zip(pieces.all.get(part.clone()).unwrap_or_default());
        places.extend(own.map(|(at, piece)| Place { at, piece: *piece }));
        places.push(Place::special(special.end));
    }
    places
}

/// The last layer's rows, which `scratch.rounded` holds rounded.
pub(super) fn encode(weights: &Weights, places: &[Place], scratch: &mut Scratch) -> Vec<f32> {
    let width = weights.size.width;
    let mut rows = vec![0.0; places.len() * width];
    wide(
        #[inline(always)]
        || {
            for ((position, place), row) in places.iter().enumerate().zip(rows.chunks_exact_mut(width)) {
                begin(weights, position, &place.piece, row);
                weights.norm.apply(row);
            }
        },
    );
    scratch.rounded.set(&rows, width);
    for layer in &weights.layers {
        layer.apply(&mut rows, width, scratch);
    }
    rows
}

/// What `piece` is before the first layer, the `position`th of its window.
#[inline(always)]
fn begin(weights: &Weights, position: usize, piece: &Piece, row: &mut [f32]) {
    let words = weights.words.row(usize::try_from(piece.id).unwrap_or(0));
    let both = words.zip(weights.positions.row(position));
    for (value, (word, position)) in row.iter_mut().zip(both) {
        *value = word + position;
    }
    let tables = [weights.shapes.get(piece.shape as usize), weights.quotes.get(piece.quote as usize)];
    for table in tables.into_iter().flatten() {
        for (value, more) in row.iter_mut().zip(table) {
            *value += more;
        }
    }
}

/// The likeliest row of each run of rows that may be a cue.
fn cues(rows: &[usize], labels: &[Labels]) -> Vec<usize> {
    let mut found: Vec<(usize, f32)> = Vec::new();
    let mut last = None;
    for row in rows {
        let Some([_, first, inner, ..]) = labels.get(*row) else { continue };
        if first + inner <= FAIR {
            continue;
        }
        let follows = last.is_some_and(|last| last + 1 == *row) && *first <= inner.max(ANEW);
        match found.last_mut().filter(|_| follows) {
            Some(best) if *first > best.1 => *best = (*row, *first),
            Some(_) => {}
            None => found.push((*row, *first)),
        }
        last = Some(*row);
    }
    found.into_iter().map(|(row, _)| row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_of_cue_pieces_is_one_cue_unless_one_begins_anew() {
        let label = |first: f32, inner: f32| [1.0 - first - inner, first, inner, 0.0, 0.0, 0.0, 0.0];
        let labels = [
            label(0.05, 0.05),
            label(0.6, 0.1),
            label(0.1, 0.7),
            label(0.5, 0.2),
            label(0.0, 0.1),
            label(0.2, 0.0),
        ];
        assert_eq!(cues(&[0, 1, 2, 3, 4, 5], &labels), [1, 3, 5]);
        assert_eq!(cues(&[], &labels), [0; 0]);
    }
}
