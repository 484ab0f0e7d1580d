//! Names spelled almost alike, for "did you mean". Compares folded names only; decides nothing about
//! persons.

use super::clip;
use crate::text::fold;

/// Number of letters to insert, delete, replace or swap (neighbours) to make `a` of `b`, both folded
/// first; `None` where it is more than `most`. Optimal string alignment.
#[must_use]
pub fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let a: Vec<char> = fold(clip(a)).chars().collect();
    let b: Vec<char> = fold(clip(b)).chars().collect();
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i + 1);
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX / 2);
            let mut cost =
                (at(&above, j) + usize::from(x != y)).min(at(&above, j + 1) + 1).min(at(&row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped && x != y {
                cost = cost.min(at(&before, j - 1) + 1);
            }
            row.push(cost);
        }
        if row.iter().min().is_some_and(|least| *least > most) {
            return None;
        }
        before = std::mem::replace(&mut above, row);
    }
    above.last().copied().filter(|d| *d <= most)
}

/// Up to `limit` of `names` that are spelled like `typed`, nearest first, ties by name: one letter in
/// four may differ, and a lone word is also compared with each name's last word.
pub fn closest<'n>(typed: &str, names: impl IntoIterator<Item = &'n str>, limit: usize) -> Vec<&'n str> {
    let most = (fold(clip(typed)).chars().count() / 4).clamp(1, 4);
    let lone = !typed.trim().contains(char::is_whitespace);
    let mut found: Vec<(usize, &str)> = names
        .into_iter()
        .filter_map(|name| {
            let last = name.split_whitespace().next_back().filter(|_| lone);
            let by_last = last.and_then(|last| distance(typed, last, most));
            let d = distance(typed, name, most).into_iter().chain(by_last).min()?;
            Some((d, name))
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().take(limit).map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_counts_slips() {
        for (a, b, d) in [
            ("Gallant", "gallant", Some(0)),
            ("Galant", "Gallant", Some(1)),
            ("Galalnt", "Gallant", Some(1)),
            ("Núñez", "Nunez", Some(0)),
            ("", "ab", Some(2)),
            ("abcdef", "uvwxyz", None),
        ] {
            assert_eq!(distance(a, b, 2), d, "{a} {b}");
        }
    }

    #[test]
    fn near_names_are_offered_nearest_first() {
        let names = ["Jake Sullivan", "Ron Dermer", "Yoav Gallant", "Dan Sullivan"];
        assert_eq!(closest("Sulivan", names, 5), ["Dan Sullivan", "Jake Sullivan"]);
        assert_eq!(closest("Yoav Galant", names, 5), ["Yoav Gallant"]);
        assert!(closest("Quill", names, 5).is_empty());
    }
}
