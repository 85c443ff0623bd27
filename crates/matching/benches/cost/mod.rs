//! What something costs: time on the clock, time of the processor, memory.

use std::io::Write as _;
use std::time::Instant;

/// What one thing costs that is done again and again, in milliseconds.
///
/// The processor's time is the steadier figure where other programs run; the system counts it in whole ticks, so that
/// only its mean says something.
#[derive(Debug, Default)]
pub(crate) struct Costs {
    clock: Vec<f64>,
    processor: f64,
}

impl Costs {
    /// Does `work` three times and takes down what the fastest one costs; the others were disturbed.
    pub(crate) fn take<T>(&mut self, work: impl Fn() -> T) -> T {
        let before = processor_ms();
        let once = || {
            let begun = Instant::now();
            (work(), begun.elapsed().as_secs_f64() * 1e3)
        };
        let (_, first) = once();
        let (_, second) = once();
        let (done, third) = once();
        self.clock.push(first.min(second).min(third));
        self.processor += (processor_ms() - before) / 3.0;
        done
    }

    /// The middle and the late ones on the clock, and the mean of the processor.
    pub(crate) fn summary(&self) -> String {
        let mut sorted = self.clock.clone();
        sorted.sort_by(f64::total_cmp);
        let at = |share: f64| sorted.get((sorted.len() as f64 * share) as usize).copied().unwrap_or(0.0);
        let mean = self.processor / sorted.len().max(1) as f64;
        format!("p50 {:7.2} p95 {:7.2} p99 {:7.2} ms, processor {mean:7.2} ms", at(0.5), at(0.95), at(0.99))
    }
}

/// Time that the processor has given to this thread; 0 where the system does not say.
pub(crate) fn processor_ms() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    stat.split(' ').next().and_then(|nanoseconds| nanoseconds.parse::<f64>().ok()).unwrap_or(0.0) / 1e6
}

/// Memory of this process that is no file, in megabytes; 0 where the system does not say.
pub(crate) fn anonymous_megabytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kilobytes.unwrap_or(0.0) / 1e3
}

/// Prints a line.
pub(crate) fn print(line: &str) {
    // With standard output gone there is nobody left to tell.
    let _ = writeln!(std::io::stdout(), "{line}");
}
