//! Settlement: which claims stand beside each other, and which pieces each one gets. A piece goes to the
//! claim that wants it most, a quotation to one claim as a whole.

use std::collections::BTreeMap;
use std::ops::Range;

use super::claim::Claim;
use super::pieces::Pieces;
use super::quote_state::QuoteState;
use super::reading::Roles;
use super::settings::Settings;
use super::window::SIZE;

/// The least chance of a piece of the cue beside its head.
const CUE: f32 = 0.4;
/// A source's pieces are at least this share as likely as the likeliest.
const BESIDE: f32 = 0.6;

/// A claim's pieces, each list rising.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settled {
    /// The cue.
    pub cue: Vec<usize>,
    /// The source; empty where there is none.
    pub source: Vec<usize>,
    /// The content; never empty.
    pub content: Vec<usize>,
    /// The chance of the whole, 0 to 1.
    pub chance: f32,
}

/// Settles `claims` over the pieces `range`; in the order of the cues.
#[must_use]
pub fn settle(
    pieces: &Pieces,
    range: Range<usize>,
    claims: Vec<Claim<'_>>,
    settings: &Settings,
) -> Vec<Settled> {
    let kept = keep(claims, settings);
    let mut owners = owners(&range, &kept, settings);
    for quotation in quotations(pieces, &range) {
        let own = quotation.start - range.start..quotation.end - range.start;
        give_whole(owners.get_mut(own).unwrap_or_default(), settings.snap);
    }
    let mut owned: Vec<Vec<usize>> = vec![Vec::new(); kept.len()];
    for (piece, owner) in range.zip(owners) {
        if let Some(own) = owner.and_then(|owner| owned.get_mut(owner)) {
            own.push(piece);
        }
    }
    let mut settled: Vec<Settled> =
        kept.iter().zip(owned).filter_map(|(claim, content)| settled(claim, content, settings)).collect();
    settled.sort_by_key(|one| one.cue.first().copied());
    settled
}

/// The claims that are likely, without those whose cue a better one claims as its own.
fn keep<'r>(mut claims: Vec<Claim<'r>>, settings: &Settings) -> Vec<Claim<'r>> {
    claims.retain(|claim| claim.chance > settings.accept);
    claims.sort_by(Claim::before);
    let mut kept: Vec<Claim<'r>> = Vec::new();
    let mut by_cue: BTreeMap<usize, usize> = BTreeMap::new();
    for claim in claims {
        let cue = claim.query.piece;
        let around = by_cue.range(cue.saturating_sub(SIZE)..=cue.saturating_add(SIZE));
        let mut better = around.filter_map(|(_, index)| kept.get(*index));
        let stolen =
            better.any(|other| other.query.roles(cue).is_some_and(|roles| roles[1] > settings.steal));
        if !stolen {
            by_cue.insert(cue, kept.len());
            kept.push(claim);
        }
    }
    kept
}

