//! Who can read proposals, and from when on.

use std::path::Path;

use rongqiao_model::call::Receipt;
use rongqiao_model::chance::Chance;
use rongqiao_model::sealing::digest;
use rongqiao_model::store::Opening;
use rongqiao_tests::database::on_every_database;
use sea_orm_migration::sea_orm::{ConnectionTrait as _, Statement};
use tokio::task::JoinSet;

use super::*;

const MARKER: &str = "梧桐键合七号配方";

/// Every value of every row of the database, as bytes.
async fn every_value(world: &World) -> anyhow::Result<Vec<Vec<u8>>> {
    let db = world.site.store.connection();
    let is_file = world.site.database.is_file();
    let columns = if is_file {
        "SELECT m.name AS tables, c.name AS columns, 'any' AS types FROM sqlite_master m, pragma_table_info(m.name) c \
         WHERE m.type = 'table'"
    } else {
        "SELECT table_name::text AS tables, column_name::text AS columns, data_type::text AS types \
         FROM information_schema.columns WHERE table_schema = current_schema()"
    };
    let mut values = Vec::new();
    for row in db.query_all_raw(Statement::from_string(db.get_database_backend(), columns)).await? {
        let (table, column): (String, String) = (row.try_get("", "tables")?, row.try_get("", "columns")?);
        let as_hex = match row.try_get::<String>("", "types")?.as_str() {
            "any" => format!("hex(CAST(\"{column}\" AS BLOB))"),
            "bytea" => format!("encode(\"{column}\", 'hex')"),
            _ => format!("encode(convert_to(\"{column}\"::text, 'UTF8'), 'hex')"),
        };
        let query = format!("SELECT {as_hex} AS value FROM \"{table}\" WHERE \"{column}\" IS NOT NULL");
        for row in db.query_all_raw(Statement::from_string(db.get_database_backend(), query)).await? {
            let hex: String = row.try_get("", "value")?;
            values.push(bytes_of(&hex));
        }
    }
    Ok(values)
}

fn bytes_of(hex: &str) -> Vec<u8> {
    let digit = |it: u8| char::from(it).to_digit(16).and_then(|it| u8::try_from(it).ok()).unwrap_or(0);
    hex.as_bytes().chunks_exact(2).map(|pair| digit(pair[0]) * 16 + digit(pair[1])).collect()
}

/// Every file below `folder`.
fn every_file(folder: &Path) -> anyhow::Result<Vec<Vec<u8>>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        match path.is_dir() {
            true => files.extend(every_file(&path)?),
            false => files.push(std::fs::read(&path)?),
        }
    }
    Ok(files)
}

/// All that a thief has who copied database and disk.
async fn loot(world: &World) -> anyhow::Result<Vec<Vec<u8>>> {
    let mut loot = every_value(world).await?;
    loot.extend(every_file(&world.site.app().settings.data)?);
    if let Some(file) = world.site.database.url.strip_prefix("sqlite://") {
        let file = Path::new(file.split('?').next().unwrap_or(file));
        loot.extend(every_file(file.parent().expect("it lies in a folder"))?);
    }
    Ok(loot)
}

/// Whether `text` stands in one of `all`, however it is written.
fn stands_in(all: &[Vec<u8>], text: &str) -> bool {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let hex: String = text.bytes().map(|it| format!("{it:02x}")).collect();
    let escaped: String = text.encode_utf16().map(|it| format!("\\u{it:04x}")).collect();
    let ways = [text.as_bytes().to_vec(), wide, hex.clone().into_bytes(), hex.to_uppercase().into_bytes()];
    let ways = ways.into_iter().chain([escaped.into_bytes()]);
    ways.into_iter().any(|way| all.iter().any(|one| one.windows(way.len()).any(|it| it == way)))
}

/// All that comes out of `loot` with `passphrases`: keys are tried on everything, what they open is tried as a key and,
/// in pairs, as two halves of one, until nothing more opens.
fn broken_open(loot: &[Vec<u8>], mut keys: Vec<OpenKey>) -> Vec<Vec<u8>> {
    let sealed: Vec<&Vec<u8>> = loot.iter().filter(|it| it.starts_with(b"age-encryption.org")).collect();
    let mut opened: Vec<Vec<u8>> = Vec::new();
    let mut tried = 0;
    while tried < keys.len() {
        let key = keys[tried].clone();
        tried += 1;
        for sealed in &sealed {
            opened.extend(key.read_sealed(sealed));
        }
        opened.sort_unstable();
        opened.dedup();
        let known: Vec<String> = keys.iter().map(OpenKey::public).collect();
        for one in &opened {
            for other in &opened {
                let joined = OpenKey::of_halves(one, other).ok();
                keys.extend(joined.filter(|key| !known.contains(&key.public())));
            }
            let whole = OpenKey::of_halves(one, &vec![0; one.len()]).ok();
            keys.extend(whole.filter(|key| !known.contains(&key.public())));
        }
        keys.dedup_by_key(|key| key.public());
    }
    opened
}

