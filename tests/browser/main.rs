//! Journeys in Chromium over the built program with its demonstration content; the journeys stand in `*.mjs`.

mod keeper;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, ensure};
use rongqiao_model::access::{Action, Role, Thing};
use rongqiao_model::organisation::OrganisationKind;
use rongqiao_model::sealing::LockedKey;
use rongqiao_model::store::Store;
use rongqiao_model::{ListingId, OrganisationId, SealingKeyId};
use rongqiao_tests::people::{give_role, make_person};
use rongqiao_tests::program::{finish, program, rongqiao};
use rongqiao_tests::server::Server;
use rongqiao_tests::skipping::skip;
use sea_orm_migration::sea_orm::ConnectionTrait as _;
use serde_json::json;
use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

/// A college of which somebody publishes.
const COLLEGE: &str = "示例职业学院";

/// A verified firm that finds people for the job that it published.
const FINDING_FIRM: &str = "示例装备有限公司";

/// A verified school whose students do internships.
const SCHOOL: &str = "示例理工大学";

/// Secret of the second factor of everybody who needs one, in Base32.
const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/// What opens the keys of the officers' colleagues.
const COLLEAGUES_PASSPHRASE: &str = "一个谁也猜不到的长口令";

/// Names that Chromium goes by.
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

fn find(programs: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    programs.iter().find_map(|name| folders.iter().map(|folder| folder.join(name)).find(|file| file.is_file()))
}

/// What the journeys need from the machine.
struct Tools {
    node: PathBuf,
    browser: PathBuf,
    scripts: PathBuf,
}

fn find_tools() -> Option<Tools> {
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("browser");
    let Some(node) = find(&["node", "nodejs"]) else {
        skip("Node is not installed; no journeys in a browser");
        return None;
    };
    let Some(browser) = find(&BROWSERS) else {
        skip("Chromium is not installed; no journeys in a browser");
        return None;
    };
    let packages = ["playwright-core", "axe-core", "fflate", "ical.js", "oidc-provider"];
    if !packages.iter().all(|package| scripts.join("node_modules").join(package).is_dir()) {
        skip("`npm install` was not run in tests/browser; no journeys in a browser");
        return None;
    }
    Some(Tools { node, browser, scripts })
}

/// Imports a listing that closed lately and one that closed long ago; the demonstration has none.
fn import_closed(data: &Path) -> anyhow::Result<[ListingId; 2]> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("closed.jsonl");
    let today = rongqiao_model::clock::Clock::system().now();
    let row = |record: &str, days: i64| -> anyhow::Result<String> {
        let day = |at: OffsetDateTime| at.replace_nanosecond(0)?.format(&Rfc3339).map_err(anyhow::Error::from);
        let row = json!({
            "id": record,
            "source": "browser",
            "kind": "job",
            "title": "已经截止的岗位",
            "organisation": "示例企业有限公司",
            "description": "已经截止的岗位的说明。",
            "city": "上海",
            "published_at": day(today - Duration::days(days + 10))?,
            "valid_through": day(today - Duration::days(days))?,
        });
        Ok(row.to_string())
    };
    let course = json!({
        "id": "course",
        "source": "browser",
        "kind": "course",
        "title": "已有课程",
        "organisation": COLLEGE,
        "description": "已有课程的说明。",
    });
    let open = json!({
        "id": "open",
        "source": "browser",
        "kind": "job",
        "title": "产线自动化工程师",
        "organisation": FINDING_FIRM,
        "description": "负责产线控制程序。",
        "city": "上海",
        "skills": ["Python", "PLC编程"],
    });
    let internship = json!({
        "id": "internship",
        "source": "browser",
        "kind": "job",
        "title": "装配实习生",
        "organisation": FINDING_FIRM,
        "description": "在装配车间实习。",
        "city": "上海",
        "employment_type": "internship",
        "headcount": 5,
    });
    let of_school = json!({
        "id": "course-of-school",
        "source": "browser",
        "kind": "course",
        "title": "机械原理",
        "organisation": SCHOOL,
        "description": "机械原理的说明。",
    });
    std::fs::write(
        &file,
        format!("{}\n{}\n{course}\n{open}\n{internship}\n{of_school}\n", row("closed", 5)?, row("gone", 60)?),
    )?;
    let imported = finish(rongqiao(data).arg("import").arg(&file))?;
    ensure!(imported.status.success(), "{}", String::from_utf8_lossy(&imported.stderr));
    Ok(["closed", "gone"].map(|record| ListingId::of_record("browser", record)))
}

/// A port on which nothing listens.
fn free_port() -> anyhow::Result<u16> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// Settings of a university by whose account people sign in; a journey runs it on `port`.
fn university(port: u16) -> String {
    format!(
        "[[identity_providers]]\nslug = 'university'\nname = '演示大学'\nname_en = 'Demo University'\n\
         issuer = 'http://127.0.0.1:{port}'\nclient_id = 'rongqiao'\nclient_secret = 'a secret between the two'\n"
    )
}

/// Verifies an organisation that was imported.
async fn verify(store: &Store, name: &str) -> anyhow::Result<()> {
    let verified = "INSERT INTO standing (organisation_id, state, until, recruiter_class, reason, reminded_days, updated_at) \
                    SELECT id, 'verified', '2099-12-31', NULL, '', 0, created_at FROM organisation WHERE name = ";
    store.connection().execute_unprepared(&format!("{verified}'{name}'")).await?;
    let found = store.find_standing(OrganisationId::of_name(name)).await?;
    anyhow::ensure!(found.is_some(), "the import named {name}");
    Ok(())
}

