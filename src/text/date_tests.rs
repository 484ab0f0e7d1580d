//! Dates in words: each style with what it must give, and what must give nothing.

use super::*;
use proptest::prelude::*;

fn shown(text: &str) -> Option<String> {
    let moment = parse(text)?;
    let mut shown = moment.day.to_string();
    if let Some(time) = moment.time {
        shown.push_str(&format!(" {:02}:{:02}", time.hour(), time.minute()));
    }
    if let Some(offset) = moment.offset_minutes {
        shown.push_str(&format!(" {offset:+}"));
    }
    Some(shown)
}

#[test]
fn styles_of_news() {
    for (text, expected) in [
        ("Oct 8, 2024", "2024-10-08"),
        ("Oct. 8, 2024", "2024-10-08"),
        ("8 October 2024", "2024-10-08"),
        ("October 8th, 2024", "2024-10-08"),
        ("8th of October 2024", "2024-10-08"),
        ("Sept. 3, 2024", "2024-09-03"),
        ("Tuesday, Sept. 3, 2024 at 4:15 p.m. ET", "2024-09-03 16:15 -240"),
        ("Tue., Dec. 3, 2024, 4:15 PM EST", "2024-12-03 16:15 -300"),
        ("Published 9 a.m. CT Dec. 3, 2024", "2024-12-03 09:00 -360"),
        ("2024-10-08T16:15:00-04:00", "2024-10-08 16:15 -240"),
        ("2024-10-08T16:15:00.123Z", "2024-10-08 16:15 +0"),
        ("2024-10-08T16:15:00+0530", "2024-10-08 16:15 +330"),
        ("2024-10-08T16:15", "2024-10-08 16:15"),
        ("2024-10-08 16:15:00", "2024-10-08 16:15"),
        ("2024-10-08 16:15:00 UTC", "2024-10-08 16:15 +0"),
        ("2024/10/08", "2024-10-08"),
        ("2024.10.08", "2024-10-08"),
        ("20241008", "2024-10-08"),
        ("20241008T161500Z", "2024-10-08 16:15 +0"),
        ("20241008161500", "2024-10-08"),
        ("Updated 6:03 PM ET, Sat July 9, 2016", "2016-07-09 18:03 -240"),
        ("4:15 p.m. ET on Tuesday, Sept. 3, 2024", "2024-09-03 16:15 -240"),
        ("26-FEB-1987 15:01:01.79", "1987-02-26 15:01"),
        ("Tue, 08 Oct 2024 16:15:00 -0400", "2024-10-08 16:15 -240"),
        ("Tue, 08 Oct 2024 16:15:00 GMT", "2024-10-08 16:15 +0"),
        ("Tue Oct 08 16:15:00 +0000 2024", "2024-10-08 16:15 +0"),
        ("Tue Oct 8 16:15:00 2024", "2024-10-08 16:15"),
        ("08/Oct/2024:16:15:00 +0200", "2024-10-08 16:15 +120"),
        ("13/10/2024", "2024-10-13"),
        ("10/13/2024", "2024-10-13"),
        ("10/10/2024", "2024-10-10"),
        ("8 octobre 2024 à 16h15", "2024-10-08 16:15"),
        ("8. Oktober 2024, 16:15 Uhr", "2024-10-08 16:15"),
        ("8 de octubre de 2024", "2024-10-08"),
        ("2024年10月8日", "2024-10-08"),
        ("2024년 10월 8일", "2024-10-08"),
        ("OCTOBER 8, 2024", "2024-10-08"),
        ("October 8, 2024 | 4:15pm EDT", "2024-10-08 16:15 -240"),
        ("October 8, 2024 12:05 a.m. Eastern Time", "2024-10-08 00:05 -240"),
        ("Wed Oct 09 2024 10:00:00 GMT+0200 (CEST)", "2024-10-09 10:00 +120"),
        ("29 February 2024", "2024-02-29"),
        ("1728404100", "2024-10-08 16:15 +0"),
        ("1728404100000", "2024-10-08 16:15 +0"),
        ("2024-10-08T25:00:00Z", "2024-10-08"),
    ] {
        assert_eq!(shown(text).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn what_is_no_date() {
    for text in [
        "",
        "31 February 2024",
        "29 February 2023",
        "08/10/2024",
        "October 2024",
        "2024-10",
        "Sept. 3",
        "2024",
        "8 October 1066",
        "8 October 3024",
        "Oct 8, 24",
        "Oct. 8-10, 2024",
        "2024-13-01",
        "tel. 555-2024-10-08",
        "version 1.2024.10.08",
        "may 2024",
        "99999999999999999999",
        "2024-00-10",
        "00/00/2024",
        "13/13/2024",
        "9:30",
        "March on, 40 of 2024",
    ] {
        assert_eq!(shown(text), None, "{text}");
    }
}

#[test]
fn the_span_covers_weekday_time_and_zone() {
    for (line, expected) in [
        (
            "Published: Tuesday, Sept. 3, 2024 at 4:15 p.m. ET by staff",
            "Tuesday, Sept. 3, 2024 at 4:15 p.m. ET",
        ),
        ("The Harbor Ledger, 8 October 2024", "8 October 2024"),
        ("Updated 6:03 PM ET, Sat July 9, 2016", "6:03 PM ET, Sat July 9, 2016"),
    ] {
        assert_eq!(find(line).map(|(_, span)| span.of(line)), Some(expected));
    }
    let line = "Published Oct. 8, 2024 | Updated Oct. 9, 2024";
    let days: Vec<String> = find_all(line).iter().map(|(moment, _)| moment.day.to_string()).collect();
    assert_eq!(days, ["2024-10-08", "2024-10-09"]);
}

proptest! {
    #[test]
    fn any_line_is_read_without_panic(line in "[\\PC0-9:/. -]{0,80}") {
        for (_, span) in find_all(&line) {
            prop_assert!(!span.of(&line).is_empty());
        }
    }

    #[test]
    fn every_day_reads_back_in_every_style(year in 1600i16..=2100, month in 1i8..=12, day in 1i8..=31) {
        const NAMES: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August",
            "September", "October", "November", "December"];
        let name = NAMES[usize::from(month.unsigned_abs()) - 1];
        let expected = Date::new(year, month, day).ok();
        for text in [
            format!("{year}-{month:02}-{day:02}"), format!("{name} {day}, {year}"), format!("{day} {name} {year}"),
            format!("{year}{month:02}{day:02}"), format!("{day:02}-{}-{year}", name.get(..3).unwrap()),
        ] {
            prop_assert_eq!(parse(&text).map(|moment| moment.day), expected, "{}", text);
        }
    }
}