/// The keys that `passphrase` opens of what an officer left on the disk.
fn keys_of(loot: &[Vec<u8>], locked: &LockedKey, passphrase: &str) -> Vec<OpenKey> {
    let theirs = loot.iter().filter(|it| **it == locked.locked);
    theirs.filter_map(|it| LockedKey { locked: it.clone(), ..locked.clone() }.open(passphrase).ok()).take(1).collect()
}

#[tokio::test]
async fn a_copy_of_everything_and_one_officers_passphrase_recover_no_proposal() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let world = World::with_an_open_call(TestSite::empty(database).await?).await?;
        let handed_in = world.hand_in("临港大学", &proposal(MARKER), world.deadline - Duration::hours(1)).await?;
        assert!(matches!(handed_in, HandedIn::Done(_)));
        world.tend(world.deadline + Duration::minutes(1)).await?;
        let loot = loot(&world).await?;
        assert!(stands_in(&loot, "公开的背景说明"), "what is not sealed is found, so that looking works");
        assert!(!stands_in(&loot, MARKER));
        for number in 0..4 {
            let keys = keys_of(&loot, &KEYS[number], PASSPHRASE);
            assert_eq!(keys.len(), 1, "the passphrase opens their key");
            let opened = broken_open(&loot, keys);
            assert!(!opened.is_empty(), "their half opens");
            assert!(!stands_in(&opened, MARKER), "officer {number}");
        }
        // Two of one desk hold the same half; two of both desks open it: this is what the thief lacks.
        let both = |one: usize, other: usize| broken_open(&loot, vec![OPEN[one].clone(), OPEN[other].clone()]);
        assert!(!stands_in(&both(0, 1), MARKER) && !stands_in(&both(2, 3), MARKER));
        assert!(stands_in(&both(0, 2), MARKER));
        // Nor does it once one of the desks has added its half and waits for the other.
        let now = world.deadline + Duration::minutes(2);
        let half = world.site.store.open_half(&world.desk(0).await?, &OPEN[0], (&Chance::system(), now)).await?;
        assert_eq!(half, Opening::Half);
        let loot = self::loot(&world).await?;
        assert!(!stands_in(&loot, MARKER) && !stands_in(&broken_open(&loot, vec![OPEN[1].clone()]), MARKER));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn two_officers_of_two_desks_open_all_of_them_in_one_step_that_is_audited() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let world = World::with_an_open_call(TestSite::empty(database).await?).await?;
        let (store, chance) = (&world.site.store, Chance::system());
        let early = world.deadline - Duration::minutes(1);
        for (place, name) in (0..).zip(["临港大学", "海洋学院", "键合实验室"]) {
            world.hand_in(name, &proposal(&format!("{MARKER} {name}")), early + Duration::seconds(place)).await?;
        }
        assert!(store.withdraw_proposal(&world.answers_for("键合实验室"), early).await?);
        let open = async |number: usize, key: usize, at| {
            let permit = world.desk(number).await?;
            anyhow::Ok(store.open_half(&permit, &OPEN[key], (&chance, at)).await?)
        };
        // Nobody opens anything before the deadline, nor before it is sealed.
        assert_eq!(open(0, 0, early).await?, Opening::NotNow);
        assert_eq!(open(0, 0, world.deadline).await?, Opening::NotNow);
        world.tend(world.deadline + Duration::minutes(1)).await?;
        let late = world.deadline + Duration::minutes(2);
        assert_eq!(open(0, 0, early).await?, Opening::NotNow, "a clock set back opens nothing");
        assert_eq!(open(0, 2, late).await?, Opening::NotForThisKey);
        assert_eq!(open(0, 0, late).await?, Opening::Half);
        assert_eq!(open(1, 1, late).await?, Opening::Done, "a colleague of the same desk is not the other one");
        assert!(store.list_opened_proposals(&world.desk(0).await?).await?.is_empty());
        assert_eq!(open(3, 3, late).await?, Opening::All { read: 2, unreadable: 0 });
        assert_eq!(world.stage().await?, Stage::Reviewing);
        let opened = store.list_opened_proposals(&world.desk(2).await?).await?;
        let teams = opened.iter().filter_map(|it| it.proposal.text.as_ref()).map(|it| it.team.as_str());
        let teams: Vec<&str> = teams.collect();
        assert_eq!(teams, [format!("课题组 {MARKER} 临港大学"), format!("课题组 {MARKER} 海洋学院")]);
        let entries = store.list_audit(0, 1_000).await?;
        let told: Vec<(&str, &str)> = entries
            .iter()
            .filter(|entry| entry.event.slug().starts_with("proposals-"))
            .map(|entry| (entry.event.slug(), entry.reason.as_str()))
            .collect();
        assert_eq!(told, [("proposals-half-opened", ""), ("proposals-opened", "2 read, 0 unreadable")]);
        assert_eq!(open(1, 1, late).await?, Opening::NotNow);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_officer_who_is_lost_loses_nothing_and_a_new_one_is_let_in_by_a_colleague() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let world = World::with_an_open_call(TestSite::empty(database).await?).await?;
        let (store, chance) = (&world.site.store, Chance::system());
        world.hand_in("临港大学", &proposal(MARKER), world.deadline - Duration::minutes(1)).await?;
        // One officer forgot the passphrase and made a key anew: it opens nothing that was sealed before.
        world.make_key(0, 4).await?;
        world.tend(world.deadline + Duration::minutes(1)).await?;
        let late = world.deadline + Duration::minutes(2);
        let first = world.desk(0).await?;
        assert_eq!(store.open_half(&first, &OPEN[4], (&chance, late)).await?, Opening::NotForThisKey);
        assert_eq!(store.share_half(&first, &OPEN[4], late).await?, Opening::NotForThisKey);
        assert_eq!(store.share_half(&world.desk(1).await?, &OPEN[1], late).await?, Opening::Half);
        // The other desk hands over first; the new key opens both what its own desk and what the other one holds for it.
        assert_eq!(store.open_half(&world.desk(2).await?, &OPEN[2], (&chance, late)).await?, Opening::Half);
        let all = store.open_half(&first, &OPEN[4], (&chance, late)).await?;
        assert_eq!(all, Opening::All { read: 1, unreadable: 0 });
        Ok(())
    })
    .await
}

