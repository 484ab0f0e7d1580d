//! Timelines as pictures: one SVG file, stacked bars, no script and no outside fonts.

use std::io::{self, Write};

use super::inert::one_line;
use crate::query::Timeline;

const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 400.0;
const LEFT: f64 = 60.0;
const RIGHT: f64 = 20.0;
const TOP: f64 = 60.0;
const BOTTOM: f64 = 46.0;
/// Colours that the colour-blind tell apart (Okabe and Ito).
const COLOURS: [&str; 7] = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442"];
/// What belongs to no name.
const OTHERS: &str = "#999999";

/// The timeline under `title`.
///
/// # Errors
/// Where `out` cannot be written.
pub fn svg(out: &mut dyn Write, found: &Timeline, title: &str) -> io::Result<()> {
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" \
         height=\"{HEIGHT}\" font-family=\"sans-serif\" font-size=\"12\" role=\"img\">"
    )?;
    let title = escaped(title);
    writeln!(out, "<title>{title}</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>")?;
    writeln!(out, "<text x=\"{LEFT}\" y=\"22\" font-size=\"15\" font-weight=\"bold\">{title}</text>")?;
    legend(out, found)?;
    let top = nice(found.bars.iter().map(|bar| bar.count).max().unwrap_or(0));
    grid(out, top)?;
    bars(out, found, top)?;
    writeln!(out, "</svg>")
}

/// A colour and a name each, in a row.
fn legend(out: &mut dyn Write, found: &Timeline) -> io::Result<()> {
    if found.names.is_empty() {
        return Ok(());
    }
    let others = std::iter::once(("others", OTHERS));
    let named = found.names.iter().map(String::as_str).zip(COLOURS);
    let mut x = LEFT;
    for (name, colour) in named.chain(others) {
        let shown: String = name.chars().take(24).collect();
        let room = as_f64(shown.chars().count() as u64).mul_add(7.0, 28.0);
        if x + room > WIDTH {
            break;
        }
        writeln!(out, "<rect x=\"{x:.1}\" y=\"34\" width=\"10\" height=\"10\" fill=\"{colour}\"/>")?;
        writeln!(out, "<text x=\"{:.1}\" y=\"43\">{}</text>", x + 14.0, escaped(&shown))?;
        x += room;
    }
    Ok(())
}

/// Lines at whole numbers, with the numbers.
fn grid(out: &mut dyn Write, top: u64) -> io::Result<()> {
    let steps = if top.is_multiple_of(4) {
        4
    } else if top.is_multiple_of(5) {
        5
    } else {
        top.clamp(1, 5)
    };
    for step in 0..=steps {
        let value = top * step / steps;
        let y = height_of(value, top);
        writeln!(
            out,
            "<line x1=\"{LEFT}\" x2=\"{:.1}\" y1=\"{y:.1}\" y2=\"{y:.1}\" stroke=\"#dddddd\"/>\
             <text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{value}</text>",
            WIDTH - RIGHT,
            LEFT - 6.0,
            y + 4.0
        )?;
    }
    Ok(())
}

fn bars(out: &mut dyn Write, found: &Timeline, top: u64) -> io::Result<()> {
    let count = found.bars.len().max(1);
    let step = (WIDTH - LEFT - RIGHT) / as_f64(count as u64);
    let labelled = count.div_ceil(12);
    for (at, bar) in found.bars.iter().enumerate() {
        let x = step.mul_add(as_f64(at as u64), LEFT);
        let label = found.period.label(bar.start);
        writeln!(out, "<g><title>{label}: {}</title>", bar.count)?;
        let rest = bar.count - bar.parts.iter().sum::<u64>();
        let only = found.names.is_empty().then_some(COLOURS[0]);
        let parts = bar.parts.iter().copied().zip(COLOURS).chain([(rest, only.unwrap_or(OTHERS))]);
        let mut below = 0;
        for (part, colour) in parts.filter(|(part, _)| *part > 0) {
            let (from, to) = (height_of(below, top), height_of(below + part, top));
            writeln!(
                out,
                "<rect x=\"{:.2}\" y=\"{to:.2}\" width=\"{:.2}\" height=\"{:.2}\" fill=\"{colour}\"/>",
                step.mul_add(0.1, x),
                step * 0.8,
                from - to
            )?;
            below += part;
        }
        writeln!(out, "</g>")?;
        if at % labelled == 0 {
            let middle = step.mul_add(0.5, x);
            let y = HEIGHT - BOTTOM + 18.0;
            writeln!(out, "<text x=\"{middle:.1}\" y=\"{y:.1}\" text-anchor=\"middle\">{label}</text>")?;
        }
    }
    Ok(())
}

/// How far down a value lies.
fn height_of(value: u64, top: u64) -> f64 {
    (HEIGHT - TOP - BOTTOM).mul_add(1.0 - as_f64(value) / as_f64(top.max(1)), TOP)
}

/// The next number that is easy to read: 1, 2, 5, 10, 20, 50…
fn nice(most: u64) -> u64 {
    let mut unit = 1_u64;
    loop {
        for step in [1, 2, 4, 5, 8] {
            if unit.saturating_mul(step) >= most {
                return unit.saturating_mul(step);
            }
        }
        unit = unit.saturating_mul(10);
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of matches, drawn to a tenth of a pixel")]
const fn as_f64(number: u64) -> f64 {
    number as f64
}

/// Text that XML does not take for markup.
fn escaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            '&' => plain.push_str("&amp;"),
            '<' => plain.push_str("&lt;"),
            '>' => plain.push_str("&gt;"),
            '"' => plain.push_str("&quot;"),
            _ => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{DayCount, Period};

    #[test]
    fn a_picture_is_one_element_and_runs_nothing() {
        let day = |day: &str, count| DayCount {
            day: day.parse().ok(),
            name: Some("<script>alert(1)</script>".to_owned()),
            count,
        };
        let found = Timeline::of(&[day("2026-03-01", 3), day("2026-05-01", 1)], Some(Period::Month), 5);
        let mut out = Vec::new();
        svg(&mut out, &found, "“dam” & <b>").expect("a vector takes all");
        let svg = String::from_utf8(out).expect("text");
        assert!(svg.starts_with("<svg ") && svg.trim_end().ends_with("</svg>"));
        assert!(!svg.contains("<script") && !svg.contains("<b>"), "{svg}");
        assert_eq!(svg.matches("<g>").count(), 3);
    }

    #[test]
    fn scales_end_at_easy_numbers() {
        assert_eq!([0, 1, 3, 6, 9, 41, 99, 1001].map(nice), [1, 1, 4, 8, 10, 50, 100, 2000]);
    }
}
