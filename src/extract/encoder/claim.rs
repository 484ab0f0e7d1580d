//! Claims: each possible cue with the content that it would take, and the judge's chance that the whole is
//! right. Compares claims with those around them; gives nothing to anybody yet.

use std::cmp::Ordering;
use std::ops::Range;

use super::pieces::Pieces;
use super::quote_state::QuoteState;
use super::reading::{Labels, Query, Reading, Roles};
use super::settings::{INPUTS, Settings};
use super::window::SIZE;

/// The most claims around one that it is compared with.
const NEIGHBOURS: usize = 64;

/// A possible cue and what it would take.
#[derive(Clone, Debug)]
pub struct Claim<'r> {
    /// The cue and the roles around it.
    pub query: &'r Query,
    /// The chance that each piece of the query's table is its content; 0 where another role is likelier.
    pub content: Vec<f32>,
    /// The chance of the whole, 0 to 1.
    pub chance: f32,
    /// The chance that the cue is one, by its labels.
    label: f32,
    /// The same by its roles.
    role: f32,
    /// Both together.
    strength: f32,
}

impl Claim<'_> {
    /// The chance that `piece` is its content.
    fn content(&self, piece: usize) -> f32 {
        let at = piece.checked_sub(self.query.first);
        at.and_then(|at| self.content.get(at)).copied().unwrap_or(0.0)
    }
}

/// The claims of `reading`, in the order of their cues.
#[must_use]
pub fn claims<'r>(pieces: &Pieces, reading: &'r Reading, settings: &Settings) -> Vec<Claim<'r>> {
    let mut claims: Vec<Claim<'_>> =
        reading.queries.iter().map(|query| claim(reading, query, settings)).collect();
    let chances: Vec<f32> = (0..claims.len())
        .map(|at| {
            let inputs = inputs(pieces, reading, &claims, at, settings);
            let sum: f32 = settings.judge.iter().zip(inputs).map(|(weight, input)| weight * input).sum();
            1.0 / (1.0 + libm::expf(-sum.clamp(-30.0, 30.0)))
        })
        .collect();
    for (claim, chance) in claims.iter_mut().zip(chances) {
        claim.chance = chance;
    }
    claims
}

fn claim<'r>(reading: &Reading, query: &'r Query, settings: &Settings) -> Claim<'r> {
    let content = query.table.iter().zip(query.first..).map(|(roles, piece)| {
        let [_, cue, source, content] = *roles;
        if content < cue.max(source) {
            return 0.0;
        }
        let [.., first, inner] = reading.labels(piece);
        let label = (first + inner).max(1e-6);
        libm::powf(content, 1.0 - settings.mix) * libm::powf(label, settings.mix)
    });
    let [_, first, inner, ..] = reading.labels(query.piece);
    let label = first + inner;
    let role = query.roles(query.piece).map_or(0.0, |[_, cue, ..]| *cue);
    let strength = (label * role).sqrt();
    Claim { query, content: content.collect(), chance: 0.0, label, role, strength }
}

/// The claims around `at` whose tables hold its cue, nearest cues in the order of the text.
fn neighbours<'c, 'r>(claims: &'c [Claim<'r>], at: usize) -> impl Iterator<Item = (bool, &'c Claim<'r>)> {
    let own = claims.get(at);
    let around = at.saturating_sub(NEIGHBOURS / 2)..claims.len().min(at + NEIGHBOURS / 2);
    let own = move |other: &Claim<'_>| {
        let own = own?;
        let near = own.query.piece.abs_diff(other.query.piece) < SIZE;
        let reaches = near && other.query.roles(own.query.piece).is_some();
        reaches.then_some(other.strength > own.strength)
    };
    let others = claims.get(around.clone()).unwrap_or_default().iter().zip(around);
    others.filter(move |(_, index)| *index != at).filter_map(move |(other, _)| Some((own(other)?, other)))
}

/// What the judge looks at.
fn inputs(
    pieces: &Pieces,
    reading: &Reading,
    claims: &[Claim<'_>],
    at: usize,
    settings: &Settings,
) -> [f32; INPUTS] {
    let Some(claim) = claims.get(at) else { return [0.0; INPUTS] };
    let cue = claim.query.piece;
    let mine: Vec<usize> = claim.reach().filter(|piece| claim.content(*piece) > settings.content).collect();
    let inside = |piece: usize| pieces.all.get(piece).is_some_and(|one| one.quote == QuoteState::Inside);
    let near: Vec<(bool, &Claim<'_>)> = neighbours(claims, at).collect();
    let worst = |stronger: bool, role: usize| {
        let chances = near.iter().filter(|(is_stronger, _)| *is_stronger || !stronger).map(|(_, other)| {
            let chance = other.query.roles(cue).and_then(|roles| roles.get(role));
            other.strength * chance.copied().unwrap_or(0.0)
        });
        chances.fold(0.0, f32::max)
    };
    let lost = mean(mine.iter().map(|piece| {
        let stronger = near.iter().filter(|(is_stronger, _)| *is_stronger);
        let best = stronger.map(|(_, other)| other.strength * other.content(*piece)).fold(0.0, f32::max);
        flag(best > 0.5 * claim.content(*piece))
    }));
    let quoted = mean(mine.iter().map(|piece| flag(inside(*piece))));
    let sure = mean(mine.iter().map(|piece| claim.content(*piece)));
    let content = |roles: &Roles| roles[3];
    let likely = claim.query.table.iter().map(content).filter(|chance| *chance > 0.1);
    let edge = mean(likely.map(|chance| (2.0 * chance - 1.0).abs()));
    let total: f32 = claim.query.table.iter().map(content).sum();
    let source = claim.query.table.iter().map(|roles| roles[2]).fold(0.0, f32::max);
    let labels: Labels = reading.labels(cue);
    let count = number(mine.len());
    [
        1.0,
        odds(claim.label),
        odds(claim.role),
        labels[1],
        sure,
        edge,
        libm::log1pf(count),
        libm::log1pf(total),
        flag(mine.len() < 2),
        source,
        odds(source),
        quoted,
        flag(0.0 < quoted && quoted < 1.0),
        worst(true, 1),
        worst(true, 3),
        worst(true, 2),
        worst(false, 1),
        worst(false, 3),
        lost,
        labels[5] + labels[6],
        flag(inside(cue)),
        labels[3] + labels[4],
        odds(claim.label) * quoted,
        odds(claim.role) * sure,
    ]
}

impl Claim<'_> {
    /// The pieces of its table.
    #[must_use]
    pub const fn reach(&self) -> Range<usize> {
        self.query.first..self.query.first + self.query.table.len()
    }

    /// Which of two claims comes first: the likelier, then the earlier.
    #[must_use]
    pub fn before(&self, other: &Self) -> Ordering {
        other.chance.total_cmp(&self.chance).then(self.query.piece.cmp(&other.query.piece))
    }
}

/// The mean of `values`; 0 of none.
fn mean(values: impl Iterator<Item = f32>) -> f32 {
    let (mut sum, mut count) = (0.0, 0usize);
    for value in values {
        sum += value;
        count += 1;
    }
    if count == 0 { 0.0 } else { sum / number(count) }
}

fn number(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

const fn flag(holds: bool) -> f32 {
    if holds { 1.0 } else { 0.0 }
}

/// The logarithm of the odds of a chance, within ±9.3.
fn odds(chance: f32) -> f32 {
    libm::logf((chance + 1e-4) / (1.0 - chance + 1e-4))
}