#[tokio::test]
async fn of_a_hundred_at_once_those_count_that_arrive_before_the_deadline() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let world = World::with_an_open_call(TestSite::empty(database).await?).await?;
        let mut all = JoinSet::new();
        for number in 0..100_usize {
            let name = format!("学院{number}");
            // A millisecond early, at the deadline, or a millisecond late.
            let at = world.deadline + Duration::milliseconds([-1, 0, -1, 1][number % 4]);
            let permit = answers_for(world.proposer, world.call, &an_organisation(&name));
            let (store, chance) = (world.site.store.clone(), world.site.app().chance.clone());
            all.spawn(async move {
                let id = ProposalId::from_uuid(chance.id(at));
                anyhow::Ok((number, store.hand_in_proposal(&permit, (id, &proposal(&name)), at).await?))
            });
        }
        for answered in all.join_all().await {
            let (number, handed_in) = answered?;
            assert_eq!(matches!(handed_in, HandedIn::Done(_)), number % 2 == 0, "{number}: {handed_in:?}");
        }
        assert_eq!(world.site.store.count_proposals(&world.desk(0).await?).await?, 50);
        // What is sealed stays sealed, whatever the clock says.
        world.tend(world.deadline + Duration::seconds(29)).await?;
        assert_eq!(world.stage().await?, Stage::Open, "whatever arrived in time has been written first");
        world.tend(world.deadline + Duration::seconds(30)).await?;
        assert_eq!(world.stage().await?, Stage::Sealed);
        let back = world.deadline - Duration::days(1);
        assert_eq!(world.hand_in("迟到学院", &proposal("late"), back).await?, HandedIn::NotNow);
        assert!(!world.site.store.withdraw_proposal(&world.answers_for("学院0"), back).await?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_proposal_is_revised_until_the_deadline_and_its_receipt_names_what_was_sent() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let world = World::with_an_open_call(TestSite::empty(database).await?).await?;
        let at = world.deadline - Duration::milliseconds(1);
        let text = proposal(MARKER);
        world.hand_in("临港大学", &proposal("first"), at - Duration::hours(1)).await?;
        let receipt = Receipt { digest: digest(text.as_bytes()), at, revision: 2 };
        assert_eq!(world.hand_in("临港大学", &text, at).await?, HandedIn::Done(receipt));
        assert_eq!(world.hand_in(FIRM, &text, at).await?, HandedIn::NotYours);
        let own = world.site.store.find_own_proposal(&world.answers_for("临港大学")).await?.expect("it is there");
        assert_eq!((own.receipt.revision, own.text), (2, None));
        assert_eq!(world.site.store.find_own_proposal(&world.answers_for("别的大学")).await?, None);
        Ok(())
    })
    .await
}
