//! Every address of the site, asked for by everybody: who is answered what stands in `agreed.txt` and is reviewed there.
//!
//! The addresses are read from the sources, so that none can be forgotten. `RONGQIAO_TESTS_WRITE_BASELINE=1` writes the
//! table anew; the change is then reviewed like code.

mod makers;
mod source;
mod things;
mod world;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use axum::http::StatusCode;
use rongqiao_tests::site::{Answered, ORIGIN};

use self::source::{Method, Route, routes};
use self::world::{Caller, World, callers};

/// What each route answers to each caller.
const AGREED: &str = include_str!("agreed.txt");

/// What only whoever is signed in may see any of.
const PRIVATE: &[&str] = &["/my/", "/desk/", "/account/", "/saved/", "/messages/", "/profile/"];

/// The answer in a word.
fn outcome(answered: &Answered) -> String {
    let location = answered.header("location");
    let word = match answered.status {
        StatusCode::OK => "open",
        StatusCode::NOT_FOUND => "none",
        StatusCode::SEE_OTHER if location.starts_with("/sign-in") => "sign-in",
        StatusCode::SEE_OTHER if location.starts_with("/account/second-factor") => "second-factor",
        status if status.is_redirection() => "on",
        // It looked at what was typed, so it lets them in.
        StatusCode::BAD_REQUEST | StatusCode::UNSUPPORTED_MEDIA_TYPE | StatusCode::UNPROCESSABLE_ENTITY => "typed",
        status => return status.as_u16().to_string(),
    };
    word.to_owned()
}

async fn ask(world: &World, caller: &Caller, route: &Route, path: &str) -> anyhow::Result<Answered> {
    let visitor = world.enter(caller).await?;
    Ok(match route.method {
        Method::Get => visitor.get(path).await,
        Method::Post => visitor.submit(path, &[]).await,
    })
}

/// One line of the table: callers by what they are answered, the most common answer last and without their names.
fn line(route: &Route, answers: &[(String, String)]) -> String {
    let mut by_answer: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    answers.iter().for_each(|(caller, answer)| by_answer.entry(answer).or_default().push(caller));
    let mut groups: Vec<(&str, Vec<&str>)> = by_answer.into_iter().collect();
    groups.sort_by_key(|(_, callers)| callers.len());
    let most = groups.pop().map_or("", |(answer, _)| answer);
    let mut line = format!("{route}:");
    for (answer, callers) in groups {
        let _ = write!(line, " {answer} {};", callers.join(" "));
    }
    let _ = write!(line, " else {most}");
    line
}

#[tokio::test]
async fn every_address_answers_everybody_as_agreed_and_hides_what_is_others() -> anyhow::Result<()> {
    let routes = routes()?;
    let mut answers: BTreeMap<&Route, Vec<(String, String)>> = BTreeMap::new();
    for caller in callers() {
        let world = World::new(&caller).await?;
        for route in &routes {
            let answered = ask(&world, &caller, route, &world.path(route)?).await?;
            anyhow::ensure!(!answered.status.is_server_error(), "{route} for {}: {}", caller.name, answered.text);
            let answer = outcome(&answered);
            if caller.is_nobody() {
                let private = PRIVATE.iter().any(|start| format!("{}/", route.path).starts_with(start));
                let leads_on = answer == "on" && route.method == Method::Get;
                let kept = leads_on || answer == "sign-in" || answer == "none";
                anyhow::ensure!(!private || kept, "{route} answers {answer}");
            }
            if let Some(missing) = world.path_of_nothing(route)? {
                let nothing = ask(&world, &caller, route, &missing).await?;
                let hidden = answer != "none" || told(&answered, &world.path(route)?) == told(&nothing, &missing);
                anyhow::ensure!(hidden, "{route} tells {} whether something is there", caller.name);
            }
            answers.entry(route).or_default().push((caller.name.clone(), answer));
        }
    }
    let found: Vec<String> = answers.iter().map(|(route, answers)| line(route, answers)).collect();
    if std::env::var_os("RONGQIAO_TESTS_WRITE_BASELINE").is_some() {
        let path = format!("{}/journeys/routes/agreed.txt", env!("CARGO_MANIFEST_DIR"));
        std::fs::write(path, found.join("\n") + "\n")?;
        return Ok(());
    }
    let agreed: Vec<&str> = AGREED.lines().collect();
    for (found, agreed) in found.iter().zip(&agreed) {
        assert_eq!(found, agreed);
    }
    assert_eq!(found.len(), agreed.len());
    Ok(())
}

/// What an answer says apart from the address that was asked for and the mark of the request.
fn told(answered: &Answered, path: &str) -> (StatusCode, String) {
    let ids = path.split('/').filter(|part| part.len() == 36);
    let text = ids.fold(answered.text.clone(), |text, id| text.replace(id, "…"));
    let lines = text.lines().filter(|line| !line.contains(answered.header("x-request-id")));
    (answered.status, lines.collect::<Vec<_>>().join("\n"))
}

#[tokio::test]
async fn nothing_is_done_for_what_another_site_sends() -> anyhow::Result<()> {
    let owner = callers().into_iter().find(Caller::is_owner).unwrap_or_else(Caller::nobody);
    let world = World::new(&owner).await?;
    for route in routes()?.iter().filter(|route| route.method == Method::Post) {
        let path = world.path(route)?;
        for origin in ["", "https://elsewhere.example", "null", &format!("{ORIGIN}.elsewhere.example")] {
            let answered = world.enter(&owner).await?.submit_from(origin, &path, "").await;
            // The way to stop letters is asked for by mail services, and is proven by what cannot be guessed.
            let expected = if route.path.starts_with("/leave/") { StatusCode::OK } else { StatusCode::FORBIDDEN };
            assert_eq!(answered.status, expected, "{route} from {origin:?}");
        }
    }
    Ok(())
}
