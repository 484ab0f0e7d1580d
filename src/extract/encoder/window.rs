//! Windows: stretches of whole paragraphs that the encoder reads at once. They follow each other without a
//! gap and do not overlap: on held-out articles neighbours on both sides, read twice, found nothing more.

use std::ops::Range;

/// The most pieces in a window, the one before them and those that end paragraphs included.
pub const SIZE: usize = 256;
/// The most in a window of more than one paragraph: attention costs time by the square of them.
const FULL: usize = 128;

/// Paragraphs, those too long for a window cut.
#[must_use]
pub fn parts(paragraphs: &[Range<usize>]) -> Vec<Range<usize>> {
    let most = SIZE - 2;
    let cut = |one: &Range<usize>| {
        let end = one.end;
        one.clone().step_by(most).map(move |start| start..end.min(start + most))
    };
    paragraphs.iter().flat_map(cut).collect()
}

/// The windows over `parts`: as many in each as it can hold.
#[must_use]
pub fn windows(parts: &[Range<usize>]) -> Vec<&[Range<usize>]> {
    let mut found = Vec::new();
    let (mut first, mut used) = (0, 1);
    for (at, part) in parts.iter().enumerate() {
        let length = part.len() + 1;
        if used + length > FULL && at > first {
            found.extend(parts.get(first..at));
            (first, used) = (at, 1);
        }
        used += length;
    }
    found.extend(parts.get(first..).filter(|last| !last.is_empty()));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_cover_everything_once_and_keep_their_size() {
        let paragraphs = [0..40, 40..140, 140..150, 150..700, 700..701];
        let parts = parts(&paragraphs);
        assert_eq!(parts[3..6], [150..404, 404..658, 658..700]);
        let windows = windows(&parts);
        let mut end = 0;
        for window in &windows {
            assert_eq!(window[0].start, end);
            end = window[window.len() - 1].end;
            let used = 1 + window.iter().map(|part| part.len() + 1).sum::<usize>();
            assert!(used <= if window.len() > 1 { FULL } else { SIZE });
        }
        assert_eq!(end, 701);
        assert_eq!(windows[1], &[40..140, 140..150]);
        assert_eq!(windows[0].len() + windows[2].len(), 2);
        assert_eq!(super::windows(&[]).len(), 0);
    }
}
