//! What holds for every kind.

use super::*;

#[test]
fn every_kind_survives_a_round_trip_through_json() {
    for &kind in ListingKind::ALL {
        let before = Details::sample(kind);
        let json = serde_json::to_string(&before).expect("details serialize");
        let after: Details = serde_json::from_str(&json).expect("details deserialize");
        assert_eq!(before, after, "{}", kind.slug());
    }
}

#[test]
fn every_kind_is_read_from_the_record_it_writes() {
    for &kind in ListingKind::ALL {
        let before = Details::sample(kind);
        let json = serde_json::to_value(&before).expect("details serialize");
        let record = json.as_object().expect("details are an object");
        assert_eq!(Details::read(kind, record), Ok(before), "{}", kind.slug());
    }
}

/// What somebody would type into the form of `details`.
fn typed(details: &Details) -> Map<String, Value> {
    let mut record = serde_json::to_value(details).expect("details serialize");
    let record = record.as_object_mut().expect("details are an object");
    record.remove("kind");
    if let Some(pay) = details.filters().pay {
        record.remove("pay");
        record.insert("pay_min".to_owned(), Value::from(pay.min_fen / 100));
        record.insert("pay_max".to_owned(), Value::from(pay.max_fen / 100));
        record.insert("pay_period".to_owned(), Value::from(pay.period.slug()));
    }
    if let Details::Challenge(challenge) = details {
        let line = |it: &challenge::Target| format!("{} | {} | {} | {}", it.name, it.target, it.unit, it.method);
        let lines: Vec<String> = challenge.targets.iter().map(line).collect();
        record.insert("targets".to_owned(), Value::from(lines.join("\n")));
    }
    let as_text = |(name, value): (&String, &Value)| {
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Array(words) => words.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n"),
            other => other.to_string(),
        };
        (name.clone(), Value::from(text))
    };
    record.iter().map(as_text).collect()
}

#[test]
fn the_form_of_every_kind_asks_for_all_that_is_read_and_its_sample_can_be_typed_into_it() {
    for &kind in ListingKind::ALL {
        let sample = Details::sample(kind);
        let mut typed = typed(&sample);
        assert_eq!(Details::read(kind, &typed), Ok(sample), "{}", kind.slug());
        for field in kind.fields() {
            assert!(typed.remove(field.name).is_some(), "{}: {} is not read", kind.slug(), field.name);
        }
        assert!(typed.is_empty(), "{}: the form does not ask for {typed:?}", kind.slug());
    }
}

#[test]
fn every_kind_can_be_read_from_an_empty_record_and_shows_no_unknown_fact() {
    for &kind in ListingKind::ALL {
        let details = Details::read(kind, &Map::new()).expect("nothing is required");
        assert_eq!(details.facts(), [], "{}", kind.slug());
    }
}

#[test]
fn every_kind_is_answered_by_kinds_of_the_other_side() {
    for &kind in ListingKind::ALL {
        assert_eq!(kind.counterparts().is_empty(), kind.side() == Side::Information, "{}", kind.slug());
        assert!(kind.counterparts().iter().all(|other| other.side() != kind.side()), "{}", kind.slug());
    }
}

#[test]
fn slugs_are_unique() {
    for &kind in ListingKind::ALL {
        assert_eq!(ListingKind::from_slug(kind.slug()), Some(kind));
    }
}
