//! What a public figure stands at, and what the feed of changes tells of it.

use rongqiao_tests::site::TestSite;

/// A public figure that is looked at again and again.
pub(crate) struct Watched<'a> {
    site: &'a TestSite,
    figure: &'static str,
    /// Where the feed was read last.
    cursor: String,
}

impl<'a> Watched<'a> {
    /// Watches `figure` from now on.
    pub(crate) async fn of(site: &'a TestSite, figure: &'static str) -> Self {
        let mut watched = Self { site, figure, cursor: "0".to_owned() };
        watched.now().await;
        watched
    }

    /// What it stands at, and whether the feed told so since it was looked at last.
    pub(crate) async fn now(&mut self) -> (u64, bool) {
        let all = self.site.json("/api/v1/figures").await;
        let figures = all["figures"].as_array().cloned().unwrap_or_default();
        let stands = figures.iter().find(|it| it["figure"] == self.figure).and_then(|it| it["count"].as_u64());
        let stands = stands.expect("the figure is told");
        let mut told = None;
        loop {
            let read = self.site.json(&format!("/api/v1/changes?since={}", self.cursor)).await;
            let changes = read["changes"].as_array().cloned().unwrap_or_default();
            let mut of_it = changes.iter().filter(|it| it["figure"]["figure"] == self.figure);
            told = of_it.next_back().and_then(|it| it["figure"]["count"].as_u64()).or(told);
            self.cursor = read["next"].as_str().expect("there is a cursor").to_owned();
            if read["more"] != true {
                break;
            }
        }
        assert!(told.is_none_or(|told| told == stands), "the feed tells {told:?} where {stands} is true");
        (stands, told.is_some())
    }

    /// The page of its rows.
    pub(crate) async fn page(&self) -> String {
        self.site.get(&format!("/figures/{}", self.figure)).await.text
    }
}
