//! Anchors: the tokens that may be a cue's, one for each cue that the outline gives a chance. Decides
//! nothing.

use std::ops::Range;

use super::outline::Roles;

/// A cue's chance from which it is looked at.
const LEAST: f32 = 0.04;
/// The most anchors in a run of tokens, besides one for each four.
const MOST: usize = 8;

/// One possible cue.
#[derive(Clone, Debug, PartialEq)]
pub struct Anchor {
    /// Its likeliest token.
    pub token: usize,
    /// The tokens around it that may belong to it.
    pub run: Range<usize>,
    /// The chance that the token is part of a cue.
    pub chance: f32,
}

/// The anchors among the tokens of `paragraph`, whose `roles` these are, in order. `heads` are the tokens
/// that other knowledge takes for cues: each is an anchor, whatever its role's chance.
#[must_use]
pub fn anchors(roles: &[Roles], paragraph: &Range<usize>, heads: &[usize]) -> Vec<Anchor> {
    let mut found: Vec<Anchor> = Vec::new();
    for (roles, token) in roles.iter().zip(paragraph.clone()) {
        if roles.cue < LEAST {
            continue;
        }
        match found.last_mut().filter(|last| last.run.end == token && !begins(roles)) {
            Some(last) => {
                last.run.end = token + 1;
                if roles.cue > last.chance {
                    (last.token, last.chance) = (token, roles.cue);
                }
            }
            None => found.push(Anchor { token, run: token..token + 1, chance: roles.cue }),
        }
    }
    let runs: Vec<Range<usize>> = found.iter().map(|anchor| anchor.run.clone()).collect();
    for head in heads {
        let next = runs.partition_point(|run| run.end <= *head);
        if !runs.get(next).is_some_and(|run| run.contains(head)) {
            let roles = head.checked_sub(paragraph.start).and_then(|at| roles.get(at));
            let chance = roles.map_or(0.0, |roles| roles.cue);
            found.push(Anchor { token: *head, run: *head..head + 1, chance });
        }
    }
    found.sort_by_key(|anchor| anchor.token);
    let most = MOST + paragraph.len() / 4;
    if found.len() > most {
        found.sort_by(|a, b| b.chance.total_cmp(&a.chance).then(a.token.cmp(&b.token)));
        found.truncate(most);
        found.sort_by_key(|anchor| anchor.token);
    }
    found
}

/// Whether a token rather begins a cue than goes on with one.
fn begins(roles: &Roles) -> bool {
    roles.cue_begins * 2.0 > roles.cue
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roles(chances: &[(f32, f32)]) -> Vec<Roles> {
        chances
            .iter()
            .map(|(cue, cue_begins)| Roles { cue: *cue, cue_begins: *cue_begins, ..Roles::default() })
            .collect()
    }

    #[test]
    fn a_run_is_one_cue_until_another_begins() {
        let roles = roles(&[(0.0, 0.0), (0.4, 0.4), (0.9, 0.1), (0.6, 0.5), (0.01, 0.0), (0.2, 0.1)]);
        let found = anchors(&roles, &(10..16), &[12, 14]);
        let seen: Vec<_> = found.iter().map(|anchor| (anchor.token, anchor.run.clone())).collect();
        assert_eq!(seen, [(12, 11..13), (13, 13..14), (14, 14..15), (15, 15..16)]);
    }
}