/// Makes the colleagues of the officer at both desks, each with a key: without them no call can be opened. They sign in with
/// the password of which `hash` is made.
async fn make_colleagues(store: &Store, hash: &str, now: OffsetDateTime) -> anyhow::Result<()> {
    for (name, role) in
        [("firms2", Role::FirmsDesk), ("schools1", Role::UniversitiesDesk), ("schools2", Role::UniversitiesDesk)]
    {
        let person = make_person(store, ("周行", &format!("{name}@example.com")), Some(hash.to_owned()), now).await?;
        give_role(store, person, (role, None), SECRET, now).await?;
        let permit = store.find_actor(person, now).await?.permit(Action::HoldSealingKey, Thing::platform())?;
        let key = LockedKey::new(COLLEAGUES_PASSPHRASE)?;
        store.make_sealing_key(&permit, (SealingKeyId::of_record("browser", name), &key), now).await?;
    }
    Ok(())
}

/// Makes a recruiter, somebody who finds people, a mentor, staff of two schools, a teacher of one, an officer of the firms'
/// desk and one of the committee, whom nobody can make through the site; tells how they sign in.
fn make_staff(data: &Path) -> anyhow::Result<String> {
    const PASSWORD: &str = "quay lantern orbit heron";
    let names = ["recruiter", "finder", "mentor", "teacher", "tutor", "lecturer", "expert", "officer", "committee"];
    let [recruiter, finder, mentor, teacher, tutor, lecturer, expert, officer, committee] =
        names.map(|it| format!("{it}@example.com"));
    tokio::runtime::Runtime::new()?.block_on(async {
        let store = Store::connect(&format!("sqlite://{}", data.join("rongqiao.db").display())).await?;
        let now = rongqiao_model::clock::Clock::system().now();
        let hash = rongqiao_api::passwords::hash(PASSWORD.to_owned()).await.map_err(|_| anyhow::anyhow!("no hash"))?;
        let finding = OrganisationId::of_name(FINDING_FIRM);
        let firms = store.list_public_organisations(Some(OrganisationKind::Firm), None, 2).await?;
        let firm = firms.iter().find(|it| it.id != finding).context("the import named another firm")?.id;
        verify(&store, FINDING_FIRM).await?;
        verify(&store, SCHOOL).await?;
        // Imported rows are announced elsewhere; one applies for this one here.
        let here = "UPDATE listing SET source = 'rongqiao' WHERE title = '装配实习生'";
        store.connection().execute_unprepared(here).await?;
        let college = OrganisationId::of_name(COLLEGE);
        for (mail, hat) in [
            (&recruiter, (Role::Recruiter, Some(firm))),
            (&finder, (Role::Recruiter, Some(finding))),
            (&mentor, (Role::Mentor, Some(finding))),
            (&teacher, (Role::CollegeStaff, Some(college))),
            (&tutor, (Role::CollegeStaff, Some(OrganisationId::of_name(SCHOOL)))),
            (&lecturer, (Role::Teacher, Some(OrganisationId::of_name(SCHOOL)))),
            (&officer, (Role::FirmsDesk, None)),
            (&committee, (Role::Committee, None)),
        ] {
            let person = make_person(&store, ("林汐", mail), Some(hash.clone()), now).await?;
            give_role(&store, person, hat, SECRET, now).await?;
        }
        make_person(&store, ("程远", &expert), Some(hash.clone()), now).await?;
        // An address may sign up only so many within an hour; these are there already.
        for (name, number) in
            ["intern", "booker", "customer", "reviewer"].into_iter().flat_map(|it| (0..3).map(move |way| (it, way)))
        {
            make_person(&store, ("林汐", &format!("{name}{number}@example.com")), Some(hash.clone()), now).await?;
        }
        make_colleagues(&store, &hash, now).await?;
        store.close().await?;
        anyhow::Ok(())
    })?;
    let staff = json!({
        "password": PASSWORD,
        "recruiter": { "contact": recruiter },
        "finder": { "contact": finder, "listing": ListingId::of_record("browser", "open") },
        "teacher": { "contact": teacher },
        "expert": { "contact": expert },
        "mentor": { "contact": mentor, "firm": FINDING_FIRM },
        "tutor": { "contact": tutor, "school": SCHOOL, "internship": ListingId::of_record("browser", "internship") },
        "lecturer": { "contact": lecturer },
        "officer": { "contact": officer, "secret": SECRET },
        "committee": { "contact": committee, "secret": SECRET },
        "schools": { "contact": "schools1@example.com", "secret": SECRET, "passphrase": COLLEAGUES_PASSPHRASE },
        "reviewers": (0..3).map(|way| json!({ "contact": format!("reviewer{way}@example.com") })).collect::<Vec<_>>(),
    });
    Ok(staff.to_string())
}

#[test]
fn the_journeys_succeed_in_a_browser() -> anyhow::Result<()> {
    let Some(tools) = find_tools() else { return Ok(()) };
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("data");
    let settings = folder.path().join("rongqiao.toml");
    // The journeys turn pages faster than any visitor.
    let provider = free_port()?;
    std::fs::write(&settings, format!("[limits]\nrate_per_second = 0\n{}", university(provider)))?;
    let [closed, gone] = import_closed(&data)?;
    let staff = make_staff(&data)?;
    let server = Server::run(rongqiao(&data).args(["serve", "--demo", "--config"]).arg(&settings))?;
    let mut journeys = Command::new(tools.node);
    journeys.current_dir(&tools.scripts).arg("journeys.mjs").arg(server.address());
    journeys
        .args([closed.to_string(), gone.to_string()])
        .arg(data.join("outbox"))
        .arg(provider.to_string())
        .env("CHROMIUM", tools.browser)
        .env("RONGQIAO", program())
        .env("STAFF", staff);
    keeper::run(&mut journeys, &data)?;
    server.stop()
}
