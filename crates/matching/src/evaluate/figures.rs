//! Means over queries, with their intervals, as they are printed.

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

use super::bootstrap::interval_of_mean;
use super::measures::{Measure, Ranked};

/// The mean of one measure over all queries.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// Name of the measure.
    pub name: &'static str,
    /// The mean, from 0 to 1.
    pub mean: f64,
    /// Where 95 of 100 other draws of the queries would have put it.
    pub interval: [f64; 2],
}

/// All figures of one ranker.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// One per measure, in the order of the measures.
    pub figures: Vec<Figure>,
    /// Queries that were judged.
    pub queries: usize,
}

/// The figures of the platform's own ranker beside those of the baselines.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Our own.
    pub own: Figures,
    /// Baselines by name.
    pub baselines: Vec<(&'static str, Figures)>,
}

impl Figures {
    /// The means of `measures` over rankings.
    #[must_use]
    pub fn of(measures: &[Measure], rankings: &[Ranked]) -> Self {
        let figure = |measure: &Measure| {
            let values: Vec<f64> = rankings.iter().map(|ranked| measure.of(ranked)).collect();
            let mean = values.iter().sum::<f64>() / values.len().max(1) as f64;
            Figure { name: measure.name, mean, interval: interval_of_mean(&values) }
        };
        Self { figures: measures.iter().map(figure).collect(), queries: rankings.len() }
    }

    /// The mean of the measure of this name.
    #[must_use]
    pub fn mean(&self, name: &str) -> Option<f64> {
        self.figures.iter().find(|figure| figure.name == name).map(|figure| figure.mean)
    }

    fn write<M: serde::ser::SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        for figure in &self.figures {
            map.serialize_entry(figure.name, &figure.mean)?;
        }
        map.serialize_entry("queries", &self.queries)?;
        map.serialize_entry("intervals", &Intervals(&self.figures))
    }
}

struct Intervals<'a>(&'a [Figure]);

impl Serialize for Intervals<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|figure| (figure.name, figure.interval)))
    }
}

impl Serialize for Figures {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.write(&mut map)?;
        map.end()
    }
}

impl Serialize for Comparison {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.own.write(&mut map)?;
        let baselines: std::collections::BTreeMap<_, _> = self.baselines.iter().map(|(name, it)| (name, it)).collect();
        map.serialize_entry("baselines", &baselines)?;
        map.end()
    }
}
