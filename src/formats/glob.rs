//! Patterns for names of files: `*` within a folder, `**` across folders, `?` one character. Matching
//! takes time in proportion to pattern times name, whatever they are.

/// A pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glob(Vec<Piece>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    /// This character.
    Exactly(char),
    /// Any character but a slash.
    One,
    /// Any number of characters but slashes.
    Within,
    /// Any number of characters.
    Across,
}

impl Glob {
    /// The pattern written as `pattern`.
    #[must_use]
    pub fn new(pattern: &str) -> Self {
        let mut pieces: Vec<Piece> = Vec::new();
        for c in pattern.chars() {
            match (c, pieces.last()) {
                ('*', Some(Piece::Within | Piece::Across)) => {
                    pieces.pop();
                    pieces.push(Piece::Across);
                }
                ('*', _) => pieces.push(Piece::Within),
                ('?', _) => pieces.push(Piece::One),
                _ => pieces.push(Piece::Exactly(c)),
            }
        }
        Self(pieces)
    }

    /// Whether it matches `name`, or what of `name` follows one of its slashes: `*.xml` matches
    /// "wire/a.xml".
    #[must_use]
    pub fn matches(&self, name: &str) -> bool {
        let rests = name.match_indices('/').filter_map(|(at, _)| name.get(at + 1..));
        self.matches_all(name) || rests.into_iter().any(|rest| self.matches_all(rest))
    }

    /// By the set of places in the pattern that the name so far can lead to.
    fn matches_all(&self, name: &str) -> bool {
        let mut places = vec![false; self.0.len() + 1];
        mark(&mut places, 0);
        self.pass_stars(&mut places);
        for c in name.chars() {
            let mut next = vec![false; self.0.len() + 1];
            for (at, piece) in self.0.iter().enumerate() {
                if places.get(at) != Some(&true) {
                    continue;
                }
                match piece {
                    Piece::Exactly(wanted) if *wanted == c => mark(&mut next, at + 1),
                    Piece::One if c != '/' => mark(&mut next, at + 1),
                    Piece::Within if c != '/' => mark(&mut next, at),
                    Piece::Across => mark(&mut next, at),
                    _ => {}
                }
            }
            self.pass_stars(&mut next);
            places = next;
        }
        places.last() == Some(&true)
    }

    /// A star may stand for nothing.
    fn pass_stars(&self, places: &mut [bool]) {
        for (at, piece) in self.0.iter().enumerate() {
            if places.get(at) == Some(&true) && matches!(piece, Piece::Within | Piece::Across) {
                mark(places, at + 1);
            }
        }
    }
}

fn mark(places: &mut [bool], at: usize) {
    if let Some(place) = places.get_mut(at) {
        *place = true;
    }
}

#[cfg(test)]
mod tests {
    use super::Glob;

    #[test]
    fn stars_stay_within_folders_unless_doubled() {
        for (pattern, name, expected) in [
            ("*.xml", "a.xml", true),
            ("*.xml", "wire/a.xml", true),
            ("wire/*.xml", "in/wire/a.xml", true),
            ("wire/*.xml", "wire/1987/a.xml", false),
            ("wire/**.xml", "wire/1987/a.xml", true),
            ("a?.txt", "a1.txt", true),
            ("a?.txt", "a/.txt", false),
            ("é*", "één", true),
            ("a.xml", "ba.xml", false),
            ("", "a", false),
        ] {
            assert_eq!(Glob::new(pattern).matches(name), expected, "{pattern} {name}");
        }
        assert!(!Glob::new(&"*a".repeat(500)).matches(&"a".repeat(499)));
    }
}
