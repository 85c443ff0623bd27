//! Lets organisations answer listings, not only people, and names the school of a student who does. What an organisation
//! answered outlives the account of whoever wrote it.
//!
//! SQLite cannot loosen a column, so the three tables are made anew and what they hold is carried over.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        renew(manager, ForeignKeyAction::SetNull, true).await
    }

    /// Takes back what organisations answered: there was no place for it before.
    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let nobodys = Expr::col("person_id").is_null().or(Expr::col("responder_organisation_id").is_not_null());
        let delete = Query::delete().from_table("connection").and_where(nobodys).to_owned();
        manager.execute(delete).await?;
        renew(manager, ForeignKeyAction::Cascade, false).await
    }
}

/// The columns that stay as they are, by table.
const CARRIED: &[(&str, &[&str])] = &[
    (
        "connection",
        &[
            "id",
            "kind",
            "listing_id",
            "title",
            "organisation_id",
            "person_id",
            "open_key",
            "stage",
            "revision",
            "shared",
            "times",
            "chosen",
            "promise_days",
            "due_at",
            "remind_at",
            "created_at",
            "moved_at",
            "replied_at",
        ],
    ),
    ("connection_event", &["connection_id", "revision", "step", "party", "person_id", "stage", "words", "at"]),
    ("connection_message", &["id", "connection_id", "party", "person_id", "text", "at"]),
];

/// Name, table, columns, and whether what they hold is unique.
type IndexOf = (&'static str, &'static str, &'static [&'static str], bool);

const INDEXES: &[IndexOf] = &[
    ("connection_once", "connection", &["open_key"], true),
    ("connection_person", "connection", &["person_id", "created_at"], false),
    ("connection_listing", "connection", &["listing_id", "stage"], false),
    ("connection_organisation", "connection", &["organisation_id", "created_at"], false),
    ("connection_due", "connection", &["due_at"], false),
    ("connection_remind", "connection", &["remind_at"], false),
    ("connection_message_order", "connection_message", &["connection_id", "id"], false),
];

/// Indexes of the columns that are new.
const NEW_INDEXES: &[IndexOf] = &[
    ("connection_responder", "connection", &["responder_organisation_id", "created_at"], false),
    ("connection_school", "connection", &["school_id", "created_at"], false),
];

/// Makes the tables anew, with or without the new columns. Children go before their parents, or they would go with them.
async fn renew(manager: &SchemaManager<'_>, when_gone: ForeignKeyAction, is_new: bool) -> Result<(), DbErr> {
    for table in [connection(when_gone, is_new), event(), message()] {
        manager.create_table(table).await?;
    }
    for (table, columns) in CARRIED {
        let columns: Vec<Alias> = columns.iter().map(|it| Alias::new(*it)).collect();
        let rows = Query::select().columns(columns.clone()).from(*table).to_owned();
        let mut carry = Query::insert();
        carry.into_table(renewed(table)).columns(columns);
        carry.select_from(rows).map_err(|mistake| DbErr::Migration(mistake.to_string()))?;
        manager.execute(carry).await?;
    }
    for (table, _) in CARRIED.iter().rev() {
        manager.drop_table(Table::drop().table(*table).to_owned()).await?;
    }
    for (table, _) in CARRIED {
        manager.rename_table(Table::rename().table(renewed(table), Alias::new(*table)).to_owned()).await?;
    }
    let new: &[IndexOf] = if is_new { NEW_INDEXES } else { &[] };
    for (name, table, columns, unique) in INDEXES.iter().chain(new) {
        let mut index = Index::create();
        index.name(*name).table(*table);
        for column in *columns {
            index.col(*column);
        }
        if *unique {
            index.unique();
        }
        manager.create_index(index).await?;
    }
    Ok(())
}

/// What a table is called until the one before it is gone.
fn renewed(table: &str) -> Alias {
    Alias::new(format!("{table}_renewed"))
}

fn connection(when_gone: ForeignKeyAction, is_new: bool) -> TableCreateStatement {
    let mut of_person = ForeignKey::create();
    of_person.from(renewed("connection"), "person_id").to("person", "id").on_delete(when_gone);
    let mut table = Table::create();
    table
        .table(renewed("connection"))
        .col(pk_uuid("id"))
        .col(string_len("kind", 16))
        .col(uuid("listing_id"))
        .col(string("title"))
        .col(uuid("organisation_id"))
        // Who answered, for themself or for the organisation that did.
        .col(if is_new { uuid_null("person_id") } else { uuid("person_id") })
        // Listing and whoever answered while it is open, nothing afterwards: nobody has two open ones for the same.
        .col(string_len_null("open_key", 80))
        .col(string_len("stage", 16))
        .col(big_integer("revision"))
        .col(text("shared"))
        .col(text("times"))
        .col(timestamp_with_time_zone_null("chosen"))
        .col(integer("promise_days"))
        .col(timestamp_with_time_zone_null("due_at"))
        .col(timestamp_with_time_zone_null("remind_at"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("moved_at"))
        .col(timestamp_with_time_zone_null("replied_at"))
        .foreign_key(&mut of_person);
    if is_new {
        table.col(uuid_null("responder_organisation_id")).col(uuid_null("school_id"));
    }
    table.to_owned()
}

fn event() -> TableCreateStatement {
    let (mut of_connection, mut by_person) = belongings("connection_event");
    Table::create()
        .table(renewed("connection_event"))
        .col(uuid("connection_id"))
        .col(big_integer("revision"))
        .col(string_len("step", 16))
        .col(string_len("party", 24))
        .col(uuid_null("person_id"))
        .col(string_len("stage", 16))
        .col(text("words"))
        .col(timestamp_with_time_zone("at"))
        .primary_key(Index::create().col("connection_id").col("revision"))
        .foreign_key(&mut of_connection)
        .foreign_key(&mut by_person)
        .to_owned()
}

fn message() -> TableCreateStatement {
    let (mut of_connection, mut by_person) = belongings("connection_message");
    Table::create()
        .table(renewed("connection_message"))
        .col(pk_uuid("id"))
        .col(uuid("connection_id"))
        .col(string_len("party", 24))
        .col(uuid_null("person_id"))
        .col(text("text"))
        .col(timestamp_with_time_zone("at"))
        .foreign_key(&mut of_connection)
        .foreign_key(&mut by_person)
        .to_owned()
}

/// To its connection, with which it goes, and to whoever did it, without whom it stays.
fn belongings(table: &str) -> (ForeignKeyCreateStatement, ForeignKeyCreateStatement) {
    let mut of_connection = ForeignKey::create();
    of_connection.from(renewed(table), "connection_id").to(renewed("connection"), "id");
    of_connection.on_delete(ForeignKeyAction::Cascade);
    let mut by_person = ForeignKey::create();
    by_person.from(renewed(table), "person_id").to("person", "id").on_delete(ForeignKeyAction::SetNull);
    (of_connection, by_person)
}
