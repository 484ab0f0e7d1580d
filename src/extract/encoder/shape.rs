//! Shapes: how a word is written, which its pieces in lower case do not tell any more.

/// How a word is written; the number is its row in the encoder's table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// "mayor"
    #[default]
    Lower = 0,
    /// "Mayor"
    Capital = 1,
    /// "MAYOR"
    Capitals = 2,
    /// "A"
    SingleCapital = 3,
    /// "12", "½"
    Digits = 4,
    /// ","
    Mark = 5,
    /// "iPad", "McVale"
    Mixed = 6,
    /// No word: where a window begins and a paragraph ends.
    Special = 7,
}

impl Shape {
    /// How many there are.
    pub const COUNT: usize = 8;

    /// The shape of `word`.
    #[must_use]
    pub fn of(word: &str) -> Self {
        if !word.chars().any(char::is_alphanumeric) {
            return Self::Mark;
        }
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        let Some(first) = letters.next() else { return Self::Digits };
        let (mut more, mut upper, mut lower) = (false, true, true);
        for letter in letters {
            more = true;
            upper &= letter.is_uppercase();
            lower &= letter.is_lowercase();
        }
        match (first.is_uppercase(), more) {
            (true, false) => Self::SingleCapital,
            (true, true) if upper => Self::Capitals,
            (true, true) if lower => Self::Capital,
            (false, _) if lower && first.is_lowercase() => Self::Lower,
            _ => Self::Mixed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        let words = ["mayor", "Mayor", "MAYOR", "A", "12", ",", "iPad", "2nd", "日本"];
        let shapes = words.map(|word| Shape::of(word) as u8);
        assert_eq!(shapes, [0, 1, 2, 3, 4, 5, 6, 0, 6]);
    }
}