/// For each piece of `range` the kept claim that wants it most as content.
fn owners(range: &Range<usize>, kept: &[Claim<'_>], settings: &Settings) -> Vec<Option<usize>> {
    let mut owners = vec![(None, settings.content); range.len()];
    for (index, claim) in kept.iter().enumerate() {
        let start = claim.query.first.saturating_sub(range.start);
        for ((owner, best), chance) in owners.iter_mut().skip(start).zip(&claim.content) {
            if chance > best {
                (*owner, *best) = (Some(index), *chance);
            }
        }
    }
    owners.into_iter().map(|(owner, _)| owner).collect()
}

/// The quotations among the pieces `range`, without their marks.
fn quotations(pieces: &Pieces, range: &Range<usize>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let after = pieces.paragraphs.partition_point(|paragraph| paragraph.end <= range.start);
    let paragraphs = pieces.paragraphs.iter().skip(after).take_while(|own| own.start < range.end);
    for paragraph in paragraphs {
        let own = paragraph.start.max(range.start)..paragraph.end.min(range.end);
        let mut open = false;
        for (at, piece) in own.clone().zip(pieces.all.get(own).unwrap_or_default()) {
            let inside = piece.quote == QuoteState::Inside;
            match found.last_mut().filter(|_| open) {
                Some(last) if inside => last.end = at + 1,
                _ if inside => found.push(at..at + 1),
                _ => {}
            }
            open = inside;
        }
    }
    found.retain(|quotation| quotation.len() > 1);
    found
}

/// Gives all of `owners` to the one that holds at least `share` of them.
fn give_whole(owners: &mut [Option<usize>], share: f32) {
    let mut counts: BTreeMap<usize, u16> = BTreeMap::new();
    for owner in owners.iter().flatten() {
        let count = counts.entry(*owner).or_default();
        *count = count.saturating_add(1);
    }
    // Of equal ones, the likelier, which comes first.
    let most = counts.into_iter().max_by_key(|(owner, count)| (*count, std::cmp::Reverse(*owner)));
    let all = f32::from(u16::try_from(owners.len()).unwrap_or(u16::MAX));
    if let Some((owner, count)) = most
        && f32::from(count) >= share * all
    {
        owners.fill(Some(owner));
    }
}

/// The claim with the `content` that it got; `None` where nothing is left.
fn settled(claim: &Claim<'_>, mut content: Vec<usize>, settings: &Settings) -> Option<Settled> {
    let is_cue = |roles: &Roles| roles[1] > CUE && roles[1] >= roles[2].max(roles[3]);
    let table = || claim.reach().zip(&claim.query.table);
    let cue: Vec<usize> = table()
        .filter(|(piece, roles)| *piece == claim.query.piece || is_cue(roles))
        .map(|(piece, _)| piece)
        .collect();
    let chances =
        table().map(|(piece, roles)| if cue.binary_search(&piece).is_ok() { 0.0 } else { roles[2] });
    let source = source(&chances.collect::<Vec<f32>>(), settings);
    let source: Vec<usize> = source.map(|at| claim.query.first + at).collect();
    content.retain(|piece| cue.binary_search(piece).is_err() && source.binary_search(piece).is_err());
    (!content.is_empty()).then_some(Settled { cue, source, content, chance: claim.chance })
}

/// The likeliest piece and its neighbours that are likely enough.
fn source(chances: &[f32], settings: &Settings) -> Range<usize> {
    let mut best = (0, 0.0);
    for (at, chance) in chances.iter().enumerate() {
        if *chance > best.1 {
            best = (at, *chance);
        }
    }
    if best.1 <= settings.fallback {
        return 0..0;
    }
    let least = settings.source.min(BESIDE * best.1);
    let likely = |chance: &&f32| **chance > least;
    let (before, from) = chances.split_at_checked(best.0).unwrap_or_default();
    let start = best.0 - before.iter().rev().take_while(likely).count();
    start..best.0 + from.iter().take_while(likely).count()
}

#[cfg(test)]
mod tests {
    use super::super::claim::claims;
    use super::super::reading::{Query, Reading};
    use super::super::vocabulary::Vocabulary;
    use super::*;

    #[test]
    fn the_source_is_the_likeliest_piece_and_its_neighbours() {
        let settings = Settings::default();
        assert_eq!(source(&[0.3, 0.2, 0.9, 0.5, 0.1], &settings), 2..4);
        assert_eq!(source(&[0.0, 0.15], &settings), 0..0);
    }

    #[test]
    fn a_quotation_goes_to_the_cue_that_holds_most_of_it() {
        let vocabulary = Vocabulary::from_lines("[UNK]\n[CLS]\n[SEP]").expect("whole");
        let pieces = Pieces::of("Vale said “we go home”.", &vocabulary);
        let [none, cue, source, content] =
            [[0.9, 0.0, 0.1, 0.0], [0.0, 1.0, 0.0, 0.0], [0.1, 0.0, 0.9, 0.0], [0.1, 0.0, 0.0, 0.9]];
        let table = vec![source, cue, content, content, content, none, content, none];
        let labels = |first| [0.0, first, 0.0, 0.0, 0.0, 0.5, 0.5];
        let reading = Reading {
            pieces: 0..8,
            labels: (0..8).map(|at| labels(if at == 1 { 1.0 } else { 0.0 })).collect(),
            queries: vec![Query { piece: 1, first: 0, table }],
        };
        let mut settings = Settings { snap: 0.6, ..Settings::default() };
        settings.judge[0] = 3.0;
        let claims = claims(&pieces, &reading, &settings);
        let settled = settle(&pieces, 0..8, claims, &settings);
        assert_eq!(settled.len(), 1);
        assert_eq!((&settled[0].source[..], &settled[0].cue[..]), (&[0][..], &[1][..]));
        assert_eq!(settled[0].content, [2, 3, 4, 5, 6]);
        settings.accept = 0.99;
        let claims = super::super::claim::claims(&pieces, &reading, &settings);
        assert!(settle(&pieces, 0..8, claims, &settings).is_empty());
    }
}
